#include "scene/snow.h"

#include <math.h>
#include <string.h>

#include "scene/beads.h"
#include "scene/flakes.h"
#include "scene/glints.h"
#include "scene/ground_look.h"
#include "scene/maths.h"

static const float POOL_MM = 8.0f, POST_MM = 2.3f, LAMP_MM = 0.42f;
static const float POST_ASIDE_MM = 4.4f;
static const float DAY_GLINT = 0.8f; /* brightness of glints by day, over that by night */

void snow_init(struct snow *snow)
{
    memset(snow, 0, sizeof *snow);
    walkers_init(&snow->walkers);
}

void snow_observe(struct snow *snow, const struct ways *ways, const struct model_snapshot *snapshot)
{
    walkers_observe(&snow->walkers, ways, snapshot);
}

void snow_animate(struct snow *snow, const struct ground *ground, const struct ways *ways,
                  const struct palette *palette, float dt_s, bool calm)
{
    snow->calm = calm;
    if (!calm)
        snow->wind_s += (double)dt_s;
    walkers_animate(&snow->walkers, ways, palette, &snow->prints, dt_s);
    footprints_animate(&snow->prints, ground->wet, dt_s);
}

/* Amber on the trodden loop, teal where much is new, else as pale as the snow. */
static void lamp_colour(const struct ways *ways, uint32_t place, const struct palette *palette,
                        float colour[3])
{
    bool worn = ways->on_loop[place];
    float fresh = scene_smoothstep(worn ? 0.60f : 0.05f, worn ? 0.75f : 0.35f, ways->fresh[place]);
    const float *plain = palette->linear[worn ? PALETTE_PATH : PALETTE_TEXT];
    for (int k = 0; k < 3; k++)
        colour[k] =
            scene_mix((worn ? 1.0f : 0.5f) * plain[k], palette->linear[PALETTE_NEW][k], fresh);
}

/* Way from a place on which the tracks of named ways leave most room, best on the far side. */
static void way_aside(const struct ways *ways, uint32_t place, float aside[2])
{
    enum { DIRECTIONS = 16 };
    float best = -1e9f;
    for (int i = 0; i < DIRECTIONS; i++) {
        float turn = 6.2831853f * (float)i / (float)DIRECTIONS;
        float way[2] = {cosf(turn), sinf(turn)}, nearest = 1.0f;
        for (uint32_t other = 0; other < ways->n_places; other++) {
            const struct way *out = &ways->way[place][other], *in = &ways->way[other][place];
            for (int side = 0; side < 2 && other != place; side++) {
                const float *to = side ? in->centre[2] : out->centre[1];
                float along[3] = {to[0] - ways->place[place][0], to[1] - ways->place[place][1]};
                scene_unit_vector(along);
                float clear = 1.0f - along[0] * way[0] - along[1] * way[1];
                if ((side ? in : out)->drawn)
                    nearest = fminf(nearest, clear);
            }
        }
        float room = nearest + 0.15f * way[1];
        if (room > best) {
            best = room;
            memcpy(aside, way, sizeof way);
        }
    }
}

static void lamp_foot(const struct ways *ways, const struct ground *ground, uint32_t place,
                      float foot[3])
{
    float aside[2] = {0.0f, 1.0f};
    way_aside(ways, place, aside);
    for (int k = 0; k < 2; k++)
        foot[k] = ways->place[place][k] + POST_ASIDE_MM * aside[k];
    foot[2] = ground_height(ground, foot[0], foot[1]);
}

void snow_lamp(const struct ways *ways, const struct ground *ground, uint32_t place,
               float foot[3], float light[3])
{
    lamp_foot(ways, ground, place, foot);
    memcpy(light, foot, 3 * sizeof *foot);
    light[2] += POST_MM + 0.6f * LAMP_MM;
}

/* The light of a place's lamp on the snow: brighter while the place is active. */
static void draw_pools(const struct ways *ways, const struct ground *ground,
                       const float *place_glow, const struct palette *palette, float night,
                       struct plan *plan)
{
    for (uint32_t a = 0; a < ways->n_places; a++) {
        float light = night * (0.035f + 0.24f * place_glow[a]), colour[3];
        lamp_colour(ways, a, palette, colour);
        for (int k = 0; k < 3; k++)
            colour[k] *= light;
        if (light > 0.004f)
            ground_light(ground, ways->place[a], POOL_MM, colour, plan);
    }
}

