#include "commands/experiment_run.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "commands/experiment_schedule.h"
#include "model/model.h"
#include "story/practice.h"
#include "story/treatment.h"

static const double HOUR_S = 3600.0, DAY_S = 86400.0;

/* Spiking between two looks at the watch. */
static const double SLICE_S = 0.25;
/* A snapshot costs more than a look, so the place that is active is seen in every fourth slice. */
enum { SLICES_A_SNAPSHOT = 4 };

/* Spiking of wearing in, as its shares are told; only the progress bar shows it. */
static const double WEAR_IN_S = 109.0;

struct run {
    const struct experiment_setup *setup;
    const struct experiment_watch *watch;
    struct model *model;
    struct model_snapshot *snapshot;
    enum story_treatment treatment;
    uint64_t seed;
    double slow_s;    /* since the dose */
    unsigned session; /* the next one */
    struct experiment_rows rows;
    unsigned room;
};

/* Sums over the slices of a window. */
struct window {
    unsigned slices, active;
    double rate_exc, rate_inh, ampa, synchrony, active_hz;
};

static double share_of_window(const struct experiment_setup *setup)
{
    return setup->window_share > 0.0 ? setup->window_share : 1.0;
}

static void look(struct run *run, struct window *window)
{
    struct model_observables now;
    model_observe(run->model, &now);
    window->rate_exc += (double)now.rate_exc_hz;
    window->rate_inh += (double)now.rate_inh_hz;
    window->ampa += (double)now.ampa_throughput;
    window->synchrony += (double)now.synchrony;
    if (window->slices++ % SLICES_A_SNAPSHOT)
        return;
    model_snapshot_take(run->model, run->snapshot);
    /* A run without it never starts. NOLINTNEXTLINE(clang-analyzer-core.NullDereference) */
    if (run->snapshot->winner >= 0) {
        window->active_hz += (double)run->snapshot->place_rate_hz[run->snapshot->winner];
        window->active++;
    }
}

/* Runs the window of a row, slow_s of story time. False to stop. */
static bool pass(struct run *run, double spike_s, double slow_s, struct window *window)
{
    unsigned slices = (unsigned)(spike_s / SLICE_S + 0.999);
    *window = (struct window){0};
    model_walk_begin(run->model);
    for (unsigned i = 0; i < slices; i++) {
        model_advance(run->model, spike_s * 1000.0 / slices, slow_s / slices);
        look(run, window);
        if (!run->watch->work(run->watch->context, spike_s / slices))
            return false;
    }
    return true;
}

static bool on_path(const struct scenario_path *path, unsigned from, unsigned to)
{
    for (unsigned i = 0; i + 1 < path->n_steps; i++)
        if (path->steps[i] == from && path->steps[i + 1] == to)
            return true;
    return false;
}

/* What the counts of the window say beyond the model's own measures. */
static void measure_walk(const struct run *run, struct experiment_row *row)
{
    const struct model_snapshot *snapshot = run->snapshot;
    const struct scenario *scenario = run->setup->scenario;
    bool of_loop[MODEL_MAX_PLACES] = {false};
    double on_loop = 0.0, left = 0.0, practised = 0.0, all = row->seen.transitions;

    for (uint32_t i = 0; i < snapshot->n_ways; i++)
        if (snapshot->ways[i].worn)
            of_loop[snapshot->ways[i].from] = true;
    for (uint32_t i = 0; i < snapshot->n_ways; i++) {
        const struct model_way_view *way = &snapshot->ways[i];
        double count = (double)way->traffic * all;
        on_loop += way->worn ? count : 0.0;
        left += !way->worn && of_loop[way->from] ? count : 0.0;
        practised += on_path(&scenario->paths[0], way->from, way->to) ? count : 0.0;
    }
    row->loop_transitions = (unsigned)(on_loop + 0.5);
    if (all < 1.0) {
        /* The model calls a walk that has not begun free; here it is not known. */
        row->seen.rigidity = row->seen.loop_share = row->seen.entropy_bits = NAN;
        row->practised_share = row->escape_visits = NAN;
        return;
    }
    row->practised_share = practised / all;
    /* Each time it was left ends one stay. Where it never was, this is the least it can be. */
    row->escape_visits = (on_loop + left) / (left > 0.5 ? left : 1.0);
}

static struct experiment_row measure(struct run *run, double day, double window_s,
                                     const struct window *window)
{
    struct experiment_row row;
    memset(&row, 0, sizeof row); /* padding too: rows are compared byte by byte */
    model_snapshot_take(run->model, run->snapshot);
    row.treatment = run->treatment;
    row.seed = run->seed;
    row.day = day;
    /* A run without it never starts. NOLINTNEXTLINE(clang-analyzer-core.NullDereference) */
    row.seen = run->snapshot->now;
    row.window_s = window_s;
    row.seen.rate_exc_hz = (float)(window->rate_exc / window->slices);
    row.seen.rate_inh_hz = (float)(window->rate_inh / window->slices);
    row.seen.ampa_throughput = (float)(window->ampa / window->slices);
    row.seen.synchrony = (float)(window->synchrony / window->slices);
    row.active_hz = window->active ? window->active_hz / window->active : (double)NAN;
    measure_walk(run, &row);
    return row;
}

