/* The limits of a scenario. Internal to story/. */
#ifndef SNOWMELT_STORY_SCENARIO_LIMITS_H
#define SNOWMELT_STORY_SCENARIO_LIMITS_H

enum {
    SCENARIO_MAX_BYTES = 64 * 1024,
    MIN_PLACES = 8,  /* below that the walk has no choices worth measuring */
    MIN_TRODDEN = 3, /* a loop */
    MAX_TRODDEN = 6,
    MIN_STEPS = 2,
    MAX_STEPS = 16,
    MAX_PATHS = 8,
    MAX_ID = 24,    /* bytes; ids are ASCII */
    MAX_LABEL = 28, /* characters: as wide as a label can be at reading size */
    MAX_TITLE = 60,
    MAX_ABOUT = 400,
    MAX_CAPTION = 120, /* three lines in large type */
};

static const float MAX_MM = 40.0f;     /* the room that the camera is made for */
static const float NEAREST_MM = 10.0f; /* nearer, two places would be drawn as one */

#endif
