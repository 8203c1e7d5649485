#include "commands/session.h"

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

static bool open_scenario(struct session *session, struct error *error)
{
    session->scenario = scenario_file_open(session->options.scenario, error);
    return session->scenario != NULL;
}

struct render *session_make_render(float scale, struct error *error)
{
    char fonts[3][1024];
    struct render_options options = {.loader = window_gl_proc, .scale = scale};
    for (int i = 0; i < 3; i++) {
        if (!files_font(i, fonts[i], sizeof fonts[i], error))
            return NULL;
        options.font_files[i] = fonts[i];
    }
    return render_create(&options, error);
}

static bool open_picture(struct session *session, const struct session_wish *wish,
                         struct error *error)
{
    const struct options *options = &session->options;
    struct window_options window = {.title = "Snowmelt",
                                    .width = options->width,
                                    .height = options->height,
                                    .fullscreen = options->fullscreen,
                                    .display = wish->offscreen ? 0 : options->display,
                                    .offscreen = wish->offscreen,
                                    .debug = wish->debug};
    session->window = window_open(&window, error);
    if (!session->window)
        return false;
    session->render = session_make_render(wish->scale, error);
    if (session->render && wish->scale <= 0.0f) {
        quality_init(&session->quality, render_stats(session->render)->software);
        render_set_quality(session->render, &session->quality.to);
    }
    return session->render != NULL;
}

static bool open_story(struct session *session, const struct session_wish *wish,
                       struct error *error)
{
    const struct options *options = &session->options;
    struct story_options story = {.scenario = session->scenario,
                                  .treatment = options->treatment,
                                  .seed = options->seed,
                                  .automatic = wish->automatic && !session->replay};
    session->story = story_create(&story, error);
    if (!session->story)
        return false;
    struct worker_options worker = {
        .tick_s = session->tick_s, .threaded = wish->threaded, .hashes = session->hashes};
    session->worker = worker_create(session->story, &worker, error);
    if (!session->worker)
        return false;
    struct scene_options scene = {.reduced_motion = options->reduced_motion,
                                  .view = options->view,
                                  .theme = options->theme};
    session->scene = scene_create(&scene, error);
    if (!session->scene)
        return false;
    struct ui_options ui = {.text_scale = options->text_scale,
                            .reduced_motion = options->reduced_motion};
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
    *session = (struct session){.options = *options, .hashes = getenv("SNOWMELT_STATE_FILE")};
    if (!open_replay(session, error) || !open_scenario(session, error) ||
        !open_picture(session, wish, error) || !open_story(session, wish, error)) {
        session_close(session);
        return false;
    }
    worker_take(session->worker, &session->frame);
    return true;
}

void session_close(struct session *session)
{
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
    if (session->scenario)
        scenario_destroy(session->scenario);
    if (session->replay)
        input_replay_close(session->replay);
    *session = (struct session){0};
}

void session_look(struct session *session)
{
    if (worker_take(session->worker, &session->frame))
        scene_observe(session->scene, session->frame.snapshot, session->frame.view);
}

void session_lay_out(struct session *session, int width, int height, double dt_s, double ui_dt_s,
                     bool bare)
{
    session->time_s += dt_s;
    scene_animate(session->scene, dt_s);
    plan_begin(session->plan, width, height, session->time_s);
    if (!bare)
        ui_leave_free(session->ui, session->plan);
    scene_draw(session->scene, session->plan);
    if (!bare)
        ui_build(session->ui, session->render, session->scenario, session->scene,
                 session->frame.snapshot,
                 session->words ? session->words : session->frame.view, session->plan, ui_dt_s);
}

void session_pace(struct session *session, double work_s, double dt_s)
{
    struct quality *quality = &session->quality;
    int tier = quality->tier;
    quality_feed(quality, (float)(1e3 * work_s), (float)dt_s);
    scene_set_detail(session->scene, quality->detail);
    if (quality->tier != tier)
        render_set_quality(session->render, &quality->to);
}

bool session_draw(struct session *session, struct error *error)
{
    if (!render_draw(session->render, session->plan, error))
        return false;
    struct error lacks;
    if (!session->told && !render_complete(session->render, &lacks)) {
        command_fail(&lacks);
        session->told = true;
    }
    return true;
}

bool session_replay_next(struct session *session, int width, int height, struct input_event *event)
{
    if (!session->replay ||
        !input_replay_next(session->replay, worker_announced(session->worker), event))
        return false;
    /* The same spot of the picture, should it have another size now. */
    if (session->header.width > 0 && session->header.height > 0) {
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
