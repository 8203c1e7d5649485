#include "render/quality.h"

#include <math.h>

/* Internal size, px that a corner of a ribbon may be off its curve, share of what is minor, most
 * ribbons: more than a scene has but where there are very many links. From
 * one to the next a fifth of the pixels goes: a change that is hardly seen. */
static const struct {
    float scale, corner_px, detail, ribbons;
} TIERS[QUALITY_TIERS] = {
    {1.00f, 0.12f, 1.00f, 200e3f}, {0.90f, 0.17f, 0.95f, 60e3f}, {0.82f, 0.24f, 0.89f, 20e3f},
    {0.74f, 0.32f, 0.82f, 6000.0f}, {0.66f, 0.40f, 0.75f, 2500.0f}, {0.60f, 0.47f, 0.62f, 2000.0f},
    {0.54f, 0.55f, 0.48f, 1600.0f}, {0.48f, 0.62f, 0.32f, 1300.0f}, {0.42f, 0.70f, 0.15f, 1000.0f},
};
enum { FIRST_TIER_SOFTWARE = 4 };

static const float FPS = 60.0f, FPS_SOFTWARE = 30.0f;
/* Faster displays are served every second or third time: pictures then come evenly, and slow
 * motion gains less from more of them than from finer ones. */
static const float MOST_FPS = 76.0f, LEAST_FPS = 24.0f;
static const float SHARE = 0.9f;    /* of the time between two pictures that work may take */
static const float ROOM = 0.95f;    /* of that, which the next tier may take */
static const float AMPLE = 0.75f;   /* the same, where there is no doubt: no patience is needed */
static const float MEMORY_S = 0.5f; /* of the mean */
static const float HICCUP = 3.0f;   /* longer than the mean by this: counted as this */
static const float LATE_S = 1.0f, REST_S = 1.5f;
static const float PATIENCE_S = 4.0f, MOST_PATIENCE_S = 64.0f, RELAPSE_S = 40.0f;
static const float DETAIL_PER_S = 0.12f, RIBBONS_PER_S = 0.35f; /* the latter of themselves */
/* Share of the work that goes with the pixels: to begin with, and what may be learnt. */
static const float PIXELS = 0.5f, PIXELS_LEAST = 0.3f, PIXELS_MOST = 1.2f;
static const float LEARNT = 0.5f; /* of each change of tier */
/* What was learnt is doubted in time, so that a finer tier is tried now and then. */
static const float DOUBT_PER_S = 0.001f;

/* How many more pixels the finer one of a tier and its next has, 1.. */
static float more_pixels(int finer)
{
    float more = TIERS[finer].scale / TIERS[finer + 1].scale;
    return more * more;
}

static void take_tier(struct quality *quality, int tier)
{
    quality->rose = tier < quality->tier;
    quality->before_ms = quality->mean_ms;
    quality->tier = tier;
    quality->to = (struct render_quality){TIERS[tier].scale, TIERS[tier].corner_px,
                                          (uint32_t)quality->ribbons};
    quality->late_s = quality->early_s = quality->since_s = 0.0f;
    quality->mean_ms = 0.0f;
}

float quality_fps(bool software, float display_hz)
{
    if (software)
        return FPS_SOFTWARE;
    if (!(display_hz >= LEAST_FPS) || !isfinite(display_hz))
        return FPS;
    return display_hz / ceilf(display_hz / MOST_FPS);
}

float quality_period_s(const struct quality *quality)
{
    return 1e-3f * quality->budget_ms / SHARE;
}

void quality_init(struct quality *quality, bool software, float display_hz)
{
    int tier = software ? FIRST_TIER_SOFTWARE : 0;
    *quality = (struct quality){
        .patience_s = PATIENCE_S, .pixels = PIXELS, .ribbons = TIERS[tier].ribbons};
    quality->budget_ms = 1000.0f * SHARE / quality_fps(software, display_hz);
    take_tier(quality, tier);
    quality->rose = false;
    quality->detail = TIERS[quality->tier].detail;
}

/* What the tier above would take. */
static float finer_ms(const struct quality *quality)
{
    return quality->mean_ms * (1.0f + quality->pixels * (more_pixels(quality->tier - 1) - 1.0f));
}

/* From what the last change of tier did to the work, once it is known. */
static void learn(struct quality *quality)
{
    if (!(quality->before_ms > 0.0f) || quality->since_s < REST_S)
        return;
    int finer = quality->rose ? quality->tier : quality->tier - 1;
    float fine_ms = quality->rose ? quality->mean_ms : quality->before_ms;
    float coarse_ms = quality->rose ? quality->before_ms : quality->mean_ms;
    float seen = (fine_ms / coarse_ms - 1.0f) / (more_pixels(finer) - 1.0f);
    seen = fminf(fmaxf(seen, PIXELS_LEAST), PIXELS_MOST);
    quality->pixels += LEARNT * (seen - quality->pixels);
    quality->before_ms = 0.0f;
}

static void step_down(struct quality *quality)
{
    /* It asked for too much last time: wait longer before the next try. */
    if (quality->rose && quality->since_s < RELAPSE_S)
        quality->patience_s = fminf(2.0f * quality->patience_s, MOST_PATIENCE_S);
    take_tier(quality, quality->tier + 1);
}

static void step_up(struct quality *quality)
{
    /* The last try went well. */
    if (quality->rose && quality->since_s >= RELAPSE_S)
        quality->patience_s = fmaxf(0.5f * quality->patience_s, PATIENCE_S);
    take_tier(quality, quality->tier - 1);
}

static void judge(struct quality *quality, float dt_s)
{
    float finer = quality->tier > 0 ? finer_ms(quality) / quality->budget_ms : INFINITY;
    bool late = quality->mean_ms > quality->budget_ms, early = finer < ROOM;
    quality->late_s = late ? quality->late_s + dt_s : 0.0f;
    quality->early_s = early ? quality->early_s + dt_s : 0.0f;
    if (quality->since_s < REST_S)
        return;
    learn(quality);
    quality->pixels = fmaxf(quality->pixels - DOUBT_PER_S * dt_s, PIXELS_LEAST);
    if (quality->late_s >= LATE_S && quality->tier < QUALITY_TIERS - 1)
        step_down(quality);
    else if (quality->early_s >= (finer < AMPLE ? PATIENCE_S : quality->patience_s))
        step_up(quality);
}

static void approach(float *x, float to, float step)
{
    *x += fminf(fmaxf(to - *x, -step), step);
}

void quality_feed(struct quality *quality, float work_ms, float dt_s)
{
    if (!(work_ms > 0.0f) || !(dt_s > 0.0f))
        return;
    /* A stopped program or a machine asleep is no slow picture. */
    dt_s = fminf(dt_s, MEMORY_S);
    if (quality->mean_ms > 0.0f) {
        float sample = fminf(work_ms, HICCUP * quality->mean_ms);
        quality->mean_ms += (sample - quality->mean_ms) * (1.0f - expf(-dt_s / MEMORY_S));
    } else if (quality->since_s > 0.0f) {
        quality->mean_ms = work_ms; /* not of the first: it makes its pictures anew */
    }
    quality->since_s += dt_s;
    if (quality->mean_ms > 0.0f)
        judge(quality, dt_s);
    approach(&quality->detail, TIERS[quality->tier].detail, DETAIL_PER_S * dt_s);
    approach(&quality->ribbons, TIERS[quality->tier].ribbons,
             RIBBONS_PER_S * quality->ribbons * dt_s);
    quality->to.ribbons = (uint32_t)quality->ribbons;
}
