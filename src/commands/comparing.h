/* A comparison on the screen: arms, panes, words, and what input means to them. It borrows window,
 * render, plan and scenario from a session, whose own story stands still meanwhile. */
#ifndef SNOWMELT_COMMANDS_COMPARING_H
#define SNOWMELT_COMMANDS_COMPARING_H

#include "commands/control.h"
#include "commands/crew.h"
#include "commands/session.h"
#include "ui/compare.h"

struct comparing {
    struct session *session;
    struct comparison *comparison;
    struct crew *crew;
    struct crew_frame frame; /* the newest */
    struct scene *scenes[COMPARISON_MOST];
    struct plan *plans[COMPARISON_MOST];
    struct compare *words;
    struct compare_layout layout; /* of the picture laid out last */
    unsigned n_arms;
    uint64_t announced; /* ticks */
    double owed_s;      /* screen time not yet announced */
    bool seen;          /* the panes have something to show */
    bool in_turns;      /* in: draw half of the panes a picture, for a slow machine */
    bool odd;           /* whose turn it is */
    double behind_s[COMPARISON_MOST]; /* since a pane was drawn */
    float shown;        /* of panes and words, 0..1 */
    int dragging;       /* button that drags the cameras, 0 none */
    bool leaving;       /* it fades; gone when shown is 0 */
    bool quit;          /* out: leave the program */
    bool fullscreen;    /* out: toggle it; the caller sets it back */
};

/* Arms as the options say: two to four treatments where so many are named, else the usual four. */
void comparing_arms(const struct options *options, struct comparison_options *wanted);

/* On failure everything is closed again. `threads` as crew_create(). */
bool comparing_open(struct comparing *comparing, struct session *session, unsigned threads,
                    bool controls, struct error *error);
void comparing_close(struct comparing *comparing);

/* Takes the newest frame and has the panes see it. False with *error when there was no memory for
 * the copies. */
bool comparing_look(struct comparing *comparing, struct error *error);

/* Lays out one picture into the session's plan; session_draw() draws it. */
void comparing_lay_out(struct comparing *comparing, int width, int height, double dt_s,
                       double ui_dt_s);

void comparing_event(struct comparing *comparing, const struct input_event *event, int height);

/* As session_heed(), for the panes too. */
bool comparing_heed(struct comparing *comparing);

/* As session_pace(). */
void comparing_pace(struct comparing *comparing, double work_s, double dt_s);

/* Announces the ticks that dt_s is worth, as far as the crew keeps up. */
void comparing_announce(struct comparing *comparing, double dt_s);

/* In the session's window, until somebody goes back or quits (*quit). */
bool comparing_run(struct session *session, struct control *control, bool *quit,
                   struct error *error);

#endif
