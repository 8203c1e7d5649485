#include "model/model.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/constants.h"
#include "model/internal.h"
#include "model/maths.h"

enum { VIEW_ONE_IN = 10 };

static bool check_config(struct model_config *c, struct error *error)
{
    if (!c->cells_per_place)
        c->cells_per_place = 160;
    if (!c->n_exc)
        c->n_exc = 1600;
    if (!c->n_inh)
        c->n_inh = 400;
    if (c->n_places < 3 || c->n_places > MODEL_MAX_PLACES)
        return error_set(error, ERROR_MODEL_CONFIG, "%u places; give 3 to %d", c->n_places,
                         MODEL_MAX_PLACES);
    if (c->n_exc > 20000 || c->n_inh > 5000 || c->n_inh < 10)
        return error_set(error, ERROR_MODEL_CONFIG,
                         "%u and %u cells; give at most 20000 and 10 to 5000", c->n_exc, c->n_inh);
    if (c->n_exc % 8 || c->n_inh % 8)
        return error_set(error, ERROR_MODEL_CONFIG, "%u and %u cells; give multiples of 8",
                         c->n_exc, c->n_inh);
    if ((uint64_t)c->n_places * c->cells_per_place > c->n_exc)
        return error_set(error, ERROR_MODEL_CONFIG,
                         "%u places of %u cells do not fit into %u; give more cells", c->n_places,
                         c->cells_per_place, c->n_exc);
    if (c->n_loop < 3 || c->n_loop > c->n_places || c->n_ways > MODEL_MAX_WAYS)
        return error_set(error, ERROR_MODEL_CONFIG, "the loop has %u places; give 3 to %u",
                         c->n_loop, c->n_places);
    for (uint32_t i = 0; i < c->n_loop; i++)
        if (c->loop[i] >= c->n_places || c->loop[i] == c->loop[(i + 1) % c->n_loop])
            return error_set(error, ERROR_MODEL_CONFIG, "step %u of the loop leads nowhere", i);
    for (uint32_t i = 0; i < c->n_ways; i++)
        if (c->ways[i].from >= c->n_places || c->ways[i].to >= c->n_places ||
            c->ways[i].from == c->ways[i].to)
            return error_set(error, ERROR_MODEL_CONFIG, "way %u leads nowhere", i);
    return true;
}

/* One pyramidal cell in ten of each place and of those outside, and one interneuron in ten:
 * the first ones, since the cells of a place differ only by chance. */
static bool choose_view(struct model *m)
{
    const struct network *net = &m->net;
    uint32_t n = net->n_exc + net->n_inh, seen[MODEL_MAX_PLACES + 2] = {0};
    m->view_of = malloc(n * sizeof *m->view_of);
    m->view = calloc(n / VIEW_ONE_IN + MODEL_MAX_PLACES + 2, sizeof *m->view);
    if (!m->view_of || !m->view)
        return false;
    for (uint32_t i = 0; i < n; i++) {
        bool inh = i >= net->n_exc;
        uint32_t group = inh                  ? MODEL_MAX_PLACES + 1
                         : net->place[i] >= 0 ? (uint32_t)net->place[i]
                                              : MODEL_MAX_PLACES;
        m->view_of[i] = -1;
        if (seen[group]++ % VIEW_ONE_IN != 0)
            continue;
        struct model_cell_view *cell = &m->view[m->n_view];
        memcpy(cell->position_mm, net->position[i], sizeof cell->position_mm);
        cell->type = inh ? MODEL_INTERNEURON : MODEL_PYRAMIDAL;
        cell->place = net->place[i];
        cell->region = net->region[i];
        cell->neuron = i;
        m->view_of[i] = (int16_t)m->n_view++;
    }
    m->view_rate = calloc(m->n_view, sizeof *m->view_rate);
    m->view_count = calloc(m->n_view, sizeof *m->view_count);
    m->spikes = calloc(MODEL_MAX_SPIKES, sizeof *m->spikes);
    m->spike_step = calloc(MODEL_MAX_SPIKES, sizeof *m->spike_step);
    for (uint32_t v = 0; v < m->n_view; v++) {
        uint32_t i = m->view[v].neuron;
        if (i >= net->n_exc)
            continue;
        for (uint32_t c = net->contact.row[i]; c < net->contact.row[i + 1]; c++)
            m->max_links += m->view_of[network_post(net, c)] >= 0;
    }
    return m->view_rate && m->view_count && m->spikes && m->spike_step;
}

