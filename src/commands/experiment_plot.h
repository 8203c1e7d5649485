/* The result of an experiment as a figure for a slide. */
#ifndef SNOWMELT_COMMANDS_EXPERIMENT_PLOT_H
#define SNOWMELT_COMMANDS_EXPERIMENT_PLOT_H

#include "commands/experiment_stats.h"

/* Whether there will be a place and a font for it; asked before hours of work. */
bool experiment_plot_ready(const char *path, struct error *error);

/* Draws and writes it; `dose` is that of the arms with ketamine. False with *error. */
bool experiment_plot(const char *path, const struct scenario *scenario,
                     const struct model_dose *dose, const struct experiment_results *results,
                     struct error *error);

#endif
