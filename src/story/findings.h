/* What was found in a scenario: mistakes and advice, each with its id and line. */
#ifndef SNOWMELT_STORY_FINDINGS_H
#define SNOWMELT_STORY_FINDINGS_H

#include "base/error.h"

/* One line: WHAT; expected WHAT; REMEDY. It is advice when its id leads to exit status 0. */
struct finding {
    enum error_id id;
    unsigned line; /* from 1 */
    char text[480];
};

/* Past this many a file is no scenario; the rest is only counted. */
enum { FINDINGS_MOST = 200 };

struct findings { /* zeroed: none yet */
    struct finding *list;
    unsigned n, room;
    unsigned left_out;
    bool no_memory; /* the list is not the whole truth */
};

__attribute__((format(printf, 4, 5))) void findings_add(struct findings *findings, enum error_id id,
                                                        unsigned line, const char *format, ...);

/* By line; those of one line stay in the order in which they came. */
void findings_sort(struct findings *findings);

/* How many are mistakes, those left out included; the rest is advice. */
unsigned findings_mistakes(const struct findings *findings);

/* The first mistake of the list; NULL if there is none. */
const struct finding *findings_first_mistake(const struct findings *findings);

void findings_free(struct findings *findings);

#endif
