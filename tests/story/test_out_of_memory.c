/* No memory: whatever asks for it says so, lets go of all it had, and a story that goes on without
 * it is the same story. The linker hands our requests through here (see CMakeLists.txt); what the
 * libraries ask for is left alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "asset.h"
#include "story/comparison.h"
#include "story/past.h"
#include "story/talk.h"

enum { MOST_REQUESTS = 20000 };
static const double TICK_S = 1.0 / 20.0;

/* The linker's names. */
void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void *__real_aligned_alloc(size_t alignment, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);
void *__wrap_aligned_alloc(size_t alignment, size_t size);

static long granted = -1; /* requests still granted; below zero: all */

static bool refused(void)
{
    if (granted > 0)
        granted--;
    return granted == 0;
}

void *__wrap_malloc(size_t size)
{
    return refused() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    return refused() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *old, size_t size)
{
    return refused() ? NULL : __real_realloc(old, size);
}

void *__wrap_aligned_alloc(size_t alignment, size_t size)
{
    return refused() ? NULL : __real_aligned_alloc(alignment, size);
}

struct asked {
    struct scenario *scenario;
    char *scenario_text, *talk_text;
    size_t scenario_bytes, talk_bytes;
};

static int set_up(void **state)
{
    struct error error = {0};
    struct asked *asked = calloc(1, sizeof *asked);
    asked->scenario_text = asset("scenarios/worry.yaml", &asked->scenario_bytes);
    asked->talk_text = asset("talks/tour.yaml", &asked->talk_bytes);
    asked->scenario =
        scenario_parse("worry", asked->scenario_text, asked->scenario_bytes, &error);
    assert_non_null(asked->scenario);
    *state = asked;
    return 0;
}

static int tear_down(void **state)
{
    struct asked *asked = *state;
    scenario_destroy(asked->scenario);
    free(asked->scenario_text);
    free(asked->talk_text);
    free(asked);
    return 0;
}

static struct story *small_story(const struct asked *asked, struct error *error)
{
    struct story_options options = {.scenario = asked->scenario,
                                    .treatment = STORY_KETAMINE,
                                    .seed = 5,
                                    .cells_per_place = 10,
                                    .n_exc = 104,
                                    .n_inh = 24};
    return story_create(&options, error);
}

/* Each makes its thing and lets go of it; true where it could be made. */
static bool make_scenario(const struct asked *asked, struct error *error)
{
    struct scenario *made =
        scenario_parse("worry", asked->scenario_text, asked->scenario_bytes, error);
    scenario_destroy(made);
    return made != NULL;
}

static bool make_talk(const struct asked *asked, struct error *error)
{
    struct talk *made = talk_parse("tour", asked->talk_text, asked->talk_bytes, NULL, error);
    free(made);
    return made != NULL;
}

static bool make_story(const struct asked *asked, struct error *error)
{
    struct story *made = small_story(asked, error);
    story_destroy(made);
    return made != NULL;
}

static bool make_comparison(const struct asked *asked, struct error *error)
{
    struct comparison_options options = {.scenario = asked->scenario,
                                         .seed = 5,
                                         .cells_per_place = 10,
                                         .n_exc = 104,
                                         .n_inh = 24};
    comparison_usual_arms(&options);
    struct comparison *made = comparison_create(&options, error);
    comparison_destroy(made);
    return made != NULL;
}

static void every_request_may_be_refused(void **state)
{
    static bool (*const MAKE[])(const struct asked *, struct error *) = {
        make_scenario, make_talk, make_story, make_comparison};
    for (size_t i = 0; i < sizeof MAKE / sizeof *MAKE; i++) {
        long refusals = 0;
        for (;; refusals++) {
            struct error error = {0};
            granted = refusals + 1;
            bool made = MAKE[i](*state, &error);
            granted = -1;
            if (made)
                break;
            assert_int_equal(error.id, ERROR_MEMORY);
            assert_true(refusals < MOST_REQUESTS);
        }
        assert_true(refusals > 0); /* else nothing was refused */
    }
}

