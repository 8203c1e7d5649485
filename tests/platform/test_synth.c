/* The synthesiser: never loud, never sudden, the same every time. */
#include "../scratch.h"

#include <math.h>

#include "platform/synth.h"

enum { SECOND = SYNTH_RATE, LONGEST_S = 40 };

static const struct synth_mood FREE = {.presence = 1.0f, .softness = 0.4f};
static const struct synth_mood RIGID = {.presence = 1.0f, .rigidity = 1.0f};

static struct synth *make(int volume, const struct synth_mood *mood)
{
    struct error error;
    struct synth *synth = synth_create(&error);
    assert_non_null(synth);
    synth_volume(synth, volume);
    synth_mood(synth, mood);
    synth_switch(synth, true);
    return synth;
}

static float samples[(size_t)LONGEST_S * SECOND * SYNTH_CHANNELS];

static double rms(const float *from, size_t frames)
{
    double sum = 0;
    for (size_t i = 0; i < frames * SYNTH_CHANNELS; i++)
        sum += (double)from[i] * (double)from[i];
    return sqrt(sum / (double)(frames * SYNTH_CHANNELS));
}

static float peak(const float *from, size_t frames)
{
    float most = 0;
    for (size_t i = 0; i < frames * SYNTH_CHANNELS; i++) {
        assert_true(isfinite(from[i]));
        most = fmaxf(most, fabsf(from[i]));
    }
    return most;
}

/* The steepest step between two samples of one side. */
static float steepest(const float *from, size_t frames)
{
    float most = 0;
    for (size_t i = SYNTH_CHANNELS; i < frames * SYNTH_CHANNELS; i++)
        most = fmaxf(most, fabsf(from[i] - from[i - SYNTH_CHANNELS]));
    return most;
}

/* How much louder a window of 0.1 s is than the one before, at most; where there is hardly any
 * sound a rise out of it counts as from `floor`. */
static double steepest_rise(const float *from, size_t frames, double floor)
{
    size_t window = SECOND / 10;
    double most = 0, before = fmax(rms(from, window), floor);
    for (size_t at = 0; at + window <= frames; at += window) {
        double now = rms(from + at * SYNTH_CHANNELS, window);
        most = fmax(most, now / before);
        before = fmax(now, floor);
    }
    return most;
}

