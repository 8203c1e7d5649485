/* The story: its order, its clocks, and that nothing but its rules moves it. A small network
 * keeps it quick; what a real one does is the business of the model's own tests. */
#define _GNU_SOURCE /* strcasestr */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "commands/scenario_file.h"
#include "story/captions.h"
#include "story/clock.h"
#include "story/history.h"
#include "story/practice.h"
#include "model/internal.h"
#include "story/story.h"

static const double TICK_S = 0.25;

static struct scenario *load_scenario(void)
{
    struct error error = {0};
    struct scenario *scenario = scenario_file_open("worry", &error);
    assert_non_null(scenario);
    return scenario;
}

static struct story *new_story(const struct scenario *scenario, enum story_treatment treatment,
                               bool automatic)
{
    struct error error = {0};
    struct story_options options = {.scenario = scenario,
                                    .treatment = treatment,
                                    .seed = 5,
                                    .automatic = automatic,
                                    .cells_per_place = 10,
                                    .n_exc = 104,
                                    .n_inh = 24};
    struct story *story = story_create(&options, &error);
    if (!story)
        print_error("%s\n", error.text);
    assert_non_null(story);
    return story;
}

static void wear_in_live(struct story *story)
{
    float before = 0.0f;
    while (story_view(story)->phase == STORY_WEARING_IN) {
        story_tick(story, TICK_S);
        assert_true(story_view(story)->wear_in >= before);
        before = story_view(story)->wear_in;
    }
    assert_true(story_view(story)->screen_s == 0.0f);
}

/* The first network of its kind that is worn in serves the others: it is the same to the byte. */
static void wear_in(struct story *story)
{
    static void *bytes;
    static size_t size;
    if (bytes && story_begin_worn(story, bytes, size))
        return;
    wear_in_live(story);
    if (!bytes)
        bytes = model_store(story_model(story), &size);
}

static void run_s(struct story *story, double seconds)
{
    for (double s = 0.0; s < seconds - 1e-9; s += TICK_S)
        story_tick(story, TICK_S);
}

static void run_to(struct story *story, enum story_phase phase)
{
    for (int i = 0; story_view(story)->phase != phase; i++) {
        assert_true(i < 2000);
        story_tick(story, TICK_S);
    }
}

static void a_block_is_lifted_after_its_hours(void **state)
{
    struct story *story = new_story(*state, STORY_KETAMINE_MTOR_BLOCK, true);
    wear_in(story);
    run_to(story, STORY_DOSE);
    assert_true(story_model(story)->mtor_blocked);
    run_to(story, STORY_CASCADE);
    assert_true(story_model(story)->mtor_blocked);
    run_to(story, STORY_LASTING);
    assert_false(story_model(story)->mtor_blocked);
    story_destroy(story);
}

/* Somebody stays at a moment: nothing is given by itself, and the dose goes by at last. */
static void a_held_story_waits(void **state)
{
    struct story *story = new_story(*state, STORY_KETAMINE, true);
    const struct story_view *view = story_view(story);
    wear_in(story);
    story_do(story, STORY_DO_HOLD);
    run_s(story, 120.0);
    assert_int_equal(view->phase, STORY_RIGID);
    assert_true(view->held);
    story_do(story, STORY_DO_GO_ON);
    run_to(story, STORY_DOSE);
    assert_false(view->held);
    story_destroy(story);
}

static int setup(void **state)
{
    *state = load_scenario();
    return 0;
}

static int teardown(void **state)
{
    scenario_destroy(*state);
    return 0;
}

