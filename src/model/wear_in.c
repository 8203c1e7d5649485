/* Before the story: the loop is walked until plasticity has worn it in. */
#include "model/constants.h"
#include "model/internal.h"

/* Slices of SLICE_MS of spiking, about one visit each. In the first part the places of the loop are cued in order;
 * then the walk goes by itself. Story time runs fast, so that spines settle too. */
static const double SLICE_MS = 320.0;
enum { CUED = 100, FREE = 40, MEASURED = 40, ALL = CUED + FREE + MEASURED };

/* What the ratios refer to from now on. */
static void take_rest(struct model *m)
{
    m->rest = m->lately.now;
    for (uint32_t i = 0; i < m->net.n_exc; i++)
        m->rest_hz[i] = m->lately.rate_hz[i];
    m->rest_spines = m->net.staged[MODEL_FUNCTIONAL] + m->net.staged[MODEL_MATURE];
    double sum = 0;
    for (uint32_t i = 0; i < m->config.n_loop; i++)
        sum += m->way[m->config.loop[i]][m->config.loop[(i + 1) % m->config.n_loop]].strength;
    m->rest_strength = sum / m->config.n_loop;
    m->fresh_from = m->net.next_id;
    m->fresh_live = 0;
    for (uint32_t a = 0; a < m->net.n_places; a++)
        for (uint32_t b = 0; b < m->net.n_places; b++)
            m->way[a][b].fresh = 0;
    m->slow_s = 0;
    m->dose_slow_s = -1;
    for (uint32_t i = 0; i < m->net.n_exc; i++)
        m->row_time_s[i] = 0;
    m->worn_in = true;
}

float model_wear_in(struct model *m)
{
    if (m->worn_in)
        return 1.0f;
    uint32_t at = m->wear_slices++;
    double days = 0;
    if (at < CUED) {
        /* At about the pace at which the walk goes by itself. */
        model_cue(m, m->config.loop[at % m->config.n_loop]);
        days = WEAR_CUED_D / CUED;
    } else {
        model_cue(m, -1);
        days = at < CUED + FREE ? WEAR_FREE_D / FREE : SLICE_MS / 1000.0 / 86400.0;
    }
    spiking_run(m, (uint32_t)(SLICE_MS / DT_MS), days * 86400.0 / (SLICE_MS / DT_MS));
    spines_balance(m);
    if (at + 1 < ALL)
        return (float)(at + 1) / ALL;
    take_rest(m);
    return 1.0f;
}
