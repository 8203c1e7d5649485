/* What the whole program says and how it ends when something is wrong: one line on stderr that
 * says what, where and how to mend it, status 2 for wrong usage and 1 for the rest. */
#include "process.h"

struct outcome {
    int status;
    char out[16384], err[16384];
};

/* Runs snowmelt with words divided by one space, in an environment changed by words that
 * env(1) takes; "@" in either stands for the scratch folder. */
static const struct outcome *run(void **state, const char *environment, const char *line)
{
    static struct outcome outcome;
    char words[2400], out[600], err[600], *rest = NULL;
    const char *argv[40] = {"/usr/bin/env"};
    snprintf(words, sizeof words, "%s " SNOWMELT_PROGRAM " %s", environment, line);
    for (char *at; (at = strchr(words, '@'));) {
        char after[2400];
        strcpy(after, at + 1);
        snprintf(at, sizeof words - (size_t)(at - words), "%s%s", (const char *)*state, after);
    }
    int argc = 1;
    for (char *word = strtok_r(words, " ", &rest); word; word = strtok_r(NULL, " ", &rest))
        argv[argc++] = word;
    outcome.status = process_run(argv, scratch_path(state, "out", out),
                                 scratch_path(state, "err", err), 240);
    process_text(out, outcome.out, sizeof outcome.out);
    process_text(err, outcome.err, sizeof outcome.err);
    return &outcome;
}

static void assert_fails_in(void **state, const char *environment, const char *line, int status,
                            const char *word)
{
    const struct outcome *outcome = run(state, environment, line);
    if (outcome->status != status)
        fail_msg("snowmelt %s: status %d, not %d: %s", line, outcome->status, status,
                 outcome->err);
    assert_string_equal(outcome->out, "");
    assert_memory_equal(outcome->err, "snowmelt: ", 10);
    const char *end = strchr(outcome->err, '\n');
    if (!end || end[1])
        fail_msg("snowmelt %s: not one line: %s", line, outcome->err);
    char expected[700];
    snprintf(expected, sizeof expected, "%s%s", *word == '@' ? (const char *)*state : "",
             *word == '@' ? word + 1 : word);
    if (!strstr(outcome->err, expected))
        fail_msg("snowmelt %s: '%s' is not in: %s", line, expected, outcome->err);
}

static void assert_fails(void **state, const char *line, int status, const char *word)
{
    assert_fails_in(state, "", line, status, word);
}

static void help_and_version_go_to_stdout(void **state)
{
    const struct outcome *outcome = run(state, "", "--help");
    assert_int_equal(outcome->status, 0);
    assert_string_equal(outcome->err, "");
    assert_non_null(strstr(outcome->out, "usage: snowmelt"));
    outcome = run(state, "", "--version");
    assert_int_equal(outcome->status, 0);
    assert_string_equal(outcome->out, "snowmelt " SNOWMELT_VERSION "\n");
}

static void wrong_usage_ends_with_two(void **state)
{
    assert_fails(state, "--sede 3", 2, "'--seed'");
    assert_fails(state, "recrod", 2, "'record'");
    assert_fails(state, "record --fps 0", 2, "--fps");
    assert_fails(state, "record --fullscreen", 2, "'explore'");
    assert_fails(state, "experiment --treatment sugar", 2, "sugar");
    assert_fails(state, "bench cobe", 2, "'coba'");
    assert_fails(state, "bench coba --threads none", 2, "--threads");
    assert_fails(state, "check-scenario", 2, "FILE");
    assert_fails(state, "check-scenario worry --seed 3", 2, "--seed");
}

static void bench_prints_a_row_of_each_in_both_forms(void **state)
{
    const struct outcome *outcome =
        run(state, "", "bench coba-stdp coba --seconds 0.2 --neurons 400 --format json");
    assert_int_equal(outcome->status, 0);
    assert_string_equal(outcome->err, "");
    assert_memory_equal(outcome->out, "{\"name\": \"coba\", \"threads\": 1, ", 31);
    assert_non_null(strstr(outcome->out, "}\n{\"name\": \"coba-stdp\", "));
    assert_non_null(strstr(outcome->out, "\"peak_rss_mib\": "));

    char path[600];
    scratch_write_text(scratch_path(state, "old", path),
                       "{\"name\": \"coba\", \"threads\": 1, \"neurons\": 400, \"factor\": "
                       "1000}\n");
    outcome = run(state, "", "bench coba --seconds 0.2 --neurons 400 --baseline @/old");
    assert_int_equal(outcome->status, 0);
    assert_memory_equal(outcome->out, "bench ", 6);
    const char *factor = strstr(outcome->out, "factor");
    assert_non_null(factor);
    double now, then, ratio;
    assert_int_equal(sscanf(factor, "factor %lf %lf %lf", &now, &then, &ratio), 3);
    assert_true(then == 1000 && ratio > 1);

    assert_fails(state, "bench coba --baseline @/nowhere", 1, "@/nowhere");
    scratch_write_text(path, "figures\n");
    assert_fails(state, "bench coba --baseline @/old", 1, "@/old");
    /* One that measures apart tells its own fault, in one line. */
    outcome = run(state, "", "bench live start --scenario @/nowhere.yaml --format json");
    assert_int_equal(outcome->status, 1);
    assert_string_equal(outcome->out, "");
    assert_ptr_equal(strchr(outcome->err, '\n') + 1, strchr(outcome->err, 0));
}

