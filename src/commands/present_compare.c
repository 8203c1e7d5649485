/* The comparison within a talk. It takes the place of the chapter's picture and nothing else: the
 * desk, the notes and the clocks go on. */
#include "commands/commands.h"
#include "commands/present.h"
#include "platform/cores.h"

static void give_up(struct present *present, const struct error *error)
{
    command_fail(error);
    present->desk.comparing = false;
    present_close_comparison(present);
}

static void open_it(struct present *present)
{
    struct error error;
    struct comparing *c = &present->comparing;
    present->compared =
        comparing_open(c, &present->session, (unsigned)cores_available(), false, &error);
    if (present->compared)
        c->in_turns = render_stats(present->session.render)->software;
    else
        give_up(present, &error);
}

void present_close_comparison(struct present *present)
{
    if (present->compared)
        comparing_close(&present->comparing);
    present->compared = false;
    present->session.away = false;
    present->owed_s = 0.0;
}

void present_compare(struct present *present, double dt_s)
{
    struct session *session = &present->session;
    struct comparing *c = &present->comparing;
    struct error error;
    if (present->compared) {
        c->leaving = !present->desk.comparing;
        comparing_announce(c, dt_s);
        if (!comparing_look(c, &error))
            give_up(present, &error);
        else if (c->leaving && c->shown <= 0.0f)
            present_close_comparison(present);
        return;
    }
    session->away = present->desk.comparing;
    if (session->away && session->shade >= 1.0f && session->render &&
        worker_done(session->worker) == worker_announced(session->worker))
        open_it(present);
}
