#include "platform/window.h"

#include <SDL.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "platform/window_private.h"

/* What SDL draws on when nobody can see it; it takes these by itself when nothing else opens. */
static bool is_unseen(const char *driver)
{
    return driver && (strcmp(driver, "offscreen") == 0 || strcmp(driver, "dummy") == 0);
}

#ifdef __linux__
static bool is_set(const char *variable)
{
    const char *value = getenv(variable);
    return value && value[0];
}

/* The drivers that stand a chance. Wayland's own library complains on stderr when it is tried
 * without a place to look, and the one line that tells the user what to do would drown. */
static void likely_drivers(char *list, size_t size)
{
    snprintf(list, size, "%s%sKMSDRM", is_set("DISPLAY") ? "x11," : "",
             is_set("WAYLAND_DISPLAY") || is_set("XDG_RUNTIME_DIR") ? "wayland," : "");
}
#endif

static bool start_video(bool offscreen)
{
    /* Ctrl+C ends a recording at once instead of becoming an event nobody takes. */
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_FOCUS_CLICKTHROUGH, "0");
    SDL_SetHint(SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR, "0");
    bool started;
    if (offscreen) {
        SDL_SetHintWithPriority(SDL_HINT_VIDEODRIVER, "offscreen", SDL_HINT_OVERRIDE);
        started = SDL_InitSubSystem(SDL_INIT_VIDEO) == 0;
        SDL_ResetHint(SDL_HINT_VIDEODRIVER);
    } else {
#ifdef __linux__
        char list[64];
        likely_drivers(list, sizeof list);
        SDL_SetHint(SDL_HINT_VIDEODRIVER, list); /* SDL_VIDEODRIVER, where set, is stronger */
#endif
        started = SDL_InitSubSystem(SDL_INIT_VIDEO) == 0;
    }
    return started;
}

static void stop_video(void)
{
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
}

bool window_display_available(void)
{
    if (!start_video(false))
        return false;
    bool seen = !is_unseen(SDL_GetCurrentVideoDriver()) && SDL_GetNumVideoDisplays() > 0;
    stop_video();
    return seen;
}

static void ask_for_gl(bool debug, bool robust)
{
    SDL_GL_ResetAttributes();
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 3);
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, 3);
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_CORE);
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_FLAGS,
                        SDL_GL_CONTEXT_FORWARD_COMPATIBLE_FLAG |
                            (debug ? SDL_GL_CONTEXT_DEBUG_FLAG : 0) |
                            (robust ? SDL_GL_CONTEXT_ROBUST_ACCESS_FLAG : 0));
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_RESET_NOTIFICATION,
                        robust ? SDL_GL_CONTEXT_RESET_LOSE_CONTEXT
                               : SDL_GL_CONTEXT_RESET_NO_NOTIFICATION);
    /* The picture is drawn into a framebuffer of its own; the window only receives it. */
    SDL_GL_SetAttribute(SDL_GL_DEPTH_SIZE, 0);
    SDL_GL_SetAttribute(SDL_GL_STENCIL_SIZE, 0);
    SDL_GL_SetAttribute(SDL_GL_DOUBLEBUFFER, 1);
}

/* What OpenGL is there when 3.3 is not, for the error. */
static void found_gl(SDL_Window *sdl, char *text, size_t size)
{
    enum { GL_VERSION_NAME = 0x1F02 };
    typedef const unsigned char *(*get_string)(unsigned name);

    SDL_GL_ResetAttributes();
    SDL_GLContext context = SDL_GL_CreateContext(sdl);
    get_string get = context ? (get_string)SDL_GL_GetProcAddress("glGetString") : NULL;
    const unsigned char *version = get ? get(GL_VERSION_NAME) : NULL;
    snprintf(text, size, "%s", version ? (const char *)version : "none");
    if (context)
        SDL_GL_DeleteContext(context);
}

