/* One picture of an exhibit, at whatever time its clock tells. */
#include "commands/exhibit.h"

#include <math.h>
#include <stdio.h>

/* As in explore: how far the worker may be behind before the shown story slows, ticks. */
static const uint64_t AHEAD = 15, AHEAD_INLINE = 2;
/* Longer than that no time passes between two pictures: what a stopped program or a jump of the
 * clock leaves out has not been seen by anybody. In the dark pictures are a second apart. */
static const double LONGEST_DT_S = 0.25, LONGEST_DARK_S = 2.0;
static const double TIMED_S = 1.0;
/* Slow enough that nobody takes it for a fault, and far from a flash. */
static const float LIGHT_S = 8.0f, ALONE_S = 1.6f;
static const float NEARLY_THERE = 0.25f; /* the picture has made room for words */
static const float LIT_ENOUGH = 0.05f;      /* darker than that nothing is seen to move */
/* Where nobody said how wide the screen is: one of 24 inches, lying or standing. */
static const float USUAL_LONG_MM = 531.0f, USUAL_SHORT_MM = 299.0f;

static float px_per_mm(const struct exhibit *exhibit)
{
    int told = exhibit->session.options.screen_width_mm;
    bool upright = exhibit->width < exhibit->height;
    float mm = told ? (float)told : upright ? USUAL_SHORT_MM : USUAL_LONG_MM;
    return (float)exhibit->width / mm;
}

struct kiosk_show exhibit_show(const struct exhibit *exhibit)
{
    const struct session *session = &exhibit->session;
    const struct visit *visit = &exhibit->visit;
    const struct story_view *view = session->frame.view;
    bool rewinds = visit->stage == VISIT_TURNING;
    return (struct kiosk_show){
        .row = visit->stage == VISIT_ASKING ? KIOSK_ASK
               : !visit_present(visit)      ? KIOSK_INVITE
               : exhibit->easier.open       ? KIOSK_EASIER
                                            : KIOSK_ACTIONS,
        .left_s = (unsigned)ceil(visit_left_s(visit)),
        .languages = visit->options.languages,
        .language = (enum language)visit->language,
        .view = scene_shown(session->scene),
        .guided = scene_guided(session->scene),
        .dosing = view->dose_running || rewinds,
        .wearing = view->phase == STORY_WEARING_IN || rewinds,
        .easier = exhibit->easier.open,
        .large = exhibit->easier.large,
        .stark = exhibit->easier.stark,
        .calm = exhibit->easier.calm,
        .sound = sound_state(&exhibit->sound),
        .voice = voice_state(&session->voice),
        .px_per_mm = px_per_mm(exhibit),
        .corner = STAFF_CORNER,
        .darkness = 1.0f - exhibit->light,
        .pad = exhibit->staff.open,
        .digits = exhibit->staff.n,
        .refused = exhibit->staff.refused,
        .locked_s = staff_locked_s(&exhibit->staff, exhibit->now_s)};
}

/* Clock and displays, which both may change at any time. */
static void look_around(struct exhibit *exhibit)
{
    struct window *window = exhibit->session.window;
    int hours, minutes;
    if (exhibit->timed_s > 0.0 && exhibit->now_s - exhibit->timed_s < TIMED_S)
        return;
    exhibit->timed_s = exhibit->now_s;
    window_wall_clock(exhibit->clock);
    window_wall_date(exhibit->day);
    bool known = sscanf(exhibit->clock, "%2d:%2d", &hours, &minutes) == 2;
    exhibit->minute = known ? 60 * hours + minutes : -1;
    exhibit->open = opening_is_open(&exhibit->session.options.hours, exhibit->minute);
    int wanted = exhibit->session.options.display;
    window_move(window, wanted < window_displays(window) ? wanted : 0);
    window_keep_front(window);
}

static float eased(float value, float target, double dt_s, float seconds)
{
    float step = (float)dt_s / seconds;
    return value < target ? fminf(value + step, target) : fmaxf(value - step, target);
}

static void pass(struct exhibit *exhibit, double dt_s)
{
    struct session *session = &exhibit->session;
    const struct story_view *view = session->frame.view;
    exhibit_obey(exhibit, visit_pass(&exhibit->visit, exhibit->now_s, (unsigned)view->phase,
                                     view->ended));
    bool present = visit_present(&exhibit->visit);
    if (present)
        exhibit->alone_s = exhibit->now_s;
    exhibit->light = eased(exhibit->light,
                           opening_light(exhibit->open, present,
                                         exhibit->now_s - exhibit->alone_s),
                           dt_s, LIGHT_S);
    exhibit->alone = eased(exhibit->alone, present ? 0.0f : 1.0f, dt_s, ALONE_S);
    ui_show_words(session->ui,
                  present && exhibit->alone < NEARLY_THERE && !exhibit->sizes_due);
    exhibit_apply_easier(exhibit);
}

