/* The cells against closed forms: what one step does is known on paper. And the ways to step them,
 * many at a time or one by one, against each other. */
#include "fixture.h"

#include "model/constants.h"
#include "model/maths.h"
#include "model/neurons.h"

enum { CELLS = 19, SLOTS = 16 }; /* no multiple of any width */

static struct neurons_class pyramidal(void)
{
    return (struct neurons_class){.count = CELLS,
                                  .capacitance_pf = C_EXC * 1000.0,
                                  .leak_ns = GL_EXC,
                                  .leak_mv = E_LEAK,
                                  .threshold_mv = V_THRESHOLD,
                                  .reset_mv = V_RESET,
                                  .refractory_ms = REFRACTORY_EXC_MS,
                                  .exc_mv = E_EXC,
                                  .inh_mv = E_GABA,
                                  .ampa_ms = AMPA_TAU_MS,
                                  .gaba_ms = GABA_TAU_MS,
                                  .nmda_ms = NMDA_TAU_MS,
                                  .nmda_rise_ms = NMDA_RISE_MS,
                                  .adapt_step_ns = ADAPT_STEP,
                                  .adapt_ms = ADAPT_TAU_MS,
                                  .adapt_mv = E_K};
}

static struct neurons_class interneuron(void)
{
    struct neurons_class class = pyramidal();
    class.capacitance_pf = C_INH * 1000.0;
    class.leak_ns = GL_INH;
    class.refractory_ms = REFRACTORY_INH_MS;
    class.adapt_step_ns = class.adapt_ms = 0;
    return class;
}

/* Receptors without rest: nothing but membrane, AMPA and GABA. */
static struct neurons_class bare(void)
{
    struct neurons_class class = interneuron();
    class.nmda_ms = class.nmda_rise_ms = 0;
    return class;
}

static struct neurons new_cells(struct neurons_class class, uint32_t slots)
{
    struct neurons cells;
    uint64_t random = 77;
    assert_true(neurons_create(&cells, &class, 1, DT_MS, slots, &random));
    assert_int_equal(cells.n, class.count);
    return cells;
}

static uint32_t step_all(struct neurons *cells, uint32_t step, uint32_t *fired)
{
    return neurons_step(cells, &cells->kind[0], 0, cells->n, step, fired);
}

static void a_membrane_left_alone_decays_to_its_leak(void **state)
{
    (void)state;
    struct neurons_class classes[] = {pyramidal(), interneuron(), bare()};
    for (int k = 0; k < 3; k++) {
        struct neurons cells = new_cells(classes[k], SLOTS);
        uint32_t fired[CELLS];
        double from[CELLS], tau_ms = classes[k].capacitance_pf / classes[k].leak_ns;
        for (int i = 0; i < CELLS; i++) {
            from[i] = E_LEAK + (V_THRESHOLD - E_LEAK) * (i - 5) / CELLS;
            cells.v[i] = (float)from[i];
        }
        for (uint32_t step = 1; step <= 400; step++) {
            assert_int_equal(step_all(&cells, step, fired), 0);
            for (int i = 0; i < CELLS; i++)
                assert_near(cells.v[i], E_LEAK + (from[i] - E_LEAK) * exp(step * -DT_MS / tau_ms),
                            2e-4);
        }
        neurons_destroy(&cells);
    }
}

/* With conductances held for a step the membrane's course within it is known, however long the
 * step is against its time constant: from a thousandth of it to forty times. */
