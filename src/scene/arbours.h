/* Dendritic trees, grown once for each cell and then kept: what a neuron looks like.
 * Internal to scene/.
 *
 * A tree is grown as measured ones can be (Cuntz, Forstner, Borst & Hausser 2010, PLoS Comput
 * Biol): points are strewn where cells of its kind have dendrites, and joined one by one so that
 * wire and the way to the cell body both stay short. Thickness follows Rall (1959). All of it
 * follows from the cell's number: the same cell has the same tree, always.
 */
#ifndef SNOWMELT_SCENE_ARBOURS_H
#define SNOWMELT_SCENE_ARBOURS_H

#include <stdbool.h>
#include <stdint.h>

#include "model/snapshot.h"
#include "scene/plan.h"

/* Most branches of one tree, and how long a branch may be, mm at scale 1. */
enum { ARBOUR_BRANCHES = 64, ARBOUR_CONTACTS = 32 };
#define ARBOUR_LONGEST_MM 2.6f

/* A place for a synapse, from the middle of its cell, mm: on the dendrite, and which way is out. */
struct arbour_contact {
    float shaft[3], out[3];
};

struct arbours {
    struct plan_branch *branch; /* of all cells, sorted by level; stem is the cell's index */
    uint32_t n, max;
    struct arbour_contact (*contact)[ARBOUR_CONTACTS]; /* of each cell */
    uint32_t revision; /* tells one wood from another; 0 before any has grown */
};

/* Grows the trees of n cells in the place of those before. False when memory ran out; then the
 * trees stay as they were. */
bool arbours_grow(struct arbours *arbours, const struct model_cell_view *cells, uint32_t n);
void arbours_destroy(struct arbours *arbours);

/* The tree of one cell, trunk first; how many branches it has. */
uint32_t arbours_tree(const struct model_cell_view *cell, uint32_t stem,
                      struct plan_branch out[ARBOUR_BRANCHES]);

/* How large the tree of a cell stands in the circuit, and where its apical axis points. */
void arbours_pose(const struct model_cell_view *cell, float *scale, float axis[3]);

/* How much of a tree at this point of the picture is worth drawing, for plan_stem.detail: its
 * finest twigs only where they are near enough to be seen. Needs the plan's camera. */
float arbours_detail(const struct plan *plan, const float position[3]);

/* Hands the branches to the plan; they must stay until it is drawn. */
void arbours_lend(const struct arbours *arbours, struct plan *plan);

#endif
