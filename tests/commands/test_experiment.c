/* The experiment: when it measures, in which columns, and that the same asks give the same rows
 * however many threads work on them. */
#include <ctype.h>
#include <math.h>

#include "commands/experiment_pool.h"
#include "commands/experiment_schedule.h"
#include "commands/experiment_table.h"
#include "platform/files.h"
#include "scratch.h"

/* What came out, and when to stop. */
struct seen {
    char *text;
    size_t size;
    FILE *to;
    bool json;
    int runs, stop_after; /* stop_after: runs, 0 never */
    int refuse_after;     /* the receiver fails at the run after these, 0 never */
    double share;
};

static bool on_rows(void *context, const struct experiment_rows *rows)
{
    struct seen *seen = context;
    if (seen->refuse_after && seen->runs == seen->refuse_after)
        return false;
    for (unsigned i = 0; i < rows->n; i++)
        experiment_table_row(seen->to, &rows->row[i], seen->json);
    seen->runs++;
    return true;
}

static bool on_look(void *context, double share)
{
    struct seen *seen = context;
    assert_true(share >= seen->share && share <= 1.5);
    seen->share = share;
    return !seen->stop_after || seen->runs < seen->stop_after;
}

static struct experiment_plan small_plan(const struct scenario *scenario, double days)
{
    return (struct experiment_plan){
        .setup = {.scenario = scenario,
                  .dose = {MODEL_ROUTE_INFUSION, 0.5f, 70.0f, 40.0f},
                  .days = days,
                  .cells_per_place = 10,
                  .n_exc = 104,
                  .n_inh = 24,
                  .window_share = 0.1},
        .arms = 3,
        .arm = {STORY_SALINE, STORY_KETAMINE_THERAPY, STORY_KETAMINE_AMPA_BLOCK},
        .seed = 3,
        .seeds = 2,
        .threads = 1};
}

