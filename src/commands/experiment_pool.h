/* All arms of all networks, over several threads. What comes out, and in which order, does not
 * depend on how many. */
#ifndef SNOWMELT_COMMANDS_EXPERIMENT_POOL_H
#define SNOWMELT_COMMANDS_EXPERIMENT_POOL_H

#include "commands/experiment_run.h"

struct experiment_plan {
    struct experiment_setup setup;
    unsigned arms;
    enum story_treatment arm[STORY_TREATMENTS]; /* in rising order */
    uint64_t seed;                              /* of the first network */
    unsigned seeds, threads;
};

/* The rows of arm a and seed number s are run[a * seeds + s]; none (n 0) where that run was not
 * finished. */
struct experiment_results {
    unsigned arms, seeds;
    enum story_treatment arm[STORY_TREATMENTS];
    struct experiment_rows *run;
};

/* Both are called on the thread that called experiment_pool(), and return false to stop. */
struct experiment_events {
    void *context;
    /* Runs come by treatment, then by seed. */
    bool (*rows)(void *context, const struct experiment_rows *rows);
    /* Many times a second. */
    bool (*look)(void *context, double share_done);
};

/* Fills *results with what was finished, also when it was stopped or failed; free it with
 * experiment_results_free() in any case. A stop still hands every finished run to events->rows,
 * unless it was that which stopped. EXPERIMENT_FAILED fills *error. */
enum experiment_end experiment_pool(const struct experiment_plan *plan,
                                    const struct experiment_events *events,
                                    struct experiment_results *results, struct error *error);
void experiment_results_free(struct experiment_results *results);

#endif
