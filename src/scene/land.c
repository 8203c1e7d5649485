#include "scene/land.h"

#include <math.h>

#include "scene/maths.h"
#include "scene/treads.h"

static const float DRIFT_MM = 2.2f;                     /* height of the drifts */
static const float RIM_MM[3] = {56.0f, 128.0f, 290.0f}; /* the land rises, and falls beyond */
static const float RIM_HIGH_MM = 17.0f, RIM_DEEP_MM = 120.0f;
static const float RIPPLE_MM = 0.09f;

/* Value noise with quintic steps between hashed corners (Perlin 2002 for the step). */
float land_noise(float x, float y, float size_mm, uint32_t salt)
{
    float u = x / size_mm, v = y / size_mm, iu = floorf(u), iv = floorf(v);
    float f = u - iu, g = v - iv;
    f = f * f * f * (f * (f * 6.0f - 15.0f) + 10.0f);
    g = g * g * g * (g * (g * 6.0f - 15.0f) + 10.0f);
    uint32_t a = (uint32_t)(int32_t)iu, b = (uint32_t)(int32_t)iv;
    float low =
        scene_mix(scene_spread(a + b * 7919u, salt), scene_spread(a + 1u + b * 7919u, salt), f);
    float high = scene_mix(scene_spread(a + (b + 1u) * 7919u, salt),
                           scene_spread(a + 1u + (b + 1u) * 7919u, salt), f);
    return scene_mix(low, high, g);
}

static float relief(float x, float y)
{
    float away = hypotf(x, 1.25f * y);
    float rim = scene_smoothstep(RIM_MM[0], RIM_MM[1], away);
    float fall = scene_smoothstep(RIM_MM[1], RIM_MM[2], away);
    float hills =
        0.55f + 0.55f * land_noise(x, y, 62.0f, 41u) + 0.12f * land_noise(x, y, 27.0f, 42u);
    float drifts = land_noise(x, y, 46.0f, 43u) + 0.45f * land_noise(x, y, 23.0f, 44u);
    return DRIFT_MM * drifts * (1.0f + 1.5f * rim) + RIM_HIGH_MM * rim * hills - RIM_DEEP_MM * fall;
}

static void land_at(int column, int row, float at[2])
{
    at[0] = LAND_CELL_MM * ((float)column - 0.5f * (float)(LAND_COLUMNS - 1));
    at[1] = LAND_CELL_MM * ((float)row - 0.5f * (float)(LAND_ROWS - 1));
}

void land_make(float (*surface)[4])
{
    for (int row = 0; row < LAND_ROWS; row++) {
        for (int column = 0; column < LAND_COLUMNS; column++) {
            float *to = surface[row * LAND_COLUMNS + column], at[2];
            const float step = 0.5f * LAND_CELL_MM;
            land_at(column, row, at);
            to[0] = relief(at[0], at[1]);
            to[1] = (relief(at[0] + step, at[1]) - relief(at[0] - step, at[1])) / LAND_CELL_MM;
            to[2] = (relief(at[0], at[1] + step) - relief(at[0], at[1] - step)) / LAND_CELL_MM;
            to[3] = 1.0f;
        }
    }
}

float land_height(const float (*surface)[4], float x, float y)
{
    float u = x / LAND_CELL_MM + 0.5f * (float)(LAND_COLUMNS - 1);
    float v = y / LAND_CELL_MM + 0.5f * (float)(LAND_ROWS - 1);
    u = scene_clamp(scene_finite(u, 0.0f), 0.0f, (float)LAND_COLUMNS - 1.001f);
    v = scene_clamp(scene_finite(v, 0.0f), 0.0f, (float)LAND_ROWS - 1.001f);
    int column = (int)u, row = (int)v;
    float f = u - (float)column, g = v - (float)row;
    const float(*at)[4] = surface + row * LAND_COLUMNS + column;
    return scene_mix(scene_mix(at[0][0], at[1][0], f),
                     scene_mix(at[LAND_COLUMNS][0], at[LAND_COLUMNS + 1][0], f), g);
}

float land_ripples(float x, float y)
{
    float half[2] = {0.5f * GROUND_CELL_MM * (float)GROUND_COLUMNS,
                     0.5f * GROUND_CELL_MM * (float)GROUND_ROWS};
    float inside = scene_smoothstep(0.0f, 14.0f, half[0] - fabsf(x)) *
                   scene_smoothstep(0.0f, 14.0f, half[1] - fabsf(y));
    /* The wind comes from the left: crests lie across it, and none runs on for ever. */
    float bend = land_noise(x, y, 13.0f, 51u) + 0.5f * land_noise(x, y, 6.0f, 54u);
    float crest = sinf(1.25f * (x + 0.30f * y) + 5.0f * bend);
    float patch = scene_smoothstep(-0.3f, 0.8f, land_noise(x, y, 15.0f, 52u));
    return inside * RIPPLE_MM *
           (0.55f * crest * patch + 1.6f * land_noise(x + 0.4f * y, 0.5f * y, 4.0f, 53u));
}

void land_cell(int column, int row, float at[2])
{
    at[0] = GROUND_CELL_MM * ((float)column - 0.5f * (float)(GROUND_COLUMNS - 1));
    at[1] = GROUND_CELL_MM * ((float)row - 0.5f * (float)(GROUND_ROWS - 1));
}