static bool open_sdl_window(struct window *window, const struct window_options *options,
                            struct error *error)
{
    int displays = SDL_GetNumVideoDisplays();
    if (options->display < 0 || options->display >= displays)
        return error_set(error, ERROR_WINDOW,
                         "there is no display %d; this machine has %d, counted from 0 (--display)",
                         options->display, displays);
    Uint32 flags = SDL_WINDOW_OPENGL | SDL_WINDOW_ALLOW_HIGHDPI;
    if (!options->offscreen)
        flags |= SDL_WINDOW_RESIZABLE;
    int place = (int)SDL_WINDOWPOS_CENTERED_DISPLAY((unsigned)options->display);
    window->sdl = SDL_CreateWindow(options->title, place, place, options->width, options->height,
                                   flags);
    if (!window->sdl)
        return error_set(error, ERROR_WINDOW,
                         "no window of %dx%d px can be opened with %s: %.200s; try another --size",
                         options->width, options->height, SDL_GetCurrentVideoDriver(),
                         SDL_GetError());
    return true;
}

static bool open_context(struct window *window, struct error *error)
{
    /* One that tells of a reset, where there is such a thing. */
    for (int robust = 1; robust >= 0 && !window->context; robust--) {
        ask_for_gl(window->debug, robust);
        window->context = SDL_GL_CreateContext(window->sdl);
    }
    if (window->context)
        return true;
    char reason[200], found[128];
    snprintf(reason, sizeof reason, "%s", SDL_GetError());
    found_gl(window->sdl, found, sizeof found);
    return error_set(error, ERROR_GL_VERSION,
                     "OpenGL 3.3 is needed and OpenGL '%s' was found (%s); update the graphics "
                     "driver, or draw in software: apt install libgl1-mesa-dri and set "
                     "LIBGL_ALWAYS_SOFTWARE=1",
                     found, reason);
}

/* Adaptive where there is such a thing, else tied to the display, else free. */
static void set_pace(const struct window *window)
{
    if (window->offscreen || (SDL_GL_SetSwapInterval(-1) != 0 && SDL_GL_SetSwapInterval(1) != 0))
        SDL_GL_SetSwapInterval(0);
}

bool window_renew(struct window *window, struct error *error)
{
    if (window->context)
        SDL_GL_DeleteContext(window->context);
    window->context = NULL;
    if (!open_context(window, error))
        return false;
    set_pace(window);
    return true;
}

static void measure(struct window *window)
{
    int w, h;
    SDL_GetWindowSize(window->sdl, &w, &h);
    SDL_GL_GetDrawableSize(window->sdl, &window->width, &window->height);
    struct window_events *events = &window->events;
    events->width = window->width;
    events->height = window->height;
    events->scale_x = w > 0 ? (float)window->width / (float)w : 1;
    events->scale_y = h > 0 ? (float)window->height / (float)h : 1;
}

/* SDL counts a window's size in units that may be larger than a px; ours are px. */
static void fit_to_px(struct window *window, int width, int height)
{
    measure(window);
    if (window->width == width && window->height == height)
        return;
    SDL_SetWindowSize(window->sdl, (int)((float)width / window->events.scale_x + 0.5f),
                      (int)((float)height / window->events.scale_y + 0.5f));
    measure(window);
}

static bool open_display(const struct window_options *options, struct error *error)
{
    const char *asked = getenv("SDL_VIDEODRIVER");
    if (!start_video(options->offscreen)) {
        if (options->offscreen)
            return error_set(error, ERROR_WINDOW,
                             "no picture can be drawn without a window: %.200s; install "
                             "libegl1 and libgl1-mesa-dri",
                             SDL_GetError());
        return error_set(error, ERROR_DISPLAY_MISSING,
                         "no display can be opened%s%.60s; set DISPLAY or WAYLAND_DISPLAY, or use "
                         "'snowmelt record', which needs none",
                         asked ? " with SDL_VIDEODRIVER=" : "", asked ? asked : "");
    }
    /* An unseen window is right only where it was asked for by name. */
    bool wanted = options->offscreen || (asked && asked[0]);
    if (!wanted && is_unseen(SDL_GetCurrentVideoDriver())) {
        stop_video();
        return error_set(error, ERROR_DISPLAY_MISSING,
                         "there is no display; set DISPLAY or WAYLAND_DISPLAY, or use 'snowmelt "
                         "record', which needs none");
    }
    if (SDL_GL_LoadLibrary(NULL) != 0) {
        error_set(error, ERROR_GL_VERSION,
                  "OpenGL 3.3 is needed and no OpenGL was found (%.200s); apt install libgl1 "
                  "libegl1 libgl1-mesa-dri",
                  SDL_GetError());
        stop_video();
        return false;
    }
    return true;
}

