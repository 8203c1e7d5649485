/* What is under a finger, in each view; and what a hand points out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "scene/camera.h"
#include "scene/things.h"
#include "synthetic.h"

enum { WIDTH = 1280, HEIGHT = 720 };

struct fixture {
    struct synthetic *made;
    struct scene *scene;
    struct plan *plan;
    struct story_view view;
};

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    struct scene_options options = {.reduced_motion = true};
    struct error error;
    if (!f || !(f->made = synthetic_create()) || !(f->plan = plan_create()) ||
        !(f->scene = scene_create(&options, &error)))
        return -1;
    f->view.phase = STORY_RIGID;
    f->view.stimulated = -1;
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    scene_destroy(f->scene);
    plan_destroy(f->plan);
    free(f->made);
    free(f);
    return 0;
}

static void draw(struct fixture *f, int pictures)
{
    for (int i = 0; i < pictures; i++) {
        scene_observe(f->scene, &f->made->snapshot, &f->view);
        scene_animate(f->scene, 0.1);
    }
    plan_begin(f->plan, WIDTH, HEIGHT, 0.0);
    scene_draw(f->scene, f->plan);
}

static void go_to(struct fixture *f, enum scene_view view)
{
    scene_show(f->scene, view);
    draw(f, 120);
}

static void test_a_pixel_and_the_spot_it_shows(void **state)
{
    struct fixture *f = *state;
    for (int view = SCENE_CIRCUIT; view <= SCENE_FOREST; view++) {
        go_to(f, (enum scene_view)view);
        for (int i = 0; i < 60; i++) {
            float x = WIDTH * (0.1f + 0.8f * scene_unit((uint32_t)i, 1u)), px;
            float y = HEIGHT * (0.4f + 0.5f * scene_unit((uint32_t)i, 2u)), py, at[3];
            float z = view == SCENE_CIRCUIT ? scene_spread((uint32_t)i, 3u) * 8.0f : 0.0f;
            assert_true(camera_unproject(f->plan, x, y, z, at));
            assert_float_equal(at[2], z, 1e-2f);
            assert_true(camera_project(f->plan, at, &px, &py));
            assert_float_equal(px, x, 0.1f);
            assert_float_equal(py, y, 0.1f);
        }
    }
    float at[3];
    go_to(f, SCENE_SNOW);
    assert_false(camera_unproject(f->plan, 640.0f, -HEIGHT, 0.0f, at)); /* the sky */
}

static void test_places_are_found_around_them(void **state)
{
    struct fixture *f = *state;
    for (int view = SCENE_CIRCUIT; view <= SCENE_FOREST; view++) {
        go_to(f, (enum scene_view)view);
        for (unsigned a = 0; a < SYNTHETIC_PLACES; a++) {
            float x, y;
            unsigned place = 99;
            if (!scene_place_on_screen(f->scene, f->plan, a, &x, &y))
                continue;
            if (!scene_pick_place(f->scene, f->plan, x, y, &place) || place != a)
                fail_msg("view %d: place %u is not found where it is", view, a);
            for (int i = 0; i < 8; i++) {
                float turn = 0.785f * (float)i;
                assert_true(scene_pick_place(f->scene, f->plan, x + 21.5f * cosf(turn),
                                             y + 21.5f * sinf(turn), &place));
            }
        }
        unsigned place;
        assert_false(scene_pick_place(f->scene, f->plan, 2.0f, 2.0f, &place));
        assert_false(scene_pick_place(f->scene, f->plan, NAN, 2.0f, &place));
    }
}

static void test_cells_are_found_on_their_bodies(void **state)
{
    struct fixture *f = *state;
    static const enum scene_view VIEWS[] = {SCENE_CIRCUIT, SCENE_FOREST};
    for (int v = 0; v < 2; v++) {
        int found = 0;
        go_to(f, VIEWS[v]);
        for (uint32_t i = 0; i < SYNTHETIC_CELLS; i++) {
            float x, y;
            uint32_t cell;
            if (!scene_cell_on_screen(f->scene, f->plan, i, &x, &y))
                continue;
            if (!scene_pick_cell(f->scene, f->plan, x, y, &cell))
                fail_msg("view %d: cell %u is not found", v, i);
            found += cell == i; /* another one may stand before it */
        }
        assert_true(found > SYNTHETIC_CELLS / 3);
    }
    uint32_t cell;
    go_to(f, SCENE_SNOW);
    assert_false(scene_pick_cell(f->scene, f->plan, 640.0f, 360.0f, &cell));
}

static void test_a_cell_is_told_as_it_is(void **state)
{
    struct fixture *f = *state;
    struct scene_cell told;
    uint32_t in = 0, out = 0, next;
    draw(f, 60);
    for (uint32_t i = 0; i < f->made->snapshot.n_links; i++) {
        in += f->made->links[i].post == 5;
        out += f->made->links[i].pre == 5;
    }
    assert_true(scene_tell_cell(f->scene, 5, &told));
    assert_int_equal(told.in, in);
    assert_int_equal(told.out, out);
    assert_int_equal(told.place, 0);
    assert_true(told.firing > 0.5f); /* place 0 is active */
    assert_true(scene_tell_cell(f->scene, 3 * SYNTHETIC_PER_PLACE, &told));
    assert_true(told.firing < 0.1f);
    assert_false(scene_tell_cell(f->scene, SYNTHETIC_CELLS, &told));
    assert_true(scene_next_cell(f->scene, 2, UINT32_MAX, &next));
    for (int i = 0; i < SYNTHETIC_PER_PLACE; i++) {
        assert_int_equal(f->made->cells[next].place, 2);
        assert_true(scene_next_cell(f->scene, 2, next, &next));
    }
    assert_int_equal(next, 2 * SYNTHETIC_PER_PLACE); /* around */
}

