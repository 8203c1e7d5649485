#include "commands/option_table.h"
#include "commands/scenario_file.h"

static void help_row(FILE *to, const struct option_row *row)
{
    char left[64], standard[512], range[64] = "";
    char letter[8] = "    ";
    if (row->letter)
        snprintf(letter, sizeof letter, "-%c, ", row->letter);
    snprintf(left, sizeof left, "%s--%s%s%s", letter, row->name, row->argument ? " " : "",
             row->argument ? row->argument : "");
    struct options defaults;
    option_defaults(&defaults);
    option_print(row, &defaults, standard, sizeof standard);
    if (row->kind == OPTION_WHOLE || row->kind == OPTION_NUMBER || row->kind == OPTION_FRACTION)
        snprintf(range, sizeof range, "%.7g to %.7g", row->least, row->most);
    else if (row->kind == OPTION_SIZE || row->kind == OPTION_LANGUAGE)
        option_expectation(row, range, sizeof range);
    fprintf(to, "  %-26s %s", left, row->help);
    if (range[0] || standard[0])
        fprintf(to, " (%s%s%s%s)", range, range[0] && standard[0] ? "; " : "",
                standard[0] ? "default " : "", standard);
    fputc('\n', to);
}

void options_help(FILE *to)
{
    fputs("usage: snowmelt [COMMAND] [OPTION]...\n\n"
          "A live spiking network: its trodden path loosens under simulated ketamine, and new\n"
          "ways grow. A model to look into, not medical advice.\n\ncommands\n",
          to);
    for (int i = 0; i < COMMANDS; i++)
        fprintf(to, "  %-26s %s\n", OPTION_COMMANDS[i].name, OPTION_COMMANDS[i].help);

    /* Options that go with the same commands stand together, in the order of the table. */
    bool done[1 << COMMANDS] = {false}; /* by set of commands */
    for (unsigned i = 0; i < OPTION_ROWS; i++) {
        unsigned set = OPTION_TABLE[i].commands;
        if (done[set])
            continue;
        done[set] = true;
        fputs(set == OPTION_OF_ALL ? "\noptions" : "\noptions of", to);
        for (int command = 0; set != OPTION_OF_ALL && command < COMMANDS; command++)
            if (set & (1u << command))
                fprintf(to, " %s", OPTION_COMMANDS[command].name);
        fputc('\n', to);
        for (unsigned j = i; j < OPTION_ROWS; j++)
            if (OPTION_TABLE[j].commands == set)
                help_row(to, &OPTION_TABLE[j]);
    }
    fputs("\nscenarios\n", to);
    scenario_file_list(to);
    char treatments[256];
    option_treatment_names(treatments, sizeof treatments);
    fprintf(to,
            "\ntreatments\n  %s\n  all (for 'experiment': each of them)\n\n"
            "All but --config, --help and --version can stand in the settings file, a line each:\n"
            "'key = value', as in 'fullscreen = yes'.\n"
            "Exit status: 0 done, 1 failed, 2 wrong usage.\n",
            treatments);
}
