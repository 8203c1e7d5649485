#include "model/calcium.h"

#include "model/constants.h"
#include "model/maths.h"

float calcium_above(float c, float theta, float dt_ms)
{
    if (c <= theta)
        return 0.0f;
    float ms = (float)CA_TAU_MS * model_logf(c / theta);
    return ms < dt_ms ? ms : dt_ms;
}

void calcium_event(struct contact_state *state, uint32_t step, float amount)
{
    float dt_ms = (float)(step - state->touched) * (float)DT_MS;
    if (state->calcium > (float)THETA_D) {
        state->above_d += calcium_above(state->calcium, (float)THETA_D, dt_ms);
        state->above_p += calcium_above(state->calcium, (float)THETA_P, dt_ms);
    }
    state->calcium = state->calcium * model_expf(-dt_ms * (float)(1.0 / CA_TAU_MS)) + amount;
    state->touched = step;
}

struct calcium_drift calcium_drift(float share_p, float share_d, double dt_s, double slowing)
{
    float up = (float)GAMMA_P * share_p, down = (float)GAMMA_D * share_d, sum = up + down;
    float steps = (float)(dt_s / (RHO_TAU_S * slowing));
    float well = (float)BISTABLE * steps;
    struct calcium_drift drift = {.keep = 1.0f, .bistable = well < 1.0f ? well : 1.0f};
    if (sum > 1e-9f) {
        drift.to = up / sum;
        drift.keep = model_expf(-sum * steps);
    }
    return drift;
}
