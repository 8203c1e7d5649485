/* The past of a story: undone, done again, gone back to and foreseen, it is the same to the byte. A
 * small network keeps it quick. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "platform/files.h"
#include "story/past.h"

static const double TICK_S = 1.0 / 20.0;
enum { MOMENTS = 4000 };

struct made {
    struct scenario *scenario;
    struct story *story;
    struct past *past;
    uint64_t hash[MOMENTS]; /* by ticks done, from `worn` on */
    uint64_t worn;
};

static struct scenario *load_scenario(void)
{
    char path[1024];
    struct error error = {0};
    size_t size;
    assert_true(files_asset("scenarios/worry.yaml", path, sizeof path));
    char *text = files_read(path, 1 << 20, &size, &error);
    assert_non_null(text);
    struct scenario *scenario = scenario_parse(path, text, size, &error);
    assert_non_null(scenario);
    free(text);
    return scenario;
}

static void open_past(struct made *made)
{
    struct error error = {0};
    struct story_options options = {.scenario = made->scenario,
                                    .treatment = STORY_KETAMINE,
                                    .seed = 5,
                                    .cells_per_place = 10,
                                    .n_exc = 104,
                                    .n_inh = 24};
    made->story = story_create(&options, &error);
    assert_non_null(made->story);
    made->past = past_create(made->story, TICK_S);
    assert_non_null(made->past);
}

static void close_past(struct made *made)
{
    past_destroy(made->past);
    story_destroy(made->story);
}

static int set_up(void **state)
{
    struct made *made = calloc(1, sizeof *made);
    made->scenario = load_scenario();
    open_past(made);
    static void *bytes; /* of the first one worn in: the same to the byte */
    static size_t size;
    if (!bytes || !past_begin_worn(made->past, bytes, size)) {
        while (story_view(made->story)->phase == STORY_WEARING_IN)
            past_tick(made->past);
        bytes = model_store(story_model(made->story), &size);
    }
    made->worn = past_now(made->past);
    *state = made;
    return 0;
}

static int tear_down(void **state)
{
    struct made *made = *state;
    close_past(made);
    scenario_destroy(made->scenario);
    free(made);
    return 0;
}

static uint64_t hash_now(const struct made *made)
{
    return story_state_hash(made->story);
}

/* Plays on and notes every moment. */
static void play(struct made *made, uint64_t ticks)
{
    for (uint64_t i = 0; i < ticks; i++) {
        past_tick(made->past);
        assert_true(past_now(made->past) < MOMENTS);
        made->hash[past_now(made->past)] = hash_now(made);
    }
}

static void arrive(struct made *made)
{
    for (int i = 0; past_going(made->past); i++) {
        float before = past_progress(made->past);
        past_step(made->past);
        assert_true(past_progress(made->past) > before);
        assert_true(i < MOMENTS);
    }
    assert_true(past_progress(made->past) == 1.0f);
}

static bool ask(struct made *made, enum story_action action)
{
    return past_ask(made->past, &(struct story_wish){.action = action});
}

static void practise(struct made *made, uint8_t a, uint8_t b)
{
    assert_true(past_ask(made->past, &(struct story_wish){.action = STORY_DO_PRACTISE,
                                                          .way = {.n_steps = 2, .steps = {a, b}}}));
}

/* A story with a bit of everything: 100 ticks rigid, a way, a dose, changes of pace. */
static void a_story(struct made *made)
{
    play(made, 100);
    practise(made, 1, 6);
    play(made, 150);
    assert_true(ask(made, STORY_DO_DOSE));
    play(made, 200);
    assert_true(ask(made, STORY_DO_FASTER));
    play(made, 300);
    assert_true(ask(made, STORY_DO_THERAPY));
    play(made, 250);
}

