/* Cell bodies and dendrites: what a neuron looks like and how it lights up.
 * Internal to scene/. */
#ifndef SNOWMELT_SCENE_CELLS_H
#define SNOWMELT_SCENE_CELLS_H

#include <stdbool.h>
#include <stdint.h>

#include "model/snapshot.h"
#include "scene/arbours.h"
#include "scene/camera.h"
#include "scene/palette.h"
#include "scene/plan.h"
#include "scene/ways.h"

enum { CELLS_SPARE_POINTS = 4 };

struct cells {
    struct model_cell_view *view; /* own copy: the snapshot's may move */
    float *glow, *glow_to;        /* 0..1 */
    uint32_t n, max;
    struct arbours arbours;
    struct camera_point *points;  /* what the camera frames: the n cells; behind them there is room
                                      for CELLS_SPARE_POINTS of what is about them */
    float spared; /* 0..1: how much of what is fine is left out, where the machine is slow */
    float place_glow[MODEL_MAX_PLACES], place_glow_to[MODEL_MAX_PLACES];
};

void cells_destroy(struct cells *cells);

/* False when memory ran out; then the state stays as it was. *changed tells that these are
 * other cells than before (the first time, another model). */
bool cells_observe(struct cells *cells, const struct model_snapshot *snapshot, bool *changed);
/* Light rises over 200 ms at least and falls over 450 ms at least. */
void cells_animate(struct cells *cells, float dt_s, bool slow);

/* What all light is dimmed by so that its sum stays moderate. */
float cells_crowding(const struct cells *cells);

/* A soft light behind each place, brighter while the place is active. */
void cells_draw_places(const struct cells *cells, const struct ways *ways,
                       const struct palette *palette, struct plan *plan);
/* Their dendrites, a stem for each cell, in the order of the cells. */
void cells_draw_arbours(const struct cells *cells, const struct ways *ways,
                        const struct palette *palette, struct plan *plan);
/* occupancy_inh (0..1) rims the interneurons. */
void cells_draw_bodies(const struct cells *cells, const struct ways *ways, float occupancy_inh,
                       const struct palette *palette, struct plan *plan);

#endif
