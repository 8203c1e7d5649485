/* The worker: with a thread or without, however fast, the same ticks and actions give the same
 * story. A small network keeps it quick. */
#include "../scratch.h"

#include <sched.h>

#include "commands/scenario_file.h"
#include "commands/worker.h"

static const double TICK_S = 1.0 / 60.0;

static struct scenario *load_scenario(void)
{
    struct error error = {0};
    struct scenario *scenario = scenario_file_open("worry", &error);
    assert_non_null(scenario);
    return scenario;
}

struct made {
    struct scenario *scenario;
    struct story *story;
    struct worker *worker;
    struct worker_frame frame;
};

static void make(struct made *made, bool threaded)
{
    struct error error = {0};
    *made = (struct made){.scenario = load_scenario()};
    struct story_options story = {.scenario = made->scenario,
                                  .treatment = STORY_KETAMINE,
                                  .seed = 5,
                                  .cells_per_place = 10,
                                  .n_exc = 104,
                                  .n_inh = 24};
    made->story = story_create(&story, &error);
    assert_non_null(made->story);
    struct worker_options worker = {.tick_s = TICK_S, .threaded = threaded, .hashes = true};
    made->worker = worker_create(made->story, &worker, &error);
    assert_non_null(made->worker);
    assert_int_equal(worker_threaded(made->worker), threaded);
}

static void unmake(struct made *made)
{
    worker_destroy(made->worker);
    story_destroy(made->story);
    scenario_destroy(made->scenario);
}

/* Announces up to `until` in pieces of `piece`, taking frames as they come. */
static void run_to(struct made *made, uint64_t until, uint64_t piece)
{
    while (worker_announced(made->worker) < until) {
        uint64_t left = until - worker_announced(made->worker);
        worker_announce(made->worker, left < piece ? left : piece);
        worker_take(made->worker, &made->frame);
    }
    while (worker_done(made->worker) < until) {
        worker_take(made->worker, &made->frame);
        sched_yield();
    }
}

/* A run with a dose, a pause and a change of pace; returns the hash of all state at the end. */
static uint64_t whole_run(bool threaded, uint64_t piece)
{
    struct made made;
    make(&made, threaded);
    /* The worker stands still once it has done what was announced: the story may be read. */
    while (story_view(made.story)->phase == STORY_WEARING_IN)
        run_to(&made, worker_announced(made.worker) + 20, piece);
    uint64_t start = worker_announced(made.worker);
    run_to(&made, start + 20, piece);
    assert_true(worker_do(made.worker, STORY_DO_DOSE));
    run_to(&made, start + 40, piece);
    assert_true(worker_do(made.worker, STORY_DO_PAUSE));
    run_to(&made, start + 50, piece);
    assert_true(worker_do(made.worker, STORY_DO_PAUSE));
    assert_true(worker_do(made.worker, STORY_DO_FASTER));
    run_to(&made, start + 90, piece);
    assert_int_equal(worker_done(made.worker), start + 90);
    assert_true(story_view(made.story)->dose_mg_kg > 0.0f);
    assert_true(story_view(made.story)->speed > 1.0f);
    uint64_t hash = story_state_hash(made.story);
    unmake(&made);
    return hash ^ start;
}

static void test_thread_or_not_is_the_same(void **state)
{
    (void)state;
    uint64_t plain = whole_run(false, 1);
    assert_true(whole_run(false, 7) == plain);
    assert_true(whole_run(true, 1) == plain);
    assert_true(whole_run(true, 5) == plain);
}

