/* record: the same pictures without a window, in lock-step with the story, to a file. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "commands/commands.h"
#include "commands/comparing.h"
#include "commands/interrupt.h"
#include "commands/record_stills.h"
#include "commands/session.h"
#include "commands/sound.h"
#include "commands/steer.h"
#include "commands/tour.h"
#include "platform/progress.h"
#include "platform/video.h"
#include "render/flash.h"

static const double FADE_S = 0.6; /* of the sound, before the end */
/* No talk that goes by itself takes longer. */
static const double TALK_MOST_S = 3600.0;
/* After the tour that comes with Snowmelt the story ends, and says where help is to be found. */
static const double END_S = 8.0;

struct record {
    struct session session;
    const char *output; /* file or folder */
    struct steer steer;
    struct sound sound; /* without synth where there is none */
    float *samples;     /* of a picture */
    struct video *video;
    struct flash_meter *meter;
    uint8_t *pixels;
    int width, height, fps;
    uint64_t wanted, kept; /* pictures */
    bool interrupted;
    struct tour tour; /* told instead of the plain arc, where there is one */
    double ended_s;   /* since the end of the story that it leaves to itself */
    struct comparing comparing; /* instead of the one story; without session where not asked for */
};

static bool interrupted(struct record *record)
{
    record->interrupted = interrupt_came() || record->interrupted;
    return record->interrupted;
}

/* Runs one tick, with the replayed events that belong before it. */
static void run_tick(struct record *record)
{
    struct session *session = &record->session;
    struct input_event event;
    bool laid_out = false;
    if (record->comparing.session) {
        crew_announce(record->comparing.crew, 1);
        return;
    }
    while (session_replay_next(session, record->width, record->height, &event)) {
        if (!laid_out) /* what the pointer meets is what was laid out last */
            session_lay_out(session, record->width, record->height, 0.0, session->tick_s, false);
        laid_out = true;
        steer_frame(&record->steer, &session->frame);
        steer_event(&record->steer, &event);
    }
    worker_announce(session->worker, 1);
}

/* How far the path is worn in. */
static double worn(struct record *record)
{
    if (record->comparing.session) {
        crew_take(record->comparing.crew, &record->comparing.frame);
        return (double)record->comparing.frame.view->wear_in;
    }
    struct session *session = &record->session;
    worker_take(session->worker, &session->frame);
    bool done = session->frame.view->phase != STORY_WEARING_IN;
    return done ? 1.0 : fmin((double)session->frame.view->wear_in, 0.999);
}

/* How much of the film is still to come, s; of the tour only towards its end. */
static double left_s(const struct record *record)
{
    const struct tour *tour = &record->tour;
    if (!tour->talk)
        return (double)(record->wanted - record->kept) / record->fps;
    if (!record->session.options.talk[0])
        return END_S - record->ended_s;
    return tour->teller.over ? 0.0 : (double)teller_left_s(&tour->teller);
}

static bool wear_in(struct record *record)
{
    struct session *session = &record->session;
    struct progress progress;
    progress_begin(&progress, "Wearing in the path");
    for (double share = worn(record); share < 1.0 && !interrupted(record);) {
        run_tick(record);
        share = worn(record);
        progress_update(&progress, share);
    }
    progress_end(&progress);
    /* And one more, so that the first picture is the same where the path was kept from before: that
     * comes without the spikes of its last tick. */
    run_tick(record);
    worn(record);
    scene_observe(session->scene, session->frame.snapshot, session->frame.view);
    return !record->interrupted;
}

/* The sound that lasts as long as the picture just drawn, to the sample over the whole film; it
 * has faded out at the end. */
static bool add_sound(struct record *record, struct error *error)
{
    if (!record->sound.synth)
        return true;
    uint64_t rate = SYNTH_RATE, fps = (uint64_t)record->fps;
    sound_listen(&record->sound, &record->session, 1.0 / record->fps);
    if (left_s(record) <= FADE_S)
        synth_switch(record->sound.synth, false);
    uint32_t frames = (uint32_t)((record->kept + 1) * rate / fps - record->kept * rate / fps);
    synth_render(record->sound.synth, record->samples, frames);
    return video_add_sound(record->video, record->samples, frames, error);
}

static bool lay_out_frame(struct record *record, struct error *error)
{
    struct session *session = &record->session;
    double dt_s = 1.0 / record->fps;
    if (record->comparing.session) {
        if (!comparing_look(&record->comparing, error))
            return false;
        comparing_lay_out(&record->comparing, record->width, record->height, dt_s, dt_s);
        return true;
    }
    session_look(session);
    if (record->tour.talk) {
        tour_follow(&record->tour, session, dt_s);
        if (record->tour.teller.over && !session->options.talk[0])
            tour_leave(&record->tour, session);
        if (record->tour.teller.over && session->frame.view->ended)
            record->ended_s += dt_s;
        tour_look(&record->tour, session, dt_s);
    }
    session_lay_out(session, record->width, record->height, dt_s, dt_s, false);
    return true;
}

static bool draw_frame(struct record *record, struct error *error)
{
    struct session *session = &record->session;
    if (!lay_out_frame(record, error) || !session_draw(session, error))
        return false;
    render_capture(session->render, record->pixels);
    flash_meter_feed(record->meter, record->pixels, record->width, record->height,
                     (double)record->kept / record->fps);
    return add_sound(record, error) && video_add(record->video, record->pixels, error);
}

