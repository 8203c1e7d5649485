/* How an exhibit is, as a small file that is written anew every ten seconds, and read by
 * 'snowmelt status'. */
#ifndef SNOWMELT_COMMANDS_HEALTH_H
#define SNOWMELT_COMMANDS_HEALTH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

struct health {
    double began_s, now_s; /* of window_time(), which no change of the clock moves */
    double fps;
    double memory_mib; /* of the process, resident */
    unsigned visits;
    uint64_t late_frames;    /* that came half a picture later than they should, or more */
    uint32_t orders_dropped; /* of show control, and what was none */
    bool open;             /* within the opening hours */
    const char *stage;
    const char *last_error; /* "" for none */
};

bool health_write(const struct health *health, struct error *error);

/* Reads the file into `text`. ERROR_STATUS where there is none, or it is no such file, or older
 * than half a minute (the text is there all the same). */
bool health_read(double now_s, char *text, size_t size, struct error *error);

#endif
