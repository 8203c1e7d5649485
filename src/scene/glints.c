#include "scene/glints.h"

#include <math.h>

#include "scene/maths.h"

static const float LIGHT = 0.85f, LONG_MM = 2.2f, RADIUS_MM = 0.34f;
static const float BESIDE_MM = 0.9f; /* links of one way run side by side */
static const float OVER_MM = 0.15f;
static const float STILL_AT = 0.5f; /* where nothing travels, a glint rests half way */

static void draw_glint(const struct pulse *pulse, const struct way *way,
                       const struct ground *ground, float t, float light, struct plan *plan)
{
    struct plan_ribbon *ribbon = plan_ribbon(plan);
    if (!ribbon)
        return;
    float at[2], ahead[3] = {0};
    for (int k = 0; k < 2; k++) {
        const float(*c)[3] = way->centre;
        at[k] = scene_bezier(c[0][k], c[1][k], c[2][k], c[3][k], t);
        ahead[k] = scene_bezier_ahead(c[0][k], c[1][k], c[2][k], c[3][k], t);
    }
    scene_unit_vector(ahead);
    float aside = BESIDE_MM * scene_spread((uint32_t)pulse->link, 970u);
    at[0] -= aside * ahead[1];
    at[1] += aside * ahead[0];
    for (int i = 0; i < 4; i++) {
        float along = LONG_MM * ((float)i / 3.0f - 0.5f);
        for (int k = 0; k < 2; k++)
            ribbon->p[i][k] = at[k] + along * ahead[k];
        ribbon->p[i][2] = ground_height(ground, ribbon->p[i][0], ribbon->p[i][1]) + OVER_MM;
    }
    ribbon->radius[0] = 0.6f * RADIUS_MM;
    ribbon->radius[1] = RADIUS_MM;
    ribbon->range[1] = 1.0f;
    for (int k = 0; k < 3; k++)
        ribbon->colour[k] = light * pulse->colour[k];
    ribbon->opacity = 1.0f;
    ribbon->soft = 1.0f;
}

void glints_draw(const struct pulses *pulses, const struct ways *ways, const struct ground *ground,
                 float share, struct plan *plan)
{
    float crowding = pulses_crowding(pulses);
    for (uint32_t i = 0; i < pulses->n; i++) {
        const struct pulse *pulse = &pulses->pulse[i];
        float light = LIGHT * share * pulses_light(pulse) * crowding;
        int from = pulse->from, to = pulse->to;
        if (light < 0.01f || from < 0 || to < 0 || from == to || from >= (int)ways->n_places ||
            to >= (int)ways->n_places)
            continue;
        float t =
            pulses->still ? STILL_AT : scene_clamp(pulse->age_s / pulse->travel_s, 0.0f, 1.0f);
        draw_glint(pulse, &ways->way[from][to], ground, t, light, plan);
    }
}
