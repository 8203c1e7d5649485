/* Recordings by the whole program: the same seed and options give the same frames, whatever
 * else the machine does and however many threads draw them. */
#include "platform/video.h"
#include "process.h"

enum { FRAMES = 4, WIDTH = 320, HEIGHT = 240, LONG_S = 600 };

static pid_t start_record(void **state, const char *environment, const char *seed,
                          const char *name)
{
    char output[600], log_name[64], log[600];
    snprintf(log_name, sizeof log_name, "%s.log", name);
    const char *argv[] = {"/usr/bin/env", environment, SNOWMELT_PROGRAM, "record", "--seed",
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
    if (status != 0)
        fail_msg("record ended with status %d: %s", status,
                 process_text(scratch_path(state, log_name, log), text, sizeof text));
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

static void the_same_seed_gives_the_same_frames(void **state)
{
#ifdef SNOWMELT_SANITIZED
    skip(); /* the other build shows as much, in a quarter of the time */
#endif
    pid_t one = start_record(state, "LP_NUM_THREADS=1", "5", "one");
    pid_t two = start_record(state, "LP_NUM_THREADS=4", "5", "two");
    pid_t other = start_record(state, "LP_NUM_THREADS=1", "6", "other");
    finish(state, one, "one");
    finish(state, two, "two");
    finish(state, other, "other");
    bool moves = false;
    uint8_t *before = NULL;
    for (int i = 0; i < FRAMES; i++) {
        uint8_t *a = read_frame(state, "one", i), *b = read_frame(state, "two", i);
        uint8_t *c = read_frame(state, "other", i);
        assert_memory_equal(a, b, WIDTH * HEIGHT * 3);
        assert_memory_not_equal(a, c, WIDTH * HEIGHT * 3); /* another seed, another network */
        moves |= before && memcmp(a, before, WIDTH * HEIGHT * 3) != 0;
        free(before);
        before = a;
        free(b);
        free(c);
    }
    free(before);
    assert_true(moves);
    char path[600];
    assert_int_equal(access(scratch_path(state, "one/frame_000004.png", path), F_OK), -1);
}

static void an_interrupted_recording_leaves_no_half_a_file(void **state)
{
    char path[600];
    pid_t pid = start_record(state, "LP_NUM_THREADS=1", "5", "cut.mp4");
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
