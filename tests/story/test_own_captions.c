/* An author's own captions: told where they fit, and never where they would belie what was given. */
#include "good_scenario.h"
#include "story/captions.h"
#include "story/story.h"

static const struct fault OWN = {"trodden:",
                                 "captions:\n"
                                 "  wearing-in: The first one.\n"
                                 "  worn-path: The second one.\n"
                                 "  signals: >-\n"
                                 "    The fourth,\n"
                                 "    on two lines.\n"
                                 "trodden:",
                                 ERROR_NONE, 0, ""};

static struct scenario *own_scenario(void)
{
    struct error error = {0};
    char *text = spoil(&OWN);
    struct scenario *scenario = scenario_parse("own", text, strlen(text), &error);
    if (!scenario)
        print_error("%s\n", error.text);
    assert_non_null(scenario);
    free(text);
    return scenario;
}

static void they_are_read_by_chapter(void **state)
{
    (void)state;
    struct scenario *scenario = own_scenario();
    assert_string_equal(scenario->captions[SCENARIO_WORN_PATH], "The second one.");
    assert_string_equal(scenario->captions[SCENARIO_SIGNALS], "The fourth, on two lines.");
    assert_null(scenario->captions[SCENARIO_DOSE]);
    assert_null(scenario->captions[SCENARIO_LASTING]);
    scenario_destroy(scenario);
}

/* Plays a small network to the chapter of signals and notes the caption of each chapter. */
static void captions_of(const struct scenario *scenario, enum story_treatment treatment,
                        const char *captions[STORY_PHASES])
{
    struct error error = {0};
    struct story_options options = {.scenario = scenario,
                                    .treatment = treatment,
                                    .seed = 5,
                                    .automatic = true,
                                    .cells_per_place = 10,
                                    .n_exc = 104,
                                    .n_inh = 24};
    struct story *story = story_create(&options, &error);
    assert_non_null(story);
    const struct story_view *view = story_view(story);
    captions[view->phase] = view->caption;
    for (int i = 0; view->phase != STORY_CASCADE; i++) {
        assert_true(i < 4000);
        story_tick(story, 0.25);
        captions[view->phase] = view->caption;
        assert_non_null(view->source); /* the science is still named */
    }
    story_destroy(story);
}

static void they_replace_the_usual_in_the_tour(void **state)
{
    (void)state;
    struct scenario *scenario = own_scenario();
    const char *captions[STORY_PHASES] = {NULL};
    captions_of(scenario, STORY_KETAMINE_THERAPY, captions);
    assert_string_equal(captions[STORY_WEARING_IN], "The first one.");
    assert_string_equal(captions[STORY_RIGID], "The second one.");
    assert_string_equal(captions[STORY_DOSE],
                        caption_find(STORY_DOSE, STORY_KETAMINE_THERAPY)->sentence);
    assert_string_equal(captions[STORY_CASCADE], "The fourth, on two lines.");
    scenario_destroy(scenario);
}

static void another_treatment_tells_what_is_given(void **state)
{
    (void)state;
    struct scenario *scenario = own_scenario();
    const char *captions[STORY_PHASES] = {NULL};
    captions_of(scenario, STORY_SALINE, captions);
    assert_string_equal(captions[STORY_RIGID], "The second one.");
    assert_string_equal(captions[STORY_DOSE], caption_find(STORY_DOSE, STORY_SALINE)->sentence);
    assert_string_equal(captions[STORY_CASCADE],
                        caption_find(STORY_CASCADE, STORY_SALINE)->sentence);
    scenario_destroy(scenario);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(they_are_read_by_chapter),
        cmocka_unit_test(they_replace_the_usual_in_the_tour),
        cmocka_unit_test(another_treatment_tells_what_is_given),
    };
    return cmocka_run_group_tests_name("own captions", tests, NULL, NULL);
}
