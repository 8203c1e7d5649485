/* When an experiment measures, and how much spiking stands for the time up to each row. A row's
 * measures of the walk rest on that spiking alone, its window. */
#ifndef SNOWMELT_COMMANDS_EXPERIMENT_SCHEDULE_H
#define SNOWMELT_COMMANDS_EXPERIMENT_SCHEDULE_H

/* Window of the row at the dose, in which nothing is skipped, and of those at which treatments are
 * compared, s: at two visits a second a hundred transitions or so. They are equal, since the
 * entropy of a walk is measured too small from few transitions, and by an amount that hangs on
 * their number. Other windows are shorter. */
extern const double EXPERIMENT_PROBE_S;

/* Of the row that is measured during the infusion: at its end, over its last half hour. */
extern const double EXPERIMENT_INFUSION_H;

struct experiment_stop {
    double at_h;     /* since the dose */
    double window_s; /* of spiking */
};

/* The row after at_h hours, for a run that ends at end_h. Rows come 10 and 40 min after the dose,
 * every 20 min to two hours, hourly to two days, then daily, and at the end. */
struct experiment_stop experiment_next_stop(double at_h, double end_h);

/* Spiking of all rows after the dose, s. */
double experiment_spiking_s(double end_h);

#endif
