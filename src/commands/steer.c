#include "commands/steer_parts.h"

#include <math.h>

static const float ORBIT_PER_HEIGHT = 3.0f; /* rad for a drag over the whole height */
static const float TAP_PX = 8.0f;           /* a press that moves no farther is meant for a spot */

static void move_pointer(struct steer *steer, const struct input_event *event)
{
    bool inside;
    float height = steer->height > 0 ? (float)steer->height : 1.0f;
    steer_act(steer, ui_pointer(steer->ui, event->x, event->y, false, false, &inside));
    steer->dragged += fabsf(event->dx) + fabsf(event->dy);
    if (steer->dragging == 1 && steer->way.grabbed) {
        if (steer->way.drawing || steer->dragged >= TAP_PX)
            steer_way_draw(steer, event);
    } else if (steer->dragging == 1)
        scene_orbit(steer->scene, event->dx * ORBIT_PER_HEIGHT / height,
                    event->dy * ORBIT_PER_HEIGHT / height);
    else if (steer->dragging)
        scene_pan(steer->scene, event->dx / height, event->dy / height);
}

static void press(struct steer *steer, const struct input_event *event)
{
    bool inside = false;
    ui_pointer(steer->ui, event->x, event->y, event->button == 1, false, &inside);
    if (inside || steer->dragging)
        return;
    steer->dragging = event->button;
    steer->dragged = 0.0f;
    bool may_draw = event->button == 1 && !ui_asking(steer->ui);
    steer_way_grab(steer, may_draw ? event->meets - 1 : -1);
}

static void release(struct steer *steer, const struct input_event *event)
{
    bool inside = false;
    steer_act(steer,
              ui_pointer(steer->ui, event->x, event->y, false, event->button == 1, &inside));
    if (steer->dragging != event->button)
        return;
    steer->dragging = 0;
    if (steer->way.drawing)
        steer_way_let_go(steer, event->meets - 1);
    else if (event->button == 1 && steer->dragged < TAP_PX)
        steer_tap(steer, event);
    steer->way.grabbed = false;
}

/* What is shown along the bar of time; choices that were made are not. */
static bool mark_of(const struct past_mark *past, struct ui_mark *mark)
{
    *mark = (struct ui_mark){.at = past->at, .kind = UI_MARK_CHAPTER, .phase = past->phase};
    if (past->chapter)
        return true;
    mark->kind = past->action == STORY_DO_DOSE        ? UI_MARK_DOSE
                 : past->action == STORY_DO_STIMULATE ? UI_MARK_PLACE
                                                      : UI_MARK_PRACTICE;
    return past->action == STORY_DO_DOSE || past->action == STORY_DO_STIMULATE ||
           past->action == STORY_DO_PRACTISE;
}

_Static_assert((int)UI_MARKS_MOST >= (int)PAST_MOST_MARKS, "room for all marks");

static void tell_time(struct steer *steer, const struct worker_frame *frame)
{
    struct ui_time time = {.now = frame->now,
                           .end = frame->end,
                           .tick_s = steer->tick_s,
                           .can_undo = frame->can_undo,
                           .can_redo = frame->can_redo};
    for (uint32_t i = 0; i < frame->n_marks; i++)
        time.n_marks += mark_of(&frame->marks[i], &time.marks[time.n_marks]);
    ui_tell_time(steer->ui, &time);
}

void steer_frame(struct steer *steer, const struct worker_frame *frame)
{
    tell_time(steer, frame);
    if (frame->tick > steer->gone)
        steer->now = frame->now;
    steer->end = frame->end;
    steer->worn = frame->view->phase != STORY_WEARING_IN;
}

void steer_event(struct steer *steer, const struct input_event *given)
{
    struct input_event known = *given;
    const struct input_event *event = &known;
    bool inside = false;
    steer_meet(steer, &known);
    switch (event->kind) {
    case INPUT_KEY:
        steer_key(steer, event->key);
        break;
    case INPUT_POINTER:
        move_pointer(steer, event);
        break;
    case INPUT_PRESS:
        press(steer, event);
        break;
    case INPUT_RELEASE:
        release(steer, event);
        break;
    case INPUT_WHEEL:
        ui_pointer(steer->ui, event->x, event->y, false, false, &inside);
        if (!inside)
            scene_zoom(steer->scene, powf(STEER_ZOOM_STEP, event->amount));
        break;
    case INPUT_PINCH:
        if (event->amount > 0.0f)
            scene_zoom(steer->scene, 1.0f / event->amount);
        break;
    case INPUT_ROTATE:
        scene_orbit(steer->scene, event->dx, event->dy);
        break;
    case INPUT_QUIT:
        steer->quit = true;
        break;
    }
}