static void test_whatever_is_touched_is_something(void **state)
{
    struct fixture *f = *state;
    bool seen[SCENE_THINGS] = {false};
    for (int view = SCENE_CIRCUIT; view < SCENE_VIEWS; view++) {
        go_to(f, (enum scene_view)view);
        for (float y = 6.0f; y < HEIGHT; y += 12.0f)
            for (float x = 6.0f; x < WIDTH; x += view == SCENE_CIRCUIT ? 60.0f : 16.0f) {
                struct scene_found found;
                assert_true(scene_find(f->scene, f->plan, x, y, &found));
                assert_int_not_equal(found.thing, SCENE_THING_NONE);
                seen[found.thing] = true;
            }
    }
    static const enum scene_thing WANTED[] = {
        SCENE_THING_PLACE, SCENE_THING_CELL, SCENE_THING_LINK,     SCENE_THING_BRAIN,
        SCENE_THING_TRACK, SCENE_THING_SNOW, SCENE_THING_TREE,     SCENE_THING_FLOOR,
        SCENE_THING_SKY,   SCENE_THING_PART, SCENE_THING_BRAMBLES, SCENE_THING_CONTACT};
    for (size_t i = 0; i < sizeof WANTED / sizeof *WANTED; i++)
        if (!seen[WANTED[i]])
            fail_msg("thing %d is found nowhere", WANTED[i]);
}

static void test_examples_are_what_they_are_called(void **state)
{
    struct fixture *f = *state;
    static const int LEAST[SCENE_VIEWS] = {3, 4, 5, 4};
    for (int view = SCENE_CIRCUIT; view < SCENE_VIEWS; view++) {
        int n = 0;
        go_to(f, (enum scene_view)view);
        for (int thing = 1; thing < SCENE_THINGS; thing++) {
            struct scene_found found;
            if (!scene_example(f->scene, f->plan, (enum scene_thing)thing, &found))
                continue;
            assert_int_equal(found.thing, thing);
            assert_true(found.x >= 0.0f && found.x < WIDTH && found.y >= 0.0f && found.y < HEIGHT);
            n++;
        }
        if (n < LEAST[view])
            fail_msg("only %d things to go through in view %d", n, view);
    }
}

/* Light of all that is drawn as pulses. */
static float light(const struct plan *plan)
{
    float sum = 0.0f;
    for (uint32_t p = 0; p < plan->n_passes; p++)
        for (uint32_t i = 0; plan->passes[p].kind == PLAN_PASS_PULSES && i < plan->passes[p].count;
             i++) {
            const struct plan_ribbon *r = &plan->ribbons[plan->passes[p].first + i];
            sum += r->opacity * (r->colour[0] + r->colour[1] + r->colour[2]);
        }
    return sum;
}

static void test_a_hand_is_drawn_gently(void **state)
{
    struct fixture *f = *state;
    for (int view = SCENE_CIRCUIT; view <= SCENE_FOREST; view++) {
        struct scene_hand hand = {.way = {.n_steps = 3, .steps = {0, 4, 5}}, .place = 2, .cell = 3,
                                  .held = true, .x = 500.0f, .y = 400.0f};
        go_to(f, (enum scene_view)view);
        float before = light(f->plan), was = before;
        scene_set_hand(f->scene, &hand);
        float most = 0.0f;
        for (int i = 0; i < 30; i++) {
            scene_animate(f->scene, 1.0 / 60.0);
            draw(f, 0);
            most = fmaxf(most, fabsf(light(f->plan) - was));
            was = light(f->plan);
        }
        draw(f, 20);
        float full = light(f->plan) - before;
        assert_true(full > 1.0f);
        assert_true(most < 0.12f * full); /* no pop */
        scene_set_hand(f->scene, &(struct scene_hand){.place = -1, .cell = -1});
        draw(f, 40);
        assert_float_equal(light(f->plan), before, 0.02f * full);
        assert_int_equal(f->plan->dropped, 0);
    }
}

static void test_a_way_that_is_walked_is_marked(void **state)
{
    struct fixture *f = *state;
    for (int view = SCENE_CIRCUIT; view <= SCENE_FOREST; view++) {
        go_to(f, (enum scene_view)view);
        float before = light(f->plan);
        f->view.practising = true;
        f->view.way = (struct story_way){.n_steps = 2, .steps = {4, 5}};
        draw(f, 60);
        assert_true(light(f->plan) > before + 0.5f);
        f->view.practising = false;
        draw(f, 60);
        assert_float_equal(light(f->plan), before, 0.1f);
    }
}

#define PICK_TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        PICK_TEST(test_a_pixel_and_the_spot_it_shows),
        PICK_TEST(test_places_are_found_around_them),
        PICK_TEST(test_cells_are_found_on_their_bodies),
        PICK_TEST(test_a_cell_is_told_as_it_is),
        PICK_TEST(test_whatever_is_touched_is_something),
        PICK_TEST(test_examples_are_what_they_are_called),
        PICK_TEST(test_a_hand_is_drawn_gently),
        PICK_TEST(test_a_way_that_is_walked_is_marked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
