/* Futures that were left behind: undone ones, and those that a new one took the place of. Internal
 * to the past. */
#ifndef SNOWMELT_STORY_PAST_BRANCHES_H
#define SNOWMELT_STORY_PAST_BRANCHES_H

#include "story/past.h"

enum { BRANCHES = 64, CHAPTERS = PAST_MOST_MARKS / 2 };

/* Where chapters begin, in order of time; a second dose begins them again. */
struct chapters {
    uint64_t at[CHAPTERS];
    enum story_phase phase[CHAPTERS];
    uint32_t n;
};

struct branch {
    uint32_t from, n; /* the acts from that number on */
    struct past_act *acts;
    uint64_t at, end; /* where somebody was then, and how far it was known */
    struct chapters chapters;
};

/* The newest last. */
struct branches {
    struct branch *all[BRANCHES];
    uint32_t n;
};

/* Copies what goes from acts[from] to acts[n - 1]; the oldest branch makes room for it. False when
 * out of memory: it is forgotten then. */
bool branches_push(struct branches *branches, const struct past_act *acts, uint32_t from,
                   uint32_t n, uint64_t at, uint64_t end, const struct chapters *chapters);
/* The newest, or NULL. */
const struct branch *branches_top(const struct branches *branches);
void branches_pop(struct branches *branches);
void branches_clear(struct branches *branches);

#endif
