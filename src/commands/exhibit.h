/* Inside of exhibit: what its files share. Private to commands/exhibit*. */
#ifndef SNOWMELT_COMMANDS_EXHIBIT_H
#define SNOWMELT_COMMANDS_EXHIBIT_H

#include <signal.h>

#include "commands/control.h"
#include "commands/health.h"
#include "commands/opening.h"
#include "commands/session.h"
#include "commands/sound.h"
#include "commands/staff.h"
#include "commands/state_file.h"
#include "commands/steer.h"
#include "commands/tour.h"
#include "commands/visit.h"
#include "commands/visit_counts.h"
#include "platform/notify.h"
#include "platform/pin.h"
#include "ui/kiosk.h"

enum { EXHIBIT_HANDS = 11 }; /* a mouse and ten fingers */

/* What a visitor has asked for, to see it more easily. */
struct exhibit_easier {
    bool open; /* the row of it */
    bool large, stark, calm;
};

struct exhibit {
    struct session session;
    struct kiosk *kiosk;
    struct sound sound;
    struct control control; /* by other programs */
    struct tour tour;       /* never leads: it knows when its chapters' moments came */
    struct steer steer; /* of the picture, for one hand at a time */
    struct visit visit;
    struct staff staff;
    struct pin pin;
    struct notify notify;

    enum ui_action pressed[EXHIBIT_HANDS]; /* by each hand */
    int picture_hand;                      /* that has hold of the picture, -1 none */
    enum ui_action last;                   /* done, and when: a hand that trembles does it once */
    double last_s;

    struct exhibit_easier easier;
    bool sizes_due; /* words are to have another size, once they are gone */
    unsigned way;   /* which of the scenario's ways comes next */
    float alone;    /* 0..1: how far the picture is without words */

    uint64_t done; /* ticks of the worker, when they were last seen to grow */
    double done_s;

    int width, height;
    double clock_s; /* as it was told last; it may jump */
    double now_s;   /* the exhibit's own time, which does not */
    double owed_s;
    double alone_s; /* since when nobody has been there */
    bool open;      /* within the opening hours */
    float light;    /* of the screen, 0..1 */
    double timed_s; /* when clock and displays were last looked at */
    int minute;     /* of the day, -1 not known */
    char day[11], clock[6], began_day[11], began_clock[6]; /* now, and when the visit began */

    struct visit_counts counts;
    struct health health;
    double health_s, counted_s;
    unsigned counted; /* pictures since */
    char last_error[600];
    const char *state_path; /* NULL when not asked for */
    double state_s;
    struct state_pace pace;
};

/* The struct is zeroed. What failed to open is to be closed all the same. */
bool exhibit_open(struct exhibit *exhibit, const struct options *options,
                  const struct session_wish *wish, double clock_s, struct error *error);
void exhibit_close(struct exhibit *exhibit);
/* The next picture, with all that comes before and after it; clock_s in seconds, wherever it began.
 * False with *error when no picture has come about for long. */
bool exhibit_frame(struct exhibit *exhibit, double clock_s, struct error *error);
/* Whether nothing is seen to move, and nobody is expected. */
bool exhibit_is_dark(const struct exhibit *exhibit);

/* Takes all that hands and keys did since the last picture; and one thing of it. */
void exhibit_input(struct exhibit *exhibit);
void exhibit_take(struct exhibit *exhibit, const struct input_event *event);
/* Whatever hands still hold: of a screen whose plug was pulled they never let go. */
void exhibit_let_go(struct exhibit *exhibit);
/* What a button means. */
void exhibit_act(struct exhibit *exhibit, enum ui_action action);
/* What other programs ask for; once a picture. */
void exhibit_control(struct exhibit *exhibit);
/* What the visit asks for. */
void exhibit_obey(struct exhibit *exhibit, unsigned orders);
/* Larger letters and the rest, as asked for; sizes once nobody sees them change. */
void exhibit_apply_easier(struct exhibit *exhibit);
/* Writes the health file, and the state file of tests, when they are due. */
void exhibit_note(struct exhibit *exhibit);
/* Writes down the visits that wait for it, where it can. */
void exhibit_note_counts(struct exhibit *exhibit);
/* Told on stderr, and remembered for the health file. */
void exhibit_trouble(struct exhibit *exhibit, const struct error *error);
struct kiosk_show exhibit_show(const struct exhibit *exhibit);

#endif
