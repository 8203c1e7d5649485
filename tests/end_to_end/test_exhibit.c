/* An exhibit on a real X server, with a mouse for a finger. One run of the program goes through
 * most tests, in order; a second one through the last. */
#include "watched.h"

enum { START_S = 400, REACT_S = 60 };

static bool is(struct fixture *f, const char *key, const char *wanted)
{
    char value[64];
    return strcmp(look(f, key, value), wanted) == 0;
}

static void type_pin(const char *pin)
{
    for (; *pin; pin++)
        xdotool("key", (char[]){*pin, 0}, NULL, NULL);
    xdotool("key", "Return", NULL, NULL);
}

static void start(struct fixture *f)
{
    const char *argv[] = {SNOWMELT_PROGRAM, "exhibit", "--idle",      "6", "--language", "en",
                          "--languages",    "en,de",   "--size", "960x540", NULL};
    unlink(f->state_path);
    f->program = process_start(argv, NULL, f->errors);
    wait_until(f, "stage", "attract", START_S);
}

static int status_of(void)
{
    const char *argv[] = {SNOWMELT_PROGRAM, "status", NULL};
    return process_run(argv, NULL, NULL, 20);
}

/* ---- the tests ---- */

static void it_invites_in_turn(void **state)
{
    struct fixture *f = fixture_of(state);
    static struct picture picture;
    assert_int_equal(status_of(), 1); /* none has run here */
    start(f);
    wait_until(f, "spoken", "de", REACT_S);
    wait_until(f, "spoken", "en", REACT_S);
    screen_take(&f->screen, &picture);
    assert_true(screen_colours(&picture) > 20);
    assert_int_equal(status_of(), 0);
    assert_true(is(f, "pixels", "960x540"));
}

static void a_touch_begins_a_visit(void **state)
{
    struct fixture *f = fixture_of(state);
    touch(400, 200);
    wait_until(f, "stage", "visit", REACT_S);
    touch_kiosk(f, "lang_2", REACT_S);
    wait_until(f, "spoken", "de", REACT_S);
    touch_kiosk(f, "easier", REACT_S);
    touch_kiosk(f, "large", REACT_S);
    wait_until(f, "large", "1", REACT_S);
}

static void nothing_leads_out(void **state)
{
    static const char *const KEYS[] = {"alt+F4",  "Escape",      "ctrl+q", "ctrl+w",     "alt+Tab",
                                       "super",   "F11",         "f",      "ctrl+alt+F1", "q",
                                       "Delete",  "ctrl+Escape", "y",      "Tab",        "Menu"};
    struct fixture *f = fixture_of(state);
    for (size_t i = 0; i < sizeof KEYS / sizeof *KEYS; i++)
        xdotool("key", KEYS[i], NULL, NULL);
    static const char *const BUTTONS[] = {"2", "3", "4", "5", "8", "9"};
    for (size_t i = 0; i < sizeof BUTTONS / sizeof *BUTTONS; i++)
        xdotool("click", BUTTONS[i], NULL, NULL);
    for (int i = 0; i < 60; i++)
        xdotool("click", i < 30 ? "4" : "5", NULL, NULL);
    process_rest(1.0);
    assert_int_equal(process_wait(f->program, 0.05), -1);
    assert_true(is(f, "quit", "0") && is(f, "dialog", "0"));
    assert_true(is(f, "pixels", "960x540") && is(f, "pad", "0"));
}

static void an_answer_keeps_it(void **state)
{
    struct fixture *f = fixture_of(state);
    wait_until(f, "stage", "asking", REACT_S);
    touch_kiosk(f, "stay", REACT_S);
    wait_until(f, "stage", "visit", REACT_S);
    assert_true(is(f, "spoken", "de"));
}

static void silence_brings_all_back(void **state)
{
    struct fixture *f = fixture_of(state);
    char path[600], text[2048], name[64];
    time_t now = time(NULL);
    struct tm local;
    wait_until(f, "stage", "asking", REACT_S);
    wait_until(f, "stage", "attract", REACT_S);
    wait_until(f, "visits", "1", REACT_S);
    wait_until(f, "large", "0", REACT_S);
    wait_until(f, "sound", "off", REACT_S);
    localtime_r(&now, &local);
    strftime(name, sizeof name, "snowmelt/visits/%Y-%m-%d.csv", &local);
    process_text(scratch_path(folder_of(state), name, path), text, sizeof text);
    assert_true(strncmp(text, "start,seconds,language,chapters\n", 32) == 0);
    assert_non_null(strstr(text, ",de,"));
}

static void corners_and_a_wrong_pin_do_not_leave(void **state)
{
    struct fixture *f = fixture_of(state);
    touch(4, 4);
    touch(SCREEN_WIDTH - 4, 4);
    touch(SCREEN_WIDTH - 4, SCREEN_HEIGHT - 4);
    touch(4, SCREEN_HEIGHT - 4);
    wait_until(f, "pad", "1", REACT_S);
    type_pin("1357");
    process_rest(2.0);
    assert_int_equal(process_wait(f->program, 0.05), -1);
    assert_true(is(f, "pad", "1"));
    touch_kiosk(f, "pin_close", REACT_S);
    wait_until(f, "pad", "0", REACT_S);
}

static void the_pin_leaves(void **state)
{
    struct fixture *f = fixture_of(state);
    xdotool("key", "ctrl+shift+F12", NULL, NULL);
    wait_until(f, "pad", "1", REACT_S);
    touch_kiosk(f, "pin_2", REACT_S);
    touch_kiosk(f, "pin_4", REACT_S);
    touch_kiosk(f, "pin_6", REACT_S);
    touch_kiosk(f, "pin_8", REACT_S);
    touch_kiosk(f, "pin_enter", REACT_S);
    assert_ends(f, REACT_S);
}

static void a_signal_ends_it(void **state)
{
    struct fixture *f = fixture_of(state);
    char path[600], text[2048];
    scratch_write_text(scratch_path(folder_of(state), "snowmelt/exhibit-pin", path), "nonsense");
    start(f); /* damaged: it says so, and runs */
    process_text(f->errors, text, sizeof text);
    assert_non_null(strstr(text, "exhibit --set-pin"));
    xdotool("key", "ctrl+shift+F12", NULL, NULL);
    process_rest(1.0);
    assert_true(is(f, "pad", "0"));
    kill(f->program, SIGTERM);
    assert_ends(f, REACT_S);
}

static int setup(void **state)
{
    if (watched_setup(state) != 0)
        return -1;
    setenv("XDG_STATE_HOME", fixture_of(state)->folder, 1);
    const char *argv[] = {"sh", "-c", "echo 2468 | " SNOWMELT_PROGRAM " exhibit --set-pin", NULL};
    return process_run(argv, NULL, NULL, 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_invites_in_turn),
        cmocka_unit_test(a_touch_begins_a_visit),
        cmocka_unit_test(nothing_leads_out),
        cmocka_unit_test(an_answer_keeps_it),
        cmocka_unit_test(silence_brings_all_back),
        cmocka_unit_test(corners_and_a_wrong_pin_do_not_leave),
        cmocka_unit_test(the_pin_leaves),
        cmocka_unit_test(a_signal_ends_it),
    };
    return cmocka_run_group_tests(tests, setup, watched_teardown);
}
