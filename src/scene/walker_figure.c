/* How a walker looks: a coat, a head, two legs and a lantern, dark against the snow. */
#include <math.h>
#include <string.h>

#include "scene/ground_look.h"
#include "scene/maths.h"
#include "scene/walkers.h"

static const float HIP_MM = 1.35f, NECK_MM = 2.75f, HEAD_MM = 3.15f; /* above the ground */
static const float LEG_SWING_MM = 0.42f, STEP_MM = 0.95f;
static const float LANTERN_AHEAD_MM = 0.75f, LANTERN_HIGH_MM = 1.55f;
static const float LANTERN_MM = 0.24f, POOL_MM = 5.0f;

static float stand(const struct ground *ground, const struct walker *w)
{
    return ground_height(ground, w->at[0], w->at[1]);
}

/* A limb from one point to another, tapered. */
static struct plan_ribbon *limb(struct plan *plan, const float from[3], const float to[3],
                                float thick, float thin, const float colour[3], float opacity)
{
    struct plan_ribbon *ribbon = plan_ribbon(plan);
    if (!ribbon)
        return NULL;
    for (int i = 0; i < 4; i++)
        for (int k = 0; k < 3; k++)
            ribbon->p[i][k] = scene_mix(from[k], to[k], (float)i / 3.0f);
    ribbon->radius[0] = thick;
    ribbon->radius[1] = thin;
    ribbon->range[1] = 1.0f;
    memcpy(ribbon->colour, colour, sizeof ribbon->colour);
    ribbon->opacity = opacity;
    return ribbon;
}

/* A point of the figure: ahead and to its left on the ground, and above it. */
static void point(const struct walker *w, float ground_mm, float ahead, float left, float high,
                  float out[3])
{
    for (int k = 0; k < 2; k++)
        out[k] = w->at[k] + ahead * w->way[k] + left * (k ? w->way[0] : -w->way[1]);
    out[2] = ground_mm + high;
}

static void lantern_at(const struct walker *w, float ground_mm, float out[3])
{
    point(w, ground_mm, LANTERN_AHEAD_MM, -0.45f, LANTERN_HIGH_MM, out);
}

void walkers_draw_light(const struct walkers *walkers, const struct ground *ground,
                        const struct ground_inks *inks, struct plan *plan)
{
    for (int i = 0; i < WALKERS_MAX; i++) {
        const struct walker *w = &walkers->walker[i];
        float light = 0.30f * w->shown * inks->night, at[3];
        if (!w->here || light < 0.004f)
            continue;
        point(w, 0.0f, LANTERN_AHEAD_MM, 0.0f, 0.0f, at);
        float colour[3] = {light * w->light[0], light * w->light[1], light * w->light[2]};
        ground_light(ground, at, POOL_MM, colour, plan);
    }
}

static void draw_shadow(const struct walker *w, float ground_mm, const struct ground *ground,
                        const struct ground_inks *inks, struct plan *plan)
{
    float foot[3] = {w->at[0], w->at[1], ground_mm + 0.03f}, end[3];
    for (int k = 0; k < 2; k++)
        end[k] = w->at[k] - HEAD_MM * GROUND_LIGHT[k] / GROUND_LIGHT[2];
    end[2] = ground_height(ground, end[0], end[1]) + 0.03f;
    struct plan_ribbon *shadow = limb(plan, foot, end, 0.34f, 0.24f, inks->dark, 0.45f * w->shown);
    if (shadow)
        shadow->soft = 0.5f;
}

