/* The cells against closed forms: what one step does is known on paper. */
#include "fixture.h"

#include "model/constants.h"
#include "model/maths.h"
#include "model/neurons.h"

enum { CELLS = 16 };

static struct neurons new_cells(double ext_rate_hz)
{
    struct neurons cells;
    uint64_t random = 77;
    assert_true(neurons_create(&cells, CELLS, 0, ext_rate_hz, &random));
    return cells;
}

static struct neurons_class pyramidal(void)
{
    struct neurons_class kind = {.capacitance_pf = (float)(C_EXC * 1000.0),
                                 .leak_ns = (float)GL_EXC,
                                 .refractory_steps = (float)(REFRACTORY_EXC_MS / DT_MS),
                                 .ext_ns = (float)G_EXT_EXC,
                                 .nmda_open = 1.0f,
                                 .adapt_step_ns = (float)ADAPT_STEP,
                                 .gaba_gain = 1.0f};
    return kind;
}

static struct neurons_class interneuron(void)
{
    struct neurons_class kind = {.capacitance_pf = (float)(C_INH * 1000.0),
                                 .leak_ns = (float)GL_INH,
                                 .refractory_steps = (float)(REFRACTORY_INH_MS / DT_MS),
                                 .ext_ns = (float)G_EXT_INH,
                                 .nmda_open = 1.0f,
                                 .gaba_gain = 1.0f};
    return kind;
}

static void a_membrane_left_alone_decays_to_its_leak(void **state)
{
    (void)state;
    struct neurons_class kinds[] = {pyramidal(), interneuron()};
    for (int k = 0; k < 2; k++) {
        struct neurons cells = new_cells(0);
        double from[CELLS], tau_ms = kinds[k].capacitance_pf / kinds[k].leak_ns;
        for (int i = 0; i < CELLS; i++) {
            from[i] = E_LEAK + (V_THRESHOLD - E_LEAK) * (i - 5) / CELLS;
            cells.v[i] = (float)from[i];
        }
        for (uint32_t step = 1; step <= 400; step++) {
            neurons_step(&cells, 0, CELLS, step % NEURONS_RING, &kinds[k]);
            for (int i = 0; i < CELLS; i++) {
                assert_near(cells.v[i], E_LEAK + (from[i] - E_LEAK) * exp(step * -DT_MS / tau_ms),
                            2e-3);
                assert_int_equal(cells.fired[i], 0);
            }
        }
        neurons_destroy(&cells);
    }
}

static void conductances_decay_with_their_own_times(void **state)
{
    (void)state;
    struct neurons cells = new_cells(0);
    struct neurons_class kind = pyramidal();
    const uint32_t slot = 3;
    for (int i = 0; i < CELLS; i++) {
        cells.in_ampa[slot * cells.stride + (uint32_t)i] = 0.1f * (float)(i + 1);
        cells.in_gaba[slot * cells.stride + (uint32_t)i] = 0.3f * (float)(i + 1);
    }
    for (uint32_t step = 1; step <= 60; step++) {
        /* The slot comes round again and must be empty by then. */
        neurons_step(&cells, 0, CELLS, (slot + step - 1) % NEURONS_RING, &kind);
        for (int i = 0; i < CELLS; i++) {
            double ampa = 0.1 * (i + 1) * exp(step * -DT_MS / AMPA_TAU_MS);
            double gaba = 0.3 * (i + 1) * exp(step * -DT_MS / GABA_TAU_MS);
            assert_near(cells.g_ampa[i], ampa, 2e-5 * ampa + 1e-9);
            assert_near(cells.g_gaba[i], gaba, 2e-5 * gaba + 1e-9);
        }
    }
    neurons_destroy(&cells);
}

