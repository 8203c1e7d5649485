/* Pictures within the picture: each in its place, none over another, and as it is alone. */
#include "bench.h"

enum { PANE_WIDTH = 100, PANE_HEIGHT = 60 };

static struct plan *new_pane(float red, float blue)
{
    struct plan *pane = plan_create();
    assert_non_null(pane);
    plan_begin(pane, PANE_WIDTH, PANE_HEIGHT, 0.0);
    pane->backdrop[0][0] = red;
    pane->backdrop[1][2] = blue;
    plan_pass(pane, PLAN_PASS_BACKDROP);
    plan_pass(pane, PLAN_PASS_TONE);
    return pane;
}

static void draw_two(struct bench *bench, const struct plan *left, const struct plan *right)
{
    struct plan *plan = begin(bench);
    plan_pane(plan, left, 10, 20, false);
    plan_pane(plan, right, 170, 90, false);
    pass(plan, PLAN_PASS_PANES, 0, 0);
    draw(bench);
}

static void each_stands_in_its_place(void **state)
{
    struct bench *bench = *state;
    struct plan *red = new_pane(0.3f, 0.0f), *blue = new_pane(0.0f, 0.3f);
    draw_two(bench, red, blue);
    assert_true(at(bench, 60, 24)[0] > 80); /* upright: its top is red */
    assert_true(at(bench, 60, 76)[0] < 30);
    assert_true(at(bench, 220, 145)[2] > 80 && at(bench, 220, 145)[0] < 20);
    /* Around them there is nothing. */
    assert_true(sum_of(bench, 0, 0, WIDTH, 20) < 1.0);
    assert_true(sum_of(bench, 111, 0, 58, HEIGHT) < 1.0);
    assert_true(sum_of(bench, 0, 80, 110, HEIGHT - 80) < 1.0);
    plan_destroy(red);
    plan_destroy(blue);
}

/* What one pane had in its buffers is not found by the other. */
static void each_has_its_own_things(void **state)
{
    struct bench *bench = *state;
    struct plan *full = new_pane(0.0f, 0.0f), *empty = new_pane(0.0f, 0.0f);
    plan_begin(full, PANE_WIDTH, PANE_HEIGHT, 0.0);
    memcpy(&full->camera, &begin(bench)->camera, sizeof full->camera);
    struct plan_ribbon *line = plan_ribbon(full);
    for (int k = 0; k < 4; k++)
        line->p[k][0] = -30.0f + 20.0f * (float)k;
    line->radius[0] = line->radius[1] = 6.0f;
    line->range[1] = line->opacity = 1.0f;
    line->colour[1] = 0.4f;
    plan_close(full, PLAN_PASS_RIBBONS, 0, 1);
    plan_pass(full, PLAN_PASS_TONE);
    for (int i = 0; i < 3; i++) {
        draw_two(bench, full, empty);
        assert_true(sum_of(bench, 10, 20, PANE_WIDTH, PANE_HEIGHT) > 1000.0);
        assert_true(sum_of(bench, 170, 90, PANE_WIDTH, PANE_HEIGHT) < 1.0);
    }
    plan_destroy(full);
    plan_destroy(empty);
}

static void draw_standing(struct bench *bench, const struct plan *pane, int x, bool stands)
{
    struct plan *plan = begin(bench);
    plan_pane(plan, pane, x, 20, stands);
    plan_pane(plan, pane, 170, 90, true);
    pass(plan, PLAN_PASS_PANES, 0, 0);
    draw(bench);
}

/* One that stands is as it was, whatever its plan says by now; where nothing was kept of it, or it has
 * moved, it is drawn. */
static void what_stands_is_not_drawn_again(void **state)
{
    struct bench *bench = *state;
    struct plan *pane = new_pane(0.3f, 0.0f);
    draw_standing(bench, pane, 10, true);
    assert_true(at(bench, 60, 24)[0] > 80 && at(bench, 220, 95)[0] > 80);
    pane->backdrop[0][0] = 0.0f;
    uint32_t calls = render_stats(bench->render)->draw_calls;
    draw_standing(bench, pane, 10, true);
    assert_true(at(bench, 60, 24)[0] > 80 && at(bench, 220, 95)[0] > 80);
    assert_true(at(bench, 60, 76)[0] < 30); /* upright still */
    assert_true(render_stats(bench->render)->draw_calls < calls);
    draw_standing(bench, pane, 10, false);
    assert_true(at(bench, 60, 24)[0] < 30 && at(bench, 220, 95)[0] > 80);
    draw_standing(bench, pane, 20, true);
    assert_true(at(bench, 60, 24)[0] < 30);
    assert_int_equal(render_stats(bench->render)->gl_errors, 0);
    plan_destroy(pane);
}

static void no_more_than_there_is_room_for(void **state)
{
    struct bench *bench = *state;
    struct plan *pane = new_pane(0.1f, 0.1f), *plan = begin(bench);
    for (int i = 0; i <= PLAN_PANES; i++)
        plan_pane(plan, pane, 0, 0, false);
    assert_int_equal(plan->n_panes, PLAN_PANES);
    assert_int_equal(plan->dropped, 1);
    plan_destroy(pane);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_stands_in_its_place),
        cmocka_unit_test(each_has_its_own_things),
        cmocka_unit_test(what_stands_is_not_drawn_again),
        cmocka_unit_test(no_more_than_there_is_room_for),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
