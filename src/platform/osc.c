#include "platform/osc.h"

#include <stdlib.h>

#include "platform/osc_packet.h"

#ifdef SNOWMELT_LIBLO

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

/* What a picture may spend: packets that are looked at, and packets and time in all. */
enum { LOOKED_MOST = 64, TAKEN_MOST = 4096 };
static const double BUDGET_S = 0.001;

/* Bytes that may wait in the kernel; it throws away what is more, and counts it. */
enum { WAITING_BYTES = 1 << 18 };

/* The reading of liblo and the socket are parted: liblo 0.31 has no way to listen on one address
 * alone, nor to leave off in the middle of a flood. */
struct osc {
    int socket;
    unsigned allowed;
    double rest;         /* orders that may be carried out now */
    double last_s;       /* when that was reckoned */
    uint32_t overflowed; /* packets that the kernel has thrown away so far */
    struct osc_counts counts;
};

union address {
    struct sockaddr any;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
};

static socklen_t address_size(const union address *address)
{
    return address->any.sa_family == AF_INET6 ? sizeof address->v6 : sizeof address->v4;
}

static void set_port(union address *address, int port)
{
    in_port_t there = htons((uint16_t)port);
    if (address->any.sa_family == AF_INET6)
        address->v6.sin6_port = there;
    else
        address->v4.sin_port = there;
}

/* Numbers only: a name would have to be asked for, on a network nobody spoke of. */
static bool find_address(const char *text, int port, union address *address)
{
    memset(address, 0, sizeof *address);
    if (inet_pton(AF_INET, text, &address->v4.sin_addr) == 1)
        address->any.sa_family = AF_INET;
    else if (inet_pton(AF_INET6, text, &address->v6.sin6_addr) == 1)
        address->any.sa_family = AF_INET6;
    else
        return false;
    set_port(address, port);
    return true;
}