static void any_moment_can_be_gone_back_to(void **state)
{
    struct made *made = *state;
    a_story(made);
    uint64_t end = past_end(made->past);
    assert_int_equal(end, made->worn + 1000);
    const uint64_t to[] = {made->worn + 1,   made->worn + 100, made->worn + 101, made->worn + 999,
                           made->worn + 450, made->worn + 333, made->worn + 751, end};
    for (size_t i = 0; i < sizeof to / sizeof to[0]; i++) {
        past_go(made->past, to[i]);
        arrive(made);
        assert_int_equal(past_now(made->past), to[i]);
        assert_true(hash_now(made) == made->hash[to[i]]);
        assert_int_equal(past_end(made->past), end);
    }
    /* played on from there, all happens again */
    past_go(made->past, made->worn + 50);
    arrive(made);
    while (past_now(made->past) < end) {
        past_tick(made->past);
        assert_true(hash_now(made) == made->hash[past_now(made->past)]);
    }
    past_go(made->past, end + 1000); /* no farther than it is known */
    arrive(made);
    assert_int_equal(past_now(made->past), end);
}

static void who_asks_anew_begins_another_future(void **state)
{
    struct made *made = *state;
    a_story(made);
    uint64_t there = made->worn + 180;
    past_go(made->past, there);
    arrive(made);
    practise(made, 2, 7);
    assert_int_equal(past_end(made->past), there);
    past_tick(made->past);
    assert_true(hash_now(made) != made->hash[there + 1]);
    /* the first way is still of the past, the dose is not */
    uint32_t n;
    const struct past_act *acts = past_acts(made->past, &n);
    assert_int_equal(n, 2);
    assert_int_equal(acts[0].at, made->worn + 100);
    assert_int_equal(acts[1].at, there);
    /* something without effect changes nothing */
    uint64_t end = past_end(made->past);
    past_go(made->past, made->worn + 120);
    arrive(made);
    assert_false(past_ask(made->past,
                          &(struct story_wish){.action = STORY_DO_STIMULATE, .place = 200}));
    assert_int_equal(past_end(made->past), end);
}

static void undone_is_as_if_never_done(void **state)
{
    struct made *made = *state;
    assert_false(past_can_undo(made->past));
    assert_false(past_undo(made->past));
    play(made, 100);
    uint64_t before = hash_now(made), at = past_now(made->past);
    assert_true(ask(made, STORY_DO_DOSE));
    assert_true(hash_now(made) != before);
    assert_true(past_undo(made->past)); /* at once */
    arrive(made);
    assert_true(hash_now(made) == before);

    assert_true(ask(made, STORY_DO_DOSE));
    play(made, 120);
    assert_true(ask(made, STORY_DO_FASTER)); /* no step of its own */
    play(made, 60);
    uint64_t later = hash_now(made), late = past_now(made->past);
    assert_true(past_undo(made->past));
    arrive(made);
    assert_int_equal(past_now(made->past), at);
    assert_true(hash_now(made) == before);
    assert_false(past_can_undo(made->past));
    for (int i = 0; i < 400; i++)
        past_tick(made->past);
    assert_true(story_view(made->story)->dose_mg_kg == 0.0f); /* and does not come back */

    assert_true(past_can_redo(made->past));
    assert_true(past_redo(made->past));
    arrive(made);
    assert_int_equal(past_now(made->past), late);
    assert_true(hash_now(made) == later);
    assert_false(past_redo(made->past));
}

static void several_are_undone_one_by_one(void **state)
{
    struct made *made = *state;
    uint64_t hash[5];
    for (int i = 0; i < 4; i++) {
        play(made, 40);
        hash[i] = hash_now(made);
        practise(made, (uint8_t)i, (uint8_t)(i + 1));
    }
    play(made, 40);
    hash[4] = hash_now(made);
    for (int i = 3; i >= 0; i--) {
        assert_true(past_undo(made->past));
        arrive(made);
        assert_true(hash_now(made) == hash[i]);
    }
    assert_false(past_can_undo(made->past));
    for (int i = 0; i < 4; i++) {
        assert_true(past_redo(made->past));
        arrive(made);
    }
    assert_true(hash_now(made) == hash[4]);
    assert_true(past_undo(made->past));
    arrive(made);
    practise(made, 6, 0); /* a new deed: what was undone is gone */
    assert_false(past_can_redo(made->past));
}