static bool film(struct record *record, struct error *error)
{
    struct session *session = &record->session;
    struct progress progress;
    double ticks_a_frame = 1.0 / (record->fps * session->tick_s);
    uint64_t done = 0;
    render_reset_guard(session->render);
    progress_begin(&progress, "Recording");
    while (record->kept < record->wanted && left_s(record) > 0.0 && !record->steer.quit &&
           !interrupted(record)) {
        uint64_t due = (uint64_t)floor((double)(record->kept + 1) * ticks_a_frame + 1e-6);
        for (; done < due; done++)
            run_tick(record);
        if (!draw_frame(record, error)) {
            progress_end(&progress);
            return false;
        }
        record->kept++;
        progress_update(&progress, record->tour.talk
                                       ? teller_progress(&record->tour.teller)
                                       : (double)record->kept / (double)record->wanted);
    }
    if (record->interrupted)
        progress_clear(&progress);
    else
        progress_end(&progress);
    return true;
}

static void report_flashes(const struct record *record)
{
    struct flash_report report;
    flash_meter_report(record->meter, &report);
    fprintf(stderr, "flashes: %u general, %u red; fastest change %.2f\n", report.worst_general,
            report.worst_red, (double)report.fastest_change);
}

/* What the graphics driver found fault with, of medium and high severity. */
static void report_graphics(const struct record *record)
{
    const struct render_stats *stats = render_stats(record->session.render);
    fprintf(stderr, "graphics: %u errors, %u warnings\n", stats->gl_errors,
            stats->debug_messages);
}

static bool open_sound(struct record *record, const struct options *options, struct error *error)
{
    bool folder = !video_is_film(record->output);
    if (options->mute || options->compare || (folder && !options->sound))
        return true;
    size_t frames = (size_t)SYNTH_RATE / (size_t)record->fps + 1;
    record->samples = malloc(frames * SYNTH_CHANNELS * sizeof(float));
    if (!record->samples)
        return error_set(error, ERROR_MEMORY, "out of memory for sound");
    return sound_open_recording(&record->sound, options, error) &&
           video_sounds(record->video, SYNTH_RATE, error);
}

static bool prepare(struct record *record, const struct options *options, struct error *error)
{
    struct session_wish wish = {
        .offscreen = true, .automatic = !options->tour, .debug = true, .remembers = true,
        .scale = 1.0f};
    record->width = options->width;
    record->height = options->height;
    record->fps = options->fps;
    record->wanted = (uint64_t)fmax(1.0, round(options->seconds * options->fps));
    const char *output = options->output[0] ? options->output : "snowmelt.mp4";

    /* A bad scenario or replay is told before the output is touched, a bad output before the
     * long wearing-in. */
    if (options->tour) {
        if (!tour_open(&record->tour, options->talk, error))
            return false;
        record->wanted = (uint64_t)(TALK_MOST_S * options->fps);
    }
    if (!session_open(&record->session, options, &wish, error))
        return false;
    record->tour.teller.automatic = true;
    tour_begin(&record->tour, &record->session);
    record->steer = (struct steer){.worker = record->session.worker,
                                   .scene = record->session.scene,
                                   .plan = record->session.plan,
                                   .ui = record->session.ui,
                                   .height = record->height};
    if (!record->session.replay)
        ui_controls(record->session.ui, false);
    if (options->compare && !comparing_open(&record->comparing, &record->session, 0, false, error))
        return false;
    record->output = output;
    record->video = video_open(output, record->width, record->height, record->fps, error);
    if (!record->video || !open_sound(record, options, error))
        return false;
    record->meter = flash_meter_create();
    record->pixels = malloc((size_t)record->width * (size_t)record->height * 3);
    if (!record->meter || !record->pixels)
        return error_set(error, ERROR_MEMORY, "out of memory for pictures of %dx%d px",
                         record->width, record->height);
    return true;
}

static void clean_up(struct record *record)
{
    if (record->meter)
        flash_meter_destroy(record->meter);
    free(record->pixels);
    free(record->samples);
    sound_close(&record->sound);
    comparing_close(&record->comparing);
    session_close(&record->session);
    tour_close(&record->tour);
    free(record);
}

int command_record(const struct options *options)
{
    if (record_stills_wanted(options))
        return record_stills(options);
    struct error error = {0};
    sigset_t before;
    interrupt_hold(&before);
    struct record *record = calloc(1, sizeof *record);
    if (!record) {
        error_set(&error, ERROR_MEMORY, "out of memory");
        return command_fail(&error);
    }
    bool good = prepare(record, options, &error);
    if (good && wear_in(record))
        good = film(record, &error);
    if (record->video) {
        bool had = good && record->kept > 0;
        bool closed = video_close(record->video, had ? &error : NULL);
        good = had ? closed : good;
    }
    int status = good ? 0 : command_fail(&error);
    if (good && record->kept > 0) {
        report_flashes(record);
        report_graphics(record);
    }
    if (good && record->interrupted) {
        char of[32] = "";
        if (!record->tour.talk)
            snprintf(of, sizeof of, " of %.1f s", (double)record->wanted / record->fps);
        fprintf(stderr, "snowmelt: interrupted; %.1f s%s were kept in %s\n",
                (double)record->kept / record->fps, of, record->output);
        status = 1;
    }
    clean_up(record);
    interrupt_let_go(&before);
    return status;
}
