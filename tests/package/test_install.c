/* What `cmake --install` puts down is whole, runs from there, and runs when it is moved. */
#include "end_to_end/process.h"

static void run(void **state, const char *const argv[], char *text, size_t size)
{
    char out[600], err[600], said[2000];
    int status = process_run(argv, scratch_path(state, "out", out), scratch_path(state, "err", err),
                             240);
    if (status != 0)
        fail_msg("%s %s: status %d: %s", argv[0], argv[1], status,
                 process_text(err, said, sizeof said));
    process_text(out, text, size);
}

static void assert_there(void **state, const char *name)
{
    char path[600];
    struct stat status;
    if (stat(scratch_path(state, name, path), &status) != 0 || status.st_size == 0)
        fail_msg("%s was not installed", name);
}

/* A story that only this copy has tells whether the copy looks for its assets beside itself. */
static void assert_runs_in(void **state, const char *folder)
{
    char program[700], story[700], own[700], text[4000];
    snprintf(program, sizeof program, "%s/%s/bin/snowmelt", (const char *)*state, folder);
    snprintf(story, sizeof story, "%s/%s/share/snowmelt/scenarios/worry.yaml",
             (const char *)*state, folder);
    snprintf(own, sizeof own, "%s/%s/share/snowmelt/scenarios/own.yaml", (const char *)*state,
             folder);
    run(state, (const char *const[]){"cp", story, own, NULL}, text, sizeof text);
    run(state, (const char *const[]){program, "check-scenario", "own", NULL}, text, sizeof text);
    assert_string_equal(text, "own: good: 8 places, 3 paths\n");
    run(state, (const char *const[]){program, "--scenario", "list", NULL}, text, sizeof text);
    assert_non_null(strstr(text, "own "));
    run(state, (const char *const[]){program, "--version", NULL}, text, sizeof text);
    assert_string_equal(text, "snowmelt " SNOWMELT_VERSION "\n");
}

static void it_is_whole_and_can_be_moved(void **state)
{
    static const char *const FILES[] = {
        "there/bin/snowmelt",
        "there/share/snowmelt/scenarios/home.yaml",
        "there/share/snowmelt/talks/tour.yaml",
        "there/share/snowmelt/languages/de/LC_MESSAGES/snowmelt.mo",
        "there/share/snowmelt/languages/zh_CN/LC_MESSAGES/snowmelt.mo",
        "there/share/man/man1/snowmelt.1.gz",
        "there/share/applications/snowmelt.desktop",
        "there/share/metainfo/snowmelt.metainfo.xml",
        "there/share/icons/hicolor/scalable/apps/snowmelt.svg",
        "there/share/bash-completion/completions/snowmelt",
        "there/share/zsh/vendor-completions/_snowmelt",
        "there/share/fish/vendor_completions.d/snowmelt.fish",
        "there/share/doc/snowmelt/copyright",
        "there/share/doc/snowmelt/changelog.gz",
        "there/share/doc/snowmelt/docs/model.md",
    };
    char prefix[600], moved[600], text[20000];
    run(state,
        (const char *const[]){SNOWMELT_CMAKE, "--install", SNOWMELT_BUILD_DIR, "--prefix",
                              scratch_path(state, "there", prefix), NULL},
        text, sizeof text);
    for (size_t i = 0; i < sizeof FILES / sizeof *FILES; i++)
        assert_there(state, FILES[i]);
    /* What belongs to an exhibition changes the machine: never by a plain install. */
    assert_null(strstr(text, "kiosk"));
    assert_null(strstr(text, "/etc/"));
    assert_runs_in(state, "there");
    assert_int_equal(rename(prefix, scratch_path(state, "elsewhere", moved)), 0);
    assert_runs_in(state, "elsewhere");
}

static int setup(void **state)
{
    return scratch_make(state) || setenv("XDG_CONFIG_HOME", *state, 1) ||
           unsetenv("SNOWMELT_ASSETS");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(it_is_whole_and_can_be_moved)};
    return cmocka_run_group_tests(tests, setup, scratch_remove);
}
