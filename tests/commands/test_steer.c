/* What keys, mouse and fingers do. The null device, a small network, no window. */
#include "../scratch.h"

#include "commands/steer.h"
#include "platform/files.h"
#include "../scene/synthetic.h"

enum { WIDTH = 1280, HEIGHT = 720 };

struct fixture {
    struct scenario *scenario;
    struct story *story;
    struct worker *worker;
    struct worker_frame frame;
    struct render *render;
    struct plan *plan;
    struct scene *scene;
    struct ui *ui;
    struct steer steer;
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
    if (!f->scenario)
        return -1;
    struct story_options story = {.scenario = f->scenario,
                                  .treatment = STORY_KETAMINE,
                                  .seed = 5,
                                  .cells_per_place = 10,
                                  .n_exc = 104,
                                  .n_inh = 24};
    struct worker_options worker = {.tick_s = 1.0 / 60.0};
    struct scene_options scene = {.reduced_motion = true};
    struct render_options render = {0};
    f->story = story_create(&story, &error);
    f->worker = f->story ? worker_create(f->story, &worker, &error) : NULL;
    f->render = render_create(&render, &error);
    f->plan = plan_create();
    f->scene = scene_create(&scene, &error);
    f->ui = ui_create(NULL, &error);
    if (!f->worker || !f->render || !f->plan || !f->scene || !f->ui)
        return -1;
    f->steer =
        (struct steer){.worker = f->worker, .scene = f->scene, .ui = f->ui, .height = HEIGHT};
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    ui_destroy(f->ui);
    scene_destroy(f->scene);
    plan_destroy(f->plan);
    render_destroy(f->render);
    worker_destroy(f->worker);
    story_destroy(f->story);
    scenario_destroy(f->scenario);
    free(f);
    return 0;
}

static void step(struct fixture *f)
{
    worker_announce(f->worker, 1);
    worker_take(f->worker, &f->frame);
    scene_observe(f->scene, f->frame.snapshot, f->frame.view);
    for (int i = 0; i < 40; i++)
        scene_animate(f->scene, 0.1);
    for (int i = 0; i < 12; i++) {
        plan_begin(f->plan, WIDTH, HEIGHT, 0.0);
        scene_draw(f->scene, f->plan);
        ui_wake(f->ui);
        ui_build(f->ui, f->render, f->scenario, f->scene, f->frame.snapshot, f->frame.view, f->plan,
                 0.1);
    }
}

static void key(struct fixture *f, enum input_key which)
{
    struct input_event event = {.kind = INPUT_KEY, .key = which};
    steer_event(&f->steer, &event);
    step(f);
}

static void pointer(struct fixture *f, enum input_kind kind, float x, float y, float dx, float dy,
                    int button)
{
    struct input_event event = {.kind = kind, .x = x, .y = y, .dx = dx, .dy = dy, .button = button};
    steer_event(&f->steer, &event);
}

static void click(struct fixture *f, const char *name)
{
    const struct ui_node *node = ui_find(f->ui, name);
    if (!node)
        fail_msg("there is no '%s'", name);
    float x = node->box.x + 0.5f * node->box.w, y = node->box.y + 0.5f * node->box.h;
    pointer(f, INPUT_PRESS, x, y, 0.0f, 0.0f, 1);
    pointer(f, INPUT_RELEASE, x, y, 0.0f, 0.0f, 1);
    step(f);
}

static void wear_in(struct fixture *f)
{
    do {
        worker_announce(f->worker, 10);
        worker_take(f->worker, &f->frame);
    } while (f->frame.view->phase == STORY_WEARING_IN);
}

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

static void test_keys_on_the_buttons(void **state)
{
    struct fixture *f = *state;
    step(f);
    key(f, KEY_TAB);
    key(f, KEY_ENTER);
    assert_true(f->frame.view->paused);
    key(f, KEY_SHIFT_TAB); /* the notice, the last of all */
    key(f, KEY_SHIFT_TAB);
    key(f, KEY_ENTER);
    assert_true(scene_guided(f->scene));
    key(f, KEY_SHIFT_TAB);
    key(f, KEY_ENTER);
    assert_false(scene_guided(f->scene));
    assert_int_equal(scene_shown(f->scene), SCENE_SYNAPSE);
    for (int i = 0; i < SCENE_VIEWS + 1; i++)
        key(f, KEY_SHIFT_TAB);
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
    const struct ui_node *button = ui_find(f->ui, "sound");
    assert_non_null(button);
    assert_string_equal(button->value, "Sound: on");
    float x = button->box.x + 0.5f * button->box.w, y = button->box.y + 0.5f * button->box.h;
    struct input_event press = {.kind = INPUT_PRESS, .x = x, .y = y, .button = 1};
    struct input_event release = {.kind = INPUT_RELEASE, .x = x, .y = y, .button = 1};
    steer_event(&f->steer, &press);
    steer_event(&f->steer, &release);
    assert_true(f->steer.sound);
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

/* A spot of the free picture with a link under it. */
static bool find_link(struct fixture *f, float *x, float *y, uint64_t *id)
{
    for (*y = 150.0f; *y < 500.0f; *y += 12.0f)
        for (*x = 100.0f; *x < 850.0f; *x += 12.0f)
            if (scene_pick(f->scene, f->plan, *x, *y, id))
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

#define STEER_TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        STEER_TEST(test_keys_of_the_story),
        STEER_TEST(test_buttons_do_the_same),
        STEER_TEST(test_keys_on_the_buttons),
        STEER_TEST(test_figures),
        STEER_TEST(test_help),
        STEER_TEST(test_sound_is_switched_from_everywhere),
        STEER_TEST(test_leaving_is_asked),
        STEER_TEST(test_closing_the_window_is_not_asked),
        STEER_TEST(test_mouse_and_keys_move_the_camera),
        STEER_TEST(test_the_panel_does_not_drag),
        STEER_TEST(test_a_tap_goes_to_a_synapse),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
