#include "model/arrays.h"

#include <stddef.h>

#define ARRAY(pointer, items, kind)                                                                \
    ((pointer) = visitor->array(visitor, (pointer), (size_t)(items) * sizeof *(pointer), (kind)))
#define DRAWN(pointer, items)   ARRAY(pointer, items, ARRAYS_DRAWN)
#define STATE(pointer, items)   ARRAY(pointer, items, ARRAYS_STATE)
#define PASSING(pointer, items) ARRAY(pointer, items, ARRAYS_PASSING)
#define NUMBER(number)          visit_numbers(visitor, &(number), sizeof(number))

static void visit_numbers(struct arrays_visitor *visitor, void *numbers, size_t bytes)
{
    if (visitor->numbers)
        visitor->numbers(visitor, numbers, bytes);
}

/* Contacts come and go within their rows, the other kinds of connection stay as they were drawn. */
static void visit_wires(struct wires *wires, bool moves, struct arrays_visitor *visitor)
{
    enum arrays_kind kind = moves ? ARRAYS_STATE : ARRAYS_DRAWN;
    DRAWN(wires->row, wires->n_pre + 1u);
    ARRAY(wires->live, wires->n_pre, kind);
    ARRAY(wires->at, wires->size, kind);
    DRAWN(wires->part, (size_t)wires->n_pre * wires->parts);
}

static void visit_network(struct network *net, struct arrays_visitor *visitor)
{
    uint32_t n = net->n_exc + net->n_inh, contacts = net->contact.size;
    NUMBER(net->next_id);
    NUMBER(net->live);
    NUMBER(net->staged);
    DRAWN(net->place, n);
    DRAWN(net->region, n);
    DRAWN(net->position, n);
    STATE(net->stage, contacts);
    STATE(net->w_ampa, contacts);
    STATE(net->w_nmda, contacts);
    STATE(net->state, contacts);
    STATE(net->id, contacts);
    STATE(net->age_h, contacts);
    STATE(net->in_at, contacts);
    STATE(net->in, contacts);
    DRAWN(net->pre_of, contacts);
    DRAWN(net->column, net->n_exc + 1u);
    STATE(net->column_live, net->n_exc);
    visit_wires(&net->contact, true, visitor);
    struct wires *fixed[] = {&net->exc_inh, &net->inh_exc, &net->inh_inh};
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        visit_wires(fixed[i], false, visitor);
}

static void visit_cells(struct neurons *cells, struct arrays_visitor *visitor)
{
    size_t ring = (size_t)cells->slots << cells->shift;
    float **each[] = {&cells->v,       &cells->refractory, &cells->g_ampa,      &cells->g_gaba,
                      &cells->g_ext,   &cells->g_nmda,     &cells->g_nmda_rise, &cells->g_adapt,
                      &cells->current, &cells->scaling,    &cells->inhibition};
    for (size_t i = 0; i < sizeof each / sizeof *each; i++)
        STATE(*each[i], cells->n);
    STATE(cells->noise, cells->n);
    STATE(cells->in_ampa, ring);
    STATE(cells->in_nmda, ring);
    STATE(cells->in_gaba, ring);
    for (uint32_t k = 0; k < cells->kinds; k++) {
        NUMBER(cells->kind[k].nmda_open);
        NUMBER(cells->kind[k].gaba_gain);
    }
}

/* The projections are wired anew by the caller; plastic ones, a team and a watch, which no model
 * has, would belong to others. A step begins with its lists empty. */
static void visit_circuit(struct circuit *circuit, struct arrays_visitor *visitor)
{
    uint32_t n = circuit->cells.n;
    visit_cells(&circuit->cells, visitor);
    NUMBER(circuit->step);
    NUMBER(circuit->events);
    STATE(circuit->axon, n + 1u);
    for (uint32_t p = 0; p < TEAM_MOST; p++) {
        PASSING(circuit->scratch[p], n + 1u);
        for (int turn = 0; turn < 2; turn++)
            circuit->list[turn][p] = visitor->array(
                visitor, circuit->list[turn][p],
                sizeof(struct circuit_list) + n * sizeof(struct circuit_spike), ARRAYS_PASSING);
    }
}

static void visit_rest(struct model *m, struct arrays_visitor *visitor)
{
    uint32_t n_exc = m->net.n_exc, n = n_exc + m->net.n_inh;
    size_t first = offsetof(struct model, drug), end = offsetof(struct model, sent);
    visit_numbers(visitor, (char *)m + first, end - first);
    STATE(m->sent, n_exc);
    STATE(m->last_spike, n);
    STATE(m->interval_ms, n_exc);
    STATE(m->cv2, n_exc);
    STATE(m->rest_in, n_exc);
    STATE(m->functional_in, n_exc);
    STATE(m->row_time_s, n_exc);
    STATE(m->ca_list, (size_t)MODEL_CA_RING * n_exc);
    DRAWN(m->view, m->n_view);
    DRAWN(m->view_of, n);
    STATE(m->view_rate, m->n_view);
    STATE(m->view_count, m->n_view);
    PASSING(m->spikes, MODEL_MAX_SPIKES);
    PASSING(m->spike_step, MODEL_MAX_SPIKES);
}

void arrays_visit(struct model *m, struct arrays_visitor *visitor)
{
    visit_network(&m->net, visitor);
    visit_circuit(&m->circuit, visitor);
    visit_rest(m, visitor);
}
