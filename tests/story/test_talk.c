/* Talks: how a file is read, and that telling one comes to each chapter's moment, forth and back.
 * A small network keeps it quick. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <math.h>

#include "asset.h"
#include "story/past.h"
#include "story/teller.h"

static const double TICK_S = 0.25;

static struct talk *tour(void)
{
    size_t size;
    struct error error = {0};
    char *text = asset("talks/tour.yaml", &size);
    struct talk *talk = talk_parse("tour.yaml", text, size, NULL, &error);
    if (!talk)
        print_error("%s\n", error.text);
    assert_non_null(talk);
    free(text);
    return talk;
}

static void the_tour_has_nine_chapters_that_can_be_read(void **state)
{
    (void)state;
    struct talk *talk = tour();
    float reading_s = 0.0f;
    assert_int_equal(talk->n_chapters, 9);
    for (unsigned i = 0; i < talk->n_chapters; i++) {
        const struct talk_chapter *chapter = &talk->chapters[i];
        assert_true(chapter->title[0] && chapter->caption[0] && chapter->notes[0]);
        assert_true(strlen(chapter->title) <= 24);
        assert_true(strlen(chapter->caption) <= 110); /* two lines at most, 5 m away */
        reading_s += talk_reading_s(chapter);
    }
    assert_true(reading_s > 54.0f && reading_s < 120.0f); /* beside some 80 s on the way */
    free(talk);
}

static void an_own_talk_reorders_hides_and_says_it_otherwise(void **state)
{
    (void)state;
    static const char TEXT[] = "title: Mine\n"
                               "chapters:\n"
                               "  - chapter: practice\n"
                               "    caption: My words.\n"
                               "    hours: 20.5\n"
                               "  - chapter: nmda\n"
                               "    hidden: yes\n"
                               "  - chapter: path\n"
                               "  - chapter: mine\n"
                               "    title: T\n"
                               "    caption: C\n"
                               "    notes: |\n"
                               "      one\n"
                               "      two\n"
                               "    view: forest\n"
                               "    phase: contacts\n";
    struct error error = {0};
    struct talk *base = tour();
    struct talk *talk = talk_parse("mine.yaml", TEXT, strlen(TEXT), base, &error);
    if (!talk)
        print_error("%s\n", error.text);
    assert_non_null(talk);
    assert_int_equal(talk->n_chapters, 3);
    assert_string_equal(talk->chapters[0].id, "practice");
    assert_string_equal(talk->chapters[0].caption, "My words.");
    assert_string_equal(talk->chapters[0].title, "Practice");
    assert_true(talk->chapters[0].moment.hours == 20.5f);
    assert_string_equal(talk->chapters[1].id, "path");
    assert_string_equal(talk->chapters[2].notes, "one\ntwo");
    assert_int_equal(talk->chapters[2].moment.phase, STORY_GROWTH);
    free(talk);
    free(base);
}

