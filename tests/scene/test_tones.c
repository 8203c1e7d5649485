/* What is heard follows from the walk and from single spikes, and from nothing else. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "scene/tones.h"
#include "synthetic.h"

static const float FRAME_S = 1.0f / 30;
static const float PAN[MODEL_MAX_PLACES] = {-0.5f, -0.2f, 0.3f, 0.6f, -0.9f, 0.9f, 0.1f, 0.0f};

struct world {
    struct synthetic *made;
    struct story_view view;
    struct tones tones;
};

static int set_up(void **state)
{
    struct world *world = calloc(1, sizeof *world);
    if (!world || !(world->made = synthetic_create()))
        return -1;
    world->view.phase = STORY_RIGID;
    world->view.story_h = -1.0f;
    tones_init(&world->tones);
    *state = world;
    return 0;
}

static int tear_down(void **state)
{
    struct world *world = *state;
    free(world->made);
    free(world);
    return 0;
}

/* The next snapshot, 50 ms of spiking later, with this place in the lead. */
static void look(struct world *world, int winner)
{
    struct model_snapshot *s = &world->made->snapshot;
    s->step += 500;
    s->spike_s += 0.05;
    s->winner = winner;
    tones_observe(&world->tones, s, &world->view, PAN, FRAME_S);
    s->n_spikes = 0;
}

/* Long enough that the next tone may sound. */
static void wait(struct world *world, int winner)
{
    for (int i = 0; i < 30; i++)
        look(world, winner);
}

static struct model_way_view *way(struct world *world, int from, int to)
{
    struct model_snapshot *s = &world->made->snapshot;
    for (uint32_t w = 0; w < s->n_ways; w++)
        if (s->ways[w].from == from && s->ways[w].to == to)
            return &s->ways[w];
    fail();
    return NULL;
}

static struct tone only(const struct world *world)
{
    assert_int_equal(world->tones.n, 1);
    return world->tones.tone[0];
}

static void a_step_of_the_walk_is_one_tone(void **state)
{
    struct world *world = *state;
    look(world, 0);
    assert_int_equal(world->tones.n, 0); /* where it came from is not known yet */
    look(world, 0);
    assert_int_equal(world->tones.n, 0);
    look(world, 1);
    struct tone tone = only(world);
    assert_int_equal(tone.voice, TONE_PATH);
    assert_true(tone.pan == PAN[1]);
    assert_true(tone.gain > 0.0f && tone.gain <= 1.0f);
    look(world, 1);
    assert_int_equal(world->tones.n, 0);
    look(world, -1); /* nobody leads for a moment */
    assert_int_equal(world->tones.n, 0);
    look(world, 1);
    assert_int_equal(world->tones.n, 0);
}

static void worn_new_and_other_ways_have_their_own_voice(void **state)
{
    struct world *world = *state;
    look(world, 0);
    look(world, 4);
    assert_int_equal(only(world).voice, TONE_OTHER);
    wait(world, 0);
    way(world, 0, 4)->fresh = way(world, 0, 4)->synapses / 3;
    look(world, 4);
    struct tone young = only(world);
    assert_int_equal(young.voice, TONE_NEW);
    wait(world, 0);
    way(world, 0, 4)->fresh = way(world, 0, 4)->synapses;
    look(world, 4);
    assert_true(only(world).gain > young.gain);
    /* Worn is worn, whatever has grown beside it. */
    wait(world, 0);
    way(world, 0, 1)->fresh = 500;
    look(world, 1);
    assert_int_equal(only(world).voice, TONE_PATH);
    /* A way without synapses is none. */
    wait(world, 0);
    *way(world, 0, 5) = (struct model_way_view){.from = 0, .to = 5};
    look(world, 5);
    assert_int_equal(only(world).voice, TONE_OTHER);
}

static void pitch_is_the_place_and_climbs_along_the_loop(void **state)
{
    struct world *world = *state;
    float hz[SYNTHETIC_PLACES] = {0};
    look(world, 3);
    for (int lap = 0; lap < 2; lap++) {
        for (int p = 0; p < 4; p++) {
            look(world, p);
            struct tone tone = only(world);
            assert_int_equal(tone.voice, TONE_PATH);
            assert_true(lap == 0 || tone.hz == hz[p]);
            hz[p] = tone.hz;
            wait(world, p);
        }
    }
    for (int p = 1; p < 4; p++)
        assert_true(hz[p] > hz[p - 1]);
    assert_true(hz[0] > 100.0f && hz[3] < 300.0f);
    /* By a new way the same place is heard an octave higher. */
    wait(world, 5);
    way(world, 5, 2)->fresh = 300;
    look(world, 2);
    assert_int_equal(only(world).voice, TONE_NEW);
    assert_true(fabsf(only(world).hz - 2.0f * hz[2]) < 0.1f);
}

static void every_two_places_agree(void **state)
{
    struct world *world = *state;
    float hz[SYNTHETIC_PLACES];
    for (int p = 0; p < SYNTHETIC_PLACES; p++) {
        wait(world, p ? 0 : 1);
        look(world, p);
        struct tone tone = only(world);
        hz[p] = tone.hz / (tone.voice == TONE_NEW ? 2.0f : 1.0f);
        for (int q = 0; q < p; q++) {
            double apart = fabs(1200.0 * log2((double)(hz[p] / hz[q])));
            /* Neither a semitone nor a tritone, whatever the octave. */
            apart = fmod(apart, 1200.0);
            if ((apart > 20.0 && apart < 170.0) || (apart > 520.0 && apart < 680.0) ||
                (apart > 1030.0 && apart < 1180.0))
                fail_msg("places %d and %d are %g cents apart", q, p, apart);
        }
    }
}

