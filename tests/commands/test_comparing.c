/* The comparison on the screen, without a window: panes of all arms, what keys do, and that the
 * story it came from is where it was. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "commands/comparing.h"

enum { WIDTH = 640, HEIGHT = 360 };

struct fixture {
    struct session session;
    struct comparing comparing;
    uint64_t story; /* its hash before */
};

static int setup(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    struct error error = {0};
    struct options options;
    char *line[] = {"snowmelt", "record", "--compare", "--size", "640x360", NULL};
    struct session_wish wish = {.offscreen = true,
                                .scale = 1.0f,
                                .debug = true,
                                .cells_per_place = 10,
                                .n_exc = 104,
                                .n_inh = 24};
    if (!f || !options_parse(&options, 5, line, &error) ||
        !session_open(&f->session, &options, &wish, &error) ||
        !comparing_open(&f->comparing, &f->session, 0, true, &error)) {
        print_error("%s\n", error.text);
        return -1;
    }
    f->story = story_state_hash(f->session.story);
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    comparing_close(&f->comparing);
    session_close(&f->session);
    free(f);
    return 0;
}

static void step(struct fixture *f)
{
    struct error error;
    crew_announce(f->comparing.crew, 2);
    assert_true(comparing_look(&f->comparing, &error));
    comparing_lay_out(&f->comparing, WIDTH, HEIGHT, 1.0 / 30.0, 1.0 / 30.0);
    assert_true(session_draw(&f->session, &error));
}

static void press(struct fixture *f, enum input_key key)
{
    struct input_event event = {.kind = INPUT_KEY, .key = key};
    comparing_event(&f->comparing, &event, HEIGHT);
}

static double light(const uint8_t *pixels, struct plan_box box)
{
    double sum = 0.0;
    for (int y = (int)box.y; y < (int)(box.y + box.h); y++)
        for (int x = (int)box.x; x < (int)(box.x + box.w); x++)
            sum += pixels[3 * (y * WIDTH + x)];
    return sum / (double)(box.w * box.h);
}

static void every_arm_has_a_pane(void **state)
{
    struct fixture *f = *state;
    struct comparing *c = &f->comparing;
    static uint8_t pixels[WIDTH * HEIGHT * 3];
    step(f);
    assert_int_equal(f->session.plan->n_panes, 0); /* nothing to see while the path is worn in */
    assert_non_null(compare_find(c->words, "wearing_in"));
    while (c->frame.view->wear_in < 1.0f) {
        crew_announce(c->crew, 1);
        crew_take(c->crew, &c->frame);
    }
    for (int i = 0; i < 90; i++)
        step(f);
    assert_int_equal(f->session.plan->n_panes, 4);
    render_capture(f->session.render, pixels);
    double first = light(pixels, c->layout.panes[0]);
    assert_true(first > 5.0);
    for (unsigned a = 1; a < 4; a++) {
        double here = light(pixels, c->layout.panes[a]);
        assert_true(here > 0.85 * first && here < 1.15 * first); /* all are the same still */
    }
    assert_int_equal(render_stats(f->session.render)->gl_errors, 0);
}

static void keys_mean_all_panes(void **state)
{
    struct fixture *f = *state;
    struct comparing *c = &f->comparing;
    press(f, KEY_2);
    for (unsigned a = 0; a < 4; a++)
        assert_int_equal(scene_shown(c->scenes[a]), SCENE_SNOW);
    press(f, KEY_4); /* one synapse is no way to compare networks */
    assert_int_equal(scene_shown(c->scenes[0]), SCENE_SNOW);
    press(f, KEY_V);
    assert_int_equal(scene_shown(c->scenes[3]), SCENE_FOREST);
    press(f, KEY_T);
    for (unsigned a = 0; a < 4; a++)
        assert_int_equal(scene_theme(c->scenes[a]), PALETTE_DAY);
    assert_int_equal(scene_theme(f->session.scene), PALETTE_DAY); /* it is kept on the way back */
    press(f, KEY_SPACE);
    step(f);
    assert_true(c->frame.view->paused);
    float hours = c->frame.view->hours;
    step(f);
    assert_true(c->frame.view->hours == hours);
    press(f, KEY_SPACE);
    press(f, KEY_PLUS);
    step(f);
    assert_true(c->frame.view->speed == 2.0f && c->frame.view->hours > hours);
    press(f, KEY_R);
    step(f);
    assert_true(c->frame.view->hours < hours);
}

