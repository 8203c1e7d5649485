/* The brain that the network lies in: a faint outline and folds behind everything, and a soft
 * tint of each region. A frame to see it in, not a map: where cells lie is the scenario's choice.
 * Internal to scene/. */
#ifndef SNOWMELT_SCENE_BRAIN_H
#define SNOWMELT_SCENE_BRAIN_H

#include <stdbool.h>
#include <stdint.h>

#include "model/snapshot.h"
#include "scene/camera.h"
#include "scene/palette.h"
#include "scene/plan.h"

enum { BRAIN_REGIONS = 2, BRAIN_POINTS = 4 };

struct brain_region {
    float centre[3];
    float half[2]; /* along x and y, mm */
    float top;     /* the highest cell */
    bool there;
};

struct brain {
    float centre[3], half[3]; /* of the outline; no half: nothing to frame */
    struct brain_region region[BRAIN_REGIONS];
};

/* Fits it about these cells, without those that lie far out. */
void brain_fit(struct brain *brain, const struct model_cell_view *cells,
               const struct camera_point *points, uint32_t n);

/* What of the outline shall be in the picture, as far as it is not laid flat (0..1). */
void brain_frame(const struct brain *brain, float flat, struct camera_point out[BRAIN_POINTS]);

/* The light of the regions, to be added, and the outline with its folds, to be laid over; each
 * with the share shown, 0..1. */
void brain_draw_regions(const struct brain *brain, float shown, const struct palette *palette,
                        struct plan *plan);
void brain_draw_outline(const struct brain *brain, float shown, const struct palette *palette,
                        struct plan *plan);

#endif
