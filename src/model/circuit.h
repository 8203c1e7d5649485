/* Cells and the connections between them, stepped: the engine under the brain, and under any other
 * network of such cells. It knows no places and no drug. */
#ifndef SNOWMELT_MODEL_CIRCUIT_H
#define SNOWMELT_MODEL_CIRCUIT_H

#include <stdbool.h>
#include <stdint.h>

#include "model/neurons.h"
#include "model/stdp.h"
#include "model/team.h"
#include "model/wires.h"

enum { CIRCUIT_MAX_PROJECTIONS = 6, CIRCUIT_MAX_SENDS = 2 };

enum circuit_receptor { CIRCUIT_AMPA, CIRCUIT_NMDA, CIRCUIT_GABA };

/* What a spike does at each entry of a projection. */
struct circuit_send {
    enum circuit_receptor receptor;
    const float *weight; /* [size of the wires], nS; NULL: common for all */
    float common;
    bool gated;      /* times what the saturating NMDA gate of the axon opens (Wang 1999) */
    bool depressing; /* times the resources that the axon has left (Tsodyks & Markram 1997) */
};

struct circuit_projection {
    const struct wires *wires;
    uint32_t sends;
    struct circuit_send send[CIRCUIT_MAX_SENDS];
    struct stdp *stdp; /* changes the weights of the first send; NULL: fixed */
    float *plastic;    /* these weights, for it; as they are now: stdp_read() */
};

/* A spike and what its axon releases. */
struct circuit_spike {
    uint32_t cell;
    float opened, resources; /* both 0..1 */
};

/* The spikes of a part in one step. The sign that they are whole lies beside them, so that it
 * brings the first of them along to the thread that waits. */
struct circuit_list {
    _Atomic uint32_t whole; /* step + 1 */
    uint32_t n;
    struct circuit_spike spike[];
};

/* Axon terminals of one cell, at `step`. */
struct circuit_axon {
    float gate, resources;
    uint32_t step;
};

struct circuit_options {
    double gate_ms, gate_opens; /* decay of the NMDA gate; share of the closed part a spike opens */
    double resources_used, resources_ms; /* U and recovery of short-term depression; U 0: none */
};

/* What is counted on the way, where the arrays are there. */
struct circuit_watch {
    uint32_t *last, *intervals;    /* [n], step of the last spike + 1; how many intervals */
    float *sum_ms, *sum_square;    /* [n] of the intervals */
    uint32_t *bins, n_bins, width; /* spikes in stretches of `width` steps, [parts][n_bins] */
};

struct circuit {
    struct neurons cells;
    struct circuit_options options;
    bool gated, depressing; /* whether any projection is */
    struct circuit_projection projection[CIRCUIT_MAX_PROJECTIONS];
    uint32_t projections;
    struct circuit_axon *axon; /* [n]; NULL where no send needs it */
    uint64_t step;             /* steps done */
    struct team *team;         /* not owned; NULL: one thread */
    uint32_t parts;
    /* spikes of the last two steps, by part: a part may still read one list while the next step
     * fills the other */
    struct circuit_list *list[2][TEAM_MOST];
    uint32_t *scratch[TEAM_MOST];
    uint64_t events[TEAM_MOST]; /* synaptic events of the runs done, by part */
    struct circuit_watch watch;
    uint64_t until; /* where the present run ends */
};

/* First cell of a part's stretch of a class; part == parts gives its end. With several parts each
 * projection leads to one class, and its wires are divided at these edges. */
uint32_t circuit_edge(const struct neurons *cells, uint32_t kind, uint32_t part, uint32_t parts);

/* Takes the cells over, also when it fails (out of memory); circuit_destroy() in any case. */
bool circuit_create(struct circuit *circuit, struct neurons cells,
                    const struct circuit_options *options, struct team *team);
/* The projections' wires and rules belong to the caller. */
void circuit_destroy(struct circuit *circuit);

/* False beyond CIRCUIT_MAX_PROJECTIONS. */
bool circuit_add(struct circuit *circuit, const struct circuit_projection *projection);

/* Runs `steps` steps. */
void circuit_run(struct circuit *circuit, uint32_t steps);

/* One step, on the calling thread alone (parts 1). *spikes: those of this step, in the order of
 * the cells; they stay until the next but one. */
uint32_t circuit_step(struct circuit *circuit, const struct circuit_spike **spikes);

/* The NMDA gate of a cell's axon now. */
float circuit_gate(const struct circuit *circuit, uint32_t cell);

#endif