static void a_step_is_exact_for_any_conductance(void **state)
{
    (void)state;
    enum { MANY = 400 };
    struct neurons_class class = bare();
    class.count = MANY;
    class.threshold_mv = 1000.0;
    for (int lanes = 1; lanes <= 16; lanes *= 2) {
        struct neurons cells = new_cells(class, 1);
        uint32_t fired[MANY];
        double worst = 0;
        if ((uint32_t)lanes > cells.lanes || lanes == 2) {
            neurons_destroy(&cells);
            continue;
        }
        cells.lanes = (uint32_t)lanes;
        for (int i = 0; i < MANY; i++) {
            cells.v[i] = -65.0f;
            cells.g_ampa[i] = (float)(0.4 * pow(10.0, 5.0 * i / MANY));
            cells.g_gaba[i] = cells.g_ampa[i] * 0.3f;
        }
        struct neurons before = new_cells(class, 1);
        memcpy(before.g_ampa, cells.g_ampa, MANY * sizeof *cells.g_ampa);
        memcpy(before.g_gaba, cells.g_gaba, MANY * sizeof *cells.g_gaba);
        assert_int_equal(step_all(&cells, 0, fired), 0);
        for (int i = 0; i < MANY; i++) {
            double a = before.g_ampa[i], g = before.g_gaba[i], total = GL_INH + a + g;
            double rest = (GL_INH * E_LEAK + a * E_EXC + g * E_GABA) / total;
            double change = (rest + 65.0) * -expm1(-DT_MS * total / class.capacitance_pf);
            double error = fabs(cells.v[i] - (-65.0 + change));
            /* a last bit of V, and what the exponential's approximation leaves */
            assert_near(cells.v[i], -65.0 + change, 8e-6 + 4e-6 * fabs(change));
            worst = error > worst ? error : worst;
        }
        assert_true(worst > 0); /* or nothing was compared */
        neurons_destroy(&before);
        neurons_destroy(&cells);
    }
}

static void conductances_decay_with_their_own_times(void **state)
{
    (void)state;
    for (uint32_t slots = 1; slots <= SLOTS; slots *= SLOTS) {
        struct neurons cells = new_cells(pyramidal(), slots);
        uint32_t fired[CELLS];
        const uint32_t slot = 3 % slots;
        assert_int_equal(cells.slots, slots);
        for (uint32_t i = 0; i < CELLS; i++) {
            cells.in_ampa[(slot << cells.shift) + i] = 0.1f * (float)(i + 1);
            cells.in_gaba[(slot << cells.shift) + i] = 0.3f * (float)(i + 1);
            cells.v[i] = (float)E_GABA;
        }
        for (uint32_t step = 1; step <= 60; step++) {
            /* The slot comes round again and must be empty by then. */
            step_all(&cells, slot + step - 1, fired);
            for (int i = 0; i < CELLS; i++) {
                double ampa = 0.1 * (i + 1) * exp(step * -DT_MS / AMPA_TAU_MS);
                double gaba = 0.3 * (i + 1) * exp(step * -DT_MS / GABA_TAU_MS);
                assert_near(cells.g_ampa[i], ampa, 1e-5 * ampa + 1e-9);
                assert_near(cells.g_gaba[i], gaba, 1e-5 * gaba + 1e-9);
            }
        }
        neurons_destroy(&cells);
    }
}

static void nmda_rises_decays_and_keeps_its_area(void **state)
{
    (void)state;
    struct neurons cells = new_cells(pyramidal(), SLOTS);
    uint32_t fired[CELLS];
    const double w = 0.2;
    double area = 0, peak = 0, peak_ms = 0;
    for (int i = 0; i < CELLS; i++)
        cells.in_nmda[i] = (float)w;
    uint32_t steps = (uint32_t)(20.0 * NMDA_TAU_MS / DT_MS);
    for (uint32_t step = 0; step < steps; step++) {
        step_all(&cells, step, fired);
        area += cells.g_nmda[7] * DT_MS;
        if (cells.g_nmda[7] > peak) {
            peak = cells.g_nmda[7];
            peak_ms = (step + 1) * DT_MS;
        }
    }
    double wanted_ms =
        log(NMDA_TAU_MS / NMDA_RISE_MS) * NMDA_TAU_MS * NMDA_RISE_MS / (NMDA_TAU_MS - NMDA_RISE_MS);
    assert_near(area, w * NMDA_TAU_MS, 0.01 * w * NMDA_TAU_MS);
    assert_near(peak_ms, wanted_ms, 3.0 * DT_MS);
    assert_true(peak < w);
    neurons_destroy(&cells);
}

static void magnesium_leaves_the_share_of_jahr_and_stevens(void **state)
{
    (void)state;
    for (int i = 0; i <= 3000; i++) {
        double v = -200.0 + 0.1 * i;
        double share = 1.0 / (1.0 + MG_MM / MG_HALF_MM * exp(-MG_SLOPE * v));
        assert_near(neurons_nmda_free((float)v), share, 2e-6 * share);
    }
    assert_near(neurons_nmda_free(1e9f), 1.0, 0.0);
    assert_near(neurons_nmda_free(-1e9f), 0.0, 1e-9);
}

/* What a step computes with the same formula: a clamped NMDA conductance pulls the membrane
 * towards the balance of leak and NMDA current at the voltage of the step before. */
