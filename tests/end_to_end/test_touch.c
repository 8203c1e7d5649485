/* Real fingers on a touch screen: two visitors at once, those that are never let go, two that pinch,
 * a screen that is plugged in again, and a tour from end to end. One server goes through all tests,
 * one exhibit through the first three and one window through the others. */
#include <math.h>

#include "displays.h"

enum { START_S = 400, REACT_S = 60 };

static struct displays displays;

static void leave_out_if_absent(void)
{
    if (!displays.why_not[0])
        return;
    print_message("left out: %s\n", displays.why_not);
    skip();
}

/* Where a button is, as fractions of the screen, once it stands still there. */
static void find_button(struct fixture *f, const char *kind, const char *name, double *x, double *y)
{
    char key[64];
    snprintf(key, sizeof key, "%s_%s", kind, name);
    wait_still(f, key, REACT_S, x, y);
    *x /= FIRST_WIDTH;
    *y /= FIRST_HEIGHT;
}

static void tap(double x, double y)
{
    finger(&displays, 1, FINGER_DOWN, x, y);
    process_rest(0.1);
    finger(&displays, 1, FINGER_UP, x, y);
}

/* ---- the tests ---- */

static void two_visitors_are_served_at_once(void **state)
{
    struct fixture *f = fixture_of(state);
    double x[2], y[2];
    leave_out_if_absent();
    const char *argv[] = {SNOWMELT_PROGRAM, "exhibit", "--size",      "960x540", "--language",
                          "en",             "--languages", "en,de", "--idle", "600", NULL};
    f->program = process_start(argv, NULL, f->errors);
    wait_until(f, "stage", "attract", START_S);
    tap(0.5, 0.3);
    wait_until(f, "stage", "visit", REACT_S);
    find_button(f, "kiosk", "lang_2", &x[0], &y[0]);
    find_button(f, "kiosk", "easier", &x[1], &y[1]);
    for (unsigned i = 0; i < 2; i++)
        finger(&displays, i, FINGER_DOWN, x[i], y[i]);
    process_rest(0.3);
    for (unsigned i = 2; i-- > 0;) /* words in another language may move buttons */
        finger(&displays, i, FINGER_UP, x[i], y[i]);
    wait_until(f, "spoken", "de", REACT_S);
    find_button(f, "kiosk", "large", &x[0], &y[0]);
    tap(x[0], y[0]);
    wait_until(f, "large", "1", REACT_S);
}

/* Ten fingers that are never let go, as of a screen whose plug was pulled; the next ones are felt. */
static void fingers_that_are_lost_do_not_count(void **state)
{
    struct fixture *f = fixture_of(state);
    double x, y;
    leave_out_if_absent();
    for (unsigned i = 0; i < 9; i++)
        finger(&displays, 10 + i, FINGER_DOWN, 0.3 + 0.04 * i, 0.3);
    process_rest(5.5);
    find_button(f, "kiosk", "large", &x, &y);
    tap(x, y);
    wait_until(f, "large", "0", REACT_S);
    find_button(f, "kiosk", "lang_0", &x, &y);
    tap(x, y);
    wait_until(f, "spoken", "en", REACT_S);
    for (unsigned i = 0; i < 9; i++)
        finger(&displays, 10 + i, FINGER_UP, 0.3 + 0.04 * i, 0.3);
}

/* Under two fingers; the exhibit goes on, and feels the next. */
static void a_screen_that_is_plugged_in_again_is_felt(void **state)
{
    struct fixture *f = fixture_of(state);
    double x, y;
    leave_out_if_absent();
    for (unsigned i = 0; i < 2; i++)
        finger(&displays, 30 + i, FINGER_DOWN, 0.4 + 0.2 * i, 0.4);
    close(displays.touch);
    displays.touch = -1;
    assert_int_equal(displays_run("xinput disable touch"), 0);
    double tick = number(f, "tick");
    wait_above(f, "tick", tick + 60, REACT_S);
    assert_int_equal(displays_run("xinput enable touch"), 0);
    assert_true(displays_touch_open(&displays, f->folder));
    find_button(f, "kiosk", "large", &x, &y);
    tap(x, y);
    wait_until(f, "large", "1", REACT_S);
    watched_end_program(state);
}

/* A button of explore. */
static void tap_button(struct fixture *f, const char *name)
{
    double x, y;
    find_button(f, "at", name, &x, &y);
    tap(x, y);
}

