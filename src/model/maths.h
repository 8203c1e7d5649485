/* Small mathematics with the same bits everywhere: no libm, whose last bit differs by version. */
#ifndef SNOWMELT_MODEL_MATHS_H
#define SNOWMELT_MODEL_MATHS_H

#include <stdint.h>
#include <string.h>

static inline double model_clamp(double x, double low, double high)
{
    return x < low ? low : x > high ? high : x;
}

/* exp(x) in double, relative error below 1e-14 for |x| < 700; 0 below that range. */
static inline double model_exp(double x)
{
    if (x < -700.0)
        return 0.0;
    if (x > 700.0)
        x = 700.0;
    double k = x * 1.4426950408889634;
    int64_t n = (int64_t)(k + (k < 0 ? -0.5 : 0.5));
    double r = (x - (double)n * 6.93147180369123816490e-01) - (double)n * 1.90821492927058770002e-10;
    double sum = 1.0;
    for (int i = 13; i > 0; i--)
        sum = 1.0 + sum * r / i;
    uint64_t bits = (uint64_t)(n + 1023) << 52;
    double scale;
    memcpy(&scale, &bits, sizeof scale);
    return sum * scale;
}

/* exp(x) in float, relative error below 4e-6 for -80 < x < 80; clamps outside. */
static inline float model_expf(float x)
{
    x = x < -80.0f ? -80.0f : x > 80.0f ? 80.0f : x;
    float k = x * 1.44269504f;
    int32_t n = (int32_t)(k + (k < 0.0f ? -0.5f : 0.5f));
    float r = x - (float)n * 0.693145752f - (float)n * 1.42860677e-6f;
    float p = 1.0f +
              r * (1.0f + r * (0.5f + r * (0.16666667f + r * (0.041666668f + r * 0.0083333338f))));
    uint32_t bits = (uint32_t)(n + 127) << 23;
    float scale;
    memcpy(&scale, &bits, sizeof scale);
    return p * scale;
}

/* Natural logarithm of x > 0 in float, absolute error below 1e-5. */
static inline float model_logf(float x)
{
    uint32_t bits;
    memcpy(&bits, &x, sizeof bits);
    int32_t e = (int32_t)(bits >> 23) - 127;
    bits = (bits & 0x7fffffu) | 0x3f800000u;
    float m;
    memcpy(&m, &bits, sizeof m);
    if (m > 1.41421356f) {
        m *= 0.5f;
        e++;
    }
    float s = (m - 1.0f) / (m + 1.0f), q = s * s;
    float series = 2.0f * s * (1.0f + q * (0.33333333f + q * (0.2f + q * 0.14285714f)));
    return series + (float)e * 0.69314718f;
}

static inline double model_log(double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    int64_t e = (int64_t)(bits >> 52) - 1023;
    bits = (bits & 0xfffffffffffffULL) | 0x3ff0000000000000ULL;
    double m;
    memcpy(&m, &bits, sizeof m);
    if (m > 1.4142135623730951) {
        m *= 0.5;
        e++;
    }
    double s = (m - 1.0) / (m + 1.0), q = s * s, sum = 0.0;
    for (int i = 27; i > 0; i -= 2)
        sum = sum * q + 1.0 / i;
    return 2.0 * s * sum + (double)e * 0.69314718055994531;
}

/* Square root of x >= 0 by the processor, which rounds correctly everywhere. */
static inline double model_sqrt(double x)
{
    return __builtin_sqrt(x);
}

/* Random numbers: xoshiro-like quality is not needed; splitmix64 is small and has no bad seed
 * (Steele, Lea & Flood 2014). */
static inline uint64_t model_random(uint64_t *state)
{
    uint64_t z = (*state += 0x9e3779b97f4a7c15ULL);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

/* Uniform in [0, 1). */
static inline double model_uniform(uint64_t *state)
{
    return (double)(model_random(state) >> 11) * 0x1.0p-53;
}

/* Uniform in 0 .. n-1, n > 0. */
static inline uint32_t model_below(uint64_t *state, uint32_t n)
{
    return (uint32_t)(((model_random(state) >> 32) * (uint64_t)n) >> 32);
}

#endif
