/* A talk on two real displays: the projector is pulled out and put in again, changes its mode, and
 * shows the same as the first. One server and one run of the program go through all tests. */
#include "displays.h"

enum { START_S = 400, REACT_S = 60 };

static struct displays displays;
static void **folder;

/* Left edge of the window of that name, -1 where there is none. */
static int left_of(const char *name)
{
    char line[256], path[600], text[256] = "";
    int x = -1;
    scratch_path(folder, "geometry", path);
    snprintf(line, sizeof line,
             "xdotool search --onlyvisible --name '^%s$' getwindowgeometry --shell", name);
    const char *argv[] = {"sh", "-c", line, NULL};
    process_run(argv, path, NULL, 20);
    const char *found = strstr(process_text(path, text, sizeof text), "\nX=");
    return found && sscanf(found, "\nX=%d", &x) == 1 ? x : -1;
}

static void wait_left(struct fixture *f, const char *name, int least, int most)
{
    int x = -1;
    for (double waited = 0; waited < REACT_S; waited += 0.3) {
        x = left_of(name);
        if (x >= least && x <= most)
            return;
        assert_runs(f);
        process_rest(0.3);
    }
    fail_msg("'%s' stands at %d and not within %d .. %d", name, x, least, most);
}

/* The pointer over a spot of a window, wherever that stands. */
static void point_in(const char *name, double x, double y)
{
    char line[256];
    snprintf(line, sizeof line,
             "xdotool search --onlyvisible --name '^%s$' mousemove --window %%1 %.0f %.0f", name, x, y);
    assert_int_equal(displays_run(line), 0);
    process_rest(0.5);
}

/* The server only knows what is plugged in when it is asked. */
static void second_display(const char *what)
{
    char line[160];
    snprintf(line, sizeof line, "xrandr --output DUMMY1 %s && xrandr >/dev/null", what);
    assert_int_equal(displays_run(line), 0);
}

static void leave_out_if_absent(void)
{
    if (displays.why_not[0]) {
        print_message("left out: %s\n", displays.why_not);
        skip();
    }
}

/* ---- the tests ---- */

static void the_notes_have_a_display_of_their_own(void **state)
{
    struct fixture *f = fixture_of(state);
    leave_out_if_absent();
    const char *argv[] = {SNOWMELT_PROGRAM, "present", "--size", "320x240", "--seed", "7", NULL};
    second_display("--mode 640x360 --right-of DUMMY0");
    f->program = process_start(argv, NULL, f->errors);
    wait_until(f, "side", "1", START_S);
    wait_until(f, "displays", "2", REACT_S);
    wait_left(f, "Snowmelt: notes", 0, FIRST_WIDTH - 1);
    wait_left(f, "Snowmelt", FIRST_WIDTH, FIRST_WIDTH + SECOND_WIDTH - 1);
}

static void the_notes_go_on_while_treatments_are_compared(void **state)
{
    struct fixture *f = fixture_of(state);
    double x, y;
    leave_out_if_absent();
    wait_until(f, "phase", "rigid", START_S);
    wait_still(f, "stage_talk_compare", REACT_S, &x, &y);
    point_in("Snowmelt: notes", x, y);
    xdotool("click", "1", NULL, NULL);
    wait_until(f, "comparing", "4", REACT_S);
    wait_above(f, "compare_h", 0.02, START_S);
    xdotool("click", "1", NULL, NULL); /* the button is there still, and leads back */
    wait_until(f, "comparing", "0", REACT_S);
    wait_until(f, "side", "1", REACT_S);
}

static void without_a_projector_the_talk_goes_on(void **state)
{
    struct fixture *f = fixture_of(state);
    leave_out_if_absent();
    second_display("--off");
    wait_until(f, "side", "0", REACT_S);
    wait_until(f, "notes", "1", REACT_S); /* over the picture */
    wait_left(f, "Snowmelt", 0, FIRST_WIDTH - 1);
    double tick = number(f, "tick");
    wait_above(f, "tick", tick + 30, REACT_S);
}

static void it_comes_back_with_the_projector(void **state)
{
    struct fixture *f = fixture_of(state);
    leave_out_if_absent();
    second_display("--mode 640x360 --right-of DUMMY0");
    wait_until(f, "side", "1", REACT_S);
    wait_until(f, "notes", "0", REACT_S);
    wait_left(f, "Snowmelt", FIRST_WIDTH, FIRST_WIDTH + SECOND_WIDTH - 1);
    wait_left(f, "Snowmelt: notes", 0, FIRST_WIDTH - 1);
}

static void another_mode_changes_nothing(void **state)
{
    struct fixture *f = fixture_of(state);
    leave_out_if_absent();
    second_display("--mode 960x540 --right-of DUMMY0");
    wait_left(f, "Snowmelt", FIRST_WIDTH, 2 * FIRST_WIDTH - 1);
    double tick = number(f, "tick");
    wait_above(f, "tick", tick + 30, REACT_S);
    wait_until(f, "side", "1", REACT_S);
}

/* The audience would read the notes. */
static void mirrored_displays_are_one(void **state)
{
    struct fixture *f = fixture_of(state);
    leave_out_if_absent();
    second_display("--mode 960x540 --same-as DUMMY0");
    wait_until(f, "side", "0", REACT_S);
    wait_until(f, "displays", "1", REACT_S);
    wait_left(f, "Snowmelt", 0, FIRST_WIDTH - 1);
    double tick = number(f, "tick");
    wait_above(f, "tick", tick + 30, REACT_S);
    wait_until(f, "gl_errors", "0", REACT_S);
}

/* One context draws in both windows. */
static void a_card_that_is_reset_brings_both_back(void **state)
{
    struct fixture *f = fixture_of(state);
    char text[4096] = "";
    leave_out_if_absent();
    second_display("--mode 640x360 --right-of DUMMY0");
    wait_until(f, "side", "1", REACT_S);
    unlink(f->errors);
    process_stop(f->program);
    setenv("SNOWMELT_LOST_AFTER", "40", 1);
    const char *argv[] = {SNOWMELT_PROGRAM, "present", "--size", "320x240", "--seed", "7", NULL};
    f->program = process_start(argv, NULL, f->errors);
    for (double waited = 0; waited < START_S && !strstr(text, "card was reset"); waited += 0.3) {
        process_text(f->errors, text, sizeof text);
        assert_runs(f);
        process_rest(0.3);
    }
    assert_non_null(strstr(text, "card was reset"));
    double tick = number(f, "tick");
    wait_above(f, "tick", tick + 30, REACT_S);
    wait_until(f, "side", "1", REACT_S);
    assert_true(left_of("Snowmelt: notes") >= 0);
    wait_until(f, "gl_errors", "0", REACT_S);
}

static int setup(void **state)
{
    if (watched_files(state) != 0)
        return -1;
    folder = folder_of(state);
    displays_start(&displays, folder);
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
        cmocka_unit_test(the_notes_have_a_display_of_their_own),
        cmocka_unit_test(the_notes_go_on_while_treatments_are_compared),
        cmocka_unit_test(without_a_projector_the_talk_goes_on),
        cmocka_unit_test(it_comes_back_with_the_projector),
        cmocka_unit_test(another_mode_changes_nothing),
        cmocka_unit_test(mirrored_displays_are_one),
        cmocka_unit_test(a_card_that_is_reset_brings_both_back),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
