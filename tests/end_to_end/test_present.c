/* A talk on a real X server, by the keys of a clicker and of a keyboard and by a mouse. One run of
 * the program goes through all tests, in order. */
#include "watched.h"

enum { WEAR_IN_S = 400, REACT_S = 60, STORY_S = 300 };

/* Until the picture has caught up with all keys so far. */
static void wait_a_while(struct fixture *f)
{
    double tick = number(f, "tick");
    for (double waited = 0; waited < REACT_S && number(f, "tick") < tick + 60; waited += 0.1)
        process_rest(0.1);
}

static double mean_light(struct fixture *f)
{
    static struct picture now, black;
    screen_take(&f->screen, &now);
    return screen_difference(&now, &black, 0, 0, 1, 1);
}

static void wait_for_light(struct fixture *f, double least, double most)
{
    double light = 0;
    for (double waited = 0; waited < REACT_S; waited += 0.2) {
        light = mean_light(f);
        if (light >= least && light <= most)
            return;
        process_rest(0.2);
    }
    fail_msg("the mean of the screen is %.1f and not within %.1f .. %.1f", light, least, most);
}

/* ---- the tests ---- */

static void it_opens_with_the_first_chapter(void **state)
{
    struct fixture *f = fixture_of(state);
    const char *argv[] = {SNOWMELT_PROGRAM, "present", "--size", "960x540", "--seed", "7", NULL};
    f->program = process_start(argv, NULL, f->errors);
    wait_until(f, "phase", "rigid", WEAR_IN_S);
    xdotool("mousemove", "480", "180", NULL); /* keys go where the pointer is */
    wait_until(f, "arrived", "1", REACT_S);
    wait_until(f, "chapter", "1", REACT_S);
    wait_until(f, "side", "0", REACT_S); /* one display: no second window */
}

static void a_clicker_steps_forth_and_back(void **state)
{
    struct fixture *f = fixture_of(state);
    press("Next");
    wait_until(f, "chapter", "2", REACT_S);
    wait_until(f, "arrived", "1", REACT_S);
    press("Prior");
    wait_until(f, "chapter", "1", REACT_S);
}

static void presses_that_bounce_count_once(void **state)
{
    struct fixture *f = fixture_of(state);
    const char *twice[] = {"xdotool", "key", "--delay", "20", "Next", "Next", NULL};
    assert_int_equal(process_run(twice, NULL, NULL, 20), 0);
    wait_until(f, "chapter", "2", REACT_S);
    wait_a_while(f);
    wait_until(f, "chapter", "2", REACT_S);
}

static void f5_does_no_harm(void **state)
{
    struct fixture *f = fixture_of(state);
    press("F5");
    wait_a_while(f);
    wait_until(f, "chapter", "2", REACT_S);
    press("Escape");
    wait_until(f, "talk_quit", "1", REACT_S);
    press("F5");
    wait_until(f, "talk_quit", "0", REACT_S);
    wait_until(f, "chapter", "2", REACT_S);
}

static void black_is_black_and_white_is_soft(void **state)
{
    struct fixture *f = fixture_of(state);
    double before = mean_light(f);
    press("b");
    wait_for_light(f, 0, 1);
    press("period");
    wait_for_light(f, 0.5 * before, 255);
    press("w");
    process_rest(0.5);
    assert_true(mean_light(f) < 190); /* it comes slowly */
    wait_for_light(f, 218, 232);
    press("w");
    wait_for_light(f, 0, 2.0 * before);
}

static void a_frozen_picture_stands_still(void **state)
{
    struct fixture *f = fixture_of(state);
    static struct picture before, after;
    press("z");
    wait_until(f, "frozen", "1", REACT_S);
    process_rest(0.5);
    screen_take(&f->screen, &before);
    wait_a_while(f); /* the story goes on meanwhile */
    screen_take(&f->screen, &after);
    assert_true(screen_difference(&before, &after, 0, 0, 1, 1) < 1e-9);
    press("z");
    wait_until(f, "frozen", "0", REACT_S);
}

static void a_held_mouse_is_a_spotlight(void **state)
{
    struct fixture *f = fixture_of(state);
    double before = mean_light(f);
    xdotool("mousedown", "1", NULL, NULL);
    wait_until(f, "spot", "1", REACT_S);
    wait_for_light(f, 1, 0.7 * before);
    xdotool("mouseup", "1", NULL, NULL);
    wait_until(f, "spot", "0", REACT_S);
}

static void digits_and_enter_come_to_the_moment(void **state)
{
    struct fixture *f = fixture_of(state);
    press("4");
    wait_until(f, "number", "4", REACT_S);
    press("Return");
    wait_until(f, "chapter", "4", REACT_S);
    wait_until(f, "phase", "dose", STORY_S);
    wait_until(f, "held", "1", STORY_S);
    double h = number(f, "story_h");
    assert_true(number(f, "dose_mg_kg") == 0.5);
    wait_a_while(f);
    assert_true(number(f, "story_h") < h + 0.02); /* it waits there, alive */
}

