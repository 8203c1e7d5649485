/* present: a talk in chapters. The picture goes at the display's pace, the story in its own thread,
 * and the speaker steps from moment to moment. */
#include "commands/present.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "commands/commands.h"

/* As in explore: how far the worker may be behind before the shown story slows, ticks. */
static const uint64_t AHEAD = 15, AHEAD_INLINE = 2;
static const double LONGEST_DT_S = 0.25, LEAST_FRAME_S = 1.0 / 240.0;
static const double CURSOR_S = 2.0; /* it goes when it has rested for so long */

struct stage_show present_show(const struct present *present, double now_s)
{
    const struct desk *desk = &present->desk;
    return (struct stage_show){.talk = present->tour.talk,
                               .chapter = present->tour.teller.chapter,
                               .selected = desk->selected,
                               .black = desk->black,
                               .white = desk->white,
                               .overview = desk->overview,
                               .help = desk->help,
                               .quit = desk->quit_asked,
                               .yes = desk->yes,
                               .over = desk->over,
                               .comparing = desk->comparing,
                               .spot = desk_spot(desk),
                               .notes = desk->notes,
                               .typing = desk->typing,
                               .number = desk->number,
                               .spot_x = present->pointer_x,
                               .spot_y = present->pointer_y,
                               .arrived = present->tour.teller.arrived,
                               .automatic = present->tour.teller.automatic,
                               .frozen = desk->frozen,
                               .timing = desk->timing,
                               .dosing = present->session.frame.view->dose_running,
                               .clock = present->clock,
                               .elapsed_s = desk_elapsed(desk, now_s)};
}

static void take_input(struct present *present, double now_s)
{
    struct input_event event;
    while (window_poll(present->session.window, &event))
        present_event(present, &event, now_s);
    present_control(present);
    desk_pass(&present->desk, now_s);
    struct worker *worker = present->session.worker;
    if (present->desk.fullscreen)
        window_toggle_fullscreen(present->session.window);
    if (present->desk.pause && present->compared)
        crew_do(present->comparing.crew, COMPARISON_PAUSE);
    else if (present->desk.pause)
        worker_do(worker, STORY_DO_PAUSE);
    if (present->desk.dose) {
        teller_let_go(&present->tour.teller);
        worker_do(worker, STORY_DO_DOSE);
    }
    if (present->desk.voice)
        voice_toggle(&present->session.voice);
    present->desk.fullscreen = present->desk.pause = false;
    present->desk.dose = present->desk.voice = false;
}

static void announce(struct present *present, double dt_s)
{
    struct session *session = &present->session;
    uint64_t limit = worker_done(session->worker) +
                     (worker_threaded(session->worker) ? AHEAD : AHEAD_INLINE);
    present->owed_s += dt_s;
    while (present->owed_s >= session->tick_s && worker_announced(session->worker) < limit) {
        worker_announce(session->worker, 1);
        present->owed_s -= session->tick_s;
    }
    present->owed_s = fmin(present->owed_s, session->tick_s);
}

static void lay_out(struct present *present, double dt_s)
{
    struct session *session = &present->session;
    int width = present->width, height = present->height;
    if (present->compared) {
        comparing_lay_out(&present->comparing, width, height, dt_s, dt_s);
        return;
    }
    tour_look(&present->tour, session, dt_s);
    session_lay_out(session, width, height, dt_s, dt_s, false);
}

/* The picture comes out of the dark, on a card that has lost it. */
static void come_up(struct present *present)
{
    present->coming_up = true;
    if (present->compared)
        present->comparing.shown = 0.0f;
}

static bool coming_up(struct present *present)
{
    bool up = present->compared ? present->comparing.shown >= 1.0f
                                : present->session.shade <= 0.0f || present->session.away;
    present->coming_up = present->coming_up && !up;
    return present->coming_up;
}

/* What the words of the picture say, aloud where that is asked for. */
static void read_aloud(struct present *present, double now_s)
{
    struct session *session = &present->session;
    if (present->compared)
        voice_listen(&session->voice, compare_find(present->comparing.words, "caption"),
                     ui_language(session->ui), now_s);
    else
        session_read(session);
}

static bool draw(struct present *present, double now_s, double dt_s, struct error *error)
{
    struct session *session = &present->session;
    struct stage_show show = present_show(present, now_s);
    bool anew;
    if (!present_ready(present, &anew, error))
        return session_bears(session);
    if (anew)
        come_up(present);
    lay_out(present, dt_s);
    stage_build(present->stage, session->render, scene_palette(session->scene), &show,
                session->plan, dt_s);
    present->desk.columns = stage_columns(present->stage);
    /* Of a picture that stands nothing is left on a card that was reset. */
    bool stands = present->desk.frozen && !coming_up(present);
    if (!stands && !session_draw(session, error))
        return session_bears(session);
    render_show(session->render, present->width, present->height);
    if (present->compared)
        comparing_pace(&present->comparing, window_time() - now_s, dt_s);
    else
        session_pace(session, window_time() - now_s, dt_s);
    window_present(session->window);
    state_pace_picture(&present->pace, session, now_s);
    return true;
}

