#include "story/teller.h"

#include <math.h>

/* On the way to the next chapter the story is seen to pass; skipped ones need not be. */
static const float STEP_SPEED = 2.0f, FAR_SPEED = 4.0f;

/* Chapters that share a moment are told one after the other without going back to its beginning:
 * story time this near is the same moment, hours. */
static const float SAME_H = 0.05f;

void teller_init(struct teller *teller, const struct talk *talk, bool automatic)
{
    *teller = (struct teller){.talk = talk, .automatic = automatic};
}

const struct talk_chapter *teller_chapter(const struct teller *teller)
{
    return &teller->talk->chapters[teller->chapter];
}

static void leave_for(struct teller *teller, unsigned chapter)
{
    teller->far = chapter > teller->chapter + 1;
    teller->chapter = chapter;
    teller->back = teller->marks[chapter].reached;
    teller->arrived = teller->over = teller->loose = false;
    teller->held_s = 0.0f;
    teller->wakes = true;
}

bool teller_to(struct teller *teller, unsigned chapter)
{
    unsigned last = teller->talk->n_chapters - 1;
    unsigned to = chapter < last ? chapter : last;
    if (to == teller->chapter)
        return false;
    leave_for(teller, to);
    return true;
}

bool teller_step(struct teller *teller, int steps)
{
    int to = (int)teller->chapter + steps;
    return teller_to(teller, to > 0 ? (unsigned)to : 0);
}

void teller_again(struct teller *teller)
{
    leave_for(teller, teller->chapter);
}

void teller_let_go(struct teller *teller)
{
    teller->loose = true;
    teller->back = false;
}

bool teller_is_free(const struct teller *teller, uint64_t tick)
{
    return teller->loose && tick > teller->settled;
}

void teller_wait(struct teller *teller, uint64_t next)
{
    teller->settled = next;
}

float teller_left_s(const struct teller *teller)
{
    bool last = teller->arrived && teller->chapter + 1 == teller->talk->n_chapters;
    return last ? talk_reading_s(teller_chapter(teller)) - teller->held_s : INFINITY;
}

double teller_progress(const struct teller *teller)
{
    float share = teller->held_s / talk_reading_s(teller_chapter(teller));
    return ((double)teller->chapter + (double)fminf(share, 1.0f)) / teller->talk->n_chapters;
}

/* Remembers when each chapter's moment came; what was given up has not been. */
static void mark(struct teller *teller, const struct teller_look *look)
{
    for (unsigned i = 0; i < teller->talk->n_chapters; i++) {
        if (teller->marks[i].reached && teller->marks[i].at > look->end)
            teller->marks[i].reached = false;
        if (teller->marks[i].reached ||
            !talk_reached(&teller->talk->chapters[i].moment, look->view, look->now))
            continue;
        teller->marks[i].reached = true;
        teller->marks[i].at = look->at;
        teller->marks[i].phase = look->view->phase;
        teller->marks[i].story_h = look->view->story_h;
    }
}

static bool is_there(const struct teller *teller, const struct teller_look *look)
{
    float apart_h = look->view->story_h - teller->marks[teller->chapter].story_h;
    return look->view->phase == teller->marks[teller->chapter].phase && apart_h > -SAME_H &&
           apart_h < SAME_H;
}

struct asking {
    struct teller_order *orders;
    unsigned n;
};

static void ask(struct asking *asking, enum story_action action)
{
    if (asking->n < TELLER_MOST_ORDERS)
        asking->orders[asking->n++] = (struct teller_order){TELLER_WISH, action, 0};
}

static void keep_speed(struct asking *asking, const struct story_view *view, float speed)
{
    if (view->speed < speed)
        ask(asking, STORY_DO_FASTER);
    else if (view->speed > speed)
        ask(asking, STORY_DO_SLOWER);
}

/* Stays at the moment, which is there. */
static void stay(struct teller *teller, const struct teller_look *look, struct asking *asking,
                 float dt_s)
{
    if (!look->view->held)
        ask(asking, STORY_DO_HOLD);
    keep_speed(asking, look->view, 1.0f);
    if (look->view->paused)
        return;
    teller->held_s += dt_s;
    if (!teller->automatic || teller->held_s < talk_reading_s(teller_chapter(teller)))
        return;
    if (!teller_step(teller, 1))
        teller->over = true;
}

/* Goes on until the moment comes. */
static void travel(struct teller *teller, const struct teller_look *look, struct asking *asking)
{
    const struct talk_moment *moment = &teller_chapter(teller)->moment;
    if (look->view->held)
        ask(asking, STORY_DO_GO_ON);
    else if (look->view->phase == STORY_RIGID && moment->phase > STORY_RIGID)
        ask(asking, STORY_DO_DOSE);
    keep_speed(asking, look->view,
               teller->far ? FAR_SPEED : teller->automatic ? 1.0f : STEP_SPEED);
}

void teller_watch(struct teller *teller, const struct teller_look *look)
{
    if (look->tick > teller->settled && look->view->phase != STORY_WEARING_IN)
        mark(teller, look);
}

bool teller_came(const struct teller *teller, unsigned chapter, uint64_t *at)
{
    if (chapter >= teller->talk->n_chapters || !teller->marks[chapter].reached)
        return false;
    *at = teller->marks[chapter].at;
    return true;
}

unsigned teller_last_by(const struct teller *teller, uint64_t at)
{
    unsigned last = 0;
    uint64_t came;
    for (unsigned i = 0; i < teller->talk->n_chapters; i++)
        if (teller_came(teller, i, &came) && came <= at)
            last = i + 1;
    return last;
}

static void lead(struct teller *teller, const struct teller_look *look, struct asking *asking,
                 double dt_s)
{
    mark(teller, look);
    if (teller->loose) {
        if (look->view->held)
            ask(asking, STORY_DO_GO_ON);
        keep_speed(asking, look->view, 1.0f);
    } else if (teller->back && teller->marks[teller->chapter].reached && !is_there(teller, look)) {
        asking->orders[asking->n++] =
            (struct teller_order){TELLER_GO, 0, teller->marks[teller->chapter].at};
        ask(asking, STORY_DO_HOLD);
    } else if (teller->marks[teller->chapter].reached) {
        teller->arrived = true;
        stay(teller, look, asking, (float)dt_s);
    } else {
        travel(teller, look, asking);
    }
    teller->back = false;
}

unsigned teller_follow(struct teller *teller, const struct teller_look *look, double dt_s,
                       struct teller_order orders[TELLER_MOST_ORDERS])
{
    struct asking asking = {.orders = orders};
    if (look->tick <= teller->settled)
        return 0;
    if (teller->wakes && look->view->paused)
        ask(&asking, STORY_DO_PAUSE);
    teller->wakes = false;
    if (look->view->phase != STORY_WEARING_IN)
        lead(teller, look, &asking, dt_s);
    if (asking.n)
        teller->settled = look->next;
    return asking.n;
}
