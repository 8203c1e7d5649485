/* A window that nobody leaves, and fingers that do not disturb each other. */
#include "platform/window_private.h"

void window_exhibit(struct window *window)
{
    window->events.apart = true;
    SDL_SetHint(SDL_HINT_VIDEO_MINIMIZE_ON_FOCUS_LOSS, "0");
    SDL_DisableScreenSaver();
    SDL_ShowCursor(SDL_DISABLE);
    /* The desktop's own keys come to us, where it lets them. */
    SDL_SetWindowKeyboardGrab(window->sdl, SDL_TRUE);
    SDL_SetWindowMouseGrab(window->sdl, SDL_TRUE);
    SDL_SetWindowAlwaysOnTop(window->sdl, SDL_TRUE);
}

void window_keep_front(struct window *window)
{
    Uint32 flags = SDL_GetWindowFlags(window->sdl);
    if (flags & (SDL_WINDOW_MINIMIZED | SDL_WINDOW_HIDDEN)) {
        SDL_ShowWindow(window->sdl);
        SDL_RestoreWindow(window->sdl);
    }
    if (!(flags & SDL_WINDOW_INPUT_FOCUS))
        SDL_RaiseWindow(window->sdl);
    full_screen_follow(&window->full, window->sdl);
}

static struct window_touch *touch_of(struct window_events *events, SDL_FingerID id)
{
    for (unsigned i = 0; i < WINDOW_TOUCHES; i++)
        if (events->touches[i].down && events->touches[i].id == id)
            return &events->touches[i];
    return NULL;
}

/* A screen that was unplugged lets no finger go: the one heard of longest ago gives way. */
static struct window_touch *room_for(struct window_events *events)
{
    struct window_touch *oldest = &events->touches[0];
    for (unsigned i = 0; i < WINDOW_TOUCHES; i++) {
        struct window_touch *touch = &events->touches[i];
        if (!touch->down)
            return touch;
        if ((int32_t)(touch->ms - oldest->ms) < 0) /* they begin anew after 49 days */
            oldest = touch;
    }
    return oldest;
}

static void add(struct window_events *events, const struct window_touch *touch,
                struct input_event event)
{
    event.finger = (unsigned)(touch - events->touches) + 1;
    window_events_add(events, event);
}

static void let_go(struct window_events *events, struct window_touch *touch, float x, float y)
{
    touch->down = false;
    add(events, touch, (struct input_event){.kind = INPUT_RELEASE, .x = x, .y = y, .button = 1});
}

/* What they hold is free for whoever comes now. */
static void give_up_lost(struct window_events *events, const SDL_TouchFingerEvent *event)
{
    for (unsigned i = 0; i < WINDOW_TOUCHES; i++) {
        struct window_touch *touch = &events->touches[i];
        if (touch->down && touch->id != event->fingerId &&
            (int32_t)(event->timestamp - touch->ms) >= WINDOW_LOST_MS)
            let_go(events, touch, -1.0f, -1.0f);
    }
}

void window_touches_feed(struct window_events *events, uint32_t type,
                         const SDL_TouchFingerEvent *event)
{
    struct window_touch *touch = touch_of(events, event->fingerId);
    float x = event->x * (float)events->width, y = event->y * (float)events->height;
    if (type == SDL_FINGERDOWN) {
        give_up_lost(events, event);
        if (!touch)
            touch = room_for(events);
        if (touch->down) /* never let go: it clicks nothing */
            let_go(events, touch, -1.0f, -1.0f);
        *touch = (struct window_touch){event->fingerId, true, x, y, event->timestamp};
        add(events, touch, (struct input_event){.kind = INPUT_PRESS, .x = x, .y = y, .button = 1});
        return;
    }
    if (!touch)
        return;
    float dx = x - touch->x, dy = y - touch->y;
    *touch = (struct window_touch){event->fingerId, true, x, y, event->timestamp};
    if (type == SDL_FINGERUP)
        let_go(events, touch, x, y);
    else
        add(events, touch,
            (struct input_event){
                .kind = INPUT_POINTER, .x = x, .y = y, .dx = dx, .dy = dy, .button = 1});
}
