/* Where less motion was asked for: nothing drifts, sways or floats, nothing travels, and what
 * changes changes more slowly. Measured on plans. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "scene/scene.h"
#include "synthetic.h"

static struct scene *make_scene(bool calm)
{
    struct scene_options options = {.reduced_motion = calm};
    struct error error;
    struct scene *scene = scene_create(&options, &error);
    assert_non_null(scene);
    return scene;
}

static void draw(const struct scene *scene, struct plan *plan)
{
    plan_begin(plan, 1280, 720, 0.0);
    scene_draw(scene, plan);
}

static void animate(struct scene *scene, double seconds)
{
    for (int i = 0; i < (int)(seconds * 10.0 + 0.5); i++)
        scene_animate(scene, 0.1);
}

/* Farthest that anything drawn moves in three seconds in which the brain does not change. */
static float moved(bool calm)
{
    struct synthetic *made = synthetic_create();
    struct scene *scene = make_scene(calm);
    struct plan *before = plan_create(), *after = plan_create();
    assert_true(made && before && after);
    made->snapshot.now.bdnf = 1.6f; /* grains of it are in the air */
    made->snapshot.links = made->links;
    made->links[0].stage = MODEL_FILOPODIUM; /* that feels about */
    scene_observe(scene, &made->snapshot, NULL);
    animate(scene, 20.0);
    draw(scene, before);
    animate(scene, 3.0);
    draw(scene, after);
    assert_int_equal(before->n_ribbons, after->n_ribbons);
    assert_int_equal(before->n_bodies, after->n_bodies);
    float most = 0.0f;
    for (uint32_t i = 0; i < before->n_ribbons; i++)
        for (int p = 0; p < 12; p++)
            most = fmaxf(most,
                         fabsf((&before->ribbons[i].p[0][0])[p] - (&after->ribbons[i].p[0][0])[p]));
    for (uint32_t i = 0; i < before->n_bodies; i++)
        for (int k = 0; k < 3; k++)
            most = fmaxf(most, fabsf(before->bodies[i].centre[k] - after->bodies[i].centre[k]));
    for (int i = 0; i < 3; i++)
        most = fmaxf(most, fabsf(before->camera.eye[i] - after->camera.eye[i]));
    plan_destroy(before);
    plan_destroy(after);
    scene_destroy(scene);
    free(made);
    return most;
}

static void test_nothing_drifts_sways_or_floats(void **state)
{
    (void)state;
    assert_true(moved(true) < 1e-3f);
    assert_true(moved(false) > 0.1f); /* else it would measure nothing */
}

/* Signals light their link up as a whole instead of running along it. */
static void test_nothing_travels(void **state)
{
    (void)state;
    for (int calm = 0; calm < 2; calm++) {
        struct synthetic *made = synthetic_create();
        struct scene *scene = make_scene(calm == 1);
        struct plan *plan = plan_create();
        assert_true(made && plan);
        scene_observe(scene, &made->snapshot, NULL);
        animate(scene, 1.0);
        for (uint16_t i = 0; i < 10; i++)
            made->spikes[i] = (struct model_spike_view){.cell = i, .ago_ms = 1.0f};
        made->snapshot.n_spikes = 10;
        scene_observe(scene, &made->snapshot, NULL);
        animate(scene, 0.3);
        draw(scene, plan);
        unsigned beads = 0, whole = 0;
        const struct plan_pass *last = NULL;
        for (uint32_t p = 0; p < plan->n_passes; p++)
            if (plan->passes[p].kind == PLAN_PASS_PULSES)
                last = &plan->passes[p];
        assert_non_null(last);
        for (uint32_t i = last->first; i < last->first + last->count; i++) {
            const struct plan_ribbon *ribbon = &plan->ribbons[i];
            if (ribbon->radius[0] >= ribbon->radius[1])
                continue; /* no signal: those grow towards their head */
            if (ribbon->range[1] - ribbon->range[0] < 0.5f)
                beads++;
            else
                whole++;
        }
        if (calm)
            assert_true(beads == 0 && whole > 0);
        else
            assert_true(beads > 0);
        plan_destroy(plan);
        scene_destroy(scene);
        free(made);
    }
}

/* Share of the way from night to day after half a second. */
static void test_changes_take_longer(void **state)
{
    (void)state;
    float day[2];
    for (int calm = 0; calm < 2; calm++) {
        struct scene *scene = make_scene(calm == 1);
        scene_set_theme(scene, PALETTE_DAY);
        animate(scene, 0.5);
        day[calm] = scene_palette(scene)->day;
        scene_destroy(scene);
    }
    assert_true(day[1] > 0.0f && day[1] < 0.9f * day[0]);
}

/* A theme on its way arrives before it turns back, however often the key is pressed. */
static void test_a_theme_arrives_before_it_turns(void **state)
{
    (void)state;
    struct scene *scene = make_scene(false);
    float last = 0.0f;
    scene_set_theme(scene, PALETTE_DAY);
    for (int i = 0; i < 55; i++) {
        scene_set_theme(scene, i % 2 ? PALETTE_DAY : PALETTE_NIGHT);
        scene_animate(scene, 0.1);
        float day = scene_palette(scene)->day;
        assert_true(day >= last && day * day - last * last < 0.035f);
        last = day;
    }
    assert_true(last > 0.9f);
    scene_set_theme(scene, PALETTE_NIGHT);
    animate(scene, 7.0);
    assert_true(scene_palette(scene)->day == 0.0f);
    scene_destroy(scene);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing_drifts_sways_or_floats),
        cmocka_unit_test(test_nothing_travels),
        cmocka_unit_test(test_changes_take_longer),
        cmocka_unit_test(test_a_theme_arrives_before_it_turns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
