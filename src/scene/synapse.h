/* One synapse seen from near: which one, and what it is made of at this moment.
 * Internal to scene/.
 *
 * Everything follows from the snapshot; what is drawn moves towards it with bounded speed. Lengths
 * are in units of SYNAPSE_MM about the contact: x to the right, y up to the sending cell, z to the
 * eye. Drawn far larger than life against the network, and the cleft wider than it is.
 *
 * Receptors are drawn as symbols. AMPA: SYNAPSE_AMPA symbols at efficacy 1, and of them the share
 * that the model's AMPA conductance of this synapse has of that; a large synapse holds a hundred
 * or more (Nusser et al. 1998; uncertain), so a symbol stands for about six. That they grow with
 * the head: Matsuzaki et al. 2001. NMDA: as many on every spine, one for about two (Nimchinsky et
 * al. 2004; uncertain), in the middle, with AMPA around (Kharazia & Weinberg 1997).
 */
#ifndef SNOWMELT_SCENE_SYNAPSE_H
#define SNOWMELT_SCENE_SYNAPSE_H

#include <stdbool.h>
#include <stdint.h>

#include "model/snapshot.h"
#include "scene/links.h"
#include "scene/palette.h"
#include "scene/plan.h"
#include "scene/scene.h"
#include "scene/ways.h"

#define SYNAPSE_MM 0.22f

enum { SYNAPSE_AMPA = 16, SYNAPSE_NMDA = 8, SYNAPSE_RELEASES = 4, SYNAPSE_DOCKED = 8 };

struct synapse_release {
    float age_s; /* of the vesicle's fusion */
    uint32_t salt;
    uint8_t docked; /* which of the vesicles at the membrane */
    uint8_t grains; /* of glutamate; follows its level */
    bool on;
};

/* A receptor on its way into the membrane, or out of it. */
struct synapse_ampa {
    float dock;   /* 0 in the dendrite .. 1 in its place */
    bool leaving; /* out along the membrane, no longer up the neck */
};

struct synapse_nmda {
    float plug; /* ketamine in the pore, 0..1 */
    float out;  /* magnesium has left, 0..1 */
    bool plug_to, out_to;
};

struct synapse {
    /* Which. */
    bool any, asked; /* one is chosen; by a person */
    bool wanted;     /* the view is on, or on its way */
    bool going;      /* leaves this one for another */
    bool next_any;
    uint64_t id, next;
    uint16_t pre, post;
    float contact[3];     /* mm */
    float aside;          /* the axon comes from the left (-1) or the right (1) */
    float presence;       /* how far the eye has come, 0..1, moves evenly */
    float stay_s, away_s; /* since it was chosen; since the last one was left */

    /* As the model has it. */
    uint8_t stage, kind;
    bool fresh, dying;
    float efficacy, ampa_to, age_h;
    float occupancy, glutamate, bdnf_level, relief_to;

    /* As it is drawn. */
    float life; /* 1 there; falls to 0 when it lets go */
    float gone_s;
    float spine;      /* 0 filopodium .. 1 spine */
    float ampa;       /* share of AMPA receptors, smoothed */
    float teal, worn; /* colour, smoothed */
    float bdnf, relief;
    float bound; /* glutamate at the receptors, 0..1 */
    int ampa_n, nmda_n, blocked_n;
    struct synapse_ampa receptor[SYNAPSE_AMPA];
    struct synapse_nmda channel[SYNAPSE_NMDA];
    uint8_t order[SYNAPSE_NMDA]; /* the first blocked_n are plugged */
    float swap_s;
    uint32_t swaps;
    struct synapse_release release[SYNAPSE_RELEASES];
    float pending_s;   /* since a spike that waits for its release; negative: none */
    float rested_s;    /* since the last release */
    uint32_t releases; /* so far, of this synapse */
    double time_s;
    float mark[SCENE_PARTS][3]; /* what labels point at, smoothed */
    float marked[SCENE_PARTS];  /* how much it is there, 0..1 */
};

void synapse_init(struct synapse *synapse, bool shown);
/* Other cells: nothing of the old network holds. */
void synapse_forget(struct synapse *synapse);

/* Takes in a snapshot, after the links have. Chooses by itself where nobody has: what has grown
 * since the dose, or a strong one of the trodden path. */
void synapse_observe(struct synapse *synapse, const struct links *links, const struct ways *ways,
                     const struct model_cell_view *cells, const struct model_snapshot *snapshot);
/* Goes to this one; false when there is none of that id. */
bool synapse_choose(struct synapse *synapse, const struct links *links, uint64_t id);
/* wanted: the view is on, or on its way. The eye takes 5 s to come or go; `calm` takes longer. */
void synapse_animate(struct synapse *synapse, float dt_s, bool calm, bool wanted);

/* How near the eye is, 0 the network .. 1 the contact. */
float synapse_near(const struct synapse *synapse);
/* How far it has arrived, 0..1: at 1 there is time for words. */
float synapse_shown(const struct synapse *synapse);
/* How much of it is drawn, 0..1: it is there to be seen as soon as it is large enough. */
float synapse_drawn(const struct synapse *synapse);

/* Where a part is in the picture of this plan; shown is 0 for what is out of sight. */
void synapse_anchor(const struct synapse *synapse, const struct plan *plan, enum scene_part part,
                    struct scene_anchor *anchor);

/* Its numbers, and how far it has arrived. */
float synapse_tell(const struct synapse *synapse, struct scene_synapse *out);

/* releases.c */
void releases_animate(struct synapse *synapse, float dt_s, bool calm);

/* receptors.c: symbols that come and go, magnesium and ketamine in the pores. */
/* Moves a count to a level, and not back and forth when that lies between two. */
int receptors_count(float exact, int now);
void receptors_settle(struct synapse *synapse);
void receptors_animate(struct synapse *synapse, float dt_s, bool calm);

/* synapse_shape.c: where things are, in units. */
float synapse_head(const struct synapse *synapse);   /* radius of the spine's head */
float synapse_top(const struct synapse *synapse);    /* height of its top */
float synapse_bouton(const struct synapse *synapse); /* radius of the bouton */
float synapse_away(const struct synapse *synapse);   /* how far the bouton has drawn back */
/* Height of the head's skin at r from its middle. */
float synapse_skin(const struct synapse *synapse, float r);
void synapse_ampa_at(const struct synapse *synapse, int i, float at[3]);
void synapse_nmda_at(const struct synapse *synapse, int i, float at[3]);
void synapse_docked_at(const struct synapse *synapse, int i, float at[3]);
void synapse_grain_at(const struct synapse *synapse, const struct synapse_release *release,
                      uint32_t grain, bool calm, float at[3], float *shown);
/* Where labels point, and whether it is there. */
void synapse_mark_at(const struct synapse *synapse, enum scene_part part, float at[3], bool *there);

/* synapse_draw.c */
void synapse_draw(const struct synapse *synapse, bool calm, const struct palette *palette,
                  struct plan *plan);

#endif
