/* The record that plots are drawn from: evenly spaced points of bounded number. Internal. */
#ifndef SNOWMELT_STORY_HISTORY_H
#define SNOWMELT_STORY_HISTORY_H

#include <stdbool.h>

#include "story/story.h"

struct history {
    double every_s; /* screen time between points; doubles when the record is full */
    double next_s;  /* screen time of the next one */
};

void history_init(struct history *history, struct story_view *view);

/* Whether a point is due at the view's screen time. */
bool history_due(const struct history *history, const struct story_view *view);

/* Adds a point; when there is no room every second one is dropped first. */
void history_add(struct history *history, struct story_view *view, const struct story_point *point);

#endif
