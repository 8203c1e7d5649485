/* Small figures with a lantern: each transition of the walk that the model makes is one way that
 * one of them walks. Without transitions nobody walks. Internal to scene/. */
#ifndef SNOWMELT_SCENE_WALKERS_H
#define SNOWMELT_SCENE_WALKERS_H

#include <stdbool.h>
#include <stdint.h>

#include "scene/footprints.h"
#include "scene/ground.h"
#include "scene/palette.h"
#include "scene/plan.h"
#include "scene/ways.h"

enum { WALKERS_MAX = 10, WALKER_STOPS = 5 };

struct walker {
    bool here;
    uint8_t stop[WALKER_STOPS]; /* where it is or comes from, then where it goes */
    uint8_t n_stops;
    float along;         /* part of the way to stop[1], 0..1 */
    float speed;         /* mm/s */
    float at[2], way[2]; /* mm; unit length */
    float walked;        /* mm since it came, for its steps */
    float shown;         /* 0..1 */
    float rested_s;      /* since it arrived */
    float light[3];      /* linear colour of its lantern, slowly on its way */
};

struct walkers {
    struct walker walker[WALKERS_MAX];
    int last;        /* place of the walk, -1 none yet */
    uint32_t missed; /* transitions that nobody was free for */
};

void walkers_init(struct walkers *walkers);
void walkers_observe(struct walkers *walkers, const struct ways *ways,
                     const struct model_snapshot *snapshot);
void walkers_animate(struct walkers *walkers, const struct ways *ways,
                     const struct palette *palette, struct footprints *prints, float dt_s);

/* In this order: light that the lanterns throw on the ground (pulses), the lanterns (bodies),
 * shadows and figures, the far ones first (ribbons), sparks of the lanterns before them (pulses).
 * `calm`: legs do not swing. */
void walkers_draw_light(const struct walkers *walkers, const struct ground *ground,
                        const struct ground_inks *inks, struct plan *plan);
void walkers_draw_lanterns(const struct walkers *walkers, const struct ground *ground,
                           const struct ground_inks *inks, struct plan *plan);
void walkers_draw_figures(const struct walkers *walkers, const struct ground *ground,
                          const struct ground_inks *inks, bool calm, struct plan *plan);
void walkers_draw_sparks(const struct walkers *walkers, const struct ground *ground,
                         const struct ground_inks *inks, struct plan *plan);

#endif
