/* Snapshots and the state hash: the model as others may see it. */
#include <stdlib.h>
#include <string.h>

#include "model/constants.h"
#include "model/internal.h"
#include "model/maths.h"

/* What a snapshot shows is read only; this is where it is written. */
struct room {
    struct model_snapshot shown; /* first: others hold its address */
    struct model_cell_view *cells;
    float *cell_rate_hz;
    struct model_link_view *links;
    struct model_spike_view *spikes;
};

struct model_snapshot *model_snapshot_create(const struct model *m)
{
    struct room *room = calloc(1, sizeof *room);
    if (!room)
        return NULL;
    struct model_snapshot *s = &room->shown;
    s->cells = room->cells = calloc(m->n_view, sizeof *room->cells);
    s->cell_rate_hz = room->cell_rate_hz = calloc(m->n_view, sizeof *room->cell_rate_hz);
    s->links = room->links = calloc(m->max_links ? m->max_links : 1, sizeof *room->links);
    s->spikes = room->spikes = calloc(MODEL_MAX_SPIKES, sizeof *room->spikes);
    if (!room->cells || !room->cell_rate_hz || !room->links || !room->spikes) {
        model_snapshot_destroy(s);
        return NULL;
    }
    return s;
}

void model_snapshot_destroy(struct model_snapshot *s)
{
    struct room *room = (struct room *)s;
    if (!room)
        return;
    free(room->cells);
    free(room->cell_rate_hz);
    free(room->links);
    free(room->spikes);
    free(room);
}

/* In place, no memory: links come nearly sorted, row by row. */
static void sort_links(struct model_link_view *links, uint32_t n)
{
    static const uint32_t GAPS[] = {1750, 701, 301, 132, 57, 23, 10, 4, 1};
    for (size_t g = 0; g < sizeof GAPS / sizeof *GAPS; g++) {
        for (uint32_t i = GAPS[g]; i < n; i++) {
            struct model_link_view kept = links[i];
            uint32_t j = i;
            for (; j >= GAPS[g] && links[j - GAPS[g]].id > kept.id; j -= GAPS[g])
                links[j] = links[j - GAPS[g]];
            links[j] = kept;
        }
    }
}

static uint32_t copy_links(const struct model *m, struct model_link_view *links)
{
    const struct network *net = &m->net;
    float most = (float)(REFERENCE_EXC / net->n_exc * W_SILENT_RHO0 * W_RATIO * G_AMPA_EXC);
    uint32_t n = 0;
    for (uint32_t v = 0; v < m->n_view; v++) {
        uint32_t i = m->view[v].neuron;
        if (i >= net->n_exc)
            continue;
        for (uint32_t c = net->contact.row[i]; c < network_border(net, i); c++) {
            int to = m->view_of[network_post(net, c)];
            if (to < 0 || n == m->max_links)
                continue;
            links[n++] = (struct model_link_view){.id = net->id[c],
                                                  .pre = (uint16_t)v,
                                                  .post = (uint16_t)to,
                                                  .stage = net->stage[c],
                                                  .fresh = net->id[c] >= m->fresh_from,
                                                  .efficacy = net->state[c].rho,
                                                  .ampa = net->w_ampa[c] / most,
                                                  .age_h = net->age_h[c]};
        }
    }
    sort_links(links, n);
    return n;
}

static bool named(const struct model *m, uint32_t from, uint32_t to)
{
    for (uint32_t i = 0; i < m->config.n_ways; i++)
        if (m->config.ways[i].from == from && m->config.ways[i].to == to)
            return true;
    return m->walk.on_loop[from][to];
}

void model_name_way(struct model *m, uint8_t from, uint8_t to)
{
    if (from >= m->net.n_places || to >= m->net.n_places || from == to || named(m, from, to))
        return;
    m->config.ways[m->config.n_ways++] = (struct model_way_config){from, to};
}

