/* Dendritic trees: whole, tapered, bounded, the same for the same cell; and fine only when near. */
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
#include "synthetic.h"

enum { CELLS = 60 };

static struct model_cell_view cell_of(uint32_t i)
{
    return (struct model_cell_view){.neuron = 17u * i,
                                    .type = i % 3 ? MODEL_PYRAMIDAL : MODEL_INTERNEURON};
}

static float gap(const float a[3], const float b[3])
{
    return sqrtf(powf(a[0] - b[0], 2) + powf(a[1] - b[1], 2) + powf(a[2] - b[2], 2));
}

/* The branch that this one sits on; itself when it leaves the cell body. */
static uint32_t below(const struct plan_branch *tree, uint32_t n, uint32_t branch)
{
    static const float SOMA[3] = {0};
    for (uint32_t i = 0; i < n; i++)
        if (i != branch && gap(tree[i].p[3], tree[branch].p[0]) < 1e-6f)
            return i;
    assert_true(gap(tree[branch].p[0], SOMA) < 1e-6f);
    return branch;
}

static void test_every_branch_hangs_together(void **state)
{
    (void)state;
    for (uint32_t c = 0; c < CELLS; c++) {
        struct model_cell_view cell = cell_of(c);
        struct plan_branch tree[ARBOUR_BRANCHES];
        uint32_t n = arbours_tree(&cell, c, tree);
        assert_in_range(n, 12, ARBOUR_BRANCHES);
        for (uint32_t i = 0; i < n; i++) {
            uint32_t at = i, steps = 0;
            for (; below(tree, n, at) != at; at = below(tree, n, at))
                assert_true(++steps < n); /* ends at the cell body: no circles */
            assert_int_equal(tree[i].stem, c);
        }
    }
}

static void test_twigs_are_thinner_and_finer_than_what_they_sit_on(void **state)
{
    (void)state;
    for (uint32_t c = 0; c < CELLS; c++) {
        struct model_cell_view cell = cell_of(c);
        struct plan_branch tree[ARBOUR_BRANCHES];
        uint32_t n = arbours_tree(&cell, c, tree);
        float least = 1, most = 0;
        for (uint32_t i = 0; i < n; i++) {
            uint32_t under = below(tree, n, i);
            assert_true(tree[i].level >= tree[under].level - 1e-6f);
            if (cell.type == MODEL_PYRAMIDAL) /* the others are beaded */
                assert_true(tree[i].radius[1] <= tree[under].radius[1] + 1e-6f);
            least = fminf(least, tree[i].level);
            most = fmaxf(most, tree[i].level);
        }
        assert_true(least == 0.0f && most > 0.95f);
    }
}

static void test_interneurons_are_short_and_beaded(void **state)
{
    (void)state;
    float reach[2] = {0, 0};
    unsigned swellings = 0;
    for (uint32_t c = 0; c < CELLS; c++) {
        struct model_cell_view cell = cell_of(c);
        struct plan_branch tree[ARBOUR_BRANCHES];
        uint32_t n = arbours_tree(&cell, c, tree);
        static const float SOMA[3] = {0};
        for (uint32_t i = 0; i < n; i++) {
            float *far = &reach[cell.type];
            *far = fmaxf(*far, gap(tree[i].p[3], SOMA));
            swellings += cell.type == MODEL_INTERNEURON && tree[i].radius[1] > tree[i].radius[0];
        }
    }
    assert_true(reach[MODEL_INTERNEURON] < 0.5f * reach[MODEL_PYRAMIDAL]);
    assert_true(swellings >= CELLS / 3);
}

static void test_branches_are_bounded_and_join_smoothly(void **state)
{
    (void)state;
    for (uint32_t c = 0; c < CELLS; c++) {
        struct model_cell_view cell = cell_of(c);
        struct plan_branch tree[ARBOUR_BRANCHES];
        uint32_t n = arbours_tree(&cell, c, tree);
        for (uint32_t i = 0; i < n; i++) {
            float length = gap(tree[i].p[0], tree[i].p[3]);
            assert_true(length > 1e-3f && length < ARBOUR_LONGEST_MM);
            for (int end = 0; end < 2; end++)
                assert_true(tree[i].radius[end] > 0.005f && tree[i].radius[end] < 0.6f);
        }
        /* Of all that grows on from a branch one keeps its direction. */
        for (uint32_t i = 0; i < n; i++) {
            float best = -1;
            bool tip = true;
            for (uint32_t j = 0; j < n; j++) {
                if (j == i || below(tree, n, j) != i)
                    continue;
                float dot = 0, a = gap(tree[i].p[3], tree[i].p[2]);
                float b = gap(tree[j].p[1], tree[j].p[0]);
                for (int k = 0; k < 3; k++)
                    dot += (tree[i].p[3][k] - tree[i].p[2][k]) *
                           (tree[j].p[1][k] - tree[j].p[0][k]) / (a * b);
                best = fmaxf(best, dot);
                tip = false;
            }
            assert_true(tip || best > 0.999f);
        }
    }
}

