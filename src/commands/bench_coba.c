/* The benchmark network COBA: 1 of Brette et al. 2007 (J Comput Neurosci 23:349), fixed or with
 * the plasticity of spike timing of Song, Miller & Abbott 2000. tests/oracle/coba.py is the same
 * network in another simulator, with the reasons for its start and its weights. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "commands/bench.h"
#include "model/circuit.h"
#include "model/maths.h"
#include "platform/process.h"
#include "platform/window.h"

static const double DT_MS = 0.1, STEPS_A_S = 10000.0;
static const double LEAK_NS = 10.0, EXC_NS = 6.0, INH_NS = 67.0, IN_DEGREE = 80.0;
static const double REST_MV = -60.0, THRESHOLD_MV = -50.0;
/* 5 ms as the published script counts them, from the start of the step in which a spike falls; the
 * engine counts from its end. */
static const double REFRACTORY_MS = 5.0 - 0.1;
/* Left out of the statistics, as coba.py does. */
static const double SKIP_S = 0.5;
/* A contact may at most double from the benchmark's weight. */
static const struct stdp_rule RULE = {
    .pre_ms = 20.0, .post_ms = 20.0, .up = 0.005 * 12.0, .down = 0.005 * 1.05 * 12.0, .most = 12.0};

/* Cells come in fifths, each a multiple of the lanes. */
enum { NEURONS_GRAIN = 5 * NEURONS_LANES, BIN_STEPS = 50, KINDS = 2, LEAST_CV_INTERVALS = 4 };

struct coba {
    uint32_t n, n_exc;
    uint64_t random;
    struct team *team;
    struct circuit circuit;
    struct wires wires[KINDS * KINDS];
    struct stdp stdp;
    float *weight; /* of the plastic wires */
};

static uint32_t next_step(const void *context, uint32_t pre, uint32_t post)
{
    (void)context;
    (void)pre;
    (void)post;
    return 1;
}

/* Standard normal, by Box and Muller. */
static double normal(uint64_t *random)
{
    double radius = sqrt(-2.0 * log(1.0 - model_uniform(random)));
    return radius * cos(6.283185307179586 * model_uniform(random));
}

/* Negative conductances are left as they are: with them cut off some networks fall silent. */
static void start(struct coba *coba)
{
    struct neurons *cells = &coba->circuit.cells;
    for (uint32_t i = 0; i < coba->n; i++) {
        double share = model_uniform(&coba->random);
        cells->v[i] = (float)(REST_MV + share * (THRESHOLD_MV - REST_MV));
        cells->g_ampa[i] = (float)(LEAK_NS * (4.0 + 1.5 * normal(&coba->random)));
        cells->g_gaba[i] = (float)(LEAK_NS * (20.0 + 12.0 * normal(&coba->random)));
    }
}

static bool make_cells(struct coba *coba)
{
    const struct neurons_class any = {.capacitance_pf = 200.0,
                                      .leak_ns = LEAK_NS,
                                      .leak_mv = REST_MV,
                                      .threshold_mv = THRESHOLD_MV,
                                      .reset_mv = REST_MV,
                                      .refractory_ms = REFRACTORY_MS,
                                      .exc_mv = 0.0,
                                      .inh_mv = -80.0,
                                      .ampa_ms = 5.0,
                                      .gaba_ms = 10.0};
    struct neurons_class classes[KINDS] = {any, any};
    classes[0].count = coba->n_exc;
    classes[1].count = coba->n - coba->n_exc;
    struct neurons cells;
    if (!neurons_create(&cells, classes, KINDS, DT_MS, 1, &coba->random)) {
        neurons_destroy(&cells);
        return false;
    }
    return circuit_create(&coba->circuit, cells, &(struct circuit_options){0}, coba->team);
}

static bool make_plastic(struct coba *coba, struct circuit_projection *projection)
{
    struct wires *wires = &coba->wires[0];
    coba->weight = malloc(wires->size * sizeof *coba->weight);
    if (!coba->weight || !stdp_create(&coba->stdp, &RULE, wires, 0, coba->n_exc,
                                      coba->circuit.parts, coba->circuit.cells.shift))
        return false;
    for (uint32_t e = 0; e < wires->size; e++)
        coba->weight[e] = (float)EXC_NS;
    projection->stdp = &coba->stdp;
    projection->plastic = coba->weight;
    projection->send[0].weight = coba->weight;
    return true;
}

