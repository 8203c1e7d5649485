/* The synapse seen from near: what is drawn follows the model's numbers for it, releases follow
 * spikes, nothing jumps, and the one shown may die. */
#include <malloc.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "scene/camera.h"
#include "scene/pick.h"
#include "scene/synapse.h"
#include "synthetic.h"

static const float DT = 1.0f / 60.0f;

struct near {
    struct synthetic *made;
    struct links links;
    struct ways ways;
    struct synapse synapse;
    struct plan *plan;
    struct palette palette;
    uint32_t chosen; /* index of the link that is looked at */
};

static void look(struct near *n)
{
    struct model_snapshot *s = &n->made->snapshot;
    ways_observe(&n->ways, s, true);
    assert_true(links_observe(&n->links, &n->ways, s, true));
    synapse_observe(&n->synapse, &n->links, &n->ways, n->made->cells, s);
    s->n_spikes = 0;
}

static void run(struct near *n, float seconds)
{
    for (float t = 0.0f; t < seconds; t += DT) {
        look(n);
        links_animate(&n->links, DT, false);
        synapse_animate(&n->synapse, DT, false, true);
    }
}

static int set_up(void **state)
{
    struct near *n = calloc(1, sizeof *n);
    if (!n)
        return -1;
    n->made = synthetic_create();
    n->plan = plan_create();
    palette_make(&n->palette, PALETTE_NIGHT);
    for (uint32_t i = 0; i < n->made->snapshot.n_links; i++)
        n->made->links[i].ampa = 0.2f * (1.0f + 4.0f * n->made->links[i].efficacy);
    synapse_init(&n->synapse, true);
    look(n);
    assert_true(n->synapse.any);
    for (uint32_t i = 0; i < n->made->snapshot.n_links; i++)
        if (n->made->links[i].id == n->synapse.id)
            n->chosen = i;
    *state = n;
    return 0;
}

static int tear_down(void **state)
{
    struct near *n = *state;
    links_destroy(&n->links);
    plan_destroy(n->plan);
    free(n->made);
    free(n);
    return 0;
}

static int docked(const struct near *n)
{
    int count = 0;
    for (int i = 0; i < SYNAPSE_AMPA; i++)
        count += n->synapse.receptor[i].dock > 0.5f && !n->synapse.receptor[i].leaving;
    return count;
}

static int plugged(const struct near *n)
{
    int count = 0;
    for (int i = 0; i < SYNAPSE_NMDA; i++)
        count += n->synapse.channel[i].plug > 0.5f;
    return count;
}

static void chooses_the_worn_path_then_what_is_new(void **state)
{
    struct near *n = *state;
    const struct model_link_view *link = &n->made->links[n->chosen];
    assert_true(synthetic_worn(n->made->cells[link->pre].place, n->made->cells[link->post].place));
    run(n, 2.0f);
    assert_int_equal(n->synapse.id, link->id);
    assert_true(synthetic_freshen(n->made, 3) == 3);
    run(n, 24.0f);
    assert_true(n->synapse.fresh && n->synapse.presence > 0.99f);
}

static void what_a_person_chose_stays(void **state)
{
    struct near *n = *state;
    uint64_t id = n->made->links[n->made->snapshot.n_links / 2].id;
    assert_true(synapse_choose(&n->synapse, &n->links, id));
    run(n, 13.0f);
    assert_int_equal(n->synapse.id, id);
    synthetic_freshen(n->made, 3);
    run(n, 14.0f);
    assert_int_equal(n->synapse.id, id);
    assert_false(synapse_choose(&n->synapse, &n->links, 1u)); /* ids are tens */
    run(n, 1.0f);
    assert_int_equal(n->synapse.id, id);
}

static void ampa_receptors_follow_the_conductance(void **state)
{
    struct near *n = *state;
    struct model_link_view *link = &n->made->links[n->chosen];
    static const float LEVELS[] = {0.85f, 0.2f, 0.55f, 1.0f, 0.35f};
    for (unsigned i = 0; i < sizeof LEVELS / sizeof *LEVELS; i++) {
        link->ampa = LEVELS[i];
        run(n, 14.0f);
        assert_true(fabsf((float)docked(n) - LEVELS[i] * SYNAPSE_AMPA) <= 1.0f);
    }
    float head = synapse_head(&n->synapse);
    link->ampa = 1.0f;
    run(n, 14.0f);
    assert_true(synapse_head(&n->synapse) > 1.2f * head);
}

