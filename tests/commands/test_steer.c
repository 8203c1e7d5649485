/* What keys, mouse and fingers do. The null device, a small network, no window. */
#include "steer_fixture.h"

#include "commands/talk_file.h"
#include "scene/pick.h"

static void test_keys_of_the_story(void **state)
{
    struct fixture *f = *state;
    wear_in(f);
    step(f);
    key(f, KEY_SPACE);
    assert_true(f->frame.view->paused);
    key(f, KEY_K);
    assert_false(f->frame.view->paused);
    key(f, KEY_PLUS);
    assert_true(f->frame.view->speed == 2.0f);
    key(f, KEY_MINUS);
    key(f, KEY_MINUS);
    assert_true(f->frame.view->speed == 0.5f);
    assert_true(f->frame.view->dose_mg_kg == 0.0f);
    key(f, KEY_D);
    assert_true(f->frame.view->dose_mg_kg > 0.0f);
    assert_true(f->steer.acted);
    key(f, KEY_R);
    assert_true(f->frame.view->dose_mg_kg == 0.0f);
}

static void test_buttons_do_the_same(void **state)
{
    struct fixture *f = *state;
    step(f);
    click(f, "pause");
    assert_true(f->frame.view->paused);
    click(f, "pause");
    assert_false(f->frame.view->paused);
    click(f, "faster");
    assert_true(f->frame.view->speed == 2.0f);
    click(f, "slower");
    assert_true(f->frame.view->speed == 1.0f);
    click(f, "full_screen");
    assert_true(f->steer.fullscreen);
    click(f, "help");
    assert_int_equal(ui_opened(f->ui), UI_DIALOG_HELP);
    click(f, "close");
    assert_int_not_equal(ui_opened(f->ui), UI_DIALOG_HELP);
}

/* Step by step, as who has only keys does. */
static void focus_on(struct fixture *f, const char *name)
{
    for (int i = 0; i < 80; i++) {
        key(f, KEY_TAB);
        const struct ui_node *node = ui_find(f->ui, name);
        if (node && node->focused)
            return;
    }
    fail_msg("keys do not come to '%s'", name);
}

static void test_keys_on_the_buttons(void **state)
{
    struct fixture *f = *state;
    step(f);
    key(f, KEY_TAB);
    key(f, KEY_ENTER);
    assert_true(f->frame.view->paused);
    focus_on(f, "more");
    key(f, KEY_ENTER);
    focus_on(f, "view_tour");
    key(f, KEY_ENTER);
    assert_true(scene_guided(f->scene));
    key(f, KEY_SHIFT_TAB);
    key(f, KEY_ENTER);
    assert_false(scene_guided(f->scene));
    assert_int_equal(scene_shown(f->scene), SCENE_SYNAPSE);
    while (!ui_find(f->ui, "full_screen")) {
        focus_on(f, "more");
        key(f, KEY_ENTER);
    }
    focus_on(f, "full_screen");
    key(f, KEY_ENTER);
    assert_true(f->steer.fullscreen);
    static const enum input_key VIEWS[] = {KEY_1, KEY_2, KEY_3, KEY_4};
    for (int v = 0; v < SCENE_VIEWS; v++) {
        key(f, VIEWS[v]);
        assert_int_equal(scene_shown(f->scene), v);
        assert_false(scene_guided(f->scene));
    }
    key(f, KEY_V);
    assert_int_equal(scene_shown(f->scene), SCENE_CIRCUIT);
    key(f, KEY_0);
    assert_true(scene_guided(f->scene));
    key(f, KEY_T);
    assert_int_equal(scene_theme(f->scene), PALETTE_DAY);
    key(f, KEY_T);
    assert_int_equal(scene_theme(f->scene), PALETTE_NIGHT);
    key(f, KEY_C);
    assert_int_equal(scene_palette_set(f->scene), PALETTE_HIGH_CONTRAST);
    key(f, KEY_C);
    assert_int_equal(scene_palette_set(f->scene), PALETTE_STANDARD);
}

