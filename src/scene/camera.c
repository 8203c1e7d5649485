#include "scene/camera.h"

#include <math.h>
#include <string.h>

#include <cglm/cglm.h>

#include "scene/maths.h"

static const float DAMPING_S = 0.35f;
static const float ZOOM_NEAR = 0.32f, ZOOM_FAR = 1.6f;
static const float PAN_MAX[2] = {0.70f, 0.45f};
static const float DRIFT_YAW = 0.045f, DRIFT_PITCH = 0.018f;
static const double DRIFT_YAW_S = 41.0, DRIFT_PITCH_S = 57.0;
static const double TURN = 6.283185307179586;
static const float BORDER = 0.97f; /* what is not core stays within this of the picture */

void camera_init(struct camera *camera, const struct camera_home *home)
{
    memset(camera, 0, sizeof *camera);
    camera->home = *home;
    camera->zoom.now = camera->zoom.target = 1.0f;
}

static void turn_pitch(struct camera *camera, float by)
{
    const float *range = camera->home.pitch_range;
    camera->pitch.target = scene_clamp(camera->pitch.target + by, range[0], range[1]);
}

void camera_move_home(struct camera *camera, const struct camera_home *home)
{
    camera->home = *home;
    turn_pitch(camera, 0.0f);
}

void camera_go_close(struct camera *camera, const struct camera_close *close)
{
    camera->close = *close;
}

void camera_orbit(struct camera *camera, float yaw, float pitch)
{
    camera->yaw.target += scene_finite(yaw, 0.0f);
    turn_pitch(camera, scene_finite(pitch, 0.0f));
}

void camera_pan(struct camera *camera, float dx, float dy)
{
    /* The picture follows the pointer, so the point looked at goes the other way. */
    float by[2] = {-scene_finite(dx, 0.0f), scene_finite(dy, 0.0f)};
    for (int k = 0; k < 2; k++) {
        float target = camera->pan[k].target + by[k] * camera->zoom.target;
        camera->pan[k].target = scene_clamp(target, -PAN_MAX[k], PAN_MAX[k]);
    }
}

void camera_zoom(struct camera *camera, float factor)
{
    if (isfinite(factor) && factor > 0.0f)
        camera->zoom.target = scene_clamp(camera->zoom.target * factor, ZOOM_NEAR, ZOOM_FAR);
}

void camera_home(struct camera *camera)
{
    /* Whole turns are given away, so that the way home is the short one. */
    float turns = roundf(camera->yaw.now / (float)TURN) * (float)TURN;
    camera->yaw.now -= turns;
    camera->yaw.target = camera->pitch.target = 0.0f;
    camera->zoom.target = 1.0f;
    camera->pan[0].target = camera->pan[1].target = 0.0f;
}

/* Critically damped, by the closed form: the same whatever the frame rate, and stable. */
static void axis_animate(struct camera_axis *axis, float dt_s)
{
    float omega = 2.0f / DAMPING_S;
    float away = axis->now - axis->target;
    float push = (axis->speed + omega * away) * dt_s;
    float decay = expf(-omega * dt_s);
    axis->now = axis->target + (away + push) * decay;
    axis->speed = (axis->speed - omega * push) * decay;
}

void camera_animate(struct camera *camera, float dt_s, bool drift)
{
    axis_animate(&camera->yaw, dt_s);
    axis_animate(&camera->pitch, dt_s);
    axis_animate(&camera->zoom, dt_s);
    axis_animate(&camera->pan[0], dt_s);
    axis_animate(&camera->pan[1], dt_s);
    if (drift)
        camera->drift_s += (double)dt_s;
}

void camera_free_part(int width, int height, struct camera_free *part)
{
    if ((float)width < 1.1f * (float)height)
        *part = (struct camera_free){0.04f, 0.05f, 0.96f, 0.60f};
    else
        *part = (struct camera_free){0.025f, 0.085f, 0.75f, 0.82f};
}

/* Eye space without the distance: x right, y up, z towards the eye. */
static void turn(const vec3 axes[3], const float p[3], float out[3])
{
    for (int k = 0; k < 3; k++)
        out[k] = axes[k][0] * p[0] + axes[k][1] * p[1] + axes[k][2] * p[2];
}

/* spin: about the depth, before the rest. */
static void eye_axes(float spin, float yaw, float pitch, vec3 axes[3])
{
    /* A positive yaw turns the near side to the right, a positive pitch lowers it. */
    float cy = cosf(yaw), sy = sinf(yaw), cp = cosf(pitch), sp = sinf(pitch);
    glm_vec3_copy((vec3){cy, 0.0f, sy}, axes[0]);
    glm_vec3_copy((vec3){sy * sp, cp, -cy * sp}, axes[1]);
    glm_vec3_copy((vec3){-sy * cp, sp, cy * cp}, axes[2]);
    float cs = cosf(spin), ss = sinf(spin);
    for (int k = 0; k < 3; k++) {
        float x = axes[k][0], y = axes[k][1];
        axes[k][0] = x * cs + y * ss;
        axes[k][1] = y * cs - x * ss;
    }
}

