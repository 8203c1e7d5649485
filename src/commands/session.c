#include "commands/session_parts.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "commands/commands.h"
#include "commands/scenario_file.h"
#include "platform/files.h"

static const double TICK_S = 1.0 / 60.0;

static bool open_replay(struct session *session, struct error *error)
{
    struct options *options = &session->options;
    session->tick_s = TICK_S;
    if (!options->replay_input[0])
        return true;
    struct input_header *header = &session->header;
    session->replay = input_replay_open(options->replay_input, header, error);
    if (!session->replay)
        return false;
    options->seed = header->seed;
    snprintf(options->scenario, sizeof options->scenario, "%s", header->scenario);
    if (!story_treatment_find(header->treatment, &options->treatment))
        return error_set(error, ERROR_REPLAY_SYNTAX,
                         "%.400s: unknown treatment '%s'; record it again with this version",
                         options->replay_input, header->treatment);
    if (header->tick_s > 0.0)
        session->tick_s = header->tick_s;
    return true;
}

/* A pointer meets the same spot of another picture, but words and buttons may lie elsewhere there. */
static void tell_size(const struct session *session)
{
    const struct input_header *was = &session->header;
    const struct options *now = &session->options;
    if (session->replay && (was->width != now->width || was->height != now->height))
        fprintf(stderr,
                "snowmelt: '%.400s' was recorded at %dx%d px and its points are scaled to %dx%d, "
                "where buttons can lie elsewhere; --size %dx%d replays the very same\n",
                now->replay_input, was->width, was->height, now->width, now->height, was->width,
                was->height);
}

static bool open_saved(struct session *session, struct error *error)
{
    struct options *options = &session->options;
    if (!options->open[0])
        return true;
    if (!saved_read(options->open, &session->saved, error))
        return false;
    options->seed = session->saved.seed;
    options->treatment = session->saved.treatment;
    session->tick_s = session->saved.tick_s;
    return true;
}

static bool open_scenario(struct session *session, struct error *error)
{
    struct saved *saved = &session->saved;
    struct session_scenario *own = &session->own;
    if (saved->scenario) {
        own->scenario = scenario_parse(session->options.open, saved->scenario,
                                       saved->scenario_bytes, error);
        own->text = saved->scenario;
        own->bytes = saved->scenario_bytes;
        saved->scenario = NULL;
    } else {
        own->scenario = scenario_file_open_text(session->options.scenario, &own->text, &own->bytes,
                                                error);
    }
    session->telling = own;
    session->scenario = own->scenario;
    return session->scenario != NULL;
}

static enum files_script script_of(enum language language)
{
    return language == LANGUAGE_ARABIC    ? FILES_ARABIC
           : language == LANGUAGE_CHINESE ? FILES_HAN
                                          : FILES_LATIN;
}

static bool can_speak(enum language language, struct error *error)
{
    char font[1024];
    return files_font(script_of(language), 0, font, sizeof font, error) &&
           language_use(language, error);
}

bool session_can_speak(const struct session *session, enum language language)
{
    char folder[1024];
    return language == LANGUAGE_ENGLISH || ((session->scripts & 1u << script_of(language)) &&
                                            files_languages(folder, sizeof folder));
}

/* A language whose words or letters are not there is told of, once, and English stands in. */
static void choose_language(const struct session *session, struct ui_options *ui)
{
    char folder[1024];
    struct error lacks;
    bool catalogues = files_languages(folder, sizeof folder);
    if (catalogues)
        language_folder(folder);
    ui->languages = 1u << LANGUAGE_ENGLISH;
    for (int i = 0; catalogues && i < LANGUAGES; i++)
        if (session->scripts & 1u << script_of((enum language)i))
            ui->languages |= 1u << i;
    ui->language = session->options.language;
    if (ui->language == LANGUAGE_OF_SYSTEM)
        ui->language = language_of_environment();
    if (can_speak(ui->language, &lacks))
        return;
    command_fail(&lacks);
    ui->language = LANGUAGE_ENGLISH;
}

bool session_make_story(const struct session *session, struct story **story,
                        struct worker **worker, struct error *error)
{
    const struct options *options = &session->options;
    struct story_options wanted = {.scenario = session->scenario,
                                   .treatment = options->treatment,
                                   .seed = options->seed,
                                   .automatic = session->wish.automatic && !session->replay,
                                   .cells_per_place = session->wish.cells_per_place,
                                   .n_exc = session->wish.n_exc,
                                   .n_inh = session->wish.n_inh};
    struct worker_options how = {.tick_s = session->tick_s,
                                 .threaded = session->wish.threaded,
                                 .remembers = session->wish.remembers && !session->replay &&
                                              !options->record_input[0],
                                 .hashes = session->hashes};
    *story = story_create(&wanted, error);
    *worker = *story ? worker_create(*story, &how, error) : NULL;
    if (*worker)
        return true;
    story_destroy(*story);
    return false;
}

static bool open_story(struct session *session, struct error *error)
{
    if (!session_make_story(session, &session->story, &session->worker, error))
        return false;
    worker_take(session->worker, &session->frame);
    return true;
}

/* What was opened comes about before anything else. */
static bool foresee(struct session *session, struct error *error)
{
    const struct saved *saved = &session->saved;
    return !session->options.open[0] ||
           worker_foresee(session->worker, saved->acts, saved->n_acts, saved->at, saved->hash) ||
           error_set(error, ERROR_SAVED_SYNTAX, "%.400s: what is saved there cannot happen",
                     session->options.open);
}

static void close_scenario(struct session_scenario *scenario)
{
    scenario_destroy(scenario->scenario);
    free(scenario->text);
}

