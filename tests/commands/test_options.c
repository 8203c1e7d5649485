#include "commands/option_table.h"
#include "commands/options.h"
#include "scratch.h"

/* Parses "snowmelt LINE", words divided by one space. */
static bool parse(struct options *options, const char *line, struct error *error)
{
    char copy[512], *argv[32], *rest = NULL;
    int argc = 1;
    snprintf(copy, sizeof copy, "%s", line);
    argv[0] = (char[]){"snowmelt"};
    for (char *word = strtok_r(copy, " ", &rest); word; word = strtok_r(NULL, " ", &rest))
        argv[argc++] = word;
    argv[argc] = NULL;
    *error = (struct error){0};
    return options_parse(options, argc, argv, error);
}

static void assert_parsed(struct options *options, const char *line)
{
    struct error error;
    if (!parse(options, line, &error))
        fail_msg("'%s': %s", line, error.text);
}

static void defaults_are_as_told(void **state)
{
    (void)state;
    struct options options;
    assert_parsed(&options, "");
    assert_int_equal(options.command, COMMAND_EXPLORE);
    assert_string_equal(options.scenario, "worry");
    assert_int_equal(options.treatment, STORY_KETAMINE_THERAPY);
    for (int i = 0; i < STORY_TREATMENTS; i++)
        assert_int_equal(options.treatments[i], i == STORY_KETAMINE_THERAPY);
    assert_true(options.seed == 1 && options.width == 1280 && options.height == 720);
    assert_true(options.seconds == 90 && options.fps == 30 && !options.tour);
    assert_true(options.seeds == 1 && options.days == 28 && options.text_scale == 1);
    assert_false(options.fullscreen || options.reduced_motion || options.json || options.help ||
                 options.version);
    assert_true(options.volume == 50 && !options.sound && !options.mute);
    assert_string_equal(options.output, "");
    assert_true(options.osc == 0); /* no socket unless asked for */
    assert_string_equal(options.plot, "");
    assert_true(options.threads == 0 && !options.check && !options.val66met);
    assert_true(options.dose.dose_mg_kg == 0.5f && options.dose.route == MODEL_ROUTE_INFUSION);
    assert_true(options.dose.minutes == 40.0f && options.dose.weight_kg == 70.0f);
}

/* A film of no given length and view is the tour, of what its chapters tell of. */
static void a_plain_film_is_the_tour(void **state)
{
    static const struct {
        const char *line;
        bool tour;
    } LINES[] = {
        {"record", true},
        {"record -o frames --scenario home --fps 1", true},
        {"record --talk mine.yaml --seconds 5", true},
        {"record --seconds 5", false},
        {"record --view tour", false},
        {"record --treatment saline", false},
        {"record --compare", false},
        {"record --replay-input keys", false},
        {"present --talk mine.yaml", false},
    };
    struct options options;
    (void)state;
    for (size_t i = 0; i < sizeof LINES / sizeof *LINES; i++) {
        assert_parsed(&options, LINES[i].line);
        if (options.tour != LINES[i].tour)
            fail_msg("'%s' is %s tour", LINES[i].line, options.tour ? "a" : "no");
    }
}