static void back_fades_and_leaves_the_story_alone(void **state)
{
    struct fixture *f = *state;
    struct comparing *c = &f->comparing;
    press(f, KEY_ESCAPE);
    assert_true(c->leaving && !c->quit);
    int steps = 0;
    for (; c->shown > 0.0f; steps++) {
        assert_true(steps < 100);
        step(f);
    }
    assert_true(steps > 20); /* no cut */
    assert_true(story_state_hash(f->session.story) == f->story);
}

/* In turns each pane is drawn every second time, and none is forgotten: two pictures on all show what
 * they show without. */
static void panes_are_drawn_in_turn(void **state)
{
    struct fixture *f = *state;
    struct comparing *c = &f->comparing;
    struct plan *plan = f->session.plan;
    unsigned drawn[4] = {0};
    c->in_turns = true;
    while (c->shown < 1.0f)
        step(f);
    for (int i = 0; i < 6; i++) {
        step(f);
        assert_int_equal(plan->n_panes, 4);
        assert_int_equal(plan->panes[0].stands, plan->panes[3].stands);
        assert_int_equal(plan->panes[1].stands, plan->panes[2].stands);
        assert_int_not_equal(plan->panes[0].stands, plan->panes[1].stands);
        for (int a = 0; a < 4; a++)
            drawn[a] += !plan->panes[a].stands;
    }
    for (int a = 0; a < 4; a++)
        assert_int_equal(drawn[a], 3);
    static uint8_t pixels[WIDTH * HEIGHT * 3];
    render_capture(f->session.render, pixels);
    for (unsigned a = 0; a < 4; a++)
        assert_true(light(pixels, c->layout.panes[a]) > 5.0);
    c->in_turns = false;
    step(f);
    for (int a = 0; a < 4; a++)
        assert_false(plan->panes[a].stands);
    assert_int_equal(render_stats(f->session.render)->gl_errors, 0);
}

/* Whoever comes from a story meets its path, which is not worn in again. */
static void a_story_hands_its_worn_path_over(void **state)
{
    struct fixture *f = *state;
    struct session *session = &f->session;
    uint64_t worn = 0;
    while (session->frame.view->phase == STORY_WEARING_IN) {
        worker_announce(session->worker, 1);
        worker_take(session->worker, &session->frame);
    }
    worn = model_state_hash(story_model(session->story));
    worker_do(session->worker, STORY_DO_DOSE);
    worker_announce(session->worker, 20);
    worker_take(session->worker, &session->frame);
    f->story = story_state_hash(session->story);
    comparing_close(&f->comparing);
    assert_true(comparing_open(&f->comparing, session, 0, true, NULL));
    struct comparing *c = &f->comparing;
    for (unsigned a = 0; a < 4; a++)
        assert_true(model_state_hash(comparison_model(c->comparison, a)) == worn);
    step(f);
    assert_true(c->seen);
    assert_int_equal(session->plan->n_panes, 4);
    assert_null(compare_find(c->words, "wearing_in"));
    assert_true(story_state_hash(session->story) == f->story);
}

static void arms_are_those_asked_for(void **state)
{
    (void)state;
    struct options options = {0};
    struct comparison_options wanted = {0};
    comparing_arms(&options, &wanted);
    assert_int_equal(wanted.n_arms, 4);
    options.treatments[STORY_THERAPY] = true;
    comparing_arms(&options, &wanted);
    assert_int_equal(wanted.n_arms, 4); /* one is no comparison */
    options.treatments[STORY_SALINE] = true;
    comparing_arms(&options, &wanted);
    assert_int_equal(wanted.n_arms, 2);
    assert_int_equal(wanted.arms[0], STORY_SALINE);
    assert_int_equal(wanted.arms[1], STORY_THERAPY);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_arm_has_a_pane),
        cmocka_unit_test(panes_are_drawn_in_turn),
        cmocka_unit_test(keys_mean_all_panes),
        cmocka_unit_test(back_fades_and_leaves_the_story_alone),
        cmocka_unit_test(a_story_hands_its_worn_path_over),
        cmocka_unit_test(arms_are_those_asked_for),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