/* Undone, done again, gone back to: with a thread or without, at the same ticks it is the same. */
static uint64_t wandering_run(bool threaded, uint64_t piece)
{
    struct made made;
    make(&made, threaded);
    while (story_view(made.story)->phase == STORY_WEARING_IN)
        run_to(&made, worker_announced(made.worker) + 20, piece);
    uint64_t start = worker_announced(made.worker);
    assert_true(worker_do(made.worker, STORY_DO_DOSE));
    run_to(&made, start + 40, piece);
    assert_true(worker_undo(made.worker));
    run_to(&made, start + 60, piece);
    assert_true(story_view(made.story)->dose_mg_kg == 0.0f);
    assert_true(worker_redo(made.worker));
    run_to(&made, start + 70, piece);
    assert_true(story_view(made.story)->dose_mg_kg > 0.0f);
    assert_true(worker_go(made.worker, start + 5));
    run_to(&made, start + 80, piece);
    const struct past *past = worker_past(made.worker);
    assert_int_equal(past_now(past), start + 15);
    worker_take(made.worker, &made.frame);
    assert_true(made.frame.going == 1.0f);
    assert_true(made.frame.can_undo);
    assert_false(made.frame.can_redo);
    assert_int_equal(made.frame.end, start + 50);
    uint64_t hash = story_state_hash(made.story);
    unmake(&made);
    return hash;
}

static void test_the_way_back_is_the_same_too(void **state)
{
    (void)state;
    uint64_t plain = wandering_run(false, 1);
    assert_true(wandering_run(false, 9) == plain);
    assert_true(wandering_run(true, 4) == plain);
}

static void test_an_action_waits_for_its_tick(void **state)
{
    (void)state;
    struct made made;
    make(&made, false);
    worker_announce(made.worker, 3);
    worker_do(made.worker, STORY_DO_PAUSE);
    worker_take(made.worker, &made.frame);
    assert_int_equal(made.frame.tick, 3);
    assert_false(made.frame.view->paused);
    float worn = made.frame.view->wear_in;
    assert_true(worn > 0.0f);
    worker_announce(made.worker, 1);
    worker_take(made.worker, &made.frame);
    assert_true(made.frame.view->paused);
    assert_true(made.frame.view->wear_in == worn);
    unmake(&made);
}

static void test_takes_only_what_is_new(void **state)
{
    (void)state;
    struct made made;
    make(&made, false);
    assert_false(worker_take(made.worker, &made.frame));
    assert_non_null(made.frame.snapshot);
    assert_int_equal(made.frame.tick, 0);
    worker_announce(made.worker, 1);
    assert_true(worker_take(made.worker, &made.frame));
    assert_false(worker_take(made.worker, &made.frame));
    unmake(&made);
}

static void test_never_runs_past_what_was_announced(void **state)
{
    (void)state;
    struct made made;
    make(&made, true);
    for (int i = 0; i < 200; i++) {
        worker_announce(made.worker, 1);
        assert_true(worker_done(made.worker) <= worker_announced(made.worker));
    }
    run_to(&made, 200, 1);
    assert_int_equal(worker_done(made.worker), 200);
    unmake(&made);
}

static void test_hashes_name_their_tick(void **state)
{
    (void)state;
    struct made made, other;
    make(&made, false);
    worker_announce(made.worker, WORKER_HASH_TICKS + 5);
    worker_take(made.worker, &made.frame);
    assert_int_equal(made.frame.hash_tick, WORKER_HASH_TICKS);
    make(&other, false);
    worker_announce(other.worker, WORKER_HASH_TICKS);
    worker_take(other.worker, &other.frame);
    assert_true(story_state_hash(other.story) == made.frame.hash);
    unmake(&made);
    unmake(&other);
}

static void test_too_many_actions_are_refused(void **state)
{
    (void)state;
    struct made made;
    make(&made, false);
    int taken = 0;
    while (taken < 1000 && worker_do(made.worker, STORY_DO_PAUSE))
        taken++;
    assert_true(taken >= 16 && taken < 1000);
    worker_announce(made.worker, 1);
    worker_take(made.worker, &made.frame);
    assert_true(worker_do(made.worker, STORY_DO_PAUSE));
    unmake(&made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_thread_or_not_is_the_same),
        cmocka_unit_test(test_the_way_back_is_the_same_too),
        cmocka_unit_test(test_an_action_waits_for_its_tick),
        cmocka_unit_test(test_takes_only_what_is_new),
        cmocka_unit_test(test_never_runs_past_what_was_announced),
        cmocka_unit_test(test_hashes_name_their_tick),
        cmocka_unit_test(test_too_many_actions_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
