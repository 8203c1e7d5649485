/* The whole tour in each view: the graphics driver has nothing to object to; nothing flashes. */
#include "../scratch.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>

#include "platform/files.h"
#include "scene/scene.h"

extern char **environ;

static pid_t record_to(const char *folder, const char *log, const char *view)
{
    char *arguments[] = {(char *)SNOWMELT_PROGRAM, "record", "--size", "320x240",    "--fps", "2",
                         "--seconds",              "90",     "--view", (char *)view, "-o",
                         (char *)folder,           NULL};
    posix_spawn_file_actions_t actions;
    pid_t pid;
    assert_int_equal(posix_spawn_file_actions_init(&actions), 0);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, log, O_WRONLY | O_CREAT | O_TRUNC,
                                     0666);
    assert_int_equal(posix_spawn(&pid, SNOWMELT_PROGRAM, &actions, NULL, arguments, environ), 0);
    posix_spawn_file_actions_destroy(&actions);
    return pid;
}

static void assert_clean(pid_t pid, const char *log, const char *view)
{
    int status;
    struct error error = {0};
    size_t size;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    char *said = files_read(log, 1 << 20, &size, &error);
    assert_non_null(said);
    bool lacks_opengl = WIFEXITED(status) && WEXITSTATUS(status) == 1 && strstr(said, "OpenGL");
    if (lacks_opengl) {
        print_message("%s", said);
        free(said);
        skip();
    }
    bool clean = status == 0 && strstr(said, "graphics: 0 errors, 0 warnings") &&
                 strstr(said, "flashes: 0 general, 0 red");
    if (!clean)
        print_message("%s: %s", view, said);
    free(said);
    assert_true(clean);
}

static void test_every_view(void **state)
{
    for (int view = 0; view < SCENE_VIEWS; view += 2) {
        char folder[2][600], log[2][600], file[40];
        const char *name[2];
        pid_t pid[2];
        int n = 0;
        for (; n < 2 && view + n < SCENE_VIEWS; n++) {
            name[n] = scene_view_name((enum scene_view)(view + n));
            scratch_path(state, name[n], folder[n]);
            snprintf(file, sizeof file, "%.30s.log", name[n]);
            scratch_path(state, file, log[n]);
            pid[n] = record_to(folder[n], log[n], name[n]);
        }
        for (int i = 0; i < n; i++)
            assert_clean(pid[i], log[i], name[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_every_view, scratch_make, scratch_remove),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
