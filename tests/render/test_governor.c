/* The governor between hostile plans and the flash meter: nothing that flashes comes out, and
 * what may pass does pass. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "gl_context.h"
#include "render/flash.h"
#include "render/guard.h"

enum { WIDTH = 192, HEIGHT = 108 };

struct bench {
    struct gl_context gl;
    struct render *render;
    struct plan *plan;
    uint8_t pixels[WIDTH * HEIGHT * 3];
    float held_back; /* most of a run */
};

static int set_up(void **state)
{
    struct bench *bench = calloc(1, sizeof *bench);
    if (!bench || !gl_context_open(&bench->gl))
        return -1;
    struct render_options options = gl_context_options();
    struct error error;
    bench->render = render_create(&options, &error);
    bench->plan = plan_create();
    *state = bench;
    return bench->render && bench->plan ? 0 : -1;
}

static int tear_down(void **state)
{
    struct bench *bench = *state;
    render_destroy(bench->render);
    plan_destroy(bench->plan);
    gl_context_close(&bench->gl);
    free(bench);
    return 0;
}

static void rect(struct plan *plan, float x, float y, float w, float h, const float colour[3])
{
    struct plan_item *item = plan_item(plan, PLAN_ITEM_RECT);
    item->box = (struct plan_box){x * WIDTH, y * HEIGHT, w * WIDTH, h * HEIGHT};
    memcpy(item->colour, colour, 3 * sizeof(float));
    item->colour[3] = 1.0f;
}

static const float BLACK[3] = {0, 0, 0}, WHITE[3] = {1, 1, 1}, RED[3] = {1, 0, 0},
                   DARK_RED[3] = {0.5f, 0, 0}, GREEN[3] = {0, 0.55f, 0}, BLUE[3] = {0, 0, 1},
                   GREY[3] = {0.5f, 0.5f, 0.5f};

/* Fills the plan's overlay for one picture; phase flips 0, 1, 0, 1 at the frequency asked. */
typedef void (*pattern)(struct plan *plan, int phase, int frame);

static struct flash_report run(struct bench *bench, pattern draw, double hz, double fps,
                               double seconds)
{
    struct flash_meter *meter = flash_meter_create();
    assert_non_null(meter);
    render_reset_guard(bench->render);
    bench->held_back = 0.0f;
    for (int f = 0; f < (int)(seconds * fps); f++) {
        double t = f / fps;
        plan_begin(bench->plan, WIDTH, HEIGHT, 100.0 + t);
        draw(bench->plan, (int)floor(t * 2.0 * hz + 1e-9) % 2, f);
        struct plan_pass *pass = plan_pass(bench->plan, PLAN_PASS_OVERLAY);
        pass->count = bench->plan->n_items;
        struct error error;
        assert_true(render_draw(bench->render, bench->plan, &error));
        render_capture(bench->render, bench->pixels);
        flash_meter_feed(meter, bench->pixels, WIDTH, HEIGHT, t);
        bench->held_back = fmaxf(bench->held_back, render_stats(bench->render)->held_back);
    }
    struct flash_report report;
    flash_meter_report(meter, &report);
    flash_meter_destroy(meter);
    return report;
}

static void full_screen(struct plan *plan, int phase, int frame)
{
    (void)frame;
    rect(plan, 0, 0, 1, 1, phase ? WHITE : BLACK);
}

static void tall_bar(struct plan *plan, int phase, int frame)
{
    (void)frame;
    rect(plan, 0, 0, 1, 1, BLACK);
    rect(plan, 0.37f, 0, 0.12f, 1, phase ? WHITE : BLACK);
}

static void part_of_the_screen(struct plan *plan, int phase, int frame)
{
    static const float LOW[3] = {0.25f, 0.25f, 0.25f}, HIGH[3] = {0.63f, 0.63f, 0.63f};
    (void)frame;
    rect(plan, 0, 0, 1, 1, LOW);
    rect(plan, 0.1f, 0.2f, 0.5f, 0.6f, phase ? HIGH : LOW);
}

static void red_and_black(struct plan *plan, int phase, int frame)
{
    (void)frame;
    rect(plan, 0, 0, 1, 1, phase ? RED : BLACK);
}

static void dark_red_and_black(struct plan *plan, int phase, int frame)
{
    (void)frame;
    rect(plan, 0, 0, 1, 1, phase ? DARK_RED : BLACK);
}

