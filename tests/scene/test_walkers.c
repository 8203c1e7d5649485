/* A walker walks for each transition of the walk, and for nothing else; few at once, never fast;
 * behind it lie its marks until snow has filled them. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "scene/camera.h"
#include "scene/scene.h"
#include "scene/ground_look.h"
#include "scene/snow.h"
#include "synthetic.h"

struct world {
    struct synthetic *made;
    struct ways ways;
    struct palette palette;
    struct walkers walkers;
    struct footprints prints;
};

static const float FRAME_S = 1.0f / 30;
static const float FASTEST_MM_S = 17.0f;

static int set_up(void **state)
{
    struct world *world = calloc(1, sizeof *world);
    if (!world)
        return -1;
    world->made = synthetic_create();
    palette_make(&world->palette, PALETTE_NIGHT);
    walkers_init(&world->walkers);
    *state = world;
    if (!world->made)
        return -1;
    ways_observe(&world->ways, &world->made->snapshot, true);
    return 0;
}

static int tear_down(void **state)
{
    struct world *world = *state;
    free(world->made);
    free(world);
    return 0;
}

static void win(struct world *world, int place)
{
    world->made->snapshot.winner = place;
    walkers_observe(&world->walkers, &world->ways, &world->made->snapshot);
}

static void run(struct world *world, float seconds)
{
    for (int i = 0; i < (int)(seconds / FRAME_S); i++) {
        struct walkers before = world->walkers;
        walkers_animate(&world->walkers, &world->ways, &world->palette, &world->prints, FRAME_S);
        footprints_animate(&world->prints, 0.0f, FRAME_S);
        for (int w = 0; w < WALKERS_MAX; w++) {
            const struct walker *a = &before.walker[w], *b = &world->walkers.walker[w];
            float moved = hypotf(b->at[0] - a->at[0], b->at[1] - a->at[1]);
            assert_true(!a->here || !b->here || moved < FASTEST_MM_S * FRAME_S);
            assert_true(fabsf(b->shown - a->shown) < 0.06f);
        }
    }
}

static int count(const struct world *world)
{
    int n = 0;
    for (int i = 0; i < WALKERS_MAX; i++)
        n += world->walkers.walker[i].here;
    return n;
}

static int marks(const struct world *world)
{
    int n = 0;
    for (int i = 0; i < FOOTPRINTS_MAX; i++)
        n += world->prints.print[i].fresh > 0.0f;
    return n;
}

static void nobody_walks_without_a_transition(void **state)
{
    struct world *world = *state;
    static const int WINNERS[] = {-1, 2, 2, -1, 2, 99, -7, 2};
    for (size_t i = 0; i < sizeof WINNERS / sizeof *WINNERS; i++) {
        win(world, WINNERS[i]);
        run(world, 0.3f);
    }
    assert_int_equal(count(world), 0);
    assert_int_equal(marks(world), 0);
}

static void a_transition_is_walked_once_and_all_the_way(void **state)
{
    struct world *world = *state;
    win(world, 0);
    win(world, -1); /* none in between is no place of its own */
    win(world, 1);
    assert_int_equal(count(world), 1);
    const struct walker *w = &world->walkers.walker[0];
    const float *from = world->ways.place[0], *to = world->ways.place[1];
    assert_float_equal(w->at[0], from[0], 1e-4f);
    run(world, 1.5f);
    assert_true(hypotf(w->at[0] - from[0], w->at[1] - from[1]) > 2.0f);
    for (int i = 0; i < 400 && w->n_stops > 1; i++)
        run(world, 0.1f);
    assert_int_equal(w->n_stops, 1);
    assert_float_equal(w->at[0], to[0], 1e-3f);
    assert_float_equal(w->at[1], to[1], 1e-3f);
    run(world, 8.0f); /* it stays a while, and goes */
    assert_int_equal(count(world), 0);
}