static void pause_is_of_the_moment(void **state)
{
    struct made *made = *state;
    play(made, 60);
    assert_true(ask(made, STORY_DO_PAUSE));
    uint64_t at = past_now(made->past), hash = made->hash[at - 20];
    for (int i = 0; i < 10; i++)
        past_tick(made->past);
    assert_int_equal(past_now(made->past), at);
    past_go(made->past, at - 20);
    arrive(made);
    assert_true(story_view(made->story)->paused);
    assert_true(ask(made, STORY_DO_PAUSE));
    assert_true(hash_now(made) == hash);
}

static void a_restart_can_be_undone(void **state)
{
    struct made *made = *state;
    a_story(made);
    uint64_t hash = hash_now(made), at = past_now(made->past);
    assert_true(ask(made, STORY_DO_RESTART));
    assert_int_equal(past_now(made->past), 0);
    assert_int_equal(past_end(made->past), 0);
    for (int i = 0; i < 30; i++)
        past_tick(made->past);
    assert_int_equal(story_view(made->story)->phase, STORY_WEARING_IN);
    assert_true(past_undo(made->past));
    arrive(made);
    assert_int_equal(past_now(made->past), at);
    assert_true(hash_now(made) == hash);
    past_go(made->past, made->worn + 300); /* its past came back with it */
    arrive(made);
    assert_true(hash_now(made) == made->hash[made->worn + 300]);
}

/* Gone back, something else done, and undone: what there was before lies ahead again. */
static void an_old_future_is_had_back(void **state)
{
    struct made *made = *state;
    struct past_mark marks[PAST_MOST_MARKS], again[PAST_MOST_MARKS];
    a_story(made);
    uint64_t end = past_end(made->past), there = made->worn + 180, hash = hash_now(made);
    uint32_t n = past_marks(made->past, marks);
    past_go(made->past, there);
    arrive(made);
    practise(made, 2, 7);
    for (int i = 0; i < 60; i++)
        past_tick(made->past);
    uint64_t other = hash_now(made);
    practise(made, 3, 6);
    assert_true(past_undo(made->past)); /* within the new future, and then out of it */
    arrive(made);
    assert_true(hash_now(made) == other);
    assert_true(past_undo(made->past));
    arrive(made);
    assert_int_equal(past_now(made->past), there);
    assert_true(hash_now(made) == made->hash[there]);
    assert_int_equal(past_end(made->past), end);
    assert_int_equal(past_marks(made->past, again), n);
    assert_memory_equal(marks, again, n * sizeof *marks);
    past_go(made->past, end);
    arrive(made);
    assert_true(hash_now(made) == hash);

    assert_true(past_redo(made->past)); /* the new one again, and back once more */
    arrive(made);
    assert_true(hash_now(made) == other);
    assert_int_equal(past_end(made->past), there + 60);
    assert_true(past_redo(made->past));
    arrive(made);
    assert_false(past_can_redo(made->past));
    for (int i = 0; i < 2; i++) {
        assert_true(past_undo(made->past));
        arrive(made);
    }
    assert_int_equal(past_end(made->past), end);
    past_go(made->past, end);
    arrive(made);
    assert_true(hash_now(made) == hash);
}

/* A change of pace is no step of its own, unless a future was lost to it. */
static void pace_that_begins_a_future_is_undone(void **state)
{
    struct made *made = *state;
    a_story(made);
    uint64_t end = past_end(made->past), there = made->worn + 180, hash = hash_now(made);
    past_go(made->past, there);
    arrive(made);
    assert_true(ask(made, STORY_DO_SLOWER));
    assert_int_equal(past_end(made->past), there);
    assert_true(past_undo(made->past));
    arrive(made);
    assert_int_equal(past_now(made->past), there);
    past_go(made->past, end);
    arrive(made);
    assert_true(hash_now(made) == hash);
}

