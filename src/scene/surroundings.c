#include "scene/surroundings.h"

#include <math.h>
#include <string.h>

#include "scene/maths.h"
#include "scene/palette.h"

enum { MOTES_PER_PLACE = 5 };

static const float SETTLE_S = 0.8f, CUE_PER_S = 1.2f;
static const float APERTURE = 0.014f; /* share of the picture's height */
static const float RING_MM = 7.0f;
/* Control points of a quarter circle lie this far along its tangents. */
static const float QUARTER = 0.5522848f;

void surroundings_observe(struct surroundings *around, const struct model_snapshot *snapshot)
{
    const struct model_observables *now = &snapshot->now;
    around->occupancy_to = scene_clamp(scene_finite(now->occupancy, 0.0f), 0.0f, 1.0f);
    around->occupancy_inh_to = scene_clamp(scene_finite(now->occupancy_inh, 0.0f), 0.0f, 1.0f);
    around->bdnf_to = scene_clamp(scene_finite(now->bdnf, 1.0f) - 1.0f, 0.0f, 1.0f);
    around->cued = snapshot->cue;
    around->n_places =
        snapshot->n_places < MODEL_MAX_PLACES ? snapshot->n_places : MODEL_MAX_PLACES;
    memcpy(around->place, snapshot->place_mm, sizeof around->place);
}

void surroundings_animate(struct surroundings *around, float dt_s, bool still)
{
    around->occupancy = scene_settle(around->occupancy, around->occupancy_to, dt_s, SETTLE_S);
    around->occupancy_inh =
        scene_settle(around->occupancy_inh, around->occupancy_inh_to, dt_s, SETTLE_S);
    around->bdnf = scene_settle(around->bdnf, around->bdnf_to, dt_s, SETTLE_S);
    for (int a = 0; a < MODEL_MAX_PLACES; a++)
        around->cue[a] =
            scene_approach(around->cue[a], a == around->cued ? 1.0f : 0.0f, CUE_PER_S * dt_s);
    if (!still)
        around->time_s += (double)dt_s;
}

void surroundings_set(const struct surroundings *around, float distance_mm,
                      const struct palette *palette, struct plan *plan)
{
    /* The night sky is lighter above and takes a breath of the drug's colour; paper is even, and
     * what tints it takes light away. */
    const float *ground = palette->linear[PALETTE_BACKDROP];
    const float *ketamine = palette->linear[PALETTE_KETAMINE];
    float day = palette->day, tint = 0.035f * around->occupancy, stain = 0.16f * around->occupancy;
    float above = scene_mix(1.5f, 1.0f, day), below = scene_mix(0.55f, 0.955f, day);
    float far = scene_mix(1.1f, 1.0f, day);
    for (int k = 0; k < 3; k++) {
        float light = (1.0f - day) * tint * ketamine[k];
        float keep = 1.0f - day * stain * (1.0f - ketamine[k]);
        plan->backdrop[0][k] = ground[k] * above * keep + 0.6f * light;
        plan->backdrop[1][k] = ground[k] * below * keep + 0.35f * light;
        plan->fog[k] = ground[k] * far * keep + 0.6f * light;
    }
    plan->fog_range_mm[0] = distance_mm - 6.0f;
    plan->fog_range_mm[1] = distance_mm + 62.0f;
    plan->aperture_px = APERTURE * (float)plan->height;
    plan->bloom = 0.33f * (1.0f - day);
    plan->exposure = 1.0f;
    plan->ink = day;
}

void surroundings_draw_cue(const struct surroundings *around, const struct palette *palette,
                           struct plan *plan)
{
    const float *white = palette->linear[PALETTE_TEXT];
    /* Rows of the view matrix are the eye's right and up. */
    const float(*view)[4] = (const float(*)[4])plan->camera.view;
    for (uint32_t a = 0; a < around->n_places; a++) {
        float shown = scene_smoothstep(0.0f, 1.0f, around->cue[a]);
        for (int quarter = 0; quarter < 4 && shown > 0.005f; quarter++) {
            struct plan_ribbon *arc = plan_ribbon(plan);
            if (!arc)
                return;
            float c = quarter == 0 ? 1.0f : quarter == 2 ? -1.0f : 0.0f;
            float s = quarter == 1 ? 1.0f : quarter == 3 ? -1.0f : 0.0f;
            float at[4][2] = {{c, s},
                              {c - QUARTER * s, s + QUARTER * c},
                              {-s + QUARTER * c, c + QUARTER * s},
                              {-s, c}};
            float radius = RING_MM * (1.12f - 0.12f * shown);
            for (int i = 0; i < 4; i++)
                for (int k = 0; k < 3; k++)
                    arc->p[i][k] = around->place[a][k] +
                                   radius * (at[i][0] * view[k][0] + at[i][1] * view[k][1]);
            arc->radius[0] = arc->radius[1] = 0.13f;
            arc->range[1] = 1.0f;
            for (int k = 0; k < 3; k++)
                arc->colour[k] = 0.55f * white[k];
            arc->opacity = shown;
            arc->soft = 0.3f;
        }
    }
}

void surroundings_draw_motes(const struct surroundings *around, const struct palette *palette,
                             struct plan *plan)
{
    if (around->bdnf < 0.01f)
        return;
    const float *gold = palette->linear[PALETTE_BDNF];
    float amount = scene_smoothstep(0.0f, 0.5f, around->bdnf);
    for (uint32_t a = 0; a < around->n_places; a++) {
        for (uint32_t i = 0; i < MOTES_PER_PLACE; i++) {
            uint32_t salt = scene_hash(a * 16u + i, 200u);
            struct plan_body *mote = plan_body(plan);
            if (!mote)
                return;
            for (uint32_t k = 0; k < 3; k++) {
                double period = 14.0 + 10.0 * (double)scene_unit(salt, 210u + k);
                float turn = (float)fmod(around->time_s / period, 1.0);
                float phase = 6.2832f * (turn + scene_unit(salt, 220u + k));
                mote->centre[k] =
                    around->place[a][k] + 4.5f * scene_spread(salt, 230u + k) + 1.6f * sinf(phase);
            }
            /* Without light of their own, on paper, they need to be a little more. */
            mote->radius = (0.16f + 0.08f * scene_unit(salt, 240u)) * (1.0f + 0.5f * palette->day);
            memcpy(mote->colour, gold, sizeof mote->colour);
            mote->glow = 0.9f * amount;
            mote->opacity = scene_mix(0.8f, 1.0f, palette->day) * amount;
            mote->halo = 5.0f;
        }
    }
}
