#include "commands/tour.h"

#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "commands/talk_file.h"

bool tour_open(struct tour *tour, const char *path, struct error *error)
{
    *tour = (struct tour){.talk = talk_file_open(path, error)};
    return tour->talk != NULL;
}

void tour_close(struct tour *tour)
{
    free(tour->talk);
    *tour = (struct tour){0};
}

bool tour_leads(const struct tour *tour)
{
    return tour->state == TOUR_ON;
}

/* To where the path is worn in and nothing else was done. What came after is kept for an undo, until
 * the tour itself goes back. */
static void to_the_beginning(struct session *session)
{
    const struct worker_frame *frame = &session->frame;
    const struct past_mark *worn = worker_chapter(frame, STORY_RIGID);
    bool touched = false;
    for (uint32_t i = 0; i < frame->n_marks; i++)
        touched = touched || (!frame->marks[i].chapter && !(worn && frame->marks[i].at > worn->at));
    if (touched)
        worker_do(session->worker, STORY_DO_RESTART);
    else if (worn)
        worker_go(session->worker, worn->at);
}

void tour_begin(struct tour *tour, struct session *session)
{
    if (tour_leads(tour) || !tour->talk)
        return;
    if (!tour->known) {
        teller_init(&tour->teller, tour->talk, tour->teller.automatic);
        to_the_beginning(session);
        teller_wait(&tour->teller, worker_announced(session->worker));
    }
    teller_again(&tour->teller);
    tour->known = true;
    tour->state = TOUR_ON;
}

void tour_watch(struct tour *tour)
{
    teller_init(&tour->teller, tour->talk, false);
    tour->known = true;
}

static void take_words_back(struct tour *tour, struct session *session)
{
    session->words = NULL;
    if (tour->apart > 0.0f)
        scene_camera_home(session->scene);
    tour->apart = 0.0f;
    tour->ready = false;
}

void tour_leave(struct tour *tour, struct session *session)
{
    if (!tour_leads(tour))
        return;
    tour->known = !tour->teller.over;
    teller_let_go(&tour->teller);
    tour->state = TOUR_LEAVING;
    take_words_back(tour, session);
}

void tour_forget(struct tour *tour, struct session *session)
{
    if (tour_leads(tour))
        take_words_back(tour, session);
    tour->state = TOUR_OFF;
    tour->known = false;
}

void tour_give_way(struct tour *tour)
{
    if (tour_leads(tour))
        teller_let_go(&tour->teller);
    else
        tour->known = false;
}

void tour_act(struct tour *tour, struct session *session, enum ui_action action)
{
    if (action == UI_TOUR)
        tour_begin(tour, session);
    else if (!tour_leads(tour))
        return;
    else if (action == UI_TOUR_END)
        tour_leave(tour, session);
    else if (action == UI_TOUR_ITSELF)
        tour->teller.automatic = !tour->teller.automatic;
    else if (action == UI_TALK_NEXT || action == UI_TALK_BACK)
        teller_step(&tour->teller, action == UI_TALK_NEXT ? 1 : -1);
    else if (action == UI_TOUR_FIRST || action >= UI_TALK_CHAPTER) {
        unsigned to = action == UI_TOUR_FIRST ? 0 : (unsigned)(action - UI_TALK_CHAPTER);
        if (!teller_to(&tour->teller, to))
            teller_again(&tour->teller);
    }
}

static void carry_out(struct session *session, const struct teller_order *order)
{
    if (order->kind == TELLER_GO)
        worker_go_back(session->worker, order->at);
    else
        worker_do(session->worker, order->action);
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
    if (tour->state == TOUR_OFF) {
        if (tour->known)
            teller_watch(&tour->teller, &look);
        return;
    }
    unsigned n = teller_follow(&tour->teller, &look, dt_s, orders);
    for (unsigned i = 0; i < n; i++)
        carry_out(session, &orders[i]);
    if (tour->state == TOUR_LEAVING && !n && teller_is_free(&tour->teller, frame->tick))
        tour->state = TOUR_OFF;
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

/* The talk's own, or those of whoever wrote the scenario, who knows what it is about. */
static const char *caption_of(const struct talk_chapter *chapter, const struct session *session)
{
    const char *own = chapter->scenario_words ? session->scenario->captions[chapter->moment.phase]
                                              : NULL;
    bool usual = session->frame.view->treatment == STORY_KETAMINE_THERAPY;
    return own && usual ? own : chapter->caption;
}

void tour_look(struct tour *tour, struct session *session, double dt_s)
{
    if (!tour_leads(tour))
        return;
    const struct talk_chapter *chapter = teller_chapter(&tour->teller);
    const struct story_view *view = session->frame.view;
    struct story_view *told = &tour->told;
    if (!tour->ready || tour->shown != tour->teller.chapter)
        change_chapter(tour, session);
    drift(tour, session, dt_s);
    if (tour->teller.loose) { /* the story tells of itself what it does */
        session->words = NULL;
        return;
    }
    memcpy(told, view,
           offsetof(struct story_view, points) + view->n_points * sizeof view->points[0]);
    told->phase_title = chapter->title;
    told->caption = caption_of(chapter, session);
    told->science = chapter->science[0] ? chapter->science : NULL;
    told->source = chapter->source;
    session->words = told;
}
