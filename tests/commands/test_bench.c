/* Rows of the bench, what they are compared with, and each subject in its shortest form. What is
 * asserted of a subject is that it measured something, never how long that took. */
#include <math.h>

#include "commands/bench.h"
#include "commands/option_table.h"
#include "render/render.h"
#include "scratch.h"

static const char *row_json(const struct bench_row *row, char *text, size_t size)
{
    FILE *file = fmemopen(text, size, "w");
    assert_non_null(file);
    bench_write_json(row, file);
    fclose(file);
    return text;
}

static void a_row_reads_back_as_it_was_written(void **state)
{
    (void)state;
    struct bench_row row = {0}, again;
    struct error error;
    char text[1000];
    bench_text(&row, "name", "fra\"me");
    bench_number(&row, "count", 123456789);
    bench_number(&row, "passes.bloom", 0.25);
    bench_number(&row, "passes.tone", NAN);
    bench_number(&row, "peak_rss_mib", 7.5);
    assert_string_equal(row_json(&row, text, sizeof text),
                        "{\"name\": \"fra\\\"me\", \"count\": 123456789, \"passes\": {\"bloom\": "
                        "0.25, \"tone\": null}, \"peak_rss_mib\": 7.5}\n");
    const char *at = text;
    assert_true(bench_read_json(&at, &again, &error));
    assert_int_equal(again.n, row.n);
    for (unsigned i = 0; i < row.n; i++) {
        assert_string_equal(again.field[i].key, row.field[i].key);
        assert_int_equal(again.field[i].is_text, row.field[i].is_text);
        assert_string_equal(again.field[i].text, row.field[i].text);
        assert_true(again.field[i].value == row.field[i].value ||
                    (isnan(again.field[i].value) && isnan(row.field[i].value)));
    }
    assert_false(bench_read_json(&at, &again, &error));
    assert_int_equal(error.id, ERROR_NONE);

    struct bench_row ends_in_group = {0};
    bench_number(&ends_in_group, "stages.cells", 1);
    assert_string_equal(row_json(&ends_in_group, text, sizeof text),
                        "{\"stages\": {\"cells\": 1}}\n");
}

static void a_full_row_takes_no_more(void **state)
{
    (void)state;
    struct bench_row row = {0};
    for (int i = 0; i < BENCH_FIELDS + 2; i++)
        bench_number(&row, "x", i);
    bench_text(&row, "y", "z");
    assert_int_equal(row.n, BENCH_FIELDS);
    assert_null(bench_find(&row, "y"));
}

static void broken_figures_are_told_by_file_and_object(void **state)
{
    (void)state;
    static const char *const BROKEN[] = {"{\"a\": 1}\n{\"a\": }",
                                         "{\"a\": 1}\n{\"a\" 1}",
                                         "{\"a\": 1}\n[1]",
                                         "{\"a\": 1}\n{\"a\": 1",
                                         "{\"a\": 1}\n{\"a\": {\"b\": {}}}",
                                         "{\"a\": 1}\n{\"a\": \"x}"};
    static struct bench_baseline baseline;
    struct error error;
    for (unsigned i = 0; i < sizeof BROKEN / sizeof *BROKEN; i++) {
        error = (struct error){0};
        if (bench_baseline_read(&baseline, "there", BROKEN[i], &error))
            fail_msg("should not be understood: %s", BROKEN[i]);
        assert_int_equal(error.id, ERROR_BASELINE_SYNTAX);
        assert_non_null(strstr(error.text, "there: object 2"));
    }
    assert_true(bench_baseline_read(&baseline, "there", " \n{ \"a\" : 1 }\n\n", &error));
    assert_int_equal(baseline.n, 1);
    assert_true(bench_baseline_read(&baseline, "there", "", &error));
    assert_int_equal(baseline.n, 0);

    char many[(BENCH_RECORDS + 1) * 3 + 1] = "";
    for (int i = 0; i <= BENCH_RECORDS; i++)
        strcat(many, "{}\n");
    assert_false(bench_baseline_read(&baseline, "there", many, &error));
    assert_int_equal(error.id, ERROR_BASELINE_SYNTAX);
}

