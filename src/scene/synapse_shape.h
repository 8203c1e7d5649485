/* Measures of the close-up that drawing and shape share, in units. Internal to scene/. */
#ifndef SNOWMELT_SCENE_SYNAPSE_SHAPE_H
#define SNOWMELT_SCENE_SYNAPSE_SHAPE_H

#include "scene/synapse.h"

#define SHAPE_TOP   (-0.13f) /* of a grown spine's head */
#define SHAPE_MOUTH 0.19f  /* lower side of the bouton; real clefts are far narrower */
#define SHAPE_ROOT  (-1.14f) /* where the neck leaves the dendrite */
#define SHAPE_FLAT  0.42f  /* power of the sine that flattens the head's top */
#define SHAPE_ION   0.01f  /* of magnesium in its pore, above the skin */
#define SHAPE_PLUG  (-0.10f) /* of ketamine, deeper */

struct head_shape {
    float radius, above, below; /* half axes */
    float middle;               /* height of the widest part */
    float neck;                 /* radius */
    float lean;                 /* of a feeler's tip, aside */
};

void synapse_head_shape(const struct synapse *synapse, struct head_shape *shape);

#endif
