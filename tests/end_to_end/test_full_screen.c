/* Full screen on an X server without a window manager, as a bare kiosk has it: the whole picture
 * fills the screen, and goes back to where it was. */
#include "watched.h"

enum { REACT_S = 120 };

/* Mean of the channels of a pixel and its neighbours, 0..255: by day paper is bright, and what lies
 * beside a window is black. */
static int light_at(const struct screen *screen, int x, int y)
{
    static struct picture picture;
    int sum = 0;
    screen_take(screen, &picture);
    for (int dy = 0; dy < 4; dy++)
        for (int dx = 0; dx < 4; dx++)
            for (int c = 0; c < 3; c++)
                sum += picture.rgb[y + dy][x + dx][c];
    return sum / 48;
}

static void wait_for_light(struct fixture *f, int x, int y, bool bright)
{
    for (double waited = 0; waited < REACT_S; waited += 0.2) {
        if ((light_at(&f->screen, x, y) > 120) == bright)
            return;
        assert_runs(f);
        process_rest(0.2);
    }
    fail_msg("%d, %d does not become %s", x, y, bright ? "bright" : "black");
}

/* The right edge, the lower right corner and the lower left one, which tells whether the picture
 * as large as the screen lies in it and not beside it. */
static void wait_for_edges(struct fixture *f, bool bright)
{
    wait_for_light(f, SCREEN_WIDTH - 8, SCREEN_HEIGHT / 2, bright);
    wait_for_light(f, SCREEN_WIDTH - 8, SCREEN_HEIGHT - 8, bright);
    wait_for_light(f, 4, SCREEN_HEIGHT - 8, bright);
    wait_for_light(f, 4, 4, bright);
}

static void start(struct fixture *f, const char *option)
{
    const char *argv[] = {SNOWMELT_PROGRAM, "explore", "--size", "480x270", "--view",
                          "circuit",        "--theme", "day",    option,    NULL};
    f->program = process_start(argv, NULL, f->errors);
}

static void f11_fills_the_screen_and_gives_it_back(void **state)
{
    struct fixture *f = *state;
    start(f, NULL);
    wait_for_light(f, SCREEN_WIDTH / 2, SCREEN_HEIGHT / 2 + 120, true);
    wait_for_edges(f, false);
    press("F11");
    wait_for_edges(f, true);
    press("F11");
    wait_for_edges(f, false);
    wait_for_light(f, SCREEN_WIDTH / 2, SCREEN_HEIGHT / 2 + 120, true);
    process_stop(f->program);
    f->program = 0;
}

static void the_option_fills_it_from_the_start(void **state)
{
    struct fixture *f = *state;
    start(f, "--fullscreen");
    wait_for_edges(f, true);
    process_stop(f->program);
    f->program = 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(f11_fills_the_screen_and_gives_it_back),
        cmocka_unit_test(the_option_fills_it_from_the_start),
    };
    return cmocka_run_group_tests(tests, watched_setup, watched_teardown);
}
