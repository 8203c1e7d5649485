/* The comparison in a window: pictures at the display's pace, arms on threads of their own. */
#include <math.h>
#include <stdlib.h>
#include <time.h>

#include "commands/commands.h"
#include "commands/comparing.h"
#include "commands/state_file.h"
#include "platform/cores.h"

/* How far the crew may be behind before the shown time slows, ticks. */
static const uint64_t AHEAD = 6, AHEAD_INLINE = 2;
static const double LONGEST_DT_S = 0.25;
static const double LEAST_FRAME_S = 1.0 / 240.0;

/* The state file. */
struct watching {
    const char *path; /* NULL when not asked for */
    double written_s;
    bool due; /* a second has not to be waited for */
    struct state_pace pace;
};

void comparing_announce(struct comparing *c, double dt_s)
{
    double tick_s = c->session->tick_s;
    uint64_t behind = c->announced - crew_done(c->crew);
    uint64_t ahead = crew_threads(c->crew) ? AHEAD : AHEAD_INLINE;
    c->owed_s += dt_s;
    for (; c->owed_s >= tick_s && behind < ahead; behind++) {
        crew_announce(c->crew, 1);
        c->announced++;
        c->owed_s -= tick_s;
    }
    c->owed_s = fmin(c->owed_s, tick_s);
}

/* As in explore. */
static bool draw(struct comparing *c, int width, int height, double now, double dt_s,
                 struct error *error)
{
    struct session *session = c->session;
    bool anew;
    if (!session_ready(session, &anew, error))
        return session_bears(session);
    if (anew)
        c->shown = 0.0f; /* out of the dark, and every pane of it */
    comparing_lay_out(c, width, height, dt_s, dt_s);
    if (!session_draw(session, error))
        return session_bears(session);
    double work_s = window_time() - now;
    render_show(session->render, width, height);
    if (render_stats(session->render)->software) {
        render_finish(session->render);
        work_s = window_time() - now;
    }
    comparing_pace(c, work_s, dt_s);
    window_present(session->window);
    return true;
}

/* Also when what it tells was asked to change; what cannot be written is told once. */
static void write_state(const struct comparing *c, struct watching *watching, double now)
{
    struct error error;
    state_pace_picture(&watching->pace, c->session, now);
    if (!watching->path || (!watching->due && now - watching->written_s < STATE_FILE_S))
        return;
    watching->due = false;
    watching->written_s = now;
    if (state_file_write_comparison(watching->path, c->frame.view, c->words, &watching->pace,
                                    &error))
        return;
    command_fail(&error);
    watching->path = NULL;
}

static bool show_all(struct comparing *c, struct control *control, struct error *error)
{
    struct session *session = c->session;
    double last = window_time();
    struct watching watching = {.path = getenv("SNOWMELT_STATE_FILE"), .due = true};
    while (!c->quit && !(c->leaving && c->shown <= 0.0f)) {
        double now = window_time(), dt_s = fmin(now - last, LONGEST_DT_S);
        struct input_event event;
        int width, height;
        last = now;
        window_size(session->window, &width, &height);
        while (window_poll(session->window, &event)) {
            comparing_event(c, &event, height);
            watching.due = watching.due || event.kind != INPUT_POINTER;
        }
        control_compare(control, session);
        comparing_heed(c);
        voice_listen(&session->voice, compare_find(c->words, "caption"), ui_language(session->ui),
                     now);
        if (c->fullscreen)
            window_toggle_fullscreen(session->window);
        c->fullscreen = false;
        comparing_announce(c, dt_s);
        if (!comparing_look(c, error))
            return false;
        if (!draw(c, width, height, now, dt_s, error))
            return false;
        if (session->render)
            write_state(c, &watching, now);
        double left = now + LEAST_FRAME_S - window_time();
        if (left > 0.0)
            nanosleep(&(struct timespec){.tv_nsec = (long)(left * 1e9)}, NULL);
    }
    return true;
}

bool comparing_run(struct session *session, struct control *control, bool *quit,
                   struct error *error)
{
    struct comparing comparing;
    if (!comparing_open(&comparing, session, (unsigned)cores_available(), true, error))
        return false;
    comparing.in_turns = render_stats(session->render)->software;
    bool good = show_all(&comparing, control, error);
    *quit = comparing.quit;
    comparing_close(&comparing);
    return good;
}
