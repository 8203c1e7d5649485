/* The walk over places: which one is active, and how predictable the next one is. */
#ifndef SNOWMELT_MODEL_WALK_H
#define SNOWMELT_MODEL_WALK_H

#include <stdbool.h>
#include <stdint.h>

#include "model/snapshot.h"

struct walk {
    uint32_t n_places;
    double memory;     /* effective number of transitions that count */
    double count[MODEL_MAX_PLACES][MODEL_MAX_PLACES];
    bool on_loop[MODEL_MAX_PLACES][MODEL_MAX_PLACES];
    float rate_hz[MODEL_MAX_PLACES]; /* smoothed */
    int winner;        /* now, -1 none */
    int last;          /* place of the last visit, -1 none yet */
    uint64_t visits;
};

/* loop: the trodden path's places in order. */
void walk_init(struct walk *walk, uint32_t n_places, const uint8_t *loop, uint32_t n_loop);

/* One bin of WALK_BIN_MS: mean rate of each place in it. A place is active when its smoothed
 * rate is over WALK_RATE_HZ and WALK_DOMINANCE times the next. Returns true on a new visit. */
bool walk_bin(struct walk *walk, const float *rate_hz);

/* Forgets the counts, keeps the place. */
void walk_forget(struct walk *walk);

/* Entropy rate of the walk in bits, with the Miller-Madow correction per row (Miller 1955). */
double walk_entropy_bits(const struct walk *walk);
/* 1 - entropy / log2(K - 1), within 0..1. 0 while nothing was counted. */
double walk_rigidity(const struct walk *walk);
/* Share of transitions on the loop. */
double walk_loop_share(const struct walk *walk);
double walk_transitions(const struct walk *walk);

#endif