/* Depth is laid flat as the ground comes. */
static void lay(const struct camera_home *home, const float position[3], float out[3])
{
    memcpy(out, position, 3 * sizeof *out);
    out[2] *= 1.0f - home->ground;
}

/* How far the points reach to one side, given the slope of that side of the frustum: each
 * point needs  sign * target + slope * distance >= reach. */
struct side {
    float slope[2], reach[2]; /* [0] core in the free part, [1] all in the picture */
};

static float sides_distance(const struct side *a, const struct side *b)
{
    float distance = 0.0f;
    for (int i = 0; i < 2; i++)
        for (int j = 0; j < 2; j++)
            distance = fmaxf(distance, (a->reach[i] + b->reach[j]) / (a->slope[i] + b->slope[j]));
    return distance;
}

static float sides_target(const struct side *low, const struct side *high, float distance)
{
    float least = -1e9f, most = 1e9f;
    for (int i = 0; i < 2; i++) {
        least = fmaxf(least, high->reach[i] - high->slope[i] * distance);
        most = fminf(most, low->slope[i] * distance - low->reach[i]);
    }
    float centred = 0.5f * (high->reach[0] - low->reach[0]);
    return least > most ? 0.5f * (least + most) : scene_clamp(centred, least, most);
}

struct frame {
    float target[2]; /* in eye space */
    float distance;  /* of the eye from the origin of eye space */
    float part[2];   /* size of the free part, in half pictures */
    float shift[2];  /* of the picture's middle, in half pictures */
    float scale[2];  /* cotangent of half the field across and up */
};

/* The nearest eye from which everything is where it must be: constraints are linear in target
 * and distance, so the best is found in one pass. */
static void fit(const struct camera_home *home, const struct camera_point *points, uint32_t count,
                const struct plan *plan, struct frame *frame)
{
    int width = plan->width > 0 ? plan->width : 1, height = plan->height > 0 ? plan->height : 1;
    struct camera_free part;
    if (plan->free.w > 0.0f && plan->free.h > 0.0f)
        part = (struct camera_free){plan->free.x / (float)width, plan->free.y / (float)height,
                                    (plan->free.x + plan->free.w) / (float)width,
                                    (plan->free.y + plan->free.h) / (float)height};
    else
        camera_free_part(width, height, &part);
    part.top += fminf(home->sky, 0.4f * (part.bottom - part.top));
    float up = 1.0f / tanf(0.5f * home->field);
    frame->scale[0] = up * (float)height / (float)width;
    frame->scale[1] = up;
    float edges[2][2] = {{2.0f * part.left - 1.0f, 2.0f * part.right - 1.0f},
                         {1.0f - 2.0f * part.bottom, 1.0f - 2.0f * part.top}};
    vec3 axes[3];
    eye_axes(0.0f, home->yaw, home->pitch, axes);

    float distance = 1.0f;
    struct side sides[2][2]; /* [across, up][low, high] */
    for (int k = 0; k < 2; k++) {
        frame->shift[k] = 0.5f * (edges[k][0] + edges[k][1]);
        frame->part[k] = edges[k][1] - edges[k][0];
        for (int end = 0; end < 2; end++) {
            float sign = end ? 1.0f : -1.0f;
            float inner = sign * (edges[k][end] - frame->shift[k]);
            float outer = BORDER - sign * frame->shift[k];
            sides[k][end] =
                (struct side){{inner / frame->scale[k], outer / frame->scale[k]}, {-1e9f, -1e9f}};
        }
    }
    for (uint32_t i = 0; i < count; i++) {
        float laid[3], p[3];
        if (points[i].stray)
            continue;
        lay(home, points[i].position, laid);
        turn(axes, laid, p);
        for (int k = 0; k < 2; k++)
            for (int end = 0; end < 2; end++)
                for (int tier = points[i].core ? 0 : 1; tier < 2; tier++) {
                    struct side *side = &sides[k][end];
                    float reach = (end ? p[k] : -p[k]) + points[i].margin;
                    reach += side->slope[tier] * p[2];
                    side->reach[tier] = fmaxf(side->reach[tier], reach);
                }
    }
    for (int k = 0; k < 2; k++)
        distance = fmaxf(distance, sides_distance(&sides[k][0], &sides[k][1]));
    for (int k = 0; k < 2; k++)
        frame->target[k] = count ? sides_target(&sides[k][0], &sides[k][1], distance) : 0.0f;
    frame->distance = count ? distance : 100.0f;
}