static void every_option_reaches_its_place(void **state)
{
    (void)state;
    struct options options;
    assert_parsed(&options, "explore --scenario mine.yaml --seed 18446744073709551615 --size "
                            "7680x4320 --fullscreen --display 2 --reduced-motion --text-scale 1.5 "
                            "--record-input a.txt --replay-input b.txt");
    assert_string_equal(options.scenario, "mine.yaml");
    assert_true(options.seed == UINT64_MAX);
    assert_true(options.width == 7680 && options.height == 4320);
    assert_true(options.fullscreen && options.reduced_motion && options.display == 2);
    assert_true(options.text_scale == 1.5f);
    assert_string_equal(options.record_input, "a.txt");
    assert_string_equal(options.replay_input, "b.txt");

    assert_parsed(&options, "present --osc 9000 --osc-allow start,stop");
    assert_true(options.osc == 9000);
    assert_string_equal(options.osc_bind, "127.0.0.1");
    assert_string_equal(options.osc_allow, "start,stop");

    assert_parsed(&options, "--sound --mute --volume 30");
    assert_true(options.sound && options.mute && options.volume == 30);

    assert_parsed(&options, "--seed=7 record -o tour.mp4 --seconds 2.5 --fps 60");
    assert_int_equal(options.command, COMMAND_RECORD);
    assert_string_equal(options.output, "tour.mp4");
    assert_true(options.seconds == 2.5 && options.fps == 60 && options.seed == 7);

    assert_parsed(&options, "experiment --seeds 3 --days 1.5 --format json --output rows.json");
    assert_int_equal(options.command, COMMAND_EXPERIMENT);
    assert_true(options.seeds == 3 && options.days == 1.5 && options.json);
    assert_string_equal(options.output, "rows.json");
    assert_parsed(&options, "experiment --threads 3 --plot figure.png --check");
    assert_true(options.threads == 3 && options.check);
    assert_string_equal(options.plot, "figure.png");

    assert_parsed(&options, "experiment --dose 1 --route intranasal --minutes 20 --weight 55.5 "
                            "--val66met");
    assert_true(options.dose.dose_mg_kg == 1.0f && options.dose.route == MODEL_ROUTE_INTRANASAL);
    assert_true(options.dose.minutes == 20.0f && options.dose.weight_kg == 55.5f);
    assert_true(options.val66met);

    assert_parsed(&options, "bench live coba-stdp --seconds 0.2 --threads 2 --neurons 8000 --size "
                            "640x480 --view snow --theme day --segments 100000 --frames 5 --seed 3 "
                            "--format json --baseline old.json");
    assert_int_equal(options.command, COMMAND_BENCH);
    for (int i = 0; i < BENCHES; i++)
        assert_int_equal(options.benches[i], i == BENCH_LIVE || i == BENCH_COBA_STDP);
    assert_true(options.seconds == 0.2 && options.threads == 2 && options.neurons == 8000);
    assert_true(options.width == 640 && options.segments == 100000 && options.frames == 5);
    assert_true(options.seed == 3 && options.json && options.view == SCENE_SNOW);
    assert_int_equal(options.theme, PALETTE_DAY);
    assert_string_equal(options.baseline, "old.json");
    assert_parsed(&options, "bench --format table");
    assert_true(options.seconds == 5 && !options.json);
    for (int i = 0; i < BENCHES; i++)
        assert_int_equal(options.benches[i], i != BENCH_FRAMES); /* minutes: only when named */

    assert_parsed(&options, "exhibit --hours 10:00-18:30 --languages ar,en,de_AT --idle 90 "
                            "--screen-width-mm 1020 --counts=no");
    assert_int_equal(options.command, COMMAND_EXHIBIT);
    assert_true(!options.hours.always && options.hours.from == 600 && options.hours.to == 1110);
    assert_int_equal(options.languages,
                     1u << LANGUAGE_ARABIC | 1u << LANGUAGE_ENGLISH | 1u << LANGUAGE_GERMAN);
    assert_true(options.idle == 90 && options.screen_width_mm == 1020 && !options.counts);
    assert_parsed(&options, "exhibit --languages all --hours always --set-pin");
    assert_true(options.languages == 0 && options.hours.always && options.set_pin);
    assert_true(options.counts && options.idle == 60);
    assert_parsed(&options, "status");
    assert_int_equal(options.command, COMMAND_STATUS);

    assert_parsed(&options, "--fullscreen=no");
    assert_false(options.fullscreen);
    assert_parsed(&options, "-h");
    assert_true(options.help);
    assert_parsed(&options, "--version");
    assert_true(options.version);
    assert_parsed(&options, "nonsense --help"); /* help is always given */
    assert_true(options.help);
}

