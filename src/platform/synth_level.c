/* Level: a limiter that looks one block ahead.
 *
 * Gain moves in a straight line from one edge of a block to the next. At an edge it is no more
 * than either block at its sides bears, so nothing between is over the peak either; it goes up
 * again slowly.
 */
#include "platform/synth_parts.h"

static const float RECOVER_S = 1.2f; /* from nothing to all */

static float bearable(const struct synth_block *block)
{
    float most = 0.0f;
    for (int side = 0; side < SYNTH_CHANNELS; side++)
        for (int i = 0; i < SYNTH_BLOCK; i++)
            most = fmaxf(most, fabsf(block->side[side][i]));
    return most > SYNTH_PEAK ? SYNTH_PEAK / most : 1.0f;
}

void limiter_pass(struct limiter *limiter, struct synth_block *block)
{
    float ahead = bearable(block);
    float edge = fminf(fminf(limiter->held_gain, ahead), limiter->gain + SYNTH_BLOCK_S / RECOVER_S);
    float step = (edge - limiter->gain) / SYNTH_BLOCK;
    for (int side = 0; side < SYNTH_CHANNELS; side++) {
        for (int i = 0; i < SYNTH_BLOCK; i++) {
            float gain = limiter->gain + step * (float)i;
            float out = limiter->held.side[side][i] * gain;
            limiter->held.side[side][i] = block->side[side][i];
            /* Rounding alone could still pass the peak by a hair. */
            block->side[side][i] = fminf(fmaxf(out, -SYNTH_PEAK), SYNTH_PEAK);
        }
    }
    limiter->gain = edge;
    limiter->held_gain = ahead;
}
