/* The close-up as a plan: skins, vesicles, receptors, grains. */
#include <math.h>
#include <string.h>

#include "scene/maths.h"
#include "scene/synapse.h"
#include "scene/synapse_shape.h"

enum { VESICLES = 40, GOLD = 14, HEAD_RINGS = 30, BOUTON_RINGS = 32 };

struct inks {
    float ground[3], rest[3], text[3], own[3], pale[3], ketamine[3], gold[3];
};

struct draw {
    const struct synapse *s;
    struct plan *plan;
    struct inks inks;
    float share; /* of the close-up in the picture */
    bool calm;
};

static void make_inks(const struct synapse *s, const struct palette *palette, struct inks *inks)
{
    const float(*light)[3] = palette->linear;
    memcpy(inks->ground, light[PALETTE_BACKDROP], sizeof inks->ground);
    memcpy(inks->rest, light[PALETTE_REST], sizeof inks->rest);
    memcpy(inks->text, light[PALETTE_TEXT], sizeof inks->text);
    memcpy(inks->ketamine, light[PALETTE_KETAMINE], sizeof inks->ketamine);
    memcpy(inks->gold, light[PALETTE_BDNF], sizeof inks->gold);
    scene_colour_mix(inks->rest, light[PALETTE_PATH], s->worn, inks->own);
    scene_colour_mix(inks->own, light[PALETTE_NEW], s->teal, inks->own);
    scene_colour_mix(inks->rest, inks->text, 0.25f, inks->pale);
}

static void to_world(const struct synapse *s, const float at[3], float out[3])
{
    for (int k = 0; k < 3; k++)
        out[k] = s->contact[k] + SYNAPSE_MM * at[k];
}

static void ring(const struct draw *d, struct plan_shell *shell, uint32_t i, float x, float y,
                 float z, float radius, float share)
{
    struct plan_ring *r = &d->plan->rings[shell->first + i];
    to_world(d->s, (float[3]){x, y, z}, r->centre);
    r->radius = SYNAPSE_MM * radius;
    r->share = share;
}

static void skin(struct plan_shell *shell, const float fill[3], float cover, const float rim[3],
                 float edge, float sheen)
{
    memcpy(shell->fill, fill, 3 * sizeof(float));
    memcpy(shell->rim, rim, 3 * sizeof(float));
    shell->fill[3] = cover;
    shell->rim[3] = edge;
    shell->sheen = sheen;
}

static void close_pass(struct plan *plan, enum plan_pass_kind kind, uint32_t first, uint32_t end)
{
    struct plan_pass *pass = end > first ? plan_pass(plan, kind) : NULL;
    if (!pass)
        return;
    pass->first = first;
    pass->count = end - first;
}

/* A quarter turn in `steps`: sine at the start of it, cosine at the end. */
static float quarter(int i, int steps)
{
    return 1.5708f * (float)i / (float)steps;
}

static float power(float base, float exponent)
{
    return powf(fmaxf(base, 0.0f), exponent);
}

/* Behind its contents a skin is a dim wall; before them, a bright edge. */
static void wall(const struct draw *d, struct plan_shell *shell, const float tone[3], bool front,
                 float there)
{
    float fill[3], dye = d->inks.ground[1] > 0.5f ? 0.34f : 0.13f; /* paper takes more of it */
    scene_colour_mix(d->inks.ground, tone, front ? 0.7f : dye, fill);
    float share = d->share * there;
    if (front)
        skin(shell, fill, 0.03f * share, tone, 0.70f * share, 0.05f);
    else
        skin(shell, fill, 0.86f * share, tone, 0.95f * share, 0.0f);
}

