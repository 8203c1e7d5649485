#include "story/past_parts.h"

#include <stdlib.h>
#include <string.h>

/* A copy of a story takes some 20 MiB. One right after wearing in, which is the longest to do
 * again, and then evenly, ever farther apart. */
enum { APART_TICKS = 300, STEP_TICKS = 12 };

struct past *past_create(struct story *story, double tick_s)
{
    struct past *past = calloc(1, sizeof *past);
    if (!past)
        return NULL;
    past->story = story;
    past->tick_s = tick_s;
    past->apart = APART_TICKS;
    past->acts = malloc(PAST_MOST_ACTS * sizeof *past->acts); /* touched only as it fills */
    if (!past->acts) {
        free(past);
        return NULL;
    }
    return past;
}

/* What comes after a moment is another story from now on. */
void past_drop_after(struct past *past, uint64_t after)
{
    struct chapters *chapters = &past->chapters;
    while (chapters->n && chapters->at[chapters->n - 1] > after)
        chapters->n--;
    while (past->n_kept && past->kept[past->n_kept - 1].at > after)
        story_destroy(past->kept[--past->n_kept].story);
}

void past_drop_all(struct past *past)
{
    while (past->n_kept)
        story_destroy(past->kept[--past->n_kept].story);
    past->apart = APART_TICKS;
}

void past_drop_former(struct past *past)
{
    free(past->former.acts);
    story_destroy(past->former.story);
    past->former = (struct former){0};
}

void past_destroy(struct past *past)
{
    if (!past)
        return;
    past_drop_all(past);
    past_drop_former(past);
    branches_clear(&past->undone);
    branches_clear(&past->cut);
    free(past->acts);
    free(past);
}

/* Every second copy goes, but never the first. */
static void thin_out(struct past *past)
{
    uint32_t left = 0;
    for (uint32_t i = 0; i < past->n_kept; i++) {
        if (i % 2 == 0)
            past->kept[left++] = past->kept[i];
        else
            story_destroy(past->kept[i].story);
    }
    past->n_kept = left;
    past->apart *= 2;
}

static void keep(struct past *past)
{
    if (story_view(past->story)->phase == STORY_WEARING_IN)
        return;
    if (past->n_kept && past->at < past->kept[past->n_kept - 1].at + past->apart)
        return;
    if (past->n_kept == COPIES) {
        thin_out(past);
        if (past->at < past->kept[past->n_kept - 1].at + past->apart)
            return;
    }
    struct story *copy = story_copy(past->story);
    if (copy) /* without one the way back is longer, that is all */
        past->kept[past->n_kept++] = (struct kept){past->at, copy};
}

static void note_chapter(struct past *past)
{
    struct chapters *chapters = &past->chapters;
    enum story_phase phase = story_view(past->story)->phase;
    uint64_t last = chapters->n ? chapters->at[chapters->n - 1] : 0;
    if (chapters->n == CHAPTERS || (chapters->n && past->at <= last) ||
        (chapters->n && chapters->phase[chapters->n - 1] == phase))
        return;
    chapters->at[chapters->n] = past->at;
    chapters->phase[chapters->n++] = phase;
}

bool past_begin_worn(struct past *past, const void *bytes, size_t size)
{
    if (past->at || !story_begin_worn(past->story, bytes, size))
        return false;
    past->chapters = (struct chapters){.n = 1, .at = {1}, .phase = {STORY_WEARING_IN}};
    past->begun = past->at = past->end = MODEL_WEAR_IN_CALLS;
    note_chapter(past);
    keep(past);
    return true;
}

static bool happened_again(struct past *past)
{
    return past->next < past->n_acts && past->acts[past->next].at <= past->at;
}

void past_tick(struct past *past)
{
    if (story_view(past->story)->paused)
        return;
    while (happened_again(past))
        story_ask(past->story, &past->acts[past->next++].wish);
    story_tick(past->story, past->tick_s);
    past->at++;
    if (past->end < past->at)
        past->end = past->at;
    note_chapter(past);
    keep(past); /* before anything is asked at that moment */
}

/* A new beginning; the old story is kept, for an undo. */
static bool begin_again(struct past *past, const struct story_wish *wish)
{
    struct former former = {
        .n_acts = past->n_acts, .next = past->next, .at = past->at, .end = past->end};
    former.story = story_copy(past->story);
    former.acts = malloc((past->n_acts + 1u) * sizeof *former.acts);
    if (!story_ask(past->story, wish)) {
        free(former.acts);
        story_destroy(former.story);
        return false;
    }
    past_drop_former(past);
    former.chapters = past->chapters;
    past->chapters.n = 0;
    if (former.acts && former.story) {
        memcpy(former.acts, past->acts, past->n_acts * sizeof *former.acts);
        past->former = former;
    } else {
        free(former.acts);
        story_destroy(former.story);
    }
    past_drop_all(past);
    past->at = past->end = past->begun = 0;
    past->n_acts = past->next = 0;
    branches_clear(&past->undone);
    branches_clear(&past->cut);
    return true;
}

