/* On a slow machine less is drawn: what is minor goes, softly, and the path never does. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "scene/scene.h"
#include "synthetic.h"

static const float FRAME_S = 1.0f / 60;
static const float DETAIL_PER_S = 0.12f; /* as fast as render/quality.c moves it */

struct counted {
    uint32_t ribbons, bodies, branches;
    float path; /* opacity of all that is amber */
    float light; /* of all ribbons */
};

struct world {
    struct synthetic *made;
    struct scene *scene;
    struct plan *plan;
};

static void open_world(struct world *world, enum scene_view view)
{
    world->made = synthetic_create();
    synthetic_freshen(world->made, 120);
    struct scene_options options = {.view = view};
    world->scene = scene_create(&options, NULL);
    world->plan = plan_create();
    scene_observe(world->scene, &world->made->snapshot, NULL);
}

static void close_world(struct world *world)
{
    plan_destroy(world->plan);
    scene_destroy(world->scene);
    free(world->made);
}

/* Branches that show, if only a little. */
static uint32_t count_branches(const struct plan *plan)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < plan->n_branches; i++)
        n += plan->branches[i].level <
             plan->stems[plan->branches[i].stem % plan->n_stems].detail + PLAN_TWIG_FADE;
    return n;
}

static struct counted count(const struct plan *plan)
{
    struct counted counted = {.bodies = plan->n_bodies};
    for (uint32_t i = 0; i < plan->n_ribbons; i++) {
        const struct plan_ribbon *r = &plan->ribbons[i];
        if (r->opacity <= 0.004f)
            continue;
        counted.ribbons++;
        counted.light += r->opacity;
        if (r->colour[0] > 2.0f * r->colour[2])
            counted.path += r->opacity;
    }
    if (plan->n_stems)
        counted.branches = count_branches(plan);
    return counted;
}

static struct counted draw(struct world *world, float detail, float seconds)
{
    scene_set_detail(world->scene, detail);
    for (float at = 0; at < seconds; at += FRAME_S) {
        scene_observe(world->scene, &world->made->snapshot, NULL);
        scene_animate(world->scene, FRAME_S);
    }
    plan_begin(world->plan, 1280, 720, 0);
    scene_draw(world->scene, world->plan);
    return count(world->plan);
}

static void less_is_drawn_with_less_detail(void **state)
{
    (void)state;
    struct world world;
    open_world(&world, SCENE_CIRCUIT);
    struct counted first = draw(&world, 1.0f, 12.0f), last = first;
    assert_true(first.branches > 0 && first.path > 0.0f);
    for (int step = 9; step >= 0; step--) {
        struct counted now = draw(&world, 0.1f * (float)step, 12.0f);
        assert_true(now.branches <= last.branches);
        assert_true(now.ribbons <= last.ribbons + 2); /* pulses come and go */
        last = now;
    }
    assert_true(2 * last.branches < first.branches);
    assert_true(last.ribbons < first.ribbons - 100);
    assert_true(last.bodies <= first.bodies);
    close_world(&world);
}

static void the_path_stays_whole(void **state)
{
    (void)state;
    struct world world;
    open_world(&world, SCENE_CIRCUIT);
    float all = draw(&world, 1.0f, 12.0f).path;
    float least = draw(&world, 0.0f, 12.0f).path;
    assert_true(fabsf(least - all) < 0.01f * all);
    close_world(&world);
}

static void fewer_flakes_fall(void **state)
{
    (void)state;
    struct world world;
    open_world(&world, SCENE_SNOW);
    uint32_t all = draw(&world, 1.0f, 1.0f).ribbons;
    uint32_t least = draw(&world, 0.0f, 1.0f).ribbons;
    assert_true(least + 30 < all);
    close_world(&world);
}

/* As the detail moves, no picture differs much from the one before. */
static void nothing_is_seen_to_go(void **state)
{
    (void)state;
    struct world world;
    open_world(&world, SCENE_CIRCUIT);
    float light = draw(&world, 1.0f, 12.0f).light, stems[SYNTHETIC_CELLS];
    for (uint32_t i = 0; i < world.plan->n_stems; i++)
        stems[i] = world.plan->stems[i].detail;
    for (float detail = 1.0f; detail > 0.0f; detail -= DETAIL_PER_S * FRAME_S) {
        float now = draw(&world, detail, 0.5f * FRAME_S).light;
        assert_true(fabsf(now - light) < 0.01f * light + 0.5f);
        light = now;
        for (uint32_t i = 0; i < world.plan->n_stems; i++) {
            assert_true(fabsf(world.plan->stems[i].detail - stems[i]) < 0.01f);
            stems[i] = world.plan->stems[i].detail;
        }
    }
    close_world(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(less_is_drawn_with_less_detail),
        cmocka_unit_test(the_path_stays_whole),
        cmocka_unit_test(fewer_flakes_fall),
        cmocka_unit_test(nothing_is_seen_to_go),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
