/* The other end of show control: packets on this machine, written by hand. */
#ifndef SNOWMELT_TESTS_DATAGRAM_H
#define SNOWMELT_TESTS_DATAGRAM_H

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>

#include "scratch.h"

static inline struct sockaddr_in datagram_address(int port)
{
    return (struct sockaddr_in){.sin_family = AF_INET,
                                .sin_port = htons((uint16_t)port),
                                .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
}

/* A socket on a free port; what never comes is waited for a few seconds. */
static inline int datagram_open(int *port)
{
    struct sockaddr_in own = datagram_address(0);
    struct timeval patience = {.tv_sec = 5};
    socklen_t size = sizeof own;
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    assert_true(fd >= 0);
    assert_int_equal(bind(fd, (struct sockaddr *)&own, sizeof own), 0);
    assert_int_equal(getsockname(fd, (struct sockaddr *)&own, &size), 0);
    assert_int_equal(setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience), 0);
    *port = ntohs(own.sin_port);
    return fd;
}

/* A port that was free a moment ago. */
static inline int datagram_free_port(void)
{
    int port, fd = datagram_open(&port);
    close(fd);
    return port;
}

static inline void datagram_send(int fd, int port, const void *bytes, size_t size)
{
    struct sockaddr_in to = datagram_address(port);
    assert_int_equal(sendto(fd, bytes, size, 0, (struct sockaddr *)&to, sizeof to), size);
}

/* "PATH" and ",TYPES", each filled up with zeros to a multiple of four, then a word or none. */
static inline size_t datagram_write(char bytes[128], const char *path, const char *types,
                                    const void *word)
{
    size_t path_room = strlen(path) / 4 * 4 + 4, types_room = (strlen(types) + 1) / 4 * 4 + 4;
    memset(bytes, 0, 128);
    strcpy(bytes, path);
    bytes[path_room] = ',';
    strcpy(bytes + path_room + 1, types);
    if (!word)
        return path_room + types_room;
    for (int i = 0; i < 4; i++) /* from this machine's order to the network's */
        bytes[path_room + types_room + (size_t)i] = ((const char *)word)[3 - i];
    return path_room + types_room + 4;
}

static inline void datagram_order(int fd, int port, const char *path, const char *types,
                                  const void *word)
{
    char bytes[128];
    size_t size = datagram_write(bytes, path, types, word);
    datagram_send(fd, port, bytes, size);
}

/* Whether somebody on this machine has that UDP port open, by the kernel's own list. */
static inline bool datagram_listens(int port)
{
    static const char *const LISTS[] = {"/proc/net/udp", "/proc/net/udp6"};
    char line[256], wanted[8];
    bool found = false;
    snprintf(wanted, sizeof wanted, ":%04X ", (unsigned)port);
    for (int i = 0; i < 2; i++) {
        FILE *list = fopen(LISTS[i], "r");
        while (list && fgets(line, sizeof line, list))
            found = found || strstr(line, wanted);
        if (list)
            fclose(list);
    }
    return found;
}

#endif
