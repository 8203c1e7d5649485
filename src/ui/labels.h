/* Labels beside their places: where each goes so that none lies over another. Pure. */
#ifndef SNOWMELT_UI_LABELS_H
#define SNOWMELT_UI_LABELS_H

#include <stdbool.h>
#include <stdint.h>

#include "model/snapshot.h"
#include "scene/plan.h"

struct label {
    bool wanted;         /* in: has a place in sight */
    bool above;          /* in: its place is in the upper half, so that it goes above first */
    float x, y;          /* in: the place, px */
    float headroom;      /* in: px above the place to leave free; below it, less */
    float width, height; /* in: of the label, px */
    int side;            /* where it stands around the place, remembered */
    float alpha;         /* out: 0 hidden */
    struct plan_box box; /* out */
};

struct labels {
    struct label label[MODEL_MAX_PLACES];
};

/* Places labels in the order given (most important first), off each other by `clearance`, off
 * the covered boxes and within `bounds`. A label in the way of a more important one fades out
 * and comes back on another side, it never jumps. */
void labels_place(struct labels *labels, const uint8_t *order, uint32_t n_order,
                  const struct plan_box *covered, uint32_t n_covered, struct plan_box bounds,
                  float clearance, float dt);

#endif
