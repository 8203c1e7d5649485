/* Dark firs at the rim of the forest, and mist between them. Scenery, as the hills are. */
#include <math.h>
#include <string.h>

#include "scene/forest.h"
#include "scene/maths.h"

enum { FIRS = 72, TIERS = 2, BANKS = 4 };

static const float NEAR_MM = 54.0f, FAR_MM = 128.0f; /* from the middle */
static const float WIDE = 1.30f;                     /* that much further to the sides */
static const float HIGH_MM[2] = {9.0f, 16.0f};
static const float BROAD = 0.17f; /* half the width of the lowest branches, of the height */
static const float DARK[PALETTE_THEMES][3] = {
    [PALETTE_NIGHT] = {0.0035f, 0.0075f, 0.0110f}, [PALETTE_DAY] = {0.090f, 0.150f, 0.120f}};

static const float MIST_MM[2] = {14.0f, 86.0f}; /* how far behind the middle it lies */
static const float MIST_DRIFT_MM = 9.0f, MIST_DRIFT_S = 90.0f, MIST_LIGHT = 1.0f;
static const float MIST[3] = {0.022f, 0.036f, 0.048f};

/* One cone over the other, each narrower. */
static void draw_fir(const float foot[3], float high, const float colour[3], struct plan *plan)
{
    for (int tier = 0; tier < TIERS; tier++) {
        struct plan_ribbon *ribbon = plan_ribbon(plan);
        if (!ribbon)
            return;
        float from = high * 0.34f * (float)tier, to = high * (0.66f + 0.34f * (float)tier);
        for (int i = 0; i < 4; i++) {
            memcpy(ribbon->p[i], foot, sizeof ribbon->p[i]);
            ribbon->p[i][2] += scene_mix(from, to, (float)i / 3.0f);
        }
        ribbon->radius[0] = high * BROAD * (1.0f - 0.34f * (float)tier);
        ribbon->radius[1] = 0.02f;
        ribbon->range[1] = 1.0f;
        ribbon->joined = 1;
        memcpy(ribbon->colour, colour, sizeof ribbon->colour);
        ribbon->opacity = 1.0f;
    }
}

static void draw_firs(const struct ground *ground, const struct palette *palette, struct plan *plan)
{
    float dark[3];
    scene_colour_mix(DARK[PALETTE_NIGHT], DARK[PALETTE_DAY], palette->day, dark);
    for (uint32_t i = 0; i < FIRS; i++) {
        /* The far ones first, and none before the wood. */
        float away = scene_mix(FAR_MM, NEAR_MM, ((float)i + scene_unit(i, 940u)) / (float)FIRS);
        float angle = scene_mix(-0.10f, 3.24f, scene_unit(i, 941u)), foot[3];
        foot[0] = WIDE * away * cosf(angle);
        foot[1] = away * sinf(angle);
        foot[2] = ground_height(ground, foot[0], foot[1]) - 0.5f;
        draw_fir(foot, scene_mix(HIGH_MM[0], HIGH_MM[1], scene_unit(i, 942u)), dark, plan);
    }
}

/* Long low banks of mist that lie across the view, the moon in them, drifting to and fro. */
static void draw_mist(const struct ground *ground, const struct palette *palette, double wind_s,
                      struct plan *plan)
{
    float light = scene_mix(MIST_LIGHT, 0.0f, palette->day);
    for (uint32_t i = 0; i < BANKS && light > 0.001f; i++) {
        struct plan_ribbon *bank = plan_ribbon(plan);
        if (!bank)
            return;
        float y = scene_mix(MIST_MM[1], MIST_MM[0], (float)i / (float)(BANKS - 1));
        float pace = 0.5f + scene_unit(i, 951u);
        double turn = fmod((double)pace * wind_s / (double)MIST_DRIFT_S, 1.0);
        float drift = MIST_DRIFT_MM * (float)sin(6.2831853 * turn);
        float x = 30.0f * scene_spread(i, 952u) + drift, wide = 55.0f + 35.0f * scene_unit(i, 953u);
        for (int k = 0; k < 4; k++) {
            float along = (float)k / 1.5f - 1.0f;
            bank->p[k][0] = x + wide * along;
            bank->p[k][1] = y + 3.0f * scene_spread(i, 954u + (uint32_t)k);
            bank->p[k][2] = ground_height(ground, x, y) + 2.5f;
        }
        bank->radius[0] = bank->radius[1] = 6.0f + 3.0f * scene_unit(i, 960u);
        bank->range[1] = 1.0f;
        for (int k = 0; k < 3; k++)
            bank->colour[k] = light * MIST[k];
        bank->opacity = 1.0f;
        bank->soft = 1.0f;
    }
}

void forest_draw_rim(const struct ground *ground, const struct palette *palette, double wind_s,
                     struct plan *plan)
{
    uint32_t first = plan->n_ribbons;
    draw_firs(ground, palette, plan);
    plan_close(plan, PLAN_PASS_RIBBONS, first, plan->n_ribbons);
    first = plan->n_ribbons;
    draw_mist(ground, palette, wind_s, plan);
    plan_close(plan, PLAN_PASS_PULSES, first, plan->n_ribbons);
}
