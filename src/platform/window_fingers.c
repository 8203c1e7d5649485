/* One finger is the pointer; two zoom, turn and shift. */
#include <math.h>

#include "platform/window_events.h"

/* Fingers closer than this say little about a change of distance, or of direction. */
static const float PINCH_LEAST_PX = 8;
static const float WHOLE_TURN = 6.2831853f, LEAST_TURN = 1e-4f; /* radians */

static struct window_finger *finger_of(struct window_events *events, SDL_FingerID id)
{
    for (unsigned i = 0; i < events->n_fingers; i++)
        if (events->fingers[i].id == id)
            return &events->fingers[i];
    return NULL;
}

static void let_go(struct window_events *events, struct window_finger *finger)
{
    *finger = events->fingers[--events->n_fingers];
    if (!events->n_fingers)
        events->pinched = false;
}

/* It slides off everything first, so that no button under it takes that for a click. */
static void let_go_of_press(struct window_events *events)
{
    window_events_add(
        events, (struct input_event){.kind = INPUT_POINTER, .x = -1, .y = -1, .button = 1});
    window_events_add(
        events, (struct input_event){.kind = INPUT_RELEASE, .x = -1, .y = -1, .button = 1});
}

static void give_up_lost(struct window_events *events, const SDL_TouchFingerEvent *event)
{
    for (unsigned i = events->n_fingers; i-- > 0;) {
        struct window_finger *finger = &events->fingers[i];
        if ((int32_t)(event->timestamp - finger->ms) < WINDOW_LOST_MS)
            continue;
        if (events->n_fingers == 1 && !events->pinched)
            let_go_of_press(events);
        let_go(events, finger);
    }
}

void window_fingers_down(struct window_events *events, const SDL_TouchFingerEvent *event)
{
    give_up_lost(events, event);
    if (events->n_fingers == WINDOW_FINGERS || finger_of(events, event->fingerId))
        return;
    struct window_finger *finger = &events->fingers[events->n_fingers++];
    finger->id = event->fingerId;
    finger->ms = event->timestamp;
    finger->x = event->x * (float)events->width;
    finger->y = event->y * (float)events->height;
    if (events->n_fingers == 1 && !events->pinched) {
        window_events_add(
            events,
            (struct input_event){.kind = INPUT_PRESS, .x = finger->x, .y = finger->y, .button = 1});
    } else if (events->n_fingers == 2) {
        if (!events->pinched) /* what looked like a press is a pinch */
            let_go_of_press(events);
        events->pinched = true;
    }
}

static float finger_turn(const struct window_finger *fingers)
{
    return atan2f(fingers[1].y - fingers[0].y, fingers[1].x - fingers[0].x);
}

static float finger_distance(const struct window_finger *fingers)
{
    return hypotf(fingers[1].x - fingers[0].x, fingers[1].y - fingers[0].y);
}

void window_fingers_motion(struct window_events *events, const SDL_TouchFingerEvent *event)
{
    struct window_finger *finger = finger_of(events, event->fingerId);
    if (!finger)
        return;
    float before = finger_distance(events->fingers), turn = finger_turn(events->fingers);
    float dx = event->x * (float)events->width - finger->x;
    float dy = event->y * (float)events->height - finger->y;
    finger->x += dx;
    finger->y += dy;
    finger->ms = event->timestamp;
    if (events->n_fingers == 1) {
        if (!events->pinched)
            window_events_add(events, (struct input_event){.kind = INPUT_POINTER,
                                                           .x = finger->x,
                                                           .y = finger->y,
                                                           .dx = dx,
                                                           .dy = dy,
                                                           .button = 1});
        return;
    }
    const struct window_finger *both = events->fingers;
    float x = 0.5f * (both[0].x + both[1].x), y = 0.5f * (both[0].y + both[1].y);
    float after = finger_distance(both);
    if (before >= PINCH_LEAST_PX && after >= PINCH_LEAST_PX) {
        window_events_add(
            events,
            (struct input_event){.kind = INPUT_PINCH, .x = x, .y = y, .amount = after / before});
        /* What lies under the fingers turns with them. */
        float by = remainderf(finger_turn(both) - turn, WHOLE_TURN);
        if (fabsf(by) > LEAST_TURN)
            window_events_add(events, (struct input_event){.kind = INPUT_ROTATE, .dx = -by});
    }
    window_events_add(
        events,
        (struct input_event){
            .kind = INPUT_POINTER, .x = x, .y = y, .dx = 0.5f * dx, .dy = 0.5f * dy, .button = 3});
}

void window_fingers_up(struct window_events *events, const SDL_TouchFingerEvent *event)
{
    struct window_finger *finger = finger_of(events, event->fingerId);
    if (!finger)
        return;
    if (events->n_fingers == 1 && !events->pinched)
        window_events_add(events,
                          (struct input_event){
                              .kind = INPUT_RELEASE, .x = finger->x, .y = finger->y, .button = 1});
    let_go(events, finger);
}
