/* The comparison: one network under several treatments, one clock. A small network keeps most of
 * it quick; what the treatments do is asked of a real one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "commands/scenario_file.h"
#include "model/internal.h"
#include "story/comparison.h"
#include "story/treatment.h"

static const double TICK_S = 1.0 / 20.0;

/* What all tests share: a scenario, and the path of a small network worn in once, which most take
 * over; a_worn_network_is_taken_over() shows that it is the same as one's own. */
struct shared {
    struct scenario *scenario;
    struct comparison *worn;
};

static struct comparison *new_comparison(const struct shared *shared, bool small)
{
    struct error error = {0};
    struct comparison_options options = {.scenario = shared->scenario, .seed = 5};
    comparison_usual_arms(&options);
    if (small) {
        options.cells_per_place = 10;
        options.n_exc = 104;
        options.n_inh = 24;
    }
    struct comparison *comparison = comparison_create(&options, &error);
    if (!comparison)
        print_error("%s\n", error.text);
    assert_non_null(comparison);
    return comparison;
}

static void wear_in(struct comparison *comparison)
{
    float before = 0.0f;
    const struct comparison_view *view = comparison_view(comparison);
    while (view->wear_in < 1.0f) {
        comparison_tick(comparison, TICK_S);
        assert_false(view->lacks_memory);
        assert_true(view->wear_in >= before);
        before = view->wear_in;
    }
    assert_int_equal(view->stretch, COMPARISON_BEFORE);
}

static struct comparison *worn_comparison(const struct shared *shared)
{
    struct comparison_options options = {
        .scenario = shared->scenario, .seed = 5, .worn = comparison_model(shared->worn, 0)};
    comparison_usual_arms(&options);
    struct comparison *comparison = comparison_create(&options, NULL);
    assert_non_null(comparison);
    return comparison;
}

static void run_to(struct comparison *comparison, float hours)
{
    for (int i = 0; comparison_view(comparison)->hours < hours; i++) {
        assert_true(i < 200000);
        comparison_tick(comparison, TICK_S);
    }
}

static void all_are_equal_to_the_byte_until_the_dose(void **state)
{
    struct comparison *comparison = worn_comparison(*state);
    const struct comparison_view *view = comparison_view(comparison);
    while (view->hours < 0.0f) {
        uint64_t first = model_state_hash(comparison_model(comparison, 0));
        for (unsigned a = 1; a < view->n_arms; a++) {
            assert_ptr_not_equal(comparison_model(comparison, 0), comparison_model(comparison, a));
            assert_int_equal(model_state_hash(comparison_model(comparison, a)), first);
        }
        assert_float_equal(view->now[2].new_synapses, 0.0f, 0.0f);
        comparison_tick(comparison, TICK_S);
    }
    run_to(comparison, 0.3f);
    uint64_t first = model_state_hash(comparison_model(comparison, 0));
    assert_int_not_equal(model_state_hash(comparison_model(comparison, 1)), first);
    assert_int_not_equal(model_state_hash(comparison_model(comparison, 2)), first);
    /* Practice is what the last two differ in, and there has been none yet. */
    assert_int_equal(model_state_hash(comparison_model(comparison, 2)),
                     model_state_hash(comparison_model(comparison, 3)));
    comparison_destroy(comparison);
}

/* Story time and spiking of all arms are one, also while one of them practises. */
static void assert_in_step(struct comparison *comparison, struct model_snapshot *snapshot,
                           bool *cued)
{
    uint64_t step = 0;
    double slow_s = 0.0, since_s = 0.0;
    for (unsigned a = 0; a < comparison_view(comparison)->n_arms; a++) {
        model_snapshot_take(comparison_model(comparison, a), snapshot);
        if (a) {
            assert_true(snapshot->step == step);
            assert_true(snapshot->slow_s == slow_s);
            assert_true(snapshot->since_dose_s == since_s);
        }
        step = snapshot->step;
        slow_s = snapshot->slow_s;
        since_s = snapshot->since_dose_s;
        if (snapshot->cue >= 0)
            assert_int_equal(a, 3);
        *cued = *cued || snapshot->cue >= 0;
    }
}