static void mistakes_are_told_with_line_and_remedy(void **state)
{
    (void)state;
    static const struct {
        const char *text, *told;
    } CASES[] = {
        {"", "t:1: this is no talk"},
        {"title: x\n", "t:1: there is no chapter"},
        {"title: x\nchapters:\n  - chapter: paht\n", "t:3: the chapter 'paht' has no title; "
                                                     "expected one, as it is none of Snowmelt's "
                                                     "own; did you mean 'path'?"},
        {"title: x\nchapters:\n  - chapter: path\n    veiw: snow\n", "t:4: unknown key 'veiw'"},
        {"title: x\nchapters:\n  - chapter: path\n    view: sonw\n", "t:4: unknown view 'sonw'"},
        {"title: x\nchapters:\n  - chapter: path\n    phase: end\n", "t:4: unknown phase 'end'"},
        {"title: x\nchapters:\n  - chapter: path\n    hours: soon\n", "t:4: hours is 'soon'"},
        {"title: x\nchapters:\n  - chapter: path\n    hours: 3\n", "t:3: the chapter 'path' waits"},
        {"title: x\nchapters:\n  - chapter: path\n  - chapter: path\n", "t:4: the chapter 'path' "
                                                                       "stands here a second"},
        {"title: x\nchapters:\n  - chapter: path\n    hidden: yes\n", "t:3: there is no chapter"},
        {"title: x\nchapters:\n  - chapter: path\n    caption: ''\n", "t:4: the caption is empty"},
        {"title: x\nchapters:\n  - chapter: path\n    caption: [a]\n", "t:4: 'caption' is a list"},
        {"title: x\nchapter: y\nchapters: []\n", "t:2: unknown key 'chapter'"},
        {"chapters:\n  - chapter: path\n", "t:1: the talk has no title"},
        {"title: x\nchapters:\n  - just text\n", "t:3: this is no chapter"},
        {"title: x\n\tchapters: y\n", "t:2: a tab indents"},
    };
    struct talk *base = tour();
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct error error = {0};
        struct talk *talk = talk_parse("t", CASES[i].text, strlen(CASES[i].text), base, &error);
        if (talk || strncmp(error.text, CASES[i].told, strlen(CASES[i].told)) != 0)
            fail_msg("'%s' and not '%s'", talk ? "nothing" : error.text, CASES[i].told);
        assert_int_equal(error.id, ERROR_TALK);
    }
    free(base);
}

/* ---- telling ---- */

struct stage {
    struct scenario *scenario;
    struct story *story;
    struct past *past;
    struct talk *talk;
    struct model_snapshot *snapshot;
    struct teller teller;
    uint64_t ticks;
};

static void open_stage(struct stage *stage, bool automatic)
{
    struct error error = {0};
    size_t size;
    *stage = (struct stage){.talk = tour()};
    char *text = asset("scenarios/worry.yaml", &size);
    stage->scenario = scenario_parse("worry", text, size, &error);
    free(text);
    struct story_options options = {.scenario = stage->scenario,
                                    .treatment = STORY_KETAMINE_THERAPY,
                                    .seed = 5,
                                    .cells_per_place = 10,
                                    .n_exc = 104,
                                    .n_inh = 24};
    stage->story = story_create(&options, &error);
    assert_non_null(stage->story);
    stage->past = past_create(stage->story, TICK_S);
    assert_non_null(stage->past);
    stage->snapshot = model_snapshot_create(story_model(stage->story));
    teller_init(&stage->teller, stage->talk, automatic);
}

static void close_stage(struct stage *stage)
{
    model_snapshot_destroy(stage->snapshot);
    past_destroy(stage->past);
    story_destroy(stage->story);
    scenario_destroy(stage->scenario);
    free(stage->talk);
}

/* One tick, with what the teller asks for before it. */
static void run(struct stage *stage)
{
    struct teller_order orders[TELLER_MOST_ORDERS];
    model_snapshot_take(story_model(stage->story), stage->snapshot);
    struct teller_look look = {.view = story_view(stage->story),
                               .now = &stage->snapshot->now,
                               .tick = stage->ticks,
                               .at = past_now(stage->past),
                               .end = past_end(stage->past),
                               .next = stage->ticks};
    unsigned n = teller_follow(&stage->teller, &look, TICK_S, orders);
    for (unsigned i = 0; i < n; i++) {
        if (orders[i].kind == TELLER_GO) {
            past_go(stage->past, orders[i].at);
            while (past_going(stage->past))
                past_step(stage->past);
            past_begin_here(stage->past);
        } else {
            past_ask(stage->past, &(struct story_wish){.action = orders[i].action});
        }
    }
    past_tick(stage->past);
    stage->ticks++;
}

static void run_until_arrived(struct stage *stage)
{
    int i = 0;
    while (!stage->teller.arrived || !story_view(stage->story)->held) {
        assert_true(i++ < 4000);
        run(stage);
    }
}

