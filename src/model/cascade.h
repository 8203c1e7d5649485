/* The chain from glutamate to plastic capacity; every state relative to rest. */
#ifndef SNOWMELT_MODEL_CASCADE_H
#define SNOWMELT_MODEL_CASCADE_H

#include <stdbool.h>

struct cascade {
    double glutamate; /* 1 at rest */
    double bdnf;      /* 1 at rest */
    double mtor;      /* signal above rest, 0 at rest */
    double capacity;  /* P, 0 at rest */
    double ampa_usual; /* AMPA throughput that the cell is used to, 1 at rest */
    double ssri;       /* 0 .. 1 */
};

struct cascade_input {
    double output_ratio; /* pyramidal rate over rest */
    double ampa_ratio;   /* AMPA throughput over rest, measured in the network */
    double occupancy;    /* of NMDA receptors at rest (pyramidal) */
    bool ampa_blocked, mtor_blocked, ssri_on, val66met;
};

void cascade_init(struct cascade *cascade);

/* Moves on by dt_s seconds of story time under constant input. Each state relaxes
 * exponentially; stretches are short against the fastest (15 min). */
void cascade_advance(struct cascade *cascade, const struct cascade_input *input, double dt_s);

#endif