static void test_figures(void **state)
{
    struct fixture *f = *state;
    step(f);
    key(f, KEY_I);
    assert_int_equal(ui_opened(f->ui), UI_DIALOG_FIGURES);
    key(f, KEY_H); /* one plate at a time */
    assert_int_equal(ui_opened(f->ui), UI_DIALOG_HELP);
    key(f, KEY_I);
    assert_int_equal(ui_opened(f->ui), UI_DIALOG_FIGURES);
    key(f, KEY_ESCAPE);
    assert_int_not_equal(ui_opened(f->ui), UI_DIALOG_FIGURES);
    assert_int_not_equal(ui_opened(f->ui), UI_DIALOG_QUIT);
    key(f, KEY_I);
    key(f, KEY_ENTER); /* on Close */
    assert_int_not_equal(ui_opened(f->ui), UI_DIALOG_FIGURES);
    assert_false(f->steer.next_story);
    key(f, KEY_N);
    assert_true(f->steer.next_story);
    assert_false(f->steer.compare);
    key(f, KEY_B);
    assert_true(f->steer.compare);
}

/* Wherever one is: what sounds must be easy to stop. */
static void test_sound_is_switched_from_everywhere(void **state)
{
    struct fixture *f = *state;
    step(f);
    for (int where = 0; where < 3; where++) {
        static const enum ui_dialog OPEN[] = {UI_DIALOG_NONE, UI_DIALOG_HELP, UI_DIALOG_QUIT};
        ui_open(f->ui, OPEN[where]);
        step(f);
        f->steer.sound = false;
        key(f, KEY_M);
        assert_true(f->steer.sound);
        assert_false(f->steer.quit);
    }
    while (ui_opened(f->ui) != UI_DIALOG_NONE)
        ui_close(f->ui);
    step(f);
    f->steer.sound = false;
    ui_tell_sound(f->ui, UI_SOUND_ON);
    step(f);
    const struct ui_node *button = reach(f, "sound");
    assert_non_null(button);
    assert_string_equal(button->value, "Sound: on");
    float x = button->box.x + 0.5f * button->box.w, y = button->box.y + 0.5f * button->box.h;
    struct input_event press = {.kind = INPUT_PRESS, .x = x, .y = y, .button = 1};
    struct input_event release = {.kind = INPUT_RELEASE, .x = x, .y = y, .button = 1};
    steer_event(&f->steer, &press);
    steer_event(&f->steer, &release);
    assert_true(f->steer.sound);
}

/* A key of the tour, and what it asks for. */
static enum ui_action asked_of_tour(struct fixture *f, enum input_key which)
{
    f->steer.tour = UI_NONE;
    key(f, which);
    return f->steer.tour;
}

