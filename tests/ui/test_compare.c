/* The words and curves of a comparison: every pane, plot and word has its place on every shape of
 * picture and at every size of type. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <math.h>

#include "ui/compare.h"

static const struct {
    int width, height;
} SIZES[] = {
    {800, 600},   {1024, 768},  {1280, 720}, {1280, 800},  {1366, 768},  {1920, 1080}, {2560, 1080},
    {3440, 1440}, {3840, 2160}, {720, 1280}, {1080, 1920}, {1000, 1000}, {768, 1024},
};
enum { N_SIZES = sizeof SIZES / sizeof *SIZES };
static const float SCALES[] = {1.0f, 1.5f, 2.0f};
enum { N_SCALES = sizeof SCALES / sizeof *SCALES };

struct fixture {
    struct render *render;
    struct plan *plan;
    struct scene *scene;
    struct compare *compare;
    struct comparison_view view;
};

/* Curves that cross, meet and lie on each other at their ends. */
static void fill_view(struct comparison_view *view, unsigned n)
{
    *view = (struct comparison_view){
        .n_arms = n,
        .arms = {STORY_SALINE, STORY_KETAMINE_MTOR_BLOCK, STORY_KETAMINE, STORY_KETAMINE_THERAPY},
        .stretch = COMPARISON_DAYS,
        .wear_in = 1.0f,
        .paused = true,
        .speed = 1.0f,
        .slow_rate = 64800.0,
        .practice_rate = 300.0,
        .caption = "Synapses come and go without treatment too, so "
                   "new ones add up in all panes.",
        .source = "in rats it renews plasticity: Maya Vetencourt et "
                  "al. 2008"};
    view->n_points = 400;
    for (uint32_t i = 0; i < view->n_points; i++) {
        struct comparison_point *point = &view->points[i];
        point->hours = i < 20 ? -0.01f : 0.01f * expf(0.028f * (float)i);
        for (unsigned a = 0; a < n; a++) {
            point->arm[a].rigidity = 1.0f - 0.1f * (float)a * sinf(0.01f * (float)i);
            point->arm[a].new_synapses = (float)(i * i) * 0.12f * (float)(a / 2);
        }
    }
    view->hours = view->points[view->n_points - 1].hours;
    for (unsigned a = 0; a < n; a++)
        view->now[a] = view->points[view->n_points - 1].arm[a];
}

static int setup(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    struct error error;
    struct render_options render = {0};
    assert_non_null(f);
    f->render = render_create(&render, &error);
    f->plan = plan_create();
    f->scene = scene_create(NULL, &error);
    *state = f;
    return f->render && f->plan && f->scene ? 0 : -1;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    compare_destroy(f->compare);
    scene_destroy(f->scene);
    plan_destroy(f->plan);
    render_destroy(f->render);
    free(f);
    return 0;
}

static void build(struct fixture *f, int width, int height, float scale, unsigned n,
                  enum language language)
{
    struct error error;
    struct ui_options options = {.text_scale = scale, .language = language};
    compare_destroy(f->compare);
    f->compare = compare_create(&options, &error);
    assert_non_null(f->compare);
    fill_view(&f->view, n);
    compare_controls(f->compare, false); /* they lie over all, for as long as a hand moves */
    for (int i = 0; i < 30; i++) {
        plan_begin(f->plan, width, height, 0.1 * i);
        compare_build(f->compare, f->render, f->scene, &f->view, f->plan, 0.1);
    }
}

