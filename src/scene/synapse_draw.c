/* The close-up as a plan: its skins, its light, and all of it in order. */
#include <math.h>
#include <string.h>

#include "scene/maths.h"
#include "scene/synapse_draw.h"
#include "scene/synapse_shape.h"

/* What is left to see of a bouton and of a spine that have let go. */
static const float FADED = 0.30f, STUB = 0.55f;

enum { HEAD_RINGS = 30, BOUTON_RINGS = 32 };

static void make_inks(const struct synapse *s, const struct palette *palette, struct inks *inks)
{
    const float(*light)[3] = palette->linear;
    inks->day = palette->day;
    memcpy(inks->ground, light[PALETTE_BACKDROP], sizeof inks->ground);
    memcpy(inks->rest, light[PALETTE_REST], sizeof inks->rest);
    memcpy(inks->text, light[PALETTE_TEXT], sizeof inks->text);
    memcpy(inks->ketamine, light[PALETTE_KETAMINE], sizeof inks->ketamine);
    memcpy(inks->gold, light[PALETTE_BDNF], sizeof inks->gold);
    scene_colour_mix(inks->rest, light[PALETTE_PATH], s->worn, inks->own);
    scene_colour_mix(inks->own, light[PALETTE_NEW], s->teal, inks->own);
    scene_colour_mix(inks->rest, inks->text, 0.25f, inks->pale);
}

void draw_to_world(const struct synapse *s, const float at[3], float out[3])
{
    for (int k = 0; k < 3; k++)
        out[k] = s->contact[k] + SYNAPSE_MM * at[k];
}

void draw_ring(const struct draw *d, struct plan_shell *shell, uint32_t i, float x, float y,
               float z, float radius, float share)
{
    struct plan_ring *r = &d->plan->rings[shell->first + i];
    draw_to_world(d->s, (float[3]){x, y, z}, r->centre);
    r->radius = SYNAPSE_MM * radius;
    r->share = share;
}

