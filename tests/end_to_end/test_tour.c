/* The whole story in each view, by night and by day in turn, and the tour in its chapters: the
 * graphics driver has nothing to object to; nothing flashes. */
#include "../scratch.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>

#include "platform/files.h"
#include "scene/scene.h"

extern char **environ;

/* As many pictures a second as it takes to tell a flash from a slow change. With sanitizers it is the
 * way there that is looked at, and the other build measures flashes. */
#ifdef SNOWMELT_SANITIZED
static char FPS[] = "2";
#else
static char FPS[] = "15";
#endif
/* The tour is longer, and its views are those of the others. */
enum { TOUR_FPS = 6, TOUR_LEAST_S = 150, TOUR_MOST_S = 240 };

static pid_t record_to(const char *folder, const char *log, const char *const more[])
{
    enum { MOST = 16 };
    char *arguments[MOST] = {(char *)SNOWMELT_PROGRAM, (char *)"record", (char *)"--size",
                             (char *)"320x240",        (char *)"-o",     (char *)folder};
    for (int i = 0; more[i]; i++)
        arguments[6 + i] = (char *)more[i];
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

/* By night and by day in turn. */
static void test_every_view(void **state)
{
    for (int view = 0; view < SCENE_VIEWS; view++) {
        char folder[600], log[600], file[40];
        const char *name = scene_view_name((enum scene_view)view);
        const char *more[] = {"--fps", FPS, "--view", name, "--theme", view % 2 ? "day" : "night",
                              NULL};
        scratch_path(state, name, folder);
        snprintf(file, sizeof file, "%.30s.log", name);
        scratch_path(state, file, log);
        assert_clean(record_to(folder, log, more), log, name);
    }
}

static unsigned count_pictures(void **state)
{
    unsigned n = 0;
    char name[64], path[600];
    do
        snprintf(name, sizeof name, "tour/frame_%06u.png", n);
    while (access(scratch_path(state, name, path), F_OK) == 0 && ++n);
    return n;
}

/* A film of no given length: the nine chapters, by themselves, and an end. */
static void test_the_tour_in_its_chapters(void **state)
{
#ifdef SNOWMELT_SANITIZED
    skip(); /* the views above go the same ways */
#endif
    char folder[600], log[600], fps[8];
    const char *more[] = {"--fps", fps, NULL};
    snprintf(fps, sizeof fps, "%d", (int)TOUR_FPS);
    scratch_path(state, "tour", folder);
    scratch_path(state, "tour.log", log);
    assert_clean(record_to(folder, log, more), log, "tour");
    assert_in_range(count_pictures(state), TOUR_LEAST_S * TOUR_FPS, TOUR_MOST_S * TOUR_FPS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_every_view, scratch_make, scratch_remove),
        cmocka_unit_test_setup_teardown(test_the_tour_in_its_chapters, scratch_make,
                                        scratch_remove),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
