/* The ground keeps the record of the walk: traffic wears it down, quiet lets it fill, melting
 * softens it; and it only ever changes slowly and where something changed. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "scene/ground.h"
#include "synthetic.h"

struct world {
    struct synthetic *made;
    struct ways ways;
    struct ground ground;
    float before[GROUND_CELLS][4];
};

static const float FRAME_S = 1.0f / 30;
static const float LITTLE_MM = 0.25f; /* that any spot may change from picture to picture */

static int set_up(void **state)
{
    struct world *world = calloc(1, sizeof *world);
    if (!world)
        return -1;
    world->made = synthetic_create();
    *state = world;
    return world->made ? 0 : -1;
}

static int tear_down(void **state)
{
    struct world *world = *state;
    ground_destroy(&world->ground);
    free(world->made);
    free(world);
    return 0;
}

static struct model_way_view *way(struct world *world, int from, int to)
{
    for (uint32_t i = 0; i < world->made->snapshot.n_ways; i++) {
        struct model_way_view *seen = &world->made->snapshot.ways[i];
        if (seen->from == from && seen->to == to)
            return seen;
    }
    fail_msg("there is no way from %d to %d", from, to);
    return NULL;
}

static void frame(struct world *world, float occupancy)
{
    ways_observe(&world->ways, &world->made->snapshot, true);
    ways_animate(&world->ways, FRAME_S);
    ground_animate(&world->ground, &world->ways, occupancy, FRAME_S, false, true);
}

static void run(struct world *world, float seconds, float occupancy)
{
    for (int i = 0; i < (int)(seconds / FRAME_S); i++)
        frame(world, occupancy);
}

static int cell_at(float x, float y)
{
    int column = (int)lroundf(x / GROUND_CELL_MM + 0.5f * (GROUND_COLUMNS - 1));
    int row = (int)lroundf(y / GROUND_CELL_MM + 0.5f * (GROUND_ROWS - 1));
    assert_true(column >= 0 && column < GROUND_COLUMNS && row >= 0 && row < GROUND_ROWS);
    return row * GROUND_COLUMNS + column;
}

/* How deep the middle of a way lies, mm. */
static float depth_of(const struct world *world, int from, int to)
{
    const float(*c)[3] = world->ways.way[from][to].centre;
    float x = 0.125f * (c[0][0] + 3 * c[1][0] + 3 * c[2][0] + c[3][0]);
    float y = 0.125f * (c[0][1] + 3 * c[1][1] + 3 * c[2][1] + c[3][1]);
    return -world->ground.field.surface[cell_at(x, y)][0];
}

static void more_traffic_is_deeper(void **state)
{
    struct world *world = *state;
    float last = -1.0f;
    for (int i = 0; i < 4; i++) {
        way(world, 0, 1)->traffic = 0.06f * (float)i + 0.02f;
        run(world, 20.0f, 0.0f);
        float depth = depth_of(world, 0, 1);
        assert_true(depth > last + 0.15f);
        last = depth;
    }
    assert_true(last > 1.2f);
    /* Named, but neither strong nor walked: hardly to be seen. */
    assert_true(fabsf(depth_of(world, 4, 5)) < 0.4f);
    /* Strong and no longer walked: a hollow that snow has nearly filled. */
    way(world, 0, 1)->traffic = 0.0f;
    run(world, 40.0f, 0.0f);
    assert_true(depth_of(world, 0, 1) > 0.1f && depth_of(world, 0, 1) < 0.3f * last);
}

static void snow_fills_slower_than_feet_dig(void **state)
{
    struct world *world = *state;
    struct model_way_view *seen = way(world, 4, 5);
    seen->traffic = 0.0f;
    run(world, 5.0f, 0.0f);
    float rest = depth_of(world, 4, 5);
    seen->traffic = 0.25f;
    run(world, 3.0f, 0.0f);
    float dug = depth_of(world, 4, 5) - rest;
    run(world, 20.0f, 0.0f);
    float deep = depth_of(world, 4, 5);
    seen->traffic = 0.0f;
    run(world, 3.0f, 0.0f);
    float filled = deep - depth_of(world, 4, 5);
    assert_true(dug > 0.6f);
    assert_true(filled > 0.05f && filled < 0.6f * dug);
    run(world, 40.0f, 0.0f);
    assert_float_equal(depth_of(world, 4, 5), rest, 0.08f);
}

