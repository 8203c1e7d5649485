#include "commands/experiment_targets.h"

#include <math.h>
#include <stdlib.h>

/* How a target is read from the rows of one network. All comparisons are within it: its arms
 * began as the same. */
enum reading {
    VALUE,  /* as it stands at the day */
    LOSS,   /* % less than at rest, in the same arm */
    GAIN,   /* % more than at rest */
    DRIFT,  /* difference to rest, up or down */
    LESS,   /* % less than in the other arm at the same day */
    OFF,    /* % of difference to the other arm, up or down */
    SHARE,  /* % of the other arm's */
    PEAK,   /* largest in the first four hours */
    PEAK_H, /* when that is, h */
    HALF    /* its LESS against saline, minus half of what ketamine+therapy has against ketamine */
};

/* The first arm that there is: for what no treatment has touched yet. */
enum { ANY = STORY_TREATMENTS };

struct target {
    const char *name, *unit;
    double least, most; /* an open end is infinite */
    int arm, other;     /* enum story_treatment, or ANY */
    double day;
    enum reading reading;
    experiment_value value;
};

static const double PEAK_D = 4.0 / 24.0;

#define READ(name, field)                                                                          \
    static double name(const struct experiment_row *row)                                           \
    {                                                                                              \
        return (double)row->field;                                                                 \
    }
READ(rate_exc, seen.rate_exc_hz)
READ(rate_inh, seen.rate_inh_hz)
READ(cv_isi, seen.cv_isi)
READ(synchrony, seen.synchrony)
READ(loop_share, seen.loop_share)
READ(plasma, seen.plasma_ng_ml)
READ(occupancy, seen.occupancy)
READ(glutamate, seen.glutamate)
READ(bdnf, seen.bdnf)
READ(active, active_hz)
#undef READ

static double practised(const struct experiment_row *row)
{
    return 100.0 * row->practised_share;
}

#define INFUSION (40.0 / 60.0 / 24.0)
#define KET      STORY_KETAMINE
#define BOTH     STORY_KETAMINE_THERAPY
#define AMPA     STORY_KETAMINE_AMPA_BLOCK
#define MTOR     STORY_KETAMINE_MTOR_BLOCK

/* Ranges: rates as in cortex in vivo (Wang 2002), CV Softky & Koch 1993; weak
 * correlations Ecker et al. 2010, Cohen & Kohn 2011; plasma Zarate et al. 2006
 * and Krystal et al. 1994; firing Homayoun & Moghaddam 2007; glutamate Moghaddam et al. 1997; BDNF
 * Autry et al. 2011; spines Li et al. 2010 and Moda-Sava et al. 2019; blocks Maeng et al. 2008 and
 * Li et al. 2010. The rest is chosen: what the story claims, put into numbers beforehand. */
