/* What input means: keys, mouse and fingers become actions of the story, moves of the camera
 * and changes of the overlay. */
#ifndef SNOWMELT_COMMANDS_STEER_H
#define SNOWMELT_COMMANDS_STEER_H

#include <stdbool.h>

#include "commands/worker.h"
#include "platform/input.h"
#include "scene/scene.h"
#include "ui/ui.h"

/* A way being drawn or put together. */
struct steer_way {
    bool grabbed;  /* the press began on a place, `from` */
    bool drawing;  /* and has left it */
    bool stepping; /* places are added one by one */
    unsigned from;
    struct story_way way;
    float x, y; /* where it is drawn to, px */
};

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
    enum ui_action save; /* out: what is to be saved, UI_NONE for nothing; the caller sets it back */
    uint64_t now, end;   /* where the story stands and how far it is known, ticks */
    double tick_s;       /* of the story; 0: it has no bar of time */
    uint64_t step;       /* how far a key goes through time, ticks */
    uint64_t gone;       /* the tick at which somebody went to another moment last */
    bool worn; /* the path is worn in, so that places and ways can be asked for */
    struct steer_way way;
    enum scene_thing asked; /* about it was told last */
    uint64_t scrubbed;   /* ticks announced when a hand on the bar of time last went somewhere */
    bool next_story; /* out: tell another one; the caller sets it back */
    enum ui_action chosen; /* out: a story to tell or a moment to open, UI_NONE for none; likewise */
    bool list;       /* out: look what was saved; likewise */
    bool compare;    /* out: show treatments side by side; likewise */
    bool sound;      /* out: likewise */
    bool voice;      /* out: likewise */
    bool acted;      /* out: something was asked of the story that changes it, and no mere pause;
                        the caller sets it back */
    bool opening;    /* something saved is being opened, and can be given up */
    bool give_up;    /* out: that was asked for; the caller sets it back */
    bool touring;    /* a tour leads: time and pace are its own */
    enum ui_action tour; /* out: what was asked of it, UI_NONE for nothing; likewise */
};

/* What was taken from the worker last. */
void steer_frame(struct steer *steer, const struct worker_frame *frame);
/* Finds out which place an event meets, where that is not known; before it is recorded, so that a
 * replay meets the same although the picture is never quite the same. */
void steer_meet(const struct steer *steer, struct input_event *event);
/* Another story is told: nothing of the old one is chosen any more. */
void steer_leave(struct steer *steer);
void steer_event(struct steer *steer, const struct input_event *given);

#endif
