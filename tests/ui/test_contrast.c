/* The contrast of all words in each view and both themes, at three moments of the tour. */
#include "contrast.h"

static const enum story_phase MOMENTS[] = {STORY_RIGID, STORY_CASCADE, STORY_LASTING};
enum { N_MOMENTS = sizeof MOMENTS / sizeof *MOMENTS };

static void look(struct session *session, const struct scene_options *options, float text_scale,
                 struct worst *worst)
{
    char where[80];
    begin_anew(session, options, text_scale);
    settle(session, SETTLE);
    snprintf(where, sizeof where, "%s, %s", scene_view_name(options->view),
             palette_theme_name(options->theme));
    measure(session, where, worst);
}

static void test_every_view_at_every_moment(void **state)
{
    (void)state;
    struct session session = {0};
    struct worst worst = {.ratio = 21.0f};
    open_session(&session);
    for (int moment = 0; moment < N_MOMENTS; moment++) {
        run_to(&session, MOMENTS[moment]);
        for (int view = 0; view < SCENE_VIEWS; view++)
            for (int theme = 0; theme < PALETTE_THEMES; theme++) {
                struct scene_options options = {.view = (enum scene_view)view,
                                                .theme = (enum palette_theme)theme};
                look(&session, &options, moment == 1 ? 1.5f : 1.0f, &worst);
            }
    }
    session_close(&session);
    judge(&worst, 300);
}

/* The measure itself: letters on a picture that has their own colour somewhere behind them. */
static void test_the_measure_sees(void **state)
{
    (void)state;
    static struct pictures pictures;
    struct plan_item item = {.kind = PLAN_ITEM_TEXT,
                             .box = {100.0f, 100.0f, 80.0f, 20.0f},
                             .colour = {1.0f, 1.0f, 1.0f, 1.0f}};
    size_t letter = 3 * (110 * WIDTH + 120);
    memset(pictures.with + letter, 255, 6);
    assert_true(contrast_of(&item, &pictures) > 20.9f);
    memset(pictures.without + letter, 200, 3);
    assert_true(contrast_of(&item, &pictures) < 2.0f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_measure_sees),
        cmocka_unit_test(test_every_view_at_every_moment),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