static bool connect_kinds(struct coba *coba, uint32_t from, uint32_t to, bool plastic)
{
    const struct neurons *cells = &coba->circuit.cells;
    const struct neurons_kind *pre = &cells->kind[from], *post = &cells->kind[to];
    struct wires *wires = &coba->wires[from * KINDS + to];
    const struct wires_wish wish = {.first_pre = pre->first,
                                    .n_pre = pre->last - pre->first,
                                    .first_post = post->first,
                                    .n_post = post->last - post->first,
                                    .probability = IN_DEGREE / coba->n,
                                    .delay = next_step};
    uint32_t parts = coba->circuit.parts, edge[TEAM_MOST + 1];
    for (uint32_t p = 0; p <= parts; p++)
        edge[p] = circuit_edge(cells, to, p, parts);
    if (!wires_random(wires, &wish, cells->shift, &coba->random) ||
        (parts > 1 && !wires_divide(wires, edge, parts, cells->shift)))
        return false;
    struct circuit_projection projection = {
        .wires = wires,
        .sends = 1,
        .send = {{.receptor = from ? CIRCUIT_GABA : CIRCUIT_AMPA,
                  .common = (float)(from ? INH_NS : EXC_NS)}}};
    if (plastic && !from && !to && !make_plastic(coba, &projection))
        return false;
    circuit_add(&coba->circuit, &projection);
    return true;
}

static bool make_watch(struct coba *coba, uint32_t steps)
{
    struct circuit_watch *watch = &coba->circuit.watch;
    watch->width = BIN_STEPS;
    watch->n_bins = steps / BIN_STEPS;
    watch->intervals = calloc(coba->n, sizeof *watch->intervals);
    watch->sum_ms = calloc(coba->n, sizeof *watch->sum_ms);
    watch->sum_square = calloc(coba->n, sizeof *watch->sum_square);
    watch->last = calloc(coba->n, sizeof *watch->last);
    watch->bins = calloc((size_t)coba->circuit.parts * watch->n_bins + 1, sizeof *watch->bins);
    return watch->intervals && watch->sum_ms && watch->sum_square && watch->last && watch->bins;
}

static bool make(struct coba *coba, const struct options *options, bool plastic, uint32_t steps,
                 struct error *error)
{
    *coba = (struct coba){.random = options->seed};
    uint32_t grains = ((uint32_t)options->neurons + NEURONS_GRAIN / 2) / NEURONS_GRAIN;
    coba->n = grains * NEURONS_GRAIN;
    coba->n_exc = coba->n / 5 * 4;
    coba->team = team_create((uint32_t)bench_threads(options));
    if (!coba->team)
        return error_set(error, ERROR_THREAD,
                         "cannot make %d threads; ask for fewer with "
                         "--threads",
                         bench_threads(options));
    bool good = make_cells(coba);
    for (uint32_t from = 0; from < KINDS && good; from++)
        for (uint32_t to = 0; to < KINDS && good; to++)
            good = connect_kinds(coba, from, to, plastic);
    if (!good || !make_watch(coba, steps))
        return error_set(error, ERROR_MEMORY,
                         "no memory for %u cells; ask for fewer with "
                         "--neurons",
                         coba->n);
    start(coba);
    return true;
}

static void destroy(struct coba *coba)
{
    struct circuit_watch *watch = &coba->circuit.watch;
    void *all[] = {watch->last,       watch->intervals, watch->sum_ms,
                   watch->sum_square, watch->bins,      coba->weight};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        free(all[i]);
    circuit_destroy(&coba->circuit);
    for (int i = 0; i < KINDS * KINDS; i++)
        wires_destroy(&coba->wires[i]);
    stdp_destroy(&coba->stdp);
    team_destroy(coba->team);
}

static void forget(struct coba *coba)
{
    struct circuit_watch *watch = &coba->circuit.watch;
    memset(watch->last, 0, coba->n * sizeof *watch->last);
    memset(watch->intervals, 0, coba->n * sizeof *watch->intervals);
    memset(watch->sum_ms, 0, coba->n * sizeof *watch->sum_ms);
    memset(watch->sum_square, 0, coba->n * sizeof *watch->sum_square);
}

static double timed_run(struct coba *coba, uint32_t steps)
{
    double began = window_time();
    circuit_run(&coba->circuit, steps);
    return window_time() - began;
}

static uint64_t events(const struct coba *coba)
{
    uint64_t sum = 0;
    for (uint32_t p = 0; p < coba->circuit.parts; p++)
        sum += coba->circuit.events[p];
    return sum;
}

