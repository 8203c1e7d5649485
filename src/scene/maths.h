/* Small scalar and vector helpers of the scene: easing that is bounded in speed, hashes that
 * stand in for randomness, points on curves. Internal to scene/. */
#ifndef SNOWMELT_SCENE_MATHS_H
#define SNOWMELT_SCENE_MATHS_H

#include <math.h>
#include <stdint.h>

static inline float scene_clamp(float x, float low, float high)
{
    return x < low ? low : x > high ? high : x;
}

static inline float scene_mix(float a, float b, float t)
{
    return a + (b - a) * t;
}

static inline float scene_smoothstep(float low, float high, float x)
{
    float t = scene_clamp((x - low) / (high - low), 0.0f, 1.0f);
    return t * t * (3.0f - 2.0f * t);
}

/* Moves x towards target by at most `step`. */
static inline float scene_approach(float x, float target, float step)
{
    return x < target ? fminf(x + step, target) : fmaxf(x - step, target);
}

/* Moves x towards target with time constant tau_s. */
static inline float scene_settle(float x, float target, float dt_s, float tau_s)
{
    return target + (x - target) * expf(-dt_s / tau_s);
}

/* A number that may not be finite, made safe to draw. */
static inline float scene_finite(float x, float otherwise)
{
    return isfinite(x) ? x : otherwise;
}

/* One coordinate of a cubic Bezier curve by those of its control points. */
static inline float scene_bezier(float a, float b, float c, float d, float t)
{
    float m = 1.0f - t;
    return m * m * m * a + 3.0f * m * m * t * b + 3.0f * m * t * t * c + t * t * t * d;
}

/* A third of its derivative: which way it goes there. */
static inline float scene_bezier_ahead(float a, float b, float c, float d, float t)
{
    float m = 1.0f - t;
    return m * m * (b - a) + 2.0f * m * t * (c - b) + t * t * (d - c);
}

static inline uint32_t scene_hash(uint32_t a, uint32_t b)
{
    uint32_t h = a * 0x9e3779b1u ^ (b + 0x7f4a7c15u) * 0x85ebca6bu;
    h ^= h >> 16;
    h *= 0x7feb352du;
    h ^= h >> 15;
    h *= 0x846ca68bu;
    return h ^ h >> 16;
}

/* 0..1 from a hash; the same for the same pair, everywhere and always. */
static inline float scene_unit(uint32_t a, uint32_t b)
{
    return (float)(scene_hash(a, b) >> 8) * (1.0f / 16777216.0f);
}

/* Whether one of many, whose hash is 0..1, belongs to the share of them that is kept: 1 if so, 0 if
 * not, and softly in between, so that as the share moves they fade, one by one. */
static inline float scene_kept(float share, float hash)
{
    return scene_clamp((share * 1.1f - hash) / 0.1f, 0.0f, 1.0f);
}

/* -1..1 */
static inline float scene_spread(uint32_t a, uint32_t b)
{
    return 2.0f * scene_unit(a, b) - 1.0f;
}

static inline void scene_colour_mix(const float a[3], const float b[3], float t, float out[3])
{
    for (int k = 0; k < 3; k++)
        out[k] = scene_mix(a[k], b[k], t);
}

/* Length of v; leaves v at unit length, or as it is when it has none. */
static inline float scene_unit_vector(float v[3])
{
    float length = sqrtf(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
    if (length > 1e-6f)
        for (int k = 0; k < 3; k++)
            v[k] /= length;
    return length;
}

#endif
