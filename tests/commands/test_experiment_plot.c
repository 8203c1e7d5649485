/* The figure and the sums behind it, on made-up results whose means are known. */
#include <math.h>

#include "commands/experiment_plot.h"
#include "commands/experiment_schedule.h"
#include "commands/experiment_summary.h"
#include "commands/experiment_targets.h"
#include "platform/video.h"
#include "scene/palette.h"
#include "scratch.h"
#include "story/treatment.h"
#include "ui/figure.h"

enum { SEEDS = 5 };

static const double DAYS = 42.0;

/* What an arm's rigidity has lost at a day, and its spines gained, both as shares. */
static void shape(enum story_treatment treatment, double day, double *loss, double *gain)
{
    static const double LASTING[STORY_TREATMENTS] = {0, 0.02, 0.25, 0.25, 0.02, 0.02, 0.02};
    bool drug = treatment >= STORY_KETAMINE && treatment != STORY_THERAPY;
    double grown = LASTING[treatment] * (1 - exp(-day / 0.4));
    double kept = treatment == STORY_KETAMINE_THERAPY ? 0.6 + 0.4 * exp(-day / 10) : exp(-day / 8);
    *gain = grown * kept;
    *loss = 1.2 * grown * kept + (drug && day > 0 ? 0.45 * exp(-day / 0.08) : 0.0);
    if (treatment == STORY_SSRI)
        *loss += 0.15 * (1 - exp(-day / 15));
}

static struct experiment_row made_up(enum story_treatment treatment, unsigned seed, double day,
                                     double window_s)
{
    double loss, gain, off = 0.02 * ((double)seed - (SEEDS - 1) / 2.0);
    struct experiment_row row = {.treatment = treatment, .seed = seed, .day = day};
    shape(treatment, day, &loss, &gain);
    row.window_s = window_s;
    row.seen.rigidity = (float)(0.78 * (1 - loss) + off);
    row.seen.spine_density = (float)(1 + gain + 0.3 * off * gain);
    row.seen.new_synapses = (uint32_t)(20000 * gain);
    return row;
}

static void make_results(struct experiment_results *results, double days)
{
    *results = (struct experiment_results){.arms = STORY_TREATMENTS, .seeds = SEEDS};
    results->run = calloc(STORY_TREATMENTS * SEEDS, sizeof *results->run);
    assert_non_null(results->run);
    for (unsigned a = 0; a < STORY_TREATMENTS; a++) {
        results->arm[a] = (enum story_treatment)a;
        for (unsigned s = 0; s < SEEDS; s++) {
            struct experiment_rows *rows = &results->run[a * SEEDS + s];
            rows->row = calloc(512, sizeof *rows->row);
            assert_non_null(rows->row);
            rows->row[rows->n++] = made_up(results->arm[a], s, 0, EXPERIMENT_PROBE_S);
            for (struct experiment_stop stop = {0}; stop.at_h < 24 * days - 1e-6;) {
                stop = experiment_next_stop(stop.at_h, 24 * days);
                rows->row[rows->n++] = made_up(results->arm[a], s, stop.at_h / 24, stop.window_s);
            }
        }
    }
}

static void the_schedule_is_as_told(void **state)
{
    (void)state;
    double end_h = 30 * 24.0, at_h = 0, sum = 0;
    unsigned hourly = 0, daily = 0, probes = 0;
    while (at_h < end_h - 1e-6) {
        struct experiment_stop stop = experiment_next_stop(at_h, end_h);
        assert_true(stop.at_h > at_h && stop.at_h - at_h < 24.0 + 1e-6);
        assert_true(at_h > 48.0 - 1e-6 || stop.at_h - at_h < 1.0 + 1e-6);
        assert_true(stop.window_s >= 3.0 && stop.window_s <= EXPERIMENT_PROBE_S);
        hourly += fabs(remainder(stop.at_h, 1.0)) < 1e-6 && stop.at_h < 48.0 + 1e-6;
        daily += fabs(remainder(stop.at_h, 24.0)) < 1e-6;
        probes += stop.window_s == EXPERIMENT_PROBE_S;
        at_h = stop.at_h;
        sum += stop.window_s;
    }
    assert_int_equal(hourly, 48);
    assert_int_equal(daily, 30);
    assert_int_equal(probes, 11); /* 40 min; 2, 6, 24, 48 h; 4, 7, 14, 21, 28 days; the end */
    assert_true(fabs(sum - experiment_spiking_s(end_h)) < 1e-9);

    struct experiment_stop late = experiment_next_stop(97 * 24.0, 365 * 24.0);
    assert_true(late.at_h == 98 * 24.0 && late.window_s == EXPERIMENT_PROBE_S);
    struct experiment_stop end = experiment_next_stop(2.0, 2.4);
    assert_true(end.at_h == 2.4 && end.window_s == EXPERIMENT_PROBE_S);
}

