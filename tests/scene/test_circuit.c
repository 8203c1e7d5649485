/* The circuit view as a plan: what is brightest, what is new, what it costs, and that it is
 * the same every time. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "scene/palette.h"
#include "scene/scene.h"
#include "synthetic.h"

struct world {
    struct synthetic *made;
    struct scene *scene;
    struct plan *plan;
    struct story_view *view;
};

static struct world *world_create(bool calm)
{
    struct world *world = calloc(1, sizeof *world);
    const struct scene_options options = {.reduced_motion = calm};
    world->made = synthetic_create();
    world->scene = scene_create(&options, NULL);
    world->plan = plan_create();
    world->view = calloc(1, sizeof *world->view);
    world->view->phase = STORY_RIGID;
    return world;
}

static void world_destroy(struct world *world)
{
    free(world->view);
    plan_destroy(world->plan);
    scene_destroy(world->scene);
    free(world->made);
    free(world);
}

static int set_up(void **state)
{
    *state = world_create(false);
    return 0;
}

static int tear_down(void **state)
{
    world_destroy(*state);
    return 0;
}

static void frame(struct world *world)
{
    scene_observe(world->scene, &world->made->snapshot, world->view);
    scene_animate(world->scene, 1.0 / 60);
    plan_begin(world->plan, 1920, 1080, 0);
    scene_draw(world->scene, world->plan);
}

static void frames(struct world *world, int count)
{
    for (int i = 0; i < count; i++)
        frame(world);
}

static float shine(const struct plan_ribbon *ribbon)
{
    const float *c = ribbon->colour;
    return (0.2126f * c[0] + 0.7152f * c[1] + 0.0722f * c[2]) * ribbon->opacity;
}

/* How much a ribbon draws the eye: light times width times length. */
static float salience(const struct plan_ribbon *ribbon)
{
    float length = 0;
    for (int k = 0; k < 3; k++) {
        float d = ribbon->p[3][k] - ribbon->p[0][k];
        length += d * d;
    }
    return shine(ribbon) * (ribbon->radius[0] + ribbon->radius[1]) * sqrtf(length);
}

static bool amber(const struct plan_ribbon *ribbon)
{
    return ribbon->colour[0] > 1.5f * ribbon->colour[1] &&
           ribbon->colour[1] > 5.0f * ribbon->colour[2];
}

static bool teal(const struct plan_ribbon *ribbon)
{
    return ribbon->colour[1] > 3.0f * ribbon->colour[0] && ribbon->colour[2] < ribbon->colour[1];
}

static unsigned count_teal(const struct plan *plan)
{
    unsigned count = 0;
    for (uint32_t i = 0; i < plan->n_ribbons; i++)
        count += teal(&plan->ribbons[i]);
    return count;
}

static void assert_finite(const struct plan *plan)
{
    for (uint32_t i = 0; i < plan->n_ribbons; i++) {
        const struct plan_ribbon *r = &plan->ribbons[i];
        for (int k = 0; k < 12; k++)
            assert_true(isfinite(r->p[k / 3][k % 3]));
        for (int k = 0; k < 3; k++)
            assert_true(isfinite(r->colour[k]) && r->colour[k] >= 0);
        for (int k = 0; k < 2; k++)
            assert_true(r->radius[k] >= 0 && r->range[k] >= 0 && r->range[k] <= 1);
        assert_true(r->opacity >= 0 && r->opacity <= 1 && r->soft >= 0 && r->soft <= 1);
    }
    for (uint32_t i = 0; i < plan->n_bodies; i++) {
        const struct plan_body *b = &plan->bodies[i];
        for (int k = 0; k < 3; k++)
            assert_true(isfinite(b->centre[k]) && isfinite(b->colour[k]));
        assert_true(b->radius > 0 && b->glow >= 0 && b->opacity >= 0 && b->opacity <= 1);
    }
    for (int k = 0; k < 16; k++) {
        assert_true(isfinite(plan->camera.view[k / 4][k % 4]));
        assert_true(isfinite(plan->camera.projection[k / 4][k % 4]));
    }
    assert_true(plan->fog_range_mm[1] > plan->fog_range_mm[0]);
}

