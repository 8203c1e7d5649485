/* From the bytes of an OSC 1.0 packet, a message or a bundle of them, to orders and back, by liblo.
 * Private to platform/. */
#ifndef SNOWMELT_PLATFORM_OSC_PACKET_H
#define SNOWMELT_PLATFORM_OSC_PACKET_H

#include <stddef.h>

#include "platform/osc.h"

enum {
    OSC_PACKET_BYTES = 1024,  /* longer ones are malformed; ours need less than 64 */
    OSC_PACKET_MESSAGES = 16, /* in a bundle; more are left out, and counted */
    OSC_PACKET_DEPTH = 4      /* of bundles in bundles */
};

struct osc_packet {
    struct osc_order orders[OSC_PACKET_MESSAGES];
    unsigned n_orders;
    unsigned messages;           /* looked at */
    unsigned refused, malformed; /* of those, and what could not even be looked at */
};

/* Whatever the bytes are. Time tags are not waited for: what comes is meant now. */
void osc_packet_read(const void *bytes, size_t size, unsigned allowed, struct osc_packet *packet);

/* The answer to a status, as bytes; returns how many, 0 when out of memory. */
size_t osc_packet_status(const struct osc_state *state, const struct osc_counts *counts,
                         char bytes[OSC_PACKET_BYTES]);

#endif
