/* The worry, told unseen, tick by tick, up to a phase. */
#ifndef SNOWMELT_TESTS_GOLDEN_TELLING_H
#define SNOWMELT_TESTS_GOLDEN_TELLING_H

#include <stdio.h>

#include "commands/session.h"

static inline bool begin_with(struct session *session, const struct session_wish *wish, int width,
                              int height, struct error *error)
{
    struct options options = {
        .treatment = STORY_KETAMINE_THERAPY, .seed = 1, .width = width, .height = height};
    snprintf(options.scenario, sizeof options.scenario, "worry");
    return session_open(session, &options, wish, error);
}

static inline bool begin(struct session *session, int width, int height, struct error *error)
{
    struct session_wish wish = {.offscreen = true, .automatic = true, .scale = 1.0f};
    return begin_with(session, &wish, width, height, error);
}

static inline void run_to(struct session *session, enum story_phase phase)
{
    do {
        worker_announce(session->worker, 1);
        worker_take(session->worker, &session->frame);
    } while (session->frame.view->phase < phase);
}

#endif