static void comparisons_take_a_few_treatments(void **state)
{
    (void)state;
    struct options options;
    assert_parsed(&options, "--compare");
    assert_true(options.compare && options.command == COMMAND_EXPLORE);
    assert_parsed(&options, "record --compare --treatment saline --treatment ssri");
    assert_true(options.treatments[STORY_SALINE] && options.treatments[STORY_SSRI]);
    assert_true(options.seconds > 100.0); /* eight weeks and a moment before */
    static const char *const WRONG[] = {
        "record --compare --treatment all", "record --compare --talk tour",
        "--compare --replay-input a.txt", "experiment --compare"};
    for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
        struct error error = {0};
        assert_false(parse(&options, WRONG[i], &error));
        assert_int_equal(error.id, ERROR_OPTION_MISPLACED);
    }
}

static void treatments_gather(void **state)
{
    (void)state;
    struct options options;
    assert_parsed(&options, "experiment -t saline --treatment ketamine");
    assert_int_equal(options.treatment, STORY_KETAMINE);
    for (int i = 0; i < STORY_TREATMENTS; i++)
        assert_int_equal(options.treatments[i], i == STORY_SALINE || i == STORY_KETAMINE);
    for (int i = 0; i < STORY_TREATMENTS; i++) {
        char line[64];
        snprintf(line, sizeof line, "-t %s", story_treatment_name((enum story_treatment)i));
        assert_parsed(&options, line);
        assert_int_equal(options.treatment, i);
    }
    assert_parsed(&options, "experiment --treatment all");
    for (int i = 0; i < STORY_TREATMENTS; i++)
        assert_true(options.treatments[i]);
}

