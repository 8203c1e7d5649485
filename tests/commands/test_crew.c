/* The crew: with threads or without, the same bytes; actions keep to their ticks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include <cmocka.h>

#include "commands/crew.h"
#include "commands/scenario_file.h"

static const double TICK_S = 1.0 / 20.0;

static struct comparison *new_comparison(const struct scenario *scenario)
{
    struct comparison_options options = {
        .scenario = scenario, .seed = 3, .cells_per_place = 10, .n_exc = 104, .n_inh = 24};
    comparison_usual_arms(&options);
    struct comparison *comparison = comparison_create(&options, NULL);
    assert_non_null(comparison);
    return comparison;
}

static void wait_for(struct crew *crew, uint64_t tick)
{
    struct timespec nap = {.tv_nsec = 1000000};
    struct crew_frame frame;
    for (int i = 0; crew_done(crew) < tick; i++) {
        assert_true(i < 60000);
        crew_take(crew, &frame);
        nanosleep(&nap, NULL);
    }
    crew_take(crew, &frame);
}

/* So far, in pieces of this many ticks, with actions at three moments. */
static uint64_t run(const struct scenario *scenario, unsigned threads, uint64_t piece)
{
    enum { TICKS = 2400 };
    struct comparison *comparison = new_comparison(scenario);
    struct crew *crew = crew_create(comparison, TICK_S, threads, NULL);
    assert_non_null(crew);
    assert_int_equal(crew_threads(crew), threads);
    for (uint64_t tick = 0; tick < TICKS; tick += piece) {
        if (tick == 960)
            assert_true(crew_do(crew, COMPARISON_FASTER));
        if (tick == 1200)
            assert_true(crew_do(crew, COMPARISON_PAUSE));
        if (tick == 1440)
            assert_true(crew_do(crew, COMPARISON_PAUSE));
        crew_announce(crew, piece);
        if (!threads)
            crew_take(crew, &(struct crew_frame){0});
    }
    wait_for(crew, TICKS);
    crew_destroy(crew);
    assert_true(comparison_view(comparison)->hours > 24.0f);
    uint64_t hash = comparison_state_hash(comparison);
    comparison_destroy(comparison);
    return hash;
}

static void threads_change_nothing(void **state)
{
    uint64_t alone = run(*state, 0, 4);
    assert_int_equal(run(*state, 4, 24), alone);
#ifndef SNOWMELT_SANITIZED /* the same code, and the other build compares */
    assert_int_equal(run(*state, 0, 48), alone);
    assert_int_equal(run(*state, 1, 12), alone);
    assert_int_equal(run(*state, 2, 2), alone);
#endif
}

static void frames_tell_of_all_arms(void **state)
{
    struct comparison *comparison = new_comparison(*state);
    struct crew *crew = crew_create(comparison, TICK_S, 0, NULL);
    struct crew_frame frame;
    assert_non_null(crew);
    assert_false(crew_take(crew, &frame));
    assert_null(frame.arms[0]);
    while (frame.view->hours < 0.5f) {
        crew_announce(crew, 2);
        assert_true(crew_take(crew, &frame));
    }
    for (unsigned a = 0; a < frame.view->n_arms; a++) {
        assert_non_null(frame.arms[a]);
        assert_true(frame.arms[a]->step == frame.arms[0]->step);
        assert_true(frame.arms[a]->since_dose_s > 0.0);
    }
    assert_true(frame.arms[2]->now.occupancy > 0.05f);
    assert_true(frame.arms[0]->now.occupancy == 0.0f);
    crew_destroy(crew);
    comparison_destroy(comparison);
}

static int setup(void **state)
{
    *state = scenario_file_open("worry", NULL);
    return *state ? 0 : -1;
}

static int teardown(void **state)
{
    scenario_destroy(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(threads_change_nothing),
        cmocka_unit_test(frames_tell_of_all_arms),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
