/* A picture of the comparison in the hours after the dose: every pane, the words and the curves, from
 * the newest snapshots to the last pixel. The networks are not in the time: they have threads of
 * their own. */
#include <stdlib.h>

#include "commands/bench.h"
#include "commands/comparing.h"
#include "platform/process.h"
#include "platform/window.h"

enum { WARM_UP = 60, TICKS_A_PICTURE = 2 };
static const double FRAME_S = 1.0 / 30.0;
static const float FROM_H = 0.3f; /* the first dose is running, so that panes differ */

struct measured {
    double *ms;
    double cpu_s, crew_cpu_s;
    double layout_ms, pass_ms[RENDER_TIMED]; /* means */
};

struct cost {
    double ms, layout_ms, cpu_s;
};

static bool draw(struct comparing *c, const struct options *options, struct cost *cost,
                 struct error *error)
{
    double began = window_time(), began_cpu_s = process_cpu_s();
    comparing_lay_out(c, options->width, options->height, FRAME_S, FRAME_S);
    cost->layout_ms = 1e3 * (window_time() - began);
    if (!session_draw(c->session, error))
        return false;
    render_finish(c->session->render);
    cost->ms = 1e3 * (window_time() - began);
    cost->cpu_s = process_cpu_s() - began_cpu_s;
    return true;
}

static bool advance(struct comparing *c, struct error *error)
{
    crew_announce(c->crew, TICKS_A_PICTURE);
    return comparing_look(c, error);
}

/* Once the path is worn in, panes and words have come up, and the drug is there. */
static bool get_there(struct comparing *c, const struct options *options, struct error *error)
{
    struct cost unused;
    while (c->frame.view->wear_in < 1.0f || c->frame.view->hours < FROM_H)
        if (!advance(c, error))
            return false;
    for (int i = 0; i < WARM_UP; i++)
        if (!advance(c, error) || !draw(c, options, &unused, error))
            return false;
    return true;
}

static bool measure(struct comparing *c, const struct options *options, struct measured *to,
                    struct error *error)
{
    const struct render_stats *stats = render_stats(c->session->render);
    struct cost cost;
    for (int i = 0; i < options->frames; i++) {
        double began_cpu_s = process_cpu_s();
        if (!advance(c, error))
            return false;
        to->crew_cpu_s += process_cpu_s() - began_cpu_s;
        if (!draw(c, options, &cost, error))
            return false;
        to->ms[i] = cost.ms;
        to->cpu_s += cost.cpu_s;
        to->layout_ms += cost.layout_ms / options->frames;
    }
    render_time_passes(c->session->render, true);
    for (int i = 0; i < options->frames; i++) {
        if (!advance(c, error) || !draw(c, options, &cost, error))
            return false;
        for (int pass = 0; pass < RENDER_TIMED; pass++)
            to->pass_ms[pass] += stats->pass_ms[pass] / options->frames;
    }
    return true;
}

static void report(const struct comparing *c, const struct options *options,
                   const struct measured *seen, struct bench_row *row)
{
    const struct render_stats *stats = render_stats(c->session->render);
    unsigned n = (unsigned)options->frames;
    double median = bench_quantile(seen->ms, n, 0.5);
    bench_text(row, "view", scene_view_name(scene_shown(c->scenes[0])));
    bench_number(row, "panes", c->n_arms);
    bench_number(row, "width", options->width);
    bench_number(row, "height", options->height);
    bench_number(row, "scale", (double)c->session->quality.to.scale);
    bench_number(row, "frames", n);
    bench_number(row, "ms_median", median);
    bench_number(row, "ms_p95", bench_quantile(seen->ms, n, 0.95));
    bench_number(row, "cpu_ms", 1e3 * seen->cpu_s / n);
    bench_number(row, "networks_cpu_ms", 1e3 * seen->crew_cpu_s / n);
    bench_number(row, "fps", 1e3 / median);
    bench_number(row, "draw_calls", stats->draw_calls);
    bench_number(row, "upload_bytes", (double)stats->upload_bytes);
    bench_text(row, "renderer", stats->renderer);
    bench_number(row, "passes.layout", seen->layout_ms);
    for (unsigned i = 0; i < RENDER_TIMED; i++) {
        char key[BENCH_KEY];
        snprintf(key, sizeof key, "passes.%s", render_timed_name(i));
        bench_number(row, key, seen->pass_ms[i]);
    }
}

bool bench_compare(const struct options *options, struct bench_row *row, struct error *error)
{
    struct session session;
    struct comparing comparing;
    struct session_wish wish = {.offscreen = true, .remembers = true};
    struct measured seen = {.ms = calloc((size_t)options->frames, sizeof(double))};
    double began = window_time();
    if (!seen.ms)
        return error_set(error, ERROR_MEMORY, "out of memory for %d pictures", options->frames);
    if (!session_open(&session, options, &wish, error)) {
        free(seen.ms);
        return false;
    }
    bool good = comparing_open(&comparing, &session, 0, false, error);
    if (good) {
        comparing.in_turns = render_stats(session.render)->software; /* as in the window */
        good = get_there(&comparing, options, error) &&
               measure(&comparing, options, &seen, error);
        if (good) {
            bench_number(row, "wall_s", window_time() - began);
            report(&comparing, options, &seen, row);
        }
        comparing_close(&comparing);
    }
    session_close(&session);
    free(seen.ms);
    return good;
}
