/* The tour in the window, by real keys and a real mouse: on, back, the list of chapters, out and in
 * again. One run of the program goes through all tests, in order. */
#include "watched.h"

enum { WEAR_IN_S = 400, REACT_S = 60, STORY_S = 300 };

static void click(struct fixture *f, const char *name)
{
    char key[64];
    snprintf(key, sizeof key, "at_%s", name);
    click_still(f, key, REACT_S);
}

static void it_begins_with_a_key(void **state)
{
    struct fixture *f = fixture_of(state);
    const char *argv[] = {SNOWMELT_PROGRAM, "explore", "--size", "960x540", "--seed", "7", NULL};
    f->program = process_start(argv, NULL, f->errors);
    wait_until(f, "phase", "rigid", WEAR_IN_S);
    point(SCREEN_WIDTH / 2, SCREEN_HEIGHT / 3); /* keys go where the pointer is */
    wait_until(f, "touring", "0", REACT_S);
    press("g");
    wait_until(f, "touring", "1", REACT_S);
    wait_until(f, "held", "1", REACT_S);
    wait_until(f, "chapter", "1", REACT_S);
    assert_true(number(f, "automatic") == 0);
}

static void keys_and_buttons_lead_on_and_back(void **state)
{
    struct fixture *f = fixture_of(state);
    press("Next");
    wait_until(f, "chapter", "2", REACT_S);
    click(f, "talk_next");
    wait_until(f, "chapter", "3", REACT_S);
    wait_until(f, "phase", "dose", STORY_S);
    wait_until(f, "held", "1", STORY_S);
    assert_true(number(f, "occupancy") >= 0.15);
    click(f, "talk_back");
    wait_until(f, "chapter", "2", REACT_S);
    wait_until(f, "phase", "rigid", STORY_S);
    assert_true(number(f, "dose_mg_kg") == 0);
}

static void it_is_paused_and_goes_on(void **state)
{
    struct fixture *f = fixture_of(state);
    click(f, "pause");
    wait_until(f, "paused", "1", REACT_S);
    press("space");
    wait_until(f, "paused", "0", REACT_S);
    press("k");
    wait_until(f, "paused", "1", REACT_S);
    click(f, "pause");
    wait_until(f, "paused", "0", REACT_S);
    wait_until(f, "chapter", "2", REACT_S); /* and none of it is a step */
}

static void the_list_leads_anywhere(void **state)
{
    struct fixture *f = fixture_of(state);
    click(f, "chapters");
    click(f, "chapter_1");
    wait_until(f, "chapter", "1", REACT_S);
    wait_until(f, "dialog", "0", REACT_S);
}

static void escape_leads_out_and_the_key_in_again(void **state)
{
    struct fixture *f = fixture_of(state);
    press("n");
    wait_until(f, "chapter", "2", REACT_S);
    wait_until(f, "held", "1", REACT_S);
    press("Escape");
    wait_until(f, "touring", "0", REACT_S);
    wait_until(f, "held", "0", REACT_S);
    wait_until(f, "quit", "0", REACT_S);
    press("g");
    wait_until(f, "touring", "1", REACT_S);
    wait_until(f, "chapter", "2", REACT_S);
    press("a");
    wait_until(f, "automatic", "1", REACT_S);
    click(f, "tour_end");
    wait_until(f, "touring", "0", REACT_S);
    assert_true(number(f, "gl_errors") == 0 && number(f, "debug_messages") == 0);
    press("Escape");
    wait_until(f, "quit", "1", REACT_S);
    press("y");
    assert_ends(f, REACT_S);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_begins_with_a_key),
        cmocka_unit_test(keys_and_buttons_lead_on_and_back),
        cmocka_unit_test(it_is_paused_and_goes_on),
        cmocka_unit_test(the_list_leads_anywhere),
        cmocka_unit_test(escape_leads_out_and_the_key_in_again),
    };
    return cmocka_run_group_tests(tests, watched_setup, watched_teardown);
}
