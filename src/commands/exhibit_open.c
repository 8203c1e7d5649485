/* An exhibit is opened and closed. */
#include "commands/exhibit.h"

#include <stdio.h>
#include <stdlib.h>

#include "commands/staff_tries.h"

static const double ASK_S = 20.0, FADE_S = 2.0; /* a little longer than the shade takes */

static void start_visits(struct exhibit *exhibit, double clock_s)
{
    struct session *session = &exhibit->session;
    const struct options *options = &session->options;
    unsigned can = ui_languages(session->ui), wanted = options->languages & can;
    struct visit_options visit = {.idle_s = options->idle,
                                  .ask_s = ASK_S,
                                  .fade_s = FADE_S,
                                  .languages = wanted ? wanted : can,
                                  .usual = (unsigned)ui_language(session->ui)};
    exhibit->now_s = exhibit->clock_s = clock_s;
    visit_init(&exhibit->visit, &visit, exhibit->now_s);
    exhibit->health.began_s = exhibit->done_s = exhibit->now_s;
    exhibit->counted_s = exhibit->alone_s = exhibit->now_s;
    exhibit->picture_hand = -1;
    exhibit->alone = exhibit->light = 1.0f;
    exhibit->open = true;
    exhibit->sizes_due = true;
    exhibit->steer = (struct steer){.scene = session->scene,
                                    .plan = session->plan,
                                    .ui = session->ui,
                                    .worker = session->worker};
    exhibit_obey(exhibit, VISIT_SPEAK);
}

/* A damaged PIN must not keep a museum closed, nor open its exhibit to everybody. */
static void prepare_staff(struct exhibit *exhibit)
{
    struct error error;
    if (!pin_load(&exhibit->pin, &error))
        exhibit_trouble(exhibit, &error);
    else if (!exhibit->pin.set)
        fputs("snowmelt: no PIN is set, so staff can end this by a signal alone (SIGTERM); set one "
              "with 'snowmelt exhibit --set-pin'\n",
              stderr);
    exhibit->staff.can_leave = exhibit->pin.set;
    if (!staff_tries_load(&exhibit->staff, exhibit->clock_s, &error))
        exhibit_trouble(exhibit, &error);
}

bool exhibit_open(struct exhibit *exhibit, const struct options *options,
                  const struct session_wish *wish, double clock_s, struct error *error)
{
    exhibit->notify.socket = -1;
    struct options own = *options;
    own.fullscreen = true;
    own.view = SCENE_SNOW;
    if (!control_open(&exhibit->control, options, error) ||
        !tour_open(&exhibit->tour, "", error) ||
        !session_open(&exhibit->session, &own, wish, error))
        return false;
    struct session *session = &exhibit->session;
    struct ui_options ui = {.text_scale = options->text_scale,
                            .reduced_motion = session->options.reduced_motion,
                            .language = ui_language(session->ui)};
    exhibit->kiosk = kiosk_create(&ui, error);
    if (!exhibit->kiosk || !sound_open_live(&exhibit->sound, &own, error))
        return false;
    window_exhibit(session->window);
    scene_observe(session->scene, session->frame.snapshot, session->frame.view);
    start_visits(exhibit, clock_s);
    tour_watch(&exhibit->tour);
    prepare_staff(exhibit);
    exhibit->state_path = getenv("SNOWMELT_STATE_FILE");
    notify_open(&exhibit->notify);
    notify_ready(&exhibit->notify);
    return true;
}

void exhibit_close(struct exhibit *exhibit)
{
    notify_close(&exhibit->notify);
    sound_close(&exhibit->sound);
    control_close(&exhibit->control);
    tour_close(&exhibit->tour);
    kiosk_destroy(exhibit->kiosk);
    session_close(&exhibit->session);
}