/* What is looked over line by line says that it could not be looked over. */
static void findings_are_not_taken_for_all_there_are(void **state)
{
    static const char WRONG[] = "title: 3\nplaces: []\nnonsense: yes\n";
    (void)state;
    long refusals = 0;
    for (bool whole = false; !whole; refusals++) {
        struct findings of_scenario = {0}, of_talk = {0};
        granted = refusals + 1;
        scenario_destroy(scenario_check(WRONG, sizeof WRONG - 1, &of_scenario));
        bool enough = granted != 0;
        granted = refusals + 1;
        free(talk_check(WRONG, sizeof WRONG - 1, NULL, &of_talk));
        whole = enough && granted != 0;
        granted = -1;
        assert_true(enough || of_scenario.no_memory);
        assert_true(!enough || findings_mistakes(&of_scenario) > 0);
        findings_free(&of_scenario);
        findings_free(&of_talk);
        assert_true(refusals < MOST_REQUESTS);
    }
    assert_true(refusals > 1);
}

/* What is copied is left as it was, whether there is a copy or none. */
static void copies_may_be_refused(void **state)
{
    struct error error = {0};
    struct story *story = small_story(*state, &error);
    struct story *copy = NULL;
    struct past *past = NULL;
    assert_non_null(story);
    uint64_t was = story_state_hash(story);
    long refusals = 0;
    for (; !copy || !past; refusals++) {
        assert_true(refusals < MOST_REQUESTS);
        story_destroy(copy);
        past_destroy(past);
        granted = refusals + 1;
        copy = story_copy(story);
        granted = refusals + 1;
        past = past_create(story, TICK_S);
        granted = -1;
        assert_true(story_state_hash(story) == was);
    }
    assert_true(refusals > 1);
    assert_true(story_state_hash(copy) == was);
    past_destroy(past);
    story_destroy(copy);
    story_destroy(story);
}

static struct comparison *compare(const struct asked *asked, const struct model *worn,
                                  struct error *error)
{
    struct comparison_options options = {.scenario = asked->scenario,
                                         .seed = 5,
                                         .worn = worn,
                                         .cells_per_place = 10,
                                         .n_exc = 104,
                                         .n_inh = 24};
    comparison_usual_arms(&options);
    return comparison_create(&options, error);
}

static void a_worn_network_is_taken_over_or_told_of(void **state)
{
    struct error error = {0};
    struct story *story = small_story(*state, &error);
    struct comparison *made = NULL;
    assert_non_null(story);
    while (model_wear_in(story_model(story)) < 1.0f)
        ;
    long refusals = 0;
    for (; !made; refusals++) {
        assert_true(refusals < MOST_REQUESTS);
        error = (struct error){0};
        granted = refusals + 1;
        made = compare(*state, story_model(story), &error);
        granted = -1;
        assert_int_equal(error.id, made ? ERROR_NONE : ERROR_MEMORY);
    }
    assert_true(refusals > 1);
    /* A restart that cannot be is none: all goes on. */
    float hours = comparison_view(made)->hours;
    comparison_tick(made, 1.0);
    uint64_t was = comparison_state_hash(made);
    granted = 0;
    assert_false(comparison_do(made, COMPARISON_RESTART));
    granted = -1;
    assert_true(comparison_state_hash(made) == was);
    assert_true(comparison_do(made, COMPARISON_RESTART));
    assert_true(comparison_view(made)->hours == hours);
    comparison_destroy(made);
    story_destroy(story);
}

