/* What a visit asks for is carried out. */
#include "commands/exhibit.h"

#include <string.h>

static void speak(struct exhibit *exhibit, enum language language)
{
    language = language_speak(language);
    ui_set_language(exhibit->session.ui, language);
    kiosk_set_language(exhibit->kiosk, language);
}

/* The story as it was when the path had just been worn in. */
static void rewind_story(struct exhibit *exhibit)
{
    struct session *session = &exhibit->session;
    const struct past_mark *mark = worker_chapter(&session->frame, STORY_RIGID);
    if (mark)
        worker_go_back(session->worker, mark->at);
    exhibit->way = 0;
    steer_leave(&exhibit->steer);
}

static void reset(struct exhibit *exhibit)
{
    struct session *session = &exhibit->session;
    while (ui_opened(session->ui) != UI_DIALOG_NONE)
        ui_close(session->ui);
    kiosk_focus_leave(exhibit->kiosk);
    exhibit_let_go(exhibit);
    exhibit->easier = (struct exhibit_easier){0};
    exhibit->sizes_due = true;
    if (sound_state(&exhibit->sound) != UI_SOUND_OFF)
        sound_toggle(&exhibit->sound);
    voice_switch(&session->voice, session->options.speak);
    scene_set_theme(session->scene, session->options.theme);
    scene_show(session->scene, SCENE_SNOW);
    scene_camera_home(session->scene);
    exhibit->alone_s = exhibit->now_s;
}

static void begin(struct exhibit *exhibit)
{
    memcpy(exhibit->began_day, exhibit->day, sizeof exhibit->day);
    memcpy(exhibit->began_clock, exhibit->clock, sizeof exhibit->clock);
    scene_show(exhibit->session.scene, SCENE_GUIDED);
    /* Whoever comes in the middle sees it from the beginning. */
    if (exhibit->session.frame.view->phase > STORY_RIGID)
        exhibit_obey(exhibit, visit_again(&exhibit->visit, exhibit->now_s));
}

static void count(struct exhibit *exhibit)
{
    exhibit->health.visits++;
    if (!exhibit->session.options.counts)
        return;
    visit_counts_note(&exhibit->counts, exhibit->began_day, exhibit->began_clock,
                      &exhibit->visit.past);
    exhibit_note_counts(exhibit);
}

void exhibit_obey(struct exhibit *exhibit, unsigned orders)
{
    if (orders & VISIT_COUNT)
        count(exhibit);
    if (orders & VISIT_FADE)
        exhibit->session.away = true;
    if (orders & VISIT_REWIND) {
        exhibit->session.away = false;
        rewind_story(exhibit);
    }
    if (orders & VISIT_RESET)
        reset(exhibit);
    if (orders & VISIT_SPEAK)
        speak(exhibit, (enum language)exhibit->visit.language);
    if (orders & VISIT_BEGIN)
        begin(exhibit);
}
