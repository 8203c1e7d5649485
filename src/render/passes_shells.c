/* Translucent skins: a strip a shell, its rings spread across the line of sight. */
#include <math.h>
#include <string.h>

#include "render/device.h"

struct shell_vertex {
    float at[3];
    float skin[4];
    float light[3];
    float fill[4], rim[4];
};

/* Towards the lamp in eye space: the upper left, as for bodies. */
static const float LAMP[3] = {-0.42f, 0.62f, 0.66f};

void shells_make_stream(struct device *device)
{
    static const struct {
        int n;
        size_t offset;
    } PARTS[] = {{3, offsetof(struct shell_vertex, at)},
                 {4, offsetof(struct shell_vertex, skin)},
                 {3, offsetof(struct shell_vertex, light)},
                 {4, offsetof(struct shell_vertex, fill)},
                 {4, offsetof(struct shell_vertex, rim)}};
    glGenVertexArrays(1, &device->shells.array);
    glGenBuffers(1, &device->shells.buffer);
    glBindVertexArray(device->shells.array);
    glBindBuffer(GL_ARRAY_BUFFER, device->shells.buffer);
    for (GLuint i = 0; i < sizeof PARTS / sizeof *PARTS; i++) {
        glEnableVertexAttribArray(i);
        glVertexAttribPointer(i, PARTS[i].n, GL_FLOAT, GL_FALSE, sizeof(struct shell_vertex),
                              (const void *)PARTS[i].offset);
    }
}

static float dot(const float a[3], const float b[3])
{
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/* Makes it unit length; false when it has none. */
static bool unit(float v[3])
{
    float length = sqrtf(dot(v, v));
    if (!(length > 1e-9f))
        return false;
    for (int k = 0; k < 3; k++)
        v[k] /= length;
    return true;
}

static void cross(const float a[3], const float b[3], float out[3])
{
    out[0] = a[1] * b[2] - a[2] * b[1];
    out[1] = a[2] * b[0] - a[0] * b[2];
    out[2] = a[0] * b[1] - a[1] * b[0];
}

static void to_eye(const struct plan *plan, const float p[3], float out[3])
{
    for (int r = 0; r < 3; r++)
        out[r] = plan->camera.view[0][r] * p[0] + plan->camera.view[1][r] * p[1] +
                 plan->camera.view[2][r] * p[2] + plan->camera.view[3][r];
}

/* How the line runs at a ring, by its neighbours, and how much the skin leans along it. */
static bool run(const struct plan *plan, const struct plan_ring *rings, uint32_t i, uint32_t count,
                float along[3], float *lean)
{
    const struct plan_ring *before = &rings[i > 0 ? i - 1 : 0];
    const struct plan_ring *after = &rings[i + 1 < count ? i + 1 : i];
    float a[3], b[3];
    to_eye(plan, before->centre, a);
    to_eye(plan, after->centre, b);
    for (int k = 0; k < 3; k++)
        along[k] = b[k] - a[k];
    float step = sqrtf(dot(along, along)), swell = after->radius - before->radius;
    float slant = hypotf(step, swell);
    *lean = slant > 1e-9f ? -swell / slant : 0.0f;
    return unit(along);
}

static void put(struct shell_vertex *to, const struct plan_shell *shell, float share,
                const float middle[3], const float across[3], float u, float radius, float px)
{
    for (int k = 0; k < 3; k++)
        to->at[k] = middle[k] + across[k] * u * radius;
    to->skin[0] = u;
    to->skin[1] = px;
    memcpy(to->fill, shell->fill, sizeof to->fill);
    memcpy(to->rim, shell->rim, sizeof to->rim);
    to->fill[3] *= share;
    to->rim[3] *= share;
    to->skin[3] = shell->sheen;
}

/* Two vertices a ring; none where a ring lies behind the eye. */
static uint32_t fill_shell(const struct plan *plan, const struct plan_shell *shell, float pixel,
                           struct shell_vertex *out)
{
    const struct plan_ring *rings = &plan->rings[shell->first];
    float across[3] = {1.0f, 0.0f, 0.0f}, along[3] = {0.0f, 1.0f, 0.0f};
    uint32_t n = 0;
    for (uint32_t i = 0; i < shell->count; i++) {
        float middle[3], way[3], side[3], lean, toward[3];
        to_eye(plan, rings[i].centre, middle);
        if (middle[2] > -1e-3f)
            return 0;
        if (run(plan, rings, i, shell->count, way, &lean)) {
            memcpy(along, way, sizeof along);
            cross(along, middle, side);
            if (unit(side))
                memcpy(across, side, sizeof across);
        }
        cross(across, along, toward);
        float mm = -middle[2] * pixel, px = rings[i].radius / mm;
        float reach = 1.0f + 0.75f / fmaxf(px, 0.25f);
        for (int end = 0; end < 2; end++) {
            struct shell_vertex *to = &out[n++];
            put(to, shell, rings[i].share, middle, across, end ? reach : -reach, rings[i].radius,
                px);
            to->skin[2] = lean;
            to->light[0] = dot(LAMP, across);
            to->light[1] = dot(LAMP, along);
            to->light[2] = fabsf(dot(LAMP, toward));
        }
    }
    return n;
}

static uint32_t fill_all(const struct device *device, const struct plan *plan, uint32_t first,
                         uint32_t count, struct shell_vertex *out)
{
    float up = fmaxf(plan->camera.projection[1][1], 1e-3f);
    float pixel = 2.0f / (up * (float)device->scene.height);
    uint32_t n = 0;
    for (uint32_t i = first; i < first + count; i++) {
        const struct plan_shell *shell = &plan->shells[i];
        if (shell->count < 2 || shell->first + shell->count > plan->n_rings)
            continue;
        /* Strips are tied by two vertices that span nothing. */
        uint32_t begin = n ? n + 2 : 0, made = fill_shell(plan, shell, pixel, out + begin);
        if (!made)
            continue;
        if (n) {
            out[n] = out[n - 1];
            out[n + 1] = out[begin];
        }
        n = begin + made;
    }
    return n;
}

void pass_shells(struct device *device, const struct plan *plan, const struct plan_pass *pass)
{
    if (pass->first >= plan->n_shells)
        return;
    uint32_t left = plan->n_shells - pass->first;
    uint32_t count = pass->count < left ? pass->count : left, rings = 0;
    for (uint32_t i = pass->first; i < pass->first + count; i++)
        rings += plan->shells[i].count;
    if (!rings || !device_use(device, PROGRAM_SHELL, PLAN_PASS_SHELLS))
        return;
    size_t most = 2 * ((size_t)rings + count);
    struct shell_vertex *vertices = device_staging(device, most * sizeof *vertices);
    uint32_t n = vertices ? fill_all(device, plan, pass->first, count, vertices) : 0;
    if (!n)
        return;
    target_use(&device->scene);
    glUniformMatrix4fv(device_uniform(device, PROGRAM_SHELL, UNIFORM_PROJECTION), 1, GL_FALSE,
                       &plan->camera.projection[0][0]);
    glUniform1f(device_uniform(device, PROGRAM_SHELL, UNIFORM_INK), plan->ink);
    glEnable(GL_BLEND);
    glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    glBindVertexArray(device->shells.array);
    device_stream(device, &device->shells, vertices, n * sizeof *vertices);
    glDrawArrays(GL_TRIANGLE_STRIP, 0, (GLsizei)n);
    device->stats->draw_calls++;
}
