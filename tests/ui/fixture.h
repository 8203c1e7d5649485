/* What the ui tests build on: the null device and a story with long words and large figures. */
#ifndef SNOWMELT_TESTS_UI_FIXTURE_H
#define SNOWMELT_TESTS_UI_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "render/render.h"
#include "scene/scene.h"
#include "ui/ui.h"

enum { FIXTURE_PLACES = 8 };

struct fixture {
    struct render *render;
    struct plan *plan;
    struct scene *scene;
    struct ui *ui;
    struct scenario scenario;
    struct scenario_place places[FIXTURE_PLACES];
    unsigned steps[4];
    struct story_view view;
    struct model_snapshot snapshot;
    struct ui_time time;
};

static inline void fixture_story(struct fixture *f)
{
    static const char *const LABELS[FIXTURE_PLACES] = {
        "What if it goes wrong", "Checking it again",    "Awake at night",
        "Calling off the visit", "Breathing out slowly", "A walk by the river",
        "Talking with a friend", "A small brave step",
    };
    for (int i = 0; i < FIXTURE_PLACES; i++) {
        f->places[i].id = (char *)LABELS[i];
        f->places[i].label = (char *)LABELS[i];
        float *mm = f->places[i].position_mm;
        mm[0] = (float)(i % 4) * 14.0f - 21.0f;
        mm[1] = (float)(i / 4) * 18.0f - 9.0f;
        mm[2] = (float)(i % 3) * 4.0f;
        memcpy(f->snapshot.place_mm[i], mm, sizeof f->snapshot.place_mm[i]);
    }
    for (unsigned i = 0; i < 4; i++)
        f->steps[i] = i;
    f->scenario.title = (char *)"A worry that circles";
    f->scenario.places = f->places;
    f->scenario.n_places = FIXTURE_PLACES;
    f->scenario.trodden.steps = f->steps;
    f->scenario.trodden.n_steps = 4;

    f->snapshot.n_places = FIXTURE_PLACES;
    f->snapshot.n_regions = 2;
    f->snapshot.winner = -1;
    f->snapshot.cue = -1;
    f->snapshot.now.rigidity = 0.57f;
    f->snapshot.now.occupancy = 0.38f;
    f->snapshot.now.bdnf = 1.62f;
    f->snapshot.now.glutamate = 0.71f;
    f->snapshot.now.spine_density = 1.34f;
    f->snapshot.now.new_synapses = 12345;

    f->view.phase = STORY_LASTING;
    f->view.phase_title = "A chain of signals";
    f->view.caption = "Glutamate rises, AMPA receptors answer, and cells release BDNF, which helps "
                      "them grow.";
    f->view.source = "Graupner & Brunel 2012; Wilkinson et al. 2021, not settled";
    f->view.wear_in = 1.0f;
    f->view.clock = STORY_CLOCK_DAYS;
    f->view.told_rate = 216000.0;
    f->view.paused = true;
    f->view.speed = 1.0f;
    f->view.treatment = STORY_KETAMINE_THERAPY;
    f->view.dose_mg_kg = 0.5f;
    f->view.story_h = 700.0f;
    f->view.stimulated = -1;
    f->view.n_points = 600;
    static const float HOURS[] = {-0.2f, 0.0f, 2.0f, 12.0f, 160.0f, 700.0f};
    for (uint32_t i = 0; i < f->view.n_points; i++) {
        struct story_point *point = &f->view.points[i];
        point->screen_s = 0.15f * (float)i;
        uint32_t at = i / 120;
        float share = (float)(i % 120) / 120.0f;
        point->story_h = HOURS[at] + share * (HOURS[at + 1] - HOURS[at]);
        point->phase = (uint8_t)(STORY_RIGID + at);
        point->rigidity = 0.8f - 0.0005f * (float)i;
        point->new_synapses = 20.0f * (float)i;
        point->occupancy = 0.4f * share;
        point->bdnf = 1.0f + share;
        point->glutamate = 1.3f - 0.6f * share;
        point->spine_density = 1.0f + 0.0005f * (float)i;
    }
}

