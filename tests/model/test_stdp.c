/* Plasticity of spike timing against sums over pairs of spikes, written out. */
#include "fixture.h"

#include "model/maths.h"
#include "model/stdp.h"

enum { SHIFT = 4, PRE = 3, POST = 4, FIRST_POST = 8, ROW = 1, CELL = 10 };

static const struct stdp_rule RULE = {
    .pre_ms = 17.0, .post_ms = 34.0, .up = 0.01, .down = 0.012, .most = 1.0};

struct bench {
    struct wires wires;
    struct stdp stdp;
    float weight[PRE * POST], now[PRE * POST];
};

static uint32_t one_step(const void *context, uint32_t pre, uint32_t post)
{
    (void)context, (void)pre, (void)post;
    return 1;
}

static void set_up(struct bench *b, const struct stdp_rule *rule, float weight)
{
    uint64_t random = 1;
    struct wires_wish wish = {.n_pre = PRE,
                              .first_post = FIRST_POST,
                              .n_post = POST,
                              .probability = 1.0,
                              .delay = one_step};
    assert_true(wires_random(&b->wires, &wish, SHIFT, &random));
    assert_true(stdp_create(&b->stdp, rule, &b->wires, FIRST_POST, POST, 1, SHIFT));
    assert_int_equal(b->wires.size, PRE * POST);
    for (int e = 0; e < PRE * POST; e++)
        b->weight[e] = weight;
}

static void tear_down(struct bench *b)
{
    stdp_destroy(&b->stdp);
    wires_destroy(&b->wires);
}

/* Cells of one moment. */
static void spike(struct bench *b, double t_ms, bool pre, bool post)
{
    stdp_now(&b->stdp, 0, t_ms, b->weight);
    if (pre)
        stdp_pre(&b->stdp, 0, ROW, b->weight, b->wires.row[ROW], b->wires.row[ROW + 1]);
    if (pre)
        stdp_mark(&b->stdp, 0, ROW);
    if (post)
        stdp_mark(&b->stdp, 0, CELL);
}

/* The weight from ROW to CELL now. */
static double weight_of(struct bench *b)
{
    stdp_read(&b->stdp, b->weight, b->now);
    return b->now[ROW * POST + CELL - FIRST_POST];
}

static double gain(double lag_ms)
{
    return lag_ms < 0 ? -RULE.down * exp(lag_ms / RULE.post_ms)
                      : RULE.up * exp(-lag_ms / RULE.pre_ms);
}

static void a_pair_changes_a_weight_by_its_lag(void **state)
{
    (void)state;
    for (double lag = -120.0; lag <= 120.0; lag += 7.5) {
        struct bench b;
        set_up(&b, &RULE, 0.5f);
        double pre = 40.0, post = 40.0 + lag;
        if (lag < 0)
            spike(&b, post + 100.0, false, true);
        spike(&b, pre + 100.0, true, lag == 0);
        if (lag > 0)
            spike(&b, post + 100.0, false, true);
        assert_near(weight_of(&b), 0.5 + gain(lag), 2e-7);
        /* and no other weight */
        for (int e = 0; e < PRE * POST; e++)
            if (e != ROW * POST + CELL - FIRST_POST)
                assert_near(b.now[e], 0.5, 0);
        tear_down(&b);
    }
}

static void every_spike_pairs_with_every_other(void **state)
{
    (void)state;
    const double pre[] = {10.0, 31.0, 55.0}, post[] = {18.0, 40.0, 47.0};
    struct bench b;
    double wanted = 0.5;
    set_up(&b, &RULE, 0.5f);
    for (int t = 0; t < 60; t++)
        for (int k = 0; k < 3; k++) {
            if (pre[k] == t)
                spike(&b, t, true, false);
            if (post[k] == t)
                spike(&b, t, false, true);
        }
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++)
            wanted += gain(post[j] - pre[i]);
    assert_near(weight_of(&b), wanted, 4e-7);
    tear_down(&b);
}

