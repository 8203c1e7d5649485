/* From SDL's events to ours. Private to platform/. Needs no window, so that it is tested
 * without one. */
#ifndef SNOWMELT_PLATFORM_WINDOW_EVENTS_H
#define SNOWMELT_PLATFORM_WINDOW_EVENTS_H

#include <SDL.h>

#include "platform/input.h"

enum { WINDOW_EVENTS_ROOM = 16, WINDOW_FINGERS = 2, WINDOW_TOUCHES = 10 };

/* A screen that is unplugged lets no finger go. One that was not heard of for so long is given up
 * when another comes. */
enum { WINDOW_LOST_MS = 5000 };

struct window_finger {
    SDL_FingerID id;
    float x, y;  /* px */
    uint32_t ms; /* last heard of */
};

/* A finger that is nothing to the others. */
struct window_touch {
    SDL_FingerID id;
    bool down;
    float x, y;  /* px */
    uint32_t ms; /* last heard of */
};

/* Zero to begin with, but for the geometry, which the window keeps up to date. */
struct window_events {
    float scale_x, scale_y; /* px per unit of SDL's mouse coordinates */
    int width, height;      /* px */

    /* Events made and not yet taken; one of SDL's makes twelve at most. */
    struct input_event queue[WINDOW_EVENTS_ROOM];
    unsigned n_queue;

    uint32_t ignored_buttons;     /* bit a button: pressed only to focus the window */
    uint32_t focused_ms;          /* when the window got the focus */
    bool focused_once;
    bool key_taken;               /* the last key down was understood, its text is not needed */
    float mouse_x, mouse_y;       /* px, where the mouse was last */

    struct window_finger fingers[WINDOW_FINGERS];
    unsigned n_fingers;
    bool apart; /* each finger is a pointer of its own, and none pinch */
    struct window_touch touches[WINDOW_TOUCHES];
    bool pinched; /* two fingers were down: until all are up, one alone does nothing */
};

/* Takes in one event; adds what it means to the queue, which must be empty. */
void window_events_feed(struct window_events *events, const SDL_Event *event);
void window_events_add(struct window_events *events, struct input_event event);
/* The part of it that is fingers. */
void window_fingers_down(struct window_events *events, const SDL_TouchFingerEvent *event);
void window_fingers_motion(struct window_events *events, const SDL_TouchFingerEvent *event);
void window_fingers_up(struct window_events *events, const SDL_TouchFingerEvent *event);
/* The same where they are apart; `type` of SDL's three. */
void window_touches_feed(struct window_events *events, uint32_t type,
                         const SDL_TouchFingerEvent *event);
/* Takes the oldest event made; false when there is none. */
bool window_events_next(struct window_events *events, struct input_event *event);

#endif
