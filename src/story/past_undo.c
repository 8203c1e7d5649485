/* What was asked is undone and done again, with the futures that it took the place of. */
#include "story/past_parts.h"

#include <string.h>

/* An act of that number begins another future: what there is of the one known goes aside. */
void past_cut_off(struct past *past, uint32_t from, uint64_t at)
{
    if (from < past->n_acts || at < past->end)
        branches_push(&past->cut, past->acts, from, past->n_acts, at, past->end, &past->chapters);
}

bool past_is_pace(const struct past_act *act)
{
    enum story_action action = act->wish.action;
    return action == STORY_DO_FASTER || action == STORY_DO_SLOWER || action == STORY_DO_HOLD ||
           action == STORY_DO_GO_ON;
}

/* The last act so far that can be undone, counted from 1; 0 for none. One of pace is no step of its
 * own, unless it took the place of another future. */
static uint32_t last_act(const struct past *past)
{
    const struct branch *cut = branches_top(&past->cut);
    uint32_t last = past->next;
    while (last && past_is_pace(&past->acts[last - 1]) && !(cut && cut->from == last - 1))
        last--;
    return last;
}

/* The first of the acts that are one with that, counted likewise. */
static uint32_t first_of(const struct past *past, uint32_t last)
{
    const struct past_act *acts = past->acts;
    if (acts[last - 1].wish.action == STORY_DO_DOSE)
        while (last > 1 && acts[last - 2].at == acts[last - 1].at &&
               (acts[last - 2].wish.action == STORY_DO_SET_DOSE ||
                acts[last - 2].wish.action == STORY_DO_THERAPY))
            last--;
    return last;
}

bool past_can_undo(const struct past *past)
{
    return last_act(past) > 0 || past->former.story;
}

/* The story before the restart, with its past. */
static bool bring_back_former(struct past *past)
{
    struct former *former = &past->former;
    if (!former->story)
        return false;
    past_drop_all(past);
    memcpy(past->acts, former->acts, former->n_acts * sizeof *past->acts);
    past->n_acts = former->n_acts;
    branches_clear(&past->undone);
    branches_clear(&past->cut);
    past->end = former->end;
    if (!past_take_up(past, former->story, former->at))
        return false;
    past->chapters = former->chapters;
    past->next = former->next; /* also what was asked in that very moment has happened */
    past->target = past->at;
    past_drop_former(past);
    return true;
}

/* The acts of a branch in place of those from there on. */
static void put_back(struct past *past, const struct branch *branch)
{
    memcpy(past->acts + branch->from, branch->acts, branch->n * sizeof *branch->acts);
    past->n_acts = branch->from + branch->n;
    past->end = branch->end;
    past->chapters = branch->chapters;
}

/* The future that an act took the place of, now that the act is gone. */
static void bring_back_cut(struct past *past, uint32_t number)
{
    const struct branch *cut;
    while ((cut = branches_top(&past->cut)) && cut->from > number)
        branches_pop(&past->cut); /* of what was undone with it */
    if (!cut || cut->from != number)
        return;
    put_back(past, cut);
    branches_pop(&past->cut);
}

bool past_undo(struct past *past)
{
    uint32_t last = last_act(past);
    if (!last)
        return bring_back_former(past);
    uint32_t first = first_of(past, last) - 1;
    uint64_t at = past->acts[first].at;
    branches_push(&past->undone, past->acts, first, past->n_acts, past->at, past->end,
                  &past->chapters);
    past->n_acts = first;
    past->end = at;
    past_drop_after(past, at);
    bring_back_cut(past, first);
    past_set_out(past, at, true);
    return true;
}

bool past_can_redo(const struct past *past)
{
    return past->undone.n > 0;
}

bool past_redo(struct past *past)
{
    const struct branch *undone = branches_top(&past->undone);
    if (!undone)
        return false;
    uint64_t at = undone->at, first = undone->acts[0].at;
    past_cut_off(past, undone->from, first);
    past_drop_after(past, first); /* what was kept since has another past */
    put_back(past, undone);
    branches_pop(&past->undone);
    past_set_out(past, at, true);
    past->after = true;
    past_settle(past);
    return true;
}
