#include "commands/experiment_schedule.h"

#include <math.h>
#include <stdbool.h>
#include <stddef.h>

const double EXPERIMENT_PROBE_S = 60.0;
const double EXPERIMENT_INFUSION_H = 40.0 / 60.0;

/* An hour in which the drug moves fast gets more than one in which little happens. */
static const double EARLY_S = 10.0, HOUR_S = 3.0, DAY_S = 6.0;
static const double FIRST_H = 10.0 / 60.0, EARLY_H = 3.0, HOURLY_H = 48.0;

/* Signals peak within two hours, and when they do is asked. */
static const double PEAK_H = 2.0, PEAK_STEP_H = 20.0 / 60.0;

/* Rows with a long window, h; past the last of them every two weeks. */
static const double PROBES[] = {40.0 / 60.0, 2, 6, 24, 48, 96, 168, 336, 504, 672, 1008};
static const double PROBE_EVERY_H = 14.0 * 24.0;

/* Times nearer than this are one. */
static const double SLACK_H = 1e-6;

static bool is_probe(double at_h)
{
    size_t n = sizeof PROBES / sizeof *PROBES;
    for (size_t i = 0; i < n; i++)
        if (fabs(at_h - PROBES[i]) < SLACK_H)
            return true;
    return at_h > PROBES[n - 1] && fabs(remainder(at_h, PROBE_EVERY_H)) < SLACK_H;
}

static double next_h(double at_h)
{
    if (at_h < FIRST_H - SLACK_H)
        return FIRST_H;
    if (at_h < EXPERIMENT_INFUSION_H - SLACK_H)
        return EXPERIMENT_INFUSION_H;
    if (at_h < PEAK_H - SLACK_H)
        return PEAK_STEP_H * (floor((at_h + SLACK_H) / PEAK_STEP_H) + 1.0);
    if (at_h < HOURLY_H - SLACK_H)
        return floor(at_h + SLACK_H) + 1.0;
    return 24.0 * (floor((at_h + SLACK_H) / 24.0) + 1.0);
}

struct experiment_stop experiment_next_stop(double at_h, double end_h)
{
    struct experiment_stop stop = {.at_h = next_h(at_h), .window_s = HOUR_S};
    bool last = stop.at_h > end_h - SLACK_H;
    if (last)
        stop.at_h = end_h;
    if (last || is_probe(stop.at_h))
        stop.window_s = EXPERIMENT_PROBE_S;
    else if (stop.at_h < EARLY_H + SLACK_H)
        stop.window_s = EARLY_S;
    else if (stop.at_h > HOURLY_H + SLACK_H)
        stop.window_s = DAY_S;
    return stop;
}

double experiment_spiking_s(double end_h)
{
    double sum = 0.0;
    for (double at_h = 0.0; at_h < end_h - SLACK_H;) {
        struct experiment_stop stop = experiment_next_stop(at_h, end_h);
        sum += stop.window_s;
        at_h = stop.at_h;
    }
    return sum;
}