/* The spike of a cell of this place. */
static void spike(struct world *world, int place, float ago_ms)
{
    struct model_snapshot *s = &world->made->snapshot;
    uint16_t cell = 0;
    while (world->made->cells[cell].place != place)
        cell++;
    world->made->spikes[s->n_spikes++] = (struct model_spike_view){cell, ago_ms};
}

static void tones_keep_the_order_and_the_time_of_spikes(void **state)
{
    struct world *world = *state;
    float waits[2];
    for (int late = 0; late < 2; late++) {
        wait(world, 0);
        world->tones.ready_grain = 0.0f;
        spike(world, 1, late ? 5.0f : 45.0f);
        spike(world, 1, 1.0f);
        look(world, 1);
        waits[late] = only(world).wait_s;
    }
    assert_true(waits[1] > waits[0]);
    assert_true(waits[0] >= 0.0f && waits[1] <= FRAME_S);
}

static void grains_are_few_and_of_excitation_only(void **state)
{
    struct world *world = *state;
    struct model_snapshot *s = &world->made->snapshot;
    uint32_t first_inh = 0, grains = 0;
    while (world->made->cells[first_inh].type != MODEL_INTERNEURON)
        first_inh++;
    look(world, 0);
    for (int i = 0; i < 300; i++) {
        for (uint32_t k = 0; k < 200; k++)
            world->made->spikes[s->n_spikes++] =
                (struct model_spike_view){(uint16_t)(first_inh + k % SYNTHETIC_INH), 1.0f};
        look(world, 0);
        grains += world->tones.n;
    }
    assert_int_equal(grains, 0);
    for (int i = 0; i < 300; i++) { /* ten seconds of far too many */
        for (uint32_t k = 0; k < 1000; k++)
            world->made->spikes[s->n_spikes++] =
                (struct model_spike_view){(uint16_t)(k % (SYNTHETIC_PLACES * SYNTHETIC_PER_PLACE)),
                                          1.0f};
        look(world, 0);
        for (uint32_t t = 0; t < world->tones.n; t++)
            assert_int_equal(world->tones.tone[t].voice, TONE_GRAIN);
        grains += world->tones.n;
    }
    assert_in_range(grains, 20, 56);
}

static void a_walk_that_races_is_thinned_out(void **state)
{
    struct world *world = *state;
    uint32_t tones = 0;
    look(world, 0);
    for (int i = 1; i <= 300; i++) {
        look(world, i % 4);
        tones += world->tones.n;
    }
    assert_in_range(tones, 20, 44);
}

static void another_time_makes_no_sound(void **state)
{
    struct world *world = *state;
    struct model_snapshot *s = &world->made->snapshot;
    wait(world, 0);
    s->spike_s += 60.0; /* ahead */
    look(world, 1);
    assert_int_equal(world->tones.n, 0);
    look(world, 2);
    assert_int_equal(world->tones.n, 0);
    look(world, 3);
    only(world);
    s->step = 10; /* back */
    s->spike_s = 0.001;
    look(world, 0);
    assert_int_equal(world->tones.n, 0);
    world->view.phase = STORY_WEARING_IN;
    for (int i = 0; i < 8; i++) {
        look(world, i % 4);
        assert_int_equal(world->tones.n, 0);
    }
}

static void the_mood_follows_the_model(void **state)
{
    struct world *world = *state;
    struct model_snapshot *s = &world->made->snapshot;
    s->now = (struct model_observables){.rigidity = 1.0f, .synapses = 1000, .new_synapses = 500};
    look(world, 0);
    assert_true(world->tones.mood.rigidity == 1.0f && world->tones.mood.softness == 0.0f);
    assert_true(world->tones.mood.growth == 0.0f); /* no dose was given yet */
    float awake = world->tones.mood.presence;
    s->now.rigidity = 0.6f;
    s->now.occupancy = 0.2f;
    world->view.story_h = 24.0f;
    world->view.paused = true;
    look(world, 0);
    assert_true(world->tones.mood.rigidity < 0.5f && world->tones.mood.rigidity > 0.0f);
    assert_true(world->tones.mood.softness > 0.4f && world->tones.mood.softness < 1.0f);
    assert_true(world->tones.mood.growth == 1.0f);
    assert_true(world->tones.mood.presence < 0.6f * awake);
    s->now = (struct model_observables){.rigidity = NAN, .occupancy = INFINITY};
    look(world, 0);
    assert_true(world->tones.mood.rigidity >= 0.0f && world->tones.mood.softness <= 1.0f);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(a_step_of_the_walk_is_one_tone),
        TEST(worn_new_and_other_ways_have_their_own_voice),
        TEST(pitch_is_the_place_and_climbs_along_the_loop),
        TEST(every_two_places_agree),
        TEST(tones_keep_the_order_and_the_time_of_spikes),
        TEST(grains_are_few_and_of_excitation_only),
        TEST(a_walk_that_races_is_thinned_out),
        TEST(another_time_makes_no_sound),
        TEST(the_mood_follows_the_model),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
