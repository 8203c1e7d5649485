/* Lines cut into runs, in the order in which they stand on the screen. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "render/text_runs.h"

/* Writes runs as "L:text|" with L, A or H for the script, small where it goes right to left. */
static void tell(const char *line, char *out, size_t size)
{
    struct text_run runs[TEXT_MAX_RUNS];
    int n = text_runs(line, runs);
    size_t at = 0;
    out[0] = '\0';
    for (int i = 0; i < n && at < size; i++)
        at +=
            (size_t)snprintf(out + at, size - at, "%c:%.*s|",
                             runs[i].right_to_left ? "lah"[runs[i].script] : "LAH"[runs[i].script],
                             runs[i].bytes, line + runs[i].first);
}

static void runs_stand_in_order(void **state)
{
    (void)state;
    static const struct {
        const char *line, *runs;
    } CASES[] = {
        {"", ""},
        {"Li et al. 2010, \xe2\x88\x92"
         "3 %",
         "L:Li et al. 2010, \xe2\x88\x92"
         "3 %|"},
        {"Épines étroites", "L:Épines étroites|"},
        {"في هذا النموذج", "a:في هذا النموذج|"},
        /* A Latin name within keeps its direction; what comes after it stands at its left. */
        {"قنوات NMDA مسدودة", "a: مسدودة|L:NMDA|a:قنوات |"},
        /* A line that begins with Latin is laid out from the right all the same. */
        {"NMDA مسدودة", "a: مسدودة|L:NMDA|"},
        {"40 دقيقة", "a: دقيقة|L:40|"},
        {"阻断 NMDA 通道", "H:阻断|L: NMDA |H:通道|"},
        {"，", "H:，|"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        char found[256];
        tell(CASES[i].line, found, sizeof found);
        assert_string_equal(found, CASES[i].runs);
    }
}

/* Whatever bytes come, runs lie within the line and do not overlap. */
static void any_bytes_give_sound_runs(void **state)
{
    (void)state;
    uint32_t seed = 1;
    for (int round = 0; round < 3000; round++) {
        char line[700];
        bool taken[700] = {false};
        struct text_run runs[TEXT_MAX_RUNS];
        seed = seed * 1664525u + 1013904223u;
        int length = (int)(seed >> 20) % 690;
        for (int i = 0; i < length; i++) {
            seed = seed * 1664525u + 1013904223u;
            line[i] = (char)((seed >> 24) | 1u);
        }
        line[length] = '\0';
        int n = text_runs(line, runs);
        assert_in_range(n, 0, TEXT_MAX_RUNS);
        for (int r = 0; r < n; r++)
            for (int k = 0; k < runs[r].bytes; k++) {
                assert_true(runs[r].first + k < length && !taken[runs[r].first + k]);
                taken[runs[r].first + k] = true;
            }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(runs_stand_in_order),
        cmocka_unit_test(any_bytes_give_sound_runs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
