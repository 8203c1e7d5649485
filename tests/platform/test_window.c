/* The picture without a window; what a display adds is tested end to end. */
#include <SDL.h>

#include "platform/window.h"
#include "scratch.h"

static const struct window_options OFFSCREEN = {
    .title = "test", .width = 640, .height = 360, .offscreen = true};

static void a_picture_needs_no_display(void **state)
{
    (void)state;
    struct error error = {0};
    /* Opened twice: the first leaves nothing behind that is in the way of the second. */
    for (int i = 0; i < 2; i++) {
        struct window *window = window_open(&OFFSCREEN, &error);
        if (!window)
            fail_msg("%s", error.text);
        int width, height;
        window_size(window, &width, &height);
        assert_int_equal(width, 640);
        assert_int_equal(height, 360);
        assert_non_null((void *)window_gl_proc("glClear"));
        int major = 0, minor = 0, profile = 0;
        SDL_GL_GetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, &major);
        SDL_GL_GetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, &minor);
        SDL_GL_GetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, &profile);
        assert_true(major * 10 + minor >= 33);
        assert_int_equal(profile, SDL_GL_CONTEXT_PROFILE_CORE);
        window_present(window);
        window_close(window);
        assert_int_equal(SDL_WasInit(SDL_INIT_VIDEO), 0);
    }
    window_close(NULL);
}

static void events_come_through_the_window(void **state)
{
    (void)state;
    struct error error = {0};
    struct window *window = window_open(&OFFSCREEN, &error);
    assert_non_null(window);
    struct input_event event;
    while (window_poll(window, &event))
        continue;
    SDL_Event key = {.type = SDL_KEYDOWN};
    key.key.keysym.sym = SDLK_SPACE;
    SDL_PushEvent(&key);
    SDL_PushEvent(&(SDL_Event){.type = SDL_QUIT});
    assert_true(window_poll(window, &event));
    assert_true(event.kind == INPUT_KEY && event.key == KEY_SPACE);
    assert_true(window_poll(window, &event));
    assert_int_equal(event.kind, INPUT_QUIT);
    assert_false(window_poll(window, &event));
    window_close(window);
}

static void no_display_is_said_with_a_way_out(void **state)
{
    (void)state;
    struct error error = {0};
    setenv("SDL_VIDEODRIVER", "x11", 1);
    setenv("DISPLAY", ":64999", 1);
    struct window_options options = OFFSCREEN;
    options.offscreen = false;
    assert_false(window_display_available());
    assert_null(window_open(&options, &error));
    assert_error(&error, ERROR_DISPLAY_MISSING, "snowmelt record");
    assert_int_equal(SDL_WasInit(SDL_INIT_VIDEO), 0);
    unsetenv("DISPLAY");
    setenv("SDL_VIDEODRIVER", "offscreen", 1);
    assert_false(window_display_available()); /* nobody could see it */
}

static void a_display_that_is_not_there_is_named(void **state)
{
    (void)state;
    struct error error = {0};
    struct window_options options = OFFSCREEN;
    options.display = 7;
    assert_null(window_open(&options, &error));
    assert_error(&error, ERROR_WINDOW, "display 7");
}

static void time_goes_forward(void **state)
{
    (void)state;
    double before = window_time();
    for (int i = 0; i < 1000; i++) {
        double now = window_time();
        assert_true(now >= before);
        before = now;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_picture_needs_no_display),
        cmocka_unit_test(events_come_through_the_window),
        cmocka_unit_test(no_display_is_said_with_a_way_out),
        cmocka_unit_test(a_display_that_is_not_there_is_named),
        cmocka_unit_test(time_goes_forward),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