static void what_is_recorded_covers_every_subject(void **state)
{
    (void)state;
    static struct bench_baseline baseline;
    static const char PATH[] = SNOWMELT_SOURCE_DIR "/docs/performance.json";
    struct error error;
    static char text[100000];
    FILE *file = fopen(PATH, "r");
    assert_non_null(file);
    text[fread(text, 1, sizeof text - 1, file)] = 0;
    fclose(file);
    if (!bench_baseline_read(&baseline, PATH, text, &error))
        fail_msg("%s", error.text);
    for (int b = 0; b < BENCHES; b++) {
        bool found = false;
        for (unsigned i = 0; i < baseline.n; i++) {
            const struct bench_field *name = bench_find(&baseline.row[i], "name");
            found = found || (name && strcmp(name->text, OPTION_BENCHES[b]) == 0);
        }
        if (!found)
            fail_msg("%s is not recorded", OPTION_BENCHES[b]);
    }
}

static void only_the_same_setup_is_compared(void **state)
{
    (void)state;
    static struct bench_baseline baseline;
    struct error error;
    assert_true(bench_baseline_read(
        &baseline, "there",
        "{\"name\": \"coba\", \"threads\": 1, \"neurons\": 4000, \"factor\": 0.5, "
        "\"rate_exc_hz\": 20, \"ns_per_event\": null}\n"
        "{\"name\": \"coba\", \"threads\": 2, \"neurons\": 4000, \"factor\": 0.25}\n"
        "{\"name\": \"frame\", \"threads\": 1, \"width\": 640, \"passes\": {\"bloom\": 4}}\n",
        &error));
    struct bench_row row = {0};
    bench_text(&row, "name", "coba");
    bench_number(&row, "threads", 2);
    bench_number(&row, "neurons", 4000);
    bench_number(&row, "factor", 0.125);
    bench_number(&row, "rate_exc_hz", 10);
    bench_number(&row, "ns_per_event", 1);
    const struct bench_row *recorded = bench_baseline_find(&baseline, &row);
    assert_non_null(recorded);
    assert_true(bench_headline_ratio(recorded, &row) == 2.0);
    row.field[1].value = 1;
    recorded = bench_baseline_find(&baseline, &row);
    assert_non_null(recorded);
    assert_true(bench_ratio(recorded, bench_find(&row, "factor")) == 4.0);
    assert_true(isnan(bench_ratio(recorded, bench_find(&row, "rate_exc_hz"))));
    assert_true(isnan(bench_ratio(recorded, bench_find(&row, "ns_per_event"))));
    row.field[2].value = 8000;
    assert_null(bench_baseline_find(&baseline, &row));

    struct bench_row frame = {0};
    bench_text(&frame, "name", "frame");
    bench_number(&frame, "threads", 1);
    bench_number(&frame, "width", 640);
    bench_number(&frame, "passes.bloom", 2);
    recorded = bench_baseline_find(&baseline, &frame);
    assert_non_null(recorded);
    assert_true(bench_ratio(recorded, bench_find(&frame, "passes.bloom")) == 2.0);
    bench_number(&frame, "height", 480);
    assert_null(bench_baseline_find(&baseline, &frame));
}

static void the_table_sets_now_beside_then(void **state)
{
    (void)state;
    struct bench_row row = {0}, recorded = {0};
    char text[1000] = "";
    bench_text(&row, "name", "live");
    bench_number(&row, "factor", 0.5);
    bench_number(&row, "synapses", 12);
    bench_number(&row, "cv_isi", NAN);
    bench_number(&recorded, "factor", 2);
    bench_number(&recorded, "synapses", 13);
    FILE *file = fmemopen(text, sizeof text, "w");
    assert_non_null(file);
    bench_write_table(&row, &recorded, file);
    fclose(file);
    assert_string_equal(text,
                        "live       factor                          0.5              2     4.00\n"
                        "live       synapses                         12\n"
                        "live       cv_isi                            -\n");
}

