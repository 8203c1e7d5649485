/* The flash meter against sequences just below and just above every threshold. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "render/flash.h"

enum { WIDTH = 192, HEIGHT = 108, FPS = 60 };

struct colour {
    double r, g, b; /* linear light */
};

/* A part of the picture, in shares of its size, that swaps between two colours. */
struct blink {
    double x, y, w, h;
    struct colour dark, bright;
    double hz; /* whole periods a second */
};

static uint8_t encode(double c)
{
    double s = c <= 0.0031308 ? 12.92 * c : 1.055 * pow(c, 1.0 / 2.4) - 0.055;
    return (uint8_t)(s * 255.0 + 0.5);
}

static struct colour grey(double luminance)
{
    return (struct colour){luminance, luminance, luminance};
}

static void fill(uint8_t *rgb, const struct blink *blink, struct colour c)
{
    const uint8_t bytes[3] = {encode(c.r), encode(c.g), encode(c.b)};
    int x0 = (int)(blink->x * WIDTH + 0.5), x1 = (int)((blink->x + blink->w) * WIDTH + 0.5);
    int y0 = (int)(blink->y * HEIGHT + 0.5), y1 = (int)((blink->y + blink->h) * HEIGHT + 0.5);
    for (int y = y0; y < y1; y++)
        for (int x = x0; x < x1; x++)
            memcpy(rgb + (y * WIDTH + x) * 3, bytes, 3);
}

/* seconds of the blink on a ground of its dark colour. */
static struct flash_report run_blink(struct blink blink, double seconds)
{
    struct flash_meter *meter = flash_meter_create();
    assert_non_null(meter);
    uint8_t *rgb = malloc(WIDTH * HEIGHT * 3);
    assert_non_null(rgb);
    struct blink whole = {.w = 1.0, .h = 1.0};
    for (int f = 0; f < (int)(seconds * FPS); f++) {
        double t = (double)f / FPS;
        int half_period = (int)floor(t * 2.0 * blink.hz + 1e-9);
        fill(rgb, &whole, blink.dark);
        fill(rgb, &blink, half_period % 2 ? blink.bright : blink.dark);
        flash_meter_feed(meter, rgb, WIDTH, HEIGHT, t);
    }
    struct flash_report report;
    flash_meter_report(meter, &report);
    flash_meter_destroy(meter);
    free(rgb);
    return report;
}

static struct flash_report run_full(struct colour dark, struct colour bright, double hz)
{
    return run_blink((struct blink){0.0, 0.0, 1.0, 1.0, dark, bright, hz}, 4.0);
}

static void still_picture_passes(void **state)
{
    (void)state;
    struct flash_report r = run_full(grey(0.9), grey(0.9), 10.0);
    assert_int_equal(r.frames, 4 * FPS);
    assert_int_equal(r.worst_general, 0);
    assert_int_equal(r.worst_red, 0);
    assert_float_equal(r.fastest_change, 0.0, 1e-6);
    assert_true(r.pass_231 && r.house_pass);
}

static void three_flashes_a_second_pass_and_four_fail(void **state)
{
    (void)state;
    struct flash_report three = run_full(grey(0.0), grey(1.0), 3.0);
    assert_int_equal(three.worst_general, 3);
    assert_true(three.pass_231);
    assert_false(three.house_pass);

    struct flash_report four = run_full(grey(0.0), grey(1.0), 4.0);
    assert_int_equal(four.worst_general, 4);
    assert_false(four.pass_231);
    assert_true(four.worst_at_s > 0.5f && four.worst_at_s < 2.0f);
}

static void two_a_second_pass_but_are_counted(void **state)
{
    (void)state;
    struct flash_report r = run_full(grey(0.0), grey(1.0), 2.0);
    assert_int_equal(r.worst_general, 2);
    assert_true(r.pass_231);
    assert_false(r.house_pass);
}

static void thirty_a_second_are_all_told(void **state)
{
    (void)state;
    assert_int_equal(run_full(grey(0.0), grey(1.0), 30.0).worst_general, 30);
}

static void luminance_step_of_a_tenth(void **state)
{
    (void)state;
    assert_int_equal(run_full(grey(0.30), grey(0.39), 5.0).worst_general, 0);
    assert_int_equal(run_full(grey(0.30), grey(0.41), 5.0).worst_general, 5);
}

static void darker_state_below_four_fifths(void **state)
{
    (void)state;
    assert_int_equal(run_full(grey(0.81), grey(0.99), 5.0).worst_general, 0);
    assert_int_equal(run_full(grey(0.79), grey(0.99), 5.0).worst_general, 5);
}

/* A window is 64 x 36 px here; a quarter of it is 576 px, or 32 x 18 of them. */
static void quarter_of_a_window(void **state)
{
    (void)state;
    struct blink blink = {0.0, 0.0, 32.0 / WIDTH, 18.0 / HEIGHT, grey(0.0), grey(1.0), 5.0};
    assert_int_equal(run_blink(blink, 3.0).worst_general, 5);
    blink.h = 16.0 / HEIGHT;
    assert_int_equal(run_blink(blink, 3.0).worst_general, 0);
}

static void area_is_found_wherever_it_lies(void **state)
{
    (void)state;
    for (int i = 0; i < 5; i++) {
        struct blink blink = {0.08 + 0.14 * i, 0.1 + 0.12 * i, 0.2, 0.2, grey(0.0), grey(1.0), 5.0};
        assert_int_equal(run_blink(blink, 2.0).worst_general, 5);
    }
}

/* Both pass a tool that only looks at the mean of the whole picture. */
static void local_flashes_are_found(void **state)
{
    (void)state;
    struct blink part = {0.1, 0.2, 0.5, 0.6, grey(0.05), grey(0.35), 5.0};
    assert_false(run_blink(part, 3.0).pass_231);
    struct blink bar = {0.44, 0.0, 0.12, 1.0, grey(0.0), grey(1.0), 5.0};
    assert_false(run_blink(bar, 3.0).pass_231);
}

