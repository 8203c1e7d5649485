/* The whole state of a model, shared by the files of model/ and by nobody else, but for the bench,
 * which measures its parts. */
#ifndef SNOWMELT_MODEL_INTERNAL_H
#define SNOWMELT_MODEL_INTERNAL_H

#include "model/cascade.h"
#include "model/circuit.h"
#include "model/drug.h"
#include "model/model.h"
#include "model/network.h"
#include "model/synchrony.h"
#include "model/walk.h"

enum {
    MODEL_CA_RING = 64,     /* steps a presynaptic spike waits for its calcium; > CA_DELAY_MS */
    MODEL_MAX_SPIKES = 8192 /* spikes in view kept between two snapshots */
};

/* Averages of the spiking, with memory AVERAGE_MS, and their values at rest. */
struct averages {
    double rate_exc_hz, rate_inh_hz;
    double ampa; /* AMPA conductance released on pyramidal cells, nS per cell and second */
};

/* Shares of time that calcium spends above the two thresholds, averaged over the synapses from
 * one group of cells to another (a place, or those outside all places) and over time: what
 * carries efficacies over a skipped stretch. Cells of a group differ only by chance, so the
 * average over its synapses stands for the long average of each. */
struct group_share {
    float p, d;
};

enum { MODEL_GROUPS = MODEL_MAX_PLACES + 1 };

/* Everything that remembers the spiking of late, so that practice, which stands for minutes, does
 * not speak for the days around it: model_cue() sets it aside and puts it back. */
struct lately {
    struct averages now;
    struct group_share share[MODEL_GROUPS][MODEL_GROUPS];
};

struct way_sum {
    uint32_t synapses, fresh;
    double rho, strength;
};

/* Parts of the work. Whoever has a clock can set a callback that is told when one has just been
 * done; the model has none. */
enum model_work {
    MODEL_WORK_SPIKING, /* cells, and delivery between them */
    MODEL_WORK_BOOKS,   /* what is counted of the spikes */
    MODEL_WORK_CALCIUM,
    MODEL_WORK_AVERAGES, /* of the spiking, drug and cascade */
    MODEL_WORK_LEARNING, /* efficacies and weights */
    MODEL_WORK_SPINES,
    MODEL_WORK_SCALING, /* homeostasis */
    MODEL_WORKS
};

struct model_watch {
    void (*did)(void *context, enum model_work work); /* NULL: nobody asks */
    void *context;
};

struct model {
    struct model_config config;
    uint64_t seed;
    struct model_watch watch;
    struct network net;
    struct circuit circuit;

    /* From here to `sent` numbers alone, which are stored as they lie; see arrays.c. */
    struct drug drug;
    struct cascade cascade;
    struct walk walk;
    uint64_t random; /* structure and chance, not the background input */

    uint64_t step;
    double carry_ms;     /* spiking asked for but less than a step */
    double slow_s;       /* story time, s */
    double owed_slow_s;  /* story time not yet applied by a slow step */
    double dose_slow_s;  /* story time of the last dose; negative: none */
    uint64_t fresh_from; /* synapses with this id or above were born since the dose */
    int cue;
    bool ampa_blocked, mtor_blocked, ssri_on, val66met;
    double occupancy_exc, occupancy_inh;
    bool worn_in;
    uint32_t wear_slices;

