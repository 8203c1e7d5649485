#include "scene/forest.h"

#include <math.h>
#include <string.h>

#include "scene/maths.h"

static const float TREE_SCALE = 1.45f, SHRUB_SCALE = 1.25f;
static const float SOMA_MM = 0.7f;        /* over the ground: basal dendrites are its roots */
static const float WALKED[2] = {0.01f, 0.10f}; /* traffic at which a way begins to open; is open */
static const float BRAMBLE_MM = 0.9f;     /* how high brambles arch */
static const float SHOOT_MM[2] = {0.9f, 2.2f}; /* height of a weak and of a strong one */
static const float BESIDE_MM = 2.4f;      /* shoots stand off the middle of their way */

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

float forest_overgrown(float traffic)
{
    return 1.0f - scene_smoothstep(WALKED[0], WALKED[1], traffic);
}

static bool known(const struct ways *ways, int place)
{
    return place >= 0 && place < (int)ways->n_places;
}

/* What of the link lies over the ground as brambles, 0..1. */
static float bramble(const struct link *link, const struct ways *ways,
                     const struct model_cell_view *cells)
{
    int a = cells[link->pre].place, b = cells[link->post].place;
    if (!known(ways, a) || !known(ways, b) || a == b)
        return 0.8f;
    return forest_overgrown(ways->way[a][b].traffic) *
           scene_smoothstep(0.0f, 0.4f, 1.1f - ways->way[a][b].fresh);
}

/* Low arches from thicket to thicket. */
static void lay_bramble(const struct link *link, const struct ground *ground, float p[4][3])
{
    uint32_t salt = scene_hash((uint32_t)link->id, 900u);
    for (int i = 0; i < 4; i++) {
        float arch = i == 0 || i == 3 ? 0.1f : BRAMBLE_MM * (0.4f + 0.9f * scene_unit(salt, 1u));
        p[i][2] = ground_height(ground, p[i][0], p[i][1]) + arch;
    }
}

static void draw_undergrowth(const struct cells *cells, const struct links *links,
                             const struct ways *ways, const struct ground *ground,
                             const struct palette *palette, struct plan *plan)
{
    const float *rest = palette->linear[PALETTE_REST];
    for (uint32_t i = 0; i < links->n; i++) {
        const struct link *link = &links->link[i];
        if (link->pre >= cells->n || link->post >= cells->n || link->teal > 0.5f)
            continue;
        float shown = links_shown(links, link) * bramble(link, ways, cells->view) *
                      scene_smoothstep(0.0f, 1.0f, link->life);
        if (shown < 0.02f)
            continue;
        struct plan_ribbon *ribbon = plan_ribbon(plan);
        if (!ribbon)
            return;
        links_curve(links, ways, link, cells->view, ribbon->p);
        lay_bramble(link, ground, ribbon->p);
        ribbon->radius[0] = 0.085f;
        ribbon->radius[1] = 0.04f;
        ribbon->range[1] = link->growth;
        float light = scene_mix(0.26f, 0.55f, palette->day) * (0.7f + 0.6f * link->hash);
        for (int k = 0; k < 3; k++)
            ribbon->colour[k] = light * rest[k];
        ribbon->opacity = 0.75f * shown;
        ribbon->soft = 0.1f;
    }
}

/* A point beside the way of the link, for a shoot to stand on. */
static void shoot_foot(const struct link *link, const struct links *links, const struct ways *ways,
                       const struct model_cell_view *cells, float foot[2], float lean[2])
{
    uint32_t salt = scene_hash((uint32_t)link->id, (uint32_t)(link->id >> 32) + 910u);
    float p[4][3], t = 0.12f + 0.80f * scene_unit(salt, 1u), along[2];
    links_curve(links, ways, link, cells, p);
    for (int k = 0; k < 2; k++) {
        foot[k] = scene_bezier(p[0][k], p[1][k], p[2][k], p[3][k], t);
        along[k] = scene_bezier_ahead(p[0][k], p[1][k], p[2][k], p[3][k], t);
    }
    float length = fmaxf(hypotf(along[0], along[1]), 1e-3f);
    float side = scene_unit(salt, 2u) < 0.5f ? -1.0f : 1.0f;
    float aside = side * BESIDE_MM * (0.55f + 0.8f * scene_unit(salt, 3u)) / length;
    foot[0] -= aside * along[1];
    foot[1] += aside * along[0];
    for (uint32_t k = 0; k < 2; k++)
        lean[k] = 0.35f * scene_spread(salt, 4u + k);
}