static void red_by_share_and_chromaticity(void **state)
{
    (void)state;
    /* Luminance steps below a tenth throughout, so that only red is judged. R-G-B changes by
     * less than 20/320, so that only the newer definition is. */
    struct colour green = {0.0, 0.02, 0.0};
    struct colour red = {0.060, 0.0, 0.0};
    struct flash_report r = run_full(green, red, 5.0);
    assert_int_equal(r.worst_general, 0);
    assert_int_equal(r.worst_red, 5);
    assert_false(r.pass_231);

    struct colour rose = {0.060, 0.011, 0.011}; /* a share of 0.73 */
    assert_int_equal(run_full(green, rose, 5.0).worst_red, 0);
    /* Saturated, but too near in colour: u'v' differs by less than 0.2. */
    struct colour brown = {0.060, 0.022, 0.011};
    assert_int_equal(run_full(brown, red, 5.0).worst_red, 0);
}

static void red_by_difference(void **state)
{
    (void)state;
    /* Both nearly the same colour, so that only the older definition is judged. */
    struct colour dim = {0.20, 0.02, 0.02};
    struct colour less = {0.20 + 18.0 / 320.0 + 0.01, 0.025, 0.025};
    struct colour more = {0.20 + 22.0 / 320.0 + 0.01, 0.025, 0.025};
    assert_int_equal(run_full(dim, less, 5.0).worst_red, 0);
    assert_int_equal(run_full(dim, more, 5.0).worst_red, 5);
    assert_int_equal(run_full(dim, more, 5.0).worst_general, 0);

    /* Amber has a large R-G-B and is no saturated red. */
    struct colour amber = {0.40, 0.16, 0.0};
    assert_int_equal(run_full(grey(0.0), amber, 5.0).worst_red, 0);
}

static struct flash_report run_fade(double from, double to, double seconds)
{
    struct flash_meter *meter = flash_meter_create();
    assert_non_null(meter);
    static uint8_t rgb[WIDTH * HEIGHT * 3];
    for (int f = 0; f <= (int)(seconds * FPS); f++) {
        double share = f / (seconds * FPS);
        memset(rgb, encode(from + (to - from) * share), sizeof rgb);
        flash_meter_feed(meter, rgb, WIDTH, HEIGHT, (double)f / FPS);
    }
    struct flash_report report;
    flash_meter_report(meter, &report);
    flash_meter_destroy(meter);
    return report;
}

static void slow_fade_passes_and_fast_one_is_too_fast(void **state)
{
    (void)state;
    struct flash_report slow = run_fade(0.0, 1.0, 5.0);
    assert_int_equal(slow.worst_general, 0);
    assert_true(slow.house_pass);
    assert_float_equal(slow.fastest_change, 1.0f / 15.0f, 0.01f); /* 8 bits are coarse near white */

    struct flash_report fast = run_fade(0.0, 1.0, 2.0);
    assert_int_equal(fast.worst_general, 0);
    assert_true(fast.pass_231);
    assert_false(fast.house_pass);
}

static void slow_fade_up_and_down_is_no_flash(void **state)
{
    (void)state;
    struct flash_meter *meter = flash_meter_create();
    assert_non_null(meter);
    static uint8_t rgb[WIDTH * HEIGHT * 3];
    for (int f = 0; f < 20 * FPS; f++) {
        double t = (double)f / FPS;
        memset(rgb, encode(0.5 - 0.4 * cos(t * 6.283185307 / 10.0)), sizeof rgb);
        flash_meter_feed(meter, rgb, WIDTH, HEIGHT, t);
    }
    struct flash_report report;
    flash_meter_report(meter, &report);
    assert_int_equal(report.worst_general, 0);
    assert_true(report.house_pass);
    flash_meter_destroy(meter);
}

static void any_size_of_picture_will_do(void **state)
{
    (void)state;
    static const int SIZES[][2] = {{1, 1}, {31, 17}, {97, 55}, {640, 360}};
    for (size_t i = 0; i < sizeof SIZES / sizeof *SIZES; i++) {
        int w = SIZES[i][0], h = SIZES[i][1];
        struct flash_meter *meter = flash_meter_create();
        uint8_t *rgb = malloc((size_t)(w * h * 3));
        assert_true(meter && rgb);
        for (int f = 0; f < 2 * FPS; f++) {
            memset(rgb, f / 6 % 2 ? 255 : 0, (size_t)(w * h * 3));
            flash_meter_feed(meter, rgb, w, h, (double)f / FPS);
        }
        struct flash_report report;
        flash_meter_report(meter, &report);
        assert_int_equal(report.worst_general, 5);
        flash_meter_destroy(meter);
        free(rgb);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(still_picture_passes),
        cmocka_unit_test(three_flashes_a_second_pass_and_four_fail),
        cmocka_unit_test(two_a_second_pass_but_are_counted),
        cmocka_unit_test(thirty_a_second_are_all_told),
        cmocka_unit_test(luminance_step_of_a_tenth),
        cmocka_unit_test(darker_state_below_four_fifths),
        cmocka_unit_test(quarter_of_a_window),
        cmocka_unit_test(area_is_found_wherever_it_lies),
        cmocka_unit_test(local_flashes_are_found),
        cmocka_unit_test(red_by_share_and_chromaticity),
        cmocka_unit_test(red_by_difference),
        cmocka_unit_test(slow_fade_passes_and_fast_one_is_too_fast),
        cmocka_unit_test(slow_fade_up_and_down_is_no_flash),
        cmocka_unit_test(any_size_of_picture_will_do),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
