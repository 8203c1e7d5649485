/* explore: the window. The picture goes at the display's pace, the story in its own thread. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "commands/commands.h"
#include "commands/comparing.h"
#include "commands/control.h"
#include "commands/keep.h"
#include "commands/session.h"
#include "commands/sound.h"
#include "commands/state_file.h"
#include "commands/steer.h"
#include "commands/tour.h"

/* How far the worker may be behind before the shown story slows, ticks. One that has kept up
 * gets all that a slow picture asks for; without a thread the picture must not wait long. */
static const uint64_t AHEAD_LATE = 6, AHEAD_ON_TIME = 15, AHEAD_INLINE = 2;
static const double STEP_S = 2.0; /* that a key goes through time, of the screen's */
static const double LONGEST_DT_S = 0.25;
/* Where the display does not hold the picture back, this does. */
static const double LEAST_FRAME_S = 1.0 / 240.0;

struct explore {
    struct session session;
    struct steer steer;
    struct keep keep;
    struct sound sound;
    struct control control;
    struct tour tour;
    struct input_recorder *recorder; /* NULL when not asked for */
    bool compare_due; /* asked for on the line, and not opened yet */
    int width, height;
    double owed_s;          /* screen time not yet announced as ticks */
    const char *state_path; /* NULL when not asked for */
    double state_s;         /* when it was last written */
    struct state_pace pace; /* for the state file */
    uint64_t state_tick;    /* it is written at once when this tick is done; 0 none */
    int state_winner;       /* the place in force, written last */
    struct ui_story stories[FILES_SCENARIOS];
};

static void save(struct explore *explore)
{
    switch (explore->steer.save) {
    case UI_SAVE_STATE:
        keep_state(&explore->keep);
        break;
    case UI_SAVE_PICTURE:
        keep_picture(&explore->keep);
        break;
    case UI_SAVE_CLIP:
        keep_clip(&explore->keep);
        break;
    default:
        break;
    }
    explore->steer.save = UI_NONE;
}

/* What was saved opens exactly, or not at all. */
static bool check_opened(struct explore *explore, struct error *error)
{
    struct session *session = &explore->session;
    if (!session_holds(session))
        ui_tell(session->ui, UI_TOLD_OTHER_VERSION, "");
    if (session->frame.outcome != WORKER_OUTCOME_OTHER || session->before.story)
        return true;
    return error_set(error, ERROR_SAVED_VERSION,
                     "%.400s: saved by snowmelt %s, whose model goes another way than this one's "
                     "(%s); open it with that version",
                     session->options.open, session->saved.version, SNOWMELT_VERSION);
}

/* A recording belongs to one story. */
static bool one_story(const struct explore *explore)
{
    return explore->recorder || explore->session.replay;
}

/* Another story, or something saved. */
static void leave(struct explore *explore)
{
    struct steer *steer = &explore->steer;
    struct session *session = &explore->session;
    if (steer->list)
        keep_offer(&explore->keep, !one_story(explore));
    if (steer->next_story && !one_story(explore))
        session_leave_story(session);
    if (steer->chosen >= UI_STORY_FIRST && steer->chosen <= UI_STORY_LAST)
        session_leave_for(session, (unsigned)(steer->chosen - UI_STORY_FIRST));
    if (steer->chosen >= UI_OPEN_FIRST && steer->chosen <= UI_OPEN_LAST)
        keep_open(&explore->keep, (unsigned)(steer->chosen - UI_OPEN_FIRST));
    steer->chosen = UI_NONE;
    steer->next_story = steer->list = false;
}

static void arrive(struct explore *explore)
{
    struct session *session = &explore->session;
    struct steer *steer = &explore->steer;
    steer->worker = session->worker;
    steer_leave(steer);
    steer->tick_s = session->tick_s;
    steer->step = (uint64_t)(STEP_S / session->tick_s);
    steer->gone = steer->scrubbed = 0;
    tour_forget(&explore->tour, session);
    explore->control.settled = 0;
    explore->state_tick = 0;
}

/* The tour that comes with Snowmelt tells of ketamine and practice, and of no other story. */
static bool fits(const struct explore *explore)
{
    const struct options *options = &explore->session.options;
    return !one_story(explore) &&
           (options->talk[0] || options->treatment == STORY_KETAMINE_THERAPY);
}

static void lead(struct explore *explore, double dt_s)
{
    struct session *session = &explore->session;
    struct steer *steer = &explore->steer;
    struct tour *tour = &explore->tour;
    bool offered = fits(explore);
    if (steer->acted)
        tour_give_way(tour);
    if (offered)
        tour_act(tour, session, steer->tour);
    steer->acted = false;
    steer->tour = UI_NONE;
    tour_follow(tour, session, dt_s);
    if (tour->teller.over)
        tour_leave(tour, session);
    tour_look(tour, session, dt_s);
    steer->touring = tour_leads(tour);
    ui_tell_tour(session->ui, &(struct ui_tour){.talk = offered ? tour->talk : NULL,
                                                .leads = steer->touring,
                                                .automatic = tour->teller.automatic,
                                                .chapter = tour->teller.chapter});
}