/* The last of its kind: of the ribbons those that are links, not the brain behind them. */
static const struct plan_pass *find_pass(const struct plan *plan, enum plan_pass_kind kind)
{
    for (uint32_t i = plan->n_passes; i-- > 0;)
        if (plan->passes[i].kind == kind)
            return &plan->passes[i];
    return NULL;
}

static void test_passes_come_in_order_and_cover_all(void **state)
{
    struct world *world = *state;
    frames(world, 3);
    const struct plan *plan = world->plan;
    assert_int_equal(plan->passes[0].kind, PLAN_PASS_BACKDROP);
    assert_int_equal(plan->passes[plan->n_passes - 2].kind, PLAN_PASS_BLOOM);
    assert_int_equal(plan->passes[plan->n_passes - 1].kind, PLAN_PASS_TONE);
    uint32_t ribbons = 0, bodies = 0;
    for (uint32_t i = 0; i < plan->n_passes; i++) {
        const struct plan_pass *pass = &plan->passes[i];
        if (pass->kind == PLAN_PASS_RIBBONS || pass->kind == PLAN_PASS_PULSES) {
            assert_int_equal(pass->first, ribbons);
            ribbons += pass->count;
        } else if (pass->kind == PLAN_PASS_BODIES) {
            assert_int_equal(pass->first, bodies);
            bodies += pass->count;
        }
    }
    assert_int_equal(ribbons, plan->n_ribbons);
    assert_int_equal(bodies, plan->n_bodies);
    assert_int_equal(plan->dropped, 0);
}

static void test_the_trodden_path_stands_out(void **state)
{
    struct world *world = *state;
    frames(world, 60);
    const struct plan *plan = world->plan;
    const struct plan_pass *pass = find_pass(plan, PLAN_PASS_RIBBONS);
    float most_other = 0, most_worn = 0, sum_other = 0, sum_worn = 0;
    for (uint32_t i = pass->first; i < pass->first + pass->count; i++) {
        const struct plan_ribbon *r = &plan->ribbons[i];
        float s = salience(r);
        if (r->radius[0] > 3.0f)
            continue; /* the regions behind */
        if (amber(r)) {
            most_worn = fmaxf(most_worn, s);
            sum_worn += s;
        } else {
            most_other = fmaxf(most_other, s);
            sum_other += s;
        }
    }
    assert_true(most_worn > 3.0f * most_other);
    assert_true(sum_worn > 1.2f * sum_other);
}

static void test_what_is_new_is_seen(void **state)
{
    struct world *world = *state;
    frames(world, 60);
    unsigned before = count_teal(world->plan);
    assert_int_equal(before, 0);
    assert_int_equal(synthetic_freshen(world->made, 20), 20);
    frames(world, 200);
    unsigned few = count_teal(world->plan);
    assert_true(few >= 20);
    unsigned made = synthetic_freshen(world->made, 100);
    frames(world, 200);
    assert_true(count_teal(world->plan) >= made);
    assert_true(count_teal(world->plan) > few);
}

static void test_nothing_is_new_while_the_path_is_worn_in(void **state)
{
    struct world *world = *state;
    world->view->phase = STORY_WEARING_IN;
    synthetic_freshen(world->made, 100);
    frames(world, 200);
    assert_int_equal(count_teal(world->plan), 0);
    world->view->phase = STORY_GROWTH;
    frames(world, 200);
    assert_true(count_teal(world->plan) >= 100);
}