static bool add_row(struct run *run, const struct experiment_row *row, struct error *error)
{
    if (run->rows.n == run->room) {
        unsigned room = run->room ? 2 * run->room : 64;
        struct experiment_row *more = realloc(run->rows.row, room * sizeof *more);
        if (!more)
            return error_set(error, ERROR_MEMORY,
                             "out of memory for the rows; ask for fewer "
                             "seeds or days at a time");
        run->rows.row = more;
        run->room = room;
    }
    run->rows.row[run->rows.n++] = *row;
    return true;
}

static bool begin(struct run *run, struct error *error)
{
    run->snapshot = run->model ? model_snapshot_create(run->model) : NULL;
    return run->snapshot ||
           error_set(error, ERROR_MEMORY,
                     "out of memory for another network; ask for fewer --threads, or close other "
                     "programs");
}

double experiment_prepare_s(void)
{
    return WEAR_IN_S + EXPERIMENT_PROBE_S;
}

double experiment_run_s(const struct experiment_setup *setup)
{
    return experiment_spiking_s(24.0 * setup->days) * share_of_window(setup);
}

static enum experiment_end wear_in(struct run *run, struct experiment_row *rest)
{
    double window_s = EXPERIMENT_PROBE_S * share_of_window(run->setup);
    struct window window;
    for (double worn = 0.0; worn < 1.0;) {
        double before = worn;
        worn = (double)model_wear_in(run->model);
        if (!run->watch->work(run->watch->context, (worn - before) * WEAR_IN_S))
            return EXPERIMENT_STOPPED;
    }
    if (!pass(run, window_s, window_s, &window))
        return EXPERIMENT_STOPPED;
    *rest = measure(run, 0.0, window_s, &window);
    return EXPERIMENT_DONE;
}

enum experiment_end experiment_prepare(const struct experiment_setup *setup, uint64_t seed,
                                       const struct experiment_watch *watch,
                                       struct experiment_base *base, struct error *error)
{
    struct run run = {.setup = setup, .watch = watch, .seed = seed};
    struct model_config config;
    enum experiment_end end = EXPERIMENT_FAILED;

    scenario_model_config(setup->scenario, &config);
    if (setup->cells_per_place)
        config.cells_per_place = setup->cells_per_place;
    if (setup->n_exc)
        config.n_exc = setup->n_exc;
    if (setup->n_inh)
        config.n_inh = setup->n_inh;
    run.model = model_create(&config, seed, error);
    if (!run.model)
        return EXPERIMENT_FAILED;
    if (begin(&run, error))
        end = wear_in(&run, &base->rest);
    model_snapshot_destroy(run.snapshot);
    if (end == EXPERIMENT_DONE)
        base->model = run.model;
    else
        model_destroy(run.model);
    return end;
}

void experiment_base_free(struct experiment_base *base)
{
    model_destroy(base->model);
    base->model = NULL;
}

/* From one row to the next, with the practice session that may be due. */
static enum experiment_end to_row(struct run *run, double end_h, struct error *error)
{
    struct experiment_stop stop = experiment_next_stop(run->slow_s / HOUR_S, end_h);
    struct window window;
    double to_s = stop.at_h * HOUR_S, window_s = stop.window_s * share_of_window(run->setup);

    if (treatment_has_practice(run->treatment) && run->session < PRACTICE_SESSIONS &&
        run->slow_s >= PRACTICE_DAYS[run->session] * DAY_S - 1.0) {
        run->session++;
        struct story_way way = practice_way(&run->setup->scenario->paths[0]);
        run->slow_s += practice_session(run->model, &way);
    }
    double left_s = to_s > run->slow_s ? to_s - run->slow_s : 0.0;
    if (!pass(run, window_s, left_s, &window))
        return EXPERIMENT_STOPPED;
    run->slow_s = to_s;
    struct experiment_row row = measure(run, to_s / DAY_S, window_s, &window);
    return add_row(run, &row, error) ? EXPERIMENT_DONE : EXPERIMENT_FAILED;
}

static enum experiment_end follow(struct run *run, struct error *error)
{
    double end_s = run->setup->days * DAY_S;
    model_val66met(run->model, run->setup->val66met);
    treatment_give(run->model, run->treatment, &run->setup->dose);
    while (run->slow_s < end_s - 1.0) {
        if (run->slow_s >= TREATMENT_BLOCK_H * HOUR_S - 1.0)
            treatment_lift_blocks(run->model);
        enum experiment_end end = to_row(run, end_s / HOUR_S, error);
        if (end != EXPERIMENT_DONE)
            return end;
    }
    return EXPERIMENT_DONE;
}

enum experiment_end experiment_run(const struct experiment_setup *setup,
                                   const struct experiment_base *base,
                                   enum story_treatment treatment,
                                   const struct experiment_watch *watch,
                                   struct experiment_rows *rows, struct error *error)
{
    struct run run = {.setup = setup,
                      .watch = watch,
                      .model = model_copy(base->model),
                      .treatment = treatment,
                      .seed = base->rest.seed};
    struct experiment_row rest = base->rest;
    enum experiment_end end = EXPERIMENT_FAILED;

    rest.treatment = treatment;
    if (begin(&run, error) && add_row(&run, &rest, error))
        end = follow(&run, error);
    if (end == EXPERIMENT_DONE)
        *rows = run.rows;
    else
        free(run.rows.row);
    model_snapshot_destroy(run.snapshot);
    model_destroy(run.model);
    return end;
}
