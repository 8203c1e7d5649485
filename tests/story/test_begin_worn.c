/* A story that begins with its path worn in is the one that went all the way: the same moments,
 * marks and ways back, to the byte. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "asset.h"
#include "story/past.h"

static const double TICK_S = 1.0 / 20.0;
enum { WORN = MODEL_WEAR_IN_CALLS };

struct one {
    struct story *story;
    struct past *past;
};

struct made {
    struct scenario *scenario;
    struct one live, short_cut;
    void *bytes;
    size_t size;
};

static void open_one(const struct made *made, struct one *one)
{
    struct error error = {0};
    struct story_options options = {.scenario = made->scenario,
                                    .treatment = STORY_KETAMINE_THERAPY,
                                    .seed = 5,
                                    .automatic = true,
                                    .cells_per_place = 10,
                                    .n_exc = 104,
                                    .n_inh = 24};
    one->story = story_create(&options, &error);
    assert_non_null(one->story);
    one->past = past_create(one->story, TICK_S);
    assert_non_null(one->past);
}

static void close_one(struct one *one)
{
    past_destroy(one->past);
    story_destroy(one->story);
}

static int set_up(void **state)
{
    struct error error = {0};
    struct made *made = calloc(1, sizeof *made);
    size_t size;
    char *text = asset("scenarios/worry.yaml", &size);
    made->scenario = scenario_parse("worry", text, size, &error);
    assert_non_null(made->scenario);
    free(text);
    open_one(made, &made->live);
    while (story_view(made->live.story)->phase == STORY_WEARING_IN)
        past_tick(made->live.past);
    assert_int_equal(past_now(made->live.past), WORN);
    made->bytes = model_store(story_model(made->live.story), &made->size);
    assert_non_null(made->bytes);
    open_one(made, &made->short_cut);
    assert_true(past_begin_worn(made->short_cut.past, made->bytes, made->size));
    *state = made;
    return 0;
}

static int tear_down(void **state)
{
    struct made *made = *state;
    close_one(&made->live);
    close_one(&made->short_cut);
    scenario_destroy(made->scenario);
    free(made->bytes);
    free(made);
    return 0;
}

static void assert_same(const struct made *made)
{
    const struct past *a = made->live.past, *b = made->short_cut.past;
    struct past_mark ours[PAST_MOST_MARKS] = {0}, theirs[PAST_MOST_MARKS] = {0};
    const struct story_view *live = story_view(made->live.story);
    const struct story_view *other = story_view(made->short_cut.story);
    assert_true(story_state_hash(made->live.story) == story_state_hash(made->short_cut.story));
    assert_int_equal(past_now(a), past_now(b));
    assert_int_equal(past_end(a), past_end(b));
    uint32_t n = past_marks(a, ours);
    assert_int_equal(past_marks(b, theirs), n);
    assert_memory_equal(ours, theirs, sizeof ours);
    assert_int_equal(past_can_undo(a), past_can_undo(b));
    assert_int_equal(past_can_redo(a), past_can_redo(b));
    assert_int_equal(live->n_points, other->n_points);
    for (uint32_t i = 0; i < live->n_points; i++)
        assert_memory_equal(&live->points[i], &other->points[i],
                            offsetof(struct story_point, phase) + 1);
    assert_true(live->wear_in == other->wear_in);
    assert_int_equal(live->clock, other->clock);
    assert_true(live->told_rate == other->told_rate && live->story_h == other->story_h);
    assert_ptr_equal(live->caption, other->caption);
    assert_ptr_equal(live->phase_title, other->phase_title);
    const struct model *ours_worn = past_worn(a), *theirs_worn = past_worn(b);
    assert_int_equal(ours_worn != NULL, theirs_worn != NULL);
    assert_true(!ours_worn || model_state_hash(ours_worn) == model_state_hash(theirs_worn));
}

/* The same for both. */
static void each(const struct made *made, void (*what)(struct past *past, uint64_t value),
                 uint64_t value)
{
    what(made->live.past, value);
    what(made->short_cut.past, value);
    assert_same(made);
}

static void play(struct past *past, uint64_t ticks)
{
    for (uint64_t i = 0; i < ticks; i++)
        past_tick(past);
}

static void ask(struct past *past, uint64_t action)
{
    assert_true(past_ask(past, &(struct story_wish){.action = (enum story_action)action}));
}

static void go(struct past *past, uint64_t at)
{
    past_go(past, at);
    while (past_going(past))
        past_step(past);
}

static void undo(struct past *past, uint64_t unused)
{
    (void)unused;
    assert_true(past_undo(past));
    while (past_going(past))
        past_step(past);
}

static void it_is_the_same_from_there_on(void **state)
{
    struct made *made = *state;
    assert_non_null(past_worn(made->short_cut.past));
    assert_same(made);
    each(made, play, 1);
    each(made, play, 300); /* the dose comes by itself */
    each(made, ask, STORY_DO_FASTER);
    each(made, play, 2500); /* days, and practice */
    assert_true(story_view(made->live.story)->phase >= STORY_PRACTICE);
    each(made, ask, STORY_DO_DOSE);
    each(made, play, 10);
    each(made, undo, 0);
    each(made, go, WORN + 700);
    each(made, go, WORN);
    each(made, ask, STORY_DO_DOSE); /* another future */
    each(made, play, 200);
}

