/* Round bodies, with the halos and rings under them, the farthest first. */
#include <math.h>
#include <string.h>

#include "render/device.h"

struct body_instance {
    float sphere[4];
    float colour[4];
    float look[3];
};

static void make_body_stream(struct stream *stream)
{
    const size_t body = sizeof(struct body_instance);
    glGenVertexArrays(1, &stream->array);
    glGenBuffers(1, &stream->buffer);
    glBindVertexArray(stream->array);
    glBindBuffer(GL_ARRAY_BUFFER, stream->buffer);
    scene_attribute(0, 4, GL_FLOAT, body, offsetof(struct body_instance, sphere));
    scene_attribute(1, 4, GL_FLOAT, body, offsetof(struct body_instance, colour));
    scene_attribute(2, 3, GL_FLOAT, body, offsetof(struct body_instance, look));
}

static void fill_body(const struct plan_body *b, struct body_instance *to)
{
    memcpy(to->sphere, b->centre, 3 * sizeof(float));
    to->sphere[3] = b->radius;
    memcpy(to->colour, b->colour, 3 * sizeof(float));
    to->colour[3] = b->glow;
    to->look[0] = b->opacity;
    to->look[1] = b->halo;
    to->look[2] = b->ring;
}

struct sort_key {
    uint32_t far, index;
};

/* Farthest first, by two rounds of counting on a 16-bit depth; stable, so that bodies at the
 * same depth keep the plan's order. */
static void sort_keys(struct sort_key *keys, struct sort_key *other, uint32_t n)
{
    for (int round = 0; round < 2; round++) {
        uint32_t starts[257] = {0};
        int shift = 8 * round;
        for (uint32_t i = 0; i < n; i++)
            starts[((keys[i].far >> shift) & 255) + 1]++;
        for (int i = 0; i < 256; i++)
            starts[i + 1] += starts[i];
        for (uint32_t i = 0; i < n; i++)
            other[starts[(keys[i].far >> shift) & 255]++] = keys[i];
        struct sort_key *swap = keys;
        keys = other;
        other = swap;
    }
}

/* Instances of the pass's bodies, the farthest first, in staging (the keys lie behind them). */
static uint32_t fill_bodies(struct device *device, const struct plan *plan,
                            const struct plan_pass *pass, struct body_instance **out)
{
    uint32_t count = scene_clip_count(pass, plan->n_bodies);
    if (!count)
        return 0;
    size_t body_bytes = count * sizeof(struct body_instance);
    void *staging = device_staging(device, body_bytes + 2 * count * sizeof(struct sort_key));
    if (!staging)
        return 0;
    *out = staging;
    struct sort_key *keys = (void *)((char *)staging + body_bytes);

    uint32_t n = 0;
    for (uint32_t i = pass->first; i < pass->first + count; i++) {
        const struct plan_body *b = &plan->bodies[i];
        float view[4];
        scene_transform(plan->camera.view, b->centre, view);
        if (!(b->opacity > 0.0f) || -view[2] < 1e-3f)
            continue;
        float far = fminf(-view[2] * 128.0f, 65535.0f);
        keys[n++] = (struct sort_key){65535u - (uint32_t)far, i};
    }
    sort_keys(keys, keys + count, n);
    for (uint32_t i = 0; i < n; i++)
        fill_body(&plan->bodies[keys[i].index], &(*out)[i]);
    return n;
}

/* One program over the bodies in the stream. */
static void draw_bodies(struct device *device, const struct plan *plan, enum program_id p,
                        uint32_t count)
{
    if (!device_use(device, p, PLAN_PASS_BODIES))
        return;
    scene_set_camera(device, p, plan);
    glUniform1f(device_uniform(device, p, UNIFORM_HALO), p == PROGRAM_BODY_HALO ? 1.0f : 0.0f);
    glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, (GLsizei)count);
    device->stats->draw_calls++;
}

void pass_bodies(struct device *device, const struct plan *plan, const struct plan_pass *pass)
{
    struct body_instance *bodies;
    uint32_t count = fill_bodies(device, plan, pass, &bodies);
    if (!count)
        return;
    target_use(&device->scene);
    glEnable(GL_BLEND);
    struct stream *stream = &device->bodies[device->picture][pass - plan->passes];
    if (!stream->array)
        make_body_stream(stream);
    glBindVertexArray(stream->array);
    device_stream(device, stream, bodies, count * sizeof *bodies);
    /* The halos lie under the bodies: light round them, not a mist before them. */
    glBlendFunc(GL_ONE, plan->ink <= 0.0f ? GL_ONE : GL_ONE_MINUS_SRC_ALPHA);
    draw_bodies(device, plan, PROGRAM_BODY_HALO, count);
    glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    draw_bodies(device, plan, PROGRAM_BODY_CORE, count);
}
