/* A picture of the worn-in path: how long it takes from the newest snapshot to the last pixel, and
 * how long each part of that. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "commands/bench.h"
#include "commands/session.h"
#include "platform/window.h"

/* Pictures that are not counted: buffers grow, glyphs are drawn for the first time. */
enum { WARM_UP = 10 };
static const double FRAME_S = 1.0 / 60.0;

/* Parts in the order in which they come; the layout of scene and words is the processor's. */
enum { PART_LAYOUT = RENDER_TIMED, PARTS };
static const struct {
    unsigned part;
    const char *key;
} PART_KEYS[PARTS] = {
    {PART_LAYOUT, "passes.layout"},        {PLAN_PASS_BACKDROP, "passes.backdrop"},
    {PLAN_PASS_RIBBONS, "passes.ribbons"}, {PLAN_PASS_BODIES, "passes.bodies"},
    {PLAN_PASS_PULSES, "passes.pulses"},   {PLAN_PASS_SHELLS, "passes.shells"},
    {PLAN_PASS_BLOOM, "passes.bloom"},
    {PLAN_PASS_TONE, "passes.tone"},       {PLAN_PASS_OVERLAY, "passes.overlay"},
    {RENDER_TIMED_GUARD, "passes.guard"}};

struct frames {
    struct session session;
    int width, height;
    unsigned count;
    uint32_t extra;      /* ribbons to draw beside those there are */
    double *ms;          /* [count] of whole pictures */
    double *part[PARTS]; /* [count], ms */
};

/* The ribbons again and again, turned about the height, as a pass of their own behind them. */
static void crowd(struct plan *plan, uint32_t extra)
{
    struct plan_pass *links = NULL;
    for (uint32_t i = 0; i < plan->n_passes && !links; i++)
        links = plan->passes[i].kind == PLAN_PASS_RIBBONS ? &plan->passes[i] : NULL;
    if (!extra || !links || !links->count || !plan_pass(plan, PLAN_PASS_RIBBONS))
        return;
    struct plan_pass more = {PLAN_PASS_RIBBONS, plan->n_ribbons, extra};
    for (uint32_t i = 0; i < extra; i++) {
        struct plan_ribbon *to = plan_ribbon(plan);
        if (!to)
            break;
        *to = plan->ribbons[links->first + i % links->count];
        float turn = 0.7f * (float)(1 + i / links->count), c = cosf(turn), s = sinf(turn);
        for (int k = 0; k < 4; k++) {
            float x = to->p[k][0], z = to->p[k][2];
            to->p[k][0] = c * x + s * z;
            to->p[k][2] = c * z - s * x;
        }
    }
    struct plan_pass *end = plan->passes + plan->n_passes - 1;
    memmove(links + 2, links + 1, (size_t)(end - links - 1) * sizeof *links);
    links[1] = more;
}

/* One picture, one tick after the last. The tick is not in the time: it has a thread of its own
 * where there is a window. */
static bool draw(struct frames *frames, double *layout_ms, double *all_ms, struct error *error)
{
    struct session *session = &frames->session;
    worker_announce(session->worker, 1);
    worker_take(session->worker, &session->frame);
    double began = window_time();
    scene_observe(session->scene, session->frame.snapshot, session->frame.view);
    session_lay_out(session, frames->width, frames->height, FRAME_S, FRAME_S, false);
    double laid_out = window_time();
    crowd(session->plan, frames->extra);
    double drawing = window_time();
    if (!session_draw(session, error))
        return false;
    render_finish(session->render);
    *layout_ms = 1e3 * (laid_out - began);
    *all_ms = *layout_ms + 1e3 * (window_time() - drawing);
    return true;
}

/* Ribbons that make up for what is missing from the wanted pieces, by the mean of those there
 * are. */
