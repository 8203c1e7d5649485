#include "scene/spines.h"

#include <math.h>
#include <string.h>

#include "scene/camera.h"
#include "scene/maths.h"

static const float NEAR_PX[2] = {19.0f, 30.0f}; /* px a mm from which they come, and are there */
static const float AWRY[2] = {0.18f, 0.36f};    /* out of focus by this share of the distance */
static const float LEAST_SPINES = 0.4f; /* of all, where the machine is slow */
static const float NECK_MM[2] = {0.040f, 0.024f};
static const float BOUTON_MM = 0.12f, GROWTH_CONE_MM = 0.13f;

/* Feelers of a growth cone: each a hair of that length, feeling about by that much of it. */
enum { FEELERS = 3, CONES_MOST = 110 };
static const float FEELER_MM[2] = {0.70f, 1.25f}, FEELER_RADIUS_MM = 0.042f, FEELS = 0.55f;

struct near {
    struct contact contact;
    float shown; /* of the synapse, 0..1 */
    float cone;  /* of the growing tip of its axon, which is seen from afar too */
    float colour[3];
};

/* How near the post-synaptic cell is, 0..1. */
static float nearness(const struct plan *plan, const float position[3])
{
    float px = camera_px_per_mm(plan, position);
    float shown = scene_smoothstep(NEAR_PX[0], NEAR_PX[1], px);
    if (shown <= 0.0f)
        return 0.0f;
    float square = 0.0f;
    for (int k = 0; k < 3; k++)
        square += (position[k] - plan->camera.eye[k]) * (position[k] - plan->camera.eye[k]);
    float away = sqrtf(square);
    return shown * scene_smoothstep(AWRY[1], AWRY[0],
                                    fabsf(away - plan->camera.focus_mm) / fmaxf(away, 1.0f));
}

/* What there is to see of a link's synapse; false for nothing. */
static bool look(const struct links *links, const struct link *link,
                 const struct model_cell_view *cells, uint32_t n_cells,
                 const struct link_inks *inks, const struct plan *plan, struct near *near)
{
    float x, y;
    if (link->pre >= n_cells || link->post >= n_cells)
        return false;
    float spines = scene_mix(1.0f, LEAST_SPINES, links->spared);
    float all = links_shown(links, link) * scene_kept(spines, scene_unit((uint32_t)link->id, 88u));
    near->shown = all * nearness(plan, cells[link->post].position_mm);
    bool growing = link->growth < 1.0f && !link->letting_go;
    if (near->shown < 0.01f && (!growing || all < 0.01f))
        return false;
    links_contact(links, link, cells, &near->contact);
    near->cone = growing ? all * (1.0f - near->contact.touch) : 0.0f;
    if (!camera_project(plan, near->contact.shaft, &x, &y))
        return false;
    links_colour(link, inks, near->colour);
    return true;
}

/* Where its axon has come to, and which way it goes on (unit). */
static void tip_of(const struct links *links, const struct ways *ways, const struct link *link,
                   const struct model_cell_view *cells, float tip[3], float ahead[3])
{
    float p[4][3];
    links_curve(links, ways, link, cells, p);
    for (int k = 0; k < 3; k++) {
        tip[k] = scene_bezier(p[0][k], p[1][k], p[2][k], p[3][k], link->growth);
        ahead[k] = scene_bezier_ahead(p[0][k], p[1][k], p[2][k], p[3][k], link->growth);
    }
    scene_unit_vector(ahead);
}

