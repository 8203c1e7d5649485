/* The window, or the picture without one, and the GL context that goes with it. */
#ifndef SNOWMELT_PLATFORM_WINDOW_H
#define SNOWMELT_PLATFORM_WINDOW_H

#include <stdbool.h>

#include "base/error.h"
#include "platform/input.h"

struct window;

struct window_options {
    const char *title;
    int width, height;  /* px */
    bool fullscreen;
    int display;        /* 0 first */
    bool offscreen;     /* no window at all: SDL's offscreen driver over EGL */
    bool debug;         /* ask for a debug context */
};

/* True when a display (X11, Wayland, KMSDRM) can be opened. Leaves nothing running. */
bool window_display_available(void);

/* Opens it with an OpenGL 3.3 core context made current. NULL with ERROR_DISPLAY_MISSING,
 * ERROR_WINDOW or ERROR_GL_VERSION. */
struct window *window_open(const struct window_options *options, struct error *error);
void window_close(struct window *window);

/* For render_options.loader. */
void (*window_gl_proc(const char *name))(void);

/* Another OpenGL context in place of one that was lost; whatever was made in that is gone, and a
 * second window is to be closed before. False with *error where the card is not back yet: later,
 * again. */
bool window_renew(struct window *window, struct error *error);

void window_size(const struct window *window, int *width, int *height); /* drawable px */
void window_present(struct window *window); /* swaps, waits for the display where it can */
/* Pictures a second that its display shows; 0 when that is not known. */
float window_display_hz(const struct window *window);
/* Returns whether it fills the screen now. */
bool window_toggle_fullscreen(struct window *window);

void window_show_cursor(struct window *window, bool shown);

/* For an exhibit: no cursor, in front, the desktop's keys taken where that goes, and each finger a
 * pointer of its own. */
void window_exhibit(struct window *window);
/* Back to the front where something else came before it; now and then. */
void window_keep_front(struct window *window);

/* How many displays there are now, those that mirror another left out; they come and go while the
 * program runs. */
int window_displays(const struct window *window);
/* Whether displays came or went since the last call. */
bool window_displays_changed(struct window *window);
/* Moves the window to another display, filling it where it filled the one before. */
void window_move(struct window *window, int display);

/* A second window, of the same OpenGL context, for the speaker; false with *error (and the first
 * alone) when there can be none. What is drawn after window_use_second() is shown in it by
 * window_present_second(), which leaves the first in use again. */
bool window_open_second(struct window *window, const char *title, int display,
                        struct error *error);
void window_close_second(struct window *window);
bool window_has_second(const struct window *window);
void window_second_size(const struct window *window, int *width, int *height);
bool window_use_second(struct window *window);
void window_present_second(struct window *window);

/* Next input event since the last call; false when there is none. Resizes are seen through
 * window_size(). */
bool window_poll(struct window *window, struct input_event *event);

/* Monotonic seconds. */
double window_time(void);
/* The time of day where the machine stands, as "14:05"; empty where it is not known. */
void window_wall_clock(char text[6]);
/* Likewise the date, as "2026-11-25". */
void window_wall_date(char text[11]);

#endif
