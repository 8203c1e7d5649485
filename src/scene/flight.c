#include "scene/flight.h"

#include <math.h>
#include <string.h>

#include "scene/maths.h"

/* Half width, as a share of the picture's height, at which things begin to fade and are gone:
 * strands, glows, cell bodies, and the thick branches of a tree. */
static const float STRAND[2] = {0.006f, 0.020f}, GLOW[2] = {0.06f, 0.22f};
static const float BODY[2] = {0.07f, 0.18f}, TREE[2] = {0.022f, 0.060f};
static const float TREE_MM = 3.0f, BRANCH_MM = 0.10f; /* about a soma; of a thick branch */
static const float BEHIND = 0.24f, BEHIND_DAY = 0.05f; /* light left to the network meanwhile */
static const float AXON_MM = 0.20f, AXON_MOST = 0.006f; /* of the mark; share of the height */
static const float MARK = 0.80f, MARK_DAY = 1.2f, SOMA_HALO = 5.0f;
static const float LAMP = 0.085f, LAMP_SPAN = 0.45f; /* its half width, of the height */

static float depth_of(const struct plan *plan, const float p[3])
{
    const float(*view)[4] = (const float(*)[4])plan->camera.view;
    return -(view[0][2] * p[0] + view[1][2] * p[1] + view[2][2] * p[2] + view[3][2]);
}

/* Of the picture's height that a length spans at a depth. */
static float span_of(const struct plan *plan, float mm, float depth)
{
    return 0.5f * mm * plan->camera.projection[1][1] / fmaxf(depth, 1e-3f);
}

static float small(const float limits[2], float span)
{
    return 1.0f - scene_smoothstep(limits[0], limits[1], span);
}

static float ribbon_left(const struct plan *plan, const struct plan_ribbon *r)
{
    /* A curve lies within its control points: it comes no nearer than they do. */
    float nearest = INFINITY;
    for (int i = 0; i < 4; i++)
        nearest = fminf(nearest, depth_of(plan, r->p[i]));
    float span = span_of(plan, fmaxf(r->radius[0], r->radius[1]), nearest);
    return small(r->soft > 0.9f ? GLOW : STRAND, span);
}

void flight_make_way(const struct synapse *synapse, uint32_t ribbon, uint32_t body, uint32_t stem,
                     struct plan *plan)
{
    if (!synapse->any || synapse->presence <= 0.0f)
        return;
    /* Nearer strands fill more of the picture, and sweep over it: before they do they dim by as
     * much, so that its light stays what it is. */
    float way = scene_smoothstep(0.0f, 0.10f, synapse_near(synapse));
    float dimmed = scene_mix(BEHIND, BEHIND_DAY, plan->ink);
    float behind = scene_mix(1.0f, dimmed, scene_smoothstep(0.0f, 0.20f, synapse->presence));
    for (uint32_t i = ribbon; i < plan->n_ribbons; i++) {
        struct plan_ribbon *r = &plan->ribbons[i];
        r->opacity *= behind * scene_mix(1.0f, ribbon_left(plan, r), way);
    }
    for (uint32_t i = body; i < plan->n_bodies; i++) {
        struct plan_body *b = &plan->bodies[i];
        float left = small(BODY, span_of(plan, b->radius, depth_of(plan, b->centre)));
        b->opacity *= behind * scene_mix(1.0f, left, way);
    }
    for (uint32_t i = stem; i < plan->n_stems; i++) {
        struct plan_stem *s = &plan->stems[i];
        float away = depth_of(plan, s->position) - TREE_MM * s->scale;
        s->opacity *= behind * scene_mix(1.0f, small(TREE, span_of(plan, BRANCH_MM, away)), way);
    }
}

/* Strong from before the eye moves until the synapse itself is there to be seen. */
static float mark_of(const struct synapse *s)
{
    float near = synapse_near(s);
    return s->any ? scene_smoothstep(0.0f, 0.12f, s->presence) *
                        (1.0f - scene_smoothstep(0.55f, 0.85f, near))
                  : 0.0f;
}

