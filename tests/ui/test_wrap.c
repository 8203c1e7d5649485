/* Breaking sentences into lines. The null device counts half an em a character. */
#include "fixture.h"

#include "ui/wrap.h"

static const float SIZE = 20.0f; /* 10 px a character */

static float width_of(struct fixture *f, const char *text)
{
    float width;
    render_text_size(f->render, PLAN_WEIGHT_REGULAR, SIZE, text, &width, NULL, NULL);
    return width;
}

static void join(const struct wrap *wrap, char *out, size_t size)
{
    out[0] = '\0';
    for (uint32_t i = 0; i < wrap->count; i++) {
        if (i)
            strncat(out, " ", size - strlen(out) - 1);
        strncat(out, wrap->lines[i], size - strlen(out) - 1);
    }
}

static void test_no_word_is_lost(void **state)
{
    static const char TEXT[] = "The same steps, taken many times, wear a path between brain cells.";
    struct fixture *f = *state;
    for (float room = 110.0f; room < 800.0f; room += 7.0f) {
        struct wrap wrap = {0};
        char all[400];
        wrap_text(&wrap, f->render, PLAN_WEIGHT_REGULAR, SIZE, TEXT, room, WRAP_MAX_LINES);
        assert_false(wrap.shortened);
        join(&wrap, all, sizeof all);
        assert_string_equal(all, TEXT);
        for (uint32_t i = 0; i < wrap.count; i++)
            assert_true(width_of(f, wrap.lines[i]) <= room);
        assert_true(wrap.width <= room);
    }
}

static void test_lines_are_balanced(void **state)
{
    struct fixture *f = *state;
    struct wrap wrap = {0};
    wrap_text(&wrap, f->render, PLAN_WEIGHT_REGULAR, SIZE, "one two three four five six seven",
              300.0f, 4);
    assert_int_equal(wrap.count, 2);
    size_t a = strlen(wrap.lines[0]), b = strlen(wrap.lines[1]);
    assert_true((a > b ? a - b : b - a) <= 6);
}

static void test_too_much_ends_in_an_ellipsis(void **state)
{
    struct fixture *f = *state;
    struct wrap wrap = {0};
    wrap_text(&wrap, f->render, PLAN_WEIGHT_REGULAR, SIZE,
              "a sentence that is far too long for two short lines", 120.0f, 2);
    assert_true(wrap.shortened);
    assert_int_equal(wrap.count, 2);
    const char *last = wrap.lines[1];
    assert_string_equal(last + strlen(last) - 3, "\xe2\x80\xa6");
    assert_true(width_of(f, last) <= 120.0f);
}

static void test_a_word_longer_than_the_line(void **state)
{
    struct fixture *f = *state;
    struct wrap wrap = {0};
    wrap_text(&wrap, f->render, PLAN_WEIGHT_REGULAR, SIZE, "Donaudampfschifffahrtsgesellschaft",
              100.0f, 3);
    assert_true(wrap.shortened);
    assert_true(wrap.width <= 100.0f);
}

static void test_shortening_keeps_characters_whole(void **state)
{
    struct fixture *f = *state;
    char out[32];
    float width =
        wrap_shorten(f->render, PLAN_WEIGHT_REGULAR, SIZE,
                     "\xc3\xa4\xc3\xb6\xc3\xbc\xc3\xa4\xc3\xb6\xc3\xbc", 45.0f, out, sizeof out);
    assert_true(width <= 45.0f);
    size_t length = strlen(out);
    assert_true(length >= 3 && (length - 3) % 2 == 0);
    char tiny[6];
    wrap_shorten(f->render, PLAN_WEIGHT_REGULAR, SIZE, "\xc3\xa4\xc3\xb6\xc3\xbc", 1000.0f, tiny,
                 sizeof tiny);
    assert_string_equal(tiny, "\xc3\xa4\xc3\xb6");
}

static void test_nothing_is_no_line(void **state)
{
    struct fixture *f = *state;
    struct wrap wrap = {0};
    wrap_text(&wrap, f->render, PLAN_WEIGHT_REGULAR, SIZE, "", 100.0f, 3);
    assert_int_equal(wrap.count, 0);
    wrap_sentence(&wrap, f->render, PLAN_WEIGHT_REGULAR, SIZE, NULL, 100.0f, 100.0f, 1, 3);
    assert_int_equal(wrap.count, 0);
}

