/* When an experiment measures, and how much spiking stands for the time up to each row. A row's
 * measures of the walk rest on that spiking alone, its window. */
#ifndef SNOWMELT_COMMANDS_EXPERIMENT_SCHEDULE_H
#define SNOWMELT_COMMANDS_EXPERIMENT_SCHEDULE_H

/* Window of the row at the dose, s; nothing is skipped in it. */
extern const double EXPERIMENT_REST_S;
/* Window of the rows at which treatments are compared, s: at two or three visits a second a
 * hundred transitions or more. Other windows are shorter. */
extern const double EXPERIMENT_PROBE_S;

/* Of the row that is measured during the infusion: at its end, over its last half hour. */
extern const double EXPERIMENT_INFUSION_H;

struct experiment_stop {
    double at_h;     /* since the dose */
    double window_s; /* of spiking */
};

/* The row after at_h hours, for a run that ends at end_h. Rows come 10 and 40 min after the dose,
 * hourly to two days, then daily, and at the end. */
struct experiment_stop experiment_next_stop(double at_h, double end_h);

/* Spiking of all rows after the dose, s. */
double experiment_spiking_s(double end_h);

#endif
