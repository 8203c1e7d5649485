/* The walk: what its measures say of chains whose entropy is known. */
#include "fixture.h"

#include "model/constants.h"
#include "model/maths.h"
#include "model/walk.h"

enum { PLACES = 6 };

static const uint8_t LOOP[] = {0, 1, 2, 3};

/* Long memory, so that the estimate itself is small against the tolerance. */
static const double LONG = 4000.0;

static struct walk new_walk(double memory)
{
    struct walk walk;
    walk_init(&walk, PLACES, LOOP, sizeof LOOP);
    walk.memory = memory;
    return walk;
}

/* Bins in which only this place is active, until the walk has noticed. */
static void visit(struct walk *walk, int place)
{
    float rate_hz[MODEL_MAX_PLACES] = {0};
    rate_hz[place] = 10.0f * (float)WALK_RATE_HZ;
    for (int bin = 0; bin < 200; bin++)
        if (walk_bin(walk, rate_hz)) {
            assert_int_equal(walk->winner, place);
            assert_int_equal(walk->last, place);
            return;
        }
    fail_msg("place %d was never noticed", place);
}

static int draw(const double *row, uint64_t *random)
{
    double u = model_uniform(random), sum = 0;
    for (int j = 0; j < PLACES; j++) {
        sum += row[j];
        if (u < sum)
            return j;
    }
    for (int j = PLACES; j-- > 0;)
        if (row[j] > 0)
            return j;
    return 0;
}

static void stroll(struct walk *walk, double chain[PLACES][PLACES], int visits, uint64_t seed)
{
    uint64_t random = seed;
    int at = walk->last < 0 ? 0 : walk->last;
    if (walk->last < 0)
        visit(walk, at);
    for (int i = 0; i < visits; i++) {
        at = draw(chain[at], &random);
        visit(walk, at);
    }
}

/* Entropy rate of the chain, bits, and share of its steps on the loop. */
static double entropy_of(double chain[PLACES][PLACES], double *loop_share)
{
    double at[PLACES], bits = 0;
    for (int i = 0; i < PLACES; i++)
        at[i] = 1.0 / PLACES;
    for (int turn = 0; turn < 5000; turn++) {
        double next[PLACES] = {0};
        for (int i = 0; i < PLACES; i++)
            for (int j = 0; j < PLACES; j++)
                next[j] += at[i] * chain[i][j];
        for (int i = 0; i < PLACES; i++)
            at[i] = 0.5 * (at[i] + next[i]); /* halves what would swing */
    }
    *loop_share = 0;
    for (int i = 0; i < PLACES; i++)
        for (int j = 0; j < PLACES; j++)
            if (chain[i][j] > 0)
                bits -= at[i] * chain[i][j] * log2(chain[i][j]);
    for (int i = 0; i < 4; i++)
        *loop_share += at[LOOP[i]] * chain[LOOP[i]][LOOP[(i + 1) % 4]];
    return bits;
}

static void entropy_of_a_known_chain_is_found(void **state)
{
    (void)state;
    double chains[2][PLACES][PLACES] = {
        {{0, 0.7, 0.1, 0.1, 0.1, 0},
         {0.1, 0, 0.7, 0, 0.1, 0.1},
         {0.1, 0.1, 0, 0.8, 0, 0},
         {0.9, 0, 0, 0, 0.1, 0},
         {0.5, 0, 0, 0, 0, 0.5},
         {0.2, 0.2, 0.2, 0.2, 0.2, 0}},
        {{0, 0.5, 0, 0, 0.5, 0},
         {0, 0, 1, 0, 0, 0},
         {0, 0, 0, 1, 0, 0},
         {1, 0, 0, 0, 0, 0},
         {0, 0, 0, 0, 0, 1},
         {1, 0, 0, 0, 0, 0}},
    };
    for (int k = 0; k < 2; k++) {
        struct walk walk = new_walk(LONG);
        double loop_share, bits = entropy_of(chains[k], &loop_share);
        stroll(&walk, chains[k], 20000, 17);
        assert_near(walk_entropy_bits(&walk), bits, 0.04);
        assert_near(walk_rigidity(&walk), 1.0 - bits / log2(PLACES - 1.0), 0.02);
        assert_near(walk_loop_share(&walk), loop_share, 0.03);
        assert_near(walk_transitions(&walk), LONG, 0.02 * LONG);
        assert_int_equal(walk.visits, 20001);
    }
}

