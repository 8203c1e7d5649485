/* What the rows of several networks say together: means with their uncertainty. */
#ifndef SNOWMELT_COMMANDS_EXPERIMENT_STATS_H
#define SNOWMELT_COMMANDS_EXPERIMENT_STATS_H

#include <stdbool.h>

#include "commands/experiment_pool.h"

/* A mean over networks and the half width of its 95 % interval (Student's t). */
struct experiment_mean {
    double mean, half; /* half: 0 with one network */
    unsigned n;        /* 0: nothing was measured, and the mean is not finite */
};

/* Of the finite ones among n values. */
struct experiment_mean experiment_mean(const double *values, unsigned n);

/* Two-sided 95 % quantile of Student's t, for df >= 1. */
double experiment_t95(unsigned df);

typedef double (*experiment_value)(const struct experiment_row *row);

/* The row at a day (within a second), or NULL when that run is not there or has none. */
const struct experiment_row *experiment_row_at(const struct experiment_results *results,
                                               unsigned arm, unsigned seed, double day);

/* Of one arm over its networks at a day. */
struct experiment_mean experiment_mean_at(const struct experiment_results *results, unsigned arm,
                                          double day, experiment_value value);

/* Days of the rows, which every run of the results shares: those of the first finished run, an
 * empty one when there is none. */
struct experiment_rows experiment_any_run(const struct experiment_results *results);

double experiment_rigidity(const struct experiment_row *row);
double experiment_spine_density(const struct experiment_row *row);
double experiment_new_synapses(const struct experiment_row *row);

#endif