void model_wire(struct model *m)
{
    struct network *net = &m->net;
    double to_inh = REFERENCE_EXC / (net->n_exc * P_EXC_INH);
    double from_inh = REFERENCE_INH / net->n_inh * INHIBITION_GAIN;
    const struct circuit_projection projections[] = {
        {.wires = &net->contact,
         .sends = 2,
         .send = {{.receptor = CIRCUIT_AMPA, .weight = net->w_ampa, .depressing = STP_USE > 0},
                  {.receptor = CIRCUIT_NMDA,
                   .weight = net->w_nmda,
                   .gated = true,
                   .depressing = STP_USE > 0}}},
        {.wires = &net->exc_inh,
         .sends = 2,
         .send = {{.receptor = CIRCUIT_AMPA, .common = (float)(G_AMPA_INH * to_inh)},
                  {.receptor = CIRCUIT_NMDA,
                   .common = (float)(G_NMDA_INH * to_inh),
                   .gated = true}}},
        {.wires = &net->inh_exc,
         .sends = 1,
         .send = {{.receptor = CIRCUIT_GABA,
                   .common = (float)(G_GABA_EXC * from_inh / P_INH_EXC)}}},
        {.wires = &net->inh_inh,
         .sends = 1,
         .send = {
             {.receptor = CIRCUIT_GABA, .common = (float)(G_GABA_INH * from_inh / P_INH_INH)}}}};
    m->circuit.projections = 0;
    for (size_t i = 0; i < sizeof projections / sizeof *projections; i++)
        circuit_add(&m->circuit, &projections[i]);
}

/* The cells and their connections, ready to step. */
static bool make_circuit(struct model *m)
{
    struct network *net = &m->net;
    struct neurons cells;
    const struct neurons_class common = {.leak_mv = E_LEAK,
                                         .threshold_mv = V_THRESHOLD,
                                         .reset_mv = V_RESET,
                                         .exc_mv = E_EXC,
                                         .inh_mv = E_GABA,
                                         .ampa_ms = AMPA_TAU_MS,
                                         .gaba_ms = GABA_TAU_MS,
                                         .nmda_ms = NMDA_TAU_MS,
                                         .nmda_rise_ms = NMDA_RISE_MS,
                                         .background_hz = EXT_RATE_HZ};
    struct neurons_class classes[2] = {common, common}, *exc = &classes[0], *inh = &classes[1];
    exc->count = m->config.n_exc;
    exc->capacitance_pf = C_EXC * 1000.0;
    exc->leak_ns = GL_EXC;
    exc->refractory_ms = REFRACTORY_EXC_MS;
    exc->adapt_step_ns = ADAPT_STEP;
    exc->adapt_ms = ADAPT_TAU_MS;
    exc->adapt_mv = E_K;
    exc->background_ns = G_EXT_EXC;
    inh->count = m->config.n_inh;
    inh->capacitance_pf = C_INH * 1000.0;
    inh->leak_ns = GL_INH;
    inh->refractory_ms = REFRACTORY_INH_MS;
    inh->background_ns = G_EXT_INH;
    const struct circuit_options options = {.gate_ms = NMDA_TAU_MS,
                                            .gate_opens =
                                                1.0 - model_exp(-NMDA_ALPHA * NMDA_RISE_MS),
                                            .resources_used = STP_USE,
                                            .resources_ms = STP_RECOVERY_MS};
    uint32_t slots = (uint32_t)(DELAY_MAX_MS / DT_MS + 0.5) + 1;
    if (!neurons_create(&cells, classes, 2, DT_MS, slots, &m->random)) {
        neurons_destroy(&cells);
        return false;
    }
    if (!circuit_create(&m->circuit, cells, &options, NULL) ||
        !network_create(net, &m->config, cells.shift, &m->random))
        return false;
    model_wire(m);
    return true;
}