static void test_keys_of_the_tour(void **state)
{
    static const struct {
        enum input_key key;
        enum ui_action action;
    } KEYS_OF_TOUR[] = {
        {KEY_PAGE_DOWN, UI_TALK_NEXT}, {KEY_N, UI_TALK_NEXT},   {KEY_PAGE_UP, UI_TALK_BACK},
        {KEY_P, UI_TALK_BACK},         {KEY_A, UI_TOUR_ITSELF}, {KEY_R, UI_TOUR_FIRST},
        {KEY_ESCAPE, UI_TOUR_END},
    };
    struct fixture *f = *state;
    struct error error = {0};
    struct talk *talk = talk_file_open("", &error);
    assert_non_null(talk);
    wear_in(f);
    step(f);
    assert_int_equal(asked_of_tour(f, KEY_G), UI_TOUR);
    f->steer.touring = true;
    ui_tell_tour(f->ui, &(struct ui_tour){.talk = talk, .leads = true, .chapter = 2});
    step(f);
    assert_null(ui_find(f->ui, "give_dose")); /* its buttons stand for the others */
    assert_string_equal(ui_find(f->ui, "chapters")->value, "Chapter 3 of 9");
    for (size_t i = 0; i < sizeof KEYS_OF_TOUR / sizeof *KEYS_OF_TOUR; i++)
        assert_int_equal(asked_of_tour(f, KEYS_OF_TOUR[i].key), KEYS_OF_TOUR[i].action);
    assert_int_not_equal(ui_opened(f->ui), UI_DIALOG_QUIT);
    assert_false(f->steer.next_story);
    /* It has its own pace, and its own time. */
    key(f, KEY_PLUS);
    key(f, KEY_EARLIER);
    assert_true(f->frame.view->speed == 1.0f);
    assert_false(f->steer.acted);
    key(f, KEY_SPACE);
    assert_true(f->frame.view->paused);
    assert_false(f->steer.acted);
    key(f, KEY_SPACE);
    click(f, "pause");
    assert_true(f->frame.view->paused);
    click(f, "pause");
    assert_false(f->frame.view->paused);
    key(f, KEY_G);
    assert_int_equal(ui_opened(f->ui), UI_DIALOG_CHAPTERS);
    assert_string_equal(reach(f, "chapter_3")->value, "A channel is blocked, shown");
    click(f, "chapter_7");
    assert_int_equal(f->steer.tour, UI_TALK_CHAPTER + 6);
    assert_int_equal(ui_opened(f->ui), UI_DIALOG_NONE);
    click(f, "tour_end");
    assert_int_equal(f->steer.tour, UI_TOUR_END);
    f->steer.touring = false;
    ui_tell_tour(f->ui, &(struct ui_tour){.talk = talk});
    step(f);
    click(f, "tour");
    assert_int_equal(f->steer.tour, UI_TOUR);
    free(talk);
}

static void test_help(void **state)
{
    static const enum input_key KEYS_OF_HELP[] = {KEY_H, KEY_F1, KEY_QUESTION};
    struct fixture *f = *state;
    step(f);
    for (size_t i = 0; i < 3; i++) {
        key(f, KEYS_OF_HELP[i]);
        assert_int_equal(ui_opened(f->ui), UI_DIALOG_HELP);
        key(f, KEYS_OF_HELP[i]);
        assert_int_not_equal(ui_opened(f->ui), UI_DIALOG_HELP);
    }
    key(f, KEY_H);
    key(f, KEY_PLUS); /* the story is left alone behind a dialog */
    assert_true(f->frame.view->speed == 1.0f);
    key(f, KEY_ESCAPE);
    assert_int_not_equal(ui_opened(f->ui), UI_DIALOG_HELP);
    assert_int_not_equal(ui_opened(f->ui), UI_DIALOG_QUIT);
    key(f, KEY_H);
    key(f, KEY_ENTER);
    assert_int_not_equal(ui_opened(f->ui), UI_DIALOG_HELP);
}

static void test_leaving_is_asked(void **state)
{
    struct fixture *f = *state;
    step(f);
    key(f, KEY_ESCAPE);
    assert_int_equal(ui_opened(f->ui), UI_DIALOG_QUIT);
    assert_false(f->steer.quit);
    key(f, KEY_N);
    assert_int_not_equal(ui_opened(f->ui), UI_DIALOG_QUIT);
    key(f, KEY_ESCAPE);
    key(f, KEY_ESCAPE);
    assert_int_not_equal(ui_opened(f->ui), UI_DIALOG_QUIT);
    key(f, KEY_ESCAPE);
    key(f, KEY_TAB);
    key(f, KEY_ENTER); /* on No now */
    assert_int_not_equal(ui_opened(f->ui), UI_DIALOG_QUIT);
    assert_false(f->steer.quit);
    key(f, KEY_ESCAPE);
    key(f, KEY_ENTER);
    assert_true(f->steer.quit);
    f->steer.quit = false;
    key(f, KEY_Y);
    assert_true(f->steer.quit);
}