static void test_fits_its_budget(void **state)
{
    struct world *world = *state;
    synthetic_freshen(world->made, 400);
    world->made->snapshot.now.bdnf = 2;
    world->made->snapshot.now.occupancy = world->made->snapshot.now.occupancy_inh = 0.5f;
    world->made->snapshot.cue = 2;
    frames(world, 60);
    for (int i = 0; i < 60; i++) {
        world->made->snapshot.n_spikes = 0;
        for (uint16_t c = 0; c < SYNTHETIC_CELLS; c++)
            world->made->spikes[world->made->snapshot.n_spikes++].cell = c;
        frame(world);
        assert_true(world->plan->n_ribbons <= 2600);
        assert_true(world->plan->n_bodies <= 700);
        assert_int_equal(world->plan->dropped, 0);
    }
    assert_finite(world->plan);
}

static void test_same_inputs_same_bytes(void **state)
{
    (void)state;
    struct world *a = world_create(false), *b = world_create(false);
    for (int i = 0; i < 90; i++) {
        for (int which = 0; which < 2; which++) {
            struct world *world = which ? b : a;
            world->made->snapshot.n_spikes = 0;
            for (uint16_t c = 0; c < 30; c++)
                world->made->spikes[world->made->snapshot.n_spikes++].cell = (uint16_t)(c + i);
            if (i == 30)
                synthetic_freshen(world->made, 50);
            if (i == 40)
                scene_orbit(world->scene, 0.3f, 0.1f);
            frame(world);
        }
        assert_int_equal(a->plan->n_ribbons, b->plan->n_ribbons);
        assert_int_equal(a->plan->n_bodies, b->plan->n_bodies);
        assert_memory_equal(a->plan->ribbons, b->plan->ribbons,
                            a->plan->n_ribbons * sizeof *a->plan->ribbons);
        assert_memory_equal(a->plan->bodies, b->plan->bodies,
                            a->plan->n_bodies * sizeof *a->plan->bodies);
        assert_memory_equal(&a->plan->camera, &b->plan->camera, sizeof a->plan->camera);
    }
    world_destroy(a);
    world_destroy(b);
}

static void test_nothing_jumps_in_brightness(void **state)
{
    struct world *world = *state;
    frames(world, 30);
    float last = 0;
    for (int i = 0; i < 180; i++) {
        /* The active place changes every half second; a dose begins in the middle. */
        int active = i / 30 % SYNTHETIC_PLACES;
        for (uint32_t c = 0; c < SYNTHETIC_CELLS; c++)
            world->made->rates[c] = world->made->cells[c].place == active ? 60.0f : 1.0f;
        if (i == 90)
            world->made->snapshot.now.occupancy = world->made->snapshot.now.occupancy_inh = 0.5f;
        frame(world);
        float sum = 0, biggest = 0;
        for (uint32_t b = 0; b < world->plan->n_bodies; b++) {
            float glow = world->plan->bodies[b].glow;
            sum += glow;
            biggest = fmaxf(biggest, glow);
        }
        if (i > 0)
            assert_true(fabsf(sum - last) < 4.0f);
        assert_true(biggest < 1.8f);
        assert_true(sum < 140.0f);
        last = sum;
    }
}

static void test_the_cue_has_a_shape_of_its_own(void **state)
{
    struct world *world = *state;
    frames(world, 60);
    uint32_t without = world->plan->n_ribbons;
    world->made->snapshot.cue = 5;
    frame(world);
    frames(world, 90);
    assert_true(world->plan->n_ribbons >= without + 4);
    unsigned arcs = 0;
    for (uint32_t i = 0; i < world->plan->n_ribbons; i++) {
        /* Each arc starts and ends at the same distance from the place. */
        const struct plan_ribbon *r = &world->plan->ribbons[i];
        float start = 0, end = 0;
        for (int k = 0; k < 3; k++) {
            start += powf(r->p[0][k] - SYNTHETIC_PLACE_MM[5][k], 2);
            end += powf(r->p[3][k] - SYNTHETIC_PLACE_MM[5][k], 2);
        }
        arcs += r->soft < 1 && start > 30 && fabsf(start - end) < 0.01f;
    }
    assert_int_equal(arcs, 4);
    world->made->snapshot.cue = -1;
    frames(world, 90);
    assert_int_equal(world->plan->n_ribbons, without);
}

