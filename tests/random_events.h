/* Events as nobody would send them: every kind, every key, anywhere on the picture and beside it, the
 * same each time. */
#ifndef SNOWMELT_TESTS_RANDOM_EVENTS_H
#define SNOWMELT_TESTS_RANDOM_EVENTS_H

#include <math.h>
#include <stdint.h>

#include "platform/input.h"

struct random_events {
    uint64_t state; /* not 0 */
    int width, height;
    float x, y;
};

/* Marsaglia 2003. */
static inline uint32_t random_next(struct random_events *random)
{
    random->state ^= random->state << 13;
    random->state ^= random->state >> 7;
    random->state ^= random->state << 17;
    return (uint32_t)(random->state >> 32);
}

static inline float random_between(struct random_events *random, float low, float high)
{
    return low + (high - low) * (float)random_next(random) / 4294967296.0f;
}

static inline struct input_event random_event(struct random_events *random)
{
    static const enum input_kind KINDS[] = {INPUT_KEY,     INPUT_KEY,   INPUT_KEY,   INPUT_POINTER,
                                            INPUT_POINTER, INPUT_PRESS, INPUT_PRESS, INPUT_RELEASE,
                                            INPUT_RELEASE, INPUT_WHEEL, INPUT_PINCH, INPUT_ROTATE};
    static const float ODD[] = {NAN, INFINITY, -INFINITY, -1.0f, 1e30f, 0.0f};
    struct input_event event = {.kind = KINDS[random_next(random) % 12]};
    float x = random->x, y = random->y;
    /* Most go on from where the last one was, as hands do; some jump, some are nowhere. */
    switch (random_next(random) % 16) {
    case 0:
        random->x = ODD[random_next(random) % 6];
        random->y = ODD[random_next(random) % 6];
        break;
    case 1:
    case 2:
    case 3:
    case 4:
        random->x = random_between(random, -50.0f, (float)random->width + 50.0f);
        random->y = random_between(random, -50.0f, (float)random->height + 50.0f);
        break;
    default:
        random->x += random_between(random, -20.0f, 20.0f);
        random->y += random_between(random, -20.0f, 20.0f);
        break;
    }
    event.key = (enum input_key)(random_next(random) % KEYS);
    event.x = random->x;
    event.y = random->y;
    event.dx = random->x - x;
    event.dy = random->y - y;
    event.button = (int)(random_next(random) % 4);
    event.amount = random_next(random) % 32 ? random_between(random, 0.2f, 3.0f)
                                            : ODD[random_next(random) % 6];
    if (event.kind == INPUT_ROTATE) {
        event.dx = random_between(random, -0.3f, 0.3f);
        event.dy = random_between(random, -0.3f, 0.3f);
    }
    return event;
}

#endif
