#include "commands/tour.h"

#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "commands/talk_file.h"

bool tour_open(struct tour *tour, const char *path, bool automatic, struct error *error)
{
    *tour = (struct tour){.talk = talk_file_open(path, error)};
    if (!tour->talk)
        return false;
    teller_init(&tour->teller, tour->talk, automatic);
    return true;
}

void tour_close(struct tour *tour)
{
    free(tour->talk);
    *tour = (struct tour){0};
}

void tour_follow(struct tour *tour, struct session *session, double dt_s)
{
    const struct worker_frame *frame = &session->frame;
    struct teller_order orders[TELLER_MOST_ORDERS];
    struct teller_look look = {.view = frame->view,
                               .now = &frame->snapshot->now,
                               .tick = frame->tick,
                               .at = frame->now,
                               .end = frame->end,
                               .next = worker_announced(session->worker)};
    unsigned n = teller_follow(&tour->teller, &look, dt_s, orders);
    for (unsigned i = 0; i < n; i++) {
        if (orders[i].kind == TELLER_GO)
            worker_go_back(session->worker, orders[i].at);
        else
            worker_do(session->worker, orders[i].action);
    }
}

static void change_chapter(struct tour *tour, struct session *session)
{
    enum scene_view view;
    if (scene_view_find(teller_chapter(&tour->teller)->view, &view))
        scene_show(session->scene, view);
    if (tour->ready) {
        scene_camera_home(session->scene);
        tour->apart = 0.0f;
    }
    tour->shown = tour->teller.chapter;
    tour->ready = true;
}

/* The picture moves away from the path as far as receptors are blocked in the model now. */
static void drift(struct tour *tour, struct session *session, double dt_s)
{
    static const float MOST_BLOCKED = 0.3f, S = 9.0f, BACK = 0.30f, UP = 0.10f;
    if (!teller_chapter(&tour->teller)->apart)
        return;
    float goal = fminf(session->frame.snapshot->now.occupancy / MOST_BLOCKED, 1.0f);
    float step = fminf((float)dt_s, 0.25f) / S, before = tour->apart;
    tour->apart += fminf(fmaxf(goal - before, -step), step);
    scene_zoom(session->scene, (1.0f + BACK * tour->apart) / (1.0f + BACK * before));
    scene_pan(session->scene, 0.0f, UP * (tour->apart - before));
}

void tour_look(struct tour *tour, struct session *session, double dt_s)
{
    const struct talk_chapter *chapter = teller_chapter(&tour->teller);
    const struct story_view *view = session->frame.view;
    struct story_view *told = &tour->told;
    if (!tour->ready || tour->shown != tour->teller.chapter)
        change_chapter(tour, session);
    drift(tour, session, dt_s);
    memcpy(told, view,
           offsetof(struct story_view, points) + view->n_points * sizeof view->points[0]);
    told->phase_title = chapter->title;
    told->caption = chapter->caption;
    told->source = chapter->source;
    session->words = told;
}