static void close_scenarios(struct session *session)
{
    close_scenario(&session->own);
    for (unsigned i = 0; i < FILES_SCENARIOS; i++)
        close_scenario(&session->shelf[i]);
    for (unsigned i = 0; i < session->n_opened; i++) {
        close_scenario(session->opened[i]);
        free(session->opened[i]);
    }
    free(session->opened);
}

static bool open_overlay(struct session *session, struct error *error)
{
    const struct options *options = &session->options;
    struct scene_options scene = {.reduced_motion = options->reduced_motion,
                                  .view = options->view,
                                  .theme = options->theme,
                                  .palette = options->palette};
    session->scene = scene_create(&scene, error);
    if (!session->scene)
        return false;
    if (session->wish.scale <= 0.0f)
        scene_set_detail(session->scene, session->quality.detail);
    struct ui_options ui = {.text_scale = options->text_scale,
                            .reduced_motion = options->reduced_motion};
    choose_language(session, &ui);
    session->ui = ui_create(&ui, error);
    if (!session->ui)
        return false;
    session->plan = plan_create();
    if (!session->plan)
        return error_set(error, ERROR_MEMORY, "out of memory for the picture");
    return true;
}

bool session_open(struct session *session, const struct options *options,
                  const struct session_wish *wish, struct error *error)
{
    *session = (struct session){.options = *options, .wish = *wish,
                                .hashes = getenv("SNOWMELT_STATE_FILE")};
    bool good = open_replay(session, error) && open_saved(session, error) &&
                open_scenario(session, error) && session_open_picture(session, wish, error) &&
                open_story(session, error) && foresee(session, error);
    if (good)
        session_ask_desktop(session);
    if (!good || !open_overlay(session, error)) {
        session_close(session);
        return false;
    }
    voice_switch(&session->voice, !wish->offscreen && options->speak);
    tell_size(session);
    session->begun.seed = session->options.seed;
    session->begun.treatment = session->options.treatment;
    session->begun.tick_s = session->tick_s;
    return true;
}

void session_close(struct session *session)
{
    session_let_go(session);
    voice_close(&session->voice);
    desktop_close(session->desktop);
    worker_destroy(session->worker);
    if (session->ui)
        ui_destroy(session->ui);
    if (session->plan)
        plan_destroy(session->plan);
    if (session->scene)
        scene_destroy(session->scene);
    if (session->story)
        story_destroy(session->story);
    if (session->render)
        render_destroy(session->render);
    if (session->window)
        window_close(session->window);
    close_scenarios(session);
    saved_clear(&session->saved);
    saved_clear(&session->to_open);
    if (session->replay)
        input_replay_close(session->replay);
    *session = (struct session){0};
}

void session_look(struct session *session)
{
    if (worker_take(session->worker, &session->frame))
        scene_observe(session->scene, session->frame.snapshot, session->frame.view);
}

/* Slow enough that it is no flash. */
static void move_shade(struct session *session, float dt_s)
{
    static const float SHADE_S = 1.6f;
    float step = dt_s / SHADE_S;
    bool leaving = session->leaving != SESSION_STAYS || session->away;
    session->shade =
        leaving ? fminf(session->shade + step, 1.0f) : fmaxf(session->shade - step, 0.0f);
}

/* By night into the dark; by day into the white of the paper, from which less has to change. */
static float shaded(const struct session *session)
{
    static const float WHITE_OUT = 32.0f;
    return scene_theme(session->scene) == PALETTE_DAY ? powf(WHITE_OUT, session->shade)
                                                      : 1.0f - session->shade;
}

static void leave_free(struct session *session)
{
    const struct plan_box *alone = &session->alone;
    struct plan_box *box = &session->plan->free;
    float share = session->alone_share;
    ui_leave_free(session->ui, session->plan);
    if (share <= 0.0f)
        return;
    box->x += share * (alone->x - box->x);
    box->y += share * (alone->y - box->y);
    box->w += share * (alone->w - box->w);
    box->h += share * (alone->h - box->h);
}

void session_lay_out(struct session *session, int width, int height, double dt_s, double ui_dt_s,
                     bool bare)
{
    session->time_s += dt_s;
    scene_animate(session->scene, dt_s);
    plan_begin(session->plan, width, height, session->time_s);
    if (!bare)
        leave_free(session);
    scene_draw(session->scene, session->plan);
    move_shade(session, (float)ui_dt_s);
    session->plan->exposure *= shaded(session);
    if (!bare)
        ui_build(session->ui, session->render, session->scenario, session->scene,
                 session->frame.snapshot,
                 session->words ? session->words : session->frame.view, session->plan, ui_dt_s);
}

void session_pace(struct session *session, double work_s, double dt_s)
{
    struct quality *quality = &session->quality;
    if (session->wish.scale > 0.0f)
        return;
    quality_feed(quality, (float)(1e3 * work_s), (float)dt_s);
    scene_set_detail(session->scene, quality->detail);
    render_set_quality(session->render, &quality->to);
}

void session_read(struct session *session)
{
    struct ui *ui = session->ui;
    voice_listen(&session->voice, ui_find(ui, "caption"), ui_language(ui), window_time());
    ui_tell_voice(ui, voice_state(&session->voice));
}

bool session_replay_next(struct session *session, int width, int height, struct input_event *event)
{
    if (!session->replay ||
        !input_replay_next(session->replay, worker_announced(session->worker), event))
        return false;
    /* The same spot of the picture, should it have another size now. */
    if (session->header.width > 0 && session->header.height > 0 && event->kind != INPUT_ROTATE) {
        float sx = (float)width / (float)session->header.width;
        float sy = (float)height / (float)session->header.height;
        event->x *= sx;
        event->dx *= sx;
        event->y *= sy;
        event->dy *= sy;
    }
    return true;
}

bool session_replaying(const struct session *session)
{
    return session->replay && !input_replay_done(session->replay);
}
