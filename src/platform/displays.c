#include "platform/displays.h"

#include <SDL_syswm.h>
#include <stdbool.h>

#ifdef SDL_VIDEO_DRIVER_X11_XRANDR
#include <X11/extensions/Xrandr.h>

typedef XRRMonitorInfo *(*get_monitors)(Display *display, Window window, Bool active, int *n);
typedef void (*free_monitors)(XRRMonitorInfo *monitors);

static int ask_for_monitors(void *library, const SDL_SysWMinfo *info,
                            SDL_Rect places[DISPLAYS_MOST])
{
    get_monitors get = (get_monitors)SDL_LoadFunction(library, "XRRGetMonitors");
    free_monitors release = (free_monitors)SDL_LoadFunction(library, "XRRFreeMonitors");
    int n = 0, kept = 0;
    if (!get || !release)
        return 0;
    XRRMonitorInfo *found = get(info->info.x11.display, info->info.x11.window, True, &n);
    for (int i = 0; found && i < n && kept < DISPLAYS_MOST; i++)
        places[kept++] = (SDL_Rect){found[i].x, found[i].y, found[i].width, found[i].height};
    if (found)
        release(found);
    return kept;
}

/* What the server itself says; 0 where there is none, or it is too old. */
static int from_server(SDL_Window *window, SDL_Rect places[DISPLAYS_MOST])
{
    SDL_SysWMinfo info;
    SDL_VERSION(&info.version);
    if (!SDL_GetWindowWMInfo(window, &info) || info.subsystem != SDL_SYSWM_X11)
        return 0;
    void *library = SDL_LoadObject("libXrandr.so.2"); /* the one SDL has loaded */
    if (!library)
        return 0;
    int n = ask_for_monitors(library, &info, places);
    SDL_UnloadObject(library);
    return n;
}
#else
static int from_server(SDL_Window *window, SDL_Rect places[DISPLAYS_MOST])
{
    (void)window, (void)places;
    return 0;
}
#endif

static int from_sdl(SDL_Rect places[DISPLAYS_MOST])
{
    int n = 0;
    for (int i = 0; i < SDL_GetNumVideoDisplays() && n < DISPLAYS_MOST; i++)
        n += SDL_GetDisplayBounds(i, &places[n]) == 0;
    return n;
}

static bool is_mirror(const SDL_Rect *places, int which)
{
    for (int i = 0; i < which; i++)
        if (places[i].x == places[which].x && places[i].y == places[which].y)
            return true;
    return false;
}

int displays_now(SDL_Window *window, SDL_Rect places[DISPLAYS_MOST])
{
    int n = from_server(window, places), kept = 0;
    if (n < 1)
        n = from_sdl(places);
    for (int i = 0; i < n; i++)
        if (!is_mirror(places, i))
            places[kept++] = places[i];
    if (kept < 1)
        places[kept++] = (SDL_Rect){0, 0, 640, 480};
    return kept;
}
