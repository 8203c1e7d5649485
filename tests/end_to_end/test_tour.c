/* The whole story in each view, by night and by day in turn, and the tour in its chapters: the
 * graphics driver has nothing to object to; nothing flashes. */
#include "process.h"
#include "scene/scene.h"

/* As many pictures a second as it takes to tell a flash from a slow change. With sanitizers it is the
 * way there that is looked at, and the other build measures flashes. */
#ifdef SNOWMELT_SANITIZED
static const char FPS[] = "2";
#else
static const char FPS[] = "15";
#endif
/* The tour is longer, and its views are those of the others. */
enum { TOUR_FPS = 6, TOUR_LEAST_S = 150, TOUR_MOST_S = 240, LONG_S = 1200 };

/* Records and looks at what was said; `view` is what is recorded, and names folder and log. */
static void assert_clean(void **state, const char *view, const char *const more[])
{
    enum { MOST = 16 };
    char folder[600], log[600], file[40], said[1 << 16];
    const char *argv[MOST] = {SNOWMELT_PROGRAM, "record", "--size", "320x240", "-o",
                              scratch_path(state, view, folder)};
    for (int i = 0; more[i]; i++)
        argv[6 + i] = more[i];
    snprintf(file, sizeof file, "%.30s.log", view);
    int status = process_run(argv, NULL, scratch_path(state, file, log), LONG_S);
    process_text(log, said, sizeof said);
    if (status == 1 && strstr(said, "OpenGL")) { /* there is none here */
        print_message("%s", said);
        skip();
    }
    bool clean = status == 0 && strstr(said, "graphics: 0 errors, 0 warnings") &&
                 strstr(said, "flashes: 0 general, 0 red");
    if (!clean)
        print_message("%s: %s", view, said);
    assert_true(clean);
}

/* By night and by day in turn. */
static void test_every_view(void **state)
{
    for (int view = 0; view < SCENE_VIEWS; view++) {
        const char *name = scene_view_name((enum scene_view)view);
        const char *more[] = {"--fps", FPS, "--view", name, "--theme", view % 2 ? "day" : "night",
                              NULL};
        assert_clean(state, name, more);
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
    char fps[8];
    const char *more[] = {"--fps", fps, NULL};
    snprintf(fps, sizeof fps, "%d", (int)TOUR_FPS);
    assert_clean(state, "tour", more);
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
