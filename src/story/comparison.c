#include "story/comparison.h"

#include <stdlib.h>
#include <string.h>

#include "story/comparison_words.h"
#include "story/practice.h"
#include "story/treatment.h"

static const double HOUR_S = 3600.0, DAY_S = 86400.0;
/* Slack for sums of floating-point pieces: an edge nearer than this has been reached. */
static const double SLOW_SLACK_S = 1e-3, SPIKE_SLACK_S = 1e-9, SCREEN_SLACK_S = 1e-9;
static const double POINT_S = 0.25; /* screen time between two points of the record, at first */
static const float SPEED_LEAST = 0.25f, SPEED_MOST = 4.0f;

/* Spiking that all arms share before anything is given, s. */
static const double BEFORE_S = 3.0;

/* How fast the clock runs up to which moment: at speed 1 about 106 s for eight weeks, of which 24
 * are sessions of practice where there are any. */
static const struct {
    double until_s;     /* since the dose */
    double spike_per_s; /* biological seconds a screen second */
    double slow_per_s;  /* story seconds a screen second */
} PACES[COMPARISON_STRETCHES] = {
    /* Plain simulation: slow enough to see that all do the same. */
    [COMPARISON_BEFORE] = {0.0, 0.5, 0.5},
    /* An infusion of 40 min and its peak. */
    [COMPARISON_DOSE] = {3600.0, 1.0, 240.0},
    [COMPARISON_HOURS] = {4.0 * 3600.0, 1.0, 1200.0},
    [COMPARISON_DAY] = {24.0 * 3600.0, 1.0, 5400.0},
    [COMPARISON_DAYS] = {14.0 * 86400.0, 1.0, 64800.0},
    [COMPARISON_WEEKS] = {56.0 * 86400.0, 1.0, 151200.0},
    [COMPARISON_ENDED] = {0.0, 0.5, 0.5},
};

/* What every arm does next, in this order: what is due at its start, then so much time. */
struct piece {
    bool give, lift;
    int cue; /* place called to mind in the arms that practise, -1 none */
    double spike_s, slow_s;
};

/* A tick is cut where something is due; at the highest speed that is a handful of times. */
enum { MOST_PIECES = 24 };

struct arm {
    struct model *model;
    int cue;
};

struct comparison {
    struct comparison_options options;
    struct model *base; /* worn in; the arms are copies of it */
    struct arm arms[COMPARISON_MOST];
    struct comparison_view view;
    struct story_way way;
    bool practises, blocks; /* some arm does */
    double at_s;            /* since the dose */
    double screen_s;
    bool given, lifted, ended;
    unsigned session;       /* the next one */
    double session_spike_s; /* spiking in the running one; negative: none runs */
    double every_s, next_s; /* screen time between points; of the next one */
    struct piece pieces[MOST_PIECES];
    unsigned n_pieces;
};

void comparison_usual_arms(struct comparison_options *options)
{
    static const enum story_treatment USUAL[] = {STORY_SALINE, STORY_SSRI, STORY_KETAMINE,
                                                 STORY_KETAMINE_THERAPY};
    options->n_arms = sizeof USUAL / sizeof *USUAL;
    memcpy(options->arms, USUAL, sizeof USUAL);
}

static void say(struct comparison_view *view)
{
    struct comparison_words words = comparison_words(view);
    view->caption = words.caption;
    view->source = words.source;
}

static enum comparison_stretch stretch_at(double at_s)
{
    enum comparison_stretch stretch = COMPARISON_BEFORE;
    while (stretch < COMPARISON_ENDED && at_s >= PACES[stretch].until_s - SLOW_SLACK_S)
        stretch++;
    return stretch;
}

