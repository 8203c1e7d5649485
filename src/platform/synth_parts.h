/* The parts of the synthesiser, each worked a block at a time. Private to platform/synth*. */
#ifndef SNOWMELT_PLATFORM_SYNTH_PARTS_H
#define SNOWMELT_PLATFORM_SYNTH_PARTS_H

#include <math.h>

#include "platform/synth.h"

/* Work goes in blocks of so many frames, 5.3 ms; what is asked is heard from the next one on. */
enum { SYNTH_BLOCK = 256 };

#define SYNTH_BLOCK_S ((float)SYNTH_BLOCK / (float)SYNTH_RATE)
#define SYNTH_TURN    6.28318530718f

struct synth_block {
    float side[SYNTH_CHANNELS][SYNTH_BLOCK];
};

/* Keeps a number that may be none within 0..1. */
static inline float synth_unit(float x)
{
    return !(x > 0.0f) ? 0.0f : x < 1.0f ? x : 1.0f;
}

static inline float synth_mix(float a, float b, float t)
{
    return a + (b - a) * t;
}

/* ---- voices: one for each note that sounds ---- */

enum { VOICES = 48, VOICE_PARTIALS = 4 };

struct voice_partial {
    float x, y;           /* a point that turns; y is heard */
    float turn_x, turn_y; /* by how much a sample, and how it shrinks */
};

struct voice {
    bool on;
    float ramp, ramp_step; /* 0..1 while it begins */
    float gain[SYNTH_CHANNELS];
    float level; /* about its amplitude now */
    float fall;  /* of level in a block */
    struct voice_partial partial[VOICE_PARTIALS];
};

struct voices {
    struct voice voice[VOICES];
};

/* False when none is free. */
bool voices_start(struct voices *voices, const struct synth_note *note, float softness);
void voices_add(struct voices *voices, struct synth_block *block);

/* ---- air: wind and a drone ---- */

enum { AIR_PARTIALS = 7 };

struct air_wind {
    uint32_t noise;
    float low[3], high; /* states of its filters */
};

struct air {
    bool begun;
    uint64_t blocks; /* so far */
    struct air_wind wind[SYNTH_CHANNELS];
    struct voice_partial drone[AIR_PARTIALS];
    float drone_gain[AIR_PARTIALS][SYNTH_CHANNELS];
    float wind_gain;
};

void air_add(struct air *air, const struct synth_mood *mood, struct synth_block *block);

/* ---- hall: what comes back from far walls ---- */

enum { HALL_LINES = 4, HALL_ROOM = 4096 };

struct hall {
    float line[HALL_LINES][HALL_ROOM];
    float damped[HALL_LINES];
    uint32_t at;
};

/* Adds to the block what comes back of it, `wet` 0..1. */
void hall_add(struct hall *hall, float wet, struct synth_block *block);

/* ---- level: the limiter ---- */

struct limiter {
    struct synth_block held; /* the block before, still to go out */
    float held_gain;         /* that keeps it under the peak, at most 1 */
    float gain;              /* where it begins */
};

/* Takes a block in and gives the one before out, none of whose samples is over SYNTH_PEAK. */
void limiter_pass(struct limiter *limiter, struct synth_block *block);

#endif
