/* The model as a whole, on a small network: the same calls give the same bytes, bad configs are
 * refused, snapshots are true, nothing is allocated on the way, and blocks block. */
#include <malloc.h>

#include "fixture.h"

#include "model/cascade.h"
#include "model/constants.h"
#include "model/internal.h"

static const struct model_dose INFUSION = {
    .route = MODEL_ROUTE_INFUSION, .dose_mg_kg = 0.5f, .weight_kg = 70.0f, .minutes = 40.0f};

static const double HOUR_S = 3600.0;

/* A bit of everything that may happen to a model. */
static void live(struct model *model)
{
    model_advance(model, 500.0, 0.5);
    model_dose(model, &INFUSION);
    model_advance(model, 1000.0, 2.0 * HOUR_S);
    model_cue(model, 4);
    model_advance(model, 400.0, 60.0);
    model_cue(model, 5);
    model_advance(model, 400.0, 60.0);
    model_cue(model, -1);
    model_ssri(model, true);
    model_advance(model, 2000.0, 48.0 * HOUR_S);
}

static void the_seed_is_the_whole_of_chance(void **state)
{
    (void)state;
    struct model_config config = small_config();
    struct model *one = worn_model(&config, 5), *two = worn_model(&config, 5);
    struct model *other = worn_model(&config, 6);
    assert_true(model_state_hash(one) == model_state_hash(two));
    assert_true(model_state_hash(one) != model_state_hash(other));
    uint64_t before = model_state_hash(one);
    live(one);
    live(two);
    live(other);
    assert_true(model_state_hash(one) == model_state_hash(two));
    assert_true(model_state_hash(one) != model_state_hash(other));
    assert_true(model_state_hash(one) != before);
    struct error error = {0};
    assert_true(model_check(one, &error));

    /* Looking changes nothing. */
    struct model_snapshot *snapshot = model_snapshot_create(one);
    struct model_observables now;
    assert_non_null(snapshot);
    model_snapshot_take(one, snapshot);
    model_observe(one, &now);
    assert_memory_equal(&now, &snapshot->now, sizeof now);
    model_advance(one, 300.0, 60.0);
    model_advance(two, 300.0, 60.0);
    assert_true(model_state_hash(one) == model_state_hash(two));
    model_snapshot_destroy(snapshot);
    model_destroy(one);
    model_destroy(two);
    model_destroy(other);
}

/* Spikes of the cells in view over what is advanced in equal slices. */
static unsigned long spikes_in(struct model *model, double all_ms, double slice_ms,
                               double slow_per_ms, struct model_snapshot *snapshot)
{
    unsigned long spikes = 0;
    int slices = (int)(all_ms / slice_ms + 0.5);
    for (int i = 0; i < slices; i++) {
        model_advance(model, slice_ms, slice_ms * slow_per_ms);
        model_snapshot_take(model, snapshot);
        assert_int_equal(snapshot->spikes_dropped, 0);
        spikes += snapshot->n_spikes;
    }
    return spikes;
}

static void how_time_is_sliced_does_not_matter(void **state)
{
    (void)state;
    /* Slices that are no whole number of steps are among them: the rest is carried over. */
    static const double SLICES_MS[] = {1600.0, 200.0, 12.5, 0.8};
    struct model_config config = small_config();
    unsigned long spikes[4];
    uint64_t steps[4];
    for (int k = 0; k < 4; k++) {
        struct model *model = worn_model(&config, 8);
        struct model_snapshot *snapshot = model_snapshot_create(model);
        assert_non_null(snapshot);
        model_snapshot_take(model, snapshot);
        uint64_t first = snapshot->step;
        spikes[k] = spikes_in(model, 1600.0, SLICES_MS[k], 0.001, snapshot);
        steps[k] = snapshot->step - first;
        assert_near(snapshot->slow_s, 1.6, 0.001 * SLOW_STEP_MS + 1e-6);
        model_snapshot_destroy(snapshot);
        model_destroy(model);
    }
    assert_true(spikes[0] > 0);
    for (int k = 0; k < 4; k++) {
        assert_int_equal(steps[k], (uint64_t)(1600.0 / DT_MS + 0.5));
        assert_int_equal(spikes[k], spikes[0]);
    }
}

