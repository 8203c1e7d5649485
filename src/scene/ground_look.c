#include "scene/ground_look.h"

#include <math.h>
#include <string.h>

#include "scene/maths.h"

/* Of one theme and one material, linear. */
struct ground_look {
    float lit[3], shade[3]; /* by full moon or sun; by the sky alone */
    float path, fresh;      /* brightness of the colours of tracks */
};

struct air_look {
    float horizon[3], zenith[3];
    float bloom, stars, ink;
    float mist_mm[2]; /* from the middle, where the fog begins and is full */
};

static const struct ground_look LOOKS[PALETTE_THEMES][2] = {
    [PALETTE_NIGHT] = {{{0.046f, 0.064f, 0.102f}, {0.008f, 0.015f, 0.036f}, 0.62f, 0.55f},
                       {{0.0115f, 0.0205f, 0.0225f}, {0.0022f, 0.0045f, 0.0085f}, 0.55f, 0.55f}},
    [PALETTE_DAY] = {{{1.30f, 1.26f, 1.18f}, {0.42f, 0.52f, 0.72f}, 0.90f, 0.90f},
                     {{0.62f, 0.56f, 0.42f}, {0.20f, 0.24f, 0.26f}, 0.90f, 0.90f}},
};

/* Over snow, and between trees, where mist hangs. */
static const struct air_look AIR[PALETTE_THEMES][2] = {
    [PALETTE_NIGHT] =
        {{{0.026f, 0.040f, 0.080f}, {0.004f, 0.006f, 0.018f}, 0.45f, 1.0f, 0.0f, {10.0f, 300.0f}},
         {{0.040f, 0.066f, 0.088f}, {0.007f, 0.013f, 0.026f}, 0.55f, 0.6f, 0.0f, {-8.0f, 150.0f}}},
    [PALETTE_DAY] =
        {{{0.86f, 0.88f, 0.90f}, {0.62f, 0.74f, 0.92f}, 0.10f, 0.0f, 1.0f, {10.0f, 420.0f}},
         {{0.82f, 0.85f, 0.82f}, {0.64f, 0.74f, 0.84f}, 0.10f, 0.0f, 1.0f, {-8.0f, 135.0f}}},
};

/* Structs of numbers alone, between night and day. */
static void between(const void *night, const void *day, float share, size_t size, void *out)
{
    const float *a = night, *b = day;
    float *to = out;
    for (size_t i = 0; i < size / sizeof *to; i++)
        to[i] = scene_mix(a[i], b[i], share);
}

static void looks_between(float day, float material, struct ground_look look[2],
                          struct air_look *air)
{
    struct air_look airs[2];
    between(LOOKS[PALETTE_NIGHT], LOOKS[PALETTE_DAY], day, sizeof LOOKS[0], look);
    between(AIR[PALETTE_NIGHT], AIR[PALETTE_DAY], day, sizeof AIR[0], airs);
    between(&airs[0], &airs[1], material, sizeof *air, air);
}

static void set_air(const struct air_look *air, float distance_mm, float share, struct plan *plan)
{
    scene_colour_mix(plan->backdrop[0], air->zenith, share, plan->backdrop[0]);
    scene_colour_mix(plan->backdrop[1], air->horizon, share, plan->backdrop[1]);
    scene_colour_mix(plan->fog, air->horizon, share, plan->fog);
    for (int k = 0; k < 2; k++)
        plan->fog_range_mm[k] =
            scene_mix(plan->fog_range_mm[k], distance_mm + air->mist_mm[k], share);
    plan->bloom = scene_mix(plan->bloom, air->bloom, share);
    plan->ink *= 1.0f - share; /* ground is no paper: what stands on it is as dark as it is */
}

bool ground_draw(const struct ground *ground, const struct surroundings *around,
                 const struct palette *palette, float distance_mm, float opacity, float material,
                 struct plan *plan)
{
    struct plan_ground *to = &plan->ground;
    if (!ground_fields(ground, to) || !plan_pass(plan, PLAN_PASS_GROUND))
        return false;
    struct ground_look look[2];
    struct air_look air;
    looks_between(palette->day, material, look, &air);
    set_air(&air, distance_mm, opacity, plan);
    to->opacity = opacity;
    to->material = material;
    to->wet = ground->wet;
    to->ink = air.ink;
    to->stars = air.stars;
    scene_colour_mix(look[0].lit, look[1].lit, material, to->lit);
    scene_colour_mix(look[0].shade, look[1].shade, material, to->shade);
    memcpy(to->sky[0], air.horizon, sizeof to->sky[0]);
    memcpy(to->sky[1], air.zenith, sizeof to->sky[1]);
    const float *ketamine = palette->linear[PALETTE_KETAMINE];
    float path = scene_mix(look[0].path, look[1].path, material);
    float fresh = scene_mix(look[0].fresh, look[1].fresh, material);
    for (int k = 0; k < 3; k++) {
        to->path[k] = path * palette->linear[PALETTE_PATH][k];
        to->fresh[k] = fresh * palette->linear[PALETTE_NEW][k];
        /* By night the drug's tint is a light in the sky, by day it colours the light there is. */
        to->aurora[k] = 0.16f * (1.0f - air.ink) * around->occupancy * ketamine[k];
        to->sheen[k] = (1.6f + 0.4f * air.ink) * air.horizon[k] + 0.9f * to->aurora[k];
        float kept = ketamine[k] / fmaxf(fmaxf(ketamine[0], ketamine[1]), ketamine[2]);
        for (int i = 0; i < 2; i++)
            to->sky[i][k] *= 1.0f - 0.75f * air.ink * around->occupancy * (1.0f - kept);
    }
    return true;
}

void ground_light(const struct ground *ground, const float at[2], float radius_mm,
                  const float colour[3], struct plan *plan)
{
    /* One soft ribbon has corners; three across each other have none that show. */
    static const float ALONG[3][2] = {{1.0f, 0.0f}, {0.5f, 0.866f}, {-0.5f, 0.866f}};
    float height = ground_height(ground, at[0], at[1]);
    for (int n = 0; n < 3; n++) {
        struct plan_ribbon *ribbon = plan_ribbon(plan);
        if (!ribbon)
            return;
        for (int i = 0; i < 4; i++) {
            float along = radius_mm * (2.0f * (float)i / 3.0f - 1.0f);
            for (int k = 0; k < 2; k++)
                ribbon->p[i][k] = at[k] + along * ALONG[n][k];
            ribbon->p[i][2] = height;
        }
        ribbon->radius[0] = ribbon->radius[1] = 0.62f * radius_mm;
        ribbon->range[1] = 1.0f;
        for (int k = 0; k < 3; k++)
            ribbon->colour[k] = 0.4f * colour[k];
        ribbon->opacity = 1.0f;
        ribbon->soft = 1.0f;
    }
}

void ground_inks(const struct palette *palette, struct ground_inks *inks)
{
    static const float DARK[PALETTE_THEMES][3] = {
        [PALETTE_NIGHT] = {0.004f, 0.006f, 0.013f}, [PALETTE_DAY] = {0.035f, 0.050f, 0.085f}};
    struct ground_look look[2];
    struct air_look air;
    looks_between(palette->day, 0.0f, look, &air);
    scene_colour_mix(DARK[PALETTE_NIGHT], DARK[PALETTE_DAY], palette->day, inks->dark);
    for (int k = 0; k < 3; k++)
        inks->bright[k] = 1.6f * look[0].lit[k];
    inks->night = 1.0f - air.ink;
}
