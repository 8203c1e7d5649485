/* The speaker's window, and displays that come and go. */
#include "platform/displays.h"
#include "platform/window_private.h"

int window_displays(const struct window *window)
{
    SDL_Rect places[DISPLAYS_MOST];
    return displays_now(window->sdl, places);
}

static SDL_Rect place_of(const struct window *window, int display)
{
    SDL_Rect places[DISPLAYS_MOST] = {0}; /* none may be told */
    return places[display < displays_now(window->sdl, places) ? display : 0];
}

bool window_displays_changed(struct window *window)
{
    bool changed = window->displays_changed;
    window->displays_changed = false;
    return changed;
}

void window_show_cursor(struct window *window, bool shown)
{
    (void)window; /* SDL has one for all */
    SDL_ShowCursor(shown ? SDL_ENABLE : SDL_DISABLE);
}

void window_move(struct window *window, int display)
{
    SDL_Rect to = place_of(window, display), is;
    bool full = SDL_GetWindowFlags(window->sdl) & SDL_WINDOW_FULLSCREEN;
    bool by_hand = window->full.on && !full;
    SDL_GetWindowPosition(window->sdl, &is.x, &is.y);
    SDL_GetWindowSize(window->sdl, &is.w, &is.h);
    SDL_Point middle = {is.x + is.w / 2, is.y + is.h / 2};
    bool there = by_hand ? SDL_RectEquals(&is, &to) : SDL_PointInRect(&middle, &to);
    if (there)
        return;
    if (full)
        SDL_SetWindowFullscreen(window->sdl, 0);
    if (by_hand)
        SDL_SetWindowSize(window->sdl, to.w, to.h);
    SDL_GetWindowSize(window->sdl, &is.w, &is.h);
    SDL_SetWindowPosition(window->sdl, to.x + (to.w - is.w) / 2, to.y + (to.h - is.h) / 2);
    if (full)
        SDL_SetWindowFullscreen(window->sdl, SDL_WINDOW_FULLSCREEN_DESKTOP);
}

static void measure(struct window *window)
{
    struct window_events *events = &window->second.events;
    int w, h;
    SDL_GetWindowSize(window->second.sdl, &w, &h);
    SDL_GL_GetDrawableSize(window->second.sdl, &events->width, &events->height);
    events->scale_x = w > 0 ? (float)events->width / (float)w : 1;
    events->scale_y = h > 0 ? (float)events->height / (float)h : 1;
}

bool window_open_second(struct window *window, const char *title, int display,
                        struct error *error)
{
    SDL_Rect room = place_of(window, display);
    int w = room.w * 9 / 10, h = room.h * 9 / 10;
    window->second.sdl = SDL_CreateWindow(
        title, room.x + (room.w - w) / 2, room.y + (room.h - h) / 2, w, h,
        SDL_WINDOW_OPENGL | SDL_WINDOW_ALLOW_HIGHDPI | SDL_WINDOW_RESIZABLE);
    if (window->second.sdl && window_use_second(window)) {
        SDL_GL_SetSwapInterval(0); /* one display to wait for is enough */
        SDL_GL_MakeCurrent(window->sdl, window->context);
        window->second.events = (struct window_events){0};
        measure(window);
        return true;
    }
    error_set(error, ERROR_WINDOW, "no window for the notes can be opened: %.200s", SDL_GetError());
    window_close_second(window);
    return false;
}

void window_close_second(struct window *window)
{
    if (!window->second.sdl)
        return;
    SDL_GL_MakeCurrent(window->sdl, window->context);
    SDL_DestroyWindow(window->second.sdl);
    window->second.sdl = NULL;
    /* Or the keys would go nowhere; the second says it where there is no window manager to. */
    SDL_RaiseWindow(window->sdl);
    SDL_SetWindowInputFocus(window->sdl);
}

bool window_has_second(const struct window *window)
{
    return window->second.sdl != NULL;
}

void window_second_size(const struct window *window, int *width, int *height)
{
    *width = window->second.events.width;
    *height = window->second.events.height;
}

bool window_use_second(struct window *window)
{
    if (SDL_GL_MakeCurrent(window->second.sdl, window->context) == 0)
        return true;
    SDL_GL_MakeCurrent(window->sdl, window->context);
    return false;
}

void window_present_second(struct window *window)
{
    SDL_GL_SwapWindow(window->second.sdl);
    SDL_GL_MakeCurrent(window->sdl, window->context);
}

/* The window an input event belongs to; 0 for what belongs to none. */
static Uint32 owner(const SDL_Event *event)
{
    switch (event->type) {
    case SDL_WINDOWEVENT:
        return event->window.windowID;
    case SDL_KEYDOWN:
        return event->key.windowID;
    case SDL_TEXTINPUT:
        return event->text.windowID;
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
        return event->button.windowID;
    case SDL_MOUSEMOTION:
        return event->motion.windowID;
    case SDL_MOUSEWHEEL:
        return event->wheel.windowID;
    case SDL_FINGERDOWN:
    case SDL_FINGERUP:
    case SDL_FINGERMOTION:
        return event->tfinger.windowID;
    default:
        return 0;
    }
}

bool window_second_feed(struct window *window, const SDL_Event *event)
{
    if (!window->second.sdl || owner(event) != SDL_GetWindowID(window->second.sdl))
        return false;
    if (event->type == SDL_WINDOWEVENT) {
        measure(window);
        if (event->window.event == SDL_WINDOWEVENT_CLOSE) {
            SDL_Event quit = {.type = SDL_QUIT};
            window_events_feed(&window->second.events, &quit);
            return true;
        }
    }
    window_events_feed(&window->second.events, event);
    return true;
}

bool window_second_next(struct window *window, struct input_event *event)
{
    if (!window->second.sdl || !window_events_next(&window->second.events, event))
        return false;
    event->aside = true;
    return true;
}
