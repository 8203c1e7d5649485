/* A talk and an exhibit under hands that mean it ill: dose, chapters, black and white, freezing, help,
 * theme and every button of an exhibit twenty times a second, in turn and at random. What leaves the
 * program never flashes. The explore window has a test of its own, test_hostile.c. */
#include "../random_events.h"
#include "whole_modes.h"

#include "render/flash.h"
#include "render/gl_context.h"

/* Two presses a picture make twenty a second. */
enum { BYTES = WIDTH * HEIGHT * 3, FPS = 10, PRESSES = 2 };

static const double SECONDS = 6.0;
/* Of a window's mean luminance within a third of a second, as the house has it. */
static const float HOUSE_CHANGE = 0.10f;
static const struct session_wish WISH = {.offscreen = true,
                                         .scale = 1.0f,
                                         .cells_per_place = 10,
                                         .n_exc = 104,
                                         .n_inh = 24};

/* ---- what is seen ---- */

struct seen {
    struct flash_meter *meter;
    double began_s;
};

static void see(struct seen *seen, struct render *render, double now_s)
{
    static uint8_t pixels[BYTES];
    if (!seen->meter) {
        seen->meter = flash_meter_create();
        seen->began_s = now_s;
        assert_non_null(seen->meter);
    }
    render_capture(render, pixels);
    flash_meter_feed(seen->meter, pixels, WIDTH, HEIGHT, now_s - seen->began_s);
}

static struct flash_report judge(struct seen *seen, const char *what, const char *theme)
{
    struct flash_report report;
    flash_meter_report(seen->meter, &report);
    flash_meter_destroy(seen->meter);
    seen->meter = NULL;
    print_message("%s, %s: %u general, %u red, fastest change %.3f\n", what, theme,
                  report.worst_general, report.worst_red, (double)report.fastest_change);
    return report;
}

static void assert_calm(const struct flash_report *report)
{
    assert_int_equal(report->worst_general, 0);
    assert_int_equal(report->worst_red, 0);
    assert_true(report->fastest_change < HOUSE_CHANGE);
}

/* Nothing is between what is drawn and what is seen: the test can fail. */
static void take_the_guard_off(struct session *session)
{
    struct render_options options = gl_context_options();
    struct error error = {0};
    options.loader = window_gl_proc;
    options.guard_off = true;
    render_destroy(session->render);
    session->render = render_create(&options, &error);
    if (!session->render)
        fail_msg("%s", error.text);
}

/* ---- a talk ---- */

static const enum input_key IN_TURN[] = {KEY_B, KEY_W, KEY_D, KEY_PAGE_DOWN, KEY_B, KEY_W, KEY_Z,
                                         KEY_H, KEY_TAB, KEY_PAGE_UP, KEY_L, KEY_K, KEY_END,
                                         KEY_S, KEY_HOME};
static const enum input_key BLACK_AND_WHITE[] = {KEY_B, KEY_W};

static void press_keys(struct present *present, struct seen *seen, const enum input_key *keys,
                       unsigned n)
{
    for (int i = 0; i < (int)(SECONDS * FPS); i++) {
        for (int k = 0; k < PRESSES; k++)
            present_event(present,
                          &(struct input_event){.kind = INPUT_KEY,
                                                .key = keys[(unsigned)(PRESSES * i + k) % n]},
                          present->now_s + 0.04 * k);
        present->desk.quit = false;
        present_next(present, 1.0 / FPS);
        see(seen, present->session.render, present->now_s);
    }
}

static void press_at_random(struct present *present, struct seen *seen)
{
    struct random_events random = {.state = 78, .width = WIDTH, .height = HEIGHT};
    for (int i = 0; i < (int)(SECONDS * FPS); i++) {
        for (int k = 0; k < PRESSES; k++) {
            struct input_event event = random_event(&random);
            present_event(present, &event, present->now_s + 0.04 * k);
        }
        present->desk.quit = false;
        present_next(present, 1.0 / FPS);
        see(seen, present->session.render, present->now_s);
    }
}