static void one_walker_goes_on_and_strides_when_there_is_much_to_walk(void **state)
{
    struct world *world = *state;
    win(world, 0);
    win(world, 1);
    run(world, 2.0f);
    float stroll = world->walkers.walker[0].speed;
    for (int i = 2; i < 5; i++)
        win(world, i % 4);
    assert_int_equal(count(world), 1);
    run(world, 2.0f);
    assert_true(world->walkers.walker[0].speed > 1.3f * stroll);
}

static void the_pool_is_bounded(void **state)
{
    struct world *world = *state;
    for (uint32_t i = 0; i < 2000; i++) {
        win(world, (int)(scene_hash(i, 5u) % SYNTHETIC_PLACES));
        run(world, FRAME_S * 1.5f);
        assert_true(count(world) <= WALKERS_MAX);
    }
    assert_int_equal(count(world), WALKERS_MAX);
    assert_true(world->walkers.missed > 0);
    assert_true(marks(world) <= FOOTPRINTS_MAX && marks(world) > 50);
    run(world, 90.0f);
    assert_int_equal(count(world), 0);
    assert_int_equal(marks(world), 0); /* snow has filled them */
}

static void marks_alternate_beside_the_way(void **state)
{
    struct world *world = *state;
    win(world, 0);
    win(world, 1);
    run(world, 2.5f);
    uint32_t n = world->prints.next;
    assert_true(n > 6 && n < FOOTPRINTS_MAX);
    float last = 0.0f;
    for (uint32_t i = 2; i < n; i++) {
        const struct footprint *a = &world->prints.print[i - 1], *b = &world->prints.print[i];
        float along[2] = {b->at[0] - a->at[0], b->at[1] - a->at[1]};
        float aside = a->way[0] * along[1] - a->way[1] * along[0];
        assert_true(fabsf(aside) > 0.3f && aside * last <= 0.0f);
        last = aside;
    }
}

/* The whole view: what is in the plan for it. */
static struct scene *snow_scene(struct world *world, struct plan *plan, bool calm)
{
    struct scene_options options = {
        .view = SCENE_SNOW, .theme = PALETTE_NIGHT, .reduced_motion = calm};
    struct error error;
    struct scene *scene = scene_create(&options, &error);
    assert_non_null(scene);
    for (int i = 0; i < 120; i++) {
        world->made->snapshot.winner = i / 20 % 4;
        scene_observe(scene, &world->made->snapshot, NULL);
        scene_animate(scene, (double)FRAME_S);
    }
    plan_begin(plan, 1280, 720, 0.0);
    scene_draw(scene, plan);
    return scene;
}

static void assert_finite(const struct plan *plan)
{
    for (uint32_t i = 0; i < plan->n_ribbons; i++)
        for (int k = 0; k < 12; k++)
            assert_true(isfinite(plan->ribbons[i].p[k / 3][k % 3]));
    for (uint32_t i = 0; i < plan->n_bodies; i++)
        for (int k = 0; k < 3; k++)
            assert_true(isfinite(plan->bodies[i].centre[k]) && isfinite(plan->bodies[i].glow));
}

