/* What a screen that is on for years needs: opening hours, rests, and a picture that never stands
 * quite still. Pure. */
#ifndef SNOWMELT_COMMANDS_OPENING_H
#define SNOWMELT_COMMANDS_OPENING_H

#include <stdbool.h>

enum { OPENING_SHIFT_PX = 4 };

struct opening {
    bool always;
    int from, to; /* minutes of the day; past midnight where `to` comes first */
};

/* "10:00-18:00" or "always"; false (and *opening unchanged) for anything else, and for hours of no
 * length. */
bool opening_parse(const char *text, struct opening *opening);
/* `minute` of the day, 0 .. 1439; whatever else, as where the time is not known, counts as open. */
bool opening_is_open(const struct opening *opening, int minute);

/* How bright the screen is meant to be, 0..1, when nobody has been there for so long; outside the
 * hours nearly black. */
float opening_light(bool open, bool visitor, double alone_s);

/* The picture wanders over a square of 2 * OPENING_SHIFT_PX px, one px at a time, so that no edge
 * stays where it is. */
void opening_shift(double now_s, int *x, int *y);

#endif