static void melting_softens_tracks_and_frost_brings_them_back(void **state)
{
    struct world *world = *state;
    run(world, 20.0f, 0.0f);
    float frozen = depth_of(world, 0, 1);
    run(world, 12.0f, 0.35f);
    assert_true(depth_of(world, 0, 1) < 0.65f * frozen);
    assert_true(world->ground.wet > 0.9f);
    run(world, 60.0f, 0.0f);
    assert_float_equal(depth_of(world, 0, 1), frozen, 0.1f);
    assert_true(world->ground.wet < 0.05f);
}

static void only_what_changed_is_sent(void **state)
{
    struct world *world = *state;
    run(world, 30.0f, 0.0f);
    const struct ground_field *field = &world->ground.field;
    uint32_t revision = field->revision;
    frame(world, 0.0f);
    assert_int_equal(field->revision, revision);
    assert_true(field->dirty[0] >= field->dirty[1]);

    way(world, 3, 6)->traffic = 0.2f;
    int changes = 0;
    for (int i = 0; i < 60; i++) {
        memcpy(world->before, field->surface, sizeof world->before);
        revision = field->revision;
        frame(world, 0.0f);
        for (int row = 0; row < GROUND_ROWS; row++)
            if (row < field->dirty[0] || row >= field->dirty[1])
                assert_memory_equal(world->before[row * GROUND_COLUMNS],
                                    field->surface[row * GROUND_COLUMNS],
                                    GROUND_COLUMNS * sizeof *field->surface);
        bool changed = memcmp(world->before, field->surface, sizeof world->before) != 0;
        assert_int_equal(field->revision - revision, field->dirty[0] < field->dirty[1]);
        assert_true(!changed || field->revision != revision);
        assert_true(field->dirty[1] - field->dirty[0] < GROUND_ROWS * 3 / 4);
        changes += changed;
    }
    assert_true(changes > 10);
}

/* Whatever was pressed and taken away again leaves no trace in the sums. */
static void nothing_is_left_of_what_was_taken_away(void **state)
{
    struct world *world = *state;
    for (int i = 0; i < 12; i++) {
        way(world, i % 4, 4 + i % 3)->traffic = 0.05f * (float)i;
        run(world, 1.5f, 0.1f * (float)(i % 4));
    }
    for (int i = 0; i < TREADS_MAX; i++)
        if (world->ground.treads.tread[i].count)
            treads_press(&world->ground.treads, i, &(struct tread_shape){0});
    for (int i = 0; i < GROUND_CELLS; i++) {
        const struct tread_sum *sum = &world->ground.treads.sum[i];
        assert_true(!sum->deep && !sum->path && !sum->fresh && !sum->bank);
    }
}

static float fastest(struct world *world, float seconds, float occupancy)
{
    float most = 0.0f;
    for (int n = 0; n < (int)(seconds / FRAME_S); n++) {
        memcpy(world->before, world->ground.field.surface, sizeof world->before);
        frame(world, occupancy);
        for (int i = 0; i < GROUND_CELLS; i++)
            most = fmaxf(most, fabsf(world->ground.field.surface[i][0] - world->before[i][0]));
    }
    return most;
}

static void nothing_jumps(void **state)
{
    struct world *world = *state;
    run(world, 2.0f, 0.0f);
    for (int i = 0; i < 4; i++)
        way(world, 4, 3 - i)->traffic = 0.25f;
    assert_true(fastest(world, 3.0f, 0.0f) < LITTLE_MM);
    for (uint32_t i = 0; i < world->made->snapshot.n_ways; i++)
        world->made->snapshot.ways[i].traffic = 0.0f;
    assert_true(fastest(world, 3.0f, 0.35f) < LITTLE_MM);
}

