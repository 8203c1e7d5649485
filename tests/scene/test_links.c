#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "scene/links.h"
#include "synthetic.h"

static const float FRAME_S = 1.0f / 60;

struct world {
    struct synthetic *made;
    struct ways ways;
    struct links links;
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

static void observe(struct world *world)
{
    ways_observe(&world->ways, &world->made->snapshot, true);
    assert_true(links_observe(&world->links, &world->ways, &world->made->snapshot, true));
}

static const struct link *find(const struct world *world, uint64_t id)
{
    for (uint32_t i = 0; i < world->links.n; i++)
        if (world->links.link[i].id == id)
            return &world->links.link[i];
    return NULL;
}

/* Adds a link between cells 2 and 70 (places 0 and 4) behind all others. */
static struct model_link_view *add(struct world *world, enum model_stage stage)
{
    struct model_snapshot *s = &world->made->snapshot;
    struct model_link_view *link = &world->made->links[s->n_links++];
    *link = (struct model_link_view){.id = 1000000,
                                     .pre = 2,
                                     .post = 70,
                                     .stage = (uint8_t)stage,
                                     .fresh = true,
                                     .efficacy = 0.25f};
    return link;
}

static void test_first_snapshot_stands_at_once(void **state)
{
    struct world *world = *state;
    observe(world);
    assert_int_equal(world->links.n, world->made->snapshot.n_links);
    for (uint32_t i = 0; i < world->links.n; i++) {
        assert_true(world->links.link[i].growth == 1.0f);
        assert_true(world->links.link[i].id == world->made->links[i].id);
    }
}

static void test_birth_grows_slowly_and_never_back(void **state)
{
    struct world *world = *state;
    observe(world);
    struct model_link_view *born = add(world, MODEL_FILOPODIUM);
    observe(world);
    assert_true(find(world, 1000000)->growth == 0.0f);
    float last = 0, seconds = 0;
    for (int frame = 0; frame < 400; frame++) {
        if (frame == 200)
            born->stage = MODEL_SILENT;
        if (frame == 260)
            born->stage = MODEL_MATURE;
        observe(world);
        links_animate(&world->links, FRAME_S, false);
        const struct link *link = find(world, 1000000);
        assert_true(link->growth >= last);
        assert_true(link->growth - last <= FRAME_S / 1.5f);
        last = link->growth;
        if (last < 1.0f)
            seconds += FRAME_S;
        if (frame == 199)
            assert_true(last > 0.5f && last < 0.7f); /* a reach, no contact */
    }
    assert_true(last == 1.0f);
    assert_true(seconds > 1.5f);
    assert_true(find(world, 1000000)->body > 0.8f);
}

static void test_geometry_is_continuous_while_it_takes_hold(void **state)
{
    struct world *world = *state;
    observe(world);
    struct model_link_view *born = add(world, MODEL_FILOPODIUM);
    float before[4][3], now[4][3];
    for (int frame = 0; frame < 300; frame++) {
        born->stage = frame < 150 ? MODEL_FILOPODIUM : MODEL_FUNCTIONAL;
        observe(world);
        links_animate(&world->links, FRAME_S, false);
        links_curve(&world->links, &world->ways, find(world, 1000000), world->made->cells, now);
        for (int k = 0; k < 3 && frame > 0; k++)
            assert_true(fabsf(now[3][k] - before[3][k]) < 0.08f);
        memcpy(before, now, sizeof now);
    }
}

static void test_letting_go_takes_time_then_is_forgotten(void **state)
{
    struct world *world = *state;
    add(world, MODEL_MATURE);
    observe(world);
    world->made->snapshot.n_links--;
    float life = 1, growth = 1, seconds = 0;
    while (find(world, 1000000)) {
        observe(world);
        links_animate(&world->links, FRAME_S, false);
        const struct link *link = find(world, 1000000);
        if (!link)
            break;
        assert_true(link->letting_go);
        assert_true(link->life <= life && life - link->life <= FRAME_S / 1.5f);
        assert_true(link->growth <= growth && growth - link->growth <= FRAME_S / 1.5f);
        life = link->life;
        growth = link->growth;
        seconds += FRAME_S;
        assert_true(seconds < 5);
    }
    assert_true(seconds >= 1.5f);
    assert_true(life < 0.05f || growth < 0.05f);
    assert_int_equal(world->links.n, world->made->snapshot.n_links);
}

static void test_same_id_elsewhere_is_another_link(void **state)
{
    struct world *world = *state;
    struct model_link_view *link = add(world, MODEL_MATURE);
    observe(world);
    uint32_t n = world->links.n;
    link->post = 71;
    observe(world);
    observe(world);
    assert_int_equal(world->links.n, n + 1);
    assert_true(world->links.link[n - 1].letting_go);
    assert_false(world->links.link[n].letting_go);
    assert_int_equal(world->links.link[n].post, 71);
    for (uint32_t i = 1; i < world->links.n; i++)
        assert_true(world->links.link[i - 1].id <= world->links.link[i].id);
}

static void test_memory_stays_once_warm(void **state)
{
    struct world *world = *state;
    observe(world);
    const struct link *a = world->links.link, *b = world->links.spare;
    for (int round = 0; round < 20; round++) {
        /* A tenth of the links is replaced by new ones each round. */
        struct model_snapshot *s = &world->made->snapshot;
        uint32_t gone = s->n_links / 10;
        memmove(world->made->links, world->made->links + gone,
                (s->n_links - gone) * sizeof world->made->links[0]);
        for (uint32_t i = s->n_links - gone; i < s->n_links; i++) {
            world->made->links[i].id = 1000000 + (uint64_t)round * 10000 + i;
            world->made->links[i].stage = MODEL_FILOPODIUM;
        }
        observe(world);
        for (int frame = 0; frame < 60; frame++)
            links_animate(&world->links, FRAME_S, false);
    }
    assert_true(world->links.link == a || world->links.link == b);
    assert_true(world->links.n < 2 * world->made->snapshot.n_links);
}

static void test_colour_of_new_comes_and_goes_softly(void **state)
{
    struct world *world = *state;
    struct model_link_view *link = add(world, MODEL_MATURE);
    observe(world);
    link->fresh = false; /* another dose: 'since the dose' counts anew */
    observe(world);
    struct palette palette;
    struct link_inks inks;
    palette_make(&palette, PALETTE_NIGHT);
    links_inks(&inks, &palette);
    float last[3], now[3];
    links_colour(find(world, 1000000), &inks, last);
    for (int frame = 0; frame < 300; frame++) {
        links_animate(&world->links, FRAME_S, false);
        links_colour(find(world, 1000000), &inks, now);
        for (int k = 0; k < 3; k++)
            assert_true(fabsf(now[k] - last[k]) < 0.03f);
        memcpy(last, now, sizeof now);
    }
    assert_true(find(world, 1000000)->teal < 0.01f);
}

static void test_dangling_cells_are_left_out(void **state)
{
    struct world *world = *state;
    struct model_link_view *link = add(world, MODEL_MATURE);
    link->post = SYNTHETIC_CELLS;
    observe(world);
    assert_null(find(world, 1000000));
    link->post = 70;
    link->efficacy = NAN;
    observe(world);
    links_animate(&world->links, FRAME_S, false);
    assert_true(isfinite(find(world, 1000000)->efficacy));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_first_snapshot_stands_at_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_birth_grows_slowly_and_never_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_geometry_is_continuous_while_it_takes_hold, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_letting_go_takes_time_then_is_forgotten, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_same_id_elsewhere_is_another_link, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_memory_stays_once_warm, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_colour_of_new_comes_and_goes_softly, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_dangling_cells_are_left_out, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
