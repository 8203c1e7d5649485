/* One network through one treatment, measured as it goes: a row at the dose, then hourly for
 * two days, then daily. No files, no printing. */
#ifndef SNOWMELT_COMMANDS_EXPERIMENT_RUN_H
#define SNOWMELT_COMMANDS_EXPERIMENT_RUN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "model/snapshot.h"
#include "story/scenario.h"
#include "story/story.h"

struct experiment_row {
    enum story_treatment treatment;
    uint64_t seed;
    double day; /* since the dose; 0 is the last moment before it */
    struct model_observables seen;
};

struct experiment_setup {
    const struct scenario *scenario;
    enum story_treatment treatment;
    uint64_t seed;
    double days;
    uint32_t cells_per_place, n_exc, n_inh; /* 0: the model's defaults */
};

/* Both return false to stop. */
struct experiment_watch {
    void *context;
    bool (*row)(void *context, const struct experiment_row *row);
    bool (*work)(void *context, double share); /* of this run, 0..1 */
};

/* Rigidity at the times that the arms are compared at. */
struct experiment_summary {
    double before;
    double during;     /* mean over the first 90 min */
    double day1, last; /* day1 is negative when the run was shorter than a day */
};

enum experiment_end { EXPERIMENT_FAILED, EXPERIMENT_STOPPED, EXPERIMENT_DONE };

/* EXPERIMENT_FAILED fills *error; *summary is filled only by EXPERIMENT_DONE. */
enum experiment_end experiment_run(const struct experiment_setup *setup,
                                   const struct experiment_watch *watch,
                                   struct experiment_summary *summary, struct error *error);

#endif
