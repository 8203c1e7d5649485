/* The model's own exp and log against libm's. */
#include "fixture.h"

#include "model/maths.h"

static void exponentials_agree_with_libm(void **state)
{
    (void)state;
    for (double x = -699.0; x < 699.0; x += 0.0371)
        assert_near(model_exp(x) / exp(x), 1.0, 1e-14);
    /* The first term left out of the float series is r^6 / 720, r up to ln 2 / 2. */
    for (double x = -79.9; x < 79.9; x += 0.00371)
        assert_near(model_expf((float)x) / exp((double)(float)x), 1.0, 4e-6);
    assert_true(model_exp(0.0) == 1.0 && model_expf(0.0f) == 1.0f);
    assert_true(model_exp(-1e9) == 0.0);
    assert_true(isfinite(model_exp(1e9)) && isfinite(model_expf(1e9f)));
    assert_true(model_expf(-1e9f) >= 0.0f && model_expf(-1e9f) < 1e-30f);
}

static void logarithms_agree_with_libm(void **state)
{
    (void)state;
    for (double x = 1e-30; x < 1e30; x *= 1.0137) {
        assert_near(model_log(x), log(x), 1e-14 * fmax(1.0, fabs(log(x))));
        assert_near(model_logf((float)x), log((double)(float)x), 1e-5);
    }
    assert_true(model_log(1.0) == 0.0 && model_logf(1.0f) == 0.0f);
}

static void chance_is_even(void **state)
{
    (void)state;
    enum { DRAWS = 200000, SIDES = 7 };
    uint64_t one = 1, two = 1;
    uint32_t seen[SIDES] = {0};
    double sum = 0;
    for (int i = 0; i < DRAWS; i++) {
        double u = model_uniform(&one);
        assert_true(u >= 0.0 && u < 1.0);
        sum += u;
        uint32_t side = model_below(&two, SIDES);
        assert_true(side < SIDES);
        seen[side]++;
    }
    assert_near(sum / DRAWS, 0.5, 5.0 * sqrt(1.0 / 12.0 / DRAWS));
    for (int k = 0; k < SIDES; k++)
        assert_near(seen[k], (double)DRAWS / SIDES, 5.0 * sqrt((double)DRAWS / SIDES));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exponentials_agree_with_libm),
        cmocka_unit_test(logarithms_agree_with_libm),
        cmocka_unit_test(chance_is_even),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
