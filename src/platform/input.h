/* Input events, whatever device they come from, and their recording and replay.
 *
 * One finger is the pointer with button 1. When a second one lands, that press slides off to
 * -1,-1 and is released there, so that it clicks nothing; two fingers then give INPUT_PINCH,
 * INPUT_ROTATE, and INPUT_POINTER with button 3 for the way their middle goes. A game controller
 * gives keys, and INPUT_ROTATE.
 *
 * A recording is text, one event a line: tick, kind, values; it opens with a header of
 * version, seed, scenario, treatment and tick rate, so that the same run can be had again.
 */
#ifndef SNOWMELT_PLATFORM_INPUT_H
#define SNOWMELT_PLATFORM_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

enum input_kind {
    INPUT_KEY,      /* key went down (repeats are filtered out) */
    INPUT_POINTER,  /* moved, with the buttons held */
    INPUT_PRESS,    /* pointer or finger went down */
    INPUT_RELEASE,
    INPUT_WHEEL,    /* amount */
    INPUT_PINCH,    /* amount: factor of the distance between two fingers */
    INPUT_ROTATE,   /* the view, by two fingers or a stick: dx, dy */
    INPUT_QUIT      /* the window was asked to close */
};

enum input_key {
    KEY_NONE, KEY_SPACE, KEY_D, KEY_R, KEY_PLUS, KEY_MINUS, KEY_F, KEY_F11, KEY_H, KEY_F1,
    KEY_QUESTION, KEY_ESCAPE, KEY_TAB, KEY_SHIFT_TAB, KEY_ENTER, KEY_LEFT, KEY_RIGHT, KEY_UP,
    KEY_DOWN, KEY_HOME, KEY_END, KEY_PAGE_UP, KEY_PAGE_DOWN, KEY_BACKSPACE, KEY_PERIOD, KEY_F5,
    KEY_SHIFT_F5, KEY_A, KEY_B, KEY_C, KEY_E, KEY_G, KEY_I, KEY_K, KEY_L, KEY_M, KEY_N, KEY_O, KEY_P,
    KEY_S, KEY_T, KEY_U, KEY_V, KEY_W, KEY_Y, KEY_Z, KEY_UNDO, KEY_REDO, KEY_SAVE, KEY_EARLIER, KEY_LATER,
    KEY_FOCUS_LEFT, KEY_FOCUS_RIGHT, KEY_FOCUS_UP, KEY_FOCUS_DOWN, /* of a controller */
    KEY_CHOOSE, KEY_OPEN, KEY_STAFF,
    KEY_0, KEY_1, KEY_2, KEY_3, KEY_4, KEY_5, KEY_6, KEY_7, KEY_8, KEY_9, KEYS
};

struct input_event {
    enum input_kind kind;
    enum input_key key;
    float x, y;     /* px */
    float dx, dy;   /* INPUT_POINTER: px; INPUT_ROTATE: radians about the vertical, and downwards */
    float amount;   /* wheel notches or pinch factor */
    int meets;      /* place of the picture under button 1, from 1; -1 none; 0 not found out yet */
    bool aside;     /* of the second window (the speaker's); such events are not recorded */
    unsigned finger; /* which of several that are apart, from 1; 0: a mouse, or they are not */
    int button;     /* 1 left or finger, 2 middle, 3 right; INPUT_POINTER: the one held, 0 none */
};

const char *input_key_name(enum input_key key);

/* What a tick of a recorded or saved run may last, s. */
#define INPUT_TICK_LEAST_S 0.001
#define INPUT_TICK_MOST_S  1.0

struct input_header {
    uint64_t seed;
    char scenario[256];
    char treatment[64];
    double tick_s;
    int width, height;
};

struct input_recorder;
/* NULL with ERROR_OUTPUT_UNWRITABLE. Flushed at every event, so that a crash keeps it. */
struct input_recorder *input_record_open(const char *path, const struct input_header *header,
                                         struct error *error);
void input_record(struct input_recorder *recorder, uint64_t tick, const struct input_event *event);
bool input_record_close(struct input_recorder *recorder, struct error *error);

struct input_replay;
/* NULL with ERROR_FILE_MISSING or ERROR_REPLAY_SYNTAX (file, line, what was expected). */
struct input_replay *input_replay_open(const char *path, struct input_header *header,
                                       struct error *error);
/* The same from a text that ends with a zero byte after `size`; it is cut up in place. */
struct input_replay *input_replay_parse(const char *path, char *text, size_t size,
                                        struct input_header *header, struct error *error);
/* Next event whose tick is not after `tick`; false when there is none yet. */
bool input_replay_next(struct input_replay *replay, uint64_t tick, struct input_event *event);
bool input_replay_done(const struct input_replay *replay);
void input_replay_close(struct input_replay *replay);

#endif
