/* Game controllers: which are there, and what their buttons and sticks mean. Private to
 * platform/.
 *
 * The cross and the left stick move the focus, A presses it, B goes back, X gives the dose, Y shows
 * the next view; the shoulders zoom, or go back and on
 * in a talk, the right stick turns the view, Start pauses, Back helps. */
#ifndef SNOWMELT_PLATFORM_WINDOW_PADS_H
#define SNOWMELT_PLATFORM_WINDOW_PADS_H

#include "platform/window_events.h"

enum { WINDOW_PADS = 4 };

struct window_pads {
    bool started;
    SDL_GameController *pad[WINDOW_PADS]; /* NULL: free */
    int way[2];         /* -1, 0 or 1: where the left stick points, across and down */
    uint32_t repeat_ms; /* when it moves the focus again */
    float turn[2];      /* where the right stick points, -1..1 each */
    uint32_t turned_ms; /* until when it has turned the view; 0: it rests */
};

/* Without controllers, or without the part of SDL that knows them, nothing comes. */
void window_pads_start(struct window_pads *pads);
void window_pads_stop(struct window_pads *pads);
/* Takes in an event of a controller, also that one was plugged in or out; false for all others. */
bool window_pads_feed(struct window_pads *pads, struct window_events *events,
                      const SDL_Event *event);
/* Once a picture: what a stick that is held goes on doing. */
void window_pads_hold(struct window_pads *pads, struct window_events *events, uint32_t now_ms);

#endif
