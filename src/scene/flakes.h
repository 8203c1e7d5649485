/* Snow that drifts low over the ground. Internal to scene/. */
#ifndef SNOWMELT_SCENE_FLAKES_H
#define SNOWMELT_SCENE_FLAKES_H

#include "scene/footprints.h"
#include "scene/plan.h"

/* `time_s` of the wind; `amount` 0..1 of light; `detail` 0 fewest .. 1 all of them. */
void flakes_draw(double time_s, float amount, float detail, const struct ground_inks *inks,
                 struct plan *plan);

#endif
