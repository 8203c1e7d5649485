/* Marks that feet press into the snow: dents that drift full again. Internal to scene/. */
#ifndef SNOWMELT_SCENE_FOOTPRINTS_H
#define SNOWMELT_SCENE_FOOTPRINTS_H

#include <stdbool.h>
#include <stdint.h>

#include "scene/ground.h"
#include "scene/plan.h"

enum { FOOTPRINTS_MAX = 320 };

struct footprint {
    float at[2], way[2]; /* mm; unit length */
    float fresh;         /* 1 just trodden .. 0 drifted full */
    float pressed;       /* 0..1, comes quickly but not at once */
};

/* Inks of the small things on the ground. */
struct ground_inks {
    float dark[3], bright[3]; /* of dents and figures; of edges that catch the light */
    float night;              /* 1 by night, when lights are seen .. 0 by day */
};

struct footprints {
    struct footprint print[FOOTPRINTS_MAX];
    uint32_t next; /* the oldest one */
};

/* A foot comes down there on its way; the oldest mark makes room. */
void footprints_lay(struct footprints *prints, const float at[2], const float way[2]);
/* `wet` (0..1): in melting snow marks go sooner. */
void footprints_animate(struct footprints *prints, float wet, float dt_s);
void footprints_draw(const struct footprints *prints, const struct ground *ground,
                     const struct ground_inks *inks, struct plan *plan);

#endif
