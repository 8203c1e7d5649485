/* The forest: trees are the cells, undergrowth is what is not walked. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "scene/forest.h"
#include "scene/scene.h"
#include "synthetic.h"

struct world {
    struct synthetic *made;
    struct scene *scene;
    struct plan *plan;
};

static int set_up(void **state)
{
    struct world *world = calloc(1, sizeof *world);
    const struct scene_options options = {.view = SCENE_FOREST};
    world->made = synthetic_create();
    world->scene = scene_create(&options, NULL);
    world->plan = plan_create();
    scene_observe(world->scene, &world->made->snapshot, NULL);
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

static void settle(struct world *world, double seconds)
{
    for (int i = 0; i < (int)(30 * seconds); i++)
        scene_animate(world->scene, 1.0 / 30);
}

static const struct plan *draw(struct world *world)
{
    plan_begin(world->plan, 1280, 720, 0);
    scene_draw(world->scene, world->plan);
    return world->plan;
}

static const struct plan_pass *pass_of(const struct plan *plan, enum plan_pass_kind kind)
{
    for (uint32_t i = 0; i < plan->n_passes; i++)
        if (plan->passes[i].kind == kind)
            return &plan->passes[i];
    return NULL;
}

static void test_each_cell_is_a_tree_in_its_place(void **state)
{
    struct world *world = *state;
    settle(world, 1);
    const struct plan *plan = draw(world);
    const struct model_snapshot *snapshot = &world->made->snapshot;
    assert_non_null(pass_of(plan, PLAN_PASS_GROUND));
    const struct plan_pass *trees = pass_of(plan, PLAN_PASS_ARBOURS);
    assert_non_null(trees);
    assert_int_equal(trees->count, snapshot->n_cells);
    for (uint32_t i = 0; i < snapshot->n_cells; i++) {
        const struct plan_stem *stem = &plan->stems[trees->first + i];
        for (int k = 0; k < 2; k++)
            assert_true(stem->position[k] == snapshot->cells[i].position_mm[k]);
        assert_true(fabsf(stem->position[2]) < 8.0f);
        assert_true(stem->axis[2] > 0.9f);
    }
}

/* From the circuit to the forest every tree rises evenly, and none leaves its spot. */
static void test_trees_rise_without_a_jump(void **state)
{
    struct world *world = *state;
    scene_show(world->scene, SCENE_CIRCUIT);
    settle(world, 4);
    scene_show(world->scene, SCENE_FOREST);
    struct plan_stem last;
    float most = 0.0f, all = 0.0f;
    for (int frame = 0; frame < 120; frame++) {
        const struct plan *plan = draw(world);
        const struct plan_pass *trees = pass_of(plan, PLAN_PASS_ARBOURS);
        assert_non_null(trees);
        struct plan_stem now = plan->stems[trees->first + 3];
        for (int k = 0; frame > 0 && k < 3; k++)
            most = fmaxf(most, fabsf(now.axis[k] - last.axis[k]));
        all = now.axis[2];
        last = now;
        scene_animate(world->scene, 1.0 / 30);
    }
    assert_true(all > 0.9f);
    assert_true(most < 0.08f);
}

static void test_what_is_walked_is_not_overgrown(void **state)
{
    (void)state;
    float last = forest_overgrown(0.0f, 0.0f);
    assert_true(last == 1.0f);
    for (float traffic = 0.0f; traffic <= 1.0f; traffic += 0.005f) {
        float now = forest_overgrown(traffic, 0.0f);
        assert_true(now <= last && last - now < 0.12f);
        last = now;
    }
    assert_true(last == 0.0f);
}

static float undergrowth(const struct plan *plan)
{
    float sum = 0.0f;
    bool rim = true; /* the first pass of ribbons is the wood at the rim */
    for (uint32_t p = 0; p < plan->n_passes; p++) {
        const struct plan_pass *pass = &plan->passes[p];
        if (pass->kind != PLAN_PASS_RIBBONS)
            continue;
        for (uint32_t i = pass->first; !rim && i < pass->first + pass->count; i++)
            sum += plan->ribbons[i].opacity;
        rim = false;
    }
    return sum;
}

static void test_walking_opens_the_wood(void **state)
{
    struct world *world = *state;
    struct model_snapshot *snapshot = &world->made->snapshot;
    for (uint32_t i = 0; i < snapshot->n_ways; i++)
        snapshot->ways[i].traffic = 0.0f;
    scene_observe(world->scene, snapshot, NULL);
    settle(world, 10);
    float before = undergrowth(draw(world));
    for (uint32_t i = 0; i < snapshot->n_ways; i++)
        snapshot->ways[i].traffic = 0.2f;
    scene_observe(world->scene, snapshot, NULL);
    settle(world, 10);
    float after = undergrowth(draw(world));
    assert_true(before > 5.0f);
    assert_true(after < 0.8f * before);
}

static void test_strength_keeps_a_quiet_way_open(void **state)
{
    (void)state;
    float weak = forest_overgrown(0.0f, 0.1f), strong = forest_overgrown(0.0f, 1.2f), last = weak;
    assert_true(weak == 1.0f && strong < 0.3f && strong > 0.0f);
    for (float strength = 0.1f; strength < 1.2f; strength += 0.02f) {
        float now = forest_overgrown(0.0f, strength);
        assert_true(now <= last);
        last = now;
    }
}

