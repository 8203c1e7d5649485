/* The arms at a glance, for people; the rows are for the spreadsheet. */
#ifndef SNOWMELT_COMMANDS_EXPERIMENT_SUMMARY_H
#define SNOWMELT_COMMANDS_EXPERIMENT_SUMMARY_H

#include <stdio.h>

#include "commands/experiment_stats.h"

void experiment_summary_print(FILE *to, const struct experiment_results *results);

#endif