/* Without its own talk there is nothing to be done but to look around. */
static bool open_tour(struct explore *explore, const struct options *options, struct error *error)
{
    if (tour_open(&explore->tour, options->talk, error))
        return true;
    if (options->talk[0])
        return false;
    command_fail(error);
    return true;
}

static void take_event(struct explore *explore, struct input_event *event)
{
    uint64_t tick = worker_announced(explore->session.worker);
    steer_meet(&explore->steer, event);
    if (explore->recorder)
        input_record(explore->recorder, tick, event);
    explore->steer.height = explore->height;
    steer_event(&explore->steer, event);
    if (explore->steer.fullscreen) {
        window_toggle_fullscreen(explore->session.window);
        explore->steer.fullscreen = false;
    }
    if (explore->steer.save != UI_NONE)
        save(explore);
    leave(explore);
    if (explore->steer.give_up)
        session_give_up_opening(&explore->session);
    explore->steer.give_up = false;
    if (explore->steer.compare) {
        explore->session.away = !one_story(explore);
        explore->steer.compare = explore->compare_due = false;
    }
    if (explore->steer.sound) {
        sound_toggle(&explore->sound);
        explore->steer.sound = false;
    }
    if (explore->steer.voice)
        voice_toggle(&explore->session.voice);
    explore->steer.voice = false;
    if (event->kind != INPUT_POINTER)
        explore->state_tick = tick + 1;
}

static void take_input(struct explore *explore)
{
    struct input_event event;
    while (window_poll(explore->session.window, &event)) {
        /* Live input would change the run that is being replayed. */
        if (session_replaying(&explore->session) && event.kind != INPUT_QUIT)
            continue;
        take_event(explore, &event);
    }
}

/* Announces the ticks that dt is worth, and hands over replayed events just before theirs.
 * Returns how many ticks it announced. */
static uint64_t announce(struct explore *explore, double dt)
{
    struct session *session = &explore->session;
    uint64_t done = worker_done(session->worker), ticks = 0;
    uint64_t ahead = !worker_threaded(session->worker)           ? AHEAD_INLINE
                     : done == worker_announced(session->worker) ? AHEAD_ON_TIME
                                                                 : AHEAD_LATE;
    uint64_t limit = done + ahead;
    explore->owed_s += dt;
    while (explore->owed_s >= session->tick_s && worker_announced(session->worker) < limit) {
        struct input_event event;
        bool due = false;
        while (session_replay_next(session, explore->width, explore->height, &event)) {
            take_event(explore, &event);
            due = true;
        }
        worker_announce(session->worker, 1);
        explore->owed_s -= session->tick_s;
        ticks++;
        /* What an event changed must be laid out before the next one finds it. */
        if (due && session_replaying(session))
            break;
    }
    explore->owed_s = fmin(explore->owed_s, session->tick_s);
    return ticks;
}

static void write_state(struct explore *explore, double now)
{
    if (!explore->state_path)
        return;
    const struct worker_frame *frame = &explore->session.frame;
    bool due = explore->state_tick && frame->tick >= explore->state_tick;
    /* The place in force may change more often. */
    bool walked = frame->snapshot->winner != explore->state_winner;
    if (!due && !walked && now - explore->state_s < STATE_FILE_S)
        return;
    struct error error;
    char more[256];
    const struct tour *tour = &explore->tour;
    size_t used = (size_t)snprintf(more, sizeof more,
                                   "comparing 0\ntouring %d\nchapter %u\narrived %d\nautomatic %d\nheld %d\n",
                                   tour_leads(tour), tour->teller.chapter + 1, tour->teller.arrived,
                                   tour->teller.automatic, frame->view->held);
    control_tell(&explore->control, more + used, sizeof more - used);
    if (!state_file_write(explore->state_path, frame, explore->session.ui, &explore->pace, more,
                          &error)) {
        command_fail(&error);
        explore->state_path = NULL;
        return;
    }
    explore->state_s = now;
    explore->state_winner = frame->snapshot->winner;
    if (due)
        explore->state_tick = 0;
}

static void rest(double until)
{
    double left = until - window_time();
    if (left <= 0.0)
        return;
    struct timespec time = {.tv_nsec = (long)(left * 1e9)};
    nanosleep(&time, NULL);
}

/* Lays out, draws and shows the picture of `now`, dt after the last one, ui_dt for buttons and labels.
 * One that cannot be drawn is left out; false with *error when that lasts. */
static bool draw(struct explore *explore, double now, double dt, double ui_dt, struct error *error)
{
    struct session *session = &explore->session;
    bool anew;
    if (!session_ready(session, &anew, error))
        return session_bears(session);
    session_lay_out(session, explore->width, explore->height, dt, ui_dt, false);
    if (!session_draw(session, error))
        return session_bears(session);
    /* A graphics card is done once the guard has read the picture, and showing may mean to wait for
     * the display. In software showing is work too. */
    double work_s = window_time() - now;
    render_show(session->render, explore->width, explore->height);
    if (render_stats(session->render)->software) {
        render_finish(session->render);
        work_s = window_time() - now;
    }
    keep_drawn(&explore->keep, dt);
    session_pace(session, work_s, dt);
    window_present(session->window);
    state_pace_picture(&explore->pace, session, now);
    return true;
}