static void each_step_comes_to_the_moment_and_stays_there(void **state)
{
    (void)state;
    struct stage stage;
    open_stage(&stage, false);
    const struct story_view *view = story_view(stage.story);
    for (unsigned i = 0; i < stage.talk->n_chapters; i++) {
        const struct talk_moment *moment = &stage.talk->chapters[i].moment;
        run_until_arrived(&stage);
        assert_int_equal(stage.teller.chapter, i);
        assert_true(talk_reached(moment, view, &stage.snapshot->now));
        float h = view->story_h;
        double spikes = stage.snapshot->spike_s;
        bool session = view->practising;
        for (int k = 0; k < 40; k++)
            run(&stage); /* somebody talks */
        assert_true(stage.snapshot->spike_s > spikes + 4.0); /* it lives on */
        if (!session)
            assert_true(view->story_h - h < 0.1f); /* in its own slow pace */
        assert_true(view->speed == 1.0f);
        teller_step(&stage.teller, 1);
    }
    assert_int_equal(stage.teller.chapter, 8);
    close_stage(&stage);
}

static void going_back_brings_the_very_moment(void **state)
{
    (void)state;
    struct stage stage;
    open_stage(&stage, false);
    const struct story_view *view = story_view(stage.story);
    teller_to(&stage.teller, 3);
    run_until_arrived(&stage);
    float dose_h = view->story_h, dose = view->dose_mg_kg;
    assert_true(dose > 0.0f);
    teller_to(&stage.teller, 5);
    run_until_arrived(&stage);
    assert_int_equal(view->phase, STORY_GROWTH);
    uint64_t at;
    assert_true(teller_came(&stage.teller, 3, &at));
    assert_int_equal(teller_last_by(&stage.teller, at), 4);
    assert_int_equal(teller_last_by(&stage.teller, past_now(stage.past)), 6);
    assert_false(teller_came(&stage.teller, 8, &at) || teller_came(&stage.teller, 9, &at));
    teller_to(&stage.teller, 3);
    run(&stage);
    run_until_arrived(&stage);
    assert_int_equal(view->phase, STORY_DOSE);
    assert_true(view->story_h > dose_h - 0.2f && view->story_h < dose_h + 0.2f);
    teller_to(&stage.teller, 0);
    run(&stage);
    run_until_arrived(&stage);
    assert_int_equal(view->phase, STORY_RIGID);
    assert_true(view->dose_mg_kg == 0.0f); /* as if it had never been given */
    teller_to(&stage.teller, 8);
    run_until_arrived(&stage);
    assert_int_equal(view->phase, STORY_LASTING);
    close_stage(&stage);
}

static void chapters_of_one_moment_do_not_jump(void **state)
{
    (void)state;
    struct stage stage;
    open_stage(&stage, false);
    run_until_arrived(&stage);
    for (int i = 0; i < 8; i++)
        run(&stage);
    uint64_t at = past_now(stage.past);
    teller_step(&stage.teller, 1);
    run(&stage);
    assert_true(stage.teller.arrived);
    assert_true(past_now(stage.past) > at);
    close_stage(&stage);
}

static void let_go_it_plays_on_until_the_next_step(void **state)
{
    (void)state;
    struct stage stage;
    open_stage(&stage, false);
    const struct story_view *view = story_view(stage.story);
    run_until_arrived(&stage);
    teller_let_go(&stage.teller);
    past_ask(stage.past, &(struct story_wish){.action = STORY_DO_DOSE});
    for (int i = 0; i < 400 && view->phase < STORY_CASCADE; i++)
        run(&stage);
    assert_int_equal(view->phase, STORY_CASCADE);
    teller_to(&stage.teller, 1);
    run(&stage);
    run_until_arrived(&stage);
    assert_int_equal(view->phase, STORY_RIGID);
    close_stage(&stage);
}

static void pause_it(struct stage *stage)
{
    past_ask(stage->past, &(struct story_wish){.action = STORY_DO_PAUSE});
    for (int i = 0; i < 3; i++)
        run(stage);
    assert_true(story_view(stage->story)->paused);
}

