/* What the model lets itself be seen as: the one header of model/ that scene/ may include.
 *
 * A snapshot is a copy, taken between steps by model_snapshot_take() into buffers that were
 * allocated once. One pyramidal cell in ten is in view (they differ only by chance), and with it every
 * synapse between two cells in view: a true part of the network, not a picture of one.
 */
#ifndef SNOWMELT_MODEL_SNAPSHOT_H
#define SNOWMELT_MODEL_SNAPSHOT_H

#include <stdbool.h>
#include <stdint.h>

enum { MODEL_MAX_PLACES = 12, MODEL_MAX_WAYS = MODEL_MAX_PLACES * (MODEL_MAX_PLACES - 1) };

enum model_cell_type { MODEL_PYRAMIDAL, MODEL_INTERNEURON };

/* Life of a dendritic spine, in order. A filopodium has no current at all, a silent spine
 * NMDA current only, a functional one AMPA too; a mature one lives long. */
enum model_stage { MODEL_FILOPODIUM, MODEL_SILENT, MODEL_FUNCTIONAL, MODEL_MATURE };

/* A cell in view. Fixed for the life of the model. */
struct model_cell_view {
    float position_mm[3]; /* in the model's own space, roughly -40..40 */
    uint8_t type;         /* enum model_cell_type */
    int8_t place;         /* assembly it belongs to, -1 for none */
    uint8_t region;       /* 0 prefrontal cortex, 1 hippocampus */
    uint32_t neuron;      /* its number in the whole network */
};

/* A synapse between two pyramidal cells in view. */
struct model_link_view {
    uint64_t id;     /* never used twice in the life of a model; links are sorted by id */
    uint16_t pre;    /* index into cells */
    uint16_t post;   /* index into cells */
    uint8_t stage;   /* enum model_stage */
    bool fresh;      /* born since the last dose (or since the start, before any) */
    float efficacy;  /* rho of the calcium rule, 0..1 */
    float ampa;      /* AMPA conductance over that at efficacy 1; 0 before there is any */
    float age_h;     /* story time since birth, hours */
};

/* All synapses from one place to another, summed over the whole network. */
struct model_way_view {
    uint8_t from, to;     /* places */
    bool drawn;           /* named in the scenario (the others are chance connections) */
    bool worn;            /* part of the trodden loop */
    uint32_t synapses;    /* functional and mature */
    uint32_t fresh;       /* of these, born since the dose */
    float efficacy;       /* mean rho of the functional ones, 0..1 */
    float strength;       /* summed weight relative to the mean worn way at rest (1 = that) */
    float traffic;        /* share of the recent transitions that took this way, 0..1 */
};

/* A spike of a cell in view since the previous snapshot, oldest first. */
struct model_spike_view {
    uint16_t cell; /* index into cells */
    float ago_ms;  /* spike time before this snapshot, biological ms */
};

/* Observables as defined in docs/model.md; ratios are to this network's own rest. */
struct model_observables {
    float rigidity;         /* 0 free .. 1 always the same walk; from the recent visits */
    float loop_share;       /* share of recent transitions on the trodden loop, 0..1 */
    float entropy_bits;     /* entropy rate of the recent walk */
    uint32_t transitions;   /* how many transitions the three above rest on (effective) */
    uint32_t new_synapses;  /* functional synapses alive now that were born since the dose */
    uint32_t synapses;      /* functional and mature excitatory-to-excitatory synapses */
    uint32_t all_synapses;  /* every synapse of the network, inhibition included */
    float spine_density;    /* functional spines, ratio to rest */
    float rate_exc_hz, rate_inh_hz;
    float cv_isi;           /* local variation of pyramidal intervals (CV2; Holt et al. 1996) */
    float synchrony;        /* correlation of two cells of one place, bins of 5 ms */
    float plasma_ng_ml;
    float effect_ng_ml;
    float occupancy;        /* NMDA receptors blocked, mean over cells, 0..1 */
    float occupancy_exc, occupancy_inh;
    float glutamate;        /* ratio */
    float ampa_throughput;  /* ratio */
    float bdnf;             /* ratio */
    float mtor;             /* signal above rest, 0 at rest */
    float capacity;         /* plastic capacity P, 0 at rest */
};

struct model_snapshot {
    uint64_t step;      /* integration steps since the start */
    double spike_s;     /* biological spiking time simulated, s */
    double slow_s;      /* story time, s since the model began */
    double since_dose_s;/* story time since the last dose; negative: none given */
    int winner;         /* place active now, -1 none */
    int cue;            /* place cued from outside now (practice), -1 none */

    uint32_t n_exc, n_inh, n_places, n_regions;
    float place_mm[MODEL_MAX_PLACES][3];
    float place_rate_hz[MODEL_MAX_PLACES]; /* mean rate of the assembly, smoothed 100 ms */

    uint32_t n_cells;
    const struct model_cell_view *cells;
    const float *cell_rate_hz; /* each cell in view, smoothed 100 ms */

    uint32_t n_links;
    const struct model_link_view *links;

    uint32_t n_ways;
    struct model_way_view ways[MODEL_MAX_WAYS];

    uint32_t n_spikes;
    const struct model_spike_view *spikes;
    uint32_t spikes_dropped; /* that did not fit the buffer */

    struct model_observables now;
};

#endif
