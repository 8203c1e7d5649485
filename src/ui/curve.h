/* What the curves of the panel are worth along the line of time, and where on it a moment is. */
#ifndef SNOWMELT_UI_CURVE_H
#define SNOWMELT_UI_CURVE_H

#include <stddef.h>

#include "ui/ui.h"

struct curve {
    int readout;  /* that names it; -1: none of them */
    size_t field; /* of a point of the story's record */
    float rest;   /* what it is at rest: drawn is the difference, in per cent */
    bool counted; /* a count: worth its last, no mean */
};

enum { CURVES_SHOWN = 4 };
extern const struct curve CURVES[CURVES_SHOWN]; /* in the order in which they are drawn */
extern const struct curve CURVE_NEW;            /* of new synapses */

/* Share of a line of time at which these hours since the dose stand; its first share `lead` is
 * before the dose and its end is at `most` hours: evenly at first, far on by powers. */
float axis_share(float lead, float hours, float most);
/* The same on the line of these curves. */
float curve_share(const struct story_view *view, float hours);

/* Walks along a curve; begin with {0}. */
struct curve_step {
    uint32_t next;
    float share; /* of the line: where the step ends */
    float value; /* per cent */
};
/* False at the end. The last step is worth what curve_now() tells. */
bool curve_next(const struct story_view *view, const struct curve *curve, struct curve_step *step);

/* What the figure beside the curve of `readout` says, as the snapshot has it: 1 is at rest, or all
 * of a share; `otherwise` where there is no such curve or no record yet. */
float curve_now(const struct story_view *view, int readout, float otherwise);

#endif
