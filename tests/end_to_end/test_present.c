/* A talk on a real X server, by the keys of a clicker and of a keyboard and by a mouse. One run of
 * the program goes through all tests, in order. */
#include "screen.h"

enum { WEAR_IN_S = 400, REACT_S = 60, STORY_S = 300 };

struct fixture {
    char *folder; /* for the scratch functions, through folder_of() */
    struct screen screen;
    pid_t program;
    char state_path[600], errors[600];
};

static struct fixture *fixture_of(void **state)
{
    return *state;
}

static void **folder_of(void **state)
{
    return (void **)&fixture_of(state)->folder;
}

static char *look(struct fixture *f, const char *key, char value[64])
{
    char text[4096], start[64];
    process_text(f->state_path, text, sizeof text);
    snprintf(start, sizeof start, "%s ", key);
    value[0] = 0;
    for (const char *line = text; *line;) {
        size_t length = strcspn(line, "\n");
        if (strncmp(line, start, strlen(start)) == 0)
            snprintf(value, 64, "%.*s", (int)(length - strlen(start)), line + strlen(start));
        line += length + (line[length] == '\n');
    }
    return value;
}

static double number(struct fixture *f, const char *key)
{
    char value[64];
    return strtod(look(f, key, value), NULL);
}

static void wait_until(struct fixture *f, const char *key, const char *wanted, double seconds)
{
    char value[64], text[2048];
    for (double waited = 0; waited < seconds; waited += 0.1) {
        if (strcmp(look(f, key, value), wanted) == 0)
            return;
        int status = process_wait(f->program, 0.01);
        if (status != -1) {
            f->program = 0;
            fail_msg("snowmelt has ended with status %d: %s", status,
                     process_text(f->errors, text, sizeof text));
        }
        process_rest(0.1);
    }
    fail_msg("%s is '%s' and not '%s' after %g s", key, value, wanted, seconds);
}

/* Until the picture has caught up with all keys so far. */
static void wait_a_while(struct fixture *f)
{
    double tick = number(f, "tick");
    for (double waited = 0; waited < REACT_S && number(f, "tick") < tick + 60; waited += 0.1)
        process_rest(0.1);
}

static void xdotool(const char *a, const char *b, const char *c, const char *d, const char *e)
{
    const char *argv[] = {"xdotool", a, b, c, d, e, NULL};
    assert_int_equal(process_run(argv, NULL, NULL, 20), 0);
}

static void press(const char *key)
{
    xdotool("key", key, NULL, NULL, NULL);
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
    xdotool("mousemove", "480", "180", NULL, NULL); /* keys go where the pointer is */
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
    xdotool("key", "--delay", "20", "Next", "Next");
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
    xdotool("mousedown", "1", NULL, NULL, NULL);
    wait_until(f, "spot", "1", REACT_S);
    wait_for_light(f, 1, 0.7 * before);
    xdotool("mouseup", "1", NULL, NULL, NULL);
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
    int status = process_wait(f->program, REACT_S);
    f->program = status == -1 ? f->program : 0;
    assert_int_equal(status, 0);
}

static int setup(void **state)
{
    static struct fixture fixture;
    if (scratch_make((void **)&fixture.folder) != 0)
        return -1;
    *state = &fixture;
    scratch_path(folder_of(state), "state", fixture.state_path);
    scratch_path(folder_of(state), "errors", fixture.errors);
    if (!screen_start(&fixture.screen, folder_of(state)))
        return -1;
    unsetenv("SDL_VIDEODRIVER");
    unsetenv("WAYLAND_DISPLAY");
    setenv("DISPLAY", fixture.screen.display, 1);
    setenv("XDG_CONFIG_HOME", fixture.folder, 1);
    setenv("SNOWMELT_STATE_FILE", fixture.state_path, 1);
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = fixture_of(state);
    process_stop(f->program);
    process_stop(f->screen.server);
    return scratch_remove(folder_of(state));
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
        cmocka_unit_test(only_a_clear_yes_ends_it),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
