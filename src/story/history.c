#include "story/history.h"

/* Eight points a second: a plot a few hundred pixels wide shows no more of 90 s. */
static const double EVERY_S = 0.125;

void history_init(struct history *history, struct story_view *view)
{
    history->every_s = EVERY_S;
    history->next_s = 0.0;
    view->n_points = 0;
}

bool history_due(const struct history *history, const struct story_view *view)
{
    return (double)view->screen_s >= history->next_s;
}

void history_add(struct history *history, struct story_view *view, const struct story_point *point)
{
    if (view->n_points == STORY_MAX_POINTS) {
        for (uint32_t i = 0; i < STORY_MAX_POINTS / 2; i++)
            view->points[i] = view->points[2 * i];
        view->n_points = STORY_MAX_POINTS / 2;
        history->every_s *= 2.0;
    }
    view->points[view->n_points++] = *point;
    while (history->next_s <= (double)view->screen_s)
        history->next_s += history->every_s;
}
