/* Figures recorded earlier, read back from what bench printed. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "commands/bench.h"

/* Figures that are better when smaller, the one to look at first before the others. */
static const char *const COSTS[] = {"factor", "ms_median",     "first_frame_s", "worn_in_s",
                                    "ms_p95", "ns_per_update", "ns_per_event",  "peak_rss_mib"};
/* What must be the same for figures to be comparable, where a row has it. */
static const char *const SETUP[] = {"name",   "threads",        "neurons",    "view", "width",
                                    "height", "segments_asked", "links_asked"};

static void skip_space(const char **text)
{
    *text += strspn(*text, " \t\r\n");
}

static bool take(const char **text, char c)
{
    skip_space(text);
    if (**text != c)
        return false;
    ++*text;
    return true;
}

/* A string without \u escapes, which bench never writes; cut where it is too long. */
static bool read_string(const char **text, char *to, size_t size)
{
    size_t used = 0;
    if (!take(text, '"'))
        return false;
    for (; **text && **text != '"'; ++*text) {
        if (**text == '\\' && !*++*text)
            return false;
        if (used + 1 < size)
            to[used++] = **text;
    }
    to[used] = 0;
    return take(text, '"');
}

static bool read_value(const char **text, const char *key, struct bench_row *row)
{
    char words[BENCH_TEXT], *end;
    skip_space(text);
    if (**text == '"') {
        if (!read_string(text, words, sizeof words))
            return false;
        bench_text(row, key, words);
        return true;
    }
    if (strncmp(*text, "null", 4) == 0) {
        *text += 4;
        bench_number(row, key, NAN);
        return true;
    }
    double value = strtod(*text, &end);
    if (end == *text)
        return false;
    *text = end;
    bench_number(row, key, value);
    return true;
}

/* What follows the bracket. A group may not hold another. */
static bool read_object(const char **text, const char *group, struct bench_row *row)
{
    if (take(text, '}'))
        return true;
    do {
        char own[BENCH_KEY], key[2 * BENCH_KEY];
        if (!read_string(text, own, sizeof own) || !take(text, ':'))
            return false;
        snprintf(key, sizeof key, "%s%s%s", group, group[0] ? "." : "", own);
        bool inner = !group[0] && take(text, '{');
        if (!(inner ? read_object(text, own, row) : read_value(text, key, row)))
            return false;
    } while (take(text, ','));
    return take(text, '}');
}

bool bench_read_json(const char **text, struct bench_row *row, struct error *error)
{
    *error = (struct error){0};
    row->n = 0;
    skip_space(text);
    if (!**text)
        return false;
    if (take(text, '{') && read_object(text, "", row))
        return true;
    size_t rest = strcspn(*text, "\r\n");
    return error_set(error, ERROR_BASELINE_SYNTAX, "not an object as bench writes it near '%.*s'",
                     rest < 40 ? (int)rest : 40, *text);
}

bool bench_baseline_read(struct bench_baseline *baseline, const char *name, const char *text,
                         struct error *error)
{
    struct error why;
    struct bench_row row;
    baseline->n = 0;
    while (bench_read_json(&text, &row, &why)) {
        if (baseline->n == BENCH_RECORDS)
            return error_set(error, ERROR_BASELINE_SYNTAX, "%.300s: more than %d objects", name,
                             BENCH_RECORDS);
        baseline->row[baseline->n++] = row;
    }
    return !why.id || error_set(error, why.id,
                                "%.300s: object %u: %.120s; record it anew with 'snowmelt bench "
                                "--format json'",
                                name, baseline->n + 1, why.text);
}

static bool same(const struct bench_field *a, const struct bench_field *b)
{
    if (!a || !b)
        return a == b;
    return a->is_text == b->is_text &&
           (a->is_text ? strcmp(a->text, b->text) == 0 : a->value == b->value);
}

const struct bench_row *bench_baseline_find(const struct bench_baseline *baseline,
                                            const struct bench_row *row)
{
    for (unsigned i = 0; i < baseline->n; i++) {
        bool fits = true;
        for (unsigned k = 0; k < sizeof SETUP / sizeof *SETUP; k++)
            fits = fits && same(bench_find(&baseline->row[i], SETUP[k]), bench_find(row, SETUP[k]));
        if (fits)
            return &baseline->row[i];
    }
    return NULL;
}

static bool is_cost(const char *key)
{
    for (unsigned i = 0; i < sizeof COSTS / sizeof *COSTS; i++)
        if (strcmp(key, COSTS[i]) == 0)
            return true;
    return strncmp(key, "passes.", 7) == 0 || strncmp(key, "stages.", 7) == 0;
}

double bench_ratio(const struct bench_row *recorded, const struct bench_field *now)
{
    const struct bench_field *then = bench_find(recorded, now->key);
    if (!then || then->is_text || now->is_text || !is_cost(now->key) || !(now->value > 0))
        return NAN;
    return then->value / now->value;
}

double bench_headline_ratio(const struct bench_row *recorded, const struct bench_row *now)
{
    for (unsigned i = 0; i < sizeof COSTS / sizeof *COSTS; i++) {
        const struct bench_field *field = bench_find(now, COSTS[i]);
        double ratio = field ? bench_ratio(recorded, field) : (double)NAN;
        if (isfinite(ratio))
            return ratio;
    }
    return NAN;
}
