#include "commands/options.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "base/nearest.h"
#include "commands/option_table.h"
#include "platform/files.h"
#include "story/comparison.h"

enum {
    SETTINGS_MOST_BYTES = 1 << 16,
    LONG_ONLY = 256 /* getopt's value of row i is LONG_ONLY + i */
};

static const char SEE_HELP[] = "see 'snowmelt --help'";

static bool bad_value(const struct option_row *row, const char *text, struct error *error)
{
    char expected[300];
    option_expectation(row, expected, sizeof expected);
    return error_set(error, ERROR_OPTION_VALUE, "--%s takes %s, not '%.60s'; %s", row->name,
                     expected, text, SEE_HELP);
}

static bool unknown_option(const char *argument, int letter, struct error *error)
{
    if (letter)
        return error_set(error, ERROR_OPTION_UNKNOWN, "unknown option '-%c'; %s", letter,
                         SEE_HELP);
    char name[64];
    snprintf(name, sizeof name, "%.*s", (int)strcspn(argument, "="), argument);
    const char *near = option_nearest(name + strspn(name, "-"));
    return error_set(error, ERROR_OPTION_UNKNOWN, "unknown option '%s'; %s%s%s%s", name,
                     near ? "did you mean '--" : "", near ? near : "", near ? "'? " : "",
                     SEE_HELP);
}

static bool find_benches(struct options *options, int n, char **names, struct error *error)
{
    for (int i = 0; i < BENCHES; i++)
        options->benches[i] = n == 0 && i != BENCH_FRAMES;
    for (int i = 0; i < n; i++) {
        int bench = 0;
        while (bench < BENCHES && strcmp(names[i], OPTION_BENCHES[bench]) != 0)
            bench++;
        if (bench == BENCHES) {
            const char *near = nearest_name(names[i], OPTION_BENCHES, BENCHES);
            return error_set(error, ERROR_BENCH_UNKNOWN, "unknown bench '%.60s'; %s%s%s%s",
                             names[i], near ? "did you mean '" : "", near ? near : "",
                             near ? "'? " : "", SEE_HELP);
        }
        options->benches[bench] = true;
    }
    return true;
}

static bool find_command(struct options *options, int argc, char **argv, struct error *error)
{
    if (optind == argc)
        return true;
    const char *names[COMMANDS];
    for (int i = 0; i < COMMANDS; i++)
        names[i] = OPTION_COMMANDS[i].name;
    const char *name = argv[optind];
    int command = 0;
    while (command < COMMANDS && strcmp(name, names[command]) != 0)
        command++;
    if (command == COMMANDS) {
        const char *near = nearest_name(name, names, COMMANDS);
        return error_set(error, ERROR_COMMAND_UNKNOWN, "unknown command '%.60s'; %s%s%s%s", name,
                         near ? "did you mean '" : "", near ? near : "", near ? "'? " : "",
                         SEE_HELP);
    }
    options->command = (enum command)command;
    if (command == COMMAND_BENCH)
        return find_benches(options, argc - optind - 1, argv + optind + 1, error);
    if (command >= COMMAND_CHECK_SCENARIO && command < COMMANDS) {
        options->files = argv + optind + 1;
        options->n_files = argc - optind - 1;
        return options->n_files ||
               error_set(error, ERROR_OPTION_VALUE, "'%s' needs a FILE; %s", name, SEE_HELP);
    }
    if (optind + 1 < argc)
        return error_set(error, ERROR_OPTION_MISPLACED, "'%.60s' after '%s' is one too many; %s",
                         argv[optind + 1], name, SEE_HELP);
    return true;
}

static unsigned row_of(int value)
{
    for (unsigned i = 0; i < OPTION_ROWS; i++)
        if (value == LONG_ONLY + (int)i ||
            (OPTION_TABLE[i].letter && value == OPTION_TABLE[i].letter))
            return i;
    return OPTION_ROWS;
}

