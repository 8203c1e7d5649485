/* What is new is told by a shape as well: beads along its links, stones beside its tracks. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "scene/arbours.h"
#include "scene/beads.h"
#include "scene/camera.h"
#include "scene/scene.h"
#include "synthetic.h"

struct world {
    struct synthetic *made;
    struct arbours arbours;
    struct ways ways;
    struct links links;
    struct palette palette;
    struct plan *plan;
};

static void pass(struct world *world, float seconds)
{
    for (float t = 0.0f; t < seconds; t += 0.1f) {
        ways_observe(&world->ways, &world->made->snapshot, true);
        assert_true(links_observe(&world->links, &world->ways, &world->made->snapshot, true));
        ways_animate(&world->ways, 0.1f);
        links_animate(&world->links, 0.1f, false);
    }
}

/* Looks at the world from straight above it, from so far that a millimetre is so many pixels. */
static void look_from_afar(struct plan *plan, int width, int height, float px_per_mm)
{
    static const float AWAY_MM = 100.0f;
    plan_begin(plan, width, height, 0.0);
    plan->camera.view[3][2] = -AWAY_MM;
    plan->camera.projection[1][1] = 2.0f * px_per_mm * AWAY_MM / (float)height;
}

/* How many beads there are, and how much of them is seen, in radii. */
static uint32_t drawn(struct world *world, float *size)
{
    plan_begin(world->plan, 1280, 720, 0.0);
    beads_draw(&world->links, &world->ways, world->made->cells, SYNTHETIC_CELLS, &world->palette,
               world->plan);
    *size = 0.0f;
    for (uint32_t i = 0; i < world->plan->n_bodies; i++)
        *size += world->plan->bodies[i].radius * world->plan->bodies[i].opacity;
    return world->plan->n_bodies;
}

static int set_up(void **state)
{
    struct world *world = calloc(1, sizeof *world);
    world->made = synthetic_create();
    assert_true(arbours_grow(&world->arbours, world->made->cells, SYNTHETIC_CELLS));
    world->links.arbours = &world->arbours;
    palette_make(&world->palette, PALETTE_NIGHT);
    world->plan = plan_create();
    assert_non_null(world->plan);
    pass(world, 0.1f);
    *state = world;
    return 0;
}

static int tear_down(void **state)
{
    struct world *world = *state;
    plan_destroy(world->plan);
    links_destroy(&world->links);
    arbours_destroy(&world->arbours);
    free(world->made);
    free(world);
    return 0;
}

static void test_old_links_have_none(void **state)
{
    float size;
    assert_int_equal(drawn(*state, &size), 0);
}

static void test_new_links_have_some_but_not_at_once(void **state)
{
    struct world *world = *state;
    float size, before = 0.0f;
    synthetic_freshen(world->made, 400);
    for (int i = 0; i < 40; i++) {
        pass(world, 0.1f);
        drawn(world, &size);
        /* Of some hundred beads no more than a few tenths of one radius a tenth of a second. */
        assert_true(fabsf(size - before) < 30.0f);
        before = size;
    }
    uint32_t count = drawn(world, &size);
    assert_true(count > 50 && count <= BEADS_MOST);
    for (uint32_t i = 0; i < count; i++)
        assert_memory_equal(world->plan->bodies[i].colour, world->palette.linear[PALETTE_NEW],
                            sizeof world->plan->bodies[i].colour);
}

/* Small pictures show them too, and which link is strong; near by they are as large as ever. */
static void test_they_are_seen_on_small_pictures(void **state)
{
    struct world *world = *state;
    float radii[2];
    uint32_t most_at = 0, count = 0;
    synthetic_freshen(world->made, 400);
    pass(world, 10.0f);
    for (int small = 0; small < 2; small++) {
        look_from_afar(world->plan, small ? 320 : 1920, small ? 180 : 1080, small ? 2.0f : 12.0f);
        beads_draw(&world->links, &world->ways, world->made->cells, SYNTHETIC_CELLS,
                   &world->palette, world->plan);
        const struct plan_body *bodies = world->plan->bodies;
        float least = INFINITY, most = 0.0f;
        count = world->plan->n_bodies;
        assert_true(count > 50);
        for (uint32_t i = 0; i < count; i++) {
            float px = bodies[i].radius * camera_px_per_mm(world->plan, bodies[i].centre);
            if (px > most)
                most_at = i;
            least = fminf(least, px);
            most = fmaxf(most, px);
        }
        if (small && !(least > 0.4f && most > 0.8f)) /* young ones are smaller */
            fail_msg("%g to %g px", (double)least, (double)most);
        radii[small] = bodies[most_at].radius;
    }
    assert_true(radii[1] > 1.5f * radii[0]);
}

static void test_they_stand_still(void **state)
{
    struct world *world = *state;
    float size;
    synthetic_freshen(world->made, 400);
    pass(world, 8.0f);
    world->links.sway_s = 0.0;
    uint32_t count = drawn(world, &size);
    struct plan_body first = world->plan->bodies[0];
    links_animate(&world->links, 0.1f, true);
    assert_int_equal(drawn(world, &size), count);
    for (int k = 0; k < 3; k++)
        assert_true(fabsf(world->plan->bodies[0].centre[k] - first.centre[k]) < 0.02f);
}

static void test_stones_lie_beside_new_tracks_alone(void **state)
{
    struct world *world = *state;
    static struct ground ground;
    ground_animate(&ground, &world->ways, 0.0f, 0.1f, false, true);
    plan_begin(world->plan, 1280, 720, 0.0);
    beads_lay(&world->ways, &ground, &world->palette, world->plan);
    assert_int_equal(world->plan->n_bodies, 0);
    world->ways.way[4][5].fresh = 0.4f;
    world->ways.way[0][1].fresh = 0.4f; /* of the worn path: stays amber */
    beads_lay(&world->ways, &ground, &world->palette, world->plan);
    assert_true(world->plan->n_bodies > 3);
    for (uint32_t i = 0; i < world->plan->n_bodies; i++) {
        const float *at = world->plan->bodies[i].centre;
        float nearest = 1e9f;
        for (int s = 0; s <= 40; s++) {
            float d[2], t = (float)s / 40.0f;
            const float(*p)[3] = (const float(*)[3])world->ways.way[4][5].centre;
            for (int k = 0; k < 2; k++)
                d[k] = at[k] - scene_bezier(p[0][k], p[1][k], p[2][k], p[3][k], t);
            nearest = fminf(nearest, hypotf(d[0], d[1]));
        }
        assert_true(nearest > 1.0f && nearest < 5.0f);
    }
    ground_destroy(&ground);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_old_links_have_none, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_new_links_have_some_but_not_at_once, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_they_are_seen_on_small_pictures, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_they_stand_still, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_stones_lie_beside_new_tracks_alone, set_up,
                                        tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
