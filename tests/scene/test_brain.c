/* The brain about the network: it frames, stays behind and faint, and knows its regions. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "scene/brain.h"
#include "scene/scene.h"
#include "synthetic.h"

struct world {
    struct synthetic *made;
    struct camera_point points[SYNTHETIC_CELLS];
    struct brain brain;
    struct palette palette;
    struct plan *plan;
};

static int set_up(void **state)
{
    struct world *world = calloc(1, sizeof *world);
    world->made = synthetic_create();
    for (int i = 0; i < SYNTHETIC_CELLS; i++)
        world->points[i].core = world->made->cells[i].place >= 0;
    world->plan = plan_create();
    palette_make(&world->palette, PALETTE_NIGHT);
    brain_fit(&world->brain, world->made->cells, world->points, SYNTHETIC_CELLS);
    *state = world;
    return 0;
}

static int tear_down(void **state)
{
    struct world *world = *state;
    plan_destroy(world->plan);
    free(world->made);
    free(world);
    return 0;
}

static void test_the_outline_goes_about_the_places_and_lies_behind(void **state)
{
    struct world *world = *state;
    brain_draw_outline(&world->brain, 1, &world->palette, world->plan);
    float low[2] = {1e9f, 1e9f}, high[2] = {-1e9f, -1e9f}, nearest = -1e9f;
    assert_true(world->plan->n_ribbons > 20);
    for (uint32_t i = 0; i < world->plan->n_ribbons; i++) {
        for (int k = 0; k < 2; k++) {
            low[k] = fminf(low[k], world->plan->ribbons[i].p[0][k]);
            high[k] = fmaxf(high[k], world->plan->ribbons[i].p[0][k]);
        }
        nearest = fmaxf(nearest, world->plan->ribbons[i].p[0][2]);
    }
    float middle = 0;
    for (int a = 0; a < SYNTHETIC_PLACES; a++) {
        for (int k = 0; k < 2; k++)
            assert_true(SYNTHETIC_PLACE_MM[a][k] > low[k] && SYNTHETIC_PLACE_MM[a][k] < high[k]);
        middle += SYNTHETIC_PLACE_MM[a][2] / SYNTHETIC_PLACES;
    }
    assert_true(nearest < middle);
}

static void test_it_stays_fainter_than_any_cell(void **state)
{
    struct world *world = *state;
    brain_draw_outline(&world->brain, 1, &world->palette, world->plan);
    for (uint32_t i = 0; i < world->plan->n_ribbons; i++) {
        const struct plan_ribbon *r = &world->plan->ribbons[i];
        for (int k = 0; k < 3; k++)
            assert_true(r->colour[k] * r->opacity < 0.25f * world->palette.linear[PALETTE_REST][k]);
    }
    uint32_t all = world->plan->n_ribbons;
    plan_begin(world->plan, 640, 360, 0);
    brain_draw_outline(&world->brain, 0, &world->palette, world->plan);
    assert_int_equal(world->plan->n_ribbons, all);
    for (uint32_t i = 0; i < all; i++)
        assert_true(world->plan->ribbons[i].opacity == 0);
}

static void test_its_lines_have_no_seams(void **state)
{
    struct world *world = *state;
    brain_draw_outline(&world->brain, 1, &world->palette, world->plan);
    const struct plan_ribbon *r = world->plan->ribbons;
    unsigned joints = 0;
    for (uint32_t i = 1; i < world->plan->n_ribbons; i++) {
        assert_int_equal(r[i].joined, 1);
        if (memcmp(r[i].p[0], r[i - 1].p[3], sizeof r[i].p[0]) != 0)
            continue;
        joints++;
        assert_true(r[i].radius[0] == r[i - 1].radius[1]);
        for (int k = 0; k < 3; k++) /* straight on */
            assert_true(fabsf((r[i].p[1][k] - r[i].p[0][k]) -
                              (r[i - 1].p[3][k] - r[i - 1].p[2][k])) < 1e-3f);
    }
    assert_true(joints > world->plan->n_ribbons / 2);
}

