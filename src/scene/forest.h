/* The forest view: the same cells as trees, their links as undergrowth that ways break through.
 * Internal to scene/.
 *
 * What grows over a way is what is neither walked nor strong: brambles stand where a way is
 * possible and weak, are pruned back as it is used or strengthens, and come back slowly when it
 * falls quiet. Where the walk newly comes to, a clearing opens. A link that is new stands as a
 * shoot beside its way, grows as the link grows, and wilts when it lets go.
 */
#ifndef SNOWMELT_SCENE_FOREST_H
#define SNOWMELT_SCENE_FOREST_H

#include "scene/cells.h"
#include "scene/ground.h"
#include "scene/links.h"
#include "scene/palette.h"
#include "scene/plan.h"
#include "scene/ways.h"

/* Most brambles that stand beside ways, and ribbons each is drawn with. */
enum { FOREST_BRAMBLES_DRAWN = 8, FOREST_BRAMBLES_CHANCE = 1, FOREST_CANES = 3 };

struct forest {
    float overgrown[MODEL_MAX_PLACES][MODEL_MAX_PLACES]; /* [from][to], 0..1, slowly on its way */
    float open[MODEL_MAX_PLACES];                        /* how far a place is a clearing, 0..1 */
    bool settled;
};

/* Where a cell stands as a tree: its place on the ground, its height over its size in the circuit,
 * upright. `stand` 0..1 is how far it is on its way there from the circuit. */
void forest_pose(const struct model_cell_view *cell, const struct ground *ground, float stand,
                 struct plan_stem *stem);

/* What would be overgrown in the end of a way with this share of the traffic and this strength,
 * 0..1; and how far a place that so much traffic reaches would be a clearing. */
float forest_overgrown(float traffic, float strength);
float forest_cleared(float traffic);

/* Prunes within seconds and grows back over longer; `calm` takes both at half the pace. */
void forest_animate(struct forest *forest, const struct ways *ways, float dt_s, bool calm);

/* Adds its passes, over the ground's, at this share of the picture. */
void forest_draw(const struct forest *forest, const struct cells *cells, const struct links *links,
                 const struct ways *ways, const struct ground *ground,
                 const struct palette *palette, double wind_s, float stand, float share,
                 struct plan *plan);

/* The wood at the rim and the mist before it, as passes; they only frame the view and stand for
 * nothing. `wind_s`: time that the mist has drifted. */
void forest_draw_rim(const struct ground *ground, const struct palette *palette, double wind_s,
                     struct plan *plan);

/* What grows on its floor, as passes: brambles, links that lie over quiet ways, shoots. */
void forest_draw_floor(const struct forest *forest, const struct cells *cells,
                       const struct links *links, const struct ways *ways,
                       const struct ground *ground, const struct palette *palette,
                       struct plan *plan);

#endif