/* What getopt_long() wants to know, from the table. */
static void getopt_tables(struct option *longs, char *shorts)
{
    *shorts++ = ':'; /* tell a missing argument from an unknown option */
    for (unsigned i = 0; i < OPTION_ROWS; i++) {
        const struct option_row *row = &OPTION_TABLE[i];
        longs[i] = (struct option){
            .name = row->name,
            .has_arg = row->argument      ? required_argument
                       : row->in_settings ? optional_argument /* --fullscreen=no */
                                          : no_argument,
            .val = LONG_ONLY + (int)i,
        };
        if (row->letter) {
            *shorts++ = row->letter;
            if (row->argument)
                *shorts++ = ':';
        }
    }
    longs[OPTION_ROWS] = (struct option){0};
    *shorts = 0;
}

/* One network, shown or recorded, is given one treatment; a comparison has room for a few. */
static bool too_many_treatments(const struct options *options)
{
    int n = 0;
    for (int t = 0; t < STORY_TREATMENTS; t++)
        n += options->treatments[t];
    return n > (options->compare ? (int)COMPARISON_MOST : 1);
}

static bool misplaced(const struct options *options, const bool *seen, struct error *error)
{
    for (unsigned i = 0; i < OPTION_ROWS; i++) {
        if (seen[i] && OPTION_TABLE[i].kind == OPTION_TREATMENT && too_many_treatments(options) &&
            options->command != COMMAND_EXPERIMENT)
            return error_set(error, ERROR_OPTION_MISPLACED,
                             "'%s' takes one --treatment, with --compare up to four, only '%s' "
                             "more; %s",
                             OPTION_COMMANDS[options->command].name,
                             OPTION_COMMANDS[COMMAND_EXPERIMENT].name, SEE_HELP);
        if (!seen[i] || (OPTION_TABLE[i].commands & (1u << options->command)))
            continue;
        char list[128];
        size_t used = 0;
        for (int command = 0; command < COMMANDS && used < sizeof list; command++)
            if (OPTION_TABLE[i].commands & (1u << command))
                used += (size_t)snprintf(list + used, sizeof list - used, "%s'%s'",
                                         used ? " and " : "", OPTION_COMMANDS[command].name);
        return error_set(error, ERROR_OPTION_MISPLACED,
                         "--%s does not go with '%s', only with %s; %s", OPTION_TABLE[i].name,
                         OPTION_COMMANDS[options->command].name, list, SEE_HELP);
    }
    return true;
}

/* The line may not ask a command for the other's way of writing rows. */
static bool fits(const struct options *options, const bool *seen, struct error *error)
{
    bool bench = options->command == COMMAND_BENCH;
    enum option_plain other = bench ? OPTION_PLAIN_CSV : OPTION_PLAIN_TABLE;
    for (unsigned i = 0; i < OPTION_ROWS; i++)
        if (seen[i] && OPTION_TABLE[i].kind == OPTION_FORMAT && options->plain == other)
            return error_set(error, ERROR_OPTION_VALUE, "--%s of '%s' takes %s; %s",
                             OPTION_TABLE[i].name, OPTION_COMMANDS[options->command].name,
                             bench ? "table or json" : "csv or json", SEE_HELP);
    return true;
}

/* A comparison has a time of its own, which no talk and no recorded input knows. On the line that
 * is a mistake; what the settings ask for gives way. */
static bool compares(struct options *options, const bool *seen, struct error *error)
{
    static const char *const OTHERS[] = {"talk", "open", "record-input", "replay-input"};
    bool asked = false;
    for (unsigned i = 0; i < OPTION_ROWS; i++)
        asked = asked || (seen[i] && strcmp(OPTION_TABLE[i].name, "compare") == 0);
    for (unsigned i = 0; i < OPTION_ROWS && options->compare; i++)
        for (size_t k = 0; k < sizeof OTHERS / sizeof *OTHERS; k++) {
            if (!seen[i] || strcmp(OPTION_TABLE[i].name, OTHERS[k]) != 0)
                continue;
            if (asked)
                return error_set(error, ERROR_OPTION_MISPLACED,
                                 "--%s does not go with --compare; %s", OTHERS[k], SEE_HELP);
            options->compare = false;
        }
    return true;
}

