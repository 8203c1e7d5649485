/* The calcium rule: time above a threshold, and how efficacy drifts with it. */
#include "fixture.h"

#include "model/calcium.h"
#include "model/constants.h"
#include "model/maths.h"

static void time_above_a_threshold_is_that_of_the_decay(void **state)
{
    (void)state;
    static const float START[] = {0.0f, 0.5f, 0.99f, 1.01f, 1.3f, 2.0f, 5.0f, 40.0f};
    static const float FOR_MS[] = {0.25f, 3.0f, 17.0f, 200.0f};
    const double thetas[] = {THETA_D, THETA_P};
    const double step_ms = 0.002;
    for (size_t c = 0; c < sizeof START / sizeof *START; c++)
        for (size_t t = 0; t < sizeof FOR_MS / sizeof *FOR_MS; t++)
            for (int k = 0; k < 2; k++) {
                double above = 0;
                for (double ms = 0.5 * step_ms; ms < FOR_MS[t]; ms += step_ms)
                    above += START[c] * exp(-ms / CA_TAU_MS) > thetas[k] ? step_ms : 0;
                assert_near(calcium_above(START[c], (float)thetas[k], FOR_MS[t]), above, 0.006);
            }
}

static void events_add_up_and_book_what_passed(void **state)
{
    (void)state;
    struct contact_state contact = {.rho = 0.5f};
    uint64_t random = 3;
    double calcium = 0, above_d = 0, above_p = 0;
    uint32_t step = 0;
    for (int i = 0; i < 300; i++) {
        uint32_t wait = 1 + model_below(&random, 120);
        double amount = 0.1 + 1.5 * model_uniform(&random);
        for (uint32_t s = 0; s < wait; s++)
            for (int part = 0; part < 20; part++) { /* midpoints */
                double now = calcium * exp(-(s + (part + 0.5) / 20.0) * DT_MS / CA_TAU_MS);
                above_d += now > THETA_D ? DT_MS / 20.0 : 0;
                above_p += now > THETA_P ? DT_MS / 20.0 : 0;
            }
        calcium = calcium * exp(-(double)wait * DT_MS / CA_TAU_MS) + amount;
        step += wait;
        calcium_event(&contact, step, (float)amount);
        assert_near(contact.calcium, calcium, 1e-4 * calcium);
        assert_int_equal(contact.touched, step);
    }
    assert_true(above_p > 100 * DT_MS && above_d > above_p);
    assert_near(contact.above_d, above_d, 0.01 * above_d);
    assert_near(contact.above_p, above_p, 0.01 * above_p);
    assert_true(contact.rho == 0.5f); /* efficacy waits for the slow step */
}

static void threshold_terms_follow_the_equation(void **state)
{
    (void)state;
    static const struct {
        float p, d;
    } SHARES[] = {{0.0f, 0.02f}, {0.01f, 0.02f}, {0.05f, 0.05f}, {0.3f, 0.4f}, {0.0f, 0.0f}};
    for (size_t k = 0; k < sizeof SHARES / sizeof *SHARES; k++)
        for (double start = 0.0; start <= 1.0; start += 0.25) {
            const double slowing = 100.0, dt_s = 2000.0;
            const int parts = 200000;
            double rho = start, h = dt_s / parts / (RHO_TAU_S * slowing);
            for (int i = 0; i < parts; i++)
                rho += h * (GAMMA_P * (1.0 - rho) * SHARES[k].p - GAMMA_D * rho * SHARES[k].d);
            struct calcium_drift drift = calcium_drift(SHARES[k].p, SHARES[k].d, dt_s, slowing);
            drift.bistable = 0.0f;
            assert_near(calcium_relax((float)start, drift, (float)RHO_STAR), rho, 1e-4);
        }
}

/* The sum of many short stretches is one long one: what lets time be skipped. */
static void short_stretches_make_the_long_one(void **state)
{
    (void)state;
    struct calcium_drift once = calcium_drift(0.02f, 0.03f, 5000.0, 300.0);
    struct calcium_drift part = calcium_drift(0.02f, 0.03f, 5.0, 300.0);
    float rho = 0.9f;
    once.bistable = part.bistable = 0.0f;
    for (int i = 0; i < 1000; i++)
        rho = calcium_relax(rho, part, (float)RHO_STAR);
    assert_near(rho, calcium_relax(0.9f, once, (float)RHO_STAR), 1e-3);
}

static void the_double_well_follows_the_equation(void **state)
{
    (void)state;
    for (double start = 0.05; start < 1.0; start += 0.1) {
        const double slowing = 50.0;
        double rho = start;
        float model = (float)start;
        /* A tenth of tau a step in the model; both end near the same place in the well. */
        for (int i = 0; i < 200; i++) {
            double dt_s = 0.1 * RHO_TAU_S * slowing;
            for (int part = 0; part < 100; part++)
                rho -= BISTABLE * 0.001 * rho * (1.0 - rho) * (RHO_STAR - rho);
            model = calcium_relax(model, calcium_drift(0, 0, dt_s, slowing), (float)RHO_STAR);
        }
        assert_near(model, rho, 0.01);
        assert_true((rho < start) == (start < RHO_STAR));
    }
}

static void efficacy_stays_within_its_bounds(void **state)
{
    (void)state;
    uint64_t random = 11;
    for (int i = 0; i < 200000; i++) {
        float d = (float)model_uniform(&random), p = d * (float)model_uniform(&random);
        float rho = i % 7 == 0 ? 0.0f : i % 7 == 1 ? 1.0f : (float)model_uniform(&random);
        double dt_s = exp(40.0 * model_uniform(&random) - 10.0);
        double slowing = 1.0 + 3000.0 * model_uniform(&random);
        float next = calcium_relax(rho, calcium_drift(p, d, dt_s, slowing), (float)RHO_STAR);
        assert_true(next >= 0.0f && next <= 1.0f);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(time_above_a_threshold_is_that_of_the_decay),
        cmocka_unit_test(events_add_up_and_book_what_passed),
        cmocka_unit_test(threshold_terms_follow_the_equation),
        cmocka_unit_test(short_stretches_make_the_long_one),
        cmocka_unit_test(the_double_well_follows_the_equation),
        cmocka_unit_test(efficacy_stays_within_its_bounds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
