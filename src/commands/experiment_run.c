#include "commands/experiment_run.h"

#include "model/model.h"
#include "story/practice.h"
#include "story/treatment.h"

static const double HOUR_S = 3600.0, DAY_S = 86400.0;

/* Spiking that stands for each stretch. The measures of the walk remember about half a minute of
 * it, so an hour in which the drug moves fast gets more than one in which little happens. */
static const double REST_SPIKE_S = 20.0;  /* before the dose, nothing skipped */
static const double EARLY_SPIKE_S = 15.0; /* each of the first EARLY_H hours, as in the story */
static const double HOUR_SPIKE_S = 3.0;   /* each hour to HOURLY_H */
static const double DAY_SPIKE_S = 6.0;    /* each day after */
static const double EARLY_H = 2.0, HOURLY_H = 48.0;
static const double DURING_S = 90.0 * 60.0;

/* Spiking between two looks at the watch. */
static const double SLICE_S = 0.25;

/* Share of a run's work that wearing in takes; only the bar shows it. */
static const double WEAR_IN_SPIKE_S = 75.0;

struct run {
    const struct experiment_setup *setup;
    const struct experiment_watch *watch;
    struct model *model;
    struct model_snapshot *snapshot;
    double slow_s;         /* since the dose; negative before */
    double spike_s, all_s; /* spiking done and expected */
    unsigned session;      /* the next one */
    double during_sum;
    unsigned during_count;
    struct experiment_summary summary;
};

/* Time of the row after the one at `at_s`. */
static double next_row(double at_s, double end_s)
{
    double next_s = at_s < HOURLY_H * HOUR_S - 1.0 ? at_s + HOUR_S : at_s + DAY_S;
    return next_s < end_s - 1.0 ? next_s : end_s;
}

static double row_spike_s(double from_s, double to_s)
{
    double spike_s = DAY_SPIKE_S, whole_s = DAY_S;
    if (from_s < HOURLY_H * HOUR_S - 1.0) {
        spike_s = from_s < EARLY_H * HOUR_S - 1.0 ? EARLY_SPIKE_S : HOUR_SPIKE_S;
        whole_s = HOUR_S;
    }
    return spike_s * (to_s - from_s) / whole_s; /* the last row may come early */
}

static double expected_spike_s(double end_s)
{
    double sum = WEAR_IN_SPIKE_S + REST_SPIKE_S;
    for (double at_s = 0.0; at_s < end_s - 1.0;) {
        double to_s = next_row(at_s, end_s);
        sum += row_spike_s(at_s, to_s);
        at_s = to_s;
    }
    return sum;
}

static bool work(struct run *run, double spike_s)
{
    run->spike_s += spike_s;
    return run->watch->work(run->watch->context,
                            run->spike_s < run->all_s ? run->spike_s / run->all_s : 1.0);
}

static double rigidity(struct run *run)
{
    model_snapshot_take(run->model, run->snapshot);
    return run->snapshot->now.rigidity;
}

static bool advance(struct run *run, double spike_s, double slow_s)
{
    unsigned slices = (unsigned)(spike_s / SLICE_S + 0.999);
    slices = slices ? slices : 1;
    for (unsigned i = 0; i < slices; i++) {
        model_advance(run->model, spike_s * 1000.0 / slices, slow_s / slices);
        if (run->slow_s >= 0.0 && run->slow_s < DURING_S) {
            run->during_sum += rigidity(run);
            run->during_count++;
        }
        if (run->slow_s >= 0.0)
            run->slow_s += slow_s / slices;
        if (!work(run, spike_s / slices))
            return false;
    }
    return true;
}

static bool row(struct run *run, double day)
{
    struct experiment_row now = {
        .treatment = run->setup->treatment, .seed = run->setup->seed, .day = day};
    double rigid = rigidity(run);
    now.seen = run->snapshot->now;
    if (day == 0.0)
        run->summary.before = rigid;
    if (day > 1.0 - 1e-6 && run->summary.day1 < 0.0)
        run->summary.day1 = rigid;
    run->summary.last = rigid;
    return run->watch->row(run->watch->context, &now);
}

/* From one row to the next, with the practice session that may be due. */
static bool to_row(struct run *run, double to_s)
{
    double spike_s = row_spike_s(run->slow_s, to_s);
    if (treatment_has_practice(run->setup->treatment) && run->session < PRACTICE_SESSIONS &&
        run->slow_s >= PRACTICE_DAYS[run->session] * DAY_S - 1.0) {
        run->session++;
        run->slow_s += practice_session(run->model, &run->setup->scenario->paths[0]);
    }
    if (to_s > run->slow_s && !advance(run, spike_s, to_s - run->slow_s))
        return false;
    run->slow_s = to_s;
    return true;
}

static enum experiment_end follow(struct run *run)
{
    double end_s = run->setup->days * DAY_S;
    run->all_s = expected_spike_s(end_s);
    run->slow_s = -1.0;
    run->summary.day1 = -1.0;

    for (double worn = 0.0; worn < 1.0;) {
        double before = worn;
        worn = model_wear_in(run->model);
        if (!work(run, (worn - before) * WEAR_IN_SPIKE_S))
            return EXPERIMENT_STOPPED;
    }
    if (!advance(run, REST_SPIKE_S, REST_SPIKE_S) || !row(run, 0.0))
        return EXPERIMENT_STOPPED;

    treatment_give(run->model, run->setup->treatment);
    run->slow_s = 0.0;
    while (run->slow_s < end_s - 1.0) {
        if (run->slow_s >= TREATMENT_BLOCK_H * HOUR_S - 1.0)
            treatment_lift_blocks(run->model);
        if (!to_row(run, next_row(run->slow_s, end_s)) || !row(run, run->slow_s / DAY_S))
            return EXPERIMENT_STOPPED;
    }
    run->summary.during = run->during_count ? run->during_sum / run->during_count : 0.0;
    return EXPERIMENT_DONE;
}

enum experiment_end experiment_run(const struct experiment_setup *setup,
                                   const struct experiment_watch *watch,
                                   struct experiment_summary *summary, struct error *error)
{
    struct run run = {.setup = setup, .watch = watch};
    struct model_config config;
    enum experiment_end end = EXPERIMENT_FAILED;

    scenario_model_config(setup->scenario, &config);
    if (setup->cells_per_place)
        config.cells_per_place = setup->cells_per_place;
    if (setup->n_exc)
        config.n_exc = setup->n_exc;
    if (setup->n_inh)
        config.n_inh = setup->n_inh;
    run.model = model_create(&config, setup->seed, error);
    if (!run.model)
        return EXPERIMENT_FAILED;
    run.snapshot = model_snapshot_create(run.model);
    if (!run.snapshot)
        error_set(error, ERROR_MEMORY, "out of memory for the experiment; close other programs");
    else
        end = follow(&run);
    if (end == EXPERIMENT_DONE)
        *summary = run.summary;
    model_snapshot_destroy(run.snapshot);
    model_destroy(run.model);
    return end;
}
