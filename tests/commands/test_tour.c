/* The tour as explore has it: each chapter waits for the model, by hand and by itself; leaving and
 * coming back keeps the way. A small network in lock-step, no window. */
#include "../scratch.h"

#include "commands/tour.h"
#include "platform/files.h"

static const double TICK_S = 0.25;

struct fixture {
    struct session session;
    struct story *story;
    struct scenario *scenario;
    struct tour tour;
};

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    struct error error = {0};
    char path[1024];
    size_t size;
    if (!f || !files_asset("scenarios/worry.yaml", path, sizeof path))
        return -1;
    char *text = files_read(path, 1 << 20, &size, &error);
    f->scenario = text ? scenario_parse(path, text, size, &error) : NULL;
    free(text);
    struct story_options story = {.scenario = f->scenario,
                                  .treatment = STORY_KETAMINE_THERAPY,
                                  .seed = 5,
                                  .cells_per_place = 10,
                                  .n_exc = 104,
                                  .n_inh = 24};
    struct worker_options worker = {.tick_s = TICK_S};
    struct scene_options scene = {.reduced_motion = true};
    f->story = f->scenario ? story_create(&story, &error) : NULL;
    f->session.worker = f->story ? worker_create(f->story, &worker, &error) : NULL;
    f->session.scenario = f->scenario;
    f->session.scene = scene_create(&scene, &error);
    if (!f->session.worker || !f->session.scene || !tour_open(&f->tour, "", &error))
        return -1;
    worker_take(f->session.worker, &f->session.frame);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    tour_close(&f->tour);
    scene_destroy(f->session.scene);
    worker_destroy(f->session.worker);
    story_destroy(f->story);
    scenario_destroy(f->scenario);
    free(f);
    return 0;
}

static const struct story_view *view_of(const struct fixture *f)
{
    return f->session.frame.view;
}

/* As explore does it, one tick a picture. */
static void run(struct fixture *f, int ticks)
{
    struct session *session = &f->session;
    for (int i = 0; i < ticks; i++) {
        worker_announce(session->worker, 1);
        session_look(session);
        tour_follow(&f->tour, session, TICK_S);
        if (f->tour.teller.over)
            tour_leave(&f->tour, session);
        tour_look(&f->tour, session, TICK_S);
    }
}

static void wear_in(struct fixture *f)
{
    while (view_of(f)->phase == STORY_WEARING_IN)
        run(f, 1);
}

/* Until the chapter told now is there; it does not come before the model is. */
static void arrive(struct fixture *f)
{
    const struct talk_moment *moment = &teller_chapter(&f->tour.teller)->moment;
    for (int i = 0; !f->tour.teller.arrived || !view_of(f)->held; i++) {
        assert_true(i < 4000);
        run(f, 1);
        bool there = talk_reached(moment, view_of(f), &f->session.frame.snapshot->now);
        assert_true(there || !f->tour.teller.arrived);
    }
}

static void act(struct fixture *f, enum ui_action action)
{
    tour_act(&f->tour, &f->session, action);
}

static void by_hand_each_chapter_waits_for_the_model_and_for_the_visitor(void **state)
{
    struct fixture *f = *state;
    act(f, UI_TALK_NEXT); /* nothing is led yet */
    assert_false(tour_leads(&f->tour));
    act(f, UI_TOUR);
    assert_true(tour_leads(&f->tour));
    for (unsigned i = 0; i < f->tour.talk->n_chapters; i++) {
        const struct talk_chapter *chapter = &f->tour.talk->chapters[i];
        enum scene_view view;
        arrive(f);
        assert_int_equal(f->tour.teller.chapter, i);
        assert_true(f->session.words->phase_title == chapter->title);
        assert_true(f->session.words->caption == chapter->caption);
        assert_true(f->session.words->science == chapter->science && chapter->science[0]);
        assert_true(scene_view_find(chapter->view, &view));
        assert_int_equal(scene_shown(f->session.scene), view);
        run(f, 60);
        assert_int_equal(f->tour.teller.chapter, i);
        assert_true(tour_leads(&f->tour));
        act(f, UI_TALK_NEXT);
    }
    act(f, UI_TALK_BACK);
    arrive(f);
    assert_int_equal(f->tour.teller.chapter, 7);
    act(f, UI_TOUR_FIRST);
    arrive(f);
    assert_int_equal(view_of(f)->phase, STORY_RIGID);
    assert_true(view_of(f)->dose_mg_kg == 0.0f);
}

static void by_itself_it_comes_to_its_end_and_lets_go(void **state)
{
    struct fixture *f = *state;
    unsigned seen = 0;
    act(f, UI_TOUR);
    act(f, UI_TOUR_ITSELF);
    for (int i = 0; tour_leads(&f->tour); i++) {
        assert_true(i < 3000);
        run(f, 1);
        seen |= 1u << f->tour.teller.chapter;
    }
    assert_int_equal(seen, 0x1ff);
    assert_null(f->session.words);
    run(f, 8);
    assert_int_equal(f->tour.state, TOUR_OFF);
    assert_int_equal(view_of(f)->phase, STORY_LASTING);
    assert_true(!view_of(f)->held && view_of(f)->speed == 1.0f);
    act(f, UI_TOUR); /* it has been told: again from the start */
    arrive(f);
    assert_int_equal(f->tour.teller.chapter, 0);
    assert_int_equal(view_of(f)->phase, STORY_RIGID);
}

