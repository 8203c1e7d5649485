/* The canvas: how much of a pixel a shape covers, that overlapping does not add up, and words. */
#include "platform/files.h"
#include "scratch.h"
#include "ui/canvas.h"

enum { WIDTH = 64, HEIGHT = 48 };

static const float WHITE[3] = {1, 1, 1}, BLACK[3] = {0, 0, 0}, RED[3] = {1, 0, 0};

static char font_paths[3][1024];

static struct canvas *new_canvas(void)
{
    const char *fonts[3] = {font_paths[0], font_paths[1], font_paths[2]};
    struct error error = {0};
    struct canvas *canvas = canvas_create(WIDTH, HEIGHT, WHITE, fonts, &error);
    if (!canvas)
        fail_msg("%s", error.text);
    return canvas;
}

static int red_of(const struct canvas *canvas, int x, int y)
{
    return canvas_pixels(canvas)[3 * (y * WIDTH + x)];
}

static void a_rectangle_covers_parts_of_pixels(void **state)
{
    (void)state;
    struct canvas *canvas = new_canvas();
    canvas_rectangle(canvas, 10.5, 20, 4.25, 2.5);
    canvas_paint(canvas, BLACK, 1.0);
    assert_int_equal(red_of(canvas, 9, 20), 255);
    assert_in_range(red_of(canvas, 10, 20), 127, 128); /* the right half */
    assert_int_equal(red_of(canvas, 11, 20), 0);
    assert_int_equal(red_of(canvas, 13, 21), 0);
    assert_in_range(red_of(canvas, 14, 20), 63, 64); /* to 14.75 */
    assert_in_range(red_of(canvas, 12, 22), 127, 128);
    assert_int_equal(red_of(canvas, 12, 19), 255);
    assert_int_equal(red_of(canvas, 12, 23), 255);
    canvas_destroy(canvas);
}

static void what_is_painted_at_once_is_painted_once(void **state)
{
    (void)state;
    struct canvas *canvas = new_canvas();
    canvas_rectangle(canvas, 4, 4, 20, 10);
    canvas_rectangle(canvas, 10, 4, 20, 10);
    canvas_line(canvas, (struct canvas_point){2, 9}, (struct canvas_point){40, 9}, 3);
    canvas_paint(canvas, BLACK, 0.5);
    assert_in_range(red_of(canvas, 6, 6), 127, 128);
    assert_int_equal(red_of(canvas, 15, 6), red_of(canvas, 6, 6));
    assert_int_equal(red_of(canvas, 15, 9), red_of(canvas, 6, 6));

    /* and what was painted is not painted again */
    canvas_paint(canvas, BLACK, 1.0);
    assert_in_range(red_of(canvas, 6, 6), 127, 128);
    canvas_destroy(canvas);
}

static void lines_have_their_width_and_dashes_their_gaps(void **state)
{
    (void)state;
    struct canvas *canvas = new_canvas();
    const struct canvas_point corner[] = {{8, 10}, {48, 10}, {48, 40}};
    canvas_polyline(canvas, corner, 3, 4, 0);
    canvas_paint(canvas, BLACK, 1.0);
    for (int x = 8; x < 45; x++) {
        assert_int_equal(red_of(canvas, x, 9), 0);
        assert_int_equal(red_of(canvas, x, 12), 255);
    }
    assert_int_equal(red_of(canvas, 47, 30), 0);
    canvas_destroy(canvas);

    canvas = new_canvas();
    canvas_polyline(canvas, corner, 3, 2, 8); /* dashes begin at 8, 24, 40 */
    canvas_paint(canvas, BLACK, 1.0);
    assert_int_equal(red_of(canvas, 12, 9), 0);
    assert_int_equal(red_of(canvas, 20, 9), 255);
    assert_int_equal(red_of(canvas, 28, 9), 0);
    assert_int_equal(red_of(canvas, 36, 9), 255);
    canvas_destroy(canvas);
}

static void shapes_may_reach_beyond_the_edges(void **state)
{
    (void)state;
    struct canvas *canvas = new_canvas();
    const struct canvas_point far[] = {{-500, -300}, {900, -20}, {30, 700}};
    canvas_polygon(canvas, far, 3);
    canvas_line(canvas, (struct canvas_point){-50, 20}, (struct canvas_point){200, 25}, 9);
    canvas_paint(canvas, RED, 1.0);
    canvas_text(canvas, WIDTH - 5, HEIGHT + 4, 0, PLAN_WEIGHT_BOLD, 30, BLACK, "beyond");
    canvas_text(canvas, -10, 8, 0.5, PLAN_WEIGHT_BOLD, 30, BLACK, "beyond");
    assert_int_equal(red_of(canvas, 30, 22), 255);
    assert_int_equal(canvas_pixels(canvas)[3 * (22 * WIDTH + 30) + 1], 0);
    canvas_destroy(canvas);
}

/* First and last column that has ink. */
static void ink(const struct canvas *canvas, int *first, int *last)
{
    *first = WIDTH;
    *last = -1;
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++)
            if (red_of(canvas, x, y) < 128) {
                *first = x < *first ? x : *first;
                *last = x > *last ? x : *last;
            }
}

static void words_stand_where_they_are_put(void **state)
{
    (void)state;
    for (int align = 0; align <= 2; align++) {
        struct canvas *canvas = new_canvas();
        int first, last;
        double width =
            canvas_text(canvas, 32, 30, align / 2.0, PLAN_WEIGHT_REGULAR, 14, BLACK, "Hoh");
        ink(canvas, &first, &last);
        assert_true(width > 15 && width < 32);
        double left = 32 - align / 2.0 * width;
        assert_true(first >= left - 1 && first <= left + 4);
        assert_true(last <= left + width + 1 && last >= left + width - 4);
        for (int x = 0; x < WIDTH; x++)
            assert_int_equal(red_of(canvas, x, 31), 255); /* nothing below the baseline */
        canvas_destroy(canvas);
    }
    struct canvas *canvas = new_canvas();
    assert_true(canvas_text(canvas, 3, 20, 0, PLAN_WEIGHT_REGULAR, 14, BLACK, "") == 0);
    canvas_destroy(canvas);
}

static void a_font_that_is_none_is_told(void **state)
{
    (void)state;
    const char *const fonts[3] = {"/dev/null", "/dev/null", "/dev/null"};
    struct error error = {0};
    assert_null(canvas_create(WIDTH, HEIGHT, WHITE, fonts, &error));
    assert_error(&error, ERROR_FONT_MISSING, "/dev/null");
}

static int setup(void **state)
{
    (void)state;
    for (int i = 0; i < 3; i++)
        if (!files_font(FILES_LATIN, i, font_paths[i], sizeof font_paths[i], NULL))
            return -1;
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_rectangle_covers_parts_of_pixels),
        cmocka_unit_test(what_is_painted_at_once_is_painted_once),
        cmocka_unit_test(lines_have_their_width_and_dashes_their_gaps),
        cmocka_unit_test(shapes_may_reach_beyond_the_edges),
        cmocka_unit_test(words_stand_where_they_are_put),
        cmocka_unit_test(a_font_that_is_none_is_told),
    };
    return cmocka_run_group_tests_name("canvas", tests, setup, NULL);
}
