/* The slow clocks: what a stretch of spiking, standing for a longer stretch of life, changes. */
#include <string.h>

#include "model/calcium.h"
#include "model/constants.h"
#include "model/internal.h"
#include "model/maths.h"

/* Weight of the last SLOW_STEP_MS in the averages. */
static double fresh_weight(const struct model *m)
{
    bool practice = m->worn_in && m->cue >= 0;
    return SLOW_STEP_MS / (practice ? CUED_AVERAGE_MS : AVERAGE_MS);
}

static void fold_averages(struct model *m)
{
    double k = fresh_weight(m), per_s = 1000.0 / SLOW_STEP_MS;
    double exc = (double)m->slow_spikes_exc * per_s / m->net.n_exc;
    double inh = (double)m->slow_spikes_inh * per_s / m->net.n_inh;
    double ampa = m->slow_ampa * per_s / m->net.n_exc;
    m->lately.now.rate_exc_hz += k * (exc - m->lately.now.rate_exc_hz);
    m->lately.now.rate_inh_hz += k * (inh - m->lately.now.rate_inh_hz);
    m->lately.now.ampa += k * (ampa - m->lately.now.ampa);
    m->slow_spikes_exc = m->slow_spikes_inh = 0;
    m->slow_ampa = 0;
}

void slow_weigh(struct model *m, uint32_t c)
{
    struct network *net = &m->net;
    float unit = (float)(REFERENCE_EXC / net->n_exc * W_SILENT_RHO0);
    uint8_t stage = net->stage[c];
    int from = net->place[net->pre_of[c]], to = net->place[network_post(net, c)];
    if (m->cascade.ssri > 1e-6 && from >= 0 && to >= 0 && m->walk.on_loop[from][to])
        unit *= (float)(1.0 - SSRI_LOOP * m->cascade.ssri);
    float w = unit * (1.0f + (float)(W_RATIO - 1.0) * net->state[c].rho);
    float silent = unit; /* a silent spine has NMDA receptors, not yet the efficacy */
    net->w_ampa[c] = stage >= MODEL_FUNCTIONAL ? w * (float)G_AMPA_EXC : 0.0f;
    net->w_nmda[c] = stage >= MODEL_FUNCTIONAL ? w * (float)G_NMDA_EXC
                     : stage == MODEL_SILENT   ? silent * (float)G_NMDA_EXC
                                               : 0.0f;
}

void slow_weigh_all(struct model *m)
{
    for (uint32_t i = 0; i < m->net.n_exc; i++) {
        m->sent[i] = 0;
        for (uint32_t c = m->net.contact.row[i]; c < network_border(&m->net, i); c++) {
            slow_weigh(m, c);
            m->sent[i] += m->net.w_ampa[c];
        }
    }
}

/* Time above the thresholds in the last SLOW_STEP_MS, pooled by groups and averaged. */
static void pool_calcium(struct model *m)
{
    struct network *net = &m->net;
    struct {
        float p, d;
        uint32_t n;
    } sum[MODEL_GROUPS][MODEL_GROUPS] = {{{0}}};
    for (uint32_t i = 0; i < net->n_exc; i++) {
        if (!model_measured(i))
            continue;
        uint32_t to = model_group(net->place[i]);
        for (uint32_t e = net->column[i]; e < net->column[i] + net->column_live[i]; e++) {
            struct contact_state *s = &net->state[net->in[e]];
            uint32_t from = model_group(net->place[net->pre_of[net->in[e]]]);
            sum[from][to].p += s->above_p;
            sum[from][to].d += s->above_d;
            sum[from][to].n++;
            s->above_p = s->above_d = 0;
        }
    }
    float k = (float)fresh_weight(m);
    for (uint32_t a = 0; a <= net->n_places; a++) {
        for (uint32_t b = 0; b <= net->n_places; b++) {
            if (!sum[a][b].n)
                continue;
            float per = 1.0f / ((float)sum[a][b].n * (float)SLOW_STEP_MS);
            m->lately.share[a][b].p += k * (sum[a][b].p * per - m->lately.share[a][b].p);
            m->lately.share[a][b].d += k * (sum[a][b].d * per - m->lately.share[a][b].d);
        }
    }
}

/* What was practised comes up again for a while, asleep and awake (Wilson & McNaughton 1994). */
static void replay(struct model *m)
{
    double since_d = (m->slow_s - m->practised_s) / 86400.0;
    bool now = m->worn_in && m->cue < 0 && m->practised_s >= 0;
    float again = now ? (float)(REPLAY * model_exp(-since_d / REPLAY_D)) : 0.0f;
    for (uint32_t a = 0; a <= m->net.n_places; a++) {
        for (uint32_t b = 0; b <= m->net.n_places; b++) {
            struct group_share late = m->lately.share[a][b], past = m->practised[a][b];
            m->share[a][b].p = late.p + again * (past.p - late.p);
            m->share[a][b].d = late.d + again * (past.d - late.d);
        }
    }
}