static void draw_bouton(const struct draw *d, bool front)
{
    const struct synapse *s = d->s;
    struct plan_shell *shell = plan_shell(d->plan, BOUTON_RINGS);
    if (!shell)
        return;
    float tone[3], radius = synapse_bouton(s), axon = 0.15f;
    scene_colour_mix(d->inks.rest, d->inks.own, 0.45f, tone);
    wall(d, shell, tone, front, 0.45f + 0.55f * s->life);
    float low = 0.22f, high = 0.60f, middle = SHAPE_MOUTH + low + synapse_away(s);
    uint32_t n = 0;
    for (int i = 0; i <= 8; i++) {
        float turn = quarter(i, 8);
        ring(d, shell, n++, 0, middle - low * cosf(turn), 0, radius * power(sinf(turn), 0.40f), 1);
    }
    for (int i = 1; i <= 12; i++) {
        float turn = quarter(i, 12);
        float r = axon + (radius - axon) * power(cosf(turn), 1.1f);
        ring(d, shell, n++, 0, middle + high * sinf(turn), 0, r, 1);
    }
    float from = middle + high;
    for (int i = 1; n < BOUTON_RINGS; i++) {
        float t = (float)i / (float)(BOUTON_RINGS - 21);
        ring(d, shell, n++, s->aside * 1.5f * t * t, from + 1.1f * t * (1.0f - 0.35f * t),
             -0.5f * t, axon, 1.0f - scene_smoothstep(0.35f, 1.0f, t));
    }
}

static void draw_dendrite(const struct draw *d)
{
    struct plan_shell *shell = plan_shell(d->plan, 9);
    if (!shell)
        return;
    float tone[3];
    scene_colour_mix(d->inks.rest, d->inks.own, 0.35f, tone);
    wall(d, shell, tone, false, 0.85f);
    for (uint32_t i = 0; i < 9; i++) {
        float t = (float)i / 4.0f - 1.0f;
        ring(d, shell, i, 3.1f * t, SHAPE_ROOT - 0.27f - 0.10f * t * t, -0.1f, 0.30f,
             1.0f - scene_smoothstep(0.45f, 1.0f, fabsf(t)));
    }
}

static void draw_spine(const struct draw *d, bool front)
{
    const struct synapse *s = d->s;
    struct plan_shell *shell = plan_shell(d->plan, HEAD_RINGS);
    if (!shell)
        return;
    struct head_shape shape;
    synapse_head_shape(s, &shape);
    float tone[3];
    scene_colour_mix(d->inks.rest, d->inks.own, 0.85f, tone);
    wall(d, shell, tone, front, scene_smoothstep(0.0f, 0.6f, s->life));
    uint32_t n = 0;
    for (int i = 0; i <= 8; i++) {
        float turn = quarter(i, 8);
        ring(d, shell, n++, shape.lean, shape.middle + shape.above * cosf(turn), 0,
             shape.radius * power(sinf(turn), SHAPE_FLAT), 1);
    }
    for (int i = 1; i <= 12; i++) {
        float turn = quarter(i, 12);
        float r = shape.neck + (shape.radius - shape.neck) * power(cosf(turn), 1.15f);
        ring(d, shell, n++, shape.lean, shape.middle - shape.below * sinf(turn), 0, r, 1);
    }
    float from = shape.middle - shape.below;
    for (int i = 1; n < HEAD_RINGS; i++) {
        float t = (float)i / (float)(HEAD_RINGS - 21);
        float flare = scene_smoothstep(0.45f, 1.0f, t);
        ring(d, shell, n++, shape.lean * (1.0f - t), scene_mix(from, SHAPE_ROOT - 0.06f, t), 0,
             shape.neck * (1.0f - 0.15f * sinf(3.1416f * t)) + 0.22f * flare * flare,
             1.0f - flare);
    }
}

/* The dense plates on both sides of the cleft. */
static void draw_plates(const struct draw *d)
{
    const struct synapse *s = d->s;
    float grown = scene_smoothstep(0.4f, 1.0f, s->spine) * scene_smoothstep(0.2f, 0.9f, s->life);
    for (int side = 0; side < 2 && grown > 0.0f; side++) {
        struct plan_shell *shell = plan_shell(d->plan, 9);
        if (!shell)
            return;
        float half = 0.88f * synapse_head(s) * grown;
        float tone[3];
        scene_colour_mix(d->inks.own, d->inks.text, 0.25f, tone);
        skin(shell, tone, 0.34f * d->share * grown, tone, 0.10f * d->share * grown, 0.0f);
        for (uint32_t i = 0; i < 9; i++) {
            float t = (float)i / 4.0f - 1.0f;
            float y = side ? SHAPE_MOUTH + 0.035f + synapse_away(s) : synapse_skin(s, fabsf(t) * half) - 0.055f;
            ring(d, shell, i, t * half, y, 0, 0.035f * sqrtf(fmaxf(1.0f - t * t, 0.0f)), 1);
        }
    }
}

