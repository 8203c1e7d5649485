/* Two recordings of the same story are the same, byte for byte, also when they run at the same
 * time and so at different speeds. */
#include "../scratch.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>

#include "platform/files.h"

extern char **environ;

enum { FRAMES = 4 };

static pid_t record_to(const char *folder, const char *log)
{
    char *arguments[] = {(char *)SNOWMELT_PROGRAM,
                         "record",
                         "--size",
                         "320x240",
                         "--fps",
                         "20",
                         "--seconds",
                         "0.2",
                         "--seed",
                         "3",
                         "-o",
                         (char *)folder,
                         NULL};
    posix_spawn_file_actions_t actions;
    pid_t pid;
    assert_int_equal(posix_spawn_file_actions_init(&actions), 0);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, log, O_WRONLY | O_CREAT | O_TRUNC,
                                     0666);
    assert_int_equal(posix_spawn(&pid, SNOWMELT_PROGRAM, &actions, NULL, arguments, environ), 0);
    posix_spawn_file_actions_destroy(&actions);
    return pid;
}

static int status_of(pid_t pid)
{
    int status;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void test_twice_the_same(void **state)
{
    char folder[2][600], log[2][600];
    pid_t pid[2];
    for (int i = 0; i < 2; i++) {
        scratch_path(state, i ? "second" : "first", folder[i]);
        scratch_path(state, i ? "second.log" : "first.log", log[i]);
        pid[i] = record_to(folder[i], log[i]);
    }
    int status[2] = {status_of(pid[0]), status_of(pid[1])};
    struct error error = {0};
    size_t size;
    char *said = files_read(log[0], 1 << 20, &size, &error);
    assert_non_null(said);
    if (status[0] == 1 && strstr(said, "OpenGL")) {
        print_message("%s", said);
        free(said);
        skip();
    }
    assert_int_equal(status[0], 0);
    assert_int_equal(status[1], 0);
    assert_non_null(strstr(said, "flashes: 0 general, 0 red"));
    free(said);

    bool moved = false;
    char *before = NULL;
    size_t size_before = 0;
    for (int frame = 0; frame < FRAMES; frame++) {
        char *bytes[2];
        size_t sizes[2];
        for (int i = 0; i < 2; i++) {
            char path[1400];
            snprintf(path, sizeof path, "%s/frame_%06d.png", folder[i], frame);
            bytes[i] = files_read(path, 1 << 24, &sizes[i], &error);
            if (!bytes[i])
                fail_msg("%s", error.text);
        }
        assert_int_equal(sizes[0], sizes[1]);
        assert_memory_equal(bytes[0], bytes[1], sizes[0]);
        moved |= before && (sizes[0] != size_before || memcmp(before, bytes[0], size_before) != 0);
        free(before);
        free(bytes[1]);
        before = bytes[0];
        size_before = sizes[0];
    }
    free(before);
    assert_true(moved); /* equal because nothing moves would prove nothing */
    char path[1400];
    snprintf(path, sizeof path, "%s/frame_%06d.png", folder[0], FRAMES);
    assert_true(access(path, F_OK) != 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_twice_the_same, scratch_make, scratch_remove),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