static void report_rates(const struct coba *coba, double span_s, struct bench_row *row)
{
    const struct circuit_watch *watch = &coba->circuit.watch;
    double spikes[KINDS] = {0, 0}, cv = 0;
    uint32_t with_cv = 0;
    for (uint32_t i = 0; i < coba->n; i++) {
        uint32_t n = watch->intervals[i];
        spikes[i >= coba->n_exc] += watch->last[i] ? n + 1 : 0;
        if (i >= coba->n_exc || n < LEAST_CV_INTERVALS)
            continue;
        double mean = (double)watch->sum_ms[i] / n;
        double variance = (double)watch->sum_square[i] / n - mean * mean;
        cv += sqrt(variance > 0 ? variance : 0) / mean;
        with_cv++;
    }
    bench_number(row, "rate_exc_hz", spikes[0] / (coba->n_exc * span_s));
    bench_number(row, "rate_inh_hz", spikes[1] / ((coba->n - coba->n_exc) * span_s));
    bench_number(row, "cv_isi", with_cv ? cv / with_cv : (double)NAN);
}

/* In units of the leak, as coba.py tells them. */
static void report_weights(struct coba *coba, struct bench_row *row)
{
    stdp_read(&coba->stdp, coba->weight, coba->weight);
    uint32_t n = coba->wires[0].size;
    double sum = 0, square = 0;
    for (uint32_t e = 0; e < n; e++) {
        double weight = (double)coba->weight[e] / LEAK_NS;
        sum += weight;
        square += weight * weight;
    }
    double mean = sum / n;
    bench_number(row, "w_mean", mean);
    bench_number(row, "w_std", sqrt(fmax(square / n - mean * mean, 0)));
}

/* Deviation over mean of the count of all spikes in 5 ms. */
static double synchrony(const struct coba *coba, uint32_t skip)
{
    const struct circuit_watch *watch = &coba->circuit.watch;
    uint32_t first = skip / BIN_STEPS, n = watch->n_bins - first;
    double sum = 0, square = 0;
    for (uint32_t b = first; b < watch->n_bins; b++) {
        double count = 0;
        for (uint32_t p = 0; p < coba->circuit.parts; p++)
            count += watch->bins[p * watch->n_bins + b];
        sum += count;
        square += count * count;
    }
    double mean = n ? sum / n : 0;
    return mean > 0 ? sqrt(fmax(square / n - mean * mean, 0)) / mean : (double)NAN;
}

/* Seconds a step of the cells takes when nothing is delivered. In short stretches from the start,
 * because conductances that nobody renews would soon be far from those of a living network. */
static double cells_alone_s(struct coba *coba)
{
    enum { STRETCHES = 40, STRETCH_STEPS = 100 };
    double sum = 0;
    coba->circuit.projections = 0;
    for (int i = 0; i < STRETCHES; i++) {
        start(coba);
        sum += timed_run(coba, STRETCH_STEPS);
    }
    return sum / (STRETCHES * STRETCH_STEPS);
}

bool bench_coba(const struct options *options, bool plastic, struct bench_row *row,
                struct error *error)
{
    struct coba coba;
    uint32_t steps = (uint32_t)(options->seconds * STEPS_A_S + 0.5);
    double skip_s = options->seconds > 2 * SKIP_S ? SKIP_S : options->seconds / 2;
    uint32_t skip = (uint32_t)(skip_s * STEPS_A_S) / BIN_STEPS * BIN_STEPS;
    if (!make(&coba, options, plastic, steps, error)) {
        destroy(&coba);
        return false;
    }
    double began_cpu_s = process_cpu_s(), wall_s = timed_run(&coba, skip);
    forget(&coba);
    wall_s += timed_run(&coba, steps - skip);
    double cpu_s = process_cpu_s() - began_cpu_s;

    double bio_s = steps / STEPS_A_S;
    uint32_t synapses = 0;
    for (int i = 0; i < KINDS * KINDS; i++)
        synapses += coba.wires[i].size;
    bench_number(row, "wall_s", wall_s);
    bench_number(row, "cpu_s", cpu_s);
    bench_number(row, "bio_s", bio_s);
    bench_number(row, "factor", wall_s / bio_s);
    bench_number(row, "seed", (double)options->seed);
    bench_number(row, "neurons", coba.n);
    bench_number(row, "synapses", synapses);
    bench_number(row, "stats_from_s", skip / STEPS_A_S);
    report_rates(&coba, (steps - skip) / STEPS_A_S, row);
    bench_number(row, "synchrony", synchrony(&coba, skip));
    if (plastic)
        report_weights(&coba, row);

    double n_events = (double)events(&coba), alone_s = cells_alone_s(&coba);
    bench_number(row, "ns_per_update", 1e9 * alone_s / coba.n);
    bench_number(row, "ns_per_event",
                 n_events > 0 ? 1e9 * fmax(wall_s - alone_s * steps, 0) / n_events : (double)NAN);
    destroy(&coba);
    return true;
}
