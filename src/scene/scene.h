/* From the state of the brain to what is drawn.
 *
 * Keeps the little it must remember between pictures (links that grow and let go, pulses on
 * their way, glow that fades, the camera) and fills a frame plan. Pure: no GPU, no clock; time
 * comes in as dt. Everything drawn follows from a snapshot.
 */
#ifndef SNOWMELT_SCENE_SCENE_H
#define SNOWMELT_SCENE_SCENE_H

#include <stdbool.h>

#include "base/error.h"
#include "model/snapshot.h"
#include "scene/palette.h"
#include "scene/plan.h"
#include "story/story.h"

struct scene;

/* Ways of looking at one and the same state. */
enum scene_view {
    SCENE_CIRCUIT,
    SCENE_SNOW,
    SCENE_FOREST,
    SCENE_SYNAPSE,
    SCENE_VIEWS,
    SCENE_GUIDED = SCENE_VIEWS /* to ask for: the one that suits the chapter ("tour") */
};

const char *scene_view_name(enum scene_view view);
/* False for a name that no view has. */
bool scene_view_find(const char *name, enum scene_view *view);

struct scene_options {
    bool reduced_motion; /* no camera drift, nothing sways or floats, slower fades */
    enum scene_view view; /* to begin with */
    enum palette_theme theme;
    enum palette_set palette;
};

/* NULL when out of memory. */
struct scene *scene_create(const struct scene_options *options, struct error *error);
void scene_destroy(struct scene *scene);

/* Takes in a new snapshot: spikes become pulses, births and deaths become growth and letting
 * go. Call once for each snapshot taken. */
void scene_observe(struct scene *scene, const struct model_snapshot *snapshot,
                   const struct story_view *view);

/* Moves pictures on by dt_s of screen time: pulses travel, glow fades, camera settles. */
void scene_animate(struct scene *scene, double dt_s);

/* How much of what is minor (links along no way, twigs, spines, flakes) is drawn, 0 the least .. 1
 * all there is room for; of the path and of ways nothing is left out. Meant to move slowly; what
 * goes fades. */
void scene_set_detail(struct scene *scene, float detail);

/* Fills the 3D part of the plan (begun by the caller) and the passes up to PLAN_PASS_TONE. */
void scene_draw(const struct scene *scene, struct plan *plan);

/* Camera. Angles in radians: a positive yaw turns the near side to the right, a positive pitch
 * lowers it. Pan in fractions of the picture's height, right and down: the picture follows the
 * pointer. Zoom as a factor of the distance, under 1 is nearer. All are damped targets, bounded
 * so that the network is never lost. */
void scene_orbit(struct scene *scene, float yaw, float pitch);
void scene_pan(struct scene *scene, float dx, float dy);
void scene_zoom(struct scene *scene, float factor);
void scene_camera_home(struct scene *scene);

/* Goes over to a view, in one continuous move. */
void scene_show(struct scene *scene, enum scene_view view);
/* The one shown, or on its way; never SCENE_GUIDED. */
enum scene_view scene_shown(const struct scene *scene);
/* Whether the chapter chooses it. */
bool scene_guided(const struct scene *scene);

/* Goes over to a theme, softly, as fast as so much light may change; what is on its way arrives
 * before it turns. */
void scene_set_theme(struct scene *scene, enum palette_theme theme);
/* Reduced motion, as in the options, from now on. */
void scene_set_calm(struct scene *scene, bool calm);
/* The one asked for last. */
enum palette_theme scene_theme(const struct scene *scene);
/* The same for the colours of meaning. */
void scene_set_palette(struct scene *scene, enum palette_set set);
enum palette_set scene_palette_set(const struct scene *scene);
/* The colours of the picture at this moment; they stay the scene's. */
const struct palette *scene_palette(const struct scene *scene);
/* Shows this synapse from near; false (and nothing changes) when there is none of that id. Where
 * none is chosen, the view chooses by itself. */
bool scene_choose_link(struct scene *scene, uint64_t id);

/* Parts of the synapse seen from near that have a name. */
enum scene_part {
    SCENE_NMDA, /* in the order in which they matter */
    SCENE_KETAMINE,
    SCENE_AMPA,
    SCENE_SPINE,
    SCENE_VESICLES,
    SCENE_GLUTAMATE,
    SCENE_MAGNESIUM,
    SCENE_BDNF,
    SCENE_PARTS
};

struct scene_anchor {
    float x, y;  /* px */
    float shown; /* 0..1: how much it is there */
};

/* Where the parts are in the picture last drawn; shown is 0 for what is out of sight. */
void scene_synapse_anchors(const struct scene *scene, const struct plan *plan,
                           struct scene_anchor anchors[SCENE_PARTS]);

/* What is seen from near, in numbers of the model. */
struct scene_synapse {
    uint64_t id;
    uint8_t stage;   /* enum model_stage */
    bool fresh, worn, letting_go;
    float efficacy, age_h;
    int ampa, ampa_most; /* receptors drawn, of as many at efficacy 1 */
    int nmda, blocked, magnesium; /* pores drawn; with ketamine, with magnesium in them */
    float occupancy, glutamate, bdnf;
};

/* How much of the close-up is in the picture, 0..1; 0 when no synapse is shown. */
float scene_synapse(const struct scene *scene, struct scene_synapse *out);

/* Where a place appears in the picture last drawn: x, y in px, false if out of sight or on the way
 * from one view to another. Used to anchor labels. */
bool scene_place_on_screen(const struct scene *scene, const struct plan *plan, unsigned place,
                           float *x, float *y);
/* Height above that point that is kept for who stands there and for the lamp beside it, px; 0
 * where nobody does. */
float scene_place_headroom(const struct scene *scene, const struct plan *plan, unsigned place);
/* The same for the upper edge of a region (model_cell_view's); false too if no cell lies in it. */
bool scene_region_on_screen(const struct scene *scene, const struct plan *plan, unsigned region,
                            float *x, float *y);

#endif
