/* A still of each chapter of a talk. */
#ifndef SNOWMELT_COMMANDS_RECORD_STILLS_H
#define SNOWMELT_COMMANDS_RECORD_STILLS_H

#include "commands/options.h"

/* Whether the output asked for is stills: a PDF or a folder, with a talk. */
bool record_stills_wanted(const struct options *options);

/* Comes to each chapter's moment and keeps one picture of it: in a folder as NN-chapter.png, or
 * in a PDF, a page each, with the speaker's notes below. Returns the exit status. */
int record_stills(const struct options *options);

#endif
