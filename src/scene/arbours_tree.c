/* How one dendritic tree grows. */
#include <math.h>
#include <string.h>

#include "scene/arbours.h"
#include "scene/maths.h"

/* Where a node of a tree lies; targets of one part join only that part or what carries it. */
enum part { PART_SOMA, PART_TRUNK, PART_TUFT, PART_OBLIQUE, PART_BASAL };

/* Pyramidal cells: a trunk with oblique branches and a tuft, and a skirt of basal dendrites
 * (Spruston 2008). Interneurons: short dendrites to all sides, beaded (Freund & Buzsaki 1996). */
enum { TRUNK_NODES = 5, TUFT_NODES = 15, OBLIQUE_NODES = 9, BASAL_NODES = 20, SHORT_NODES = 18 };
enum { NODES = 1 + TRUNK_NODES + TUFT_NODES + OBLIQUE_NODES + BASAL_NODES };

static const float BALANCE_APICAL = 0.45f; /* balancing factor: higher, more direct ways */
static const float BALANCE_BASAL = 0.60f;
static const float TIP_MM = 0.022f;    /* radius of the last twig */
static const float TAPER = 0.0008f;    /* of radius to the power 3/2, a mm of length */
static const float FLARE_MM = 0.50f;   /* radius of the trunk where it leaves the soma */
static const float FLARE_BASAL = 2.6f; /* and of other dendrites there, times their own */
static const float BEAD[2] = {2.2f, 0.8f};
/* How far from the axis, mm: nearest and farthest. */
static const float TUFT_REACH[2] = {0.25f, 1.70f}, OBLIQUE_REACH[2] = {0.45f, 1.50f};
static const float BASAL_REACH[2] = {0.55f, 2.50f}, SHORT_REACH[2] = {0.35f, 1.55f};

struct tree {
    uint32_t n;
    float at[NODES][3];
    float path[NODES]; /* to the soma along the tree, mm */
    float radius[NODES];
    uint32_t parent[NODES]; /* always joined before */
    uint32_t main[NODES];   /* the thickest that grows on from here; itself: a tip */
    uint8_t part[NODES];
};

struct target {
    float at[3];
    uint8_t part;
};

static float distance(const float a[3], const float b[3])
{
    return sqrtf((a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1]) +
                 (a[2] - b[2]) * (a[2] - b[2]));
}

static void join(struct tree *tree, uint32_t parent, const float at[3], uint8_t part)
{
    uint32_t i = tree->n++;
    memcpy(tree->at[i], at, sizeof tree->at[i]);
    tree->parent[i] = parent;
    tree->part[i] = part;
    tree->path[i] = i ? tree->path[parent] + distance(at, tree->at[parent]) : 0.0f;
}

/* Whether a target may grow from this node: the tuft from the upper end of the trunk, oblique
 * branches from its middle, basal dendrites from the soma. */
static bool may_join(const struct tree *tree, uint32_t node, uint8_t part)
{
    switch ((enum part)part) {
    case PART_TUFT:
        return tree->part[node] == PART_TUFT || node >= TRUNK_NODES - 1;
    case PART_OBLIQUE:
        return tree->part[node] == PART_OBLIQUE || (node >= 1 && node < TRUNK_NODES - 1);
    default:
        return tree->part[node] == PART_BASAL || node == 0;
    }
}

/* The greedy tree: again and again the target that costs least, wire plus a share of its way to
 * the soma. */
static void join_all(struct tree *tree, const struct target *targets, uint32_t n, float balance)
{
    bool joined[NODES] = {false};
    for (uint32_t round = 0; round < n; round++) {
        float least = INFINITY;
        uint32_t best = 0, from = 0;
        for (uint32_t t = 0; t < n; t++) {
            for (uint32_t i = 0; i < tree->n && !joined[t]; i++) {
                if (!may_join(tree, i, targets[t].part))
                    continue;
                float wire = distance(targets[t].at, tree->at[i]);
                float cost = wire + balance * (tree->path[i] + wire);
                if (cost < least) {
                    least = cost;
                    best = t;
                    from = i;
                }
            }
        }
        joined[best] = true;
        join(tree, from, targets[best].at, targets[best].part);
    }
}

