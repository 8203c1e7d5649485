/* Inside of the scene: what it is made of. */
#ifndef SNOWMELT_SCENE_SCENE_PARTS_H
#define SNOWMELT_SCENE_SCENE_PARTS_H

#include "scene/beads.h"
#include "scene/brain.h"
#include "scene/camera.h"
#include "scene/cells.h"
#include "scene/flight.h"
#include "scene/forest.h"
#include "scene/ground.h"
#include "scene/ground_look.h"
#include "scene/guide.h"
#include "scene/hand.h"
#include "scene/links.h"
#include "scene/maths.h"
#include "scene/pick.h"
#include "scene/pulses.h"
#include "scene/scene.h"
#include "scene/snow.h"
#include "scene/spines.h"
#include "scene/surroundings.h"
#include "scene/synapse.h"
#include "scene/views.h"
#include "scene/ways.h"

struct scene {
    struct scene_options options;
    struct palette palette;
    float light, light_to; /* of the backdrop, 0 night .. 1 day, moves evenly */
    struct palette_mix mix;
    struct views views;
    struct guide guide;
    bool guided;
    struct camera camera;
    struct cells cells;
    struct brain brain;
    struct ways ways;
    struct links links;
    struct pulses pulses;
    struct surroundings around;
    struct ground ground;
    struct snow snow;
    struct forest forest;
    struct synapse synapse;
    struct hand hand;
};

/* Share of the picture that has ground to stand on, 0..1. */
float scene_ground_share(const struct scene *scene);

#endif
