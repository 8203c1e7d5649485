/* A second model in the state of the first. */
#include <stdlib.h>
#include <string.h>

#include "model/internal.h"

/* As strict as neurons.c and circuit.c want it. */
enum { ALIGNMENT = 128 };

/* In a struct that was copied whole the pointer still leads to the other's array: gives it one of
 * its own, or NULL where there is none to have, so that destroying is safe at any time. */
#define OWN(pointer, items)                                                                        \
    ((pointer) = own((pointer), (size_t)(items) * sizeof *(pointer), &whole))

static void *own(const void *from, size_t bytes, bool *whole)
{
    if (!from)
        return NULL;
    size_t room = (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    void *copy = aligned_alloc(ALIGNMENT, room ? room : ALIGNMENT);
    if (copy)
        memcpy(copy, from, bytes);
    else
        *whole = false;
    return copy;
}

static bool own_wires(struct wires *wires)
{
    bool whole = true;
    OWN(wires->row, wires->n_pre + 1u);
    OWN(wires->live, wires->n_pre);
    OWN(wires->at, wires->size);
    OWN(wires->part, (size_t)wires->n_pre * wires->parts);
    return whole;
}

static bool own_network(struct network *net)
{
    bool whole = true;
    uint32_t n = net->n_exc + net->n_inh, contacts = net->contact.size;
    OWN(net->place, n);
    OWN(net->region, n);
    OWN(net->position, n);
    OWN(net->stage, contacts);
    OWN(net->w_ampa, contacts);
    OWN(net->w_nmda, contacts);
    OWN(net->state, contacts);
    OWN(net->id, contacts);
    OWN(net->age_h, contacts);
    OWN(net->in_at, contacts);
    OWN(net->in, contacts);
    OWN(net->pre_of, contacts);
    OWN(net->column, net->n_exc + 1u);
    OWN(net->column_live, net->n_exc);
    struct wires *wires[] = {&net->contact, &net->exc_inh, &net->inh_exc, &net->inh_inh};
    for (size_t i = 0; i < sizeof wires / sizeof *wires; i++)
        whole = own_wires(wires[i]) && whole;
    return whole;
}

static bool own_cells(struct neurons *cells)
{
    bool whole = true;
    size_t ring = (size_t)cells->slots << cells->shift;
    float **each[] = {&cells->v,       &cells->refractory, &cells->g_ampa,      &cells->g_gaba,
                      &cells->g_ext,   &cells->g_nmda,     &cells->g_nmda_rise, &cells->g_adapt,
                      &cells->current, &cells->scaling,    &cells->inhibition};
    for (size_t i = 0; i < sizeof each / sizeof *each; i++)
        OWN(*each[i], cells->n);
    OWN(cells->noise, cells->n);
    OWN(cells->in_ampa, ring);
    OWN(cells->in_nmda, ring);
    OWN(cells->in_gaba, ring);
    return whole;
}

/* The projections are wired anew by the caller; plastic ones and a watch, which no model has,
 * would belong to others. */
static bool own_circuit(struct circuit *circuit)
{
    uint32_t n = circuit->cells.n;
    bool whole = own_cells(&circuit->cells);
    OWN(circuit->axon, n + 1u);
    for (uint32_t p = 0; p < TEAM_MOST; p++) {
        OWN(circuit->scratch[p], n + 1u);
        for (int turn = 0; turn < 2; turn++)
            circuit->list[turn][p] =
                own(circuit->list[turn][p],
                    sizeof(struct circuit_list) + n * sizeof(struct circuit_spike), &whole);
    }
    return whole;
}

static bool own_rest(struct model *m)
{
    bool whole = true;
    uint32_t n_exc = m->net.n_exc, n = n_exc + m->net.n_inh;
    OWN(m->sent, n_exc);
    OWN(m->last_spike, n);
    OWN(m->interval_ms, n_exc);
    OWN(m->cv2, n_exc);
    OWN(m->ca_list, (size_t)MODEL_CA_RING * n_exc);
    OWN(m->rest_in, n_exc);
    OWN(m->functional_in, n_exc);
    OWN(m->row_time_s, n_exc);
    OWN(m->view, m->n_view);
    OWN(m->view_of, n);
    OWN(m->view_rate, m->n_view);
    OWN(m->view_count, m->n_view);
    OWN(m->spikes, MODEL_MAX_SPIKES);
    OWN(m->spike_step, MODEL_MAX_SPIKES);
    return whole;
}

struct model *model_copy(const struct model *model)
{
    struct model *m = malloc(sizeof *m);
    if (!m)
        return NULL;
    *m = *model;
    bool network = own_network(&m->net), circuit = own_circuit(&m->circuit), rest = own_rest(m);
    if (!network || !circuit || !rest) {
        model_destroy(m);
        return NULL;
    }
    model_wire(m);
    return m;
}