/* A recording holds keys and touches alone: nothing else may steer what is recorded or replayed. */
static bool listens(struct options *options, const bool *seen, struct error *error)
{
    const char *other = options->record_input[0] ? "record-input"
                        : options->replay_input[0] ? "replay-input"
                                                   : NULL;
    for (unsigned i = 0; i < OPTION_ROWS && options->osc && other; i++)
        if (seen[i] && strcmp(OPTION_TABLE[i].name, "osc") == 0)
            return error_set(error, ERROR_OPTION_MISPLACED, "--osc does not go with --%s; %s",
                             other, SEE_HELP);
    if (other)
        options->osc = 0;
    return true;
}

static bool parse_line(struct options *options, int argc, char **argv, struct error *error)
{
    struct option longs[OPTION_ROWS + 1];
    char shorts[2 * OPTION_ROWS + 2];
    getopt_tables(longs, shorts);

    bool seen[OPTION_ROWS] = {false};
    int value;
    opterr = 0;
    optind = 0; /* GNU: begin anew */
    while ((value = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
        unsigned i = row_of(value == '?' || value == ':' ? optopt : value);
        if (value == ':')
            return error_set(error, ERROR_OPTION_VALUE, "--%s needs a value, %s; %s",
                             OPTION_TABLE[i].name, OPTION_TABLE[i].argument, SEE_HELP);
        if (value == '?' && optopt >= LONG_ONLY)
            return error_set(error, ERROR_OPTION_VALUE, "--%s takes no value; %s",
                             OPTION_TABLE[i].name, SEE_HELP);
        if (value == '?')
            return unknown_option(argv[optind - 1], optopt, error);
        const char *text = optarg ? optarg : "yes";
        if (!option_store(options, i, seen, text))
            return bad_value(&OPTION_TABLE[i], text, error);
    }
    /* Somebody who asks for help or the version gets it, whatever else stands there. */
    if (options->help || options->version)
        return true;
    return find_command(options, argc, argv, error) && misplaced(options, seen, error) &&
           fits(options, seen, error) && compares(options, seen, error) &&
           listens(options, seen, error);
}

/* The settings file of the user; false where there is no place for one. */
static bool usual_settings(char *path, size_t size)
{
    const char *folder = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
    int length = -1;
    if (folder && folder[0] == '/')
        length = snprintf(path, size, "%s/snowmelt/settings", folder);
    else if (home && home[0])
        length = snprintf(path, size, "%s/.config/snowmelt/settings", home);
    return length > 0 && (size_t)length < size;
}

static bool read_settings(struct options *options, const char *given, struct error *error)
{
    char path[1024];
    if (given[0])
        snprintf(path, sizeof path, "%s", given);
    else if (!usual_settings(path, sizeof path))
        return true;
    struct error reading;
    size_t size;
    char *text = files_read(path, SETTINGS_MOST_BYTES, &size, &reading);
    if (!text && !given[0] && reading.id == ERROR_FILE_MISSING)
        return true;
    if (!text)
        return error_set(error, reading.id, "settings: %.500s", reading.text);
    bool read = strlen(text) == size
                    ? options_parse_settings(options, path, text, error)
                    : error_set(error, ERROR_SETTINGS_SYNTAX,
                                "%.400s: not a text file (it holds a zero byte)", path);
    free(text);
    return read;
}

/* A film of no given length and view is the tour, where its chapters tell of what is given. */
static bool tells_tour(const struct options *options)
{
    if (options->command != COMMAND_RECORD || options->compare)
        return false;
    bool plain = !(options->seconds > 0) && !options->view_given && !options->replay_input[0] &&
                 options->treatment == STORY_KETAMINE_THERAPY;
    return options->talk[0] || plain;
}

bool options_parse(struct options *options, int argc, char **argv, struct error *error)
{
    /* The line is read twice: first for the settings file it names and for its own errors, then
     * again on top of what the file says. */
    struct options line;
    option_defaults(&line);
    option_defaults(options);
    if (!parse_line(&line, argc, argv, error))
        return false;
    if (!line.help && !line.version && !read_settings(options, line.config, error))
        return false;
    if (!parse_line(options, argc, argv, error))
        return false;
    options->tour = tells_tour(options);
    if (!(options->seconds > 0))
        options->seconds = option_usual_seconds(options);
    return true;
}