static bool overlap(struct plan_box a, struct plan_box b)
{
    return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

static bool within(struct plan_box a, struct plan_box b, float slack)
{
    return a.x >= b.x - slack && a.y >= b.y - slack && a.x + a.w <= b.x + b.w + slack &&
           a.y + a.h <= b.y + b.h + slack;
}

static void nothing_overlaps(void **state)
{
    (void)state;
    for (int i = 0; i < N_SIZES; i++)
        for (int s = 0; s < N_SCALES; s++)
            for (unsigned n = COMPARISON_LEAST; n <= COMPARISON_MOST; n++) {
                struct compare_layout at;
                struct plan_box boxes[COMPARISON_MOST + COMPARE_PLOTS + 2];
                unsigned n_boxes = 0;
                struct plan_box all = {0.0f, 0.0f, (float)SIZES[i].width, (float)SIZES[i].height};
                compare_layout_make(&at, SIZES[i].width, SIZES[i].height, SCALES[s], n);
                for (unsigned a = 0; a < n; a++)
                    boxes[n_boxes++] = at.panes[a];
                for (int p = 0; p < COMPARE_PLOTS; p++)
                    boxes[n_boxes++] = at.plots[p];
                boxes[n_boxes++] = at.header;
                boxes[n_boxes++] = at.caption;
                for (unsigned k = 0; k < n_boxes; k++) {
                    assert_true(within(boxes[k], all, 0.0f));
                    for (unsigned m = 0; m < k; m++)
                        assert_false(overlap(boxes[k], boxes[m]));
                }
                /* The network is what is looked at. */
                float seen = at.panes[0].h - at.pane_top - at.pane_foot;
                assert_true(at.panes[0].w >= 0.15f * all.w && seen >= 0.10f * all.h);
                for (unsigned a = 1; a < n; a++)
                    assert_true(at.panes[a].w == at.panes[0].w && at.panes[a].h == at.panes[0].h);
            }
}

static void usual_shapes_have_usual_layouts(void **state)
{
    (void)state;
    struct compare_layout at;
    compare_layout_make(&at, 1920, 1080, 1.0f, 2);
    assert_int_equal(at.columns, 2);
    compare_layout_make(&at, 1920, 1080, 1.0f, 4);
    assert_int_equal(at.columns, 2);
    assert_true(at.beside);
    compare_layout_make(&at, 1080, 1920, 1.0f, 4);
    assert_int_equal(at.columns, 2);
    assert_false(at.beside);
}

/* No word is cut by an edge, and no two are in one place. */
static void words_are_whole_and_apart(void **state)
{
    struct fixture *f = *state;
    for (int i = 0; i < N_SIZES; i++)
        for (int s = 0; s < N_SCALES; s++)
            for (unsigned n = COMPARISON_LEAST; n <= COMPARISON_MOST; n++) {
                struct plan_box all = {0.0f, 0.0f, (float)SIZES[i].width, (float)SIZES[i].height};
                build(f, SIZES[i].width, SIZES[i].height, SCALES[s], n, LANGUAGE_ENGLISH);
                assert_int_equal(f->plan->dropped, 0);
                for (uint32_t k = 0; k < f->plan->n_items; k++) {
                    const struct plan_item *item = &f->plan->items[k];
                    if (item->kind != PLAN_ITEM_TEXT || item->colour[3] < 0.02f)
                        continue;
                    struct plan_box box = item->box;
                    if (!within(box, all, 1.0f))
                        print_error("%dx%d at %.1f, %u: %s\n", SIZES[i].width, SIZES[i].height,
                                    (double)SCALES[s], n, f->plan->strings + item->text);
                    assert_true(within(box, all, 1.0f));
                    for (uint32_t m = 0; m < k; m++) {
                        const struct plan_item *other = &f->plan->items[m];
                        /* A little of the line height is air. */
                        struct plan_box inner = {box.x + 1.0f, box.y + 0.14f * box.h, box.w - 2.0f,
                                                 0.72f * box.h};
                        if (other->kind != PLAN_ITEM_TEXT || other->colour[3] < 0.02f ||
                            !overlap(inner, other->box))
                            continue;
                        if (other->box.y + 0.86f * other->box.h < inner.y)
                            continue;
                        print_error("%dx%d at %.1f, %u: %s / %s\n", SIZES[i].width, SIZES[i].height,
                                    (double)SCALES[s], n, f->plan->strings + item->text,
                                    f->plan->strings + other->text);
                        fail();
                    }
                }
            }
}

static void curves_stay_in_their_plots(void **state)
{
    struct fixture *f = *state;
    build(f, 1280, 720, 1.0f, 4, LANGUAGE_ENGLISH);
    struct compare_layout at;
    compare_lay_out(f->compare, 1280, 720, 4, &at);
    unsigned lines = 0;
    for (uint32_t k = 0; k < f->plan->n_items; k++) {
        const struct plan_item *item = &f->plan->items[k];
        for (uint32_t p = item->first; p < item->first + item->count; p++) {
            const float *point = f->plan->points[p];
            struct plan_box dot = {point[0], point[1], 0.0f, 0.0f};
            bool in = within(dot, at.plots[0], 0.0f) || within(dot, at.plots[1], 0.0f);
            for (unsigned a = 0; a < 4; a++)
                in = in || within(dot, at.panes[a], 0.0f); /* the sample before its title */
            assert_true(in);
            lines++;
        }
    }
    assert_true(lines > 200);
}

/* Told by colour, by line and by name: no two arms of a comparison have one of these alike. */
static void arms_are_told_apart(void **state)
{
    struct fixture *f = *state;
    for (int t = 0; t < STORY_TREATMENTS; t++)
        for (int u = 0; u < t; u++) {
            assert_string_not_equal(comparison_title((enum story_treatment)t),
                                    comparison_title((enum story_treatment)u));
            assert_string_not_equal(comparison_label((enum story_treatment)t),
                                    comparison_label((enum story_treatment)u));
        }
    build(f, 1920, 1080, 1.0f, 4, LANGUAGE_ENGLISH);
    unsigned labels = 0;
    for (uint32_t k = 0; k < f->plan->n_items; k++)
        if (f->plan->items[k].kind == PLAN_ITEM_TEXT)
            for (unsigned a = 0; a < 4; a++)
                labels += strcmp(f->plan->strings + f->plan->items[k].text,
                                 comparison_label(f->view.arms[a])) == 0;
    assert_true(labels >= 2 * 4);
}

static void buttons_can_be_pressed(void **state)
{
    struct fixture *f = *state;
    bool inside;
    build(f, 1280, 720, 1.0f, 4, LANGUAGE_ENGLISH);
    compare_controls(f->compare, true);
    compare_pointer(f->compare, 10.0f, 10.0f, false, false, &inside);
    for (int i = 0; i < 10; i++) {
        plan_begin(f->plan, 1280, 720, 10.0 + 0.1 * i);
        compare_build(f->compare, f->render, f->scene, &f->view, f->plan, 0.1);
    }
    static const struct {
        const char *name;
        enum ui_action action;
    } BUTTONS[] = {{"back", UI_BACK},
                   {"pause", UI_PAUSE},
                   {"restart", UI_RESTART},
                   {"view_snow", UI_VIEW_SNOW},
                   {"theme", UI_THEME}};
    for (size_t i = 0; i < sizeof BUTTONS / sizeof *BUTTONS; i++) {
        const struct ui_node *node = compare_find(f->compare, BUTTONS[i].name);
        assert_non_null(node);
        assert_true(node->box.h >= 44.0f);
        float x = node->box.x + 0.5f * node->box.w, y = node->box.y + 0.5f * node->box.h;
        compare_pointer(f->compare, x, y, true, false, &inside);
        assert_true(inside);
        assert_int_equal(compare_pointer(f->compare, x, y, false, true, &inside),
                         BUTTONS[i].action);
    }
    compare_focus_move(f->compare, 1);
    assert_int_not_equal(compare_activate(f->compare), UI_NONE);
}

/* Not before its time has come. */
static void bars_tell_of_other_networks(void **state)
{
    struct fixture *f = *state;
    for (int later = 0; later < 2; later++) {
        build(f, 1280, 720, 1.0f, 4, LANGUAGE_ENGLISH);
        f->view.hours = later ? 25.0f : 23.0f;
        plan_begin(f->plan, 1280, 720, 5.0);
        compare_build(f->compare, f->render, f->scene, &f->view, f->plan, 0.1);
        assert_true((compare_find(f->compare, "spread") != NULL) == later);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_overlaps),
        cmocka_unit_test(usual_shapes_have_usual_layouts),
        cmocka_unit_test(words_are_whole_and_apart),
        cmocka_unit_test(curves_stay_in_their_plots),
        cmocka_unit_test(arms_are_told_apart),
        cmocka_unit_test(buttons_can_be_pressed),
        cmocka_unit_test(bars_tell_of_other_networks),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