static void quantiles_are_those_of_the_sorted_values(void **state)
{
    (void)state;
    double values[] = {5, 1, 4, 2, 3}, one = 7;
    assert_true(bench_quantile(values, 5, 0.5) == 3);
    assert_true(bench_quantile(values, 5, 0.95) == 5);
    assert_true(bench_quantile(values, 5, 0.0) == 1);
    assert_true(bench_quantile(&one, 1, 0.95) == 7);
}

/* ---- the subjects --------------------------------------------------------------------------- */

static struct options shortest(void)
{
    struct options options;
    option_defaults(&options);
    options.seconds = 0.2;
    options.frames = 3;
    options.width = 320;
    options.height = 240;
    return options;
}

/* Each key is there; as a number it is finite, and above 0. */
static void assert_fields(const struct bench_row *row, const char *const *keys)
{
    for (; *keys; keys++) {
        const struct bench_field *field = bench_find(row, *keys);
        if (!field)
            fail_msg("no field %s", *keys);
        else if (field->is_text ? !field->text[0] : !isfinite(field->value) || field->value <= 0)
            fail_msg("field %s is %s%g", *keys, field->text, field->value);
    }
}

static double value(const struct bench_row *row, const char *key)
{
    const struct bench_field *field = bench_find(row, key);
    assert_non_null(field);
    return field->value;
}

static const char *const NETWORK[] = {"wall_s",      "bio_s",         "factor",
                                      "neurons",     "synapses",      "rate_exc_hz",
                                      "rate_inh_hz", "ns_per_update", NULL};

static void coba_is_the_published_network(void **state)
{
    (void)state;
    struct options options = shortest();
    struct bench_row row = {0};
    struct error error;
    assert_true(bench_coba(&options, false, &row, &error));
    assert_fields(&row, NETWORK);
    assert_non_null(bench_find(&row, "cv_isi"));
    assert_non_null(bench_find(&row, "synchrony"));
    assert_non_null(bench_find(&row, "ns_per_event"));
    assert_true(value(&row, "neurons") == 4000 && value(&row, "bio_s") == 0.2);
    /* 4,000 x 4,000 pairs at 2 %: 320,000, with a deviation of 560. */
    assert_true(fabs(value(&row, "synapses") - 320000) < 3000);
    assert_true(value(&row, "rate_exc_hz") > 5 && value(&row, "rate_exc_hz") < 60);
}

/* The network does not depend on how many work on it. */
static void threads_change_no_spike(void **state)
{
    (void)state;
    struct options options = shortest();
    struct bench_row one = {0}, three = {0};
    struct error error;
    options.neurons = 2017;
    assert_true(bench_coba(&options, true, &one, &error));
    options.threads = 3;
    assert_true(bench_coba(&options, true, &three, &error));
    assert_true(value(&one, "neurons") == 2000);
    static const char *const SAME[] = {"synapses", "rate_exc_hz", "rate_inh_hz", "synchrony"};
    for (unsigned i = 0; i < sizeof SAME / sizeof *SAME; i++)
        assert_true(value(&one, SAME[i]) == value(&three, SAME[i]));
}

static void live_tells_its_stages(void **state)
{
    (void)state;
    static const char *const STAGES[] = {
        "stages.cells",    "stages.books",  "stages.calcium", "stages.averages",
        "stages.learning", "stages.spines", "stages.scaling", NULL};
    struct options options = shortest();
    struct bench_row row = {0};
    struct error error;
    assert_true(bench_live(&options, &row, &error));
    assert_fields(&row, NETWORK);
    assert_fields(&row, STAGES);
    assert_non_null(bench_find(&row, "stages.delivery"));
}

