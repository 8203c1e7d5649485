/* What explore and record share: one story with its worker, scene, words and picture. */
#ifndef SNOWMELT_COMMANDS_SESSION_H
#define SNOWMELT_COMMANDS_SESSION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "commands/options.h"
#include "commands/worker.h"
#include "platform/input.h"
#include "platform/window.h"
#include "render/quality.h"
#include "render/render.h"
#include "scene/scene.h"
#include "ui/ui.h"

struct session {
    struct options options; /* with what a replayed recording asks for instead */
    double tick_s;
    bool hashes;
    struct scenario *scenario;
    struct window *window;
    struct render *render;
    struct story *story;
    struct worker *worker;
    struct scene *scene;
    struct plan *plan;
    struct ui *ui;
    struct input_replay *replay; /* NULL when none */
    struct input_header header;  /* of the replay */
    struct worker_frame frame;   /* the newest */
    const struct story_view *words; /* what the words tell instead of the frame's; NULL: nothing */
    double time_s;               /* of the picture */
    bool told;                   /* what the picture lacks */
    struct quality quality;      /* where the wish left it open */
};

struct session_wish {
    bool offscreen; /* no window */
    bool threaded;  /* the worker has its own thread */
    bool automatic; /* the story goes by itself, unless input is replayed */
    bool debug;     /* the graphics driver is to say what it finds fault with */
    float scale;    /* internal resolution; 0: as suits the renderer, see session_pace() */
};

/* Opens all of it, the cheapest first, so that a wrong name is told at once. The scene has
 * seen nothing yet: what it observes first it shows as it stands, without growing there. On
 * failure everything is closed again and *error filled. */
bool session_open(struct session *session, const struct options *options,
                  const struct session_wish *wish, struct error *error);
/* Closes what is open; a zeroed session is fine. */
void session_close(struct session *session);

/* What draws, with the fonts; another one for a second window. NULL with *error. */
struct render *session_make_render(float scale, struct error *error);

/* Takes the newest finished frame of the worker, and has the scene see it if it is new. */
void session_look(struct session *session);

/* Lays out one picture of width x height px, dt_s after the last one; ui_dt_s is the time that
 * passed for buttons and labels. The words are left out where `bare`. */
void session_lay_out(struct session *session, int width, int height, double dt_s, double ui_dt_s,
                     bool bare);
/* Draws the picture laid out last. What it has to do without is told on stderr, once. */
bool session_draw(struct session *session, struct error *error);

/* The last picture took work_s, without waiting for the display, dt_s after the one before: draws
 * the next ones as finely as goes at a steady pace. For what is live. */
void session_pace(struct session *session, double work_s, double dt_s);

/* Next event to replay that is due before the next tick to be announced; false when none. */
bool session_replay_next(struct session *session, int width, int height, struct input_event *event);
/* True while events are still to come. */
bool session_replaying(const struct session *session);

#endif