struct window *window_open(const struct window_options *options, struct error *error)
{
    if (!open_display(options, error))
        return NULL;
    struct window *window = calloc(1, sizeof *window);
    if (!window) {
        error_set(error, ERROR_MEMORY, "no memory for a window");
        SDL_GL_UnloadLibrary();
        stop_video();
        return NULL;
    }
    window->debug = options->debug;
    window->offscreen = options->offscreen;
    ask_for_gl(window->debug, true);
    if (!open_sdl_window(window, options, error) || !open_context(window, error)) {
        window_close(window);
        return NULL;
    }
    set_pace(window);
    if (!options->offscreen) {
        fit_to_px(window, options->width, options->height);
        window_pads_start(&window->pads);
    }
    if (options->fullscreen && !options->offscreen)
        full_screen_set(&window->full, window->sdl, true);
    measure(window);
    return window;
}

void window_close(struct window *window)
{
    if (!window)
        return;
    window_close_second(window);
    window_pads_stop(&window->pads);
    if (window->context)
        SDL_GL_DeleteContext(window->context);
    if (window->sdl)
        SDL_DestroyWindow(window->sdl);
    free(window);
    SDL_GL_UnloadLibrary();
    stop_video();
}

void (*window_gl_proc(const char *name))(void)
{
    return (void (*)(void))SDL_GL_GetProcAddress(name);
}

void window_size(const struct window *window, int *width, int *height)
{
    *width = window->width;
    *height = window->height;
}

void window_present(struct window *window)
{
    SDL_GL_SwapWindow(window->sdl);
}

float window_display_hz(const struct window *window)
{
    SDL_DisplayMode mode;
    int display = SDL_GetWindowDisplayIndex(window->sdl);
    bool known = display >= 0 && SDL_GetCurrentDisplayMode(display, &mode) == 0;
    return known && mode.refresh_rate > 0 ? (float)mode.refresh_rate : 0.0f;
}

bool window_toggle_fullscreen(struct window *window)
{
    bool full = full_screen_set(&window->full, window->sdl, !window->full.on);
    measure(window);
    return full;
}

/* What a stick goes on doing comes after all that has happened, once a picture. */
static bool held_next(struct window *window, struct input_event *event)
{
    if (window->held) {
        window->held = false;
        return false;
    }
    window_pads_hold(&window->pads, &window->events, SDL_GetTicks());
    window->held = window_events_next(&window->events, event);
    return window->held;
}

bool window_poll(struct window *window, struct input_event *event)
{
    SDL_Event sdl;
    for (;;) {
        event->aside = false;
        if (window_events_next(&window->events, event))
            return true;
        if (window_second_next(window, event))
            return true;
        if (!SDL_PollEvent(&sdl)) {
            measure(window);
            return held_next(window, event);
        }
        if (sdl.type == SDL_DISPLAYEVENT)
            window->displays_changed = true;
        if (window_second_feed(window, &sdl) ||
            window_pads_feed(&window->pads, &window->events, &sdl))
            continue;
        if (sdl.type == SDL_WINDOWEVENT)
            measure(window);
        window_events_feed(&window->events, &sdl);
    }
}

double window_time(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

void window_wall_date(char text[11])
{
    time_t now = time(NULL);
    struct tm local;
    if (!localtime_r(&now, &local) || !strftime(text, 11, "%Y-%m-%d", &local))
        text[0] = '\0';
}

void window_wall_clock(char text[6])
{
    time_t now = time(NULL);
    struct tm local;
    if (!localtime_r(&now, &local) || !strftime(text, 6, "%H:%M", &local))
        text[0] = '\0';
}