/* Nearly the same luminance: only the colour flashes. */
static void red_and_green(struct plan *plan, int phase, int frame)
{
    (void)frame;
    rect(plan, 0, 0, 1, 1, phase ? RED : GREEN);
}

static void red_and_blue(struct plan *plan, int phase, int frame)
{
    (void)frame;
    rect(plan, 0, 0, 1, 1, phase ? RED : BLUE);
}

/* Bars that swap: the mean of the picture never changes. */
static void stripes(struct plan *plan, int phase, int frame)
{
    (void)frame;
    for (int i = 0; i < 12; i++)
        rect(plan, (float)i / 12, 0, 1.0f / 12, 1, (i + phase) % 2 ? WHITE : BLACK);
}

/* A part of the screen under another pace than its half, and something new every picture. */
static void noise(struct plan *plan, int phase, int frame)
{
    (void)phase;
    uint32_t seed = (uint32_t)frame * 2654435761u + 12345u;
    for (int y = 0; y < 9; y++) {
        for (int x = 0; x < 16; x++) {
            seed = seed * 1664525u + 1013904223u;
            rect(plan, (float)x / 16, (float)y / 9, 1.0f / 16, 1.0f / 9,
                 (seed >> 16) & 1 ? WHITE : BLACK);
        }
    }
}

/* A twelfth of every window flashes at a time, each time another. */
static void in_turn(struct plan *plan, int phase, int frame)
{
    rect(plan, 0, 0, 1, 1, BLACK);
    int slot = frame / 6 % 12;
    for (int i = 0; i < 3; i++)
        rect(plan, (float)i / 3 + (float)slot / 36, 0, 1.0f / 36, 1, phase ? WHITE : BLACK);
}

static void nothing_flashes(struct bench *bench, pattern draw, double hz, double fps)
{
    struct flash_report r = run(bench, draw, hz, fps, 3.0);
    if (r.worst_general || r.worst_red || !r.house_pass)
        print_message("at %.1f Hz, %.0f fps: %u general, %u red at %.2f s, change %.3f\n", hz, fps,
                      r.worst_general, r.worst_red, (double)r.worst_at_s, (double)r.fastest_change);
    assert_int_equal(r.worst_general, 0);
    assert_int_equal(r.worst_red, 0);
    assert_true(r.house_pass);
    assert_true(bench->held_back > 0.1f);
}

static void black_and_white(void **state)
{
    static const double HZ[] = {0.7, 1.0, 2.0, 3.5, 5.0, 10.0, 15.0, 30.0};
    for (size_t i = 0; i < sizeof HZ / sizeof *HZ; i++)
        nothing_flashes(*state, full_screen, HZ[i], 60.0);
}

static void any_frame_rate(void **state)
{
    static const double FPS[] = {12.0, 24.0, 30.0, 120.0};
    for (size_t i = 0; i < sizeof FPS / sizeof *FPS; i++)
        nothing_flashes(*state, full_screen, 5.0, FPS[i]);
}

static void parts_and_bars(void **state)
{
    nothing_flashes(*state, tall_bar, 1.0, 60.0);
    nothing_flashes(*state, tall_bar, 5.0, 60.0);
    nothing_flashes(*state, tall_bar, 10.0, 30.0);
    nothing_flashes(*state, part_of_the_screen, 1.0, 60.0);
    nothing_flashes(*state, part_of_the_screen, 5.0, 60.0);
}

static void what_keeps_the_mean(void **state)
{
    nothing_flashes(*state, stripes, 1.0, 60.0);
    nothing_flashes(*state, stripes, 5.0, 60.0);
    nothing_flashes(*state, stripes, 10.0, 30.0);
    nothing_flashes(*state, noise, 1.0, 30.0);
    nothing_flashes(*state, in_turn, 5.0, 60.0);
}

static void saturated_red(void **state)
{
    static const double HZ[] = {1.0, 5.0, 10.0};
    for (size_t i = 0; i < sizeof HZ / sizeof *HZ; i++) {
        nothing_flashes(*state, red_and_black, HZ[i], 60.0);
        nothing_flashes(*state, dark_red_and_black, HZ[i], 60.0);
        nothing_flashes(*state, red_and_green, HZ[i], 60.0);
        nothing_flashes(*state, red_and_blue, HZ[i], 60.0);
    }
}

