/* The brain of the story, worn in, with all its plasticity: what a second of it costs, and where
 * the time goes. */
#include <math.h>
#include <stdlib.h>

#include "commands/bench.h"
#include "commands/scenario_file.h"
#include "model/internal.h"
#include "platform/process.h"
#include "platform/window.h"

/* In pieces about as long as a tick of the screen, at the pace of the hours in which spines grow,
 * so that all there is to do has to be done. */
static const double PIECE_MS = 20.0, STORY_S_A_MS = 9.0, TICK_S = 1.0 / 60.0;

/* Cells alone are stepped this often after each so many pieces; few enough for the network to go
 * on from there as if nothing had been. */
enum { ALONE_STEPS = 20, ALONE_EVERY = 10 };

static const char *const STAGES[MODEL_WORKS] = {
    [MODEL_WORK_SPIKING] = "stages.delivery",  [MODEL_WORK_BOOKS] = "stages.books",
    [MODEL_WORK_CALCIUM] = "stages.calcium",   [MODEL_WORK_AVERAGES] = "stages.averages",
    [MODEL_WORK_LEARNING] = "stages.learning", [MODEL_WORK_SPINES] = "stages.spines",
    [MODEL_WORK_SCALING] = "stages.scaling"};

struct stopwatch {
    double at_s, spent_s[MODEL_WORKS];
};

static void on_work(void *context, enum model_work work)
{
    struct stopwatch *stopwatch = context;
    double now = window_time();
    stopwatch->spent_s[work] += now - stopwatch->at_s;
    stopwatch->at_s = now;
}

/* Seconds that a step of all cells takes, without what arrives being sent on. */
static double cells_alone_s(struct model *m, uint32_t *fired)
{
    struct neurons *cells = &m->circuit.cells;
    double began = window_time();
    for (uint32_t step = 0; step < ALONE_STEPS; step++)
        for (uint32_t k = 0; k < cells->kinds; k++)
            neurons_step(cells, &cells->kind[k], cells->kind[k].first, cells->kind[k].last,
                         (uint32_t)m->circuit.step + step, fired);
    return (window_time() - began) / ALONE_STEPS;
}

/* One run as it always is, for the whole; then one with a stopwatch, for the parts. */
static void measure(struct model *m, uint32_t pieces, uint32_t *fired, struct bench_row *row)
{
    uint64_t events = m->circuit.events[0], step = m->step;
    double began = window_time(), began_cpu_s = process_cpu_s();
    for (uint32_t i = 0; i < pieces; i++)
        model_advance(m, PIECE_MS, PIECE_MS * STORY_S_A_MS);
    double cpu_s = process_cpu_s() - began_cpu_s;
    double wall_s = window_time() - began, bio_s = pieces * PIECE_MS / 1000.0;
    double steps = (double)(m->step - step), n_events = (double)(m->circuit.events[0] - events);
    struct model_observables now;
    model_observe(m, &now);

    struct stopwatch stopwatch = {0};
    double alone_s = 0;
    uint32_t alone = 0;
    m->watch = (struct model_watch){.did = on_work, .context = &stopwatch};
    for (uint32_t i = 0; i < pieces; i++) {
        stopwatch.at_s = window_time();
        model_advance(m, PIECE_MS, PIECE_MS * STORY_S_A_MS);
        if (i % ALONE_EVERY == 0) {
            alone_s += cells_alone_s(m, fired);
            alone++;
        }
    }
    m->watch = (struct model_watch){0};
    alone_s /= alone;

    bench_number(row, "wall_s", wall_s);
    bench_number(row, "cpu_s", cpu_s);
    bench_number(row, "bio_s", bio_s);
    bench_number(row, "factor", wall_s / bio_s);
    bench_number(row, "neurons", m->circuit.cells.n);
    bench_number(row, "synapses", now.all_synapses);
    bench_number(row, "rate_exc_hz", (double)now.rate_exc_hz);
    bench_number(row, "rate_inh_hz", (double)now.rate_inh_hz);
    bench_number(row, "cv_isi", (double)now.cv_isi);
    double delivery_s = fmax(stopwatch.spent_s[MODEL_WORK_SPIKING] - alone_s * steps, 0);
    bench_number(row, "ns_per_update", 1e9 * alone_s / m->circuit.cells.n);
    bench_number(row, "ns_per_event", n_events > 0 ? 1e9 * delivery_s / n_events : (double)NAN);
    /* ms of each second of spiking */
    bench_number(row, "stages.cells", 1e3 * alone_s * steps / bio_s);
    stopwatch.spent_s[MODEL_WORK_SPIKING] = delivery_s;
    for (int work = 0; work < MODEL_WORKS; work++)
        bench_number(row, STAGES[work], 1e3 * stopwatch.spent_s[work] / bio_s);
}

static bool run_story(struct story *story, const struct options *options, struct bench_row *row,
                      struct error *error)
{
    while (story_view(story)->phase == STORY_WEARING_IN)
        story_tick(story, TICK_S);
    struct model *m = story_model(story);
    uint32_t *fired = malloc(m->circuit.cells.n * sizeof *fired);
    if (!fired)
        return error_set(error, ERROR_MEMORY, "out of memory");
    measure(m, (uint32_t)(options->seconds * 1000.0 / PIECE_MS + 0.5), fired, row);
    free(fired);
    return true;
}

bool bench_live(const struct options *options, struct bench_row *row, struct error *error)
{
    struct scenario *scenario = scenario_file_open(options->scenario, error);
    if (!scenario)
        return false;
    struct story_options wish = {
        .scenario = scenario, .treatment = options->treatment, .seed = options->seed};
    struct story *story = story_create(&wish, error);
    bool good = story && run_story(story, options, row, error);
    if (story)
        story_destroy(story);
    scenario_destroy(scenario);
    return good;
}
