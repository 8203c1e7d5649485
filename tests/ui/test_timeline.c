/* The line of time: what it draws is what happened, for as long as it lasted, up to now. */
#include "checks.h"

/* The points of the curve in the colour of the meaning; its legend has the same colour. */
static const float (*curve(const struct fixture *f, enum palette_meaning meaning,
                           uint32_t *count))[2]
{
    float rgb[3];
    palette_srgb(PALETTE_NIGHT, meaning, rgb);
    for (uint32_t i = 0; i < f->plan->n_items; i++) {
        const struct plan_item *item = &f->plan->items[i];
        if (item->kind == PLAN_ITEM_LINE && item->count >= 2 &&
            memcmp(item->colour, rgb, sizeof rgb) == 0) {
            *count = item->count;
            return (const float(*)[2])f->plan->points + item->first;
        }
    }
    fail_msg("there is no curve of meaning %d", (int)meaning);
    return NULL;
}

/* Two weeks with BDNF at rest, but for `hours` in the middle with half as much again. */
static float height_of_a_stay(struct fixture *f, float hours)
{
    struct story_view *view = &f->view;
    view->n_points = 0;
    for (int i = 0; i < 1200; i++) {
        float h = 0.3f * (float)i;
        bool stays = i >= 600 && i < 620;
        if (i >= 600)
            h = 180.0f + hours * (float)(i < 620 ? i - 600 : 20) / 20.0f +
                (i >= 620 ? 0.3f * (float)(i - 620) : 0.0f);
        view->points[view->n_points++] = (struct story_point){.screen_s = 0.1f * (float)i,
                                                              .story_h = h,
                                                              .phase = STORY_PRACTICE,
                                                              .glutamate = 1.0f,
                                                              .spine_density = 1.0f,
                                                              .bdnf = stays ? 1.5f : 1.0f};
    }
    view->story_h = view->points[view->n_points - 1].story_h;
    fixture_scale(f, 1.0f);
    fixture_settle(f, 1280, 720);
    uint32_t count;
    const float(*points)[2] = curve(f, PALETTE_BDNF, &count);
    float rest = points[0][1], most = 0.0f;
    for (uint32_t i = 0; i < count; i++)
        most = fmaxf(most, rest - points[i][1]);
    return most;
}

/* Twenty minutes are next to nothing of two weeks, four days are a good part. */
static void test_a_short_stay_is_drawn_short(void **state)
{
    struct fixture *f = *state;
    float brief = height_of_a_stay(f, 1.0f / 3.0f), days = height_of_a_stay(f, 96.0f);
    assert_true(days > 20.0f);
    assert_true(brief < 0.25f * days);
}

/* The mark of now stands at the end of the curves, and moves to the right as the story goes. */
static void test_now_moves_on(void **state)
{
    struct fixture *f = *state;
    float before = 0.0f;
    for (uint32_t n = 150; n <= 600; n += 150) {
        f->view.n_points = n;
        f->view.story_h = f->view.points[n - 1].story_h;
        fixture_settle(f, 1280, 720);
        float now = -1.0f;
        uint32_t count;
        for (uint32_t i = 0; i < f->plan->n_items; i++)
            if (f->plan->items[i].kind == PLAN_ITEM_TEXT &&
                strcmp(text_of(f->plan, &f->plan->items[i]), "now") == 0)
                now = f->plan->items[i].box.x + 0.5f * f->plan->items[i].box.w;
        const float(*points)[2] = curve(f, PALETTE_BDNF, &count);
        assert_true(fabsf(now - points[count - 1][0]) < 25.0f);
        assert_true(now > before);
        before = now;
    }
}

/* Every figure with a curve says so by the colour before its name. */
static void test_the_legend_has_the_curves_colours(void **state)
{
    static const struct {
        const char *name;
        enum palette_meaning meaning;
    } FIGURES[] = {{"occupancy", PALETTE_KETAMINE},
                   {"bdnf", PALETTE_BDNF},
                   {"spines", PALETTE_NEW},
                   {"glutamate", PALETTE_TEXT}};
    struct fixture *f = *state;
    for (int theme = 0; theme < PALETTE_THEMES; theme++) {
        fixture_theme(f, (enum palette_theme)theme);
        fixture_settle(f, 1280, 720);
        for (size_t i = 0; i < sizeof FIGURES / sizeof *FIGURES; i++) {
            const struct plan_box *row = &ui_find(f->ui, FIGURES[i].name)->box;
            float rgb[3];
            bool found = false;
            palette_srgb((enum palette_theme)theme, FIGURES[i].meaning, rgb);
            for (uint32_t k = 0; k < f->plan->n_items; k++) {
                const struct plan_item *item = &f->plan->items[k];
                found |= item->kind == PLAN_ITEM_RECT && box_within(&item->box, row) &&
                         memcmp(item->colour, rgb, sizeof rgb) == 0;
            }
            if (!found)
                fail_msg("%s has no sample of its curve", FIGURES[i].name);
        }
    }
}

#define UI_TEST(test) cmocka_unit_test_setup_teardown(test, fixture_open, fixture_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        UI_TEST(test_a_short_stay_is_drawn_short),
        UI_TEST(test_now_moves_on),
        UI_TEST(test_the_legend_has_the_curves_colours),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
