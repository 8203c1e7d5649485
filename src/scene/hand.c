#include "scene/hand.h"

#include <math.h>
#include <string.h>

#include "scene/camera.h"
#include "scene/maths.h"

static const float COME_S = 0.35f, GO_S = 0.7f, WALK_S = 2.0f;
static const float STROKE_MM[2] = {0.30f, 0.55f}; /* half its width, from where it leaves on */
static const float RING_MM = 3.6f, RING_WIDE_MM = 0.16f, SPOT_MM = 1.15f;
static const float KNOB_MM = 1.5f, OVER_MM = 0.45f; /* above the ground */
static const float STROKE_LIGHT = 0.45f, WALK_LIGHT = 0.30f, RING_LIGHT = 0.6f, LINK_LIGHT = 0.42f;
static const float DASH[2] = {0.18f, 0.78f}; /* of a piece, where a way is walked */
static const float QUARTER = 0.5523f;        /* control points of a quarter of a circle */
enum { PIECES = 8, LINK_DASHES = 7 };

void hand_init(struct hand *hand)
{
    memset(hand, 0, sizeof *hand);
    hand->to.place = hand->place = -1;
    hand->to.cell = hand->cell = -1;
}

/* How many steps two ways begin with alike. */
static unsigned alike(const struct story_way *a, const struct story_way *b)
{
    unsigned n = 0;
    while (n < a->n_steps && n < b->n_steps && a->steps[n] == b->steps[n])
        n++;
    return n;
}

void hand_set(struct hand *hand, const struct scene_hand *to)
{
    hand->to = *to;
    if (to->way.n_steps > STORY_MAX_STEPS)
        hand->to.way.n_steps = 0;
    if (!hand->to.way.n_steps)
        return; /* what was drawn fades as it is */
    unsigned kept = alike(&hand->drawn, &hand->to.way);
    if (hand->drawn.n_steps > hand->to.way.n_steps && kept == hand->to.way.n_steps)
        return; /* a step taken back fades too */
    for (unsigned i = kept; i < STORY_MAX_STEPS; i++)
        hand->light[i] = 0.0f;
    hand->drawn = hand->to.way;
}

void hand_observe(struct hand *hand, const struct story_view *view)
{
    hand->walking = view->practising;
    if (!view->practising || view->way.n_steps > STORY_MAX_STEPS)
        return;
    if (hand->walked.n_steps != view->way.n_steps ||
        alike(&hand->walked, &view->way) < view->way.n_steps)
        hand->walk = 0.0f;
    hand->walked = view->way;
}

static void go(float *value, bool there, float dt_s, float come_s, float go_s)
{
    *value = scene_approach(*value, there ? 1.0f : 0.0f, dt_s / (there ? come_s : go_s));
}

void hand_animate(struct hand *hand, float dt_s, bool calm)
{
    float dt = calm ? 0.5f * dt_s : dt_s;
    unsigned kept = alike(&hand->drawn, &hand->to.way);
    for (unsigned i = 0; i < hand->drawn.n_steps; i++)
        go(&hand->light[i], i < kept, dt, COME_S, GO_S);
    while (hand->drawn.n_steps > kept && hand->light[hand->drawn.n_steps - 1] <= 0.0f)
        hand->drawn.n_steps--;
    go(&hand->tip, hand->to.held && hand->to.way.n_steps, dt, COME_S, GO_S);
    go(&hand->walk, hand->walking, dt, WALK_S, WALK_S);
    go(&hand->ring, hand->place >= 0 && hand->place == hand->to.place, dt, COME_S, GO_S);
    go(&hand->spot, hand->cell >= 0 && hand->cell == hand->to.cell, dt, COME_S, GO_S);
    if (hand->ring <= 0.0f)
        hand->place = hand->to.place;
    if (hand->spot <= 0.0f)
        hand->cell = hand->to.cell;
}

