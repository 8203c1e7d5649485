/* The live sound: SDL's own stand-ins for a device, none at all, and one that is taken away. */
#include "../scratch.h"

#include <SDL.h>
#include <fcntl.h>
#include <math.h>
#include <time.h>

#include "platform/speaker.h"

static void rest(double seconds)
{
    struct timespec time = {.tv_sec = (time_t)seconds,
                            .tv_nsec = (long)((seconds - floor(seconds)) * 1e9)};
    nanosleep(&time, NULL);
}

static struct speaker *make(const char *driver)
{
    struct error error;
    setenv("SDL_AUDIODRIVER", driver, 1);
    struct speaker *speaker = speaker_create(50, &error);
    assert_non_null(speaker);
    assert_false(speaker_on(speaker) || speaker_sounds(speaker));
    return speaker;
}

/* Where the program was built without the mixer there is nothing to hear; that is told. */
static bool can_sound(struct speaker *speaker)
{
    struct error error = {0};
    if (speaker_switch(speaker, true, &error))
        return true;
    assert_int_equal(error.id, ERROR_SOUND);
    if (!strstr(error.text, "built without"))
        fail_msg("%s", error.text);
    return false;
}

static void it_opens_when_asked_and_gives_the_device_back(void **state)
{
    (void)state;
    struct speaker *speaker = make("dummy");
    speaker_note(speaker, &(struct synth_note){.hz = 200.0f, .gain = 1.0f}); /* to nobody */
    speaker_tend(speaker, 0.0);
    assert_false(speaker_sounds(speaker));
    if (!can_sound(speaker))
        skip();
    assert_true(speaker_on(speaker) && speaker_sounds(speaker));
    for (int i = 0; i < 1000; i++) /* more than the queue holds */
        speaker_note(speaker, &(struct synth_note){.hz = 200.0f, .gain = 1.0f});
    rest(0.1);
    struct error error;
    assert_true(speaker_switch(speaker, false, &error));
    assert_false(speaker_on(speaker));
    double waited = 0.0;
    for (; speaker_sounds(speaker) && waited < 20.0; waited += 0.05) {
        rest(0.05);
        speaker_tend(speaker, waited);
    }
    assert_false(speaker_sounds(speaker));
    assert_true(speaker_switch(speaker, true, &error));
    assert_true(speaker_sounds(speaker));
    speaker_destroy(speaker);
}

static void without_a_device_it_says_so_and_nothing_else(void **state)
{
    char path[600], text[400];
    struct speaker *speaker = make("no-such-driver");
    struct error error = {0};
    int file = open(scratch_path(state, "stderr", path), O_RDWR | O_CREAT | O_TRUNC, 0666);
    int before = dup(STDERR_FILENO);
    dup2(file, STDERR_FILENO);
    bool opened = speaker_switch(speaker, true, &error);
    dup2(before, STDERR_FILENO);
    close(before);
    ssize_t printed = pread(file, text, sizeof text, 0);
    close(file);
    assert_false(opened);
    assert_int_equal(error.id, ERROR_SOUND);
    assert_int_equal(printed, 0);
    assert_true(speaker_on(speaker)); /* as asked, in case one comes */
    assert_false(speaker_sounds(speaker));
    speaker_note(speaker, &(struct synth_note){.hz = 200.0f, .gain = 1.0f});
    for (int i = 0; i < 10; i++)
        speaker_tend(speaker, i);
    assert_true(speaker_switch(speaker, false, &error));
    speaker_destroy(speaker);
}

static void push(Uint32 type, Uint32 which)
{
    SDL_Event event = {.adevice = {.type = type, .which = which}};
    assert_int_equal(SDL_PushEvent(&event), 1);
}

static void a_device_taken_away_is_missed_and_found_again(void **state)
{
    (void)state;
    struct speaker *speaker = make("dummy");
    assert_int_equal(SDL_InitSubSystem(SDL_INIT_EVENTS), 0);
    if (!can_sound(speaker))
        skip();
    push(SDL_AUDIODEVICEREMOVED, 0); /* another one */
    speaker_tend(speaker, 0.0);
    assert_true(speaker_sounds(speaker));
    push(SDL_AUDIODEVICEREMOVED, 2);
    setenv("SDL_AUDIODRIVER", "no-such-driver", 1);
    speaker_tend(speaker, 0.0);
    assert_true(speaker_on(speaker));
    assert_false(speaker_sounds(speaker));
    for (double now = 0.0; now < 30.0; now += 0.25) /* looks, finds none, goes on */
        speaker_tend(speaker, now);
    assert_false(speaker_sounds(speaker));
    setenv("SDL_AUDIODRIVER", "dummy", 1);
    speaker_tend(speaker, 30.0); /* not at once: looking takes a moment */
    for (double now = 30.0; now < 120.0; now += 0.25)
        speaker_tend(speaker, now);
    assert_true(speaker_sounds(speaker));
    /* At once where the system tells of a new one. */
    push(SDL_AUDIODEVICEREMOVED, 2);
    speaker_tend(speaker, 200.0);
    assert_false(speaker_sounds(speaker));
    push(SDL_AUDIODEVICEADDED, 0);
    speaker_tend(speaker, 200.1);
    assert_true(speaker_sounds(speaker));
    /* None is looked for when nobody wants sound. */
    struct error error;
    push(SDL_AUDIODEVICEREMOVED, 2);
    assert_true(speaker_switch(speaker, false, &error));
    speaker_tend(speaker, 300.0);
    push(SDL_AUDIODEVICEADDED, 0);
    speaker_tend(speaker, 400.0);
    assert_false(speaker_sounds(speaker));
    speaker_destroy(speaker);
    SDL_QuitSubSystem(SDL_INIT_EVENTS);
}

/* What goes to the device is the synthesiser's sound and nothing else: SDL writes it to a file. */
static void what_the_device_gets_is_sound_within_its_peak(void **state)
{
    char path[600];
    setenv("SDL_DISKAUDIOFILE", scratch_path(state, "raw", path), 1);
    setenv("SDL_DISKAUDIODELAY", "1", 1);
    struct speaker *speaker = make("disk");
    if (!can_sound(speaker))
        skip();
    speaker_mood(speaker, &(struct synth_mood){.presence = 1.0f});
    for (int i = 0; i < 20; i++) {
        speaker_note(speaker, &(struct synth_note){.hz = 300.0f, .gain = 1.0f});
        rest(0.05);
    }
    speaker_destroy(speaker);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    float sample, most = 0.0f;
    size_t n = 0;
    while (fread(&sample, sizeof sample, 1, file) == 1) {
        assert_true(isfinite(sample) && fabsf(sample) <= SYNTH_PEAK);
        most = fmaxf(most, fabsf(sample));
        n++;
    }
    fclose(file);
    assert_true(n > SYNTH_RATE && most > 0.01f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_opens_when_asked_and_gives_the_device_back),
        cmocka_unit_test_setup_teardown(without_a_device_it_says_so_and_nothing_else, scratch_make,
                                        scratch_remove),
        cmocka_unit_test(a_device_taken_away_is_missed_and_found_again),
        cmocka_unit_test_setup_teardown(what_the_device_gets_is_sound_within_its_peak, scratch_make,
                                        scratch_remove),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