static void nmda_rises_decays_and_keeps_its_area(void **state)
{
    (void)state;
    struct neurons cells = new_cells(0);
    struct neurons_class kind = pyramidal();
    const double w = 0.2;
    double area = 0, peak = 0, peak_ms = 0;
    for (int i = 0; i < CELLS; i++)
        cells.in_nmda[i] = (float)w;
    uint32_t steps = (uint32_t)(20.0 * NMDA_TAU_MS / DT_MS);
    for (uint32_t step = 0; step < steps; step++) {
        neurons_step(&cells, 0, CELLS, step % NEURONS_RING, &kind);
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
    for (int i = 0; i <= 1300; i++) {
        double v = -90.0 + 0.1 * i;
        double share = 1.0 / (1.0 + MG_MM / MG_HALF_MM * exp(-MG_SLOPE * v));
        assert_near(neurons_nmda_free((float)v), share, 1e-5 * share);
    }
}

/* What a step computes with the same formula: a clamped NMDA conductance pulls the membrane
 * towards the balance of leak and NMDA current at the voltage of the step before. */
static void nmda_current_follows_the_free_share_and_the_block(void **state)
{
    (void)state;
    for (int blocked = 0; blocked < 2; blocked++) {
        struct neurons cells = new_cells(0);
        struct neurons_class kind = pyramidal();
        kind.nmda_open = blocked ? 0.4f : 1.0f;
        for (int i = 0; i < CELLS; i++) {
            cells.v[i] = (float)(-75.0 + i);
            cells.g_nmda[i] = 3.0f;
        }
        neurons_step(&cells, 0, CELLS, 0, &kind);
        for (int i = 0; i < CELLS; i++) {
            double v = -75.0 + i, b = 1.0 / (1.0 + MG_MM / MG_HALF_MM * exp(-MG_SLOPE * v));
            double g = 3.0 * b * kind.nmda_open, total = GL_EXC + g;
            double rest = (GL_EXC * E_LEAK + g * E_EXC) / total;
            double next = rest + (v - rest) * exp(-DT_MS * total / kind.capacitance_pf);
            if (next < V_THRESHOLD)
                assert_near(cells.v[i], next, 1e-3);
        }
        neurons_destroy(&cells);
    }
}

static void a_cell_rests_after_a_spike(void **state)
{
    (void)state;
    struct neurons_class kinds[] = {pyramidal(), interneuron()};
    for (int k = 0; k < 2; k++) {
        struct neurons cells = new_cells(0);
        uint32_t last = 0, spikes = 0, rest = (uint32_t)kinds[k].refractory_steps;
        kinds[k].adapt_step_ns = 0; /* or the cell would tire */
        for (int i = 0; i < CELLS; i++)
            cells.current[i] = 1e7f; /* fires whenever it may */
        for (uint32_t step = 1; step <= 500; step++) {
            neurons_step(&cells, 0, CELLS, step % NEURONS_RING, &kinds[k]);
            assert_near(cells.v[2], V_RESET, 1e-5);
            if (!cells.fired[2])
                continue;
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
    struct neurons cells = new_cells(0);
    struct neurons_class kind = pyramidal();
    for (int i = 0; i < CELLS; i++)
        cells.v[i] = (float)V_THRESHOLD + 5.0f;
    neurons_step(&cells, 0, CELLS, 0, &kind);
    assert_true(cells.fired[0]);
    for (uint32_t step = 0; step <= 800; step++) {
        double wanted = ADAPT_STEP * exp(step * -DT_MS / ADAPT_TAU_MS);
        assert_near(cells.g_adapt[0], wanted, 1e-4 * ADAPT_STEP);
        neurons_step(&cells, 0, CELLS, step % NEURONS_RING, &kind);
    }
    neurons_destroy(&cells);
}

static void the_background_is_poisson(void **state)
{
    (void)state;
    enum { STEPS = 40000 };
    struct neurons cells = new_cells(EXT_RATE_HZ);
    struct neurons_class kind = pyramidal();
    double mean = EXT_RATE_HZ * DT_MS / 1000.0, n = (double)STEPS * CELLS;
    double sum = 0, squares = 0, neighbours = 0, successive = 0, before[CELLS] = {0};
    kind.ext_ns = 1.0f;
    for (uint32_t step = 0; step < STEPS; step++) {
        memset(cells.g_ext, 0, CELLS * sizeof *cells.g_ext);
        neurons_step(&cells, 0, CELLS, step % NEURONS_RING, &kind);
        for (int i = 0; i < CELLS; i++) {
            double events = cells.g_ext[i] / cells.keep_ampa;
            assert_near(events, round(events), 1e-4);
            events = round(events) - mean;
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
    neurons_destroy(&cells);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_membrane_left_alone_decays_to_its_leak),
        cmocka_unit_test(conductances_decay_with_their_own_times),
        cmocka_unit_test(nmda_rises_decays_and_keeps_its_area),
        cmocka_unit_test(magnesium_leaves_the_share_of_jahr_and_stevens),
        cmocka_unit_test(nmda_current_follows_the_free_share_and_the_block),
        cmocka_unit_test(a_cell_rests_after_a_spike),
        cmocka_unit_test(adaptation_steps_up_and_fades),
        cmocka_unit_test(the_background_is_poisson),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
