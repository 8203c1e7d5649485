/* Show control of an exhibit. What visitors chose is theirs: a language comes with their visit. */
#include "commands/exhibit.h"
#include "commands/steer_parts.h"

static bool speak(struct exhibit *exhibit, const char *tag)
{
    enum language language;
    if (!visit_present(&exhibit->visit) || !control_language(&exhibit->session, tag, &language))
        return false;
    exhibit_obey(exhibit, visit_speak(&exhibit->visit, exhibit->now_s, (unsigned)language));
    return true;
}

/* Back to the moment of a chapter of the tour, or on to where it is known to come. False where it never
 * did: the story is not made to skip what brings it about. */
static bool go_to(struct exhibit *exhibit, int chapter)
{
    uint64_t at;
    if (!teller_came(&exhibit->tour.teller, (unsigned)chapter - 1, &at))
        return false;
    steer_go(&exhibit->steer, at);
    return true;
}

static bool carry_out(struct exhibit *exhibit, const struct osc_order *order)
{
    struct session *session = &exhibit->session;
    switch (order->command) {
    case OSC_START:
    case OSC_STOP:
        if (control_turns(&exhibit->control, session, order->command == OSC_STOP))
            worker_do(session->worker, STORY_DO_PAUSE);
        return true;
    case OSC_CHAPTER:
        return go_to(exhibit, order->chapter);
    case OSC_LANGUAGE:
        return speak(exhibit, order->language);
    case OSC_VOLUME:
        sound_volume(&exhibit->sound, order->volume);
        return true;
    case OSC_DOSE:
        worker_do(session->worker, STORY_DO_DOSE);
        return true;
    default:
        return false;
    }
}

void exhibit_control(struct exhibit *exhibit)
{
    struct session *session = &exhibit->session;
    struct osc_order orders[OSC_MOST_ORDERS];
    tour_follow(&exhibit->tour, session, 0.0);
    unsigned told = teller_last_by(&exhibit->tour.teller, session->frame.now);
    unsigned n = control_orders(&exhibit->control, session, (int)told, exhibit->sound.volume,
                                orders);
    for (unsigned i = 0; i < n; i++)
        if (!carry_out(exhibit, &orders[i]))
            osc_reject(exhibit->control.osc);
}