static uint32_t next(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

/* Far more notes than a model ever has, of all kinds, all as strong as can be. */
static void flood(struct synth *synth, float *out, size_t frames)
{
    uint32_t state = 7;
    for (size_t at = 0; at < frames; at += 480) {
        for (int i = 0; i < 40; i++)
            synth_note(synth, &(struct synth_note){.timbre = next(&state) % SYNTH_TIMBRES,
                                                   .wait_s = 0.001f * (float)(next(&state) % 50),
                                                   .hz = 100.0f + (float)(next(&state) % 1500),
                                                   .gain = 1.0f,
                                                   .pan = (float)(next(&state) % 3) - 1.0f});
        synth_render(synth, out + at * SYNTH_CHANNELS, 480);
    }
}

static void a_flood_is_neither_loud_nor_sudden(void **state)
{
    (void)state;
    for (int volume = 50; volume <= 100; volume += 50) {
        struct synth *synth = make(volume, &FREE);
        size_t frames = 20 * SECOND;
        flood(synth, samples, frames);
        float most = peak(samples, frames);
        if (most > SYNTH_PEAK)
            fail_msg("volume %d: a peak of %g", volume, (double)most);
        /* As steep as the highest tones are, far from a click. */
        if (steepest(samples, frames) > 0.0012f * (float)volume)
            fail_msg("volume %d: a step of %g", volume, (double)steepest(samples, frames));
        double rise = steepest_rise(samples, frames, 0.01);
        if (rise > 2.0) /* 6 dB */
            fail_msg("volume %d: %g times as loud within 0.1 s", volume, rise);
        /* Loud enough that the test has something to measure. */
        assert_true(rms(samples + 10 * SECOND * SYNTH_CHANNELS, 10 * SECOND) > 0.01);
        synth_destroy(synth);
    }
}

static void the_limiter_holds_what_is_too_much(void **state)
{
    (void)state;
    /* Wild numbers are brought into their range too. */
    struct synth_mood mood = {1e9f, NAN, INFINITY, 1e9f};
    struct synth *synth = make(100000, &mood);
    for (int i = 0; i < 40; i++)
        synth_note(synth, &(struct synth_note){.timbre = SYNTH_MALLET, .hz = 150.0f, .gain = 1e9f});
    synth_note(synth, &(struct synth_note){.timbre = 99, .hz = 150.0f, .gain = 1.0f});
    synth_note(synth, &(struct synth_note){.hz = NAN, .gain = 1.0f});
    synth_note(synth, &(struct synth_note){.wait_s = NAN, .hz = 200.0f, .gain = NAN, .pan = NAN});
    synth_render(synth, samples, 5 * SECOND);
    assert_true(peak(samples, 5 * SECOND) <= SYNTH_PEAK);
    synth_destroy(synth);
}

static void tones_begin_softly(void **state)
{
    (void)state;
    static const struct synth_mood STILL = {.presence = 0.0f};
    for (int timbre = 0; timbre < SYNTH_TIMBRES; timbre++) {
        struct synth *synth = make(50, &STILL);
        synth_render(synth, samples, 3 * SECOND);
        synth_note(synth, &(struct synth_note){.timbre = (enum synth_timbre)timbre,
                                               .hz = 330.0f,
                                               .gain = 1.0f});
        synth_render(synth, samples, SECOND);
        float most = peak(samples, SECOND);
        size_t first = 0, full = 0;
        while (fabsf(samples[first * 2]) + fabsf(samples[first * 2 + 1]) < 0.02f * most)
            first++;
        while (fmaxf(fabsf(samples[full * 2]), fabsf(samples[full * 2 + 1])) < 0.8f * most)
            full++;
        double rise_ms = 1e3 * (double)(full - first) / SECOND;
        if (rise_ms < 9.0)
            fail_msg("timbre %d is there within %g ms", timbre, rise_ms);
        assert_true(most > 0.003f);
        synth_destroy(synth);
    }
}

static void a_tone_dies_away(void **state)
{
    (void)state;
    static const struct synth_mood STILL = {.presence = 0.0f};
    struct synth *synth = make(50, &STILL);
    synth_render(synth, samples, 2 * SECOND);
    synth_note(synth, &(struct synth_note){.timbre = SYNTH_GLASS, .hz = 660.0f, .gain = 1.0f});
    synth_render(synth, samples, 12 * SECOND);
    assert_true(rms(samples, SECOND) > 0.005);
    assert_true(rms(samples + 10 * SECOND * SYNTH_CHANNELS, SECOND) < 1e-5);
    synth_destroy(synth);
}

static void pan_tells_left_from_right_and_leaves_neither_empty(void **state)
{
    (void)state;
    static const struct synth_mood STILL = {.presence = 0.0f};
    for (int side = 0; side < 2; side++) {
        struct synth *synth = make(50, &STILL);
        synth_render(synth, samples, 2 * SECOND);
        synth_note(synth, &(struct synth_note){.timbre = SYNTH_MALLET,
                                               .hz = 200.0f,
                                               .gain = 1.0f,
                                               .pan = side ? 1.0f : -1.0f});
        synth_render(synth, samples, SECOND);
        double sum[2] = {0};
        for (size_t i = 0; i < SECOND; i++)
            for (int s = 0; s < 2; s++)
                sum[s] += (double)samples[2 * i + (size_t)s] * (double)samples[2 * i + (size_t)s];
        assert_true(sum[side] > 2.5 * sum[1 - side]);
        assert_true(sum[1 - side] > 0.0);
        synth_destroy(synth);
    }
}

static void switching_fades(void **state)
{
    (void)state;
    struct synth *synth = make(50, &FREE);
    /* In: no window of the first second and a half jumps. */
    flood(synth, samples, 6 * SECOND);
    assert_true(rms(samples, SECOND / 10) < 0.1 * rms(samples + 4 * SECOND * 2, SECOND));
    synth_switch(synth, false);
    synth_render(synth, samples, SECOND);
    assert_true(synth_silent(synth));
    assert_true(peak(samples + SECOND, SECOND / 2) == 0.0f);
    assert_true(steepest(samples, SECOND) < 0.05f);
    assert_true(rms(samples, SECOND / 20) > 0.0);
    /* What was asked meanwhile is not made up for. */
    synth_note(synth, &(struct synth_note){.timbre = SYNTH_MALLET, .hz = 200.0f, .gain = 1.0f});
    synth_render(synth, samples, SECOND);
    assert_true(peak(samples, SECOND) == 0.0f);
    synth_destroy(synth);
}

static void volume_nought_is_silence_and_more_is_more(void **state)
{
    (void)state;
    double loud[3];
    for (int i = 0; i < 3; i++) {
        struct synth *synth = make(50 * i, &FREE);
        synth_render(synth, samples, 12 * SECOND);
        loud[i] = rms(samples + 6 * SECOND * 2, 6 * SECOND);
        synth_destroy(synth);
    }
    assert_true(loud[0] < 1e-9 && loud[1] > 0.001);
    assert_true(fabs(loud[2] / loud[1] - 2.0) < 0.2);
}

/* How bright it is: energy of the differences over that of the samples. */
static double brightness(const float *from, size_t frames)
{
    double sum = 0, steps = 0;
    for (size_t i = 1; i < frames; i++) {
        double step = (double)(from[2 * i] - from[2 * i - 2]);
        sum += (double)from[2 * i] * (double)from[2 * i];
        steps += step * step;
    }
    return steps / sum;
}

/* How far the sides differ, of all. */
static double width(const float *from, size_t frames)
{
    double same = 0, apart = 0;
    for (size_t i = 0; i < frames; i++) {
        double middle = (double)(from[2 * i] + from[2 * i + 1]);
        double side = (double)(from[2 * i] - from[2 * i + 1]);
        same += middle * middle;
        apart += side * side;
    }
    return apart / (same + apart);
}

static void the_air_is_darker_and_narrower_when_rigid(void **state)
{
    (void)state;
    double bright[2], wide[2];
    for (int rigid = 0; rigid < 2; rigid++) {
        struct synth *synth = make(50, rigid ? &RIGID : &FREE);
        synth_render(synth, samples, 30 * SECOND);
        bright[rigid] = brightness(samples + 20 * SECOND, 20 * SECOND);
        wide[rigid] = width(samples + 20 * SECOND, 20 * SECOND);
        synth_destroy(synth);
    }
    assert_true(bright[0] > 1.5 * bright[1]);
    assert_true(wide[0] > 1.3 * wide[1]);
}

static void a_mood_turns_over_seconds(void **state)
{
    (void)state;
    struct synth *synth = make(50, &RIGID);
    synth_render(synth, samples, 15 * SECOND);
    double before = brightness(samples + 20 * SECOND, 5 * SECOND);
    synth_mood(synth, &FREE);
    synth_render(synth, samples, 15 * SECOND);
    double soon = brightness(samples, SECOND / 4);
    double later = brightness(samples + 20 * SECOND, 5 * SECOND);
    assert_true(later > 1.5 * before);
    assert_true(soon < 0.5 * (before + later) * 1.2);
    double rise = steepest_rise(samples, 15 * SECOND, 0.004);
    if (rise > 1.8)
        fail_msg("%g times as loud within 0.1 s", rise);
    synth_destroy(synth);
}

static void it_is_the_same_however_it_is_taken(void **state)
{
    (void)state;
    static float other[4 * SECOND * SYNTH_CHANNELS];
    struct synth *a = make(50, &FREE), *b = make(50, &FREE);
    struct synth_note note = {.timbre = SYNTH_GLASS, .wait_s = 0.3f, .hz = 500.0f, .gain = 1.0f};
    synth_note(a, &note);
    synth_note(b, &note);
    synth_render(a, samples, 4 * SECOND);
    uint32_t at = 0, sizes[] = {1, 77, 256, 1600, 1601, 4096};
    for (unsigned i = 0; at < 4 * SECOND; i++) {
        uint32_t n = sizes[i % 6] < 4 * SECOND - at ? sizes[i % 6] : 4 * SECOND - at;
        synth_render(b, other + at * SYNTH_CHANNELS, n);
        at += n;
    }
    assert_memory_equal(samples, other, sizeof other);
    synth_destroy(a);
    synth_destroy(b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_flood_is_neither_loud_nor_sudden),
        cmocka_unit_test(the_limiter_holds_what_is_too_much),
        cmocka_unit_test(tones_begin_softly),
        cmocka_unit_test(a_tone_dies_away),
        cmocka_unit_test(pan_tells_left_from_right_and_leaves_neither_empty),
        cmocka_unit_test(switching_fades),
        cmocka_unit_test(volume_nought_is_silence_and_more_is_more),
        cmocka_unit_test(the_air_is_darker_and_narrower_when_rigid),
        cmocka_unit_test(a_mood_turns_over_seconds),
        cmocka_unit_test(it_is_the_same_however_it_is_taken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
