#include "platform/notify.h"

#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

/* The watchdog's time, s; 0 where it is meant for another process or is no number. */
static double watchdog_s(void)
{
    const char *usec = getenv("WATCHDOG_USEC"), *pid = getenv("WATCHDOG_PID");
    char *end;
    if (!usec || !*usec || (pid && strtol(pid, NULL, 10) != (long)getpid()))
        return 0.0;
    errno = 0;
    unsigned long long value = strtoull(usec, &end, 10);
    return *end || errno || value < 1000 ? 0.0 : 1e-6 * (double)value;
}

void notify_open(struct notify *notify)
{
    const char *path = getenv("NOTIFY_SOCKET");
    struct sockaddr_un to = {.sun_family = AF_UNIX};
    *notify = (struct notify){.socket = -1};
    if (!path || (path[0] != '/' && path[0] != '@') || strlen(path) >= sizeof to.sun_path)
        return;
    memcpy(to.sun_path, path, strlen(path));
    if (path[0] == '@') /* a name that is not in the file system */
        to.sun_path[0] = 0;
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    socklen_t length = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + strlen(path));
    if (fd < 0 || connect(fd, (const struct sockaddr *)&to, length) != 0) {
        if (fd >= 0)
            close(fd);
        return;
    }
    notify->socket = fd;
    notify->every_s = 0.5 * watchdog_s();
}

/* If nobody takes it the picture goes on all the same. */
static void say(const struct notify *notify, const char *text)
{
    if (notify->socket >= 0)
        (void)!send(notify->socket, text, strlen(text), MSG_NOSIGNAL);
}

void notify_ready(struct notify *notify)
{
    say(notify, "READY=1");
}

void notify_alive(struct notify *notify, double now_s)
{
    if (notify->every_s <= 0.0 || now_s - notify->sent_s < notify->every_s)
        return;
    say(notify, "WATCHDOG=1");
    notify->sent_s = now_s;
}

void notify_close(struct notify *notify)
{
    say(notify, "STOPPING=1");
    if (notify->socket >= 0)
        close(notify->socket);
    notify->socket = -1;
}