static void a_comparison_without_memory_says_so_and_stands(void **state)
{
    struct error error = {0};
    struct comparison *comparison = compare(*state, NULL, &error);
    assert_non_null(comparison);
    const struct comparison_view *view = comparison_view(comparison);
    assert_false(comparison_do(comparison, COMPARISON_RESTART)); /* nothing to go back to yet */
    for (int i = 0; view->wear_in < 1.0f && !view->lacks_memory; i++) {
        assert_true(i < MOST_REQUESTS);
        granted = 0;
        comparison_tick(comparison, TICK_S);
        granted = -1;
    }
    assert_true(view->lacks_memory);
    uint64_t was = comparison_state_hash(comparison);
    comparison_tick(comparison, TICK_S);
    assert_true(comparison_state_hash(comparison) == was);
    comparison_destroy(comparison);
}

/* Copies to go back to are a help, not a need. */
static void a_story_goes_on_without_memory(void **state)
{
    enum { TICKS = 1200, STRETCH = 400 };
    struct error error = {0};
    struct story *with = small_story(*state, &error), *without = small_story(*state, &error);
    struct past *one = past_create(with, TICK_S), *other = past_create(without, TICK_S);
    assert_non_null(one);
    assert_non_null(other);
    for (int i = 0; i < TICKS; i++) {
        past_tick(one);
        granted = i < STRETCH ? -1 : 0;
        past_tick(other);
        granted = -1;
    }
    assert_true(story_state_hash(with) == story_state_hash(without));

    /* Nowhere to go back to is no reason to stop. */
    const struct story_wish pause = {.action = STORY_DO_PAUSE};
    granted = 0;
    past_go(other, STRETCH / 2);
    for (int i = 0; i < TICKS && past_going(other); i++)
        past_step(other);
    past_ask(other, &pause);
    past_undo(other);
    past_redo(other);
    past_begin_here(other);
    granted = -1;
    uint64_t at = past_now(other);
    past_tick(other);
    assert_true(past_now(other) == at + 1 || story_view(without)->paused);
    past_destroy(one);
    past_destroy(other);
    story_destroy(with);
    story_destroy(without);
}

/* Bytes of a worn path are made or not; taking them up needs no memory but for the copy to go back
 * to, and where that cannot be had and the path has to be worn in after all, nothing has happened. */
static void a_worn_path_is_stored_or_not(void **state)
{
    struct error error = {0};
    struct story *from = small_story(*state, &error), *to = small_story(*state, &error);
    assert_true(from && to);
    struct past *past = past_create(to, TICK_S);
    assert_non_null(past);
    while (model_wear_in(story_model(from)) < 1.0f)
        ;
    size_t size;
    granted = 0;
    void *bytes = model_store(story_model(from), &size);
    granted = -1;
    assert_null(bytes);
    bytes = model_store(story_model(from), &size);
    assert_non_null(bytes);
    granted = 0;
    assert_true(past_begin_worn(past, bytes, size));
    granted = -1;
    assert_true(model_state_hash(story_model(to)) == model_state_hash(story_model(from)));
    assert_int_equal(past_now(past), MODEL_WEAR_IN_CALLS);
    assert_null(past_worn(past));

    const struct past_act early = {.at = 5, .wish = {.action = STORY_DO_DOSE}};
    uint64_t was = story_state_hash(to);
    granted = 0;
    assert_false(past_foresee(past, &early, 1, 20));
    granted = -1;
    assert_true(story_state_hash(to) == was);
    assert_int_equal(past_now(past), MODEL_WEAR_IN_CALLS);
    assert_true(past_foresee(past, &early, 1, 20));
    assert_int_equal(past_now(past), 0);
    free(bytes);
    past_destroy(past);
    story_destroy(to);
    story_destroy(from);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_request_may_be_refused, set_up, tear_down),
        cmocka_unit_test(findings_are_not_taken_for_all_there_are),
        cmocka_unit_test_setup_teardown(copies_may_be_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_worn_network_is_taken_over_or_told_of, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_comparison_without_memory_says_so_and_stands, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_story_goes_on_without_memory, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_worn_path_is_stored_or_not, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
