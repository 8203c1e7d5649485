/* What the model is asked to show, and whether it does: each range is one found in the literature
 * or chosen, and is told as it is, met or not. */
#ifndef SNOWMELT_COMMANDS_EXPERIMENT_TARGETS_H
#define SNOWMELT_COMMANDS_EXPERIMENT_TARGETS_H

#include <stdio.h>

#include "commands/experiment_stats.h"

/* A line for each target: its name, range, value with 95 % interval, and met, not met, or what the
 * experiment lacked to tell. */
void experiment_targets_print(FILE *to, const struct experiment_results *results);

#endif