/* What anything() draws; set before each run, as a pattern has no room for it. */
static uint32_t any_seed;

static float any(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (float)(*seed >> 8) / 16777216.0f;
}

/* Rectangles of any colour and size that blink, swell and wander at paces of their own. */
static void anything(struct plan *plan, int phase, int frame)
{
    (void)phase;
    uint32_t seed = any_seed;
    float t = (float)frame / 60.0f;
    int shape = (int)(any(&seed) * 3.0f), count = 1 + (int)(any(&seed) * 12.0f);
    rect(plan, 0, 0, 1, 1, (float[]){any(&seed), any(&seed), any(&seed)});
    for (int i = 0; i < count; i++) {
        float x = any(&seed) * 0.9f, y = any(&seed) * 0.9f;
        float w = 0.05f + any(&seed) * any(&seed) * 0.9f, h = 0.05f + any(&seed) * 0.9f;
        bool red = any(&seed) < 0.4f, black = any(&seed) < 0.3f;
        float pace = 0.3f * expf(any(&seed) * 4.5f), turn = t * pace * 2.0f + any(&seed);
        float wander = any(&seed) < 0.3f ? any(&seed) : 0.0f;
        float share = shape == 0   ? floorf(fmodf(turn, 2.0f))
                      : shape == 1 ? 0.5f - 0.5f * cosf(turn * 3.14159f)
                                   : turn - floorf(turn);
        float colour[3];
        for (int k = 0; k < 3; k++) {
            float a = red ? (k ? any(&seed) * 0.2f : 1.0f) : any(&seed);
            float b = black ? 0.0f : any(&seed);
            colour[k] = a * share + b * (1.0f - share);
        }
        rect(plan, fmodf(x + wander * t, 1.0f), y, w, h, colour);
    }
}

static void whatever_comes(void **state)
{
    for (uint32_t i = 0; i < 24; i++) {
        any_seed = i * 7919u + 1u;
        struct flash_report r = run(*state, anything, 1.0, 60.0, 2.0);
        if (r.worst_general || r.worst_red || !r.house_pass)
            print_message("seed %u\n", any_seed);
        assert_int_equal(r.worst_general, 0);
        assert_int_equal(r.worst_red, 0);
        assert_true(r.house_pass);
    }
}

static void small_light(struct plan *plan, int phase, int frame)
{
    (void)frame;
    rect(plan, 0, 0, 1, 1, BLACK);
    rect(plan, 0.7f, 0.7f, 0.05f, 0.05f, phase ? WHITE : BLACK);
}

static const uint8_t *pixel(const struct bench *bench, float x, float y)
{
    return bench->pixels + ((int)(y * HEIGHT) * WIDTH + (int)(x * WIDTH)) * 3;
}

static void small_things_are_free(void **state)
{
    struct bench *bench = *state;
    struct flash_report r = run(bench, small_light, 2.0, 60.0, 0.3);
    assert_true(r.pass_231);
    assert_float_equal(bench->held_back, 0.0, 1e-6);
    assert_int_equal(pixel(bench, 0.725f, 0.725f)[1], 255);
}

static void first_picture_is_free_and_the_last_arrives(void **state)
{
    struct bench *bench = *state;
    run(bench, full_screen, 0.0, 60.0, 0.02);
    assert_int_equal(pixel(bench, 0.5f, 0.5f)[0], 0);
    /* Black for half a second, then white: it takes its time, and gets there to the bit. */
    run(bench, full_screen, 1.0, 120.0, 0.9);
    uint8_t later = pixel(bench, 0.5f, 0.5f)[0];
    assert_in_range(later, 60, 140);
    run(bench, full_screen, 0.1, 120.0, 9.9);
    for (int i = 0; i < WIDTH * HEIGHT * 3; i++)
        assert_int_equal(bench->pixels[i], 255);
    assert_float_equal(render_stats(bench->render)->held_back, 0.0, 1e-6);
}

static void writing(struct plan *plan, int phase, int frame)
{
    rect(plan, 0, 0, 1, 1, BLACK);
    rect(plan, 0.7f, 0, 0.3f, 1, phase ? GREY : BLACK);
    struct plan_item *item = plan_item(plan, PLAN_ITEM_TEXT);
    item->box = (struct plan_box){0.04f * WIDTH, 0.4f * HEIGHT, 0.3f * WIDTH, 0.2f * HEIGHT};
    item->size_px = 16.0f;
    item->text = plan_string(plan, frame % 60 < 30 ? "1.23" : "4.56");
    memcpy(item->colour, (float[]){1, 1, 1, 1}, sizeof item->colour);
}

