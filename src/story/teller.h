/* Tells a talk: which chapter it is, and what must be asked of the story to come to its moment and
 * to stay there. Pure: it looks and says; whoever drives the story carries it out. */
#ifndef SNOWMELT_STORY_TELLER_H
#define SNOWMELT_STORY_TELLER_H

#include "story/talk.h"

enum teller_kind {
    TELLER_WISH, /* ask the story */
    TELLER_GO    /* go back to another moment and begin a new future there, see story/past.h */
};

struct teller_order {
    enum teller_kind kind;
    enum story_action action; /* WISH */
    uint64_t at;              /* GO */
};

enum { TELLER_MOST_ORDERS = 4 };

/* One look at the story. */
struct teller_look {
    const struct story_view *view;
    const struct model_observables *now;
    uint64_t tick;     /* ticks done so far, in all */
    uint64_t at, end;  /* where it stands in its own time, and how far it is known */
    uint64_t next;     /* the tick that what is asked now belongs to */
};

struct teller {
    const struct talk *talk;
    bool automatic;
    bool arrived;    /* the moment of the chapter is there */
    bool over;       /* automatic: the last chapter was told to its end */
    unsigned chapter;
    float held_s;    /* since it arrived */
    bool back;       /* where it was before shall be gone to */
    bool loose;      /* the story plays on by itself until another chapter is asked for */
    bool wakes;      /* a step ends a pause */
    bool far;        /* chapters were skipped: go there more quickly */
    uint64_t settled; /* looks up to this tick do not show yet what was asked last */
    struct {
        bool reached;
        uint64_t at;
        enum story_phase phase;
        float story_h;
    } marks[TALK_MOST_CHAPTERS];
};

/* The talk must outlive it. */
void teller_init(struct teller *teller, const struct talk *talk, bool automatic);

/* To another chapter, by steps or by number (from 0; held within the talk). False if there is
 * none, or it is the one told already. */
bool teller_step(struct teller *teller, int steps);
bool teller_to(struct teller *teller, unsigned chapter);
/* The chapter told now, from its moment again. */
void teller_again(struct teller *teller);

/* Lets the story play on from here, for what is shown live. */
void teller_let_go(struct teller *teller);
/* Whether it plays on so, and all that was asked for that has come about. */
bool teller_is_free(const struct teller *teller, uint64_t tick);
/* Something else was asked for the tick `next`: looks up to there do not show it yet. */
void teller_wait(struct teller *teller, uint64_t next);

const struct talk_chapter *teller_chapter(const struct teller *teller);

/* Automatic: what is still to be told once the last chapter is there; INFINITY before that. */
float teller_left_s(const struct teller *teller);
/* How much is told, 0..1. */
double teller_progress(const struct teller *teller);

/* Where the moment of a chapter (from 0) came, in the story's own time; false where it never did, or was
 * given up. */
bool teller_came(const struct teller *teller, unsigned chapter, uint64_t *at);
/* The last chapter whose moment has come by `at`, from 1; 0 none. */
unsigned teller_last_by(const struct teller *teller, uint64_t at);

/* Takes in a look and asks for nothing: it knows the way on, should somebody come back to it. */
void teller_watch(struct teller *teller, const struct teller_look *look);

/* Takes in a look, dt_s of screen time after the last one, and fills in what is to be done now, in
 * this order; returns how many. */
unsigned teller_follow(struct teller *teller, const struct teller_look *look, double dt_s,
                       struct teller_order orders[TELLER_MOST_ORDERS]);

#endif
