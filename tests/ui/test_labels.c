/* Labels keep off each other, fade instead of popping, and stay where they are. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "ui/labels.h"
#include "ui/layout.h"

static const uint8_t ORDER[] = {0, 1, 2, 3, 4, 5, 6, 7};
enum { N = sizeof ORDER };
static const struct plan_box SCREEN = {0.0f, 0.0f, 1000.0f, 600.0f};
static const float CLEAR = 6.0f, DT = 1.0f / 30.0f;

static void want(struct labels *labels, int i, float x, float y)
{
    struct label *label = &labels->label[i];
    label->wanted = true;
    label->x = x;
    label->y = y;
    label->width = 160.0f;
    label->height = 30.0f;
}

static void check(const struct labels *labels, const struct plan_box *covered, uint32_t n_covered)
{
    for (int i = 0; i < N; i++) {
        const struct label *a = &labels->label[i];
        if (a->alpha <= 0.0f)
            continue;
        assert_true(box_within(&a->box, &SCREEN));
        for (uint32_t c = 0; c < n_covered; c++)
            assert_false(box_overlap(&a->box, &covered[c], 0.0f));
        for (int j = i + 1; j < N; j++)
            if (labels->label[j].alpha > 0.0f)
                assert_false(box_overlap(&a->box, &labels->label[j].box, 0.0f));
    }
}

static void test_crowded_places_keep_apart(void **state)
{
    (void)state;
    struct labels labels = {0};
    struct plan_box covered = {700.0f, 0.0f, 300.0f, 600.0f};
    for (int i = 0; i < N; i++)
        want(&labels, i, 400.0f + 20.0f * (float)i, 300.0f + 9.0f * (float)(i % 3));
    for (int step = 0; step < 60; step++) {
        labels_place(&labels, ORDER, N, &covered, 1, SCREEN, CLEAR, DT);
        check(&labels, &covered, 1);
    }
    /* The first of the order is never the one that goes. */
    assert_true(labels.label[0].alpha >= 1.0f);
}

static void test_a_walk_at_random(void **state)
{
    (void)state;
    struct labels labels = {0};
    struct plan_box covered[2] = {{0.0f, 480.0f, 1000.0f, 120.0f}, {0.0f, 0.0f, 300.0f, 80.0f}};
    uint32_t random = 12345;
    float x[N], y[N], was[N] = {0};
    for (int i = 0; i < N; i++) {
        x[i] = 100.0f + 110.0f * (float)i;
        y[i] = 250.0f;
    }
    int popped = 0, shown = 0;
    for (int step = 0; step < 3000; step++) {
        for (int i = 0; i < N; i++) {
            random = random * 1664525u + 1013904223u;
            x[i] += (float)(random >> 28) / 7.5f - 1.0f;
            random = random * 1664525u + 1013904223u;
            y[i] += (float)(random >> 28) / 7.5f - 1.0f;
            x[i] = x[i] < 50.0f ? 50.0f : x[i] > 950.0f ? 950.0f : x[i];
            y[i] = y[i] < 50.0f ? 50.0f : y[i] > 450.0f ? 450.0f : y[i];
            want(&labels, i, x[i], y[i]);
        }
        labels_place(&labels, ORDER, N, covered, 2, SCREEN, CLEAR, DT);
        check(&labels, covered, 2);
        for (int i = 0; i < N; i++) {
            float alpha = labels.label[i].alpha;
            popped += alpha - was[i] > 0.1f || was[i] - alpha > 0.5f;
            shown += alpha > 0.9f;
            was[i] = alpha;
        }
    }
    assert_true(shown > 3000 * N / 2);
    assert_true(popped < 3000 * N / 500);
}

static void test_a_label_stays_on_its_side(void **state)
{
    (void)state;
    struct labels labels = {0};
    want(&labels, 0, 500.0f, 300.0f);
    labels_place(&labels, ORDER, N, NULL, 0, SCREEN, CLEAR, DT);
    int side = labels.label[0].side;
    for (int step = 0; step < 100; step++) {
        want(&labels, 0, 500.0f + (float)step, 300.0f);
        labels_place(&labels, ORDER, N, NULL, 0, SCREEN, CLEAR, DT);
        assert_int_equal(labels.label[0].side, side);
    }
    assert_true(labels.label[0].alpha >= 1.0f);
}

static void test_out_of_sight_fades(void **state)
{
    (void)state;
    struct labels labels = {0};
    want(&labels, 0, 500.0f, 300.0f);
    for (int step = 0; step < 60; step++)
        labels_place(&labels, ORDER, N, NULL, 0, SCREEN, CLEAR, DT);
    labels.label[0].wanted = false;
    labels_place(&labels, ORDER, N, NULL, 0, SCREEN, CLEAR, DT);
    assert_true(labels.label[0].alpha > 0.5f && labels.label[0].alpha < 1.0f);
    for (int step = 0; step < 60; step++)
        labels_place(&labels, ORDER, N, NULL, 0, SCREEN, CLEAR, DT);
    assert_true(labels.label[0].alpha == 0.0f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_crowded_places_keep_apart),
        cmocka_unit_test(test_a_walk_at_random),
        cmocka_unit_test(test_a_label_stays_on_its_side),
        cmocka_unit_test(test_out_of_sight_fades),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
