/* What systemd wants to hear of a service: that it is ready, that it lives. A datagram to a socket
 * in the file system, and only where NOTIFY_SOCKET names one; see sd_notify(3). */
#ifndef SNOWMELT_PLATFORM_NOTIFY_H
#define SNOWMELT_PLATFORM_NOTIFY_H

#include <stdbool.h>

struct notify {
    int socket;     /* -1: nobody listens */
    double every_s; /* 0: no watchdog */
    double sent_s;
};

void notify_open(struct notify *notify);
void notify_ready(struct notify *notify);
/* Tells that it lives, twice as often as the watchdog asks. */
void notify_alive(struct notify *notify, double now_s);
void notify_close(struct notify *notify); /* and that it is stopping */

#endif
