/* Pair-based plasticity of spike timing: additive, all pairs, by traces (Song, Miller & Abbott
 * 2000).
 *
 * A weight matters when its presynaptic cell fires, and only then is it brought up to date: with
 * what its postsynaptic cell did since the presynaptic spike before. So each event reads a row from
 * one end to the other, and nothing ever runs through the postsynaptic side. Two cells that fire in
 * one step count as the presynaptic one first.
 */
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
    const struct wires *wires;
    uint32_t first_pre, n_pre, first_post, n_post, cell; /* cell: mask of an entry's cell */
    double *
        seen; /* [size of the wires], the postsynaptic sum when the weight was brought up to date */
    struct stdp_part *part; /* [parts] */
    uint32_t parts;
};

/* Prepares the rule for a kind of connection; part p of the wires is the p-th of `parts`. The wires
 * stay the caller's and must outlive it. False when out of memory; stdp_destroy() in any case. */
bool stdp_create(struct stdp *stdp, const struct stdp_rule *rule, const struct wires *wires,
                 uint32_t first_post, uint32_t n_post, uint32_t parts, uint32_t shift);
void stdp_destroy(struct stdp *stdp);

/* Sets the time of a part; before anything else in a step that has a spike. */
void stdp_now(struct stdp *stdp, uint32_t part, double t_ms, float *weight);
/* A presynaptic spike of a row, whose entries in this part are from .. to-1. Call it before
 * delivery. */
void stdp_pre(struct stdp *stdp, uint32_t part, uint32_t row, float *weight, uint32_t from,
              uint32_t to);
/* Enters the spike of a cell, presynaptic, postsynaptic or both, after all stdp_pre() of this
 * moment. */
void stdp_mark(struct stdp *stdp, uint32_t part, uint32_t cell);

/* Writes to now[] what the live weights are at the time of their parts, and changes nothing else.
 * Into weight[] itself only when no more is run: they would be brought up to date twice. */
void stdp_read(const struct stdp *stdp, const float *weight, float *now);

#endif