static const struct target TARGETS[] = {
    {"pyramidal rate at rest", "Hz", 0.5, 6, ANY, ANY, 0, VALUE, rate_exc},
    {"interneuron rate at rest", "Hz", 5, 20, ANY, ANY, 0, VALUE, rate_inh},
    {"rate of the active place at rest", "Hz", 15, 50, ANY, ANY, 0, VALUE, active},
    {"variation of intervals at rest", "", 0.6, 1.3, ANY, ANY, 0, VALUE, cv_isi},
    {"correlation of two cells of a place at rest", "", -0.01, 0.1, ANY, ANY, 0, VALUE, synchrony},
    {"rigidity at rest", "", 0.7, 1, ANY, ANY, 0, VALUE, experiment_rigidity},
    {"share of the trodden path at rest", "", 0.8, 1, ANY, ANY, 0, VALUE, loop_share},
    {"drift of rigidity, saline, day 7", "", -0.05, 0.05, STORY_SALINE, ANY, 7, DRIFT,
     experiment_rigidity},
    {"plasma at 40 min", "ng/ml", 150, 250, KET, ANY, INFUSION, VALUE, plasma},
    {"peak occupancy", "", 0.25, 0.45, KET, ANY, 0, PEAK, occupancy},
    {"interneurons down, infusion", "%", 10, 40, KET, ANY, INFUSION, LOSS, rate_inh},
    {"pyramidal cells up, infusion", "%", 10, 60, KET, ANY, INFUSION, GAIN, rate_exc},
    {"peak of glutamate", "x", 1.2, 2, KET, ANY, 0, PEAK, glutamate},
    {"time of the peak of glutamate", "h", 0.7, 1.7, KET, ANY, 0, PEAK_H, glutamate},
    {"rigidity down, infusion", "%", 25, 100, KET, ANY, INFUSION, LOSS, experiment_rigidity},
    {"peak of BDNF", "x", 1.2, 2, KET, ANY, 0, PEAK, bdnf},
    {"time of the peak of BDNF", "h", 0.5, 3, KET, ANY, 0, PEAK_H, bdnf},
    {"spines up, ketamine, day 1", "%", 15, 35, KET, ANY, 1, GAIN, experiment_spine_density},
    {"spines up, saline, day 1", "%", -INFINITY, 3, STORY_SALINE, ANY, 1, GAIN,
     experiment_spine_density},
    {"spines up, AMPA block, day 1", "%", -INFINITY, 5, AMPA, ANY, 1, GAIN,
     experiment_spine_density},
    {"spines up, mTOR block, day 1", "%", -INFINITY, 5, MTOR, ANY, 1, GAIN,
     experiment_spine_density},
    {"rigidity below saline, ketamine, day 1", "%", 20, 100, KET, STORY_SALINE, 1, LESS,
     experiment_rigidity},
    {"rigidity off saline, AMPA block, day 1", "%", -5, 5, AMPA, STORY_SALINE, 1, OFF,
     experiment_rigidity},
    {"rigidity off saline, mTOR block, day 1", "%", -5, 5, MTOR, STORY_SALINE, 1, OFF,
     experiment_rigidity},
    {"spines up, ketamine alone, day 21", "%", -INFINITY, 8, KET, ANY, 21, GAIN,
     experiment_spine_density},
    {"rigidity, ketamine alone, of saline's, day 21", "%", 85, INFINITY, KET, STORY_SALINE, 21,
     SHARE, experiment_rigidity},
    {"share of the practised path, day 28", "%", 25, 100, BOTH, ANY, 28, VALUE, practised},
    {"rigidity with practice, of ketamine alone's, day 28", "%", 0, 85, BOTH, KET, 28, SHARE,
     experiment_rigidity},
    {"therapy alone less half of that change, day 28", "%", -INFINITY, 0, STORY_THERAPY,
     STORY_SALINE, 28, HALF, experiment_rigidity},
    {"rigidity off saline, SSRI, day 1", "%", -5, 5, STORY_SSRI, STORY_SALINE, 1, OFF,
     experiment_rigidity},
    {"rigidity below saline, SSRI, day 42", "%", 5, 25, STORY_SSRI, STORY_SALINE, 42, LESS,
     experiment_rigidity},
    /* "not above": within the five per cent that count as none elsewhere */
    {"new synapses of saline's, SSRI, day 42", "%", 0, 105, STORY_SSRI, STORY_SALINE, 42, SHARE,
     experiment_new_synapses},
};

static int find_arm(const struct experiment_results *results, int treatment)
{
    for (unsigned a = 0; a < results->arms; a++)
        if (treatment == ANY || (int)results->arm[a] == treatment)
            return (int)a;
    return -1;
}

/* NaN where it was not measured. */
static double value_at(const struct experiment_results *results, int treatment, unsigned seed,
                       double day, experiment_value value)
{
    int arm = find_arm(results, treatment);
    const struct experiment_row *row =
        arm < 0 ? NULL : experiment_row_at(results, (unsigned)arm, seed, day);
    return row ? value(row) : (double)NAN;
}

