/* The schema of a scenario, and a scenario as it stands in the YAML text: every value still a
 * string, nothing checked but the shape. Internal to story/. */
#ifndef SNOWMELT_STORY_SCENARIO_YAML_H
#define SNOWMELT_STORY_SCENARIO_YAML_H

#include <cyaml/cyaml.h>
#include <stddef.h>

#include "base/error.h"
#include "story/scenario.h"

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

struct yaml_captions {
    char *sentences[SCENARIO_CHAPTERS]; /* NULL: none of its own */
};

struct yaml_scenario {
    char *title, *about;
    struct yaml_place *places;
    unsigned n_places;
    struct yaml_path trodden;
    struct yaml_path *paths;
    unsigned n_paths;
    struct yaml_captions captions;
};

/* What the whole file must look like. */
extern const cyaml_schema_value_t SCENARIO_SCHEMA;

/* Reads the text by the schema. NULL with a one-line error, which tells no line: a text that may
 * be wrong is looked through by scenario_check() first. Free with yaml_scenario_free(). */
struct yaml_scenario *yaml_scenario_load(const char *text, size_t length, struct error *error);
void yaml_scenario_free(struct yaml_scenario *scenario);

/* The scenario that a text without mistakes says. NULL without memory. */
struct scenario *scenario_from_yaml(const struct yaml_scenario *raw);

#endif