/* A point beside the axis, in one of some directions: along each of them a dendrite will grow. */
static void strew(struct target *target, uint32_t seed, uint32_t i, uint32_t n, uint32_t ways,
                  const float reach[2])
{
    uint32_t salt = scene_hash(seed, 300u + i);
    float first = scene_unit(seed, 1u), turn = (float)(i % ways) + 0.42f * scene_spread(salt, 1u);
    float angle = 6.2832f * (first + turn / (float)ways);
    float out = ((float)(i / ways) + scene_unit(salt, 2u)) * (float)ways / (float)n;
    out = scene_mix(reach[0], reach[1], fminf(out, 1.0f));
    target->at[0] = out * cosf(angle);
    target->at[2] = out * sinf(angle);
}

static void grow_apical(struct tree *tree, uint32_t seed)
{
    float high = 3.4f + 1.5f * scene_unit(seed, 4u);
    float lean[2] = {0.8f * scene_spread(seed, 2u), 0.8f * scene_spread(seed, 3u)};
    for (uint32_t i = 0; i < TRUNK_NODES; i++) {
        float t = (float)(i + 1) / (float)TRUNK_NODES;
        float sway = i + 1 < TRUNK_NODES ? 0.05f : 0.0f;
        const float at[3] = {lean[0] * t * t + sway * scene_spread(seed, 20u + i), high * t,
                             lean[1] * t * t + sway * scene_spread(seed, 30u + i)};
        join(tree, i, at, PART_TRUNK);
    }
    struct target targets[TUFT_NODES];
    for (uint32_t i = 0; i < TUFT_NODES; i++) {
        struct target *to = &targets[i];
        uint32_t salt = scene_hash(seed, 400u + i);
        strew(to, scene_hash(seed, 5u), i, TUFT_NODES, 5u, TUFT_REACH);
        to->part = PART_TUFT;
        float reach = hypotf(to->at[0], to->at[2]);
        to->at[0] += lean[0];
        to->at[2] += lean[1];
        to->at[1] = high * (1.02f + 0.12f * scene_unit(salt, 3u)) + 0.40f * reach;
    }
    join_all(tree, targets, TUFT_NODES, BALANCE_APICAL);
    for (uint32_t i = 0; i < OBLIQUE_NODES; i++) {
        struct target *to = &targets[i];
        uint32_t salt = scene_hash(seed, 500u + i);
        strew(to, scene_hash(seed, 6u), i, OBLIQUE_NODES, 4u, OBLIQUE_REACH);
        to->part = PART_OBLIQUE;
        float reach = hypotf(to->at[0], to->at[2]);
        to->at[1] = high * (0.20f + 0.40f * scene_unit(salt, 3u)) + 0.45f * reach;
    }
    join_all(tree, targets, OBLIQUE_NODES, BALANCE_APICAL);
}

static void grow_basal(struct tree *tree, uint32_t seed)
{
    struct target targets[BASAL_NODES];
    for (uint32_t i = 0; i < BASAL_NODES; i++) {
        struct target *to = &targets[i];
        uint32_t salt = scene_hash(seed, 600u + i);
        strew(to, scene_hash(seed, 7u), i, BASAL_NODES, 5u + seed % 2u, BASAL_REACH);
        to->part = PART_BASAL;
        float reach = hypotf(to->at[0], to->at[2]);
        to->at[1] = -0.15f - (0.25f + 0.55f * scene_unit(salt, 3u)) * reach;
    }
    join_all(tree, targets, BASAL_NODES, BALANCE_BASAL);
}

static void grow_short(struct tree *tree, uint32_t seed)
{
    struct target targets[SHORT_NODES];
    for (uint32_t i = 0; i < SHORT_NODES; i++) {
        struct target *to = &targets[i];
        uint32_t salt = scene_hash(seed, 700u + i);
        strew(to, scene_hash(seed, 8u), i, SHORT_NODES, 6u, SHORT_REACH);
        to->part = PART_BASAL;
        to->at[1] =
            1.2f * scene_spread(scene_hash(seed, 8u), i % 6u) + 0.35f * scene_spread(salt, 3u);
    }
    join_all(tree, targets, SHORT_NODES, BALANCE_BASAL);
}

