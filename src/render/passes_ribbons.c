/* Ribbons and pulses: instanced strips along curves. */
#include <math.h>
#include <string.h>

#include "render/device.h"
#include "render/packed.h"

/* Segments of a ribbon: as many as its bend needs for the eye not to see corners. Every ribbon
 * of a pass pays for the most of them, a little even where it does not use them. */
enum { LEAST_SEGMENTS = 2, MOST_SEGMENTS = 20, MOST_SEGMENTS_SOFTWARE = 14 };

/* As they travel to the GPU: rounded to what the eye can tell, so that what has all but come to
 * rest is not sent again for its last digits. */
struct ribbon_curve {
    float p[4][3];
};

struct ribbon_look {
    float shape[4];
    uint16_t colour[4]; /* half floats */
    uint16_t soft[2];   /* the same: softness, segments */
};

static void make_ribbon_streams(struct ribbon_streams *streams)
{
    const size_t curve = sizeof(struct ribbon_curve), look = sizeof(struct ribbon_look);
    glGenVertexArrays(1, &streams->curves.array);
    glGenBuffers(1, &streams->curves.buffer);
    glGenBuffers(1, &streams->looks.buffer);
    glBindVertexArray(streams->curves.array);
    glBindBuffer(GL_ARRAY_BUFFER, streams->curves.buffer);
    for (GLuint i = 0; i < 4; i++)
        scene_attribute(i, 3, GL_FLOAT, curve, i * 3 * sizeof(float));
    glBindBuffer(GL_ARRAY_BUFFER, streams->looks.buffer);
    scene_attribute(4, 4, GL_FLOAT, look, offsetof(struct ribbon_look, shape));
    scene_attribute(5, 4, GL_HALF_FLOAT, look, offsetof(struct ribbon_look, colour));
    scene_attribute(6, 2, GL_HALF_FLOAT, look, offsetof(struct ribbon_look, soft));
}

static void multiply(const float a[4][4], const float b[4][4], float out[4][4])
{
    for (int c = 0; c < 4; c++)
        for (int r = 0; r < 4; r++)
            out[c][r] =
                a[0][r] * b[c][0] + a[1][r] * b[c][1] + a[2][r] * b[c][2] + a[3][r] * b[c][3];
}

struct eye {
    float to_clip[4][4];
    float half_width, half_height; /* of the scene target, px */
    int most_segments;
    float corner_px;
};

static struct eye eye_of(const struct device *device, const struct plan *plan)
{
    struct eye eye;
    multiply(plan->camera.projection, plan->camera.view, eye.to_clip);
    eye.half_width = 0.5f * (float)device->scene.width;
    eye.half_height = 0.5f * (float)device->scene.height;
    eye.most_segments = device->software ? MOST_SEGMENTS_SOFTWARE : MOST_SEGMENTS;
    eye.corner_px = device->corner_px;
    return eye;
}

/* Segments the ribbon needs, 0 if it cannot be seen. */
static int segments_of(const struct eye *eye, const struct plan_ribbon *r)
{
    float share = r->range[1] - r->range[0];
    if (!(r->opacity > 0.0f) || !(share > 0.0f))
        return 0;
    float clip[4][4];
    unsigned outside = 15;
    bool behind = false;
    /* Room for the width of the ribbon, which the curve itself does not have. */
    float thick = fmaxf(r->radius[0], r->radius[1]);
    float mx = thick * fabsf(eye->to_clip[0][0]) + thick * fabsf(eye->to_clip[2][0]) +
               thick * fabsf(eye->to_clip[1][0]);
    float my = thick * fabsf(eye->to_clip[0][1]) + thick * fabsf(eye->to_clip[1][1]) +
               thick * fabsf(eye->to_clip[2][1]);
    for (int i = 0; i < 4; i++) {
        scene_transform(eye->to_clip, r->p[i], clip[i]);
        const float *c = clip[i];
        unsigned sides = 0;
        float w = c[3] * 1.02f;
        sides |= c[0] + mx < -w ? 1u : 0u;
        sides |= c[0] - mx > w ? 2u : 0u;
        sides |= c[1] + my < -w ? 4u : 0u;
        sides |= c[1] - my > w ? 8u : 0u;
        outside &= sides;
        behind = behind || c[3] < 1e-3f;
    }
    if (outside)
        return 0;
    if (behind)
        return eye->most_segments;
    float bend = 0.0f;
    float xy[4][2];
    for (int i = 0; i < 4; i++) {
        xy[i][0] = clip[i][0] / clip[i][3] * eye->half_width;
        xy[i][1] = clip[i][1] / clip[i][3] * eye->half_height;
    }
    for (int i = 0; i < 2; i++) {
        float x = xy[i][0] - 2.0f * xy[i + 1][0] + xy[i + 2][0];
        float y = xy[i][1] - 2.0f * xy[i + 1][1] + xy[i + 2][1];
        bend = fmaxf(bend, x * x + y * y);
    }
    float n = ceilf(sqrtf(0.75f * sqrtf(bend) * share * share / eye->corner_px));
    n = fmaxf(n, (float)LEAST_SEGMENTS);
    return n > (float)eye->most_segments ? eye->most_segments : (int)n;
}

