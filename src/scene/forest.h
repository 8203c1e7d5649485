/* The forest view: the same cells as trees, their links as undergrowth that ways break through.
 * Internal to scene/.
 *
 * What grows over a way is what is not walked: the less traffic a way has, the more of its links
 * lie over it as brambles; as it is walked they are pruned back and its ground opens. A link that
 * is new stands as a shoot beside its way, grows as the link grows, and wilts when it lets go.
 */
#ifndef SNOWMELT_SCENE_FOREST_H
#define SNOWMELT_SCENE_FOREST_H

#include "scene/cells.h"
#include "scene/ground.h"
#include "scene/links.h"
#include "scene/palette.h"
#include "scene/plan.h"
#include "scene/ways.h"

/* Where a cell stands as a tree: its place on the ground, its height over its size in the circuit,
 * upright. `stand` 0..1 is how far it is on its way there from the circuit. */
void forest_pose(const struct model_cell_view *cell, const struct ground *ground, float stand,
                 struct plan_stem *stem);

/* How much is overgrown of a way with this share of the traffic, 0..1. */
float forest_overgrown(float traffic);

/* Adds its passes, over the ground's, at this share of the picture. */
void forest_draw(const struct cells *cells, const struct links *links, const struct ways *ways,
                 const struct ground *ground, const struct palette *palette, float stand,
                 float share, struct plan *plan);

#endif
