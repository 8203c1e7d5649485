#include "platform/osc_packet.h"

#ifdef SNOWMELT_LIBLO

#include <lo/lo.h>
#include <string.h>

/* liblo takes the bytes of a message apart in place. */
union message {
    char bytes[OSC_PACKET_BYTES];
    double aligned;
};

enum { VALUES = 2 /* no message of ours has more than one */ };

static void count_message(struct osc_packet *packet, const char *path, lo_message message,
                          unsigned allowed)
{
    struct osc_value values[VALUES] = {{0}};
    struct osc_order order;
    const char *types = lo_message_get_types(message);
    lo_arg **argv = lo_message_get_argv(message);
    int argc = lo_message_get_argc(message);
    for (int i = 0; i < argc && i < VALUES; i++) {
        /* Not as members: arguments stand where the packet has them, aligned to four bytes. */
        const void *argument = argv[i];
        if (types[i] == LO_INT32)
            memcpy(&values[i].i, argument, sizeof values[i].i);
        else if (types[i] == LO_FLOAT)
            memcpy(&values[i].f, argument, sizeof values[i].f);
        else if (types[i] == LO_STRING)
            values[i].s = argument;
    }
    switch (osc_read(path, types, values, allowed, &order)) {
    case OSC_GOOD:
        packet->orders[packet->n_orders++] = order;
        break;
    case OSC_REFUSED:
        packet->refused++;
        break;
    case OSC_MALFORMED:
        packet->malformed++;
        break;
    }
}

static void read_message(struct osc_packet *packet, const char *bytes, size_t size,
                         unsigned allowed)
{
    union message own;
    packet->messages++;
    memcpy(own.bytes, bytes, size);
    int result = 0;
    bool addressed = size && bytes[0] == '/' && memchr(bytes, 0, size);
    lo_message message = addressed ? lo_message_deserialise(own.bytes, size, &result) : NULL;
    if (message)
        count_message(packet, own.bytes, message, allowed);
    else
        packet->malformed++;
    if (message)
        lo_message_free(message);
}

static uint32_t read_size(const char *bytes)
{
    const unsigned char *b = (const unsigned char *)bytes;
    return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

static void read_element(struct osc_packet *packet, const char *bytes, size_t size,
                         unsigned allowed, unsigned depth)
{
    static const char BUNDLE[8] = "#bundle";
    enum { HEAD = 16, SIZE = 4 }; /* its name and a time tag; of an element */
    if (size < sizeof BUNDLE || memcmp(bytes, BUNDLE, sizeof BUNDLE) != 0) {
        if (packet->messages < OSC_PACKET_MESSAGES)
            read_message(packet, bytes, size, allowed);
        else
            packet->refused++;
        return;
    }
    if (size < HEAD || depth == OSC_PACKET_DEPTH) {
        packet->malformed++;
        return;
    }
    for (size_t at = HEAD; at < size;) {
        uint32_t length = size - at >= SIZE ? read_size(bytes + at) : 0;
        if (!length || length % SIZE || length > size - at - SIZE) {
            packet->malformed++;
            return;
        }
        read_element(packet, bytes + at + SIZE, length, allowed, depth + 1);
        at += SIZE + length;
    }
}

void osc_packet_read(const void *bytes, size_t size, unsigned allowed, struct osc_packet *packet)
{
    *packet = (struct osc_packet){0};
    if (!size || size > OSC_PACKET_BYTES || size % 4)
        packet->malformed++;
    else
        read_element(packet, bytes, size, allowed, 0);
}

size_t osc_packet_status(const struct osc_state *state, const struct osc_counts *counts,
                         char bytes[OSC_PACKET_BYTES])
{
    static const char PATH[] = "/snowmelt/status";
    lo_message message = lo_message_new();
    if (!message)
        return 0;
    bool whole = lo_message_add_string(message, state->phase) == 0 &&
                 lo_message_add_int32(message, state->chapter) == 0 &&
                 lo_message_add_string(message, state->language) == 0 &&
                 lo_message_add_float(message, state->volume) == 0 &&
                 lo_message_add_int32(message, (int32_t)counts->accepted) == 0 &&
                 lo_message_add_int32(message, (int32_t)counts->dropped) == 0 &&
                 lo_message_add_int32(message, (int32_t)counts->malformed) == 0;
    size_t size = lo_message_length(message, PATH);
    whole = whole && size <= OSC_PACKET_BYTES && lo_message_serialise(message, PATH, bytes, &size);
    lo_message_free(message);
    return whole ? size : 0;
}

#endif
