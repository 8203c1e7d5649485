/* Numbers for the museum: one line a visit in a file a day, and nothing about anybody.
 *
 *     start,seconds,language,chapters
 *     14:05,132,de,worn-path+dose+signals
 */
#ifndef SNOWMELT_COMMANDS_VISIT_COUNTS_H
#define SNOWMELT_COMMANDS_VISIT_COUNTS_H

#include <stddef.h>

#include "base/error.h"
#include "commands/visit.h"

enum { VISIT_COUNTS_ROWS = 5000, VISIT_COUNTS_WAITING = 256 }; /* in a file; in memory: at most */

/* `day` is "2026-11-25", `start` "14:05": when the visit began, where the machine stands. Written
 * whole or not at all; a damaged file is set aside first, which *error then tells although true is
 * returned (its id is ERROR_NONE otherwise). */
bool visit_counts_add(const char *day, const char *start, const struct visit_past *past,
                      struct error *error);

/* Visits that could not be written yet: of a full disk nothing is lost that room is made for. */
struct visit_counts {
    unsigned n; /* when there are too many the first are forgotten */
    struct visit_counts_row {
        char day[11], start[6];
        struct visit_past past;
    } waiting[VISIT_COUNTS_WAITING];
};

/* Adds one to those that wait. */
void visit_counts_note(struct visit_counts *counts, const char *day, const char *start,
                       const struct visit_past *past);
/* Writes those that wait, the first first; false when some are left, *error as above. */
bool visit_counts_write(struct visit_counts *counts, struct error *error);

/* The names of chapters, a bit each, with + between. */
void visit_counts_chapters(unsigned chapters, char *text, size_t size);

#endif
