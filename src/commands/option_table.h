/* The one list of options there is, and how a value of each is read. Private to commands/:
 * the command line, the settings file and --help are made from it. */
#ifndef SNOWMELT_COMMANDS_OPTION_TABLE_H
#define SNOWMELT_COMMANDS_OPTION_TABLE_H

#include <stddef.h>

#include "commands/options.h"

enum option_kind {
    OPTION_FLAG,     /* bool */
    OPTION_TEXT,     /* char[least] */
    OPTION_SEED,     /* uint64_t */
    OPTION_WHOLE,    /* int */
    OPTION_NUMBER,   /* double */
    OPTION_FRACTION, /* float */
    OPTION_SIZE,     /* int width and the int after it */
    OPTION_TREATMENT,
    OPTION_FORMAT, /* bool json, enum option_plain */
    OPTION_VIEW,   /* enum scene_view */
    OPTION_THEME,  /* enum palette_theme */
    OPTION_PALETTE, /* enum palette_set */
    OPTION_ROUTE,   /* enum model_route */
    OPTION_LANGUAGE,
    OPTION_LANGUAGES, /* unsigned, a bit each */
    OPTION_HOURS      /* struct opening */
};

/* Sets of commands. */
enum {
    OPTION_OF_EXPLORE = 1 << COMMAND_EXPLORE,
    OPTION_OF_PRESENT = 1 << COMMAND_PRESENT,
    OPTION_OF_EXHIBIT = 1 << COMMAND_EXHIBIT,
    OPTION_OF_RECORD = 1 << COMMAND_RECORD,
    OPTION_OF_EXPERIMENT = 1 << COMMAND_EXPERIMENT,
    OPTION_OF_BENCH = 1 << COMMAND_BENCH,
    OPTION_OF_CHECK_FLASH = 1 << COMMAND_CHECK_FLASH,
    OPTION_OF_TELLING = (1 << COMMAND_STATUS) - 1, /* all that tell a story */
    OPTION_OF_ALL = (1 << COMMANDS) - 1
};

struct option_row {
    const char *name;
    char letter;          /* 0: none */
    const char *argument; /* NULL: none needed */
    enum option_kind kind;
    double least, most; /* of a number, inclusive */
    size_t offset;      /* of the target in struct options */
    unsigned commands;  /* that take it */
    bool in_settings;
    const char *help;
};

enum { OPTION_ROWS = 53 };

_Static_assert((int)OPTION_ROWS <= 64, "options.given has a bit for each");

extern const struct option_row OPTION_TABLE[OPTION_ROWS];

struct option_command {
    const char *name, *help;
};

/* By enum command. */
extern const struct option_command OPTION_COMMANDS[COMMANDS];

/* By enum bench_subject. */
extern const char *const OPTION_BENCHES[BENCHES];

/* Seconds where none are given: 0 stands for them until the command is known. */
double option_usual_seconds(const struct options *options);

void option_defaults(struct options *options);

/* The names of all treatments, with a space between. */
void option_treatment_names(char *list, size_t size);

/* The value of a row as it would be given; empty for a flag that is not set, or no text. */
void option_print(const struct option_row *row, const struct options *options, char *text,
                  size_t size);

/* Values of OPTION_LANGUAGES and OPTION_HOURS. */
bool option_parse_languages(const char *text, unsigned *languages);
void option_print_languages(unsigned languages, char *text, size_t size);
void option_print_hours(const struct opening *hours, char *text, size_t size);

/* What a row takes, for errors and --help: "a whole number from 1 to 120". */
void option_expectation(const struct option_row *row, char *text, size_t size);

/* Reads the value of row i and stores it; false when the row does not take it. `seen` holds
 * the rows this source (the file or the line) has set: what it says replaces what a weaker
 * source said, so the first treatment of each wipes the list. */
bool option_store(struct options *options, unsigned i, bool *seen, const char *text);

/* The option that may have been meant by a name without its dashes; NULL if none is near. */
const char *option_nearest(const char *name);

#endif