static void the_arc_is_told_in_order_and_in_ninety_seconds(void **state)
{
    struct story *story = new_story(*state, STORY_KETAMINE_THERAPY, true);
    const struct story_view *view = story_view(story);
    double began[STORY_PHASES] = {0.0}, ended = 0.0;
    int sessions = 0;
    bool practising = false;
    enum story_phase phase = STORY_WEARING_IN;

    wear_in(story);
    for (int i = 0; i < 400; i++) {
        if (view->phase != phase) {
            assert_int_equal(view->phase, phase + 1);
            phase = view->phase;
            began[phase] = view->screen_s;
        }
        sessions += view->practising && !practising;
        practising = view->practising;
        if (view->ended && ended == 0.0)
            ended = view->screen_s;
        /* which clock runs follows from the phase */
        assert_int_equal(view->clock, phase == STORY_RIGID     ? STORY_CLOCK_SPIKES
                                      : phase < STORY_PRACTICE ? STORY_CLOCK_HOURS
                                                               : STORY_CLOCK_DAYS);
        assert_true((view->story_h < 0.0f) == (phase == STORY_RIGID));
        story_tick(story, TICK_S);
    }
    assert_int_equal(phase, STORY_LASTING);
    assert_int_equal(sessions, PRACTICE_SESSIONS);
    assert_true(began[STORY_DOSE] >= 11.5 && began[STORY_DOSE] <= 14.5);
    assert_true(ended >= 84.0 && ended <= 89.5);
    assert_true(view->story_h > 28 * 24);
    assert_true(view->dose_mg_kg == 0.5f);
    story_destroy(story);
}

static void the_same_story_twice_is_the_same(void **state)
{
    struct story *one = new_story(*state, STORY_KETAMINE_THERAPY, true);
    struct story *two = new_story(*state, STORY_KETAMINE_THERAPY, true);
    struct story *other = new_story(*state, STORY_SALINE, true);
    wear_in_live(one);
    wear_in_live(two);
    wear_in(other);
    for (int i = 0; i < 60; i++) {
        run_s(one, 1.0);
        run_s(two, 1.0);
        if (i == 40) {
            story_do(one, STORY_DO_FASTER);
            story_do(two, STORY_DO_FASTER);
        }
        assert_true(story_state_hash(one) == story_state_hash(two));
    }
    run_s(other, 60.0);
    assert_true(story_state_hash(one) != story_state_hash(other));

    const struct story_view *a = story_view(one), *b = story_view(two);
    assert_int_equal(a->n_points, b->n_points);
    for (uint32_t i = 0; i < a->n_points; i++) /* up to the padding after the last field */
        assert_memory_equal(&a->points[i], &b->points[i], offsetof(struct story_point, phase) + 1);
    story_destroy(one);
    story_destroy(two);
    story_destroy(other);
}

static void pause_stops_everything(void **state)
{
    struct story *story = new_story(*state, STORY_KETAMINE, true);
    const struct story_view *view = story_view(story);

    story_do(story, STORY_DO_PAUSE); /* already while the path is worn in */
    uint64_t hash = story_state_hash(story);
    run_s(story, 2.0);
    assert_true(story_state_hash(story) == hash);
    story_do(story, STORY_DO_PAUSE);
    wear_in(story);

    run_s(story, 15.0);
    assert_int_equal(view->phase, STORY_DOSE);
    story_do(story, STORY_DO_PAUSE);
    assert_true(view->paused && view->spike_rate == 0.0 && view->slow_rate == 0.0);
    uint64_t model = model_state_hash(story_model(story));
    hash = story_state_hash(story);
    float screen_s = view->screen_s;
    run_s(story, 10.0);
    assert_true(model_state_hash(story_model(story)) == model);
    assert_true(story_state_hash(story) == hash);
    assert_true(view->screen_s == screen_s);
    story_do(story, STORY_DO_PAUSE);
    run_s(story, 1.0);
    assert_true(model_state_hash(story_model(story)) != model);
    story_destroy(story);
}

static void a_dose_waits_for_the_resume(void **state)
{
    struct story *story = new_story(*state, STORY_KETAMINE, false);
    const struct story_view *view = story_view(story);
    wear_in(story);
    run_s(story, 1.0);
    story_do(story, STORY_DO_PAUSE);
    story_do(story, STORY_DO_DOSE);
    run_s(story, 1.0);
    assert_int_equal(view->phase, STORY_RIGID);
    assert_true(view->dose_mg_kg == 0.0f);
    story_do(story, STORY_DO_PAUSE);
    run_s(story, TICK_S);
    assert_int_equal(view->phase, STORY_DOSE);
    assert_true(view->dose_mg_kg == 0.5f);
    story_destroy(story);
}

