/* The experiment as a program: what is kept when it is interrupted, and what is said when there is
 * no room for what it writes. */
#include "process.h"

/* Of what went to stderr, less the lines of the progress. */
static const char *said(const char *text)
{
    const char *at = text;
    while (strncmp(at, "experiment: ", 12) == 0)
        at = strchr(at, '\n') + 1;
    return at;
}

static void assert_one_line(const char *text, const char *word)
{
    const char *line = said(text);
    if (strncmp(line, "snowmelt: ", 10) != 0 || !strstr(line, word) ||
        strcspn(line, "\n") + 1 != strlen(line))
        fail_msg("not one line with '%s': %s", word, text);
}

static void an_interrupt_keeps_whole_rows(void **state)
{
    char rows[600], err[600], text[4096];
    scratch_path(state, "rows.csv", rows);
    scratch_path(state, "err", err);
    const char *const argv[] = {
        SNOWMELT_PROGRAM, "experiment", "--treatment", "all", "--seeds", "3", "-o", rows, NULL};
    pid_t pid = process_start(argv, NULL, err);
    for (int i = 0; i < 500 && !process_text(err, text, sizeof text)[0]; i++)
        process_rest(0.02);
    process_rest(0.5);
    assert_int_equal(kill(pid, SIGINT), 0);
    assert_int_equal(process_wait(pid, 60), 1);
    assert_one_line(process_text(err, text, sizeof text), rows);
    assert_non_null(strstr(text, "0 finished runs"));

    /* no run was over: the names of the columns stand there, and no part of a row */
    process_text(rows, text, sizeof text);
    assert_memory_equal(text, "treatment,seed,day,", 19);
    assert_int_equal(strcspn(text, "\n") + 1, strlen(text));
}

static void a_full_disk_is_told(void **state)
{
    char err[600], text[4096];
    scratch_path(state, "err", err);
    const char *const at_once[] = {SNOWMELT_PROGRAM, "experiment", "--days", "0.1", "-o",
                                   "/dev/full",      NULL};
    assert_int_equal(process_run(at_once, NULL, err, 60), 1);
    assert_one_line(process_text(err, text, sizeof text), "/dev/full");
    const char *const piped[] = {SNOWMELT_PROGRAM, "experiment", "--days", "0.1", NULL};
    assert_int_equal(process_run(piped, "/dev/full", err, 60), 1);
    assert_one_line(process_text(err, text, sizeof text), "standard output");
#ifndef SNOWMELT_SANITIZED
    /* JSON has no header: the first run has to be over before it is noticed */
    const char *const later[] = {SNOWMELT_PROGRAM, "experiment", "--days", "0.1",
                                 "--format",       "json",       NULL};
    assert_int_equal(process_run(later, "/dev/full", err, 600), 1);
    assert_one_line(process_text(err, text, sizeof text), "standard output");
#endif
}

static void a_figure_that_cannot_be_is_told_before_the_work(void **state)
{
    char err[600], figure[600], text[4096];
    scratch_path(state, "err", err);
    scratch_path(state, "no/such/figure.png", figure);
    const char *const argv[] = {SNOWMELT_PROGRAM, "experiment", "--days", "365",
                                "--plot",         figure,       NULL};
    assert_int_equal(process_run(argv, NULL, err, 60), 1);
    assert_one_line(process_text(err, text, sizeof text), figure);
}

/* No settings of whoever runs the tests. */
static int setup(void **state)
{
    return scratch_make(state) || setenv("XDG_CONFIG_HOME", *state, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_interrupt_keeps_whole_rows),
        cmocka_unit_test(a_full_disk_is_told),
        cmocka_unit_test(a_figure_that_cannot_be_is_told_before_the_work),
    };
    return cmocka_run_group_tests_name("experiment", tests, setup, scratch_remove);
}
