#include "scene/footprints.h"

#include <string.h>

#include "scene/camera.h"
#include "scene/maths.h"

static const float FILL_S = 10.0f, PRESS_S = 0.25f;
static const float SOLE_MM[2] = {-0.10f, 0.40f}, HEEL_MM[2] = {-0.38f, -0.24f}; /* heel to toe */
static const float WIDE_MM = 0.17f;
static const float NEAR_PX = 17.0f; /* a mm: where a heel is seen apart from the sole */

void footprints_lay(struct footprints *prints, const float at[2], const float way[2])
{
    struct footprint *print = &prints->print[prints->next];
    prints->next = (prints->next + 1) % FOOTPRINTS_MAX;
    memcpy(print->at, at, sizeof print->at);
    memcpy(print->way, way, sizeof print->way);
    print->fresh = 1.0f;
    print->pressed = 0.0f;
}

void footprints_animate(struct footprints *prints, float wet, float dt_s)
{
    for (int i = 0; i < FOOTPRINTS_MAX; i++) {
        struct footprint *print = &prints->print[i];
        print->fresh = scene_approach(print->fresh, 0.0f, dt_s * (1.0f + wet) / FILL_S);
        print->pressed = scene_approach(print->pressed, 1.0f, dt_s / PRESS_S);
    }
}

/* A part of a mark: from `part[0]` to `part[1]` mm ahead, aside by `off` mm on the ground. */
static void half(struct plan *plan, const struct ground *ground, const struct footprint *print,
                 const float part[2], const float off[2], const float colour[3], float opacity)
{
    struct plan_ribbon *ribbon = plan_ribbon(plan);
    if (!ribbon)
        return;
    for (int i = 0; i < 4; i++) {
        float along = scene_mix(part[0], part[1], (float)i / 3.0f);
        for (int k = 0; k < 2; k++)
            ribbon->p[i][k] = print->at[k] + off[k] + along * print->way[k];
        ribbon->p[i][2] = ground_height(ground, ribbon->p[i][0], ribbon->p[i][1]) + 0.02f;
    }
    ribbon->radius[0] = 0.80f * WIDE_MM;
    ribbon->radius[1] = WIDE_MM;
    ribbon->range[1] = 1.0f;
    memcpy(ribbon->colour, colour, sizeof ribbon->colour);
    ribbon->opacity = opacity;
    ribbon->soft = 0.12f;
}

void footprints_draw(const struct footprints *prints, const struct ground *ground,
                     const struct ground_inks *inks, struct plan *plan)
{
    /* The edge towards the moon lies in shadow, the one away from it is lit. */
    float aside[2] = {-0.10f * GROUND_LIGHT[0], -0.10f * GROUND_LIGHT[1]};
    float towards[2] = {-0.6f * aside[0], -0.6f * aside[1]};
    const float whole[2] = {HEEL_MM[0], SOLE_MM[1]};
    for (int i = 0; i < FOOTPRINTS_MAX; i++) {
        const struct footprint *print = &prints->print[i];
        float seen = print->pressed * scene_smoothstep(0.0f, 0.7f, print->fresh);
        if (seen < 0.02f)
            continue;
        const float at[3] = {print->at[0], print->at[1], 0.0f};
        bool near = camera_px_per_mm(plan, at) > NEAR_PX;
        if (inks->night > 0.0f) /* by day a lit edge is as white as the snow */
            half(plan, ground, print, near ? SOLE_MM : whole, aside, inks->bright,
                 0.28f * inks->night * seen);
        half(plan, ground, print, near ? SOLE_MM : whole, towards, inks->dark, 0.60f * seen);
        if (near)
            half(plan, ground, print, HEEL_MM, towards, inks->dark, 0.60f * seen);
    }
}
