/* What input means: keys, mouse and fingers become actions of the story, moves of the camera
 * and changes of the overlay. */
#ifndef SNOWMELT_COMMANDS_STEER_H
#define SNOWMELT_COMMANDS_STEER_H

#include <stdbool.h>

#include "commands/worker.h"
#include "platform/input.h"
#include "scene/scene.h"
#include "ui/ui.h"

struct steer {
    struct worker *worker;
    struct scene *scene;
    struct ui *ui;
    const struct plan *plan; /* of the picture last drawn, for what is pressed in it; or NULL */
    int height;      /* of the picture, px */
    int dragging;    /* button that drags the camera, 0 none */
    float dragged;   /* how far since the press, px */
    bool quit;       /* out: leave now */
    bool fullscreen; /* out: toggle it; the caller sets it back */
    bool sound;      /* out: likewise */
    bool acted;      /* out: something was asked of the story; the caller sets it back */
};

void steer_event(struct steer *steer, const struct input_event *event);

#endif