/* One piece of a soft line. */
static struct plan_ribbon *line(const float colour[3], float light, float wide, struct plan *plan)
{
    struct plan_ribbon *ribbon = light > 0.004f ? plan_ribbon(plan) : NULL;
    if (!ribbon)
        return NULL;
    ribbon->radius[0] = ribbon->radius[1] = wide;
    ribbon->range[1] = 1.0f;
    for (int k = 0; k < 3; k++)
        ribbon->colour[k] = light * colour[k];
    ribbon->opacity = 1.0f;
    ribbon->soft = 0.7f;
    return ribbon;
}

/* Lays a point on the ground as far as depth is laid flat. */
static void lay(const struct hand_at *at, float p[3])
{
    if (at->flat > 0.0f)
        p[2] = scene_mix(p[2], ground_height(at->ground, p[0], p[1]) + OVER_MM, at->flat);
}

/* Along a way, broader towards its end; `whole`: without gaps. */
static void draw_leg(const struct hand_at *at, unsigned from, unsigned to, bool whole, float light,
                     const float colour[3], struct plan *plan)
{
    if (from >= at->ways->n_places || to >= at->ways->n_places || from == to)
        return;
    const float(*c)[3] = at->ways->way[from][to].centre;
    for (int i = 0; i < PIECES; i++) {
        struct plan_ribbon *piece = line(colour, light, 0.0f, plan);
        if (!piece)
            return;
        for (int j = 0; j < 4; j++) {
            float t = ((float)i + (float)j / 3.0f) / (float)PIECES;
            for (int k = 0; k < 3; k++)
                piece->p[j][k] = scene_bezier(c[0][k], c[1][k], c[2][k], c[3][k], t);
            lay(at, piece->p[j]);
        }
        for (int end = 0; end < 2; end++)
            piece->radius[end] =
                scene_mix(STROKE_MM[0], STROKE_MM[1], (float)(i + end) / (float)PIECES);
        piece->joined = whole;
        if (!whole)
            memcpy(piece->range, DASH, sizeof piece->range);
    }
}

static void draw_ring(const struct hand_at *at, const float centre[3], float radius, float light,
                      const float colour[3], struct plan *plan)
{
    for (int quarter = 0; quarter < 4; quarter++) {
        struct plan_ribbon *arc = line(colour, light, RING_WIDE_MM, plan);
        if (!arc)
            return;
        float c = quarter == 0 ? 1.0f : quarter == 2 ? -1.0f : 0.0f;
        float s = quarter == 1 ? 1.0f : quarter == 3 ? -1.0f : 0.0f;
        const float round[4][2] = {{c, s},
                                   {c - QUARTER * s, s + QUARTER * c},
                                   {-s + QUARTER * c, c + QUARTER * s},
                                   {-s, c}};
        for (int i = 0; i < 4; i++) {
            for (int k = 0; k < 3; k++)
                arc->p[i][k] = centre[k] + (k < 2 ? radius * round[i][k] : 0.0f);
            lay(at, arc->p[i]);
        }
        arc->soft = 0.4f;
    }
}

static void draw_place(const struct hand_at *at, int place, float shown, const float colour[3],
                       struct plan *plan)
{
    if (place < 0 || place >= (int)at->ways->n_places)
        return;
    draw_ring(at, at->ways->place[place], RING_MM * (1.15f - 0.15f * shown), RING_LIGHT * shown,
              colour, plan);
}

/* A round knob where legs meet. */
static void draw_knob(const struct hand_at *at, int place, float light, const float colour[3],
                      struct plan *plan)
{
    struct plan_ribbon *knob =
        place >= 0 && place < (int)at->ways->n_places ? line(colour, light, KNOB_MM, plan) : NULL;
    if (!knob)
        return;
    for (int i = 0; i < 4; i++) {
        memcpy(knob->p[i], at->ways->place[place], sizeof knob->p[i]);
        lay(at, knob->p[i]);
        knob->p[i][0] += KNOB_MM * (-1.0f + 2.0f * (float)i / 3.0f);
    }
    knob->soft = 1.0f; /* soft to all sides it is round */
}

