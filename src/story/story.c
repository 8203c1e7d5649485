#include "story/story.h"

#include <stdlib.h>
#include <string.h>

#include "story/captions.h"
#include "story/course.h"
#include "story/practice.h"
#include "story/treatment.h"
#include "story/walking.h"

/* While a dose is waited for, it always lies this far ahead (story s). */
static const double WAITING_S = 1.0;

static const float SPEED_LEAST = 0.25f, SPEED_MOST = 4.0f;

static void tell_clock(struct story *story)
{
    struct story_view *view = &story->view;
    bool turns = view->phase == STORY_PRACTICE && !view->held &&
                 treatment_has_practice(story->arm);
    enum clock_pace pace = turns ? CLOCK_BETWEEN : course_pace(story);
    view->told_rate = clock_rates(pace, view->speed).slow_per_s;
    view->told_practice_rate = turns ? clock_rates(CLOCK_SESSION, view->speed).slow_per_s : 0.0;
}

_Static_assert((int)SCENARIO_CHAPTERS == (int)STORY_PHASES, "a chapter is a phase");

/* The scenario may say it in its own words, where that cannot belie what was given: before any
 * dose, and in the tour that its author had in mind. */
static const char *sentence_now(const struct story *story, const struct caption *usual)
{
    const char *own = story->options.scenario->captions[story->view.phase];
    bool fits = story->view.phase <= STORY_RIGID ||
                story->options.treatment == STORY_KETAMINE_THERAPY;
    return own && fits ? own : usual->sentence;
}

static void refresh_view(struct story *story)
{
    struct story_view *view = &story->view;
    struct clock_rates rates = clock_rates(course_pace(story), view->speed);
    const struct caption *caption =
        view->ended ? caption_at_end() : caption_find(view->phase, story->arm);

    view->treatment = story->arm;
    view->phase_title = caption->title;
    view->caption = sentence_now(story, caption);
    view->source = caption->source;
    view->science = caption->science;
    view->clock = rates.clock;
    view->spike_rate = view->paused ? 0.0 : rates.spike_per_s;
    view->slow_rate = view->paused ? 0.0 : rates.slow_per_s;
    tell_clock(story);
    view->dose_running = course_dosing(story) && story->arm != STORY_SSRI &&
                         story->arm != STORY_THERAPY;
    view->screen_s = (float)story->screen_s;
    view->story_h = (float)course_hours(story);
    view->practising = walking_now(story);
}

/* As it is when just made, whatever was chosen since. */
static void begin(struct story *story)
{
    story->arm = story->options.treatment;
    story->view = (struct story_view){.phase = STORY_WEARING_IN,
                                      .speed = 1.0f,
                                      .route = TREATMENT_INFUSION.route,
                                      .next_mg_kg = TREATMENT_INFUSION.dose_mg_kg};
    story->snapshot->now = (struct model_observables){0};
    story->screen_s = story->spike_s = story->slow_s = 0.0;
    story->dose_s = -1.0;
    story->zero_s = COURSE_RIGID_SPIKE_S;
    story->peak = 0.0f;
    walking_reset(story);
    story->dose_asked = story->blocked = false;
    history_init(&story->history, &story->view);
    refresh_view(story);
}

struct story *story_create(const struct story_options *options, struct error *error)
{
    struct story *story = calloc(1, sizeof *story);
    if (!story) {
        error_set(error, ERROR_MEMORY, "out of memory for the story; close other programs");
        return NULL;
    }
    story->options = *options;
    scenario_model_config(options->scenario, &story->config);
    if (options->cells_per_place)
        story->config.cells_per_place = options->cells_per_place;
    if (options->n_exc)
        story->config.n_exc = options->n_exc;
    if (options->n_inh)
        story->config.n_inh = options->n_inh;
    story->model = model_create(&story->config, options->seed, error);
    if (!story->model) {
        story_destroy(story);
        return NULL;
    }
    story->snapshot = model_snapshot_create(story->model);
    if (!story->snapshot) {
        error_set(error, ERROR_MEMORY, "out of memory for the story; close other programs");
        story_destroy(story);
        return NULL;
    }
    begin(story);
    return story;
}

