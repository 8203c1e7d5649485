/* What happens to an exhibit in the course of years: power that fails, a graphics card that is reset,
 * a folder that cannot be written to. It goes on, and tells. One run goes through most tests. */
#include "watched.h"

#include <time.h>

enum { START_S = 400, REACT_S = 60 };

static void start(struct fixture *f)
{
    const char *argv[] = {SNOWMELT_PROGRAM, "exhibit", "--size", "320x240", "--idle", "5", NULL};
    f->program = process_start(argv, NULL, f->errors);
}

/* What `snowmelt status` prints, as soon as `word` is in it. */
static void wait_status(void **state, const char *word)
{
    char path[600], text[4096] = "";
    const char *argv[] = {SNOWMELT_PROGRAM, "status", NULL};
    scratch_path(folder_of(state), "status", path);
    for (double waited = 0; waited < REACT_S; waited += 0.5) {
        process_run(argv, path, NULL, 20);
        if (strstr(process_text(path, text, sizeof text), word))
            return;
        assert_runs(fixture_of(state));
        process_rest(0.5);
    }
    fail_msg("the status never says '%s': %s", word, text);
}

static void wait_pictures(struct fixture *f)
{
    double tick = number(f, "tick");
    wait_above(f, "tick", tick + 10, REACT_S);
}

/* ---- the tests ---- */

static void power_that_fails_leaves_nothing_broken(void **state)
{
    struct fixture *f = fixture_of(state);
    char text[4096];
    static const double AFTER_S[] = {0.05, 0.4, 1.1, 2.3};
    for (size_t i = 0; i < sizeof AFTER_S / sizeof *AFTER_S; i++) {
        start(f);
        process_rest(AFTER_S[i]);
        kill(f->program, SIGKILL);
        process_wait(f->program, 10);
    }
    unlink(f->state_path);
    start(f);
    wait_until(f, "stage", "attract", START_S);
    assert_null(strstr(process_text(f->errors, text, sizeof text), "damaged"));
}

/* By way of a card that is said to be lost every so many pictures. */
static void a_card_that_is_reset_comes_back(void **state)
{
    struct fixture *f = fixture_of(state);
    wait_status(state, "graphics card was reset");
    wait_pictures(f);
    wait_until(f, "gl_errors", "0", REACT_S);
    wait_until(f, "stage", "attract", REACT_S);
}

static void a_folder_that_is_gone_is_told_and_taken_up_again(void **state)
{
    struct fixture *f = fixture_of(state);
    static const char TOLD[] = "cannot make the folder";
    char path[600], away[600], text[4096] = "";
    scratch_path(folder_of(state), "snowmelt", path);
    scratch_path(folder_of(state), "away", away);
    assert_int_equal(rename(path, away), 0);
    scratch_write_text(path, "no folder");
    for (double waited = 0; waited < REACT_S && !strstr(text, TOLD); waited += 0.5) {
        process_rest(0.5);
        process_text(f->errors, text, sizeof text);
    }
    assert_non_null(strstr(text, TOLD));
    wait_pictures(f);
    unlink(path);
    assert_int_equal(rename(away, path), 0);
    wait_status(state, "last_error");
    wait_pictures(f);
}

/* A time zone in which it is noon in so many seconds: an hour has no seconds on the line. */
static void set_noon_in(int seconds)
{
    enum { DAY = 24 * 60 * 60 };
    char zone[32];
    int behind = (int)(time(NULL) % DAY) - (DAY / 2 - seconds), west = abs(behind);
    snprintf(zone, sizeof zone, "NOON%c%d:%02d:%02d", behind < 0 ? '-' : '+', west / 3600,
             west / 60 % 60, west % 60);
    setenv("TZ", zone, 1);
}

/* Its last half minute goes by while it is watched: the screen fades, and the story stands. */
static void it_goes_dark_when_the_hours_end(void **state)
{
    struct fixture *f = fixture_of(state);
    enum { LEFT_S = 30, LEAVES_S = 200 };
    static const char hours[] = "10:00-12:00";
    set_noon_in(LEFT_S);
    const char *argv[] = {SNOWMELT_PROGRAM, "exhibit", "--size", "320x240", "--hours", hours, NULL};
    process_stop(f->program);
    unlink(f->state_path);
    f->program = process_start(argv, NULL, f->errors);
    wait_above(f, "light", 0.0, START_S);
    for (double waited = 0; number(f, "light") >= 0.05; waited += 0.5) {
        assert_true(waited < LEAVES_S);
        assert_runs(f);
        process_rest(0.5);
    }
    process_rest(3);
    double tick = number(f, "tick");
    process_rest(3);
    assert_runs(f);
    assert_true(number(f, "tick") <= tick + 1);
}

static int setup(void **state)
{
    if (watched_files(state) != 0)
        return -1;
    setenv("XDG_STATE_HOME", fixture_of(state)->folder, 1);
    setenv("SNOWMELT_LOST_AFTER", "40", 1);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(power_that_fails_leaves_nothing_broken),
        cmocka_unit_test(a_card_that_is_reset_comes_back),
        cmocka_unit_test(a_folder_that_is_gone_is_told_and_taken_up_again),
        cmocka_unit_test(it_goes_dark_when_the_hours_end),
    };
    return cmocka_run_group_tests(tests, setup, watched_teardown);
}
