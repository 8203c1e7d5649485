#include "commands/experiment_stats.h"

#include <math.h>
#include <stddef.h>

static const double SECOND_D = 1.0 / 86400.0;

double experiment_t95(unsigned df)
{
    /* The series in 1/df (Abramowitz & Stegun 1964, 26.7.5) is good to a thousandth from three
     * degrees of freedom on. */
    static const double EXACT[] = {12.7062047, 4.3026527};
    static const double Z = 1.959963985;
    if (df <= 2)
        return EXACT[df == 2];
    double v = df, z2 = Z * Z;
    double g1 = Z * (z2 + 1) / 4;
    double g2 = Z * ((5 * z2 + 16) * z2 + 3) / 96;
    double g3 = Z * (((3 * z2 + 19) * z2 + 17) * z2 - 15) / 384;
    double g4 = Z * ((((79 * z2 + 776) * z2 + 1482) * z2 - 1920) * z2 - 945) / 92160;
    return Z + (g1 + (g2 + (g3 + g4 / v) / v) / v) / v;
}

struct experiment_mean experiment_mean(const double *values, unsigned n)
{
    struct experiment_mean mean = {.mean = NAN};
    double sum = 0, squares = 0;
    for (unsigned i = 0; i < n; i++)
        if (isfinite(values[i])) {
            sum += values[i];
            mean.n++;
        }
    if (!mean.n)
        return mean;
    mean.mean = sum / mean.n;
    if (mean.n < 2)
        return mean;
    for (unsigned i = 0; i < n; i++)
        if (isfinite(values[i]))
            squares += (values[i] - mean.mean) * (values[i] - mean.mean);
    mean.half = experiment_t95(mean.n - 1) * sqrt(squares / (mean.n - 1) / mean.n);
    return mean;
}

const struct experiment_row *experiment_row_at(const struct experiment_results *results,
                                               unsigned arm, unsigned seed, double day)
{
    const struct experiment_rows *rows = &results->run[arm * results->seeds + seed];
    for (unsigned i = 0; i < rows->n; i++)
        if (fabs(rows->row[i].day - day) < SECOND_D)
            return &rows->row[i];
    return NULL;
}

struct experiment_mean experiment_mean_at(const struct experiment_results *results, unsigned arm,
                                          double day, experiment_value value)
{
    enum { MOST = 1024 }; /* seeds; more than --seeds takes */
    double values[MOST];
    unsigned n = results->seeds < MOST ? results->seeds : MOST;
    for (unsigned s = 0; s < n; s++) {
        const struct experiment_row *row = experiment_row_at(results, arm, s, day);
        values[s] = row ? value(row) : (double)NAN;
    }
    return experiment_mean(values, n);
}

struct experiment_rows experiment_any_run(const struct experiment_results *results)
{
    for (unsigned i = 0; i < results->arms * results->seeds; i++)
        if (results->run[i].n)
            return results->run[i];
    return (struct experiment_rows){0};
}

double experiment_rigidity(const struct experiment_row *row)
{
    return (double)row->seen.rigidity;
}

double experiment_spine_density(const struct experiment_row *row)
{
    return (double)row->seen.spine_density;
}

double experiment_new_synapses(const struct experiment_row *row)
{
    return row->seen.new_synapses;
}