static void assert_in_order(const struct comparison_view *view)
{
    for (uint32_t i = 1; i < view->n_points; i++)
        assert_true(view->points[i].hours > view->points[i - 1].hours);
}

/* From end to end once. All arms keep step; hours take longer than they would at the pace of weeks,
 * and the record holds all of it; each moment has its words. */
static void it_comes_to_its_end(void **state)
{
    struct comparison *comparison = worn_comparison(*state);
    const struct comparison_view *view = comparison_view(comparison);
    struct model_snapshot *snapshot = model_snapshot_create(comparison_model(comparison, 0));
    assert_non_null(snapshot);
    unsigned sessions = 0, sentences = 0;
    int ticks = 0, to_day = 0;
    double rate = 0.0;
    bool cued = false, practised = false;
    for (const char *said = NULL; view->stretch != COMPARISON_ENDED; ticks++) {
        comparison_tick(comparison, TICK_S);
        assert_in_step(comparison, snapshot, &cued);
        sessions += view->practising && !practised;
        practised = view->practising;
        to_day += view->hours <= 24.0f;
        if (!view->practising && view->stretch != COMPARISON_ENDED) {
            assert_true(view->slow_rate >= rate);
            rate = view->slow_rate;
        }
        assert_true(view->caption[0] && strlen(view->caption) <= 88);
        assert_true(view->source[0] && strlen(view->source) <= 62);
        sentences += view->caption != said;
        said = view->caption;
    }
    assert_int_equal(sessions, 6);
    assert_true(cued);
    assert_float_equal(view->hours, COMPARISON_END_H, 0.01f);
    assert_true(ticks * TICK_S > 90.0 && ticks * TICK_S < 130.0);
    assert_true(to_day * TICK_S > 30.0);
    assert_int_equal(sentences, 13);
    assert_true(view->n_points > 300);
    assert_in_order(view);
    uint32_t kept = view->n_points;
    comparison_tick(comparison, TICK_S);
    assert_int_equal(view->n_points, kept);
    model_snapshot_destroy(snapshot);
    comparison_destroy(comparison);
}

static void each_treatment_has_its_words(void **state)
{
    (void)state;
    for (int t = 0; t < STORY_TREATMENTS; t++)
        assert_true(comparison_title((enum story_treatment)t)[0] &&
                    comparison_label((enum story_treatment)t)[0]);
}

/* Without practice there is no session, and a block ends for its own arm. */
static void blocks_are_lifted_after_their_hours(void **state)
{
    const struct shared *shared = *state;
    const struct comparison_options options = {
        .scenario = shared->scenario,
        .seed = 5,
        .n_arms = 3,
        .arms = {STORY_KETAMINE, STORY_KETAMINE_AMPA_BLOCK, STORY_KETAMINE_MTOR_BLOCK},
        .worn = comparison_model(shared->worn, 0)};
    struct comparison *comparison = comparison_create(&options, NULL);
    assert_non_null(comparison);
    const struct comparison_view *view = comparison_view(comparison);
    for (float hours = 1.0f; hours < 60.0f; hours += 22.0f) {
        run_to(comparison, hours);
        bool blocked = view->hours < (float)TREATMENT_BLOCK_H;
        assert_int_equal(comparison_model(comparison, 1)->ampa_blocked, blocked);
        assert_int_equal(comparison_model(comparison, 2)->mtor_blocked, blocked);
        assert_false(comparison_model(comparison, 0)->ampa_blocked);
        assert_false(comparison_model(comparison, 2)->ampa_blocked);
    }
    while (view->stretch != COMPARISON_ENDED) {
        assert_false(view->practising);
        comparison_tick(comparison, TICK_S);
    }
    comparison_destroy(comparison);
}

