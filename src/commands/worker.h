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
#include "story/past.h"

struct worker;

struct worker_options {
    double tick_s; /* screen time of a tick */
    bool threaded; /* false: lock-step */
    bool hashes;   /* take the hash of the state every WORKER_HASH_TICKS */
    bool remembers; /* begins with the path worn in where that is kept from before, as if those ticks
                       were announced and done; else keeps it for the next time (see worn.h) */
};

enum { WORKER_HASH_TICKS = 60 };

/* Whether what was foreseen came about, to the byte. */
enum worker_outcome { WORKER_OUTCOME_OPEN, WORKER_OUTCOME_SAME, WORKER_OUTCOME_OTHER };

/* One finished look at the story. Belongs to the worker, valid until the next worker_take(). */
struct worker_frame {
    const struct model_snapshot *snapshot;
    const struct story_view *view;
    uint64_t tick;            /* ticks done */
    uint64_t hash, hash_tick; /* newest hash and the ticks done then; 0 when none */
    /* Where the story stands in its own time, and how far it is known, in ticks that it moved. */
    uint64_t now, end;
    bool can_undo, can_redo;
    const struct past_mark *marks; /* along that time, see past_marks() */
    uint32_t n_marks;
    float going; /* how much of a way through time is done; 1 when none is under way */
    enum worker_outcome outcome; /* of worker_foresee() */
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
/* Has it asked just before the first tick not announced yet. False if too many wait. */
bool worker_ask(struct worker *worker, const struct story_wish *wish);
bool worker_do(struct worker *worker, enum story_action action);
/* Likewise: off to another moment of the story, back before the last thing asked, and forth again
 * (see story/past.h). That takes a while, told by frame.going. */
bool worker_go(struct worker *worker, uint64_t at);
/* Likewise: back to a moment, and a new future from there. */
bool worker_go_back(struct worker *worker, uint64_t at);
bool worker_undo(struct worker *worker);
bool worker_redo(struct worker *worker);
/* Before anything is announced: what is to come up to `end`, and off to there, where the state of
 * the story is to have this hash; frame.outcome tells. False if that is no past. */
bool worker_foresee(struct worker *worker, const struct past_act *acts, uint32_t n, uint64_t end,
                    uint64_t hash);

/* Waits until the worker stands still and lets its past be read, until the next call of it. */
const struct past *worker_past(struct worker *worker);

/* The newest finished frame; true if it is another than at the last call. Never waits for the
 * thread; without one it runs what was announced. */
bool worker_take(struct worker *worker, struct worker_frame *frame);

/* Where a chapter began, or is known to begin; NULL where it was never come to. Lives as long as the
 * frame's marks do. */
const struct past_mark *worker_chapter(const struct worker_frame *frame, int phase);

#endif