static void hostile_presses_give_one_dose(void **state)
{
    struct story *hostile = new_story(*state, STORY_KETAMINE, false);
    struct story *calm = new_story(*state, STORY_KETAMINE, false);
    const struct story_view *view = story_view(hostile);

    wear_in(hostile);
    wear_in(calm);
    run_s(hostile, 60.0); /* it waits for the person, however long */
    run_s(calm, 60.0);
    assert_int_equal(view->phase, STORY_RIGID);
    assert_true(view->story_h < 0.0f);

    story_do(calm, STORY_DO_DOSE);
    /* 40 min of infusion are 10 s of screen: press at 20 Hz and more for all of it */
    for (int i = 0; i < 36; i++) {
        for (int k = 0; k < 10; k++)
            story_do(hostile, STORY_DO_DOSE);
        story_tick(hostile, TICK_S);
        story_tick(calm, TICK_S);
        assert_true(view->dose_running);
        assert_true(view->dose_mg_kg == 0.5f);
        assert_true(story_state_hash(hostile) == story_state_hash(calm));
    }
    story_destroy(hostile);
    story_destroy(calm);
}

static void a_later_dose_begins_the_arc_again(void **state)
{
    struct story *story = new_story(*state, STORY_KETAMINE_THERAPY, true);
    const struct story_view *view = story_view(story);
    wear_in(story);
    run_to(story, STORY_PRACTICE);
    run_s(story, 1.0);
    assert_true(view->practising);
    float first_h = view->story_h;
    story_do(story, STORY_DO_DOSE);
    run_s(story, TICK_S);
    assert_int_equal(view->phase, STORY_DOSE);
    assert_false(view->practising);
    assert_true(view->dose_mg_kg == 1.0f);
    assert_true(view->story_h >= first_h); /* still counted from the first */
    run_to(story, STORY_CASCADE);
    story_destroy(story);
}

static void a_dose_asked_for_early_is_kept(void **state)
{
    struct story *story = new_story(*state, STORY_KETAMINE, false);
    const struct story_view *view = story_view(story);
    while (view->phase == STORY_WEARING_IN) {
        story_do(story, STORY_DO_DOSE);
        story_tick(story, TICK_S);
    }
    run_s(story, 1.0);
    assert_int_equal(view->phase, STORY_DOSE);
    assert_true(view->dose_mg_kg == 0.5f); /* one, however often it was asked for */
    story_do(story, STORY_DO_RESTART); /* begins without what was asked before */
    wear_in_live(story);
    run_s(story, 1.0);
    assert_int_equal(view->phase, STORY_RIGID);
    story_destroy(story);
}

static void restart_is_the_same_beginning(void **state)
{
    struct story *story = new_story(*state, STORY_KETAMINE, true);
    const struct story_view *view = story_view(story);
    wear_in(story);
    run_s(story, 5.0);
    uint64_t hash = story_state_hash(story);
    run_s(story, 15.0);
    story_do(story, STORY_DO_RESTART);
    assert_true(view == story_view(story));
    assert_int_equal(view->n_points, 0);
    assert_true(view->dose_mg_kg == 0.0f);
    wear_in_live(story);
    run_s(story, 5.0);
    assert_true(story_state_hash(story) == hash);
    story_destroy(story);
}

static void speed_stays_in_its_bounds(void **state)
{
    struct story *story = new_story(*state, STORY_KETAMINE, true);
    const struct story_view *view = story_view(story);
    wear_in(story);
    assert_true(view->slow_rate == view->spike_rate); /* plain simulation */
    assert_true(view->told_rate == 0.5 && view->told_practice_rate == 0.0);
    for (int i = 0; i < 20; i++)
        story_do(story, STORY_DO_FASTER);
    assert_true(view->speed == 4.0f);
    assert_true(view->spike_rate == 1.0 && view->slow_rate == 1.0);
    run_to(story, STORY_CASCADE);
    assert_true(view->clock == STORY_CLOCK_HOURS && view->told_rate == 4800.0);
    for (int i = 0; i < 20; i++)
        story_do(story, STORY_DO_SLOWER);
    assert_true(view->speed == 0.25f);
    assert_true(view->clock == STORY_CLOCK_HOURS && view->told_rate == 300.0);
    story_destroy(story);
}

