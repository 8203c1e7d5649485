/* From the world to the pixels of a placed camera, and back. */
#include <math.h>

#include "scene/camera.h"

float camera_px_per_mm(const struct plan *plan, const float position[3])
{
    const struct plan_camera *camera = &plan->camera;
    float ahead = -camera->view[3][2];
    for (int k = 0; k < 3; k++)
        ahead -= camera->view[k][2] * position[k];
    return 0.5f * (float)plan->height * camera->projection[1][1] / fmaxf(ahead, 1e-3f);
}

bool camera_project(const struct plan *plan, const float position[3], float *x, float *y)
{
    float in[4] = {position[0], position[1], position[2], 1.0f}, eye[4], clip[4];
    for (int r = 0; r < 4; r++) {
        eye[r] = 0.0f;
        for (int c = 0; c < 4; c++)
            eye[r] += plan->camera.view[c][r] * in[c];
    }
    for (int r = 0; r < 4; r++) {
        clip[r] = 0.0f;
        for (int c = 0; c < 4; c++)
            clip[r] += plan->camera.projection[c][r] * eye[c];
    }
    if (!(clip[3] > 1e-4f))
        return false;
    *x = (0.5f + 0.5f * clip[0] / clip[3]) * (float)plan->width;
    *y = (0.5f - 0.5f * clip[1] / clip[3]) * (float)plan->height;
    return *x >= 0.0f && *y >= 0.0f && *x < (float)plan->width && *y < (float)plan->height;
}

bool camera_unproject(const struct plan *plan, float x, float y, float z, float position[3])
{
    static const float LEVEL = 1e-3f, FARTHEST_MM = 2000.0f;
    const struct plan_camera *camera = &plan->camera;
    float right = 2.0f * x / (float)plan->width - 1.0f, up = 1.0f - 2.0f * y / (float)plan->height;
    /* A ray in the eye's space, which looks down -z. */
    float ray[3] = {(right + camera->projection[2][0]) / camera->projection[0][0],
                    (up + camera->projection[2][1]) / camera->projection[1][1], -1.0f};
    float way[3];
    for (int k = 0; k < 3; k++)
        way[k] =
            camera->view[k][0] * ray[0] + camera->view[k][1] * ray[1] + camera->view[k][2] * ray[2];
    float far = fabsf(way[2]) > LEVEL ? (z - camera->eye[2]) / way[2] : -1.0f;
    for (int k = 0; k < 3; k++)
        position[k] = camera->eye[k] + far * way[k];
    return far > 0.0f && far < FARTHEST_MM;
}
