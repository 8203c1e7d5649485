/* The manual page, in the man macros. */
#include <string.h>

#include "pages.h"

enum { LINE = 72 };

/* One sign, so that roff prints it as it stands. */
static void sign(FILE *to, char c)
{
    if (c == '-')
        fputs("\\-", to);
    else if (c == '\\')
        fputs("\\e", to);
    else if (c == '"')
        fputs("\\(dq", to);
    else
        fputc(c, to);
}

static void word(FILE *to, const char *text)
{
    for (; *text; text++)
        sign(to, *text);
}

/* Prose in lines of its own; none begins with a sign that roff takes for a request. */
static void prose(FILE *to, const char *text)
{
    int column = 0;
    while (*(text += strspn(text, " "))) {
        int length = (int)strcspn(text, " ");
        if (column && column + 1 + length > LINE) {
            fputc('\n', to);
            column = 0;
        } else if (column) {
            fputc(' ', to);
            column++;
        }
        if (!column && (*text == '.' || *text == '\''))
            fputs("\\&", to);
        for (column += length; length; length--)
            sign(to, *text++);
    }
    fputc('\n', to);
}

static void section(FILE *to, const char *name)
{
    fprintf(to, ".SH %s\n", name);
}

/* A term and what it means. */
static void entry(FILE *to, const char *term, const char *meaning)
{
    fputs(".TP\n.B ", to);
    word(to, term);
    fputc('\n', to);
    prose(to, meaning);
}

static void commands_of(FILE *to, unsigned set)
{
    if (set == OPTION_OF_ALL) {
        fputs("Of all commands.\n", to);
        return;
    }
    unsigned left = 0, n = 0;
    for (int command = 0; command < COMMANDS; command++)
        left += (set >> command) & 1;
    fputs("Of ", to);
    for (int command = 0; command < COMMANDS; command++) {
        if (!(set & (1u << command)))
            continue;
        left--;
        fputs(n++ == 0 ? "" : left ? ", " : " and ", to);
        word(to, OPTION_COMMANDS[command].name);
    }
    fputs(".\n", to);
}

static void option(FILE *to, const struct option_row *row)
{
    char expected[512], standard[512], text[1200];
    struct options defaults;
    option_defaults(&defaults);
    option_expectation(row, expected, sizeof expected);
    option_print(row, &defaults, standard, sizeof standard);
    fputs(".TP\n", to);
    if (row->letter)
        fprintf(to, "\\fB\\-%c\\fR, ", row->letter);
    fputs("\\fB\\-\\-", to);
    word(to, row->name);
    fputs("\\fR", to);
    if (row->argument) {
        fputs(" \\fI", to);
        word(to, row->argument);
        fputs("\\fR", to);
    }
    fputc('\n', to);
    snprintf(text, sizeof text, "%s.", row->help);
    prose(to, text);
    if (row->argument && row->kind != OPTION_TEXT) {
        snprintf(text, sizeof text, "Takes %s%s%s.", expected, standard[0] ? "; usually " : "",
                 standard);
        prose(to, text);
    } else if (standard[0]) {
        snprintf(text, sizeof text, "Usually %s.", standard);
        prose(to, text);
    }
    commands_of(to, row->commands);
}

static void treatments(FILE *to)
{
    char names[256], text[320];
    option_treatment_names(names, sizeof names);
    section(to, "TREATMENTS");
    snprintf(text, sizeof text, "%s; and, for experiment, all.", names);
    prose(to, text);
}

static void files(FILE *to)
{
    section(to, "FILES");
    entry(to, "~/.config/snowmelt/settings",
          "Settings, a line each: 'key = value', as in 'fullscreen = yes'. A key is the long name "
          "of an option; all but config, help and version can stand there. The command line is "
          "stronger.");
    entry(to, "~/.cache/snowmelt",
          "Paths that were worn in before, so that the window, a talk and an exhibit need not wait "
          "for them: the six used last, some 17 MB each. They can be removed at any time.");
    entry(to, "/usr/share/snowmelt/scenarios", "The stories that come with Snowmelt.");
    section(to, "ENVIRONMENT");
    entry(to, "XDG_CONFIG_HOME", "Where the folder of the settings is, instead of ~/.config.");
    entry(to, "XDG_CACHE_HOME", "Where the folder of worn paths is, instead of ~/.cache.");
    entry(to, "SNOWMELT_ASSETS", "A folder of scenarios, talks and languages that comes first.");
    entry(to, "SNOWMELT_FONT_DIR", "The folder of the fonts of Latin script.");
    entry(to, "SDL_VIDEODRIVER", "How a window is opened: x11, wayland, kmsdrm; offscreen for none.");
}

static void examples(FILE *to)
{
    section(to, "EXAMPLES");
    entry(to, "snowmelt", "Opens the window; H there tells the keys.");
    entry(to, "snowmelt record -o tour.mp4", "Makes a film of the guided tour; needs no window.");
    entry(to, "snowmelt experiment -t saline -t ketamine --days 2 -o table.csv",
          "Writes what the model does under two treatments as a table.");
}

void pages_manual(FILE *to)
{
    fputs(".TH SNOWMELT 1 " RELEASE_DAY " \"snowmelt " SNOWMELT_VERSION "\"\n", to);
    section(to, "NAME");
    fputs("snowmelt \\- a worn path in a live spiking network, under simulated ketamine\n", to);
    section(to, "SYNOPSIS");
    fputs(".B snowmelt\n.RI [ COMMAND ]\n.RI [ OPTION ]...\n", to);
    section(to, "DESCRIPTION");
    prose(to, "Snowmelt animates a small network of spiking cells. A path is worn into it by its "
              "own plasticity, loosens under simulated ketamine, and new ways grow. It is a model "
              "to look into, not medical advice.");
    section(to, "COMMANDS");
    for (int i = 0; i < COMMANDS; i++)
        entry(to, OPTION_COMMANDS[i].name, OPTION_COMMANDS[i].help);
    section(to, "OPTIONS");
    for (unsigned i = 0; i < OPTION_ROWS; i++)
        option(to, &OPTION_TABLE[i]);
    treatments(to);
    files(to);
    section(to, "EXIT STATUS");
    entry(to, "0", "Done.");
    entry(to, "1", "Failed; one line on the standard error says what, where and how to mend it.");
    entry(to, "2", "Wrong usage.");
    examples(to);
}
