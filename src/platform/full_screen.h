/* Filling the screen, with a window manager that does it or, as on a bare kiosk, without one.
 * Internal to platform/. */
#ifndef SNOWMELT_PLATFORM_FULL_SCREEN_H
#define SNOWMELT_PLATFORM_FULL_SCREEN_H

#include <SDL.h>
#include <stdbool.h>

struct full_screen {
    bool on;
    SDL_Rect before; /* of the window, where nobody else keeps it */
};

/* Returns whether the screen is filled now. */
bool full_screen_set(struct full_screen *full, SDL_Window *window, bool on);
/* The screen may have another size by now; where a window manager runs it sees to that. */
void full_screen_follow(struct full_screen *full, SDL_Window *window);

#endif
