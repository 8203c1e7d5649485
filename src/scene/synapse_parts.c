/* Parts of the close-up: vesicles, receptors, what sits in their pores, what drifts about. */
#include <math.h>
#include <string.h>

#include "scene/maths.h"
#include "scene/synapse_draw.h"
#include "scene/synapse_shape.h"

enum { VESICLES = 40, GOLD = 14 };

static void body(const struct draw *d, const float at[3], float radius, const float colour[3],
                 float glow, float opacity, float halo)
{
    if (opacity * d->share < 0.004f)
        return;
    struct plan_body *b = plan_body(d->plan);
    if (!b)
        return;
    draw_to_world(d->s, at, b->centre);
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

void draw_vesicles(const struct draw *d)
{
    const struct synapse *s = d->s;
    float bouton = synapse_bouton(s), there = scene_smoothstep(0.05f, 0.75f, s->life);
    float tone[3];
    scene_colour_mix(d->inks.pale, d->inks.ground, 0.15f, tone); /* the cleft is what to look at */
    scene_colour_mix(tone, d->inks.own, 0.25f * (1.0f - d->inks.day), tone);
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
        float at[3] = {wide * r * cosf(turn) + sway,
                       SHAPE_MOUTH + 0.25f + synapse_away(s) + 0.44f * lift,
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
    draw_skin(shell, colour, 0.96f * opacity * d->share, rim, 0.98f * opacity * d->share, 0.25f);
    for (uint32_t i = 0; i < 8; i++) {
        float y = FORM[i][0] * size[1];
        draw_ring(d, shell, i, at[0] + side * (apart + lean * fmaxf(y, 0.0f)), at[1] + y, at[2],
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

void draw_receptors(const struct draw *d)
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

void draw_ions(const struct draw *d)
{
    const struct synapse *s = d->s;
    float there = scene_smoothstep(0.7f, 1.0f, s->spine) * scene_smoothstep(0.4f, 0.9f, s->life);
    float grey[3];
    scene_colour_mix(d->inks.rest, d->inks.text, 0.75f, grey);
    for (int i = 0; i < SYNAPSE_NMDA && there > 0.0f; i++) {
        const struct synapse_nmda *c = &s->channel[i];
        float at[3], drift = scene_spread((uint32_t)i, 750u);
        synapse_nmda_at(s, i, at);
        float out = scene_smoothstep(0.0f, 1.0f, c->out),
              in = scene_smoothstep(0.0f, 1.0f, c->plug);
        float ion[3] = {at[0] + 0.10f * drift * out, at[1] + SHAPE_ION + 0.16f * out,
                        at[2] + 0.03f};
        body(d, ion, 0.034f, grey, 0.15f, there * (1.0f - out), 0.0f);
        /* Ketamine has two rings: two lobes, where magnesium is one ball. */
        for (int lobe = 0; lobe < 2; lobe++) {
            float plug[3] = {at[0] + 0.12f * drift * (1.0f - in), at[1] + 0.24f * (1.0f - in),
                             at[2] + 0.04f};
            plug[1] += SHAPE_PLUG + 0.072f * (float)lobe;
            plug[0] += lobe ? 0.012f : -0.008f;
            body(d, plug, lobe ? 0.042f : 0.050f, d->inks.ketamine, 0.20f,
                 there * scene_smoothstep(0.0f, 0.35f, c->plug), 2.6f);
        }
    }
}

void draw_grains(const struct draw *d)
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
void draw_gold(const struct draw *d)
{
    const struct synapse *s = d->s;
    float head = synapse_head(s);
    for (uint32_t i = 0; i < GOLD; i++) {
        float there = scene_clamp(20.0f * s->bdnf - (float)i, 0.0f, 1.0f) * s->life;
        if (there <= 0.0f)
            return;
        double turn = s->time_s / (10.0 + 5.0 * (double)scene_unit(i, 770u)) + (double)scene_unit(i, 780u);
        float t = (float)(turn - floor(turn)), side = i & 1 ? 1.0f : -1.0f;
        float out = 0.70f + 0.30f * scene_unit(i, 785u) + 0.10f * t;
        float at[3] = {side * head * out, -0.32f + 0.55f * t, 0.25f + 0.2f * scene_spread(i, 788u)};
        float shown = scene_smoothstep(0.0f, 0.2f, t) * (1.0f - scene_smoothstep(0.7f, 1.0f, t));
        body(d, at, 0.034f, d->inks.gold, 0.7f, there * shown, 3.0f);
    }
}