/* Going back and trying again, many times over: each future comes back in its turn. */
static void futures_come_back_in_their_turn(void **state)
{
    struct made *made = *state;
    enum { TRIES = 6 };
    uint64_t hash[TRIES + 1], end[TRIES + 1], from = made->worn + 300;
    a_story(made);
    for (int i = 0; i <= TRIES; i++) {
        if (i) {
            past_go(made->past, from - (uint64_t)(i * 40));
            arrive(made);
            practise(made, (uint8_t)i, (uint8_t)(i + 1));
            for (int k = 0; k < 50 + 10 * i; k++)
                past_tick(made->past);
        }
        hash[i] = hash_now(made);
        end[i] = past_end(made->past);
    }
    for (int i = TRIES - 1; i >= 0; i--) {
        assert_true(past_undo(made->past));
        arrive(made);
        assert_int_equal(past_end(made->past), end[i]);
        past_go(made->past, end[i]);
        arrive(made);
        assert_true(hash_now(made) == hash[i]);
    }
}

/* Also when something was done in the new beginning: that goes first. */
static void a_restart_is_undone_after_all_since(void **state)
{
    struct made *made = *state;
    a_story(made);
    uint64_t hash = hash_now(made);
    assert_true(ask(made, STORY_DO_RESTART));
    for (int i = 0; i < 30; i++)
        past_tick(made->past);
    assert_true(ask(made, STORY_DO_DOSE));
    assert_true(past_undo(made->past));
    arrive(made);
    assert_int_equal(story_view(made->story)->phase, STORY_WEARING_IN);
    assert_true(past_can_undo(made->past));
    assert_true(past_undo(made->past));
    arrive(made);
    assert_true(hash_now(made) == hash);
}

/* What a dose holds, and what follows it, is chosen with it and undone with it. */
static void a_dose_is_one_thing_with_its_choice(void **state)
{
    static const struct story_wish QUARTER = {.action = STORY_DO_SET_DOSE, .dose_mg_kg = 0.25f};
    struct made *made = *state;
    play(made, 50);
    uint64_t before = hash_now(made), at = past_now(made->past);
    assert_true(past_ask(made->past, &QUARTER));
    assert_false(past_ask(made->past, &QUARTER)); /* as it is already */
    assert_true(ask(made, STORY_DO_THERAPY));
    assert_true(ask(made, STORY_DO_DOSE));
    play(made, 100);
    assert_true(story_view(made->story)->dose_mg_kg == 0.25f);
    assert_true(past_undo(made->past));
    arrive(made);
    assert_int_equal(past_now(made->past), at);
    assert_true(hash_now(made) == before);
    assert_false(past_can_undo(made->past));
    assert_true(past_redo(made->past));
    arrive(made);
    assert_true(story_view(made->story)->dose_mg_kg == 0.25f);
    assert_int_equal(story_view(made->story)->treatment, STORY_KETAMINE_THERAPY);
}

static void chapters_and_acts_are_marked(void **state)
{
    struct made *made = *state;
    struct past_mark marks[PAST_MOST_MARKS];
    a_story(made);
    uint64_t dose = made->worn + 250;
    past_go(made->past, made->worn + 10); /* what lies ahead is marked too */
    arrive(made);
    uint32_t n = past_marks(made->past, marks);
    enum story_phase last = STORY_WEARING_IN;
    uint32_t chapters = 0, acts = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (!marks[i].chapter) {
            acts++;
            continue;
        }
        assert_int_equal(acts, 0);
        assert_true(chapters == 0 || (marks[i].phase > last && marks[i].at > marks[i - 1].at));
        last = marks[i].phase;
        chapters++;
        if (last == STORY_RIGID)
            assert_int_equal(marks[i].at, made->worn);
        if (last == STORY_DOSE)
            assert_int_equal(marks[i].at, dose + 1);
    }
    assert_true(chapters >= 4 && last > STORY_DOSE);
    assert_int_equal(acts, 3); /* a way, a dose and practice; pace is no mark */
    assert_int_equal(marks[n - 2].action, STORY_DO_DOSE);
    assert_int_equal(marks[n - 2].at, dose);
    practise(made, 2, 7); /* another future, of which nothing is known */
    n = past_marks(made->past, marks);
    assert_int_equal(n, 3);
    assert_int_equal(marks[1].phase, STORY_RIGID);
    assert_int_equal(marks[2].action, STORY_DO_PRACTISE);
}

