/* What a stranger has to see without a word: a rigid path is broad and amber, a loosened one pale
 * and frayed, and a new way that practice made strong a teal band of its own. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "scene/scene.h"
#include "scene/ways.h"
#include "synthetic.h"

enum { STRANDS = 200 };

struct world {
    struct synthetic *made;
    struct ways ways;
    struct plan *plan;
};

static int set_up(void **state)
{
    struct world *world = calloc(1, sizeof *world);
    if (!world)
        return -1;
    world->made = synthetic_create();
    world->plan = plan_create();
    *state = world;
    return world->made && world->plan ? 0 : -1;
}

static int tear_down(void **state)
{
    struct world *world = *state;
    free(world->made);
    plan_destroy(world->plan);
    free(world);
    return 0;
}

static void see(struct world *world, float rigidity)
{
    world->made->snapshot.now.rigidity = rigidity;
    for (int i = 0; i < 600; i++) {
        ways_observe(&world->ways, &world->made->snapshot, true);
        ways_animate(&world->ways, 1.0f / 30);
    }
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

/* How far strands of one way lie from their common middle, mm. */
static float spread_of(const struct ways *ways, int a, int b)
{
    float p[STRANDS][4][3], middle[3] = {0, 0, 0}, sum = 0.0f;
    for (uint32_t i = 0; i < STRANDS; i++) {
        ways_curve(ways, a, b, ways->place[a], ways->place[b], i * 77u + 5u, p[i]);
        for (int k = 0; k < 3; k++)
            middle[k] += p[i][1][k] / (float)STRANDS;
    }
    for (uint32_t i = 0; i < STRANDS; i++) {
        float square = 0.0f;
        for (int k = 0; k < 3; k++)
            square += (p[i][1][k] - middle[k]) * (p[i][1][k] - middle[k]);
        sum += sqrtf(square);
    }
    return sum / (float)STRANDS;
}

/* Light of the bundles' cores: [0] red, [1] green, [2] blue, summed over those of one hue. */
static void cores(struct world *world, bool teal, float sum[3])
{
    memset(sum, 0, 3 * sizeof *sum);
    struct palette palette;
    palette_make(&palette, PALETTE_NIGHT);
    plan_begin(world->plan, 1280, 720, 0);
    ways_draw_cores(&world->ways, 0.0f, &palette, world->plan);
    for (uint32_t i = 0; i < world->plan->n_ribbons; i++) {
        const float *c = world->plan->ribbons[i].colour;
        for (int k = 0; k < 3 && (c[1] > c[0]) == teal; k++)
            sum[k] += c[k];
    }
}

static void test_a_loosened_path_is_pale_and_frayed(void **state)
{
    struct world *world = *state;
    float rigid[3], loose[3];
    see(world, 0.92f);
    float tight = spread_of(&world->ways, 0, 1);
    cores(world, false, rigid);
    assert_true(ways_pale(&world->ways) < 0.01f);
    see(world, 0.45f);
    float frayed = spread_of(&world->ways, 0, 1);
    cores(world, false, loose);
    assert_true(ways_pale(&world->ways) > 0.4f);
    assert_true(frayed > tight + 2.0f);
    assert_true(loose[0] < 0.5f * rigid[0]);
    /* Amber has no blue; a pale one has some. */
    assert_true(loose[2] / loose[0] > rigid[2] / rigid[0] + 0.1f);
    /* What comes back looks as it did. */
    see(world, 0.92f);
    assert_true(spread_of(&world->ways, 0, 1) < tight + 0.1f);
}

/* Other ways keep their shape: what frays is the path. */
static void test_only_the_path_frays(void **state)
{
    struct world *world = *state;
    see(world, 0.92f);
    float before = spread_of(&world->ways, 4, 5);
    see(world, 0.45f);
    assert_true(fabsf(spread_of(&world->ways, 4, 5) - before) < 1e-3f);
}

static void test_a_practised_way_is_a_band_of_its_own(void **state)
{
    struct world *world = *state;
    float weak[3], strong[3], amber[3];
    /* New synapses everywhere, a quarter of each way. */
    for (uint32_t i = 0; i < world->made->snapshot.n_ways; i++) {
        struct model_way_view *seen = &world->made->snapshot.ways[i];
        seen->fresh = seen->worn ? 0 : seen->synapses / 4;
    }
    see(world, 0.8f);
    cores(world, true, weak);
    static const int PRACTISED[][2] = {{0, 4}, {4, 5}, {5, 6}, {6, 0}};
    for (int i = 0; i < 4; i++) {
        way(world, PRACTISED[i][0], PRACTISED[i][1])->strength = 0.7f;
        way(world, PRACTISED[i][0], PRACTISED[i][1])->traffic = 0.05f;
    }
    see(world, 0.8f);
    cores(world, true, strong);
    cores(world, false, amber);
    assert_true(strong[1] > 5.0f * weak[1]);
    assert_true(strong[1] > 0.4f * amber[1]); /* seen beside the path, */
    assert_true(strong[1] < 1.5f * amber[0]); /* not over it */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_loosened_path_is_pale_and_frayed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_only_the_path_frays, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_practised_way_is_a_band_of_its_own, set_up,
                                        tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