static void test_regions_are_told_apart(void **state)
{
    struct world *world = *state;
    brain_draw_regions(&world->brain, 1, &world->palette, world->plan);
    assert_int_equal(world->plan->n_ribbons, 2);
    const struct plan_ribbon *a = &world->plan->ribbons[0], *b = &world->plan->ribbons[1];
    /* Prefrontal cortex lies to the left and is the cooler of the two. */
    assert_true(a->p[0][0] + a->p[3][0] < b->p[0][0] + b->p[3][0]);
    assert_true(a->colour[2] / a->colour[0] > 1.5f * b->colour[2] / b->colour[0]);
    for (int i = 0; i < SYNTHETIC_CELLS; i++)
        world->made->cells[i].region = 0;
    brain_fit(&world->brain, world->made->cells, world->points, SYNTHETIC_CELLS);
    plan_begin(world->plan, 640, 360, 0);
    brain_draw_regions(&world->brain, 1, &world->palette, world->plan);
    assert_int_equal(world->plan->n_ribbons, 1);
}

static void test_a_label_finds_its_region(void **state)
{
    struct world *world = *state;
    struct scene *scene = scene_create(NULL, NULL);
    float x[2], y[2];
    assert_false(scene_region_on_screen(scene, world->plan, 0, &x[0], &y[0]));
    scene_observe(scene, &world->made->snapshot, NULL);
    plan_begin(world->plan, 1280, 720, 0);
    scene_draw(scene, world->plan);
    for (unsigned r = 0; r < 2; r++)
        assert_true(scene_region_on_screen(scene, world->plan, r, &x[r], &y[r]));
    assert_true(x[0] < x[1]);
    assert_false(scene_region_on_screen(scene, world->plan, 2, &x[0], &y[0]));
    scene_destroy(scene);
}

static void test_without_cells_there_is_no_brain(void **state)
{
    struct world *world = *state;
    brain_fit(&world->brain, NULL, NULL, 0);
    brain_draw_outline(&world->brain, 1, &world->palette, world->plan);
    brain_draw_regions(&world->brain, 1, &world->palette, world->plan);
    assert_int_equal(world->plan->n_ribbons, 0);
}

/* It is seen whole: beside the panel and above the caption; only above it may rise further. */
static void test_it_lies_in_the_free_part(void **state)
{
    static const struct {
        int width, height;
        struct plan_box free;
    } PICTURES[] = {{1920, 1080, {28, 160, 1410, 720}}, {1280, 720, {19, 106, 940, 480}},
                    {1024, 768, {20, 116, 740, 500}},   {720, 1280, {20, 150, 680, 620}}};
    struct world *world = *state;
    for (unsigned i = 0; i < sizeof PICTURES / sizeof *PICTURES; i++) {
        const struct plan_box *free = &PICTURES[i].free;
        struct scene *scene = scene_create(NULL, NULL);
        scene_observe(scene, &world->made->snapshot, NULL);
        plan_begin(world->plan, PICTURES[i].width, PICTURES[i].height, 0);
        world->plan->free = *free;
        scene_draw(scene, world->plan);
        const struct plan_pass *outline = &world->plan->passes[1];
        assert_int_equal(outline->kind, PLAN_PASS_RIBBONS);
        for (uint32_t r = outline->first; r < outline->first + outline->count; r++) {
            float x, y;
            assert_true(camera_project(world->plan, world->plan->ribbons[r].p[0], &x, &y));
            assert_true(x > free->x && x < free->x + free->w);
            assert_true(y < free->y + 1.04f * free->h);
        }
        scene_destroy(scene);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_the_outline_goes_about_the_places_and_lies_behind,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_it_stays_fainter_than_any_cell, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_its_lines_have_no_seams, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_regions_are_told_apart, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_label_finds_its_region, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_it_lies_in_the_free_part, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_without_cells_there_is_no_brain, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