/* How far the camera may pan from the middle, in mm right and up: within an ellipse about the
 * cells of the places, so that the nearest look still has some of them in it. */
static void hold_pan(const struct camera_point *points, uint32_t count, vec3 axes[3],
                     const float target[3], float pan[2])
{
    float reach[2] = {1.0f, 1.0f};
    for (uint32_t i = 0; i < count; i++) {
        for (int k = 0; k < 2 && points[i].core; k++) {
            float across = 0.0f;
            for (int j = 0; j < 3; j++)
                across += axes[k][j] * (points[i].position[j] - target[j]);
            reach[k] = fmaxf(reach[k], fabsf(across));
        }
    }
    float over = hypotf(pan[0] / reach[0], pan[1] / reach[1]) / 0.9f;
    for (int k = 0; k < 2 && over > 1.0f; k++)
        pan[k] /= over;
}

/* On the way to a spot: distance shrinks evenly to the eye, by the same factor in the same time,
 * and the spot moves to the middle without ever turning back or leaving the picture. Returns the
 * distance. */
static float come_close(const struct camera_close *close, const struct frame *frame, float depth,
                        float target[3])
{
    float near = scene_clamp(scene_finite(close->near, 0.0f), 0.0f, 1.0f), there = 0.0f;
    for (int k = 0; k < 2; k++)
        there = fmaxf(there, close->span_mm[k] * frame->scale[k] / fmaxf(frame->part[k], 0.05f));
    if (near <= 0.0f || !(there > 0.0f) || !(there < depth))
        return depth;
    float distance = there * powf(depth / there, 1.0f - near);
    float away = (distance - there) / (depth - there);
    for (int k = 0; k < 3; k++)
        target[k] = scene_mix(close->target[k], target[k], away);
    return distance;
}

float camera_place(const struct camera *camera, const struct camera_point *points, uint32_t count,
                   struct plan *plan)
{
    struct frame frame;
    const struct camera_home *at_home = &camera->home;
    fit(at_home, points, count, plan, &frame);

    /* The point turned about is the middle of the network, at the depth of its centre. */
    vec3 middle = {0, 0, 0};
    for (uint32_t i = 0; i < count; i++)
        for (int k = 0; k < 3; k++)
            middle[k] += points[i].position[k] / (float)count;
    middle[2] *= 1.0f - at_home->ground;
    vec3 home[3];
    eye_axes(0.0f, at_home->yaw, at_home->pitch, home);
    float centre[3], target[3] = {0, 0, 0};
    turn(home, middle, centre);
    float depth = frame.distance - centre[2];
    for (int k = 0; k < 3; k++)
        target[k] =
            home[0][k] * frame.target[0] + home[1][k] * frame.target[1] + home[2][k] * centre[2];

    float whole = depth;
    depth = come_close(&camera->close, &frame, depth, target);

    float drift = (float)sin(camera->drift_s * TURN / DRIFT_YAW_S);
    float nod = (float)sin(camera->drift_s * TURN / DRIFT_PITCH_S);
    vec3 axes[3];
    float turned = camera->yaw.now + DRIFT_YAW * drift;
    eye_axes(at_home->ground * turned, at_home->yaw + (1.0f - at_home->ground) * turned,
             at_home->pitch + camera->pitch.now + DRIFT_PITCH * nod, axes);
    float high = 2.0f * depth / frame.scale[1]; /* mm that fill the picture's height at home */
    float pan[2] = {high * camera->pan[0].now, high * camera->pan[1].now};
    hold_pan(points, count, axes, target, pan);
    float distance = depth * camera->zoom.now;
    vec3 eye;
    for (int k = 0; k < 3; k++) {
        target[k] += axes[0][k] * pan[0] + axes[1][k] * pan[1];
        eye[k] = target[k] + axes[2][k] * distance;
    }

    mat4 view, projection;
    glm_lookat(eye, target, axes[1], view);
    float near = 0.04f * distance, far = distance + 6.0f * whole;
    float right = near / frame.scale[0], top = near / frame.scale[1];
    glm_frustum(right * (-1.0f - frame.shift[0]), right * (1.0f - frame.shift[0]),
                top * (-1.0f - frame.shift[1]), top * (1.0f - frame.shift[1]), near, far,
                projection);
    memcpy(plan->camera.view, view, sizeof plan->camera.view);
    memcpy(plan->camera.projection, projection, sizeof plan->camera.projection);
    memcpy(plan->camera.eye, eye, sizeof plan->camera.eye);
    plan->camera.focus_mm = distance;
    return distance;
}