/* With the memory the model uses the estimate is rough, but right on average. */
static void the_memory_of_the_model_bends_entropy_little(void **state)
{
    (void)state;
    double chain[PLACES][PLACES], loop_share, mean = 0;
    for (int i = 0; i < PLACES; i++)
        for (int j = 0; j < PLACES; j++)
            chain[i][j] = i == j ? 0 : j == (i + 1) % PLACES ? 0.8 : 0.05;
    double bits = entropy_of(chain, &loop_share);
    struct walk walk = new_walk(WALK_MEMORY);
    enum { SAMPLES = 200 };
    for (int s = 0; s < SAMPLES; s++) {
        stroll(&walk, chain, 100, 31 + (uint64_t)s);
        mean += walk_entropy_bits(&walk) / SAMPLES;
    }
    print_message("entropy %.3f bits, found %.3f on average\n", bits, mean);
    assert_near(mean, bits, 0.15 * log2(PLACES - 1.0));
}

static void a_perfect_loop_is_wholly_rigid(void **state)
{
    (void)state;
    struct walk walk = new_walk(WALK_MEMORY);
    assert_true(walk_rigidity(&walk) == 0.0);
    assert_true(walk_loop_share(&walk) == 0.0);
    for (int i = 0; i < 400; i++)
        visit(&walk, LOOP[i % 4]);
    assert_near(walk_rigidity(&walk), 1.0, 1e-9);
    assert_near(walk_entropy_bits(&walk), 0.0, 1e-9);
    assert_near(walk_loop_share(&walk), 1.0, 1e-9);

    /* Just as rigid another way, but not on the loop. */
    for (int i = 1; i < 4000; i++)
        visit(&walk, LOOP[3 - i % 4]);
    assert_near(walk_rigidity(&walk), 1.0, 1e-6);
    assert_near(walk_loop_share(&walk), 0.0, 1e-6);
}

static void a_walk_at_random_is_free(void **state)
{
    (void)state;
    double chain[PLACES][PLACES];
    for (int i = 0; i < PLACES; i++)
        for (int j = 0; j < PLACES; j++)
            chain[i][j] = i == j ? 0 : 1.0 / (PLACES - 1);
    struct walk walk = new_walk(LONG), brief = new_walk(WALK_MEMORY);
    stroll(&walk, chain, 20000, 3);
    stroll(&brief, chain, 2000, 3);
    assert_near(walk_rigidity(&walk), 0.0, 0.02);
    assert_near(walk_loop_share(&walk), 4.0 / (PLACES * (PLACES - 1)), 0.03);
    assert_true(walk_rigidity(&brief) < 0.3);
}

static void a_place_must_stand_out_to_be_visited(void **state)
{
    (void)state;
    struct walk walk = new_walk(WALK_MEMORY);
    float both[MODEL_MAX_PLACES] = {0}, faint[MODEL_MAX_PLACES] = {0};
    both[1] = both[4] = 10.0f * (float)WALK_RATE_HZ;
    faint[2] = 0.9f * (float)WALK_RATE_HZ;
    for (int i = 0; i < 100; i++)
        assert_false(walk_bin(&walk, both));
    assert_int_equal(walk.winner, -1);
    struct walk other = new_walk(WALK_MEMORY);
    for (int i = 0; i < 100; i++)
        assert_false(walk_bin(&other, faint));
    assert_int_equal(other.winner, -1);
    assert_int_equal(other.visits, 0);
}

static void forgetting_keeps_the_place(void **state)
{
    (void)state;
    struct walk walk = new_walk(WALK_MEMORY);
    for (int i = 0; i < 40; i++)
        visit(&walk, LOOP[i % 4]);
    walk_forget(&walk);
    assert_true(walk_transitions(&walk) == 0.0);
    assert_true(walk_rigidity(&walk) == 0.0);
    assert_int_equal(walk.last, 3);
    visit(&walk, 0);
    assert_near(walk_transitions(&walk), 1.0, 1e-12);
    assert_near(walk_loop_share(&walk), 1.0, 1e-12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(entropy_of_a_known_chain_is_found),
        cmocka_unit_test(the_memory_of_the_model_bends_entropy_little),
        cmocka_unit_test(a_perfect_loop_is_wholly_rigid),
        cmocka_unit_test(a_walk_at_random_is_free),
        cmocka_unit_test(a_place_must_stand_out_to_be_visited),
        cmocka_unit_test(forgetting_keeps_the_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
