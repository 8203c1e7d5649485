/* How staff leave an exhibit: a gesture that no visitor makes by chance opens a pad of digits, and
 * the PIN on it is the one way out. Pure: whether a PIN is right is found out by the caller.
 *
 * The gesture: touch the four corners in the order of reading, going round: top left, top right,
 * bottom right, bottom left, within eight seconds and nothing else between. */
#ifndef SNOWMELT_COMMANDS_STAFF_H
#define SNOWMELT_COMMANDS_STAFF_H

#include <stdbool.h>

enum { STAFF_PIN_LEAST = 4, STAFF_PIN_MOST = 12, STAFF_TRIES = 5, STAFF_MOST_DOUBLINGS = 4 };
#define STAFF_LONGEST_LOCK_S 4800.0

struct staff {
    bool can_leave; /* there is a PIN; without one nothing opens */
    unsigned corners; /* touched so far, in order */
    double first_s;   /* when the first was */
    bool open;        /* the pad is there */
    double touched_s; /* when it was last used */
    char pin[STAFF_PIN_MOST + 1];
    unsigned n;
    unsigned wrong;       /* since it was right or locked */
    unsigned locks;       /* since it was right */
    bool refused;         /* the last one was wrong */
    double locked_till_s; /* nothing is taken before */
    bool leave;           /* out: it was right */
};

/* Share of the shorter side of the picture that a corner is wide and high. */
#define STAFF_CORNER 0.09f

/* A touch at px of a picture of that size. */
void staff_touch(struct staff *staff, float x, float y, int width, int height, double now_s);
/* The same by a keyboard that staff bring along: opens it at once. */
void staff_call(struct staff *staff, double now_s);
/* The pad goes when nobody uses it. */
void staff_pass(struct staff *staff, double now_s);

void staff_digit(struct staff *staff, unsigned digit, double now_s);
void staff_erase(struct staff *staff, double now_s);
void staff_close(struct staff *staff);
/* True when staff->pin is to be looked at now; staff_answer() says how that came out. */
bool staff_enter(struct staff *staff, double now_s);
void staff_answer(struct staff *staff, bool right, double now_s);
/* How long no PIN is taken from now on, s. */
double staff_locked_s(const struct staff *staff, double now_s);

#endif