static void means_and_intervals_are_those_of_student(void **state)
{
    (void)state;
    /* tabled quantiles */
    static const struct {
        unsigned df;
        double t;
    } TABLE[] = {{1, 12.706}, {2, 4.303},  {3, 3.182},   {4, 2.776},  {5, 2.571},
                 {11, 2.201}, {30, 2.042}, {120, 1.980}, {999, 1.962}};
    for (unsigned i = 0; i < sizeof TABLE / sizeof *TABLE; i++)
        assert_true(fabs(experiment_t95(TABLE[i].df) / TABLE[i].t - 1) < 2e-3);

    const double values[] = {1, 2, NAN, 3, 4, 5, INFINITY};
    struct experiment_mean mean = experiment_mean(values, 7);
    assert_int_equal(mean.n, 5);
    assert_true(fabs(mean.mean - 3) < 1e-12);
    assert_true(fabs(mean.half - 2.776 * sqrt(2.5 / 5)) < 2e-3);
    mean = experiment_mean(values, 1);
    assert_true(mean.n == 1 && mean.mean == 1 && mean.half == 0);
    assert_int_equal(experiment_mean(values + 2, 1).n, 0);
}

/* Pixels of exactly this colour. */
static unsigned count(const uint8_t *rgb, size_t pixels, const float colour[3])
{
    unsigned found = 0;
    for (size_t i = 0; i < pixels; i++) {
        bool same = true;
        for (int k = 0; k < 3; k++)
            same = same && rgb[3 * i + (size_t)k] == (uint8_t)(255.0f * colour[k] + 0.5f);
        found += same;
    }
    return found;
}

static void the_figure_shows_every_arm(void **state)
{
    struct scenario scenario = {.title = (char[]){"A worry that circles"}};
    struct experiment_results results;
    struct error error = {0};
    char path[600];
    uint8_t *rgb;
    int width, height;
    make_results(&results, DAYS);
    assert_true(experiment_plot_ready(scratch_path(state, "figure.png", path), &error));
    assert_true(access(path, F_OK) != 0); /* asking leaves nothing behind */
    if (!experiment_plot(path, &scenario, &TREATMENT_INFUSION, &results, &error))
        fail_msg("%s", error.text);
    assert_true(video_read_png(path, &rgb, &width, &height, &error));
    assert_int_equal(width, 1920);
    assert_int_equal(height, 1080);
    for (int m = PALETTE_PATH; m <= PALETTE_REST; m++) {
        float colour[3];
        palette_srgb(PALETTE_DAY, (enum palette_meaning)m, colour);
        assert_true(count(rgb, (size_t)width * (size_t)height, colour) > 500);
    }
    free(rgb);

    /* short runs and lone networks have fewer things to show, and are shown */
    experiment_results_free(&results);
    make_results(&results, 0.1);
    results.seeds = 1; /* the arms are runs of the first one now; all lie there */
    results.arms = 1;
    assert_true(experiment_plot(path, &scenario, &TREATMENT_INFUSION, &results, &error));
    results.seeds = SEEDS;
    results.arms = STORY_TREATMENTS;
    experiment_results_free(&results);
}

static void a_figure_without_a_place_is_told(void **state)
{
    struct error error = {0};
    char path[600];
    assert_false(experiment_plot_ready(scratch_path(state, "no/such/figure.png", path), &error));
    assert_error(&error, ERROR_OUTPUT_UNWRITABLE, path);

    /* a device that is full stays where it is */
    struct scenario scenario = {.title = (char[]){"A worry"}};
    struct experiment_results results;
    make_results(&results, 1);
    assert_true(experiment_plot_ready("/dev/full", &error));
    assert_false(experiment_plot_ready(scratch_path(state, "a.b/figure.jpg", path), &error));
    assert_non_null(strstr(error.text, "figure.png"));
    assert_false(experiment_plot("/dev/full", &scenario, &TREATMENT_INFUSION, &results, &error));
    assert_error(&error, ERROR_OUTPUT_WRITE, "/dev/full");
    assert_int_equal(access("/dev/full", F_OK), 0);
    experiment_results_free(&results);
}

