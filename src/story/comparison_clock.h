/* The one clock of a comparison: how fast it runs when, and what is due at which moment. It knows
 * no arm. Internal to story/. */
#ifndef SNOWMELT_STORY_COMPARISON_CLOCK_H
#define SNOWMELT_STORY_COMPARISON_CLOCK_H

#include "story/comparison.h"

/* What every arm does next, in this order: what is due at its start, then so much time. */
struct comparison_piece {
    bool give, lift; /* treatments; blocks */
    int cue;         /* place called to mind in the arms that practise, -1 none */
    double spike_s, slow_s;
};

struct comparison_clock {
    bool practises, blocks; /* some arm does */
    struct story_way way;   /* that is practised */
    double at_s;            /* story time since the dose */
    bool given, lifted;
    unsigned session;       /* the next one */
    double session_spike_s; /* spiking in the running one; negative: none runs */
};

/* From the worn path on. */
void comparison_clock_begin(struct comparison_clock *clock);

enum comparison_stretch comparison_clock_stretch(const struct comparison_clock *clock);

/* Biological and story seconds a screen second, but for practice. */
void comparison_clock_pace(enum comparison_stretch stretch, double speed, double *spike_per_s,
                           double *slow_per_s);

/* Moves the clock on to where something is due, by left_s of screen time at most; returns by how
 * much. */
double comparison_clock_cut(struct comparison_clock *clock, double speed, double left_s,
                            struct comparison_piece *piece);

#endif