static void announce(struct exhibit *exhibit, double dt_s)
{
    struct session *session = &exhibit->session;
    uint64_t limit = worker_done(session->worker) +
                     (worker_threaded(session->worker) ? AHEAD : AHEAD_INLINE);
    exhibit->owed_s += dt_s;
    while (exhibit->owed_s >= session->tick_s && worker_announced(session->worker) < limit) {
        worker_announce(session->worker, 1);
        exhibit->owed_s -= session->tick_s;
    }
    exhibit->owed_s = fmin(exhibit->owed_s, session->tick_s);
}

/* Where no words are the network has all there is above the band. */
static void lay_out(struct exhibit *exhibit, double dt_s)
{
    struct session *session = &exhibit->session;
    struct kiosk_show show = exhibit_show(exhibit);
    int foot = kiosk_height(exhibit->kiosk, session->render, &show, exhibit->width,
                            exhibit->height, dt_s);
    float inset = 0.05f * (float)exhibit->width, share = exhibit->alone;
    ui_keep_foot(session->ui, foot);
    session->alone = (struct plan_box){inset, inset * 0.5f, (float)exhibit->width - 2.0f * inset,
                                       (float)(exhibit->height - foot) - inset};
    session->alone_share = share * share * (3.0f - 2.0f * share);
    session_lay_out(session, exhibit->width, exhibit->height, dt_s, dt_s, false);
    kiosk_build(exhibit->kiosk, session->render, session->scene, &show, session->plan, dt_s);
}

/* What is dark or was stopped is not late. */
static void count_late(struct exhibit *exhibit, double dt_s)
{
    static const double LATE = 1.5;
    double should_s = (double)quality_period_s(&exhibit->session.quality);
    if (should_s > 0.0 && !exhibit_is_dark(exhibit) && dt_s > LATE * should_s)
        exhibit->health.late_frames++;
}

static bool draw(struct exhibit *exhibit, double dt_s, struct error *error)
{
    struct session *session = &exhibit->session;
    double began = window_time();
    int x, y;
    bool anew, drawn = session_regain(session, &anew, error);
    if (anew)
        exhibit_trouble(exhibit, error);
    if (drawn) {
        lay_out(exhibit, dt_s);
        drawn = session_draw(session, error);
    }
    if (!drawn) {
        exhibit_trouble(exhibit, error);
        return session_bears(session);
    }
    opening_shift(exhibit->now_s, &x, &y);
    render_show_shifted(session->render, exhibit->width, exhibit->height, x, y);
    if (render_stats(session->render)->software)
        render_finish(session->render);
    session_pace(session, window_time() - began, dt_s);
    window_present(session->window);
    state_pace_picture(&exhibit->pace, session, exhibit->now_s);
    return true;
}

bool exhibit_is_dark(const struct exhibit *exhibit)
{
    return exhibit->light < LIT_ENOUGH && !exhibit->open && !exhibit->staff.open;
}

/* Tells the watchdog that it lives, for as long as the story does too. */
static void tell_alive(struct exhibit *exhibit)
{
    static const double STUCK_S = 15.0;
    struct worker *worker = exhibit->session.worker;
    uint64_t done = worker_done(worker);
    if (done != exhibit->done || worker_announced(worker) == done)
        exhibit->done_s = exhibit->now_s;
    exhibit->done = done;
    if (exhibit->now_s - exhibit->done_s < STUCK_S)
        notify_alive(&exhibit->notify, exhibit->clock_s);
}

/* The time that passed since the last picture. A clock that goes back has stood still. */
static double pass_time(struct exhibit *exhibit, double clock_s)
{
    double longest = exhibit_is_dark(exhibit) ? LONGEST_DARK_S : LONGEST_DT_S;
    double dt = fmin(fmax(clock_s - exhibit->clock_s, 0.0), longest);
    exhibit->clock_s = clock_s;
    exhibit->now_s += dt;
    return fmin(dt, LONGEST_DT_S);
}

bool exhibit_frame(struct exhibit *exhibit, double clock_s, struct error *error)
{
    struct session *session = &exhibit->session;
    double dt = pass_time(exhibit, clock_s);
    count_late(exhibit, dt);
    window_size(session->window, &exhibit->width, &exhibit->height);
    look_around(exhibit);
    session_heed(session);
    exhibit_input(exhibit);
    pass(exhibit, dt);
    if (!exhibit_is_dark(exhibit))
        announce(exhibit, dt);
    session_look(session);
    steer_frame(&exhibit->steer, &session->frame);
    exhibit_control(exhibit);
    sound_listen(&exhibit->sound, session, dt);
    if (!draw(exhibit, dt, error))
        return false;
    session_read(session);
    exhibit_note(exhibit);
    tell_alive(exhibit);
    return true;
}
