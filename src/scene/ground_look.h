/* How the ground and the air over it look, by theme and by what it is made of; snow and forest
 * share it. Internal to scene/. */
#ifndef SNOWMELT_SCENE_GROUND_LOOK_H
#define SNOWMELT_SCENE_GROUND_LOOK_H

#include "scene/footprints.h"
#include "scene/ground.h"
#include "scene/palette.h"
#include "scene/plan.h"
#include "scene/surroundings.h"

/* Adds the pass of the ground at this opacity, with this share of forest floor in it, and mixes
 * backdrop, fog and bloom into the plan; `distance_mm` is from the eye to the middle. False where
 * there is no ground to draw. */
bool ground_draw(const struct ground *ground, const struct surroundings *around,
                 const struct palette *palette, float distance_mm, float opacity, float material,
                 struct plan *plan);
/* A round light that lies on the ground there, as pulses. */
void ground_light(const struct ground *ground, const float at[2], float radius_mm,
                  const float colour[3], struct plan *plan);
/* Inks of what stands on snow. */
void ground_inks(const struct palette *palette, struct ground_inks *inks);

#endif
