#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "commands/commands.h"
#include "commands/experiment_run.h"
#include "commands/experiment_table.h"
#include "platform/files.h"
#include "platform/progress.h"

enum { MAX_SCENARIO_BYTES = 1 << 20 };

/* Sums of one arm over its seeds. */
struct arm {
    unsigned runs, runs_day1;
    double before, during, day1, last;
};

struct experiment {
    const struct options *options;
    struct scenario *scenario;
    FILE *to;
    const char *to_name;
    struct progress progress;
    unsigned runs, run; /* all of them; the present one */
    bool write_failed, interrupted;
    struct arm arms[STORY_TREATMENTS];
};

/* Ctrl-C is held back and asked for between slices, so that no row is cut in two. */
static void hold_interrupt(sigset_t *before)
{
    sigset_t interrupt;
    sigemptyset(&interrupt);
    sigaddset(&interrupt, SIGINT);
    sigprocmask(SIG_BLOCK, &interrupt, before);
}

static bool interrupt_came(void)
{
    const struct timespec at_once = {0};
    sigset_t interrupt;
    sigemptyset(&interrupt);
    sigaddset(&interrupt, SIGINT);
    return sigtimedwait(&interrupt, NULL, &at_once) == SIGINT;
}

static bool on_work(void *context, double share)
{
    struct experiment *experiment = context;
    progress_update(&experiment->progress, (experiment->run + share) / experiment->runs);
    if (interrupt_came())
        experiment->interrupted = true;
    return !experiment->interrupted;
}

static bool on_row(void *context, const struct experiment_row *row)
{
    struct experiment *experiment = context;
    experiment_table_row(experiment->to, row, experiment->options->json);
    experiment->write_failed = fflush(experiment->to) != 0 || ferror(experiment->to);
    return !experiment->write_failed;
}

static bool open_scenario(struct experiment *experiment, struct error *error)
{
    char path[1024];
    size_t size;
    if (!files_scenario(experiment->options->scenario, path, sizeof path, error))
        return false;
    char *text = files_read(path, MAX_SCENARIO_BYTES, &size, error);
    if (!text)
        return false;
    experiment->scenario = scenario_parse(path, text, size, error);
    free(text);
    return experiment->scenario != NULL;
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
    error_set(error, ERROR_OUTPUT_WRITE, "writing to %s failed (%s); make room and run it again",
              experiment->to_name, strerror(errno));
    if (experiment->to != stdout)
        fclose(experiment->to);
    return false;
}

static void add_to_arm(struct arm *arm, const struct experiment_summary *summary)
{
    arm->runs++;
    arm->before += summary->before;
    arm->during += summary->during;
    arm->last += summary->last;
    if (summary->day1 >= 0.0) {
        arm->runs_day1++;
        arm->day1 += summary->day1;
    }
}

static bool run_one(struct experiment *experiment, enum story_treatment treatment, unsigned seed,
                    struct error *error)
{
    const struct options *options = experiment->options;
    struct experiment_setup setup = {.scenario = experiment->scenario,
                                     .treatment = treatment,
                                     .seed = options->seed + seed,
                                     .days = options->days};
    struct experiment_watch watch = {.context = experiment, .row = on_row, .work = on_work};
    struct experiment_summary summary;

    enum experiment_end end = experiment_run(&setup, &watch, &summary, error);
    experiment->run++;
    if (end == EXPERIMENT_DONE)
        add_to_arm(&experiment->arms[treatment], &summary);
    if (experiment->write_failed)
        return error_set(error, ERROR_OUTPUT_WRITE,
                         "writing to %s failed (%s); the rows before are kept; make room and run "
                         "it again",
                         experiment->to_name, strerror(errno));
    return end != EXPERIMENT_FAILED;
}

static bool run_all(struct experiment *experiment, struct error *error)
{
    const struct options *options = experiment->options;
    for (int t = 0; t < STORY_TREATMENTS; t++)
        for (int s = 0; options->treatments[t] && s < options->seeds; s++) {
            if (!run_one(experiment, (enum story_treatment)t, (unsigned)s, error))
                return false;
            if (experiment->interrupted)
                return true;
        }
    return true;
}

/* Rigidity of each arm at a glance, for people; the rows are for the spreadsheet. */
static void summarise(const struct experiment *experiment)
{
    bool headed = false;
    for (int t = 0; t < STORY_TREATMENTS; t++) {
        const struct arm *arm = &experiment->arms[t];
        if (!arm->runs)
            continue;
        if (!headed)
            fprintf(stderr,
                    "mean rigidity, 0 free .. 1 always the same walk\n"
                    "%-22s %6s %7s %6s %9s\n",
                    "treatment", "before", "0-1.5 h", "day 1", "last day");
        headed = true;
        char day1[16] = "-";
        if (arm->runs_day1)
            snprintf(day1, sizeof day1, "%.3f", arm->day1 / arm->runs_day1);
        fprintf(stderr, "%-22s %6.3f %7.3f %6s %9.3f  (%u %s)\n",
                story_treatment_name((enum story_treatment)t), arm->before / arm->runs,
                arm->during / arm->runs, day1, arm->last / arm->runs, arm->runs,
                arm->runs == 1 ? "network" : "networks");
    }
}

int command_experiment(const struct options *options)
{
    struct experiment experiment = {.options = options};
    struct error error = {0};
    sigset_t before;

    for (int t = 0; t < STORY_TREATMENTS; t++)
        if (options->treatments[t])
            experiment.runs += (unsigned)options->seeds;
    if (!open_scenario(&experiment, &error))
        return command_fail(&error);
    if (!open_output(&experiment, &error)) {
        scenario_destroy(experiment.scenario);
        return command_fail(&error);
    }
    hold_interrupt(&before);
    progress_begin(&experiment.progress, "experiment");
    bool good = run_all(&experiment, &error);
    progress_end(&experiment.progress);
    sigprocmask(SIG_SETMASK, &before, NULL);

    bool closed = experiment.to == stdout ? fflush(stdout) == 0 : fclose(experiment.to) == 0;
    if (good && !closed)
        good = error_set(&error, ERROR_OUTPUT_WRITE,
                         "writing to %s failed (%s); make room and "
                         "run it again",
                         experiment.to_name, strerror(errno));
    summarise(&experiment);
    scenario_destroy(experiment.scenario);
    if (!good)
        return command_fail(&error);
    if (experiment.interrupted) {
        fprintf(stderr, "snowmelt: stopped; the rows so far are kept in %s\n", experiment.to_name);
        return 1;
    }
    return 0;
}
