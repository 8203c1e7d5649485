#include "platform/synth.h"

#include <stdlib.h>
#include <string.h>

#include "platform/synth_parts.h"

enum { WAITING = 48, VOLUME_MOST = 100, VOLUME_GENTLE = 50 };

static const float GENTLE = 1.2f;  /* of all, at the volume that is gentle */
static const float MOOD_S = 3.0f;   /* time constant */
static const float VOLUME_S = 0.8f; /* from gentle to nothing */
static const float RISE_S = 1.5f, FALL_S = 0.4f;
/* Tones begin this far apart at least, s; one that would come later than LATE_S is left out. */
static const float GAP_S = 0.09f, LATE_S = 0.4f;
static const float LONGEST_WAIT_S = 4.0f;
static const float WET[2] = {0.28f, 0.45f}; /* of the hall; all softened */

struct synth {
    struct synth_note waiting[WAITING];
    uint32_t n_waiting;
    float since_s; /* the last tone began */
    struct synth_mood mood, mood_to;
    float volume, volume_to;
    bool on;
    float shown; /* 0 off .. 1 on */
    float gain;  /* of both, at the end of the last block */

    struct voices voices;
    struct air air;
    struct hall hall;
    struct limiter limiter;
    struct synth_block block;
    uint32_t taken; /* frames of the block that have gone out */
};

struct synth *synth_create(struct error *error)
{
    struct synth *synth = calloc(1, sizeof *synth);
    if (!synth) {
        error_set(error, ERROR_MEMORY, "out of memory for sound");
        return NULL;
    }
    synth->volume = synth->volume_to = GENTLE;
    synth->limiter.gain = synth->limiter.held_gain = 1.0f;
    synth->taken = SYNTH_BLOCK;
    return synth;
}

void synth_destroy(struct synth *synth)
{
    free(synth);
}

void synth_note(struct synth *synth, const struct synth_note *note)
{
    if (synth->n_waiting == WAITING || !synth->on)
        return;
    struct synth_note *added = &synth->waiting[synth->n_waiting++];
    *added = *note;
    added->wait_s = LONGEST_WAIT_S * synth_unit(note->wait_s / LONGEST_WAIT_S);
}

void synth_mood(struct synth *synth, const struct synth_mood *mood)
{
    synth->mood_to = (struct synth_mood){.rigidity = synth_unit(mood->rigidity),
                                         .softness = synth_unit(mood->softness),
                                         .growth = synth_unit(mood->growth),
                                         .presence = synth_unit(mood->presence)};
}

void synth_volume(struct synth *synth, int volume)
{
    int within = volume < 0 ? 0 : volume > VOLUME_MOST ? VOLUME_MOST : volume;
    synth->volume_to = GENTLE * (float)within / VOLUME_GENTLE;
}

void synth_switch(struct synth *synth, bool on)
{
    synth->on = on;
    if (!on)
        synth->n_waiting = 0;
}

bool synth_silent(const struct synth *synth)
{
    return !synth->on && synth->shown <= 0.0f;
}

static float approach(float x, float to, float step)
{
    return x < to ? fminf(x + step, to) : fmaxf(x - step, to);
}

static void follow_mood(struct synth *synth)
{
    float share = 1.0f - expf(-SYNTH_BLOCK_S / MOOD_S);
    float *now[] = {&synth->mood.rigidity, &synth->mood.softness, &synth->mood.growth,
                    &synth->mood.presence};
    const float to[] = {synth->mood_to.rigidity, synth->mood_to.softness, synth->mood_to.growth,
                        synth->mood_to.presence};
    for (size_t i = 0; i < sizeof to / sizeof *to; i++)
        *now[i] += share * (to[i] - *now[i]);
}

/* Begins what is due, the longest due first, one tone a gap. */
static void begin_notes(struct synth *synth)
{
    synth->since_s += SYNTH_BLOCK_S;
    uint32_t kept = 0, due = WAITING;
    for (uint32_t i = 0; i < synth->n_waiting; i++) {
        struct synth_note note = synth->waiting[i];
        note.wait_s -= SYNTH_BLOCK_S;
        if (note.wait_s < -LATE_S)
            continue;
        if (note.wait_s <= 0.0f && (due == WAITING || note.wait_s < synth->waiting[due].wait_s))
            due = kept;
        synth->waiting[kept++] = note;
    }
    synth->n_waiting = kept;
    if (due == WAITING || synth->since_s < GAP_S)
        return;
    voices_start(&synth->voices, &synth->waiting[due], synth->mood.softness);
    synth->since_s = 0.0f;
    memmove(&synth->waiting[due], &synth->waiting[due + 1],
            (synth->n_waiting - due - 1) * sizeof synth->waiting[0]);
    synth->n_waiting--;
}

static void apply_gain(struct synth *synth)
{
    synth->volume = approach(synth->volume, synth->volume_to, SYNTH_BLOCK_S / VOLUME_S);
    synth->shown = approach(synth->shown, synth->on ? 1.0f : 0.0f,
                            SYNTH_BLOCK_S / (synth->on ? RISE_S : FALL_S));
    float shown = synth->shown * synth->shown * (3.0f - 2.0f * synth->shown);
    float to = synth->volume * shown, step = (to - synth->gain) / SYNTH_BLOCK;
    for (int side = 0; side < SYNTH_CHANNELS; side++)
        for (int i = 0; i < SYNTH_BLOCK; i++)
            synth->block.side[side][i] *= synth->gain + step * (float)i;
    synth->gain = to;
}

static void next_block(struct synth *synth)
{
    memset(&synth->block, 0, sizeof synth->block);
    follow_mood(synth);
    begin_notes(synth);
    voices_add(&synth->voices, &synth->block);
    air_add(&synth->air, &synth->mood, &synth->block);
    hall_add(&synth->hall, synth_mix(WET[0], WET[1], synth->mood.softness), &synth->block);
    apply_gain(synth);
    limiter_pass(&synth->limiter, &synth->block);
    synth->taken = 0;
}

void synth_render(struct synth *synth, float *out, uint32_t frames)
{
    for (uint32_t i = 0; i < frames; i++, synth->taken++) {
        if (synth->taken == SYNTH_BLOCK)
            next_block(synth);
        for (int side = 0; side < SYNTH_CHANNELS; side++)
            *out++ = synth->block.side[side][synth->taken];
    }
}