/* The comparison instead, once the picture has faded; the story stands still meanwhile, unheard.
 * Where it cannot be opened that is told, and the story goes on. */
static void compare(struct explore *explore)
{
    struct session *session = &explore->session;
    struct error error;
    bool heard = sound_state(&explore->sound) == UI_SOUND_ON;
    if (heard)
        sound_toggle(&explore->sound);
    if (!comparing_run(session, &explore->control, &explore->steer.quit, &error))
        command_fail(&error);
    if (heard)
        sound_toggle(&explore->sound);
    session->away = false;
    session->shade = 1.0f;
    explore->owed_s = 0.0;
}

/* The story wears its path in first, so that it is there for whoever comes back to it. */
static void compare_when_worn(struct explore *explore)
{
    if (!explore->compare_due || explore->session.frame.view->phase == STORY_WEARING_IN)
        return;
    explore->compare_due = false;
    explore->session.away = true;
}

static bool run(struct explore *explore, struct error *error)
{
    struct session *session = &explore->session;
    double last = window_time();
    explore->compare_due = session->options.compare && !session->replay;
    while (!explore->steer.quit) {
        bool gone = session->away && session->shade >= 1.0f;
        if (gone && session->render &&
            worker_done(session->worker) == worker_announced(session->worker)) {
            compare(explore);
            last = window_time();
            continue;
        }
        double now = window_time();
        double dt = fmin(now - last, LONGEST_DT_S);
        last = now;
        window_size(session->window, &explore->width, &explore->height);
        take_input(explore);
        control_explore(&explore->control, session, &explore->steer, &explore->sound,
                        fits(explore) ? &explore->tour : NULL);
        /* Behind the shade the story comes to a stand; a way through time is gone to its end. */
        uint64_t ticks = gone ? 0 : announce(explore, dt);
        session_look(session);
        compare_when_worn(explore);
        session_heed(session);
        if (!check_opened(explore, error))
            return false;
        steer_frame(&explore->steer, &session->frame);
        lead(explore, dt);
        ui_going(session->ui, session->frame.going);
        explore->steer.opening = session_opening(session);
        ui_opening(session->ui, explore->steer.opening);
        sound_listen(&explore->sound, session, dt);
        ui_tell_sound(session->ui, sound_state(&explore->sound));
        session_read(session);
        /* A recorded run must find the same buttons again, so they age with its ticks. */
        bool by_ticks = explore->recorder || session->replay;
        explore->pace.sound = sound_state(&explore->sound);
        if (!draw(explore, now, dt, by_ticks ? (double)ticks * session->tick_s : dt, error))
            return false;
        if (session_arrive(session))
            arrive(explore);
        write_state(explore, now);
        rest(now + LEAST_FRAME_S);
    }
    return true;
}

static bool open_recorder(struct explore *explore, struct error *error)
{
    const struct options *options = &explore->session.options;
    if (!options->record_input[0])
        return true;
    struct input_header header = {.seed = options->seed, .tick_s = explore->session.tick_s};
    snprintf(header.scenario, sizeof header.scenario, "%.255s", options->scenario);
    snprintf(header.treatment, sizeof header.treatment, "%s",
             story_treatment_name(options->treatment));
    window_size(explore->session.window, &header.width, &header.height);
    explore->recorder = input_record_open(options->record_input, &header, error);
    return explore->recorder != NULL;
}

int command_explore(const struct options *options)
{
    struct error error = {0};
    struct explore *explore = calloc(1, sizeof *explore);
    if (!explore) {
        error_set(&error, ERROR_MEMORY, "out of memory");
        return command_fail(&error);
    }
    struct session_wish wish = {.threaded = true, .remembers = true};
    bool good = control_open(&explore->control, options, &error) &&
                open_tour(explore, options, &error) &&
                session_open(&explore->session, options, &wish, &error);
    if (good) {
        explore->steer = (struct steer){.scene = explore->session.scene,
                                        .plan = explore->session.plan,
                                        .ui = explore->session.ui};
        arrive(explore);
        explore->keep.session = &explore->session;
        scene_observe(explore->session.scene, explore->session.frame.snapshot,
                      explore->session.frame.view);
        explore->state_path = getenv("SNOWMELT_STATE_FILE");
        good = open_recorder(explore, &error);
        if (!one_story(explore))
            ui_offer_stories(explore->session.ui, explore->stories,
                             session_stories(&explore->session, explore->stories));
        keep_offer(&explore->keep, !one_story(explore));
        good = good && sound_open_live(&explore->sound, options, &error) && run(explore, &error);
        keep_close(&explore->keep);
        sound_close(&explore->sound);
        if (explore->recorder)
            good = input_record_close(explore->recorder, good ? &error : NULL) && good;
        session_close(&explore->session);
    }
    control_close(&explore->control);
    tour_close(&explore->tour);
    free(explore);
    return good ? 0 : command_fail(&error);
}
