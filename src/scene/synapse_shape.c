/* Where the parts of a synapse are, in units about the contact. */
#include <math.h>
#include <string.h>

#include "scene/maths.h"
#include "scene/synapse.h"
#include "scene/synapse_shape.h"

static const float SHRUNK = 0.40f; /* of a bouton that has let go */
static const float AWAY = 0.42f;   /* how far it has drawn back then */
static const float LANE = 0.20f; /* receptors stand in two rows, this far before and behind */

float synapse_head(const struct synapse *s)
{
    /* The disc that receptors stand on grows with them (Harris & Stevens 1989). */
    float spine = sqrtf(0.46f + 1.14f * s->ampa);
    float life = 0.35f + 0.65f * scene_smoothstep(0.0f, 1.0f, s->life);
    return scene_mix(0.07f, spine, scene_smoothstep(0.0f, 1.0f, s->spine)) * life;
}

/* A spine that lets go sinks back into its dendrite, where little more than a bump is left. */
float synapse_top(const struct synapse *s)
{
    float there = scene_smoothstep(0.0f, 1.0f, s->spine);
    return scene_mix(scene_mix(SHAPE_ROOT + 0.20f, -0.50f, s->life), SHAPE_TOP,
                     there * scene_smoothstep(0.0f, 1.0f, s->life));
}

/* And so does the bouton: it shrinks to a thickening of its axon. */
float synapse_bouton(const struct synapse *s)
{
    float held = scene_mix(SHRUNK, 1.0f, scene_smoothstep(0.0f, 1.0f, s->life));
    return (0.36f + 0.72f * fmaxf(synapse_head(s), 0.60f)) * held;
}

float synapse_away(const struct synapse *s)
{
    return AWAY * (1.0f - scene_smoothstep(0.0f, 1.0f, s->life));
}

void synapse_head_shape(const struct synapse *s, struct head_shape *shape)
{
    shape->radius = synapse_head(s);
    shape->above = fminf(0.20f, 0.9f * shape->radius);
    shape->below = (0.16f + 0.28f * shape->radius) * (0.4f + 0.6f * s->spine);
    shape->middle = synapse_top(s) - shape->above;
    shape->neck = fminf(0.105f, 0.9f * shape->radius);
    float feels = 1.0f - s->spine;
    shape->lean = 0.10f * feels * (float)sin(0.7 * s->time_s);
}

float synapse_skin(const struct synapse *s, float r)
{
    struct head_shape shape;
    synapse_head_shape(s, &shape);
    float of = scene_clamp(r / shape.radius, 0.0f, 1.0f);
    float sine = powf(of, 1.0f / SHAPE_FLAT);
    return shape.middle + shape.above * sqrtf(fmaxf(1.0f - sine * sine, 0.0f));
}

static void on_skin(const struct synapse *s, float x, float z, float at[3])
{
    at[0] = x;
    at[1] = synapse_skin(s, hypotf(x, 0.6f * z));
    at[2] = z;
}

void synapse_nmda_at(const struct synapse *s, int i, float at[3])
{
    float squeeze = fminf(1.0f, synapse_head(s) / 0.66f);
    on_skin(s, ((float)i - 3.5f) * 0.152f * squeeze, i & 1 ? -LANE : LANE, at);
}

static void ampa_slot(const struct synapse *s, int i, float at[3])
{
    float side = i & 1 ? 1.0f : -1.0f;
    int k = i / 2;
    on_skin(s, side * (0.68f + 0.074f * (float)k), (k + (i & 1)) & 1 ? -LANE : LANE, at);
}

void synapse_ampa_at(const struct synapse *s, int i, float at[3])
{
    const struct synapse_ampa *receptor = &s->receptor[i];
    float slot[3];
    ampa_slot(s, i, slot);
    memcpy(at, slot, sizeof slot);
    if (receptor->dock >= 1.0f)
        return;
    float t = scene_smoothstep(0.0f, 1.0f, receptor->dock);
    if (receptor->leaving) {
        at[0] += (slot[0] < 0.0f ? -0.22f : 0.22f) * (1.0f - t);
        at[1] -= 0.30f * (1.0f - t);
        return;
    }
    /* Up the neck, through the head, to its place from below. */
    float way[4][3] = {{0.0f, SHAPE_ROOT, 0.0f},
                       {0.0f, slot[1] - 0.55f, 0.0f},
                       {slot[0], slot[1] - 0.50f, slot[2]},
                       {slot[0], slot[1], slot[2]}};
    for (int k = 0; k < 3; k++)
        at[k] = scene_bezier(way[0][k], way[1][k], way[2][k], way[3][k], t);
}

