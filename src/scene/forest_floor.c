/* What grows on the floor of the forest. */
#include <math.h>
#include <string.h>

#include "scene/forest.h"
#include "scene/maths.h"

static const float ARCH_MM = 0.9f;            /* how high links over a quiet way arch */
static const float CANE_MM[2] = {1.3f, 2.3f}; /* height of low and of high brambles */
static const float ASIDE_MM = 1.9f;    /* from the middle of a way to its brambles, at most */
static const float CLEARING_MM = 7.5f; /* round a clear place no bramble stands */
static const float SHOOT_MM[2] = {0.9f, 2.2f}; /* height of a weak and of a strong one */
static const float BESIDE_MM = 2.4f;           /* shoots stand off the middle of their way */

static bool known(const struct ways *ways, int place)
{
    return place >= 0 && place < (int)ways->n_places;
}

/* What of the link lies over the ground, 0..1. */
static float lies_over(const struct forest *forest, const struct link *link,
                       const struct ways *ways, const struct model_cell_view *cells)
{
    int a = cells[link->pre].place, b = cells[link->post].place;
    if (!known(ways, a) || !known(ways, b) || a == b)
        return 0.8f;
    return forest->overgrown[a][b] * scene_smoothstep(0.0f, 0.4f, 1.1f - ways->way[a][b].fresh);
}

/* Low arches from thicket to thicket. */
static void lay_bramble(const struct link *link, const struct ground *ground, float p[4][3])
{
    uint32_t salt = scene_hash((uint32_t)link->id, 900u);
    for (int i = 0; i < 4; i++) {
        float arch = i == 0 || i == 3 ? 0.1f : ARCH_MM * (0.4f + 0.9f * scene_unit(salt, 1u));
        p[i][2] = ground_height(ground, p[i][0], p[i][1]) + arch;
    }
}

static void draw_undergrowth(const struct forest *forest, const struct cells *cells,
                             const struct links *links, const struct ways *ways,
                             const struct ground *ground, const struct palette *palette,
                             struct plan *plan)
{
    const float *rest = palette->linear[PALETTE_REST];
    for (uint32_t i = 0; i < links->n; i++) {
        const struct link *link = &links->link[i];
        if (link->pre >= cells->n || link->post >= cells->n || link->teal > 0.5f)
            continue;
        float shown = links_shown(links, link) * lies_over(forest, link, ways, cells->view) *
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

/* How much is left of a bramble there once clearings have opened. */
static float outside_clearings(const struct forest *forest, const struct ways *ways,
                               const float at[2])
{
    float left = 1.0f;
    for (uint32_t a = 0; a < ways->n_places; a++) {
        float away = hypotf(at[0] - ways->place[a][0], at[1] - ways->place[a][1]);
        left *= 1.0f - forest->open[a] * scene_smoothstep(CLEARING_MM, 0.6f * CLEARING_MM, away);
    }
    return left;
}

/* Canes that arch out to all sides from one root. */
static void draw_bramble(const float at[2], uint32_t salt, float grown, const struct ground *ground,
                         const float colour[3], struct plan *plan)
{
    float base = ground_height(ground, at[0], at[1]);
    float size = grown * scene_mix(CANE_MM[0], CANE_MM[1], scene_unit(salt, 5u));
    float turn = 6.2831853f * scene_unit(salt, 6u);
    for (uint32_t cane = 0; cane < FOREST_CANES; cane++) {
        struct plan_ribbon *ribbon = plan_ribbon(plan);
        if (!ribbon)
            return;
        float angle = turn + 6.2831853f * ((float)cane + 0.5f * scene_unit(salt, 7u + cane)) /
                                 (float)FOREST_CANES;
        float out = size * (0.75f + 0.5f * scene_unit(salt, 12u + cane));
        const float reach[4] = {0.0f, 0.18f, 0.75f, 1.15f}, high[4] = {0.0f, 0.95f, 1.05f, 0.30f};
        for (int i = 0; i < 4; i++) {
            ribbon->p[i][0] = at[0] + out * reach[i] * cosf(angle);
            ribbon->p[i][1] = at[1] + out * reach[i] * sinf(angle);
            ribbon->p[i][2] = base + size * high[i];
        }
        ribbon->radius[0] = 0.20f;
        ribbon->radius[1] = 0.06f;
        ribbon->range[1] = 1.0f;
        float light = 0.7f + 0.6f * scene_unit(salt, 17u + cane);
        for (int k = 0; k < 3; k++)
            ribbon->colour[k] = light * colour[k];
        ribbon->opacity = 0.9f * scene_smoothstep(0.0f, 0.25f, grown);
        ribbon->soft = 0.1f;
    }
}

static void draw_brambles(const struct forest *forest, const struct ways *ways,
                          const struct ground *ground, const struct palette *palette,
                          struct plan *plan)
{
    float light = scene_mix(0.34f, 0.60f, palette->day), colour[3];
    for (int k = 0; k < 3; k++)
        colour[k] = light * palette->linear[PALETTE_REST][k];
    for (uint32_t from = 0; from < ways->n_places; from++) {
        for (uint32_t to = 0; to < ways->n_places; to++) {
            const struct way *way = &ways->way[from][to];
            uint32_t count = way->drawn ? FOREST_BRAMBLES_DRAWN : FOREST_BRAMBLES_CHANCE;
            for (uint32_t i = 0; i < count && from != to; i++) {
                uint32_t salt = scene_hash(from * 31u + to, 920u + i);
                float t = 0.10f + 0.80f * ((float)i + scene_unit(salt, 1u)) / (float)count, at[2];
                for (uint32_t k = 0; k < 2; k++)
                    at[k] = scene_bezier(way->centre[0][k], way->centre[1][k], way->centre[2][k],
                                         way->centre[3][k], t) +
                            ASIDE_MM * scene_spread(salt, 2u + k);
                float grown = forest->overgrown[from][to] * outside_clearings(forest, ways, at);
                if (grown > 0.02f)
                    draw_bramble(at, salt, grown, ground, colour, plan);
            }
        }
    }
}

void forest_draw_floor(const struct forest *forest, const struct cells *cells,
                       const struct links *links, const struct ways *ways,
                       const struct ground *ground, const struct palette *palette,
                       struct plan *plan)
{
    /* Long ribbons apart from short ones: a pass lays all out as finely as one of them needs. */
    uint32_t first = plan->n_ribbons;
    draw_undergrowth(forest, cells, links, ways, ground, palette, plan);
    plan_close(plan, PLAN_PASS_RIBBONS, first, plan->n_ribbons);
    first = plan->n_ribbons;
    draw_brambles(forest, ways, ground, palette, plan);
    draw_shoots(cells, links, ways, ground, palette, plan);
    plan_close(plan, PLAN_PASS_RIBBONS, first, plan->n_ribbons);
}