/* How far two places are from each other on the screen, px; 0 before they are there. */
static double apart(struct fixture *f)
{
    char value[64];
    double x[2], y[2];
    if (sscanf(look(f, "place_mistake", value), "%lf %lf", &x[0], &y[0]) != 2 ||
        sscanf(look(f, "place_think", value), "%lf %lf", &x[1], &y[1]) != 2)
        return 0.0;
    return hypot(x[1] - x[0], y[1] - y[0]);
}

static void wait_apart(struct fixture *f, double least)
{
    for (double waited = 0; waited < START_S && apart(f) < least; waited += 0.2) {
        assert_runs(f);
        process_rest(0.2);
    }
    assert_true(apart(f) >= least);
}

static void two_fingers_pinch(void **state)
{
    struct fixture *f = fixture_of(state);
    leave_out_if_absent();
    char value[64];
    const char *argv[] = {SNOWMELT_PROGRAM, "explore", "--size", "960x540", "--fullscreen",
                          "--seed", "7", NULL};
    unlink(f->state_path);
    f->program = process_start(argv, NULL, f->errors);
    wait_above(f, "tick", 10, START_S);
    wait_apart(f, 1.0);
    double before = apart(f);
    finger(&displays, 1, FINGER_DOWN, 0.45, 0.4);
    finger(&displays, 2, FINGER_DOWN, 0.55, 0.4);
    for (int i = 1; i <= 10; i++) {
        finger(&displays, 1, FINGER_MOVES, 0.45 - 0.02 * i, 0.4);
        finger(&displays, 2, FINGER_MOVES, 0.55 + 0.02 * i, 0.4);
        process_rest(0.02);
    }
    finger(&displays, 1, FINGER_UP, 0.25, 0.4);
    finger(&displays, 2, FINGER_UP, 0.75, 0.4);
    wait_apart(f, 1.5 * before);
    assert_string_equal(look(f, "card", value), "0"); /* and no place was tapped */
    assert_runs(f);
}

/* Nothing but fingers from the first chapter to the way out. */
static void fingers_lead_through_the_tour(void **state)
{
    struct fixture *f = fixture_of(state);
    leave_out_if_absent();
    wait_until(f, "phase", "rigid", START_S);
    tap(0.5, 0.12); /* of the snow: buttons come back */
    tap_button(f, "tour");
    wait_until(f, "touring", "1", REACT_S);
    wait_until(f, "arrived", "1", REACT_S);
    for (int chapter = 2; chapter <= 9; chapter++) {
        char number[8];
        snprintf(number, sizeof number, "%d", chapter);
        tap_button(f, "talk_next");
        wait_until(f, "chapter", number, REACT_S);
    }
    wait_until(f, "arrived", "1", START_S);
    wait_until(f, "phase", "lasting", REACT_S);
    tap_button(f, "pause");
    wait_until(f, "paused", "1", REACT_S);
    tap_button(f, "pause");
    wait_until(f, "paused", "0", REACT_S);
    tap_button(f, "talk_back");
    wait_until(f, "chapter", "8", REACT_S);
    tap_button(f, "chapters");
    tap_button(f, "chapter_2");
    wait_until(f, "chapter", "2", REACT_S);
    wait_until(f, "phase", "rigid", START_S);
    tap_button(f, "tour_itself");
    wait_until(f, "automatic", "1", REACT_S);
    wait_until(f, "chapter", "3", REACT_S);
    tap(0.5, 0.12); /* by itself the buttons had gone */
    tap_button(f, "tour_end");
    wait_until(f, "touring", "0", REACT_S);
    assert_runs(f);
    watched_end_program(state);
}

static int setup(void **state)
{
    if (watched_files(state) != 0)
        return -1;
    setenv("XDG_STATE_HOME", fixture_of(state)->folder, 1);
    displays_start(&displays, folder_of(state));
    return 0;
}

static int teardown(void **state)
{
    watched_end_program(state);
    displays_stop(&displays);
    return scratch_remove(folder_of(state));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_visitors_are_served_at_once),
        cmocka_unit_test(fingers_that_are_lost_do_not_count),
        cmocka_unit_test(a_screen_that_is_plugged_in_again_is_felt),
        cmocka_unit_test(two_fingers_pinch),
        cmocka_unit_test(fingers_lead_through_the_tour),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