/* Spiking is never run faster than it would live, so that faster stays affordable. */
static void pace_of(const struct comparison_view *view, double *spike_per_s, double *slow_per_s)
{
    double speed = (double)view->speed;
    *spike_per_s = PACES[view->stretch].spike_per_s * speed;
    *spike_per_s = *spike_per_s < 1.0 ? *spike_per_s : 1.0;
    *slow_per_s = PACES[view->stretch].slow_per_s * speed;
    if (view->stretch == COMPARISON_BEFORE || view->stretch == COMPARISON_ENDED)
        *slow_per_s = *spike_per_s;
}

static void tell_clock(struct comparison *c)
{
    struct comparison_view *view = &c->view;
    double spike_per_s;
    view->stretch = stretch_at(c->at_s);
    view->hours = (float)(c->at_s / HOUR_S);
    view->practising = c->session_spike_s >= 0.0;
    pace_of(view, &spike_per_s, &view->slow_rate);
    bool sessions = c->practises && view->stretch == COMPARISON_DAYS;
    view->practice_rate = sessions ? spike_per_s * PRACTICE_SLOW_PER_SPIKE : 0.0;
    say(view);
}

/* The clock from the worn path on. */
static void begin(struct comparison *c)
{
    c->at_s = -BEFORE_S;
    c->screen_s = c->next_s = 0.0;
    c->every_s = POINT_S;
    c->given = c->lifted = c->ended = false;
    c->session = 0;
    c->session_spike_s = -1.0;
    c->view.n_points = 0;
    c->view.wear_in = 1.0f;
    memset(c->view.now, 0, sizeof c->view.now);
    tell_clock(c);
}

struct comparison *comparison_create(const struct comparison_options *options,
                                     struct error *error)
{
    struct comparison *c = calloc(1, sizeof *c);
    struct model_config config;
    if (!c) {
        error_set(error, ERROR_MEMORY, "out of memory for the comparison; close other programs");
        return NULL;
    }
    c->options = *options;
    scenario_model_config(options->scenario, &config);
    if (options->cells_per_place)
        config.cells_per_place = options->cells_per_place;
    if (options->n_exc)
        config.n_exc = options->n_exc;
    if (options->n_inh)
        config.n_inh = options->n_inh;
    c->base = model_create(&config, options->seed, error);
    if (!c->base) {
        comparison_destroy(c);
        return NULL;
    }
    c->way = practice_way(&options->scenario->paths[0]);
    c->view.n_arms = options->n_arms;
    c->view.speed = 1.0f;
    c->view.hours = (float)(-BEFORE_S / HOUR_S);
    for (unsigned a = 0; a < options->n_arms; a++) {
        c->view.arms[a] = options->arms[a];
        c->practises = c->practises || treatment_has_practice(options->arms[a]);
        c->blocks = c->blocks || treatment_is_blocked(options->arms[a]);
    }
    say(&c->view);
    return c;
}

void comparison_destroy(struct comparison *c)
{
    if (!c)
        return;
    for (unsigned a = 0; a < COMPARISON_MOST; a++)
        model_destroy(c->arms[a].model);
    model_destroy(c->base);
    free(c);
}

/* Every arm a copy of the worn network. False, and all stays as it is, without the memory. */
static bool copy_arms(struct comparison *c)
{
    struct model *copies[COMPARISON_MOST] = {NULL};
    bool good = true;
    for (unsigned a = 0; a < c->view.n_arms; a++) {
        copies[a] = model_copy(c->base);
        good = good && copies[a];
    }
    for (unsigned a = 0; a < c->view.n_arms; a++) {
        model_destroy(good ? c->arms[a].model : copies[a]);
        if (good)
            c->arms[a] = (struct arm){copies[a], -1};
    }
    return good;
}

static void wear_in(struct comparison *c)
{
    struct comparison_view *view = &c->view;
    float worn = model_wear_in(c->base);
    if (worn < 1.0f) {
        view->wear_in = worn;
        return;
    }
    if (copy_arms(c))
        begin(c);
    else
        view->lacks_memory = true;
}

