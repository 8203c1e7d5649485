/* The experiment: when it measures, in which columns, and that the same asks give the same rows. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "commands/experiment_run.h"
#include "commands/experiment_table.h"
#include "platform/files.h"

enum { MAX_ROWS = 128 };

struct seen {
    struct experiment_row rows[MAX_ROWS];
    int n, stop_after;
    double share;
};

static bool on_row(void *context, const struct experiment_row *row)
{
    struct seen *seen = context;
    assert_true(seen->n < MAX_ROWS);
    seen->rows[seen->n++] = *row;
    return seen->n != seen->stop_after;
}

static bool on_work(void *context, double share)
{
    struct seen *seen = context;
    assert_true(share >= seen->share && share <= 1.0);
    seen->share = share;
    return true;
}

static enum experiment_end run(const struct scenario *scenario, enum story_treatment treatment,
                               double days, struct seen *seen, struct experiment_summary *summary)
{
    struct experiment_setup setup = {.scenario = scenario,
                                     .treatment = treatment,
                                     .seed = 3,
                                     .days = days,
                                     .cells_per_place = 10,
                                     .n_exc = 104,
                                     .n_inh = 24};
    struct experiment_watch watch = {.context = seen, .row = on_row, .work = on_work};
    struct error error = {0};
    return experiment_run(&setup, &watch, summary, &error);
}

static int setup(void **state)
{
    char path[1024];
    struct error error = {0};
    size_t size;
    assert_true(files_asset("scenarios/worry.yaml", path, sizeof path));
    char *text = files_read(path, 1 << 20, &size, &error);
    assert_non_null(text);
    *state = scenario_parse(path, text, size, &error);
    free(text);
    return *state ? 0 : -1;
}

static int teardown(void **state)
{
    scenario_destroy(*state);
    return 0;
}

static void rows_are_hourly_then_daily(void **state)
{
    struct seen seen = {0};
    struct experiment_summary summary = {0};
    assert_int_equal(run(*state, STORY_KETAMINE_THERAPY, 4.5, &seen, &summary), EXPERIMENT_DONE);
    assert_int_equal(seen.n, 1 + 48 + 3);
    for (int i = 0; i <= 48; i++)
        assert_true(seen.rows[i].day * 24.0 > i - 1e-6 && seen.rows[i].day * 24.0 < i + 1e-6);
    assert_true(seen.rows[49].day > 2.99 && seen.rows[49].day < 3.01);
    assert_true(seen.rows[51].day == 4.5);

    /* the drug is there after the dose and not before; an hour after, well into it */
    assert_true(seen.rows[0].seen.plasma_ng_ml == 0.0f);
    assert_true(seen.rows[1].seen.plasma_ng_ml > 80 && seen.rows[1].seen.plasma_ng_ml < 140);
    assert_true(seen.rows[1].seen.occupancy > 0.1f);
    assert_true(seen.rows[51].seen.plasma_ng_ml < 1.0f);

    assert_true(summary.before == seen.rows[0].seen.rigidity);
    assert_true(summary.day1 == seen.rows[24].seen.rigidity);
    assert_true(summary.last == seen.rows[51].seen.rigidity);
    assert_true(summary.during >= 0.0 && summary.during <= 1.0);
}

static void the_same_ask_gives_the_same_rows(void **state)
{
    struct seen one = {0}, two = {0}, saline = {0};
    struct experiment_summary summary;
    assert_int_equal(run(*state, STORY_KETAMINE, 0.25, &one, &summary), EXPERIMENT_DONE);
    assert_int_equal(run(*state, STORY_KETAMINE, 0.25, &two, &summary), EXPERIMENT_DONE);
    assert_int_equal(run(*state, STORY_SALINE, 0.25, &saline, &summary), EXPERIMENT_DONE);
    assert_int_equal(one.n, 7);
    assert_int_equal(two.n, 7);
    for (int i = 0; i < one.n; i++) {
        assert_true(one.rows[i].day == two.rows[i].day);
        assert_memory_equal(&one.rows[i].seen, &two.rows[i].seen, sizeof one.rows[i].seen);
    }
    assert_true(summary.day1 < 0.0); /* there was none */

    /* before the dose no arm differs; after it saline has no drug */
    assert_memory_equal(&one.rows[0].seen, &saline.rows[0].seen, sizeof one.rows[0].seen);
    for (int i = 0; i < saline.n; i++)
        assert_true(saline.rows[i].seen.plasma_ng_ml == 0.0f);
}

static void it_stops_when_told(void **state)
{
    struct seen seen = {.stop_after = 3};
    struct experiment_summary summary;
    assert_int_equal(run(*state, STORY_KETAMINE, 1.0, &seen, &summary), EXPERIMENT_STOPPED);
    assert_int_equal(seen.n, 3);
}

static void columns_are_stable(void **state)
{
    (void)state;
    static const struct experiment_row ROW = {
        .treatment = STORY_KETAMINE_THERAPY,
        .seed = UINT64_MAX,
        .day = 1.0 / 24.0,
        .seen = {.rigidity = 0.5f, .new_synapses = 12, .plasma_ng_ml = 204.25f, .bdnf = 1.5f},
    };
    char text[2048];
    FILE *to = fmemopen(text, sizeof text, "w");
    assert_non_null(to);
    experiment_table_header(to);
    experiment_table_row(to, &ROW, false);
    struct experiment_row odd = ROW;
    odd.seen.cv_isi = 0.0f / 0.0f;
    experiment_table_row(to, &odd, true);
    fclose(to);
    assert_string_equal(
        text, "treatment,seed,day,rigidity,loop_share,entropy_bits,new_synapses,spine_density,"
              "rate_exc_hz,rate_inh_hz,cv_isi,plasma_ng_ml,occupancy,glutamate,ampa_throughput,"
              "bdnf\n"
              "ketamine+therapy,18446744073709551615,0.0417,0.5000,0.0000,0.0000,12,0.0000,0.000,"
              "0.000,0.000,204.25,0.0000,0.0000,0.0000,1.5000\n"
              "{\"treatment\":\"ketamine+therapy\",\"seed\":18446744073709551615,\"day\":0.0417,"
              "\"rigidity\":0.5000,\"loop_share\":0.0000,\"entropy_bits\":0.0000,"
              "\"new_synapses\":12,\"spine_density\":0.0000,\"rate_exc_hz\":0.000,"
              "\"rate_inh_hz\":0.000,\"cv_isi\":null,\"plasma_ng_ml\":204.25,"
              "\"occupancy\":0.0000,\"glutamate\":0.0000,\"ampa_throughput\":0.0000,"
              "\"bdnf\":1.5000}\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_hourly_then_daily),
        cmocka_unit_test(the_same_ask_gives_the_same_rows),
        cmocka_unit_test(it_stops_when_told),
        cmocka_unit_test(columns_are_stable),
    };
    return cmocka_run_group_tests_name("experiment", tests, setup, teardown);
}
