/* The engine: the same bits on any number of threads, axons against closed forms, delays, and
 * nothing allocated on the way. */
#include "fixture.h"

#include <stdatomic.h>

#include "model/circuit.h"
#include "model/maths.h"

static atomic_uint allocations;

#ifndef SNOWMELT_SANITIZED /* whose allocator must stay the only one */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t items, size_t size);
void *__libc_realloc(void *old, size_t size);
void *__libc_memalign(size_t alignment, size_t size);

void *malloc(size_t size)
{
    atomic_fetch_add(&allocations, 1);
    return __libc_malloc(size);
}

void *calloc(size_t items, size_t size)
{
    atomic_fetch_add(&allocations, 1);
    return __libc_calloc(items, size);
}

void *realloc(void *old, size_t size)
{
    atomic_fetch_add(&allocations, 1);
    return __libc_realloc(old, size);
}

void *aligned_alloc(size_t alignment, size_t size)
{
    atomic_fetch_add(&allocations, 1);
    return __libc_memalign(alignment, size);
}
#endif

/* ---- a random network of two classes that keeps itself going (Vogels & Abbott 2005) ---------- */

enum { EXC = 404, INH = 101, MOST_DELAY = 7 };

struct net {
    struct team *team;
    struct circuit circuit;
    struct wires wires[4];
    struct stdp stdp;
    float *weight, *now;
};

static uint32_t some_delay(const void *context, uint32_t pre, uint32_t post)
{
    return 1 + (pre + post) % *(const uint32_t *)context;
}

static void set_up(struct net *net, uint32_t threads, bool plastic, uint32_t most_delay)
{
    struct neurons_class class = {.count = EXC,
                                  .capacitance_pf = 200,
                                  .leak_ns = 10,
                                  .leak_mv = -49, /* above the threshold: never silent */
                                  .threshold_mv = -50,
                                  .reset_mv = -60,
                                  .refractory_ms = 5,
                                  .inh_mv = -80,
                                  .ampa_ms = 5,
                                  .gaba_ms = 10},
                         classes[] = {class, class};
    const struct circuit_options options = {
        .gate_ms = 100, .gate_opens = 0.6, .resources_used = 0.2, .resources_ms = 500};
    const struct stdp_rule rule = {
        .pre_ms = 20, .post_ms = 20, .up = 0.4, .down = 0.42, .most = 12};
    uint64_t random = 4;
    struct neurons cells;
    memset(net, 0, sizeof *net);
    classes[1].count = INH;
    assert_true(neurons_create(&cells, classes, 2, 0.1, most_delay, &random));
    net->team = team_create(threads);
    assert_non_null(net->team);
    assert_true(circuit_create(&net->circuit, cells, &options, net->team));
    for (uint32_t k = 0; k < 4; k++) {
        uint32_t from = k / 2, to = k % 2, edge[TEAM_MOST + 1];
        struct wires *wires = &net->wires[k];
        struct wires_wish wish = {.first_pre = from ? EXC : 0,
                                  .n_pre = from ? INH : EXC,
                                  .first_post = to ? EXC : 0,
                                  .n_post = to ? INH : EXC,
                                  .probability = 0.1,
                                  .delay = some_delay,
                                  .context = &most_delay};
        assert_true(wires_random(wires, &wish, net->circuit.cells.shift, &random));
        for (uint32_t p = 0; p <= threads; p++)
            edge[p] = circuit_edge(&net->circuit.cells, to, p, threads);
        assert_true(wires_divide(wires, edge, threads, net->circuit.cells.shift));
        struct circuit_projection projection = {
            .wires = wires,
            .sends = 1,
            .send = {{.receptor = from ? CIRCUIT_GABA : CIRCUIT_AMPA,
                      .common = from ? 67.0f : 6.0f,
                      .depressing = k == 1}}};
        if (plastic && k == 0) {
            assert_true(
                stdp_create(&net->stdp, &rule, wires, 0, EXC, threads, net->circuit.cells.shift));
            net->weight = malloc(wires->size * sizeof *net->weight);
            net->now = malloc(wires->size * sizeof *net->now);
            assert_non_null(net->weight);
            assert_non_null(net->now);
            for (uint32_t e = 0; e < wires->size; e++)
                net->weight[e] = 6.0f;
            projection.stdp = &net->stdp;
            projection.plastic = net->weight;
            projection.send[0].weight = net->weight;
        }
        circuit_add(&net->circuit, &projection);
    }
    struct circuit_watch *watch = &net->circuit.watch;
    watch->last = calloc(EXC + INH, sizeof *watch->last);
    watch->intervals = calloc(EXC + INH, sizeof *watch->intervals);
    watch->sum_ms = calloc(EXC + INH, sizeof *watch->sum_ms);
    watch->sum_square = calloc(EXC + INH, sizeof *watch->sum_square);
    watch->width = 50;
    watch->n_bins = 100;
    watch->bins = calloc(watch->n_bins * threads, sizeof *watch->bins);
    assert_true(watch->last && watch->intervals && watch->sum_ms && watch->sum_square &&
                watch->bins);
}

