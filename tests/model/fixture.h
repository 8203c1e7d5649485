/* What the tests of the model share: a small network, and one like the worry that circles. */
#ifndef SNOWMELT_TESTS_MODEL_FIXTURE_H
#define SNOWMELT_TESTS_MODEL_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka.h wants the four above first. */
#include <cmocka.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "model/model.h"

#define assert_near(value, wanted, within)                                                         \
    do {                                                                                           \
        double near_value = (value), near_wanted = (wanted), near_within = (within);               \
        if (!(fabs(near_value - near_wanted) <= near_within)) {                                    \
            print_error("%s is %.9g, wanted %.9g within %.3g\n", #value, near_value, near_wanted,  \
                        near_within);                                                              \
            fail();                                                                                \
        }                                                                                          \
    } while (0)

/* Eight places in two regions: a loop of four, and ways that lead out of it. */
static inline struct model_config circling_config(void)
{
    struct model_config config = {
        .n_places = 8,
        .place_mm = {{-10, 4, 8},
                     {12, 16, -2},
                     {34, 4, -10},
                     {13, -13, -4},
                     {-24, 16, -3},
                     {-34, 1, -8},
                     {-23, -12, 0},
                     {12, 2, -12}},
        .place_region = {0, 0, 1, 1, 0, 0, 0, 1},
        .n_loop = 4,
        .loop = {0, 1, 2, 3},
        .n_ways = 8,
        .ways = {{0, 4}, {4, 5}, {5, 6}, {6, 0}, {1, 7}, {7, 0}, {3, 6}, {2, 7}},
    };
    return config;
}

/* The same with few cells: quick, and every part of it is there. */
static inline struct model_config small_config(void)
{
    struct model_config config = circling_config();
    config.cells_per_place = 10;
    config.n_exc = 104;
    config.n_inh = 24;
    return config;
}

static inline struct model *new_model(const struct model_config *config, uint64_t seed)
{
    struct error error = {0};
    struct model *model = model_create(config, seed, &error);
    if (!model)
        print_error("%s\n", error.text);
    assert_non_null(model);
    return model;
}

/* What was seen over a stretch of spiking: means, but for the peak and the last look. */
struct stretch {
    double rigidity, loop_share, rate_exc, rate_inh;
    double bdnf_peak;
    struct model_observables last;
};

/* Runs spike_s of spiking, in slices of 250 ms, that stand for slow_s. */
static inline struct stretch stretch(struct model *model, double spike_s, double slow_s)
{
    const double slice_ms = 250.0;
    unsigned slices = (unsigned)(spike_s * 1000.0 / slice_ms + 0.5);
    struct stretch seen = {0};
    for (unsigned i = 0; i < slices; i++) {
        model_advance(model, slice_ms, slow_s / slices);
        model_observe(model, &seen.last);
        seen.rigidity += (double)seen.last.rigidity / slices;
        seen.loop_share += (double)seen.last.loop_share / slices;
        seen.rate_exc += (double)seen.last.rate_exc_hz / slices;
        seen.rate_inh += (double)seen.last.rate_inh_hz / slices;
        seen.bdnf_peak = fmax(seen.bdnf_peak, (double)seen.last.bdnf);
    }
    return seen;
}

static inline struct model *worn_model(const struct model_config *config, uint64_t seed)
{
    struct model *model = new_model(config, seed);
    while (model_wear_in(model) < 1.0f)
        ;
    return model;
}

#endif
