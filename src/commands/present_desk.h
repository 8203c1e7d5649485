/* What the keys of a talk do: the speaker's desk. Pure: input and the time come in; what is shown
 * and what is asked for stands in the desk. */
#ifndef SNOWMELT_COMMANDS_PRESENT_DESK_H
#define SNOWMELT_COMMANDS_PRESENT_DESK_H

#include <stdbool.h>

#include "platform/input.h"
#include "story/teller.h"

enum desk_ask {
    DESK_NOTHING,
    DESK_NEXT,
    DESK_BACK,
    DESK_UP, /* keys that also move within the overview */
    DESK_DOWN,
    DESK_LEFT,
    DESK_RIGHT,
    DESK_FIRST,
    DESK_LAST,
    DESK_ENTER,
    DESK_YES,
    DESK_NO,
    DESK_BACKSPACE,
    DESK_ESCAPE,
    DESK_BLACK,
    DESK_WHITE,
    DESK_FREEZE,
    DESK_OVERVIEW,
    DESK_NUMBER,
    DESK_START,
    DESK_START_HERE,
    DESK_NOTES,
    DESK_TIMER,
    DESK_HELP,
    DESK_PAUSE,
    DESK_DOSE,
    DESK_COMPARE,
    DESK_AUTOMATIC,
    DESK_SPOT,
    DESK_NEARER,
    DESK_FARTHER,
    DESK_FULLSCREEN,
    DESK_VOICE,
    DESK_DIGIT, /* of 0; the others follow */
    DESK_ASKS = DESK_DIGIT + 10
};

/* What a key asks for; DESK_NOTHING for others. */
enum desk_ask desk_of_key(enum input_key key);

/* A press that follows the last one of the same button within this time is the same press. */
#define DESK_BOUNCE_S 0.25

struct desk {
    struct teller *teller;
    int columns; /* of the overview as it was last laid out; 0 not yet */

    bool comparing; /* treatments side by side instead of the chapter */
    bool black, white, frozen, overview, help, quit_asked, over, notes, spot_key, spot_held;
    bool typing;       /* a chapter's number */
    unsigned number;   /* typed so far */
    double typed_s;    /* when */
    bool yes;          /* the answer to the question that Enter gives */
    unsigned selected; /* in the overview */

    bool timing;
    double elapsed_s; /* when it last stood still */
    double since_s;   /* when it last began to run */
    double timer_s;   /* when its key was last pressed; twice within a moment sets it to 0 */

    double last_s[DESK_ASKS]; /* of each ask, seen or done */

    /* Out: the caller carries them out and sets them back. */
    bool quit, fullscreen, dose, pause, voice;
    int nearer; /* notches */
};

void desk_init(struct desk *desk, struct teller *teller);

/* At time now_s. Presses that bounce are left out. */
void desk_key(struct desk *desk, enum input_key key, double now_s);
/* A button on the screen, without bouncing. */
void desk_do(struct desk *desk, enum desk_ask ask, double now_s);
void desk_choose(struct desk *desk, unsigned chapter);
/* What ends by itself. */
void desk_pass(struct desk *desk, double now_s);

bool desk_spot(const struct desk *desk);
double desk_elapsed(const struct desk *desk, double now_s);

#endif