static void the_view_is_ground_and_what_stands_on_it(void **state)
{
    struct world *world = *state;
    struct plan *plan = plan_create();
    assert_non_null(plan);
    struct scene *scene = snow_scene(world, plan, false);
    assert_int_equal(plan->passes[0].kind, PLAN_PASS_BACKDROP);
    assert_int_equal(plan->passes[1].kind, PLAN_PASS_GROUND);
    assert_float_equal(plan->ground.opacity, 1.0f, 1e-6f);
    assert_float_equal(plan->ground.material, 0.0f, 1e-6f);
    assert_int_equal(plan->dropped, 0);
    assert_true(plan->n_bodies > SYNTHETIC_PLACES);
    assert_finite(plan);
    uint32_t moving = plan->n_ribbons;
    scene_destroy(scene);

    scene = snow_scene(world, plan, true);
    assert_true(plan->n_ribbons < moving); /* no flakes */
    assert_true(plan->n_bodies > SYNTHETIC_PLACES);

    scene_show(scene, SCENE_FOREST);
    for (int i = 0; i < 300; i++)
        scene_animate(scene, (double)FRAME_S);
    plan_begin(plan, 1280, 720, 0.0);
    scene_draw(scene, plan);
    assert_float_equal(plan->ground.material, 1.0f, 1e-6f);
    scene_show(scene, SCENE_CIRCUIT);
    for (int i = 0; i < 300; i++)
        scene_animate(scene, (double)FRAME_S);
    plan_begin(plan, 1280, 720, 0.0);
    scene_draw(scene, plan);
    for (uint32_t i = 0; i < plan->n_passes; i++)
        assert_int_not_equal(plan->passes[i].kind, PLAN_PASS_GROUND);
    scene_destroy(scene);
    plan_destroy(plan);
}

static void strange_snapshots_are_borne(void **state)
{
    struct world *world = *state;
    struct model_snapshot *s = &world->made->snapshot;
    for (int k = 0; k < 3; k++)
        s->place_mm[2][k] = k == 1 ? 800.0f : s->place_mm[3][k];
    memcpy(s->place_mm[1], s->place_mm[0], sizeof s->place_mm[1]); /* no way between them */
    s->now.occupancy = NAN;
    for (uint32_t i = 0; i < s->n_ways; i++)
        s->ways[i].traffic = s->ways[i].strength = NAN;
    struct plan *plan = plan_create();
    assert_non_null(plan);
    struct scene *scene = snow_scene(world, plan, false);
    assert_finite(plan);
    scene_destroy(scene);
    plan_destroy(plan);
}

/* How high the figures stand, px, seen from the side and so far that a millimetre is so many. */
static float figure_px(struct world *world, struct plan *plan, int height, float px_per_mm)
{
    static const float AWAY_MM = 100.0f;
    static struct ground ground;
    struct ground_inks inks;
    float low = INFINITY, high = -INFINITY;
    ground_inks(&world->palette, &inks);
    plan_begin(plan, height * 16 / 9, height, 0.0);
    plan->camera.view[3][2] = -AWAY_MM;
    plan->camera.projection[1][1] = 2.0f * px_per_mm * AWAY_MM / (float)height;
    walkers_draw_figures(&world->walkers, &ground, &inks, false, plan);
    for (uint32_t i = 0; i < plan->n_ribbons; i++)
        for (int k = 0; k < 4; k++) {
            low = fminf(low, plan->ribbons[i].p[k][2]);
            high = fmaxf(high, plan->ribbons[i].p[k][2]);
        }
    return (high - low) * px_per_mm;
}

static void they_are_seen_from_afar(void **state)
{
    struct world *world = *state;
    struct plan *plan = plan_create();
    assert_non_null(plan);
    win(world, 0);
    win(world, 1);
    run(world, 2.0f);
    assert_int_equal(count(world), 1);
    assert_true(figure_px(world, plan, 180, 4.0f) > 14.0f);
    assert_true(figure_px(world, plan, 720, 6.0f) > 30.0f);
    /* No giant where everything is tiny, and of their own size near by. */
    assert_true(figure_px(world, plan, 180, 1.0f) < 10.0f);
    assert_true(fabsf(figure_px(world, plan, 720, 40.0f) / 40.0f - 3.3f) < 0.3f);
    plan_destroy(plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(they_are_seen_from_afar, set_up, tear_down),
        cmocka_unit_test_setup_teardown(nobody_walks_without_a_transition, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_transition_is_walked_once_and_all_the_way, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(one_walker_goes_on_and_strides_when_there_is_much_to_walk,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_pool_is_bounded, set_up, tear_down),
        cmocka_unit_test_setup_teardown(marks_alternate_beside_the_way, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_view_is_ground_and_what_stands_on_it, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(strange_snapshots_are_borne, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
