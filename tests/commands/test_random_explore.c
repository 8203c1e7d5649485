/* A hundred thousand events without sense: the window takes them all, and the way back stays. */
#include "../random_events.h"
#include "steer_fixture.h"

enum { EVENTS_A_PICTURE = 50, EVENTS_A_CHECK = 5000, TICKS_A_PICTURE = 10 };
#ifdef SNOWMELT_SANITIZED
enum { EVENTS = 25000 }; /* whatever is touched is touched by the first of them */
#else
enum { EVENTS = 100000 };
#endif

static void picture(struct fixture *f, double dt_s)
{
    worker_announce(f->worker, TICKS_A_PICTURE);
    worker_take(f->worker, &f->frame);
    steer_frame(&f->steer, &f->frame);
    scene_observe(f->scene, f->frame.snapshot, f->frame.view);
    scene_animate(f->scene, dt_s);
    plan_begin(f->plan, WIDTH, HEIGHT, 0.0);
    scene_draw(f->scene, f->plan);
    ui_build(f->ui, f->render, f->scenario, f->scene, f->frame.snapshot, f->frame.view, f->plan,
             dt_s);
    f->steer.plan = f->plan;
}

/* In and out of a tour, as the command does it. */
static void obey_tour(struct fixture *f, const struct talk *talk)
{
    if (f->steer.tour == UI_TOUR || f->steer.tour == UI_TOUR_END)
        f->steer.touring = f->steer.tour == UI_TOUR;
    f->steer.tour = UI_NONE;
    ui_tell_tour(f->ui, &(struct ui_tour){.talk = talk, .leads = f->steer.touring});
}

static void press_key(struct fixture *f, const struct talk *talk, enum input_key which)
{
    struct input_event event = {.kind = INPUT_KEY, .key = which};
    steer_event(&f->steer, &event);
    obey_tour(f, talk);
    picture(f, 0.1);
}

/* From wherever it is: Escape leads out, level by level, to the question whether to leave, and N
 * back to the picture, whose keys and buttons do what they say. */
static void assert_way_back(struct fixture *f, const struct talk *talk)
{
    struct input_event release = {.kind = INPUT_RELEASE, .button = f->steer.dragging};
    steer_event(&f->steer, &release);
    for (int i = 0; i < 12 && ui_opened(f->ui) != UI_DIALOG_QUIT; i++)
        press_key(f, talk, KEY_ESCAPE);
    assert_int_equal(ui_opened(f->ui), UI_DIALOG_QUIT);
    press_key(f, talk, KEY_N);
    assert_int_equal(ui_opened(f->ui), UI_DIALOG_NONE);
    press_key(f, talk, KEY_HOME);
    for (int i = 0; i < 60; i++) {
        ui_wake(f->ui);
        picture(f, 0.2);
    }
    assert_non_null(reach(f, "pause"));
    bool paused = f->frame.view->paused;
    press_key(f, talk, KEY_K);
    picture(f, 0.1);
    assert_int_equal(f->frame.view->paused, !paused);
}

static void assert_sound(const struct fixture *f)
{
    const float *camera = &f->plan->camera.view[0][0];
    for (int i = 0; i < 16; i++)
        assert_true(isfinite(camera[i]));
    for (int i = 0; i < 3; i++)
        assert_true(isfinite(f->plan->camera.eye[i]));
    uint32_t n;
    const struct ui_node *nodes = ui_nodes(f->ui, &n);
    for (uint32_t i = 0; i < n; i++)
        assert_true(isfinite(nodes[i].box.x) && isfinite(nodes[i].box.y));
}

static void nothing_sent_to_it_loses_the_way_back(void **state)
{
    struct fixture *f = *state;
    static const struct talk talk = {.title = "Two chapters",
                                     .chapters = {{.title = "One"}, {.title = "Two"}},
                                     .n_chapters = 2};
    unsigned worn = 0; /* checks that found the story begun */
    struct random_events random = {.state = 20261125u, .width = WIDTH, .height = HEIGHT};
    wear_in(f);
    for (int i = 1; i <= EVENTS; i++) {
        struct input_event event = random_event(&random);
        if (event.key == KEY_R && random_next(&random) % 16)
            event.key = KEY_NONE; /* or the path would never be worn in */
        steer_meet(&f->steer, &event);
        steer_event(&f->steer, &event);
        /* What the command would carry out, and set back. */
        f->steer.quit = f->steer.fullscreen = f->steer.next_story = f->steer.list = false;
        f->steer.compare = f->steer.sound = f->steer.voice = f->steer.acted = false;
        f->steer.save = f->steer.chosen = UI_NONE;
        obey_tour(f, &talk);
        if (i % EVENTS_A_PICTURE == 0) {
            picture(f, 0.05);
            assert_sound(f);
        }
        if (i % EVENTS_A_CHECK == 0) {
            worn += f->frame.view->phase != STORY_WEARING_IN;
            assert_way_back(f, &talk);
        }
    }
    print_message("the story had begun in %u of %d\n", worn, EVENTS / EVENTS_A_CHECK);
    assert_true(worn > 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(nothing_sent_to_it_loses_the_way_back, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
