#include "commands/control.h"

#include <inttypes.h>

#include "commands/state_file.h"

bool control_open(struct control *control, const struct options *options, struct error *error)
{
    *control = (struct control){0};
    if (!options->osc)
        return true;
    control->osc = osc_open(options->osc, options->osc_bind, options->osc_allow, error);
    return control->osc;
}

void control_close(struct control *control)
{
    osc_close(control->osc);
    control->osc = NULL;
}

unsigned control_orders(struct control *control, const struct session *session, int chapter,
                        float volume, struct osc_order orders[OSC_MOST_ORDERS])
{
    const struct osc_state state = {.phase = state_phase_name(session->frame.view->phase),
                                    .language = language_facts(ui_language(session->ui))->tag,
                                    .chapter = chapter,
                                    .volume = volume};
    return osc_orders(control->osc, window_time(), &state, orders);
}

bool control_turns(struct control *control, const struct session *session, bool pause)
{
    if (session->frame.tick > control->settled)
        control->paused = session->frame.view->paused;
    if (control->paused == pause)
        return false;
    control->paused = pause;
    control->settled = worker_announced(session->worker);
    return true;
}

bool control_language(const struct session *session, const char *tag, enum language *language)
{
    return language_find(tag, language) && session_can_speak(session, *language);
}

void control_tell(const struct control *control, char *text, size_t size)
{
    struct osc_counts counts = osc_counts(control->osc);
    snprintf(text, size,
             "osc_accepted %" PRIu32 "\nosc_dropped %" PRIu32 "\nosc_malformed %" PRIu32 "\n",
             counts.accepted, counts.dropped, counts.malformed);
}
