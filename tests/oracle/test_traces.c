/* One cell of the engine against what Brian2 made of the same input, recorded by `./dev oracle`.
 * The tolerances are those of compare.py, which says where they come from; but for V, where they
 * are about half. The engine is off by 0.33 mV at most and 0.04 mV rms, and what a wrong constant
 * adds to that should show. */
#include <math.h>

#include "end_to_end/process.h"

#define V_MAX_MV          0.5
#define V_RMS_MV          0.06
#define SPIKE_MS          0.2
#define CONDUCTANCE_SHARE 0.03
#define NEAR_SPIKE_MS     1.0

enum { COLUMNS = 7, ROWS = 6000, SPIKES = 64, V = 1 };

struct table {
    int n;
    double row[ROWS][COLUMNS];
};

/* Rows of numbers; lines that begin with # or a name are left out. */
static void read_table(const char *path, int columns, struct table *table)
{
    FILE *file = fopen(path, "r");
    if (!file)
        fail_msg("cannot read %s", path);
    char line[300];
    table->n = 0;
    while (fgets(line, sizeof line, file)) {
        char *at = line;
        if (strchr("#t", line[0]))
            continue;
        assert_true(table->n < ROWS);
        for (int c = 0; c < columns; c++) {
            table->row[table->n][c] = strtod(at, &at);
            assert_true(*at == (c + 1 < columns ? ',' : '\n'));
            at++;
        }
        table->n++;
    }
    fclose(file);
}

static bool near_spike(double t_ms, const struct table *spikes)
{
    for (int i = 0; i < spikes->n; i++)
        if (fabs(t_ms - spikes->row[i][0]) <= NEAR_SPIKE_MS)
            return true;
    return false;
}

static void assert_within(const char *what, double value, double most)
{
    if (!(value <= most))
        fail_msg("%s is %.4g, allowed %.4g", what, value, most);
}

static void compare_tables(const struct table *ref, const struct table *ours,
                           const struct table *spikes, const struct table *our_spikes)
{
    static const char *const NAMES[COLUMNS] = {"t",    "V",    "AMPA",      "NMDA rise",
                                               "NMDA", "GABA", "adaptation"};
    double worst[COLUMNS] = {0}, peak[COLUMNS] = {0}, square = 0;
    int compared = 0, at = 0;
    for (int r = 0; r < ref->n; r++) {
        const double *row = ref->row[r];
        while (at < ours->n && ours->row[at][0] < row[0] - 1e-6)
            at++;
        assert_true(at < ours->n && fabs(ours->row[at][0] - row[0]) < 1e-6);
        for (int c = 1; c < COLUMNS; c++)
            peak[c] = fmax(peak[c], fabs(row[c]));
        if (near_spike(row[0], spikes) || near_spike(row[0], our_spikes))
            continue;
        for (int c = 1; c < COLUMNS; c++)
            worst[c] = fmax(worst[c], fabs(ours->row[at][c] - row[c]));
        square += pow(ours->row[at][V] - row[V], 2);
        compared++;
    }
    assert_true(compared > 400);
    assert_within("V, largest difference in mV,", worst[V], V_MAX_MV);
    assert_within("V, rms difference in mV,", sqrt(square / compared), V_RMS_MV);
    for (int c = V + 1; c < COLUMNS; c++)
        assert_within(NAMES[c], worst[c], CONDUCTANCE_SHARE * peak[c]);
}

static void compare_cell(void **state, const char *cell)
{
    static struct table ref, ours, spikes, our_spikes;
    char input[600], recorded[600], recorded_spikes[600], traces[600], fired[600];
    snprintf(input, sizeof input, SNOWMELT_SOURCE_DIR "/tests/oracle/input_%s.csv", cell);
    snprintf(recorded, sizeof recorded, SNOWMELT_SOURCE_DIR "/tests/oracle/recorded_%s.csv", cell);
    snprintf(recorded_spikes, sizeof recorded_spikes,
             SNOWMELT_SOURCE_DIR "/tests/oracle/recorded_%s_spikes.csv", cell);
    scratch_path(state, "traces.csv", traces);
    scratch_path(state, "spikes.csv", fired);
    const char *const argv[] = {SNOWMELT_TRACES, cell, input, traces, fired, NULL};
    assert_int_equal(process_run(argv, NULL, NULL, 60), 0);

    read_table(recorded, COLUMNS, &ref);
    read_table(recorded_spikes, 1, &spikes);
    read_table(traces, COLUMNS, &ours);
    read_table(fired, 1, &our_spikes);
    assert_true(spikes.n > 0 && spikes.n < SPIKES);
    assert_int_equal(our_spikes.n, spikes.n);
    for (int i = 0; i < spikes.n; i++)
        assert_within("a spike's difference in ms", fabs(spikes.row[i][0] - our_spikes.row[i][0]),
                      SPIKE_MS + 1e-6);
    compare_tables(&ref, &ours, &spikes, &our_spikes);
}

static void a_pyramidal_cell_agrees(void **state)
{
    compare_cell(state, "pyramidal");
}

static void an_interneuron_agrees(void **state)
{
    compare_cell(state, "interneuron");
}

static void an_input_off_the_grid_is_refused(void **state)
{
    char input[600], traces[600], spikes[600];
    scratch_write_text(scratch_path(state, "input.csv", input),
                       "time_ms,receptor,weight_ns\n10.05,ampa,3\n");
    scratch_path(state, "traces.csv", traces);
    scratch_path(state, "spikes.csv", spikes);
    const char *const argv[] = {SNOWMELT_TRACES, "pyramidal", input, traces, spikes, NULL};
    assert_int_equal(process_run(argv, NULL, NULL, 60), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pyramidal_cell_agrees),
        cmocka_unit_test(an_interneuron_agrees),
        cmocka_unit_test(an_input_off_the_grid_is_refused),
    };
    return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
