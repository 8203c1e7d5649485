/* A scenario: the places, the trodden path and the other ways of one story, read from YAML. */
#ifndef SNOWMELT_STORY_SCENARIO_H
#define SNOWMELT_STORY_SCENARIO_H

#include <stddef.h>

#include "base/error.h"
#include "model/model.h"
#include "story/findings.h"

struct scenario_place {
    char *id;
    char *label;
    enum { SCENARIO_PREFRONTAL, SCENARIO_HIPPOCAMPUS } region;
    float position_mm[3];
};

/* The chapters that may have a caption of the author's own, in order. */
enum scenario_chapter {
    SCENARIO_WEARING_IN,
    SCENARIO_WORN_PATH,
    SCENARIO_DOSE,
    SCENARIO_SIGNALS,
    SCENARIO_CONTACTS,
    SCENARIO_PRACTICE,
    SCENARIO_LASTING,
    SCENARIO_CHAPTERS
};

struct scenario_path { /* a walk over places, by index; the trodden one closes to a loop */
    char *label;
    unsigned *steps;
    unsigned n_steps;
};

struct scenario {
    char *title;
    char *about;
    struct scenario_place *places;
    unsigned n_places;
    struct scenario_path trodden;
    struct scenario_path *paths; /* the possible new paths; the first is practised by default */
    unsigned n_paths;
    char *captions[SCENARIO_CHAPTERS]; /* NULL: the one that comes with Snowmelt */
};

/* Reads a scenario from YAML text (length bytes). `name` is what errors call it. The error is the
 * first that scenario_check() finds: one line with name, line number, what is wrong, what was
 * expected and how to mend it. The result belongs to the caller; free with scenario_destroy().
 * NULL on error. */
struct scenario *scenario_parse(const char *name, const char *text, size_t length,
                                struct error *error);
void scenario_destroy(struct scenario *scenario);

/* As scenario_parse(), but every mistake is added to the findings, by line, and advice where
 * there is none. NULL when there are mistakes. */
struct scenario *scenario_check(const char *text, size_t length, struct findings *findings);

/* The model's wiring for a scenario: places, loop, and every step of the other paths as ways. */
void scenario_model_config(const struct scenario *scenario, struct model_config *config);

#endif
