#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "scene/glints.h"
#include "scene/pulses.h"
#include "synthetic.h"

static const float FRAME_S = 1.0f / 60;

struct world {
    struct synthetic *made;
    struct ways ways;
    struct links links;
    struct pulses pulses;
};

static int set_up(void **state)
{
    struct world *world = calloc(1, sizeof *world);
    world->made = synthetic_create();
    *state = world;
    return 0;
}

static int tear_down(void **state)
{
    struct world *world = *state;
    links_destroy(&world->links);
    free(world->made);
    free(world);
    return 0;
}

static void spike(struct world *world, uint16_t cell)
{
    struct model_snapshot *s = &world->made->snapshot;
    world->made->spikes[s->n_spikes++] = (struct model_spike_view){cell, 1.0f};
}

static void frame(struct world *world)
{
    ways_observe(&world->ways, &world->made->snapshot, true);
    assert_true(links_observe(&world->links, &world->ways, &world->made->snapshot, true));
    struct palette palette;
    palette_make(&palette, PALETTE_NIGHT);
    pulses_observe(&world->pulses, &world->links, &world->ways, &palette,
                   &world->made->snapshot);
    world->made->snapshot.n_spikes = 0;
    pulses_animate(&world->pulses, FRAME_S);
    links_animate(&world->links, FRAME_S, false);
}

static float total(const struct world *world)
{
    float sum = 0;
    for (uint32_t i = 0; i < world->pulses.n; i++)
        sum += pulses_light(&world->pulses.pulse[i]);
    return sum * pulses_crowding(&world->pulses);
}

/* The first cell of a place of the loop with a worn link out of it in view. */
static uint16_t walker(const struct world *world)
{
    for (uint32_t i = 0; i < world->made->snapshot.n_links; i++) {
        const struct model_link_view *link = &world->made->links[i];
        if (synthetic_worn(world->made->cells[link->pre].place,
                           world->made->cells[link->post].place))
            return link->pre;
    }
    fail();
    return 0;
}

static void test_a_spike_runs_along_its_own_links(void **state)
{
    struct world *world = *state;
    frame(world);
    assert_int_equal(world->pulses.n, 0);
    uint16_t cell = walker(world);
    spike(world, cell);
    frame(world);
    assert_in_range(world->pulses.n, 1, 2);
    for (uint32_t i = 0; i < world->pulses.n; i++) {
        const struct pulse *pulse = &world->pulses.pulse[i];
        assert_int_equal(pulse->cell, cell);
        bool own = false;
        for (uint32_t k = 0; k < world->made->snapshot.n_links; k++) {
            const struct model_link_view *link = &world->made->links[k];
            own = own || (link->id == pulse->link && link->pre == cell &&
                          world->made->cells[link->post].place != world->made->cells[cell].place);
        }
        assert_true(own);
        for (int k = 0; k < 3; k++)
            assert_true(pulse->p[0][k] == world->made->cells[cell].position_mm[k]);
    }
    /* It arrives, and is gone. */
    for (int i = 0; i < 80; i++)
        frame(world);
    assert_int_equal(world->pulses.n, 0);
}

static void test_nothing_runs_on_what_has_not_grown(void **state)
{
    struct world *world = *state;
    for (uint32_t i = 0; i < world->made->snapshot.n_links; i++)
        world->made->links[i].stage = MODEL_SILENT; /* no AMPA current: a spike passes nothing */
    frame(world);
    spike(world, walker(world));
    frame(world);
    assert_int_equal(world->pulses.n, 0);
}

static void test_light_is_slow_to_rise_and_slower_to_fall(void **state)
{
    struct world *world = *state;
    frame(world);
    spike(world, walker(world));
    float last = 0, most = 0;
    for (int i = 0; i < 80; i++) {
        frame(world);
        float now = world->pulses.n ? pulses_light(&world->pulses.pulse[0]) : 0;
        assert_true(now - last <= FRAME_S / 0.150f);
        assert_true(last - now <= FRAME_S / 0.300f);
        most = fmaxf(most, now);
        last = now;
    }
    assert_true(most > 0.5f);
}

static void test_a_burst_is_bounded(void **state)
{
    struct world *world = *state;
    frame(world);
    float last = 0, most = 0;
    for (int i = 0; i < 240; i++) {
        for (uint16_t c = 0; c < SYNTHETIC_CELLS && i < 120; c++)
            for (int k = 0; k < 3; k++)
                spike(world, c);
        frame(world);
        assert_true(world->pulses.n <= PULSES_MAX);
        float now = total(world);
        most = fmaxf(most, now);
        assert_true(now < 25.0f);
        assert_true(fabsf(now - last) < 25.0f * FRAME_S / 0.150f);
        last = now;
        for (uint32_t k = 0; k < world->pulses.n; k++)
            assert_true(world->pulses.pulse[k].age_s <= 1.15f);
    }
    assert_true(most > 10.0f);
    assert_int_equal(world->pulses.n, 0);
}