static void draw_figure(const struct walker *w, float ground_mm, const struct ground_inks *inks,
                        bool calm, struct plan *plan)
{
    float turn = 3.14159265f * w->walked / STEP_MM;
    float pace = calm ? 0.0f : fminf(w->speed / 6.0f, 1.0f);
    float swing = LEG_SWING_MM * pace * sinf(turn), lift = 0.05f * pace * fabsf(cosf(turn));
    float hip[3], neck[3], foot[3], hand[3], shoulder[3];
    point(w, ground_mm, 0.0f, 0.0f, HIP_MM + lift, hip);
    for (int leg = 0; leg < 2; leg++) {
        float side = leg ? 0.14f : -0.14f;
        point(w, ground_mm, leg ? swing : -swing, side, 0.0f, foot);
        limb(plan, foot, hip, 0.14f, 0.19f, inks->dark, w->shown);
    }
    point(w, ground_mm, 0.10f * pace, 0.0f, NECK_MM + lift, neck);
    hip[2] -= 0.35f; /* the coat falls over the hip */
    limb(plan, hip, neck, 0.50f, 0.26f, inks->dark, w->shown);
    point(w, ground_mm, 0.08f * pace, -0.28f, NECK_MM - 0.25f + lift, shoulder);
    lantern_at(w, ground_mm, hand);
    hand[2] += 0.30f;
    limb(plan, shoulder, hand, 0.15f, 0.10f, inks->dark, w->shown);
    float chin[3], crown[3];
    point(w, ground_mm, 0.10f * pace, 0.0f, HEAD_MM - 0.08f + lift, chin);
    point(w, ground_mm, 0.10f * pace, 0.0f, HEAD_MM + 0.08f + lift, crown);
    limb(plan, chin, crown, 0.33f, 0.31f, inks->dark, w->shown);
    /* Moonlight along the back. */
    neck[0] += 0.16f * GROUND_LIGHT[0];
    hip[0] += 0.34f * GROUND_LIGHT[0];
    limb(plan, hip, neck, 0.10f, 0.08f, inks->bright, 0.55f * inks->night * w->shown);
}

void walkers_draw_figures(const struct walkers *walkers, const struct ground *ground,
                          const struct ground_inks *inks, bool calm, struct plan *plan)
{
    const float *eye = plan->camera.eye;
    bool drawn[WALKERS_MAX] = {false};
    for (int n = 0; n < WALKERS_MAX; n++) {
        int next = -1;
        float most = -1.0f;
        for (int i = 0; i < WALKERS_MAX; i++) {
            const struct walker *w = &walkers->walker[i];
            float away = hypotf(w->at[0] - eye[0], w->at[1] - eye[1]);
            if (w->here && !drawn[i] && away > most) {
                next = i;
                most = away;
            }
        }
        if (next < 0)
            return;
        drawn[next] = true;
        const struct walker *w = &walkers->walker[next];
        float ground_mm = stand(ground, w);
        draw_shadow(w, ground_mm, ground, inks, plan);
        draw_figure(w, ground_mm, inks, calm, plan);
    }
}

void walkers_draw_lanterns(const struct walkers *walkers, const struct ground *ground,
                           const struct ground_inks *inks, struct plan *plan)
{
    for (int i = 0; i < WALKERS_MAX; i++) {
        const struct walker *w = &walkers->walker[i];
        struct plan_body *lantern = w->here ? plan_body(plan) : NULL;
        if (!lantern)
            continue;
        lantern_at(w, stand(ground, w), lantern->centre);
        lantern->radius = LANTERN_MM;
        memcpy(lantern->colour, w->light, sizeof lantern->colour);
        lantern->glow = scene_mix(0.35f, 1.2f, inks->night) * w->shown;
        lantern->opacity = w->shown;
        lantern->halo = 9.0f * inks->night;
    }
}

void walkers_draw_sparks(const struct walkers *walkers, const struct ground *ground,
                         const struct ground_inks *inks, struct plan *plan)
{
    for (int i = 0; i < WALKERS_MAX; i++) {
        const struct walker *w = &walkers->walker[i];
        float light = 1.1f * w->shown * inks->night, from[3], to[3];
        if (!w->here || light < 0.01f)
            continue;
        lantern_at(w, stand(ground, w), from);
        memcpy(to, from, sizeof to);
        from[2] -= 1.6f * LANTERN_MM;
        to[2] += 1.6f * LANTERN_MM;
        float colour[3] = {light * w->light[0], light * w->light[1], light * w->light[2]};
        struct plan_ribbon *spark =
            limb(plan, from, to, 1.6f * LANTERN_MM, 1.6f * LANTERN_MM, colour, 1.0f);
        if (spark)
            spark->soft = 1.0f;
    }
}