/* Days and sessions take turns every few seconds; the words for both stand still. */
static void the_clock_of_practice_stands_still(void **state)
{
    struct story *story = new_story(*state, STORY_KETAMINE_THERAPY, true);
    const struct story_view *view = story_view(story);
    wear_in(story);
    run_to(story, STORY_PRACTICE);
    bool slow = false, fast = false;
    while (view->phase == STORY_PRACTICE) {
        assert_true(view->told_rate == 86400.0);
        assert_true(view->told_practice_rate > 299.0 && view->told_practice_rate < 301.0);
        slow |= view->slow_rate < 3600.0;
        fast |= view->slow_rate > 3600.0;
        run_s(story, 0.5);
    }
    assert_true(slow && fast);
    story_destroy(story);
}

static void the_record_is_monotonic(void **state)
{
    struct story *story = new_story(*state, STORY_KETAMINE, false);
    const struct story_view *view = story_view(story);
    wear_in(story);
    run_s(story, 30.0);
    story_do(story, STORY_DO_DOSE);
    run_s(story, 30.0);
    assert_true(view->n_points > 200 && view->n_points <= STORY_MAX_POINTS);
    for (uint32_t i = 0; i < view->n_points; i++) {
        const struct story_point *at = &view->points[i];
        if (i) {
            assert_true(at->screen_s > at[-1].screen_s);
            assert_true(at->story_h > at[-1].story_h);
        }
        assert_true(at->phase == STORY_RIGID ? at->story_h < 1e-6f : at->story_h > -1e-6f);
        assert_true(at->rigidity >= 0.0f && at->rigidity <= 1.0f);
    }
    /* half a minute at half speed was a quarter of a minute of life before the dose */
    assert_true(view->points[0].story_h * 3600.0f < -14.9f);
    assert_true(view->points[0].story_h * 3600.0f > -15.1f);
    story_destroy(story);
}

static void the_record_never_overflows(void **state)
{
    (void)state;
    struct story_view *view = calloc(1, sizeof *view);
    assert_non_null(view);
    struct history history;
    history_init(&history, view);
    for (int i = 0; i < 100000; i++) { /* 28 hours */
        view->screen_s = (float)i;
        if (!history_due(&history, view))
            continue;
        struct story_point point = {.screen_s = view->screen_s};
        history_add(&history, view, &point);
        assert_true(view->n_points <= STORY_MAX_POINTS);
    }
    assert_true(view->n_points >= STORY_MAX_POINTS / 4);
    assert_true(view->points[0].screen_s == 0.0f);
    assert_true(view->points[view->n_points - 1].screen_s > 99000.0f);
    for (uint32_t i = 1; i < view->n_points; i++)
        assert_true(view->points[i].screen_s > view->points[i - 1].screen_s);
    free(view);
}

static void every_treatment_has_its_name(void **state)
{
    (void)state;
    static const char *const NAMES[] = {"saline",
                                        "ssri",
                                        "ketamine",
                                        "ketamine+therapy",
                                        "therapy",
                                        "ketamine+ampa-block",
                                        "ketamine+mtor-block"};
    for (int i = 0; i < STORY_TREATMENTS; i++) {
        enum story_treatment found = STORY_TREATMENTS;
        assert_string_equal(story_treatment_name((enum story_treatment)i), NAMES[i]);
        assert_true(story_treatment_find(NAMES[i], &found));
        assert_int_equal(found, i);
    }
    enum story_treatment none;
    assert_false(story_treatment_find("Ketamine", &none));
    assert_false(story_treatment_find("", &none));
}

