/* The ground of snow and forest: a height field that the traffic of the ways wears down and that
 * drifting snow fills. Internal to scene/.
 *
 * Depth follows the model at once in mind and slowly on the screen: a track deepens faster than
 * it fills. The grid is made when the ground is first shown and brought up to date a few
 * treads a picture.
 */
#ifndef SNOWMELT_SCENE_GROUND_H
#define SNOWMELT_SCENE_GROUND_H

#include <stdbool.h>

#include "scene/ground_field.h"
#include "scene/plan.h"
#include "scene/treads.h"
#include "scene/ways.h"

struct ground {
    struct treads treads;
    struct tread_shape now[TREADS_MAX]; /* of every tread, slowly on its way */
    struct ground_field field;
    float lie; /* of the ways that the treads were laid out for */
    uint32_t n_places;
    float slump; /* how far banks have slumped, 0..1 */
    float wet;   /* 0 frozen .. 1 melting */
    bool ready;  /* the grid is there and laid out */
};

void ground_destroy(struct ground *ground);
/* `calm` moves at half the pace. `shown`: the grid is kept up to date. */
void ground_animate(struct ground *ground, const struct ways *ways, float occupancy, float dt_s,
                    bool calm, bool shown);
/* Height of the ground as it is drawn there, mm; 0 until it is ready. */
float ground_height(const struct ground *ground, float x, float y);
/* Hands the fields to the plan; false where there are none. */
bool ground_fields(const struct ground *ground, struct plan_ground *plan);

#endif