static void tear_down(struct net *net)
{
    struct circuit_watch *watch = &net->circuit.watch;
    free(watch->last);
    free(watch->intervals);
    free(watch->sum_ms);
    free(watch->sum_square);
    free(watch->bins);
    circuit_destroy(&net->circuit);
    for (int k = 0; k < 4; k++)
        wires_destroy(&net->wires[k]);
    stdp_destroy(&net->stdp);
    free(net->weight);
    free(net->now);
    team_destroy(net->team);
}

static uint64_t events(const struct net *net)
{
    uint64_t sum = 0;
    for (uint32_t p = 0; p < TEAM_MOST; p++)
        sum += net->circuit.events[p];
    return sum;
}

static uint32_t spikes_in_bin(const struct net *net, uint32_t bin)
{
    uint32_t sum = 0;
    for (uint32_t p = 0; p < net->circuit.parts; p++)
        sum += net->circuit.watch.bins[p * net->circuit.watch.n_bins + bin];
    return sum;
}

static void assert_same(struct net *one, struct net *two)
{
    const struct neurons *a = &one->circuit.cells, *b = &two->circuit.cells;
    assert_int_equal(one->circuit.step, two->circuit.step);
    assert_memory_equal(a->v, b->v, a->n * sizeof *a->v);
    assert_memory_equal(a->refractory, b->refractory, a->n * sizeof *a->refractory);
    assert_memory_equal(a->g_ampa, b->g_ampa, a->n * sizeof *a->g_ampa);
    assert_memory_equal(a->g_gaba, b->g_gaba, a->n * sizeof *a->g_gaba);
    assert_memory_equal(a->in_ampa, b->in_ampa, (a->mask + 1u) * sizeof *a->in_ampa);
    assert_memory_equal(one->circuit.watch.sum_ms, two->circuit.watch.sum_ms, a->n * sizeof(float));
    assert_memory_equal(one->circuit.axon, two->circuit.axon, a->n * sizeof *one->circuit.axon);
    assert_int_equal(events(one), events(two));
    for (uint32_t bin = 0; bin < one->circuit.watch.n_bins; bin++)
        assert_int_equal(spikes_in_bin(one, bin), spikes_in_bin(two, bin));
    if (!one->weight)
        return;
    size_t bytes = one->wires[0].size * sizeof *one->weight;
    assert_memory_equal(one->weight, two->weight, bytes);
    stdp_read(&one->stdp, one->weight, one->now);
    stdp_read(&two->stdp, two->weight, two->now);
    assert_memory_equal(one->now, two->now, bytes);
}

static void threads_change_no_bit(void **state)
{
    (void)state;
    for (int plastic = 0; plastic < 2; plastic++)
        for (uint32_t delay = 1; delay <= MOST_DELAY; delay += MOST_DELAY - 1) {
            struct net one;
            set_up(&one, 1, plastic, delay);
            for (int k = 0; k < 5; k++)
                circuit_run(&one.circuit, 1000);
            uint32_t spikes = 0;
            for (uint32_t bin = 0; bin < one.circuit.watch.n_bins; bin++)
                spikes += spikes_in_bin(&one, bin);
            assert_true(spikes > 1000 && events(&one) > 20 * spikes);
            for (uint32_t threads = 2; threads <= 3; threads++) {
                struct net more;
                set_up(&more, threads, plastic, delay);
                circuit_run(&more.circuit, 1);
                circuit_run(&more.circuit, 4999);
                assert_same(&one, &more);
                tear_down(&more);
            }
            if (plastic) {
                double moved = 0;
                for (uint32_t e = 0; e < one.wires[0].size; e++)
                    moved += fabs(one.now[e] - 6.0);
                assert_true(moved > 0.1 * one.wires[0].size);
            }
            tear_down(&one);
        }
}

