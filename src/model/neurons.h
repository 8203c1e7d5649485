/* The cells: membrane, receptors and adaptation, stepped all at once.
 *
 * Structure of arrays, in classes of like cells that lie one after the other. Conductances in nS,
 * voltages in mV, currents in pA, times in ms. What arrives waits in a ring of delay slots.
 */
#ifndef SNOWMELT_MODEL_NEURONS_H
#define SNOWMELT_MODEL_NEURONS_H

#include <stdbool.h>
#include <stdint.h>

/* Stretches of cells for different threads start at multiples of NEURONS_LANES: a cache line. */
enum { NEURONS_LANES = 16, NEURONS_MAX_CLASSES = 4, NEURONS_POISSON = 8 };

/* A class as its author knows it. Zero leaves a part out: no NMDA receptors, no adaptation, no
 * background. */
struct neurons_class {
    uint32_t count;
    double capacitance_pf, leak_ns, leak_mv, threshold_mv, reset_mv, refractory_ms;
    double exc_mv, inh_mv;   /* reversal of AMPA and NMDA, and of GABA-A */
    double ampa_ms, gaba_ms; /* decay */
    double nmda_ms, nmda_rise_ms;
    double adapt_step_ns, adapt_ms, adapt_mv;
    /* Poisson input through AMPA receptors; of a step's events NEURONS_POISSON count at most */
    double background_hz, background_ns;
};

/* The same, ready for the step. */
struct neurons_kind {
    uint32_t first, last;
    float leak, leak_drive, per_c, threshold, reset, hold, exc_mv, inh_mv, adapt_step, adapt_mv;
    float keep_ampa, keep_gaba, keep_nmda, keep_rise, keep_adapt, background;
    float mg_slope, mg_shift;
    int32_t poisson[NEURONS_POISSON]; /* P(at most k background events in a step), of 2^24 */
    bool nmda, adapt, modulated;
    /* what may change between steps */
    float nmda_open; /* share of NMDA receptors not blocked */
    float gaba_gain;
};

struct neurons {
    uint32_t n, kinds;
    float dt_ms;
    struct neurons_kind kind[NEURONS_MAX_CLASSES];
    float *v, *refractory; /* refractory: steps left */
    float *g_ampa, *g_gaba;
    /* only where a class has NMDA receptors, adaptation or background; else NULL */
    float *g_ext, *g_nmda, *g_nmda_rise, *g_adapt;
    float *current;    /* injected, pA */
    float *scaling;    /* homeostatic factor on recurrent excitation */
    float *inhibition; /* plastic factor on inhibition */
    uint32_t *noise;   /* xorshift state of each cell's background */

    /* The ring: what arrives in slot s at cell i stands at s << shift | i. */
    float *in_ampa, *in_nmda, *in_gaba;
    uint32_t shift, slots, mask;
    bool direct;    /* a single slot: input is added to the conductances themselves */
    uint32_t lanes; /* cells at a time: 16, 8 or 4, as the processor can; or 1. The same bits */
};

/* The most lanes that this processor has. */
uint32_t neurons_widest(void);

/* dt_ms: the step. slots: longest delay in steps. Classes in order. False when out of memory, or
 * when there are more classes than NEURONS_MAX_CLASSES or more places in the ring than 32 bits
 * count; neurons_destroy() in any case. */
bool neurons_create(struct neurons *cells, const struct neurons_class *classes, uint32_t n_classes,
                    double dt_ms, uint32_t slots, uint64_t *random);
void neurons_destroy(struct neurons *cells);

/* Steps the cells first .. last-1 of one kind by dt, taking and clearing the input of `step`'s
 * slot. Exponential Euler on V (conductances constant within the step), exact decay of
 * conductances, B(V) by Jahr & Stevens 1990. Writes the cells that fired, in order, to `fired` and
 * returns how many. */
uint32_t neurons_step(struct neurons *cells, const struct neurons_kind *kind, uint32_t first,
                      uint32_t last, uint32_t step, uint32_t *fired);

/* The same in plain C, one cell after the other; the same bits. */
uint32_t neurons_step_plainly(struct neurons *cells, const struct neurons_kind *kind,
                              uint32_t first, uint32_t last, uint32_t step, uint32_t *fired);

/* Share of NMDA receptors free of magnesium at v mV (Jahr & Stevens 1990). */
float neurons_nmda_free(float v_mv);

#endif
