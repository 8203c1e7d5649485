/* Synapses in view, as they grow, stand and let go on the screen. Internal to scene/.
 *
 * What the model says is taken in at once; what is drawn follows it with bounded speed, so
 * nothing pops. State is kept by link id; taking in a snapshot costs one walk over both lists.
 */
#ifndef SNOWMELT_SCENE_LINKS_H
#define SNOWMELT_SCENE_LINKS_H

#include <stdbool.h>
#include <stdint.h>

#include "model/snapshot.h"
#include "scene/arbours.h"
#include "scene/palette.h"
#include "scene/plan.h"
#include "scene/ways.h"

enum link_kind {
    LINK_WORN,    /* along the trodden loop */
    LINK_WAY,     /* along another way that the scenario names */
    LINK_CHANCE,  /* between two places, but along no named way */
    LINK_WITHIN,  /* inside one place */
    LINK_OUTSIDE  /* from or to a cell that is in no place */
};

struct link {
    uint64_t id;
    uint16_t pre, post;
    uint8_t stage, kind;  /* enum model_stage, enum link_kind */
    bool fresh, letting_go;
    float hash;           /* 0..1, decides which of a kind are drawn */
    float growth;         /* part of the curve that is grown, 0..1 */
    float life;           /* 1 alive; falls to 0 while letting go */
    float body;           /* thickness by stage, 0..1, smoothed */
    float teal;           /* freshness, 0..1, smoothed */
    float efficacy;       /* smoothed */
    float efficacy_to;
    float rested_s;       /* screen time since a pulse left on it */
};

enum { LINKS_OUT = 4 };

/* Part of its curve that the axon of a filopodium has come. */
#define LINKS_REACH 0.62f

/* struct link's body by enum model_stage. */
extern const float LINKS_BODY[];

struct links {
    struct link *link, *spare; /* sorted by id; spare is the other half of the merge */
    uint32_t n, max;
    /* Of each cell: its strongest drawn links to other places, UINT32_MAX none; good from
     * links_observe() to the next links_animate(). */
    uint32_t (*out)[LINKS_OUT];
    uint32_t max_cells;
    float spared;                    /* 0..1: how little room minor kinds may use */
    float keep, keep_to;             /* how much of the minor kinds is drawn, 0..1 */
    float keep_fresh, keep_fresh_to; /* how much of what is new and along no way */
    double sway_s;
    const struct arbours *arbours; /* whose dendrites contacts sit on; NULL: none are known */
    bool settled;
};

void links_destroy(struct links *links);

/* False when memory ran out; then the state stays as it was. Freshness is shown only where
 * `tell_new`. */
bool links_observe(struct links *links, const struct ways *ways,
                   const struct model_snapshot *snapshot, bool tell_new);
/* Growth takes at least 1.5 s of screen time, and so does letting go; `slow` makes both
 * slower still and stills the sway. */
void links_animate(struct links *links, float dt_s, bool slow);

/* How much of a link is to be seen, 0..1. */
float links_shown(const struct links *links, const struct link *link);

/* Where it meets the dendrite, and how far it has come to be a synapse there. */
struct contact {
    float shaft[3], tip[3]; /* of the spine, at its dendrite and at its head; mm */
    float out[3];           /* unit, from shaft to tip where the tip does not feel about */
    float head;             /* radius, mm; 0 for a filopodium */
    float touch;            /* 0 the axon is not there yet .. 1 it is */
    float life;             /* 1 .. 0 all gone */
};

void links_contact(const struct links *links, const struct link *link,
                   const struct model_cell_view *cells, struct contact *contact);

/* The one of that id that is not letting go; NULL: none. */
const struct link *links_find(const struct links *links, uint64_t id);

/* How many reach a cell and how many leave it, of those that are not letting go; and the strongest
 * that leaves, or else that reaches it, where there is any. */
void links_count(const struct links *links, uint32_t cell, uint32_t *in, uint32_t *out,
                 uint64_t *strongest);

/* Its curve from soma to contact. */
void links_curve(const struct links *links, const struct ways *ways, const struct link *link,
                 const struct model_cell_view *cells, float p[4][3]);

/* The drawn one that is nearest to a point of the picture last drawn, px; NULL when all are
 * farther than `reach`. */
const struct link *links_nearest(const struct links *links, const struct ways *ways,
                                 const struct model_cell_view *cells, uint32_t n_cells,
                                 const struct plan *plan, float x, float y, float reach);

/* Its colour, linear, at brightness 1. */
struct link_inks {
    float path[3], fresh[3], rest[3];
};

void links_inks(struct link_inks *inks, const struct palette *palette);
void links_colour(const struct link *link, const struct link_inks *inks, float colour[3]);

void links_draw(const struct links *links, const struct ways *ways,
                const struct model_cell_view *cells, uint32_t n_cells, float occupancy,
                const struct palette *palette, struct plan *plan);

#endif