/* Into wearing in, which is then gone through step by step. */
static void the_way_back_leads_to_the_beginning(void **state)
{
    struct made *made = *state;
    each(made, go, WORN - 140);
    assert_int_equal(story_view(made->short_cut.story)->phase, STORY_WEARING_IN);
    each(made, go, 3);
    each(made, go, WORN + 40);
    each(made, go, 100);
    ask(made->live.past, STORY_DO_DOSE); /* what was worn in is given up, and comes about anew */
    ask(made->short_cut.past, STORY_DO_DOSE);
    assert_null(past_worn(made->live.past));
    assert_null(past_worn(made->short_cut.past));
    each(made, play, WORN - 100 + 30);
    each(made, ask, STORY_DO_RESTART);
    each(made, play, WORN + 5);
    each(made, undo, 0);
}

/* Opens a moment of the live one in a story that began worn in. */
static void assert_opens(struct made *made)
{
    uint32_t n;
    const struct past_act *acts = past_acts(made->live.past, &n);
    close_one(&made->short_cut);
    open_one(made, &made->short_cut);
    assert_true(past_begin_worn(made->short_cut.past, made->bytes, made->size));
    assert_true(past_foresee(made->short_cut.past, acts, n, past_now(made->live.past)));
    go(made->short_cut.past, past_now(made->live.past));
    assert_true(story_state_hash(made->live.story) == story_state_hash(made->short_cut.story));
    each(made, play, 20);
    each(made, go, WORN + 1);
}

static void what_was_saved_opens_in_it(void **state)
{
    struct made *made = *state;
    play(made->live.past, 30);
    ask(made->live.past, STORY_DO_DOSE);
    play(made->live.past, 90);
    ask(made->live.past, STORY_DO_SLOWER);
    play(made->live.past, 5);
    assert_opens(made);
    go(made->live.past, WORN); /* and the very first moment */
    past_begin_here(made->live.past);
    assert_opens(made);
}

/* Something was asked before the path was worn in: then it has to be worn in to get there. */
static void what_was_asked_before_happens_there(void **state)
{
    struct made *made = *state;
    each(made, go, 50);
    ask(made->live.past, STORY_DO_DOSE);
    ask(made->live.past, STORY_DO_FASTER);
    play(made->live.past, WORN + 100);
    assert_opens(made);
    assert_true(story_view(made->short_cut.story)->speed > 1.0f);
    go(made->live.past, 77); /* so does a moment of wearing in itself */
    past_begin_here(made->live.past);
    uint32_t n;
    const struct past_act *acts = past_acts(made->live.past, &n);
    close_one(&made->short_cut);
    open_one(made, &made->short_cut);
    assert_true(past_begin_worn(made->short_cut.past, made->bytes, made->size));
    assert_true(past_foresee(made->short_cut.past, acts, n, 77));
    go(made->short_cut.past, 77);
    assert_int_equal(story_view(made->short_cut.story)->phase, STORY_WEARING_IN);
    assert_true(story_state_hash(made->live.story) == story_state_hash(made->short_cut.story));
    play(made->live.past, WORN);
    play(made->short_cut.past, WORN);
    assert_same(made);
}

/* What was chosen meanwhile is of the story and not of the network. */
static void wishes_leave_the_network_as_it_is_worn(void **state)
{
    struct made *made = *state;
    struct one other;
    size_t size;
    open_one(made, &other);
    play(other.past, 10);
    ask(other.past, STORY_DO_DOSE);
    ask(other.past, STORY_DO_THERAPY);
    ask(other.past, STORY_DO_FASTER);
    ask(other.past, STORY_DO_HOLD);
    assert_true(past_ask(other.past, &(struct story_wish){.action = STORY_DO_SET_DOSE,
                                                          .dose_mg_kg = 1.0f}));
    play(other.past, WORN - 10);
    void *bytes = model_store(past_worn(other.past), &size);
    assert_non_null(bytes);
    assert_int_equal(size, made->size);
    assert_memory_equal(bytes, made->bytes, size);
    free(bytes);
    close_one(&other);
}

static void only_a_beginning_can_begin_so(void **state)
{
    struct made *made = *state;
    struct one late;
    uint64_t before = story_state_hash(made->short_cut.story);
    assert_false(past_begin_worn(made->short_cut.past, made->bytes, made->size));
    assert_false(story_begin_worn(made->short_cut.story, made->bytes, made->size));
    assert_true(story_state_hash(made->short_cut.story) == before);
    open_one(made, &late);
    assert_false(past_begin_worn(late.past, made->bytes, made->size - 1));
    assert_int_equal(past_now(late.past), 0);
    assert_int_equal(story_view(late.story)->phase, STORY_WEARING_IN);
    play(late.past, 1);
    assert_false(past_begin_worn(late.past, made->bytes, made->size));
    assert_int_equal(past_now(late.past), 1);
    close_one(&late);
    /* nor is anything foreseen once something has been asked */
    ask(made->short_cut.past, STORY_DO_DOSE);
    assert_false(past_foresee(made->short_cut.past, NULL, 0, WORN + 10));
}

#define EACH(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        EACH(it_is_the_same_from_there_on),
        EACH(the_way_back_leads_to_the_beginning),
        EACH(what_was_saved_opens_in_it),
        EACH(what_was_asked_before_happens_there),
        EACH(wishes_leave_the_network_as_it_is_worn),
        EACH(only_a_beginning_can_begin_so),
    };
    return cmocka_run_group_tests_name("begin_worn", tests, NULL, NULL);
}
