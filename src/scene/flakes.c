#include "scene/flakes.h"

#include <math.h>
#include <string.h>

#include "scene/maths.h"

enum { FLAKES = 200 };

static const float LEAST = 0.3f; /* of all, where the machine is slow */
static const float REACH_MM[3] = {75.0f, 50.0f, 16.0f};
static const float WIND_MM_S[2] = {3.4f, -0.9f};

/* -reach..reach, going round at the end. */
static float wrapped(double at, float reach)
{
    double turn = at / (2.0 * (double)reach);
    return reach * (2.0f * (float)(turn - floor(turn)) - 1.0f);
}

void flakes_draw(double time_s, float amount, float detail, const struct ground_inks *inks,
                 struct plan *plan)
{
    float share = scene_mix(LEAST, 1.0f, detail);
    for (uint32_t i = 0; i < FLAKES; i++) {
        float low = scene_unit(i, 301u), pace = 0.6f + 0.8f * scene_unit(i, 302u), at[3];
        for (uint32_t k = 0; k < 2; k++) {
            double start = (double)(REACH_MM[k] * scene_spread(i, 303u + k));
            at[k] = wrapped(start + (double)(WIND_MM_S[k] * pace) * time_s, REACH_MM[k]);
        }
        double sway = 6.2831853 * fmod(time_s / (double)(5.0f + 6.0f * pace), 1.0);
        at[2] = 0.4f + REACH_MM[2] * low * low + 0.7f * (float)sin(sway + (double)i);
        /* None comes or goes at once: they fade towards the ends of their way. */
        float ends = 1.0f;
        for (int k = 0; k < 2; k++)
            ends *= scene_smoothstep(0.0f, 12.0f, REACH_MM[k] - fabsf(at[k]));
        float seen = amount * ends * scene_kept(share, scene_unit(i, 307u)) *
                     (0.4f + 0.6f * scene_unit(i, 305u));
        struct plan_ribbon *flake = seen > 0.01f ? plan_ribbon(plan) : NULL;
        if (!flake)
            continue;
        for (int j = 0; j < 4; j++) {
            float back = 0.16f * ((float)j - 1.5f);
            flake->p[j][0] = at[0] + back;
            flake->p[j][1] = at[1] - 0.25f * back;
            flake->p[j][2] = at[2];
        }
        flake->radius[0] = flake->radius[1] = 0.20f + 0.12f * scene_unit(i, 306u);
        flake->range[1] = 1.0f;
        for (int k = 0; k < 3; k++)
            flake->colour[k] = seen * inks->bright[k];
        flake->opacity = 1.0f;
        flake->soft = 1.0f;
    }
}
