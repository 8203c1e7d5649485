/* What a story is made of. Internal to story/. */
#ifndef SNOWMELT_STORY_STATE_H
#define SNOWMELT_STORY_STATE_H

#include <stdbool.h>

#include "story/clock.h"
#include "story/history.h"
#include "story/story.h"

/* Slack for sums of floating-point pieces: an edge nearer than this has been reached. */
static const double SLOW_SLACK_S = 1e-3, SPIKE_SLACK_S = 1e-9, SCREEN_SLACK_S = 1e-9;

struct story {
    struct story_options options;
    enum story_treatment arm; /* at first that of the options */
    struct model_config config;
    struct model *model;
    struct model_snapshot *snapshot;
    struct history history;
    struct story_view view;

    double screen_s;
    double spike_s, slow_s; /* since the path was worn in */
    double dose_s;          /* slow_s at the last dose; negative: none yet */
    double zero_s;          /* slow_s from which story_h counts: the first dose, or when the
                               next moment for one comes */
    float peak;             /* of the occupancy since the last dose */
    bool dose_asked, blocked;
    unsigned session;       /* the next one of the plan */
    bool planned;           /* the running one is of the plan */
    double session_spike_s; /* spiking in the running one; negative: none runs */
    double stimulus_s;      /* spiking left to the place called to mind */
};

#endif
