/* A hundred thousand events without sense: the comparison takes them all, and the way back to the
 * story stays. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "../random_events.h"
#include "commands/comparing.h"

enum { WIDTH = 960, HEIGHT = 540, EVENTS = 100000, EVENTS_A_PICTURE = 50, EVENTS_A_CHECK = 5000 };
enum { TICKS_A_PICTURE = 3, CHECKS_A_VISIT = 5 };
static const double FRAME_S = 1.0 / 30.0;

struct fixture {
    struct session session;
    struct comparing comparing;
    uint64_t story; /* its hash */
};

static void open_comparison(struct fixture *f)
{
    struct error error = {0};
    if (!comparing_open(&f->comparing, &f->session, 0, true, &error))
        fail_msg("%s", error.text);
}

/* Everything but the drawing itself. */
static void picture(struct fixture *f)
{
    struct error error;
    crew_announce(f->comparing.crew, TICKS_A_PICTURE);
    assert_true(comparing_look(&f->comparing, &error));
    comparing_lay_out(&f->comparing, WIDTH, HEIGHT, FRAME_S, FRAME_S);
}

static void press_key(struct fixture *f, enum input_key key)
{
    struct input_event event = {.kind = INPUT_KEY, .key = key};
    comparing_event(&f->comparing, &event, HEIGHT);
    picture(f);
}

static void assert_sound(const struct fixture *f)
{
    const struct comparing *c = &f->comparing;
    for (unsigned a = 0; a < c->n_arms && c->seen; a++) {
        const struct plan *pane = c->plans[a];
        for (int i = 0; i < 16; i++)
            assert_true(isfinite((&pane->camera.view[0][0])[i]));
        for (int i = 0; i < 3; i++)
            assert_true(isfinite(pane->camera.eye[i]));
    }
    uint32_t n;
    const struct ui_node *nodes = compare_nodes(c->words, &n);
    for (uint32_t i = 0; i < n; i++)
        assert_true(isfinite(nodes[i].box.x) && isfinite(nodes[i].box.y));
}

/* What is asked for happens still, and Escape leads to the story, which nothing has moved; from there
 * it is opened again now and then. */
static void assert_way_back(struct fixture *f, bool reopen)
{
    struct comparing *c = &f->comparing;
    struct input_event release = {.kind = INPUT_RELEASE, .button = c->dragging};
    comparing_event(c, &release, HEIGHT);
    assert_int_equal(c->dragging, 0);
    bool paused = c->frame.view->paused;
    press_key(f, KEY_K);
    picture(f);
    assert_int_equal(c->frame.view->paused, !paused);
    press_key(f, KEY_HOME);
    press_key(f, KEY_ESCAPE);
    assert_true(c->leaving);
    for (int i = 0; c->shown > 0.0f; i++) {
        assert_true(i < 100);
        picture(f);
    }
    assert_true(story_state_hash(f->session.story) == f->story);
    c->leaving = false;
    if (reopen) {
        comparing_close(c);
        open_comparison(f);
    } else if (paused) { /* or it would stand still half of the time */
        press_key(f, KEY_K);
    }
    picture(f);
}

static void nothing_sent_to_it_loses_the_way_back(void **state)
{
    struct fixture *f = *state;
    struct comparing *c = &f->comparing;
    struct random_events random = {.state = 20261129u, .width = WIDTH, .height = HEIGHT};
    float furthest_h = -1.0f;
    unsigned left = 0;
    for (int i = 1; i <= EVENTS; i++) {
        struct input_event event = random_event(&random);
        if (event.key == KEY_R && random_next(&random) % 16)
            event.key = KEY_NONE; /* or it would never get beyond the first hour */
        comparing_event(c, &event, HEIGHT);
        left += c->leaving;
        if (random_next(&random) % 4)
            c->leaving = false; /* most stay */
        c->fullscreen = false;
        if (i % EVENTS_A_PICTURE == 0) {
            picture(f);
            assert_sound(f);
            furthest_h = fmaxf(furthest_h, c->frame.view->hours);
        }
        if (c->leaving && c->shown <= 0.0f) {
            c->leaving = false; /* and comes up again */
        }
        if (i % EVENTS_A_CHECK == 0)
            assert_way_back(f, i / EVENTS_A_CHECK % CHECKS_A_VISIT == 0);
    }
    assert_false(c->quit); /* closing the window is for its own button */
    assert_true(left > 100);
    print_message("it got as far as %.1f h\n", (double)furthest_h);
    assert_true(furthest_h > 0.1f);
}

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    struct error error = {0};
    struct options options;
    char *line[] = {"snowmelt", "explore", "--size", "960x540", NULL};
    struct session_wish wish = {.offscreen = true,
                                .scale = 1.0f,
                                .cells_per_place = 10,
                                .n_exc = 104,
                                .n_inh = 24};
    if (!f || !options_parse(&options, 4, line, &error) ||
        !session_open(&f->session, &options, &wish, &error)) {
        print_error("%s\n", error.text);
        return -1;
    }
    while (f->session.frame.view->phase == STORY_WEARING_IN) {
        worker_announce(f->session.worker, 1);
        worker_take(f->session.worker, &f->session.frame);
    }
    f->story = story_state_hash(f->session.story);
    *state = f;
    open_comparison(f);
    picture(f);
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    comparing_close(&f->comparing);
    session_close(&f->session);
    free(f);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(nothing_sent_to_it_loses_the_way_back, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
