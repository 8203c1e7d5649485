#include "story/clock.h"

#include "story/practice.h"

enum { MINUTE = 60, HOUR = 60 * MINUTE, DAY = 24 * HOUR };

/* At speed 1 the arc takes about 88 s of screen, so that 90 s of film show all of it. */
static const struct clock_rates RATES[CLOCK_PACES] = {
    [CLOCK_STILL] = {STORY_CLOCK_SPIKES, 0.0, 0.0},
    /* Half speed: one visit lasts a second and a pulse can be followed with the eye. */
    [CLOCK_RIGID] = {STORY_CLOCK_SPIKES, 0.5, 0.5},
    /* An infusion of 40 min and its peak in a quarter of a minute. */
    [CLOCK_DOSE] = {STORY_CLOCK_HOURS, 1.0, 4.0 * MINUTE},
    /* The three hours in which signals rise and fall, in 9 s. */
    [CLOCK_CASCADE] = {STORY_CLOCK_HOURS, 1.0, 20.0 * MINUTE},
    /* Twenty hours in which spines come up, in 8 s. */
    [CLOCK_GROWTH] = {STORY_CLOCK_HOURS, 1.0, 2.5 * HOUR},
    /* Slow enough to see the practised steps one by one (see practice.h). */
    [CLOCK_SESSION] = {STORY_CLOCK_DAYS, 1.0, 0.0},
    /* Thirteen days between six sessions in 13 s. */
    [CLOCK_BETWEEN] = {STORY_CLOCK_DAYS, 1.0, 1.0 * DAY},
    /* The same thirteen days as long as with six sessions, so that films can be compared. */
    [CLOCK_UNBROKEN] = {STORY_CLOCK_DAYS, 1.0, 8.0 * HOUR},
    /* Two weeks in 7 s: long enough to see what fades. */
    [CLOCK_WEEKS] = {STORY_CLOCK_DAYS, 1.0, 2.0 * DAY},
    /* As in the rigid chapter: alive, and slow enough to be pointed at. */
    [CLOCK_HELD] = {STORY_CLOCK_SPIKES, 0.5, 0.5},
    /* Nothing is told any more: nearly still, but alive. */
    [CLOCK_AFTER] = {STORY_CLOCK_DAYS, 0.5, 1.0 * HOUR},
};

struct clock_rates clock_rates(enum clock_pace pace, double speed)
{
    struct clock_rates rates = RATES[pace];

    /* Faster hurries the slow clock; spiking faster than life would cost more than a machine
     * can give beside drawing, and show nothing. */
    rates.spike_per_s *= speed;
    if (rates.spike_per_s > 1.0)
        rates.spike_per_s = 1.0;
    rates.slow_per_s *= speed;
    if (pace == CLOCK_RIGID || pace == CLOCK_HELD)
        rates.slow_per_s = rates.spike_per_s; /* plain simulation, nothing skipped */
    if (pace == CLOCK_SESSION)
        rates.slow_per_s = rates.spike_per_s * PRACTICE_SLOW_PER_SPIKE;
    return rates;
}
