/* The heart of an exhibit: who is there, and what that means. Pure: time comes in (monotonic
 * seconds) with what happens, and orders come out, for whoever shows the picture to carry out.
 *
 *     attract --touch--> on --silence--> asking --silence--> turning --> attract
 *                         ^------touch------'       (the picture fades, all is reset)
 */
#ifndef SNOWMELT_COMMANDS_VISIT_H
#define SNOWMELT_COMMANDS_VISIT_H

#include <stdbool.h>
#include <stdint.h>

enum visit_stage {
    VISIT_ATTRACT, /* nobody: the story goes by itself, and the words invite */
    VISIT_ON,
    VISIT_ASKING, /* "Still there?" */
    VISIT_TURNING /* the picture goes, something is set back behind it, it comes again */
};

/* What is set back when the picture is gone. */
enum visit_turn {
    VISIT_TURN_OVER,  /* everything: the visit is over */
    VISIT_TURN_AGAIN, /* the story: the visitor starts again */
    VISIT_TURN_LOOP   /* the story: it was told to its end, and nobody is there */
};

/* Orders, a bit each. */
enum {
    VISIT_BEGIN = 1 << 0, /* a visitor is there */
    VISIT_SPEAK = 1 << 1, /* words are in visit->language from now on */
    VISIT_FADE = 1 << 2,  /* let the picture go */
    VISIT_REWIND = 1 << 3, /* it is gone: back to the worn path, */
    VISIT_RESET = 1 << 4, /* and sound, voice, colours, sizes and the view as they were */
    VISIT_COUNT = 1 << 5  /* visit->past is a visit to be counted */
};

struct visit_options {
    double idle_s; /* silence before it asks */
    double ask_s;  /* and how long it waits for an answer */
    double fade_s; /* that the picture takes to go */
    unsigned languages; /* to invite in, a bit each */
    unsigned usual;     /* the one to come back to */
};

/* Nothing about anybody: when it began is the caller's to know. */
struct visit_past {
    double began_s, length_s; /* the silence at its end is not part of it */
    unsigned chapters;        /* seen, a bit each */
    unsigned language;
};

struct visit {
    struct visit_options options;
    enum visit_stage stage;
    enum visit_turn turn;
    double now_s, since_s; /* when the stage began */
    double touched_s;      /* when somebody last did something */
    double began_s;        /* the visit */
    double spoken_s;       /* since when attract is in this language */
    double ended_s;        /* when the story was first seen to be told to its end; negative: not */
    unsigned language;
    unsigned chapters;     /* seen in this visit, a bit each */
    bool waiting;          /* somebody touched while the picture went: they begin next */
    struct visit_past past;
};

void visit_init(struct visit *visit, const struct visit_options *options, double now_s);

/* Time goes on; `chapter` is the one told now (0 ..), `ended` that the story is at its end. Each of
 * these returns orders. */
unsigned visit_pass(struct visit *visit, double now_s, unsigned chapter, bool ended);
/* A finger, a button, a key, the wheel: whatever shows that somebody is there. */
unsigned visit_touch(struct visit *visit, double now_s);
/* What a visitor asks for; nothing without one. */
unsigned visit_speak(struct visit *visit, double now_s, unsigned language);
unsigned visit_again(struct visit *visit, double now_s);

/* Whether the words of a visit stand, and not those that invite. */
bool visit_present(const struct visit *visit);
/* Of ask_s what is left while it asks, s. */
double visit_left_s(const struct visit *visit);

#endif