    /* measures in the making */
    uint32_t ca_count[MODEL_CA_RING]; /* spikes in ca_list, below */
    uint32_t bin_spikes[MODEL_MAX_PLACES];
    uint32_t bin_step, synchrony_step;
    struct synchrony synchrony;
    uint64_t slow_spikes_exc, slow_spikes_inh;
    double slow_ampa;
    uint32_t slow_countdown;     /* steps until the next slow step */
    struct lately lately, aside; /* in force now; of the free walk while a place is cued */
    struct group_share practised[MODEL_GROUPS][MODEL_GROUPS]; /* of the last practice */
    double practised_s;                                       /* story time of it; negative: none */
    /* What plasticity goes by: of late, with what is replayed of practice. */
    struct group_share share[MODEL_GROUPS][MODEL_GROUPS];
    struct averages rest;
    double all_received; /* AMPA weight of all synapses between pyramidal cells, nS; and at rest */
    double rest_all_received;
    double rest_spines;                    /* functional synapses at rest */
    double rest_strength;                  /* mean summed weight of a worn way at rest */
    double scaling, inhibition;            /* homeostatic factors on recurrent excitation, and on
                                              inhibition of pyramidal cells */
    /* share of time above THETA_P, over TAG_H; and over USUAL_D */
    float tag[MODEL_GROUPS][MODEL_GROUPS], usual[MODEL_GROUPS][MODEL_GROUPS];
    double birth_per_hour;                 /* b0: births per free contact and hour at rest */
    struct way_sum way[MODEL_MAX_PLACES][MODEL_MAX_PLACES];
    uint32_t fresh_live;    /* functional synapses born since the dose */
    uint32_t structure_row; /* where the turning sweep of spines stands */

    /* per cell */
    float *sent;           /* [n_exc], AMPA conductance a spike sends in all, nS */
    uint32_t *last_spike;  /* [n] step + 1; 0 none */
    float *interval_ms;    /* [n_exc], the last interval; 0 none */
    float *cv2;            /* [n_exc], faded mean; negative: none yet */
    uint32_t *rest_in, *functional_in; /* [n_exc], functional spines of each cell */
    double *row_time_s; /* [n_exc], story time up to which the row's spines were moved */

    /* presynaptic spikes whose calcium is still to come */
    uint16_t *ca_list; /* [MODEL_CA_RING][n_exc] */

    /* in view */
    uint32_t n_view;
    struct model_cell_view *view;
    int16_t *view_of;                /* [n], index into view or -1 */
    float *view_rate;                /* [n_view] */
    uint16_t *view_count;            /* [n_view], spikes in the present bin */
    struct model_spike_view *spikes; /* ago_ms holds the step until it is taken */
    uint64_t *spike_step;
    uint32_t n_spikes, spikes_dropped;
    uint32_t max_links;
};

static inline void model_did(const struct model *model, enum model_work work)
{
    if (model->watch.did)
        model->watch.did(model->watch.context, work);
}

/* Whether calcium is followed on the dendrites of this cell. */
static inline bool model_measured(uint32_t cell)
{
    return cell % 4 == 1;
}

/* Group of a cell by its place: 0 outside all places. */
static inline uint32_t model_group(int8_t place)
{
    return (uint32_t)(place + 1);
}

/* Joins the circuit to the wires and weights of the model's own network, in place of any before. */
void model_wire(struct model *model);

/* Whether the path has been worn in and nothing has moved since. */
bool model_just_worn(const struct model *model);

/* Spiking: runs `steps` steps, with slow steps where they fall due. */
void spiking_run(struct model *model, uint32_t steps, double slow_per_step);

/* One slow step: everything that the last SLOW_STEP_MS of spiking and slow_s of story time
 * change: averages, drug, cascade, efficacies, weights, spines, scaling. */
void slow_step(struct model *model, double slow_s);

/* Weights of one live contact from its stage and efficacy; and those of all. */
void slow_weigh(struct model *model, uint32_t contact);
void slow_weigh_all(struct model *model);

/* Lets what marks used ways follow their use for slow_s. */
void spines_tag(struct model *model, double slow_s);

/* Births, ripening and deaths of the spines whose turn it is. */
void spines_step(struct model *model);

/* Moves all of them to the present, before something changes that the time so far knew nothing of. */
void spines_settle(struct model *model);

/* Sets b0 so that births balance deaths as things are, and takes each cell's spines as its
 * rest. */
void spines_balance(struct model *model);

/* Expected deaths an hour of all functional spines at their present efficacy. */
double spines_deaths_per_hour(const struct model *model);

#endif