static void test_a_sentence_takes_as_few_lines_as_will_do(void **state)
{
    struct fixture *f = *state;
    struct wrap wrap = {0};
    static const char TEXT[] = "one two three four five six"; /* 27 characters */
    wrap_sentence(&wrap, f->render, PLAN_WEIGHT_REGULAR, SIZE, TEXT, 150.0f, 400.0f, 1, 5);
    assert_int_equal(wrap.count, 1);
    struct wrap two = {0};
    wrap_sentence(&two, f->render, PLAN_WEIGHT_REGULAR, SIZE, TEXT, 150.0f, 200.0f, 1, 5);
    assert_int_equal(two.count, 2);
    assert_true(two.width <= 150.0f);
}

/* Chinese has no spaces: lines part between characters, after a mark where that costs no line, and
 * none begins with one. */
static void test_chinese_is_broken(void **state)
{
    struct fixture *f = *state;
    static const char TEXT[] = "日子过去，没有练习，用不到的 NMDA 接触就松开了。";
    struct wrap wrap = {0};
    wrap_text(&wrap, f->render, PLAN_WEIGHT_REGULAR, SIZE, TEXT, 180.0f, 4);
    assert_false(wrap.shortened);
    assert_int_equal(wrap.count, 2);
    assert_string_equal(wrap.lines[0], "日子过去，没有练习，");
    assert_string_equal(wrap.lines[1], "用不到的 NMDA 接触就松开了。");
    for (float room = 40.0f; room < 300.0f; room += 7.0f) {
        struct wrap any = {0};
        char all[400] = "";
        wrap_text(&any, f->render, PLAN_WEIGHT_REGULAR, SIZE, TEXT, room, WRAP_MAX_LINES);
        for (uint32_t i = 0; i < any.count; i++) {
            assert_true(width_of(f, any.lines[i]) <= room);
            assert_true(strncmp(any.lines[i], "，", 3) != 0 && strncmp(any.lines[i], "。", 3) != 0);
            strncat(all, any.lines[i], sizeof all - strlen(all) - 1);
        }
        if (!any.shortened && room > 140.0f)
            assert_int_equal(strlen(all), strlen(TEXT) - (strstr(all, "的 N") ? 0u : 1u) -
                                              (strstr(all, "A 接") ? 0u : 1u));
    }
}

static void test_a_path_is_broken_after_its_slashes(void **state)
{
    static const char PATH[] = "/home/somebody/Pictures/Snowmelt/averyveryverylongname.png";
    struct fixture *f = *state;
    for (float room = 120.0f; room < 700.0f; room += 9.0f) {
        struct wrap wrap = {0};
        char all[200] = "";
        wrap_path(&wrap, f->render, PLAN_WEIGHT_REGULAR, SIZE, PATH, room, WRAP_MAX_LINES);
        assert_false(wrap.shortened);
        for (uint32_t i = 0; i < wrap.count; i++) {
            assert_true(width_of(f, wrap.lines[i]) <= room);
            strncat(all, wrap.lines[i], sizeof all - strlen(all) - 1);
        }
        assert_string_equal(all, PATH); /* nothing is lost */
        if (room > 230.0f && wrap.count > 1)
            assert_int_equal(wrap.lines[0][strlen(wrap.lines[0]) - 1], '/');
    }
}

#define UI_TEST(test) cmocka_unit_test_setup_teardown(test, fixture_open, fixture_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        UI_TEST(test_no_word_is_lost),
        UI_TEST(test_lines_are_balanced),
        UI_TEST(test_too_much_ends_in_an_ellipsis),
        UI_TEST(test_a_word_longer_than_the_line),
        UI_TEST(test_shortening_keeps_characters_whole),
        UI_TEST(test_nothing_is_no_line),
        UI_TEST(test_a_sentence_takes_as_few_lines_as_will_do),
        UI_TEST(test_chinese_is_broken),
        UI_TEST(test_a_path_is_broken_after_its_slashes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