/* Where the buttons over the picture are, or those in the window of the notes. */
static size_t tell_buttons(const struct present *present, char *text, size_t size)
{
    uint32_t n;
    size_t used = 0;
    const struct stage *stage = present->side.stage ? present->side.stage : present->stage;
    const struct ui_node *nodes = stage_nodes(stage, &n);
    for (uint32_t i = 0; i < n; i++) {
        const struct plan_box *box = &nodes[i].box;
        if (!nodes[i].focusable)
            continue;
        int wrote = snprintf(text + used, size - used, "stage_%s %.0f %.0f %.0f %.0f\n",
                             nodes[i].name, (double)box->x, (double)box->y, (double)box->w,
                             (double)box->h);
        if (wrote < 0 || (size_t)wrote >= size - used)
            break;
        used += (size_t)wrote;
    }
    text[used] = '\0';
    return used;
}

static void write_state(struct present *present, double now_s)
{
    const struct desk *desk = &present->desk;
    if (!present->state_path || now_s - present->state_s < STATE_FILE_S)
        return;
    char more[4096];
    const struct comparison_view *arms = present->compared ? present->comparing.frame.view : NULL;
    size_t used = (size_t)snprintf(
        more, sizeof more,
        "chapter %u\narrived %d\nheld %d\nblack %d\nwhite %d\nfrozen %d\noverview %d\n"
        "selected %u\ntalk_quit %d\ntalk_help %d\ntyping %d\nnumber %u\nover %d\nspot %d\n"
        "notes %d\nside %d\ndisplays %d\nautomatic %d\nelapsed %.1f\n"
        "comparing %u\ncompare_h %.4f\ncompare_paused %d\n",
        present->tour.teller.chapter + 1, present->tour.teller.arrived,
        present->session.frame.view->held, desk->black, desk->white, desk->frozen,
        desk->overview, desk->selected + 1, desk->quit_asked, desk->help, desk->typing,
        desk->number, desk->over, desk_spot(desk), desk->notes,
        window_has_second(present->session.window), present->displays,
        present->tour.teller.automatic, desk_elapsed(desk, now_s),
        arms ? arms->n_arms : 0, arms ? (double)arms->hours : 0.0, arms && arms->paused);
    used += tell_buttons(present, more + used, sizeof more / 2);
    control_tell(&present->control, more + used, sizeof more - used);
    struct error error;
    present->state_s = now_s;
    if (state_file_write(present->state_path, &present->session.frame, present->session.ui,
                         &present->pace, more, &error))
        return;
    command_fail(&error);
    present->state_path = NULL;
}

static void rest(double until)
{
    double left = until - window_time();
    if (left <= 0.0)
        return;
    struct timespec pause = {.tv_nsec = (long)(left * 1e9)};
    nanosleep(&pause, NULL);
}

/* Behind the shade, before the comparison, the story comes to a stand. */
static void follow(struct present *present, double dt_s)
{
    struct session *session = &present->session;
    if (!(session->away && session->shade >= 1.0f))
        announce(present, dt_s);
    session_look(session);
    tour_follow(&present->tour, session, dt_s);
}

bool present_frame(struct present *present, double now_s, struct error *error)
{
    struct session *session = &present->session;
    double dt_s = fmin(now_s - present->now_s, LONGEST_DT_S);
    present->now_s = now_s;
    window_size(session->window, &present->width, &present->height);
    take_input(present, now_s);
    present_compare(present, dt_s);
    if (present->compared ? comparing_heed(&present->comparing) : session_heed(session))
        stage_set_calm(present->stage, session->options.reduced_motion);
    if (!present->compared)
        follow(present, dt_s);
    window_show_cursor(session->window,
                       now_s - present->pointed_s < CURSOR_S && !desk_spot(&present->desk));
    if (!draw(present, now_s, dt_s, error))
        return false;
    read_aloud(present, now_s);
    if (session->render)
        present_draw_side(present, now_s);
    write_state(present, now_s);
    return true;
}

static bool run(struct present *present, struct error *error)
{
    while (!present->desk.quit) {
        if (!present_frame(present, window_time(), error))
            return false;
        rest(present->now_s + LEAST_FRAME_S);
    }
    return true;
}

bool present_open(struct present *present, const struct options *options,
                  const struct session_wish *wish, double now_s, struct error *error)
{
    struct options first = *options;
    first.display = 0; /* moved as soon as it is known how many there are */
    if (!control_open(&present->control, options, error))
        return false;
    if (!tour_open(&present->tour, options->talk, error) ||
        !session_open(&present->session, &first, wish, error))
        return false;
    present->session.options.display = options->display;
    struct ui_options ui = {.text_scale = options->text_scale,
                            .reduced_motion = present->session.options.reduced_motion,
                            .language = ui_language(present->session.ui)};
    present->stage = stage_create(&ui, error);
    if (!present->stage)
        return false;
    tour_begin(&present->tour, &present->session);
    desk_init(&present->desk, &present->tour.teller);
    ui_controls(present->session.ui, false);
    scene_observe(present->session.scene, present->session.frame.snapshot,
                  present->session.frame.view);
    present->state_path = getenv("SNOWMELT_STATE_FILE");
    present_place_windows(present, true);
    present->now_s = now_s;
    return true;
}

void present_close(struct present *present)
{
    present_close_comparison(present);
    present_close_side(present);
    stage_destroy(present->stage);
    session_close(&present->session);
    control_close(&present->control);
    tour_close(&present->tour);
}

int command_present(const struct options *options)
{
    struct error error = {0};
    struct present *present = calloc(1, sizeof *present);
    if (!present) {
        error_set(&error, ERROR_MEMORY, "out of memory");
        return command_fail(&error);
    }
    const struct session_wish wish = {.threaded = true, .remembers = true};
    bool good = present_open(present, options, &wish, window_time(), &error) &&
                run(present, &error);
    present_close(present);
    free(present);
    return good ? 0 : command_fail(&error);
}