static void captions_are_short_and_promise_nothing(void **state)
{
    (void)state;
    static const char *const FORBIDDEN[] = {"cure",      "heal",        "reset",   "rewire",
                                            "guarantee", "never again", "you will"};
    for (int t = 0; t < STORY_TREATMENTS; t++)
        for (int p = 0; p < STORY_PHASES; p++) {
            const struct caption *caption =
                caption_find((enum story_phase)p, (enum story_treatment)t);
            assert_non_null(caption);
            assert_true(caption->title[0] && strlen(caption->title) <= 24);
            assert_true(caption->source[0] && strlen(caption->source) <= 64);

            const char *text = caption->sentence;
            unsigned words = 1;
            for (const char *c = text; *c; c++)
                words += *c == ' ';
            assert_true(words >= 5 && words <= 20);
            assert_true(text[strlen(text) - 1] == '.');
            assert_ptr_equal(strchr(text, '.'), text + strlen(text) - 1); /* one sentence */
            for (size_t f = 0; f < sizeof FORBIDDEN / sizeof FORBIDDEN[0]; f++) {
                assert_null(strcasestr(text, FORBIDDEN[f]));
                assert_null(strcasestr(caption->title, FORBIDDEN[f]));
            }
        }
    /* what lasts is said of the model or of animals, not of people */
    for (int t = 0; t < STORY_TREATMENTS; t++)
        assert_non_null(strstr(caption_find(STORY_LASTING, (enum story_treatment)t)->sentence,
                               "In this model"));
}

static void practice_walks_the_path_in_order(void **state)
{
    (void)state;
    const struct story_way closed = {.n_steps = 5, .steps = {0, 4, 5, 6, 0}};
    const struct story_way through = {.n_steps = 3, .steps = {2, 7, 3}};
    static const int ROUND[] = {0, 4, 5, 6, 0, 4, 5, 6, 0}, THROUGH[] = {2, 7, 3, -1};
    double at_s = 0.0, until_s;

    for (int i = 0; i < 9; i++, at_s = until_s) {
        assert_int_equal(practice_cue(&closed, at_s, &until_s), ROUND[i]);
        assert_true(until_s > at_s + 0.4 && until_s < at_s + 0.5);
    }
    assert_true(at_s > practice_session_s(&closed) - 1e-6); /* it ends at home */
    assert_true(at_s < practice_session_s(&closed) + 1e-6);
    at_s = 0.0;
    for (int i = 0; i < 8; i++, at_s = until_s)
        assert_int_equal(practice_cue(&through, at_s, &until_s), THROUGH[i % 4]);
    /* twenty minutes, give or take part of a walk */
    assert_true(practice_session_s(&closed) * PRACTICE_SLOW_PER_SPIKE > 15 * 60);
    assert_true(practice_session_s(&through) * PRACTICE_SLOW_PER_SPIKE < 25 * 60);
}

static void a_copy_has_the_same_future(void **state)
{
    struct story *story = new_story(*state, STORY_KETAMINE_THERAPY, true);
    wear_in(story);
    run_to(story, STORY_DOSE);
    run_s(story, 2.0);
    struct story *copy = story_copy(story);
    assert_non_null(copy);
    assert_true(story_state_hash(copy) == story_state_hash(story));
    run_to(story, STORY_LASTING);
    uint64_t there = story_state_hash(story);
    assert_true(story_state_hash(copy) != there);
    run_to(copy, STORY_LASTING);
    assert_true(story_state_hash(copy) == there);

    /* and one may step into its place */
    const struct story_view *view = story_view(story);
    run_s(story, 5.0);
    story_become(story, copy);
    assert_ptr_equal(story_view(story), view);
    assert_true(story_state_hash(story) == there);
    run_s(story, 1.0);
    story_destroy(story);
}

/* Screen seconds until no session runs. */
static double until_walked(struct story *story)
{
    double s = 0.0;
    for (; story_view(story)->practising && s < 60.0; s += TICK_S)
        story_tick(story, TICK_S);
    return s;
}

