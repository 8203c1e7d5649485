#include "commands/experiment_summary.h"

#include "commands/experiment_schedule.h"

enum { COLUMNS = 8 };

struct column {
    const char *name;
    double day; /* negative: the last there is */
    experiment_value value;
};

static const char *cell(char *text, size_t size, const struct experiment_mean *mean)
{
    if (!mean->n)
        snprintf(text, size, "-");
    else if (mean->n == 1)
        snprintf(text, size, "%.2f", mean->mean);
    else
        snprintf(text, size, "%.2f+-%.2f", mean->mean, mean->half);
    return text;
}

void experiment_summary_print(FILE *to, const struct experiment_results *results)
{
    const struct column columns[COLUMNS] = {
        {"at rest", 0, experiment_rigidity},
        {"infusion", EXPERIMENT_INFUSION_H / 24.0, experiment_rigidity},
        {"day 1", 1, experiment_rigidity},
        {"day 7", 7, experiment_rigidity},
        {"day 21", 21, experiment_rigidity},
        {"day 28", 28, experiment_rigidity},
        {"last day", -1, experiment_rigidity},
        {"spines, day 1", 1, experiment_spine_density},
    };
    struct experiment_rows any = experiment_any_run(results);
    if (!any.n)
        return;
    double last = any.row[any.n - 1].day;
    fprintf(to,
            "rigidity of the walk (0 free, 1 always the same), spines (1: as at rest); mean over "
            "networks%s\n%-20s",
            results->seeds > 1 ? " +- half of its 95 % interval" : "", "treatment");
    for (int c = 0; c < COLUMNS; c++)
        if (columns[c].day <= last)
            fprintf(to, " %13s", columns[c].name);
    fprintf(to, "  networks\n");
    for (unsigned a = 0; a < results->arms; a++) {
        unsigned networks = 0;
        for (unsigned s = 0; s < results->seeds; s++)
            networks += results->run[a * results->seeds + s].n > 0;
        fprintf(to, "%-20s", story_treatment_name(results->arm[a]));
        for (int c = 0; c < COLUMNS; c++) {
            char text[32];
            if (columns[c].day > last)
                continue;
            struct experiment_mean mean = experiment_mean_at(
                results, a, columns[c].day < 0 ? last : columns[c].day, columns[c].value);
            fprintf(to, " %13s", cell(text, sizeof text, &mean));
        }
        fprintf(to, "  %8u\n", networks);
    }
}
