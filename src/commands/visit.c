#include "commands/visit.h"

/* How long one language invites: long enough to be read twice. */
static const double SPOKEN_S = 7.0;
/* The end of a story stands for a while before it is told again to nobody. */
static const double END_STANDS_S = 15.0;

static unsigned lowest(unsigned bits)
{
    unsigned i = 0;
    while (bits && !(bits >> i & 1u))
        i++;
    return i;
}

static unsigned usual(const struct visit_options *options)
{
    bool known = options->usual < 32 && options->languages >> options->usual & 1u;
    return known ? options->usual : lowest(options->languages);
}

static unsigned next_language(const struct visit *visit)
{
    unsigned later = visit->language + 1 < 32 ? visit->options.languages >> (visit->language + 1)
                                              : 0;
    return later ? visit->language + 1 + lowest(later) : lowest(visit->options.languages);
}

static void enter(struct visit *visit, enum visit_stage stage)
{
    visit->stage = stage;
    visit->since_s = visit->now_s;
}

void visit_init(struct visit *visit, const struct visit_options *options, double now_s)
{
    *visit = (struct visit){.options = *options,
                            .now_s = now_s,
                            .since_s = now_s,
                            .spoken_s = now_s,
                            .ended_s = -1.0,
                            .language = usual(options)};
}

/* A clock that goes back is taken to stand still. */
static void clock_in(struct visit *visit, double now_s)
{
    if (now_s > visit->now_s)
        visit->now_s = now_s;
}

static unsigned begin(struct visit *visit)
{
    visit->began_s = visit->touched_s = visit->now_s;
    visit->chapters = 0;
    visit->waiting = false;
    enter(visit, VISIT_ON);
    return VISIT_BEGIN;
}

static unsigned turn(struct visit *visit, enum visit_turn to)
{
    visit->turn = to;
    visit->waiting = false;
    enter(visit, VISIT_TURNING);
    return VISIT_FADE;
}

static unsigned leave(struct visit *visit)
{
    visit->past = (struct visit_past){.began_s = visit->began_s,
                                      .length_s = visit->touched_s - visit->began_s,
                                      .chapters = visit->chapters,
                                      .language = visit->language};
    return turn(visit, VISIT_TURN_OVER) | VISIT_COUNT;
}

/* The picture is gone. */
static unsigned arrive(struct visit *visit)
{
    unsigned orders = VISIT_REWIND;
    visit->ended_s = -1.0;
    visit->spoken_s = visit->now_s;
    if (visit->turn == VISIT_TURN_AGAIN) {
        enter(visit, VISIT_ON);
        return orders;
    }
    if (visit->turn == VISIT_TURN_OVER) {
        visit->language = usual(&visit->options);
        orders |= VISIT_RESET | VISIT_SPEAK;
    }
    enter(visit, VISIT_ATTRACT);
    return visit->waiting ? orders | begin(visit) : orders;
}

static unsigned pass_attract(struct visit *visit)
{
    unsigned orders = 0, next = next_language(visit);
    if (visit->ended_s >= 0.0 && visit->now_s - visit->ended_s >= END_STANDS_S)
        return turn(visit, VISIT_TURN_LOOP);
    if (visit->now_s - visit->spoken_s >= SPOKEN_S && next != visit->language) {
        visit->language = next;
        visit->spoken_s = visit->now_s;
        orders = VISIT_SPEAK;
    }
    return orders;
}

unsigned visit_pass(struct visit *visit, double now_s, unsigned chapter, bool ended)
{
    clock_in(visit, now_s);
    if (visit->stage != VISIT_TURNING) {
        if (!ended)
            visit->ended_s = -1.0;
        else if (visit->ended_s < 0.0)
            visit->ended_s = visit->now_s;
    }
    if (visit_present(visit) && chapter < 32)
        visit->chapters |= 1u << chapter;
    switch (visit->stage) {
    case VISIT_ATTRACT:
        return pass_attract(visit);
    case VISIT_ON:
        if (visit->now_s - visit->touched_s >= visit->options.idle_s)
            enter(visit, VISIT_ASKING);
        return 0;
    case VISIT_ASKING:
        return visit->now_s - visit->since_s >= visit->options.ask_s ? leave(visit) : 0;
    case VISIT_TURNING:
        return visit->now_s - visit->since_s >= visit->options.fade_s ? arrive(visit) : 0;
    }
    return 0;
}

unsigned visit_touch(struct visit *visit, double now_s)
{
    clock_in(visit, now_s);
    switch (visit->stage) {
    case VISIT_ATTRACT:
        return begin(visit);
    case VISIT_ASKING:
        enter(visit, VISIT_ON);
        break;
    case VISIT_TURNING:
        if (visit->turn != VISIT_TURN_AGAIN)
            visit->waiting = true;
        break;
    case VISIT_ON:
        break;
    }
    visit->touched_s = visit->now_s;
    return 0;
}

unsigned visit_speak(struct visit *visit, double now_s, unsigned language)
{
    unsigned orders = visit_touch(visit, now_s);
    if (visit->stage != VISIT_ON || language >= 32 || !(visit->options.languages >> language & 1u))
        return orders;
    visit->language = language;
    return orders | VISIT_SPEAK;
}

unsigned visit_again(struct visit *visit, double now_s)
{
    unsigned orders = visit_touch(visit, now_s);
    return visit->stage == VISIT_ON && !orders ? turn(visit, VISIT_TURN_AGAIN) : orders;
}

bool visit_present(const struct visit *visit)
{
    return visit->stage == VISIT_ON || visit->stage == VISIT_ASKING ||
           (visit->stage == VISIT_TURNING && visit->turn == VISIT_TURN_AGAIN);
}

double visit_left_s(const struct visit *visit)
{
    double left = visit->options.ask_s - (visit->now_s - visit->since_s);
    return visit->stage == VISIT_ASKING && left > 0.0 ? left : 0.0;
}
