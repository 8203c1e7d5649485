/* What explore and record share: one story with its worker, scene, words and picture. */
#ifndef SNOWMELT_COMMANDS_SESSION_H
#define SNOWMELT_COMMANDS_SESSION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "commands/options.h"
#include "commands/saved.h"
#include "commands/voice.h"
#include "commands/worker.h"
#include "platform/desktop.h"
#include "platform/files.h"
#include "platform/input.h"
#include "platform/window.h"
#include "render/quality.h"
#include "render/render.h"
#include "scene/scene.h"
#include "ui/ui.h"

struct session_wish {
    bool offscreen; /* no window */
    bool threaded;  /* the worker has its own thread */
    bool automatic; /* the story goes by itself, unless input is replayed */
    bool remembers; /* a path worn in before is there at once, unless input is recorded or replayed */
    bool debug;     /* the graphics driver is to say what it finds fault with */
    float scale;    /* internal resolution; 0: as suits the renderer, see session_pace() */
    uint32_t cells_per_place, n_exc, n_inh; /* size of the network, as in struct story_options */
};

/* With the text it was read from, for who saves the state. */
struct session_scenario {
    struct scenario *scenario;
    char *text;
    size_t bytes;
};

/* What is behind the shade that comes down. */
enum session_leaving {
    SESSION_STAYS,
    SESSION_NEXT,  /* the next of the stories */
    SESSION_NAMED, /* one of them */
    SESSION_SAVED, /* a moment that was saved */
    SESSION_BACK   /* what there was before, since that could not be opened */
};

/* How a story is told. */
struct session_telling {
    uint64_t seed;
    enum story_treatment treatment;
    double tick_s;
    struct story *story; /* with the three that follow: where it is kept aside; else NULL */
    struct worker *worker;
    const struct session_scenario *telling;
    char name[512]; /* of its scenario */
};

struct session {
    struct options options; /* with what a replayed recording asks for instead, and the desktop */
    struct desktop *desktop; /* NULL: it tells nothing */
    struct desktop_wishes heeded; /* taken up last */
    struct voice voice; /* reads the words aloud where it is asked to */
    double tick_s;
    bool hashes;
    struct scenario *scenario; /* the one told now; of the shelf, or own */
    const struct session_scenario *telling;         /* the same */
    struct session_scenario own;                    /* the one it was opened with */
    /* Told since: their words may still fade out. */
    struct session_scenario shelf[FILES_SCENARIOS], **opened;
    unsigned n_opened;
    struct saved saved;        /* what it was opened with; empty: nothing */
    struct saved to_open;      /* what is to be opened behind the shade, */
    const struct session_scenario *opening; /* and its scenario */
    struct session_telling begun;  /* as at the beginning */
    struct session_telling before; /* until what was opened has come about */
    struct session_wish wish;
    enum session_leaving leaving;
    unsigned named;            /* which story, SESSION_NAMED */
    bool away;                 /* behind the shade too, for as long as this is set */
    float shade;               /* over the picture, 0..1 */
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
    struct plan_box alone;       /* what the network has where no words are, px, */
    float alone_share;           /* 0..1: how far it has that instead */
    bool told;                   /* what the picture lacks */
    unsigned failed;             /* pictures, one after the other */
    unsigned scripts;            /* that there are fonts for, a bit each */
    struct quality quality;      /* where the wish left it open */
};

/* Opens all of it, the cheapest first, so that a wrong name is told at once. The scene has
 * seen nothing yet: what it observes first it shows as it stands, without growing there. On
 * failure everything is closed again and *error filled. */
bool session_open(struct session *session, const struct options *options,
                  const struct session_wish *wish, struct error *error);
/* Closes what is open; a zeroed session is fine. */
void session_close(struct session *session);

/* What draws, with the fonts; another one for a second window. NULL with *error. */
struct render *session_make_render(float scale, unsigned *scripts, struct error *error);

/* Before each picture that is live. A graphics card that was reset has lost all: context, render and
 * what is on the card are made anew, out of the dark (*anew, and *error to tell); story, scene and
 * words are as they were. False with *error, and no render, where that cannot be yet: leave the
 * picture out and call it again. What else was drawn with in this context goes before that. */
bool session_regain(struct session *session, bool *anew, struct error *error);
/* The same, told on stderr. */
bool session_ready(struct session *session, bool *anew, struct error *error);
/* Whether the next picture is worth a try, after one that did not come about. False when so many
 * failed, one after the other, that a new process has better chances. */
bool session_bears(const struct session *session);

/* Takes the newest finished frame of the worker, and has the scene see it if it is new. */
void session_look(struct session *session);

/* What the desktop tells of how people want to see, as far as neither line nor settings do: options,
 * scene and words of the session follow it. True when something changed. */
bool session_heed(struct session *session);
/* The same for what it is known to tell. */
bool session_heed_wishes(struct session *session, const struct desktop_wishes *wishes);

/* Lays out one picture of width x height px, dt_s after the last one; ui_dt_s is the time that
 * passed for buttons and labels. The words are left out where `bare`. */
void session_lay_out(struct session *session, int width, int height, double dt_s, double ui_dt_s,
                     bool bare);

/* Leaves for another story: the picture fades out, then session_arrive() is due, then it comes up
 * again. Does nothing while input is replayed, whose ticks belong to one story. The next of those
 * that come with Snowmelt: */
void session_leave_story(struct session *session);
/* One of them, by its number in session_stories(). */
void session_leave_for(struct session *session, unsigned number);
/* A moment that was saved, which is taken over. What there is now comes back if that comes out
 * other than it was. False with *error if its scenario has a mistake in it. */
bool session_leave_for_saved(struct session *session, struct saved *saved, struct error *error);
/* Whether that is under way still, with what there was before kept; and gives it up for that. */
bool session_opening(const struct session *session);
void session_give_up_opening(struct session *session);
/* When the picture is gone, opens what was left for in place of the present story, and tells it by
 * true: worker and frame are others now. Where it cannot be opened all stays as it is. What was
 * laid out before must not be drawn after it. */
bool session_arrive(struct session *session);
/* False when what was saved has turned out to be of another version of the model: it leaves for
 * what there was before. */
bool session_holds(struct session *session);
/* The stories that come with Snowmelt, for as long as the session is open;
 * one with a mistake in it has no title. Returns how many. */
unsigned session_stories(struct session *session, struct ui_story stories[FILES_SCENARIOS]);

/* Whether that language has words and letters here. */
bool session_can_speak(const struct session *session, enum language language);

/* Has the caption laid out last read aloud, where that is asked for; once a picture. */
void session_read(struct session *session);

/* Draws the picture laid out last. What it has to do without is told on stderr, once. */
bool session_draw(struct session *session, struct error *error);

/* The last picture took work_s, without waiting for the display, dt_s after the one before: draws
 * the next ones as finely as goes at a steady pace, where the wish left that open. For what is live. */
void session_pace(struct session *session, double work_s, double dt_s);

/* Next event to replay that is due before the next tick to be announced; false when none. */
bool session_replay_next(struct session *session, int width, int height, struct input_event *event);
/* True while events are still to come. */
bool session_replaying(const struct session *session);

#endif
