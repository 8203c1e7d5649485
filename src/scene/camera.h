/* The eye: damped, bounded, drifting a little; and how the whole network is framed.
 * Internal to scene/. */
#ifndef SNOWMELT_SCENE_CAMERA_H
#define SNOWMELT_SCENE_CAMERA_H

#include <stdbool.h>
#include <stdint.h>

#include "scene/plan.h"

/* One damped quantity: where it is, how fast it moves, where it shall be. */
struct camera_axis {
    float now, speed, target;
};

/* Where the eye is when nobody has moved it. */
struct camera_home {
    float yaw, pitch;     /* radians */
    float pitch_range[2]; /* how far the pitch may be turned from there */
    float field;          /* vertical field of view, radians */
    float ground;         /* 0: turning goes about the height; 1: about the depth, which is then
                             laid flat, a ground to look down on */
    float sky;            /* share of the picture's height kept free above it */
};

/* A spot that is gone to from home. */
struct camera_close {
    float near;       /* 0 at home .. 1 there */
    float target[3];  /* mm */
    float span_mm[2]; /* across and up: what shall fit the free part there */
};

struct camera {
    struct camera_home home;
    struct camera_close close;
    struct camera_axis yaw, pitch; /* radians from home */
    struct camera_axis zoom;       /* distance over the distance at home */
    struct camera_axis pan[2];     /* heights of the picture at home, right and up */
    double drift_s;                /* time the slow drift has run */
};

/* What must be in the picture: `core` within the part left free by panel and captions, the
 * rest anywhere within its borders, but for what has strayed far. */
struct camera_point {
    float position[3];
    float margin; /* mm kept clear around it */
    bool core, stray;
};

/* The part of the picture that the network is fitted to, as fractions from left and top. */
struct camera_free {
    float left, top, right, bottom;
};

void camera_init(struct camera *camera, const struct camera_home *home);
/* Another home, near the last one: what was turned and shifted is kept. */
void camera_move_home(struct camera *camera, const struct camera_home *home);
void camera_go_close(struct camera *camera, const struct camera_close *close);
void camera_orbit(struct camera *camera, float yaw, float pitch);
void camera_pan(struct camera *camera, float dx, float dy);
void camera_zoom(struct camera *camera, float factor);
void camera_home(struct camera *camera);
void camera_animate(struct camera *camera, float dt_s, bool drift);

/* What is free where the plan does not say. */
void camera_free_part(int width, int height, struct camera_free *part);

/* Fills the plan's camera and returns the eye's distance to the middle of the network, mm. */
float camera_place(const struct camera *camera, const struct camera_point *points, uint32_t count,
                   struct plan *plan);

/* How many pixels a mm at a world point spans; the plan's camera must be placed. */
float camera_px_per_mm(const struct plan *plan, const float position[3]);

/* Pixel that a world point falls on; false behind the eye or outside the picture. */
bool camera_project(const struct plan *plan, const float position[3], float *x, float *y);
/* The point of the plane at this z that a pixel shows; false where the eye looks past it. */
bool camera_unproject(const struct plan *plan, float x, float y, float z, float position[3]);

#endif
