/* What drawing the close-up shares between its files. Internal to scene/. */
#ifndef SNOWMELT_SCENE_SYNAPSE_DRAW_H
#define SNOWMELT_SCENE_SYNAPSE_DRAW_H

#include "scene/synapse.h"

struct inks {
    float ground[3], rest[3], text[3], own[3], pale[3], ketamine[3], gold[3];
    float day; /* 0 night .. 1 day */
};

struct draw {
    const struct synapse *s;
    struct plan *plan;
    struct inks inks;
    float share; /* of the close-up in the picture */
    bool calm;
};

void draw_to_world(const struct synapse *synapse, const float at[3], float out[3]);
void draw_ring(const struct draw *d, struct plan_shell *shell, uint32_t i, float x, float y,
               float z, float radius, float share);
/* fill where it faces the eye, covering by so much; rim where it turns away. */
void draw_skin(struct plan_shell *shell, const float fill[3], float cover, const float rim[3],
               float edge, float sheen);

/* synapse_parts.c: what is in and on the skins */
void draw_vesicles(const struct draw *d);
void draw_receptors(const struct draw *d);
void draw_ions(const struct draw *d);
void draw_grains(const struct draw *d);
void draw_gold(const struct draw *d);

#endif
