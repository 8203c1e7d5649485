/* Hall: four delay lines that feed one another through a matrix which keeps the energy, each
 * darkened a little on its way (feedback delay network, Jot and Chaigne 1991). */
#include "platform/synth_parts.h"

/* Lengths without a common factor, so that no pitch stands out; 38 to 79 ms. */
static const uint32_t LENGTH[HALL_LINES] = {1823, 2377, 3041, 3793};
static const float KEPT = 0.80f;    /* of what comes round */
static const float BRIGHT = 0.32f;  /* how much of a change a line takes up at once */
static const float INPUT = 0.5f;

void hall_add(struct hall *hall, float wet, struct synth_block *block)
{
    for (int i = 0; i < SYNTH_BLOCK; i++) {
        float out[HALL_LINES], left = block->side[0][i], right = block->side[1][i];
        for (int l = 0; l < HALL_LINES; l++) {
            float far = hall->line[l][(hall->at - LENGTH[l]) & (HALL_ROOM - 1)];
            hall->damped[l] += BRIGHT * (far - hall->damped[l]);
            out[l] = KEPT * hall->damped[l];
        }
        /* Hadamard's matrix, halved: turns and mirrors, and keeps lengths. */
        float a = out[0] + out[1], b = out[0] - out[1], c = out[2] + out[3], d = out[2] - out[3];
        uint32_t at = hall->at & (HALL_ROOM - 1);
        hall->line[0][at] = 0.5f * (a + c) + INPUT * left;
        hall->line[1][at] = 0.5f * (b + d) + INPUT * right;
        hall->line[2][at] = 0.5f * (a - c) + INPUT * left;
        hall->line[3][at] = 0.5f * (b - d) + INPUT * right;
        hall->at++;
        block->side[0][i] += wet * (out[0] + out[2]);
        block->side[1][i] += wet * (out[1] + out[3]);
    }
}
