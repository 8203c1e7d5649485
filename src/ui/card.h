/* Where a card about something stands: beside it, never over it, never out of the picture. Pure. */
#ifndef SNOWMELT_UI_CARD_H
#define SNOWMELT_UI_CARD_H

#include <stdbool.h>
#include <stdint.h>

#include "scene/plan.h"

/* Finds a spot of that size beside the anchor and within bounds, over as little as can be of what
 * is covered by other things. False when it fits on no side. *over is how much of it lies over
 * those, px2. */
bool card_site(struct plan_box anchor, struct plan_box bounds, float width, float height, float gap,
               const struct plan_box *covered, uint32_t n_covered, struct plan_box *site,
               float *over);

#endif
