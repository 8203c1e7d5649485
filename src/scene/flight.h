/* On the way to one synapse and back: what is gone to is marked all along, and what comes too near
 * to the eye makes way. Internal to scene/.
 *
 * The network stays where it is, dimmed; distance alone changes. What would fill the picture, and
 * bar the view, fades, each piece by its own size on the screen; what is far behind stays, out of
 * focus.
 */
#ifndef SNOWMELT_SCENE_FLIGHT_H
#define SNOWMELT_SCENE_FLIGHT_H

#include "scene/synapse.h"

/* Fades what was added to the plan since then, as far as it has come near. */
void flight_make_way(const struct synapse *synapse, uint32_t ribbon, uint32_t body, uint32_t stem,
                     struct plan *plan);
/* A light about the synapse that is gone to, its axon and its two cells. */
void flight_mark_axon(const struct synapse *synapse, const struct links *links,
                      const struct ways *ways, const struct model_cell_view *cells,
                      const struct palette *palette, struct plan *plan);
void flight_mark_cells(const struct synapse *synapse, const struct model_cell_view *cells,
                       const struct palette *palette, struct plan *plan);

#endif
