/* The ways between places: where their bundles run, and how worn, used and new they look.
 * Internal to scene/. */
#ifndef SNOWMELT_SCENE_WAYS_H
#define SNOWMELT_SCENE_WAYS_H

#include <stdbool.h>
#include <stdint.h>

#include "model/snapshot.h"
#include "scene/palette.h"
#include "scene/plan.h"

struct way {
    float centre[4][3];   /* control points of the bundle's centreline */
    bool worn, drawn;
    float strength;       /* all smoothed */
    float traffic;
    float fresh;          /* share of the synapses born since the dose */
    float strength_to, traffic_to, fresh_to;
};

struct ways {
    uint32_t n_places;
    struct way way[MODEL_MAX_PLACES][MODEL_MAX_PLACES]; /* [from][to] */
    float place[MODEL_MAX_PLACES][3];
    bool on_loop[MODEL_MAX_PLACES];
    float fresh[MODEL_MAX_PLACES];    /* share of fresh synapses on ways that reach a place */
    float fresh_to[MODEL_MAX_PLACES];
    float loose, loose_to;            /* how far the trodden bundles fray, 0..1, smoothed */
    float paper;                      /* day of the palette: grey does not pale amber on paper */
    bool settled;                     /* has taken in a first snapshot */
};

/* While the path is being worn in everything is young: then nothing counts as new
 * (`tell_new` false). */
void ways_observe(struct ways *ways, const struct model_snapshot *snapshot, bool tell_new);
void ways_animate(struct ways *ways, float dt_s);
/* The glow about the bundles (behind the links) and their bright cores (before them).
 * Occupancy (0..1) spreads and dims those of worn ways. */
void ways_draw_glow(const struct ways *ways, float occupancy, const struct palette *palette,
                    struct plan *plan);
void ways_draw_cores(const struct ways *ways, float occupancy, const struct palette *palette,
                     struct plan *plan);

/* Share of their colour that links and cells of the trodden path have lost, 0..1. */
float ways_pale(const struct ways *ways);

/* Curve of a link from a cell at `from` in place a to one at `to` in place b (a != b, both
 * known): it leaves its cell, runs with the bundle and spreads again. `salt` sets how tightly. */
void ways_curve(const struct ways *ways, int a, int b, const float from[3], const float to[3],
                uint32_t salt, float p[4][3]);

#endif