static void test_the_drug_tints_and_bdnf_drifts(void **state)
{
    struct world *world = *state;
    frames(world, 120);
    float red = world->plan->backdrop[0][0];
    uint32_t bodies = world->plan->n_bodies;
    world->made->snapshot.now.occupancy = world->made->snapshot.now.occupancy_inh = 0.4f;
    frames(world, 240);
    assert_true(world->plan->backdrop[0][0] > 1.3f * red);
    assert_true(world->plan->backdrop[0][0] < 0.05f); /* a tint, no more */
    assert_int_equal(world->plan->n_bodies, bodies + SYNTHETIC_INH);
    world->made->snapshot.now.bdnf = 1.6f;
    frames(world, 240);
    assert_true(world->plan->n_bodies >= bodies + SYNTHETIC_INH + SYNTHETIC_PLACES);
}

static void test_calm_pictures_stand_still(void **state)
{
    (void)state;
    struct world *world = world_create(true);
    world->made->snapshot.now.bdnf = 1.6f;
    frames(world, 1200);
    uint32_t n = world->plan->n_bodies;
    struct plan_body *before = malloc(n * sizeof *before);
    memcpy(before, world->plan->bodies, n * sizeof *before);
    struct plan_camera camera = world->plan->camera;
    frames(world, 240);
    assert_int_equal(world->plan->n_bodies, n);
    for (uint32_t i = 0; i < n; i++)
        assert_memory_equal(before[i].centre, world->plan->bodies[i].centre,
                            sizeof before[i].centre);
    assert_memory_equal(&camera, &world->plan->camera, sizeof camera);
    free(before);
    world_destroy(world);
}

static void test_odd_snapshots_draw_no_nonsense(void **state)
{
    struct world *world = *state;
    struct model_snapshot *s = &world->made->snapshot;
    struct model_snapshot whole = *s;
    plan_begin(world->plan, 640, 360, 0);
    scene_draw(world->scene, world->plan); /* before any snapshot */
    assert_finite(world->plan);

    memset(s, 0, sizeof *s);
    s->winner = s->cue = -1;
    frames(world, 5);
    assert_finite(world->plan);

    *s = whole; /* one place, no ways, all silent, everything at one point */
    s->n_places = 1;
    s->n_ways = 0;
    s->n_cells = 3;
    s->n_links = 0;
    memset(world->made->rates, 0, sizeof world->made->rates);
    memset(world->made->cells[0].position_mm, 0, sizeof world->made->cells[0].position_mm);
    world->made->cells[1] = world->made->cells[2] = world->made->cells[0];
    frames(world, 5);
    assert_finite(world->plan);

    *s = whole; /* places on top of each other, numbers that are none */
    memset(s->place_mm, 0, sizeof s->place_mm);
    s->now.occupancy = s->now.bdnf = s->place_rate_hz[1] = NAN;
    world->made->rates[5] = NAN;
    s->ways[0].strength = s->ways[0].traffic = INFINITY;
    s->cue = 200;
    frames(world, 5);
    assert_finite(world->plan);
    plan_begin(world->plan, 0, 0, 0);
    scene_draw(world->scene, world->plan);
    assert_finite(world->plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_passes_come_in_order_and_cover_all, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_the_trodden_path_stands_out, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_what_is_new_is_seen, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_nothing_is_new_while_the_path_is_worn_in, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_fits_its_budget, set_up, tear_down),
        cmocka_unit_test(test_same_inputs_same_bytes),
        cmocka_unit_test_setup_teardown(test_nothing_jumps_in_brightness, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_the_cue_has_a_shape_of_its_own, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_the_drug_tints_and_bdnf_drifts, set_up, tear_down),
        cmocka_unit_test(test_calm_pictures_stand_still),
        cmocka_unit_test_setup_teardown(test_odd_snapshots_draw_no_nonsense, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
