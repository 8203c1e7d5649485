#include "platform/full_screen.h"

#include <SDL_syswm.h>

/* SDL asks the window manager of an X server to fill the screen, and takes that as done. Where none
 * runs the window stays as it is while SDL counts it as large, and most of the picture is outside.
 * A window manager is known by a property of the root window (Extended Window Manager Hints). */
#ifdef SDL_VIDEO_DRIVER_X11
typedef Atom (*intern_atom)(Display *display, const char *name, Bool only_if_there);
typedef int (*get_property)(Display *display, Window window, Atom property, long offset,
                            long length, Bool removes, Atom wanted, Atom *type, int *format,
                            unsigned long *items, unsigned long *left, unsigned char **value);
typedef Window (*default_root)(Display *display);
typedef int (*free_value)(void *value);
typedef Status (*get_geometry)(Display *display, Drawable what, Window *root, int *x, int *y,
                               unsigned *width, unsigned *height, unsigned *border,
                               unsigned *depth);

static bool has_manager(void *library, Display *display)
{
    intern_atom intern = (intern_atom)SDL_LoadFunction(library, "XInternAtom");
    get_property get = (get_property)SDL_LoadFunction(library, "XGetWindowProperty");
    default_root root = (default_root)SDL_LoadFunction(library, "XDefaultRootWindow");
    free_value release = (free_value)SDL_LoadFunction(library, "XFree");
    if (!intern || !get || !root || !release)
        return true;
    Atom check = intern(display, "_NET_SUPPORTING_WM_CHECK", True), type = None;
    int format = 0;
    unsigned long items = 0, left = 0;
    unsigned char *value = NULL;
    if (check == None)
        return false;
    get(display, root(display), check, 0, 1, False, AnyPropertyType, &type, &format, &items, &left,
        &value);
    if (value)
        release(value);
    return items > 0;
}

static bool is_managed(SDL_Window *window)
{
    SDL_SysWMinfo info;
    SDL_VERSION(&info.version);
    if (!SDL_GetWindowWMInfo(window, &info) || info.subsystem != SDL_SYSWM_X11)
        return true;
    void *library = SDL_LoadObject("libX11.so.6"); /* the one SDL has loaded */
    if (!library)
        return true;
    bool managed = has_manager(library, info.info.x11.display);
    SDL_UnloadObject(library);
    return managed;
}

/* How large the screen is now; SDL knows how large it was when it began. */
static bool find_size(SDL_Window *window, int *width, int *height)
{
    SDL_SysWMinfo info;
    SDL_VERSION(&info.version);
    if (!SDL_GetWindowWMInfo(window, &info) || info.subsystem != SDL_SYSWM_X11)
        return false;
    void *library = SDL_LoadObject("libX11.so.6");
    if (!library)
        return false;
    get_geometry get = (get_geometry)SDL_LoadFunction(library, "XGetGeometry");
    default_root root = (default_root)SDL_LoadFunction(library, "XDefaultRootWindow");
    Display *display = info.info.x11.display;
    Window same;
    int x, y;
    unsigned w = 0, h = 0, border, depth;
    bool found = get && root &&
                 get(display, root(display), &same, &x, &y, &w, &h, &border, &depth) && w && h;
    SDL_UnloadObject(library);
    *width = (int)w;
    *height = (int)h;
    return found;
}
#else
static bool is_managed(SDL_Window *window)
{
    (void)window;
    return true;
}

static bool find_size(SDL_Window *window, int *width, int *height)
{
    (void)window;
    (void)width;
    (void)height;
    return false;
}
#endif

static void fill_by_hand(struct full_screen *full, SDL_Window *window, bool on)
{
    SDL_Rect to = full->before;
    if (on) {
        SDL_GetWindowPosition(window, &full->before.x, &full->before.y);
        SDL_GetWindowSize(window, &full->before.w, &full->before.h);
        int display = SDL_GetWindowDisplayIndex(window);
        if (SDL_GetDisplayBounds(display < 0 ? 0 : display, &to) != 0)
            return;
    }
    SDL_SetWindowPosition(window, to.x, to.y);
    SDL_SetWindowSize(window, to.w, to.h);
    full->on = on;
}

bool full_screen_set(struct full_screen *full, SDL_Window *window, bool on)
{
    if (on == full->on)
        return on;
    if (!is_managed(window))
        fill_by_hand(full, window, on);
    else if (SDL_SetWindowFullscreen(window, on ? SDL_WINDOW_FULLSCREEN_DESKTOP : 0) == 0)
        full->on = on;
    return full->on;
}

void full_screen_follow(struct full_screen *full, SDL_Window *window)
{
    int width, height, w, h;
    bool by_hand = full->on && !(SDL_GetWindowFlags(window) & SDL_WINDOW_FULLSCREEN);
    if (!by_hand || SDL_GetNumVideoDisplays() != 1 || !find_size(window, &width, &height))
        return;
    SDL_GetWindowSize(window, &w, &h);
    if (w == width && h == height)
        return;
    SDL_SetWindowPosition(window, 0, 0);
    SDL_SetWindowSize(window, width, height);
}
