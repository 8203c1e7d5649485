/* What is said to a speech-dispatcher, that nothing waits for it, and every way in which there may
 * be none. */
#include "ssip.h"

#include "platform/speech.h"

struct bench {
    void *folder;
    char path[600];
    struct ssip ssip;
    struct speech *speech;
    double now_s;
};

static int set_up(void **state)
{
    struct bench *bench = calloc(1, sizeof *bench);
    struct error error;
    if (!bench || scratch_make(&bench->folder) != 0)
        return -1;
    ssip_open(&bench->ssip, scratch_path(&bench->folder, "speechd.sock", bench->path));
    bench->speech = speech_open(&error);
    *state = bench;
    return bench->speech ? 0 : -1;
}

static int tear_down(void **state)
{
    struct bench *bench = *state;
    speech_close(bench->speech);
    ssip_close(&bench->ssip);
    int removed = scratch_remove(&bench->folder);
    free(bench);
    return removed;
}

/* Some pictures. */
static void pass(struct bench *bench)
{
    struct error error;
    for (int i = 0; i < 40; i++) {
        if (!speech_tend(bench->speech, bench->now_s += 1.0 / 60.0, &error))
            fail_msg("%s", error.text);
        ssip_serve(&bench->ssip);
    }
}

static void heard(struct bench *bench, const char *wanted)
{
    assert_string_equal(bench->ssip.heard, wanted);
    bench->ssip.heard[0] = '\0';
}

static void a_sentence_is_spoken_in_its_language(void **state)
{
    struct bench *bench = *state;
    speech_say(bench->speech, "de", "Der Weg lockert sich.");
    pass(bench);
    heard(bench, "SET self CLIENT_NAME user:snowmelt:captions\nCANCEL self\n"
                 "SET self LANGUAGE de\nSPEAK\nDer Weg lockert sich.\n.\n");
    speech_say(bench->speech, "zh_CN", "...\ntwo lines\x1b, and a bell\a");
    pass(bench);
    heard(bench, "CANCEL self\nSET self LANGUAGE zh-CN\nSPEAK\n.... two lines , and a bell \n.\n");
    speech_hush(bench->speech);
    pass(bench);
    heard(bench, "CANCEL self\n");
}

static void only_the_newest_is_spoken(void **state)
{
    struct bench *bench = *state;
    struct error error;
    pass(bench);
    bench->ssip.heard[0] = '\0';
    for (int i = 0; i < 100; i++) {
        char text[40];
        snprintf(text, sizeof text, "Sentence %d.", i);
        speech_say(bench->speech, "en", text);
    }
    pass(bench);
    assert_non_null(strstr(bench->ssip.heard, "Sentence 99."));
    assert_null(strstr(bench->ssip.heard, "Sentence 98."));
    bench->ssip.heard[0] = '\0';
    /* One that comes between two answers goes before the one that is being handed over. */
    speech_say(bench->speech, "en", "Old.");
    for (int i = 0; i < 2; i++) {
        ssip_serve(&bench->ssip);
        assert_true(speech_tend(bench->speech, bench->now_s, &error));
    }
    speech_say(bench->speech, "fr", "Nouveau.");
    pass(bench);
    assert_non_null(strstr(bench->ssip.heard, "SET self LANGUAGE fr\nSPEAK\nNouveau.\n.\n"));
    speech_say(bench->speech, "en", "Never mind.");
    speech_hush(bench->speech);
    bench->ssip.heard[0] = '\0';
    pass(bench);
    assert_null(strstr(bench->ssip.heard, "Never mind."));
}

static void a_language_it_lacks_is_no_end(void **state)
{
    struct bench *bench = *state;
    bench->ssip.knows_no_language = true;
    speech_say(bench->speech, "ar", "Still said.");
    pass(bench);
    assert_non_null(strstr(bench->ssip.heard, "Still said."));
}

static void one_that_answers_nothing_is_not_waited_for(void **state)
{
    struct bench *bench = *state;
    bench->ssip.mute = true;
    for (int i = 0; i < 2000; i++) {
        speech_say(bench->speech, "en", "Is anybody there?");
        pass(bench);
    }
    heard(bench, "SET self CLIENT_NAME user:snowmelt:captions\n");
}