/* Notes in the piece what is due at its start, and moves the sessions on. */
static void follow(struct comparison *c, struct piece *piece)
{
    double session_s = practice_session_s(&c->way);
    piece->give = !c->given && c->at_s >= -SLOW_SLACK_S;
    c->given = c->given || piece->give;
    piece->lift =
        c->blocks && !c->lifted && c->at_s >= TREATMENT_BLOCK_H * HOUR_S - SLOW_SLACK_S;
    c->lifted = c->lifted || piece->lift;
    if (c->session_spike_s >= session_s - SPIKE_SLACK_S) {
        c->session_spike_s = -1.0;
        c->session++;
    }
    if (c->practises && c->session_spike_s < 0.0 && c->session < PRACTICE_SESSIONS &&
        c->at_s >= PRACTICE_DAYS[c->session] * DAY_S - SLOW_SLACK_S)
        c->session_spike_s = 0.0;
}

/* Story time up to the next moment at which something changes, s; negative where nothing does. */
static double to_next_stop(const struct comparison *c)
{
    enum comparison_stretch stretch = stretch_at(c->at_s);
    if (stretch == COMPARISON_ENDED)
        return -1.0;
    double stop_s = PACES[stretch].until_s;
    if (c->practises && c->session_spike_s < 0.0 && c->session < PRACTICE_SESSIONS &&
        PRACTICE_DAYS[c->session] * DAY_S < stop_s)
        stop_s = PRACTICE_DAYS[c->session] * DAY_S;
    double lift_s = TREATMENT_BLOCK_H * HOUR_S;
    if (c->blocks && !c->lifted && lift_s < stop_s)
        stop_s = lift_s;
    return stop_s - c->at_s;
}

/* One piece of at most left_s of screen time; returns how long it is. */
static double cut_piece(struct comparison *c, double left_s, struct piece *piece)
{
    double spike_per_s, slow_per_s, piece_s = left_s;
    *piece = (struct piece){.cue = -1};
    follow(c, piece);
    c->view.stretch = stretch_at(c->at_s);
    pace_of(&c->view, &spike_per_s, &slow_per_s);
    if (c->session_spike_s >= 0.0)
        slow_per_s = spike_per_s * PRACTICE_SLOW_PER_SPIKE;
    double stop_s = to_next_stop(c) / slow_per_s;
    if (stop_s > 0.0 && stop_s < piece_s)
        piece_s = stop_s;
    if (c->session_spike_s >= 0.0) {
        double until_s;
        piece->cue = practice_cue(&c->way, c->session_spike_s, &until_s);
        double cue_s = (until_s - c->session_spike_s) / spike_per_s;
        piece_s = cue_s > 0.0 && cue_s < piece_s ? cue_s : piece_s;
    }
    piece_s = piece_s > SCREEN_SLACK_S ? piece_s : SCREEN_SLACK_S;
    piece->spike_s = piece_s * spike_per_s;
    piece->slow_s = piece_s * slow_per_s;
    c->at_s += piece->slow_s;
    if (c->session_spike_s >= 0.0)
        c->session_spike_s += piece->spike_s;
    return piece_s;
}

bool comparison_begin_tick(struct comparison *c, double dt_s)
{
    c->n_pieces = 0;
    if (c->view.paused || c->view.lacks_memory)
        return false;
    if (!c->arms[0].model) {
        wear_in(c);
        return false;
    }
    double left_s = dt_s;
    while (left_s > SCREEN_SLACK_S && c->n_pieces < MOST_PIECES)
        left_s -= cut_piece(c, left_s, &c->pieces[c->n_pieces++]);
    c->screen_s += dt_s;
    return true;
}

void comparison_run(struct comparison *c, unsigned a)
{
    struct arm *arm = &c->arms[a];
    enum story_treatment treatment = c->view.arms[a];
    bool practises = treatment_has_practice(treatment);
    for (unsigned i = 0; i < c->n_pieces; i++) {
        const struct piece *piece = &c->pieces[i];
        int cue = practises ? piece->cue : -1;
        if (piece->give)
            treatment_give(arm->model, treatment, &TREATMENT_INFUSION);
        if (piece->lift)
            treatment_lift_blocks(arm->model);
        if (cue != arm->cue)
            model_cue(arm->model, cue);
        arm->cue = cue;
        model_advance(arm->model, piece->spike_s * 1000.0, piece->slow_s);
    }
}

