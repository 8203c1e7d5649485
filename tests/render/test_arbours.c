/* Trees as they are drawn: stood up by their stem, in its colour, fine only as far as it says, laid
 * out once; and what is out of focus is soft but no darker. */
#include "bench.h"

/* A trunk of 20 mm up y and a finer twig from its top 20 mm along x, both of stem 0. */
static const struct plan_branch TREE[2] = {
    {.p = {{0, 0, 0}, {0, 7, 0}, {0, 13, 0}, {0, 20, 0}}, .radius = {2, 2}, .level = 0},
    {.p = {{0, 20, 0}, {7, 20, 0}, {13, 20, 0}, {20, 20, 0}}, .radius = {1, 1}, .level = 1},
};

static struct plan *plant(struct bench *bench, float x, const float axis[3])
{
    struct plan *plan = begin(bench);
    struct plan_stem *stem = plan_stem(plan);
    stem->position[0] = x;
    stem->scale = 1.0f;
    memcpy(stem->axis, axis, sizeof stem->axis);
    stem->detail = 1.0f;
    stem->colour[1] = 0.4f;
    stem->opacity = 1.0f;
    plan->branches = TREE;
    plan->n_branches = 2;
    plan->branches_revision = 7;
    pass(plan, PLAN_PASS_ARBOURS, 0, 1);
    pass(plan, PLAN_PASS_TONE, 0, 0);
    return plan;
}

static const float UP[3] = {0, 1, 0}, RIGHT[3] = {1, 0, 0}, DOWN[3] = {0, -1, 0};

static int green(const struct bench *bench, float x, float y)
{
    return at(bench, (int)(160 + 2 * x), (int)(90 - 2 * y))[1];
}

static void a_tree_stands_at_its_stem(void **state)
{
    struct bench *bench = *state;
    plant(bench, 0.0f, UP);
    draw(bench);
    assert_true(green(bench, 0, 10) > 100 && green(bench, 10, 20) > 80);
    assert_true(green(bench, 0, -5) < 5 && green(bench, 10, 10) < 5);
    plant(bench, -30.0f, UP);
    draw(bench);
    assert_true(green(bench, -30, 10) > 100 && green(bench, -20, 20) > 80);
    assert_true(green(bench, 0, 10) < 5);
}

static void it_turns_with_its_axis(void **state)
{
    struct bench *bench = *state;
    plant(bench, 0.0f, RIGHT); /* the trunk to the right; what went right goes down */
    draw(bench);
    assert_true(green(bench, 10, 0) > 100 && green(bench, 20, -10) > 80);
    assert_true(green(bench, 0, 10) < 5);
    plant(bench, 0.0f, DOWN);
    draw(bench);
    assert_true(green(bench, 0, -10) > 100);
    assert_true(green(bench, 0, 10) < 5);
}

static void twigs_fade_with_detail(void **state)
{
    struct bench *bench = *state;
    int last = 255;
    for (int i = 0; i <= 4; i++) {
        struct plan *plan = plant(bench, 0.0f, UP);
        plan->stems[0].detail = 1.0f - 0.25f * PLAN_TWIG_FADE * (float)i;
        draw(bench);
        assert_true(green(bench, 0, 10) > 100); /* the trunk stays */
        assert_true(green(bench, 10, 20) < last);
        last = green(bench, 10, 20);
    }
    assert_true(last < 5);
    assert_int_equal(render_stats(bench->render)->draw_calls, 2); /* the trunk, tone */
}

static void branches_travel_once(void **state)
{
    struct bench *bench = *state;
    plant(bench, 0.0f, UP)->branches_revision = 8;
    draw(bench);
    uint64_t first = render_stats(bench->render)->upload_bytes;
    plant(bench, 5.0f, UP)->branches_revision = 8;
    draw(bench);
    uint64_t second = render_stats(bench->render)->upload_bytes;
    assert_true(second < first && second > 0);
    plant(bench, 5.0f, UP)->branches_revision = 9;
    draw(bench);
    assert_int_equal(render_stats(bench->render)->upload_bytes, first);
}

static void what_is_not_there_is_not_drawn(void **state)
{
    struct bench *bench = *state;
    struct plan *plan = plant(bench, 0.0f, UP);
    plan->passes[0].first = 5;
    draw(bench);
    assert_true(green(bench, 0, 10) < 5);
    plan = plant(bench, 0.0f, UP);
    plan->n_branches = 0;
    draw(bench);
    assert_true(green(bench, 0, 10) < 5);
    plan = plant(bench, 0.0f, UP);
    plan->stems[0].opacity = 0.0f;
    draw(bench);
    assert_true(green(bench, 0, 10) < 5);
}

/* Linear light of the row at half the height of the trunk, and how many pixels it spreads over. */
static double light_of_row(struct bench *bench, float focus_mm, int *wide)
{
    struct plan *plan = plant(bench, 0.0f, UP);
    plan->camera.focus_mm = focus_mm;
    plan->aperture_px = 12.0f;
    draw(bench);
    double sum = 0.0;
    *wide = 0;
    for (int x = 120; x < 200; x++) {
        sum += pow(at(bench, x, 70)[1] / 255.0, 2.2);
        *wide += at(bench, x, 70)[1] > 8;
    }
    return sum;
}

static void out_of_focus_is_soft_and_as_bright(void **state)
{
    struct bench *bench = *state;
    int sharp_px, soft_px;
    double sharp = light_of_row(bench, 100.0f, &sharp_px);
    double soft = light_of_row(bench, 140.0f, &soft_px);
    assert_true(soft_px > sharp_px + 4);
    assert_true(soft > 0.7 * sharp && soft < 1.4 * sharp);
}

/* Two ribbons end to end, translucent: a cap of each would show as a knot. */
static void joined_ribbons_have_no_seam(void **state)
{
    struct bench *bench = *state;
    for (uint32_t joined = 0; joined < 2; joined++) {
        struct plan *plan = begin(bench);
        for (int i = 0; i < 2; i++) {
            struct plan_ribbon *r = ribbon(plan, 0.0f, 3.0f, 0.4f);
            for (int k = 0; k < 4; k++)
                r->p[k][0] = (i ? 0.0f : -40.0f) + 40.0f / 3.0f * (float)k;
            r->opacity = 0.4f;
            r->joined = joined;
        }
        pass(plan, PLAN_PASS_RIBBONS, 0, 2);
        pass(plan, PLAN_PASS_TONE, 0, 0);
        draw(bench);
        int most = 0, least = 255;
        for (int x = 150; x < 170; x++) {
            most = at(bench, x, 90)[1] > most ? at(bench, x, 90)[1] : most;
            least = at(bench, x, 90)[1] < least ? at(bench, x, 90)[1] : least;
        }
        if (joined)
            assert_true(most - least <= 4);
        else
            assert_true(most - least > 8);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_tree_stands_at_its_stem),
        cmocka_unit_test(it_turns_with_its_axis),
        cmocka_unit_test(twigs_fade_with_detail),
        cmocka_unit_test(branches_travel_once),
        cmocka_unit_test(what_is_not_there_is_not_drawn),
        cmocka_unit_test(out_of_focus_is_soft_and_as_bright),
        cmocka_unit_test(joined_ribbons_have_no_seam),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
