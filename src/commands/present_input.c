/* Keys and pointer of a talk, from either window. */
#include <math.h>

#include "commands/present.h"

static const float ZOOM_STEP = 0.88f; /* a notch, a key press */

static void act(struct present *present, enum ui_action action, double now_s)
{
    struct desk *desk = &present->desk;
    switch ((int)action) {
    case UI_NONE:
        return;
    case UI_TALK_BACK:
        desk_do(desk, DESK_BACK, now_s);
        return;
    case UI_TALK_NEXT:
        desk_do(desk, DESK_NEXT, now_s);
        return;
    case UI_TALK_BLACK:
        desk_do(desk, DESK_BLACK, now_s);
        return;
    case UI_TALK_OVERVIEW:
        desk_do(desk, DESK_OVERVIEW, now_s);
        return;
    case UI_TALK_TIMER:
        desk_do(desk, DESK_TIMER, now_s);
        return;
    case UI_DOSE:
        desk_do(desk, DESK_DOSE, now_s);
        return;
    case UI_COMPARE:
        desk_do(desk, DESK_COMPARE, now_s);
        return;
    case UI_QUIT_YES:
        desk_do(desk, DESK_YES, now_s);
        return;
    case UI_QUIT_NO:
        desk_do(desk, DESK_NO, now_s);
        return;
    default:
        if (action >= UI_TALK_CHAPTER)
            desk_choose(desk, (unsigned)(action - UI_TALK_CHAPTER));
    }
}

/* A press over the picture is the spotlight, for as long as it is held. */
static void point(struct present *present, const struct input_event *event, double now_s)
{
    struct stage *stage = event->aside ? present->side.stage : present->stage;
    bool pressed = event->kind == INPUT_PRESS && event->button == 1;
    bool released = event->kind == INPUT_RELEASE && event->button == 1;
    bool inside = false;
    if (!stage)
        return;
    enum ui_action action =
        stage_pointer(stage, event->x, event->y, pressed, released, &inside);
    if (!event->aside) {
        present->pointer_x = event->x;
        present->pointer_y = event->y;
        present->pointed_s = now_s;
        bool covered = present->desk.overview || present->desk.help || present->desk.quit_asked;
        if (pressed && !inside && !covered)
            present->desk.spot_held = true;
        if (released)
            present->desk.spot_held = false;
    }
    act(present, action, now_s);
}

static void look_round(struct present *present, const struct input_event *event)
{
    struct scene *scene = present->session.scene;
    if (present->compared)
        comparing_event(&present->comparing, event, present->height);
    else if (event->kind == INPUT_WHEEL)
        scene_zoom(scene, powf(ZOOM_STEP, event->amount));
    else if (event->kind == INPUT_PINCH && event->amount > 0.0f)
        scene_zoom(scene, 1.0f / event->amount);
    else if (event->kind == INPUT_ROTATE)
        scene_orbit(scene, event->dx, event->dy);
}

void present_event(struct present *present, const struct input_event *event, double now_s)
{
    switch (event->kind) {
    case INPUT_KEY:
        desk_key(&present->desk, event->key, now_s);
        break;
    case INPUT_POINTER:
    case INPUT_PRESS:
    case INPUT_RELEASE:
        point(present, event, now_s);
        break;
    case INPUT_WHEEL:
    case INPUT_PINCH:
    case INPUT_ROTATE:
        if (!event->aside)
            look_round(present, event);
        break;
    case INPUT_QUIT:
        if (!event->aside) /* who closes the notes closes no talk */
            present->desk.quit = true;
        break;
    }
    struct input_event notches = {.kind = INPUT_WHEEL, .amount = (float)present->desk.nearer};
    if (present->desk.nearer)
        look_round(present, &notches);
    present->desk.nearer = 0;
}
