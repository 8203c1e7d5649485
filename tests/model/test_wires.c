/* Wires: who is drawn, how rows are divided, and where a spike lands. */
#include "fixture.h"

#include "model/maths.h"
#include "model/wires.h"

enum { SHIFT = 9, CELL = (1 << SHIFT) - 1 };

static uint32_t delay_of_pair(const void *context, uint32_t pre, uint32_t post)
{
    return 1 + (pre * 7 + post * 3) % *(const uint32_t *)context;
}

static const uint32_t MOST = 13;

static struct wires drawn(uint32_t first_pre, uint32_t n_pre, uint32_t first_post, uint32_t n_post,
                          double probability)
{
    struct wires wires;
    uint64_t random = 3;
    struct wires_wish wish = {.first_pre = first_pre,
                              .n_pre = n_pre,
                              .first_post = first_post,
                              .n_post = n_post,
                              .probability = probability,
                              .delay = delay_of_pair,
                              .context = &MOST};
    assert_true(wires_random(&wires, &wish, SHIFT, &random));
    return wires;
}

static void each_pair_has_the_same_chance(void **state)
{
    (void)state;
    enum { PRE = 400, POST = 300, FIRST = 200 };
    struct wires wires = drawn(0, PRE, FIRST, POST, 0.1);
    uint32_t by_post[POST] = {0};
    double pairs = PRE * POST - 200, n = wires.size; /* 200 cells are on both sides */
    assert_near(n, 0.1 * pairs, 5.0 * sqrt(0.09 * pairs));
    double rows = 0, squares = 0;
    for (uint32_t r = 0; r < PRE; r++) {
        double length = wires.live[r];
        assert_int_equal(wires.row[r] + wires.live[r], wires.row[r + 1]);
        rows += length;
        squares += length * length;
        for (uint32_t e = wires.row[r]; e < wires.row[r + 1]; e++)
            by_post[(wires.at[e] & CELL) - FIRST]++;
    }
    assert_near(rows, n, 0);
    /* The length of a row is binomial; the variance of an estimated variance is 2 s^4 / n. */
    double variance = squares / PRE - rows * rows / PRE / PRE;
    assert_near(variance, 0.09 * POST, 5.0 * 0.09 * POST * sqrt(2.0 / PRE));
    for (uint32_t i = 0; i < POST; i++)
        assert_near(by_post[i], 0.1 * PRE, 5.5 * sqrt(0.09 * PRE));
    wires_destroy(&wires);
}

static void rows_are_sorted_and_leave_the_cell_itself_out(void **state)
{
    (void)state;
    struct wires wires = drawn(20, 100, 10, 200, 0.5);
    for (uint32_t r = 0; r < 100; r++)
        for (uint32_t e = wires.row[r]; e < wires.row[r + 1]; e++) {
            uint32_t post = wires.at[e] & CELL;
            assert_true(post >= 10 && post < 210 && post != r + 20);
            assert_true(e == wires.row[r] || post > (wires.at[e - 1] & CELL));
            assert_int_equal(wires.at[e] >> SHIFT, delay_of_pair(&MOST, r + 20, post));
        }
    wires_destroy(&wires);
}

static void certain_and_impossible_pairs(void **state)
{
    (void)state;
    struct wires all = drawn(0, 40, 0, 40, 1.0), none = drawn(0, 40, 0, 40, 0.0);
    struct wires nobody = drawn(0, 0, 0, 40, 0.5), nowhere = drawn(0, 40, 0, 0, 0.5);
    assert_int_equal(all.size, 40 * 39);
    assert_int_equal(none.size, 0);
    assert_int_equal(nobody.size, 0);
    assert_int_equal(nowhere.size, 0);
    wires_destroy(&all);
    wires_destroy(&none);
    wires_destroy(&nobody);
    wires_destroy(&nowhere);
}

static void parts_cover_each_entry_once(void **state)
{
    (void)state;
    struct wires wires = drawn(0, 120, 64, 300, 0.2);
    for (uint32_t parts = 1; parts <= 5; parts++) {
        uint32_t edge[6], last = 0;
        for (uint32_t p = 0; p <= parts; p++)
            edge[p] = 64 + 300 * p / parts;
        edge[1] = parts == 5 ? 64 : edge[1]; /* a part may be empty */
        assert_true(wires_divide(&wires, edge, parts, SHIFT));
        for (uint32_t r = 0; r < 120; r++) {
            last = wires.row[r];
            for (uint32_t p = 0; p < parts; p++) {
                uint32_t from, to;
                wires_range(&wires, r, p, &from, &to);
                assert_int_equal(from, last);
                for (uint32_t e = from; e < to; e++) {
                    uint32_t post = wires.at[e] & CELL;
                    assert_true(post >= edge[p] && post < edge[p + 1]);
                }
                last = to;
            }
            assert_int_equal(last, wires.row[r + 1]);
        }
    }
    wires_destroy(&wires);
}

static void a_spike_lands_in_its_slot_with_its_weight(void **state)
{
    (void)state;
    enum { CELLS = 300 };
    struct neurons cells;
    struct neurons_class class = {.count = CELLS, .capacitance_pf = 200, .leak_ns = 10};
    uint64_t random = 1;
    assert_true(neurons_create(&cells, &class, 1, 0.1, MOST, &random));
    assert_int_equal(cells.shift, SHIFT);
    assert_int_equal(cells.slots, 16);
    struct wires wires = drawn(0, CELLS, 0, CELLS, 0.3);
    float *weight = calloc(wires.size, sizeof *weight);
    size_t ring = (size_t)cells.slots << SHIFT;
    float *wanted = calloc(ring, sizeof *wanted);
    assert_non_null(weight);
    assert_non_null(wanted);
    for (uint32_t e = 0; e < wires.size; e++)
        weight[e] = (float)model_uniform(&random);
    for (uint32_t step = 5; step < 5 + 2 * 16; step++) {
        uint32_t row = step * 8, from, to;
        wires_range(&wires, row, 0, &from, &to);
        assert_true(from < to);
        wires_deliver(&cells, cells.in_ampa, step, wires.at, weight, 0.5f, from, to);
        wires_deliver(&cells, cells.in_gaba, step, wires.at, NULL, 0.25f, from, to);
        for (uint32_t e = from; e < to; e++) {
            uint32_t post = wires.at[e] & CELL, delay = delay_of_pair(&MOST, row, post);
            float *there = &wanted[((step + delay) % 16 << SHIFT) + post];
            *there += weight[e] * 0.5f;
        }
        assert_memory_equal(cells.in_ampa, wanted, ring * sizeof *wanted);
    }
    double sent = 0;
    for (size_t i = 0; i < ring; i++) {
        assert_true((wanted[i] > 0) == (cells.in_gaba[i] > 0));
        sent += cells.in_gaba[i];
    }
    assert_true(sent > 0);
    free(weight);
    free(wanted);
    wires_destroy(&wires);
    neurons_destroy(&cells);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_pair_has_the_same_chance),
        cmocka_unit_test(rows_are_sorted_and_leave_the_cell_itself_out),
        cmocka_unit_test(certain_and_impossible_pairs),
        cmocka_unit_test(parts_cover_each_entry_once),
        cmocka_unit_test(a_spike_lands_in_its_slot_with_its_weight),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