static void noise_is_borne(void **state)
{
    struct bench *bench = *state;
    char noise[5000];
    pass(bench);
    for (size_t i = 0; i < sizeof noise; i++)
        noise[i] = (char)(i * 7919u % 251u);
    for (int i = 0; i < 20; i++) {
        assert_true(send(bench->ssip.socket, noise, sizeof noise, MSG_NOSIGNAL) > 0);
        pass(bench);
    }
    bench->ssip.heard[0] = '\0';
    speech_say(bench->speech, "en", "Here again.");
    assert_true(send(bench->ssip.socket, "\r\n", 2, MSG_NOSIGNAL) > 0);
    pass(bench);
    assert_non_null(strstr(bench->ssip.heard, "Here again."));
}

/* It crashed and is back: the next sentence finds it. One that crashes each time is left alone. */
static void one_that_falls_is_reached_again(void **state)
{
    struct bench *bench = *state;
    struct error error;
    bool reached = true;
    pass(bench);
    ssip_hang_up(&bench->ssip);
    bench->ssip.heard[0] = '\0';
    speech_say(bench->speech, "en", "Back.");
    bench->now_s += 1.0;
    pass(bench);
    assert_non_null(strstr(bench->ssip.heard, "Back."));
    for (int i = 0; i < 2000 && reached; i++) {
        reached = speech_tend(bench->speech, bench->now_s += 0.1, &error);
        ssip_serve(&bench->ssip);
        ssip_hang_up(&bench->ssip);
    }
    assert_false(reached);
    assert_error(&error, ERROR_SPEECH, "speech-dispatcher");
}

/* On a PATH on which there is but a dispatcher of the test's own, or none. */
static bool tend_until(struct bench *bench, double seconds, struct error *error)
{
    bool good = true;
    for (double s = 0.0; s < seconds && good; s += 0.1) {
        good = speech_tend(bench->speech, bench->now_s += 0.1, error);
        usleep(1000);
    }
    return good;
}

static void where_it_is_not_that_is_told(void **state)
{
    struct bench *bench = *state;
    struct error error;
    char path[2048], program[600], other[700];
    snprintf(path, sizeof path, "%s", getenv("PATH"));
    setenv("PATH", bench->folder, 1);
    snprintf(other, sizeof other, "unix_socket:%s.not", bench->path);
    setenv("SPEECHD_ADDRESS", other, 1);
    assert_false(tend_until(bench, 1.0, &error)); /* not installed */
    assert_error(&error, ERROR_SPEECH, "package speech-dispatcher");
    assert_false(speech_tend(bench->speech, bench->now_s += 100.0, &error));

    scratch_write_text(scratch_path(&bench->folder, "speech-dispatcher", program),
                       "#!/bin/sh\nexit 1\n");
    chmod(program, 0755);
    speech_close(bench->speech);
    bench->speech = speech_open(&error);
    assert_false(tend_until(bench, 20.0, &error)); /* it does not start */
    scratch_write_text(program, "#!/bin/sh\nexit 0\n");
    speech_close(bench->speech);
    bench->speech = speech_open(&error);
    assert_true(tend_until(bench, 10.0, &error)); /* it has started, and is not there yet */
    assert_false(tend_until(bench, 10.0, &error));

    setenv("SPEECHD_ADDRESS", "inet_socket:127.0.0.1:6560", 1); /* no network */
    speech_close(bench->speech);
    bench->speech = speech_open(&error);
    assert_false(tend_until(bench, 1.0, &error));
    setenv("PATH", path, 1);
}

#define WITH_A_SERVER(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_A_SERVER(a_sentence_is_spoken_in_its_language),
        WITH_A_SERVER(only_the_newest_is_spoken),
        WITH_A_SERVER(a_language_it_lacks_is_no_end),
        WITH_A_SERVER(one_that_answers_nothing_is_not_waited_for),
        WITH_A_SERVER(noise_is_borne),
        WITH_A_SERVER(one_that_falls_is_reached_again),
        WITH_A_SERVER(where_it_is_not_that_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