struct model *model_create(const struct model_config *config, uint64_t seed, struct error *error)
{
    struct model_config checked = *config;
    if (!check_config(&checked, error))
        return NULL;
    struct model *m = calloc(1, sizeof *m);
    if (!m) {
        error_set(error, ERROR_MEMORY, "no memory for the model");
        return NULL;
    }
    m->config = checked;
    m->seed = seed;
    m->random = seed * 0x9e3779b97f4a7c15ULL + 0x1234567ULL;
    uint32_t n_exc = checked.n_exc, n = n_exc + checked.n_inh;
    bool good = make_circuit(m);
    m->sent = calloc(n_exc, sizeof *m->sent);
    m->last_spike = calloc(n, sizeof *m->last_spike);
    m->interval_ms = calloc(n_exc, sizeof *m->interval_ms);
    m->cv2 = calloc(n_exc, sizeof *m->cv2);
    m->row_time_s = calloc(n_exc, sizeof *m->row_time_s);
    m->rest_in = calloc(n_exc, sizeof *m->rest_in);
    m->functional_in = calloc(n_exc, sizeof *m->functional_in);
    m->ca_list = calloc((size_t)MODEL_CA_RING * n_exc, sizeof *m->ca_list);
    if (!good || !m->sent || !m->last_spike || !m->interval_ms || !m->cv2 || !m->row_time_s ||
        !m->ca_list || !m->rest_in || !m->functional_in || !choose_view(m)) {
        model_destroy(m);
        error_set(error, ERROR_MEMORY, "no memory for a model of %u cells", n);
        return NULL;
    }
    for (uint32_t i = 0; i < n_exc; i++)
        m->cv2[i] = -1.0f;
    drug_init(&m->drug);
    cascade_init(&m->cascade);
    walk_init(&m->walk, checked.n_places, checked.loop, checked.n_loop);
    synchrony_init(&m->synchrony, checked.n_places, checked.cells_per_place);
    m->scaling = m->inhibition = 1.0;
    m->dose_slow_s = m->practised_s = -1;
    m->fresh_from = m->net.next_id;
    m->cue = -1;
    m->slow_countdown = (uint32_t)(SLOW_STEP_MS / DT_MS + 0.5);
    slow_weigh_all(m);
    return m;
}

void model_destroy(struct model *m)
{
    if (!m)
        return;
    network_destroy(&m->net);
    circuit_destroy(&m->circuit);
    void *all[] = {m->sent,       m->last_spike, m->interval_ms, m->cv2,
                   m->row_time_s, m->ca_list,    m->rest_in,     m->functional_in,
                   m->view,       m->view_of,    m->view_rate,   m->view_count,
                   m->spikes,     m->spike_step};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        free(all[i]);
    free(m);
}

static void set_current(struct model *m, int place, float pa)
{
    if (place < 0)
        return;
    uint32_t first = (uint32_t)place * m->config.cells_per_place;
    for (uint32_t i = first; i < first + m->config.cells_per_place; i++)
        m->circuit.cells.current[i] = pa;
}

void model_cue(struct model *m, int place)
{
    place = place < 0 ? -1 : place;
    if (place == m->cue || place >= (int)m->net.n_places)
        return;
    set_current(m, m->cue, 0);
    if (m->worn_in && m->cue < 0) {
        spines_settle(m);
        m->aside = m->lately;
        /* A rest between two walks of one session is no end of it. */
        if (m->practised_s >= 0 && m->slow_s - m->practised_s < 3600.0)
            memcpy(m->lately.share, m->practised, sizeof m->practised);
    } else if (m->worn_in && place < 0) {
        spines_settle(m);
        memcpy(m->practised, m->lately.share, sizeof m->practised);
        m->practised_s = m->slow_s;
        m->lately = m->aside;
    }
    m->cue = place;
    set_current(m, m->cue, (float)((m->worn_in ? PRACTICE_NA : CUE_NA) * 1000.0));
}

void model_advance(struct model *m, double spike_ms, double slow_s)
{
    m->carry_ms += spike_ms;
    double whole = m->carry_ms / DT_MS + 1e-9;
    if (!(whole >= 1.0)) {
        m->owed_slow_s += slow_s;
        return;
    }
    uint32_t steps = (uint32_t)whole;
    m->carry_ms -= steps * DT_MS;
    spiking_run(m, steps, slow_s / steps);
}

bool model_dose(struct model *m, const struct model_dose *dose)
{
    if (!drug_dose(&m->drug, dose))
        return false;
    m->dose_slow_s = m->slow_s;
    m->fresh_from = m->net.next_id;
    return true;
}

void model_walk_begin(struct model *m)
{
    walk_forget(&m->walk);
    m->walk.memory = INFINITY;
}

void model_block_ampa(struct model *m, bool blocked)
{
    m->ampa_blocked = blocked;
}

void model_block_mtor(struct model *m, bool blocked)
{
    m->mtor_blocked = blocked;
}

void model_val66met(struct model *m, bool has)
{
    m->val66met = has;
}

void model_ssri(struct model *m, bool on)
{
    m->ssri_on = on;
}

bool model_check(const struct model *m, struct error *error)
{
    const struct neurons *cells = &m->circuit.cells;
    for (uint32_t i = 0; i < cells->n; i++)
        if (!isfinite(cells->v[i]) || !isfinite(cells->inhibition[i]) ||
            !isfinite(cells->scaling[i]))
            return error_set(error, ERROR_MODEL_CONFIG, "cell %u is not finite: %g mV", i,
                             (double)cells->v[i]);
    return network_check(&m->net, error);
}
