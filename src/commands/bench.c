/* bench: how fast it is, next to what was recorded.
 *
 * Each subject is measured in a process of its own, so that none finds what another left: memory
 * at its peak, a warm cache, a graphics driver that is loaded already.
 */
#include "commands/bench.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "commands/commands.h"
#include "commands/option_table.h"
#include "platform/files.h"
#include "platform/process.h"

enum { BASELINE_MOST_BYTES = 1 << 20, LINE_SIZE = 1 << 14 };

/* Beside the assets of the source tree; an installed program has none unless it is given one. */
static const char USUAL_BASELINE[] = "../docs/performance.json";

static bool read_baseline(const struct options *options, struct bench_baseline *baseline,
                          struct error *error)
{
    char path[1024];
    size_t size;
    if (options->baseline[0])
        snprintf(path, sizeof path, "%s", options->baseline);
    else if (!files_asset(USUAL_BASELINE, path, sizeof path))
        return true;
    char *text = files_read(path, BASELINE_MOST_BYTES, &size, error);
    if (!text)
        return false;
    bool good = bench_baseline_read(baseline, path, text, error);
    free(text);
    return good;
}

static bool measure(const struct options *options, enum bench_subject subject,
                    struct bench_row *row, struct error *error)
{
    bool network = subject == BENCH_COBA || subject == BENCH_COBA_STDP, good = false;
    bench_text(row, "name", OPTION_BENCHES[subject]);
    bench_number(row, "threads", network ? bench_threads(options) : 1);
    switch (subject) {
    case BENCH_COBA:
    case BENCH_COBA_STDP:
        good = bench_coba(options, subject == BENCH_COBA_STDP, row, error);
        break;
    case BENCH_LIVE:
        good = bench_live(options, row, error);
        break;
    case BENCH_FRAME:
        good = bench_frame(options, row, error);
        break;
    case BENCH_COMPARE:
        good = bench_compare(options, row, error);
        break;
    case BENCH_START:
        good = bench_start(options, row, error);
        break;
    case BENCH_FRAMES:
    case BENCHES:
        break;
    }
    bench_number(row, "peak_rss_mib", process_peak_mib());
    return good;
}

/* The row of one subject, from another run of this program that measures nothing else. Returns
 * its exit status, or -1 with an error of our own; otherwise it has told its own. */
static int measure_apart(const struct options *options, enum bench_subject subject,
                         struct bench_row *row, struct error *error)
{
    char values[OPTION_ROWS][600], line[LINE_SIZE];
    const char *arguments[OPTION_ROWS + 4] = {"snowmelt", "bench", OPTION_BENCHES[subject]};
    struct options apart = *options;
    unsigned n = 3;
    apart.json = true;
    for (unsigned i = 0; i < OPTION_ROWS; i++) {
        const struct option_row *option = &OPTION_TABLE[i];
        char value[512];
        option_print(option, &apart, value, sizeof value);
        if (!(option->commands & OPTION_OF_BENCH) || !value[0])
            continue;
        snprintf(values[i], sizeof values[i], "--%s=%s", option->name, value);
        arguments[n++] = values[i];
    }
    arguments[n] = NULL;
    int status = process_again(arguments, line, sizeof line, error);
    const char *at = line;
    if (status == 0 && !bench_read_json(&at, row, error)) {
        error_set(error, ERROR_BASELINE_SYNTAX, "bench %s gave no row", OPTION_BENCHES[subject]);
        return -1;
    }
    return status;
}

static void write_row(const struct options *options, const struct bench_baseline *baseline,
                      struct bench_row *row)
{
    const struct bench_row *recorded = bench_baseline_find(baseline, row);
    if (!options->json) {
        bench_write_table(row, recorded, stdout);
        return;
    }
    double ratio = recorded ? bench_headline_ratio(recorded, row) : (double)NAN;
    if (isfinite(ratio) && !bench_find(row, "ratio"))
        bench_number(row, "ratio", ratio);
    bench_write_json(row, stdout);
}

struct writer {
    const struct options *options;
    const struct bench_baseline *baseline;
};

static bool write_out(void *context, struct bench_row *row, struct error *error)
{
    const struct writer *writer = context;
    write_row(writer->options, writer->baseline, row);
    return fflush(stdout) == 0 ||
           error_set(error, ERROR_OUTPUT_WRITE, "writing a row of %s failed; make room",
                     bench_find(row, "name")->text);
}

static int run_all(const struct options *options, const struct bench_baseline *baseline,
                   struct bench_row *row)
{
    struct error error = {0};
    unsigned wanted = 0;
    for (int b = 0; b < BENCHES; b++)
        wanted += options->benches[b];
    for (int b = 0; b < BENCHES; b++) {
        if (!options->benches[b])
            continue;
        row->n = 0;
        if (b == BENCH_FRAMES) {
            struct writer writer = {options, baseline};
            if (!bench_frames(options, write_out, &writer, &error))
                return command_fail(&error);
            continue;
        }
        if (wanted > 1) {
            int status = measure_apart(options, (enum bench_subject)b, row, &error);
            if (status)
                return status < 0 ? command_fail(&error) : status;
        } else if (!measure(options, (enum bench_subject)b, row, &error)) {
            return command_fail(&error);
        }
        struct writer writer = {options, baseline};
        if (!write_out(&writer, row, &error))
            return command_fail(&error);
    }
    return 0;
}

int command_bench(const struct options *options)
{
    struct error error = {0};
    struct bench_baseline *baseline = calloc(1, sizeof *baseline);
    struct bench_row *row = calloc(1, sizeof *row);
    int status;
    if (!baseline || !row) {
        error_set(&error, ERROR_MEMORY, "out of memory");
        status = command_fail(&error);
    } else if (!read_baseline(options, baseline, &error)) {
        status = command_fail(&error);
    } else {
        if (!options->json)
            bench_write_table_head(stdout);
        status = run_all(options, baseline, row);
    }
    free(baseline);
    free(row);
    return status;
}
