#include "story/comparison_clock.h"

#include <math.h>

#include "story/practice.h"
#include "story/treatment.h"

static const double HOUR_S = 3600.0, DAY_S = 86400.0;
/* Slack for sums of floating-point pieces: an edge nearer than this has been reached. */
static const double SLOW_SLACK_S = 1e-3, SPIKE_SLACK_S = 1e-9, SCREEN_SLACK_S = 1e-9;

/* Spiking that all arms share before anything is given, s. */
static const double BEFORE_S = 3.0;

/* How fast the clock runs up to which moment: at speed 1 about 106 s for eight weeks, of which 24
 * are sessions of practice where there are any. */
static const struct {
    double until_s;     /* since the dose */
    double spike_per_s; /* biological seconds a screen second */
    double slow_per_s;  /* story seconds a screen second */
} PACES[COMPARISON_STRETCHES] = {
    /* Plain simulation: slow enough to see that all do the same. */
    [COMPARISON_BEFORE] = {0.0, 0.5, 0.5},
    /* An infusion of 40 min and its peak. */
    [COMPARISON_DOSE] = {3600.0, 1.0, 240.0},
    [COMPARISON_HOURS] = {4.0 * 3600.0, 1.0, 1200.0},
    [COMPARISON_DAY] = {24.0 * 3600.0, 1.0, 5400.0},
    [COMPARISON_DAYS] = {14.0 * 86400.0, 1.0, 64800.0},
    [COMPARISON_WEEKS] = {56.0 * 86400.0, 1.0, 151200.0},
    [COMPARISON_ENDED] = {0.0, 0.5, 0.5},
};

void comparison_clock_begin(struct comparison_clock *clock)
{
    clock->at_s = -BEFORE_S;
    clock->given = clock->lifted = false;
    clock->session = 0;
    clock->session_spike_s = -1.0;
}

static enum comparison_stretch stretch_at(double at_s)
{
    enum comparison_stretch stretch = COMPARISON_BEFORE;
    while (stretch < COMPARISON_ENDED && at_s >= PACES[stretch].until_s - SLOW_SLACK_S)
        stretch++;
    return stretch;
}

enum comparison_stretch comparison_clock_stretch(const struct comparison_clock *clock)
{
    return stretch_at(clock->at_s);
}

/* Spiking is never run faster than it would live, so that faster stays affordable. */
void comparison_clock_pace(enum comparison_stretch stretch, double speed, double *spike_per_s,
                           double *slow_per_s)
{
    *spike_per_s = fmin(PACES[stretch].spike_per_s * speed, 1.0);
    *slow_per_s = PACES[stretch].slow_per_s * speed;
    if (stretch == COMPARISON_BEFORE || stretch == COMPARISON_ENDED)
        *slow_per_s = *spike_per_s;
}

/* Notes in the piece what is due at its start, and moves the sessions on. */
static void follow(struct comparison_clock *clock, struct comparison_piece *piece)
{
    double session_s = practice_session_s(&clock->way);
    piece->give = !clock->given && clock->at_s >= -SLOW_SLACK_S;
    clock->given = clock->given || piece->give;
    piece->lift =
        clock->blocks && !clock->lifted && clock->at_s >= TREATMENT_BLOCK_H * HOUR_S - SLOW_SLACK_S;
    clock->lifted = clock->lifted || piece->lift;
    if (clock->session_spike_s >= session_s - SPIKE_SLACK_S) {
        clock->session_spike_s = -1.0;
        clock->session++;
    }
    if (clock->practises && clock->session_spike_s < 0.0 && clock->session < PRACTICE_SESSIONS &&
        clock->at_s >= PRACTICE_DAYS[clock->session] * DAY_S - SLOW_SLACK_S)
        clock->session_spike_s = 0.0;
}

/* Story time up to the next moment at which something changes, s; negative where nothing does. */
static double to_next_stop(const struct comparison_clock *clock)
{
    enum comparison_stretch stretch = stretch_at(clock->at_s);
    if (stretch == COMPARISON_ENDED)
        return -1.0;
    double stop_s = PACES[stretch].until_s;
    if (clock->practises && clock->session_spike_s < 0.0 && clock->session < PRACTICE_SESSIONS &&
        PRACTICE_DAYS[clock->session] * DAY_S < stop_s)
        stop_s = PRACTICE_DAYS[clock->session] * DAY_S;
    double lift_s = TREATMENT_BLOCK_H * HOUR_S;
    if (clock->blocks && !clock->lifted && lift_s < stop_s)
        stop_s = lift_s;
    return stop_s - clock->at_s;
}

double comparison_clock_cut(struct comparison_clock *clock, double speed, double left_s,
                            struct comparison_piece *piece)
{
    double spike_per_s, slow_per_s, piece_s = left_s;
    *piece = (struct comparison_piece){.cue = -1};
    follow(clock, piece);
    comparison_clock_pace(stretch_at(clock->at_s), speed, &spike_per_s, &slow_per_s);
    if (clock->session_spike_s >= 0.0)
        slow_per_s = spike_per_s * PRACTICE_SLOW_PER_SPIKE;
    double stop_s = to_next_stop(clock) / slow_per_s;
    if (stop_s > 0.0 && stop_s < piece_s)
        piece_s = stop_s;
    if (clock->session_spike_s >= 0.0) {
        double until_s;
        piece->cue = practice_cue(&clock->way, clock->session_spike_s, &until_s);
        double cue_s = (until_s - clock->session_spike_s) / spike_per_s;
        piece_s = cue_s > 0.0 && cue_s < piece_s ? cue_s : piece_s;
    }
    piece_s = piece_s > SCREEN_SLACK_S ? piece_s : SCREEN_SLACK_S;
    piece->spike_s = piece_s * spike_per_s;
    piece->slow_s = piece_s * slow_per_s;
    clock->at_s += piece->slow_s;
    if (clock->session_spike_s >= 0.0)
        clock->session_spike_s += piece->spike_s;
    return piece_s;
}