static void what_is_foreseen_comes_about(void **state)
{
    struct made *made = *state;
    a_story(made);
    uint64_t hash = hash_now(made), end = past_now(made->past);
    uint32_t n;
    const struct past_act *acts = past_acts(made->past, &n);
    struct made *twin = calloc(1, sizeof *twin);
    twin->scenario = made->scenario;
    open_past(twin);
    struct past_act late[2] = {acts[0], acts[1]};
    late[0].at = late[1].at + 1;
    assert_false(past_foresee(twin->past, late, 2, end));            /* not in order */
    assert_false(past_foresee(twin->past, acts, n, acts[n - 1].at - 1)); /* after the end */
    assert_true(past_foresee(twin->past, acts, n, end));
    past_go(twin->past, end);
    arrive(twin);
    assert_true(hash_now(twin) == hash);
    assert_true(past_undo(twin->past)); /* with all its past */
    arrive(twin);
    assert_true(hash_now(twin) == made->hash[made->worn + 750]);
    close_past(twin);
    free(twin);
}

/* For who begins again from there: the same as a network that nothing was ever asked of. */
static void the_worn_network_is_at_hand(void **state)
{
    struct made *made = *state;
    struct made *twin = calloc(1, sizeof *twin);
    twin->scenario = made->scenario;
    open_past(twin);
    assert_null(past_worn(twin->past));
    assert_true(ask(twin, STORY_DO_DOSE)); /* it is given when the path is worn in */
    while (story_view(twin->story)->phase == STORY_WEARING_IN)
        past_tick(twin->past);
    uint64_t worn = model_state_hash(story_model(twin->story));
    assert_true(model_state_hash(past_worn(twin->past)) == worn);
    a_story(made);
    assert_true(model_state_hash(past_worn(made->past)) == worn);
    past_go(made->past, 1); /* where it is still worn in */
    arrive(made);
    assert_true(model_state_hash(past_worn(made->past)) == worn);
    past_begin_here(made->past);
    assert_null(past_worn(made->past));
    close_past(twin);
    free(twin);
}

/* Thousands of wishes in an hour: the way back stays whole and bounded. */
static void a_long_past_stays_exact(void **state)
{
    struct made *made = *state;
    uint32_t dice = 7;
    while (past_now(made->past) < MOMENTS - 1) {
        dice = dice * 1664525u + 1013904223u;
        if (dice >> 28 == 0)
            past_ask(made->past, &(struct story_wish){.action = STORY_DO_STIMULATE,
                                                      .place = (uint8_t)(dice >> 8 & 7u)});
        if (dice >> 27 == 3)
            ask(made, STORY_DO_DOSE);
        play(made, 1);
    }
    for (int i = 0; i < 6; i++) {
        dice = dice * 1664525u + 1013904223u;
        uint64_t at = made->worn + 1 + (dice >> 8) % (MOMENTS - 1 - made->worn);
        past_go(made->past, at);
        arrive(made);
        assert_true(hash_now(made) == made->hash[at]);
    }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(any_moment_can_be_gone_back_to),
        TEST(who_asks_anew_begins_another_future),
        TEST(undone_is_as_if_never_done),
        TEST(several_are_undone_one_by_one),
        TEST(pause_is_of_the_moment),
        TEST(a_restart_can_be_undone),
        TEST(an_old_future_is_had_back),
        TEST(pace_that_begins_a_future_is_undone),
        TEST(futures_come_back_in_their_turn),
        TEST(a_restart_is_undone_after_all_since),
        TEST(a_dose_is_one_thing_with_its_choice),
        TEST(chapters_and_acts_are_marked),
        TEST(what_is_foreseen_comes_about),
        TEST(the_worn_network_is_at_hand),
        TEST(a_long_past_stays_exact),
    };
    return cmocka_run_group_tests_name("past", tests, NULL, NULL);
}