/* A minute and a half with a dose and a bit of practice, gone back to its middle. */
static inline void fixture_time(struct fixture *f)
{
    f->time = (struct ui_time){
        .now = 2700, .end = 5400, .tick_s = 1.0 / 60.0, .can_undo = true, .can_redo = false};
    for (int phase = STORY_WEARING_IN; phase < STORY_PHASES; phase++)
        f->time.marks[f->time.n_marks++] =
            (struct ui_mark){.at = (uint64_t)(720 * phase),
                             .kind = UI_MARK_CHAPTER,
                             .phase = (enum story_phase)phase};
    f->time.marks[f->time.n_marks++] = (struct ui_mark){.at = 1439, .kind = UI_MARK_DOSE};
    f->time.marks[f->time.n_marks++] = (struct ui_mark){.at = 3700, .kind = UI_MARK_PLACE};
    f->time.marks[f->time.n_marks++] = (struct ui_mark){.at = 4000, .kind = UI_MARK_PRACTICE};
}

static inline int fixture_open(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    if (!f)
        return -1;
    struct render_options render = {0};
    struct scene_options scene = {.reduced_motion = true};
    struct error error;
    f->render = render_create(&render, &error);
    f->plan = plan_create();
    f->scene = scene_create(&scene, &error);
    f->ui = ui_create(NULL, &error);
    if (!f->render || !f->plan || !f->scene || !f->ui)
        return -1;
    fixture_story(f);
    fixture_time(f);
    scene_observe(f->scene, &f->snapshot, &f->view);
    *state = f;
    return 0;
}

static inline int fixture_close(void **state)
{
    struct fixture *f = *state;
    ui_destroy(f->ui);
    scene_destroy(f->scene);
    plan_destroy(f->plan);
    render_destroy(f->render);
    free(f);
    return 0;
}

static inline void fixture_scale(struct fixture *f, float text_scale)
{
    struct ui_options options = {.text_scale = text_scale};
    struct error error;
    ui_destroy(f->ui);
    f->ui = ui_create(&options, &error);
    assert_non_null(f->ui);
}

/* Words longer than in English, in a language that is not there yet: every letter is wider. */
static inline void fixture_stretch(struct fixture *f, float stretch)
{
    struct render_options options = {.letter_em = 0.5f * stretch};
    struct error error;
    render_destroy(f->render);
    f->render = render_create(&options, &error);
    assert_non_null(f->render);
}

static inline void fixture_theme(struct fixture *f, enum palette_theme theme)
{
    struct scene_options options = {.reduced_motion = true, .theme = theme};
    struct error error;
    scene_destroy(f->scene);
    f->scene = scene_create(&options, &error);
    assert_non_null(f->scene);
    scene_observe(f->scene, &f->snapshot, &f->view);
}

static inline void fixture_build(struct fixture *f, int width, int height, double dt)
{
    ui_tell_time(f->ui, &f->time);
    plan_begin(f->plan, width, height, 0.0);
    ui_leave_free(f->ui, f->plan);
    scene_draw(f->scene, f->plan);
    ui_build(f->ui, f->render, &f->scenario, f->scene, &f->snapshot, &f->view, f->plan, dt);
}

/* Three seconds, until all that fades has settled, with the buttons still awake. */
static inline void fixture_settle(struct fixture *f, int width, int height)
{
    for (int i = 0; i < 10; i++) {
        ui_wake(f->ui);
        fixture_build(f, width, height, 0.3);
    }
}

static inline void fixture_centre(struct fixture *f, const char *name, float *x, float *y)
{
    const struct ui_node *node = ui_find(f->ui, name);
    if (!node)
        fail_msg("there is no node '%s'", name);
    *x = node->box.x + 0.5f * node->box.w;
    *y = node->box.y + 0.5f * node->box.h;
}

/* Presses and lets go in the middle of a node. */
static inline enum ui_action fixture_press(struct fixture *f, const char *name)
{
    float x, y;
    bool inside;
    fixture_centre(f, name, &x, &y);
    ui_pointer(f->ui, x, y, true, false, &inside);
    return ui_pointer(f->ui, x, y, false, true, &inside);
}

/* The node, on whatever page of the buttons or of a sheet it stands; NULL if on none. */
static inline const struct ui_node *fixture_reach(struct fixture *f, const char *name, int width,
                                                  int height)
{
    for (int page = 0; page < 24; page++) {
        const struct ui_node *node = ui_find(f->ui, name);
        if (node || !ui_find(f->ui, "more"))
            return node;
        fixture_press(f, "more");
        fixture_settle(f, width, height);
    }
    return NULL;
}

#endif