static void a_silent_spine_has_none_and_a_feeler_nothing(void **state)
{
    struct near *n = *state;
    struct model_link_view *link = &n->made->links[n->chosen];
    link->stage = MODEL_SILENT; /* its efficacy means nothing yet */
    run(n, 14.0f);
    struct scene_synapse told;
    synapse_tell(&n->synapse, &told);
    assert_int_equal(docked(n), 0);
    assert_int_equal(told.ampa, 0);
    assert_int_equal(told.nmda, SYNAPSE_NMDA);
    link->stage = MODEL_FILOPODIUM;
    run(n, 6.0f);
    synapse_tell(&n->synapse, &told);
    assert_int_equal(told.ampa + told.nmda + told.blocked + told.magnesium, 0);
    assert_true(synapse_head(&n->synapse) < 0.1f);
}

static void ketamine_holds_its_share_of_the_pores(void **state)
{
    struct near *n = *state;
    struct model_observables *now = &n->made->snapshot.now;
    static const float LEVELS[] = {0.0f, 0.2f, 0.4f, 0.9f, 0.1f, 0.0f};
    for (unsigned i = 0; i < sizeof LEVELS / sizeof *LEVELS; i++) {
        now->occupancy_exc = LEVELS[i];
        run(n, 4.0f);
        struct scene_synapse told;
        synapse_tell(&n->synapse, &told);
        assert_true(fabsf((float)told.blocked - LEVELS[i] * SYNAPSE_NMDA) <= 1.0f);
        /* While one pore is let go for another, one less is seen. */
        assert_true(plugged(n) <= told.blocked && plugged(n) >= told.blocked - 1);
    }
    assert_int_equal(plugged(n), 0);
    /* Which pores it holds changes. */
    now->occupancy_exc = 0.4f;
    run(n, 4.0f);
    bool held[SYNAPSE_NMDA], other = false;
    for (int i = 0; i < SYNAPSE_NMDA; i++)
        held[i] = n->synapse.channel[i].plug_to;
    run(n, 15.0f);
    for (int i = 0; i < SYNAPSE_NMDA; i++)
        other |= held[i] != n->synapse.channel[i].plug_to;
    assert_true(other);
}

static int relieved(const struct near *n)
{
    int count = 0;
    for (int i = 0; i < SYNAPSE_NMDA; i++)
        count += n->synapse.channel[i].out > 0.5f && n->synapse.channel[i].plug <= 0.0f;
    return count;
}

static void magnesium_leaves_while_the_cell_is_active(void **state)
{
    struct near *n = *state;
    uint16_t post = n->made->links[n->chosen].post;
    n->made->rates[post] = 0.5f;
    run(n, 5.0f);
    assert_true(relieved(n) <= 1);
    n->made->rates[post] = 50.0f;
    run(n, 5.0f);
    assert_true(relieved(n) >= 5);
    /* Nor does a pore with ketamine in it count as open. */
    n->made->snapshot.now.occupancy_exc = 1.0f;
    run(n, 5.0f);
    assert_int_equal(relieved(n), 0);
}

static void spike(struct near *n, uint16_t cell)
{
    n->made->spikes[0] = (struct model_spike_view){.cell = cell, .ago_ms = 1.0f};
    n->made->snapshot.n_spikes = 1;
}

static void releases_follow_presynaptic_spikes(void **state)
{
    struct near *n = *state;
    uint16_t pre = n->made->links[n->chosen].pre, other = n->made->links[n->chosen].post;
    run(n, 3.0f);
    spike(n, other);
    run(n, 3.0f);
    assert_int_equal(n->synapse.releases, 0);
    assert_true(n->synapse.bound <= 0.0f);
    spike(n, pre);
    run(n, 1.0f);
    assert_int_equal(n->synapse.releases, 1);
    assert_true(n->synapse.bound > 0.3f);
    /* However many there are, they keep a pace that can be looked at. */
    for (int i = 0; i < 600; i++) {
        spike(n, pre);
        run(n, 0.5f * DT);
    }
    assert_true(n->synapse.releases <= 13 && n->synapse.releases >= 6);
}

