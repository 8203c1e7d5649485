/* Dark firs in the mist at the rim of the forest. Scenery, as the hills are. */
#include <math.h>
#include <string.h>

#include "scene/forest.h"
#include "scene/maths.h"

enum { FIRS = 96, TIERS = 3 };

static const float NEAR_MM = 54.0f, FAR_MM = 128.0f; /* from the middle */
static const float WIDE = 1.30f;                     /* that much further to the sides */
static const float HIGH_MM[2] = {9.0f, 16.0f};
static const float BROAD = 0.17f; /* half the width of the lowest branches, of the height */
static const float DARK[PALETTE_THEMES][3] = {[PALETTE_NIGHT] = {0.0035f, 0.0075f, 0.0110f},
                                              [PALETTE_DAY] = {0.090f, 0.150f, 0.120f}};

/* One cone over the other, each narrower. */
static void draw_fir(const float foot[3], float high, const float colour[3], struct plan *plan)
{
    for (int tier = 0; tier < TIERS; tier++) {
        struct plan_ribbon *ribbon = plan_ribbon(plan);
        if (!ribbon)
            return;
        float from = high * 0.26f * (float)tier, to = high * (0.50f + 0.25f * (float)tier);
        for (int i = 0; i < 4; i++) {
            memcpy(ribbon->p[i], foot, sizeof ribbon->p[i]);
            ribbon->p[i][2] += scene_mix(from, to, (float)i / 3.0f);
        }
        ribbon->radius[0] = high * BROAD * (1.0f - 0.27f * (float)tier);
        ribbon->radius[1] = 0.02f;
        ribbon->range[1] = 1.0f;
        ribbon->joined = 1;
        memcpy(ribbon->colour, colour, sizeof ribbon->colour);
        ribbon->opacity = 1.0f;
    }
}

void forest_draw_firs(const struct ground *ground, const struct palette *palette,
                      struct plan *plan)
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
