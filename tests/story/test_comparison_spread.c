/* What the comparison knows of other networks is what docs/model.md records, to the digit. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "platform/files.h"
#include "story/comparison.h"

static const float HOURS[] = {24.0f, 48.0f, 168.0f, 504.0f, 672.0f};
enum { N_HOURS = sizeof HOURS / sizeof *HOURS, AT_REST_AND_INFUSION = 2 };

static char *text;

static int set_up(void **state)
{
    struct error error;
    size_t size;
    (void)state;
    text = files_read(SNOWMELT_SOURCE_DIR "/docs/model.md", 1 << 20, &size, &error);
    return text ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    free(text);
    return 0;
}

static void assert_recorded(enum story_treatment treatment, float hours, double mean, double half)
{
    struct comparison_spread spread;
    assert_true(comparison_spread(treatment, hours, &spread));
    assert_true(fabs((double)spread.mean - mean) < 1e-6);
    /* From the half of a 95 % interval of twelve to their deviation: sqrt(12) / t(11). */
    assert_true(fabs((double)spread.deviation - 1.5739 * half) < 1e-4);
}

/* Cells that say "the same" or "as saline" take the one above. */
static void the_table_of_rigidity_is_the_one_shown(void **state)
{
    static const enum story_treatment ROWS[] = {STORY_SALINE, STORY_KETAMINE,
                                                STORY_KETAMINE_THERAPY, STORY_THERAPY};
    enum { N_ROWS = sizeof ROWS / sizeof *ROWS };
    double mean[N_ROWS][N_HOURS], half[N_ROWS][N_HOURS];
    (void)state;
    const char *line = strstr(text, "| rigidity | at rest |");
    assert_non_null(line);
    for (int skip = 0; skip < 2; skip++)
        line = strchr(line, '\n') + 1;
    for (int r = 0; r < N_ROWS; r++, line = strchr(line, '\n') + 1) {
        char name[40];
        assert_int_equal(sscanf(line, "| %39s |", name), 1);
        assert_string_equal(name, story_treatment_name(ROWS[r]));
        const char *cell = strchr(line + 1, '|');
        for (int k = 0; k < AT_REST_AND_INFUSION; k++)
            cell = strchr(cell + 1, '|');
        for (int h = 0; h < N_HOURS; h++, cell = strchr(cell + 1, '|')) {
            if (sscanf(cell, "| %lf +- %lf", &mean[r][h], &half[r][h]) != 2) {
                int from = strncmp(cell, "| as saline", 11) == 0 ? 0 : r - 1;
                mean[r][h] = mean[from][h];
                half[r][h] = half[from][h];
            }
            assert_recorded(ROWS[r], HOURS[h], mean[r][h], half[r][h]);
        }
    }
}

static void so_is_the_sentence_on_the_ssri(void **state)
{
    double mean[3], half[3];
    (void)state;
    const char *said = strstr(text, "The serotonergic arm, twelve networks");
    assert_non_null(said);
    said = strstr(said, "on day 1\n");
    assert_non_null(said);
    assert_int_equal(sscanf(said, "on day 1 %lf +- %lf as saline; on day 42 %lf +- %lf where saline has "
                                  "%lf +- %lf",
                            &mean[0], &half[0], &mean[1], &half[1], &mean[2], &half[2]),
                     6);
    assert_recorded(STORY_SSRI, 24.0f, mean[0], half[0]);
    assert_recorded(STORY_SSRI, 1008.0f, mean[1], half[1]);
    assert_recorded(STORY_SALINE, 1008.0f, mean[2], half[2]);
}

static void what_was_not_measured_is_not_shown(void **state)
{
    struct comparison_spread spread;
    (void)state;
    assert_false(comparison_spread(STORY_SSRI, 168.0f, &spread));
    assert_false(comparison_spread(STORY_KETAMINE, 1008.0f, &spread));
    assert_false(comparison_spread(STORY_SALINE, 25.0f, &spread));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_of_rigidity_is_the_one_shown),
        cmocka_unit_test(so_is_the_sentence_on_the_ssri),
        cmocka_unit_test(what_was_not_measured_is_not_shown),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
