/* Synapses as the eye comes near: spines on the dendrites and boutons at the ends of axons, from
 * the thin feeler to the stout head. Internal to scene/. */
#ifndef SNOWMELT_SCENE_SPINES_H
#define SNOWMELT_SCENE_SPINES_H

#include <stdint.h>

#include "model/snapshot.h"
#include "scene/links.h"
#include "scene/palette.h"
#include "scene/plan.h"
#include "scene/ways.h"

enum { SPINES_MOST = 280 }; /* in one picture */

/* From afar there are none; they come softly. Feelers and necks are ribbons, heads and boutons
 * bodies. The plan's camera must be placed. */
void spines_draw_necks(const struct links *links, const struct ways *ways,
                       const struct model_cell_view *cells, uint32_t n_cells,
                       const struct palette *palette, struct plan *plan);
void spines_draw_heads(const struct links *links, const struct ways *ways,
                       const struct model_cell_view *cells, uint32_t n_cells,
                       const struct palette *palette, struct plan *plan);

#endif
