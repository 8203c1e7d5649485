/* Talk files: the tour that comes with Snowmelt, and those of others. */
#ifndef SNOWMELT_COMMANDS_TALK_FILE_H
#define SNOWMELT_COMMANDS_TALK_FILE_H

#include <stdio.h>

#include "story/talk.h"

/* The talk in a file, which may take chapters from the tour; the tour itself where `path` is
 * empty or "tour".
 * The caller's, to be freed with free(). NULL with *error. */
struct talk *talk_file_open(const char *path, struct error *error);

/* Prints every mistake, or that there is none. False if there is one, with *error where the file
 * cannot be read. */
bool talk_file_check(FILE *to, const char *path, struct error *error);

#endif