static void the_overview_leads_back_to_before_the_dose(void **state)
{
    struct fixture *f = fixture_of(state);
    press("Tab");
    wait_until(f, "overview", "1", REACT_S);
    wait_until(f, "selected", "4", REACT_S);
    press("Up");
    wait_until(f, "selected", "1", REACT_S);
    press("Return");
    wait_until(f, "chapter", "1", REACT_S);
    wait_until(f, "phase", "rigid", STORY_S);
    assert_true(number(f, "dose_mg_kg") == 0);
}

static void notes_and_help_come_and_go(void **state)
{
    struct fixture *f = fixture_of(state);
    press("s");
    wait_until(f, "notes", "1", REACT_S);
    wait_a_while(f); /* twice within a moment would be one press */
    press("s");
    wait_until(f, "notes", "0", REACT_S);
    press("question");
    wait_until(f, "talk_help", "1", REACT_S);
    wait_a_while(f);
    press("Escape");
    wait_until(f, "talk_help", "0", REACT_S);
}

/* A spot of the notes over the picture. */
static void click(struct fixture *f, const char *name)
{
    char key[64];
    snprintf(key, sizeof key, "stage_%s", name);
    click_still(f, key, REACT_S);
}

/* Treatments side by side, from the path that is worn in; the desk goes on meanwhile. */
static void it_compares_and_comes_back_by_the_same_key(void **state)
{
    struct fixture *f = fixture_of(state);
    press("c");
    wait_until(f, "comparing", "4", REACT_S);
    wait_above(f, "compare_h", 0.02, STORY_S);
    double elapsed = number(f, "elapsed"), tick = number(f, "tick");
    press("k");
    wait_until(f, "compare_paused", "1", REACT_S);
    wait_until(f, "paused", "0", REACT_S); /* the story's own is another */
    press("b");
    wait_for_light(f, 0, 1);
    press("Next"); /* brings the picture back first */
    wait_until(f, "black", "0", REACT_S);
    wait_until(f, "comparing", "4", REACT_S);
    wait_until(f, "chapter", "1", REACT_S);
    wait_above(f, "elapsed", elapsed, REACT_S);
    assert_true(number(f, "tick") <= tick + 60); /* the story stands still */
    press("c");
    wait_until(f, "comparing", "0", REACT_S);
    wait_a_while(f);
    wait_until(f, "chapter", "1", REACT_S);
    wait_until(f, "phase", "rigid", REACT_S);
}

static void the_notes_have_its_button(void **state)
{
    struct fixture *f = fixture_of(state);
    press("s");
    wait_until(f, "notes", "1", REACT_S);
    click(f, "talk_compare");
    wait_until(f, "comparing", "4", REACT_S);
    click(f, "talk_compare");
    wait_until(f, "comparing", "0", REACT_S);
    click(f, "talk_compare");
    wait_until(f, "comparing", "4", REACT_S);
    click(f, "talk_next"); /* a step brings the chapter back */
    wait_until(f, "comparing", "0", REACT_S);
    wait_until(f, "chapter", "1", REACT_S);
    press("s");
    wait_until(f, "notes", "0", REACT_S);
    point(480, 180);
}

static void only_a_clear_yes_ends_it(void **state)
{
    struct fixture *f = fixture_of(state);
    wait_a_while(f);
    press("Escape");
    wait_until(f, "talk_quit", "1", REACT_S);
    press("Next");
    wait_until(f, "talk_quit", "0", REACT_S);
    assert_true(number(f, "gl_errors") == 0 && number(f, "debug_messages") == 0);
    wait_a_while(f);
    press("Escape");
    wait_until(f, "talk_quit", "1", REACT_S);
    press("y");
    assert_ends(f, REACT_S);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_opens_with_the_first_chapter),
        cmocka_unit_test(a_clicker_steps_forth_and_back),
        cmocka_unit_test(presses_that_bounce_count_once),
        cmocka_unit_test(f5_does_no_harm),
        cmocka_unit_test(black_is_black_and_white_is_soft),
        cmocka_unit_test(a_frozen_picture_stands_still),
        cmocka_unit_test(a_held_mouse_is_a_spotlight),
        cmocka_unit_test(digits_and_enter_come_to_the_moment),
        cmocka_unit_test(the_overview_leads_back_to_before_the_dose),
        cmocka_unit_test(notes_and_help_come_and_go),
        cmocka_unit_test(it_compares_and_comes_back_by_the_same_key),
        cmocka_unit_test(the_notes_have_its_button),
        cmocka_unit_test(only_a_clear_yes_ends_it),
    };
    return cmocka_run_group_tests(tests, watched_setup, watched_teardown);
}
