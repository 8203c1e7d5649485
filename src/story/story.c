#include "story/story.h"

#include <stdlib.h>

#include "story/captions.h"
#include "story/clock.h"
#include "story/history.h"
#include "story/practice.h"
#include "story/treatment.h"

static const double HOUR_S = 3600.0, DAY_S = 86400.0;

/* Where chapters end. Story time is counted from the last dose. */
static const double RIGID_SPIKE_S = 6.0;             /* 12 s of screen: three rounds of the loop */
static const double DOSE_LEAST_S = 60.0 * 60.0;      /* the infusion of 40 min and its peak */
static const double DOSE_MOST_S = 90.0 * 60.0;       /* whatever the drug does */
static const double CASCADE_END_S = 4.0 * 3600.0;    /* mTORC1 is over by then: Li et al. 2010 */
static const double GROWTH_END_S = 24.0 * 3600.0;    /* spines are counted a day after: same */
static const double PRACTICE_END_S = 14.0 * 86400.0; /* two weeks of sessions */
static const double LASTING_END_S = 28.0 * 86400.0;  /* four weeks, when what lasts is told */

/* Occupancy is falling once it is this share of its peak; a peak below the least is no drug. */
static const float PEAK_PAST = 0.97f, PEAK_LEAST = 0.01f;

/* While a dose is waited for, it always lies this far ahead (story s). */
static const double WAITING_S = 1.0;

/* Slack for sums of floating-point pieces: an edge nearer than this has been reached. */
static const double SLOW_SLACK_S = 1e-3, SPIKE_SLACK_S = 1e-9, SCREEN_SLACK_S = 1e-9;

static const float SPEED_LEAST = 0.25f, SPEED_MOST = 4.0f;

struct story {
    struct story_options options;
    struct model_config config;
    struct model *model;
    struct model_snapshot *snapshot;
    struct history history;
    struct story_view view;

    double screen_s;
    double spike_s, slow_s; /* since the path was worn in */
    double dose_s;          /* slow_s at the last dose; negative: none yet */
    double zero_s;          /* slow_s from which story_h counts: the first dose, or when the
                               next moment for one comes */
    float peak;             /* of the occupancy since the last dose */
    unsigned session;       /* the next practice session */
    double session_spike_s; /* spiking in the running one; negative: none runs */
    bool dose_asked, blocked;
};

static double since_dose(const struct story *story)
{
    return story->dose_s < 0.0 ? -1.0 : story->slow_s - story->dose_s;
}

static bool in_session(const struct story *story)
{
    return story->session_spike_s >= 0.0;
}

static enum clock_pace pace_now(const struct story *story)
{
    switch (story->view.phase) {
    case STORY_RIGID:
        return CLOCK_RIGID;
    case STORY_DOSE:
        return CLOCK_DOSE;
    case STORY_CASCADE:
        return CLOCK_CASCADE;
    case STORY_GROWTH:
        return CLOCK_GROWTH;
    case STORY_PRACTICE:
        if (in_session(story))
            return CLOCK_SESSION;
        return treatment_has_practice(story->options.treatment) ? CLOCK_BETWEEN : CLOCK_UNBROKEN;
    case STORY_LASTING:
        return story->view.ended ? CLOCK_AFTER : CLOCK_WEEKS;
    default:
        return CLOCK_STILL;
    }
}

static bool infusing(const struct story *story)
{
    return story->dose_s >= 0.0 &&
           since_dose(story) < TREATMENT_INFUSION.minutes * 60.0 - SLOW_SLACK_S;
}

static double story_hours(const struct story *story)
{
    return (story->slow_s - story->zero_s) / HOUR_S;
}

/* Counts story_h from another moment on; the record so far is told in the new count. */
static void count_from(struct story *story, double zero_s)
{
    float shift_h = (float)((zero_s - story->zero_s) / HOUR_S);
    for (uint32_t i = 0; i < story->view.n_points; i++)
        story->view.points[i].story_h -= shift_h;
    story->zero_s = zero_s;
}

