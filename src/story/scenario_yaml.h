/* A scenario as it stands in the YAML text: every value still a string, nothing checked but
 * the shape. Internal to story/. */
#ifndef SNOWMELT_STORY_SCENARIO_YAML_H
#define SNOWMELT_STORY_SCENARIO_YAML_H

#include <stddef.h>

#include "base/error.h"

enum { SCENARIO_MAX_BYTES = 64 * 1024 };

struct yaml_place {
    char *id, *label, *region;
    char **position;
    unsigned n_position;
};

struct yaml_path {
    char *label;
    char **steps;
    unsigned n_steps;
};

struct yaml_scenario {
    char *title, *about;
    struct yaml_place *places;
    unsigned n_places;
    struct yaml_path trodden;
    struct yaml_path *paths;
    unsigned n_paths;
};

/* Reads the text by the schema. NULL with a one-line error. Free with yaml_scenario_free(). */
struct yaml_scenario *yaml_scenario_load(const char *name, const char *text, size_t length,
                                         struct error *error);
void yaml_scenario_free(struct yaml_scenario *scenario);

/* Line (from 1) on which `value`, a string of a loaded scenario, was read. 1 if unknown. */
unsigned yaml_line_of_value(const char *text, size_t length, const char *value);

/* First line at or after `from` with `key:` on it; `from` itself if there is none. */
unsigned yaml_line_of_key(const char *text, size_t length, const char *key, unsigned from);

#endif
