/* What the tests of steering build on: a small network, the null device, no window. */
#ifndef SNOWMELT_TESTS_STEER_FIXTURE_H
#define SNOWMELT_TESTS_STEER_FIXTURE_H

#include "../scratch.h"

#include "../scene/synthetic.h"
#include "commands/steer.h"
#include "platform/files.h"

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

/* The story at its beginning; where it `remembers`, with the path worn in if another test did that. */
static inline bool begin_story(struct fixture *f, bool remembers)
{
    struct error error = {0};
    struct story_options story = {.scenario = f->scenario,
                                  .treatment = STORY_KETAMINE,
                                  .seed = 5,
                                  .cells_per_place = 10,
                                  .n_exc = 104,
                                  .n_inh = 24};
    struct worker_options worker = {.tick_s = 1.0 / 60.0, .remembers = remembers};
    worker_destroy(f->worker);
    story_destroy(f->story);
    f->story = story_create(&story, &error);
    f->worker = f->story ? worker_create(f->story, &worker, &error) : NULL;
    f->steer.worker = f->worker;
    return f->worker;
}

static inline int set_up(void **state)
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
    struct scene_options scene = {.reduced_motion = true};
    struct render_options render = {0};
    f->render = render_create(&render, &error);
    f->plan = plan_create();
    f->scene = scene_create(&scene, &error);
    f->ui = ui_create(NULL, &error);
    if (!f->render || !f->plan || !f->scene || !f->ui)
        return -1;
    f->steer = (struct steer){
        .scene = f->scene, .ui = f->ui, .height = HEIGHT, .tick_s = 1.0 / 60.0, .step = 120};
    if (!begin_story(f, false))
        return -1;
    *state = f;
    return 0;
}

static inline int tear_down(void **state)
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

static inline void step(struct fixture *f)
{
    worker_announce(f->worker, 1);
    worker_take(f->worker, &f->frame);
    steer_frame(&f->steer, &f->frame);
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

static inline void key(struct fixture *f, enum input_key which)
{
    struct input_event event = {.kind = INPUT_KEY, .key = which};
    steer_event(&f->steer, &event);
    step(f);
}

static inline void pointer(struct fixture *f, enum input_kind kind, float x, float y, float dx,
                           float dy, int button)
{
    struct input_event event = {.kind = kind, .x = x, .y = y, .dx = dx, .dy = dy, .button = button};
    steer_event(&f->steer, &event);
}

static inline void press_at(struct fixture *f, const struct ui_node *node)
{
    float x = node->box.x + 0.5f * node->box.w, y = node->box.y + 0.5f * node->box.h;
    pointer(f, INPUT_PRESS, x, y, 0.0f, 0.0f, 1);
    pointer(f, INPUT_RELEASE, x, y, 0.0f, 0.0f, 1);
    step(f);
}

/* On whatever page it stands. */
static inline const struct ui_node *reach(struct fixture *f, const char *name)
{
    for (int page = 0; page < 8 && !ui_find(f->ui, name) && ui_find(f->ui, "more"); page++)
        press_at(f, ui_find(f->ui, "more"));
    return ui_find(f->ui, name);
}

static inline void click(struct fixture *f, const char *name)
{
    const struct ui_node *node = reach(f, name);
    if (!node)
        fail_msg("there is no '%s'", name);
    press_at(f, node);
}

/* The first thing a test does with its story, if it does. */
static inline void wear_in(struct fixture *f)
{
    assert_true(begin_story(f, true));
    do {
        worker_announce(f->worker, 10);
        worker_take(f->worker, &f->frame);
    } while (f->frame.view->phase == STORY_WEARING_IN);
}

#endif
