/* The live picture holds its pace without being seen to change. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "render/quality.h"

/* A machine on which a picture takes this long at full size, and some of it at any size. */
struct machine {
    float full_ms, fixed_ms;
    int changes, finest, coarsest; /* tiers since the last look */
    float fastest_detail;          /* a second */
};

static float picture_ms(const struct machine *machine, const struct quality *quality)
{
    return machine->fixed_ms + machine->full_ms * quality->to.scale * quality->to.scale;
}

static void run(struct machine *machine, struct quality *quality, float seconds, float least_ms)
{
    machine->changes = 0;
    machine->finest = machine->coarsest = quality->tier;
    for (float at = 0.0f; at < seconds;) {
        int tier = quality->tier;
        float detail = quality->detail, ms = picture_ms(machine, quality);
        float dt_s = fmaxf(ms, least_ms) / 1000.0f;
        quality_feed(quality, ms, dt_s);
        at += dt_s;
        if (quality->tier != tier)
            machine->changes++;
        assert_true(abs(quality->tier - tier) <= 1);
        machine->finest = quality->tier < machine->finest ? quality->tier : machine->finest;
        machine->coarsest = quality->tier > machine->coarsest ? quality->tier : machine->coarsest;
        machine->fastest_detail =
            fmaxf(machine->fastest_detail, fabsf(quality->detail - detail) / dt_s);
    }
}

static void a_fast_machine_keeps_the_finest(void **state)
{
    (void)state;
    struct quality quality;
    quality_init(&quality, false);
    struct machine machine = {.full_ms = 8.0f};
    run(&machine, &quality, 60.0f, 1000.0f / 60.0f);
    assert_int_equal(machine.changes, 0);
    assert_int_equal(quality.tier, 0);
    assert_true(quality.to.scale == 1.0f && quality.detail == 1.0f);
}

static void a_slow_machine_comes_to_hold_its_pace(void **state)
{
    (void)state;
    struct quality quality;
    quality_init(&quality, true);
    assert_float_equal(quality.to.scale, 0.66f, 1e-6);
    struct machine machine = {.full_ms = 80.0f, .fixed_ms = 5.0f};
    run(&machine, &quality, 20.0f, 0.0f);
    assert_true(picture_ms(&machine, &quality) < 1000.0f / 30.0f);
    /* And settles: tries to do better become rare. */
    run(&machine, &quality, 240.0f, 0.0f);
    assert_true(machine.changes <= 6);
    assert_true(machine.coarsest - machine.finest <= 1);
}

static void one_that_is_too_slow_ends_at_the_last(void **state)
{
    (void)state;
    struct quality quality;
    quality_init(&quality, true);
    struct machine machine = {.full_ms = 2000.0f};
    run(&machine, &quality, 60.0f, 0.0f);
    assert_int_equal(quality.tier, QUALITY_TIERS - 1);
}

static void it_finds_its_way_back_up(void **state)
{
    (void)state;
    struct quality quality;
    quality_init(&quality, true);
    struct machine machine = {.full_ms = 150.0f};
    run(&machine, &quality, 20.0f, 0.0f);
    assert_true(quality.tier > 3);
    machine.full_ms = 12.0f; /* whatever else was running has ended */
    run(&machine, &quality, 60.0f, 1000.0f / 60.0f);
    assert_int_equal(quality.tier, 0);
}

static void a_hiccup_changes_nothing(void **state)
{
    (void)state;
    struct quality quality;
    quality_init(&quality, false);
    struct machine machine = {.full_ms = 9.0f};
    for (int i = 0; i < 20; i++) {
        run(&machine, &quality, 2.0f, 1000.0f / 60.0f);
        quality_feed(&quality, 400.0f, 0.4f);
        quality_feed(&quality, 3.0f, 30.0f);
    }
    assert_int_equal(quality.tier, 0);
    quality_feed(&quality, NAN, 0.1f);
    quality_feed(&quality, 5.0f, NAN);
    quality_feed(&quality, -1.0f, 0.0f);
    assert_true(isfinite(quality.mean_ms) && isfinite(quality.detail));
}

static void what_is_drawn_less_fades(void **state)
{
    (void)state;
    struct quality quality;
    quality_init(&quality, false);
    struct machine machine = {.full_ms = 70.0f};
    run(&machine, &quality, 40.0f, 0.0f);
    assert_true(quality.detail < 0.6f);
    assert_true(machine.fastest_detail > 0.0f && machine.fastest_detail < 0.13f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_fast_machine_keeps_the_finest),
        cmocka_unit_test(a_slow_machine_comes_to_hold_its_pace),
        cmocka_unit_test(one_that_is_too_slow_ends_at_the_last),
        cmocka_unit_test(it_finds_its_way_back_up),
        cmocka_unit_test(a_hiccup_changes_nothing),
        cmocka_unit_test(what_is_drawn_less_fades),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