static const struct {
    const char *line;
    enum error_id id;
    const char *word;
} WRONG[] = {
    {"--sede 3", ERROR_OPTION_UNKNOWN, "'--seed'"},
    {"--sede=3", ERROR_OPTION_UNKNOWN, "unknown option '--sede'"},
    {"--gamma", ERROR_OPTION_UNKNOWN, "--gamma"},
    {"-q", ERROR_OPTION_UNKNOWN, "'-q'"},
    {"recrod", ERROR_COMMAND_UNKNOWN, "'record'"},
    {"dance", ERROR_COMMAND_UNKNOWN, "'dance'"},
    {"exhibit --hours 18", ERROR_OPTION_VALUE, "10:00-18:00"},
    {"exhibit --languages de,klingon", ERROR_OPTION_VALUE, "en,de,ar"},
    {"exhibit --languages de,", ERROR_OPTION_VALUE, "en,de,ar"},
    {"exhibit --idle 2", ERROR_OPTION_VALUE, "from 5 to 600"},
    {"explore --hours 10:00-18:00", ERROR_OPTION_MISPLACED, "'exhibit'"},
    {"status --idle 20", ERROR_OPTION_MISPLACED, "'exhibit'"},
    {"record now", ERROR_OPTION_MISPLACED, "'now'"},
    {"record record", ERROR_OPTION_MISPLACED, "one too many"},
    {"--fps 30", ERROR_OPTION_MISPLACED, "'record'"},
    {"explore -o a.mp4", ERROR_OPTION_MISPLACED, "'record' and 'experiment'"},
    {"record --fullscreen", ERROR_OPTION_MISPLACED, "'explore'"},
    {"record -t saline -t ketamine", ERROR_OPTION_MISPLACED, "one --treatment"},
    {"experiment --dose -1", ERROR_OPTION_VALUE, "0 to 5"},
    {"experiment --route nose", ERROR_OPTION_VALUE, "intranasal"},
    {"--val66met", ERROR_OPTION_MISPLACED, "'experiment'"},
    {"experiment --size 640x480", ERROR_OPTION_MISPLACED,
     "'explore' and 'present' and 'exhibit' and 'record'"},
    {"--seed", ERROR_OPTION_VALUE, "--seed"},
    {"-o", ERROR_OPTION_VALUE, "--output"},
    {"--seed -1", ERROR_OPTION_VALUE, "-1"},
    {"--seed +1", ERROR_OPTION_VALUE, "+1"},
    {"--seed 1.5", ERROR_OPTION_VALUE, "1.5"},
    {"--seed 0x10", ERROR_OPTION_VALUE, "0x10"},
    {"--seed 18446744073709551616", ERROR_OPTION_VALUE, "18446744073709551616"},
    {"--size 319x240", ERROR_OPTION_VALUE, "320x240"},
    {"--size 320x239", ERROR_OPTION_VALUE, "320x240"},
    {"--size 7681x4320", ERROR_OPTION_VALUE, "7680x4320"},
    {"--size 7680x4321", ERROR_OPTION_VALUE, "7680x4320"},
    {"--size 640", ERROR_OPTION_VALUE, "640"},
    {"--size 640x", ERROR_OPTION_VALUE, "640x"},
    {"--size 640x480x3", ERROR_OPTION_VALUE, "640x480x3"},
    {"--size 640X480", ERROR_OPTION_VALUE, "640X480"},
    {"--size 00000000000000000640x480", ERROR_OPTION_VALUE, "00640"},
    {"--display 16", ERROR_OPTION_VALUE, "0 to 15"},
    {"--text-scale 0.99", ERROR_OPTION_VALUE, "1 to 2"},
    {"--text-scale 2.01", ERROR_OPTION_VALUE, "1 to 2"},
    {"--text-scale nan", ERROR_OPTION_VALUE, "nan"},
    {"record --seconds 0", ERROR_OPTION_VALUE, "0.1 to 3600"},
    {"record --seconds 3601", ERROR_OPTION_VALUE, "0.1 to 3600"},
    {"record --seconds 1e3", ERROR_OPTION_VALUE, "1e3"},
    {"record --seconds .", ERROR_OPTION_VALUE, "'.'"},
    {"record --seconds 1.2.3", ERROR_OPTION_VALUE, "1.2.3"},
    {"record --fps 0", ERROR_OPTION_VALUE, "1 to 120"},
    {"record --fps 121", ERROR_OPTION_VALUE, "1 to 120"},
    {"record --fps 29.97", ERROR_OPTION_VALUE, "whole"},
    {"experiment --seeds 0", ERROR_OPTION_VALUE, "1 to 1000"},
    {"experiment --days 366", ERROR_OPTION_VALUE, "0.1 to 365"},
    {"experiment --threads 257", ERROR_OPTION_VALUE, "0 to 16"},
    {"record --treatment all", ERROR_OPTION_MISPLACED, "'experiment'"},
    {"record --plot a.png", ERROR_OPTION_MISPLACED, "'experiment'"},
    {"experiment --format xml", ERROR_OPTION_VALUE, "json, csv or table"},
    {"experiment --format table", ERROR_OPTION_VALUE, "csv or json"},
    {"bench --format csv", ERROR_OPTION_VALUE, "table or json"},
    {"bench cobe", ERROR_BENCH_UNKNOWN, "'coba'"},
    {"bench coba everything", ERROR_BENCH_UNKNOWN, "'everything'"},
    {"bench --threads 17", ERROR_OPTION_VALUE, "0 to 16"},
    {"bench --neurons 399", ERROR_OPTION_VALUE, "400 to"},
    {"bench --frames 0", ERROR_OPTION_VALUE, "1 to 10000"},
    {"bench --seconds 0", ERROR_OPTION_VALUE, "0.1 to 3600"},
    {"bench --segments -1", ERROR_OPTION_VALUE, "0 to 1000000"},
    {"bench --view desert", ERROR_OPTION_VALUE, "circuit"},
    {"bench -o file", ERROR_OPTION_MISPLACED, "'record' and 'experiment'"},
    {"record --threads 2", ERROR_OPTION_MISPLACED, "'experiment' and 'bench'"},
    {"--osc 65536", ERROR_OPTION_VALUE, "0 to 65535"},
    {"record --osc 9000", ERROR_OPTION_MISPLACED, "'explore' and 'present'"},
    {"--osc 9000 --record-input a.txt", ERROR_OPTION_MISPLACED, "--record-input"},
    {"--treatment sugar", ERROR_OPTION_VALUE, "ketamine+therapy"},
    {"--scenario=", ERROR_OPTION_VALUE, "--scenario"},
    {"--fullscreen=maybe", ERROR_OPTION_VALUE, "yes or no"},
    {"--version=2", ERROR_OPTION_VALUE, "no value"},
    {"--config /nonexistent/settings", ERROR_FILE_MISSING, "/nonexistent/settings"},
};

