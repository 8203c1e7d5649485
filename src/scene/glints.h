/* Spikes as they run along the tracks of snow and forest: a soft glint on the ground for each
 * pulse that the circuit shows, in the same order and as long under way. Internal to scene/. */
#ifndef SNOWMELT_SCENE_GLINTS_H
#define SNOWMELT_SCENE_GLINTS_H

#include "scene/ground.h"
#include "scene/plan.h"
#include "scene/pulses.h"
#include "scene/ways.h"

/* Adds a ribbon for each pulse between two places, as bright as `share`. */
void glints_draw(const struct pulses *pulses, const struct ways *ways, const struct ground *ground,
                 float share, struct plan *plan);

#endif
