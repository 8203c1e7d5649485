/* The bar of time: where a hand on it is in time, what it keeps hold of, and how it is told. */
#include "checks.h"

enum { WIDTH = 1280, HEIGHT = 720 };

static struct plan_box bar(struct fixture *f)
{
    const struct ui_node *node = ui_find(f->ui, "time");
    assert_non_null(node);
    assert_int_equal(node->role, UI_SLIDER);
    return node->box;
}

/* Lets go at a share of the bar; the moment. */
static uint64_t tap(struct fixture *f, float share)
{
    struct plan_box box = bar(f);
    float x = box.x + share * box.w, y = box.y + 0.5f * box.h;
    bool inside = false;
    assert_int_equal(ui_pointer(f->ui, x, y, true, false, &inside), UI_NONE);
    assert_true(inside);
    assert_int_equal(ui_pointer(f->ui, x, y, false, true, &inside), UI_GONE);
    return ui_moment(f->ui);
}

static void test_it_goes_from_the_beginning_to_what_is_known(void **state)
{
    struct fixture *f = *state;
    fixture_settle(f, WIDTH, HEIGHT);
    assert_int_equal(tap(f, 0.0f), 0);
    assert_int_equal(tap(f, 0.995f), f->time.end); /* farther nothing is known */
    uint64_t before = 0;
    for (float share = 0.05f; share < 0.9f; share += 0.05f) {
        uint64_t at = tap(f, share);
        assert_true(at > before || at == f->time.end);
        before = at;
    }
    assert_true(before == f->time.end);
}

static void test_near_a_mark_is_at_the_mark(void **state)
{
    struct fixture *f = *state;
    fixture_settle(f, WIDTH, HEIGHT);
    unsigned marks = 0;
    for (float share = 0.0f; share < 1.0f; share += 0.004f) {
        uint64_t at = tap(f, share);
        marks += at == 1439 || at == 1440 || at == 3700; /* the dose, its chapter, a place */
        assert_true(at % 6 == 0 || at == 1439 || at == 3700 || at == 4000);
    }
    assert_true(marks >= 3);
}

static void test_a_hand_keeps_hold_of_it(void **state)
{
    struct fixture *f = *state;
    bool inside;
    fixture_settle(f, WIDTH, HEIGHT);
    struct plan_box box = bar(f);
    float y = box.y + 0.5f * box.h;
    ui_pointer(f->ui, box.x + 0.5f * box.w, y, true, false, &inside);
    assert_int_equal(ui_pointer(f->ui, box.x + 0.3f * box.w, y, false, false, &inside), UI_GO);
    uint64_t there = ui_moment(f->ui);
    assert_true(there > 0 && there < f->time.end);
    fixture_build(f, WIDTH, HEIGHT, 0.1);
    assert_non_null(strstr(ui_find(f->ui, "time")->value, " of 1:30"));
    /* far off, and still held */
    assert_int_equal(ui_pointer(f->ui, box.x + 0.2f * box.w, 10.0f, false, false, &inside), UI_GO);
    assert_true(inside);
    assert_true(ui_moment(f->ui) < there);
    assert_int_equal(ui_pointer(f->ui, box.x + 0.2f * box.w, 10.0f, false, true, &inside), UI_GONE);
    assert_int_equal(ui_pointer(f->ui, box.x, y, false, false, &inside), UI_NONE);
    /* a second finger takes it back */
    ui_pointer(f->ui, box.x + 0.5f * box.w, y, true, false, &inside);
    assert_int_equal(ui_pointer(f->ui, -1.0f, -1.0f, false, true, &inside), UI_NONE);
}

static void test_marks_stand_still_while_time_goes_on(void **state)
{
    struct fixture *f = *state;
    f->time.end = f->time.now = 600;
    f->time.n_marks = 1;
    fixture_settle(f, WIDTH, HEIGHT);
    uint64_t first = 0;
    for (uint64_t end = 600; end < 3200; end += 100) {
        f->time.end = end;
        fixture_settle(f, WIDTH, HEIGHT);
        uint64_t at = tap(f, 0.1f);
        if (end == 600)
            first = at;
        assert_int_equal(at, first);
    }
    f->time.end = 36000; /* ten minutes: now a share of the bar is more */
    fixture_settle(f, WIDTH, HEIGHT);
    assert_true(tap(f, 0.1f) > 2 * first);
    assert_true(tap(f, 0.99f) == f->time.end);
}

/* The moment is drawn left of what is known, and from left to right in every language. */
static void test_time_goes_from_left_to_right(void **state)
{
    struct fixture *f = *state;
    struct error error;
    language_folder(SNOWMELT_LANGUAGES);
    for (int l = 0; l < LANGUAGES; l++) {
        struct ui_options options = {.language = (enum language)l};
        assert_true(language_use((enum language)l, &error));
        ui_destroy(f->ui);
        f->ui = ui_create(&options, &error);
        fixture_settle(f, WIDTH, HEIGHT);
        assert_true(tap(f, 0.2f) < tap(f, 0.4f));
        struct plan_box box = bar(f);
        assert_true(box.x >= 0.0f && box.x + box.w <= (float)WIDTH);
        assert_true(language_facts((enum language)l)->right_to_left == (box.x > 200.0f));
    }
    language_use(LANGUAGE_ENGLISH, NULL);
}

static void test_it_tells_what_has_the_focus(void **state)
{
    struct fixture *f = *state;
    fixture_settle(f, WIDTH, HEIGHT);
    assert_false(ui_on_time(f->ui));
    for (int i = 0; i < 20 && !ui_on_time(f->ui); i++) {
        ui_focus_move(f->ui, 1);
        fixture_build(f, WIDTH, HEIGHT, 0.0);
    }
    assert_true(ui_on_time(f->ui));
    assert_int_equal(ui_activate(f->ui), UI_NONE); /* it has arrows */
    fixture_settle(f, WIDTH, HEIGHT);
    check_all(f, 1.0f);
    bool told = false;
    for (uint32_t i = 0; i < f->plan->n_items; i++)
        told |= f->plan->items[i].kind == PLAN_ITEM_TEXT &&
                strcmp(text_of(f->plan, &f->plan->items[i]), "A chain of signals   0:45") == 0;
    assert_true(told);
    ui_open(f->ui, UI_DIALOG_HELP);
    assert_false(ui_on_time(f->ui));
}

static void test_without_time_there_is_none(void **state)
{
    struct fixture *f = *state;
    f->time.tick_s = 0.0;
    fixture_settle(f, WIDTH, HEIGHT);
    assert_null(ui_find(f->ui, "time"));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)
    const struct CMUnitTest tests[] = {
        TEST(test_it_goes_from_the_beginning_to_what_is_known),
        TEST(test_near_a_mark_is_at_the_mark),
        TEST(test_a_hand_keeps_hold_of_it),
        TEST(test_marks_stand_still_while_time_goes_on),
        TEST(test_time_goes_from_left_to_right),
        TEST(test_it_tells_what_has_the_focus),
        TEST(test_without_time_there_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