static bool listen_at(struct osc *osc, const union address *address)
{
    int yes = 1, room = WAITING_BYTES;
    osc->socket = socket(address->any.sa_family, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (osc->socket < 0)
        return false;
    /* Without these two less is counted, and less may wait: both can be borne. */
    setsockopt(osc->socket, SOL_SOCKET, SO_RXQ_OVFL, &yes, sizeof yes);
    setsockopt(osc->socket, SOL_SOCKET, SO_RCVBUF, &room, sizeof room);
    return bind(osc->socket, &address->any, address_size(address)) == 0;
}

struct osc *osc_open(int port, const char *bind_to, const char *allow, struct error *error)
{
    union address address;
    unsigned allowed;
    if (!osc_allow(allow, &allowed)) {
        error_set(error, ERROR_OPTION_VALUE,
                  "--osc-allow takes some of start, stop, chapter, language, volume, dose and "
                  "status, with commas between, not '%.60s'",
                  allow);
        return NULL;
    }
    if (!find_address(bind_to, port, &address)) {
        error_set(error, ERROR_OPTION_VALUE,
                  "--osc-bind takes an address in numbers, such as 127.0.0.1 for this machine "
                  "alone, not '%.60s'",
                  bind_to);
        return NULL;
    }
    struct osc *osc = calloc(1, sizeof *osc);
    if (!osc) {
        error_set(error, ERROR_MEMORY, "out of memory for show control");
        return NULL;
    }
    osc->allowed = allowed;
    osc->rest = OSC_MOST_ORDERS;
    osc->last_s = NAN;
    if (listen_at(osc, &address))
        return osc;
    error_set(error, ERROR_OSC,
              "cannot listen for show control on port %d of %.60s (%s); choose another port with "
              "--osc, or an address of this machine with --osc-bind",
              port, bind_to, strerror(errno));
    osc_close(osc);
    return NULL;
}

void osc_close(struct osc *osc)
{
    if (!osc)
        return;
    if (osc->socket >= 0)
        close(osc->socket);
    free(osc);
}

static double monotonic_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* What the kernel had no room for stands beside the next packet that comes. */
static void count_overflow(struct osc *osc, struct msghdr *head)
{
    for (struct cmsghdr *part = CMSG_FIRSTHDR(head); part; part = CMSG_NXTHDR(head, part)) {
        uint32_t overflowed;
        if (part->cmsg_level != SOL_SOCKET || part->cmsg_type != SO_RXQ_OVFL)
            continue;
        memcpy(&overflowed, CMSG_DATA(part), sizeof overflowed);
        osc->counts.dropped += overflowed - osc->overflowed;
        osc->overflowed = overflowed;
    }
}

/* One packet, in one piece or told longer than there is room; -1 when none waits. */
static ssize_t receive(struct osc *osc, void *bytes, size_t room, union address *from)
{
    union {
        struct cmsghdr aligned;
        char bytes[CMSG_SPACE(sizeof(uint32_t))];
    } more;
    struct iovec piece = {.iov_base = bytes, .iov_len = room};
    struct msghdr head = {.msg_name = from,
                          .msg_namelen = sizeof *from,
                          .msg_iov = &piece,
                          .msg_iovlen = 1,
                          .msg_control = more.bytes,
                          .msg_controllen = sizeof more.bytes};
    ssize_t size = recvmsg(osc->socket, &head, MSG_TRUNC);
    if (size >= 0)
        count_overflow(osc, &head);
    return size;
}

static void answer(struct osc *osc, int port, const struct osc_state *state, union address *to)
{
    char bytes[OSC_PACKET_BYTES];
    size_t size = osc_packet_status(state, &osc->counts, bytes);
    if (port)
        set_port(to, port);
    /* Who cannot be reached is not waited for. */
    if (size)
        sendto(osc->socket, bytes, size, MSG_NOSIGNAL, &to->any, address_size(to));
}

struct taking {
    const struct osc_state *state;
    struct osc_order *orders;
    unsigned n_orders;
};

static void take_packet(struct osc *osc, const struct osc_packet *packet, union address *from,
                        struct taking *taking)
{
    osc->counts.dropped += packet->refused;
    osc->counts.malformed += packet->malformed;
    for (unsigned i = 0; i < packet->n_orders; i++) {
        const struct osc_order *order = &packet->orders[i];
        if (osc->rest < 1.0 || taking->n_orders == OSC_MOST_ORDERS) {
            osc->counts.dropped++;
            continue;
        }
        osc->rest -= 1.0;
        osc->counts.accepted++;
        if (order->command == OSC_STATUS)
            answer(osc, order->port, taking->state, from);
        else
            taking->orders[taking->n_orders++] = *order;
    }
}

static void reckon(struct osc *osc, double now_s)
{
    double dt_s = fmax(now_s - osc->last_s, 0.0); /* 0 at first: fmax() leaves NAN out */
    osc->rest = fmin(osc->rest + dt_s * OSC_A_SECOND, OSC_MOST_ORDERS);
    osc->last_s = now_s;
}

unsigned osc_orders(struct osc *osc, double now_s, const struct osc_state *state,
                    struct osc_order orders[OSC_MOST_ORDERS])
{
    struct taking taking = {.state = state, .orders = orders};
    if (!osc)
        return 0;
    reckon(osc, now_s);
    double until_s = monotonic_s() + BUDGET_S;
    for (unsigned i = 0; i < TAKEN_MOST && monotonic_s() < until_s; i++) {
        char bytes[OSC_PACKET_BYTES];
        union address from;
        ssize_t size = receive(osc, bytes, i < LOOKED_MOST ? sizeof bytes : 0, &from);
        if (size < 0 && errno != ECONNREFUSED && errno != EINTR)
            break;
        if (size >= 0 && i < LOOKED_MOST) {
            struct osc_packet packet;
            osc_packet_read(bytes, (size_t)size, osc->allowed, &packet);
            take_packet(osc, &packet, &from, &taking);
        } else if (size >= 0) {
            osc->counts.dropped++;
        }
    }
    return taking.n_orders;
}

void osc_reject(struct osc *osc)
{
    osc->counts.accepted--;
    osc->counts.dropped++;
}

struct osc_counts osc_counts(const struct osc *osc)
{
    return osc ? osc->counts : (struct osc_counts){0};
}

#else

struct osc *osc_open(int port, const char *bind_to, const char *allow, struct error *error)
{
    (void)port, (void)bind_to, (void)allow;
    error_set(error, ERROR_OSC,
              "this program was built without show control; install liblo-dev and build it again, "
              "or leave out --osc");
    return NULL;
}

void osc_close(struct osc *osc)
{
    (void)osc;
}

unsigned osc_orders(struct osc *osc, double now_s, const struct osc_state *state,
                    struct osc_order orders[OSC_MOST_ORDERS])
{
    (void)osc, (void)now_s, (void)state, (void)orders;
    return 0;
}

void osc_reject(struct osc *osc)
{
    (void)osc;
}

struct osc_counts osc_counts(const struct osc *osc)
{
    (void)osc;
    return (struct osc_counts){0};
}

#endif
