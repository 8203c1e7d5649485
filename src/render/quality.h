/* How finely the live picture is drawn, so that it holds its pace on the machine at hand.
 *
 * Pure C: it is told how long each picture took and answers with a tier. It steps down after a
 * second of being late, one tier at a time, and up only after several seconds in which the next
 * tier would have fitted as well; a step up that had to be taken back is tried again later and
 * later. What is drawn less moves evenly between tiers, so nothing is seen to go. Recordings and
 * tests never use it: their pictures do not depend on the machine. The flash governor is the same
 * in all tiers.
 */
#ifndef SNOWMELT_RENDER_QUALITY_H
#define SNOWMELT_RENDER_QUALITY_H

#include "render/render.h"

enum { QUALITY_TIERS = 7 };

struct quality {
    int tier;                 /* 0 is the finest */
    struct render_quality to; /* for render_set_quality() */
    float detail;             /* 0..1, of minor links and twigs; moves evenly */
    float budget_ms;          /* that a picture may take */
    float mean_ms;            /* of the last half second or so; 0 nothing known yet */
    float late_s, early_s;    /* how long it has been too slow, and had room for more */
    float since_s;            /* the last change of tier */
    float patience_s;         /* early_s at which it steps up */
    bool rose;                /* the last change was a step up */
};

/* Begins at the tier that suits the renderer: the finest, or a middle one in software. */
void quality_init(struct quality *quality, bool software);

/* A picture took so many ms of work, without waiting for the display, dt_s after the last one. */
void quality_feed(struct quality *quality, float work_ms, float dt_s);

#endif