void story_destroy(struct story *story)
{
    if (!story)
        return;
    model_snapshot_destroy(story->snapshot);
    model_destroy(story->model);
    free(story);
}

/* Looks at the model for the record and for what ends chapters. Done before the model moves, when
 * whoever draws has just taken the spikes that a look would take away. */
static void observe(struct story *story)
{
    struct story_view *view = &story->view;
    if (story->dose_s < 0.0 && story->slow_s + WAITING_S > story->zero_s)
        course_count_from(story, story->slow_s + WAITING_S);
    model_snapshot_take(story->model, story->snapshot);
    const struct model_observables *now = &story->snapshot->now;
    struct story_point point = {
        .screen_s = view->screen_s,
        .story_h = (float)course_hours(story),
        .rigidity = now->rigidity,
        .new_synapses = (float)now->new_synapses,
        .occupancy = now->occupancy,
        .glutamate = now->glutamate,
        .bdnf = now->bdnf,
        .spine_density = now->spine_density,
        .phase = (uint8_t)view->phase,
    };
    history_add(&story->history, view, &point);
    if (now->occupancy > story->peak)
        story->peak = now->occupancy;
}

/* Runs until left_s of screen time is over or something is due; returns the screen time used. */
static double run_piece(struct story *story, double left_s)
{
    struct clock_rates rates = clock_rates(course_pace(story), story->view.speed);
    double piece_s = left_s;

    if (story->view.phase == STORY_RIGID && story->options.automatic && !story->view.held) {
        double to_dose_s = (COURSE_RIGID_SPIKE_S - story->spike_s) / rates.spike_per_s;
        piece_s = to_dose_s < piece_s ? to_dose_s : piece_s;
    }
    /* A stop that a session has gone past waits until it is over. */
    double to_stop_s = (course_next_stop(story) - course_since_dose(story)) / rates.slow_per_s;
    if (to_stop_s > 0.0 && to_stop_s < piece_s)
        piece_s = to_stop_s;
    double to_cue_s = walking_cue(story) / rates.spike_per_s;
    if (to_cue_s > 0.0 && to_cue_s < piece_s)
        piece_s = to_cue_s;
    if (piece_s < SCREEN_SLACK_S)
        piece_s = SCREEN_SLACK_S;

    model_advance(story->model, piece_s * rates.spike_per_s * 1000.0, piece_s * rates.slow_per_s);
    story->spike_s += piece_s * rates.spike_per_s;
    story->slow_s += piece_s * rates.slow_per_s;
    story->screen_s += piece_s;
    walking_pass(story, piece_s * rates.spike_per_s);
    return piece_s;
}

static void wear_in(struct story *story)
{
    struct story_view *view = &story->view;
    view->wear_in = model_wear_in(story->model);
    if (view->wear_in >= 1.0f)
        view->phase = STORY_RIGID;
    refresh_view(story);
}

bool story_begin_worn(struct story *story, const void *bytes, size_t size)
{
    if (story->view.phase != STORY_WEARING_IN || !model_restore(story->model, bytes, size))
        return false;
    wear_in(story); /* which finds it done */
    return true;
}

void story_tick(struct story *story, double dt_s)
{
    struct story_view *view = &story->view;

    if (view->paused)
        return;
    if (view->phase == STORY_WEARING_IN) {
        wear_in(story);
        return;
    }
    if (history_due(&story->history, view))
        observe(story);
    course_follow(story);
    for (double left_s = dt_s; left_s > SCREEN_SLACK_S;) {
        left_s -= run_piece(story, left_s);
        course_follow(story);
    }
    refresh_view(story);
}

static bool restart(struct story *story)
{
    struct model *fresh = model_create(&story->config, story->options.seed, NULL);
    if (!fresh)
        return false; /* no memory for a second one: better the old story than none */
    model_destroy(story->model);
    story->model = fresh;
    begin(story);
    return true;
}

static bool set_dose(struct story_view *view, const struct story_wish *wish)
{
    if (!(wish->dose_mg_kg >= 0.0f) || wish->dose_mg_kg > STORY_MOST_MG_KG ||
        (unsigned)wish->route > MODEL_ROUTE_INTRANASAL)
        return false;
    if (wish->dose_mg_kg == view->next_mg_kg && wish->route == view->route)
        return false;
    view->next_mg_kg = wish->dose_mg_kg;
    view->route = wish->route;
    return true;
}