static void bad_configs_are_refused(void **state)
{
    (void)state;
    struct model_config bad[17];
    unsigned n = 0;
    for (unsigned i = 0; i < 17; i++)
        bad[i] = small_config();
    bad[n++].n_places = 2;
    bad[n++].n_places = MODEL_MAX_PLACES + 1;
    bad[n++].n_exc = 1000000;
    bad[n++].n_inh = 8;
    bad[n++].n_exc = 105;
    bad[n++].n_inh = 25;
    bad[n++].cells_per_place = 14;
    bad[n++].cells_per_place = 1u << 30; /* times 4 places: 0 in 32 bits */
    bad[n++].n_loop = 2;
    bad[n++].n_loop = 9;
    bad[n++].n_ways = MODEL_MAX_WAYS + 1;
    bad[n++].loop[1] = 0;
    bad[n++].ways[0].to = 8;
    bad[n++].ways[0].from = 8;
    bad[n++].ways[0].to = bad[0].ways[0].from;
    bad[n++].loop[1] = 8;
    bad[n++].n_inh = 5008;
    for (unsigned i = 0; i < n; i++) {
        struct error error = {0};
        if (model_create(&bad[i], 1, &error)) {
            print_error("config %u was taken\n", i);
            fail();
        }
        assert_int_equal(error.id, ERROR_MODEL_CONFIG);
        assert_true(error.text[0] != '\0');
    }
}

static void what_makes_no_sense_changes_nothing(void **state)
{
    (void)state;
    struct model_config config = small_config();
    struct model *model = worn_model(&config, 3);
    const struct model_dose drip = {
        .route = MODEL_ROUTE_INFUSION, .dose_mg_kg = 0.1f, .weight_kg = 70.0f, .minutes = 40.0f};
    for (int i = 0; i < DRUG_MAX_DOSES; i++)
        assert_true(model_dose(model, &drip));
    uint64_t was = model_state_hash(model);
    model_cue(model, (int)config.n_places);
    model_name_way(model, 0, 0);
    model_name_way(model, (uint8_t)config.n_places, 0);
    model_name_way(model, 0, (uint8_t)config.n_places);
    assert_true(model_wear_in(model) == 1.0f);
    assert_false(model_dose(model, &drip)); /* all drips are taken */
    assert_true(model_state_hash(model) == was);
    model_destroy(model);
}

/* Story time that comes without spiking is not lost. */
static void time_too_short_to_step_is_owed(void **state)
{
    (void)state;
    struct model_config config = small_config();
    struct model *model = worn_model(&config, 3);
    struct model_snapshot *snapshot = model_snapshot_create(model);
    model_snapshot_take(model, snapshot);
    double was_s = snapshot->slow_s;
    uint64_t steps = snapshot->step;
    model_advance(model, 0.25 * DT_MS, 3600.0);
    model_snapshot_take(model, snapshot);
    assert_int_equal(snapshot->step, steps);
    model_advance(model, 100.0, 1.0);
    model_snapshot_take(model, snapshot);
    assert_near(snapshot->slow_s, was_s + 3601.0, 1.0);
    model_snapshot_destroy(snapshot);
    model_destroy(model);
}

static void a_number_gone_wrong_is_found(void **state)
{
    (void)state;
    struct model_config config = small_config();
    struct model *model = worn_model(&config, 3);
    struct neurons *cells = &model->circuit.cells;
    float *const parts[] = {&cells->v[7], &cells->inhibition[7], &cells->scaling[7]};
    struct error error = {0};
    assert_true(model_check(model, &error));
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        float was = *parts[i];
        *parts[i] = NAN;
        assert_false(model_check(model, &error));
        assert_non_null(strstr(error.text, "cell 7"));
        *parts[i] = was;
    }
    assert_true(model_check(model, &error));
    model_destroy(model);
}