static void parts_share_no_cell_and_leave_none(void **state)
{
    (void)state;
    struct net net;
    set_up(&net, 1, false, 1);
    const struct neurons *cells = &net.circuit.cells;
    for (uint32_t parts = 1; parts <= TEAM_MOST; parts++)
        for (uint32_t k = 0; k < 2; k++) {
            uint32_t widest = 0, narrowest = UINT32_MAX;
            assert_int_equal(circuit_edge(cells, k, 0, parts), k ? EXC : 0);
            assert_int_equal(circuit_edge(cells, k, parts, parts), k ? EXC + INH : EXC);
            for (uint32_t p = 0; p < parts; p++) {
                uint32_t from = circuit_edge(cells, k, p, parts);
                uint32_t to = circuit_edge(cells, k, p + 1, parts);
                assert_true(from <= to);
                assert_int_equal((from - cells->kind[k].first) % NEURONS_LANES, 0);
                widest = to - from > widest ? to - from : widest;
                narrowest = to - from < narrowest ? to - from : narrowest;
            }
            assert_true(widest - narrowest < 2 * NEURONS_LANES);
        }
    tear_down(&net);
}

static void a_running_circuit_allocates_nothing(void **state)
{
    (void)state;
#ifdef SNOWMELT_SANITIZED
    skip();
#endif
    for (uint32_t threads = 1; threads <= 2; threads++) {
        struct net net;
        set_up(&net, threads, true, MOST_DELAY);
        assert_true(atomic_load(&allocations) > 20); /* they are counted */
        circuit_run(&net.circuit, 10);
        unsigned before = atomic_load(&allocations);
        circuit_run(&net.circuit, 5000);
        assert_int_equal(atomic_load(&allocations), before);
        tear_down(&net);
    }
}

/* ---- one cell that fires like a clock, and others that hear it ------------------------------ */

enum { EVERY = 81, HEARERS = 16 };

static uint32_t delay_of_hearer(const void *context, uint32_t pre, uint32_t post)
{
    (void)context, (void)pre;
    return post; /* cell 0 speaks, cell k hears k steps later */
}

struct clock {
    struct circuit circuit;
    struct wires wires;
};

static void set_up_clock(struct clock *clock, const struct circuit_options *options,
                         const struct circuit_send *send)
{
    struct neurons_class class = {.count = HEARERS,
                                  .capacitance_pf = 200,
                                  .leak_ns = 10,
                                  .leak_mv = -70,
                                  .threshold_mv = -50,
                                  .reset_mv = -60,
                                  .refractory_ms = 0.5 * (EVERY - 1),
                                  .inh_mv = -80,
                                  .ampa_ms = 5,
                                  .gaba_ms = 10,
                                  .nmda_ms = 100,
                                  .nmda_rise_ms = 2};
    uint64_t random = 4;
    struct neurons cells;
    memset(clock, 0, sizeof *clock);
    assert_true(neurons_create(&cells, &class, 1, 0.5, HEARERS, &random));
    cells.current[0] = 1e6f;
    assert_true(circuit_create(&clock->circuit, cells, options, NULL));
    struct wires_wish wish = {
        .n_pre = 1, .n_post = HEARERS, .probability = 1.0, .delay = delay_of_hearer};
    assert_true(wires_random(&clock->wires, &wish, clock->circuit.cells.shift, &random));
    assert_int_equal(clock->wires.size, HEARERS - 1);
    struct circuit_projection projection = {.wires = &clock->wires, .sends = 1, .send = {*send}};
    circuit_add(&clock->circuit, &projection);
}

static void tear_down_clock(struct clock *clock)
{
    circuit_destroy(&clock->circuit);
    wires_destroy(&clock->wires);
}

static void every_delay_is_kept(void **state)
{
    (void)state;
    const struct circuit_options options = {0};
    const struct circuit_send send = {.receptor = CIRCUIT_AMPA, .common = 0.01f};
    struct clock clock;
    set_up_clock(&clock, &options, &send);
    uint32_t fired_at = UINT32_MAX, heard = 0;
    for (uint32_t step = 0; step < EVERY; step++) {
        const struct circuit_spike *spikes;
        uint32_t n = circuit_step(&clock.circuit, &spikes);
        assert_true(n <= 1);
        if (n) {
            assert_int_equal(spikes[0].cell, 0);
            fired_at = step;
        }
        for (uint32_t i = 1; i < HEARERS; i++) {
            /* What arrives is decayed by the step that takes it. */
            double since = (double)step - fired_at - i;
            double wanted = fired_at <= step && since >= 0 ? 0.01 * exp(-0.1 * (since + 1)) : 0;
            assert_near(clock.circuit.cells.g_ampa[i], wanted, 1e-7);
            heard += wanted > 0;
        }
    }
    assert_int_equal(fired_at, 0);
    assert_true(heard > HEARERS * (EVERY - HEARERS - 1));
    tear_down_clock(&clock);
}