static void colour_goes_where_its_meaning_is(void **state)
{
    struct world *world = *state;
    way(world, 4, 5)->traffic = 0.2f;
    way(world, 4, 5)->fresh = way(world, 4, 5)->synapses / 2;
    way(world, 5, 6)->traffic = 0.2f;
    run(world, 20.0f, 0.0f);
    static const int WAYS[3][2] = {{0, 1}, {4, 5}, {5, 6}};
    for (int i = 0; i < 3; i++) {
        const float(*c)[3] = world->ways.way[WAYS[i][0]][WAYS[i][1]].centre;
        float x = 0.125f * (c[0][0] + 3 * c[1][0] + 3 * c[2][0] + c[3][0]);
        float y = 0.125f * (c[0][1] + 3 * c[1][1] + 3 * c[2][1] + c[3][1]);
        const uint8_t *tint = world->ground.field.tint[cell_at(x, y)];
        assert_true(i == 0   ? tint[0] > 150 && tint[1] < 20
                    : i == 1 ? tint[1] > 150 && tint[0] < 20
                             : tint[0] + tint[1] < 20);
    }
}

static void strange_snapshots_leave_it_finite(void **state)
{
    struct world *world = *state;
    struct model_snapshot *s = &world->made->snapshot;
    run(world, 1.0f, 0.0f);
    for (uint32_t i = 0; i < s->n_ways; i++) {
        s->ways[i].traffic = i % 3 == 0 ? NAN : i % 3 == 1 ? INFINITY : -5.0f;
        s->ways[i].strength = i % 2 ? NAN : 1e30f;
        s->ways[i].fresh = UINT32_MAX;
    }
    s->now.rigidity = NAN;
    run(world, 2.0f, 1.0f);
    s->place_mm[0][0] = 900.0f; /* far beyond the grid */
    s->place_mm[1][1] = -900.0f;
    memcpy(s->place_mm[2], s->place_mm[3], sizeof s->place_mm[2]);
    run(world, 2.0f, 0.0f);
    for (int i = 0; i < GROUND_CELLS; i++)
        for (int k = 0; k < 4; k++)
            assert_true(isfinite(world->ground.field.surface[i][k]));
    assert_true(isfinite(ground_height(&world->ground, NAN, 0.0f)));
    assert_true(isfinite(ground_height(&world->ground, 1e9f, -1e9f)));
    s->place_mm[4][0] = NAN;
    run(world, 1.0f, 0.0f);
    for (int i = 0; i < GROUND_CELLS; i++)
        assert_true(isfinite(world->ground.field.surface[i][0]));
    s->n_places = 0;
    run(world, 1.0f, 0.0f);
}

static void a_hidden_ground_costs_nothing_and_remembers(void **state)
{
    struct world *world = *state;
    ways_observe(&world->ways, &world->made->snapshot, true);
    for (int i = 0; i < 300; i++)
        ground_animate(&world->ground, &world->ways, 0.0f, FRAME_S, false, false);
    assert_null(world->ground.field.surface);
    struct plan_ground plan;
    assert_false(ground_fields(&world->ground, &plan));
    ground_animate(&world->ground, &world->ways, 0.0f, FRAME_S, false, true);
    assert_true(ground_fields(&world->ground, &plan));
    assert_true(depth_of(world, 0, 1) > 1.5f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(more_traffic_is_deeper, set_up, tear_down),
        cmocka_unit_test_setup_teardown(snow_fills_slower_than_feet_dig, set_up, tear_down),
        cmocka_unit_test_setup_teardown(melting_softens_tracks_and_frost_brings_them_back, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(only_what_changed_is_sent, set_up, tear_down),
        cmocka_unit_test_setup_teardown(nothing_is_left_of_what_was_taken_away, set_up, tear_down),
        cmocka_unit_test_setup_teardown(nothing_jumps, set_up, tear_down),
        cmocka_unit_test_setup_teardown(colour_goes_where_its_meaning_is, set_up, tear_down),
        cmocka_unit_test_setup_teardown(strange_snapshots_leave_it_finite, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_hidden_ground_costs_nothing_and_remembers, set_up,
                                        tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
