/* The snow view, and the air over the ground that snow and forest share. Internal to scene/. */
#ifndef SNOWMELT_SCENE_SNOW_H
#define SNOWMELT_SCENE_SNOW_H

#include "scene/ground.h"
#include "scene/palette.h"
#include "scene/plan.h"
#include "scene/surroundings.h"

/* Adds the pass of the ground at this opacity, with this share of forest floor in it, and mixes
 * backdrop, fog and bloom into the plan; `distance_mm` is from the eye to the middle. False where
 * there is no ground to draw. */
bool snow_draw_ground(const struct ground *ground, const struct surroundings *around,
                      const struct palette *palette, float distance_mm, float opacity,
                      float material, struct plan *plan);

#endif