static void mark_colour(const struct synapse *s, const struct palette *palette, float colour[3])
{
    scene_colour_mix(palette->linear[PALETTE_REST], palette->linear[PALETTE_PATH], s->worn, colour);
    scene_colour_mix(colour, palette->linear[PALETTE_NEW], s->teal, colour);
}

/* A still light about the contact, as large on the screen all the way; paper is light enough. */
static void draw_lamp(const struct synapse *s, const struct palette *palette, struct plan *plan)
{
    float light = LAMP * (1.0f - palette->day) * scene_smoothstep(0.0f, 0.25f, s->presence) *
                  (1.0f - scene_smoothstep(0.75f, 1.0f, synapse_near(s)));
    struct plan_ribbon *ribbon = light > 0.002f ? plan_ribbon(plan) : NULL;
    if (!ribbon)
        return;
    float radius = LAMP_SPAN / span_of(plan, 1.0f, depth_of(plan, s->contact)), colour[3];
    mark_colour(s, palette, colour);
    scene_colour_mix(colour, palette->linear[PALETTE_REST], 0.35f, colour); /* a mist, no flame */
    for (int i = 0; i < 4; i++)
        for (int k = 0; k < 3; k++)
            ribbon->p[i][k] =
                s->contact[k] + 1.6f * radius * ((float)i / 1.5f - 1.0f) * plan->camera.view[k][0];
    ribbon->radius[0] = ribbon->radius[1] = radius;
    ribbon->range[1] = 1.0f;
    for (int k = 0; k < 3; k++)
        ribbon->colour[k] = light * colour[k];
    ribbon->opacity = 1.0f;
    ribbon->soft = 1.0f;
}

void flight_mark_axon(const struct synapse *synapse, const struct links *links,
                      const struct ways *ways, const struct model_cell_view *cells,
                      const struct palette *palette, struct plan *plan)
{
    float light = scene_mix(MARK, MARK_DAY, palette->day) * mark_of(synapse);
    if (synapse->any)
        draw_lamp(synapse, palette, plan);
    const struct link *link = light > 0.004f ? links_find(links, synapse->id) : NULL;
    struct plan_ribbon *ribbon = link ? plan_ribbon(plan) : NULL;
    if (!ribbon)
        return;
    float colour[3];
    mark_colour(synapse, palette, colour);
    links_curve(links, ways, link, cells, ribbon->p);
    for (int end = 0; end < 2; end++) {
        float one = span_of(plan, 1.0f, depth_of(plan, ribbon->p[3 * end]));
        ribbon->radius[end] = fminf(AXON_MM, AXON_MOST / fmaxf(one, 1e-6f));
    }
    ribbon->range[1] = link->growth;
    for (int k = 0; k < 3; k++)
        ribbon->colour[k] = light * (colour[k] + 0.12f * palette->linear[PALETTE_TEXT][k]);
    ribbon->opacity = 1.0f;
    ribbon->soft = 1.0f;
}

void flight_mark_cells(const struct synapse *synapse, const struct model_cell_view *cells,
                       const struct palette *palette, struct plan *plan)
{
    float light = MARK * mark_of(synapse);
    for (int end = 0; end < 2 && light > 0.004f; end++) {
        struct plan_body *body = plan_body(plan);
        if (!body)
            return;
        memcpy(body->centre, cells[end ? synapse->post : synapse->pre].position_mm,
               sizeof body->centre);
        float left = small(BODY, span_of(plan, 0.5f, depth_of(plan, body->centre)));
        body->radius = 0.30f; /* inside the cell body: only its halo shows */
        mark_colour(synapse, palette, body->colour);
        body->glow = light * left;
        body->opacity = left;
        body->halo = SOMA_HALO;
    }
}
