/* The claim of the story, on the network as it is shown: one dose loosens the walk while it is
 * there and leaves new synapses a day later, and saline does neither; a path that is practised then
 * is walked the day after, and without the dose it is not.
 *
 * Each seed wears in once; its two arms then go on from copies of the same process. */
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fixture.h"
#include "story/practice.h"

enum { SEEDS = 2, ARMS = 2, KETAMINE = 0, SALINE = 1 };

static const double MINUTE_S = 60.0;

struct outcome {
    struct stretch before, infusion, during, after; /* during: minutes 20 to 60 */
    double bdnf_peak, density;
    double practised; /* share of transitions on the practised path on day 2 */
};

static const struct story_way PATH = {.n_steps = 5, .steps = {0, 4, 5, 6, 0}};

static double share_of_path(struct model *model)
{
    struct model_snapshot *snapshot = model_snapshot_create(model);
    double share = 0;
    if (!snapshot)
        return NAN;
    model_snapshot_take(model, snapshot);
    for (uint32_t w = 0; w < snapshot->n_ways; w++)
        for (unsigned i = 0; i + 1 < PATH.n_steps; i++)
            if (snapshot->ways[w].from == PATH.steps[i] && snapshot->ways[w].to == PATH.steps[i + 1])
                share += (double)snapshot->ways[w].traffic;
    model_snapshot_destroy(snapshot);
    return share;
}

/* A stretch whose peak of BDNF counts. */
static struct stretch pass(struct model *model, double spike_s, double slow_s, double *bdnf_peak)
{
    struct stretch seen = stretch(model, spike_s, slow_s);
    *bdnf_peak = fmax(*bdnf_peak, seen.bdnf_peak);
    return seen;
}

static struct outcome follow(struct model *model, int arm, struct stretch before)
{
    struct outcome seen = {.before = before};
    struct model_dose dose = {.route = MODEL_ROUTE_INFUSION,
                              .dose_mg_kg = arm == KETAMINE ? 0.5f : 0.0f,
                              .weight_kg = 70.0f,
                              .minutes = 40.0f};
    model_dose(model, &dose);
    pass(model, 8.0, 20 * MINUTE_S, &seen.bdnf_peak);
    seen.infusion = pass(model, 10.0, 20 * MINUTE_S, &seen.bdnf_peak);
    struct stretch rest = pass(model, 10.0, 20 * MINUTE_S, &seen.bdnf_peak);
    seen.during.rigidity = 0.5 * (seen.infusion.rigidity + rest.rigidity);
    seen.during.loop_share = 0.5 * (seen.infusion.loop_share + rest.loop_share);
    pass(model, 3.0, 60 * MINUTE_S, &seen.bdnf_peak);
    pass(model, 8.0, 21 * 60 * MINUTE_S, &seen.bdnf_peak);
    seen.after = pass(model, 8.0, 60 * MINUTE_S, &seen.bdnf_peak);
    seen.density = (double)seen.after.last.spine_density;

    practice_session(model, &PATH);
    stretch(model, 24.0, 23 * 60 * MINUTE_S);
    model_walk_begin(model);
    stretch(model, 30.0, 30.0);
    seen.practised = share_of_path(model);
    return seen;
}

/* In a process of its own: wears in, lets the two arms go, and writes what they saw. */
static int run_seed(uint64_t seed, int to)
{
    struct model_config config = circling_config();
    struct model *model = model_create(&config, seed, NULL);
    if (!model)
        return 1;
    while (model_wear_in(model) < 1.0f)
        ;
    struct stretch before = stretch(model, 6.0, 6.0);
    for (int arm = 0; arm < ARMS; arm++) {
        pid_t child = fork();
        int status = 1;
        if (child < 0)
            return 1;
        if (child == 0) {
            struct outcome seen = follow(model, arm, before);
            _exit(write(to, &seen, sizeof seen) != (ssize_t)sizeof seen);
        }
        if (waitpid(child, &status, 0) != child || status != 0)
            return 1;
    }
    return 0;
}