static struct ways ways_of(struct world *world, float traffic)
{
    struct ways ways = {0};
    struct model_snapshot *snapshot = &world->made->snapshot;
    for (uint32_t i = 0; i < snapshot->n_ways; i++) {
        snapshot->ways[i].traffic = traffic;
        snapshot->ways[i].strength = 0.1f;
    }
    ways_observe(&ways, snapshot, true);
    return ways;
}

/* Pruned within seconds, grown back over more of them, and neither at once. */
static void test_brambles_wither_and_come_back_slowly(void **state)
{
    struct world *world = *state;
    struct ways quiet = ways_of(world, 0.0f), walked = ways_of(world, 0.2f);
    struct forest forest = {0};
    forest_animate(&forest, &quiet, 1.0f / 30, false);
    assert_true(forest.overgrown[4][5] == 1.0f && forest.open[5] == 0.0f);
    float last = 1.0f;
    int pruned = 0, back = 0;
    while (forest.overgrown[4][5] > 0.0f && pruned < 1000) {
        forest_animate(&forest, &walked, 1.0f / 30, false);
        assert_true(last - forest.overgrown[4][5] < 0.02f);
        last = forest.overgrown[4][5];
        pruned++;
    }
    assert_true(pruned > 45 && pruned < 180);
    while (forest.overgrown[4][5] < 1.0f && back < 1000) {
        forest_animate(&forest, &quiet, 1.0f / 30, false);
        back++;
    }
    assert_true(back > 2 * pruned && back < 600);
    struct forest calm = forest;
    forest_animate(&forest, &walked, 1.0f / 30, false);
    forest_animate(&calm, &walked, 1.0f / 30, true);
    assert_true(calm.overgrown[4][5] > forest.overgrown[4][5]);
}

static uint32_t brambles(struct world *world, const struct forest *forest, const struct ways *ways)
{
    static const struct cells NO_CELLS;
    static const struct links NO_LINKS;
    static const struct ground NO_GROUND;
    struct palette palette;
    palette_make(&palette, PALETTE_NIGHT);
    plan_begin(world->plan, 1280, 720, 0);
    forest_draw_floor(forest, &NO_CELLS, &NO_LINKS, ways, &NO_GROUND, &palette, world->plan);
    assert_int_equal(world->plan->dropped, 0);
    return world->plan->n_ribbons;
}

static void test_brambles_stand_where_ways_are_weak_and_are_bounded(void **state)
{
    struct world *world = *state;
    struct ways quiet = ways_of(world, 0.0f), walked = ways_of(world, 0.2f);
    struct forest wild = {0}, pruned = {0}, cleared = {0};
    forest_animate(&wild, &quiet, 1.0f / 30, false);
    forest_animate(&pruned, &walked, 1.0f / 30, false);
    uint32_t most = brambles(world, &wild, &quiet);
    assert_true(most > 100);
    assert_true(most <= MODEL_MAX_WAYS * FOREST_BRAMBLES_DRAWN * FOREST_CANES);
    assert_int_equal(brambles(world, &pruned, &walked), 0);
    cleared = wild;
    for (int a = 0; a < MODEL_MAX_PLACES; a++)
        cleared.open[a] = 1.0f;
    assert_true(brambles(world, &cleared, &quiet) < most); /* a clearing round each place */
}

/* Only trees between the eye and a way that matters are seen through. */
static void test_trees_before_the_path_are_seen_through(void **state)
{
    struct world *world = *state;
    settle(world, 2);
    const struct plan *plan = draw(world);
    const struct plan_pass *trees = pass_of(plan, PLAN_PASS_ARBOURS);
    assert_non_null(trees);
    int clear = 0, full = 0;
    for (uint32_t i = trees->first; i < trees->first + trees->count; i++) {
        assert_true(plan->stems[i].leaf == 1.0f && plan->stems[i].opacity > 0.1f);
        clear += plan->stems[i].opacity < 0.4f;
        full += plan->stems[i].opacity > 0.85f;
    }
    assert_true(clear > 5 && full > 20);
}

static void test_strange_numbers_do_no_harm(void **state)
{
    struct world *world = *state;
    struct model_snapshot *snapshot = &world->made->snapshot;
    for (uint32_t i = 0; i < snapshot->n_ways; i++)
        snapshot->ways[i].traffic = i % 2 ? NAN : 1e9f;
    scene_observe(world->scene, snapshot, NULL);
    settle(world, 2);
    const struct plan *plan = draw(world);
    assert_int_equal(plan->dropped, 0);
    for (uint32_t i = 0; i < plan->n_ribbons; i++)
        for (int k = 0; k < 12; k++)
            assert_true(isfinite(plan->ribbons[i].p[k / 3][k % 3]));
    for (uint32_t i = 0; i < plan->n_stems; i++)
        assert_true(isfinite(plan->stems[i].position[2]) && isfinite(plan->stems[i].opacity));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_each_cell_is_a_tree_in_its_place, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_trees_rise_without_a_jump, set_up, tear_down),
        cmocka_unit_test(test_what_is_walked_is_not_overgrown),
        cmocka_unit_test_setup_teardown(test_walking_opens_the_wood, set_up, tear_down),
        cmocka_unit_test(test_strength_keeps_a_quiet_way_open),
        cmocka_unit_test_setup_teardown(test_brambles_wither_and_come_back_slowly, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_brambles_stand_where_ways_are_weak_and_are_bounded,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_trees_before_the_path_are_seen_through, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_strange_numbers_do_no_harm, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