bool past_ask(struct past *past, const struct story_wish *wish)
{
    if (wish->action == STORY_DO_PAUSE)
        return story_ask(past->story, wish);
    if (wish->action == STORY_DO_RESTART)
        return begin_again(past, wish);
    while (happened_again(past))
        story_ask(past->story, &past->acts[past->next++].wish);
    if (past->next == PAST_MOST_ACTS || !story_ask(past->story, wish))
        return false;
    past_cut_off(past, past->next, past->at);
    past->acts[past->next++] = (struct past_act){past->at, *wish};
    past->n_acts = past->next;
    branches_clear(&past->undone);
    past->end = past->at;
    past_drop_after(past, past->at);
    return true;
}

uint64_t past_now(const struct past *past)
{
    return past->at;
}

uint64_t past_end(const struct past *past)
{
    return past->end;
}

/* The story as it was at a copy; what is paused stays so. */
bool past_take_up(struct past *past, const struct story *from, uint64_t at)
{
    struct story *copy = story_copy(from);
    if (!copy)
        return false;
    bool paused = story_view(past->story)->paused;
    story_become(past->story, copy);
    if (story_view(past->story)->paused != paused)
        story_do(past->story, STORY_DO_PAUSE);
    past->at = at;
    past->next = 0;
    while (past->next < past->n_acts && past->acts[past->next].at < at)
        past->next++;
    return true;
}

static void begin_anew(struct past *past)
{
    bool paused = story_view(past->story)->paused;
    if (!story_do(past->story, STORY_DO_RESTART))
        return;
    if (paused)
        story_do(past->story, STORY_DO_PAUSE);
    past->at = past->next = 0;
}

/* Sets out for a moment. `other`: the present has come about in another way than the acts tell, so
 * that it is no help to go on from it. */
void past_set_out(struct past *past, uint64_t at, bool other)
{
    past->target = at < past->end ? at : past->end;
    past->after = false;
    uint32_t nearest = past->n_kept;
    while (nearest && past->kept[nearest - 1].at > past->target)
        nearest--;
    const struct kept *copy = nearest ? &past->kept[nearest - 1] : NULL;
    bool back = other || past->target < past->at;
    if (copy && (back || copy->at > past->at))
        past_take_up(past, copy->story, copy->at);
    else if (back)
        begin_anew(past);
    if (past->at > past->target) /* no memory to go back: better here than nowhere */
        past->target = past->at;
    past->from = past->at;
}

void past_go(struct past *past, uint64_t at)
{
    past_set_out(past, at, false);
}

bool past_going(const struct past *past)
{
    return past->at < past->target;
}

float past_progress(const struct past *past)
{
    if (!past_going(past))
        return 1.0f;
    return (float)((double)(past->at - past->from) / (double)(past->target - past->from));
}

void past_settle(struct past *past)
{
    while (past->after && !past_going(past) && happened_again(past))
        story_ask(past->story, &past->acts[past->next++].wish);
}

void past_step(struct past *past)
{
    bool paused = story_view(past->story)->paused;
    if (paused)
        story_do(past->story, STORY_DO_PAUSE);
    for (int i = 0; i < STEP_TICKS && past_going(past); i++)
        past_tick(past);
    past_settle(past);
    if (paused)
        story_do(past->story, STORY_DO_PAUSE);
}

void past_begin_here(struct past *past)
{
    past->n_acts = past->next;
    branches_clear(&past->undone);
    branches_clear(&past->cut);
    past->end = past->at;
    past_drop_after(past, past->at);
}

const struct model *past_worn(const struct past *past)
{
    const struct chapters *chapters = &past->chapters;
    for (uint32_t i = 0; i < chapters->n && past->n_kept; i++)
        if (chapters->phase[i] == STORY_RIGID && chapters->at[i] == past->kept[0].at)
            return story_model(past->kept[0].story);
    return NULL;
}

const struct past_act *past_acts(const struct past *past, uint32_t *count)
{
    *count = past->next;
    return past->acts;
}

uint32_t past_marks(const struct past *past, struct past_mark marks[PAST_MOST_MARKS])
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < past->chapters.n; i++)
        marks[n++] = (struct past_mark){
            .at = past->chapters.at[i], .chapter = true, .phase = past->chapters.phase[i]};
    for (uint32_t i = 0; i < past->n_acts && n < PAST_MOST_MARKS; i++)
        if (!past_is_pace(&past->acts[i]))
            marks[n++] =
                (struct past_mark){.at = past->acts[i].at, .action = past->acts[i].wish.action};
    return n;
}

/* Where something happens before that, the path is worn in step by step after all. */
static bool begin_before(struct past *past)
{
    begin_anew(past);
    if (past->at)
        return false;
    past_drop_all(past);
    past->chapters.n = 0;
    past->begun = 0;
    return true;
}

bool past_foresee(struct past *past, const struct past_act *acts, uint32_t count, uint64_t end)
{
    if (past->n_acts || past->at != past->begun || count > PAST_MOST_ACTS)
        return false;
    for (uint32_t i = 0; i < count; i++)
        if (acts[i].at > end || (i && acts[i].at < acts[i - 1].at))
            return false;
    bool before = end < past->begun || (count && acts[0].at < past->begun);
    if (before && !begin_before(past))
        return false;
    if (count)
        memcpy(past->acts, acts, count * sizeof *acts);
    past->n_acts = count;
    past->next = 0;
    past->end = end;
    return true;
}
