/* The displays there are now. SDL knows those that were there when it began, on an X server. Private
 * to platform/. */
#ifndef SNOWMELT_PLATFORM_DISPLAYS_H
#define SNOWMELT_PLATFORM_DISPLAYS_H

#include <SDL.h>

enum { DISPLAYS_MOST = 8 };

/* Where each stands, in SDL's units; those that show the same as another before them left out, since
 * what is put on one is seen on both. Returns how many, at least 1. */
int displays_now(SDL_Window *window, SDL_Rect places[DISPLAYS_MOST]);

#endif