static void leaving_keeps_the_state_and_coming_back_the_way(void **state)
{
    struct fixture *f = *state;
    act(f, UI_TOUR);
    act(f, UI_TALK_CHAPTER + 3);
    arrive(f);
    float h = view_of(f)->story_h;
    assert_int_equal(view_of(f)->phase, STORY_DOSE);
    act(f, UI_TOUR_END);
    assert_null(f->session.words);
    run(f, 8);
    assert_int_equal(f->tour.state, TOUR_OFF);
    assert_int_equal(view_of(f)->phase, STORY_DOSE); /* it goes on from there */
    assert_true(view_of(f)->story_h > h && !view_of(f)->held);
    while (view_of(f)->phase < STORY_GROWTH)
        run(f, 1);
    act(f, UI_TOUR);
    run(f, 2);
    arrive(f);
    assert_int_equal(f->tour.teller.chapter, 3);
    assert_int_equal(view_of(f)->phase, STORY_DOSE);
    assert_true(view_of(f)->story_h < h + 0.2f);
}

static void what_was_done_meanwhile_makes_it_begin_anew(void **state)
{
    struct fixture *f = *state;
    act(f, UI_TOUR);
    act(f, UI_TALK_CHAPTER + 2);
    arrive(f);
    act(f, UI_TOUR_END);
    run(f, 8);
    worker_do(f->session.worker, STORY_DO_DOSE);
    tour_give_way(&f->tour);
    run(f, 60);
    act(f, UI_TOUR);
    arrive(f);
    assert_int_equal(f->tour.teller.chapter, 0);
    assert_int_equal(view_of(f)->phase, STORY_RIGID);
    assert_true(view_of(f)->dose_mg_kg == 0.0f);
}

static void it_begins_where_the_path_is_worn_in(void **state)
{
    struct fixture *f = *state;
    wear_in(f);
    worker_do(f->session.worker, STORY_DO_DOSE);
    while (view_of(f)->phase < STORY_CASCADE)
        run(f, 1);
    act(f, UI_TOUR);
    arrive(f);
    assert_int_equal(view_of(f)->phase, STORY_RIGID);
    assert_true(view_of(f)->dose_mg_kg == 0.0f);
}

static void a_choice_made_before_is_taken_back(void **state)
{
    struct fixture *f = *state;
    struct story_wish salt = {.action = STORY_DO_SET_DOSE, .dose_mg_kg = 0.0f};
    run(f, 1);
    worker_ask(f->session.worker, &salt);
    run(f, 2);
    assert_true(view_of(f)->next_mg_kg == 0.0f);
    act(f, UI_TOUR);
    act(f, UI_TALK_CHAPTER + 2);
    arrive(f);
    assert_true(view_of(f)->dose_mg_kg == 0.5f);
}

static void a_dose_by_hand_plays_on_until_the_next_step(void **state)
{
    struct fixture *f = *state;
    act(f, UI_TOUR);
    arrive(f);
    worker_do(f->session.worker, STORY_DO_DOSE);
    tour_give_way(&f->tour);
    while (view_of(f)->phase < STORY_CASCADE)
        run(f, 1);
    assert_true(tour_leads(&f->tour));
    assert_null(f->session.words); /* the story tells of itself */
    act(f, UI_TALK_NEXT);
    run(f, 2);
    arrive(f);
    assert_int_equal(f->tour.teller.chapter, 1);
    assert_int_equal(view_of(f)->phase, STORY_RIGID);
}

/* Who wrote the scenario knows what it is about. */
static void sentences_of_the_scenario_are_told(void **state)
{
    struct fixture *f = *state;
    free(f->scenario->captions[STORY_RIGID]);
    f->scenario->captions[STORY_RIGID] = strdup("These steps again.");
    act(f, UI_TOUR);
    arrive(f);
    assert_string_equal(f->session.words->caption, "These steps again.");
    act(f, UI_TALK_NEXT); /* a chapter of the same phase, about the brain */
    arrive(f);
    assert_true(f->session.words->caption == f->tour.talk->chapters[1].caption);
}

static void another_story_is_led_from_its_start(void **state)
{
    struct fixture *f = *state;
    act(f, UI_TOUR);
    act(f, UI_TALK_CHAPTER + 2);
    arrive(f);
    tour_forget(&f->tour, &f->session);
    assert_false(tour_leads(&f->tour));
    assert_null(f->session.words);
    act(f, UI_TOUR);
    assert_int_equal(f->tour.teller.chapter, 0);
}

#define TOUR_TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TOUR_TEST(by_hand_each_chapter_waits_for_the_model_and_for_the_visitor),
        TOUR_TEST(by_itself_it_comes_to_its_end_and_lets_go),
        TOUR_TEST(leaving_keeps_the_state_and_coming_back_the_way),
        TOUR_TEST(what_was_done_meanwhile_makes_it_begin_anew),
        TOUR_TEST(it_begins_where_the_path_is_worn_in),
        TOUR_TEST(a_choice_made_before_is_taken_back),
        TOUR_TEST(a_dose_by_hand_plays_on_until_the_next_step),
        TOUR_TEST(sentences_of_the_scenario_are_told),
        TOUR_TEST(another_story_is_led_from_its_start),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