static void draw_shoot(const struct link *link, const float foot[2], const float lean[2],
                       float height, float shown, const struct ground *ground,
                       const float colour[3], struct plan *plan)
{
    float base = ground_height(ground, foot[0], foot[1]);
    float wilt = 1.0f - scene_smoothstep(0.0f, 1.0f, link->life);
    /* A stem and two leaves, that open as the contact becomes a synapse. */
    for (int leaf = 0; leaf < 3; leaf++) {
        struct plan_ribbon *ribbon = plan_ribbon(plan);
        if (!ribbon)
            return;
        float from = leaf ? 0.45f * height : 0.0f, reach = leaf ? 0.75f * height : height;
        float side = leaf == 1 ? 1.0f : leaf == 2 ? -1.0f : 0.0f;
        for (int i = 0; i < 4; i++) {
            float t = (float)i / 3.0f, out = side * 0.38f * t * link->body;
            float droop = wilt * t * t;
            ribbon->p[i][0] = foot[0] + height * (lean[0] * t * t + out * 0.8f + 0.4f * droop);
            ribbon->p[i][1] = foot[1] + height * (lean[1] * t * t + out * 0.3f);
            ribbon->p[i][2] = base + from + (reach - from) * t * (1.0f - 0.7f * droop);
        }
        float thick = 0.035f + 0.045f * link->body;
        ribbon->radius[0] = leaf ? 0.6f * thick : thick;
        ribbon->radius[1] = leaf ? 1.3f * thick : 0.5f * thick;
        ribbon->range[1] = link->growth;
        for (int k = 0; k < 3; k++)
            ribbon->colour[k] = colour[k];
        ribbon->opacity = 0.9f * shown;
        ribbon->soft = 0.1f;
    }
}

static void draw_shoots(const struct cells *cells, const struct links *links,
                        const struct ways *ways, const struct ground *ground,
                        const struct palette *palette, struct plan *plan)
{
    for (uint32_t i = 0; i < links->n; i++) {
        const struct link *link = &links->link[i];
        if (link->pre >= cells->n || link->post >= cells->n || link->teal < 0.05f)
            continue;
        float shown = links_shown(links, link) * link->teal;
        if (shown * link->life < 0.02f)
            continue;
        float strong = scene_smoothstep(0.1f, 0.7f, link->efficacy), colour[3], foot[2], lean[2];
        float light = scene_mix(0.35f, 0.75f, strong);
        for (int k = 0; k < 3; k++)
            colour[k] = light * palette->linear[PALETTE_NEW][k];
        shoot_foot(link, links, ways, cells->view, foot, lean);
        float height = scene_mix(SHOOT_MM[0], SHOOT_MM[1], strong) * link->growth *
                       scene_mix(0.4f, 1.0f, link->body);
        draw_shoot(link, foot, lean, height, shown * fminf(2.0f * link->life, 1.0f), ground, colour,
                   plan);
    }
}

void forest_draw(const struct cells *cells, const struct links *links, const struct ways *ways,
                 const struct ground *ground, const struct palette *palette, float stand,
                 float share, struct plan *plan)
{
    uint32_t ribbons = plan->n_ribbons, stems = plan->n_stems;
    draw_undergrowth(cells, links, ways, ground, palette, plan);
    draw_shoots(cells, links, ways, ground, palette, plan);
    plan_close(plan, PLAN_PASS_RIBBONS, ribbons, plan->n_ribbons);
    cells_draw_arbours(cells, ways, palette, plan);
    for (uint32_t i = 0; i < cells->n && stems + i < plan->n_stems; i++)
        forest_pose(&cells->view[i], ground, stand, &plan->stems[stems + i]);
    plan_close(plan, PLAN_PASS_ARBOURS, stems, plan->n_stems);
    for (uint32_t i = ribbons; i < plan->n_ribbons; i++)
        plan->ribbons[i].opacity *= share;
    for (uint32_t i = stems; i < plan->n_stems; i++)
        plan->stems[i].opacity *= share;
}