static void each_wrong_line_is_told_in_one(void **state)
{
    (void)state;
    struct options options;
    struct error error;
    for (unsigned i = 0; i < sizeof WRONG / sizeof WRONG[0]; i++) {
        if (parse(&options, WRONG[i].line, &error))
            fail_msg("'%s' should not be understood", WRONG[i].line);
        assert_error(&error, WRONG[i].id, WRONG[i].word);
        if (error_exit_status(WRONG[i].id) == 2)
            assert_string_equal(error.text + strlen(error.text) - 21, "see 'snowmelt --help'");
    }
}

static void the_ends_of_the_ranges_are_in(void **state)
{
    (void)state;
    static const char *const LINES[] = {
        "--size 320x240", "--size 7680x4320", "--display 15", "--text-scale 2", "--text-scale 1",
        "record --seconds 0.1", "record --seconds 3600", "record --fps 1", "record --fps 120",
        "experiment --seeds 1000", "experiment --days 0.1", "experiment --days 365", "--seed 0",
    };
    struct options options;
    for (unsigned i = 0; i < sizeof LINES / sizeof LINES[0]; i++)
        assert_parsed(&options, LINES[i]);
}

static void a_value_too_long_is_refused(void **state)
{
    (void)state;
    struct options options;
    struct error error;
    char line[700] = "--scenario ";
    memset(line + strlen(line), 'a', 400);
    assert_parsed(&options, line);
    char name[sizeof options.scenario + 1];
    memset(name, 'a', sizeof name);
    name[sizeof name - 1] = 0;
    char *argv[] = {(char[]){"snowmelt"}, (char[]){"--scenario"}, name, NULL};
    assert_false(options_parse(&options, 3, argv, &error));
    assert_error(&error, ERROR_OPTION_VALUE, "--scenario");
}

/* The settings file that is read when none is named. */
static void write_settings(void **state, const char *text)
{
    char path[600];
    mkdir(scratch_path(state, "snowmelt", path), 0777);
    scratch_write_text(scratch_path(state, "snowmelt/settings", path), text);
}

static void the_line_is_stronger_than_the_file(void **state)
{
    struct options options;
    write_settings(state, "# mine\n\n seed = 5\r\nfullscreen=yes\nfps = 60\n"
                          "treatment = saline\ntreatment = ssri\nsize = 640x480");
    assert_parsed(&options, "");
    assert_true(options.seed == 5 && options.fullscreen && options.fps == 60);
    assert_true(options.width == 640 && options.height == 480);
    assert_int_equal(options.treatment, STORY_SSRI);
    assert_true(options.treatments[STORY_SALINE] && options.treatments[STORY_SSRI]);
    assert_false(options.treatments[STORY_KETAMINE_THERAPY]);

    assert_parsed(&options, "--seed 6 --fullscreen=no -t ketamine");
    assert_true(options.seed == 6 && !options.fullscreen && options.fps == 60);
    for (int i = 0; i < STORY_TREATMENTS; i++)
        assert_int_equal(options.treatments[i], i == STORY_KETAMINE);

    /* What is usual for one command in the file does not stop another. */
    write_settings(state, "format = csv\nseconds = 30\n");
    assert_parsed(&options, "bench coba");
    assert_true(!options.json && options.seconds == 30);
    assert_parsed(&options, "experiment");
    assert_false(options.json);

    /* Another file by name takes its place. */
    char path[600], line[700];
    scratch_write_text(scratch_path(state, "other", path), "seed = 9\n");
    snprintf(line, sizeof line, "--config %s", path);
    assert_parsed(&options, line);
    assert_true(options.seed == 9 && options.fps == 30);
    write_settings(state, "");
}

static void a_broken_file_does_not_hide_the_help(void **state)
{
    struct options options;
    struct error error;
    write_settings(state, "nonsense\n");
    assert_false(parse(&options, "", &error));
    assert_error(&error, ERROR_SETTINGS_SYNTAX, "settings:1:");
    assert_parsed(&options, "--help");
    write_settings(state, "");
}

