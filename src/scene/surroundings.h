/* What lies around the network: night, fog, the drug's tint, BDNF and the cue.
 * Internal to scene/. */
#ifndef SNOWMELT_SCENE_SURROUNDINGS_H
#define SNOWMELT_SCENE_SURROUNDINGS_H

#include <stdbool.h>
#include <stdint.h>

#include "model/snapshot.h"
#include "scene/palette.h"
#include "scene/plan.h"

struct surroundings {
    float occupancy, occupancy_inh, bdnf; /* smoothed; bdnf above rest */
    float occupancy_to, occupancy_inh_to, bdnf_to;
    float cue[MODEL_MAX_PLACES];          /* 0..1, smoothed */
    int cued;                             /* place, -1 none */
    uint32_t n_places;
    float place[MODEL_MAX_PLACES][3];
    double time_s;                        /* of the motes; stands still under reduced motion */
};

void surroundings_observe(struct surroundings *around, const struct model_snapshot *snapshot);
void surroundings_animate(struct surroundings *around, float dt_s, bool still);

/* Backdrop and fog; `distance_mm` is from the eye to the middle of the network. */
void surroundings_set(const struct surroundings *around, float distance_mm,
                      const struct palette *palette, struct plan *plan);
/* A ring about the cued place, facing the eye. */
void surroundings_draw_cue(const struct surroundings *around, const struct palette *palette,
                           struct plan *plan);
void surroundings_draw_motes(const struct surroundings *around, const struct palette *palette,
                             struct plan *plan);

#endif
