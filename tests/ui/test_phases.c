/* Every chapter, on the shapes of picture that are promised, at three sizes of type, in both
 * themes, and in a language whose words are longer by two fifths. */
#include "checks.h"

#include "story/captions.h"
#include "story/clock.h"

static const struct {
    int width, height;
} SIZES[] = {{800, 600},   {1024, 768},  {1280, 720}, {1920, 1080},
             {2560, 1080}, {1080, 1920}, {3840, 2160}};
static const float SCALES[] = {1.0f, 1.5f, 2.0f};
static const float LONGER = 1.4f;

/* Where each chapter is, in hours since the dose and points of the record. */
static const struct {
    float hours;
    uint32_t points;
    enum clock_pace pace;
} CHAPTERS[STORY_PHASES] = {
    [STORY_WEARING_IN] = {-1.0f, 0, CLOCK_STILL}, [STORY_RIGID] = {-0.1f, 60, CLOCK_RIGID},
    [STORY_DOSE] = {0.6f, 180, CLOCK_DOSE},       [STORY_CASCADE] = {3.0f, 270, CLOCK_CASCADE},
    [STORY_GROWTH] = {12.0f, 360, CLOCK_GROWTH},  [STORY_PRACTICE] = {160.0f, 480, CLOCK_BETWEEN},
    [STORY_LASTING] = {700.0f, 600, CLOCK_WEEKS},
};

static void tell(struct fixture *f, enum story_phase phase, enum story_treatment treatment)
{
    const struct caption *caption = caption_find(phase, treatment);
    struct clock_rates rates = clock_rates(CHAPTERS[phase].pace, 1.0);
    struct clock_rates session = clock_rates(CLOCK_SESSION, 1.0);
    fixture_story(f);
    f->view.phase = phase;
    f->view.phase_title = caption->title;
    f->view.caption = caption->sentence;
    f->view.source = caption->source;
    f->view.treatment = treatment;
    f->view.wear_in = phase == STORY_WEARING_IN ? 0.4f : 1.0f;
    f->view.story_h = CHAPTERS[phase].hours;
    f->view.n_points = CHAPTERS[phase].points;
    f->view.dose_mg_kg = phase > STORY_RIGID ? 0.5f : 0.0f;
    f->view.clock = rates.clock;
    f->view.paused = false;
    f->view.told_rate = rates.slow_per_s;
    f->view.told_practice_rate = phase == STORY_PRACTICE ? session.slow_per_s : 0.0;
}

static void every_phase(struct fixture *f, float longer, enum palette_theme theme)
{
    fixture_stretch(f, longer);
    fixture_theme(f, theme);
    for (size_t s = 0; s < sizeof SCALES / sizeof *SCALES; s++)
        for (int phase = 0; phase < STORY_PHASES; phase++)
            for (size_t i = 0; i < sizeof SIZES / sizeof *SIZES; i++) {
                fixture_scale(f, SCALES[s]);
                tell(f, (enum story_phase)phase, STORY_KETAMINE_THERAPY);
                fixture_settle(f, SIZES[i].width, SIZES[i].height);
                check_all(f, SCALES[s]);
            }
}

static void test_in_the_night(void **state)
{
    every_phase(*state, 1.0f, PALETTE_NIGHT);
}

static void test_by_day(void **state)
{
    every_phase(*state, 1.0f, PALETTE_DAY);
}

static void test_in_a_longer_language(void **state)
{
    every_phase(*state, LONGER, PALETTE_NIGHT);
}

static void test_in_a_longer_language_by_day(void **state)
{
    every_phase(*state, LONGER, PALETTE_DAY);
}

/* Every arm has sentences of its own. */
static void test_every_treatment(void **state)
{
    struct fixture *f = *state;
    fixture_stretch(f, LONGER);
    for (int treatment = 0; treatment < STORY_TREATMENTS; treatment++)
        for (int phase = STORY_DOSE; phase < STORY_PHASES; phase++) {
            tell(f, (enum story_phase)phase, (enum story_treatment)treatment);
            fixture_settle(f, 1024, 768);
            check_all(f, 1.0f);
            fixture_settle(f, 1080, 1920);
            check_all(f, 1.0f);
        }
}

