#include "scene/beads.h"

#include <math.h>
#include <string.h>

#include "scene/camera.h"
#include "scene/maths.h"
#include "scene/treads.h"

static const float APART_MM = 4.2f;            /* from bead to bead of a link */
static const float BEAD_MM[2] = {0.19f, 0.33f}; /* radius on a weak and on a strong link */
static const float WEAKEST = 0.18f;            /* efficacy below which a link has none */
static const float COMES_OVER = 0.05f;         /* share of the curve in which one swells up */
/* Radii that can still be told from the line, px, of a weak and a strong link and of a stone; and
 * how large they get for that at most, so that they stay beads. */
static const float LEAST_PX[2] = {0.9f, 1.3f}, LAID_LEAST_PX = 1.4f, LARGEST_MM = 0.9f;
static const float YOUNG = 0.7f; /* of that, on a link of no thickness yet */
static const float LAID_APART_MM = 3.4f, LAID_ASIDE_MM = 1.5f, LAID_MM = 0.34f;

static float length_of(const float p[4][3])
{
    float length = 0.0f, last[3];
    memcpy(last, p[0], sizeof last);
    for (int i = 1; i <= 8; i++) {
        float square = 0.0f;
        for (int k = 0; k < 3; k++) {
            float at = scene_bezier(p[0][k], p[1][k], p[2][k], p[3][k], (float)i / 8.0f);
            square += (at - last[k]) * (at - last[k]);
            last[k] = at;
        }
        length += sqrtf(square);
    }
    return length;
}

static float large_enough(const struct plan *plan, const float at[3], float radius, float least_px)
{
    float px = camera_px_per_mm(plan, at);
    return px > 0.0f ? fmaxf(radius, fminf(least_px / px, LARGEST_MM)) : radius;
}

static struct plan_body *bead(struct plan *plan, const float p[4][3], float t, float radius,
                              const float colour[3], float opacity)
{
    struct plan_body *body = plan_body(plan);
    if (!body)
        return NULL;
    for (int k = 0; k < 3; k++) {
        body->centre[k] = scene_bezier(p[0][k], p[1][k], p[2][k], p[3][k], t);
        body->colour[k] = colour[k];
    }
    body->radius = radius;
    body->opacity = opacity;
    return body;
}

void beads_draw(const struct links *links, const struct ways *ways,
                const struct model_cell_view *cells, uint32_t n_cells,
                const struct palette *palette, struct plan *plan)
{
    const float *fresh = palette->linear[PALETTE_NEW];
    uint32_t most = plan->n_bodies + BEADS_MOST;
    for (uint32_t i = 0; i < links->n; i++) {
        const struct link *link = &links->link[i];
        if (link->kind > LINK_CHANCE || link->teal < 0.05f || link->efficacy < WEAKEST ||
            link->pre >= n_cells || link->post >= n_cells)
            continue;
        float shown = links_shown(links, link) * scene_smoothstep(0.0f, 1.0f, link->life) *
                      scene_smoothstep(0.2f, 0.8f, link->teal);
        if (shown < 0.02f)
            continue;
        float p[4][3], strong = scene_smoothstep(WEAKEST, 0.8f, link->efficacy);
        links_curve(links, ways, link, cells, p);
        uint32_t count = (uint32_t)(length_of(p) / APART_MM);
        for (uint32_t n = 0; n < count; n++) {
            if (plan->n_bodies >= most)
                return;
            float t = ((float)n + 0.3f + 0.5f * link->hash) / (float)count;
            float come = scene_smoothstep(t, t + COMES_OVER, link->growth);
            if (come <= 0.0f)
                continue;
            float radius = scene_mix(BEAD_MM[0], BEAD_MM[1], strong) * come * link->body;
            struct plan_body *body = bead(plan, p, t, radius, fresh, shown);
            if (!body)
                return;
            body->glow = 0.12f;
            float least = scene_mix(LEAST_PX[0], LEAST_PX[1], strong) * come *
                          scene_mix(YOUNG, 1.0f, link->body);
            body->radius = large_enough(plan, body->centre, radius, least);
        }
    }
}

/* On both sides in turn, off the tread itself: feet keep to that. */
static bool lay_along(const struct way *way, const struct tread_shape *shape,
                      const struct ground *ground, const struct palette *palette, uint32_t most,
                      struct plan *plan)
{
    uint32_t count = (uint32_t)(length_of(way->centre) / LAID_APART_MM);
    for (uint32_t n = 1; n < count; n++) {
        float t = (float)n / (float)count, along[2];
        if (plan->n_bodies >= most)
            return false;
        struct plan_body *stone = bead(plan, way->centre, t, LAID_MM * shape->fresh,
                                       palette->linear[PALETTE_NEW],
                                       scene_smoothstep(0.1f, 0.5f, shape->fresh));
        if (!stone)
            return false;
        for (int k = 0; k < 2; k++)
            along[k] = scene_bezier_ahead(way->centre[0][k], way->centre[1][k], way->centre[2][k],
                                          way->centre[3][k], t);
        float aside = (n % 2 ? 1.0f : -1.0f) * (shape->wide + LAID_ASIDE_MM) /
                      fmaxf(hypotf(along[0], along[1]), 1e-3f);
        stone->centre[0] -= aside * along[1];
        stone->centre[1] += aside * along[0];
        stone->centre[2] = ground_height(ground, stone->centre[0], stone->centre[1]) +
                           0.6f * stone->radius;
        stone->radius = large_enough(plan, stone->centre, stone->radius,
                                     LAID_LEAST_PX * shape->fresh);
        stone->glow = scene_mix(0.9f, 0.3f, palette->day);
    }
    return true;
}

void beads_lay(const struct ways *ways, const struct ground *ground, const struct palette *palette,
               struct plan *plan)
{
    uint32_t most = plan->n_bodies + BEADS_LAID_MOST;
    for (uint32_t from = 0; from < ways->n_places; from++) {
        for (uint32_t to = 0; to < ways->n_places; to++) {
            const struct way *way = &ways->way[from][to];
            if (from == to || !way->drawn || way->worn)
                continue;
            struct tread_shape shape = tread_shape_of_way(way, 0.0f);
            if (shape.fresh > 0.1f && !lay_along(way, &shape, ground, palette, most, plan))
                return;
        }
    }
}