/* Wang 1999: each spike opens a share of what is closed; between spikes the gate decays. For a
 * regular train its peak approaches its limit geometrically. */
static void the_gate_saturates(void **state)
{
    (void)state;
    const struct circuit_options options = {.gate_ms = 100, .gate_opens = 0.35};
    const struct circuit_send send = {.receptor = CIRCUIT_NMDA, .common = 2.0f, .gated = true};
    struct clock clock;
    set_up_clock(&clock, &options, &send);
    double fade = exp(-0.5 * EVERY / 100), q = (1 - 0.35) * fade, limit = 0.35 / (1 - q), sent = 0;
    uint32_t spikes = 0;
    for (uint32_t step = 0; step < 12 * EVERY; step++) {
        const struct circuit_spike *now;
        if (circuit_step(&clock.circuit, &now)) {
            double peak = limit * (1 - pow(q, ++spikes)), before = (peak - 0.35) / (1 - 0.35);
            assert_near(now[0].opened, (1 - before) * 0.35, 1e-5);
            sent = 2.0 * now[0].opened;
            /* The gate is asked for a step after the spike. */
            assert_near(circuit_gate(&clock.circuit, 0), peak * exp(-0.5 / 100), 1e-5);
        }
        /* and what the nearest hearer is given is what opened */
        if (step % EVERY == 1)
            assert_near(clock.circuit.cells.g_nmda_rise[1], sent * exp(-0.5 / 2), 1e-5);
    }
    assert_int_equal(spikes, 12);
    assert_near(circuit_gate(&clock.circuit, 3), 0, 0);
    tear_down_clock(&clock);
}

/* Tsodyks & Markram 1997: a spike uses the share U of what is left; it comes back in between. */
static void a_train_wears_the_axon_out(void **state)
{
    (void)state;
    const struct circuit_options options = {.resources_used = 0.4, .resources_ms = 300};
    const struct circuit_send send = {.receptor = CIRCUIT_GABA, .common = 3.0f, .depressing = true};
    struct clock clock;
    set_up_clock(&clock, &options, &send);
    double fade = exp(-0.5 * EVERY / 300), q = (1 - 0.4) * fade, limit = (1 - fade) / (1 - q);
    double wanted = 0, on_the_way = 0;
    uint32_t spikes = 0;
    for (uint32_t step = 0; step < 12 * EVERY; step++) {
        const struct circuit_spike *now;
        bool fired = circuit_step(&clock.circuit, &now);
        wanted = (wanted + on_the_way) * exp(-0.5 / 10);
        on_the_way = 0;
        if (fired) {
            double left = limit + (1 - limit) * pow(q, spikes++);
            assert_near(now[0].resources, left, 1e-5);
            on_the_way = 3.0 * left;
        }
        assert_near(clock.circuit.cells.g_gaba[1], wanted, 2e-5);
    }
    assert_int_equal(spikes, 12);
    tear_down_clock(&clock);
}

static void a_circuit_of_nobody_runs(void **state)
{
    (void)state;
    struct neurons_class class = {.capacitance_pf = 200, .leak_ns = 10};
    const struct circuit_options options = {0};
    struct neurons cells;
    struct circuit circuit;
    const struct circuit_spike *spikes;
    uint64_t random = 1;
    assert_true(neurons_create(&cells, &class, 1, 0.1, 1, &random));
    assert_true(circuit_create(&circuit, cells, &options, NULL));
    circuit_run(&circuit, 10);
    assert_int_equal(circuit_step(&circuit, &spikes), 0);
    assert_int_equal(circuit.step, 11);
    const struct wires none = {0};
    const struct circuit_projection projection = {.wires = &none};
    for (int k = 0; k < CIRCUIT_MAX_PROJECTIONS; k++)
        assert_true(circuit_add(&circuit, &projection));
    assert_false(circuit_add(&circuit, &projection));
    circuit_run(&circuit, 10);
    circuit_destroy(&circuit);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(threads_change_no_bit),
        cmocka_unit_test(parts_share_no_cell_and_leave_none),
        cmocka_unit_test(a_running_circuit_allocates_nothing),
        cmocka_unit_test(every_delay_is_kept),
        cmocka_unit_test(the_gate_saturates),
        cmocka_unit_test(a_train_wears_the_axon_out),
        cmocka_unit_test(a_circuit_of_nobody_runs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