static void test_a_cell_has_one_tree_and_no_other_cell_has_it(void **state)
{
    (void)state;
    struct plan_branch first[ARBOUR_BRANCHES], again[ARBOUR_BRANCHES];
    for (uint32_t c = 0; c + 3 < CELLS; c++) {
        struct model_cell_view cell = cell_of(c), other = cell_of(c + 3);
        uint32_t n = arbours_tree(&cell, 0, first);
        assert_int_equal(arbours_tree(&cell, 0, again), n);
        assert_memory_equal(first, again, n * sizeof *first);
        arbours_tree(&other, 0, again);
        assert_true(gap(first[n - 1].p[3], again[n - 1].p[3]) > 1e-3f);
    }
}

static void test_a_wood_is_sorted_and_known_by_its_cells(void **state)
{
    (void)state;
    struct synthetic *made = synthetic_create();
    struct arbours a = {0}, b = {0};
    assert_true(arbours_grow(&a, made->cells, SYNTHETIC_CELLS));
    assert_true(a.n > 20 * SYNTHETIC_CELLS && a.n <= ARBOUR_BRANCHES * SYNTHETIC_CELLS);
    for (uint32_t i = 1; i < a.n; i++)
        assert_true(a.branch[i].level >= a.branch[i - 1].level);
    assert_true(arbours_grow(&b, made->cells, SYNTHETIC_CELLS));
    assert_int_equal(a.revision, b.revision);
    assert_memory_equal(a.branch, b.branch, a.n * sizeof *a.branch);
    made->cells[3].neuron++;
    assert_true(arbours_grow(&b, made->cells, SYNTHETIC_CELLS));
    assert_int_not_equal(a.revision, b.revision);
    assert_true(arbours_grow(&b, made->cells, 0)); /* none at all */
    assert_int_equal(b.n, 0);
    arbours_destroy(&a);
    arbours_destroy(&b);
    free(made);
}

static void test_twigs_come_as_the_eye_comes_near(void **state)
{
    (void)state;
    struct synthetic *made = synthetic_create();
    struct scene *scene = scene_create(&(struct scene_options){.reduced_motion = true}, NULL);
    struct plan *plan = plan_create();
    float last[SYNTHETIC_CELLS], before = 0, after = 0;
    scene_observe(scene, &made->snapshot, NULL);
    scene_zoom(scene, 1.6f);
    for (int i = 0; i < 240; i++) {
        if (i == 120)
            scene_zoom(scene, 0.2f);
        scene_animate(scene, 1.0 / 60);
        plan_begin(plan, 640, 360, 0);
        scene_draw(scene, plan);
        assert_int_equal(plan->n_stems, SYNTHETIC_CELLS);
        assert_non_null(plan->branches);
        float sum = 0;
        for (uint32_t s = 0; s < plan->n_stems; s++) {
            float detail = plan->stems[s].detail;
            sum += detail;
            assert_true(detail >= 0 && detail <= 1);
            assert_true(i == 0 || fabsf(detail - last[s]) < 0.1f); /* twigs fade, none pops */
            last[s] = detail;
        }
        before = i == 119 ? sum : before;
        after = sum;
    }
    assert_true(after > 1.2f * before);
    plan_destroy(plan);
    scene_destroy(scene);
    free(made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_branch_hangs_together),
        cmocka_unit_test(test_twigs_are_thinner_and_finer_than_what_they_sit_on),
        cmocka_unit_test(test_interneurons_are_short_and_beaded),
        cmocka_unit_test(test_branches_are_bounded_and_join_smoothly),
        cmocka_unit_test(test_a_cell_has_one_tree_and_no_other_cell_has_it),
        cmocka_unit_test(test_a_wood_is_sorted_and_known_by_its_cells),
        cmocka_unit_test(test_twigs_come_as_the_eye_comes_near),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