static void its_speed_has_bounds(void **state)
{
    struct comparison *comparison = new_comparison(*state, true);
    const struct comparison_view *view = comparison_view(comparison);
    int slower = 0, faster = 0;
    while (comparison_do(comparison, COMPARISON_SLOWER))
        assert_true(++slower < 20);
    assert_true(view->speed == 0.25f);
    while (comparison_do(comparison, COMPARISON_FASTER))
        assert_true(++faster < 20);
    assert_true(view->speed == 4.0f);
    comparison_destroy(comparison);
}

static void slow_runs_keep_a_bounded_record(void **state)
{
    struct comparison *comparison = worn_comparison(*state);
    const struct comparison_view *view = comparison_view(comparison);
    assert_true(comparison_do(comparison, COMPARISON_SLOWER));
    assert_true(comparison_do(comparison, COMPARISON_SLOWER));
    assert_false(comparison_do(comparison, COMPARISON_SLOWER));
    run_to(comparison, COMPARISON_END_H - 0.01f);
    assert_true(view->n_points <= COMPARISON_POINTS && view->n_points > COMPARISON_POINTS / 3);
    assert_true(view->points[0].hours < 0.0f);
    assert_in_order(view);
    comparison_destroy(comparison);
}

static void a_pause_holds_everything(void **state)
{
    struct comparison *comparison = worn_comparison(*state);
    run_to(comparison, 0.5f);
    assert_true(comparison_do(comparison, COMPARISON_PAUSE));
    uint64_t hash = comparison_state_hash(comparison);
    comparison_tick(comparison, TICK_S);
    assert_int_equal(comparison_state_hash(comparison), hash);
    assert_true(comparison_do(comparison, COMPARISON_PAUSE));
    comparison_tick(comparison, TICK_S);
    assert_int_not_equal(comparison_state_hash(comparison), hash);
    comparison_destroy(comparison);
}

static void restart_tells_the_same_again(void **state)
{
    struct comparison *unworn = new_comparison(*state, true);
    assert_false(comparison_do(unworn, COMPARISON_RESTART));
    comparison_destroy(unworn);
    struct comparison *comparison = worn_comparison(*state);
    run_to(comparison, 30.0f);
    uint64_t hash = comparison_state_hash(comparison);
    assert_true(comparison_do(comparison, COMPARISON_RESTART));
    assert_true(comparison_view(comparison)->hours < 0.0f);
    assert_int_equal(comparison_view(comparison)->n_points, 0);
    run_to(comparison, 30.0f);
    assert_int_equal(comparison_state_hash(comparison), hash);
    comparison_destroy(comparison);
}

/* From a network that somebody else has worn in it begins at once, and goes the same way. */
static void a_worn_network_is_taken_over(void **state)
{
    struct comparison *own = new_comparison(*state, true);
    wear_in(own);
    struct comparison *taken = worn_comparison(*state);
    assert_int_equal(comparison_view(taken)->stretch, COMPARISON_BEFORE);
    assert_float_equal(comparison_view(taken)->wear_in, 1.0f, 0.0f);
    assert_int_equal(comparison_state_hash(taken), comparison_state_hash(own));
    run_to(own, 26.0f);
    run_to(taken, 26.0f);
    assert_int_equal(comparison_state_hash(taken), comparison_state_hash(own));
    comparison_destroy(own);
    assert_true(comparison_do(taken, COMPARISON_RESTART));
    run_to(taken, 0.1f);
    comparison_destroy(taken);
}

/* Arms run in another order, as threads may: the same bytes. */
static void the_order_of_arms_does_not_matter(void **state)
{
    struct comparison *forth = worn_comparison(*state), *back = worn_comparison(*state);
    run_to(forth, 26.0f);
    while (comparison_view(back)->hours < 26.0f) {
        if (!comparison_begin_tick(back, TICK_S))
            continue;
        for (unsigned a = comparison_view(back)->n_arms; a-- > 0;)
            comparison_run(back, a);
        comparison_end_tick(back);
    }
    assert_int_equal(comparison_state_hash(forth), comparison_state_hash(back));
    comparison_destroy(forth);
    comparison_destroy(back);
}

