/* The cells: membrane, receptors and adaptation, stepped all at once.
 *
 * Structure of arrays; excitatory cells first. Conductances in nS, voltages in mV, currents in
 * pA unless said.
 */
#ifndef SNOWMELT_MODEL_NEURONS_H
#define SNOWMELT_MODEL_NEURONS_H

#include <stdbool.h>
#include <stdint.h>

enum { NEURONS_RING = 32 }; /* delay slots; more than DELAY_MAX_MS / DT_MS */

struct neurons {
    uint32_t n, n_exc;
    uint32_t stride;        /* n rounded up to whole vectors: length of every array */
    float keep_ampa, keep_rise, keep_nmda, keep_gaba, keep_adapt; /* decay over one step */
    float *v;
    float *g_ampa, *g_ext, *g_nmda, *g_nmda_rise, *g_gaba, *g_adapt;
    float *refractory;      /* steps left */
    float *current;         /* injected, pA */
    float *scaling;         /* homeostatic factor on recurrent excitation */
    uint32_t *noise;        /* xorshift state of each cell's background input */
    int32_t *fired;         /* not 0 where the last step ended in a spike */
    /* arriving input, nS, by slot and cell */
    float *in_ampa, *in_nmda, *in_gaba; /* [NEURONS_RING][stride] */
    float poisson[9];       /* cumulative probabilities of 0, 1, ... background events a step */
};

/* What differs between the two cell classes in one step. */
struct neurons_class {
    float capacitance_pf, leak_ns, refractory_steps;
    float ext_ns;        /* one background event */
    float nmda_open;     /* share of NMDA receptors not blocked */
    float adapt_step_ns;
    float gaba_gain;
};

bool neurons_create(struct neurons *cells, uint32_t n_exc, uint32_t n_inh, double ext_rate_hz,
                    uint64_t *random);
void neurons_destroy(struct neurons *cells);

/* Steps cells first .. last-1 (multiples of 8; n may be rounded up) by DT_MS, taking the input of ring slot `slot` and clearing it.
 * Exponential Euler on V (conductances constant within the step), exact decay of conductances.
 * B(V) by Jahr & Stevens 1990. Sets fired[]. */
void neurons_step(struct neurons *cells, uint32_t first, uint32_t last, uint32_t slot,
                  const struct neurons_class *kind);

/* Share of NMDA receptors free of magnesium at v mV (Jahr & Stevens 1990). */
float neurons_nmda_free(float v_mv);

#endif