static void a_step_ends_a_pause(void **state)
{
    (void)state;
    struct stage stage;
    open_stage(&stage, true);
    const struct story_view *view = story_view(stage.story);
    run_until_arrived(&stage);
    pause_it(&stage);
    float held = stage.teller.held_s;
    for (int i = 0; i < 2000; i++)
        run(&stage); /* longer than any sentence is read */
    assert_int_equal(stage.teller.chapter, 0);
    assert_true(stage.teller.held_s == held);
    teller_step(&stage.teller, 1);
    run(&stage);
    run_until_arrived(&stage);
    assert_false(view->paused);
    assert_int_equal(stage.teller.chapter, 1);
    close_stage(&stage);
}

static void a_step_ends_a_pause_before_the_path_is_worn(void **state)
{
    (void)state;
    struct stage stage;
    open_stage(&stage, false);
    const struct story_view *view = story_view(stage.story);
    run(&stage);
    assert_int_equal(view->phase, STORY_WEARING_IN);
    pause_it(&stage);
    teller_step(&stage.teller, 1);
    run(&stage);
    run_until_arrived(&stage);
    assert_false(view->paused);
    assert_int_equal(stage.teller.chapter, 1);
    close_stage(&stage);
}

static void it_tells_how_long_it_takes_and_when_it_is_free(void **state)
{
    (void)state;
    struct stage stage;
    open_stage(&stage, false);
    unsigned last = stage.talk->n_chapters - 1;
    assert_true(isinf(teller_left_s(&stage.teller)));
    run_until_arrived(&stage);
    assert_true(isinf(teller_left_s(&stage.teller))); /* there is more to come */
    teller_to(&stage.teller, last);
    run_until_arrived(&stage);
    float left = teller_left_s(&stage.teller);
    assert_true(left > 0.0f && left <= talk_reading_s(&stage.talk->chapters[last]));
    double told = teller_progress(&stage.teller);
    for (int i = 0; i < 20; i++)
        run(&stage);
    assert_true(teller_left_s(&stage.teller) < left);
    assert_true(teller_progress(&stage.teller) > told);
    assert_false(teller_is_free(&stage.teller, stage.ticks));
    teller_let_go(&stage.teller);
    teller_wait(&stage.teller, stage.ticks + 2);
    assert_false(teller_is_free(&stage.teller, stage.ticks + 2));
    assert_true(teller_is_free(&stage.teller, stage.ticks + 3));
    close_stage(&stage);
}

static void by_itself_it_takes_about_three_minutes(void **state)
{
    (void)state;
    struct stage stage;
    open_stage(&stage, true);
    while (story_view(stage.story)->phase == STORY_WEARING_IN)
        run(&stage);
    uint64_t began = stage.ticks;
    unsigned chapter = 0;
    while (!stage.teller.over) {
        run(&stage);
        assert_in_range(stage.teller.chapter, chapter, chapter + 1);
        chapter = stage.teller.chapter;
        assert_true(stage.ticks - began < 2000);
    }
    double s = (double)(stage.ticks - began) * TICK_S;
    assert_int_equal(chapter, 8);
    if (s < 140.0 || s > 220.0)
        fail_msg("it takes %g s", s);
    close_stage(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_tour_has_nine_chapters_that_can_be_read),
        cmocka_unit_test(an_own_talk_reorders_hides_and_says_it_otherwise),
        cmocka_unit_test(mistakes_are_told_with_line_and_remedy),
        cmocka_unit_test(each_step_comes_to_the_moment_and_stays_there),
        cmocka_unit_test(going_back_brings_the_very_moment),
        cmocka_unit_test(chapters_of_one_moment_do_not_jump),
        cmocka_unit_test(let_go_it_plays_on_until_the_next_step),
        cmocka_unit_test(a_step_ends_a_pause),
        cmocka_unit_test(a_step_ends_a_pause_before_the_path_is_worn),
        cmocka_unit_test(it_tells_how_long_it_takes_and_when_it_is_free),
        cmocka_unit_test(by_itself_it_takes_about_three_minutes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
