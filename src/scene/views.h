/* Which view is shown, and how far the picture is on its way from one to another.
 * Internal to scene/.
 *
 * All views stand in one space: places and ways lie where they lie. The ground of snow and forest
 * is the plane z = 0, the picture plane of the circuit: to go there the eye leans over it, depth
 * is laid flat, and one way of drawing fades while the other comes. So the path is one path
 * all along.
 */
#ifndef SNOWMELT_SCENE_VIEWS_H
#define SNOWMELT_SCENE_VIEWS_H

#include <stdbool.h>

#include "scene/camera.h"
#include "scene/scene.h"

struct views {
    enum scene_view to;
    float reach[SCENE_VIEWS]; /* 0..1, moves evenly */
};

void views_init(struct views *views, enum scene_view view);
void views_show(struct views *views, enum scene_view view);
/* Takes 3.2 s from one to another; `calm` takes longer. */
void views_animate(struct views *views, float dt_s, bool calm);

/* How much of the picture is this view, 0..1; together 1. */
float views_share(const struct views *views, enum scene_view view);
/* Whether the picture has arrived. */
bool views_rest(const struct views *views);
/* Where the eye is at home in. */
void views_home(const struct views *views, struct camera_home *home);

#endif
