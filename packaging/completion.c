/* What bash, zsh and fish offer at the Tab key. */
#include <string.h>

#include "pages.h"

static bool takes_files(int command)
{
    return command >= COMMAND_CHECK_SCENARIO;
}

/* The options of one command with a space between, as they are typed. */
static void option_names(FILE *to, int command)
{
    for (unsigned i = 0; i < OPTION_ROWS; i++) {
        const struct option_row *row = &OPTION_TABLE[i];
        if (!(row->commands & (1u << command)))
            continue;
        fprintf(to, " --%s", row->name);
        if (row->letter)
            fprintf(to, " -%c", row->letter);
    }
}

static void value_words(FILE *to, const struct option_row *row)
{
    char words[PAGES_WORDS][PAGES_WORD];
    unsigned n = pages_words(row, words);
    for (unsigned i = 0; i < n; i++)
        fprintf(to, "%s%s", i ? " " : "", words[i]);
}

static void command_names(FILE *to)
{
    for (int i = 0; i < COMMANDS; i++)
        fprintf(to, "%s%s", i ? " " : "", OPTION_COMMANDS[i].name);
}

/* What follows an option that takes a value. */
static void bash_values(FILE *to)
{
    fputs("    case $before in\n", to);
    for (unsigned i = 0; i < OPTION_ROWS; i++) {
        const struct option_row *row = &OPTION_TABLE[i];
        if (!row->argument)
            continue;
        fprintf(to, "    --%s", row->name);
        if (row->letter)
            fprintf(to, " | -%c", row->letter);
        fputs(")\n", to);
        char words[PAGES_WORDS][PAGES_WORD];
        if (pages_words(row, words)) {
            fputs("        mapfile -t COMPREPLY < <(compgen -W '", to);
            value_words(to, row);
            fputs("' -- \"$word\")\n", to);
        } else if (strcmp(row->name, "scenario") == 0) {
            fputs("        mapfile -t COMPREPLY < <(compgen -f -W \"$(_snowmelt_scenarios)\" -- "
                  "\"$word\")\n",
                  to);
        } else if (row->kind == OPTION_TEXT) {
            fputs("        mapfile -t COMPREPLY < <(compgen -f -- \"$word\")\n", to);
        }
        fputs("        return\n        ;;\n", to);
    }
    fputs("    esac\n", to);
}

static void bash_options(FILE *to)
{
    fputs("    case ${command:-explore} in\n", to);
    for (int i = 0; i < COMMANDS; i++) {
        fprintf(to, "    %s)\n        options='", OPTION_COMMANDS[i].name);
        option_names(to, i);
        fputs("'\n", to);
        if (i == COMMAND_BENCH) {
            fputs("        names='", to);
            for (int b = 0; b < BENCHES; b++)
                fprintf(to, "%s%s", b ? " " : "", OPTION_BENCHES[b]);
            fputs("'\n", to);
        }
        if (i == COMMAND_CHECK_SCENARIO)
            fputs("        names=$(_snowmelt_scenarios)\n", to);
        if (takes_files(i))
            fputs("        files=(-f)\n", to);
        fputs("        ;;\n", to);
    }
    fputs("    esac\n", to);
}

