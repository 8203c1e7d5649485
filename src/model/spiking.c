/* The fast clock: spikes, their delivery, and the calcium they leave at synapses. */
#include <string.h>

#include "model/calcium.h"
#include "model/constants.h"
#include "model/internal.h"

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
            uint32_t end = net->contact.row[list[k]] + net->contact.live[list[k]];
            for (uint32_t c = net->contact.row[list[k]]; c < end; c++)
                if (model_measured(network_post(net, c)))
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
            float bound = circuit_gate(&m->circuit, cell);
            calcium_event(&net->state[net->in[e]], now, post * (1.0f + gain * bound));
        }
    }
}

static void close_bin(struct model *m)
{
    float rate[MODEL_MAX_PLACES];
    for (uint32_t p = 0; p < m->net.n_places; p++) {
        rate[p] =
            (float)(m->bin_spikes[p] * 1000.0 / WALK_BIN_MS) / (float)m->config.cells_per_place;
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
    struct network *net = &m->net;
    struct neurons_kind *exc = &m->circuit.cells.kind[0], *inh = &m->circuit.cells.kind[1];
    exc->nmda_open = (float)(1.0 - m->occupancy_exc);
    inh->nmda_open = (float)(1.0 - m->occupancy_inh);
    exc->gaba_gain = (float)(1.0 + SSRI_INHIBITION * m->cascade.ssri);

    const struct circuit_spike *spikes;
    uint32_t n = circuit_step(&m->circuit, &spikes), n_exc = 0;
    model_did(m, MODEL_WORK_SPIKING);
    uint32_t here = (uint32_t)(m->step % MODEL_CA_RING);
    uint16_t *fired = m->ca_list + (size_t)here * net->n_exc;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t cell = spikes[i].cell;
        show_spike(m, cell);
        if (cell >= net->n_exc)
            continue;
        fired[n_exc++] = (uint16_t)cell;
        book_interval(m, cell);
        m->slow_ampa += (double)m->sent[cell] * (double)spikes[i].resources;
        if (net->place[cell] >= 0) {
            m->bin_spikes[net->place[cell]]++;
            synchrony_spike(&m->synchrony, (uint32_t)net->place[cell]);
        }
    }
    m->ca_count[here] = n_exc;
    m->slow_spikes_exc += n_exc;
    m->slow_spikes_inh += n - n_exc;
    model_did(m, MODEL_WORK_BOOKS);
    book_calcium(m, fired, n_exc);
    model_did(m, MODEL_WORK_CALCIUM);

    m->step++;
    if (++m->synchrony_step == (uint32_t)(SYNCHRONY_BIN_MS / DT_MS + 0.5)) {
        m->synchrony_step = 0;
        synchrony_bin(&m->synchrony);
    }
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
