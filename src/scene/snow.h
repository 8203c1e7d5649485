/* What moves and shines on the snow, and on the floor of the forest. Internal to scene/. */
#ifndef SNOWMELT_SCENE_SNOW_H
#define SNOWMELT_SCENE_SNOW_H

#include <stdbool.h>

#include "scene/footprints.h"
#include "scene/ground.h"
#include "scene/palette.h"
#include "scene/pulses.h"
#include "scene/plan.h"
#include "scene/surroundings.h"
#include "scene/walkers.h"
#include "scene/ways.h"

struct snow {
    struct walkers walkers;
    struct footprints prints;
    double wind_s;
    bool calm;
    float spared; /* 0..1: how many of the flakes are left out, where the machine is slow */
};

void snow_init(struct snow *snow);
void snow_observe(struct snow *snow, const struct ways *ways,
                  const struct model_snapshot *snapshot);
/* `calm`: nothing drifts, no legs swing. */
void snow_animate(struct snow *snow, const struct ground *ground, const struct ways *ways,
                  const struct palette *palette, float dt_s, bool calm);
/* Foot of the lamp of a place, and its light. */
void snow_lamp(const struct ways *ways, const struct ground *ground, uint32_t place,
               float foot[3], float light[3]);
/* Adds its passes, over the ground's, at this share of the picture, of which `snowing` has flakes;
 * place_glow 0..1 for each place. */
void snow_draw(const struct snow *snow, const struct ground *ground, const struct ways *ways,
               const struct pulses *pulses, const struct surroundings *around,
               const float *place_glow, const struct palette *palette, float share,
               float snowing, struct plan *plan);

#endif
