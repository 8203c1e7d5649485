/* What a session draws with: window, context and render, and what becomes of them when the graphics
 * card is reset. */
#include "commands/session_parts.h"

#include <stdlib.h>
#include <time.h>

#include "commands/commands.h"
#include "platform/files.h"

/* A card that comes back needs a moment. */
static const long AGAIN_NS = 100000000;
enum { MOST_FAILED = 120 };

struct render *session_make_render(float scale, unsigned *scripts, struct error *error)
{
    char fonts[FILES_SCRIPTS][3][1024];
    const char *lost_after = getenv("SNOWMELT_LOST_AFTER");
    struct render_options options = {
        .loader = window_gl_proc,
        .scale = scale,
        .lost_after = lost_after ? (uint32_t)strtoul(lost_after, NULL, 10) : 0};
    for (int script = 0; script < FILES_SCRIPTS; script++)
        for (int i = 0; i < 3; i++) {
            bool found = files_font((enum files_script)script, i, fonts[script][i],
                                    sizeof fonts[script][i], error);
            if (!found && script == FILES_LATIN)
                return NULL;
            const char **to =
                script == FILES_LATIN ? &options.font_files[i] : &options.more_fonts[script - 1][i];
            *to = found ? fonts[script][i] : NULL;
            if (found && scripts)
                *scripts |= 1u << script;
        }
    return render_create(&options, error);
}

bool session_open_picture(struct session *session, const struct session_wish *wish,
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
    session->render = session_make_render(wish->scale, &session->scripts, error);
    if (session->render && wish->scale <= 0.0f) {
        quality_init(&session->quality, render_stats(session->render)->software,
                     window_display_hz(session->window));
        render_set_quality(session->render, &session->quality.to);
    }
    return session->render != NULL;
}

/* Context, render and all that is on the card. */
static bool renew(struct session *session, struct error *error)
{
    render_destroy(session->render);
    session->render = NULL;
    if (!window_renew(session->window, error))
        return false;
    session->render = session_make_render(session->wish.scale, NULL, error);
    if (session->render && session->wish.scale <= 0.0f)
        render_set_quality(session->render, &session->quality.to);
    return session->render != NULL;
}

bool session_regain(struct session *session, bool *anew, struct error *error)
{
    *anew = false;
    if (session->render && !render_lost(session->render))
        return true;
    session->shade = 1.0f;
    if (!renew(session, error)) {
        session->failed++;
        nanosleep(&(struct timespec){.tv_nsec = AGAIN_NS}, NULL);
        return false;
    }
    *anew = true;
    error_set(error, ERROR_GL_LOST,
              "the graphics card was reset; the picture was made anew, and all goes on");
    return true;
}

bool session_ready(struct session *session, bool *anew, struct error *error)
{
    bool ready = session_regain(session, anew, error);
    if (*anew || (!ready && session->failed == 1))
        command_fail(error);
    return ready;
}

bool session_bears(const struct session *session)
{
    return session->failed < MOST_FAILED;
}

bool session_draw(struct session *session, struct error *error)
{
    if (!render_draw(session->render, session->plan, error)) {
        session->failed++;
        return false;
    }
    session->failed = 0;
    struct error lacks;
    if (!session->told && !render_complete(session->render, &lacks)) {
        command_fail(&lacks);
        session->told = true;
    }
    return true;
}