/* Efficacies by the calcium rule, weights from them, and the sums over ways. */
static void learn(struct model *m, double slow_s)
{
    struct network *net = &m->net;
    float hours = (float)(slow_s / 3600.0), star = (float)RHO_STAR;
    /* of mature spines; of young ones, whose potentiation the proteins help */
    struct calcium_drift old[MODEL_GROUPS][MODEL_GROUPS], young[MODEL_GROUPS][MODEL_GROUPS];
    float help = 1.0f + (float)(LEARN_CAPACITY * m->cascade.capacity);
    for (uint32_t a = 0; a <= net->n_places; a++) {
        for (uint32_t b = 0; b <= net->n_places; b++) {
            struct group_share share = m->share[a][b];
            old[a][b] = calcium_drift(share.p, share.d, slow_s, RHO_SLOWING);
            young[a][b] = calcium_drift(share.p * help, share.d, slow_s, RHO_SLOWING);
        }
    }
    memset(m->way, 0, sizeof m->way);
    m->fresh_live = 0;
    memset(m->functional_in, 0, net->n_exc * sizeof *m->functional_in);
    m->all_received = 0;
    for (uint32_t i = 0; i < net->n_exc; i++) {
        int from = net->place[i];
        uint32_t group = model_group(net->place[i]);
        uint32_t end = network_border(net, i);
        m->sent[i] = 0;
        for (uint32_t c = net->contact.row[i]; c < end; c++) {
            struct contact_state *s = &net->state[c];
            int to = net->place[network_post(net, c)];
            net->age_h[c] += hours;
            s->rho = calcium_relax(
                s->rho, net->stage[c] == MODEL_MATURE ? old[group][to + 1] : young[group][to + 1],
                star);
            slow_weigh(m, c);
            bool active = net->stage[c] >= MODEL_FUNCTIONAL;
            bool fresh = active && net->id[c] >= m->fresh_from;
            m->fresh_live += fresh;
            m->functional_in[network_post(net, c)] += active;
            m->sent[i] += net->w_ampa[c];
            m->all_received += (double)net->w_ampa[c];
            if (from < 0 || to < 0 || !active)
                continue;
            struct way_sum *way = &m->way[from][to];
            way->synapses++;
            way->fresh += fresh;
            way->rho += (double)s->rho;
            way->strength += (double)net->w_nmda[c];
        }
    }
}

/* Multiplicative scaling of excitatory input towards the rate at rest (Turrigiano et al. 1998). A
 * cell's own rate takes longer to tell than the spiking that stands for a day lasts, so the mean of
 * all stands for it. */
static void scale_excitation(struct model *m, double slow_s)
{
    double k = 1.0 - model_exp(-slow_s / (SCALING_TAU_H * 3600.0));
    double rest = m->rest.rate_exc_hz, now = m->lately.now.rate_exc_hz;
    double s = m->scaling * (1.0 + k * (rest - now) / (rest + now + 0.1));
    m->scaling = model_clamp(s, SCALING_MIN, SCALING_MAX);
    for (uint32_t i = 0; i < m->net.n_exc; i++)
        m->circuit.cells.scaling[i] = (float)m->scaling;
}

/* Inhibition follows the excitation that the network has, most of the way to keeping their ratio
 * (Xue, Atallah & Scanziani 2014; the fixed point of the rule of Vogels et al. 2011). One factor
 * for all: a cell that others newly contact is not to lose by inhibition what it has gained. */
static void follow_excitation(struct model *m, double slow_s)
{
    double k = 1.0 - model_exp(-slow_s / (INHIBITION_TAU_H * 3600.0));
    double more = m->rest_all_received > 0 ? m->all_received / m->rest_all_received - 1.0 : 0.0;
    double aim = model_clamp(1.0 + INHIBITION_FOLLOWS * more, INHIBITION_MIN, INHIBITION_MAX);
    m->inhibition += k * (aim - m->inhibition);
    for (uint32_t i = 0; i < m->net.n_exc; i++)
        m->circuit.cells.inhibition[i] = (float)m->inhibition;
}

void slow_step(struct model *m, double slow_s)
{
    fold_averages(m);
    m->slow_s += slow_s;
    if (m->worn_in) {
        drug_advance(&m->drug, slow_s);
        m->occupancy_exc = drug_occupancy(&m->drug, K_EXC_UM);
        m->occupancy_inh = drug_occupancy(&m->drug, K_INH_UM);
        /* A surge is activity at the synapses there are, not that there are more of them. */
        double activity = 1.0;
        if (slow_s > SURGE_STEP_MIN * 60.0)
            activity = m->cascade.ampa_usual; /* too coarse a time-lapse to hold one */
        else if (m->rest.ampa > 0 && m->all_received > 0)
            activity = m->lately.now.ampa / m->rest.ampa * m->rest_all_received / m->all_received;
        struct cascade_input input = {
            .output_ratio =
                m->rest.rate_exc_hz > 0 ? m->lately.now.rate_exc_hz / m->rest.rate_exc_hz : 1,
            .ampa_ratio = activity,
            .occupancy = m->occupancy_exc,
            .ampa_blocked = m->ampa_blocked,
            .mtor_blocked = m->mtor_blocked,
            .ssri_on = m->ssri_on,
            .val66met = m->val66met};
        cascade_advance(&m->cascade, &input, slow_s);
    }
    pool_calcium(m);
    replay(m);
    model_did(m, MODEL_WORK_AVERAGES);
    learn(m, slow_s);
    model_did(m, MODEL_WORK_LEARNING);
    spines_tag(m, slow_s);
    spines_step(m);
    model_did(m, MODEL_WORK_SPINES);
    if (m->worn_in) {
        scale_excitation(m, slow_s);
        follow_excitation(m, slow_s);
    }
    model_did(m, MODEL_WORK_SCALING);
}
