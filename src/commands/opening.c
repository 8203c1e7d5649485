#include "commands/opening.h"

#include <stdio.h>
#include <string.h>

static const float CLOSED_LIGHT = 0.03f, RESTING_LIGHT = 0.45f;
/* Nobody for twenty minutes: two of each twenty are a rest. */
static const double REST_EVERY_S = 1200.0, REST_S = 120.0;
static const double SHIFT_S = 20.0; /* for one px */

bool opening_parse(const char *text, struct opening *opening)
{
    int hours[2], minutes[2], end = 0;
    if (strcmp(text, "always") == 0) {
        *opening = (struct opening){.always = true};
        return true;
    }
    if (strspn(text, "0123456789:-") != strlen(text) || strlen(text) > 11 ||
        sscanf(text, "%2d:%2d-%2d:%2d%n", &hours[0], &minutes[0], &hours[1], &minutes[1], &end) !=
            4 ||
        text[end])
        return false;
    for (int i = 0; i < 2; i++)
        if (hours[i] < 0 || hours[i] > 24 || minutes[i] < 0 || minutes[i] > 59 ||
            (hours[i] == 24 && minutes[i]))
            return false;
    int from = 60 * hours[0] + minutes[0], to = 60 * hours[1] + minutes[1];
    if (from == to)
        return false;
    *opening = (struct opening){.from = from, .to = to};
    return true;
}

bool opening_is_open(const struct opening *opening, int minute)
{
    if (opening->always || minute < 0 || minute >= 24 * 60)
        return true;
    if (opening->from < opening->to)
        return minute >= opening->from && minute < opening->to;
    return minute >= opening->from || minute < opening->to;
}

float opening_light(bool open, bool visitor, double alone_s)
{
    if (visitor)
        return 1.0f;
    if (!open)
        return CLOSED_LIGHT;
    double round = alone_s >= REST_EVERY_S
                       ? alone_s - REST_EVERY_S * (double)(long)(alone_s / REST_EVERY_S)
                       : REST_S;
    return round < REST_S ? RESTING_LIGHT : 1.0f;
}

/* There and back again: 0 1 2 ... most ... 2 1. */
static int back_and_forth(long step, int most)
{
    int at = (int)(step % (2 * most));
    return at <= most ? at : 2 * most - at;
}

void opening_shift(double now_s, int *x, int *y)
{
    enum { MOST = 2 * OPENING_SHIFT_PX };
    long step = (long)(now_s / SHIFT_S);
    *x = back_and_forth(step, MOST) - OPENING_SHIFT_PX;
    *y = back_and_forth(step / MOST, MOST) - OPENING_SHIFT_PX;
}
