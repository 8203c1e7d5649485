/* A line of text cut into runs of one script and one direction, in the order in which they stand
 * on the screen (Unicode's bidirectional algorithm, by FriBidi). */
#ifndef SNOWMELT_RENDER_TEXT_RUNS_H
#define SNOWMELT_RENDER_TEXT_RUNS_H

#include <stdbool.h>

#include "render/render.h"

enum { TEXT_MAX_RUNS = 48, TEXT_MAX_CHARACTERS = 512 };

struct text_run {
    int first, bytes; /* of the line */
    enum render_script script;
    bool right_to_left;
};

/* Fills runs from left to right and returns how many. A line in which anything is written from
 * right to left is laid out so as a whole. What goes beyond the two limits is left out. */
int text_runs(const char *line, struct text_run runs[TEXT_MAX_RUNS]);

#endif