static void nmda_current_follows_the_free_share_and_the_block(void **state)
{
    (void)state;
    for (int blocked = 0; blocked < 2; blocked++) {
        struct neurons_class class = pyramidal();
        struct neurons cells = new_cells(class, SLOTS);
        uint32_t fired[CELLS];
        cells.kind[0].nmda_open = blocked ? 0.4f : 1.0f;
        for (int i = 0; i < CELLS; i++) {
            cells.v[i] = (float)(-75.0 + i);
            cells.g_nmda[i] = 3.0f;
        }
        step_all(&cells, 0, fired);
        for (int i = 0; i < CELLS; i++) {
            double v = -75.0 + i, b = 1.0 / (1.0 + MG_MM / MG_HALF_MM * exp(-MG_SLOPE * v));
            double g = 3.0 * b * (blocked ? 0.4 : 1.0), total = GL_EXC + g;
            double rest = (GL_EXC * E_LEAK + g * E_EXC) / total;
            double next = rest + (v - rest) * exp(-DT_MS * total / class.capacitance_pf);
            if (next < V_THRESHOLD)
                assert_near(cells.v[i], next, 2e-5);
        }
        neurons_destroy(&cells);
    }
}

static void scaling_and_inhibition_are_factors(void **state)
{
    (void)state;
    struct neurons cells = new_cells(pyramidal(), SLOTS);
    uint32_t fired[CELLS];
    cells.kind[0].gaba_gain = 1.25f;
    for (int i = 0; i < CELLS; i++) {
        cells.v[i] = -60.0f;
        cells.g_ampa[i] = 2.0f;
        cells.g_gaba[i] = 3.0f;
        cells.scaling[i] = 0.5f + 0.1f * (float)i;
        cells.inhibition[i] = 2.0f - 0.1f * (float)i;
    }
    step_all(&cells, 0, fired);
    for (int i = 0; i < CELLS; i++) {
        double a = 2.0 * (0.5 + 0.1 * i), g = 3.0 * (2.0 - 0.1 * i) * 1.25, total = GL_EXC + a + g;
        double rest = (GL_EXC * E_LEAK + a * E_EXC + g * E_GABA) / total;
        assert_near(cells.v[i], rest + (-60.0 - rest) * exp(-DT_MS * total / (C_EXC * 1000.0)),
                    2e-5);
    }
    neurons_destroy(&cells);
}

static void a_cell_rests_after_a_spike(void **state)
{
    (void)state;
    struct neurons_class classes[] = {pyramidal(), interneuron()};
    for (int k = 0; k < 2; k++) {
        struct neurons cells;
        uint32_t fired[CELLS], last = 0, spikes = 0;
        uint32_t rest = (uint32_t)(classes[k].refractory_ms / DT_MS + 0.5);
        classes[k].adapt_step_ns = 0; /* or the cell would tire */
        cells = new_cells(classes[k], SLOTS);
        for (int i = 0; i < CELLS; i++)
            cells.current[i] = 1e7f; /* fires whenever it may */
        for (uint32_t step = 1; step <= 500; step++) {
            uint32_t n = step_all(&cells, step, fired);
            assert_near(cells.v[2], V_RESET, 1e-5);
            if (!n)
                continue;
            assert_int_equal(n, CELLS);
            for (uint32_t i = 0; i < CELLS; i++)
                assert_int_equal(fired[i], i);
            if (spikes++)
                assert_int_equal(step - last, rest + 1);
            last = step;
        }
        assert_true(spikes > 20);
        neurons_destroy(&cells);
    }
}

static void adaptation_steps_up_and_fades(void **state)
{
    (void)state;
    struct neurons cells = new_cells(pyramidal(), SLOTS);
    uint32_t fired[CELLS];
    for (int i = 0; i < CELLS; i++)
        cells.v[i] = (float)V_THRESHOLD + 5.0f;
    assert_int_equal(step_all(&cells, 0, fired), CELLS);
    for (uint32_t step = 0; step <= 800; step++) {
        double wanted = ADAPT_STEP * exp(step * -DT_MS / ADAPT_TAU_MS);
        assert_near(cells.g_adapt[0], wanted, 1e-4 * ADAPT_STEP);
        step_all(&cells, step, fired);
    }
    neurons_destroy(&cells);
}

