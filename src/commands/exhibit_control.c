/* Show control of an exhibit. What visitors chose is theirs: a language comes with their visit. */
#include "commands/exhibit.h"

static bool speak(struct exhibit *exhibit, const char *tag)
{
    enum language language;
    if (!visit_present(&exhibit->visit) || !control_language(&exhibit->session, tag, &language))
        return false;
    exhibit_obey(exhibit, visit_speak(&exhibit->visit, exhibit->now_s, (unsigned)language));
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
        return control_chapter(&exhibit->steer, &session->frame, order->chapter);
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
    struct osc_order orders[OSC_MOST_ORDERS];
    unsigned n = control_orders(&exhibit->control, &exhibit->session,
                                (int)exhibit->session.frame.view->phase, exhibit->sound.volume,
                                orders);
    for (unsigned i = 0; i < n; i++)
        if (!carry_out(exhibit, &orders[i]))
            osc_reject(exhibit->control.osc);
}