static void test_spikes_of_a_snapshot_start_in_their_order(void **state)
{
    struct world *world = *state;
    struct model_snapshot *s = &world->made->snapshot;
    for (int i = 0; i < 3; i++, s->spike_s += 0.024)
        frame(world);
    /* Three cells, 20, 12 and 4 ms before the end of a snapshot of 24 ms, which comes after 1/60 s:
     * they start as far apart as they fired, stretched to the screen's time. */
    static const float AGO_MS[3] = {20, 12, 4};
    uint16_t cells[3] = {0};
    unsigned found = 0;
    for (uint32_t i = 0; i < s->n_links && found < 3; i++) {
        const struct model_link_view *link = &world->made->links[i];
        int a = world->made->cells[link->pre].place, b = world->made->cells[link->post].place;
        if (synthetic_worn(a, b) && (!found || cells[found - 1] != link->pre))
            cells[found++] = link->pre;
    }
    assert_int_equal(found, 3);
    for (int i = 0; i < 3; i++)
        world->made->spikes[s->n_spikes++] = (struct model_spike_view){cells[i], AGO_MS[i]};
    frame(world);
    float age[3] = {0};
    for (uint32_t i = 0; i < world->pulses.n; i++)
        for (int c = 0; c < 3; c++)
            age[c] = world->pulses.pulse[i].cell == cells[c] ? world->pulses.pulse[i].age_s : age[c];
    for (int c = 0; c < 2; c++)
        assert_true(fabsf(age[c] - age[c + 1] - FRAME_S * 8.0f / 24.0f) < 1e-4f);
}

static void test_a_longer_way_takes_longer(void **state)
{
    struct world *world = *state;
    for (int i = 0; i < 12; i++)
        frame(world);
    for (uint16_t c = 0; c < 64; c += 4)
        spike(world, c);
    frame(world);
    assert_true(world->pulses.n >= 8);
    for (uint32_t i = 0; i < world->pulses.n; i++) {
        for (uint32_t j = 0; j < world->pulses.n; j++) {
            const struct pulse *a = &world->pulses.pulse[i], *b = &world->pulses.pulse[j];
            float length[2] = {0, 0};
            for (int k = 0; k < 3; k++) {
                length[0] += powf(a->p[3][k] - a->p[0][k], 2);
                length[1] += powf(b->p[3][k] - b->p[0][k], 2);
            }
            assert_true(length[0] > length[1] || a->travel_s <= b->travel_s);
        }
    }
}

static void test_strange_spikes_do_no_harm(void **state)
{
    struct world *world = *state;
    frame(world);
    spike(world, UINT16_MAX);
    spike(world, SYNTHETIC_CELLS);
    spike(world, SYNTHETIC_CELLS - 1); /* an interneuron: no links in view */
    frame(world);
    assert_int_equal(world->pulses.n, 0);
}

/* Where the glints of all pulses lie on the ground: how far along the way 0 to 1, at most. */
static float farthest_glint(const struct world *world, struct plan *plan, uint32_t *count)
{
    static const struct ground FLAT;
    plan_begin(plan, 1280, 720, 0);
    glints_draw(&world->pulses, &world->ways, &FLAT, 1.0f, plan);
    *count = plan->n_ribbons;
    const float(*c)[3] = world->ways.way[0][1].centre;
    float most = 0.0f;
    for (uint32_t i = 0; i < plan->n_ribbons; i++) {
        const struct plan_ribbon *glint = &plan->ribbons[i];
        float away = hypotf(glint->p[0][0] - c[0][0], glint->p[0][1] - c[0][1]);
        most = fmaxf(most, away);
        for (int k = 0; k < 4; k++)
            assert_true(fabsf(glint->p[k][2]) < 1.0f); /* on the ground */
    }
    return most;
}

static void test_spikes_glint_along_their_track(void **state)
{
    struct world *world = *state;
    struct plan *plan = plan_create();
    assert_non_null(plan);
    uint32_t count, most = 0;
    frame(world);
    farthest_glint(world, plan, &count);
    assert_int_equal(count, 0); /* none without a spike */
    spike(world, walker(world));
    frame(world);
    float last = 0.0f;
    for (int i = 0; i < 40; i++) {
        frame(world);
        float now = farthest_glint(world, plan, &count);
        assert_true(count <= world->pulses.n);
        most = count > most ? count : most;
        if (count && last > 0.0f)
            assert_true(now > last && now - last < 2.5f);
        last = now;
    }
    assert_true(most > 0);
    plan_destroy(plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_spike_runs_along_its_own_links, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_nothing_runs_on_what_has_not_grown, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_light_is_slow_to_rise_and_slower_to_fall, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_a_burst_is_bounded, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_spikes_of_a_snapshot_start_in_their_order, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_a_longer_way_takes_longer, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_spikes_glint_along_their_track, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_strange_spikes_do_no_harm, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