static void body(const struct draw *d, const float at[3], float radius, const float colour[3],
                 float glow, float opacity, float halo)
{
    if (opacity * d->share < 0.004f)
        return;
    struct plan_body *b = plan_body(d->plan);
    if (!b)
        return;
    to_world(d->s, at, b->centre);
    b->radius = SYNAPSE_MM * radius;
    memcpy(b->colour, colour, sizeof b->colour);
    b->glow = glow * d->share;
    b->opacity = opacity * d->share;
    b->halo = halo;
}

/* A docked vesicle sinks into the membrane, is gone, and another takes its place. */
static void docked_state(const struct synapse *s, int i, float *sunk, float *size)
{
    *sunk = 0.0f;
    *size = 1.0f;
    for (int k = 0; k < SYNAPSE_RELEASES; k++) {
        const struct synapse_release *r = &s->release[k];
        if (!r->on || r->docked != i)
            continue;
        float back = scene_smoothstep(1.9f, 3.1f, r->age_s);
        *sunk = scene_smoothstep(0.0f, 0.45f, r->age_s) * (1.0f - back);
        *size = fmaxf(1.0f - scene_smoothstep(0.35f, 1.0f, r->age_s), back);
        if (back > 0.0f)
            *sunk = -1.2f * (1.0f - back);
    }
}

static void draw_vesicles(const struct draw *d)
{
    const struct synapse *s = d->s;
    float bouton = synapse_bouton(s), there = 0.4f + 0.6f * s->life;
    float tone[3];
    scene_colour_mix(d->inks.pale, d->inks.text, 0.20f, tone);
    scene_colour_mix(tone, d->inks.own, 0.25f, tone);
    for (int i = 0; i < SYNAPSE_DOCKED; i++) {
        float at[3], sunk, size;
        synapse_docked_at(s, i, at);
        docked_state(s, i, &sunk, &size);
        at[1] -= 0.075f * sunk;
        body(d, at, 0.078f * (0.35f + 0.65f * size), tone, 0.16f, 0.9f * size * there, 0.0f);
    }
    uint32_t most = (uint32_t)(VESICLES * scene_clamp(bouton * bouton / 1.3f, 0.45f, 1.0f));
    for (uint32_t i = 0; i < most; i++) {
        /* Evenly over the bouton's section, by the golden angle. */
        float r = sqrtf(((float)i + 0.5f) / (float)VESICLES), turn = 2.39996f * (float)i;
        float lift = 0.5f + 0.5f * r * sinf(turn);
        float wide = 0.80f * bouton * powf(fmaxf(1.0f - lift * lift, 0.0f), 0.55f);
        float sway = 0.018f * (float)sin(0.5 * s->time_s + i);
        float at[3] = {wide * r * cosf(turn) + sway, SHAPE_MOUTH + 0.25f + synapse_away(s) + 0.44f * lift,
                       0.5f * wide * scene_spread(i, 740u)};
        body(d, at, 0.074f, tone, 0.05f, 0.72f * there, 0.0f);
    }
}

/* Half of a receptor: a tube that swells outside the skin, narrow in it, a small tail inside. */
static void draw_half(const struct draw *d, const float at[3], float side, float apart, float lean,
                      const float size[2], const float colour[3], float opacity)
{
    static const float FORM[8][2] = {{0.62f, 0.0f},   {0.60f, 0.55f},  {0.42f, 1.0f},
                                     {0.18f, 0.85f},  {-0.05f, 0.55f}, {-0.35f, 0.62f},
                                     {-0.60f, 0.50f}, {-0.66f, 0.0f}};
    struct plan_shell *shell = opacity > 0.004f ? plan_shell(d->plan, 8) : NULL;
    if (!shell)
        return;
    float rim[3];
    scene_colour_mix(d->inks.ground, colour, 0.55f, rim);
    skin(shell, colour, 0.96f * opacity * d->share, rim, 0.98f * opacity * d->share, 0.25f);
    for (uint32_t i = 0; i < 8; i++) {
        float y = FORM[i][0] * size[1];
        ring(d, shell, i, at[0] + side * (apart + lean * fmaxf(y, 0.0f)), at[1] + y, at[2],
             FORM[i][1] * size[0], 1);
    }
}

