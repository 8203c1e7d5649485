/* One network, worn in once, and each of its arms: a treatment given to a copy of it and measured
 * as the days pass. No files, no printing; what is asked for here may run on any thread. */
#ifndef SNOWMELT_COMMANDS_EXPERIMENT_RUN_H
#define SNOWMELT_COMMANDS_EXPERIMENT_RUN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "model/model.h"
#include "story/scenario.h"
#include "story/story.h"

struct experiment_row {
    enum story_treatment treatment;
    uint64_t seed;
    double day; /* since the dose; 0 is the last moment before it */
    /* Signals and counts as they are then; the walk, the rates and the AMPA throughput over the
     * row's window. Not finite: the window held nothing to measure it by. */
    struct model_observables seen;
    double window_s;
    double escape_visits;   /* mean visits on the trodden path before it is left */
    double practised_share; /* of transitions, on the path that is practised (or would be) */
    double active_hz;       /* mean rate of the place that is active */
    unsigned loop_transitions;
};

/* The rows of one arm of one network, in the order of time. */
struct experiment_rows {
    struct experiment_row *row;
    unsigned n;
};

struct experiment_setup {
    const struct scenario *scenario;
    double days;
    struct model_dose dose; /* of ketamine, in the arms that have it */
    bool val66met;
    /* Small ones are for tests; 0: the model's defaults, and windows as scheduled. */
    uint32_t cells_per_place, n_exc, n_inh;
    double window_share;
};

/* Called with the spiking done since the last call, s; returns false to stop. */
struct experiment_watch {
    void *context;
    bool (*work)(void *context, double spike_s);
};

/* A network worn in and at rest. */
struct experiment_base {
    struct model *model;
    struct experiment_row rest; /* day 0; its treatment is the arm's */
};

enum experiment_end { EXPERIMENT_FAILED, EXPERIMENT_STOPPED, EXPERIMENT_DONE };

/* Spiking that experiment_prepare() and experiment_run() report in all, s, nearly. */
double experiment_prepare_s(void);
double experiment_run_s(const struct experiment_setup *setup);

/* Fills *base when done; experiment_base_free() it. EXPERIMENT_FAILED fills *error. */
enum experiment_end experiment_prepare(const struct experiment_setup *setup, uint64_t seed,
                                       const struct experiment_watch *watch,
                                       struct experiment_base *base, struct error *error);
void experiment_base_free(struct experiment_base *base);

/* Goes on from a copy of the base, which stays as it is, so that several threads may share it.
 * Fills *rows when done; they are the caller's to free(). EXPERIMENT_FAILED fills *error. */
enum experiment_end experiment_run(const struct experiment_setup *setup,
                                   const struct experiment_base *base,
                                   enum story_treatment treatment,
                                   const struct experiment_watch *watch,
                                   struct experiment_rows *rows, struct error *error);

#endif