/* Half way from night to day words are read less well, for half a second; nothing moves. */
static void test_the_way_to_day_moves_nothing(void **state)
{
    struct fixture *f = *state;
    fixture_settle(f, 1280, 720);
    static struct plan_box before[256];
    uint32_t n = 0;
    for (uint32_t i = 0; i < f->plan->n_items && n < 256; i++)
        if (f->plan->items[i].kind == PLAN_ITEM_TEXT)
            before[n++] = f->plan->items[i].box;
    scene_set_theme(f->scene, PALETTE_DAY);
    for (int step = 0; step < 90; step++) {
        scene_animate(f->scene, 0.1);
        ui_wake(f->ui);
        fixture_build(f, 1280, 720, 0.0);
        uint32_t k = 0;
        for (uint32_t i = 0; i < f->plan->n_items && k < n; i++)
            if (f->plan->items[i].kind == PLAN_ITEM_TEXT) {
                bool button = fabsf(f->plan->items[i].box.y - before[k].y) < 0.5f;
                assert_true(button);
                k++;
            }
        assert_int_equal(k, n);
    }
    check_contrast(f);
}

/* A chapter that changes while the help covers it, or just as that closes: the old words do not
 * come back to fade away. */
static void test_old_words_do_not_return_after_help(void **state)
{
    static const char OLD[] = "Ketamine blocks some channels.", NEW[] = "Cells release BDNF.";
    struct fixture *f = *state;
    for (int late = 0; late < 2; late++) {
        fixture_scale(f, 1.0f);
        f->view.caption = OLD;
        fixture_settle(f, 1280, 720);
        ui_open(f->ui, UI_DIALOG_HELP);
        fixture_settle(f, 1280, 720);
        f->view.caption = late ? OLD : NEW;
        fixture_settle(f, 1280, 720);
        ui_close(f->ui);
        f->view.caption = NEW;
        float most = 0.0f;
        for (int i = 0; i < 60; i++) {
            fixture_build(f, 1280, 720, 1.0 / 30.0);
            for (uint32_t k = 0; k < f->plan->n_items; k++)
                if (f->plan->items[k].kind == PLAN_ITEM_TEXT &&
                    strcmp(text_of(f->plan, &f->plan->items[k]), OLD) == 0)
                    most = fmaxf(most, f->plan->items[k].colour[3]);
        }
        assert_true(most < 0.1f);
        assert_string_equal(ui_find(f->ui, "caption")->value, NEW);
    }
}

/* A person who asked for less motion gets slower fades as well. */
static void test_fades_are_slower_where_asked(void **state)
{
    struct fixture *f = *state;
    float alpha[2];
    for (int calm = 0; calm < 2; calm++) {
        struct ui_options options = {.reduced_motion = calm == 1};
        struct error error;
        ui_destroy(f->ui);
        f->ui = ui_create(&options, &error);
        f->view.caption = "The same walk, again and again, has worn one deep path.";
        fixture_settle(f, 1280, 720);
        f->view.caption = "Within a day new spines can grow.";
        for (int i = 0; i < 4; i++)
            fixture_build(f, 1280, 720, 0.1);
        alpha[calm] = 1.0f;
        for (uint32_t i = 0; i < f->plan->n_items; i++)
            if (f->plan->items[i].kind == PLAN_ITEM_TEXT &&
                strstr(text_of(f->plan, &f->plan->items[i]), "worn one deep path"))
                alpha[calm] = f->plan->items[i].colour[3];
    }
    assert_true(alpha[0] < 0.6f && alpha[1] > alpha[0] + 0.1f);
}

#define UI_TEST(test) cmocka_unit_test_setup_teardown(test, fixture_open, fixture_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        UI_TEST(test_in_the_night),
        UI_TEST(test_by_day),
        UI_TEST(test_in_a_longer_language),
        UI_TEST(test_in_a_longer_language_by_day),
        UI_TEST(test_every_treatment),
        UI_TEST(test_the_way_to_day_moves_nothing),
        UI_TEST(test_old_words_do_not_return_after_help),
        UI_TEST(test_fades_are_slower_where_asked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
