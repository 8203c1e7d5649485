/* How a walker looks: a coat, a head, two legs and a lantern, dark against the snow. */
#include <math.h>
#include <string.h>

#include "scene/camera.h"
#include "scene/ground_look.h"
#include "scene/maths.h"
#include "scene/walkers.h"

static const float HIP_MM = 1.35f, NECK_MM = 2.75f, HEAD_MM = 3.15f; /* above the ground */
static const float LEG_SWING_MM = 0.42f, STEP_MM = 0.95f;
static const float LANTERN_AHEAD_MM = 0.75f, LANTERN_HIGH_MM = 1.55f;
static const float LANTERN_MM = 0.24f, POOL_MM = 5.0f;

/* From afar somebody is drawn larger than they are, to be seen to walk: as high as this, px and as a
 * share of the picture's height, but no giant. */
static const float LEAST_PX = 15.0f, LEAST_SHARE = 0.045f, LARGER = 2.2f;

static float size_of(const struct plan *plan, const struct walker *w)
{
    float at[3] = {w->at[0], w->at[1], 0.0f}, px = camera_px_per_mm(plan, at);
    float least = fmaxf(LEAST_PX, LEAST_SHARE * (float)plan->height);
    return px > 0.0f ? scene_clamp(least / (HEAD_MM * px), 1.0f, LARGER) : 1.0f;
}

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
struct standing {
    const struct walker *w;
    float ground_mm, size;
};

static void point(const struct standing *s, float ahead, float left, float high, float out[3])
{
    for (int k = 0; k < 2; k++)
        out[k] = s->w->at[k] + s->size * (ahead * s->w->way[k] +
                                          left * (k ? s->w->way[0] : -s->w->way[1]));
    out[2] = s->ground_mm + s->size * high;
}

static void lantern_at(const struct standing *s, float out[3])
{
    point(s, LANTERN_AHEAD_MM, -0.45f, LANTERN_HIGH_MM, out);
}

void walkers_draw_light(const struct walkers *walkers, const struct ground *ground,
                        const struct ground_inks *inks, struct plan *plan)
{
    for (int i = 0; i < WALKERS_MAX; i++) {
        const struct walker *w = &walkers->walker[i];
        float light = 0.30f * w->shown * inks->night, at[3];
        if (!w->here || light < 0.004f)
            continue;
        struct standing s = {w, 0.0f, size_of(plan, w)};
        point(&s, LANTERN_AHEAD_MM, 0.0f, 0.0f, at);
        float colour[3] = {light * w->light[0], light * w->light[1], light * w->light[2]};
        ground_light(ground, at, POOL_MM * s.size, colour, plan);
    }
}

static void draw_shadow(const struct standing *s, const struct ground *ground,
                        const struct ground_inks *inks, struct plan *plan)
{
    const struct walker *w = s->w;
    float foot[3] = {w->at[0], w->at[1], s->ground_mm + 0.03f}, end[3];
    for (int k = 0; k < 2; k++)
        end[k] = w->at[k] - s->size * HEAD_MM * GROUND_LIGHT[k] / GROUND_LIGHT[2];
    end[2] = ground_height(ground, end[0], end[1]) + 0.03f;
    struct plan_ribbon *shadow =
        limb(plan, foot, end, 0.34f * s->size, 0.24f * s->size, inks->dark, 0.45f * w->shown);
    if (shadow)
        shadow->soft = 0.5f;
}

static void draw_figure(const struct standing *s, const struct ground_inks *inks, bool calm,
                        struct plan *plan)
{
    const struct walker *w = s->w;
    float size = s->size;
    float turn = 3.14159265f * w->walked / STEP_MM;
    float pace = calm ? 0.0f : fminf(w->speed / 6.0f, 1.0f);
    float swing = LEG_SWING_MM * pace * sinf(turn), lift = 0.05f * pace * fabsf(cosf(turn));
    float hip[3], neck[3], foot[3], hand[3], shoulder[3];
    point(s, 0.0f, 0.0f, HIP_MM + lift, hip);
    for (int leg = 0; leg < 2; leg++) {
        float side = leg ? 0.14f : -0.14f;
        point(s, leg ? swing : -swing, side, 0.0f, foot);
        limb(plan, foot, hip, 0.14f * size, 0.19f * size, inks->dark, w->shown);
    }
    point(s, 0.10f * pace, 0.0f, NECK_MM + lift, neck);
    hip[2] -= 0.35f * size; /* the coat falls over the hip */
    limb(plan, hip, neck, 0.50f * size, 0.26f * size, inks->dark, w->shown);
    point(s, 0.08f * pace, -0.28f, NECK_MM - 0.25f + lift, shoulder);
    lantern_at(s, hand);
    hand[2] += 0.30f * size;
    limb(plan, shoulder, hand, 0.15f * size, 0.10f * size, inks->dark, w->shown);
    float chin[3], crown[3];
    point(s, 0.10f * pace, 0.0f, HEAD_MM - 0.08f + lift, chin);
    point(s, 0.10f * pace, 0.0f, HEAD_MM + 0.08f + lift, crown);
    limb(plan, chin, crown, 0.33f * size, 0.31f * size, inks->dark, w->shown);
    /* Moonlight along the back. */
    neck[0] += 0.16f * size * GROUND_LIGHT[0];
    hip[0] += 0.34f * size * GROUND_LIGHT[0];
    limb(plan, hip, neck, 0.10f * size, 0.08f * size, inks->bright,
         0.55f * inks->night * w->shown);
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
        struct standing s = {w, stand(ground, w), size_of(plan, w)};
        draw_shadow(&s, ground, inks, plan);
        draw_figure(&s, inks, calm, plan);
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
        struct standing s = {w, stand(ground, w), size_of(plan, w)};
        lantern_at(&s, lantern->centre);
        lantern->radius = LANTERN_MM * s.size;
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
        struct standing s = {w, stand(ground, w), size_of(plan, w)};
        float wide = 1.6f * LANTERN_MM * s.size;
        lantern_at(&s, from);
        memcpy(to, from, sizeof to);
        from[2] -= wide;
        to[2] += wide;
        float colour[3] = {light * w->light[0], light * w->light[1], light * w->light[2]};
        struct plan_ribbon *spark = limb(plan, from, to, wide, wide, colour, 1.0f);
        if (spark)
            spark->soft = 1.0f;
    }
}
