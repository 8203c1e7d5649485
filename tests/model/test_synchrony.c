/* Synchrony: what the measure says of spike trains whose correlation is known. */
#include "fixture.h"

#include "model/constants.h"
#include "model/maths.h"
#include "model/synchrony.h"

enum { PLACES = 3, CELLS = 100, BINS = 200000 };

/* Trains in which a cell spikes with chance `own` in every bin and, with chance `copied`, along
 * with a common event that comes with chance `common`. */
static double measured(double own, double common, double copied, double visit_gain)
{
    struct synchrony synchrony;
    uint64_t random = 7;
    synchrony_init(&synchrony, PLACES, CELLS);
    for (uint32_t bin = 0; bin < BINS; bin++) {
        uint32_t active = bin / 60 % PLACES; /* visits of 300 ms */
        for (uint32_t p = 0; p < PLACES; p++) {
            double gain = p == active ? visit_gain : 1.0;
            bool event = model_uniform(&random) < common;
            for (uint32_t c = 0; c < CELLS; c++)
                if (model_uniform(&random) < gain * own ||
                    (event && model_uniform(&random) < copied))
                    synchrony_spike(&synchrony, p);
        }
        synchrony_bin(&synchrony);
    }
    return synchrony_correlation(&synchrony);
}

static void independent_cells_read_nothing(void **state)
{
    (void)state;
    assert_near(measured(0.02, 0, 0, 1), 0.0, 0.002);
}

/* The mean correlation of counts over the visits would be near 0.1 here. */
static void visits_alone_read_almost_nothing(void **state)
{
    (void)state;
    assert_near(measured(0.02, 0, 0, 10), 0.0, 0.005);
}

/* Copies of common events alone: covariance c^2 q (1 - q) by a mean of c q, hence c (1 - q). */
static void common_events_read_as_their_share(void **state)
{
    (void)state;
    assert_near(measured(0, 0.05, 0.3, 1), 0.3 * 0.95, 0.01);
    assert_near(measured(0, 0.05, 1.0, 1), 0.95, 0.01);
}

static void silence_reads_nothing(void **state)
{
    (void)state;
    assert_near(measured(0, 0, 0, 1), 0.0, 0.0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(independent_cells_read_nothing),
        cmocka_unit_test(visits_alone_read_almost_nothing),
        cmocka_unit_test(common_events_read_as_their_share),
        cmocka_unit_test(silence_reads_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