static double peak(const struct experiment_results *results, const struct target *target,
                   unsigned seed, double *at_h)
{
    int arm = find_arm(results, target->arm);
    double most = NAN;
    if (arm < 0)
        return NAN;
    const struct experiment_rows *rows = &results->run[(unsigned)arm * results->seeds + seed];
    for (unsigned i = 0; i < rows->n && rows->row[i].day < PEAK_D + 1e-6; i++) {
        double value = target->value(&rows->row[i]);
        if (!(value <= most)) {
            most = value;
            *at_h = 24.0 * rows->row[i].day;
        }
    }
    return most;
}

static double read(const struct experiment_results *results, const struct target *target,
                   unsigned seed)
{
    double at_h = NAN;
    double now = value_at(results, target->arm, seed, target->day, target->value);
    double rest = value_at(results, target->arm, seed, 0, target->value);
    double other = value_at(results, target->other, seed, target->day, target->value);
    switch (target->reading) {
    case VALUE:
        return now;
    case LOSS:
        return 100.0 * (1.0 - now / rest);
    case GAIN:
        return 100.0 * (now / rest - 1.0);
    case DRIFT:
        return now - rest;
    case LESS:
        return 100.0 * (1.0 - now / other);
    case OFF:
        return 100.0 * (now / other - 1.0);
    case SHARE:
        return 100.0 * now / other;
    case PEAK:
        return peak(results, target, seed, &at_h);
    case PEAK_H:
        peak(results, target, seed, &at_h);
        return at_h;
    case HALF: {
        double both = value_at(results, BOTH, seed, target->day, target->value);
        double alone = value_at(results, KET, seed, target->day, target->value);
        return 100.0 * (1.0 - now / other) - 50.0 * (1.0 - both / alone);
    }
    }
    return NAN;
}

static void range_text(char *text, size_t size, const struct target *target)
{
    const char *gap = target->unit[0] ? " " : "";
    if (isinf(target->least))
        snprintf(text, size, "at most %g%s%s", target->most, gap, target->unit);
    else if (isinf(target->most))
        snprintf(text, size, "at least %g%s%s", target->least, gap, target->unit);
    else
        snprintf(text, size, "%g to %g%s%s", target->least, target->most, gap, target->unit);
}

static void print_missing(FILE *to, const struct experiment_results *results,
                          const struct target *target)
{
    int needed[] = {target->arm, target->other, target->reading == HALF ? (int)BOTH : (int)ANY,
                    target->reading == HALF ? (int)KET : (int)ANY};
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
        if (needed[i] != ANY && find_arm(results, needed[i]) < 0) {
            fprintf(to, "not measured: needs --treatment %s\n",
                    story_treatment_name((enum story_treatment)needed[i]));
            return;
        }
    struct experiment_rows any = experiment_any_run(results);
    if (!any.n || any.row[any.n - 1].day < target->day - 1e-6)
        fprintf(to, "not measured: needs --days %g\n", ceil(target->day));
    else
        fprintf(to, "not measured: nothing to measure it by\n");
}

void experiment_targets_print(FILE *to, const struct experiment_results *results)
{
    unsigned n = sizeof TARGETS / sizeof *TARGETS;
    double *values = calloc(results->seeds, sizeof *values);
    for (unsigned i = 0; values && i < n; i++) {
        const struct target *target = &TARGETS[i];
        char range[48], value[48];
        for (unsigned s = 0; s < results->seeds; s++)
            values[s] = read(results, target, s);
        struct experiment_mean mean = experiment_mean(values, results->seeds);
        range_text(range, sizeof range, target);
        fprintf(to, "%-52s %-19s ", target->name, range);
        if (!mean.n) {
            print_missing(to, results, target);
            continue;
        }
        if (mean.n > 1)
            snprintf(value, sizeof value, "%.3g [%.3g, %.3g]", mean.mean, mean.mean - mean.half,
                     mean.mean + mean.half);
        else
            snprintf(value, sizeof value, "%.3g", mean.mean);
        bool good = mean.mean >= target->least && mean.mean <= target->most;
        fprintf(to, "%-26s %s\n", value, good ? "met" : "not met");
    }
    free(values);
}
