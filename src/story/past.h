/* The past of a story: what was asked of it and when, and the way back to any moment.
 *
 * The same wishes at the same ticks give the same story, so that a moment is reached by taking up
 * a copy kept from before it and doing again what was done since. Who goes back finds what came
 * after still there, and it happens again, until something else is asked: then a new future
 * begins. Time while the story is paused does not count.
 */
#ifndef SNOWMELT_STORY_PAST_H
#define SNOWMELT_STORY_PAST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "story/story.h"

struct past;

struct past_act {
    uint64_t at; /* ticks done when it was asked */
    struct story_wish wish;
};

enum { PAST_MOST_ACTS = 1 << 16 };

/* `story` is driven through here alone from now on and must outlive the past; it has just been
 * created. NULL when out of memory. */
struct past *past_create(struct story *story, double tick_s);
void past_destroy(struct past *past);

/* Begins where wearing in ends, as if the ticks of it had just been done with nothing asked; see
 * story_begin_worn(). Only in a past that has just been created. */
bool past_begin_worn(struct past *past, const void *bytes, size_t size);

/* Asks now. What lay ahead gives way to a new future if that has an effect. A restart is a beginning without a
 * past; once all that was done since is undone, it can be undone too. False as story_ask(), or when no more can be remembered. */
bool past_ask(struct past *past, const struct story_wish *wish);

/* One tick; what was asked at this moment before is asked again. */
void past_tick(struct past *past);

/* Ticks done, and as far as the story is known. */
uint64_t past_now(const struct past *past);
uint64_t past_end(const struct past *past);

/* Sets out for another moment, 0 .. past_end(); past_step() then goes there in small pieces, for
 * as long as past_going(). past_progress() is how much of the way is done, 0..1. */
void past_go(struct past *past, uint64_t at);
bool past_going(const struct past *past);
void past_step(struct past *past);
float past_progress(const struct past *past);

/* Gives up what lies ahead: a new future begins here. */
void past_begin_here(struct past *past);

/* Back to just before the last thing asked, as if it never was; the future that it took the place
 * of lies ahead again. Pace and pause are left out of it (but for pace that took such a place), and
 * what was chosen for a dose in the moment of that dose is one thing with it. Sets out as past_go()
 * does. False if there is nothing to undo. Redoing brings back both what was undone and the moment
 * at which it was. */
bool past_undo(struct past *past);
bool past_redo(struct past *past);
bool past_can_undo(const struct past *past);
bool past_can_redo(const struct past *past);

/* The network as it was when its path had just been worn in, before anything was asked of it; NULL
 * where that is not at hand. The past's, valid until it moves. */
const struct model *past_worn(const struct past *past);

/* What was asked so far, up to now and in order of time. */
const struct past_act *past_acts(const struct past *past, uint32_t *count);

/* A mark along the time that is known. */
struct past_mark {
    uint64_t at;
    bool chapter;              /* one begins here: `phase`; else something was asked: `action` */
    enum story_phase phase;
    enum story_action action;
};
enum { PAST_MOST_MARKS = 96 };
/* The marks up to past_end(), chapters first and each kind in order of time; of more than fit the
 * first ones. Returns how many. */
uint32_t past_marks(const struct past *past, struct past_mark marks[PAST_MOST_MARKS]);

/* Remembers acts and an end as if they had been, in a story that has just been created or begun worn
 * in; go there with past_go(). False with nothing changed if they are not in order or too many. */
bool past_foresee(struct past *past, const struct past_act *acts, uint32_t count, uint64_t end);

#endif
