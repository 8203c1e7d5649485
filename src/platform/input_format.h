/* How events stand in a recording: one table for the writer and the reader.
 *
 *     snowmelt-input 1
 *     seed 7
 *     scenario worry
 *     treatment ketamine+therapy
 *     tick_s 0.016666666666666666
 *     size 1280 720
 *     events
 *     120 key d
 *     310 press 640 360 1
 */
#ifndef SNOWMELT_PLATFORM_INPUT_FORMAT_H
#define SNOWMELT_PLATFORM_INPUT_FORMAT_H

#include "platform/input.h"

#define INPUT_FORMAT_OPENING "snowmelt-input 1"

/* What follows the kind's name on a line, in this order. */
enum input_field {
    INPUT_FIELD_KEY = 1,
    INPUT_FIELD_PLACE = 2,  /* x y */
    INPUT_FIELD_MOVE = 4,   /* dx dy */
    INPUT_FIELD_AMOUNT = 8,
    INPUT_FIELD_BUTTON = 16,
    INPUT_FIELD_MEETS = 32 /* may be missing: it was not found out */
};

enum { INPUT_KINDS = INPUT_QUIT + 1 };

struct input_format {
    const char *name;
    unsigned fields;
};

/* By enum input_kind. */
extern const struct input_format INPUT_FORMATS[INPUT_KINDS];

/* False if no key has that name. */
bool input_key_find(const char *name, enum input_key *key);

#endif