static void snapshots_are_in_order_and_in_range(void **state)
{
    (void)state;
    /* Not so small that no two cells in view have a synapse. */
    struct model_config config = circling_config();
    config.cells_per_place = 40;
    config.n_exc = 400;
    config.n_inh = 96;
    struct model *model = worn_model(&config, 3);
    struct model_snapshot *s = model_snapshot_create(model);
    assert_non_null(s);
    model_snapshot_take(model, s); /* away with the spikes of wearing in */
    model_dose(model, &INFUSION);
    for (int turn = 0; turn < 20; turn++) {
        model_advance(model, 400.0, 4.0 * HOUR_S);
        model_snapshot_take(model, s);
        uint64_t first_fresh = UINT64_MAX;
        assert_true(s->n_links > 0 && s->n_cells > 0);
        for (uint32_t i = 0; i < s->n_cells; i++) {
            assert_true(s->cells[i].neuron < s->n_exc + s->n_inh);
            assert_true((s->cells[i].type == MODEL_INTERNEURON) ==
                        (s->cells[i].neuron >= s->n_exc));
            assert_true(s->cells[i].place >= -1 && s->cells[i].place < (int)s->n_places);
            assert_true(s->cells[i].region < s->n_regions);
            assert_true(s->cell_rate_hz[i] >= 0.0f);
        }
        for (uint32_t i = 0; i < s->n_links; i++) {
            const struct model_link_view *link = &s->links[i];
            assert_true(link->id > (i ? s->links[i - 1].id : 0)); /* sorted, unique, not 0 */
            assert_true(link->pre < s->n_cells && link->post < s->n_cells);
            assert_true(link->pre != link->post);
            assert_int_equal(s->cells[link->pre].type, MODEL_PYRAMIDAL);
            assert_int_equal(s->cells[link->post].type, MODEL_PYRAMIDAL);
            assert_true(link->stage <= MODEL_MATURE);
            assert_true(link->efficacy >= 0.0f && link->efficacy <= 1.0f);
            assert_true(link->age_h >= 0.0f);
            /* As the weights have it: a fifth at efficacy 0, nothing before it works. */
            float ampa = link->stage < MODEL_FUNCTIONAL ? 0.0f : 0.2f + 0.8f * link->efficacy;
            assert_true(fabsf(link->ampa - ampa) < 0.02f);
            first_fresh = link->fresh && link->id < first_fresh ? link->id : first_fresh;
            assert_true(link->fresh == (link->id >= first_fresh));
        }
        for (uint32_t i = 0; i < s->n_spikes; i++) {
            assert_true(s->spikes[i].cell < s->n_cells);
            assert_true(s->spikes[i].ago_ms >= 0.0f && s->spikes[i].ago_ms <= 400.0f);
            assert_true(i == 0 || s->spikes[i].ago_ms <= s->spikes[i - 1].ago_ms);
        }
        double traffic = 0;
        assert_int_equal(s->n_ways, s->n_places * (s->n_places - 1));
        for (uint32_t i = 0; i < s->n_ways; i++) {
            assert_true(s->ways[i].from < s->n_places && s->ways[i].to < s->n_places);
            assert_true(s->ways[i].from != s->ways[i].to);
            assert_true(s->ways[i].fresh <= s->ways[i].synapses);
            traffic += s->ways[i].traffic;
        }
        assert_true(traffic < 1e-6 || fabs(traffic - 1.0) < 1e-5);
        assert_true(s->now.new_synapses <= s->now.synapses);
        assert_true(s->winner >= -1 && s->winner < (int)s->n_places);
        assert_near(s->since_dose_s, s->slow_s, 1e-6 + 0.1);
    }
    model_snapshot_destroy(s);
    model_destroy(model);
}

static void nothing_is_allocated_on_the_way(void **state)
{
    (void)state;
#ifdef SNOWMELT_SANITIZED
    skip(); /* the sanitizer's own allocator keeps no such count */
#endif
    struct model_config config = small_config();
    struct model *model = worn_model(&config, 5);
    struct model_snapshot *snapshot = model_snapshot_create(model);
    assert_non_null(snapshot);
    struct mallinfo2 before = mallinfo2();
    assert_true(before.uordblks > 0);
    live(model);
    model_snapshot_take(model, snapshot);
    struct mallinfo2 after = mallinfo2();
    assert_true(after.uordblks == before.uordblks);
    assert_true(after.hblkhd == before.hblkhd);
    model_snapshot_destroy(snapshot);
    model_destroy(model);
}

static void the_cascade_relaxes_with_its_times(void **state)
{
    (void)state;
    struct cascade cascade;
    struct cascade_input input = {.output_ratio = 1.5, .ampa_ratio = 1.0, .occupancy = 0.0};
    cascade_init(&cascade);
    cascade_advance(&cascade, &input, 37.0 * 60.0);
    assert_near(cascade.glutamate, 1.5 - 0.5 * exp(-37.0 / GLUTAMATE_TAU_MIN), 1e-9);
    assert_near(cascade.bdnf, 1.0, 1e-12); /* nothing that BDNF answers to */

    cascade_init(&cascade);
    input.occupancy = 0.2;
    cascade_advance(&cascade, &input, 95.0 * 60.0);
    assert_near(cascade.bdnf, 1.0 + BDNF_EEF2K * 0.2 * (1.0 - exp(-95.0 / BDNF_TAU_MIN)), 1e-9);
    assert_true(cascade.mtor > 0.0 && cascade.capacity > 0.0);

    /* Left alone it comes home. */
    input = (struct cascade_input){.output_ratio = 1.0, .ampa_ratio = 1.0};
    cascade_advance(&cascade, &input, 60.0 * 86400.0);
    assert_near(cascade.bdnf, 1.0, 1e-6);
    assert_near(cascade.capacity, 0.0, 1e-3);
}