/* While one side is held back, what is written on the other stays as it is meant. */
static void text_stays_crisp(void **state)
{
    struct bench *bench = *state;
    run(bench, writing, 5.0, 60.0, 0.75);
    uint8_t held[WIDTH * HEIGHT * 3];
    memcpy(held, bench->pixels, sizeof held);
    assert_true(bench->held_back > 0.05f);
    run(bench, writing, 0.0, 60.0, 0.75);
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH * 4 / 10; x++)
            assert_in_range(held[(y * WIDTH + x) * 3] + 3,
                            bench->pixels[(y * WIDTH + x) * 3], /* +-3 */
                            bench->pixels[(y * WIDTH + x) * 3] + 6);
}

/* A new size is no way round it. */
static void changing_the_size_is_no_way_out(void **state)
{
    struct bench *bench = *state;
    struct error error;
    render_reset_guard(bench->render);
    for (int f = 0; f < 20; f++) {
        int w = f % 2 ? WIDTH : WIDTH / 2, h = f % 2 ? HEIGHT : HEIGHT / 2;
        plan_begin(bench->plan, w, h, f / 60.0);
        rect(bench->plan, 0, 0, 1, 1, f % 2 ? WHITE : BLACK);
        plan_pass(bench->plan, PLAN_PASS_OVERLAY)->count = 1;
        assert_true(render_draw(bench->render, bench->plan, &error));
        assert_true(render_stats(bench->render)->luminance < 0.05f);
    }
}

/* On its own, without a GPU: overlapping windows that pull against each other still come to
 * terms within every limit. */
static void judge_keeps_every_window_within_its_slew(void **state)
{
    (void)state;
    static float shown[GUARD_CELLS][4], fresh[GUARD_CELLS][4], keep[GUARD_CELLS];
    struct guard *guard = guard_create();
    assert_non_null(guard);
    guard_judge(guard, (const float(*)[4])shown, (const float(*)[4])shown, 1.0, keep);
    for (int i = 0; i < GUARD_CELLS; i++) {
        int x = i % GUARD_COLUMNS, y = i / GUARD_COLUMNS;
        float light = (x / 16 + y / 9) % 2 ? 1.0f : x < 40 ? 0.6f : 0.0f;
        shown[i][0] = shown[i][1] = shown[i][2] = 0.5f;
        fresh[i][0] = fresh[i][1] = fresh[i][2] = light;
    }
    guard_reset(guard);
    assert_false(guard_judge(guard, (const float(*)[4])shown, (const float(*)[4])shown, 1.0, keep));
    assert_true(
        guard_judge(guard, (const float(*)[4])shown, (const float(*)[4])fresh, 1.0 / 60.0, keep));
    for (int wy = 0; wy <= 36; wy += 9) {
        for (int wx = 0; wx <= 64; wx += 16) {
            double step = 0.0;
            for (int y = wy; y < wy + 18; y++) {
                for (int x = wx; x < wx + 32; x++) {
                    int i = y * GUARD_COLUMNS + x;
                    assert_true(keep[i] >= 0.0f && keep[i] <= 1.0f);
                    step += (double)(keep[i] * (fresh[i][1] - shown[i][1]));
                }
            }
            assert_true(fabs(step / (32 * 18)) <= 0.03 + 0.19 / 60.0);
        }
    }
    assert_true(guard_held_back(guard) > 0.0f);
    guard_destroy(guard);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(black_and_white),
        cmocka_unit_test(any_frame_rate),
        cmocka_unit_test(parts_and_bars),
        cmocka_unit_test(what_keeps_the_mean),
        cmocka_unit_test(saturated_red),
        cmocka_unit_test(whatever_comes),
        cmocka_unit_test(small_things_are_free),
        cmocka_unit_test(first_picture_is_free_and_the_last_arrives),
        cmocka_unit_test(text_stays_crisp),
        cmocka_unit_test(changing_the_size_is_no_way_out),
        cmocka_unit_test(judge_keeps_every_window_within_its_slew),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
