/* bench: the subjects it measures and the rows they fill. Private to commands/. */
#ifndef SNOWMELT_COMMANDS_BENCH_H
#define SNOWMELT_COMMANDS_BENCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/error.h"
#include "commands/options.h"

enum { BENCH_FIELDS = 48, BENCH_KEY = 32, BENCH_TEXT = 128, BENCH_RECORDS = 96 };

/* A figure or a word. A key "passes.bloom" is "bloom" in the group "passes"; the fields of a
 * group follow one another. */
struct bench_field {
    char key[BENCH_KEY];
    bool is_text;
    double value; /* not finite: there is none */
    char text[BENCH_TEXT];
};

struct bench_row {
    unsigned n;
    struct bench_field field[BENCH_FIELDS];
};

/* Adds a field; what does not fit is left out. */
void bench_number(struct bench_row *row, const char *key, double value);
void bench_text(struct bench_row *row, const char *key, const char *text);
/* The field of a key, NULL when there is none. */
const struct bench_field *bench_find(const struct bench_row *row, const char *key);

/* One JSON object on one line; the same in lines of a table, next to what was recorded. */
void bench_write_json(const struct bench_row *row, FILE *to);
void bench_write_table(const struct bench_row *row, const struct bench_row *recorded, FILE *to);
void bench_write_table_head(FILE *to);

/* Reads the first object of `text` and moves it on; false with ERROR_BASELINE_SYNTAX, or with
 * ERROR_NONE at the end of the text. */
bool bench_read_json(const char **text, struct bench_row *row, struct error *error);

struct bench_baseline {
    unsigned n;
    struct bench_row row[BENCH_RECORDS];
};

/* Reads objects, a line each; `name` is for the message. */
bool bench_baseline_read(struct bench_baseline *baseline, const char *name, const char *text,
                         struct error *error);
/* What was recorded of the same subject in the same set-up; NULL for nothing. */
const struct bench_row *bench_baseline_find(const struct bench_baseline *baseline,
                                            const struct bench_row *row);
/* Recorded over now, above 1 for faster than recorded; NAN for a figure that is no cost. */
double bench_ratio(const struct bench_row *recorded, const struct bench_field *now);
/* The same for the first cost of a row that was recorded. */
double bench_headline_ratio(const struct bench_row *recorded, const struct bench_row *now);

/* The p-th part (0..1) of sorted-in-place values; n > 0. */
double bench_quantile(double *values, unsigned n, double p);

/* Each runs its subject and fills the row, but for its name, threads and memory. */
bool bench_coba(const struct options *options, bool plastic, struct bench_row *row,
                struct error *error);
bool bench_live(const struct options *options, struct bench_row *row, struct error *error);
bool bench_frame(const struct options *options, struct bench_row *row, struct error *error);
/* Takes a row that is done; false with *error stops the measuring. */
typedef bool (*bench_sink)(void *context, struct bench_row *row, struct error *error);
/* The same for each view, size and number of links, a row each. */
bool bench_frames(const struct options *options, bench_sink sink, void *context,
                  struct error *error);
/* Of the comparison, with its panes. */
bool bench_compare(const struct options *options, struct bench_row *row, struct error *error);
bool bench_start(const struct options *options, struct bench_row *row, struct error *error);

/* Threads of the network benches: one unless asked for more, so that figures can be compared. */
static inline int bench_threads(const struct options *options)
{
    return options->threads ? options->threads : 1;
}

#endif
