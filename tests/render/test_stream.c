/* Only what changed travels to the graphics card, and the picture is the same as if all had. */
#include "bench.h"

#include "render/packed.h"

enum { LINKS = 2000, CELLS = 50, LEAST_SENT = 256 };

static struct plan *scene_of_links(struct bench *bench)
{
    struct plan *plan = begin(bench);
    for (int i = 0; i < LINKS; i++)
        ribbon(plan, -40.0f + 80.0f * (float)i / LINKS, 0.2f, 0.1f)->opacity = 0.3f;
    for (int i = 0; i < CELLS; i++)
        body(plan, -50.0f + 2.0f * (float)i, 10.0f, 0.1f * (float)i, 1.5f);
    rect(plan, 10.0f, 10.0f, 40.0f, 20.0f, 0.5f, 0.5f);
    pass(plan, PLAN_PASS_RIBBONS, 0, LINKS / 2);
    pass(plan, PLAN_PASS_BODIES, 0, CELLS);
    pass(plan, PLAN_PASS_PULSES, LINKS / 2, LINKS / 2);
    pass(plan, PLAN_PASS_TONE, 0, 0);
    pass(plan, PLAN_PASS_OVERLAY, 0, 1);
    return plan;
}

static uint64_t sent(struct bench *bench)
{
    draw(bench);
    return render_stats(bench->render)->upload_bytes;
}

/* The same plan, drawn by a render that has seen nothing before. */
static void assert_as_if_sent_whole(struct bench *bench)
{
    static uint8_t kept[sizeof bench->pixels];
    memcpy(kept, bench->pixels, sizeof kept);
    struct render *incremental = bench->render;
    bench->render = make_render(1.0f);
    draw(bench);
    render_destroy(bench->render);
    bench->render = incremental;
    assert_memory_equal(kept, bench->pixels, sizeof kept);
}

static void what_stays_is_not_sent_again(void **state)
{
    struct bench *bench = *state;
    scene_of_links(bench);
    assert_true(sent(bench) > LINKS * 60);
    assert_int_equal(sent(bench), 0);
    scene_of_links(bench);
    assert_int_equal(sent(bench), 0);
}

static void one_change_sends_about_one_block(void **state)
{
    struct bench *bench = *state;
    scene_of_links(bench);
    draw(bench);
    struct plan_ribbon *changed = &bench->plan->ribbons[700];
    changed->colour[0] = 0.9f;
    uint64_t bytes = sent(bench);
    assert_true(bytes > 0 && bytes <= 2 * LEAST_SENT);
    assert_as_if_sent_whole(bench);

    changed->p[2][1] += 3.0f; /* and a new bend, so another count of segments */
    bytes = sent(bench);
    assert_true(bytes > 0 && bytes <= 4 * LEAST_SENT);
    assert_as_if_sent_whole(bench);

    bench->plan->items[0].colour[1] = 1.0f;
    bytes = sent(bench);
    assert_true(bytes > 0 && bytes <= 4 * LEAST_SENT);
    assert_as_if_sent_whole(bench);
}

static void last_digits_do_not_count(void **state)
{
    struct bench *bench = *state;
    scene_of_links(bench);
    draw(bench);
    for (int i = 0; i < LINKS; i++) {
        bench->plan->ribbons[i].opacity *= 1.000001f;
        bench->plan->ribbons[i].radius[0] *= 1.000001f;
    }
    assert_int_equal(sent(bench), 0);
}

/* More, fewer, other passes, another order: whatever was there before. */
static void changes_of_any_size_arrive(void **state)
{
    struct bench *bench = *state;
    for (int round = 0; round < 6; round++) {
        struct plan *plan = scene_of_links(bench);
        plan->passes[0].count = (uint32_t)(round * 160);
        for (uint32_t i = 0; i < plan->n_ribbons; i++)
            if (i % 7 == (unsigned)round)
                plan->ribbons[i].opacity = 0.0f;
        plan->camera.view[3][0] = 6.0f * (float)round;
        if (round == 4) {
            struct plan_pass first = plan->passes[0];
            plan->passes[0] = plan->passes[2];
            plan->passes[2] = first;
        }
        draw(bench);
        assert_as_if_sent_whole(bench);
    }
    assert_int_equal(render_stats(bench->render)->gl_errors, 0);
}

static void halves_are_the_nearest(void **state)
{
    (void)state;
    assert_int_equal(packed_half(0.0f), 0x0000);
    assert_int_equal(packed_half(1.0f), 0x3c00);
    assert_int_equal(packed_half(-2.0f), 0xc000);
    assert_int_equal(packed_half(0.1f), 0x2e66);
    assert_int_equal(packed_half(65504.0f), 0x7bff);
    assert_int_equal(packed_half(1e9f), 0x7bff);
    assert_int_equal(packed_half(1e-9f), 0x0000);
    assert_int_equal(packed_half(9.0f), 0x4880);
    assert_true(packed_round(1.0f) == 1.0f && packed_round(0.0f) == 0.0f);
    assert_float_equal(packed_round(0.12345678f), 0.12345678f, 0.12345678f / 8192.0f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_stays_is_not_sent_again),
        cmocka_unit_test(one_change_sends_about_one_block),
        cmocka_unit_test(last_digits_do_not_count),
        cmocka_unit_test(changes_of_any_size_arrive),
        cmocka_unit_test(halves_are_the_nearest),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