/* Into the comparison and out of it again, each as long as it takes. */
static void compare_and_come_back(struct present *present, struct seen *seen)
{
    enum { EACH_S = 6 };
    const int each = (int)(EACH_S * FPS);
    bool opened = false;
    for (int i = 0; i < 2 * each; i++) {
        if (i % each == 0)
            present_event(present, &(struct input_event){.kind = INPUT_KEY, .key = KEY_C},
                          present->now_s);
        present_next(present, 1.0 / FPS);
        see(seen, present->session.render, present->now_s);
        opened = opened || present->compared;
    }
    assert_true(opened && !present->compared);
}

static void a_talk_never_flashes(void **state)
{
    static const char *const THEMES[] = {"night", "day"};
    (void)state;
    for (size_t t = 0; t < 2; t++) {
        struct options options = options_of("present", "--theme", THEMES[t]);
        struct error error = {0};
        struct seen seen = {0};
        struct present *present = calloc(1, sizeof *present);
        assert_non_null(present);
        if (!present_open(present, &options, &WISH, START_S, &error))
            fail_msg("%s", error.text);
        while (present->session.frame.view->phase == STORY_WEARING_IN)
            present_next(present, 1.0 / FPS);
        compare_and_come_back(present, &seen);
        struct flash_report report = judge(&seen, "the comparison, and back", THEMES[t]);
        assert_calm(&report);
        press_keys(present, &seen, BLACK_AND_WHITE, 2);
        report = judge(&seen, "black and white", THEMES[t]);
        assert_calm(&report);
        press_keys(present, &seen, IN_TURN, sizeof IN_TURN / sizeof *IN_TURN);
        report = judge(&seen, "a talk, in turn", THEMES[t]);
        assert_calm(&report);
        press_at_random(present, &seen);
        report = judge(&seen, "a talk, at random", THEMES[t]);
        assert_calm(&report);
        if (t == 1) {
            take_the_guard_off(&present->session);
            press_keys(present, &seen, IN_TURN, sizeof IN_TURN / sizeof *IN_TURN);
            report = judge(&seen, "the same without the guard", THEMES[t]);
            assert_true(report.fastest_change > HOUSE_CHANGE);
        }
        present_close(present);
        free(present);
    }
}

/* ---- an exhibit ---- */

static void see_exhibit(struct exhibit *exhibit, struct seen *seen)
{
    exhibit_next(exhibit, 1.0 / FPS);
    if (seen)
        see(seen, exhibit->session.render, exhibit->clock_s);
}

static void an_exhibit_never_flashes(void **state)
{
    static const char *const THEMES[] = {"night", "day"};
    for (size_t t = 0; t < 2; t++) {
        struct session_wish wish = WISH;
        struct options options = options_of("exhibit", "--theme", THEMES[t]);
        struct random_events random = {.state = 79 + t, .width = WIDTH, .height = HEIGHT};
        struct error error = {0};
        struct seen seen = {0};
        struct exhibit *exhibit = calloc(1, sizeof *exhibit);
        (void)state;
        assert_non_null(exhibit);
        wish.automatic = true;
        if (!exhibit_open(exhibit, &options, &wish, START_S, &error))
            fail_msg("%s", error.text);
        while (exhibit->session.frame.view->phase == STORY_WEARING_IN)
            see_exhibit(exhibit, NULL);
        for (unsigned i = 0; i < (unsigned)(2.0 * SECONDS * FPS); i++) {
            for (unsigned k = 0; k < PRESSES; k++) /* with another finger each time */
                touch_button(exhibit, PRESSES * i + k, (PRESSES * i + k) % EXHIBIT_HANDS);
            see_exhibit(exhibit, &seen);
        }
        assert_int_equal(exhibit->visit.stage, VISIT_ON);
        struct flash_report report = judge(&seen, "every button", THEMES[t]);
        assert_calm(&report);
        for (unsigned i = 0; i < (unsigned)(SECONDS * FPS); i++) {
            for (unsigned k = 0; k < PRESSES; k++) {
                struct input_event event = random_event(&random);
                exhibit_take(exhibit, &event);
            }
            see_exhibit(exhibit, &seen);
        }
        report = judge(&seen, "an exhibit, at random", THEMES[t]);
        assert_calm(&report);
        exhibit_close(exhibit);
        free(exhibit);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_talk_never_flashes),
        cmocka_unit_test(an_exhibit_never_flashes),
    };
    return cmocka_run_group_tests(tests, whole_modes_setup, scratch_remove);
}
