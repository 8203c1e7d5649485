/* Pair-based plasticity of spike timing: additive, all pairs, by traces (Song, Miller & Abbott
 * 2000). */
#ifndef SNOWMELT_MODEL_STDP_H
#define SNOWMELT_MODEL_STDP_H

#include <stdbool.h>
#include <stdint.h>

#include "model/wires.h"

struct stdp_rule {
    double pre_ms, post_ms; /* decay of the traces */
    double up, down;        /* change of a weight by a pair with no delay, nS; down is positive */
    double most;            /* weights stay within 0 and this, nS */
};

struct stdp {
    struct stdp_rule rule;
    uint32_t first_pre, n_pre, first_post, n_post;
    uint32_t *column; /* [n_post + 1], first entry of each postsynaptic list */
    uint32_t *entry;  /* [size], entries of the wires, list by list */
    uint32_t *source; /* [size], their presynaptic cell, counted from first_pre */
    /* Traces grow with time instead of decaying, so that only spikes cost: the value now is
     * trace * exp(-t / tau). One set for each part, so that no thread reads what another writes. */
    float **pre, **post;
    struct stdp_time {
        double since_ms;             /* where the growing began anew */
        float grown_pre, grown_post; /* exp(t / tau) now */
    } * time;                        /* [parts] */
    uint32_t parts;
};

/* Prepares the rule for a kind of connection; part p of the wires is the p-th of `parts`. */
bool stdp_create(struct stdp *stdp, const struct stdp_rule *rule, const struct wires *wires,
                 uint32_t first_post, uint32_t n_post, uint32_t parts, uint32_t shift);
void stdp_destroy(struct stdp *stdp);

/* Sets the time of a part; before anything else in a step that has a spike. */
void stdp_now(struct stdp *stdp, uint32_t part, double t_ms);
/* A presynaptic spike: the entries from .. to-1 are weakened by what their cells did before it.
 * Call it before delivery. */
void stdp_pre(struct stdp *stdp, uint32_t part, const uint32_t *at, float *weight, uint32_t from,
              uint32_t to, uint32_t shift);
/* A postsynaptic spike: what arrived before it is strengthened. Part must be the cell's own. */
void stdp_post(struct stdp *stdp, uint32_t part, uint32_t cell, float *weight);
/* Enters the spike of a cell into the part's traces, after all pairs of this moment. */
void stdp_mark(struct stdp *stdp, uint32_t part, uint32_t cell);

#endif
