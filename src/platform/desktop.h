/* How people want to see, as they have told their desktop: the settings portal
 * (org.freedesktop.portal.Settings) on the session's bus.
 *
 * Only a bus on this machine is asked, by a socket in the file system. Nothing waits for it but
 * the opening, and that no longer than it is told to: what comes later is taken up when it comes.
 */
#ifndef SNOWMELT_PLATFORM_DESKTOP_H
#define SNOWMELT_PLATFORM_DESKTOP_H

#include <stdbool.h>

struct desktop;

enum desktop_light { DESKTOP_LIGHT_ANY, DESKTOP_LIGHT_DARK, DESKTOP_LIGHT_BRIGHT };

/* What nobody has said is false, or any. */
struct desktop_wishes {
    bool calm;  /* less motion */
    bool stark; /* more contrast */
    enum desktop_light light;
};

/* Waits at most wait_s for the first answer. NULL where there is no bus, and where this was built
 * without libdbus: nobody has said anything then. */
struct desktop *desktop_open(double wait_s);
/* NULL is fine. */
void desktop_close(struct desktop *desktop);

/* Takes what has come since; call as often as you like. The wishes as far as they are known, which
 * stay when the bus goes; none for NULL. */
struct desktop_wishes desktop_look(struct desktop *desktop);

#endif
