#include "render/quality.h"

#include <math.h>

/* Internal size, px that a corner of a ribbon may be off its curve, share of what is minor. */
static const struct {
    float scale, corner_px, detail;
} TIERS[QUALITY_TIERS] = {
    {1.00f, 0.12f, 1.00f}, {0.84f, 0.20f, 0.92f}, {0.75f, 0.30f, 0.85f}, {0.66f, 0.40f, 0.75f},
    {0.58f, 0.50f, 0.55f}, {0.50f, 0.60f, 0.35f}, {0.42f, 0.70f, 0.15f},
};
enum { FIRST_TIER_SOFTWARE = 3 };

static const float FPS = 60.0f, FPS_SOFTWARE = 30.0f;
static const float SHARE = 0.9f;    /* of the time between two pictures that work may take */
static const float ROOM = 0.85f;    /* of that, which the next tier should leave */
static const float MEMORY_S = 0.5f; /* of the mean */
static const float HICCUP = 3.0f;   /* longer than the mean by this: counted as this */
static const float LATE_S = 1.0f, REST_S = 1.5f;
static const float PATIENCE_S = 4.0f, MOST_PATIENCE_S = 64.0f, RELAPSE_S = 10.0f;
static const float DETAIL_PER_S = 0.12f;

static void take_tier(struct quality *quality, int tier)
{
    quality->rose = tier < quality->tier;
    quality->tier = tier;
    quality->to = (struct render_quality){TIERS[tier].scale, TIERS[tier].corner_px};
    quality->late_s = quality->early_s = quality->since_s = 0.0f;
    quality->mean_ms = 0.0f;
}

void quality_init(struct quality *quality, bool software)
{
    *quality = (struct quality){.patience_s = PATIENCE_S};
    quality->budget_ms = 1000.0f * SHARE / (software ? FPS_SOFTWARE : FPS);
    take_tier(quality, software ? FIRST_TIER_SOFTWARE : 0);
    quality->rose = false;
    quality->detail = TIERS[quality->tier].detail;
}

/* What the tier above would take: the work goes with its pixels, at most. */
static float finer_ms(const struct quality *quality)
{
    float more = TIERS[quality->tier - 1].scale / TIERS[quality->tier].scale;
    return quality->mean_ms * more * more;
}

static void judge(struct quality *quality, float dt_s)
{
    bool late = quality->mean_ms > quality->budget_ms;
    bool early = quality->tier > 0 && finer_ms(quality) < ROOM * quality->budget_ms;
    quality->late_s = late ? quality->late_s + dt_s : 0.0f;
    quality->early_s = early ? quality->early_s + dt_s : 0.0f;
    if (quality->since_s < REST_S)
        return;
    if (quality->late_s >= LATE_S && quality->tier < QUALITY_TIERS - 1) {
        /* It asked for too much last time: wait longer before the next try. */
        if (quality->rose && quality->since_s < RELAPSE_S)
            quality->patience_s = fminf(2.0f * quality->patience_s, MOST_PATIENCE_S);
        take_tier(quality, quality->tier + 1);
    } else if (quality->early_s >= quality->patience_s) {
        take_tier(quality, quality->tier - 1);
    }
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
    float to = TIERS[quality->tier].detail, step = DETAIL_PER_S * dt_s;
    quality->detail += fminf(fmaxf(to - quality->detail, -step), step);
}
