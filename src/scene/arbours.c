#include "scene/arbours.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scene/camera.h"
#include "scene/maths.h"

static const float SCALE[2] = {0.90f, 1.15f};        /* cells differ in size */
static const float LEAN = 0.32f;                     /* of apical axes, sideways */
static const float BARE = 0.35f;                     /* level of branches without spines */
static const float FULL_PX = 11.0f, LEAST_PX = 2.5f; /* px a mm where all twigs show, and none */

void arbours_pose(const struct model_cell_view *cell, float *scale, float axis[3])
{
    *scale = SCALE[0] + (SCALE[1] - SCALE[0]) * scene_unit(cell->neuron, 92u);
    for (uint32_t k = 0; k < 3; k++)
        axis[k] = k == 1 ? 1.0f : LEAN * scene_spread(cell->neuron, 93u + k);
    scene_unit_vector(axis);
}

/* Turned by the shortest way that brings y to the axis, as the vertex shader does it. */
static void stand(const float axis[3], float scale, const float p[3], float out[3])
{
    const float about[3] = {axis[2], 0.0f, -axis[0]};
    float along = (about[0] * p[0] + about[2] * p[2]) / fmaxf(1.0f + axis[1], 1e-4f);
    const float cross[3] = {-about[2] * p[1], about[2] * p[0] - about[0] * p[2], about[0] * p[1]};
    for (int k = 0; k < 3; k++)
        out[k] = scale * (p[k] * axis[1] + cross[k] + along * about[k]);
}

/* Thick branches have few spines, and none are within the cell body. */
static bool bare(const struct plan_branch *branch)
{
    const float *from = branch->p[0];
    return branch->level < BARE ||
           from[0] * from[0] + from[1] * from[1] + from[2] * from[2] < 1e-6f;
}

/* Where synapses may sit: anywhere on the finer branches, where spines are. */
static void find_contacts(const struct model_cell_view *cell, const struct plan_branch *tree,
                          uint32_t n, struct arbour_contact contacts[ARBOUR_CONTACTS])
{
    float scale, axis[3];
    arbours_pose(cell, &scale, axis);
    for (uint32_t c = 0; c < ARBOUR_CONTACTS; c++) {
        struct arbour_contact *to = &contacts[c];
        uint32_t salt = scene_hash(cell->neuron, 800u + c), at = scene_hash(salt, 1u) % n;
        for (uint32_t step = 0; step < n && bare(&tree[at]); step++)
            at = (at + 1) % n;
        const struct plan_branch *branch = &tree[at];
        float t = scene_unit(salt, 2u), along[3], point[3], side[3], dot = 0.0f;
        for (int k = 0; k < 3; k++) {
            float p0 = branch->p[0][k], p1 = branch->p[1][k];
            float p2 = branch->p[2][k], p3 = branch->p[3][k];
            point[k] = scene_bezier(p0, p1, p2, p3, t);
            along[k] = scene_bezier_ahead(p0, p1, p2, p3, t);
            side[k] = scene_spread(salt, 3u + (uint32_t)k);
        }
        scene_unit_vector(along);
        for (int k = 0; k < 3; k++)
            dot += side[k] * along[k];
        for (int k = 0; k < 3; k++)
            side[k] -= dot * along[k];
        if (scene_unit_vector(side) < 1e-3f)
            side[1] = 1.0f;
        stand(axis, scale, point, to->shaft);
        stand(axis, 1.0f, side, to->out);
    }
}

static int by_level(const void *a, const void *b)
{
    const struct plan_branch *x = a, *y = b;
    if (x->level != y->level)
        return x->level < y->level ? -1 : 1;
    if (x->stem != y->stem)
        return x->stem < y->stem ? -1 : 1;
    return memcmp(x->p, y->p, sizeof x->p); /* so that every sort gives the same order */
}

bool arbours_grow(struct arbours *arbours, const struct model_cell_view *cells, uint32_t n)
{
    uint32_t max = n * ARBOUR_BRANCHES;
    if (max > arbours->max) {
        struct plan_branch *more = realloc(arbours->branch, max * sizeof *more);
        if (!more)
            return false;
        arbours->branch = more;
        struct arbour_contact(*contact)[ARBOUR_CONTACTS] =
            realloc(arbours->contact, n * sizeof *contact);
        if (!contact)
            return false;
        arbours->contact = contact;
        arbours->max = max;
    }
    arbours->n = 0;
    uint32_t revision = scene_hash(n, 9u);
    for (uint32_t i = 0; i < n; i++) {
        struct plan_branch *tree = &arbours->branch[arbours->n];
        uint32_t branches = arbours_tree(&cells[i], i, tree);
        find_contacts(&cells[i], tree, branches, arbours->contact[i]);
        arbours->n += branches;
        revision = scene_hash(revision, 2u * cells[i].neuron + cells[i].type);
    }
    if (arbours->n)
        qsort(arbours->branch, arbours->n, sizeof *arbours->branch, by_level);
    arbours->revision = revision ? revision : 1u;
    return true;
}

void arbours_destroy(struct arbours *arbours)
{
    free(arbours->branch);
    free(arbours->contact);
    memset(arbours, 0, sizeof *arbours);
}

float arbours_detail(const struct plan *plan, const float position[3])
{
    float px = fmaxf(camera_px_per_mm(plan, position), 1e-3f);
    return scene_clamp(logf(px / LEAST_PX) / logf(FULL_PX / LEAST_PX), 0.0f, 1.0f);
}

void arbours_lend(const struct arbours *arbours, struct plan *plan)
{
    plan->branches = arbours->branch;
    plan->n_branches = arbours->n;
    plan->branches_revision = arbours->revision;
}
