/* The drug against a bi-exponential worked out here, by another road than the model's. */
#include "fixture.h"

#include "model/constants.h"
#include "model/drug.h"

static const struct model_dose INFUSION = {
    .route = MODEL_ROUTE_INFUSION, .dose_mg_kg = 0.5f, .weight_kg = 70.0f, .minutes = 40.0f};

/* Plasma t minutes after the start of an infusion that never ends, ng/ml. */
static double endless(double mg_min, double t)
{
    if (t <= 0)
        return 0;
    double k10 = PK_CL_L_MIN / PK_V1_L, k12 = PK_Q_L_MIN / PK_V1_L, k21 = PK_Q_L_MIN / PK_V2_L;
    double half = 0.5 * (k10 + k12 + k21), root = sqrt(half * half - k10 * k21);
    double alpha = half + root, beta = half - root;
    double a = (alpha - k21) / (alpha - beta), b = (k21 - beta) / (alpha - beta);
    return 1000.0 * mg_min / PK_V1_L *
           (a / alpha * (1.0 - exp(-alpha * t)) + b / beta * (1.0 - exp(-beta * t)));
}

static double infused(double mg, double minutes, double t)
{
    return endless(mg / minutes, t) - endless(mg / minutes, t - minutes);
}

static void an_infusion_follows_the_bi_exponential(void **state)
{
    (void)state;
    static const double AT_MIN[] = {1, 5.3, 20, 39.9, 40, 41, 60, 110, 230, 480, 1440};
    for (size_t i = 0; i < sizeof AT_MIN / sizeof *AT_MIN; i++) {
        struct drug drug;
        drug_init(&drug);
        assert_true(drug_dose(&drug, &INFUSION));
        drug_advance(&drug, AT_MIN[i] * 60.0);
        double wanted = infused(35.0, 40.0, AT_MIN[i]);
        assert_near(drug_plasma_ng_ml(&drug), wanted, 1e-6 * wanted);
    }
}

static void doses_add_up(void **state)
{
    (void)state;
    struct drug drug;
    drug_init(&drug);
    assert_true(drug_dose(&drug, &INFUSION));
    drug_advance(&drug, 25.0 * 60.0);
    assert_true(drug_dose(&drug, &INFUSION));
    drug_advance(&drug, 50.0 * 60.0);
    double wanted = infused(35.0, 40.0, 75.0) + infused(35.0, 40.0, 50.0);
    assert_near(drug_plasma_ng_ml(&drug), wanted, 1e-6 * wanted);
}

static void plasma_goes_through_the_published_points(void **state)
{
    (void)state;
    static const struct {
        double min, ng_ml;
    } POINTS[] = {{40, 204}, {60, 109}, {110, 64}, {230, 37}, {480, 13}};
    struct drug drug;
    double at = 0;
    drug_init(&drug);
    drug_dose(&drug, &INFUSION);
    for (size_t i = 0; i < sizeof POINTS / sizeof *POINTS; i++) {
        drug_advance(&drug, (POINTS[i].min - at) * 60.0);
        at = POINTS[i].min;
        /* The points are given in whole ng/ml. */
        assert_near(drug_plasma_ng_ml(&drug), POINTS[i].ng_ml, fmax(0.02 * POINTS[i].ng_ml, 0.5));
    }
}

static void the_size_of_the_step_does_not_matter(void **state)
{
    (void)state;
    static const enum model_route ROUTES[] = {MODEL_ROUTE_INFUSION, MODEL_ROUTE_INTRAMUSCULAR,
                                              MODEL_ROUTE_INTRANASAL};
    for (int r = 0; r < 3; r++) {
        struct model_dose dose = INFUSION;
        struct drug once, minutes, odd;
        dose.route = ROUTES[r];
        drug_init(&once);
        drug_init(&minutes);
        drug_init(&odd);
        drug_dose(&once, &dose);
        drug_dose(&minutes, &dose);
        drug_dose(&odd, &dose);
        drug_advance(&once, 8.0 * 3600.0);
        for (int i = 0; i < 480; i++)
            drug_advance(&minutes, 60.0);
        for (int i = 0; i < 4000; i++)
            drug_advance(&odd, 7.2);
        double plasma = drug_plasma_ng_ml(&once), effect = once.effect_ng_ml;
        assert_true(plasma > 1.0);
        assert_near(drug_plasma_ng_ml(&minutes), plasma, 1e-6 * plasma);
        assert_near(minutes.effect_ng_ml, effect, 1e-4 * effect);
        assert_near(drug_plasma_ng_ml(&odd), plasma, 1e-3 * plasma);
        assert_near(odd.effect_ng_ml, effect, 1e-3 * effect);
    }
}

static void absorbed_doses_keep_their_mass(void **state)
{
    (void)state;
    const struct {
        enum model_route route;
        double share, ka;
    } ROUTES[] = {{MODEL_ROUTE_INTRAMUSCULAR, PK_IM_F, PK_IM_KA},
                  {MODEL_ROUTE_INTRANASAL, PK_IN_F, PK_IN_KA}};
    for (int r = 0; r < 2; r++) {
        struct model_dose dose = {.route = ROUTES[r].route, .dose_mg_kg = 0.8f, .weight_kg = 60.0f};
        struct drug drug;
        const double step_s = 3.0, mg = (double)0.8f * 60.0 * ROUTES[r].share;
        double gone = 0, last = 0;
        drug_init(&drug);
        assert_true(drug_dose(&drug, &dose));
        for (int i = 1; i <= 14400; i++) {
            drug_advance(&drug, step_s);
            double depot = drug.depot_mg[0] + drug.depot_mg[1];
            double clearing = drug.central_mg * PK_CL_L_MIN / PK_V1_L; /* mg/min */
            gone += 0.5 * (last + clearing) * step_s / 60.0;
            last = clearing;
            assert_near(depot, mg * exp(-ROUTES[r].ka * i * step_s / 60.0), 1e-6 * mg);
            assert_near(depot + drug.central_mg + drug.peripheral_mg + gone, mg, 1e-3 * mg);
        }
        assert_true(gone > 0.6 * mg); /* twelve hours: most of it was in fact cleared */
    }
}

