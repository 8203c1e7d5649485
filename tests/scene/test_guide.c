/* The guide: which view comes when, and that a chosen one stays. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "scene/guide.h"
#include "synthetic.h"

struct world {
    struct synthetic *made;
    struct scene *scene;
    struct story_view *view;
};

static int set_up(void **state)
{
    struct world *world = calloc(1, sizeof *world);
    const struct scene_options options = {.view = SCENE_GUIDED};
    world->made = synthetic_create();
    world->view = calloc(1, sizeof *world->view);
    world->scene = scene_create(&options, NULL);
    *state = world;
    return 0;
}

static int tear_down(void **state)
{
    struct world *world = *state;
    scene_destroy(world->scene);
    free(world->view);
    free(world->made);
    free(world);
    return 0;
}

/* So many seconds of a chapter, at thirty pictures a second. */
static void tell(struct world *world, enum story_phase phase, double seconds)
{
    world->view->phase = phase;
    for (int i = 0; i < (int)(30 * seconds); i++) {
        scene_observe(world->scene, &world->made->snapshot, world->view);
        scene_animate(world->scene, 1.0 / 30);
        world->view->screen_s += 1.0f / 30;
    }
}

static void test_it_begins_and_ends_in_the_snow(void **state)
{
    struct world *world = *state;
    assert_int_equal(scene_shown(world->scene), SCENE_SNOW);
    tell(world, STORY_RIGID, 3);
    assert_int_equal(scene_shown(world->scene), SCENE_SNOW);
    tell(world, STORY_RIGID, 6);
    assert_int_equal(scene_shown(world->scene), SCENE_CIRCUIT);
    tell(world, STORY_CASCADE, 3);
    assert_int_equal(scene_shown(world->scene), SCENE_SYNAPSE);
    tell(world, STORY_GROWTH, 3);
    assert_int_equal(scene_shown(world->scene), SCENE_CIRCUIT);
    tell(world, STORY_LASTING, 3);
    assert_int_equal(scene_shown(world->scene), SCENE_SNOW);
    assert_true(scene_guided(world->scene));
}

static void test_a_chosen_view_stays(void **state)
{
    struct world *world = *state;
    tell(world, STORY_DOSE, 1);
    scene_show(world->scene, SCENE_FOREST);
    assert_false(scene_guided(world->scene));
    tell(world, STORY_CASCADE, 30);
    tell(world, STORY_LASTING, 30);
    assert_int_equal(scene_shown(world->scene), SCENE_FOREST);
    scene_show(world->scene, SCENE_GUIDED);
    tell(world, STORY_LASTING, 1);
    assert_int_equal(scene_shown(world->scene), SCENE_SNOW);
}

/* A change of view takes 3.2 s; time is needed to look, too. */
static void test_no_view_is_passed_by(void **state)
{
    (void)state;
    for (int phase = STORY_RIGID; phase < STORY_PHASES; phase++) {
        struct guide guide = {.phase = STORY_WEARING_IN};
        enum scene_view view = SCENE_VIEWS;
        for (int i = 0; i < 600; i++) {
            guide_observe(&guide, (enum story_phase)phase, 40.0f + 0.1f * (float)i);
            if (i > 0 && guide_view(&guide) != view)
                assert_true(0.1f * (float)i > 6.0f);
            view = guide_view(&guide);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_it_begins_and_ends_in_the_snow, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_chosen_view_stays, set_up, tear_down),
        cmocka_unit_test(test_no_view_is_passed_by),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
