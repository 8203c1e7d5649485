/* The fast clock: spikes, their delivery, and the calcium they leave at synapses. */
#include <string.h>

#include "model/calcium.h"
#include "model/constants.h"
#include "model/internal.h"
#include "model/maths.h"

/* The NMDA gate of a cell's axon at this step. */
static float gate_now(const struct model *m, uint32_t cell)
{
    float ms = (float)((uint32_t)m->step - m->gate_step[cell]) * (float)DT_MS;
    return m->nmda_gate[cell] * model_expf(-ms * (float)(1.0 / NMDA_TAU_MS));
}

static void deliver_excitatory(struct model *m, uint32_t cell)
{
    struct network *net = &m->net;
    struct neurons *cells = &m->cells;
    uint32_t now = (uint32_t)m->step, n = cells->stride;

    /* The saturating NMDA gate of the axon: what was open decays, a share of the rest opens. */
    float gate = gate_now(m, cell);
    float opened = (1.0f - gate) * (float)(1.0 - 0.36787944117144233); /* 1 - exp(-alpha*rise) */
    m->nmda_gate[cell] = gate + opened;
    m->gate_step[cell] = now;

    uint32_t end = net->row[cell] + net->row_live[cell];
    float sent = 0;
    for (uint32_t c = net->row[cell]; c < end; c++) {
        size_t at = (size_t)((now + net->delay[c]) % NEURONS_RING) * n + net->post[c];
        cells->in_ampa[at] += net->w_ampa[c];
        cells->in_nmda[at] += net->w_nmda[c] * opened;
        sent += net->w_ampa[c];
    }
    m->slow_ampa += sent;

    float scale_i = (float)(REFERENCE_EXC / (net->n_exc * P_EXC_INH));
    float ampa = (float)G_AMPA_INH * scale_i, nmda = (float)G_NMDA_INH * scale_i * opened;
    for (uint32_t k = net->ei_row[cell]; k < net->ei_row[cell + 1]; k++) {
        size_t at =
            (size_t)((now + net->ei_delay[k]) % NEURONS_RING) * n + net->n_exc + net->ei_post[k];
        cells->in_ampa[at] += ampa;
        cells->in_nmda[at] += nmda;
    }
}

static void deliver_inhibitory(struct model *m, uint32_t cell)
{
    struct network *net = &m->net;
    struct neurons *cells = &m->cells;
    uint32_t now = (uint32_t)m->step, i = cell - net->n_exc;
    double scale = REFERENCE_INH / net->n_inh * INHIBITION_GAIN;
    float on_exc = (float)(G_GABA_EXC * scale / P_INH_EXC);
    float on_inh = (float)(G_GABA_INH * scale / P_INH_INH);
    for (uint32_t k = net->i_row[i]; k < net->i_row[i + 1]; k++) {
        uint32_t p = net->i_post[k];
        size_t at = (size_t)((now + net->i_delay[k]) % NEURONS_RING) * cells->stride + p;
        cells->in_gaba[at] += p < net->n_exc ? on_exc : on_inh;
    }
}

/* Local variation of intervals (CV2; Holt et al. 1996): a visit comes and goes, so the plain
 * coefficient would measure the walk and not the spiking. */
static void book_interval(struct model *m, uint32_t cell)
{
    uint32_t now = (uint32_t)m->step + 1u;
    if (m->last_spike[cell]) {
        float ms = (float)(now - m->last_spike[cell]) * (float)DT_MS, was = m->interval_ms[cell];
        if (was > 0) {
            float cv2 = 2.0f * (ms > was ? ms - was : was - ms) / (ms + was);
            float seen = m->cv2[cell];
            m->cv2[cell] = seen < 0 ? cv2 : seen + 0.02f * (cv2 - seen);
        }
        m->interval_ms[cell] = ms;
    }
    m->last_spike[cell] = now;
}

static void show_spike(struct model *m, uint32_t cell)
{
    int view = m->view_of[cell];
    if (view < 0)
        return;
    m->view_count[view]++;
    if (m->n_spikes == MODEL_MAX_SPIKES) {
        m->spikes_dropped++;
        return;
    }
    m->spikes[m->n_spikes].cell = (uint16_t)view;
    m->spike_step[m->n_spikes] = m->step;
    m->n_spikes++;
}

/* Calcium that arrives with a spike: at once behind the postsynaptic cell, after CA_DELAY_MS in
 * front of the presynaptic one (through NMDA receptors, hence the free share). */
