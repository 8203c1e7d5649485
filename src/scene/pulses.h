/* Spikes on their way along the links. Internal to scene/. */
#ifndef SNOWMELT_SCENE_PULSES_H
#define SNOWMELT_SCENE_PULSES_H

#include <stdbool.h>
#include <stdint.h>

#include "model/snapshot.h"
#include "scene/links.h"
#include "scene/plan.h"
#include "scene/ways.h"

enum { PULSES_MAX = 200 };

struct pulse {
    float p[4][3];
    float colour[3];
    float weight;   /* brightness by efficacy, 0..1 */
    float age_s;    /* negative: waits for its turn */
    float travel_s; /* from soma to contact */
    uint64_t link;
    uint16_t cell;
    int8_t from, to; /* places of its two cells, -1 none */
};

struct pulses {
    bool still; /* nothing travels: the whole link lights up and fades */
    struct pulse pulse[PULSES_MAX]; /* oldest first */
    uint32_t n;
    float ready;    /* pulses that may start now; refills with time */
    float since_s;  /* screen time since the snapshot before */
    double spike_s; /* spiking time of that snapshot */
};

/* Starts pulses for the snapshot's spikes, on the strongest links out of each spiking cell, in
 * the order and at the distances in time at which the cells fired. A long way takes longer, as it
 * does in the model. No more start than the eye can follow: so a burst never flashes, and the
 * pool never runs full. */
void pulses_observe(struct pulses *pulses, struct links *links, const struct ways *ways,
                    const struct palette *palette, const struct model_snapshot *snapshot);
void pulses_animate(struct pulses *pulses, float dt_s);

/* Light of one pulse, 0..1, before crowding: rises over 180 ms, falls over 350 ms. */
float pulses_light(const struct pulse *pulse);
/* What all are dimmed by so that their sum stays bounded. */
float pulses_crowding(const struct pulses *pulses);

void pulses_draw(const struct pulses *pulses, struct plan *plan);

#endif