static void the_background_is_poisson(void **state)
{
    (void)state;
    enum { STEPS = 40000 };
    struct neurons_class class = pyramidal();
    class.background_hz = EXT_RATE_HZ;
    class.background_ns = 1.0;
    class.threshold_mv = 1e6;
    struct neurons cells = new_cells(class, SLOTS);
    uint32_t fired[CELLS];
    double mean = EXT_RATE_HZ * DT_MS / 1000.0, n = (double)STEPS * CELLS;
    double sum = 0, squares = 0, neighbours = 0, successive = 0, before[CELLS] = {0};
    uint32_t seen[NEURONS_POISSON + 1] = {0};
    for (uint32_t step = 0; step < STEPS; step++) {
        memset(cells.g_ext, 0, CELLS * sizeof *cells.g_ext);
        step_all(&cells, step, fired);
        for (int i = 0; i < CELLS; i++) {
            double events = cells.g_ext[i] / cells.kind[0].keep_ampa;
            assert_near(events, round(events), 1e-4);
            events = round(events);
            seen[(int)events]++;
            events -= mean;
            sum += events;
            squares += events * events;
            successive += step ? events * before[i] : 0;
            if (i)
                neighbours += events * before[i - 1]; /* of this step: replaced just now */
            before[i] = events;
        }
    }
    /* Five deviations of each estimate; seeds are fixed, so this is not a matter of luck. */
    assert_near(sum / n, 0, 5.0 * sqrt(mean / n));
    assert_near(squares / n, mean, 5.0 * sqrt((2.0 * mean * mean + mean) / n));
    assert_near(successive / n, 0, 5.0 * mean / sqrt(n));
    assert_near(neighbours / n, 0, 5.0 * mean / sqrt(n));
    double p = exp(-mean);
    for (int k = 0; k < 5; k++) {
        assert_near(seen[k] / n, p, 5.0 * sqrt(p / n));
        p *= mean / (k + 1);
    }
    neurons_destroy(&cells);
}

/* Input at random, sometimes enough to carry a cell over the threshold, now and then enormous. */
static void feed(struct neurons *cells, uint32_t step, uint64_t *random)
{
    size_t slot = ((size_t)step << cells->shift) & cells->mask;
    for (uint32_t k = 0; k < 6; k++) {
        uint32_t i = model_below(random, cells->n);
        float w = (float)model_uniform(random);
        w *= model_below(random, 50) == 0 ? 2000.0f : 40.0f;
        cells->in_ampa[slot + i] += w;
        cells->in_gaba[slot + model_below(random, cells->n)] += 0.5f * w;
        if (cells->in_nmda)
            cells->in_nmda[slot + i] += 0.1f * w;
        if (cells->current)
            cells->current[i] = (float)(400.0 * model_uniform(random) - 100.0);
    }
}

static void assert_same(const struct neurons *one, const struct neurons *two)
{
    size_t bytes = one->n * sizeof(float);
    assert_memory_equal(one->v, two->v, bytes);
    assert_memory_equal(one->refractory, two->refractory, bytes);
    assert_memory_equal(one->g_ampa, two->g_ampa, bytes);
    assert_memory_equal(one->g_gaba, two->g_gaba, bytes);
    if (one->g_ext) {
        assert_memory_equal(one->g_ext, two->g_ext, bytes);
        assert_memory_equal(one->g_nmda, two->g_nmda, bytes);
        assert_memory_equal(one->g_nmda_rise, two->g_nmda_rise, bytes);
        assert_memory_equal(one->g_adapt, two->g_adapt, bytes);
        assert_memory_equal(one->noise, two->noise, bytes);
    }
}

static void compare_widths(struct neurons_class class, uint32_t slots, uint32_t lanes)
{
    enum { MANY = 75, STEPS = 4000 };
    class.count = MANY;
    struct neurons plain = new_cells(class, slots), wide = new_cells(class, slots);
    uint64_t one = 5, two = 5;
    uint32_t spikes = 0, long_steps = 0;
    wide.lanes = lanes;
    for (uint32_t step = 0; step < STEPS; step++) {
        uint32_t a[MANY], b[MANY], n, m;
        feed(&plain, step, &one);
        feed(&wide, step, &two);
        for (uint32_t i = 0; i < MANY; i++)
            long_steps += plain.g_ampa[i] * DT_MS > class.capacitance_pf;
        n = neurons_step_plainly(&plain, plain.kind, 0, MANY, step, a);
        m = neurons_step(&wide, wide.kind, 0, 32, step, b); /* in two stretches, as two threads */
        m += neurons_step(&wide, wide.kind, 32, MANY, step, b + m);
        assert_int_equal(n, m);
        assert_memory_equal(a, b, n * sizeof *a);
        assert_same(&plain, &wide);
        spikes += n;
    }
    assert_true(spikes > 1000);
    assert_true(long_steps > 100);
    neurons_destroy(&plain);
    neurons_destroy(&wide);
}

