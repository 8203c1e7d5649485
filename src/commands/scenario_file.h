/* A scenario by NAME or FILE, from disk to memory. */
#ifndef SNOWMELT_COMMANDS_SCENARIO_FILE_H
#define SNOWMELT_COMMANDS_SCENARIO_FILE_H

#include "base/error.h"
#include "story/scenario.h"

/* For the caller to destroy; NULL with *error, which names the file. */
struct scenario *scenario_file_open(const char *name, struct error *error);

#endif