static const struct {
    const char *text, *word;
} WRONG_SETTINGS[] = {
    {"seed\n", "s:1: expected 'key = value'"},
    {"\n# note\nsede = 3\n", "s:3: unknown key 'sede'; did you mean 'seed'?"},
    {"loudness = 3\n", "s:1: unknown key 'loudness'"},
    {"volume = 101\n", "0 to 100, not '101'"},
    {"help = yes\n", "unknown key 'help'"},
    {"config = other\n", "unknown key 'config'"},
    {"seed = \n", "s:1: 'seed' takes"},
    {"seed = 1\nseed = 2\n", "s:2: 'seed' stands there twice"},
    {"fps = 500\n", "1 to 120, not '500'"},
    {"fullscreen = perhaps\n", "yes or no"},
    {"= 3\n", "unknown key ''"},
};

static void each_wrong_setting_names_file_and_line(void **state)
{
    (void)state;
    struct options options;
    struct error error;
    for (unsigned i = 0; i < sizeof WRONG_SETTINGS / sizeof WRONG_SETTINGS[0]; i++) {
        assert_parsed(&options, "");
        assert_false(options_parse_settings(&options, "s", WRONG_SETTINGS[i].text, &error));
        assert_error(&error, ERROR_SETTINGS_SYNTAX, WRONG_SETTINGS[i].word);
    }
    char text[3000];
    memset(text, 'x', sizeof text);
    text[sizeof text - 1] = 0;
    assert_false(options_parse_settings(&options, "s", text, &error));
    assert_error(&error, ERROR_SETTINGS_SYNTAX, "s:1: a line of more than");
}

static void help_lists_every_option_and_command(void **state)
{
    (void)state;
    char text[16384] = "";
    FILE *file = fmemopen(text, sizeof text, "w");
    assert_non_null(file);
    options_help(file);
    fclose(file);
    for (unsigned i = 0; i < OPTION_ROWS; i++) {
        char name[64];
        assert_non_null(OPTION_TABLE[i].name);
        snprintf(name, sizeof name, "--%s%s%s", OPTION_TABLE[i].name,
                 OPTION_TABLE[i].argument ? " " : "",
                 OPTION_TABLE[i].argument ? OPTION_TABLE[i].argument : " ");
        const char *found = strstr(text, name);
        if (!found || !strstr(found, OPTION_TABLE[i].help))
            fail_msg("--help does not tell of '%s'", name);
        for (unsigned j = 0; j < i; j++) {
            assert_string_not_equal(OPTION_TABLE[i].name, OPTION_TABLE[j].name);
            assert_false(OPTION_TABLE[i].letter &&
                         OPTION_TABLE[i].letter == OPTION_TABLE[j].letter);
        }
    }
    for (int i = 0; i < COMMANDS; i++)
        assert_non_null(strstr(text, OPTION_COMMANDS[i].help));
    for (int i = 0; i < STORY_TREATMENTS; i++)
        assert_non_null(strstr(text, story_treatment_name((enum story_treatment)i)));
    for (const char *line = text; *line; line += strcspn(line, "\n") + 1)
        assert_true(strcspn(line, "\n") <= 100);
}

/* No settings of whoever runs the tests. */
static int setup(void **state)
{
    return scratch_make(state) || setenv("XDG_CONFIG_HOME", *state, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(defaults_are_as_told),
        cmocka_unit_test(a_plain_film_is_the_tour),
        cmocka_unit_test(every_option_reaches_its_place),
        cmocka_unit_test(treatments_gather),
        cmocka_unit_test(comparisons_take_a_few_treatments),
        cmocka_unit_test(each_wrong_line_is_told_in_one),
        cmocka_unit_test(the_ends_of_the_ranges_are_in),
        cmocka_unit_test(a_value_too_long_is_refused),
        cmocka_unit_test(the_line_is_stronger_than_the_file),
        cmocka_unit_test(a_broken_file_does_not_hide_the_help),
        cmocka_unit_test(each_wrong_setting_names_file_and_line),
        cmocka_unit_test(help_lists_every_option_and_command),
    };
    return cmocka_run_group_tests(tests, setup, scratch_remove);
}
