/* One table of options: it makes the command line, the settings file and --help. */
#ifndef SNOWMELT_COMMANDS_OPTIONS_H
#define SNOWMELT_COMMANDS_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "base/error.h"
#include "story/story.h"

enum command { COMMAND_EXPLORE, COMMAND_RECORD, COMMAND_EXPERIMENT, COMMANDS };

struct options {
    enum command command;
    char scenario[512];     /* NAME or FILE */
    bool treatments[STORY_TREATMENTS]; /* experiment may run several */
    enum story_treatment treatment;    /* the last one given */
    uint64_t seed;
    int width, height;
    bool fullscreen;
    int display;
    bool reduced_motion;
    float text_scale;
    char output[512];       /* -o; empty: not given */
    double seconds;
    int fps;
    int seeds;
    double days;
    bool json;
    int threads;            /* 0: one for each core */
    char plot[512];         /* empty: not given */
    bool check;
    char record_input[512], replay_input[512];
    char config[512];
    bool help, version;
};

/* Defaults, then the settings file (--config FILE, else $XDG_CONFIG_HOME/snowmelt/settings),
 * then the command line. On error *error names the option and how to mend it. */
bool options_parse(struct options *options, int argc, char **argv, struct error *error);

/* Text of --help, made from the table. */
void options_help(FILE *to);

/* Reads `key = value` lines of a settings file (same names as the long options). Split out for
 * tests and fuzzing. */
bool options_parse_settings(struct options *options, const char *name, const char *text,
                            struct error *error);

#endif