static enum experiment_end run(const struct experiment_plan *plan, struct seen *seen,
                               struct experiment_results *results)
{
    struct experiment_events events = {.context = seen, .rows = on_rows, .look = on_look};
    struct error error = {0};
    seen->to = open_memstream(&seen->text, &seen->size);
    assert_non_null(seen->to);
    enum experiment_end end = experiment_pool(plan, &events, results, &error);
    fclose(seen->to);
    if (end == EXPERIMENT_FAILED)
        print_error("%s\n", error.text);
    return end;
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

static void threads_do_not_change_a_byte(void **state)
{
    struct experiment_plan plan = small_plan(*state, 0.2);
    struct experiment_results one, three;
    struct seen alone = {0}, together = {0}, again = {0};
    assert_int_equal(run(&plan, &alone, &one), EXPERIMENT_DONE);
    plan.threads = 3;
    assert_int_equal(run(&plan, &together, &three), EXPERIMENT_DONE);
    assert_int_equal(alone.runs, 6);
    assert_string_equal(alone.text, together.text);

    /* nor does it matter which other seeds and arms are asked for */
    plan.seed = 4;
    plan.seeds = 1;
    plan.arms = 1;
    plan.arm[0] = STORY_KETAMINE_THERAPY;
    struct experiment_results lone;
    assert_int_equal(run(&plan, &again, &lone), EXPERIMENT_DONE);
    assert_true(strlen(again.text) > 200);
    assert_non_null(strstr(alone.text, again.text));

    experiment_results_free(&one);
    experiment_results_free(&three);
    experiment_results_free(&lone);
    free(alone.text);
    free(together.text);
    free(again.text);
}

static void rows_come_by_treatment_then_seed_then_day(void **state)
{
    struct experiment_plan plan = small_plan(*state, 2.5);
    struct experiment_results results;
    struct seen seen = {0};
    plan.threads = 2;
    assert_int_equal(run(&plan, &seen, &results), EXPERIMENT_DONE);
    char expected[64];
    const char *at = seen.text;
    unsigned n = results.run[0].n;
    assert_int_equal(n, 1 + 2 + 2 + 48 + 1);
    for (unsigned a = 0; a < plan.arms; a++) {
        for (unsigned s = 0; s < plan.seeds; s++) {
            const struct experiment_rows *rows = &results.run[a * plan.seeds + s];
            const struct experiment_row *rest = &rows->row[0], *first = &results.run[s].row[0];
            assert_int_equal(rows->n, n);
            for (unsigned i = 0; i < n; i++) {
                snprintf(expected, sizeof expected, "%s,%u,%.4f,",
                         story_treatment_name(plan.arm[a]), 3 + s, rows->row[i].day);
                assert_memory_equal(at, expected, strlen(expected));
                at = strchr(at, '\n') + 1;
                assert_true(i == 0 || rows->row[i].day > rows->row[i - 1].day);
            }
            /* all arms of a network begin as one */
            assert_true(rest->day == 0 && rest->treatment == plan.arm[a]);
            assert_memory_equal(&rest->seen, &first->seen, sizeof rest->seen);
        }
    }
    assert_int_equal(*at, 0);

    /* the drug is there after the dose and not before; an hour after, well into it */
    const struct experiment_row *saline = results.run[0].row, *both = results.run[2].row;
    assert_true(both[0].seen.plasma_ng_ml == 0.0f && both[0].window_s > 5.9);
    assert_true(both[2].seen.plasma_ng_ml > 150 && both[2].seen.plasma_ng_ml < 250);
    assert_true(both[2].day * 24 > EXPERIMENT_INFUSION_H - 1e-6 &&
                both[2].day * 24 < EXPERIMENT_INFUSION_H + 1e-6);
    assert_true(both[n - 1].day == 2.5 && both[n - 1].seen.plasma_ng_ml < 1.0f);
    for (unsigned i = 0; i < n; i++)
        assert_true(saline[i].seen.plasma_ng_ml == 0.0f);
    experiment_results_free(&results);
    free(seen.text);
}

static void a_window_counts_its_own_walk(void **state)
{
    struct experiment_plan plan = small_plan(*state, 0.2);
    struct experiment_results results;
    struct seen seen = {0};
    plan.seeds = plan.arms = 1;
    plan.setup.window_share = 0; /* as scheduled */
    plan.setup.cells_per_place = 24; /* so that there is a walk to count */
    plan.setup.n_exc = 240;
    plan.setup.n_inh = 56;
    assert_int_equal(run(&plan, &seen, &results), EXPERIMENT_DONE);
    assert_true(results.run[0].row[0].window_s == EXPERIMENT_PROBE_S);
    unsigned transitions = 0;
    for (unsigned i = 0; i < results.run[0].n; i++) {
        const struct experiment_row *row = &results.run[0].row[i];
        transitions += row->seen.transitions;
        assert_true(row->loop_transitions <= row->seen.transitions);
        if (!row->seen.transitions) {
            assert_true(isnan(row->seen.rigidity) && isnan(row->practised_share));
            continue;
        }
        double share = (double)row->loop_transitions / row->seen.transitions;
        assert_true(fabs(share - (double)row->seen.loop_share) < 1e-4);
        assert_true(row->practised_share >= 0 && row->practised_share <= 1.0001 - share);
        assert_true(row->escape_visits <= row->seen.transitions + 1e-3);
        assert_true(row->seen.rate_exc_hz > 0 && row->seen.rate_inh_hz > 0);
    }
    assert_true(transitions > 10);
    experiment_results_free(&results);
    free(seen.text);
}

/* Stopped after the first run came out: whole runs only, and whole rows. */
static void a_stop_keeps_what_is_finished(void **state)
{
    struct experiment_plan plan = small_plan(*state, 1.0);
    struct experiment_results results;
    struct seen seen = {.stop_after = 1};
    plan.threads = 2;
    plan.seeds = 4;
    assert_int_equal(run(&plan, &seen, &results), EXPERIMENT_STOPPED);
    assert_in_range(seen.runs, 1, 11);
    int runs = 0, lines = 0;
    unsigned length = 0;
    for (unsigned i = 0; i < plan.arms * plan.seeds; i++) {
        runs += results.run[i].n > 0;
        length = results.run[i].n ? results.run[i].n : length;
    }
    for (const char *at = seen.text; *at; at++)
        lines += *at == '\n';
    assert_int_equal(runs, seen.runs);
    assert_int_equal(lines, runs * (int)length);
    assert_true(seen.text[seen.size - 1] == '\n');
    experiment_results_free(&results);
    free(seen.text);
}

static void a_receiver_that_fails_ends_it(void **state)
{
    struct experiment_plan plan = small_plan(*state, 0.2);
    struct experiment_results results;
    struct seen seen = {.refuse_after = 1};
    plan.threads = 2;
    assert_int_equal(run(&plan, &seen, &results), EXPERIMENT_STOPPED);
    assert_int_equal(seen.runs, 1);
    experiment_results_free(&results);
    free(seen.text);
}

static void a_network_that_cannot_be_made_is_told(void **state)
{
    struct experiment_plan plan = small_plan(*state, 0.2);
    struct experiment_results results;
    struct seen seen = {0};
    struct experiment_events events = {.context = &seen, .rows = on_rows, .look = on_look};
    struct error error = {0};
    plan.setup.n_exc = 24; /* too few for the places */
    plan.threads = 2;
    assert_int_equal(experiment_pool(&plan, &events, &results, &error), EXPERIMENT_FAILED);
    assert_error(&error, ERROR_MODEL_CONFIG, "24");
    assert_int_equal(seen.runs, 0);
    experiment_results_free(&results);
}

static void columns_are_stable(void **state)
{
    (void)state;
    static const struct experiment_row ROW = {
        .treatment = STORY_KETAMINE_THERAPY,
        .seed = UINT64_MAX,
        .day = 1.0 / 24.0,
        .seen = {.rigidity = 0.5f,
                 .new_synapses = 12,
                 .plasma_ng_ml = 204.25f,
                 .bdnf = 1.5f,
                 .transitions = 80},
        .window_s = 40,
        .loop_transitions = 60,
        .escape_visits = 4.5,
        .practised_share = 0.125,
    };
    char text[4096];
    FILE *to = fmemopen(text, sizeof text, "w");
    assert_non_null(to);
    experiment_table_header(to);
    experiment_table_row(to, &ROW, false);
    struct experiment_row odd = ROW;
    odd.seen.cv_isi = NAN;
    experiment_table_row(to, &odd, false);
    fclose(to);
    assert_string_equal(
        text, "treatment,seed,day,rigidity,loop_share,entropy_bits,new_synapses,spine_density,"
              "rate_exc_hz,rate_inh_hz,cv_isi,plasma_ng_ml,occupancy,glutamate,ampa_throughput,"
              "bdnf,mtor,capacity,window_s,transitions,loop_transitions,escape_visits,"
              "practised_share,active_hz,synchrony\n"
              "ketamine+therapy,18446744073709551615,0.0417,0.5000,0.0000,0.0000,12,0.0000,0.000,"
              "0.000,0.000,204.25,0.0000,0.0000,0.0000,1.5000,0.0000,0.0000,40.0,80,60,4.500,"
              "0.1250,0.000,0.0000\n"
              "ketamine+therapy,18446744073709551615,0.0417,0.5000,0.0000,0.0000,12,0.0000,0.000,"
              "0.000,,204.25,0.0000,0.0000,0.0000,1.5000,0.0000,0.0000,40.0,80,60,4.500,"
              "0.1250,0.000,0.0000\n");
}

/* Reads one JSON value of those that rows are made of, by the grammar of RFC 8259; NULL where it
 * is none. */
static const char *json_value(const char *at)
{
    if (strncmp(at, "null", 4) == 0)
        return at + 4;
    if (*at == '"') {
        for (at++; *at && *at != '"'; at++)
            if (*at == '\\' || (unsigned char)*at < 0x20)
                return NULL;
        return *at ? at + 1 : NULL;
    }
    at += *at == '-';
    const char *digits = at;
    while (isdigit((unsigned char)*at))
        at++;
    if (at == digits || (*digits == '0' && at > digits + 1))
        return NULL;
    if (*at == '.') {
        digits = ++at;
        while (isdigit((unsigned char)*at))
            at++;
        if (at == digits)
            return NULL;
    }
    return at;
}

static void json_rows_are_json(void **state)
{
    struct experiment_plan plan = small_plan(*state, 0.2);
    struct experiment_results results;
    struct seen seen = {.json = true};
    plan.seeds = plan.arms = 1;
    assert_int_equal(run(&plan, &seen, &results), EXPERIMENT_DONE);

    /* the names are those of the header, in its order */
    char header[1024], *rest = NULL;
    FILE *to = fmemopen(header, sizeof header, "w");
    experiment_table_header(to);
    fclose(to);
    unsigned lines = 0;
    for (const char *at = seen.text; *at; at++, lines++) {
        char copy[1024];
        strcpy(copy, header);
        const char *before = "{";
        for (char *name = strtok_r(copy, ",\n", &rest); name; name = strtok_r(NULL, ",\n", &rest)) {
            char key[64];
            snprintf(key, sizeof key, "%s\"%s\":", before, name);
            assert_memory_equal(at, key, strlen(key));
            at = json_value(at + strlen(key));
            assert_non_null(at);
            before = ",";
        }
        assert_memory_equal(at, "}\n", 2);
        at++;
    }
    assert_int_equal(lines, results.run[0].n);
    experiment_results_free(&results);
    free(seen.text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(threads_do_not_change_a_byte),
        cmocka_unit_test(rows_come_by_treatment_then_seed_then_day),
        cmocka_unit_test(a_window_counts_its_own_walk),
        cmocka_unit_test(a_stop_keeps_what_is_finished),
        cmocka_unit_test(a_receiver_that_fails_ends_it),
        cmocka_unit_test(a_network_that_cannot_be_made_is_told),
        cmocka_unit_test(columns_are_stable),
        cmocka_unit_test(json_rows_are_json),
    };
    return cmocka_run_group_tests_name("experiment", tests, setup, teardown);
}
