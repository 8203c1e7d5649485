/* What feet press into the ground: a tread along each way and a clearing at each place. Knows for
 * each which cells of the grid it reaches, so that a change costs only what changes.
 * Internal to scene/. */
#ifndef SNOWMELT_SCENE_TREADS_H
#define SNOWMELT_SCENE_TREADS_H

#include <stdbool.h>
#include <stdint.h>

#include "scene/ways.h"

enum {
    GROUND_COLUMNS = 320,
    GROUND_ROWS = 224,
    GROUND_CELLS = GROUND_COLUMNS * GROUND_ROWS,
    TREADS_MAX = MODEL_MAX_WAYS + MODEL_MAX_PLACES
};

#define GROUND_CELL_MM 0.4f
#define TREAD_REACH_MM 8.0f /* from its middle line; nothing of a tread is beyond */

/* How a tread looks now. */
struct tread_shape {
    float depth; /* mm below the snow around */
    float wide;  /* half the width of its floor, mm */
    float slump; /* 0 steep walls .. 1 slumped */
    float path;  /* share of its colour that is the trodden path's, 0..1 */
    float fresh; /* and that is new */
};

struct tread_cell {
    uint32_t cell;
    float away; /* from the middle line, mm */
    float lobe; /* -1..1: how far a melting bank sags in here */
};

struct tread {
    uint32_t first, count;   /* of `cells` */
    int low[2], high[2];     /* column and row of the box about them, inclusive */
    struct tread_shape laid; /* what is in the sums */
};

/* What all treads do to one cell. Sums of whole numbers, so that taking away leaves no trace. */
struct tread_sum {
    int32_t deep, path, fresh; /* of squares of depth, in 1 / TREAD_UNIT mm2 */
    int32_t bank;              /* of heights, in 1 / TREAD_UNIT mm */
};

#define TREAD_UNIT 16384.0f

struct treads {
    struct tread tread[TREADS_MAX]; /* from * MODEL_MAX_PLACES + to; then the places */
    struct tread_cell *cells;
    uint32_t n_cells, max_cells;
    struct tread_sum *sum; /* [GROUND_CELLS] */
};

/* Index of the tread of a way or of a place. */
static inline int treads_way(int from, int to)
{
    return from * (MODEL_MAX_PLACES - 1) + (to < from ? to : to - 1);
}

static inline int treads_place(int place)
{
    return MODEL_MAX_WAYS + place;
}

void treads_destroy(struct treads *treads);
/* Finds the cells of every way and place; nothing is trodden then. False when memory ran out. */
bool treads_lay_out(struct treads *treads, const struct ways *ways);
/* What traffic and melting (slump, 0..1) make of a way's tread; and of a place, which is trodden by
 * all who come and go. */
struct tread_shape tread_shape_of_way(const struct way *way, float slump);
struct tread_shape tread_shape_of_place(const struct ways *ways, uint32_t place, float slump);
/* Gives a tread this shape; the cells in its box have to be looked at anew. */
void treads_press(struct treads *treads, int index, const struct tread_shape *shape);

#endif
