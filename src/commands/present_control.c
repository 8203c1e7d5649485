/* Show control of a talk: orders act as the speaker's keys do, and a chapter is one of the talk. */
#include "commands/present.h"

static void speak(struct present *present, enum language language)
{
    enum language heard = language_speak(language);
    ui_set_language(present->session.ui, heard);
    stage_set_language(present->stage, heard);
    if (present->compared)
        compare_set_language(present->comparing.words, heard);
    if (present->side.stage)
        stage_set_language(present->side.stage, heard);
}

/* Whatever covers or holds the picture is in the way of who starts. */
static void start_or_stop(struct present *present, bool stop)
{
    struct desk *desk = &present->desk;
    if (!stop)
        desk->black = desk->white = desk->frozen = false;
    if (present->compared)
        desk->pause = desk->pause != (present->comparing.frame.view->paused != stop);
    else if (control_turns(&present->control, &present->session, stop))
        desk->pause = !desk->pause;
}

static bool carry_out(struct present *present, const struct osc_order *order)
{
    enum language language;
    switch (order->command) {
    case OSC_START:
    case OSC_STOP:
        start_or_stop(present, order->command == OSC_STOP);
        return true;
    case OSC_CHAPTER:
        if (order->chapter > (int)present->tour.talk->n_chapters)
            return false;
        desk_choose(&present->desk, (unsigned)order->chapter - 1);
        return true;
    case OSC_LANGUAGE:
        if (!control_language(&present->session, order->language, &language))
            return false;
        speak(present, language);
        return true;
    case OSC_DOSE:
        present->desk.comparing = false;
        present->desk.dose = true;
        return true;
    default: /* a talk has no sound */
        return false;
    }
}

void present_control(struct present *present)
{
    struct osc_order orders[OSC_MOST_ORDERS];
    unsigned n = control_orders(&present->control, &present->session,
                                (int)present->tour.teller.chapter + 1, 0.0f, orders);
    for (unsigned i = 0; i < n; i++)
        if (!carry_out(present, &orders[i]))
            osc_reject(present->control.osc);
}
