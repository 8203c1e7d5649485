/* What is under a point of the picture. Internal to scene/. */
#ifndef SNOWMELT_SCENE_PICK_H
#define SNOWMELT_SCENE_PICK_H

#include "scene/cells.h"
#include "scene/forest.h"
#include "scene/ground.h"
#include "scene/links.h"
#include "scene/snow.h"
#include "scene/synapse.h"
#include "scene/things.h"
#include "scene/ways.h"

/* What there is to point at; `view` is the one shown and at rest. */
struct pick {
    const struct cells *cells;
    const struct links *links;
    const struct ways *ways;
    const struct ground *ground;
    const struct snow *snow;
    const struct forest *forest;
    const struct synapse *synapse;
    enum scene_view view;
    const struct plan *plan;
};

/* False while one view becomes another: then nothing is to be pointed at. */
bool pick_from(const struct scene *scene, const struct plan *plan, struct pick *pick);
bool pick_place(const struct pick *pick, float x, float y, unsigned *place);
bool pick_cell(const struct pick *pick, float x, float y, uint32_t *cell);
/* The synapse drawn nearest to a point of the picture, px; false when none is near. */
bool pick_link(const struct pick *pick, float x, float y, uint64_t *id);
bool pick_any(const struct pick *pick, float x, float y, struct scene_found *found);
/* The walker nearest to a point of the picture, within reach px. */
bool pick_walker(const struct pick *pick, float x, float y, float reach, struct scene_found *found);
/* What a cell is in this view. */
enum scene_thing pick_thing_of(const struct pick *pick, uint32_t cell);
bool pick_example(const struct pick *pick, enum scene_thing thing, struct scene_found *found);
/* Where a cell is in the picture. */
bool pick_cell_at(const struct pick *pick, uint32_t cell, float px[2]);

#endif