static struct comparison_measure mean(const struct comparison_view *view, unsigned arm,
                                      float from_h, float to_h)
{
    struct comparison_measure sum = {0};
    float n = 0.0f;
    for (uint32_t i = 0; i < view->n_points; i++)
        if (view->points[i].hours >= from_h && view->points[i].hours < to_h) {
            sum.rigidity += view->points[i].arm[arm].rigidity;
            sum.new_synapses += view->points[i].arm[arm].new_synapses;
            sum.spine_density += view->points[i].arm[arm].spine_density;
            n += 1.0f;
        }
    assert_true(n > 0.0f);
    sum.rigidity /= n;
    sum.new_synapses /= n;
    sum.spine_density /= n;
    return sum;
}

static float least_rigidity(const struct comparison_view *view, unsigned arm, float to_h)
{
    float least = 1.0f;
    for (uint32_t i = 0; i < view->n_points && view->points[i].hours < to_h; i++)
        if (view->points[i].arm[arm].rigidity < least)
            least = view->points[i].arm[arm].rigidity;
    return least;
}

/* Hours against weeks, and new links against modulated ones. It is one network; that most go this
 * way is the business of the experiment. */
static void treatments_differ_as_the_model_says(void **state)
{
    enum { SALINE, SSRI, KETAMINE, PRACTICE };
#ifdef SNOWMELT_SANITIZED
    skip(); /* figures of the model; the same code runs sanitized on a small network above */
#endif
    struct comparison *comparison = new_comparison(*state, false);
    const struct comparison_view *view = comparison_view(comparison);
    wear_in(comparison);
    run_to(comparison, COMPARISON_END_H - 0.01f);
    struct comparison_measure day[4], month[4];
    for (unsigned a = 0; a < 4; a++) {
        day[a] = mean(view, a, 1.0f, 30.0f);
        month[a] = mean(view, a, 35.0f * 24.0f, COMPARISON_END_H);
    }
    assert_true(least_rigidity(view, KETAMINE, 24.0f) < 0.9f);
    assert_true(least_rigidity(view, PRACTICE, 24.0f) < 0.9f);
    assert_true(least_rigidity(view, SALINE, 24.0f) > 0.95f);
    assert_true(least_rigidity(view, SSRI, 7.0f * 24.0f) > 0.95f);
    assert_true(month[SSRI].rigidity < 0.93f * month[SALINE].rigidity);
    assert_true(day[KETAMINE].new_synapses > 10.0f * day[SALINE].new_synapses);
    assert_true(day[PRACTICE].new_synapses > 10.0f * day[SALINE].new_synapses);
    assert_true(day[SSRI].new_synapses < 1.1f * day[SALINE].new_synapses + 5.0f);
    assert_true(month[SSRI].new_synapses < 1.15f * month[SALINE].new_synapses);
    assert_true(month[PRACTICE].spine_density > 1.08f * month[SALINE].spine_density);
    comparison_destroy(comparison);
}

static int setup(void **state)
{
    static struct shared shared;
    struct error error = {0};
    shared.scenario = scenario_file_open("worry", &error);
    *state = &shared;
    if (!shared.scenario)
        return -1;
    shared.worn = new_comparison(&shared, true);
    wear_in(shared.worn);
    return 0;
}

static int teardown(void **state)
{
    struct shared *shared = *state;
    comparison_destroy(shared->worn);
    scenario_destroy(shared->scenario);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_are_equal_to_the_byte_until_the_dose),
        cmocka_unit_test(it_comes_to_its_end),
        cmocka_unit_test(each_treatment_has_its_words),
        cmocka_unit_test(blocks_are_lifted_after_their_hours),
        cmocka_unit_test(its_speed_has_bounds),
        cmocka_unit_test(slow_runs_keep_a_bounded_record),
        cmocka_unit_test(a_pause_holds_everything),
        cmocka_unit_test(restart_tells_the_same_again),
        cmocka_unit_test(a_worn_network_is_taken_over),
        cmocka_unit_test(the_order_of_arms_does_not_matter),
        cmocka_unit_test(treatments_differ_as_the_model_says),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
