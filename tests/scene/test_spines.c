/* A synapse through its life: feeler, contact, spine, stout spine, and letting go. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "scene/arbours.h"
#include "scene/scene.h"
#include "scene/spines.h"
#include "synthetic.h"

static const float FRAME_S = 1.0f / 60;

struct world {
    struct synthetic *made;
    struct arbours arbours;
    struct ways ways;
    struct links links;
};

static void frame(struct world *world)
{
    ways_observe(&world->ways, &world->made->snapshot, true);
    assert_true(links_observe(&world->links, &world->ways, &world->made->snapshot, true));
    links_animate(&world->links, FRAME_S, false);
}

static int set_up(void **state)
{
    struct world *world = calloc(1, sizeof *world);
    world->made = synthetic_create();
    assert_true(arbours_grow(&world->arbours, world->made->cells, SYNTHETIC_CELLS));
    world->links.arbours = &world->arbours;
    frame(world); /* what is there at first is grown */
    *state = world;
    return 0;
}

static int tear_down(void **state)
{
    struct world *world = *state;
    links_destroy(&world->links);
    arbours_destroy(&world->arbours);
    free(world->made);
    free(world);
    return 0;
}

static struct model_link_view *bear(struct world *world)
{
    struct model_snapshot *s = &world->made->snapshot;
    struct model_link_view *born = &world->made->links[s->n_links];
    *born = (struct model_link_view){
        .id = 1000000, .pre = 3, .post = 70, .fresh = true, .stage = MODEL_FILOPODIUM};
    s->n_links++;
    return born;
}

static const struct link *newborn(const struct world *world)
{
    const struct link *last = &world->links.link[world->links.n - 1];
    return last->id == 1000000 ? last : NULL;
}

static struct contact contact_of(const struct world *world)
{
    struct contact contact;
    links_contact(&world->links, newborn(world), world->made->cells, &contact);
    return contact;
}

static float gap(const float a[3], const float b[3])
{
    return sqrtf(powf(a[0] - b[0], 2) + powf(a[1] - b[1], 2) + powf(a[2] - b[2], 2));
}

static struct contact after(struct world *world, float seconds)
{
    struct contact last = {.life = -1}, now = last;
    for (int i = 0; i < (int)(seconds / FRAME_S) && (i == 0 || newborn(world)); i++) {
        frame(world);
        if (!newborn(world))
            break;
        now = contact_of(world);
        if (last.life >= 0) { /* watched, not popped */
            assert_true(gap(now.tip, last.tip) < 0.05f);
            assert_true(fabsf(now.head - last.head) < 0.02f);
        }
        last = now;
    }
    return now;
}

static void test_contacts_sit_on_dendrites(void **state)
{
    struct world *world = *state;
    for (uint32_t c = 0; c < SYNTHETIC_CELLS; c++) {
        float scale, axis[3];
        arbours_pose(&world->made->cells[c], &scale, axis);
        struct plan_branch tree[ARBOUR_BRANCHES];
        uint32_t n = arbours_tree(&world->made->cells[c], c, tree);
        for (int i = 0; i < ARBOUR_CONTACTS; i++) {
            const struct arbour_contact *at = &world->arbours.contact[c][i];
            /* Turning does not change the distance to the soma, so the tree has to reach there. */
            static const float SOMA[3] = {0};
            float away = gap(at->shaft, SOMA), reach = 0;
            for (uint32_t b = 0; b < n; b++)
                reach = fmaxf(reach, scale * gap(tree[b].p[3], SOMA));
            assert_true(away > 0.1f && away < 1.1f * reach);
            assert_true(fabsf(gap(at->out, SOMA) - 1) < 1e-3f);
        }
    }
}

static void test_from_feeler_to_stout_spine_and_away(void **state)
{
    struct world *world = *state;
    struct model_link_view *born = bear(world);
    struct contact feeler = after(world, 3);
    assert_true(feeler.touch == 0 && feeler.head < 0.01f);
    float reach = gap(feeler.shaft, feeler.tip);

    born->stage = MODEL_SILENT;
    struct contact touched = after(world, 3);
    assert_true(touched.touch == 1 && touched.head > 0.002f);

    born->stage = MODEL_FUNCTIONAL;
    born->efficacy = 0.3f;
    struct contact spine = after(world, 4);
    assert_true(spine.head > 2 * touched.head);
    assert_true(gap(spine.shaft, spine.tip) < 0.8f * reach);

    born->stage = MODEL_MATURE;
    born->efficacy = 0.9f;
    struct contact stout = after(world, 6);
    assert_true(stout.head > 1.4f * spine.head);
    assert_true(gap(stout.shaft, stout.tip) < gap(spine.shaft, spine.tip));

    world->made->snapshot.n_links--;
    struct contact going = after(world, 1);
    assert_true(going.head < stout.head && going.life < 1 && going.life > 0);
    after(world, 4);
    assert_null(newborn(world));
}

static void test_the_axon_ends_at_the_spine(void **state)
{
    struct world *world = *state;
    for (uint32_t i = 0; i < world->links.n; i += 37) {
        const struct link *link = &world->links.link[i];
        struct contact contact;
        float p[4][3];
        links_contact(&world->links, link, world->made->cells, &contact);
        links_curve(&world->links, &world->ways, link, world->made->cells, p);
        float cleft = gap(p[3], contact.tip);
        assert_true(cleft > contact.head && cleft < contact.head + 0.2f);
        assert_true(gap(p[3], contact.shaft) > gap(contact.tip, contact.shaft));
    }
}

/* Small bodies that the picture has at this distance. */
static unsigned beads(float zoom, float *most)
{
    struct synthetic *made = synthetic_create();
    struct scene *scene = scene_create(&(struct scene_options){.reduced_motion = true}, NULL);
    struct plan *plan = plan_create();
    unsigned count = 0;
    scene_observe(scene, &made->snapshot, NULL);
    scene_zoom(scene, zoom);
    for (int i = 0; i < 120; i++)
        scene_animate(scene, FRAME_S);
    plan_begin(plan, 1920, 1080, 0);
    scene_draw(scene, plan);
    for (uint32_t i = 0; i < plan->n_bodies; i++) {
        bool small = plan->bodies[i].radius < 0.25f;
        count += small;
        *most = small ? fmaxf(*most, plan->bodies[i].opacity) : *most;
    }
    assert_int_equal(plan->dropped, 0);
    plan_destroy(plan);
    scene_destroy(scene);
    free(made);
    return count;
}

static void test_they_are_seen_near_by_and_only_there(void **state)
{
    (void)state;
    float most = 0;
    assert_int_equal(beads(1.0f, &most), 0);
    unsigned near = beads(0.3f, &most);
    assert_in_range(near, 20, 2 * SPINES_MOST);
    assert_true(most > 0.8f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_contacts_sit_on_dendrites, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_from_feeler_to_stout_spine_and_away, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_the_axon_ends_at_the_spine, set_up, tear_down),
        cmocka_unit_test(test_they_are_seen_near_by_and_only_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
