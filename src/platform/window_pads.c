#include "platform/window_pads.h"

#include <math.h>

static const float FULL = 32767.0f, REST = 0.25f;          /* a worn stick does not rest at 0 */
static const float POINTS = 0.60f, POINTS_NO_MORE = 0.40f; /* of the left stick */
static const float TURN_PER_S = 1.4f;                      /* radians, where it is held all out */
static const float LONGEST_S = 0.1f;
/* Slow enough for anybody to let go in time. */
enum { REPEAT_FIRST_MS = 700, REPEAT_MS = 350 };

static const enum input_key BUTTONS[SDL_CONTROLLER_BUTTON_MAX] = {
    [SDL_CONTROLLER_BUTTON_A] = KEY_ENTER,
    [SDL_CONTROLLER_BUTTON_B] = KEY_ESCAPE,
    [SDL_CONTROLLER_BUTTON_X] = KEY_D,
    [SDL_CONTROLLER_BUTTON_Y] = KEY_V,
    [SDL_CONTROLLER_BUTTON_START] = KEY_K,
    [SDL_CONTROLLER_BUTTON_BACK] = KEY_H,
    [SDL_CONTROLLER_BUTTON_LEFTSHOULDER] = KEY_PAGE_UP,
    [SDL_CONTROLLER_BUTTON_RIGHTSHOULDER] = KEY_PAGE_DOWN,
    [SDL_CONTROLLER_BUTTON_LEFTSTICK] = KEY_W,
    [SDL_CONTROLLER_BUTTON_RIGHTSTICK] = KEY_HOME,
    [SDL_CONTROLLER_BUTTON_DPAD_LEFT] = KEY_FOCUS_LEFT,
    [SDL_CONTROLLER_BUTTON_DPAD_RIGHT] = KEY_FOCUS_RIGHT,
    [SDL_CONTROLLER_BUTTON_DPAD_UP] = KEY_FOCUS_UP,
    [SDL_CONTROLLER_BUTTON_DPAD_DOWN] = KEY_FOCUS_DOWN,
};

void window_pads_start(struct window_pads *pads)
{
    pads->started = SDL_InitSubSystem(SDL_INIT_GAMECONTROLLER) == 0;
}

void window_pads_stop(struct window_pads *pads)
{
    for (int i = 0; i < WINDOW_PADS; i++)
        if (pads->pad[i])
            SDL_GameControllerClose(pads->pad[i]);
    if (pads->started)
        SDL_QuitSubSystem(SDL_INIT_GAMECONTROLLER);
    *pads = (struct window_pads){0};
}

static SDL_GameController **find(struct window_pads *pads, SDL_JoystickID id)
{
    for (int i = 0; i < WINDOW_PADS; i++)
        if (pads->pad[i] &&
            SDL_JoystickInstanceID(SDL_GameControllerGetJoystick(pads->pad[i])) == id)
            return &pads->pad[i];
    return NULL;
}

static void plug_in(struct window_pads *pads, int device)
{
    if (find(pads, SDL_JoystickGetDeviceInstanceID(device)))
        return;
    for (int i = 0; i < WINDOW_PADS; i++)
        if (!pads->pad[i]) {
            pads->pad[i] = SDL_GameControllerOpen(device);
            return;
        }
}

static void plug_out(struct window_pads *pads, SDL_JoystickID id)
{
    SDL_GameController **pad = find(pads, id);
    if (!pad)
        return;
    SDL_GameControllerClose(*pad);
    *pad = NULL;
    /* A stick that was held is not held any more. */
    pads->way[0] = pads->way[1] = 0;
    pads->turn[0] = pads->turn[1] = 0.0f;
}

static void press(struct window_events *events, enum input_key key)
{
    if (key != KEY_NONE)
        window_events_add(events, (struct input_event){.kind = INPUT_KEY, .key = key});
}

static void point(const struct window_pads *pads, struct window_events *events, int axis)
{
    static const enum input_key WAYS[2][2] = {{KEY_FOCUS_LEFT, KEY_FOCUS_RIGHT},
                                              {KEY_FOCUS_UP, KEY_FOCUS_DOWN}};
    if (pads->way[axis])
        press(events, WAYS[axis][pads->way[axis] > 0]);
}

static void move_left(struct window_pads *pads, struct window_events *events, int axis, float value,
                      uint32_t now_ms)
{
    int was = pads->way[axis];
    float least = was ? POINTS_NO_MORE : POINTS;
    pads->way[axis] = value > least ? 1 : value < -least ? -1 : 0;
    if (pads->way[axis] == was)
        return;
    point(pads, events, axis);
    pads->repeat_ms = now_ms + REPEAT_FIRST_MS;
}

static void move(struct window_pads *pads, struct window_events *events,
                 const SDL_ControllerAxisEvent *event)
{
    float value = fmaxf((float)event->value / FULL, -1.0f);
    switch (event->axis) {
    case SDL_CONTROLLER_AXIS_LEFTX:
    case SDL_CONTROLLER_AXIS_LEFTY:
        move_left(pads, events, event->axis == SDL_CONTROLLER_AXIS_LEFTY, value, event->timestamp);
        break;
    case SDL_CONTROLLER_AXIS_RIGHTX:
    case SDL_CONTROLLER_AXIS_RIGHTY:
        value = fabsf(value) > REST ? value - copysignf(REST, value) : 0.0f;
        pads->turn[event->axis == SDL_CONTROLLER_AXIS_RIGHTY] = value / (1.0f - REST);
        break;
    default:
        break;
    }
}

bool window_pads_feed(struct window_pads *pads, struct window_events *events,
                      const SDL_Event *event)
{
    switch (event->type) {
    case SDL_CONTROLLERDEVICEADDED:
        plug_in(pads, event->cdevice.which);
        return true;
    case SDL_CONTROLLERDEVICEREMOVED:
        plug_out(pads, event->cdevice.which);
        return true;
    case SDL_CONTROLLERBUTTONDOWN:
        if (event->cbutton.button < SDL_CONTROLLER_BUTTON_MAX)
            press(events, BUTTONS[event->cbutton.button]);
        return true;
    case SDL_CONTROLLERBUTTONUP:
        return true;
    case SDL_CONTROLLERAXISMOTION:
        move(pads, events, &event->caxis);
        return true;
    default:
        return false;
    }
}

void window_pads_hold(struct window_pads *pads, struct window_events *events, uint32_t now_ms)
{
    bool points = pads->way[0] || pads->way[1];
    if (points && (int32_t)(now_ms - pads->repeat_ms) >= 0) {
        point(pads, events, pads->way[0] ? 0 : 1);
        pads->repeat_ms = now_ms + REPEAT_MS;
    }
    if (pads->turn[0] == 0.0f && pads->turn[1] == 0.0f) {
        pads->turned_ms = 0;
        return;
    }
    if (pads->turned_ms) {
        float dt = fminf((float)(now_ms - pads->turned_ms) * 1e-3f, LONGEST_S);
        window_events_add(events, (struct input_event){.kind = INPUT_ROTATE,
                                                       .dx = pads->turn[0] * TURN_PER_S * dt,
                                                       .dy = pads->turn[1] * TURN_PER_S * dt});
    }
    pads->turned_ms = now_ms ? now_ms : 1;
}
