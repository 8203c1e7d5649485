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
    float noise;                   /* a picture may take so much more or less, as a share */
    uint32_t picture;
    int changes, finest, coarsest; /* tiers since the last look */
    float fastest_detail;          /* a second */
};

static float picture_ms(const struct machine *machine, const struct quality *quality)
{
    return machine->fixed_ms + machine->full_ms * quality->to.scale * quality->to.scale;
}

/* -1..1, the same at every run. */
static float jitter(uint32_t n)
{
    n = (n ^ 61u ^ n >> 16) * 9u;
    n = (n ^ n >> 4) * 0x27d4eb2du;
    return (float)((n ^ n >> 15) & 0xffffu) / 32767.5f - 1.0f;
}

static void run(struct machine *machine, struct quality *quality, float seconds, float least_ms)
{
    machine->changes = 0;
    machine->finest = machine->coarsest = quality->tier;
    for (float at = 0.0f; at < seconds;) {
        int tier = quality->tier;
        float detail = quality->detail, ms = picture_ms(machine, quality);
        ms *= 1.0f + machine->noise * jitter(machine->picture++);
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
    quality_init(&quality, false, 60.0f);
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
    quality_init(&quality, true, 60.0f);
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
    quality_init(&quality, true, 60.0f);
    struct machine machine = {.full_ms = 2000.0f};
    run(&machine, &quality, 60.0f, 0.0f);
    assert_int_equal(quality.tier, QUALITY_TIERS - 1);
}

static void it_finds_its_way_back_up(void **state)
{
    (void)state;
    struct quality quality;
    quality_init(&quality, true, 60.0f);
    struct machine machine = {.full_ms = 150.0f};
    run(&machine, &quality, 20.0f, 0.0f);
    assert_true(quality.tier > 4);
    machine.full_ms = 12.0f; /* whatever else was running has ended */
    run(&machine, &quality, 60.0f, 1000.0f / 60.0f);
    assert_int_equal(quality.tier, 0);
}

/* The finest tier at which a picture is in time. */
static int best_tier(const struct machine *machine)
{
    for (int tier = 0; tier < QUALITY_TIERS; tier++) {
        /* There is no list of tiers to ask: one is driven there, step by step. */
        struct quality quality;
        quality_init(&quality, true, 60.0f);
        for (int i = 0; i < 2000 && quality.tier != tier; i++)
            quality_feed(&quality, quality.tier < tier ? 500.0f : 1.0f, 0.1f);
        assert_int_equal(quality.tier, tier);
        if (picture_ms(machine, &quality) <= quality.budget_ms)
            return tier;
    }
    return QUALITY_TIERS - 1;
}

/* Whatever the machine and whatever of its work goes with the pixels, it ends where it should: not
 * finer than holds, and not more than one tier coarser. */
static void it_settles_at_the_best_that_holds(void **state)
{
    (void)state;
    for (int fixed = 0; fixed <= 20; fixed += 5) {
        for (int full = 10; full <= 130; full += 6) {
            struct machine machine = {.full_ms = (float)full, .fixed_ms = (float)fixed};
            struct quality quality;
            quality_init(&quality, true, 60.0f);
            run(&machine, &quality, 90.0f, 1000.0f / 60.0f);
            int best = best_tier(&machine);
            assert_true(quality.tier >= best && quality.tier <= best + 1);
            run(&machine, &quality, 300.0f, 1000.0f / 60.0f);
            assert_true(machine.changes <= 2);
        }
    }
}

/* A heavy start, as that of the network's wearing in, is not held against the rest. */
static void it_leaves_no_speed_unused(void **state)
{
    (void)state;
    struct quality quality;
    quality_init(&quality, true, 60.0f);
    struct machine machine = {.full_ms = 90.0f, .fixed_ms = 12.0f, .noise = 0.1f};
    run(&machine, &quality, 10.0f, 0.0f);
    int low = quality.tier;
    machine.full_ms = 42.0f;
    run(&machine, &quality, 40.0f, 0.0f);
    assert_true(quality.tier < low);
    float fps = 1000.0f / picture_ms(&machine, &quality);
    assert_true(fps >= 30.0f && fps < 42.0f);
}

/* Load that comes and goes: no tier is taken up and dropped in time with it. */
static void it_does_not_pump(void **state)
{
    (void)state;
    for (int period = 2; period <= 60; period += 2) {
        struct quality quality;
        quality_init(&quality, true, 60.0f);
        struct machine machine = {.fixed_ms = 5.0f, .noise = 0.25f};
        int changes = 0, sharp = 0, fell = 0;
        for (int second = 0; second < 360; second++) {
            machine.full_ms = second % period < period / 2 ? 52.0f : 60.0f;
            int before = quality.tier;
            run(&machine, &quality, 1.0f, 0.0f);
            if (second < 60)
                continue;
            changes += machine.changes;
            sharp += machine.changes > 1;
            fell += quality.tier > before;
        }
        assert_true(changes <= 8);
        assert_true(fell <= 4);
        assert_int_equal(sharp, 0);
    }
}

static void it_aims_at_a_whole_part_of_the_displays_rate(void **state)
{
    (void)state;
    assert_float_equal(quality_fps(false, 60.0f), 60.0f, 1e-3);
    assert_float_equal(quality_fps(false, 75.0f), 75.0f, 1e-3);
    assert_float_equal(quality_fps(false, 50.0f), 50.0f, 1e-3);
    assert_float_equal(quality_fps(false, 144.0f), 72.0f, 1e-3);
    assert_float_equal(quality_fps(false, 240.0f), 60.0f, 1e-3);
    assert_float_equal(quality_fps(false, 0.0f), 60.0f, 1e-3);
    assert_float_equal(quality_fps(false, NAN), 60.0f, 1e-3);
    assert_float_equal(quality_fps(false, INFINITY), 60.0f, 1e-3);
    assert_float_equal(quality_fps(true, 144.0f), 30.0f, 1e-3);
    struct quality quality;
    quality_init(&quality, false, 144.0f);
    struct machine machine = {.full_ms = 12.0f};
    run(&machine, &quality, 30.0f, 1000.0f / 72.0f);
    assert_true(quality.tier == 0);
    machine.full_ms = 16.0f; /* in time for 60 a second, not for 72 */
    run(&machine, &quality, 30.0f, 1000.0f / 72.0f);
    assert_true(quality.tier > 0);
}

static void a_hiccup_changes_nothing(void **state)
{
    (void)state;
    struct quality quality;
    quality_init(&quality, false, 60.0f);
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
    quality_init(&quality, false, 60.0f);
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
        cmocka_unit_test(it_settles_at_the_best_that_holds),
        cmocka_unit_test(it_leaves_no_speed_unused),
        cmocka_unit_test(it_does_not_pump),
        cmocka_unit_test(it_aims_at_a_whole_part_of_the_displays_rate),
        cmocka_unit_test(a_hiccup_changes_nothing),
        cmocka_unit_test(what_is_drawn_less_fades),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