/* A growing axon ends in a cone with filopodia that feel about (Mattila & Lappalainen 2008). */
static void draw_feelers(const struct links *links, const struct ways *ways,
                         const struct link *link, const struct model_cell_view *cells,
                         const struct near *near, struct plan *plan)
{
    uint32_t salt = scene_hash((uint32_t)link->id, 90u);
    float tip[3], ahead[3], time = (float)fmod(links->sway_s, 1000.0);
    tip_of(links, ways, link, cells, tip, ahead);
    for (uint32_t i = 0; i < FEELERS; i++) {
        struct plan_ribbon *hair = plan_ribbon(plan);
        if (!hair)
            return;
        uint32_t own = scene_hash(salt, i);
        float length = scene_mix(FEELER_MM[0], FEELER_MM[1], scene_unit(own, 1u));
        float grown = 0.7f + 0.3f * sinf(0.9f * time + 6.2832f * scene_unit(own, 2u));
        for (uint32_t k = 0; k < 3; k++) {
            float sway = sinf(1.1f * time + 6.2832f * scene_unit(own, 3u + k));
            float aside = 0.9f * scene_spread(own, 6u + k), to = length * grown;
            hair->p[0][k] = tip[k];
            hair->p[1][k] = tip[k] + 0.35f * to * (ahead[k] + 0.6f * aside);
            hair->p[2][k] = tip[k] + 0.7f * to * (ahead[k] + aside);
            hair->p[3][k] = tip[k] + to * (ahead[k] + aside + FEELS * sway);
            hair->colour[k] = near->colour[k];
        }
        hair->radius[0] = FEELER_RADIUS_MM;
        hair->radius[1] = 0.4f * FEELER_RADIUS_MM;
        hair->range[1] = scene_smoothstep(0.05f, 0.3f, link->growth);
        hair->opacity = 0.9f * near->cone;
        hair->soft = 0.1f;
    }
}

void spines_draw_necks(const struct links *links, const struct ways *ways,
                       const struct model_cell_view *cells, uint32_t n_cells,
                       const struct palette *palette, struct plan *plan)
{
    struct link_inks inks;
    links_inks(&inks, palette);
    uint32_t count = 0, cones = 0;
    for (uint32_t i = 0; i < links->n && count < SPINES_MOST; i++) {
        struct near near;
        if (!look(links, &links->link[i], cells, n_cells, &inks, plan, &near))
            continue;
        if (near.cone > 0.05f && cones++ < CONES_MOST)
            draw_feelers(links, ways, &links->link[i], cells, &near, plan);
        if (near.shown < 0.01f)
            continue;
        struct plan_ribbon *neck = plan_ribbon(plan);
        if (!neck)
            return;
        count++;
        const struct contact *at = &near.contact;
        for (int k = 0; k < 3; k++) {
            float way = at->tip[k] - at->shaft[k];
            neck->p[0][k] = at->shaft[k];
            neck->p[1][k] = at->shaft[k] + 0.33f * scene_mix(way, at->out[k] * 0.3f, 0.5f);
            neck->p[2][k] = at->tip[k] - 0.33f * way;
            neck->p[3][k] = at->tip[k];
        }
        for (int end = 0; end < 2; end++)
            neck->radius[end] = NECK_MM[end] * (0.4f + 0.6f * at->life);
        neck->range[1] = 1.0f;
        for (int k = 0; k < 3; k++)
            neck->colour[k] = 0.8f * near.colour[k];
        neck->opacity = 0.9f * near.shown * at->life;
        neck->soft = 0.1f;
    }
}

static void ball(struct plan *plan, const float at[3], float radius, float light, float shown,
                 const struct near *near)
{
    if (radius < 0.01f || shown < 0.01f)
        return;
    struct plan_body *body = plan_body(plan);
    if (!body)
        return;
    memcpy(body->centre, at, sizeof body->centre);
    body->radius = radius;
    memcpy(body->colour, near->colour, sizeof body->colour);
    body->glow = light;
    body->opacity = shown * near->contact.life;
}

void spines_draw_heads(const struct links *links, const struct ways *ways,
                       const struct model_cell_view *cells, uint32_t n_cells,
                       const struct palette *palette, struct plan *plan)
{
    struct link_inks inks;
    links_inks(&inks, palette);
    uint32_t count = 0;
    for (uint32_t i = 0; i < links->n && count < SPINES_MOST; i++) {
        const struct link *link = &links->link[i];
        struct near near;
        if (!look(links, link, cells, n_cells, &inks, plan, &near))
            continue;
        count++;
        ball(plan, near.contact.tip, near.contact.head, 0.25f + 0.35f * link->efficacy, near.shown,
             &near);
        /* The axon ends in a bouton where it has arrived, in a small growth cone before that. */
        float tip[3], ahead[3];
        tip_of(links, ways, link, cells, tip, ahead);
        ball(plan, tip,
             scene_mix(GROWTH_CONE_MM, BOUTON_MM, near.contact.touch) * near.contact.life,
             0.15f + 0.45f * near.cone, fmaxf(near.shown, near.cone), &near);
    }
}
