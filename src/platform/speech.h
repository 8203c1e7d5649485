/* Sentences spoken by speech-dispatcher, which people who see little have set up to their liking.
 *
 * It is spoken to in its own protocol (SSIP) over its socket in the file system of this machine, so
 * no library is needed. Where it does not run yet it is started, once. Nothing ever waits for it:
 * speech_tend() does what can be done at once.
 */
#ifndef SNOWMELT_PLATFORM_SPEECH_H
#define SNOWMELT_PLATFORM_SPEECH_H

#include <stdbool.h>

#include "base/error.h"

struct speech;

/* Begins to reach for it. NULL with ERROR_MEMORY. */
struct speech *speech_open(struct error *error);
/* Silences it. NULL is fine. */
void speech_close(struct speech *speech);

/* Says that in place of what it is saying or was going to; `language` as "de" or "zh_CN".
 * Remembered until it is reached. */
void speech_say(struct speech *speech, const char *language, const char *text);
/* Says nothing more. */
void speech_hush(struct speech *speech);

/* Call often; now_s is a monotonic time. False with ERROR_SPEECH once it is known that it cannot be
 * had; it is not reached for again then. */
bool speech_tend(struct speech *speech, double now_s, struct error *error);
#endif
