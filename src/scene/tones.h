/* From the state of the brain to what is heard: plain data, as the plan is for the eye.
 *
 * A place that takes over the walk is one tone, at the moment its cells fired; its pitch is the
 * place. The voice tells which way led there: worn, new, or neither. Of single spikes a few are
 * heard as grains. Inhibition makes no sound. Pure: no device, no clock, no chance but hashes.
 */
#ifndef SNOWMELT_SCENE_TONES_H
#define SNOWMELT_SCENE_TONES_H

#include <stdint.h>

#include "model/snapshot.h"
#include "story/story.h"

enum tone_voice {
    TONE_PATH,  /* along the trodden path */
    TONE_NEW,   /* along a way with synapses born since the dose */
    TONE_OTHER, /* a step that is neither */
    TONE_GRAIN  /* one spike of one cell */
};

struct tone {
    enum tone_voice voice;
    float wait_s; /* screen time from now */
    float hz;
    float gain;   /* 0..1 */
    float pan;    /* -1 left .. 1 right */
};

/* What the air between the tones follows; each 0..1. */
struct tones_mood {
    float rigidity;
    float softness; /* of the drug's effect */
    float growth;   /* of new synapses */
    float presence; /* less while the story rests */
};

enum { TONES_MOST = 24 };

struct tones {
    struct tone tone[TONES_MOST]; /* of the last snapshot */
    uint32_t n;
    struct tones_mood mood;

    int last;         /* place of the last tone, -1 none */
    uint64_t step;    /* of the snapshot before */
    double spike_s;
    float ready_tone, ready_grain; /* that may sound now; refill with time */
};

void tones_init(struct tones *tones);

/* Takes in a snapshot, span_s of screen time after the one before. `pan` says where each place
 * stands in the picture, -1 left .. 1 right. Where the story has jumped to another time nothing
 * sounds until the next step of the walk. */
void tones_observe(struct tones *tones, const struct model_snapshot *snapshot,
                   const struct story_view *view, const float pan[MODEL_MAX_PLACES], float span_s);

#endif
