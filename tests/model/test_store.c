/* A worn-in model as bytes: who is made of them has the same future, and whatever does not fit or is
 * damaged leaves a fresh model fresh. */
#include <malloc.h>

#include "fixture.h"

static const struct model_dose INFUSION = {
    .route = MODEL_ROUTE_INFUSION, .dose_mg_kg = 0.5f, .weight_kg = 70.0f, .minutes = 40.0f};

enum { HEADER = 48 };

struct stored {
    struct model *live;
    void *bytes;
    size_t size;
};

static int set_up(void **state)
{
    struct stored *stored = calloc(1, sizeof *stored);
    struct model_config config = small_config();
    stored->live = worn_model(&config, 8);
    stored->bytes = model_store(stored->live, &stored->size);
    assert_non_null(stored->bytes);
    *state = stored;
    return 0;
}

static int tear_down(void **state)
{
    struct stored *stored = *state;
    model_destroy(stored->live);
    free(stored->bytes);
    free(stored);
    return 0;
}

static struct model *fresh_model(uint64_t seed)
{
    struct model_config config = small_config();
    return new_model(&config, seed);
}

static void assert_stores(const struct model *model, const struct stored *stored)
{
    size_t size;
    void *bytes = model_store(model, &size);
    assert_non_null(bytes);
    assert_int_equal(size, stored->size);
    assert_memory_equal(bytes, stored->bytes, size);
    free(bytes);
}

/* Spines, drug, practice, homeostasis and what is seen of them. */
static void live_on(struct model *model, struct model_snapshot *seen)
{
    model_dose(model, &INFUSION);
    model_advance(model, 1200.0, 30.0 * 3600.0);
    model_cue(model, 4);
    model_advance(model, 450.0, 135.0);
    model_cue(model, -1);
    model_snapshot_take(model, seen);
    model_advance(model, 4100.3, 12.0 * 86400.0);
    model_snapshot_take(model, seen);
}

static void a_restored_one_has_the_same_future(void **state)
{
    struct stored *stored = *state;
    struct model *live = model_copy(stored->live), *restored = fresh_model(8);
    assert_non_null(live);
    assert_true(model_restore(restored, stored->bytes, stored->size));
    assert_true(model_state_hash(restored) == model_state_hash(live));
    assert_true(model_wear_in(restored) == 1.0f); /* and nothing is done */
    assert_stores(restored, stored);
    struct error error = {0};
    assert_true(model_check(restored, &error));

    struct model_snapshot *a = model_snapshot_create(live), *b = model_snapshot_create(restored);
    assert_true(a && b);
    model_snapshot_take(live, a); /* spikes of wearing in that nobody took */
    model_snapshot_take(restored, b);
    assert_true(a->n_spikes > 0);
    assert_int_equal(b->n_spikes, 0);
    live_on(live, a);
    live_on(restored, b);
    assert_true(model_state_hash(restored) == model_state_hash(live));
    assert_memory_equal(&a->now, &b->now, sizeof a->now);
    assert_int_equal(a->n_spikes, b->n_spikes);
    assert_memory_equal(a->cell_rate_hz, b->cell_rate_hz, a->n_cells * sizeof *a->cell_rate_hz);
    assert_int_equal(a->n_links, b->n_links);
    for (uint32_t i = 0; i < a->n_links; i++)
        assert_true(a->links[i].id == b->links[i].id && a->links[i].fresh == b->links[i].fresh &&
                    a->links[i].ampa == b->links[i].ampa &&
                    a->links[i].age_h == b->links[i].age_h);
    for (uint32_t i = 0; i < a->n_ways; i++)
        assert_true(a->ways[i].strength == b->ways[i].strength &&
                    a->ways[i].traffic == b->ways[i].traffic);
    assert_true(model_check(restored, &error));
    model_snapshot_destroy(a);
    model_snapshot_destroy(b);
    model_destroy(live);
    model_destroy(restored);
}

/* Also where memory is not zero at first, and whether or not somebody looked meanwhile. */
static void the_same_network_gives_the_same_bytes(void **state)
{
    struct stored *stored = *state;
    mallopt(M_PERTURB, 0x5a);
    struct model *again = fresh_model(8);
    struct model_snapshot *seen = model_snapshot_create(again);
    assert_non_null(seen);
    while (model_wear_in(again) < 1.0f)
        model_snapshot_take(again, seen);
    struct model *copy = model_copy(again);
    assert_non_null(copy);
    assert_stores(again, stored);
    assert_stores(copy, stored);
    mallopt(M_PERTURB, 0);
    model_snapshot_destroy(seen);
    model_destroy(copy);
    model_destroy(again);
}