static void test_closing_the_window_is_not_asked(void **state)
{
    struct fixture *f = *state;
    struct input_event event = {.kind = INPUT_QUIT};
    steer_event(&f->steer, &event);
    assert_true(f->steer.quit);
}

static float camera_change(struct fixture *f, const struct plan_camera *before)
{
    float change = 0.0f;
    step(f);
    for (int k = 0; k < 16; k++) {
        float d = (&f->plan->camera.view[0][0])[k] - (&before->view[0][0])[k];
        change += d * d;
        d = (&f->plan->camera.projection[0][0])[k] - (&before->projection[0][0])[k];
        change += d * d;
    }
    return change;
}

static void test_mouse_and_keys_move_the_camera(void **state)
{
    struct fixture *f = *state;
    step(f);
    step(f);
    struct plan_camera home = f->plan->camera;
    assert_true(camera_change(f, &home) < 1e-6f);

    static const enum input_key MOVES[] = {KEY_LEFT, KEY_RIGHT,   KEY_UP,
                                           KEY_DOWN, KEY_PAGE_UP, KEY_PAGE_DOWN};
    for (size_t i = 0; i < sizeof MOVES / sizeof *MOVES; i++) {
        key(f, MOVES[i]);
        assert_true(camera_change(f, &home) > 1e-4f);
        key(f, KEY_HOME);
        assert_true(camera_change(f, &home) < 1e-3f);
    }
    for (int button = 1; button <= 3; button++) {
        pointer(f, INPUT_PRESS, 400.0f, 300.0f, 0.0f, 0.0f, button);
        pointer(f, INPUT_POINTER, 460.0f, 330.0f, 60.0f, 30.0f, button);
        pointer(f, INPUT_RELEASE, 460.0f, 330.0f, 0.0f, 0.0f, button);
        assert_true(camera_change(f, &home) > 1e-4f);
        /* Let go: moving on no longer drags. */
        struct plan_camera let_go = f->plan->camera;
        pointer(f, INPUT_POINTER, 560.0f, 330.0f, 100.0f, 0.0f, 0);
        assert_true(camera_change(f, &let_go) < 1e-3f);
        key(f, KEY_HOME);
    }
    struct input_event wheel = {.kind = INPUT_WHEEL, .x = 400.0f, .y = 300.0f, .amount = 2.0f};
    steer_event(&f->steer, &wheel);
    assert_true(camera_change(f, &home) > 1e-4f);
    key(f, KEY_HOME);
    struct input_event pinch = {.kind = INPUT_PINCH, .amount = 1.3f};
    steer_event(&f->steer, &pinch);
    assert_true(camera_change(f, &home) > 1e-4f);
}

static void test_the_panel_does_not_drag(void **state)
{
    struct fixture *f = *state;
    step(f);
    step(f);
    struct plan_camera home = f->plan->camera;
    const struct ui_node *caption = ui_find(f->ui, "caption_plate");
    assert_non_null(caption);
    float x = caption->box.x + 5.0f, y = caption->box.y + 5.0f;
    pointer(f, INPUT_PRESS, x, y, 0.0f, 0.0f, 1);
    pointer(f, INPUT_POINTER, x + 60.0f, y, 60.0f, 0.0f, 1);
    pointer(f, INPUT_RELEASE, x + 60.0f, y, 0.0f, 0.0f, 1);
    assert_true(camera_change(f, &home) < 1e-6f);
}

/* A network with more links than the fixture's, looked at for so long. */
static void look(struct fixture *f, const struct synthetic *made, int pictures)
{
    struct story_view view = {.phase = STORY_RIGID};
    for (int i = 0; i < pictures; i++) {
        scene_observe(f->scene, &made->snapshot, &view);
        scene_animate(f->scene, 0.1);
    }
    plan_begin(f->plan, WIDTH, HEIGHT, 0.0);
    scene_draw(f->scene, f->plan);
}

