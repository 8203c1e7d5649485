/* Runs the story beside the picture: ticks in its own thread, snapshots in a double buffer.
 *
 * The caller announces how many ticks may run; actions belong to the first tick that is not
 * announced yet. So the story depends on ticks and actions alone, never on how fast anything
 * runs. Without a thread the ticks run in worker_take(), with the same result.
 */
#ifndef SNOWMELT_COMMANDS_WORKER_H
#define SNOWMELT_COMMANDS_WORKER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "story/story.h"

struct worker;

struct worker_options {
    double tick_s; /* screen time of a tick */
    bool threaded; /* false: lock-step */
    bool hashes;   /* take the hash of the state every WORKER_HASH_TICKS */
};

enum { WORKER_HASH_TICKS = 60 };

/* One finished look at the story. Belongs to the worker, valid until the next worker_take(). */
struct worker_frame {
    const struct model_snapshot *snapshot;
    const struct story_view *view;
    uint64_t tick;            /* ticks done */
    uint64_t hash, hash_tick; /* newest hash and the ticks done then; 0 when none */
};

/* The story must outlive the worker and be left alone meanwhile. NULL with ERROR_MEMORY. When
 * no thread can be made the worker is made without one. */
struct worker *worker_create(struct story *story, const struct worker_options *options,
                             struct error *error);
void worker_destroy(struct worker *worker);
bool worker_threaded(const struct worker *worker);

/* Lets n more ticks run. */
void worker_announce(struct worker *worker, uint64_t n);
/* Ticks announced so far, which is the tick that the next action belongs to. */
uint64_t worker_announced(const struct worker *worker);
/* Ticks run so far. */
uint64_t worker_done(struct worker *worker);
/* Has the action done just before the first tick not announced yet. False if too many wait. */
bool worker_do(struct worker *worker, enum story_action action);

/* The newest finished frame; true if it is another than at the last call. Never waits for the
 * thread; without one it runs what was announced. */
bool worker_take(struct worker *worker, struct worker_frame *frame);

#endif