static void blocks_block_the_cascade(void **state)
{
    (void)state;
    struct cascade ampa, mtor, open;
    struct cascade_input input = {.output_ratio = 1.4, .ampa_ratio = 2.0, .occupancy = 0.4};
    struct cascade_input no_ampa = input, no_mtor = input;
    no_ampa.ampa_blocked = true;
    no_mtor.mtor_blocked = true;
    cascade_init(&ampa);
    cascade_init(&mtor);
    cascade_init(&open);
    for (int i = 0; i < 240; i++) {
        cascade_advance(&ampa, &no_ampa, 360.0);
        cascade_advance(&mtor, &no_mtor, 360.0);
        cascade_advance(&open, &input, 360.0);
        assert_near(ampa.bdnf, 1.0, 1e-12);
        assert_near(ampa.mtor, 0.0, 1e-12);
        assert_near(ampa.capacity, 0.0, 1e-12);
        assert_true(mtor.mtor == 0.0 && mtor.capacity == 0.0);
        assert_near(mtor.bdnf, open.bdnf, 1e-12);
    }
    assert_true(open.bdnf > 1.0 && open.capacity > 0.0);
}

/* Half the release leaves half of what BDNF rises by, where it has settled. */
static void less_release_is_less_bdnf(void **state)
{
    (void)state;
    struct cascade whole, half;
    struct cascade_input input = {.output_ratio = 1.0, .ampa_ratio = 1.0, .occupancy = 0.3};
    struct cascade_input less = input;
    less.val66met = true;
    cascade_init(&whole);
    cascade_init(&half);
    for (int i = 0; i < 240; i++) {
        cascade_advance(&whole, &input, 360.0);
        cascade_advance(&half, &less, 360.0);
    }
    assert_true(whole.bdnf > 1.5);
    assert_near((half.bdnf - 1.0) / (whole.bdnf - 1.0), 0.5, 1e-9);

    struct model_config config = small_config();
    struct model_observables usual, met;
    for (int has = 0; has < 2; has++) {
        struct model *model = worn_model(&config, 5);
        model_val66met(model, has);
        model_dose(model, &INFUSION);
        model_advance(model, 4000.0, 4.0 * HOUR_S);
        model_observe(model, has ? &met : &usual);
        model_destroy(model);
    }
    assert_true(met.capacity > 0 && met.capacity < 0.6f * usual.capacity);
}

static void blocks_block_the_model(void **state)
{
    (void)state;
    struct model_config config = small_config();
    for (int block = 0; block < 3; block++) {
        struct model *model = worn_model(&config, 5);
        struct model_observables now;
        model_block_ampa(model, block == 1);
        model_block_mtor(model, block == 2);
        model_dose(model, &INFUSION);
        model_advance(model, 4000.0, 4.0 * HOUR_S);
        model_observe(model, &now);
        assert_true(now.plasma_ng_ml > 1.0f && now.occupancy > 0.0f);
        assert_true((now.bdnf > 1.0f) == (block != 1));
        assert_true((now.capacity > 0.0f) == (block == 0));
        model_destroy(model);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_seed_is_the_whole_of_chance),
        cmocka_unit_test(less_release_is_less_bdnf),
        cmocka_unit_test(how_time_is_sliced_does_not_matter),
        cmocka_unit_test(bad_configs_are_refused),
        cmocka_unit_test(what_makes_no_sense_changes_nothing),
        cmocka_unit_test(time_too_short_to_step_is_owed),
        cmocka_unit_test(a_number_gone_wrong_is_found),
        cmocka_unit_test(snapshots_are_in_order_and_in_range),
        cmocka_unit_test(nothing_is_allocated_on_the_way),
        cmocka_unit_test(the_cascade_relaxes_with_its_times),
        cmocka_unit_test(blocks_block_the_cascade),
        cmocka_unit_test(blocks_block_the_model),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