void pages_bash(FILE *to)
{
    fputs("# What bash offers after snowmelt.\n\n"
          "_snowmelt_scenarios() {\n"
          "    snowmelt --scenario list 2>/dev/null | awk '{print $1}'\n"
          "}\n\n"
          "_snowmelt() {\n"
          "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}\n"
          "    local command='' options='' names='' files=() i\n"
          "    local commands='",
          to);
    command_names(to);
    /* "--theme=night" comes as three words. */
    fputs("'\n"
          "    if [[ $word == = ]]; then\n"
          "        word='' before=${COMP_WORDS[COMP_CWORD - 1]}\n"
          "    elif [[ $before == = ]]; then\n"
          "        before=${COMP_WORDS[COMP_CWORD - 2]}\n"
          "    fi\n"
          "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
          "        if [[ \" $commands \" == *\" ${COMP_WORDS[i]} \"* ]]; then\n"
          "            command=${COMP_WORDS[i]}\n"
          "            break\n"
          "        fi\n"
          "    done\n",
          to);
    bash_values(to);
    /* Without a command it is explore, or still to be named. */
    fputs("    if [[ ! $command ]]; then\n"
          "        names=$commands\n"
          "    fi\n",
          to);
    bash_options(to);
    fputs("    if [[ $word == -* ]]; then\n"
          "        mapfile -t COMPREPLY < <(compgen -W \"$options\" -- \"$word\")\n"
          "    else\n"
          "        mapfile -t COMPREPLY < <(compgen \"${files[@]}\" -W \"$names\" -- \"$word\")\n"
          "    fi\n"
          "}\n\n"
          "complete -o filenames -F _snowmelt snowmelt\n",
          to);
}

/* Text inside single quotes of zsh or fish, without what those read as their own. */
static void quoted(FILE *to, const char *text, const char *escaped)
{
    for (; *text; text++) {
        if (*text == '\'')
            fputs("'\\''", to);
        else if (strchr(escaped, *text))
            fprintf(to, "\\%c", *text);
        else
            fputc(*text, to);
    }
}

static void zsh_option(FILE *to, const struct option_row *row)
{
    static const char OWN[] = "[]:\\";
    char words[PAGES_WORDS][PAGES_WORD];
    for (int letter = 0; letter <= (row->letter != 0); letter++) {
        if (letter)
            fprintf(to, "    '*-%c[", row->letter);
        else
            fprintf(to, "    '*--%s[", row->name);
        quoted(to, row->help, OWN);
        fputc(']', to);
        if (row->argument) {
            fputc(':', to);
            quoted(to, row->argument, OWN);
            fputc(':', to);
            if (pages_words(row, words)) {
                fputc('(', to);
                value_words(to, row);
                fputc(')', to);
            } else if (row->kind == OPTION_TEXT) {
                fputs("_files", to);
            }
        }
        fputs("' \\\n", to);
    }
}

void pages_zsh(FILE *to)
{
    fputs("#compdef snowmelt\n\n_arguments -s \\\n", to);
    for (unsigned i = 0; i < OPTION_ROWS; i++)
        zsh_option(to, &OPTION_TABLE[i]);
    fputs("    '1:command:((", to);
    for (int i = 0; i < COMMANDS; i++) {
        fprintf(to, "%s%s\\:\"", i ? " " : "", OPTION_COMMANDS[i].name);
        quoted(to, OPTION_COMMANDS[i].help, "\\\":");
        fputc('"', to);
    }
    fputs("))' \\\n    '*:file:_files'\n", to);
}

void pages_fish(FILE *to)
{
    fputs("complete -c snowmelt -f\n", to);
    for (int i = 0; i < COMMANDS; i++) {
        fprintf(to, "complete -c snowmelt -n __fish_use_subcommand -a %s -d '",
                OPTION_COMMANDS[i].name);
        quoted(to, OPTION_COMMANDS[i].help, "\\");
        fputs("'\n", to);
        if (takes_files(i))
            fprintf(to, "complete -c snowmelt -n '__fish_seen_subcommand_from %s' -F\n",
                    OPTION_COMMANDS[i].name);
    }
    for (unsigned i = 0; i < OPTION_ROWS; i++) {
        const struct option_row *row = &OPTION_TABLE[i];
        char words[PAGES_WORDS][PAGES_WORD];
        fprintf(to, "complete -c snowmelt -l %s", row->name);
        if (row->letter)
            fprintf(to, " -s %c", row->letter);
        if (row->argument && pages_words(row, words)) {
            fputs(" -x -a '", to);
            value_words(to, row);
            fputs("'", to);
        } else if (row->argument) {
            fputs(row->kind == OPTION_TEXT ? " -r -F" : " -x", to);
        }
        fputs(" -d '", to);
        quoted(to, row->help, "\\");
        fputs("'\n", to);
    }
}
