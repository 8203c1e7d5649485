/* Recordings by the whole program: the same seed and options give the same frames, whatever
 * else the machine does and however many threads draw them. */
#include "platform/files.h"
#include "platform/video.h"
#include "process.h"

enum { FRAMES = 4, WIDTH = 320, HEIGHT = 240, LONG_S = 600 };

/* With a folder of the scratch for what is kept from one run to the next. */
static pid_t start_record(void **state, const char *threads, const char *seed, const char *cache,
                          const char *name)
{
    char output[600], log_name[64], log[600], path[600], kept[640];
    snprintf(log_name, sizeof log_name, "%s.log", name);
    snprintf(kept, sizeof kept, "XDG_CACHE_HOME=%s", scratch_path(state, cache, path));
    const char *argv[] = {"/usr/bin/env", threads, kept, SNOWMELT_PROGRAM, "record", "--seed",
                          seed, "--size", "320x240", "--seconds", "2", "--fps", "2", "-o",
                          scratch_path(state, name, output), NULL};
    return process_start(argv, NULL, scratch_path(state, log_name, log));
}

static void finish(void **state, pid_t pid, const char *name)
{
    char text[8192], log_name[64], log[600];
    int status = process_wait(pid, LONG_S);
    if (status == -1)
        process_stop(pid);
    snprintf(log_name, sizeof log_name, "%s.log", name);
    process_text(scratch_path(state, log_name, log), text, sizeof text);
    if (status != 0)
        fail_msg("record ended with status %d: %s", status, text);
    assert_non_null(strstr(text, "flashes: 0 general, 0 red"));
}

/* Byte for byte. */
static void assert_same_frame(void **state, const char *one, const char *other, int frame)
{
    struct error error = {0};
    size_t size[2];
    char *bytes[2];
    for (int i = 0; i < 2; i++) {
        char name[64], path[600];
        snprintf(name, sizeof name, "%s/frame_%06d.png", i ? other : one, frame);
        bytes[i] = files_read(scratch_path(state, name, path), 1 << 24, &size[i], &error);
        if (!bytes[i])
            fail_msg("%s", error.text);
    }
    assert_int_equal(size[0], size[1]);
    assert_memory_equal(bytes[0], bytes[1], size[0]);
    free(bytes[0]);
    free(bytes[1]);
}

static uint8_t *read_frame(void **state, const char *folder, int frame)
{
    char name[64], path[600];
    struct error error;
    uint8_t *rgb;
    int width, height;
    snprintf(name, sizeof name, "%s/frame_%06d.png", folder, frame);
    if (!video_read_png(scratch_path(state, name, path), &rgb, &width, &height, &error))
        fail_msg("%s", error.text);
    assert_true(width == WIDTH && height == HEIGHT);
    return rgb;
}

/* At the same time, and so at different speeds; and with the path that the first one kept. With
 * sanitizers it is the way there that is looked at, and the other build compares. */
static void the_same_seed_gives_the_same_frames(void **state)
{
    bool moves = false;
    uint8_t *before = NULL;
    pid_t one = start_record(state, "LP_NUM_THREADS=1", "5", "cache", "one");
#ifndef SNOWMELT_SANITIZED
    pid_t two = start_record(state, "LP_NUM_THREADS=4", "5", "other_cache", "two");
    pid_t other = start_record(state, "LP_NUM_THREADS=1", "6", "other_cache", "other");
    finish(state, two, "two");
    finish(state, other, "other");
#endif
    finish(state, one, "one");
    finish(state, start_record(state, "LP_NUM_THREADS=1", "5", "cache", "again"), "again");
    for (int i = 0; i < FRAMES; i++) {
        uint8_t *a = read_frame(state, "one", i);
#ifndef SNOWMELT_SANITIZED
        assert_same_frame(state, "one", "two", i);
        uint8_t *b = read_frame(state, "other", i);
        assert_memory_not_equal(a, b, WIDTH * HEIGHT * 3); /* another seed, another network */
        free(b);
#endif
        assert_same_frame(state, "one", "again", i);
        moves |= before && memcmp(a, before, WIDTH * HEIGHT * 3) != 0;
        free(before);
        before = a;
    }
    free(before);
    assert_true(moves); /* equal because nothing moves would prove nothing */
    char path[600];
    assert_int_equal(access(scratch_path(state, "one/frame_000004.png", path), F_OK), -1);
}

static void an_interrupted_recording_leaves_no_half_a_file(void **state)
{
    char path[600];
    pid_t pid = start_record(state, "LP_NUM_THREADS=1", "5", "empty_cache", "cut.mp4");
    /* Until ffmpeg has been started and the path is being worn in. */
    scratch_path(state, "cut.mp4.part", path);
    for (int i = 0; i < 600 && access(path, F_OK) != 0; i++)
        process_rest(0.1);
    assert_int_equal(access(path, F_OK), 0);
    kill(pid, SIGINT);
    int status = process_wait(pid, 60);
    if (status == -1)
        process_stop(pid);
    assert_int_not_equal(status, -1);
    assert_int_not_equal(status, 0);
    assert_int_equal(access(path, F_OK), -1);
    assert_int_equal(access(scratch_path(state, "cut.mp4", path), F_OK), -1);
}

/* No settings of whoever runs the tests. */
static int setup(void **state)
{
    return scratch_make(state) || setenv("XDG_CONFIG_HOME", *state, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_seed_gives_the_same_frames),
        cmocka_unit_test(an_interrupted_recording_leaves_no_half_a_file),
    };
    return cmocka_run_group_tests(tests, setup, scratch_remove);
}