static void glutamate_follows_its_level(void **state)
{
    struct near *n = *state;
    uint16_t pre = n->made->links[n->chosen].pre;
    int grains[2];
    for (int i = 0; i < 2; i++) {
        n->made->snapshot.now.glutamate = i ? 1.6f : 1.0f;
        run(n, 4.0f);
        spike(n, pre);
        run(n, 0.2f);
        grains[i] = 0;
        for (int k = 0; k < SYNAPSE_RELEASES; k++)
            grains[i] += n->synapse.release[k].on ? n->synapse.release[k].grains : 0;
    }
    assert_true(fabsf((float)grains[1] / (float)grains[0] - 1.6f) < 0.1f);
}

static void draw(struct near *n)
{
    plan_begin(n->plan, 1280, 720, 0.0);
    synapse_draw(&n->synapse, false, &n->palette, n->plan);
}

/* All that can be seen moves by less than this from picture to picture, mm. */
static void nothing_jumps(void **state)
{
    struct near *n = *state;
    struct model_link_view *link = &n->made->links[n->chosen];
    static struct plan_ring before[4096];
    static const uint8_t STAGES[] = {MODEL_MATURE, MODEL_SILENT, MODEL_FUNCTIONAL};
    float head = synapse_head(&n->synapse), top = synapse_top(&n->synapse);
    for (int i = 0; i < 960; i++) {
        if (i % 45 == 0) {
            link->stage = STAGES[(i / 45) % 3];
            link->ampa = scene_unit((uint32_t)i, 5);
            n->made->snapshot.now.occupancy_exc = scene_unit((uint32_t)i, 6);
            spike(n, link->pre);
        }
        float dock[SYNAPSE_AMPA], plug[SYNAPSE_NMDA];
        for (int k = 0; k < SYNAPSE_AMPA; k++)
            dock[k] = n->synapse.receptor[k].dock;
        for (int k = 0; k < SYNAPSE_NMDA; k++)
            plug[k] = n->synapse.channel[k].plug;
        draw(n);
        uint32_t rings = n->plan->n_rings, shells = n->plan->n_shells;
        memcpy(before, n->plan->rings, rings * sizeof *before);
        run(n, 0.5f * DT);
        draw(n);
        for (int k = 0; k < SYNAPSE_AMPA; k++)
            assert_true(fabsf(n->synapse.receptor[k].dock - dock[k]) < 0.01f);
        for (int k = 0; k < SYNAPSE_NMDA; k++)
            assert_true(fabsf(n->synapse.channel[k].plug - plug[k]) < 0.02f);
        assert_true(fabsf(synapse_head(&n->synapse) - head) < 0.03f);
        assert_true(fabsf(synapse_top(&n->synapse) - top) < 0.03f);
        head = synapse_head(&n->synapse);
        top = synapse_top(&n->synapse);
        for (uint32_t k = 0; k < rings && shells == n->plan->n_shells; k++)
            for (int c = 0; c < 3; c++)
                assert_true(fabsf(n->plan->rings[k].centre[c] - before[k].centre[c]) <
                            0.06f * SYNAPSE_MM);
    }
    assert_int_equal(n->plan->dropped, 0);
}

static void gold_only_over_rest(void **state)
{
    struct near *n = *state;
    uint32_t bodies[2];
    for (int i = 0; i < 2; i++) {
        n->made->snapshot.now.bdnf = i ? 1.6f : 1.0f;
        run(n, 6.0f);
        draw(n);
        bodies[i] = 0;
        for (uint32_t k = 0; k < n->plan->n_bodies; k++)
            bodies[i] += memcmp(n->plan->bodies[k].colour, n->palette.linear[PALETTE_BDNF],
                                sizeof n->plan->bodies[k].colour) == 0;
    }
    assert_int_equal(bodies[0], 0);
    assert_true(bodies[1] >= 5);
}

