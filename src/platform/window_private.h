/* What a window is made of. Private to platform/. */
#ifndef SNOWMELT_PLATFORM_WINDOW_PRIVATE_H
#define SNOWMELT_PLATFORM_WINDOW_PRIVATE_H

#include <SDL.h>

#include "platform/full_screen.h"
#include "platform/window.h"
#include "platform/window_events.h"
#include "platform/window_pads.h"

struct window {
    SDL_Window *sdl;
    SDL_GLContext context;
    struct window_events events;
    struct window_pads pads;
    struct full_screen full;
    int width, height; /* px */
    bool debug, offscreen; /* as it was opened */
    bool displays_changed;
    bool held; /* what the sticks hold was given for this picture */
    struct {
        SDL_Window *sdl; /* NULL: none */
        struct window_events events;
    } second;
};

/* Takes an event in that is the second window's; false if it is not. */
bool window_second_feed(struct window *window, const SDL_Event *event);
/* Its oldest input event, marked as such; false when there is none. */
bool window_second_next(struct window *window, struct input_event *event);

#endif