static uint32_t copy_ways(const struct model *m, struct model_way_view *ways)
{
    uint32_t n = 0;
    double total = walk_transitions(&m->walk);
    for (uint32_t a = 0; a < m->net.n_places; a++) {
        for (uint32_t b = 0; b < m->net.n_places; b++) {
            if (a == b)
                continue;
            const struct way_sum *sum = &m->way[a][b];
            ways[n++] = (struct model_way_view){
                .from = (uint8_t)a,
                .to = (uint8_t)b,
                .drawn = named(m, a, b),
                .worn = m->walk.on_loop[a][b],
                .synapses = sum->synapses,
                .fresh = sum->fresh,
                .efficacy = sum->synapses ? (float)(sum->rho / sum->synapses) : 0,
                .strength = m->rest_strength > 0 ? (float)(sum->strength / m->rest_strength) : 0,
                .traffic = total > 0 ? (float)(m->walk.count[a][b] / total) : 0};
        }
    }
    return n;
}

static float mean_cv(const struct model *m)
{
    double sum = 0;
    uint32_t n = 0;
    for (uint32_t i = 0; i < m->net.n_exc; i++) {
        if (m->cv2[i] < 0)
            continue;
        sum += (double)m->cv2[i];
        n++;
    }
    return n ? (float)(sum / n) : 0.0f;
}

void model_observe(const struct model *m, struct model_observables *o)
{
    const struct network *net = &m->net;
    uint32_t functional = net->staged[MODEL_FUNCTIONAL] + net->staged[MODEL_MATURE];
    o->rigidity = (float)walk_rigidity(&m->walk);
    o->loop_share = (float)walk_loop_share(&m->walk);
    o->entropy_bits = (float)walk_entropy_bits(&m->walk);
    o->transitions = (uint32_t)walk_transitions(&m->walk);
    o->new_synapses = m->fresh_live;
    o->synapses = functional;
    o->all_synapses = functional + net->exc_inh.size + net->inh_exc.size + net->inh_inh.size;
    o->spine_density = m->rest_spines > 0 ? (float)(functional / m->rest_spines) : 1.0f;
    o->rate_exc_hz = (float)m->lately.now.rate_exc_hz;
    o->rate_inh_hz = (float)m->lately.now.rate_inh_hz;
    o->cv_isi = mean_cv(m);
    o->synchrony = (float)synchrony_correlation(&m->synchrony);
    o->plasma_ng_ml = (float)drug_plasma_ng_ml(&m->drug);
    o->effect_ng_ml = (float)m->drug.effect_ng_ml;
    o->occupancy_exc = (float)m->occupancy_exc;
    o->occupancy_inh = (float)m->occupancy_inh;
    o->occupancy = (float)((m->occupancy_exc * net->n_exc + m->occupancy_inh * net->n_inh) /
                           (net->n_exc + net->n_inh));
    o->glutamate = (float)m->cascade.glutamate;
    o->ampa_throughput = m->rest.ampa > 0 ? (float)(m->lately.now.ampa / m->rest.ampa) : 1.0f;
    o->bdnf = (float)m->cascade.bdnf;
    o->mtor = (float)m->cascade.mtor;
    o->capacity = (float)m->cascade.capacity;
}

