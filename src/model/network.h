/* The wiring: who contacts whom.
 *
 * Excitatory-to-excitatory contacts are those an axon and a dendrite could make because they
 * lie within reach (potential contacts). A row per presynaptic cell holds them: first those
 * that are live synapses, then those that are free. A birth or a death swaps one contact over
 * that border, here and in the matching list of the postsynaptic cell, so it costs the same
 * however large the network is. The other kinds of connection are fixed.
 */
#ifndef SNOWMELT_MODEL_NETWORK_H
#define SNOWMELT_MODEL_NETWORK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "model/model.h"
#include "model/wires.h"

/* What the plasticity of one live contact remembers. Calcium is followed on the dendrites of one
 * cell in four only (model_measured()): the rest share the statistics of their group. */
struct contact_state {
    float calcium;          /* at step `touched` */
    uint32_t touched;       /* step of the last event */
    float above_p, above_d; /* ms above the thresholds since the last slow step */
    float rho;              /* efficacy, 0..1 */
};

struct network {
    uint32_t n_exc, n_inh, n_places;
    int8_t *place;        /* [n_exc + n_inh], -1 none */
    uint8_t *region;      /* [n_exc + n_inh] */
    float (*position)[3]; /* mm */

    /* excitatory to excitatory: entries of `contact`, [contact.size] */
    struct wires contact;
    uint8_t *stage;       /* enum model_stage, of live ones */
    float *w_ampa, *w_nmda; /* conductance at full receptors, nS; 0 when not live */
    struct contact_state *state;
    uint64_t *id;         /* 0 when not live */
    float *age_h;         /* story hours since birth */
    uint32_t *in_at;      /* where the contact stands in its postsynaptic list */
    uint32_t *column;     /* [n_exc + 1], first entry of each postsynaptic list */
    uint32_t *column_live;/* [n_exc] */
    uint32_t *in;         /* contact numbers, list by list; live ones first */
    uint32_t *pre_of;     /* presynaptic cell of each contact */
    uint64_t next_id;
    uint32_t live;        /* all live contacts */
    uint32_t staged[4];   /* of these, by stage */

    /* the rest is fixed */
    struct wires exc_inh, inh_exc, inh_inh;
    uint32_t shift;       /* of all wires */
};

/* Draws the wiring for a checked config; shift is that of the cells' ring. False when out of
 * memory; network_destroy() in any case. */
bool network_create(struct network *net, const struct model_config *config, uint32_t shift,
                    uint64_t *random);
void network_destroy(struct network *net);

/* A new synapse on a free contact: a filopodium with the given efficacy. Contact numbers move:
 * returns where the contact stands now. */
uint32_t network_birth(struct network *net, uint32_t contact, float rho, uint32_t step);
/* The end of a live one; the contact is free again. Another contact may take its number. */
void network_death(struct network *net, uint32_t contact);
void network_set_stage(struct network *net, uint32_t contact, enum model_stage stage);

/* Postsynaptic cell of a contact. */
static inline uint32_t network_post(const struct network *net, uint32_t contact)
{
    return net->contact.at[contact] & ((1u << net->shift) - 1u);
}

/* Past the last live contact of a cell's row. */
static inline uint32_t network_border(const struct network *net, uint32_t cell)
{
    return net->contact.row[cell] + net->contact.live[cell];
}

/* Whether the wiring holds together; see model_check(). */
bool network_check(const struct network *net, struct error *error);

#endif
