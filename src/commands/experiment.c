#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "commands/commands.h"
#include "commands/experiment_plot.h"
#include "commands/experiment_pool.h"
#include "commands/experiment_summary.h"
#include "commands/experiment_table.h"
#include "commands/experiment_targets.h"
#include "commands/interrupt.h"
#include "commands/scenario_file.h"
#include "platform/cores.h"
#include "platform/progress.h"

struct experiment {
    const struct options *options;
    struct scenario *scenario;
    FILE *to;
    const char *to_name;
    struct progress progress;
    bool write_failed, interrupted;
    int write_reason; /* errno */
    unsigned runs_written;
};

static bool look(void *context, double share_done)
{
    struct experiment *experiment = context;
    progress_update(&experiment->progress, share_done);
    experiment->interrupted = interrupt_came() || experiment->interrupted;
    return !experiment->interrupted;
}

static bool write_rows(void *context, const struct experiment_rows *rows)
{
    struct experiment *experiment = context;
    for (unsigned i = 0; i < rows->n; i++)
        experiment_table_row(experiment->to, &rows->row[i], experiment->options->json);
    experiment->write_failed = fflush(experiment->to) != 0 || ferror(experiment->to);
    if (experiment->write_failed)
        experiment->write_reason = errno; /* the threads still have to end */
    else
        experiment->runs_written++;
    return !experiment->write_failed;
}

static bool fail_to_write(const struct experiment *experiment, int reason, struct error *error)
{
    return error_set(error, ERROR_OUTPUT_WRITE,
                     "writing to %s failed (%s); make room and run it again", experiment->to_name,
                     strerror(reason));
}

static bool open_output(struct experiment *experiment, struct error *error)
{
    const char *path = experiment->options->output;
    experiment->to = stdout;
    experiment->to_name = "standard output";
    if (path[0]) {
        experiment->to = fopen(path, "w");
        experiment->to_name = path;
        if (!experiment->to)
            return error_set(error, ERROR_OUTPUT_UNWRITABLE,
                             "cannot write '%s' (%s); choose a file in a folder you may write to",
                             path, strerror(errno));
    }
    if (!experiment->options->json)
        experiment_table_header(experiment->to);
    if (fflush(experiment->to) == 0)
        return true;
    fail_to_write(experiment, errno, error);
    if (experiment->to != stdout)
        fclose(experiment->to);
    return false;
}

static struct experiment_plan plan_of(const struct experiment *experiment)
{
    const struct options *options = experiment->options;
    struct experiment_plan plan = {
        .setup = {.scenario = experiment->scenario,
                  .days = options->days,
                  .dose = options->dose,
                  .val66met = options->val66met},
        .seed = options->seed,
        .seeds = (unsigned)options->seeds,
        .threads = (unsigned)(options->threads ? options->threads : cores_available())};
    for (int t = 0; t < STORY_TREATMENTS; t++)
        if (options->treatments[t])
            plan.arm[plan.arms++] = (enum story_treatment)t;
    return plan;
}

/* Runs it and writes the rows. False with *error; an interrupt is no error. */
static bool run(struct experiment *experiment, struct experiment_results *results,
                struct error *error)
{
    const struct experiment_plan plan = plan_of(experiment);
    const struct experiment_events events = {
        .context = experiment, .rows = write_rows, .look = look};
    sigset_t before;

    interrupt_hold(&before);
    progress_begin(&experiment->progress, "experiment");
    bool good = experiment_pool(&plan, &events, results, error) != EXPERIMENT_FAILED;
    if (good && experiment->write_failed)
        good = fail_to_write(experiment, experiment->write_reason, error);
    if (good && !experiment->interrupted)
        progress_end(&experiment->progress);
    else
        progress_clear(&experiment->progress);
    interrupt_let_go(&before);

    bool closed = experiment->to == stdout ? fflush(stdout) == 0 : fclose(experiment->to) == 0;
    return good && (closed || fail_to_write(experiment, errno, error));
}

static bool begin(struct experiment *experiment, struct error *error)
{
    /* A picture that cannot be drawn is told now and not after an hour. */
    if (experiment->options->plot[0] && !experiment_plot_ready(experiment->options->plot, error))
        return false;
    experiment->scenario = scenario_file_open(experiment->options->scenario, error);
    if (!experiment->scenario)
        return false;
    if (open_output(experiment, error))
        return true;
    scenario_destroy(experiment->scenario);
    return false;
}

/* Exit status, with what there is to say about the end. */
static int finish(const struct experiment *experiment, const struct experiment_results *results)
{
    const struct options *options = experiment->options;
    struct error error = {0};
    if (experiment->interrupted) {
        fprintf(stderr, "snowmelt: stopped; the rows of %u finished %s are kept in %s\n",
                experiment->runs_written, experiment->runs_written == 1 ? "run" : "runs",
                experiment->to_name);
        return 1;
    }
    experiment_summary_print(stderr, results);
    if (options->check)
        experiment_targets_print(stderr, results);
    if (options->plot[0] && !experiment_plot(options->plot, experiment->scenario, &options->dose, results, &error))
        return command_fail(&error);
    return 0;
}

int command_experiment(const struct options *options)
{
    struct experiment experiment = {.options = options};
    struct experiment_results results = {0};
    struct error error = {0};

    if (!begin(&experiment, &error))
        return command_fail(&error);
    bool good = run(&experiment, &results, &error);
    int status = good ? finish(&experiment, &results) : command_fail(&error);
    experiment_results_free(&results);
    scenario_destroy(experiment.scenario);
    return status;
}