static void every_width_gives_the_same_bits(void **state)
{
    (void)state;
    for (int parts = 0; parts < 8; parts++)
        for (uint32_t slots = 1; slots <= SLOTS; slots *= SLOTS)
            for (uint32_t lanes = 4; lanes <= neurons_widest(); lanes *= 2) {
                struct neurons_class class = bare();
                if (parts & 1) {
                    class.nmda_ms = NMDA_TAU_MS;
                    class.nmda_rise_ms = NMDA_RISE_MS;
                }
                if (parts & 2) {
                    class.adapt_ms = ADAPT_TAU_MS;
                    class.adapt_step_ns = 2.0;
                    class.adapt_mv = E_K;
                }
                if (parts & 4) {
                    class.background_hz = EXT_RATE_HZ;
                    class.background_ns = G_EXT_INH;
                }
                compare_widths(class, slots, lanes);
            }
}

static void odd_wishes_are_met(void **state)
{
    (void)state;
    struct neurons_class classes[] = {bare(), pyramidal(), bare()};
    struct neurons cells;
    uint64_t random = 1;
    uint32_t fired[CELLS];
    classes[0].count = 0;
    classes[2].count = 1;
    assert_true(neurons_create(&cells, classes, 3, DT_MS, 0, &random));
    assert_int_equal(cells.n, CELLS + 1);
    assert_int_equal(cells.slots, 1);
    assert_int_equal(cells.kind[1].first, 0);
    assert_int_equal(cells.kind[2].first, CELLS);
    for (uint32_t k = 0; k < 3; k++)
        assert_int_equal(
            neurons_step(&cells, &cells.kind[k], cells.kind[k].first, cells.kind[k].last, 0, fired),
            0);
    neurons_destroy(&cells);
    assert_true(neurons_create(&cells, classes, 1, DT_MS, 5, &random));
    assert_int_equal(cells.n, 0);
    assert_int_equal(cells.slots, 8);
    assert_int_equal(step_all(&cells, 0, fired), 0);
    neurons_destroy(&cells);
}

static void impossible_wishes_are_refused(void **state)
{
    (void)state;
    struct neurons_class classes[NEURONS_MAX_CLASSES + 1] = {bare(), bare(), bare(), bare(),
                                                             bare()};
    struct neurons cells;
    uint64_t random = 1;
    assert_false(neurons_create(&cells, classes, NEURONS_MAX_CLASSES + 1, DT_MS, 4, &random));
    neurons_destroy(&cells);
    assert_false(neurons_create(&cells, classes, 1, DT_MS, 1u << 28, &random));
    neurons_destroy(&cells);
    assert_false(neurons_create(&cells, classes, 1, DT_MS, UINT32_MAX, &random));
    neurons_destroy(&cells);
    assert_true(neurons_create(&cells, classes, NEURONS_MAX_CLASSES, DT_MS, 4, &random));
    neurons_destroy(&cells);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_membrane_left_alone_decays_to_its_leak),
        cmocka_unit_test(a_step_is_exact_for_any_conductance),
        cmocka_unit_test(conductances_decay_with_their_own_times),
        cmocka_unit_test(nmda_rises_decays_and_keeps_its_area),
        cmocka_unit_test(magnesium_leaves_the_share_of_jahr_and_stevens),
        cmocka_unit_test(nmda_current_follows_the_free_share_and_the_block),
        cmocka_unit_test(scaling_and_inhibition_are_factors),
        cmocka_unit_test(a_cell_rests_after_a_spike),
        cmocka_unit_test(adaptation_steps_up_and_fades),
        cmocka_unit_test(the_background_is_poisson),
        cmocka_unit_test(every_width_gives_the_same_bits),
        cmocka_unit_test(odd_wishes_are_met),
        cmocka_unit_test(impossible_wishes_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