static void measure(struct comparison *c)
{
    for (unsigned a = 0; a < c->view.n_arms; a++) {
        struct model_observables now;
        model_observe(c->arms[a].model, &now);
        /* Before the dose `new` counts from the start of the network: no number to show here. */
        c->view.now[a] = (struct comparison_measure){
            .rigidity = now.rigidity,
            .path_share = now.loop_share,
            .new_synapses = c->given ? (float)now.new_synapses : 0.0f,
            .spine_density = now.spine_density,
        };
    }
}

/* When there is no more room every second point is dropped. */
static void add_point(struct comparison *c)
{
    struct comparison_view *view = &c->view;
    if (view->n_points == COMPARISON_POINTS) {
        for (uint32_t i = 0; i < COMPARISON_POINTS / 2; i++)
            view->points[i] = view->points[2 * i];
        view->n_points = COMPARISON_POINTS / 2;
        c->every_s *= 2.0;
    }
    struct comparison_point *point = &view->points[view->n_points++];
    point->hours = (float)(c->at_s / HOUR_S);
    memcpy(point->arm, view->now, sizeof point->arm);
    c->next_s = c->screen_s + c->every_s;
}

void comparison_end_tick(struct comparison *c)
{
    bool ended = c->ended;
    tell_clock(c);
    measure(c);
    c->ended = c->view.stretch == COMPARISON_ENDED;
    if (!ended && c->screen_s >= c->next_s - SCREEN_SLACK_S)
        add_point(c);
}

void comparison_tick(struct comparison *c, double dt_s)
{
    if (!comparison_begin_tick(c, dt_s))
        return;
    for (unsigned a = 0; a < c->view.n_arms; a++)
        comparison_run(c, a);
    comparison_end_tick(c);
}

static bool set_speed(struct comparison *c, float speed)
{
    float within = speed < SPEED_LEAST ? SPEED_LEAST : speed > SPEED_MOST ? SPEED_MOST : speed;
    bool other = within != c->view.speed;
    c->view.speed = within;
    if (c->arms[0].model)
        tell_clock(c);
    return other;
}

bool comparison_do(struct comparison *c, enum comparison_action action)
{
    switch (action) {
    case COMPARISON_PAUSE:
        c->view.paused = !c->view.paused;
        return true;
    case COMPARISON_FASTER:
        return set_speed(c, 2.0f * c->view.speed);
    case COMPARISON_SLOWER:
        return set_speed(c, 0.5f * c->view.speed);
    case COMPARISON_RESTART:
        if (!c->arms[0].model || !copy_arms(c))
            return false;
        begin(c);
        return true;
    }
    return false;
}

const struct comparison_view *comparison_view(const struct comparison *c)
{
    return &c->view;
}

struct model *comparison_model(struct comparison *c, unsigned arm)
{
    return c->arms[arm].model ? c->arms[arm].model : c->base;
}

static uint64_t hash_more(uint64_t hash, const void *bytes, size_t size)
{
    const uint8_t *byte = bytes;
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ byte[i]) * 0x100000001b3ULL;
    return hash;
}

uint64_t comparison_state_hash(const struct comparison *c)
{
    uint64_t hash = 0xcbf29ce484222325ULL;
    for (unsigned a = 0; a < c->view.n_arms; a++) {
        uint64_t model = model_state_hash(c->arms[a].model ? c->arms[a].model : c->base);
        hash = hash_more(hash, &model, sizeof model);
    }
    const double clock[] = {c->at_s, c->session_spike_s, c->screen_s};
    const uint32_t counts[] = {c->session, c->given, c->lifted, c->view.n_points, c->view.paused};
    hash = hash_more(hash, clock, sizeof clock);
    return hash_more(hash, counts, sizeof counts);
}
