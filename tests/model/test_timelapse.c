/* The time-lapse against the same stretch spike by spike: one network, one infusion, its first 12
 * minutes once with all 720 s of spiking and then as an experiment does it, with a minute or so. The
 * rigidity of a minute of walking scatters by 0.1, so that is done some times, a few seconds apart. */
#include <stdio.h>

#include "fixture.h"

static const double MINUTE_S = 60.0;

enum { TIMES = 4 };

struct end {
    struct stretch seen; /* of the last nine minutes */
    double loop_strength, loop_efficacy;
};

static struct end infuse(const struct model *worn, double before_s, double first_s, double then_s)
{
    const struct model_dose dose = {MODEL_ROUTE_INFUSION, 0.5f, 70.0f, 40.0f};
    struct model *model = model_copy(worn);
    struct end end = {0};
    assert_non_null(model);
    model_advance(model, before_s * 1000.0, before_s);
    model_dose(model, &dose);
    stretch(model, first_s, 3 * MINUTE_S);
    model_walk_begin(model);
    end.seen = stretch(model, then_s, 9 * MINUTE_S);

    struct model_snapshot *snapshot = model_snapshot_create(model);
    assert_non_null(snapshot);
    model_snapshot_take(model, snapshot);
    unsigned worn_ways = 0;
    for (uint32_t w = 0; w < snapshot->n_ways; w++) {
        if (!snapshot->ways[w].worn)
            continue;
        end.loop_strength += (double)snapshot->ways[w].strength;
        end.loop_efficacy += (double)snapshot->ways[w].efficacy;
        worn_ways++;
    }
    assert_int_equal(worn_ways, 4);
    end.loop_strength /= worn_ways;
    end.loop_efficacy /= worn_ways;
    model_snapshot_destroy(snapshot);
    model_destroy(model);
    return end;
}

static void tell(const char *name, const struct end *end)
{
    print_message("%-10s rigidity %.3f of %u, rates %.2f/%.2f Hz, glutamate %.3f, BDNF %.3f, "
                  "capacity %.4f, occupancy %.4f, loop %.4f at %.4f, spines %.4f\n",
                  name, (double)end->seen.last.rigidity, end->seen.last.transitions, end->seen.rate_exc,
                  end->seen.rate_inh, (double)end->seen.last.glutamate, (double)end->seen.last.bdnf,
                  (double)end->seen.last.capacity, (double)end->seen.last.occupancy, end->loop_strength,
                  end->loop_efficacy, (double)end->seen.last.spine_density);
}

static void skipping_spikes_tells_the_same(void **state)
{
    (void)state;
#ifdef SNOWMELT_SANITIZED
    skip(); /* minutes long there */
#endif
    struct model_config config = circling_config();
    config.cells_per_place = 80; /* half of the usual, and a seed with which the dose loosens the */
    config.n_exc = 800;          /* walk, so that its rigidity could be another */
    config.n_inh = 200;
    struct model *worn = worn_model(&config, 33);
    struct end all = infuse(worn, 0.0, 180.0, 540.0), skipped;
    double rigidity = 0, rate_exc = 0, rate_inh = 0;
    tell("all spikes", &all);
    for (int i = 0; i < TIMES; i++) {
        skipped = infuse(worn, 2.0 * i, 5.0, 60.0);
        tell("skipping", &skipped);
        rigidity += (double)skipped.seen.last.rigidity / TIMES;
        rate_exc += skipped.seen.rate_exc / TIMES;
        rate_inh += skipped.seen.rate_inh / TIMES;
    }
    assert_near(skipped.seen.last.occupancy, all.seen.last.occupancy, 1e-3);
    /* the averages remember ten seconds of spiking, a sixth of the minute */
    assert_near(rate_exc / all.seen.rate_exc, 1.0, 0.08);
    assert_near(rate_inh / all.seen.rate_inh, 1.0, 0.05);
    assert_near(skipped.seen.last.glutamate / all.seen.last.glutamate, 1.0, 0.1);
    assert_near(skipped.seen.last.bdnf / all.seen.last.bdnf, 1.0, 0.03);
    assert_near(skipped.loop_strength, all.loop_strength, 0.01);
    assert_near(skipped.loop_efficacy, all.loop_efficacy, 0.005);
    assert_near(skipped.seen.last.spine_density, all.seen.last.spine_density, 0.002);
    assert_near(rigidity, (double)all.seen.last.rigidity, 0.13);
    model_destroy(worn);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(skipping_spikes_tells_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
