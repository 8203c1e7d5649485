/* Inside of the past. */
#ifndef SNOWMELT_STORY_PAST_PARTS_H
#define SNOWMELT_STORY_PAST_PARTS_H

#include "story/past_branches.h"

enum { COPIES = 8 }; /* of a story, some 20 MiB each */

struct kept {
    uint64_t at;
    struct story *story;
};

/* What there was before a restart. */
struct former {
    struct past_act *acts;
    uint32_t n_acts, next;
    uint64_t at, end;
    struct story *story;
    struct chapters chapters;
};

struct past {
    struct story *story;
    double tick_s;
    uint64_t at, end, target;
    uint64_t begun; /* where it began: 0, or worn in */
    uint64_t from; /* where the going began, for its progress */
    bool after;    /* it ends after what was asked in that moment; else just before */

    struct past_act *acts; /* room for PAST_MOST_ACTS */
    uint32_t n_acts, next; /* next: the first that has not happened at `at` */
    struct branches undone;
    struct branches cut; /* what an act took the place of; `from` is its number */

    struct kept kept[COPIES]; /* in order of time */
    uint32_t n_kept;
    uint64_t apart;
    struct former former;
    struct chapters chapters;
};

/* What comes after a moment is another story from now on. */
void past_drop_after(struct past *past, uint64_t after);
void past_drop_all(struct past *past);
void past_drop_former(struct past *past);
/* The story as it was at a copy; what is paused stays so. */
bool past_take_up(struct past *past, const struct story *from, uint64_t at);
/* Sets out for a moment. `other`: the present has come about in another way than the acts tell, so
 * that it is no help to go on from it. */
void past_set_out(struct past *past, uint64_t at, bool other);
/* Arrived by a redo: asks what was asked in that moment. */
void past_settle(struct past *past);
/* An act of that number begins another future: what there is of the one known goes aside. */
void past_cut_off(struct past *past, uint32_t from, uint64_t at);
/* Whether it changes no more than the pace. */
bool past_is_pace(const struct past_act *act);

#endif
