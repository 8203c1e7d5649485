/* Show control: orders from another program or desk, by OSC over UDP.
 *
 * A socket is opened here and nowhere else, and only for who asks for one. Nothing waits: each
 * picture takes what has come, within a budget of messages and of time; what is more is counted and
 * thrown away. Answers go to the address that asked, and nowhere else.
 */
#ifndef SNOWMELT_PLATFORM_OSC_H
#define SNOWMELT_PLATFORM_OSC_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "platform/osc_message.h"

struct osc;

/* Orders a second that are carried out, and at once after a rest. */
enum { OSC_A_SECOND = 20, OSC_MOST_ORDERS = OSC_A_SECOND };

/* What a status tells. */
struct osc_state {
    const char *phase, *language;
    int chapter;
    float volume; /* 0..1 */
};

/* Messages since the start; a packet that is no OSC, or that was never looked at, counts as one. */
struct osc_counts {
    uint32_t accepted;
    uint32_t dropped;   /* too many, unknown, not allowed, or of no use just then */
    uint32_t malformed; /* no OSC, wrong types, out of range */
};

/* Listens on `port` of the numeric address `bind`, IPv4 or IPv6; `allow` as osc_allow(). NULL with
 * ERROR_OPTION_VALUE, ERROR_OSC (also where this was built without liblo) or ERROR_MEMORY. */
struct osc *osc_open(int port, const char *bind, const char *allow, struct error *error);
/* NULL is fine. */
void osc_close(struct osc *osc);

/* What came since the last call, for the caller to carry out in this order; returns how many. Asked
 * for a status it answers by itself. now_s is a monotonic time. With NULL nothing ever comes. */
unsigned osc_orders(struct osc *osc, double now_s, const struct osc_state *state,
                    struct osc_order orders[OSC_MOST_ORDERS]);
/* An order could not be carried out: it counts as dropped. */
void osc_reject(struct osc *osc);

/* All 0 for NULL. */
struct osc_counts osc_counts(const struct osc *osc);

#endif
