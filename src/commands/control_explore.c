/* Show control of explore, where a chapter is one of its tour. */
#include "commands/control.h"
#include "commands/steer_parts.h"

/* Into the tour, where it does not lead yet, and to that chapter. */
static bool lead(struct tour *tour, struct session *session, int chapter)
{
    if (!tour || !tour->talk || chapter > (int)tour->talk->n_chapters)
        return false;
    tour_begin(tour, session);
    tour_act(tour, session, (enum ui_action)(UI_TALK_CHAPTER + chapter - 1));
    return tour_leads(tour);
}

static bool carry_out(struct control *control, const struct osc_order *order,
                      struct session *session, struct steer *steer, struct sound *sound,
                      struct tour *tour)
{
    enum language language;
    switch (order->command) {
    case OSC_START:
    case OSC_STOP:
        if (control_turns(control, session, order->command == OSC_STOP))
            steer_act(steer, UI_PAUSE);
        return true;
    case OSC_CHAPTER:
        return lead(tour, session, order->chapter);
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
                     struct sound *sound, struct tour *tour)
{
    int told = tour && tour_leads(tour) ? (int)tour->teller.chapter + 1 : 0;
    struct osc_order orders[OSC_MOST_ORDERS];
    unsigned n = control_orders(control, session, told, sound->volume, orders);
    for (unsigned i = 0; i < n; i++)
        if (!carry_out(control, &orders[i], session, steer, sound, tour))
            osc_reject(control->osc);
}

void control_compare(struct control *control, const struct session *session)
{
    struct osc_order orders[OSC_MOST_ORDERS];
    unsigned n = control_orders(control, session, 0, 0.0f, orders);
    for (unsigned i = 0; i < n; i++)
        osc_reject(control->osc);
}
