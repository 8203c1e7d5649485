/* A render of its own, a plan and the picture it makes, for the tests of what is seen. */
#ifndef SNOWMELT_TESTS_RENDER_BENCH_H
#define SNOWMELT_TESTS_RENDER_BENCH_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "gl_context.h"

enum { WIDTH = 320, HEIGHT = 180 };

struct bench {
    struct gl_context gl;
    struct render *render;
    struct plan *plan;
    uint8_t pixels[WIDTH * HEIGHT * 3];
};

static inline struct render *make_render(float scale)
{
    struct render_options options = gl_context_options();
    options.scale = scale;
    options.guard_off = true;
    struct error error;
    struct render *render = render_create(&options, &error);
    assert_non_null(render);
    return render;
}

static inline int set_up(void **state)
{
    struct bench *bench = calloc(1, sizeof *bench);
    if (!bench || !gl_context_open(&bench->gl))
        return -1;
    bench->render = make_render(1.0f);
    bench->plan = plan_create();
    *state = bench;
    return bench->plan ? 0 : -1;
}

static inline int tear_down(void **state)
{
    struct bench *bench = *state;
    render_destroy(bench->render);
    plan_destroy(bench->plan);
    gl_context_close(&bench->gl);
    free(bench);
    return 0;
}

/* An eye at z 100 mm that sees 2 x 45 mm of height at z 0, so 2 px a mm. */
static inline struct plan *begin(struct bench *bench)
{
    struct plan *plan = bench->plan;
    plan_begin(plan, WIDTH, HEIGHT, 0.0);
    memset(&plan->camera, 0, sizeof plan->camera);
    for (int i = 0; i < 4; i++)
        plan->camera.view[i][i] = 1.0f;
    plan->camera.view[3][2] = -100.0f;
    float f = 100.0f / 45.0f, near = 1.0f, far = 1000.0f;
    plan->camera.projection[0][0] = f * HEIGHT / WIDTH;
    plan->camera.projection[1][1] = f;
    plan->camera.projection[2][2] = (far + near) / (near - far);
    plan->camera.projection[2][3] = -1.0f;
    plan->camera.projection[3][2] = 2.0f * far * near / (near - far);
    plan->camera.eye[2] = 100.0f;
    plan->fog_range_mm[0] = 500.0f;
    plan->fog_range_mm[1] = 900.0f;
    plan->exposure = 1.0f;
    return plan;
}

static inline struct plan_ribbon *ribbon(struct plan *plan, float y, float radius, float light)
{
    struct plan_ribbon *r = plan_ribbon(plan);
    for (int i = 0; i < 4; i++) {
        r->p[i][0] = -60.0f + 40.0f * (float)i;
        r->p[i][1] = y;
        r->colour[i % 3] = light;
    }
    r->radius[0] = r->radius[1] = radius;
    r->range[1] = 1.0f;
    r->opacity = 1.0f;
    return r;
}

static inline void pass(struct plan *plan, enum plan_pass_kind kind, uint32_t first, uint32_t count)
{
    struct plan_pass *p = plan_pass(plan, kind);
    p->first = first;
    p->count = count;
}

static inline void draw(struct bench *bench)
{
    struct error error;
    assert_true(render_draw(bench->render, bench->plan, &error));
    render_capture(bench->render, bench->pixels);
}

static inline const uint8_t *at(const struct bench *bench, int x, int y)
{
    return bench->pixels + (y * WIDTH + x) * 3;
}

static inline double sum_of(const struct bench *bench, int x0, int y0, int x1, int y1)
{
    double sum = 0.0;
    for (int y = y0; y < y1; y++)
        for (int x = x0; x < x1; x++)
            sum += at(bench, x, y)[0] + at(bench, x, y)[1] + at(bench, x, y)[2];
    return sum;
}

static inline struct plan_item *rect(struct plan *plan, float x, float y, float w, float h,
                                     float grey, float alpha)
{
    struct plan_item *item = plan_item(plan, PLAN_ITEM_RECT);
    item->box = (struct plan_box){x, y, w, h};
    item->colour[0] = item->colour[1] = item->colour[2] = grey;
    item->colour[3] = alpha;
    return item;
}

static inline struct plan_body *body(struct plan *plan, float x, float y, float z, float radius)
{
    struct plan_body *b = plan_body(plan);
    b->centre[0] = x;
    b->centre[1] = y;
    b->centre[2] = z;
    b->radius = radius;
    b->opacity = 1.0f;
    return b;
}

#endif