static void weights_stay_within_both_ends(void **state)
{
    (void)state;
    struct bench b;
    struct stdp_rule rule = RULE;
    rule.up = rule.down = 0.3;
    set_up(&b, &rule, 0.5f);
    for (int k = 0; k < 5; k++) {
        spike(&b, 200.0 * k, true, false);
        spike(&b, 200.0 * k + 1.0, false, true);
    }
    assert_near(weight_of(&b), rule.most, 0);
    /* From the end it comes down at once: what would have gone beyond is lost. */
    spike(&b, 1000.0, true, false);
    double before = weight_of(&b);
    assert_true(before < rule.most && before > rule.most - 0.01); /* the old trace is faint */
    for (int k = 0; k < 5; k++) {
        spike(&b, 2000.0 + 200.0 * k, false, true);
        spike(&b, 2001.0 + 200.0 * k, true, false);
    }
    assert_near(weight_of(&b), 0.0, 2e-3);
    assert_true(weight_of(&b) >= 0);
    tear_down(&b);
}

/* The traces are renewed every 20 time constants; what comes out must not show it. */
static void long_times_change_nothing(void **state)
{
    (void)state;
    enum { SPIKES = 4000 };
    struct bench b;
    struct stdp_rule rule = RULE;
    uint64_t random = 8;
    double t = 0, wanted = 0.5, pre_trace = 0, post_trace = 0, last = 0;
    set_up(&b, &rule, 0.5f);
    for (int k = 0; k < SPIKES; k++) {
        t += 0.1 * (1 + model_below(&random, 400));
        bool pre = model_below(&random, 2);
        pre_trace *= exp((last - t) / rule.pre_ms);
        post_trace *= exp((last - t) / rule.post_ms);
        last = t;
        /* Spike by spike, clipped each time, in double. */
        wanted += pre ? -rule.down * post_trace : rule.up * pre_trace;
        wanted = wanted < 0 ? 0 : wanted > rule.most ? rule.most : wanted;
        pre_trace += pre;
        post_trace += !pre;
        spike(&b, t, pre, !pre);
        assert_near(weight_of(&b), wanted, 2e-5);
    }
    assert_true(t > 100 * 20 * rule.post_ms);
    tear_down(&b);
}

static void parts_change_their_own_weights_alike(void **state)
{
    (void)state;
    struct bench b, two;
    const uint32_t edge[] = {FIRST_POST, CELL, FIRST_POST + POST};
    set_up(&b, &RULE, 0.5f);
    set_up(&two, &RULE, 0.5f);
    stdp_destroy(&two.stdp);
    assert_true(wires_divide(&two.wires, edge, 2, SHIFT));
    assert_true(stdp_create(&two.stdp, &RULE, &two.wires, FIRST_POST, POST, 2, SHIFT));
    uint64_t random = 2;
    for (double t = 0; t < 2000.0; t += 0.5) {
        uint32_t row = model_below(&random, PRE * 4), cell = FIRST_POST + model_below(&random, 80);
        for (uint32_t p = 0; p < 3; p++) {
            struct bench *at = p < 2 ? &two : &b;
            uint32_t part = p & 1, from, to;
            stdp_now(&at->stdp, part, t, at->weight);
            if (row < PRE) {
                wires_range(&at->wires, row, part, &from, &to);
                stdp_pre(&at->stdp, part, row, at->weight, from, to);
                stdp_mark(&at->stdp, part, row);
            }
            if (cell < FIRST_POST + POST)
                stdp_mark(&at->stdp, part, cell);
        }
    }
    assert_memory_equal(b.weight, two.weight, sizeof b.weight);
    stdp_read(&b.stdp, b.weight, b.now);
    stdp_read(&two.stdp, two.weight, two.now);
    assert_memory_equal(b.now, two.now, sizeof b.now);
    assert_true(b.now[0] != 0.5f && b.now[PRE * POST - 1] != 0.5f);
    tear_down(&b);
    tear_down(&two);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pair_changes_a_weight_by_its_lag),
        cmocka_unit_test(every_spike_pairs_with_every_other),
        cmocka_unit_test(weights_stay_within_both_ends),
        cmocka_unit_test(long_times_change_nothing),
        cmocka_unit_test(parts_change_their_own_weights_alike),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