static void a_way_drawn_is_walked_at_once_and_later_again(void **state)
{
    struct story *story = new_story(*state, STORY_KETAMINE_THERAPY, true);
    const struct story_view *view = story_view(story);
    struct story_wish wish = {.action = STORY_DO_PRACTISE,
                              .way = {.n_steps = 3, .steps = {1, 7, 4}}};
    assert_false(story_ask(story, &wish)); /* there is no path to leave yet */
    wear_in(story);
    assert_int_equal(view->way_path, 0);
    assert_true(story_ask(story, &wish));
    assert_true(view->practising);
    assert_int_equal(view->way_path, -1);
    assert_int_equal(view->phase, STORY_RIGID);

    struct model_snapshot *seen = model_snapshot_create(story_model(story));
    bool cued[8] = {false};
    for (int i = 0; i < 40 && view->practising; i++) {
        story_tick(story, TICK_S / 4.0);
        model_snapshot_take(story_model(story), seen);
        if (seen->cue >= 0)
            cued[seen->cue] = true;
    }
    for (unsigned p = 0; p < 8; p++)
        assert_int_equal(cued[p], p == 1 || p == 4 || p == 7);
    int drawn = 0;
    for (uint32_t i = 0; i < seen->n_ways; i++)
        drawn += seen->ways[i].drawn && seen->ways[i].from == 7 && seen->ways[i].to == 4;
    assert_int_equal(drawn, 1);
    model_snapshot_destroy(seen);
    assert_true(until_walked(story) < 10.0);

    run_to(story, STORY_PRACTICE);
    run_s(story, TICK_S);
    assert_true(view->practising); /* the session of the first day walks the same way */
    assert_int_equal(view->way.steps[1], 7);
    run_to(story, STORY_LASTING); /* and the plan is not upset */
    story_destroy(story);
}

static void a_session_at_the_end_of_a_chapter_holds_nothing_up(void **state)
{
    struct story *story = new_story(*state, STORY_KETAMINE, true);
    wear_in(story);
    run_to(story, STORY_PRACTICE);
    struct story_wish wish = {.action = STORY_DO_PRACTISE, .way = {.n_steps = 2, .steps = {0, 5}}};
    /* walked without a pause until past the day on which the chapter would end */
    for (int i = 0; story_view(story)->story_h < 14.2f * 24.0f && i < 40000; i++) {
        if (!story_view(story)->practising && story_view(story)->story_h > 13.9f * 24.0f)
            assert_true(story_ask(story, &wish));
        story_tick(story, TICK_S);
    }
    run_to(story, STORY_LASTING);
    story_destroy(story);
}

static void what_cannot_be_walked_is_refused(void **state)
{
    struct story *story = new_story(*state, STORY_KETAMINE, false);
    wear_in(story);
    uint64_t before = story_state_hash(story);
    static const struct story_wish NONE[] = {
        {.action = STORY_DO_PRACTISE},
        {.action = STORY_DO_PRACTISE, .way = {.n_steps = 1, .steps = {1}}},
        {.action = STORY_DO_PRACTISE, .way = {.n_steps = 3, .steps = {1, 1, 2}}},
        {.action = STORY_DO_PRACTISE, .way = {.n_steps = 2, .steps = {1, 8}}},
        {.action = STORY_DO_PRACTISE, .way = {.n_steps = 200, .steps = {1, 2}}},
        {.action = STORY_DO_STIMULATE, .place = 8},
        {.action = STORY_DO_SET_DOSE, .dose_mg_kg = 1.01f},
        {.action = STORY_DO_SET_DOSE, .dose_mg_kg = -0.1f},
        {.action = STORY_DO_SET_DOSE, .dose_mg_kg = 0.5f, .route = (enum model_route)3},
        {.action = STORY_ACTIONS},
    };
    for (size_t i = 0; i < sizeof NONE / sizeof NONE[0]; i++)
        assert_false(story_ask(story, &NONE[i]));
    assert_true(story_state_hash(story) == before);
    story_destroy(story);

    story = new_story(*state, STORY_SSRI, false); /* an arm that has no twin with practice */
    assert_false(story_do(story, STORY_DO_THERAPY));
    story_destroy(story);
}

