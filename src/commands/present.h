/* Inside of present: what its files share. Private to commands/present*. */
#ifndef SNOWMELT_COMMANDS_PRESENT_H
#define SNOWMELT_COMMANDS_PRESENT_H

#include "commands/comparing.h"
#include "commands/control.h"
#include "commands/present_desk.h"
#include "commands/session.h"
#include "commands/state_file.h"
#include "commands/tour.h"
#include "ui/stage.h"

/* The speaker's own window, where there is a display for it. */
struct present_side {
    struct stage *stage;
    struct render *render;
    struct plan *plan;
    double drawn_s; /* when it was drawn last */
};

struct present {
    struct session session;
    struct tour tour;
    struct desk desk;
    struct control control;
    struct stage *stage; /* over the audience's picture */
    struct comparing comparing; /* in place of the chapter's picture, */
    bool compared;              /* where it is open */
    bool coming_up;             /* after a reset of the card */
    struct present_side side;
    int width, height;
    int displays;      /* as many as were placed for */
    double looked_s;   /* when they were last counted */
    double now_s;      /* of the picture */
    double owed_s;     /* screen time not yet announced as ticks */
    float pointer_x, pointer_y;
    double pointed_s;  /* when the pointer last moved */
    char clock[6];
    const char *state_path; /* NULL when not asked for */
    double state_s;
    struct state_pace pace;
};

/* The struct is zeroed. What failed to open is to be closed all the same. */
bool present_open(struct present *present, const struct options *options,
                  const struct session_wish *wish, double now_s, struct error *error);
void present_close(struct present *present);
/* The next picture, with all that comes before and after it. False with *error when none has come
 * about for long. */
bool present_frame(struct present *present, double now_s, struct error *error);

/* Puts windows where they belong, at the start and whenever displays come or go. */
void present_place_windows(struct present *present, bool first);
/* As session_ready(), for both windows, which share one context. */
bool present_ready(struct present *present, bool *anew, struct error *error);
/* Draws the speaker's window, now and then. */
void present_draw_side(struct present *present, double now_s);
void present_close_side(struct present *present);

/* What stage and notes show now. */
struct stage_show present_show(const struct present *present, double now_s);

/* Opens and closes the comparison as the desk asks, with a fade between; once a picture. The story
 * stands still while it is open. */
void present_compare(struct present *present, double dt_s);
void present_close_comparison(struct present *present);

/* Show control, once a picture. */
void present_control(struct present *present);

void present_event(struct present *present, const struct input_event *event, double now_s);

#endif
