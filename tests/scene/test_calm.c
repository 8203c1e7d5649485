/* Where less motion was asked for: nothing drifts, sways or floats, nothing travels, and what
 * changes changes more slowly. Measured on plans. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "scene/scene.h"
#include "synthetic.h"

static struct scene *make_view(bool calm, enum scene_view view)
{
    struct scene_options options = {.reduced_motion = calm, .view = view};
    struct error error;
    struct scene *scene = scene_create(&options, &error);
    assert_non_null(scene);
    return scene;
}

static struct scene *make_scene(bool calm)
{
    return make_view(calm, SCENE_CIRCUIT);
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

static float farther(float most, const float *a, const float *b, int n)
{
    for (int i = 0; i < n; i++)
        most = fmaxf(most, fabsf(a[i] - b[i]));
    return most;
}

/* Farthest that anything is from where it was, mm; a thing that came or went counts as far. */
static float apart(const struct plan *a, const struct plan *b)
{
    float most = farther(0.0f, a->camera.eye, b->camera.eye, 3);
    if (a->n_ribbons != b->n_ribbons || a->n_bodies != b->n_bodies || a->n_rings != b->n_rings ||
        a->n_stems != b->n_stems)
        return INFINITY;
    for (uint32_t i = 0; i < a->n_ribbons; i++)
        most = farther(most, &a->ribbons[i].p[0][0], &b->ribbons[i].p[0][0], 12);
    for (uint32_t i = 0; i < a->n_bodies; i++)
        most = farther(most, a->bodies[i].centre, b->bodies[i].centre, 3);
    for (uint32_t i = 0; i < a->n_stems; i++)
        most = farther(most, a->stems[i].position, b->stems[i].position, 3);
    for (uint32_t i = 0; i < a->n_rings; i++)
        most = farther(most, a->rings[i].centre, b->rings[i].centre, 3);
    return most;
}

/* The same from each picture to the next, in three seconds in which the brain does not change. */
static float moved(bool calm, enum scene_view view)
{
    enum { PICTURES = 90 };
    struct synthetic *made = synthetic_create();
    struct scene *scene = make_view(calm, view);
    struct plan *plans[2] = {plan_create(), plan_create()};
    assert_true(made && plans[0] && plans[1]);
    made->snapshot.now.bdnf = 1.6f; /* grains of it are in the air */
    made->snapshot.links = made->links;
    made->links[0].stage = MODEL_FILOPODIUM; /* that feels about */
    scene_observe(scene, &made->snapshot, NULL);
    animate(scene, 20.0);
    draw(scene, plans[0]);
    float most = 0.0f;
    for (int i = 1; i <= PICTURES; i++) {
        scene_animate(scene, 1.0 / 30.0);
        draw(scene, plans[i % 2]);
        most = fmaxf(most, apart(plans[0], plans[1]));
    }
    plan_destroy(plans[0]);
    plan_destroy(plans[1]);
    scene_destroy(scene);
    free(made);
    return most;
}

static void test_nothing_drifts_sways_or_floats(void **state)
{
    (void)state;
    for (int view = 0; view < SCENE_VIEWS; view++) {
        float calm = moved(true, (enum scene_view)view);
        float usual = moved(false, (enum scene_view)view);
        if (calm > 1e-4f)
            fail_msg("%s: something moves by %g mm from picture to picture",
                     scene_view_name((enum scene_view)view), (double)calm);
        assert_true(usual > 1e-3f); /* else it would measure nothing */
    }
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

/* The same for another set of colours, which comes gently and then stays. */
static void test_other_colours_come_gently(void **state)
{
    (void)state;
    float half_way[2];
    for (int calm = 0; calm < 2; calm++) {
        struct scene *scene = make_scene(calm == 1);
        scene_set_palette(scene, PALETTE_HIGH_CONTRAST);
        float last = 0.0f;
        for (int i = 0; i < 150; i++) {
            scene_animate(scene, 1.0 / 30.0);
            float now = scene_palette(scene)->stark;
            assert_true(now >= last && now - last < 0.03f);
            last = now;
            if (i == 29)
                half_way[calm] = now;
        }
        assert_true(last == 1.0f);
        assert_int_equal(scene_palette_set(scene), PALETTE_HIGH_CONTRAST);
        scene_destroy(scene);
    }
    assert_true(half_way[1] > 0.0f && half_way[1] < 0.7f * half_way[0]);
}

/* And for another view: half a second on its way. */
static void test_views_take_longer(void **state)
{
    (void)state;
    float gone[2];
    for (int calm = 0; calm < 2; calm++) {
        struct synthetic *made = synthetic_create();
        struct scene *scene = make_scene(calm == 1);
        struct plan *before = plan_create(), *after = plan_create();
        assert_true(made && before && after);
        scene_observe(scene, &made->snapshot, NULL);
        animate(scene, 5.0);
        draw(scene, before);
        scene_show(scene, SCENE_SNOW);
        animate(scene, 0.8);
        draw(scene, after);
        gone[calm] = after->ground.opacity;
        assert_true(before->ground.opacity == 0.0f);
        plan_destroy(before);
        plan_destroy(after);
        scene_destroy(scene);
        free(made);
    }
    assert_true(gone[1] > 0.0f && gone[1] < 0.9f * gone[0]);
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
        cmocka_unit_test(test_other_colours_come_gently),
        cmocka_unit_test(test_views_take_longer),
        cmocka_unit_test(test_a_theme_arrives_before_it_turns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
