/* Before the story: the loop is walked until plasticity has worn it in. */
#include "model/constants.h"
#include "model/internal.h"
#include "model/maths.h"

/* Slices of SLICE_MS of spiking, about one visit each. At first the places of the loop are cued in
 * order; then the walk goes by itself. Story time runs fast, so that spines settle too. */
static const double SLICE_MS = 320.0;
enum { ASIDE_EVERY = 10, CUED = 200, FREE = 80, MEASURED = 60, ALL = CUED + FREE + MEASURED };
_Static_assert((int)ALL == (int)MODEL_WEAR_IN_CALLS, "told in model.h");

/* Conductance of the loop's ways in all, nS. */
static double loop_strength(const struct model *m)
{
    double sum = 0;
    for (uint32_t i = 0; i < m->config.n_loop; i++)
        sum += m->way[m->config.loop[i]][m->config.loop[(i + 1) % m->config.n_loop]].strength;
    return sum;
}

/* What the ratios refer to from now on. */
static void take_rest(struct model *m)
{
    m->rest = m->lately.now;
    m->rest_all_received = m->all_received;
    m->rest_spines = m->net.staged[MODEL_FUNCTIONAL] + m->net.staged[MODEL_MATURE];
    m->rest_strength = loop_strength(m) / m->config.n_loop;
    m->fresh_from = m->net.next_id;
    m->fresh_live = 0;
    for (uint32_t a = 0; a < m->net.n_places; a++)
        for (uint32_t b = 0; b < m->net.n_places; b++)
            m->way[a][b].fresh = 0;
    m->slow_s = 0;
    m->dose_slow_s = m->practised_s = -1;
    for (uint32_t i = 0; i < m->net.n_exc; i++)
        m->row_time_s[i] = 0;
    m->worn_in = true;
}

/* The loop at about the pace at which the walk goes by itself; now and then any other place, since
 * a life knows more than its worry. */
static int cue_of(struct model *m, uint32_t slice)
{
    const struct model_config *config = &m->config;
    if (slice % ASIDE_EVERY != ASIDE_EVERY - 1)
        return config->loop[(slice - slice / ASIDE_EVERY) % config->n_loop];
    for (;;) {
        int place = (int)model_below(&m->random, config->n_places);
        bool on_loop = false;
        for (uint32_t i = 0; i < config->n_loop; i++)
            on_loop = on_loop || config->loop[i] == place;
        if (!on_loop || config->n_loop == config->n_places)
            return place;
    }
}

float model_wear_in(struct model *m)
{
    if (m->worn_in)
        return 1.0f;
    uint32_t at = m->wear_slices++;
    bool cued = at < CUED, measured = at >= CUED + FREE;
    model_cue(m, cued ? cue_of(m, at) : -1);
    double days = cued ? WEAR_CUED_D : measured ? SLICE_MS / 1000.0 / 86400.0 : WEAR_FREE_D;
    spiking_run(m, (uint32_t)(SLICE_MS / DT_MS), days * 86400.0 / (SLICE_MS / DT_MS));
    spines_balance(m);
    if (at + 1 < ALL) {
        m->birth_per_hour *= WEAR_BIRTHS;
        return (float)(at + 1) / ALL;
    }
    take_rest(m);
    return 1.0f;
}

bool model_just_worn(const struct model *m)
{
    return m->worn_in && m->step == ALL * (uint64_t)(SLICE_MS / DT_MS);
}
