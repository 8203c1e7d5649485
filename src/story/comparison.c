#include "story/comparison.h"

#include <stdlib.h>
#include <string.h>

#include "story/comparison_clock.h"
#include "story/comparison_words.h"
#include "story/practice.h"
#include "story/treatment.h"

static const double HOUR_S = 3600.0, SCREEN_SLACK_S = 1e-9;
static const double POINT_S = 0.25; /* screen time between two points of the record, at first */
static const float SPEED_LEAST = 0.25f, SPEED_MOST = 4.0f;

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
    struct comparison_clock clock;
    double screen_s;
    bool ended;
    double every_s, next_s; /* screen time between points; of the next one */
    struct comparison_piece pieces[MOST_PIECES];
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

static void tell_clock(struct comparison *c)
{
    struct comparison_view *view = &c->view;
    double spike_per_s;
    view->stretch = comparison_clock_stretch(&c->clock);
    view->hours = (float)(c->clock.at_s / HOUR_S);
    view->practising = c->clock.session_spike_s >= 0.0;
    comparison_clock_pace(view->stretch, (double)view->speed, &spike_per_s, &view->slow_rate);
    bool sessions = c->clock.practises && view->stretch == COMPARISON_DAYS;
    view->practice_rate = sessions ? spike_per_s * PRACTICE_SLOW_PER_SPIKE : 0.0;
    say(view);
}

/* The clock from the worn path on. */
static void begin(struct comparison *c)
{
    comparison_clock_begin(&c->clock);
    c->screen_s = c->next_s = 0.0;
    c->every_s = POINT_S;
    c->ended = false;
    c->view.n_points = 0;
    c->view.wear_in = 1.0f;
    memset(c->view.now, 0, sizeof c->view.now);
    tell_clock(c);
}

/* The network that the arms are copies of. */
static bool make_base(struct comparison *c, struct error *error)
{
    const struct comparison_options *options = &c->options;
    struct model_config config;
    if (options->worn) { /* whose, it may not outlast */
        c->base = model_copy(options->worn);
        c->options.worn = NULL;
        return c->base ||
               error_set(error, ERROR_MEMORY,
                         "out of memory for the comparison; close other programs");
    }
    scenario_model_config(options->scenario, &config);
    if (options->cells_per_place)
        config.cells_per_place = options->cells_per_place;
    if (options->n_exc)
        config.n_exc = options->n_exc;
    if (options->n_inh)
        config.n_inh = options->n_inh;
    c->base = model_create(&config, options->seed, error);
    return c->base != NULL;
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

struct comparison *comparison_create(const struct comparison_options *options, struct error *error)
{
    struct comparison *c = calloc(1, sizeof *c);
    if (!c) {
        error_set(error, ERROR_MEMORY, "out of memory for the comparison; close other programs");
        return NULL;
    }
    c->options = *options;
    if (!make_base(c, error)) {
        comparison_destroy(c);
        return NULL;
    }
    c->clock.way = practice_way(&options->scenario->paths[0]);
    comparison_clock_begin(&c->clock);
    c->view.n_arms = options->n_arms;
    c->view.speed = 1.0f;
    c->view.hours = (float)(c->clock.at_s / HOUR_S);
    for (unsigned a = 0; a < options->n_arms; a++) {
        c->view.arms[a] = options->arms[a];
        c->clock.practises = c->clock.practises || treatment_has_practice(options->arms[a]);
        c->clock.blocks = c->clock.blocks || treatment_is_blocked(options->arms[a]);
    }
    say(&c->view);
    if (options->worn && !copy_arms(c)) {
        error_set(error, ERROR_MEMORY, "out of memory for the comparison; close other programs");
        comparison_destroy(c);
        return NULL;
    }
    if (options->worn)
        begin(c);
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
        left_s -= comparison_clock_cut(&c->clock, (double)c->view.speed, left_s,
                                       &c->pieces[c->n_pieces++]);
    c->screen_s += dt_s;
    return true;
}

void comparison_run(struct comparison *c, unsigned a)
{
    struct arm *arm = &c->arms[a];
    enum story_treatment treatment = c->view.arms[a];
    bool practises = treatment_has_practice(treatment);
    for (unsigned i = 0; i < c->n_pieces; i++) {
        const struct comparison_piece *piece = &c->pieces[i];
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
            .new_synapses = c->clock.given ? (float)now.new_synapses : 0.0f,
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
    point->hours = view->hours;
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
        /* Of arrays that are whole. NOLINTNEXTLINE(clang-analyzer-core.UndefinedBinaryOperatorResult) */
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
    const double clock[] = {c->clock.at_s, c->clock.session_spike_s, c->screen_s};
    const uint32_t counts[] = {c->clock.session, c->clock.given, c->clock.lifted, c->view.n_points,
                               c->view.paused};
    hash = hash_more(hash, clock, sizeof clock);
    return hash_more(hash, counts, sizeof counts);
}