static void weight_scales_the_body_with_the_dose(void **state)
{
    (void)state;
    struct model_dose heavy = INFUSION, unsaid = INFUSION;
    struct drug a, b, c;
    heavy.weight_kg = 105.0f;
    unsaid.weight_kg = 0.0f;
    drug_init(&a);
    drug_init(&b);
    drug_init(&c);
    drug_dose(&a, &INFUSION);
    drug_dose(&b, &heavy);
    drug_dose(&c, &unsaid);
    drug_advance(&a, 3000.0);
    drug_advance(&b, 3000.0);
    drug_advance(&c, 3000.0);
    assert_near(drug_plasma_ng_ml(&b), drug_plasma_ng_ml(&a), 1e-6 * drug_plasma_ng_ml(&a));
    if (PK_WEIGHT_KG == 70.0)
        assert_near(drug_plasma_ng_ml(&c), drug_plasma_ng_ml(&a), 1e-9);
}

static void occupancy_is_a_hill_curve_of_the_effect_site(void **state)
{
    (void)state;
    static const double HALF_UM[] = {0.2, 1.0, 3.3};
    for (int k = 0; k < 3; k++) {
        struct drug drug;
        double last = -1;
        drug_init(&drug);
        assert_near(drug_occupancy(&drug, HALF_UM[k]), 0, 0);
        for (int i = 0; i <= 40; i++) {
            double um = HALF_UM[k] * i / 4.0;
            drug.effect_ng_ml = um * NG_ML_PER_UM / UNBOUND;
            double share = drug_occupancy(&drug, HALF_UM[k]);
            assert_near(share, um / (um + HALF_UM[k]), 1e-12);
            assert_true(share > last && share < 1.0);
            last = share;
        }
    }
}

static void the_effect_site_lags_and_takes_its_time(void **state)
{
    (void)state;
    struct drug drug;
    double effect = 0;
    drug_init(&drug);
    drug_dose(&drug, &INFUSION);
    for (int i = 1; i <= 9000; i++) { /* two and a half hours, Euler by the second */
        double before = infused(35.0, 40.0, (i - 1) / 60.0), after = infused(35.0, 40.0, i / 60.0);
        effect += PK_KE0 / 60.0 * (0.5 * (before + after) - effect);
        drug_advance(&drug, 1.0);
        if (i % 300 == 0)
            assert_near(drug.effect_ng_ml, effect, 0.005 * effect + 0.05);
    }
}

static void no_dose_is_nothing(void **state)
{
    (void)state;
    static const enum model_route ROUTES[] = {MODEL_ROUTE_INFUSION, MODEL_ROUTE_INTRAMUSCULAR,
                                              MODEL_ROUTE_INTRANASAL};
    struct drug drug;
    drug_init(&drug);
    for (int r = 0; r < 3; r++) {
        struct model_dose saline = {.route = ROUTES[r], .weight_kg = 70.0f, .minutes = 40.0f};
        assert_true(drug_dose(&drug, &saline));
    }
    for (int i = 0; i < 60; i++) {
        drug_advance(&drug, 60.0);
        assert_true(drug_plasma_ng_ml(&drug) == 0.0);
        assert_true(drug_occupancy(&drug, K_EXC_UM) == 0.0);
    }
}

static void one_infusion_too_many_is_refused(void **state)
{
    (void)state;
    struct drug drug, before;
    drug_init(&drug);
    for (int i = 0; i < DRUG_MAX_DOSES; i++)
        assert_true(drug_dose(&drug, &INFUSION));
    before = drug;
    /* Another weight, so that a refused dose that leaves anything behind is seen. */
    struct model_dose heavy = INFUSION;
    heavy.weight_kg = 2.0f * INFUSION.weight_kg;
    assert_false(drug_dose(&drug, &heavy));
    assert_memory_equal(&drug, &before, sizeof drug);
    drug_advance(&drug, 41.0 * 60.0);
    assert_int_equal(drug.n_infusions, 0);
    assert_true(drug_dose(&drug, &INFUSION));
    double wanted = DRUG_MAX_DOSES * infused(35.0, 40.0, 41.0);
    assert_near(drug_plasma_ng_ml(&drug), wanted, 1e-6 * wanted);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_infusion_follows_the_bi_exponential),
        cmocka_unit_test(doses_add_up),
        cmocka_unit_test(plasma_goes_through_the_published_points),
        cmocka_unit_test(the_size_of_the_step_does_not_matter),
        cmocka_unit_test(absorbed_doses_keep_their_mass),
        cmocka_unit_test(weight_scales_the_body_with_the_dose),
        cmocka_unit_test(occupancy_is_a_hill_curve_of_the_effect_site),
        cmocka_unit_test(the_effect_site_lags_and_takes_its_time),
        cmocka_unit_test(no_dose_is_nothing),
        cmocka_unit_test(one_infusion_too_many_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
