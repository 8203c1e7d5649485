/* What the passes of the scene share, and the backdrop. */
#include <math.h>

#include "render/device.h"

void scene_attribute(GLuint index, int n, GLenum type, size_t stride, size_t offset)
{
    glEnableVertexAttribArray(index);
    glVertexAttribPointer(index, n, type, GL_FALSE, (GLsizei)stride, (const void *)offset);
    glVertexAttribDivisor(index, 1);
}

void scene_free_streams(struct device *device)
{
    for (int p = 0; p < PICTURES; p++)
        for (int i = 0; i < STREAM_SLOTS; i++) {
            stream_free(&device->ribbons[p][i].curves);
            stream_free(&device->ribbons[p][i].looks);
            stream_free(&device->bodies[p][i]);
        }
}

void scene_begin_picture(struct device *device)
{
    target_use(&device->scene);
    glClearColor(0.0f, 0.0f, 0.0f, 1.0f);
    glClear(GL_COLOR_BUFFER_BIT);
}

void pass_backdrop(struct device *device, const struct plan *plan)
{
    enum program_id p = PROGRAM_BACKDROP;
    if (ground_covers(device, plan) || !device_use(device, p, PLAN_PASS_BACKDROP))
        return;
    target_use(&device->scene);
    glDisable(GL_BLEND);
    glUniform3fv(device_uniform(device, p, UNIFORM_TOP), 1, plan->backdrop[0]);
    glUniform3fv(device_uniform(device, p, UNIFORM_BOTTOM), 1, plan->backdrop[1]);
    glUniform1f(device_uniform(device, p, UNIFORM_ASPECT),
                (float)plan->width / (float)plan->height);
    glUniform1f(device_uniform(device, p, UNIFORM_INK), plan->ink);
    device_draw_screen(device);
}

/* mm a pixel of the scene target spans at 1 mm from the eye. */
static float pixel_size(const struct device *device, const struct plan *plan)
{
    return 2.0f / (fmaxf(plan->camera.projection[1][1], 1e-3f) * (float)device->scene.height);
}

void scene_set_camera(const struct device *device, enum program_id p, const struct plan *plan)
{
    float length = plan->fog_range_mm[1] - plan->fog_range_mm[0];
    glUniformMatrix4fv(device_uniform(device, p, UNIFORM_VIEW), 1, GL_FALSE,
                       &plan->camera.view[0][0]);
    glUniformMatrix4fv(device_uniform(device, p, UNIFORM_PROJECTION), 1, GL_FALSE,
                       &plan->camera.projection[0][0]);
    glUniform1f(device_uniform(device, p, UNIFORM_PIXEL), pixel_size(device, plan));
    glUniform1f(device_uniform(device, p, UNIFORM_INK), plan->ink);
    glUniform3fv(device_uniform(device, p, UNIFORM_FOG), 1, plan->fog);
    glUniform2f(device_uniform(device, p, UNIFORM_FOG_RANGE), plan->fog_range_mm[0],
                length > 0.0f ? 1.0f / length : 0.0f);
    glUniform2f(device_uniform(device, p, UNIFORM_FOCUS), plan->camera.focus_mm,
                plan->aperture_px * (float)device->scene.height / (float)plan->height);
}

void scene_transform(const float m[4][4], const float p[3], float out[4])
{
    for (int i = 0; i < 4; i++)
        out[i] = m[0][i] * p[0] + m[1][i] * p[1] + m[2][i] * p[2] + m[3][i];
}

uint32_t scene_clip_count(const struct plan_pass *pass, uint32_t available)
{
    if (pass->first >= available)
        return 0;
    return pass->count < available - pass->first ? pass->count : available - pass->first;
}