void model_snapshot_take(struct model *m, struct model_snapshot *s)
{
    struct room *room = (struct room *)s;
    s->step = m->step;
    s->spike_s = (double)m->step * DT_MS / 1000.0;
    s->slow_s = m->slow_s;
    s->since_dose_s = m->dose_slow_s >= 0 ? m->slow_s - m->dose_slow_s : -1;
    s->winner = m->walk.winner;
    s->cue = m->worn_in ? m->cue : -1; /* what wears the path in is no practice */
    s->n_exc = m->net.n_exc;
    s->n_inh = m->net.n_inh;
    s->n_places = m->net.n_places;
    s->n_regions = 1;
    for (uint32_t p = 0; p < s->n_places; p++) {
        memcpy(s->place_mm[p], m->config.place_mm[p], sizeof s->place_mm[p]);
        s->place_rate_hz[p] = m->walk.rate_hz[p];
        if (m->config.place_region[p] + 1u > s->n_regions)
            s->n_regions = m->config.place_region[p] + 1u;
    }
    s->n_cells = m->n_view;
    memcpy(room->cells, m->view, m->n_view * sizeof *room->cells);
    memcpy(room->cell_rate_hz, m->view_rate, m->n_view * sizeof *m->view_rate);
    s->n_links = copy_links(m, room->links);
    s->n_ways = copy_ways(m, s->ways);
    for (uint32_t i = 0; i < m->n_spikes; i++) {
        room->spikes[i].cell = m->spikes[i].cell;
        room->spikes[i].ago_ms = (float)((double)(m->step - m->spike_step[i]) * DT_MS);
    }
    s->n_spikes = m->n_spikes;
    s->spikes_dropped = m->spikes_dropped;
    m->n_spikes = m->spikes_dropped = 0;
    model_observe(m, &s->now);
}

static uint64_t hash(uint64_t h, const void *data, size_t size)
{
    const uint8_t *p = data;
    for (size_t i = 0; i < size; i++)
        h = (h ^ p[i]) * 0x100000001b3ULL;
    return h;
}

uint64_t model_state_hash(const struct model *m)
{
    const struct network *net = &m->net;
    const struct neurons *cells = &m->circuit.cells;
    size_t n = cells->n, n_exc = net->n_exc, ring = (size_t)cells->slots << cells->shift;
    uint64_t h = 0xcbf29ce484222325ULL;
    const float *arrays[] = {cells->v,       cells->g_ampa,      cells->g_ext,
                             cells->g_nmda,  cells->g_nmda_rise, cells->g_gaba,
                             cells->g_adapt, cells->refractory,  cells->current,
                             cells->scaling, cells->inhibition};
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++)
        h = hash(h, arrays[i], n * sizeof(float));
    h = hash(h, cells->noise, n * sizeof *cells->noise);
    h = hash(h, cells->in_ampa, ring * sizeof(float));
    h = hash(h, cells->in_nmda, ring * sizeof(float));
    h = hash(h, cells->in_gaba, ring * sizeof(float));
    h = hash(h, m->circuit.axon, n * sizeof *m->circuit.axon);
    h = hash(h, net->contact.live, n_exc * sizeof *net->contact.live);
    h = hash(h, net->contact.at, net->contact.size * sizeof *net->contact.at);
    h = hash(h, net->stage, net->contact.size);
    h = hash(h, net->id, net->contact.size * sizeof *net->id);
    h = hash(h, net->state, net->contact.size * sizeof *net->state);
    h = hash(h, net->w_ampa, net->contact.size * sizeof *net->w_ampa);
    h = hash(h, &m->lately, sizeof m->lately);
    h = hash(h, &m->aside, sizeof m->aside);
    h = hash(h, m->practised, sizeof m->practised);
    h = hash(h, &m->practised_s, sizeof m->practised_s);
    h = hash(h, m->tag, sizeof m->tag);
    h = hash(h, m->usual, sizeof m->usual);
    const uint8_t told[] = {m->ampa_blocked, m->mtor_blocked, m->ssri_on, m->val66met};
    h = hash(h, told, sizeof told);
    h = hash(h, &m->scaling, sizeof m->scaling);
    h = hash(h, &m->inhibition, sizeof m->inhibition);
    h = hash(h, &m->drug, sizeof m->drug);
    h = hash(h, &m->cascade, sizeof m->cascade);
    h = hash(h, m->walk.count, sizeof m->walk.count);
    h = hash(h, &m->random, sizeof m->random);
    h = hash(h, &m->step, sizeof m->step);
    h = hash(h, &m->slow_s, sizeof m->slow_s);
    return h;
}