static void book_calcium(struct model *m, const uint16_t *fired, uint32_t n_fired)
{
    struct network *net = &m->net;
    uint32_t now = (uint32_t)m->step;
    uint32_t wait = (uint32_t)(CA_DELAY_MS / DT_MS + 0.5);
    uint32_t due = (now - wait) % MODEL_CA_RING;
    float pre = (float)(CA_PRE * CA_SCALE * (1.0 - m->occupancy_exc));
    float post = (float)(CA_POST * CA_SCALE);
    if (m->step >= wait) {
        const uint16_t *list = m->ca_list + (size_t)due * net->n_exc;
        for (uint32_t k = 0; k < m->ca_count[due]; k++) {
            uint32_t end = net->row[list[k]] + net->row_live[list[k]];
            for (uint32_t c = net->row[list[k]]; c < end; c++)
                if (model_measured(net->post[c]))
                    calcium_event(&net->state[c], now, pre);
        }
    }
    /* A backpropagating spike meets NMDA receptors that have glutamate bound and, depolarised,
     * no magnesium: their calcium adds to its own (Nevian & Sakmann 2006). This is how order is
     * learned: the receptors remember the cell before for their 100 ms. */
    float gain = (float)(CA_NMDA_GAIN * (1.0 - m->occupancy_exc));
    for (uint32_t k = 0; k < n_fired; k++) {
        if (!model_measured(fired[k]))
            continue;
        uint32_t from = net->column[fired[k]], to = from + net->column_live[fired[k]];
        for (uint32_t e = from; e < to; e++) {
            uint32_t cell = net->pre_of[net->in[e]];
            float bound = gate_now(m, cell);
            calcium_event(&net->state[net->in[e]], now, post * (1.0f + gain * bound));
        }
    }
}

static void close_bin(struct model *m)
{
    float rate[MODEL_MAX_PLACES];
    for (uint32_t p = 0; p < m->net.n_places; p++) {
        rate[p] = (float)(m->bin_spikes[p] * 1000.0 / WALK_BIN_MS) /
                  (float)m->config.cells_per_place;
        m->bin_spikes[p] = 0;
    }
    walk_bin(&m->walk, rate);
    float k = (float)(WALK_BIN_MS / WALK_SMOOTH_MS);
    for (uint32_t i = 0; i < m->n_view; i++) {
        float hz = (float)m->view_count[i] * (float)(1000.0 / WALK_BIN_MS);
        m->view_rate[i] += k * (hz - m->view_rate[i]);
        m->view_count[i] = 0;
    }
}

static void one_step(struct model *m)
{
    struct neurons *cells = &m->cells;
    struct network *net = &m->net;
    double excitation = 1.0 + SSRI_INHIBITION * m->cascade.ssri;
    struct neurons_class exc = {.capacitance_pf = (float)(C_EXC * 1000.0),
                                .leak_ns = (float)GL_EXC,
                                .refractory_steps = (float)(REFRACTORY_EXC_MS / DT_MS),
                                .ext_ns = (float)G_EXT_EXC,
                                .nmda_open = (float)(1.0 - m->occupancy_exc),
                                .adapt_step_ns = (float)ADAPT_STEP,
                                .gaba_gain = (float)excitation};
    struct neurons_class inh = {.capacitance_pf = (float)(C_INH * 1000.0),
                                .leak_ns = (float)GL_INH,
                                .refractory_steps = (float)(REFRACTORY_INH_MS / DT_MS),
                                .ext_ns = (float)G_EXT_INH,
                                .nmda_open = (float)(1.0 - m->occupancy_inh),
                                .adapt_step_ns = 0,
                                .gaba_gain = 1.0f};
    uint32_t slot = (uint32_t)(m->step % NEURONS_RING);
    neurons_step(cells, 0, net->n_exc, slot, &exc);
    neurons_step(cells, net->n_exc, cells->n, slot, &inh);

    uint32_t here = (uint32_t)(m->step % MODEL_CA_RING), n_fired = 0;
    uint16_t *fired = m->ca_list + (size_t)here * net->n_exc;
    for (uint32_t i = 0; i < net->n_exc; i++) {
        if (!cells->fired[i])
            continue;
        fired[n_fired++] = (uint16_t)i;
        deliver_excitatory(m, i);
        book_interval(m, i);
        show_spike(m, i);
        m->spikes_slow[i]++;
        if (net->place[i] >= 0)
            m->bin_spikes[net->place[i]]++;
    }
    m->ca_count[here] = n_fired;
    m->slow_spikes_exc += n_fired;
    for (uint32_t i = net->n_exc; i < cells->n; i++) {
        if (!cells->fired[i])
            continue;
        deliver_inhibitory(m, i);
        show_spike(m, i);
        m->slow_spikes_inh++;
    }
    book_calcium(m, fired, n_fired);
    m->step++;
    if (++m->bin_step == (uint32_t)(WALK_BIN_MS / DT_MS + 0.5)) {
        m->bin_step = 0;
        close_bin(m);
    }
}

void spiking_run(struct model *m, uint32_t steps, double slow_per_step)
{
    for (uint32_t s = 0; s < steps; s++) {
        one_step(m);
        m->owed_slow_s += slow_per_step;
        if (--m->slow_countdown == 0) {
            m->slow_countdown = (uint32_t)(SLOW_STEP_MS / DT_MS + 0.5);
            double owed = m->owed_slow_s;
            m->owed_slow_s = 0;
            slow_step(m, owed);
        }
    }
}
