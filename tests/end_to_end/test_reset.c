/* A graphics card that is reset, as a driver does after a fault: a talk, a story and a comparison go
 * on with all made anew, and say so once for each time. By way of a card that is said to be lost
 * every so many pictures. */
#include "watched.h"

enum { START_S = 400, REACT_S = 60, RESETS = 2 };

static void wait_resets(struct fixture *f)
{
    static const char TOLD[] = "the graphics card was reset";
    char text[4096];
    for (double waited = 0; waited < START_S; waited += 0.2) {
        int told = 0;
        process_text(f->errors, text, sizeof text);
        for (const char *at = text; (at = strstr(at, TOLD)); at++)
            told++;
        if (told >= RESETS)
            return;
        assert_runs(f);
        process_rest(0.2);
    }
    fail_msg("%d resets were not told: %s", RESETS, text);
}

/* What is told as `key` grows after them, or as `later` once that is whole, of pictures without a
 * fault. */
static void goes_on(void **state, const char *command, const char *more, const char *key,
                    const char *later)
{
    struct fixture *f = fixture_of(state);
    const char *argv[] = {SNOWMELT_PROGRAM, command, "--size", "320x240", more, NULL};
    unlink(f->state_path);
    f->program = process_start(argv, NULL, f->errors);
    wait_resets(f);
    if (later && number(f, key) >= 1.0)
        key = later;
    double before = number(f, key);
    wait_above(f, key, before, REACT_S);
    wait_above(f, "fps", 0, REACT_S);
    wait_until(f, "gl_errors", "0", REACT_S);
    assert_runs(f);
}

static void a_talk_goes_on(void **state)
{
    goes_on(state, "present", NULL, "tick", NULL);
}

static void a_story_goes_on(void **state)
{
    goes_on(state, "explore", NULL, "tick", NULL);
}

static void a_comparison_goes_on(void **state)
{
    goes_on(state, "explore", "--compare", "wear_in", "story_h");
}

static int setup(void **state)
{
    if (watched_files(state) != 0)
        return -1;
    setenv("SNOWMELT_LOST_AFTER", "40", 1);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(a_talk_goes_on, watched_end_program),
        cmocka_unit_test_teardown(a_story_goes_on, watched_end_program),
        cmocka_unit_test_teardown(a_comparison_goes_on, watched_end_program),
    };
    return cmocka_run_group_tests(tests, setup, watched_teardown);
}