static void draw_nmda(const struct draw *d, int i, float there)
{
    const struct synapse *s = d->s;
    const struct synapse_nmda *c = &s->channel[i];
    float at[3], open = s->bound * c->out * (1.0f - c->plug);
    synapse_nmda_at(s, i, at);
    float size[2] = {0.050f, 0.30f}, tone[3];
    scene_colour_mix(d->inks.ground, d->inks.pale, at[2] > 0.0f ? 1.0f : 0.62f, tone);
    for (int side = -1; side <= 1; side += 2)
        draw_half(d, at, (float)side, 0.056f + 0.022f * open, 0.03f, size, tone, there);
}

static void draw_ampa(const struct draw *d, int i)
{
    const struct synapse *s = d->s;
    const struct synapse_ampa *r = &s->receptor[i];
    float at[3], open = s->bound * (r->dock >= 1.0f ? 1.0f : 0.0f);
    if (r->dock <= 0.0f)
        return;
    synapse_ampa_at(s, i, at);
    float grown = 0.55f + 0.45f * r->dock, size[2] = {0.034f * grown, 0.24f * grown};
    float colour[3], shown = scene_smoothstep(0.0f, 0.15f, r->dock);
    scene_colour_mix(d->inks.own, d->inks.text, 0.18f, colour);
    scene_colour_mix(d->inks.ground, colour, at[2] > 0.0f ? 1.0f : 0.62f, colour);
    for (int side = -1; side <= 1; side += 2)
        draw_half(d, at, (float)side, 0.022f + 0.014f * open, 0.26f, size, colour, shown);
}

static void draw_receptors(const struct draw *d)
{
    const struct synapse *s = d->s;
    float there = scene_smoothstep(0.6f, 1.0f, s->spine) * scene_smoothstep(0.25f, 0.9f, s->life);
    /* The far row first. */
    for (int row = 0; row < 2; row++) {
        for (int i = 0; i < SYNAPSE_AMPA; i++) {
            float at[3];
            synapse_ampa_at(s, i, at);
            if ((at[2] > 0.0f) == (row == 1))
                draw_ampa(d, i);
        }
        for (int i = 0; i < SYNAPSE_NMDA && there > 0.0f; i++)
            if ((i & 1) != row)
                draw_nmda(d, i, there);
    }
}

static void draw_ions(const struct draw *d)
{
    const struct synapse *s = d->s;
    float there = scene_smoothstep(0.7f, 1.0f, s->spine) * scene_smoothstep(0.4f, 0.9f, s->life);
    float grey[3];
    scene_colour_mix(d->inks.rest, d->inks.text, 0.75f, grey);
    for (int i = 0; i < SYNAPSE_NMDA && there > 0.0f; i++) {
        const struct synapse_nmda *c = &s->channel[i];
        float at[3], drift = scene_spread((uint32_t)i, 750u);
        synapse_nmda_at(s, i, at);
        float out = scene_smoothstep(0.0f, 1.0f, c->out), in = scene_smoothstep(0.0f, 1.0f, c->plug);
        float ion[3] = {at[0] + 0.10f * drift * out, at[1] + SHAPE_ION + 0.16f * out, at[2] + 0.03f};
        body(d, ion, 0.034f, grey, 0.15f, there * (1.0f - out), 0.0f);
        /* Ketamine has two rings: two lobes, where magnesium is one ball. */
        for (int lobe = 0; lobe < 2; lobe++) {
            float plug[3] = {at[0] + 0.12f * drift * (1.0f - in), at[1] + 0.24f * (1.0f - in),
                             at[2] + 0.04f};
            plug[1] += SHAPE_PLUG + 0.072f * (float)lobe;
            plug[0] += lobe ? 0.012f : -0.008f;
            body(d, plug, lobe ? 0.042f : 0.050f, d->inks.ketamine, 0.75f,
                 there * scene_smoothstep(0.0f, 0.35f, c->plug), 2.6f);
        }
    }
}

static void draw_grains(const struct draw *d)
{
    const struct synapse *s = d->s;
    for (int k = 0; k < SYNAPSE_RELEASES; k++) {
        const struct synapse_release *r = &s->release[k];
        for (uint32_t i = 0; i < r->grains && r->on; i++) {
            float at[3], shown;
            synapse_grain_at(s, r, i, d->calm, at, &shown);
            body(d, at, 0.021f, d->inks.text, 0.45f, 0.95f * shown, 2.2f);
        }
    }
}