static void fill_ribbon(const struct plan_ribbon *r, float share, int segments,
                        struct ribbon_look *to)
{
    bool seen = r->opacity > 0.0f && r->range[1] > r->range[0];
    for (int k = 0; k < 2; k++) {
        to->shape[k] = packed_round(r->radius[k]);
        to->shape[2 + k] = packed_round(r->range[k]);
    }
    for (int k = 0; k < 3; k++)
        to->colour[k] = packed_half(r->colour[k]);
    to->colour[3] = packed_half(seen ? share * r->opacity : 0.0f);
    to->soft[0] = packed_half(r->soft);
    to->soft[1] = packed_half(r->joined ? -(float)segments : (float)segments);
}

/* *strip: segments of the ribbon that has most. On a graphics card what cannot be seen keeps its
 * place, so that nothing behind it has to be sent again; it costs vertices alone. In software those
 * are dear and sending is a copy. */
static uint32_t fill_ribbons(const struct device *device, const struct plan *plan,
                             const struct plan_pass *pass, uint32_t count,
                             struct ribbon_curve *curves, struct ribbon_look *looks, int *strip)
{
    bool added = pass->kind == PLAN_PASS_PULSES;
    struct eye eye = eye_of(device, plan);
    uint32_t n = 0, seen = 0;
    *strip = 0;
    for (uint32_t i = pass->first; i < pass->first + count; i++) {
        const struct plan_ribbon *r = &plan->ribbons[i];
        float share = added ? 1.0f : thin_share(&device->thin, r);
        int segments = share > 0.0f ? segments_of(&eye, r) : 0;
        if (share <= 0.0f || (!segments && device->software))
            continue;
        seen += segments > 0;
        *strip = segments > *strip ? segments : *strip;
        device->stats->segments += (uint32_t)segments;
        memcpy(curves[n].p, r->p, sizeof curves[n].p);
        fill_ribbon(r, share, segments ? segments : LEAST_SEGMENTS, &looks[n]);
        n++;
    }
    return seen ? n : 0;
}

void pass_ribbons(struct device *device, const struct plan *plan, const struct plan_pass *pass)
{
    bool added = pass->kind == PLAN_PASS_PULSES;
    enum program_id p = added ? PROGRAM_PULSE : PROGRAM_RIBBON;
    uint32_t count = scene_clip_count(pass, plan->n_ribbons);
    if (!count || !device_use(device, p, pass->kind))
        return;
    struct ribbon_streams *streams = &device->ribbons[device->picture][pass - plan->passes];
    struct ribbon_curve *curves = device_staging(
        device, count * (sizeof(struct ribbon_curve) + sizeof(struct ribbon_look)));
    if (!curves)
        return;
    struct ribbon_look *looks = (void *)(curves + count);
    int strip;
    count = fill_ribbons(device, plan, pass, count, curves, looks, &strip);
    if (!count)
        return;
    if (!streams->curves.array)
        make_ribbon_streams(streams);
    target_use(&device->scene);
    scene_set_camera(device, p, plan);
    glEnable(GL_BLEND);
    glBlendFunc(GL_ONE, added && plan->ink <= 0.0f ? GL_ONE : GL_ONE_MINUS_SRC_ALPHA);
    glBindVertexArray(streams->curves.array);
    device_stream(device, &streams->curves, curves, count * sizeof *curves);
    device_stream(device, &streams->looks, looks, count * sizeof *looks);
    glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 2 * (strip + 3), (GLsizei)count);
    device->stats->draw_calls++;
}
