#include "story/clock.h"

#include <stdio.h>

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

static void time_text(char *text, size_t size, double seconds)
{
    static const struct {
        double unit;
        const char *one, *many;
    } UNITS[] = {{DAY, "day", "days"}, {HOUR, "h", "h"}, {MINUTE, "min", "min"}, {1.0, "s", "s"}};

    for (size_t i = 0; i < sizeof UNITS / sizeof UNITS[0]; i++) {
        double count = seconds / UNITS[i].unit;
        bool one = count > 0.999 && count < 1.001;
        if (!one && count < 1.999) /* 80 min reads better than 1.33 h */
            continue;
        snprintf(text, size, "%.3g %s", count, one ? UNITS[i].one : UNITS[i].many);
        return;
    }
    snprintf(text, size, "%.3g ms", seconds * 1000.0);
}

void clock_text(char *text, size_t size, const struct clock_rates *rates,
                const struct clock_rates *turns)
{
    static const char *const NAMES[] = {"slow motion", "hours", "days"};
    char stretch[32], other[32] = "";

    if (rates->slow_per_s <= 0.0) {
        snprintf(text, size, "before the story: the clock stands still");
        return;
    }
    time_text(stretch, sizeof stretch, rates->slow_per_s);
    bool live = rates->clock == STORY_CLOCK_SPIKES && rates->slow_per_s > 0.999;
    if (turns)
        time_text(other, sizeof other, turns->slow_per_s);
    snprintf(text, size, "%s: 1 s here = %s%s%s", live ? "as it is" : NAMES[rates->clock], stretch,
             turns ? ", in practice " : "", other);
}
