/* One table of options: it makes the command line, the settings file and --help. */
#ifndef SNOWMELT_COMMANDS_OPTIONS_H
#define SNOWMELT_COMMANDS_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "base/error.h"
#include "commands/opening.h"
#include "model/model.h"
#include "scene/scene.h"
#include "story/story.h"
#include "ui/language.h"

enum command {
    COMMAND_EXPLORE,
    COMMAND_PRESENT,
    COMMAND_EXHIBIT,
    COMMAND_RECORD,
    COMMAND_EXPERIMENT,
    COMMAND_BENCH,
    COMMAND_STATUS,
    COMMAND_CHECK_SCENARIO,
    COMMAND_CHECK_TALK,
    COMMAND_CHECK_FLASH,
    COMMANDS
};

/* What bench measures, in the order in which it does. */
enum bench_subject {
    BENCH_COBA,
    BENCH_COBA_STDP,
    BENCH_LIVE,
    BENCH_FRAME,
    BENCH_COMPARE,
    BENCH_START,
    BENCH_FRAMES,
    BENCHES
};

/* How rows are written where they are not JSON; each command has its own. */
enum option_plain { OPTION_PLAIN_USUAL, OPTION_PLAIN_CSV, OPTION_PLAIN_TABLE };

struct options {
    enum command command;
    uint64_t given; /* rows of the table that line or settings set, a bit each */
    char scenario[512];     /* NAME or FILE */
    bool treatments[STORY_TREATMENTS]; /* experiment may run several */
    enum story_treatment treatment;    /* the last one given */
    uint64_t seed;
    int width, height;
    bool compare; /* several treatments side by side */
    bool fullscreen;
    int display, notes_display;
    char talk[512]; /* FILE; empty: the tour that comes with Snowmelt */
    bool reduced_motion;
    float text_scale;
    bool sound; /* asked for; a film has it anyway */
    bool mute;  /* stronger than `sound` */
    int volume; /* 0..100 */
    bool speak; /* sentences aloud */
    char output[512];       /* -o; empty: not given */
    double seconds; /* 90 for record, 5 for bench where none is given */
    bool tour;      /* record: the chapters of a talk, instead of so many seconds */
    int fps;
    int seeds;
    double days;
    struct model_dose dose; /* of ketamine in an experiment */
    bool val66met;
    bool json;
    enum option_plain plain;
    bool benches[BENCHES]; /* all but the long `frames` where none is named */
    int threads; /* 0: as many as there are cores; in bench, one */
    int neurons;
    enum scene_view view;
    bool view_given;
    enum palette_theme theme;
    enum language language;
    enum palette_set palette;
    int segments, frames;
    char baseline[512]; /* empty: not given */
    char plot[512];     /* empty: not given */
    bool check;
    char open[512];     /* a saved state; empty: not given */
    char folder[512];   /* for what is saved; empty: not given */
    char record_input[512], replay_input[512];
    int osc;           /* port that show control listens on; 0: none */
    char osc_bind[64]; /* the address it does so on */
    char osc_allow[128]; /* commands it takes; empty: all */
    struct opening hours;    /* of an exhibit */
    unsigned languages;      /* that it invites in, a bit each; 0: all that can be shown */
    int screen_width_mm;     /* 0: not known */
    int idle;                /* s of silence before it asks */
    bool counts;             /* whether visits are counted */
    bool set_pin;
    char config[512];
    char *const *files; /* of check-scenario; the caller's argv */
    int n_files;
    bool help, version;
};

/* Defaults, then the settings file (--config FILE, else $XDG_CONFIG_HOME/snowmelt/settings),
 * then the command line. On error *error names the option and how to mend it. */
bool options_parse(struct options *options, int argc, char **argv, struct error *error);

/* Whether line or settings say something of that option. */
bool options_given(const struct options *options, const char *name);

/* Text of --help, made from the table. */
void options_help(FILE *to);

/* Reads `key = value` lines of a settings file (same names as the long options). Split out for
 * tests and fuzzing. */
bool options_parse_settings(struct options *options, const char *name, const char *text,
                            struct error *error);

#endif