/* The link drawn at a spot. */
static bool link_at(const struct scene *scene, const struct plan *plan, float x, float y,
                    uint64_t *id)
{
    struct pick pick;
    return pick_from(scene, plan, &pick) && pick_link(&pick, x, y, id);
}

/* A spot of the free picture with a link under it. */
static bool find_link(struct fixture *f, float *x, float *y, uint64_t *id)
{
    for (*y = 150.0f; *y < 500.0f; *y += 12.0f)
        for (*x = 100.0f; *x < 850.0f; *x += 12.0f)
            if (link_at(f->scene, f->plan, *x, *y, id))
                return true;
    return false;
}

static void test_a_tap_goes_to_a_synapse(void **state)
{
    struct fixture *f = *state;
    uint64_t id;
    float x, y;
    struct synthetic *made = synthetic_create();
    assert_non_null(made);
    f->steer.plan = f->plan;
    step(f);
    look(f, made, 20);
    assert_true(find_link(f, &x, &y, &id));
    /* A drag is no tap, nor is another button. */
    pointer(f, INPUT_PRESS, x, y, 0.0f, 0.0f, 1);
    pointer(f, INPUT_POINTER, x + 40.0f, y, 40.0f, 0.0f, 1);
    pointer(f, INPUT_POINTER, x, y, -40.0f, 0.0f, 1);
    pointer(f, INPUT_RELEASE, x, y, 0.0f, 0.0f, 1);
    pointer(f, INPUT_PRESS, x, y, 0.0f, 0.0f, 3);
    pointer(f, INPUT_RELEASE, x, y, 0.0f, 0.0f, 3);
    assert_int_equal(scene_shown(f->scene), SCENE_CIRCUIT);
    pointer(f, INPUT_PRESS, x, y, 0.0f, 0.0f, 1);
    pointer(f, INPUT_RELEASE, x + 2.0f, y, 0.0f, 0.0f, 1);
    assert_int_equal(scene_shown(f->scene), SCENE_SYNAPSE);
    look(f, made, 110);
    struct scene_synapse told;
    assert_true(scene_synapse(f->scene, &told) > 0.9f);
    assert_int_equal(told.id, id);
    free(made);
    key(f, KEY_ESCAPE);
    assert_int_not_equal(ui_opened(f->ui), UI_DIALOG_QUIT);
    assert_int_equal(scene_shown(f->scene), SCENE_CIRCUIT);
    key(f, KEY_ESCAPE);
    assert_int_equal(ui_opened(f->ui), UI_DIALOG_QUIT);
}

/* Lets the worker come to where it was sent. */
static void arrive(struct fixture *f)
{
    do
        step(f);
    while (f->frame.going < 1.0f);
}

static void play(struct fixture *f, unsigned ticks)
{
    worker_announce(f->worker, ticks);
    worker_take(f->worker, &f->frame);
    step(f);
}

static void test_the_sheet_gives_what_was_chosen(void **state)
{
    struct fixture *f = *state;
    wear_in(f);
    step(f);
    key(f, KEY_CHOOSE);
    assert_int_equal(ui_opened(f->ui), UI_DIALOG_DOSE);
    click(f, "mg_25");
    click(f, "route_nose");
    click(f, "practice_yes");
    assert_true(f->frame.view->dose_mg_kg == 0.0f && f->frame.view->next_mg_kg == 0.5f);
    assert_int_equal(f->frame.view->treatment, STORY_KETAMINE); /* nothing was asked yet */
    click(f, "give");
    play(f, 4);
    assert_int_equal(ui_opened(f->ui), UI_DIALOG_NONE);
    assert_true(f->frame.view->dose_mg_kg == 0.25f);
    assert_int_equal(f->frame.view->route, MODEL_ROUTE_INTRANASAL);
    assert_int_equal(f->frame.view->treatment, STORY_KETAMINE_THERAPY);
    click(f, "undo"); /* all of it in one */
    arrive(f);
    assert_true(f->frame.view->dose_mg_kg == 0.0f && f->frame.view->next_mg_kg == 0.5f);
    assert_int_equal(f->frame.view->treatment, STORY_KETAMINE);
    assert_false(f->frame.can_undo);
    click(f, "redo");
    arrive(f);
    assert_true(f->frame.view->dose_mg_kg == 0.25f);
}

