/* Plasticity that needs NMDA receptors: the calcium rule of Graupner & Brunel (2012). */
#ifndef SNOWMELT_MODEL_CALCIUM_H
#define SNOWMELT_MODEL_CALCIUM_H

#include <stdint.h>

#include "model/network.h"

/* Time (ms) that calcium, starting at c and decaying with CA_TAU_MS, spends above theta within
 * dt_ms. Closed form. */
float calcium_above(float c, float theta, float dt_ms);

/* An event at `step` adds `amount` of calcium; what passed since the last one is booked. */
void calcium_event(struct contact_state *state, uint32_t step, float amount);

/* How efficacy moves over a stretch of time with given shares of time above the thresholds. */
struct calcium_drift {
    float to, keep; /* threshold terms, exact: rho -> to + (rho - to) * keep */
    float bistable; /* reach of the bistable term, in units of tau */
};

/* For dt_s seconds; `slowing` stretches tau. No noise term: its mean is zero, and the average
 * over a stretch is what is asked. */
struct calcium_drift calcium_drift(float share_p, float share_d, double dt_s, double slowing);

/* Applies it to one efficacy; the result is within 0..1. */
static inline float calcium_relax(float rho, struct calcium_drift drift, float rho_star)
{
    rho = drift.to + (rho - drift.to) * drift.keep;
    rho -= drift.bistable * rho * (1.0f - rho) * (rho_star - rho);
    return rho < 0.0f ? 0.0f : rho > 1.0f ? 1.0f : rho;
}

#endif
