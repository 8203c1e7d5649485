#include <math.h>

#include "fuzz.h"
#include "platform/input.h"

static void check(struct input_replay *replay, const struct input_header *header)
{
    struct input_event event;
    fuzz_check(header->tick_s >= 0.001 && header->tick_s <= 1.0, "ticks last");
    fuzz_check(header->width > 0 && header->height > 0, "pictures have a size");
    while (input_replay_next(replay, UINT64_MAX, &event)) {
        fuzz_check((unsigned)event.key < KEYS && (unsigned)event.kind <= INPUT_QUIT,
                   "events are known");
        fuzz_check(fabsf(event.x) <= 1e5f && fabsf(event.y) <= 1e5f && fabsf(event.dx) <= 1e5f &&
                       fabsf(event.dy) <= 1e5f && fabsf(event.amount) <= 1e6f,
                   "numbers are bounded"); /* and no NAN */
    }
    fuzz_check(input_replay_done(replay), "a replay ends");
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct input_header header;
    struct error error = {0};
    char *text = fuzz_text(bytes, size);
    struct input_replay *replay = input_replay_parse("fuzz", text, size, &header, &error);
    if (replay)
        check(replay, &header);
    else
        fuzz_check_error(&error);
    input_replay_close(replay);
    free(text);
    return 0;
}
