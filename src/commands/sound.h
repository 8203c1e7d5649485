/* What is heard of a story: from the scene's tones to the synthesiser, live or for a recording. */
#ifndef SNOWMELT_COMMANDS_SOUND_H
#define SNOWMELT_COMMANDS_SOUND_H

#include <stdbool.h>

#include "commands/session.h"
#include "platform/speaker.h"
#include "platform/synth.h"
#include "scene/tones.h"

struct sound {
    struct tones tones;
    struct speaker *speaker; /* live; NULL otherwise */
    struct synth *synth;     /* of a recording; NULL otherwise */
    uint64_t tick;           /* of the frame heard last */
    double since_s;          /* screen time since */
    bool told;               /* that none can be played */
    float volume;            /* live, 0..1 */
};

/* Live, switched on where the options say so. False with ERROR_MEMORY alone: where no sound can be
 * played that is told on stderr, once, and all else goes on. */
bool sound_open_live(struct sound *sound, const struct options *options, struct error *error);
/* For a recording, from its first sample on; taken from `synth`. */
bool sound_open_recording(struct sound *sound, const struct options *options, struct error *error);
/* A zeroed one is fine. */
void sound_close(struct sound *sound);

/* Listens to the session's newest frame, dt_s of screen time after the last call. */
void sound_listen(struct sound *sound, const struct session *session, double dt_s);

/* Live: from on to off and back. */
void sound_toggle(struct sound *sound);
/* Live: 0..1. */
void sound_volume(struct sound *sound, float volume);
enum ui_sound sound_state(const struct sound *sound);

#endif
