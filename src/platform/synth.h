/* A small synthesiser: a few soft timbres, wind and a drone, in a hall. Stereo, 48 kHz.
 *
 * Calm by construction: few tones begin at once and none begins hard, whatever is asked moves over
 * seconds, and a limiter that looks ahead keeps every peak under SYNTH_PEAK. Pure: no device, no
 * clock, no allocation after it was made. What comes out depends on what was asked and between
 * which samples, never on how many are taken at a time.
 */
#ifndef SNOWMELT_PLATFORM_SYNTH_H
#define SNOWMELT_PLATFORM_SYNTH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"

enum { SYNTH_RATE = 48000, SYNTH_CHANNELS = 2 };

/* No sample is larger; -9 dB of the most there is. */
#define SYNTH_PEAK 0.355f

enum synth_timbre {
    SYNTH_MALLET, /* wood, warm and low */
    SYNTH_GLASS,  /* clear, with a slow shimmer */
    SYNTH_FELT,   /* dull and soft */
    SYNTH_GRAIN,  /* a drop */
    SYNTH_TIMBRES
};

struct synth_note {
    enum synth_timbre timbre;
    float wait_s; /* from the next sample on; at most a few seconds */
    float hz;
    float gain;   /* 0..1 */
    float pan;    /* -1 left .. 1 right */
};

/* Each 0..1, taken up over seconds. */
struct synth_mood {
    float rigidity; /* darker and narrower */
    float softness; /* wider, slower onsets, fewer overtones */
    float growth;   /* light overtones of the drone */
    float presence; /* of wind and drone */
};

struct synth;

/* Silent until it is switched on. NULL with ERROR_MEMORY. */
struct synth *synth_create(struct error *error);
void synth_destroy(struct synth *synth);

/* Numbers out of their range are brought into it. A note that finds no room is left out. */
void synth_note(struct synth *synth, const struct synth_note *note);
void synth_mood(struct synth *synth, const struct synth_mood *mood);
/* 0..100; 50 is gentle. */
void synth_volume(struct synth *synth, int volume);
/* Fades in over a second and a half, out in under half a second. */
void synth_switch(struct synth *synth, bool on);
/* Switched off, and faded out. */
bool synth_silent(const struct synth *synth);

/* The next `frames` pairs of samples, left and right. */
void synth_render(struct synth *synth, float *out, uint32_t frames);

#endif