static void a_place_called_to_mind_is_left_again(void **state)
{
    struct story *story = new_story(*state, STORY_KETAMINE, false);
    const struct story_view *view = story_view(story);
    struct story_wish wish = {.action = STORY_DO_STIMULATE, .place = 5};
    assert_false(story_ask(story, &wish));
    wear_in(story);
    struct model_snapshot *seen = model_snapshot_create(story_model(story));
    assert_int_equal(view->stimulated, -1);
    assert_true(story_ask(story, &wish));
    story_tick(story, TICK_S);
    model_snapshot_take(story_model(story), seen);
    assert_int_equal(seen->cue, 5);
    assert_int_equal(view->stimulated, 5);
    run_s(story, 1.0); /* half speed: 0.45 s of spiking are 0.9 s */
    model_snapshot_take(story_model(story), seen);
    assert_int_equal(seen->cue, -1);
    assert_int_equal(view->stimulated, -1);
    model_snapshot_destroy(seen);
    story_destroy(story);
}

static void dose_and_therapy_can_be_chosen(void **state)
{
    struct story *story = new_story(*state, STORY_KETAMINE, false);
    const struct story_view *view = story_view(story);
    wear_in(story);
    assert_true(view->next_mg_kg == 0.5f);
    assert_true(story_ask(story, &(struct story_wish){.action = STORY_DO_SET_DOSE,
                                                      .route = MODEL_ROUTE_INTRAMUSCULAR,
                                                      .dose_mg_kg = 0.25f}));
    assert_true(story_do(story, STORY_DO_DOSE));
    assert_false(story_do(story, STORY_DO_DOSE)); /* one at a time */
    run_s(story, TICK_S);
    assert_true(view->dose_mg_kg == 0.25f);
    run_s(story, 1.0);
    struct model_observables now;
    model_observe(story_model(story), &now);
    assert_true(now.plasma_ng_ml > 10.0f); /* 4 min in: a muscle gives it up fast */
    assert_true(story_do(story, STORY_DO_THERAPY));
    assert_int_equal(view->treatment, STORY_KETAMINE_THERAPY);
    run_to(story, STORY_PRACTICE);
    run_s(story, TICK_S);
    assert_true(view->practising);
    story_destroy(story);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_arc_is_told_in_order_and_in_ninety_seconds),
        cmocka_unit_test(the_same_story_twice_is_the_same),
        cmocka_unit_test(pause_stops_everything),
        cmocka_unit_test(a_dose_waits_for_the_resume),
        cmocka_unit_test(hostile_presses_give_one_dose),
        cmocka_unit_test(a_later_dose_begins_the_arc_again),
        cmocka_unit_test(a_dose_asked_for_early_is_kept),
        cmocka_unit_test(a_block_is_lifted_after_its_hours),
        cmocka_unit_test(a_held_story_waits),
        cmocka_unit_test(restart_is_the_same_beginning),
        cmocka_unit_test(speed_stays_in_its_bounds),
        cmocka_unit_test(the_clock_of_practice_stands_still),
        cmocka_unit_test(the_record_is_monotonic),
        cmocka_unit_test(the_record_never_overflows),
        cmocka_unit_test(every_treatment_has_its_name),
        cmocka_unit_test(captions_are_short_and_promise_nothing),
        cmocka_unit_test(practice_walks_the_path_in_order),
        cmocka_unit_test(a_copy_has_the_same_future),
        cmocka_unit_test(a_way_drawn_is_walked_at_once_and_later_again),
        cmocka_unit_test(a_session_at_the_end_of_a_chapter_holds_nothing_up),
        cmocka_unit_test(what_cannot_be_walked_is_refused),
        cmocka_unit_test(a_place_called_to_mind_is_left_again),
        cmocka_unit_test(dose_and_therapy_can_be_chosen),
    };
    return cmocka_run_group_tests_name("story", tests, setup, teardown);
}
