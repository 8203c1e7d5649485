/* Rows of an experiment as text: one table makes the header, CSV and JSON. */
#ifndef SNOWMELT_COMMANDS_EXPERIMENT_TABLE_H
#define SNOWMELT_COMMANDS_EXPERIMENT_TABLE_H

#include <stdbool.h>
#include <stdio.h>

#include "commands/experiment_run.h"

/* Names of the columns; CSV only. */
void experiment_table_header(FILE *to);
/* One line: comma-separated values, or one JSON object. */
void experiment_table_row(FILE *to, const struct experiment_row *row, bool json);

#endif
