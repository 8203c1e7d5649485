/* Show control of explore, where a chapter is a phase of the story. */
#include "commands/control.h"
#include "commands/steer_parts.h"

bool control_chapter(struct steer *steer, const struct worker_frame *frame, int chapter)
{
    const struct past_mark *mark = worker_chapter(frame, chapter);
    if (mark)
        steer_go(steer, mark->at);
    return mark != NULL;
}

static bool carry_out(struct control *control, const struct osc_order *order,
                      struct session *session, struct steer *steer, struct sound *sound)
{
    enum language language;
    switch (order->command) {
    case OSC_START:
    case OSC_STOP:
        if (control_turns(control, session, order->command == OSC_STOP))
            steer_act(steer, UI_PAUSE);
        return true;
    case OSC_CHAPTER:
        return control_chapter(steer, &session->frame, order->chapter);
    case OSC_LANGUAGE:
        if (!control_language(session, order->language, &language))
            return false;
        steer_act(steer, (enum ui_action)(UI_LANGUAGE_FIRST + (int)language));
        return true;
    case OSC_VOLUME:
        sound_volume(sound, order->volume);
        return true;
    case OSC_DOSE:
        steer_act(steer, UI_DOSE);
        return true;
    default:
        return false;
    }
}

void control_explore(struct control *control, struct session *session, struct steer *steer,
                     struct sound *sound)
{
    struct osc_order orders[OSC_MOST_ORDERS];
    unsigned n = control_orders(control, session, (int)session->frame.view->phase, sound->volume,
                                orders);
    for (unsigned i = 0; i < n; i++)
        if (!carry_out(control, &orders[i], session, steer, sound))
            osc_reject(control->osc);
}

void control_compare(struct control *control, const struct session *session)
{
    struct osc_order orders[OSC_MOST_ORDERS];
    unsigned n = control_orders(control, session, (int)session->frame.view->phase, 0.0f, orders);
    for (unsigned i = 0; i < n; i++)
        osc_reject(control->osc);
}
