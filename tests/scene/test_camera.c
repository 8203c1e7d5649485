#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "scene/camera.h"
#include "scene/scene.h"
#include "synthetic.h"

static const int SIZES[][2] = {{1024, 768}, {1920, 1080}, {2560, 1080}, {1080, 1920}, {800, 800}};
enum { N_SIZES = sizeof SIZES / sizeof SIZES[0] };

static const struct camera_home HOME = {-0.10f, 0.13f, {-0.75f, 0.95f}, 0.52f, 0.0f, 0.0f};

struct world {
    struct synthetic *made;
    struct scene *scene;
    struct plan *plan;
};

static int set_up(void **state)
{
    struct world *world = calloc(1, sizeof *world);
    const struct scene_options calm = {.reduced_motion = true};
    struct story_view *view = calloc(1, sizeof *view);
    world->made = synthetic_create();
    world->scene = scene_create(&calm, NULL);
    world->plan = plan_create();
    scene_observe(world->scene, &world->made->snapshot, view);
    free(view);
    *state = world;
    return 0;
}

static int tear_down(void **state)
{
    struct world *world = *state;
    plan_destroy(world->plan);
    scene_destroy(world->scene);
    free(world->made);
    free(world);
    return 0;
}

static void draw(struct world *world, int width, int height)
{
    plan_begin(world->plan, width, height, 0);
    scene_draw(world->scene, world->plan);
}

static void settle(struct world *world, double seconds)
{
    for (double t = 0; t < seconds; t += 0.02)
        scene_animate(world->scene, 0.02);
}

static float from_places_mm(const struct model_cell_view *cell)
{
    float nearest = 1e9f;
    for (int a = 0; a < SYNTHETIC_PLACES; a++) {
        float square = 0;
        for (int k = 0; k < 3; k++)
            square += powf(cell->position_mm[k] - SYNTHETIC_PLACE_MM[a][k], 2);
        nearest = fminf(nearest, sqrtf(square));
    }
    return nearest;
}

static void test_home_leaves_room_for_words(void **state)
{
    struct world *world = *state;
    for (int i = 0; i < N_SIZES; i++) {
        draw(world, SIZES[i][0], SIZES[i][1]);
        struct camera_free part;
        camera_free_part(SIZES[i][0], SIZES[i][1], &part);
        bool portrait = SIZES[i][0] < SIZES[i][1] * 1.1;
        assert_true(part.bottom <= (portrait ? 0.60f : 0.82f));
        assert_true(portrait || part.right <= 0.76f);
        float low = 1, high = 0, left = 1, right = 0;
        for (uint32_t c = 0; c < world->made->snapshot.n_cells; c++) {
            float x, y;
            /* Cells of a place are where nothing covers them, the others in the picture, but
             * for those far from all places. */
            bool seen = camera_project(world->plan, world->made->cells[c].position_mm, &x, &y);
            assert_true(seen || from_places_mm(&world->made->cells[c]) > 12.0f);
            x /= (float)SIZES[i][0];
            y /= (float)SIZES[i][1];
            if (world->made->cells[c].place < 0)
                continue;
            assert_true(x >= part.left && x <= part.right && y >= part.top && y <= part.bottom);
            left = fminf(left, x);
            right = fmaxf(right, x);
            low = fminf(low, y);
            high = fmaxf(high, y);
        }
        /* And it is no smaller than it must be: it spans most of one direction. */
        float across = (right - left) / (part.right - part.left);
        float down = (high - low) / (part.bottom - part.top);
        assert_true(fmaxf(across, down) > 0.7f);
    }
}

/* Where the plan says what is free, that is where the network goes, and fills it. */
static void test_home_fits_what_the_plan_leaves_free(void **state)
{
    static const struct plan_box PARTS[] = {
        {20, 110, 940, 450}, {500, 30, 700, 300}, {90, 300, 300, 400}};
    struct world *world = *state;
    for (size_t p = 0; p < sizeof PARTS / sizeof *PARTS; p++) {
        struct plan_box part = PARTS[p];
        plan_begin(world->plan, 1280, 720, 0);
        world->plan->free = part;
        scene_draw(world->scene, world->plan);
        float low[2] = {1e9f, 1e9f}, high[2] = {-1e9f, -1e9f};
        for (uint32_t c = 0; c < world->made->snapshot.n_cells; c++) {
            float at[2];
            if (world->made->cells[c].place < 0)
                continue;
            assert_true(
                camera_project(world->plan, world->made->cells[c].position_mm, &at[0], &at[1]));
            for (int k = 0; k < 2; k++) {
                low[k] = fminf(low[k], at[k]);
                high[k] = fmaxf(high[k], at[k]);
            }
        }
        assert_true(low[0] >= part.x && high[0] <= part.x + part.w);
        assert_true(low[1] >= part.y && high[1] <= part.y + part.h);
        float across = (high[0] - low[0]) / part.w, down = (high[1] - low[1]) / part.h;
        assert_true(fmaxf(across, down) > 0.7f);
    }
}

