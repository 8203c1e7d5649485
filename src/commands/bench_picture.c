#include "commands/bench_picture.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "platform/process.h"
#include "platform/window.h"

/* Pictures that are not counted: buffers grow, glyphs are drawn for the first time. */
enum { WARM_UP = 4, LEAST_COUNT = 3, SETTLE = 40 };
static const double FRAME_S = 1.0 / 60.0;
static const double SETTLE_S = 0.25; /* the longest step a scene takes */

static uint32_t count_links(const struct plan *plan)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < plan->n_passes; i++)
        n += plan->passes[i].kind == PLAN_PASS_RIBBONS ? plan->passes[i].count : 0;
    return n;
}

static void cut(struct plan *plan, uint32_t surplus)
{
    for (uint32_t i = plan->n_passes; i-- > 0 && surplus;) {
        struct plan_pass *pass = &plan->passes[i];
        if (pass->kind != PLAN_PASS_RIBBONS)
            continue;
        uint32_t n = pass->count < surplus ? pass->count : surplus;
        pass->count -= n;
        surplus -= n;
    }
}

/* The circuit's links again and again, turned about the height, as a pass before the bloom. */
static void fill_up(struct plan *plan, const struct plan_ribbon *stock, uint32_t n_stock,
                    uint32_t missing)
{
    if (!n_stock || !plan_pass(plan, PLAN_PASS_RIBBONS))
        return;
    struct plan_pass more = {PLAN_PASS_RIBBONS, plan->n_ribbons, missing};
    for (uint32_t i = 0; i < missing; i++) {
        struct plan_ribbon *to = plan_ribbon(plan);
        if (!to)
            break;
        *to = stock[i % n_stock];
        float turn = 0.7f * (float)(1 + i / n_stock), c = cosf(turn), s = sinf(turn);
        for (int k = 0; k < 4; k++) {
            float x = to->p[k][0], z = to->p[k][2];
            to->p[k][0] = c * x + s * z;
            to->p[k][2] = c * z - s * x;
        }
    }
    uint32_t at = 0;
    while (at + 1 < plan->n_passes && plan->passes[at].kind != PLAN_PASS_BLOOM)
        at++;
    memmove(plan->passes + at + 1, plan->passes + at,
            (plan->n_passes - 1 - at) * sizeof *plan->passes);
    plan->passes[at] = more;
}

static void crowd(const struct pictures *pictures)
{
    struct plan *plan = pictures->session.plan;
    uint32_t there = count_links(plan);
    if (!pictures->links || there == pictures->links)
        return;
    if (there > pictures->links)
        cut(plan, there - pictures->links);
    else
        fill_up(plan, pictures->stock, pictures->n_stock, pictures->links - there);
}

/* One picture, one tick after the last. The tick is not in the time: it has a thread of its own
 * where there is a window. */
static bool draw(struct pictures *pictures, double *layout_ms, double *all_ms, double *cpu_s,
                 struct error *error)
{
    struct session *session = &pictures->session;
    worker_announce(session->worker, 1);
    worker_take(session->worker, &session->frame);
    double began = window_time(), began_cpu_s = process_cpu_s();
    scene_observe(session->scene, session->frame.snapshot, session->frame.view);
    session_lay_out(session, pictures->width, pictures->height, FRAME_S, FRAME_S, false);
    double laid_out = window_time(), laid_out_cpu_s = process_cpu_s();
    crowd(pictures);
    double drawing = window_time(), drawing_cpu_s = process_cpu_s();
    if (!session_draw(session, error))
        return false;
    render_finish(session->render);
    *layout_ms = 1e3 * (laid_out - began);
    *all_ms = *layout_ms + 1e3 * (window_time() - drawing);
    *cpu_s = laid_out_cpu_s - began_cpu_s + process_cpu_s() - drawing_cpu_s;
    return true;
}

/* Keeps the links of the circuit, the view one begins in. */
static bool take_stock(struct pictures *pictures, struct error *error)
{
    double unused[3];
    if (!draw(pictures, &unused[0], &unused[1], &unused[2], error))
        return false;
    const struct plan *plan = pictures->session.plan;
    uint32_t n = count_links(plan);
    pictures->stock = malloc((n ? n : 1) * sizeof *pictures->stock);
    if (!pictures->stock)
        return error_set(error, ERROR_MEMORY, "out of memory for %u ribbons", n);
    for (uint32_t i = 0; i < plan->n_passes; i++) {
        const struct plan_pass *pass = &plan->passes[i];
        if (pass->kind != PLAN_PASS_RIBBONS)
            continue;
        memcpy(pictures->stock + pictures->n_stock, plan->ribbons + pass->first,
               pass->count * sizeof *pictures->stock);
        pictures->n_stock += pass->count;
    }
    return true;
}

bool pictures_open(struct pictures *pictures, const struct options *options, unsigned most,
                   struct error *error)
{
    *pictures = (struct pictures){.width = options->width, .height = options->height, .most = most};
    struct options circuit = *options;
    circuit.view = SCENE_CIRCUIT;
    struct session_wish wish = {.offscreen = true, .remembers = true};
    if (!session_open(&pictures->session, &circuit, &wish, error))
        return false;
    double *ms = calloc((size_t)most * (PICTURE_PARTS + 1), sizeof *ms);
    pictures->ms = ms;
    for (unsigned i = 0; ms && i < PICTURE_PARTS; i++)
        pictures->part[i] = ms + (size_t)most * (i + 1);
    struct session *session = &pictures->session;
    while (session->frame.view->phase == STORY_WEARING_IN) {
        worker_announce(session->worker, 1);
        worker_take(session->worker, &session->frame);
    }
    if (ms && take_stock(pictures, error) &&
        pictures_set(pictures, options->view, options->width, options->height, 0, error))
        return true;
    if (!ms)
        error_set(error, ERROR_MEMORY, "out of memory for %u pictures", most);
    pictures_close(pictures);
    return false;
}