static void test_what_was_chosen_is_kept_for_the_key(void **state)
{
    struct fixture *f = *state;
    wear_in(f);
    step(f);
    click(f, "give_dose"); /* the button asks, the key does not */
    assert_int_equal(ui_opened(f->ui), UI_DIALOG_DOSE);
    key(f, KEY_ESCAPE); /* left as it was */
    assert_false(f->frame.can_undo);
    key(f, KEY_CHOOSE);
    click(f, "mg_100");
    click(f, "close");
    assert_true(f->frame.view->next_mg_kg == 1.0f);
    assert_true(f->frame.view->dose_mg_kg == 0.0f);
    key(f, KEY_CHOOSE);
    assert_string_equal(reach(f, "mg_100")->value, "1.0, shown");
    key(f, KEY_CHOOSE);
    key(f, KEY_D);
    play(f, 4);
    assert_true(f->frame.view->dose_mg_kg == 1.0f);
}

static void test_the_bar_of_time_is_dragged(void **state)
{
    struct fixture *f = *state;
    wear_in(f);
    play(f, 600);
    uint64_t end = f->frame.now;
    key(f, KEY_SPACE);
    uint64_t hash = story_state_hash(f->story);
    const struct ui_node *bar = ui_find(f->ui, "time");
    assert_non_null(bar);
    float y = bar->box.y + 0.5f * bar->box.h, left = bar->box.x, width = bar->box.w;
    assert_true(bar->box.h >= 44.0f);
    pointer(f, INPUT_PRESS, left + 0.16f * width, y, 0.0f, 0.0f, 1);
    arrive(f);
    assert_int_equal(f->frame.now, end); /* nothing yet */
    pointer(f, INPUT_POINTER, left + 0.12f * width, y, -50.0f, 0.0f, 1);
    arrive(f);
    uint64_t first = f->frame.now;
    assert_true(first < end && f->frame.end == end); /* the picture follows */
    pointer(f, INPUT_RELEASE, left + 0.08f * width, y, 0.0f, 0.0f, 1);
    arrive(f);
    assert_true(f->frame.now < first && f->frame.end == end);
    /* And forth: the same bytes. */
    pointer(f, INPUT_PRESS, left + 0.99f * width, y, 0.0f, 0.0f, 1);
    pointer(f, INPUT_RELEASE, left + 0.99f * width, y, 0.0f, 0.0f, 1);
    arrive(f);
    assert_int_equal(f->frame.now, end);
    assert_true(story_state_hash(f->story) == hash);
}

static void test_arrows_go_through_time_from_the_bar(void **state)
{
    struct fixture *f = *state;
    wear_in(f);
    play(f, 600);
    key(f, KEY_SPACE);
    uint64_t end = f->frame.now;
    for (unsigned i = 0; i < f->scenario->n_places + 2; i++) /* places, the notice, the bar */
        key(f, KEY_SHIFT_TAB);
    assert_true(ui_on_time(f->ui));
    struct plan_camera before = f->plan->camera;
    key(f, KEY_LEFT);
    arrive(f);
    assert_int_equal(f->frame.now, end - 120);
    key(f, KEY_HOME);
    arrive(f);
    assert_int_equal(f->frame.now, 0);
    key(f, KEY_END);
    arrive(f);
    assert_int_equal(f->frame.now, end);
    assert_memory_equal(&before.view, &f->plan->camera.view, sizeof before.view); /* it looks on */
}

