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

    /* excitatory to excitatory */
    uint32_t *row;        /* [n_exc + 1], first contact of each presynaptic cell */
    uint32_t *row_live;   /* [n_exc], live contacts at the head of the row */
    uint16_t *post;       /* [contacts] */
    uint8_t *delay;       /* steps */
    uint8_t *stage;       /* enum model_stage, of live ones */
    float *w_ampa, *w_nmda; /* conductance at full receptors, nS; 0 when not live */
    struct contact_state *state;
    uint64_t *id;         /* 0 when not live */
    float *age_h;         /* story hours since birth */
    uint32_t *in_at;      /* where the contact stands in its postsynaptic list */
    uint32_t contacts;
    uint32_t *column;     /* [n_exc + 1], first entry of each postsynaptic list */
    uint32_t *column_live;/* [n_exc] */
    uint32_t *in;         /* [contacts], contact numbers; live ones first */
    uint32_t *pre_of;     /* [contacts], presynaptic cell of each contact */
    uint64_t next_id;
    uint32_t live;        /* all live contacts */
    uint32_t staged[4];   /* of these, by stage */

    /* the rest, in compressed rows: excitatory to inhibitory, inhibitory to both */
    uint32_t *ei_row;     /* [n_exc + 1] */
    uint16_t *ei_post;    /* inhibitory cell, counted from 0 */
    uint8_t *ei_delay;
    uint32_t *i_row;      /* [n_inh + 1] */
    uint16_t *i_post;     /* any cell, excitatory first */
    uint8_t *i_delay;
    uint32_t ei_count, i_count;
};

/* Draws the wiring for a checked config. False when out of memory. */
bool network_create(struct network *net, const struct model_config *config, uint64_t *random);
void network_destroy(struct network *net);

/* A new synapse on a free contact: a filopodium with the given efficacy. Contact numbers move:
 * returns where the contact stands now. */
uint32_t network_birth(struct network *net, uint32_t contact, float rho, uint32_t step);
/* The end of a live one; the contact is free again. Another contact may take its number. */
void network_death(struct network *net, uint32_t contact);
void network_set_stage(struct network *net, uint32_t contact, enum model_stage stage);

/* Presynaptic cell of a contact. */
uint32_t network_pre(const struct network *net, uint32_t contact);

/* Whether the wiring holds together; see model_check(). */
bool network_check(const struct network *net, struct error *error);

#endif