static void the_one_shown_may_die(void **state)
{
    struct near *n = *state;
    struct model_snapshot *s = &n->made->snapshot;
    uint64_t id = n->synapse.id;
    run(n, 1.0f);
    float top = synapse_top(&n->synapse), bouton = synapse_bouton(&n->synapse);
    memmove(&n->made->links[n->chosen], &n->made->links[n->chosen + 1],
            (s->n_links - n->chosen - 1) * sizeof *n->made->links);
    s->n_links--;
    run(n, 2.0f);
    assert_int_equal(n->synapse.id, id); /* seen to let go */
    assert_true(n->synapse.dying && n->synapse.life < 0.8f && n->synapse.life > 0.0f);
    /* Seen to draw back on both sides: the cleft gapes, spine and bouton shrink. */
    assert_true(synapse_top(&n->synapse) < top - 0.02f);
    assert_true(synapse_away(&n->synapse) > 0.02f);
    assert_true(synapse_bouton(&n->synapse) < bouton - 0.02f);
    struct scene_synapse told;
    synapse_tell(&n->synapse, &told);
    assert_true(told.letting_go);
    run(n, 22.0f);
    assert_true(n->synapse.any && n->synapse.id != id && !n->synapse.dying);
    assert_true(n->synapse.presence > 0.9f);
    s->n_links = 0; /* none is left */
    run(n, 24.0f);
    assert_false(n->synapse.any);
    assert_true(synapse_near(&n->synapse) <= 0.0f);
}

static void strange_snapshots_do_no_harm(void **state)
{
    struct near *n = *state;
    struct model_snapshot *s = &n->made->snapshot;
    struct model_link_view *link = &n->made->links[n->chosen];
    static const float ODD[] = {NAN, INFINITY, -INFINITY, -5.0f, 1e30f};
    for (unsigned i = 0; i < sizeof ODD / sizeof *ODD; i++) {
        link->ampa = link->efficacy = link->age_h = ODD[i];
        link->stage = (uint8_t)(200u + i);
        n->made->rates[link->post] = ODD[i];
        s->now.occupancy_exc = s->now.glutamate = s->now.bdnf = ODD[i];
        spike(n, 60000u);
        run(n, 2.0f);
        spike(n, link->pre);
        run(n, 2.0f);
        draw(n);
        for (uint32_t k = 0; k < n->plan->n_rings; k++) {
            const struct plan_ring *ring = &n->plan->rings[k];
            assert_true(isfinite(ring->centre[0] + ring->centre[1] + ring->centre[2]));
            assert_true(isfinite(ring->radius) && ring->radius >= 0.0f);
        }
        for (uint32_t k = 0; k < n->plan->n_bodies; k++)
            assert_true(isfinite(n->plan->bodies[k].centre[0] + n->plan->bodies[k].radius +
                                 n->plan->bodies[k].opacity));
    }
    link->post = 60000u; /* no such cell */
    run(n, 2.0f);
    assert_true(n->synapse.dying || !n->synapse.any);
    synapse_forget(&n->synapse);
    assert_false(n->synapse.any);
}

/* The link drawn at a spot. */
static bool link_at(const struct scene *scene, const struct plan *plan, float x, float y,
                    uint64_t *id)
{
    struct pick pick;
    return pick_from(scene, plan, &pick) && pick_link(&pick, x, y, id);
}