static void scales_hold_their_values_in_whole_steps(void **state)
{
    (void)state;
    static const double RANGES[][2] = {{0, 1}, {-0.3, 31}, {0, 6400}, {-7, -2}, {0, 0}, {0, 1e-4}};
    for (unsigned i = 0; i < sizeof RANGES / sizeof *RANGES; i++) {
        double least, most, step;
        figure_scale(RANGES[i][0], RANGES[i][1], &least, &most, &step);
        assert_true(least <= RANGES[i][0] && most >= RANGES[i][1] && most > least);
        double steps = (most - least) / step;
        assert_true(fabs(steps - round(steps)) < 1e-6 && steps < 8.5);
    }
}

static const char *line_of(const char *text, const char *name)
{
    const char *at = strstr(text, name);
    if (!at)
        fail_msg("no line on '%s'", name);
    return at;
}

static void targets_are_told_met_or_not(void **state)
{
    (void)state;
    struct experiment_results results;
    char text[16384];
    make_results(&results, DAYS);
    FILE *to = fmemopen(text, sizeof text, "w");
    assert_non_null(to);
    experiment_targets_print(to, &results);
    fclose(to);

    unsigned met = 0, unmet = 0, lines = 0;
    for (const char *at = text; *at; at = strchr(at, '\n') + 1) {
        const char *end = strchr(at, '\n');
        lines++;
        bool is_unmet = strncmp(end - 8, " not met", 8) == 0;
        unmet += is_unmet;
        met += !is_unmet && strncmp(end - 4, " met", 4) == 0;
    }
    assert_true(lines > 25 && met > 5 && unmet > 5 && met + unmet <= lines);

    /* 0.25 of spines grown with 0.4 days, fading with 8: 20 % at day 1 */
    char line[256];
    snprintf(line, sizeof line, "%.*s",
             (int)strcspn(line_of(text, "spines up, ketamine, day 1"), "\n"),
             line_of(text, "spines up, ketamine, day 1"));
    assert_non_null(strstr(line, "15 to 35 %"));
    assert_non_null(strstr(line, " 20.3 ["));
    /* no plasma was made up: zero, and not in the range */
    snprintf(line, sizeof line, "%.*s", (int)strcspn(line_of(text, "plasma at 40 min"), "\n"),
             line_of(text, "plasma at 40 min"));
    assert_non_null(strstr(line, "not met"));
    experiment_results_free(&results);

    make_results(&results, 1);
    to = fmemopen(text, sizeof text, "w");
    results.arms = 1; /* saline alone */
    experiment_targets_print(to, &results);
    fclose(to);
    assert_non_null(strstr(text, "not measured: needs --days 7\n"));
    assert_non_null(strstr(text, "not measured: needs --treatment ketamine\n"));
    results.arms = STORY_TREATMENTS;
    experiment_results_free(&results);
}

static void the_summary_has_a_line_an_arm(void **state)
{
    (void)state;
    struct experiment_results results;
    char text[8192];
    make_results(&results, 7);
    FILE *to = fmemopen(text, sizeof text, "w");
    assert_non_null(to);
    experiment_summary_print(to, &results);
    fclose(to);
    assert_non_null(strstr(text, "day 7"));
    assert_null(strstr(text, "day 21")); /* there was none */
    for (int t = 0; t < STORY_TREATMENTS; t++) {
        char start[64];
        snprintf(start, sizeof start, "\n%s ", story_treatment_name((enum story_treatment)t));
        assert_non_null(strstr(text, start));
    }
    /* 0.78 at rest; five networks 0.02 apart: 2.776 * 0.0316 / sqrt(5) */
    assert_non_null(strstr(line_of(text, "\nsaline"), "0.78+-0.04"));
    experiment_results_free(&results);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_schedule_is_as_told),
        cmocka_unit_test(means_and_intervals_are_those_of_student),
        cmocka_unit_test(the_figure_shows_every_arm),
        cmocka_unit_test(a_figure_without_a_place_is_told),
        cmocka_unit_test(scales_hold_their_values_in_whole_steps),
        cmocka_unit_test(targets_are_told_met_or_not),
        cmocka_unit_test(the_summary_has_a_line_an_arm),
    };
    return cmocka_run_group_tests_name("experiment_plot", tests, scratch_make, scratch_remove);
}