static void test_choices_are_handed_out(void **state)
{
    static const struct ui_story STORIES[] = {{"One", "Of one."}, {"Two", "Of two."}};
    static const char *const SAVED[] = {"first", "second"};
    struct fixture *f = *state;
    ui_offer_stories(f->ui, STORIES, 2);
    ui_offer_saved(f->ui, "/somewhere", SAVED, 2, true);
    step(f);
    click(f, "stories");
    click(f, "story_1");
    assert_int_equal(f->steer.chosen, UI_STORY_FIRST + 1);
    assert_int_equal(ui_opened(f->ui), UI_DIALOG_NONE);
    f->steer.chosen = UI_NONE;
    key(f, KEY_S);
    assert_true(f->steer.list);
    click(f, "save_picture");
    assert_int_equal(f->steer.save, UI_SAVE_PICTURE);
    assert_int_equal(ui_opened(f->ui), UI_DIALOG_NONE);
    key(f, KEY_S);
    click(f, "open");
    click(f, "saved_1");
    assert_int_equal(f->steer.chosen, UI_OPEN_FIRST + 1);
    ui_offer_saved(f->ui, "/somewhere", NULL, 0, false);
    key(f, KEY_OPEN);
    assert_int_equal(ui_opened(f->ui), UI_DIALOG_NONE);
}

/* While something saved is opened there is that to see, and the one way out of it. */
static void test_opening_is_given_up(void **state)
{
    struct fixture *f = *state;
    f->steer.opening = true;
    ui_opening(f->ui, true);
    ui_going(f->ui, 0.4f);
    step(f);
    assert_null(ui_find(f->ui, "pause"));
    assert_string_equal(ui_find(f->ui, "wearing_in")->value, "Opening what was saved, 40 %");
    const struct ui_node *cancel = ui_find(f->ui, "give_up");
    assert_non_null(cancel);
    assert_true(cancel->focusable && cancel->box.h >= 44.0f && cancel->box.w >= 44.0f);
    press_at(f, cancel);
    assert_true(f->steer.give_up);
    f->steer.give_up = false;
    focus_on(f, "give_up");
    key(f, KEY_ENTER);
    assert_true(f->steer.give_up);
    f->steer.give_up = false;
    key(f, KEY_ESCAPE);
    assert_true(f->steer.give_up);
    assert_int_equal(ui_opened(f->ui), UI_DIALOG_NONE);
    f->steer.give_up = f->steer.opening = false;
    ui_opening(f->ui, false);
    ui_going(f->ui, 1.0f);
    step(f);
    assert_null(ui_find(f->ui, "give_up"));
    assert_non_null(ui_find(f->ui, "pause"));
    key(f, KEY_ESCAPE); /* asks to leave, as ever */
    assert_false(f->steer.give_up);
    assert_int_equal(ui_opened(f->ui), UI_DIALOG_QUIT);
}

#define STEER_TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        STEER_TEST(test_keys_of_the_story),
        STEER_TEST(test_buttons_do_the_same),
        STEER_TEST(test_keys_on_the_buttons),
        STEER_TEST(test_figures),
        STEER_TEST(test_the_sheet_gives_what_was_chosen),
        STEER_TEST(test_what_was_chosen_is_kept_for_the_key),
        STEER_TEST(test_the_bar_of_time_is_dragged),
        STEER_TEST(test_arrows_go_through_time_from_the_bar),
        STEER_TEST(test_choices_are_handed_out),
        STEER_TEST(test_keys_of_the_tour),
        STEER_TEST(test_help),
        STEER_TEST(test_sound_is_switched_from_everywhere),
        STEER_TEST(test_opening_is_given_up),
        STEER_TEST(test_leaving_is_asked),
        STEER_TEST(test_closing_the_window_is_not_asked),
        STEER_TEST(test_mouse_and_keys_move_the_camera),
        STEER_TEST(test_the_panel_does_not_drag),
        STEER_TEST(test_a_tap_goes_to_a_synapse),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
