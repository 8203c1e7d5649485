/* What one message of show control asks for. Pure: no network, no clock, no library.
 *
 *     /snowmelt/start              /snowmelt/stop         /snowmelt/dose
 *     /snowmelt/chapter  i         /snowmelt/language  s  /snowmelt/volume  f
 *     /snowmelt/status   [i]
 */
#ifndef SNOWMELT_PLATFORM_OSC_MESSAGE_H
#define SNOWMELT_PLATFORM_OSC_MESSAGE_H

#include <stdbool.h>
#include <stdint.h>

enum osc_command {
    OSC_START,
    OSC_STOP,
    OSC_CHAPTER,
    OSC_LANGUAGE,
    OSC_VOLUME,
    OSC_DOSE,
    OSC_STATUS,
    OSC_COMMANDS
};

enum { OSC_LANGUAGE_SIZE = 16, OSC_CHAPTER_MOST = 999, OSC_ALL = (1 << OSC_COMMANDS) - 1 };

/* Fields that a command has no use for are 0. */
struct osc_order {
    enum osc_command command;
    int chapter;                      /* CHAPTER: 1 .. OSC_CHAPTER_MOST */
    char language[OSC_LANGUAGE_SIZE]; /* LANGUAGE: a tag, such as "de"; letters, digits, - _ . */
    float volume;                     /* VOLUME: 0..1 */
    int port;                         /* STATUS: to answer to; 0: where it came from */
};

/* An argument; which of them counts is told by its type. */
struct osc_value {
    int32_t i;
    float f;
    const char *s;
};

enum osc_verdict {
    OSC_GOOD,
    OSC_REFUSED,  /* an unknown path, or a command that is not allowed */
    OSC_MALFORMED /* wrong types, or out of range */
};

/* Reads a message: its path, a type tag for each argument ("is"), and as many values. `allowed` has
 * a bit for each command. *order is filled where it is good. */
enum osc_verdict osc_read(const char *path, const char *types, const struct osc_value *values,
                          unsigned allowed, struct osc_order *order);

/* "start", ... */
const char *osc_command_name(enum osc_command command);
/* Commands by name, divided by commas or spaces, to a bit each; an empty list is all of them. False
 * where one is unknown, or there is nothing but dividers. */
bool osc_allow(const char *list, unsigned *allowed);

#endif