static void pointer_finds_the_right_link(void **state)
{
    (void)state;
    const struct scene_options options = {.reduced_motion = true};
    struct synthetic *made = synthetic_create();
    struct scene *scene = scene_create(&options, NULL);
    struct plan *plan = plan_create();
    struct story_view *view = calloc(1, sizeof *view);
    view->phase = STORY_RIGID;
    made->snapshot.n_links = 0; /* three links that are far from each other */
    for (uint16_t i = 0; i < 3; i++)
        made->links[made->snapshot.n_links++] =
            (struct model_link_view){.id = 7u + i,
                                     .pre = (uint16_t)(i * SYNTHETIC_PER_PLACE),
                                     .post = (uint16_t)((i + 1) * SYNTHETIC_PER_PLACE),
                                     .stage = MODEL_MATURE,
                                     .efficacy = 0.8f};
    scene_observe(scene, &made->snapshot, view);
    for (int i = 0; i < 60; i++)
        scene_animate(scene, 0.1);
    plan_begin(plan, 1280, 720, 0.0);
    scene_draw(scene, plan);
    unsigned found = 0;
    for (uint16_t i = 0; i < 3; i++) {
        for (uint32_t r = 0; r < plan->n_ribbons; r++) {
            const struct plan_ribbon *ribbon = &plan->ribbons[r];
            const float *from = made->cells[made->links[i].pre].position_mm;
            if (fabsf(ribbon->p[0][0] - from[0]) + fabsf(ribbon->p[0][1] - from[1]) > 1e-4f ||
                ribbon->range[1] < 0.9f || ribbon->soft > 0.2f)
                continue;
            float at[3], x, y;
            for (int k = 0; k < 3; k++)
                at[k] = 0.125f * (ribbon->p[0][k] + ribbon->p[3][k]) +
                        0.375f * (ribbon->p[1][k] + ribbon->p[2][k]);
            uint64_t id = 0;
            if (!camera_project(plan, at, &x, &y) || hypotf(at[0] - from[0], at[1] - from[1]) < 5)
                continue;
            assert_true(link_at(scene, plan, x + 4.0f, y - 4.0f, &id));
            assert_int_equal(id, made->links[i].id);
            found++;
        }
    }
    assert_int_equal(found, 3);
    uint64_t id = 99;
    assert_false(link_at(scene, plan, 2.0f, 2.0f, &id));
    assert_false(link_at(scene, plan, NAN, 300.0f, &id));
    assert_int_equal(id, 99);
    assert_true(scene_choose_link(scene, 8));
    assert_false(scene_choose_link(scene, 99));
    assert_int_equal(scene_shown(scene), SCENE_SYNAPSE);
    for (int i = 0; i < 80; i++) {
        scene_observe(scene, &made->snapshot, view);
        scene_animate(scene, 0.1);
    }
    struct scene_synapse told;
    assert_true(scene_synapse(scene, &told) > 0.99f);
    assert_int_equal(told.id, 8);
    free(view);
    plan_destroy(plan);
    scene_destroy(scene);
    free(made);
}

static void the_flight_is_one_move(void **state)
{
    (void)state;
    const struct scene_options options = {0};
    struct synthetic *made = synthetic_create();
    struct scene *scene = scene_create(&options, NULL);
    struct plan *plan = plan_create();
    struct story_view *view = calloc(1, sizeof *view);
    view->phase = STORY_RIGID;
    float last = 0.0f, far = 0.0f;
    for (int i = 0; i < 960; i++) {
        if (i == 200)
            scene_show(scene, SCENE_SYNAPSE);
        if (i == 560)
            scene_show(scene, SCENE_CIRCUIT);
        scene_observe(scene, &made->snapshot, view);
        scene_animate(scene, DT);
        plan_begin(plan, 1280, 720, 0.0);
        scene_draw(scene, plan);
        float distance = plan->camera.focus_mm;
        if (i > 0)
            assert_true(fabsf(logf(distance / last)) < 0.06f);
        last = distance;
        far = i == 199 ? distance : far;
        if (i == 550)
            assert_true(distance < 0.05f * far);
    }
    assert_true(fabsf(last / far - 1.0f) < 0.02f);
    free(view);
    plan_destroy(plan);
    scene_destroy(scene);
    free(made);
}

static void no_memory_is_asked_for(void **state)
{
    struct near *n = *state;
    run(n, 1.0f);
    draw(n);
    size_t before = mallinfo2().uordblks;
    run(n, 3.0f);
    draw(n);
    assert_int_equal(mallinfo2().uordblks, before);
}

#define NEAR(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        NEAR(chooses_the_worn_path_then_what_is_new),
        NEAR(what_a_person_chose_stays),
        NEAR(ampa_receptors_follow_the_conductance),
        NEAR(a_silent_spine_has_none_and_a_feeler_nothing),
        NEAR(ketamine_holds_its_share_of_the_pores),
        NEAR(magnesium_leaves_while_the_cell_is_active),
        NEAR(releases_follow_presynaptic_spikes),
        NEAR(glutamate_follows_its_level),
        NEAR(nothing_jumps),
        NEAR(gold_only_over_rest),
        NEAR(the_one_shown_may_die),
        NEAR(strange_snapshots_do_no_harm),
        cmocka_unit_test(pointer_finds_the_right_link),
        cmocka_unit_test(the_flight_is_one_move),
        NEAR(no_memory_is_asked_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