static void only_one_just_worn_in_is_stored(void **state)
{
    struct stored *stored = *state;
    size_t size;
    struct model *model = fresh_model(8);
    assert_null(model_store(model, &size));
    for (int i = 1; i < MODEL_WEAR_IN_CALLS; i++)
        assert_true(model_wear_in(model) < 1.0f);
    assert_null(model_store(model, &size));
    assert_true(model_wear_in(model) == 1.0f);
    assert_stores(model, stored);
    model_advance(model, 1.0, 0.001);
    assert_null(model_store(model, &size));
    model_destroy(model);
}

static void another_network_is_refused(void **state)
{
    struct stored *stored = *state;
    struct model_config other = small_config();
    struct model *seed = fresh_model(9);
    uint64_t before = model_state_hash(seed);
    assert_true(model_key(seed) != model_key(stored->live));
    assert_false(model_restore(seed, stored->bytes, stored->size));
    assert_true(model_state_hash(seed) == before);
    model_destroy(seed);

    other.loop[1] = 4; /* the same cells and contacts, another path */
    struct model *loop = new_model(&other, 8), *same = fresh_model(8);
    assert_true(model_state_hash(loop) == model_state_hash(same));
    assert_true(model_key(loop) != model_key(same));
    assert_int_equal(model_key(same), model_key(stored->live));
    assert_false(model_restore(loop, stored->bytes, stored->size));
    assert_true(model_state_hash(loop) == model_state_hash(same));
    model_destroy(same);
    model_destroy(loop);
}

static void refuses(struct model *fresh, uint64_t before, const void *bytes, size_t size)
{
    assert_false(model_restore(fresh, bytes, size));
    assert_true(model_state_hash(fresh) == before);
}

static void damage_is_refused(void **state)
{
    struct stored *stored = *state;
    struct model *fresh = fresh_model(8);
    uint64_t before = model_state_hash(fresh);
    uint8_t *bytes = malloc(stored->size + 1);
    assert_non_null(bytes);
    memcpy(bytes, stored->bytes, stored->size);
    bytes[stored->size] = 0;

    /* cut off in the header and after it; in blocks of their own, where a sanitizer sees the end */
    for (size_t size = 0; size <= HEADER + 8; size++) {
        void *cut = malloc(size ? size : 1);
        memcpy(cut, bytes, size);
        assert_false(model_restore(fresh, cut, size));
        free(cut);
    }
    for (size_t size = HEADER; size < stored->size; size += stored->size / 50)
        assert_false(model_restore(fresh, bytes, size));
    refuses(fresh, before, bytes, stored->size - 1);
    refuses(fresh, before, bytes, stored->size + 1);

    /* a bit turned: magic, format, key, size, shape, check and what they speak of */
    for (size_t at = 0; at < stored->size; at += at < HEADER + 16 ? 1 : stored->size / 500) {
        bytes[at] ^= (uint8_t)(1u << at % 8);
        assert_false(model_restore(fresh, bytes, stored->size));
        bytes[at] ^= (uint8_t)(1u << at % 8);
    }
    bytes[stored->size - 1] ^= 0x80;
    refuses(fresh, before, bytes, stored->size);
    bytes[stored->size - 1] ^= 0x80;
    memset(bytes + stored->size / 2, 0, 4096); /* what a power cut leaves */
    refuses(fresh, before, bytes, stored->size);
    memcpy(bytes, stored->bytes, stored->size);
    assert_true(model_restore(fresh, bytes, stored->size));
    assert_true(model_state_hash(fresh) == model_state_hash(stored->live));
    free(bytes);
    model_destroy(fresh);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_restored_one_has_the_same_future),
        cmocka_unit_test(the_same_network_gives_the_same_bytes),
        cmocka_unit_test(only_one_just_worn_in_is_stored),
        cmocka_unit_test(another_network_is_refused),
        cmocka_unit_test(damage_is_refused),
    };
    return cmocka_run_group_tests_name("store", tests, set_up, tear_down);
}
