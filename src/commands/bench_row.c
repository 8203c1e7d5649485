/* Rows of figures, and how they are written. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "commands/bench.h"

/* NULL when the row is full. */
static struct bench_field *add(struct bench_row *row, const char *key)
{
    if (row->n == BENCH_FIELDS)
        return NULL;
    struct bench_field *field = &row->field[row->n++];
    memset(field, 0, sizeof *field);
    snprintf(field->key, sizeof field->key, "%s", key);
    return field;
}

void bench_number(struct bench_row *row, const char *key, double value)
{
    struct bench_field *field = add(row, key);
    if (field)
        field->value = value;
}

void bench_text(struct bench_row *row, const char *key, const char *text)
{
    struct bench_field *field = add(row, key);
    if (!field)
        return;
    field->is_text = true;
    snprintf(field->text, sizeof field->text, "%s", text);
}

const struct bench_field *bench_find(const struct bench_row *row, const char *key)
{
    for (unsigned i = 0; i < row->n; i++)
        if (strcmp(row->field[i].key, key) == 0)
            return &row->field[i];
    return NULL;
}

static void write_text(const char *text, FILE *to)
{
    fputc('"', to);
    for (const char *c = text; *c; c++) {
        if (*c == '"' || *c == '\\')
            fputc('\\', to);
        fputc((unsigned char)*c < ' ' ? ' ' : *c, to);
    }
    fputc('"', to);
}

/* Counts in full, measures to five digits. */
static void print_number(double value, char *text, size_t size)
{
    if (fabs(value) < 1e15 && value == floor(value))
        snprintf(text, size, "%.0f", value);
    else
        snprintf(text, size, "%.5g", value);
}

void bench_write_json(const struct bench_row *row, FILE *to)
{
    char group[BENCH_KEY] = "", text[32];
    fputc('{', to);
    for (unsigned i = 0; i < row->n; i++) {
        const struct bench_field *field = &row->field[i];
        const char *dot = strchr(field->key, '.'), *key = dot ? dot + 1 : field->key;
        char own[BENCH_KEY];
        snprintf(own, sizeof own, "%.*s", dot ? (int)(dot - field->key) : 0, field->key);
        bool changes = strcmp(own, group) != 0;
        fputs(changes && group[0] ? "}" : "", to);
        fputs(i ? ", " : "", to);
        /* Only right behind the comma, so that the first of a group opens it. */
        if (changes && own[0]) {
            write_text(own, to);
            fputs(": {", to);
        }
        memcpy(group, own, sizeof group);
        write_text(key, to);
        fputs(": ", to);
        print_number(field->value, text, sizeof text);
        if (field->is_text)
            write_text(field->text, to);
        else
            fputs(isfinite(field->value) ? text : "null", to);
    }
    fputs(group[0] ? "}}\n" : "}\n", to);
}

void bench_write_table_head(FILE *to)
{
    fprintf(to, "%-10s %-20s %14s %14s %8s\n", "bench", "figure", "now", "recorded", "ratio");
}

void bench_write_table(const struct bench_row *row, const struct bench_row *recorded, FILE *to)
{
    const struct bench_field *name = bench_find(row, "name");
    for (unsigned i = 0; i < row->n; i++) {
        const struct bench_field *field = &row->field[i];
        if (field == name || strcmp(field->key, "ratio") == 0)
            continue;
        fprintf(to, "%-10s %-20s", name ? name->text : "", field->key);
        if (field->is_text) {
            fprintf(to, " %14s\n", field->text);
            continue;
        }
        char now[32] = "-", then[32] = "";
        if (isfinite(field->value))
            print_number(field->value, now, sizeof now);
        double ratio = recorded ? bench_ratio(recorded, field) : (double)NAN;
        if (!isfinite(ratio)) {
            fprintf(to, " %14s\n", now);
            continue;
        }
        const struct bench_field *before = recorded ? bench_find(recorded, field->key) : NULL;
        if (before)
            print_number(before->value, then, sizeof then);
        fprintf(to, " %14s %14s %8.2f\n", now, then, ratio);
    }
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

double bench_quantile(double *values, unsigned n, double p)
{
    qsort(values, n, sizeof *values, compare);
    return values[(unsigned)(p * (n - 1) + 0.5)];
}
