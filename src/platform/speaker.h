/* Sound that is heard now: a synthesiser behind SDL2_mixer.
 *
 * The device is opened when sound is first switched on and given back when it has faded out. One
 * that is taken away leaves the program as it is, silent; the next one to be had is taken up.
 * Calls are for one thread; the device's own thread takes what they say from a queue, waits for
 * nobody and allocates nothing.
 */
#ifndef SNOWMELT_PLATFORM_SPEAKER_H
#define SNOWMELT_PLATFORM_SPEAKER_H

#include <stdbool.h>

#include "base/error.h"
#include "platform/synth.h"

struct speaker;

/* Opens nothing yet. NULL with ERROR_MEMORY. */
struct speaker *speaker_create(int volume, struct error *error);
void speaker_destroy(struct speaker *speaker);

/* False with ERROR_SOUND when no device can be opened, or the program was built without
 * SDL2_mixer; it then stays switched on, and begins when a device comes. */
bool speaker_switch(struct speaker *speaker, bool on, struct error *error);
bool speaker_on(const struct speaker *speaker);
/* Whether a device is open now. */
bool speaker_sounds(const struct speaker *speaker);

/* 0..100, taken up over a moment, also while no device is open. */
void speaker_volume(struct speaker *speaker, int volume);

/* Both do nothing while none is open. */
void speaker_note(struct speaker *speaker, const struct synth_note *note);
void speaker_mood(struct speaker *speaker, const struct synth_mood *mood);

/* Looks after devices that came and went; call often. now_s is a monotonic time. */
void speaker_tend(struct speaker *speaker, double now_s);

#endif
