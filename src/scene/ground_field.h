/* The grid of the ground: heights, slopes, moonlight and colour of each cell, from what all treads
 * press into it. Internal to scene/. */
#ifndef SNOWMELT_SCENE_GROUND_FIELD_H
#define SNOWMELT_SCENE_GROUND_FIELD_H

#include <stdbool.h>
#include <stdint.h>

#include "scene/treads.h"

#define GROUND_DEEP_MM 2.3f  /* the track that takes a quarter of all traffic */
#define GROUND_LIFT    0.45f /* see plan_ground */

/* Direction towards the moon: low, from the left and behind. */
extern const float GROUND_LIGHT[3];

struct ground_field {
    float (*land)[4]; /* surfaces as in plan_field */
    float (*surface)[4];
    uint8_t (*tint)[2];
    float (*rest)[2]; /* where nobody has walked, and how feet leave the floor; mm */
    uint32_t revision;
    int dirty[2];
};

/* Allocates it and lays out the land; false when memory ran out. */
bool ground_field_make(struct ground_field *field);
void ground_field_destroy(struct ground_field *field);
/* Looks anew at the cells of the box low..high (column, row, inclusive) and at those in its
 * shadow, and widens the dirty rows to them. */
void ground_field_look_again(struct ground_field *field, const struct tread_sum *sums,
                             const int low[2], const int high[2]);
/* Height as it is drawn, mm. */
float ground_field_height(const struct ground_field *field, float x, float y);

#endif
