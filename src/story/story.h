/* The story: which chapter it is, which clock runs, what the model is told and when.
 *
 * One tick of screen time asks the model for a little spiking and a stretch of slow time, by
 * the clock in force. Chapters end when the model's state says so (or after a longest time),
 * never by a script of pictures. The same ticks and actions give the same story.
 */
#ifndef SNOWMELT_STORY_STORY_H
#define SNOWMELT_STORY_STORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "model/model.h"
#include "story/scenario.h"

enum story_treatment {
    STORY_SALINE,
    STORY_SSRI,
    STORY_KETAMINE,
    STORY_KETAMINE_THERAPY,
    STORY_THERAPY,
    STORY_KETAMINE_AMPA_BLOCK,
    STORY_KETAMINE_MTOR_BLOCK,
    STORY_TREATMENTS
};

/* Name as on the command line ("ketamine+therapy"). */
const char *story_treatment_name(enum story_treatment treatment);
/* False if the name is unknown. */
bool story_treatment_find(const char *name, enum story_treatment *treatment);

enum story_phase {
    STORY_WEARING_IN, /* the loop is being walked until it is worn */
    STORY_RIGID,      /* the same walk again and again */
    STORY_DOSE,       /* the infusion runs: the path loosens */
    STORY_CASCADE,    /* glutamate, AMPA, BDNF, mTORC1 */
    STORY_GROWTH,     /* new spines, to a day after */
    STORY_PRACTICE,   /* days: a new path is practised (or the days just pass) */
    STORY_LASTING,    /* weeks: what was used stays, what was not fades */
    STORY_PHASES
};

enum story_clock { STORY_CLOCK_SPIKES, STORY_CLOCK_HOURS, STORY_CLOCK_DAYS };

struct story_options {
    const struct scenario *scenario; /* must outlive the story */
    enum story_treatment treatment;
    uint64_t seed;
    bool automatic; /* the dose comes by itself after the rigid chapter (tour, record) */
    /* Size of the network; 0: the model's own defaults. Small ones are for tests. */
    uint32_t cells_per_place, n_exc, n_inh;
};

enum story_action {
    STORY_DO_DOSE,    /* kept until the path is worn in; ignored while an infusion is running, or
                         for as long after another route */
    STORY_DO_PAUSE,   /* toggles; a dose asked for meanwhile is given afterwards */
    STORY_DO_RESTART, /* as it was created, whatever was chosen since; story_model() changes, and
                         snapshot buffers made for the old model fit the new one */
    STORY_DO_FASTER,
    STORY_DO_SLOWER,
    STORY_DO_SET_DOSE,  /* what the next dose holds and how it is given; 0 mg/kg is salt water */
    STORY_DO_THERAPY,   /* sessions by the plan from now on, or none; where the arm knows both */
    STORY_DO_STIMULATE, /* calls one place to mind for about a visit */
    STORY_DO_PRACTISE,  /* walks a way now, for one session, and in the sessions to come */
    STORY_DO_HOLD,      /* stays where it is: cells go on firing, in slow motion, and story time
                           passes no faster than that; a session that runs is finished first */
    STORY_DO_GO_ON,     /* ends that */
    STORY_ACTIONS
};

enum { STORY_MAX_STEPS = 16 };

/* A walk over places, by index. */
struct story_way {
    uint8_t n_steps, steps[STORY_MAX_STEPS];
};

/* Something asked of the story; fields that an action has no use for are ignored. */
struct story_wish {
    enum story_action action;
    uint8_t place;          /* STIMULATE */
    struct story_way way;   /* PRACTISE: 2 steps at least, never twice the same in a row */
    enum model_route route; /* SET_DOSE */
    float dose_mg_kg;       /* SET_DOSE: 0 .. STORY_MOST_MG_KG */
};

/* As much as was ever given as an antidepressant by infusion (Fava et al. 2020: 0.1 to 1.0). */
#define STORY_MOST_MG_KG 1.0f

/* One point of the record of the story so far; plots are drawn from these. */
struct story_point {
    float screen_s; /* screen time since the story began, not counting pauses */
    float story_h;  /* story time since the (first) dose, hours; before it, negative */
    float rigidity, new_synapses, occupancy, glutamate, bdnf, spine_density;
    uint8_t phase; /* enum story_phase */
};

enum { STORY_MAX_POINTS = 2048 }; /* past that every second point is dropped, and so on */

struct story_view {
    enum story_phase phase;
    const char *phase_title; /* static text */
    const char *caption;     /* static or of the scenario: one sentence, plain */
    const char *source;      /* static text: authors and year */
    const char *science;     /* static text: the same again for whoever wants to know more */
    float wear_in;           /* 0..1 while STORY_WEARING_IN, then 1 */
    enum story_clock clock;
    double spike_rate;   /* biological seconds a screen second; 0 while paused */
    double slow_rate;    /* story seconds a screen second; 0 while paused */
    /* What is told of the clock, in story seconds a screen second, paused or not; 0: the story has
     * not begun. Where days and the practice between them take turns every few seconds, both are
     * told all along. */
    double told_rate, told_practice_rate; /* the second one 0: none */
    bool paused;
    bool held;   /* see STORY_DO_HOLD */
    float speed; /* 1 = as the chapter wants it; 0.25 .. 4. Spiking is never run
                    faster than it would live, so that faster stays affordable */
    enum story_treatment treatment;
    float dose_mg_kg;  /* given so far, summed */
    float next_mg_kg;  /* what the next dose holds, where the treatment is one with ketamine */
    enum model_route route; /* and how it is given */
    bool dose_running; /* an infusion is running now */
    float story_h;     /* since the first dose, hours; negative before any */
    float screen_s;
    bool practising;      /* a session runs now */
    struct story_way way; /* what it walks, or the next one will */
    int way_path;         /* which path of the scenario that is; -1: drawn by hand */
    int stimulated;       /* place called to mind now, -1 none */
    bool ended;     /* the last chapter has played; the model goes on */
    uint32_t n_points;
    struct story_point points[STORY_MAX_POINTS];
};

struct story;

/* NULL on error. The story owns its model. */
struct story *story_create(const struct story_options *options, struct error *error);
void story_destroy(struct story *story);

/* Advances by dt_s of screen time (a fixed tick, for the same result everywhere). While the
 * phase is STORY_WEARING_IN one call runs one slice of model_wear_in() instead. Now and then
 * the story looks at the model before it moves it: take your own snapshot after every tick,
 * or the spikes since the last one are missing from it. */
void story_tick(struct story *story, double dt_s);

/* Puts a story that has just been created where wearing in ends, from what model_store() gave: from
 * there on it is the story that went all the way. False, with nothing changed, as model_restore(). */
bool story_begin_worn(struct story *story, const void *bytes, size_t size);

/* False where it has no effect: not known to the treatment, out of bounds, or before the path is
 * worn in. */
bool story_ask(struct story *story, const struct story_wish *wish);
/* The same for what needs no more than its name. */
bool story_do(struct story *story, enum story_action action);

/* Another story in the same state and with the same future; the caller's. NULL when out of
 * memory. */
struct story *story_copy(const struct story *story);
/* Puts `story` into the state of `from`, which it takes over. Both must come of one
 * story_create(). */
void story_become(struct story *story, struct story *from);

/* What is told now. The pointer stays the same for the life of the story; what it points to
 * changes with story_tick() and story_do(). */
const struct story_view *story_view(const struct story *story);

struct model *story_model(struct story *story);

/* FNV-1a over model and story state. */
uint64_t story_state_hash(const struct story *story);

#endif
