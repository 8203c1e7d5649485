/* Air: wind, which is filtered noise that swells, and a drone of a few sines. What the mood says
 * sets where they go; within a block every gain moves in a straight line. */
#include "platform/synth_parts.h"

static const float WIND_HZ[2] = {260.0f, 820.0f}; /* rigid and dark, free and open */
static const float WIND_LEAST_HZ = 110.0f;        /* nothing lower: it would only boom */
static const float WIND_LEVEL = 0.30f;
static const float WIDTH[2] = {0.35f, 1.0f}; /* rigid, free */
static const float SWELL_S[2] = {11.3f, 17.9f};

/* The root lies an octave under the tones; the last three are a light chord over it. */
static const float DRONE_HZ = 73.415f;
static const struct {
    float ratio;
    float level, rigid, growth; /* at rest, and what each adds */
    float swell_s, pan;
} DRONE[AIR_PARTIALS] = {
    {1.0f, 0.0180f, 0.0080f, 0.0f, 23.0f, 0.0f},
    {1.5f, 0.0100f, 0.0040f, 0.0f, 19.0f, -0.3f},
    {2.0f, 0.0150f, 0.0f, 0.0f, 13.0f, 0.2f},
    {3.0f, 0.0070f, -0.0050f, 0.0f, 17.0f, -0.2f},
    {4.0f, 0.0f, 0.0f, 0.0060f, 11.0f, 0.4f},
    {5.0f, 0.0f, 0.0f, 0.0038f, 14.0f, -0.5f},
    {6.0f, 0.0f, 0.0f, 0.0032f, 9.0f, 0.5f},
};
static const float SWELL = 0.3f; /* share of a drone's level that comes and goes */

static float white(uint32_t *noise)
{
    /* xorshift (Marsaglia 2003) */
    *noise ^= *noise << 13;
    *noise ^= *noise >> 17;
    *noise ^= *noise << 5;
    return (float)(*noise >> 8) * (2.0f / 16777216.0f) - 1.0f;
}

static void begin(struct air *air)
{
    air->begun = true;
    air->wind[0].noise = 0x9e3779b9u;
    air->wind[1].noise = 0x7f4a7c15u;
    for (int p = 0; p < AIR_PARTIALS; p++) {
        float turn = SYNTH_TURN * DRONE_HZ * DRONE[p].ratio / (float)SYNTH_RATE;
        air->drone[p] = (struct voice_partial){
            .x = 1.0f, .turn_x = cosf(turn), .turn_y = sinf(turn)};
    }
}

/* By the count of blocks, so that it is as smooth after a week. */
static float swell(const struct air *air, float period_s)
{
    double turns = (double)air->blocks * SYNTH_BLOCK / ((double)SYNTH_RATE * (double)period_s);
    return sinf(SYNTH_TURN * (float)(turns - floor(turns)));
}

static float low_pass(float hz)
{
    return 1.0f - expf(-SYNTH_TURN * hz / (float)SYNTH_RATE);
}

static void add_wind(struct air *air, float gain, float open, float width,
                     struct synth_block *block)
{
    float low = low_pass(synth_mix(WIND_HZ[0], WIND_HZ[1], open)), high = low_pass(WIND_LEAST_HZ);
    float from = air->wind_gain, step = (gain - from) / SYNTH_BLOCK;
    for (int i = 0; i < SYNTH_BLOCK; i++) {
        float side[SYNTH_CHANNELS];
        for (int s = 0; s < SYNTH_CHANNELS; s++) {
            struct air_wind *wind = &air->wind[s];
            wind->low[0] += low * (white(&wind->noise) - wind->low[0]);
            wind->low[1] += low * (wind->low[0] - wind->low[1]);
            wind->low[2] += low * (wind->low[1] - wind->low[2]);
            wind->high += high * (wind->low[2] - wind->high);
            side[s] = (wind->low[2] - wind->high) * (from + step * (float)i);
        }
        float middle = 0.5f * (side[0] + side[1]);
        for (int s = 0; s < SYNTH_CHANNELS; s++)
            block->side[s][i] += middle + width * (side[s] - middle);
    }
    air->wind_gain = gain;
}

static void add_drone(struct air *air, int p, const float gain[SYNTH_CHANNELS],
                      struct synth_block *block)
{
    struct voice_partial *turn = &air->drone[p];
    float step[SYNTH_CHANNELS];
    for (int s = 0; s < SYNTH_CHANNELS; s++)
        step[s] = (gain[s] - air->drone_gain[p][s]) / SYNTH_BLOCK;
    for (int i = 0; i < SYNTH_BLOCK; i++) {
        float x = turn->turn_x * turn->x - turn->turn_y * turn->y;
        turn->y = turn->turn_y * turn->x + turn->turn_x * turn->y;
        turn->x = x;
        for (int s = 0; s < SYNTH_CHANNELS; s++)
            block->side[s][i] += turn->y * (air->drone_gain[p][s] + step[s] * (float)i);
    }
    for (int s = 0; s < SYNTH_CHANNELS; s++)
        air->drone_gain[p][s] = gain[s];
    /* Rounding would let it drift in days of running. */
    float length = 1.0f / sqrtf(turn->x * turn->x + turn->y * turn->y);
    turn->x *= length;
    turn->y *= length;
}

void air_add(struct air *air, const struct synth_mood *mood, struct synth_block *block)
{
    if (!air->begun)
        begin(air);
    air->blocks++;
    float open = synth_unit(0.65f * (1.0f - mood->rigidity) + 0.35f * mood->softness);
    float width = synth_mix(WIDTH[0], WIDTH[1], open);
    float breath = 0.75f + 0.15f * swell(air, SWELL_S[0]) + 0.10f * swell(air, SWELL_S[1]);
    /* A wider filter lets more through; this keeps the wind about as loud. */
    float even = powf(synth_mix(WIND_HZ[0], WIND_HZ[1], open) / WIND_HZ[0], -0.45f);
    add_wind(air, WIND_LEVEL * mood->presence * breath * even, open, width, block);
    for (int p = 0; p < AIR_PARTIALS; p++) {
        float level = DRONE[p].level + DRONE[p].rigid * mood->rigidity +
                      DRONE[p].growth * mood->growth;
        level *= mood->presence * (1.0f - SWELL + SWELL * swell(air, DRONE[p].swell_s));
        float side = 0.125f * SYNTH_TURN * (1.0f + DRONE[p].pan * width);
        const float gain[SYNTH_CHANNELS] = {level * cosf(side), level * sinf(side)};
        add_drone(air, p, gain, block);
    }
}
