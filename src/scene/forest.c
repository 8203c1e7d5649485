#include "scene/forest.h"

#include <math.h>
#include <string.h>

#include "scene/maths.h"

static const float TREE_SCALE = 1.45f, SHRUB_SCALE = 1.25f;
static const float SOMA_MM = 0.7f;             /* over the ground: basal dendrites are its roots */
static const float WALKED[2] = {0.01f, 0.10f}; /* traffic: a way begins to open; is open */
static const float STRONG[2] = {0.20f, 1.00f}; /* strength: the same */
static const float REACHED[2] = {0.015f, 0.12f};  /* traffic to a place: it begins to clear; has */
static const float PRUNE_S = 3.0f, GROW_S = 9.0f; /* from all to nothing; and back */
static const float CLEAR_S = 4.0f;
static const float TREE_MM = 8.5f, CROWN_MM = 2.6f; /* height and half width, of what hides a way */
static const float SEEN_THROUGH = 0.26f;            /* opacity of a tree that stands before a way */
static const float LEAF_LIGHT[PALETTE_THEMES] = {0.80f, 2.0f}; /* over that of the circuit's tree */
static const float BARK_LIGHT = 0.55f;

void forest_pose(const struct model_cell_view *cell, const struct ground *ground, float stand,
                 struct plan_stem *stem)
{
    bool tree = cell->type == MODEL_PYRAMIDAL;
    float larger = tree ? TREE_SCALE * (0.85f + 0.3f * scene_unit(cell->neuron, 97u)) : SHRUB_SCALE;
    const float *at = cell->position_mm;
    float foot = ground_height(ground, at[0], at[1]) + (tree ? SOMA_MM : 0.4f * SOMA_MM);
    memcpy(stem->position, at, 2 * sizeof *at);
    stem->position[2] = scene_mix(at[2], foot, stand);
    arbours_pose(cell, &stem->scale, stem->axis);
    stem->scale *= scene_mix(1.0f, larger, stand);
    for (int k = 0; k < 2; k++)
        stem->axis[k] *= scene_mix(1.0f, k ? 0.0f : 0.4f, stand);
    stem->axis[2] = scene_mix(stem->axis[2], 1.0f, stand);
    scene_unit_vector(stem->axis);
}

float forest_overgrown(float traffic, float strength)
{
    float quiet = 1.0f - scene_smoothstep(WALKED[0], WALKED[1], traffic);
    return quiet * (1.0f - 0.85f * scene_smoothstep(STRONG[0], STRONG[1], strength));
}

float forest_cleared(float traffic)
{
    return scene_smoothstep(REACHED[0], REACHED[1], traffic);
}

void forest_animate(struct forest *forest, const struct ways *ways, float dt_s, bool calm)
{
    float dt = calm ? 0.5f * dt_s : dt_s;
    for (uint32_t to = 0; to < ways->n_places; to++) {
        float traffic = 0.0f;
        for (uint32_t from = 0; from < ways->n_places; from++) {
            const struct way *way = &ways->way[from][to];
            float *now = &forest->overgrown[from][to];
            if (from == to)
                continue;
            float then = forest_overgrown(way->traffic, way->strength);
            traffic += way->traffic;
            *now = forest->settled
                       ? scene_approach(*now, then, dt / (then < *now ? PRUNE_S : GROW_S))
                       : then;
        }
        float open = forest_cleared(traffic);
        forest->open[to] =
            forest->settled ? scene_approach(forest->open[to], open, dt / CLEAR_S) : open;
    }
    forest->settled = forest->settled || ways->settled;
}

/* Points of the ways that are walked or may be, for trees not to hide. */
enum { LOOKS = 9, MOST_POINTS = LOOKS * MODEL_MAX_WAYS };

static uint32_t ways_to_see(const struct ways *ways, float points[MOST_POINTS][3])
{
    uint32_t n = 0;
    for (uint32_t from = 0; from < ways->n_places; from++) {
        for (uint32_t to = 0; to < ways->n_places; to++) {
            const struct way *way = &ways->way[from][to];
            float seen = fmaxf(way->worn ? 1.0f : 0.0f,
                               scene_smoothstep(0.5f * WALKED[0], WALKED[1], way->traffic));
            for (int i = 0; i < LOOKS && from != to && seen > 0.01f; i++, n++) {
                float t = (float)i / (float)(LOOKS - 1);
                for (int k = 0; k < 2; k++)
                    points[n][k] = scene_bezier(way->centre[0][k], way->centre[1][k],
                                                way->centre[2][k], way->centre[3][k], t);
                points[n][2] = seen;
            }
        }
    }
    return n;
}

/* How far a tree stands before a way, as the eye looks down on it, 0..1. */
static float hides(const float foot[3], const float eye[3], const float (*points)[3], uint32_t n)
{
    float away[2] = {foot[0] - eye[0], foot[1] - eye[1]}, most = 0.0f;
    float far = fmaxf(hypotf(away[0], away[1]), 1e-3f);
    float reach = TREE_MM * far / fmaxf(eye[2] - foot[2], 0.2f * far);
    for (uint32_t i = 0; i < n; i++) {
        float by[2] = {points[i][0] - foot[0], points[i][1] - foot[1]};
        float behind = (by[0] * away[0] + by[1] * away[1]) / far;
        float aside = fabsf(by[0] * away[1] - by[1] * away[0]) / far;
        float hidden = scene_smoothstep(-2.0f, 0.5f, behind) *
                       scene_smoothstep(1.1f * reach, 0.7f * reach, behind) *
                       scene_smoothstep(2.0f * CROWN_MM, CROWN_MM, aside);
        most = fmaxf(most, hidden * points[i][2]);
    }
    return most;
}

static void draw_trees(const struct cells *cells, const struct ways *ways,
                       const struct ground *ground, const struct palette *palette, float stand,
                       struct plan *plan)
{
    float points[MOST_POINTS][3];
    uint32_t n = ways_to_see(ways, points), first = plan->n_stems;
    float leaf = scene_mix(LEAF_LIGHT[PALETTE_NIGHT], LEAF_LIGHT[PALETTE_DAY], palette->day);
    cells_draw_arbours(cells, ways, palette, plan);
    for (uint32_t i = 0; i < cells->n && first + i < plan->n_stems; i++) {
        struct plan_stem *stem = &plan->stems[first + i];
        forest_pose(&cells->view[i], ground, stand, stem);
        stem->leaf = stand;
        float own = leaf * (0.75f + 0.5f * scene_unit(cells->view[i].neuron, 98u));
        for (int k = 0; k < 3; k++)
            stem->foliage[k] = own * stem->colour[k];
        for (int k = 0; k < 3; k++)
            stem->colour[k] *= scene_mix(1.0f, BARK_LIGHT, stand);
        float hidden = hides(stem->position, plan->camera.eye, (const float(*)[3])points, n);
        stem->opacity *= scene_mix(1.0f, SEEN_THROUGH, stand * hidden);
    }
    plan_close(plan, PLAN_PASS_ARBOURS, first, plan->n_stems);
}

void forest_draw(const struct forest *forest, const struct cells *cells, const struct links *links,
                 const struct ways *ways, const struct ground *ground,
                 const struct palette *palette, double wind_s, float stand, float share,
                 struct plan *plan)
{
    struct plan_mark mark = plan_mark(plan);
    forest_draw_rim(ground, palette, wind_s, plan);
    forest_draw_floor(forest, cells, links, ways, ground, palette, plan);
    draw_trees(cells, ways, ground, palette, stand, plan);
    plan_thin_out(plan, &mark, share);
}
