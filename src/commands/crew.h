/* Runs a comparison beside the picture: arms on several threads, tick by tick, snapshots in a
 * double buffer. As with the worker (worker.h) what comes of it hangs on ticks and actions alone:
 * the caller announces how many ticks may run, and an action belongs to the first tick that is
 * not announced yet. How many threads there are changes nothing in the result.
 */
#ifndef SNOWMELT_COMMANDS_CREW_H
#define SNOWMELT_COMMANDS_CREW_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "story/comparison.h"

struct crew;

/* One finished look at all arms. Belongs to the crew, valid until the next crew_take(). */
struct crew_frame {
    const struct comparison_view *view;
    const struct model_snapshot *arms[COMPARISON_MOST]; /* none while the path is worn in */
    uint64_t tick;                                      /* ticks done */
};

/* `threads` 0: none, ticks run in crew_take(). Fewer than asked for may be made. The comparison
 * must outlive the crew and be left alone meanwhile. NULL with ERROR_MEMORY. */
struct crew *crew_create(struct comparison *comparison, double tick_s, unsigned threads,
                         struct error *error);
void crew_destroy(struct crew *crew);
unsigned crew_threads(const struct crew *crew);

/* Lets n more ticks run. */
void crew_announce(struct crew *crew, uint64_t n);
/* Ticks run so far. */
uint64_t crew_done(struct crew *crew);
/* False if too many wait. */
bool crew_do(struct crew *crew, enum comparison_action action);

/* The newest finished frame; true if it is another than at the last call. Never waits for the
 * threads. */
bool crew_take(struct crew *crew, struct crew_frame *frame);

#endif
