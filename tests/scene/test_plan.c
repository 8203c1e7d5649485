#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "scene/plan.h"

static void test_starts_empty(void **state)
{
    (void)state;
    struct plan *plan = plan_create();
    assert_non_null(plan);
    plan_begin(plan, 640, 360, 1.5);
    assert_int_equal(plan->width, 640);
    assert_int_equal(plan->height, 360);
    assert_int_equal(plan->n_ribbons, 0);
    assert_int_equal(plan->n_passes, 0);
    assert_int_equal(plan->n_strings, 1);
    assert_string_equal(plan->strings, "");
    assert_true(plan->exposure == 1.0f);
    plan_destroy(plan);
    plan_destroy(NULL);
}

static void test_adds_zeroed_even_when_memory_is_used_again(void **state)
{
    (void)state;
    struct plan *plan = plan_create();
    plan_begin(plan, 1, 1, 0);
    struct plan_ribbon *ribbon = plan_ribbon(plan);
    struct plan_body *body = plan_body(plan);
    struct plan_item *item = plan_item(plan, PLAN_ITEM_DISC);
    memset(ribbon, 0xff, sizeof *ribbon);
    memset(body, 0xff, sizeof *body);
    item->size_px = 3;
    plan_begin(plan, 1, 1, 0);
    static const struct plan_ribbon NO_RIBBON;
    static const struct plan_body NO_BODY;
    assert_memory_equal(plan_ribbon(plan), &NO_RIBBON, sizeof NO_RIBBON);
    assert_memory_equal(plan_body(plan), &NO_BODY, sizeof NO_BODY);
    item = plan_item(plan, PLAN_ITEM_TEXT);
    assert_int_equal(item->kind, PLAN_ITEM_TEXT);
    assert_true(item->size_px == 0);
    plan_destroy(plan);
}

static void test_counts_what_does_not_fit(void **state)
{
    (void)state;
    struct plan *plan = plan_create();
    for (uint32_t i = 0; i < plan->max_ribbons; i++)
        assert_non_null(plan_ribbon(plan));
    assert_int_equal(plan->dropped, 0);
    assert_null(plan_ribbon(plan));
    for (uint32_t i = 0; i < plan->max_bodies; i++)
        assert_non_null(plan_body(plan));
    assert_null(plan_body(plan));
    for (uint32_t i = 0; i < plan->max_items; i++)
        assert_non_null(plan_item(plan, PLAN_ITEM_RECT));
    assert_null(plan_item(plan, PLAN_ITEM_RECT));
    for (uint32_t i = 0; i < plan->max_points; i++)
        assert_true(plan_point(plan, 1.0f, 2.0f));
    assert_false(plan_point(plan, 1.0f, 2.0f));
    while (plan_pass(plan, PLAN_PASS_RIBBONS))
        assert_true(plan->n_passes <= sizeof plan->passes / sizeof plan->passes[0]);
    assert_int_equal(plan->n_passes, sizeof plan->passes / sizeof plan->passes[0]);
    assert_null(plan_shell(plan, plan->max_rings + 1));
    struct plan_shell *shell = plan_shell(plan, plan->max_rings);
    assert_non_null(shell);
    assert_int_equal(shell->first + shell->count, plan->max_rings);
    assert_null(plan_shell(plan, 1));
    assert_int_equal(plan->dropped, 7);
    plan_begin(plan, 1, 1, 0);
    assert_int_equal(plan->dropped, 0);
    assert_non_null(plan_ribbon(plan));
    plan_destroy(plan);
}

static void test_strings_are_kept_or_become_empty(void **state)
{
    (void)state;
    struct plan *plan = plan_create();
    uint32_t at = plan_string(plan, "Häuser");
    assert_true(at > 0);
    assert_string_equal(plan->strings + at, "Häuser");
    uint32_t next = plan_string(plan, "x");
    assert_int_equal(next, at + sizeof "Häuser");
    while (plan_string(plan, "filling up the store of words") != 0)
        assert_true(plan->n_strings <= plan->max_strings);
    assert_int_equal(plan->dropped, 1);
    assert_string_equal(plan->strings, "");
    assert_string_equal(plan->strings + at, "Häuser");
    plan_destroy(plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_starts_empty),
        cmocka_unit_test(test_adds_zeroed_even_when_memory_is_used_again),
        cmocka_unit_test(test_counts_what_does_not_fit),
        cmocka_unit_test(test_strings_are_kept_or_become_empty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