static void frame_tells_its_passes(void **state)
{
    (void)state;
    static const char *const FIELDS[] = {
        "wall_s",        "view",           "width",         "height",
        "segments",      "frames",         "ms_median",     "ms_p95",
        "fps",           "draw_calls",     "upload_bytes",  "renderer",
        "passes.layout", "passes.ribbons", "passes.bodies", "passes.bloom",
        "passes.tone",   "passes.overlay", "passes.guard",  NULL};
    struct options options = shortest();
    struct bench_row row = {0};
    struct error error;
    options.segments = 30000;
    assert_true(bench_frame(&options, &row, &error));
    assert_fields(&row, FIELDS);
    assert_true(value(&row, "frames") == 3 && value(&row, "width") == 320);
    /* By the mean of the last picture, which has trees in it: not as many as asked. */
    assert_true(value(&row, "segments") > 8000 && value(&row, "segments") < 45000);
    assert_true(value(&row, "links") > 600);
    assert_true(value(&row, "ms_p95") >= value(&row, "ms_median"));
}

/* Not on the way there, where the network is still in the picture. */
static void a_synapse_is_timed_once_the_eye_is_there(void **state)
{
    (void)state;
    static struct bench_row row;
    struct options options = shortest();
    struct error error;
    options.view = SCENE_SYNAPSE;
    assert_true(bench_frame(&options, &row, &error));
    assert_true(value(&row, "passes.shells") > 0);
}

static void every_part_has_a_name_of_its_own(void **state)
{
    (void)state;
    for (unsigned i = 0; i < RENDER_TIMED; i++) {
        assert_string_not_equal(render_timed_name(i), "unnamed");
        for (unsigned j = 0; j < i; j++)
            assert_string_not_equal(render_timed_name(i), render_timed_name(j));
    }
}

static bool stop_after_first(void *context, struct bench_row *row, struct error *error)
{
    *(struct bench_row *)context = *row;
    return error_set(error, ERROR_OUTPUT_WRITE, "enough");
}

static void frames_asks_for_so_many_links(void **state)
{
    (void)state;
    static struct bench_row row;
    struct options options = shortest();
    struct error error;
    assert_false(bench_frames(&options, stop_after_first, &row, &error));
    assert_string_equal(error.text, "enough");
    assert_true(value(&row, "width") == 1280 && value(&row, "links") > 200);
    assert_true(value(&row, "links_asked") == 0 && value(&row, "cpu_ms") > 0);
    assert_non_null(bench_find(&row, "passes.guard"));
}

static void compare_tells_its_panes(void **state)
{
    (void)state;
    static struct bench_row row;
    static const char *const FIELDS[] = {"wall_s", "panes",           "ms_median", "ms_p95",
                                         "cpu_ms", "networks_cpu_ms", "fps",       "draw_calls",
                                         NULL};
    struct options options = shortest();
    struct error error;
    assert_true(bench_compare(&options, &row, &error));
    assert_fields(&row, FIELDS);
    assert_true(value(&row, "panes") == 4);
    assert_true(value(&row, "passes.ribbons") > 0 && value(&row, "passes.layout") > 0);
}

static void start_tells_both_waits(void **state)
{
    (void)state;
    static const char *const FIELDS[] = {"wall_s", "first_frame_s", "worn_in_s", NULL};
    struct options options = shortest();
    struct bench_row row = {0};
    struct error error;
    assert_true(bench_start(&options, &row, &error));
    assert_fields(&row, FIELDS);
    assert_true(value(&row, "worn_in_s") > value(&row, "first_frame_s"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_reads_back_as_it_was_written),
        cmocka_unit_test(a_full_row_takes_no_more),
        cmocka_unit_test(broken_figures_are_told_by_file_and_object),
        cmocka_unit_test(what_is_recorded_covers_every_subject),
        cmocka_unit_test(only_the_same_setup_is_compared),
        cmocka_unit_test(the_table_sets_now_beside_then),
        cmocka_unit_test(quantiles_are_those_of_the_sorted_values),
        cmocka_unit_test(coba_is_the_published_network),
        cmocka_unit_test(threads_change_no_spike),
        cmocka_unit_test(live_tells_its_stages),
        cmocka_unit_test(frame_tells_its_passes),
        cmocka_unit_test(a_synapse_is_timed_once_the_eye_is_there),
        cmocka_unit_test(every_part_has_a_name_of_its_own),
        cmocka_unit_test(frames_asks_for_so_many_links),
        cmocka_unit_test(compare_tells_its_panes),
        cmocka_unit_test(start_tells_both_waits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