void synapse_docked_at(const struct synapse *s, int i, float at[3])
{
    float apart = 0.19f * fminf(synapse_bouton(s), 1.0f);
    at[0] = ((float)i - 3.5f) * apart;
    at[1] = SHAPE_MOUTH + 0.105f + synapse_away(s);
    at[2] = i & 1 ? -0.14f : 0.10f;
}

void synapse_grain_at(const struct synapse *s, const struct synapse_release *r, uint32_t grain,
                      bool calm, float at[3], float *shown)
{
    float from[3];
    synapse_docked_at(s, r->docked, from);
    float late = 0.35f + 0.35f * scene_unit(r->salt, 730u + grain);
    float age = r->age_s - late, t = scene_clamp(age / 2.2f, 0.0f, 1.0f);
    /* Spreading by chance goes as the root of time; begun softly. */
    float spread = sqrtf(t) * scene_smoothstep(0.0f, 0.25f, t);
    if (calm)
        spread = 0.7f;
    float turn = 6.2832f * scene_unit(r->salt, 760u + grain);
    float reach = 0.15f + 0.40f * scene_unit(r->salt, 790u + grain);
    float floor_y = synapse_skin(s, 0.0f) + 0.06f, top = SHAPE_MOUTH - 0.02f;
    at[0] = from[0] + spread * reach * cosf(turn);
    at[2] = from[2] + spread * 0.6f * reach * sinf(turn);
    at[1] = scene_mix(top, floor_y + 0.10f * scene_unit(r->salt, 820u + grain),
                      calm ? 0.6f : scene_smoothstep(0.0f, 0.35f, t));
    *shown = scene_smoothstep(0.0f, 0.30f, age) * (1.0f - scene_smoothstep(0.45f, 1.0f, t));
}

/* Of the first pore that holds it, or -1. */
static int first_pore(const struct synapse *s, bool ketamine)
{
    for (int i = SYNAPSE_NMDA - 1; i >= 0 && s->nmda_n > 0; i--) {
        const struct synapse_nmda *c = &s->channel[i];
        if (ketamine ? c->plug > 0.6f : c->out < 0.4f && c->plug < 0.1f)
            return i;
    }
    return -1;
}

static bool pore_at(const struct synapse *s, bool ketamine, float at[3])
{
    int i = first_pore(s, ketamine);
    synapse_nmda_at(s, i < 0 ? 0 : i, at);
    at[1] += ketamine ? SHAPE_PLUG : SHAPE_ION;
    return i >= 0;
}

void synapse_mark_at(const struct synapse *s, enum scene_part part, float at[3], bool *there)
{
    float head = synapse_head(s), bouton = synapse_bouton(s);
    bool held = s->nmda_n > 0;
    *there = true;
    switch (part) {
    case SCENE_NMDA:
        synapse_nmda_at(s, 0, at);
        at[1] -= 0.16f;
        *there = held;
        break;
    case SCENE_KETAMINE:
        *there = pore_at(s, true, at) && held;
        break;
    case SCENE_MAGNESIUM:
        *there = pore_at(s, false, at) && held;
        break;
    case SCENE_AMPA:
        ampa_slot(s, 1, at);
        at[1] += 0.05f;
        *there = s->ampa_n > 1;
        break;
    case SCENE_VESICLES:
        memcpy(at, (float[3]){-0.45f * bouton, 0.56f + synapse_away(s), 0.1f}, 3 * sizeof *at);
        *there = s->life > 0.25f;
        break;
    case SCENE_GLUTAMATE:
        memcpy(at, (float[3]){0.30f * head, 0.06f, 0.2f}, 3 * sizeof *at);
        *there = held;
        break;
    case SCENE_BDNF:
        memcpy(at, (float[3]){0.80f * head, 0.10f, 0.2f}, 3 * sizeof *at);
        *there = s->bdnf > 0.06f;
        break;
    default: {
        struct head_shape shape;
        synapse_head_shape(s, &shape);
        memcpy(at, (float[3]){-0.55f * head, shape.middle - 0.30f * shape.below, 0.2f},
               3 * sizeof *at);
        *there = s->life > 0.25f;
        break;
    }
    }
}
