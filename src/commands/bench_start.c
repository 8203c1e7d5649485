/* How long somebody waits: from the start of the program to the first picture, and to a path that
 * is worn in; and at the next start, to a picture of that path. */
#include "commands/bench.h"
#include "commands/session.h"
#include "commands/worn.h"
#include "platform/process.h"
#include "platform/window.h"

static bool first_picture(struct session *session, const struct options *options, bool remembers,
                          struct error *error)
{
    struct session_wish wish = {.offscreen = true, .remembers = remembers};
    if (!session_open(session, options, &wish, error))
        return false;
    session_look(session);
    session_lay_out(session, options->width, options->height, 0.0, 0.0, false);
    if (!session_draw(session, error)) {
        session_close(session);
        return false;
    }
    render_finish(session->render);
    return true;
}

bool bench_start(const struct options *options, struct bench_row *row, struct error *error)
{
    struct session session;
    double began = window_time();
    double before_s = process_age_s();
    if (!first_picture(&session, options, false, error))
        return false;
    double first_s = before_s + window_time() - began;

    /* As 'record' does it, with no pictures in between. */
    while (session.frame.view->phase == STORY_WEARING_IN) {
        worker_announce(session.worker, 1);
        worker_take(session.worker, &session.frame);
    }
    double worn_s = before_s + window_time() - began;
    bench_number(row, "wall_s", worn_s);
    bench_number(row, "first_frame_s", first_s);
    bench_number(row, "worn_in_s", worn_s);
    bench_number(row, "width", options->width);
    bench_number(row, "height", options->height);
    bench_text(row, "renderer", render_stats(session.render)->renderer);
    worn_write(story_model(session.story));
    session_close(&session);
    began = window_time();
    if (!first_picture(&session, options, true, error))
        return false;
    if (session.frame.view->phase != STORY_WEARING_IN) /* nothing can be kept here */
        bench_number(row, "again_s", before_s + window_time() - began);
    session_close(&session);
    return true;
}