static void a_scenario_that_is_not_there_or_not_right_is_named(void **state)
{
    char path[600];
    assert_fails(state, "record --scenario nowhere -o @/a", 1, "worry");
    assert_fails(state, "record --scenario @/nowhere.yaml -o @/a", 1, "@/nowhere.yaml");
    scratch_write_text(scratch_path(state, "broken.yaml", path), "title: [unfinished\n");
    assert_fails(state, "record --scenario @/broken.yaml -o @/a", 1, "@/broken.yaml");
    assert_fails(state, "experiment --scenario @/broken.yaml", 1, "@/broken.yaml");
    scratch_write_text(scratch_path(state, "empty.yaml", path), "");
    assert_fails(state, "record --scenario @/empty.yaml -o @/a", 1, "@/empty.yaml");
}

static void check_scenario_tells_all_and_ends_with_one(void **state)
{
    char path[600];
    const struct outcome *outcome = run(state, "", "check-scenario worry home");
    assert_int_equal(outcome->status, 0);
    assert_string_equal(outcome->err, "");
    assert_string_equal(outcome->out, "worry: good: 8 places, 3 paths\n"
                                      "home: good: 8 places, 3 paths\n");
    scratch_write_text(scratch_path(state, "short.yaml", path), "title: Only a title\n");
    outcome = run(state, "", "check-scenario @/short.yaml worry");
    assert_int_equal(outcome->status, 1);
    assert_non_null(strstr(outcome->out, "short.yaml:1: the key 'about' is missing; "));
    assert_non_null(strstr(outcome->out, "short.yaml: 4 mistakes\nworry: good: "));
    assert_fails(state, "check-scenario @/nowhere.yaml", 1, "@/nowhere.yaml");
    outcome = run(state, "", "--scenario list");
    assert_int_equal(outcome->status, 0);
    assert_non_null(strstr(outcome->out, "A worry that circles\n"));
}

static void settings_that_are_wrong_are_named(void **state)
{
    char path[600];
    scratch_write_text(scratch_path(state, "settings", path), "seed = 1\nsede = 2\n");
    assert_fails(state, "record --config @/settings", 1, "@/settings:2:");
}

static void an_output_that_cannot_be_written_is_named(void **state)
{
    assert_fails(state, "record --size 320x240 -o @/no/such/folder/a.mp4", 1,
                 "@/no/such/folder/a.mp4");
    assert_fails(state, "record --size 320x240 -o @/no/such/folder/frames", 1,
                 "@/no/such/folder/frames");
    assert_fails(state, "experiment --days 0.1 -o @/no/such/folder/rows.csv", 1,
                 "@/no/such/folder/rows.csv");
}

static void no_ffmpeg_is_said_with_a_way_out(void **state)
{
    assert_fails_in(state, "PATH=/nonexistent", "record --size 320x240 -o @/a.mp4", 1,
                    "apt install ffmpeg");
}

static void no_font_is_said_with_a_way_out(void **state)
{
    char folder[600];
    mkdir(scratch_path(state, "fonts", folder), 0777);
    assert_fails_in(state, "SNOWMELT_FONT_DIR=@/fonts", "record --size 320x240 -o @/a", 1,
                    "@/fonts");
}

static void no_display_is_said_with_a_way_out(void **state)
{
#define NO_DISPLAY "-u SDL_VIDEODRIVER -u DISPLAY -u WAYLAND_DISPLAY -u XDG_RUNTIME_DIR"
    assert_fails_in(state, NO_DISPLAY, "explore", 1, "snowmelt record");
    assert_fails_in(state, NO_DISPLAY " DISPLAY=:64999", "explore", 1, "snowmelt record");
#undef NO_DISPLAY
}

static void an_old_opengl_is_told(void **state)
{
    assert_fails_in(state, "MESA_GL_VERSION_OVERRIDE=2.1", "record --size 320x240 -o @/a", 1,
                    "OpenGL 3.3");
}

static void a_replay_that_is_wrong_is_named(void **state)
{
    char path[600];
    scratch_write_text(scratch_path(state, "input", path), "snowmelt-input 1\nseed x\n");
    assert_fails(state, "record --replay-input @/input -o @/a", 1, "@/input:2:");
}

/* No settings of whoever runs the tests. */
static int setup(void **state)
{
    return scratch_make(state) || setenv("XDG_CONFIG_HOME", *state, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(help_and_version_go_to_stdout),
        cmocka_unit_test(wrong_usage_ends_with_two),
        cmocka_unit_test(bench_prints_a_row_of_each_in_both_forms),
        cmocka_unit_test(a_scenario_that_is_not_there_or_not_right_is_named),
        cmocka_unit_test(check_scenario_tells_all_and_ends_with_one),
        cmocka_unit_test(settings_that_are_wrong_are_named),
        cmocka_unit_test(an_output_that_cannot_be_written_is_named),
        cmocka_unit_test(no_ffmpeg_is_said_with_a_way_out),
        cmocka_unit_test(no_font_is_said_with_a_way_out),
        cmocka_unit_test(no_display_is_said_with_a_way_out),
        cmocka_unit_test(an_old_opengl_is_told),
        cmocka_unit_test(a_replay_that_is_wrong_is_named),
    };
    return cmocka_run_group_tests(tests, setup, scratch_remove);
}