static void draw_posts(const struct ways *ways, const struct ground *ground,
                       const struct ground_inks *inks, struct plan *plan)
{
    for (uint32_t a = 0; a < ways->n_places; a++) {
        struct plan_ribbon *post = plan_ribbon(plan);
        float foot[3];
        if (!post)
            return;
        lamp_foot(ways, ground, a, foot);
        for (int i = 0; i < 4; i++) {
            memcpy(post->p[i], foot, sizeof post->p[i]);
            post->p[i][2] += POST_MM * (float)i / 3.0f;
        }
        post->radius[0] = post->radius[1] = 0.13f;
        post->range[1] = 1.0f;
        memcpy(post->colour, inks->dark, sizeof post->colour);
        post->opacity = 1.0f;
    }
}

static void draw_lamps(const struct ways *ways, const struct ground *ground,
                       const float *place_glow, const struct palette *palette,
                       const struct ground_inks *inks, struct plan *plan)
{
    for (uint32_t a = 0; a < ways->n_places; a++) {
        struct plan_body *lamp = plan_body(plan);
        if (!lamp)
            return;
        float foot[3];
        snow_lamp(ways, ground, a, foot, lamp->centre);
        lamp->radius = LAMP_MM;
        lamp_colour(ways, a, palette, lamp->colour);
        lamp->glow = scene_mix(0.60f, 0.35f + 1.3f * place_glow[a], inks->night);
        lamp->opacity = 1.0f;
        lamp->halo = 8.0f * inks->night;
    }
}

/* The ring about a cued place, laid on the ground. */
static void draw_cue(const struct surroundings *around, const struct ground *ground,
                     const struct palette *palette, struct plan *plan)
{
    uint32_t first = plan->n_ribbons;
    surroundings_draw_cue(around, palette, plan);
    for (uint32_t i = first; i < plan->n_ribbons; i++) {
        struct plan_ribbon *arc = &plan->ribbons[i];
        for (int k = 0; k < 4; k++)
            arc->p[k][2] = ground_height(ground, arc->p[k][0], arc->p[k][1]) + 0.1f;
    }
}

void snow_draw(const struct snow *snow, const struct ground *ground, const struct ways *ways,
               const struct pulses *pulses, const struct surroundings *around,
               const float *place_glow, const struct palette *palette, float share,
               float snowing, struct plan *plan)
{
    struct ground_inks inks;
    ground_inks(palette, &inks);
    struct plan_mark mark = plan_mark(plan);
    uint32_t first = plan->n_ribbons, bodies = plan->n_bodies;
    draw_pools(ways, ground, place_glow, palette, inks.night, plan);
    walkers_draw_light(&snow->walkers, ground, &inks, plan);
    glints_draw(pulses, ways, ground, scene_mix(DAY_GLINT, 1.0f, inks.night), plan);
    plan_close(plan, PLAN_PASS_PULSES, first, plan->n_ribbons);

    first = plan->n_ribbons;
    footprints_draw(&snow->prints, ground, &inks, plan);
    draw_cue(around, ground, palette, plan);
    draw_posts(ways, ground, &inks, plan);
    plan_close(plan, PLAN_PASS_RIBBONS, first, plan->n_ribbons);

    draw_lamps(ways, ground, place_glow, palette, &inks, plan);
    beads_lay(ways, ground, palette, plan);
    walkers_draw_lanterns(&snow->walkers, ground, &inks, plan);
    plan_close(plan, PLAN_PASS_BODIES, bodies, plan->n_bodies);

    /* Figures stand dark before the light of their lanterns. */
    first = plan->n_ribbons;
    walkers_draw_figures(&snow->walkers, ground, &inks, snow->calm, plan);
    plan_close(plan, PLAN_PASS_RIBBONS, first, plan->n_ribbons);

    first = plan->n_ribbons;
    walkers_draw_sparks(&snow->walkers, ground, &inks, plan);
    if (share < 1.0f)
        plan_thin_out(plan, &mark, share);
    mark = plan_mark(plan);
    if (!snow->calm && snowing > 0.0f)
        flakes_draw(snow->wind_s, inks.night, 1.0f - snow->spared, &inks, plan);
    plan_close(plan, PLAN_PASS_PULSES, first, plan->n_ribbons);
    if (snowing < 1.0f)
        plan_thin_out(plan, &mark, snowing);
}
