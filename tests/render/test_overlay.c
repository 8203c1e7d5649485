/* What is laid over the picture: exact colours, even lines, text in its box, and nonsense left out.
 */
#include "bench.h"

static void overlay_has_exact_colours_and_place(void **state)
{
    struct bench *bench = *state;
    struct plan *plan = begin(bench);
    struct plan_item *item = rect(plan, 10, 20, 30, 40, 0.0f, 1.0f);
    item->colour[0] = 230 / 255.0f;
    item->colour[1] = 159 / 255.0f;
    rect(plan, 20, 30, 10, 10, 1.0f, 0.5f);
    rect(plan, 100, 20, 40, 40, 1.0f, 1.0f)->radius = 20.0f;
    pass(plan, PLAN_PASS_OVERLAY, 0, plan->n_items);
    draw(bench);
    assert_memory_equal(at(bench, 10, 20), ((uint8_t[]){230, 159, 0}), 3);
    assert_memory_equal(at(bench, 39, 59), ((uint8_t[]){230, 159, 0}), 3);
    assert_int_equal(at(bench, 9, 20)[0], 0);
    assert_int_equal(at(bench, 40, 59)[0], 0);
    assert_in_range(at(bench, 25, 35)[0], 241, 244);
    assert_in_range(at(bench, 25, 35)[2], 126, 129);
    assert_int_equal(at(bench, 120, 40)[0], 255); /* a disc now */
    assert_int_equal(at(bench, 102, 22)[0], 0);
}

static void lines_are_joined_and_even(void **state)
{
    struct bench *bench = *state;
    struct plan *plan = begin(bench);
    static const float POINTS[][2] = {{20, 100}, {100, 20}, {180, 100}, {180, 100}, {260, 100}};
    struct plan_item *item = plan_item(plan, PLAN_ITEM_LINE);
    for (size_t i = 0; i < 5; i++)
        assert_true(plan_point(plan, POINTS[i][0], POINTS[i][1]));
    item->count = 5;
    item->radius = 4.0f;
    memcpy(item->colour, (float[]){1, 1, 1, 0.5f}, sizeof item->colour);
    pass(plan, PLAN_PASS_OVERLAY, 0, 1);
    draw(bench);
    int brightest = 0;
    for (int i = 0; i < WIDTH * HEIGHT * 3; i++)
        brightest = bench->pixels[i] > brightest ? bench->pixels[i] : brightest;
    assert_in_range(brightest, 126, 129); /* nowhere does it lie over itself */
    assert_true(at(bench, 60, 60)[0] > 120 && at(bench, 100, 22)[0] > 120);
    assert_true(at(bench, 220, 100)[0] > 120 && at(bench, 220, 97)[0] > 120);
    assert_int_equal(at(bench, 220, 94)[0], 0);
}

static void area_fills_down_to_its_bottom(void **state)
{
    struct bench *bench = *state;
    struct plan *plan = begin(bench);
    struct plan_item *item = plan_item(plan, PLAN_ITEM_AREA);
    plan_point(plan, 50, 100);
    plan_point(plan, 150, 50);
    item->count = 2;
    item->box = (struct plan_box){50, 40, 100, 80};
    memcpy(item->colour, (float[]){1, 1, 1, 1}, sizeof item->colour);
    pass(plan, PLAN_PASS_OVERLAY, 0, 1);
    draw(bench);
    assert_int_equal(at(bench, 100, 80)[0], 255);
    assert_int_equal(at(bench, 100, 118)[0], 255);
    assert_int_equal(at(bench, 100, 122)[0], 0);
    assert_int_equal(at(bench, 100, 70)[0], 0);
    assert_int_equal(at(bench, 148, 55)[0], 255);
    assert_int_equal(at(bench, 45, 110)[0], 0);
}

