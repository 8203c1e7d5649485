#include "commands/present_follow.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

void follow_teller(struct teller *teller, struct session *session, double dt_s)
{
    const struct worker_frame *frame = &session->frame;
    struct teller_order orders[TELLER_MOST_ORDERS];
    struct teller_look look = {.view = frame->view,
                               .now = &frame->snapshot->now,
                               .tick = frame->tick,
                               .at = frame->now,
                               .end = frame->end,
                               .next = worker_announced(session->worker)};
    unsigned n = teller_follow(teller, &look, dt_s, orders);
    for (unsigned i = 0; i < n; i++) {
        if (orders[i].kind == TELLER_GO)
            worker_go_back(session->worker, orders[i].at);
        else
            worker_do(session->worker, orders[i].action);
    }
}

static void change_chapter(struct follow_look *look, const struct teller *teller,
                           struct session *session)
{
    enum scene_view view;
    if (scene_view_find(teller_chapter(teller)->view, &view))
        scene_show(session->scene, view);
    if (look->ready) {
        scene_camera_home(session->scene);
        look->apart = 0.0f;
    }
    look->chapter = teller->chapter;
    look->ready = true;
}

/* The picture moves away from the path as far as receptors are blocked in the model now. */
static void drift(struct follow_look *look, const struct teller *teller, struct session *session,
                  double dt_s)
{
    static const float MOST_BLOCKED = 0.3f, S = 9.0f, BACK = 0.30f, UP = 0.10f;
    if (!teller_chapter(teller)->apart)
        return;
    float goal = fminf(session->frame.snapshot->now.occupancy / MOST_BLOCKED, 1.0f);
    float step = fminf((float)dt_s, 0.25f) / S, before = look->apart;
    look->apart += fminf(fmaxf(goal - before, -step), step);
    scene_zoom(session->scene, (1.0f + BACK * look->apart) / (1.0f + BACK * before));
    scene_pan(session->scene, 0.0f, UP * (look->apart - before));
}

void follow_look(struct follow_look *look, const struct teller *teller, struct session *session,
                 double dt_s)
{
    const struct talk_chapter *chapter = teller_chapter(teller);
    const struct story_view *view = session->frame.view;
    if (!look->ready || look->chapter != teller->chapter)
        change_chapter(look, teller, session);
    drift(look, teller, session, dt_s);
    memcpy(&look->told, view,
           offsetof(struct story_view, points) + view->n_points * sizeof view->points[0]);
    look->told.phase_title = chapter->title;
    look->told.caption = chapter->caption;
    look->told.source = chapter->source;
    session->words = &look->told;
}
