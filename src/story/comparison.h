/* A comparison: one network, worn in once and copied, under two to four treatments, all given at
 * the same moment and carried on by one clock. Pure.
 *
 * What is due in a tick hangs on the clock alone, never on an arm, so that every arm passes the
 * same spiking and the same story time, and arms can run at once: comparison_begin_tick() says
 * what is due, comparison_run() has one arm do it, comparison_end_tick() takes the measures.
 */
#ifndef SNOWMELT_STORY_COMPARISON_H
#define SNOWMELT_STORY_COMPARISON_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "story/scenario.h"
#include "story/story.h"

enum { COMPARISON_LEAST = 2, COMPARISON_MOST = 4, COMPARISON_POINTS = 1024 };

/* Eight weeks, hours. */
#define COMPARISON_END_H (56.0f * 24.0f)

struct comparison_options {
    const struct scenario *scenario; /* must outlive the comparison */
    uint64_t seed;
    unsigned n_arms;
    enum story_treatment arms[COMPARISON_MOST];
    /* The network of that scenario and seed just worn in, of which a copy is taken; NULL: one is made
     * and worn in. The same comes of it. */
    const struct model *worn;
    /* Size of one that is made; 0: the model's own defaults. Small ones are for tests. */
    uint32_t cells_per_place, n_exc, n_inh;
};

/* The usual four. */
void comparison_usual_arms(struct comparison_options *options);

enum comparison_stretch {
    COMPARISON_WEARING_IN,
    COMPARISON_BEFORE, /* worn in and copied, nothing given yet: all arms are equal */
    COMPARISON_DOSE,   /* the first hour */
    COMPARISON_HOURS,
    COMPARISON_DAY,
    COMPARISON_DAYS,
    COMPARISON_WEEKS,
    COMPARISON_ENDED, /* eight weeks are over; cells go on firing, slowly */
    COMPARISON_STRETCHES
};

/* Of one arm. The walk's measures are of its last visits (WALK_MEMORY), ratios to its rest. */
struct comparison_measure {
    float rigidity, path_share, new_synapses, spine_density;
};

struct comparison_point {
    float hours; /* since the dose; before it, negative */
    struct comparison_measure arm[COMPARISON_MOST];
};

struct comparison_view {
    unsigned n_arms;
    enum story_treatment arms[COMPARISON_MOST];
    enum comparison_stretch stretch;
    float wear_in;   /* 0..1 while COMPARISON_WEARING_IN, then 1 */
    float hours;     /* since the dose; before it, negative */
    bool practising; /* a session runs: the clock is slow for all arms alike */
    bool paused;
    float speed;          /* 0.25 .. 4 */
    double slow_rate;     /* story seconds a screen second, paused or not, but for practice: */
    double practice_rate; /* in its sessions, in the days that have some; else 0 */
    const char *caption;  /* static text, one plain sentence */
    const char *source;   /* static text: authors and year, and what is not settled */
    bool lacks_memory;    /* there was none for the copies: it goes no further */
    struct comparison_measure now[COMPARISON_MOST];
    uint32_t n_points;
    struct comparison_point points[COMPARISON_POINTS]; /* from the worn path on */
};

enum comparison_action {
    COMPARISON_PAUSE, /* toggles */
    COMPARISON_FASTER,
    COMPARISON_SLOWER,
    COMPARISON_RESTART /* from the worn path again, which is kept */
};

struct comparison;

/* NULL on error. */
struct comparison *comparison_create(const struct comparison_options *options, struct error *error);
void comparison_destroy(struct comparison *comparison);

/* One tick of dt_s screen time, arm after arm. While it wears in, one slice of that instead. */
void comparison_tick(struct comparison *comparison, double dt_s);

/* The same in parts. Between the first and the last each arm is to be run once, by any thread,
 * several arms at once if need be. False when no arm has anything to do. */
bool comparison_begin_tick(struct comparison *comparison, double dt_s);
void comparison_run(struct comparison *comparison, unsigned arm);
void comparison_end_tick(struct comparison *comparison);

/* Between ticks. False where it has no effect. */
bool comparison_do(struct comparison *comparison, enum comparison_action action);

/* Stays where it is for the life of the comparison. */
const struct comparison_view *comparison_view(const struct comparison *comparison);

/* Of one arm; before there are any, the one network that is worn in. It changes when the path is
 * worn in and with a restart; snapshot buffers made for one fit the others. */
struct model *comparison_model(struct comparison *comparison, unsigned arm);

/* FNV-1a over clock and arms. */
uint64_t comparison_state_hash(const struct comparison *comparison);

/* Rigidity of the path in so many networks of seeds of their own, each under the same treatment: what
 * was measured and recorded, to hold the one that runs against. False where nothing was measured at
 * that time. */
enum { COMPARISON_NETWORKS = 12 };
struct comparison_spread {
    float mean, deviation; /* the standard one, from network to network */
};
bool comparison_spread(enum story_treatment treatment, float hours, struct comparison_spread *spread);

/* Words for an arm, static text: over its pane, and short, beside its curve. */
const char *comparison_title(enum story_treatment treatment);
const char *comparison_label(enum story_treatment treatment);

#endif