void draw_skin(struct plan_shell *shell, const float fill[3], float cover, const float rim[3],
               float edge, float sheen)
{
    memcpy(shell->fill, fill, 3 * sizeof(float));
    memcpy(shell->rim, rim, 3 * sizeof(float));
    shell->fill[3] = cover;
    shell->rim[3] = edge;
    shell->sheen = sheen;
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

/* A skin's own colour: of the cell's, more or less. On paper grey would turn it to mud. */
static void skin_tone(const struct draw *d, float own, float out[3])
{
    float day = d->inks.day;
    scene_colour_mix(d->inks.rest, d->inks.own, scene_mix(own, own > 0.5f ? 1.0f : 0.1f, day), out);
}

/* Behind its contents a skin is a dim wall; before them, a bright edge. On paper the wall is a
 * glaze, as thin ink is (shaders/ribbon/ribbon.vert). */
static void wall(const struct draw *d, struct plan_shell *shell, const float tone[3], bool front,
                 float there)
{
    float fill[3], glaze[3], share = d->share * there;
    for (int k = 0; k < 3; k++)
        glaze[k] = scene_mix(tone[k], powf(fmaxf(tone[k], 0.0f), 0.42f), d->inks.day);
    scene_colour_mix(d->inks.ground, glaze, front ? 0.7f : scene_mix(0.13f, 0.60f, d->inks.day),
                     fill);
    if (front)
        draw_skin(shell, fill, 0.03f * share, tone, 0.70f * share, 0.05f);
    else
        draw_skin(shell, fill, 0.86f * share, tone, 0.95f * share, 0.0f);
}

static void draw_bouton(const struct draw *d, bool front)
{
    const struct synapse *s = d->s;
    struct plan_shell *shell = plan_shell(d->plan, BOUTON_RINGS);
    if (!shell)
        return;
    float tone[3], radius = synapse_bouton(s), axon = 0.15f;
    skin_tone(d, 0.45f, tone);
    wall(d, shell, tone, front, scene_mix(FADED, 1.0f, s->life));
    float held = scene_smoothstep(0.0f, 1.0f, s->life);
    float low = scene_mix(0.12f, 0.22f, held), high = scene_mix(0.34f, 0.60f, held), middle = SHAPE_MOUTH + low + synapse_away(s);
    uint32_t n = 0;
    for (int i = 0; i <= 8; i++) {
        float turn = quarter(i, 8);
        draw_ring(d, shell, n++, 0, middle - low * cosf(turn), 0, radius * power(sinf(turn), 0.40f),
                  1);
    }
    for (int i = 1; i <= 12; i++) {
        float turn = quarter(i, 12);
        float r = axon + (radius - axon) * power(cosf(turn), 1.1f);
        draw_ring(d, shell, n++, 0, middle + high * sinf(turn), 0, r, 1);
    }
    float from = middle + high;
    for (int i = 1; n < BOUTON_RINGS; i++) {
        float t = (float)i / (float)(BOUTON_RINGS - 21);
        draw_ring(d, shell, n++, s->aside * 1.5f * t * t, from + 1.1f * t * (1.0f - 0.35f * t),
                  -0.5f * t, axon * (1.0f - 0.45f * t * t),
                  1.0f - scene_smoothstep(0.10f, 1.0f, t));
    }
}

static void draw_dendrite(const struct draw *d)
{
    struct plan_shell *shell = plan_shell(d->plan, 9);
    if (!shell)
        return;
    float tone[3];
    skin_tone(d, 0.35f, tone);
    wall(d, shell, tone, false, 0.85f);
    for (uint32_t i = 0; i < 9; i++) {
        float t = (float)i / 4.0f - 1.0f;
        draw_ring(d, shell, i, 3.1f * t, SHAPE_ROOT - 0.27f - 0.10f * t * t, -0.1f, 0.30f,
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
    skin_tone(d, 0.85f, tone);
    wall(d, shell, tone, front, scene_mix(STUB, 1.0f, scene_smoothstep(0.0f, 0.6f, s->life)));
    uint32_t n = 0;
    for (int i = 0; i <= 8; i++) {
        float turn = quarter(i, 8);
        draw_ring(d, shell, n++, shape.lean, shape.middle + shape.above * cosf(turn), 0,
                  shape.radius * power(sinf(turn), SHAPE_FLAT), 1);
    }
    for (int i = 1; i <= 12; i++) {
        float turn = quarter(i, 12);
        float r = shape.neck + (shape.radius - shape.neck) * power(cosf(turn), 1.15f);
        draw_ring(d, shell, n++, shape.lean, shape.middle - shape.below * sinf(turn), 0, r, 1);
    }
    float from = shape.middle - shape.below;
    for (int i = 1; n < HEAD_RINGS; i++) {
        float t = (float)i / (float)(HEAD_RINGS - 21);
        float flare = scene_smoothstep(0.45f, 1.0f, t);
        draw_ring(d, shell, n++, shape.lean * (1.0f - t), scene_mix(from, SHAPE_ROOT - 0.06f, t), 0,
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
        draw_skin(shell, tone, 0.34f * d->share * grown, tone, 0.10f * d->share * grown, 0.0f);
        for (uint32_t i = 0; i < 9; i++) {
            float t = (float)i / 4.0f - 1.0f;
            float y = side ? SHAPE_MOUTH + 0.035f + synapse_away(s)
                           : synapse_skin(s, fabsf(t) * half) - 0.055f;
            draw_ring(d, shell, i, t * half, y, 0, 0.035f * sqrtf(fmaxf(1.0f - t * t, 0.0f)), 1);
        }
    }
}

/* A quiet light behind the cleft, so that the eye goes there first. */
static void draw_light(const struct draw *d)
{
    struct plan_ribbon *ribbon = plan_ribbon(d->plan);
    if (!ribbon)
        return;
    for (int i = 0; i < 4; i++)
        draw_to_world(d->s, (float[3]){1.6f * ((float)i / 1.5f - 1.0f), 0.0f, -0.8f}, ribbon->p[i]);
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
        draw_to_world(s, (float[3]){half * (2.0f * (float)i / 3.0f - 1.0f), y, 0}, ribbon->p[i]);
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
    struct draw d = {.s = synapse, .plan = plan, .share = synapse_drawn(synapse), .calm = calm};
    if (d.share <= 0.0f)
        return;
    make_inks(synapse, palette, &d.inks);
    uint32_t ribbon = plan->n_ribbons, shell = plan->n_shells;
    draw_light(&d);
    plan_close(plan, PLAN_PASS_PULSES, ribbon, plan->n_ribbons);
    draw_dendrite(&d);
    draw_bouton(&d, false);
    draw_spine(&d, false);
    draw_plates(&d);
    plan_close(plan, PLAN_PASS_SHELLS, shell, plan->n_shells);

    uint32_t bodies = plan->n_bodies;
    ribbon = plan->n_ribbons;
    draw_current(&d);
    plan_close(plan, PLAN_PASS_PULSES, ribbon, plan->n_ribbons);
    draw_vesicles(&d);
    plan_close(plan, PLAN_PASS_BODIES, bodies, plan->n_bodies);

    shell = plan->n_shells;
    draw_bouton(&d, true);
    draw_spine(&d, true);
    draw_receptors(&d);
    plan_close(plan, PLAN_PASS_SHELLS, shell, plan->n_shells);

    bodies = plan->n_bodies;
    draw_ions(&d);
    draw_grains(&d);
    draw_gold(&d);
    plan_close(plan, PLAN_PASS_BODIES, bodies, plan->n_bodies);
}
