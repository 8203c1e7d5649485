/* Beads along what is new: a shape that tells it apart from the trodden path without any colour.
 * They stand still: only spikes travel. Internal to scene/. */
#ifndef SNOWMELT_SCENE_BEADS_H
#define SNOWMELT_SCENE_BEADS_H

#include "scene/ground.h"
#include "scene/links.h"
#include "scene/palette.h"
#include "scene/plan.h"
#include "scene/ways.h"

/* Most in one picture, of links and beside tracks. */
enum { BEADS_MOST = 420, BEADS_LAID_MOST = 260 };

/* Swellings along new links between places, as axons have where they touch other cells: bodies,
 * that appear as the link grows past them and shrink as it lets go. */
void beads_draw(const struct links *links, const struct ways *ways,
                const struct model_cell_view *cells, uint32_t n_cells,
                const struct palette *palette, struct plan *plan);

/* The same on the ground: round stones laid out beside tracks as far as these are new. */
void beads_lay(const struct ways *ways, const struct ground *ground,
               const struct palette *palette, struct plan *plan);

#endif
