/* What can be pointed at in the picture, and what is under a finger. */
#ifndef SNOWMELT_SCENE_THINGS_H
#define SNOWMELT_SCENE_THINGS_H

#include "scene/scene.h"

enum scene_thing {
    SCENE_THING_NONE,
    SCENE_THING_PLACE,
    SCENE_THING_CELL,    /* pyramidal */
    SCENE_THING_CALMING, /* interneuron */
    SCENE_THING_LINK,
    SCENE_THING_BRAIN, /* the outline, and whatever else is behind the network */
    SCENE_THING_WALKER,
    SCENE_THING_TRACK, /* a way on the ground */
    SCENE_THING_SNOW,
    SCENE_THING_TREE,
    SCENE_THING_SHRUB, /* an interneuron of the forest */
    SCENE_THING_BRAMBLES,
    SCENE_THING_FLOOR,
    SCENE_THING_SKY,
    SCENE_THING_CONTACT, /* the synapse as a whole */
    SCENE_THING_PART,    /* and its parts, in the order of enum scene_part */
    SCENE_THINGS = SCENE_THING_PART + SCENE_PARTS
};

struct scene_found {
    enum scene_thing thing;
    unsigned place; /* of PLACE */
    uint32_t cell;  /* of CELL, CALMING, TREE and SHRUB: index into the snapshot's */
    uint64_t link;  /* of LINK */
    float x, y;     /* where it is in the picture, px */
};

/* The place nearest to a point of the picture last drawn, by itself or by its lamp; false when none
 * is near. Within 22 px it is found whatever the size of the picture. */
bool scene_pick_place(const struct scene *scene, const struct plan *plan, float x, float y,
                      unsigned *place);
/* The cell whose body (in the forest: whose tree) is there. */
bool scene_pick_cell(const struct scene *scene, const struct plan *plan, float x, float y,
                     uint32_t *cell);
/* Whatever is there. False only while one view becomes another. */
bool scene_find(const struct scene *scene, const struct plan *plan, float x, float y,
                struct scene_found *found);
/* One of those things that the picture has now, well in sight; false when it has none. */
bool scene_example(const struct scene *scene, const struct plan *plan, enum scene_thing thing,
                   struct scene_found *found);
/* Where a cell is in the picture; false if out of sight. */
bool scene_cell_on_screen(const struct scene *scene, const struct plan *plan, uint32_t cell,
                          float *x, float *y);

struct scene_cell {
    enum model_cell_type type;
    int place;        /* -1: none */
    float firing;     /* 0..1 of a cell that is all alight */
    uint32_t in, out; /* links between it and other cells in view */
    uint64_t link;    /* the strongest that leaves it, or else that reaches it; of in + out > 0 */
};

/* False when there is no such cell. */
bool scene_tell_cell(const struct scene *scene, uint32_t cell, struct scene_cell *told);
/* The next cell of that place after `cell`, around; false when it has none. */
bool scene_next_cell(const struct scene *scene, int place, uint32_t cell, uint32_t *next);

/* What a hand points out, drawn in the picture's ink; it stays until it is told otherwise. */
struct scene_hand {
    struct story_way way; /* being drawn; n_steps 0: none */
    bool held;            /* its end follows the pointer at x, y, px */
    float x, y;
    int place;    /* marked by a ring, -1 none */
    int64_t cell; /* marked, with its links; -1 none */
};

void scene_set_hand(struct scene *scene, const struct scene_hand *hand);

#endif
