/* The three clocks: how fast spiking and story time run in each stretch of the story. Internal to
 * story/. */
#ifndef SNOWMELT_STORY_CLOCK_H
#define SNOWMELT_STORY_CLOCK_H

#include "story/story.h"

enum clock_pace {
    CLOCK_STILL, /* while the path is worn in */
    CLOCK_RIGID,
    CLOCK_DOSE,
    CLOCK_CASCADE,
    CLOCK_GROWTH,
    CLOCK_SESSION,  /* a practice session */
    CLOCK_BETWEEN,  /* days between sessions */
    CLOCK_UNBROKEN, /* the same days where nothing is practised */
    CLOCK_WEEKS,
    CLOCK_HELD,  /* somebody talks meanwhile */
    CLOCK_AFTER, /* the last chapter has played */
    CLOCK_PACES
};

struct clock_rates {
    enum story_clock clock;
    double spike_per_s; /* biological seconds a screen second */
    double slow_per_s;  /* story seconds a screen second */
};

struct clock_rates clock_rates(enum clock_pace pace, double speed);

#endif
