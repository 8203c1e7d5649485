/* Synchrony: how much cells of one place spike together, beyond what their common rate makes. */
#ifndef SNOWMELT_MODEL_SYNCHRONY_H
#define SNOWMELT_MODEL_SYNCHRONY_H

#include <stdint.h>

#include "model/snapshot.h"

struct synchrony {
    uint32_t n_places, cells; /* in each place */
    uint32_t count[MODEL_MAX_PLACES], last[MODEL_MAX_PLACES]; /* spikes, this bin and the one before */
    double jumps, spikes; /* squared differences of successive bins, and spikes; memory AVERAGE_MS */
};

void synchrony_init(struct synchrony *synchrony, uint32_t n_places, uint32_t cells);

/* A spike of a cell of this place. */
void synchrony_spike(struct synchrony *synchrony, uint32_t place);

/* Closes a bin of SYNCHRONY_BIN_MS. */
void synchrony_bin(struct synchrony *synchrony);

/* Mean correlation of the spike counts of two cells of one place in bins of SYNCHRONY_BIN_MS:
 * 0 when they spike independently, 1 when all spike in the same bins. From the Allan factor of
 * the place's pooled spikes, mean((n[k+1] - n[k])^2) / (2 mean(n)), which is 1 for independent
 * Poisson trains whatever their slowly changing rate (Lowen & Teich 1996): visits come and go,
 * and a plain correlation would measure the walk. Trains more regular than Poisson read a little
 * below 0. 0 while nothing has spiked. */
double synchrony_correlation(const struct synchrony *synchrony);

#endif
