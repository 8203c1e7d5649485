/* A scenario by NAME or FILE, from disk to memory. */
#ifndef SNOWMELT_COMMANDS_SCENARIO_FILE_H
#define SNOWMELT_COMMANDS_SCENARIO_FILE_H

#include <stdio.h>

#include "base/error.h"
#include "story/scenario.h"

/* For the caller to destroy; NULL with *error, which names the file. */
struct scenario *scenario_file_open(const char *name, struct error *error);
/* The same with the text it was made of, malloc'd. */
struct scenario *scenario_file_open_text(const char *name, char **text, size_t *size,
                                         struct error *error);

/* Prints a line for each scenario that comes with Snowmelt: its NAME and its title. False where
 * there is none. */
bool scenario_file_list(FILE *to);

/* Looks the scenario over (a file, the NAME of one, or '-' for the standard input) and prints all
 * that is wrong with it and all advice, a line each, then one line of result. True if it is good;
 * *error has an id other than ERROR_NONE if it could not be read. */
bool scenario_file_check(FILE *to, const char *name, struct error *error);

#endif