static void mean_of(const struct outcome seen[SEEDS][ARMS], int arm, struct outcome *mean)
{
    *mean = (struct outcome){0};
    for (int s = 0; s < SEEDS; s++) {
        mean->before.rigidity += seen[s][arm].before.rigidity / SEEDS;
        mean->during.rigidity += seen[s][arm].during.rigidity / SEEDS;
        mean->during.loop_share += seen[s][arm].during.loop_share / SEEDS;
        mean->after.rigidity += seen[s][arm].after.rigidity / SEEDS;
        mean->infusion.rate_exc += seen[s][arm].infusion.rate_exc / SEEDS;
        mean->infusion.rate_inh += seen[s][arm].infusion.rate_inh / SEEDS;
        mean->practised += seen[s][arm].practised / SEEDS;
    }
}

static void one_dose_loosens_and_grows_and_saline_does_neither(void **state)
{
    (void)state;
#ifdef SNOWMELT_SANITIZED
    skip(); /* minutes long there; the same code runs sanitized on a small network elsewhere */
#endif
    struct outcome seen[SEEDS][ARMS], ketamine, saline;
    int pipes[SEEDS][2];
    pid_t child[SEEDS];

    for (int s = 0; s < SEEDS; s++) {
        assert_int_equal(pipe(pipes[s]), 0);
        fflush(NULL);
        child[s] = fork();
        assert_true(child[s] >= 0);
        if (child[s] == 0)
            _exit(run_seed(21 + (uint64_t)s, pipes[s][1]));
        close(pipes[s][1]);
    }
    bool whole = true;
    for (int s = 0; s < SEEDS; s++) {
        int status = 1;
        for (int arm = 0; arm < ARMS; arm++)
            whole = read(pipes[s][0], &seen[s][arm], sizeof seen[s][arm]) ==
                        (ssize_t)sizeof seen[s][arm] &&
                    whole;
        close(pipes[s][0]);
        whole = waitpid(child[s], &status, 0) == child[s] && status == 0 && whole;
    }
    assert_true(whole);

    for (int s = 0; s < SEEDS; s++)
        for (int arm = 0; arm < ARMS; arm++) {
            const struct outcome *o = &seen[s][arm];
            print_message("seed %d %-8s rigidity before %.2f during %.2f day 1 %.2f, loop %.2f "
                          "%.2f %.2f, rates %.2f/%.2f -> %.2f/%.2f Hz, BDNF %.2f, spines %.3f, "
                          "practised %.2f\n",
                          21 + s, arm == KETAMINE ? "ketamine" : "saline", o->before.rigidity,
                          o->during.rigidity, o->after.rigidity, o->before.loop_share,
                          o->during.loop_share, o->after.loop_share, o->before.rate_exc,
                          o->before.rate_inh, o->infusion.rate_exc, o->infusion.rate_inh,
                          o->bdnf_peak, o->density, o->practised);
        }

    mean_of(seen, KETAMINE, &ketamine);
    mean_of(seen, SALINE, &saline);
    /* Interneurons fall and pyramidal cells rise: Homayoun & Moghaddam 2007. */
    assert_true(ketamine.infusion.rate_inh < 0.95 * saline.infusion.rate_inh);
    assert_true(ketamine.infusion.rate_exc > 1.1 * saline.infusion.rate_exc);
    assert_true(ketamine.during.rigidity < 0.9 * saline.during.rigidity);
    assert_true(ketamine.during.loop_share < 0.95 * saline.during.loop_share);
    assert_true(ketamine.after.rigidity < 0.9 * saline.after.rigidity);
    assert_true(fabs(saline.after.rigidity - saline.before.rigidity) < 0.1);
    assert_true(ketamine.practised > 0.1);
    assert_true(saline.practised < 0.5 * ketamine.practised);
    for (int s = 0; s < SEEDS; s++) {
        const struct outcome *k = &seen[s][KETAMINE], *n = &seen[s][SALINE];
        assert_true(n->before.rigidity > 0.7 && n->before.loop_share > 0.8);
        assert_true(k->bdnf_peak > 1.2 && k->bdnf_peak < 2.0);
        assert_true(n->bdnf_peak < 1.05);
        assert_true(k->density > 1.08 && k->density < 1.35);
        assert_true(n->density > 0.97 && n->density < 1.03);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_dose_loosens_and_grows_and_saline_does_neither),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