static void text_fills_its_box(void **state)
{
    struct bench *bench = *state;
    float width, ascent, line_height;
    render_text_size(bench->render, PLAN_WEIGHT_BOLD, 32.0f, "Snowmelt", &width, &ascent,
                     &line_height);
    assert_true(width > 100.0f && width < 200.0f);
    assert_true(ascent > 24.0f && ascent < line_height && line_height < 60.0f);

    for (int align = 0; align <= 2; align++) {
        struct plan *plan = begin(bench);
        struct plan_item *item = plan_item(plan, PLAN_ITEM_TEXT);
        item->box = (struct plan_box){20, 50, 280, line_height};
        item->size_px = 32.0f;
        item->weight = PLAN_WEIGHT_BOLD;
        item->align = 0.5f * (float)align;
        item->text = plan_string(plan, "Snowmelt");
        memcpy(item->colour, (float[]){1, 1, 1, 1}, sizeof item->colour);
        pass(plan, PLAN_PASS_OVERLAY, 0, 1);
        draw(bench);
        int left = WIDTH, right = 0, lit = 0;
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                if (at(bench, x, y)[0] < 128)
                    continue;
                lit++;
                left = x < left ? x : left;
                right = x > right ? x : right;
                assert_true(y >= 50 && y < 50 + (int)line_height);
            }
        }
        assert_true(lit > 500);
        assert_float_equal((float)(right - left), width, 8.0);
        assert_float_equal((float)left, 20.0f + item->align * (280.0f - width), 8.0);
    }
}

static void text_cache_makes_room(void **state)
{
    struct bench *bench = *state;
    for (int f = 0; f < 40; f++) {
        struct plan *plan = begin(bench);
        for (int i = 0; i < 4; i++) {
            char line[40];
            snprintf(line, sizeof line, "%d number %d of the lines", f, i);
            struct plan_item *item = plan_item(plan, PLAN_ITEM_TEXT);
            item->box = (struct plan_box){0, 45.0f * (float)i, 320, 0};
            item->size_px = 36.0f + (float)(f % 5) * 13.0f;
            item->text = plan_string(plan, line);
            memcpy(item->colour, (float[]){1, 1, 1, 1}, sizeof item->colour);
        }
        pass(plan, PLAN_PASS_OVERLAY, 0, 4);
        draw(bench);
        for (int i = 0; i < 4; i++)
            assert_true(sum_of(bench, 0, 45 * i, WIDTH, 45 * i + 45) > 30000.0);
    }
    assert_int_equal(render_stats(bench->render)->gl_errors, 0);
}

static void nonsense_in_a_plan_is_left_out(void **state)
{
    struct bench *bench = *state;
    struct plan *plan = begin(bench);
    struct plan_ribbon *r = ribbon(plan, 0.0f, 1.0f, 0.5f);
    r->p[1][0] = NAN;
    ribbon(plan, 0.0f, -1.0f, 0.5f)->range[1] = -4.0f;
    ribbon(plan, 0.0f, 1.0f, 0.5f)->p[2][2] = 300.0f; /* behind the eye */
    body(plan, 0.0f, 0.0f, 200.0f, 5.0f);
    struct plan_item *item = plan_item(plan, PLAN_ITEM_TEXT);
    item->text = 1000000;
    item->size_px = -3.0f;
    item = plan_item(plan, PLAN_ITEM_LINE);
    item->first = 7;
    item->count = 4000000000u;
    rect(plan, 5, 5, -3, 4, 1.0f, 1.0f);
    pass(plan, PLAN_PASS_RIBBONS, 0, 4000000000u);
    pass(plan, PLAN_PASS_PULSES, 4000000000u, 8);
    pass(plan, PLAN_PASS_BODIES, 1, 5);
    pass(plan, PLAN_PASS_TONE, 0, 0);
    pass(plan, PLAN_PASS_OVERLAY, 0, 4000000000u);
    draw(bench);
    assert_int_equal(render_stats(bench->render)->gl_errors, 0);

    struct error error = {ERROR_NONE, ""};
    plan_begin(plan, 0, 100, 0.0);
    assert_false(render_draw(bench->render, plan, &error));
    assert_int_equal(error.id, ERROR_GL_FRAMEBUFFER);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(overlay_has_exact_colours_and_place),
        cmocka_unit_test(lines_are_joined_and_even),
        cmocka_unit_test(area_fills_down_to_its_bottom),
        cmocka_unit_test(text_fills_its_box),
        cmocka_unit_test(text_cache_makes_room),
        cmocka_unit_test(nonsense_in_a_plan_is_left_out),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
