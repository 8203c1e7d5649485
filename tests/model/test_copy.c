/* A copy is a model of its own: in the same state, with the same future, and sharing nothing. */
#include <sys/resource.h>

#include "fixture.h"

static const struct model_dose INFUSION = {
    .route = MODEL_ROUTE_INFUSION, .dose_mg_kg = 0.5f, .weight_kg = 70.0f, .minutes = 40.0f};

/* Spines, drug, practice and the slow arm, all that a model may remember. */
static void live(struct model *model)
{
    model_dose(model, &INFUSION);
    model_advance(model, 1200.0, 30.0 * 3600.0);
    model_cue(model, 4);
    model_advance(model, 450.0, 135.0);
    model_cue(model, -1);
    model_ssri(model, true);
    model_advance(model, 1500.3, 72.0 * 3600.0);
}

static void assert_same(struct model *one, struct model *two)
{
    struct model_snapshot *a = model_snapshot_create(one), *b = model_snapshot_create(two);
    assert_non_null(a);
    assert_non_null(b);
    assert_true(model_state_hash(one) == model_state_hash(two));
    model_snapshot_take(one, a);
    model_snapshot_take(two, b);
    assert_memory_equal(&a->now, &b->now, sizeof a->now);
    assert_int_equal(a->n_spikes, b->n_spikes);
    for (uint32_t i = 0; i < a->n_spikes; i++)
        assert_true(a->spikes[i].cell == b->spikes[i].cell &&
                    a->spikes[i].ago_ms == b->spikes[i].ago_ms);
    assert_int_equal(a->n_links, b->n_links);
    for (uint32_t i = 0; i < a->n_links; i++)
        assert_true(a->links[i].id == b->links[i].id && a->links[i].pre == b->links[i].pre &&
                    a->links[i].efficacy == b->links[i].efficacy);
    model_snapshot_destroy(a);
    model_snapshot_destroy(b);
}

static void a_copy_has_the_same_future(void **state)
{
    (void)state;
    struct model_config config = small_config();
    struct model *model = worn_model(&config, 8);
    model_advance(model, 333.3, 0.4);
    struct model *copy = model_copy(model);
    assert_non_null(copy);
    assert_same(model, copy);
    live(copy);
    live(model);
    assert_same(model, copy);
    struct error error = {0};
    assert_true(model_check(copy, &error));

    /* in the middle of practice too, and of a copy */
    model_cue(copy, 5);
    model_advance(copy, 100.1, 30.0);
    struct model *second = model_copy(copy);
    assert_non_null(second);
    model_destroy(copy);
    model_cue(model, 5);
    model_advance(model, 100.1, 30.0);
    live(second);
    live(model);
    assert_same(model, second);
    model_destroy(second);
    model_destroy(model);
}

static void an_unfinished_wearing_in_goes_on_in_the_copy(void **state)
{
    (void)state;
    struct model_config config = small_config();
    struct model *model = new_model(&config, 9);
    for (int i = 0; i < 30; i++)
        model_wear_in(model);
    struct model *copy = model_copy(model);
    assert_non_null(copy);
    while (model_wear_in(model) < 1.0f)
        assert_true(model_wear_in(copy) < 1.0f);
    assert_true(model_wear_in(copy) == 1.0f);
    assert_same(model, copy);
    model_destroy(copy);
    model_destroy(model);
}

static void what_one_does_leaves_the_other_alone(void **state)
{
    (void)state;
    struct model_config config = small_config();
    struct model *model = worn_model(&config, 10), *copy = model_copy(model);
    assert_non_null(copy);
    uint64_t before = model_state_hash(model);
    live(copy);
    assert_true(model_state_hash(copy) != before);
    assert_true(model_state_hash(model) == before);
    model_destroy(copy);
    assert_true(model_state_hash(model) == before);
    model_destroy(model);
}

/* Short of memory there is no copy, and none of its parts is left behind or freed twice. */
static void no_memory_is_no_copy(void **state)
{
    (void)state;
#ifdef SNOWMELT_SANITIZED
    skip(); /* the sanitizers' own memory is beyond any limit */
#endif
    struct model_config config = circling_config();
    struct model *model = new_model(&config, 11);
    uint64_t before = model_state_hash(model);
    struct rlimit whole, tight;
    assert_int_equal(getrlimit(RLIMIT_AS, &whole), 0);
    int failed = 0;
    for (rlim_t mib = 8; mib < 512; mib += 8) {
        tight = (struct rlimit){.rlim_cur = mib << 20, .rlim_max = whole.rlim_max};
        assert_int_equal(setrlimit(RLIMIT_AS, &tight), 0);
        struct model *copy = model_copy(model);
        assert_int_equal(setrlimit(RLIMIT_AS, &whole), 0);
        failed += !copy;
        model_destroy(copy);
    }
    assert_in_range(failed, 2, 62); /* it was short of memory at several points, and not at last */
    assert_true(model_state_hash(model) == before);
    model_destroy(model);
}

static void the_walk_can_be_counted_anew(void **state)
{
    (void)state;
    struct model_config config = small_config();
    struct model *model = worn_model(&config, 12);
    struct model_observables now;
    model_walk_begin(model);
    model_observe(model, &now);
    assert_int_equal(now.transitions, 0);
    assert_true(now.rigidity == 0.0f && now.loop_share == 0.0f);
    for (int i = 0; i < 60; i++) { /* so few cells hardly walk by themselves */
        model_cue(model, i % 4);
        model_advance(model, 400.0, 0.4);
    }
    model_cue(model, -1);

    /* each transition counts as a whole one: none has begun to fade */
    struct model_snapshot *snapshot = model_snapshot_create(model);
    assert_non_null(snapshot);
    model_snapshot_take(model, snapshot);
    assert_true(snapshot->now.transitions >= 5);
    for (uint32_t i = 0; i < snapshot->n_ways; i++) {
        double count = (double)snapshot->ways[i].traffic * snapshot->now.transitions;
        assert_near(count, round(count), 1e-4);
    }
    model_snapshot_destroy(snapshot);
    model_destroy(model);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_copy_has_the_same_future),
        cmocka_unit_test(an_unfinished_wearing_in_goes_on_in_the_copy),
        cmocka_unit_test(what_one_does_leaves_the_other_alone),
        cmocka_unit_test(no_memory_is_no_copy),
        cmocka_unit_test(the_walk_can_be_counted_anew),
    };
    return cmocka_run_group_tests_name("copy", tests, NULL, NULL);
}
