/* Voices: sums of partials that die away, each a point that turns and shrinks. */
#include "platform/synth_parts.h"

struct timbre {
    float attack_s;
    float level; /* of the whole */
    struct {
        float ratio, level;
        float decay_s; /* to a thousandth */
    } partial[VOICE_PARTIALS];
};

/* Tuned bars have their second partial two octaves up (Fletcher and Rossing 1998); glass here is a
 * pair a little apart, which beat slowly, with an octave and a twelfth over them. */
static const struct timbre TIMBRES[SYNTH_TIMBRES] = {
    [SYNTH_MALLET] = {0.022f,
                      0.160f,
                      {{1.0f, 1.0f, 2.6f}, {4.0f, 0.16f, 0.9f}, {2.0f, 0.10f, 1.6f}, {0, 0, 0}}},
    [SYNTH_GLASS] = {0.045f,
                     0.095f,
                     {{0.9988f, 0.5f, 4.2f},
                      {1.0012f, 0.5f, 4.2f},
                      {2.0f, 0.22f, 2.6f},
                      {3.0f, 0.07f, 1.6f}}},
    [SYNTH_FELT] = {0.070f, 0.110f, {{1.0f, 1.0f, 2.0f}, {2.0f, 0.06f, 1.0f}}},
    [SYNTH_GRAIN] = {0.018f, 0.015f, {{1.0f, 1.0f, 0.45f}}},
};

static const float SOFT_ATTACK = 1.5f;  /* times longer still, all softened */
static const float SOFT_OVERTONES = 0.6f, SOFT_LEVEL = 0.2f; /* lost of them, and of all */
static const float CROWD = 0.30f;       /* sum of levels at which another tone is halved */
static const float WIDEST = 0.55f;      /* pan: nothing in one ear alone */
static const float GONE = 1e-4f;        /* level under which a voice ends */
static const float LOWEST_HZ = 40.0f, HIGHEST_HZ = 6000.0f;
static const float DECAY = 6.9077553f; /* ln 1000 */

static float crowding(const struct voices *voices)
{
    float sum = 0.0f;
    for (int v = 0; v < VOICES; v++)
        if (voices->voice[v].on)
            sum += voices->voice[v].level;
    return CROWD / (CROWD + sum);
}

static void tune(struct voice_partial *partial, float hz, float level, float decay_s)
{
    float turn = SYNTH_TURN * hz / (float)SYNTH_RATE;
    float shrink = expf(-DECAY / (decay_s * (float)SYNTH_RATE));
    *partial = (struct voice_partial){.x = level,
                                      .turn_x = shrink * cosf(turn),
                                      .turn_y = shrink * sinf(turn)};
}

bool voices_start(struct voices *voices, const struct synth_note *note, float softness)
{
    int v = 0;
    while (v < VOICES && voices->voice[v].on)
        v++;
    if (v == VOICES || (unsigned)note->timbre >= SYNTH_TIMBRES || !(note->hz >= LOWEST_HZ) ||
        !(note->hz <= HIGHEST_HZ))
        return false;
    const struct timbre *timbre = &TIMBRES[note->timbre];
    float level = timbre->level * synth_unit(note->gain) * crowding(voices) *
                  (1.0f - SOFT_LEVEL * softness);
    float pan = WIDEST * (2.0f * synth_unit(0.5f + 0.5f * note->pan) - 1.0f);
    float side = 0.125f * SYNTH_TURN * (1.0f + pan);
    struct voice *voice = &voices->voice[v];
    *voice = (struct voice){
        .on = true,
        .ramp_step =
            1.0f / ((float)SYNTH_RATE * timbre->attack_s * (1.0f + SOFT_ATTACK * softness)),
        .gain = {cosf(side), sinf(side)},
        .level = level,
        .fall = expf(-DECAY * SYNTH_BLOCK_S / timbre->partial[0].decay_s),
    };
    for (int p = 0; p < VOICE_PARTIALS; p++) {
        if (timbre->partial[p].level <= 0.0f)
            continue;
        float over = timbre->partial[p].ratio > 1.5f ? 1.0f - SOFT_OVERTONES * softness : 1.0f;
        tune(&voice->partial[p], note->hz * timbre->partial[p].ratio,
             level * over * timbre->partial[p].level, timbre->partial[p].decay_s);
    }
    return true;
}

static float turn_once(struct voice_partial *partial)
{
    float x = partial->turn_x * partial->x - partial->turn_y * partial->y;
    partial->y = partial->turn_y * partial->x + partial->turn_x * partial->y;
    partial->x = x;
    return partial->y;
}

void voices_add(struct voices *voices, struct synth_block *block)
{
    for (int v = 0; v < VOICES; v++) {
        struct voice *voice = &voices->voice[v];
        if (!voice->on)
            continue;
        for (int i = 0; i < SYNTH_BLOCK; i++) {
            float sum = 0.0f;
            for (int p = 0; p < VOICE_PARTIALS; p++)
                sum += turn_once(&voice->partial[p]);
            float ramp = voice->ramp;
            voice->ramp = fminf(ramp + voice->ramp_step, 1.0f);
            sum *= ramp * ramp * (3.0f - 2.0f * ramp);
            for (int side = 0; side < SYNTH_CHANNELS; side++)
                block->side[side][i] += voice->gain[side] * sum;
        }
        voice->level *= voice->fall;
        voice->on = voice->level > GONE;
    }
}