static void tell_clock(struct story *story)
{
    struct story_view *view = &story->view;
    bool turns = view->phase == STORY_PRACTICE && treatment_has_practice(story->options.treatment);
    enum clock_pace pace = turns ? CLOCK_BETWEEN : pace_now(story);
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
    struct clock_rates rates = clock_rates(pace_now(story), view->speed);
    const struct caption *caption =
        view->ended ? caption_at_end() : caption_find(view->phase, story->options.treatment);

    view->phase_title = caption->title;
    view->caption = sentence_now(story, caption);
    view->source = caption->source;
    view->science = caption->science;
    view->clock = rates.clock;
    view->spike_rate = view->paused ? 0.0 : rates.spike_per_s;
    view->slow_rate = view->paused ? 0.0 : rates.slow_per_s;
    tell_clock(story);
    view->dose_running = infusing(story) && story->options.treatment != STORY_SSRI &&
                         story->options.treatment != STORY_THERAPY;
    view->screen_s = (float)story->screen_s;
    view->story_h = (float)story_hours(story);
    view->practising = in_session(story) ? 0 : -1;
}

static void begin(struct story *story)
{
    float speed = story->view.speed;
    story->view = (struct story_view){.phase = STORY_WEARING_IN,
                                      .speed = speed,
                                      .treatment = story->options.treatment,
                                      .practising = -1};
    story->screen_s = story->spike_s = story->slow_s = 0.0;
    story->dose_s = -1.0;
    story->zero_s = RIGID_SPIKE_S;
    story->session_spike_s = -1.0;
    story->peak = 0.0f;
    story->session = 0;
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
    story->view.speed = 1.0f;
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
        count_from(story, story->slow_s + WAITING_S);
    model_snapshot_take(story->model, story->snapshot);
    const struct model_observables *now = &story->snapshot->now;
    struct story_point point = {
        .screen_s = view->screen_s,
        .story_h = (float)story_hours(story),
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

static void end_session(struct story *story)
{
    if (!in_session(story))
        return;
    model_cue(story->model, -1);
    story->session_spike_s = -1.0;
    story->session++;
}

static void give_dose(struct story *story)
{
    end_session(story);
    story->dose_asked = false;
    story->view.dose_mg_kg +=
        treatment_give(story->model, story->options.treatment, &TREATMENT_INFUSION);
    story->blocked = treatment_is_blocked(story->options.treatment);
    if (story->dose_s < 0.0)
        count_from(story, story->slow_s);
    story->dose_s = story->slow_s;
    story->peak = 0.0f;
    story->session = 0;
    story->view.ended = false;
    story->view.phase = STORY_DOSE;
}

/* Story time since the dose at which the present stretch ends at the latest; 0 for none. */
static double next_stop(const struct story *story)
{
    switch (story->view.phase) {
    case STORY_DOSE:
        return since_dose(story) < DOSE_LEAST_S - SLOW_SLACK_S ? DOSE_LEAST_S : DOSE_MOST_S;
    case STORY_CASCADE:
        return CASCADE_END_S;
    case STORY_GROWTH:
        return GROWTH_END_S;
    case STORY_PRACTICE:
        if (treatment_has_practice(story->options.treatment) && !in_session(story) &&
            story->session < PRACTICE_SESSIONS)
            return PRACTICE_DAYS[story->session] * DAY_S;
        return PRACTICE_END_S;
    case STORY_LASTING:
        return story->view.ended ? 0.0 : LASTING_END_S;
    default:
        return 0.0;
    }
}

static bool dose_is_over(const struct story *story)
{
    double since = since_dose(story);
    if (since < DOSE_LEAST_S - SLOW_SLACK_S)
        return false;
    bool falling =
        story->peak < PEAK_LEAST || story->snapshot->now.occupancy < story->peak * PEAK_PAST;
    return falling || since >= DOSE_MOST_S - SLOW_SLACK_S;
}

/* Whatever is due at this moment of the story: a dose, a session, the next chapter. */
static void follow(struct story *story)
{
    struct story_view *view = &story->view;
    double since = since_dose(story);

    if (story->blocked && since >= TREATMENT_BLOCK_H * HOUR_S - SLOW_SLACK_S) {
        treatment_lift_blocks(story->model);
        story->blocked = false;
    }
    switch (view->phase) {
    case STORY_RIGID:
        if (story->dose_asked ||
            (story->options.automatic && story->spike_s >= RIGID_SPIKE_S - SPIKE_SLACK_S))
            give_dose(story);
        return;
    case STORY_DOSE:
        if (dose_is_over(story))
            view->phase = STORY_CASCADE;
        break;
    case STORY_CASCADE:
        if (since >= CASCADE_END_S - SLOW_SLACK_S)
            view->phase = STORY_GROWTH;
        break;
    case STORY_GROWTH:
        if (since >= GROWTH_END_S - SLOW_SLACK_S)
            view->phase = STORY_PRACTICE;
        break;
    case STORY_PRACTICE:
        if (in_session(story)) {
            const struct scenario_path *path = &story->options.scenario->paths[0];
            if (story->session_spike_s >= practice_session_s(path) - SPIKE_SLACK_S)
                end_session(story);
        } else if (since >= PRACTICE_END_S - SLOW_SLACK_S) {
            view->phase = STORY_LASTING;
        } else if (treatment_has_practice(story->options.treatment) &&
                   story->session < PRACTICE_SESSIONS &&
                   since >= PRACTICE_DAYS[story->session] * DAY_S - SLOW_SLACK_S) {
            story->session_spike_s = 0.0;
        }
        break;
    case STORY_LASTING:
        if (since >= LASTING_END_S - SLOW_SLACK_S)
            view->ended = true;
        break;
    default:
        break;
    }
    if (story->dose_asked)
        give_dose(story);
}

/* Runs until left_s of screen time is over or something is due; returns the screen time used. */
static double run_piece(struct story *story, double left_s)
{
    struct clock_rates rates = clock_rates(pace_now(story), story->view.speed);
    double piece_s = left_s;

    if (story->view.phase == STORY_RIGID && story->options.automatic) {
        double to_dose_s = (RIGID_SPIKE_S - story->spike_s) / rates.spike_per_s;
        piece_s = to_dose_s < piece_s ? to_dose_s : piece_s;
    }
    double stop = next_stop(story);
    if (stop > 0.0) {
        double to_stop_s = (stop - since_dose(story)) / rates.slow_per_s;
        piece_s = to_stop_s < piece_s ? to_stop_s : piece_s;
    }
    if (in_session(story)) {
        double until_s;
        model_cue(story->model, practice_cue(&story->options.scenario->paths[0],
                                             story->session_spike_s, &until_s));
        double to_cue_s = (until_s - story->session_spike_s) / rates.spike_per_s;
        piece_s = to_cue_s < piece_s ? to_cue_s : piece_s;
    }
    if (piece_s < SCREEN_SLACK_S)
        piece_s = SCREEN_SLACK_S;

    model_advance(story->model, piece_s * rates.spike_per_s * 1000.0, piece_s * rates.slow_per_s);
    story->spike_s += piece_s * rates.spike_per_s;
    story->slow_s += piece_s * rates.slow_per_s;
    story->screen_s += piece_s;
    if (in_session(story))
        story->session_spike_s += piece_s * rates.spike_per_s;
    return piece_s;
}

void story_tick(struct story *story, double dt_s)
{
    struct story_view *view = &story->view;

    if (view->paused)
        return;
    if (view->phase == STORY_WEARING_IN) {
        view->wear_in = model_wear_in(story->model);
        if (view->wear_in >= 1.0f)
            view->phase = STORY_RIGID;
        refresh_view(story);
        return;
    }
    if (history_due(&story->history, view))
        observe(story);
    follow(story);
    for (double left_s = dt_s; left_s > SCREEN_SLACK_S;) {
        left_s -= run_piece(story, left_s);
        follow(story);
    }
    refresh_view(story);
}

static void restart(struct story *story)
{
    struct model *fresh = model_create(&story->config, story->options.seed, NULL);
    if (!fresh)
        return; /* no memory for a second one: better the old story than none */
    model_destroy(story->model);
    story->model = fresh;
    begin(story);
}

void story_do(struct story *story, enum story_action action)
{
    struct story_view *view = &story->view;
    switch (action) {
    case STORY_DO_DOSE:
        /* Asked for while the path is worn in, it is given as soon as there is one. */
        if (!infusing(story))
            story->dose_asked = true;
        break;
    case STORY_DO_PAUSE:
        view->paused = !view->paused;
        break;
    case STORY_DO_RESTART:
        restart(story);
        break;
    case STORY_DO_FASTER:
        view->speed = view->speed * 2.0f < SPEED_MOST ? view->speed * 2.0f : SPEED_MOST;
        break;
    case STORY_DO_SLOWER:
        view->speed = view->speed / 2.0f > SPEED_LEAST ? view->speed / 2.0f : SPEED_LEAST;
        break;
    }
    refresh_view(story);
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
        story->peak,    story->screen_s, view->wear_in, view->speed,   view->dose_mg_kg};
    const uint32_t counts[] = {
        (uint32_t)view->phase, story->session,    view->n_points, view->paused,
        view->ended,           story->dose_asked, story->blocked, (uint32_t)view->treatment};
    uint64_t hash = hash_more(0xcbf29ce484222325ULL, &model, sizeof model);
    hash = hash_more(hash, numbers, sizeof numbers);
    return hash_more(hash, counts, sizeof counts);
}