static bool make_room(struct frames *frames, uint32_t wanted, struct error *error)
{
    struct plan *plan = frames->session.plan;
    uint32_t drawn = render_stats(frames->session.render)->segments;
    if (wanted <= drawn || !drawn)
        return true;
    frames->extra = (uint32_t)((double)(wanted - drawn) * plan->n_ribbons / drawn);
    uint32_t most = plan->max_ribbons + frames->extra;
    struct plan_ribbon *larger = realloc(plan->ribbons, most * sizeof *larger);
    if (!larger)
        return error_set(error, ERROR_MEMORY, "no memory for %u ribbons; ask for fewer --segments",
                         most);
    plan->ribbons = larger;
    plan->max_ribbons = most;
    return true;
}

static bool warm_up(struct frames *frames, int wanted, struct error *error)
{
    double layout_ms, all_ms;
    for (int i = 0; i < WARM_UP; i++) {
        if (i == 1 && !make_room(frames, (uint32_t)wanted, error))
            return false;
        if (!draw(frames, &layout_ms, &all_ms, error))
            return false;
    }
    return true;
}

/* Once as it always is, for the whole; once with a clock in between, for the parts. */
static bool time_pictures(struct frames *frames, struct error *error)
{
    struct render *render = frames->session.render;
    double unused;
    for (unsigned i = 0; i < frames->count; i++)
        if (!draw(frames, &frames->part[PART_LAYOUT][i], &frames->ms[i], error))
            return false;
    render_time_passes(render, true);
    for (unsigned i = 0; i < frames->count; i++) {
        if (!draw(frames, &frames->part[PART_LAYOUT][i], &unused, error))
            return false;
        for (int pass = 0; pass < RENDER_TIMED; pass++)
            frames->part[pass][i] = render_stats(render)->pass_ms[pass];
    }
    return true;
}

static void report(struct frames *frames, const struct options *options, double wall_s,
                   struct bench_row *row)
{
    const struct render_stats *stats = render_stats(frames->session.render);
    double median = bench_quantile(frames->ms, frames->count, 0.5);
    bench_number(row, "wall_s", wall_s);
    bench_text(row, "view", scene_view_name(options->view));
    bench_number(row, "width", options->width);
    bench_number(row, "height", options->height);
    bench_number(row, "segments_asked", options->segments);
    bench_number(row, "segments", stats->segments);
    bench_number(row, "frames", frames->count);
    bench_number(row, "ms_median", median);
    bench_number(row, "ms_p95", bench_quantile(frames->ms, frames->count, 0.95));
    bench_number(row, "fps", 1e3 / median);
    bench_number(row, "draw_calls", stats->draw_calls);
    bench_number(row, "upload_bytes", (double)stats->upload_bytes);
    bench_text(row, "renderer", stats->renderer);
    for (unsigned i = 0; i < PARTS; i++)
        bench_number(row, PART_KEYS[i].key,
                     bench_quantile(frames->part[PART_KEYS[i].part], frames->count, 0.5));
}

static bool run(struct frames *frames, const struct options *options, struct bench_row *row,
                struct error *error)
{
    struct session *session = &frames->session;
    double *ms = calloc((size_t)frames->count * (PARTS + 1), sizeof *ms);
    if (!ms)
        return error_set(error, ERROR_MEMORY, "out of memory for %u pictures", frames->count);
    frames->ms = ms;
    for (unsigned i = 0; i < PARTS; i++)
        frames->part[i] = ms + (size_t)frames->count * (i + 1);
    while (session->frame.view->phase == STORY_WEARING_IN) {
        worker_announce(session->worker, 1);
        worker_take(session->worker, &session->frame);
    }
    bool good = warm_up(frames, options->segments, error);
    double began = window_time();
    good = good && time_pictures(frames, error);
    if (good)
        report(frames, options, window_time() - began, row);
    free(ms);
    return good;
}

bool bench_frame(const struct options *options, struct bench_row *row, struct error *error)
{
    struct frames frames = {
        .width = options->width, .height = options->height, .count = (unsigned)options->frames};
    struct session_wish wish = {.offscreen = true};
    if (!session_open(&frames.session, options, &wish, error))
        return false;
    bool good = run(&frames, options, row, error);
    session_close(&frames.session);
    return good;
}