/* From the last place to where the pointer is. */
static void draw_tip(const struct hand *hand, const struct hand_at *at, float light,
                     const float colour[3], struct plan *plan)
{
    unsigned n = hand->to.way.n_steps, last = n ? hand->to.way.steps[n - 1] : MODEL_MAX_PLACES;
    float from[3], to[3];
    if (last >= at->ways->n_places)
        return;
    memcpy(from, at->ways->place[last], sizeof from);
    if (!camera_unproject(plan, hand->to.x, hand->to.y, (1.0f - at->flat) * from[2], to))
        return;
    lay(at, from);
    lay(at, to);
    struct plan_ribbon *tip = line(colour, light, 0.0f, plan);
    if (!tip)
        return;
    for (int i = 0; i < 4; i++)
        for (int k = 0; k < 3; k++)
            tip->p[i][k] = scene_mix(from[k], to[k], (float)i / 3.0f);
    tip->radius[0] = STROKE_MM[1];
    tip->radius[1] = STROKE_MM[0];
}

/* Its links: whole lines leave it, dashes come. */
static void draw_links(const struct hand_at *at, uint32_t cell, float light, const float colour[3],
                       struct plan *plan)
{
    for (uint32_t i = 0; i < at->links->n; i++) {
        const struct link *link = &at->links->link[i];
        bool out = link->pre == cell;
        if (link->letting_go || (!out && link->post != cell) || link->pre >= at->cells->n ||
            link->post >= at->cells->n)
            continue;
        float curve[4][3];
        links_curve(at->links, at->ways, link, at->cells->view, curve);
        for (int d = 0; d < (out ? 1 : LINK_DASHES); d++) {
            struct plan_ribbon *ribbon = line(colour, light, 0.11f, plan);
            if (!ribbon)
                return;
            memcpy(ribbon->p, curve, sizeof curve);
            ribbon->range[1] = link->growth;
            if (out)
                continue;
            ribbon->range[0] = link->growth * ((float)d + 0.25f) / (float)LINK_DASHES;
            ribbon->range[1] = link->growth * ((float)d + 0.75f) / (float)LINK_DASHES;
        }
    }
}

static void draw_cell(const struct hand *hand, const struct hand_at *at, const float colour[3],
                      struct plan *plan)
{
    float light = hand->spot * (at->circuit + at->forest);
    if (hand->cell < 0 || hand->cell >= (int64_t)at->cells->n)
        return;
    uint32_t cell = (uint32_t)hand->cell;
    draw_ring(at, at->cells->view[cell].position_mm, SPOT_MM, RING_LIGHT * light, colour, plan);
    draw_links(at, cell, LINK_LIGHT * hand->spot * at->circuit, colour, plan);
}

void hand_draw(const struct hand *hand, const struct hand_at *at, const struct palette *palette,
               struct plan *plan)
{
    const float *ink = palette->linear[PALETTE_TEXT];
    uint32_t first = plan->n_ribbons;
    float share = at->share;
    if (share <= 0.0f)
        return;
    for (unsigned i = 0; i + 1u < hand->walked.n_steps; i++)
        draw_leg(at, hand->walked.steps[i], hand->walked.steps[i + 1], false,
                 WALK_LIGHT * scene_smoothstep(0.0f, 1.0f, hand->walk) * share, ink, plan);
    for (unsigned i = 0; i < hand->drawn.n_steps; i++) {
        float light = hand->light[i] * share;
        draw_place(at, hand->drawn.steps[i], light, ink, plan);
        draw_knob(at, hand->drawn.steps[i], RING_LIGHT * light, ink, plan);
        if (i)
            draw_leg(at, hand->drawn.steps[i - 1], hand->drawn.steps[i], true, STROKE_LIGHT * light,
                     ink, plan);
    }
    draw_tip(hand, at, STROKE_LIGHT * hand->tip * share, ink, plan);
    draw_place(at, hand->place, hand->ring * share, ink, plan);
    draw_cell(hand, at, ink, plan);
    plan_close(plan, PLAN_PASS_PULSES, first, plan->n_ribbons);
}