void pictures_close(struct pictures *pictures)
{
    session_close(&pictures->session);
    free(pictures->ms);
    free(pictures->stock);
    *pictures = (struct pictures){0};
}

static bool make_room(struct plan *plan, uint32_t links, struct error *error)
{
    uint32_t most = plan->n_ribbons + links;
    if (most <= plan->max_ribbons)
        return true;
    struct plan_ribbon *larger = realloc(plan->ribbons, most * sizeof *larger);
    if (!larger)
        return error_set(error, ERROR_MEMORY, "no memory for %u ribbons; ask for fewer", most);
    plan->ribbons = larger;
    plan->max_ribbons = most;
    return true;
}

/* Until the eye has arrived. The scene has to see the network while it goes: it chooses the synapse
 * to fly to from what it sees. */
static void settle(struct pictures *pictures)
{
    struct session *session = &pictures->session;
    for (int i = 0; i < SETTLE; i++) {
        worker_announce(session->worker, 1);
        session_look(session);
        session_lay_out(session, pictures->width, pictures->height, SETTLE_S, SETTLE_S, false);
    }
}

bool pictures_set(struct pictures *pictures, enum scene_view view, int width, int height,
                  uint32_t links, struct error *error)
{
    struct session *session = &pictures->session;
    if (view == SCENE_GUIDED)
        view = SCENE_CIRCUIT;
    pictures->width = width;
    pictures->height = height;
    pictures->links = links;
    if (scene_shown(session->scene) != view) {
        scene_show(session->scene, view);
        settle(pictures);
    }
    if (!make_room(session->plan, links, error))
        return false;
    render_reset_guard(session->render); /* it would hold back the jump, and that costs time */
    double unused[3];
    for (int i = 0; i < WARM_UP; i++)
        if (!draw(pictures, &unused[0], &unused[1], &unused[2], error))
            return false;
    return true;
}

uint32_t pictures_links_of(const struct pictures *pictures, uint32_t segments)
{
    uint32_t drawn = render_stats(pictures->session.render)->segments;
    const struct plan *plan = pictures->session.plan;
    if (segments <= drawn || !drawn)
        return 0;
    return count_links(plan) + (uint32_t)((double)(segments - drawn) * plan->n_ribbons / drawn);
}

bool pictures_measure(struct pictures *pictures, double longest_s, struct error *error)
{
    struct render *render = pictures->session.render;
    double cpu_s, unused, began = window_time();
    pictures->cpu_ms = 0.0;
    unsigned n = 0;
    for (; n < pictures->most && (n < LEAST_COUNT || window_time() - began < longest_s); n++) {
        if (!draw(pictures, &pictures->part[PICTURE_LAYOUT][n], &pictures->ms[n], &cpu_s, error))
            return false;
        pictures->cpu_ms += 1e3 * cpu_s;
    }
    pictures->count = n;
    pictures->cpu_ms /= n;
    render_time_passes(render, true);
    for (unsigned i = 0; i < n; i++) {
        if (!draw(pictures, &pictures->part[PICTURE_LAYOUT][i], &unused, &unused, error))
            return false;
        for (int pass = 0; pass < RENDER_TIMED; pass++)
            pictures->part[pass][i] = render_stats(render)->pass_ms[pass];
    }
    render_time_passes(render, false);
    return true;
}

void pictures_report(struct pictures *pictures, int segments_asked, struct bench_row *row)
{
    const struct session *session = &pictures->session;
    const struct render_stats *stats = render_stats(session->render);
    double median = bench_quantile(pictures->ms, pictures->count, 0.5);
    bench_text(row, "view", scene_view_name(scene_shown(session->scene)));
    bench_number(row, "width", pictures->width);
    bench_number(row, "height", pictures->height);
    bench_number(row, "scale", (double)session->quality.to.scale);
    bench_number(row, "segments_asked", segments_asked);
    bench_number(row, "segments", stats->segments);
    bench_number(row, "links", count_links(session->plan));
    bench_number(row, "frames", pictures->count);
    bench_number(row, "ms_median", median);
    bench_number(row, "ms_p95", bench_quantile(pictures->ms, pictures->count, 0.95));
    bench_number(row, "cpu_ms", pictures->cpu_ms);
    bench_number(row, "fps", 1e3 / median);
    bench_number(row, "draw_calls", stats->draw_calls);
    bench_number(row, "upload_bytes", (double)stats->upload_bytes);
    bench_text(row, "renderer", stats->renderer);
    bench_number(row, "passes.layout",
                 bench_quantile(pictures->part[PICTURE_LAYOUT], pictures->count, 0.5));
    for (unsigned i = 0; i < RENDER_TIMED; i++) {
        char key[BENCH_KEY];
        snprintf(key, sizeof key, "passes.%s", render_timed_name(i));
        bench_number(row, key, bench_quantile(pictures->part[i], pictures->count, 0.5));
    }
}
