/* The brain: spiking neurons, synapses that learn, spines that come and go, and the drug.
 *
 * Pure: no files, no clock, no printing, no global state. Time and randomness come in through
 * the calls; the same config, seed and calls give the same bytes. Nothing here allocates once
 * model_create() or model_copy() has made a model. A model is used from one thread at a time.
 */
#ifndef SNOWMELT_MODEL_MODEL_H
#define SNOWMELT_MODEL_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "model/snapshot.h"

struct model;

struct model_way_config {
    uint8_t from, to;
};

enum model_route { MODEL_ROUTE_INFUSION, MODEL_ROUTE_INTRAMUSCULAR, MODEL_ROUTE_INTRANASAL };

/* A dose of racemic ketamine. dose_mg_kg 0 is saline. */
struct model_dose {
    enum model_route route;
    float dose_mg_kg;
    float weight_kg;
    float minutes; /* of the infusion; ignored by the other routes */
};

/* Zero means default, but for places and the loop, which must be given. */
struct model_config {
    uint32_t n_places;
    float place_mm[MODEL_MAX_PLACES][3];
    uint8_t place_region[MODEL_MAX_PLACES];
    uint32_t n_loop;                       /* places of the trodden path, in walking order */
    uint8_t loop[MODEL_MAX_PLACES];
    uint32_t n_ways;                       /* other ways that exist but are weak */
    struct model_way_config ways[MODEL_MAX_WAYS];
    uint32_t cells_per_place;              /* default 160 */
    uint32_t n_exc;                        /* default 1600 */
    uint32_t n_inh;                        /* default 400 */
};

/* A model at rest, not yet worn in. Owned by the caller; free with model_destroy().
 * NULL on bad config or no memory, with *error filled. */
struct model *model_create(const struct model_config *config, uint64_t seed, struct error *error);
void model_destroy(struct model *model);

/* Another model in the same state and with the same future; the caller's, like the first. Any
 * number of threads may copy one model at once while nobody moves it. NULL when out of memory. */
struct model *model_copy(const struct model *model);

/* A model that has just been worn in, as bytes, so that a later start need not do it again: the
 * caller's, malloc'd, *size of them, the same for the same model. NULL when out of memory, or when
 * the model is not worn in or has moved since. */
void *model_store(const struct model *model, size_t *size);
/* Puts one that was created with the same config and seed into that state; its future is that of
 * the one stored. False, with `fresh` as it was, for bytes of another network or of another version
 * of the model, and for damaged ones. */
bool model_restore(struct model *fresh, const void *bytes, size_t size);
/* Tells networks and versions of the model apart: a name for their bytes. */
uint64_t model_key(const struct model *model);

/* Walks the loop under cues until plasticity has worn it in, then settles and takes the
 * baselines that the ratios refer to. One call does a slice of about 300 ms of spiking, so
 * that a picture can be kept alive; returns the progress 0..1, 1 when done. Must be done
 * before model_advance(). */
float model_wear_in(struct model *model);
enum { MODEL_WEAR_IN_CALLS = 340 }; /* until it is done */

/* Runs spike_ms of spiking (rounded to whole steps, the rest is carried over), while the slow
 * states (drug, cascade, efficacies, spines) move on by slow_s of story time, with the
 * statistics of the spiking seen lately (seamless multiscale stepping; E, Ren &
 * Vanden-Eijnden 2009). slow_s == spike_ms / 1000 is plain simulation, no skipping. */
void model_advance(struct model *model, double spike_ms, double slow_s);

/* Begins a dose now. Doses add up. Sets 'since the dose' counting anew. False, and nothing is
 * given, while as many infusions run as there is room for. */
bool model_dose(struct model *model, const struct model_dose *dose);

/* Practice: a weak current reminds the cells of one place; -1 for none. It never touches a
 * weight. */
void model_cue(struct model *model, int place);

/* From now on the way between two places counts as one that is drawn and told of, as those of the
 * config do. Changes nothing in what the model does. */
void model_name_way(struct model *model, uint8_t from, uint8_t to);

/* The measures of the walk (rigidity, loop_share, entropy_bits, the traffic of ways) count from
 * here on and forget nothing any more, for who measures a stretch; at first they follow the
 * visits of late. */
void model_walk_begin(struct model *model);

/* Blocks that controls use: of the signal that AMPA throughput gives to BDNF (as under NBQX; the
 * receptors themselves go on, so that there is still a walk to measure), and of mTORC1 (rapamycin).
 */
void model_block_ampa(struct model *model, bool blocked);
void model_block_mtor(struct model *model, bool blocked);

/* The Met allele of the BDNF gene: what activity releases is less (Egan et al. 2003; carriers
 * answered ketamine less in Laje et al. 2012). */
void model_val66met(struct model *model, bool has);

/* A slow serotonergic arm: on or off. */
void model_ssri(struct model *model, bool on);

/* Snapshot buffers, allocated once. NULL when out of memory. */
struct model_snapshot *model_snapshot_create(const struct model *model);
void model_snapshot_destroy(struct model_snapshot *snapshot);

/* Copies the state now; spikes are those since the previous take from this model. */
void model_snapshot_take(struct model *model, struct model_snapshot *snapshot);

/* The observables alone, without taking the spikes away. */
void model_observe(const struct model *m, struct model_observables *o);

/* FNV-1a 64 over every byte of dynamic state; equal hashes mean equal futures. */
uint64_t model_state_hash(const struct model *model);

/* Checks every invariant of the network (no dangling, no duplicate synapse, counts add up).
 * False with the first breach named in *error. Slow; for tests. */
bool model_check(const struct model *model, struct error *error);

#endif