static void test_moves_are_damped(void **state)
{
    struct world *world = *state;
    draw(world, 1280, 720);
    float before[3], now[3], last;
    memcpy(before, world->plan->camera.eye, sizeof before);
    scene_orbit(world->scene, 0.5f, 0.0f);
    draw(world, 1280, 720);
    assert_memory_equal(before, world->plan->camera.eye, sizeof before);
    last = before[0];
    float fastest = 0;
    for (int i = 0; i < 120; i++) {
        scene_animate(world->scene, 1.0 / 60);
        draw(world, 1280, 720);
        memcpy(now, world->plan->camera.eye, sizeof now);
        assert_true(now[0] <= last + 1e-3f); /* one way, no overshoot */
        fastest = fmaxf(fastest, last - now[0]);
        last = now[0];
    }
    float all = before[0] - last;
    assert_true(all > 10.0f);
    assert_true(fastest < 0.09f * all);
    scene_camera_home(world->scene);
    settle(world, 4);
    draw(world, 1280, 720);
    for (int k = 0; k < 3; k++)
        assert_true(fabsf(world->plan->camera.eye[k] - before[k]) < 0.05f);
}

static void test_same_way_at_any_frame_rate(void **state)
{
    (void)state;
    struct camera slow, fast;
    camera_init(&slow, &HOME);
    camera_init(&fast, &HOME);
    camera_orbit(&slow, 1, 0.3f);
    camera_orbit(&fast, 1, 0.3f);
    for (int i = 0; i < 15; i++)
        camera_animate(&slow, 1.0f / 30, true);
    for (int i = 0; i < 60; i++)
        camera_animate(&fast, 1.0f / 120, true);
    assert_true(fabsf(slow.yaw.now - fast.yaw.now) < 1e-4f);
    assert_true(slow.yaw.now > 0.5f && slow.yaw.now < 1.0f);
}

static void test_never_lost(void **state)
{
    struct world *world = *state;
    static const float PUSHES[][4] = {
        {40, 9, 9, 9}, {-3, -9, -9, -9}, {0.4f, 3, 5, -5}, {NAN, NAN, NAN, NAN}};
    for (unsigned i = 0; i < 4; i++) {
        for (int near = 0; near < 2; near++) {
            for (int k = 0; k < 40; k++) {
                scene_orbit(world->scene, PUSHES[i][0], PUSHES[i][1]);
                scene_pan(world->scene, PUSHES[i][2], PUSHES[i][3]);
                scene_zoom(world->scene, near ? 0.5f : 2.0f);
            }
            scene_zoom(world->scene, -1);
            scene_zoom(world->scene, 0);
            settle(world, 3);
            draw(world, 1280, 720);
            unsigned seen = 0;
            for (uint32_t c = 0; c < world->made->snapshot.n_cells; c++) {
                float x, y;
                seen += camera_project(world->plan, world->made->cells[c].position_mm, &x, &y);
            }
            assert_true(seen >= (near ? 12u : 100u));
        }
    }
}

static void test_drifts_unless_calm(void **state)
{
    (void)state;
    struct camera camera;
    struct plan *plan = plan_create();
    const struct camera_point point = {{0, 0, 0}, 10, true, false};
    for (int drift = 0; drift < 2; drift++) {
        camera_init(&camera, &HOME);
        plan_begin(plan, 1280, 720, 0);
        camera_place(&camera, &point, 1, plan);
        float eye[3], distance = plan->camera.focus_mm, most = 0;
        memcpy(eye, plan->camera.eye, sizeof eye);
        for (int i = 0; i < 4000; i++) {
            camera_animate(&camera, 0.02f, drift);
            camera_place(&camera, &point, 1, plan);
            most = fmaxf(most, fabsf(plan->camera.eye[0] - eye[0]) / distance);
        }
        assert_true(drift ? most > 0.02f && most < 0.09f : most == 0.0f);
    }
    plan_destroy(plan);
}

static void test_places_are_found_on_screen(void **state)
{
    struct world *world = *state;
    draw(world, 1920, 1080);
    float x, y, other_x, other_y;
    assert_true(scene_place_on_screen(world->scene, world->plan, 5, &x, &y));
    assert_true(scene_place_on_screen(world->scene, world->plan, 2, &other_x, &other_y));
    assert_true(x < other_x - 400); /* place 5 is far left, place 2 far right */
    assert_true(scene_place_on_screen(world->scene, world->plan, 1, &x, &y));
    assert_true(scene_place_on_screen(world->scene, world->plan, 3, &other_x, &other_y));
    assert_true(y < other_y - 200);
    assert_false(scene_place_on_screen(world->scene, world->plan, SYNTHETIC_PLACES, &x, &y));
}

static void test_pointer_moves_follow_the_hand(void **state)
{
    struct world *world = *state;
    float x0, y0, x, y;
    draw(world, 1000, 800);
    scene_place_on_screen(world->scene, world->plan, 0, &x0, &y0);
    scene_pan(world->scene, 0.1f, 0.05f);
    settle(world, 3);
    draw(world, 1000, 800);
    scene_place_on_screen(world->scene, world->plan, 0, &x, &y);
    assert_true(fabsf(x - x0 - 80) < 16 && fabsf(y - y0 - 40) < 12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_home_leaves_room_for_words, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_home_fits_what_the_plan_leaves_free, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_moves_are_damped, set_up, tear_down),
        cmocka_unit_test(test_same_way_at_any_frame_rate),
        cmocka_unit_test_setup_teardown(test_never_lost, set_up, tear_down),
        cmocka_unit_test(test_drifts_unless_calm),
        cmocka_unit_test_setup_teardown(test_places_are_found_on_screen, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_pointer_moves_follow_the_hand, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