/* BDNF leaves the spine and drifts up beside the cleft; how much, by its level over rest. */
static void draw_gold(const struct draw *d)
{
    const struct synapse *s = d->s;
    float head = synapse_head(s);
    for (uint32_t i = 0; i < GOLD; i++) {
        float there = scene_clamp(20.0f * s->bdnf - (float)i, 0.0f, 1.0f) * s->life;
        if (there <= 0.0f)
            return;
        double turn = s->time_s / (10.0 + 5.0 * scene_unit(i, 770u)) + scene_unit(i, 780u);
        float t = (float)(turn - floor(turn)), side = i & 1 ? 1.0f : -1.0f;
        float out = 0.70f + 0.30f * scene_unit(i, 785u) + 0.10f * t;
        float at[3] = {side * head * out, -0.32f + 0.55f * t, 0.25f + 0.2f * scene_spread(i, 788u)};
        float shown = scene_smoothstep(0.0f, 0.2f, t) * (1.0f - scene_smoothstep(0.7f, 1.0f, t));
        body(d, at, 0.034f, d->inks.gold, 0.7f, there * shown, 3.0f);
    }
}

/* A quiet light behind the cleft, so that the eye goes there first. */
static void draw_light(const struct draw *d)
{
    struct plan_ribbon *ribbon = plan_ribbon(d->plan);
    if (!ribbon)
        return;
    for (int i = 0; i < 4; i++)
        to_world(d->s, (float[3]){1.6f * ((float)i / 1.5f - 1.0f), 0.0f, -0.8f}, ribbon->p[i]);
    ribbon->radius[0] = ribbon->radius[1] = 1.15f * SYNAPSE_MM;
    ribbon->range[1] = 1.0f;
    for (int k = 0; k < 3; k++)
        ribbon->colour[k] = 0.07f * d->inks.own[k] + 0.02f * d->inks.rest[k];
    ribbon->opacity = d->share;
    ribbon->soft = 1.0f;
}

/* What open AMPA receptors let in is seen as a soft light in the head. */
static void draw_current(const struct draw *d)
{
    const struct synapse *s = d->s;
    float light = 0.34f * s->bound * (float)s->ampa_n / (float)SYNAPSE_AMPA;
    struct plan_ribbon *ribbon = light > 0.004f ? plan_ribbon(d->plan) : NULL;
    if (!ribbon)
        return;
    float half = synapse_head(s), y = synapse_top(s) - 0.22f;
    for (int i = 0; i < 4; i++)
        to_world(s, (float[3]){half * (2.0f * (float)i / 3.0f - 1.0f), y, 0}, ribbon->p[i]);
    ribbon->radius[0] = ribbon->radius[1] = 0.34f * SYNAPSE_MM;
    ribbon->range[1] = 1.0f;
    for (int k = 0; k < 3; k++)
        ribbon->colour[k] = d->inks.own[k] * light;
    ribbon->opacity = d->share;
    ribbon->soft = 1.0f;
}

void synapse_draw(const struct synapse *synapse, bool calm, const struct palette *palette,
                  struct plan *plan)
{
    struct draw d = {.s = synapse, .plan = plan, .share = synapse_shown(synapse), .calm = calm};
    if (d.share <= 0.0f)
        return;
    make_inks(synapse, palette, &d.inks);
    uint32_t ribbon = plan->n_ribbons, shell = plan->n_shells;
    draw_light(&d);
    close_pass(plan, PLAN_PASS_PULSES, ribbon, plan->n_ribbons);
    draw_dendrite(&d);
    draw_bouton(&d, false);
    draw_spine(&d, false);
    draw_plates(&d);
    close_pass(plan, PLAN_PASS_SHELLS, shell, plan->n_shells);

    uint32_t bodies = plan->n_bodies;
    ribbon = plan->n_ribbons;
    draw_current(&d);
    close_pass(plan, PLAN_PASS_PULSES, ribbon, plan->n_ribbons);
    draw_vesicles(&d);
    close_pass(plan, PLAN_PASS_BODIES, bodies, plan->n_bodies);

    shell = plan->n_shells;
    draw_bouton(&d, true);
    draw_spine(&d, true);
    draw_receptors(&d);
    close_pass(plan, PLAN_PASS_SHELLS, shell, plan->n_shells);

    bodies = plan->n_bodies;
    draw_ions(&d);
    draw_grains(&d);
    draw_gold(&d);
    close_pass(plan, PLAN_PASS_BODIES, bodies, plan->n_bodies);
}