/* From the tips down: radius to the power 3/2 is what its branches have together, and a little
 * more for the length between. */
static void thicken(struct tree *tree)
{
    float sum[NODES] = {0};
    for (uint32_t i = tree->n; i-- > 0;) {
        float own = sum[i] > 0.0f ? sum[i] : powf(TIP_MM, 1.5f);
        tree->radius[i] = powf(own, 2.0f / 3.0f);
        if (!sum[i])
            tree->main[i] = i;
        if (!i)
            break;
        uint32_t parent = tree->parent[i];
        if (!sum[parent] || tree->radius[i] > tree->radius[tree->main[parent]])
            tree->main[parent] = i;
        sum[parent] += own + TAPER * distance(tree->at[i], tree->at[parent]);
    }
}

/* Direction of the tree at a node: on from the one before to the thickest after. */
static void heading(const struct tree *tree, uint32_t node, float out[3])
{
    const float *from = tree->at[tree->parent[node]], *to = tree->at[tree->main[node]];
    for (int k = 0; k < 3; k++)
        out[k] = to[k] - from[k];
    scene_unit_vector(out);
}

static void shape(const struct tree *tree, uint32_t node, struct plan_branch *branch)
{
    uint32_t parent = tree->parent[node];
    const float *from = tree->at[parent], *to = tree->at[node];
    float third = distance(from, to) / 3.0f, leave[3], arrive[3], straight[3];
    for (int k = 0; k < 3; k++)
        straight[k] = to[k] - from[k];
    scene_unit_vector(straight);
    heading(tree, node, arrive);
    memcpy(leave, straight, sizeof leave);
    if (parent) {
        /* What grows on keeps the direction; what branches off turns away from it at once. */
        heading(tree, parent, leave);
        for (int k = 0; k < 3 && tree->main[parent] != node; k++)
            leave[k] = 0.45f * leave[k] + straight[k];
        scene_unit_vector(leave);
    }
    for (int k = 0; k < 3; k++) {
        branch->p[0][k] = from[k];
        branch->p[1][k] = from[k] + third * leave[k];
        branch->p[2][k] = to[k] - third * arrive[k];
        branch->p[3][k] = to[k];
    }
}

uint32_t arbours_tree(const struct model_cell_view *cell, uint32_t stem,
                      struct plan_branch out[ARBOUR_BRANCHES])
{
    static const float ORIGIN[3] = {0.0f, 0.0f, 0.0f};
    struct tree tree;
    memset(&tree, 0, sizeof tree);
    uint32_t seed = scene_hash(cell->neuron, 1u);
    bool pyramidal = cell->type == MODEL_PYRAMIDAL;
    join(&tree, 0, ORIGIN, PART_SOMA);
    if (pyramidal) {
        grow_apical(&tree, seed);
        grow_basal(&tree, seed);
    } else {
        grow_short(&tree, seed);
    }
    thicken(&tree);
    float thickest = tree.radius[tree.main[0]], span = logf(thickest / TIP_MM);
    for (uint32_t i = 1; i < tree.n; i++) {
        struct plan_branch *branch = &out[i - 1];
        uint32_t parent = tree.parent[i];
        shape(&tree, i, branch);
        /* A side branch begins as thick as it is, not as what it sits on. */
        bool goes_on = tree.main[parent] == i;
        branch->radius[0] = goes_on ? tree.radius[parent] : 1.15f * tree.radius[i];
        branch->radius[1] = tree.radius[i];
        if (!parent)
            branch->radius[0] =
                tree.part[i] == PART_TRUNK ? FLARE_MM : fminf(FLARE_BASAL * tree.radius[i], 0.16f);
        for (uint32_t end = parent ? 0u : 1u; end < 2 && !pyramidal; end++)
            branch->radius[end] *= BEAD[(end ? i : parent) % 2];
        branch->stem = stem;
        branch->level = scene_clamp(logf(thickest / tree.radius[i]) / span, 0.0f, 1.0f);
    }
    return tree.n - 1;
}
