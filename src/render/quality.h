/* How finely the live picture is drawn, so that it holds its pace on the machine at hand.
 *
 * Pure C: it is told how long each picture took and answers with a tier: the finest that holds. It
 * steps down after a second of being late, one tier at a time, and up only after several seconds
 * in which the next tier would have fitted as well; a step up that had to be taken back is tried
 * again later and later. What a tier will take it learns from each change. What is drawn less
 * moves evenly between tiers, so nothing is seen to go. Recordings and tests never use it: their
 * pictures do not depend on the machine. The flash governor is the same in all tiers.
 */
#ifndef SNOWMELT_RENDER_QUALITY_H
#define SNOWMELT_RENDER_QUALITY_H

#include "render/render.h"

enum { QUALITY_TIERS = 9 };

struct quality {
    int tier;                 /* 0 is the finest */
    struct render_quality to; /* for render_set_quality() */
    float ribbons;            /* to.ribbons, moves evenly */
    float detail;             /* 0..1, of minor links and twigs; moves evenly */
    float budget_ms;          /* that a picture may take */
    float mean_ms;            /* of the last half second or so; 0 nothing known yet */
    float late_s, early_s;    /* how long it has been too slow, and had room for more */
    float since_s;            /* the last change of tier */
    float patience_s;         /* early_s at which it steps up */
    float pixels;             /* share of the work that goes with the pixels, as learnt */
    float before_ms;          /* mean_ms before the last change; 0 once learnt from */
    bool rose;                /* the last change was a step up */
};

/* Pictures a second that are aimed at: 30 in software, else the display's rate or a whole part of
 * it, about 60. A display_hz of 0 is not known. */
float quality_fps(bool software, float display_hz);
/* The time between two of them, s; 0 where nothing was begun. */
float quality_period_s(const struct quality *quality);

/* Begins at the tier that suits the renderer: the finest, or a middle one in software. */
void quality_init(struct quality *quality, bool software, float display_hz);

/* A picture took so many ms of work, without waiting for the display, dt_s after the last one. */
void quality_feed(struct quality *quality, float work_ms, float dt_s);

#endif