static bool set_speed(struct story_view *view, float speed)
{
    float within = speed < SPEED_LEAST ? SPEED_LEAST : speed > SPEED_MOST ? SPEED_MOST : speed;
    bool other = within != view->speed;
    view->speed = within;
    return other;
}

static bool carry_out(struct story *story, const struct story_wish *wish)
{
    struct story_view *view = &story->view;
    bool worn = view->phase != STORY_WEARING_IN;
    switch (wish->action) {
    case STORY_DO_DOSE:
        /* Asked for while the path is worn in, it is given as soon as there is one. */
        if (course_dosing(story) || story->dose_asked)
            return false;
        return story->dose_asked = true;
    case STORY_DO_PAUSE:
        view->paused = !view->paused;
        return true;
    case STORY_DO_RESTART:
        return restart(story);
    case STORY_DO_FASTER:
        return set_speed(view, view->speed * 2.0f);
    case STORY_DO_SLOWER:
        return set_speed(view, view->speed / 2.0f);
    case STORY_DO_SET_DOSE:
        return set_dose(view, wish);
    case STORY_DO_THERAPY:
        return treatment_toggle_practice(&story->arm);
    case STORY_DO_STIMULATE:
        return worn && walking_stimulate(story, wish->place);
    case STORY_DO_HOLD:
    case STORY_DO_GO_ON: {
        bool held = wish->action == STORY_DO_HOLD, other = held != view->held;
        view->held = held;
        return other;
    }
    case STORY_DO_PRACTISE:
        return worn && walking_practise(story, &wish->way);
    default:
        return false;
    }
}

bool story_ask(struct story *story, const struct story_wish *wish)
{
    bool done = carry_out(story, wish);
    refresh_view(story);
    return done;
}

bool story_do(struct story *story, enum story_action action)
{
    return story_ask(story, &(struct story_wish){.action = action});
}

struct story *story_copy(const struct story *story)
{
    struct story *copy = malloc(sizeof *copy);
    if (!copy)
        return NULL;
    memcpy(copy, story, sizeof *copy);
    copy->model = model_copy(story->model);
    copy->snapshot = copy->model ? model_snapshot_create(copy->model) : NULL;
    if (!copy->snapshot) {
        story_destroy(copy);
        return NULL;
    }
    /* What ends a dose is the latest look at the model. */
    copy->snapshot->now = story->snapshot->now;
    return copy;
}

void story_become(struct story *story, struct story *from)
{
    model_destroy(story->model);
    model_snapshot_destroy(story->snapshot);
    memcpy(story, from, sizeof *story);
    free(from);
}

const struct story_view *story_view(const struct story *story)
{
    return &story->view;
}

struct model *story_model(struct story *story)
{
    return story->model;
}

static uint64_t hash_more(uint64_t hash, const void *bytes, size_t size)
{
    const uint8_t *byte = bytes;
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ byte[i]) * 0x100000001b3ULL;
    return hash;
}

uint64_t story_state_hash(const struct story *story)
{
    const struct story_view *view = &story->view;
    uint64_t model = model_state_hash(story->model);
    const double numbers[] = {
        story->spike_s, story->slow_s,   story->dose_s, story->zero_s, story->session_spike_s,
        story->peak,    story->screen_s, view->wear_in, view->speed,   view->dose_mg_kg,
        story->stimulus_s, view->next_mg_kg};
    const uint32_t counts[] = {
        (uint32_t)view->phase, story->session,    view->n_points, view->paused,
        view->ended,           story->dose_asked, story->blocked, (uint32_t)view->treatment,
        (uint32_t)view->route, story->planned,    (uint32_t)view->stimulated, view->held};
    uint64_t hash = hash_more(0xcbf29ce484222325ULL, &model, sizeof model);
    hash = hash_more(hash, numbers, sizeof numbers);
    hash = hash_more(hash, counts, sizeof counts);
    return hash_more(hash, view->way.steps, view->way.n_steps);
}
