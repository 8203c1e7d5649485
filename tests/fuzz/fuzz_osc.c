#include "fuzz.h"
#include "platform/osc_packet.h"

#ifdef SNOWMELT_LIBLO

static void check(const struct osc_packet *packet)
{
    fuzz_check(packet->n_orders <= packet->messages && packet->messages <= OSC_PACKET_MESSAGES,
               "few messages");
    fuzz_check(packet->n_orders + packet->refused + packet->malformed > 0 || packet->messages == 0,
               "each message is counted");
    for (unsigned i = 0; i < packet->n_orders; i++) {
        const struct osc_order *order = &packet->orders[i];
        fuzz_check((unsigned)order->command < OSC_COMMANDS, "commands are known");
        fuzz_check(order->chapter >= 0 && order->chapter <= OSC_CHAPTER_MOST, "few chapters");
        fuzz_check(order->volume >= 0.0f && order->volume <= 1.0f, "volumes are 0 to 1");
        fuzz_check(order->port >= 0 && order->port <= 65535, "ports are ports");
        fuzz_check(memchr(order->language, 0, sizeof order->language) != NULL, "tags end");
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct osc_packet packet;
    osc_packet_read(bytes, size, OSC_ALL, &packet);
    check(&packet);
    return 0;
}

#else

/* There is no reader to look at. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    (void)bytes, (void)size;
    return 0;
}

#endif
