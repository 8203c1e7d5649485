#include "model/circuit.h"

#include <stdlib.h>
#include <string.h>

#include "model/maths.h"

uint32_t circuit_edge(const struct neurons *cells, uint32_t kind, uint32_t part, uint32_t parts)
{
    const struct neurons_kind *k = &cells->kind[kind];
    uint64_t vectors = (k->last - k->first) / NEURONS_LANES;
    if (part == parts)
        return k->last;
    return k->first + (uint32_t)(vectors * part / parts) * NEURONS_LANES;
}

/* In cache lines of its own: other threads write to what lies beside. */
static void *apart(size_t bytes)
{
    return aligned_alloc(128, (bytes + 127) & ~(size_t)127);
}

bool circuit_create(struct circuit *circuit, struct neurons cells,
                    const struct circuit_options *options, struct team *team)
{
    memset(circuit, 0, sizeof *circuit);
    circuit->cells = cells;
    circuit->options = *options;
    circuit->team = team;
    circuit->parts = team ? team_members(team) : 1;
    circuit->axon = calloc(cells.n + 1u, sizeof *circuit->axon);
    if (!circuit->axon)
        return false;
    for (uint32_t i = 0; i < cells.n; i++)
        circuit->axon[i].resources = 1.0f;
    for (uint32_t p = 0; p < circuit->parts; p++) {
        circuit->scratch[p] = apart((cells.n + 1u) * sizeof **circuit->scratch);
        if (!circuit->scratch[p])
            return false;
        for (int turn = 0; turn < 2; turn++) {
            circuit->list[turn][p] =
                apart(sizeof **circuit->list[turn] + cells.n * sizeof(struct circuit_spike));
            if (!circuit->list[turn][p])
                return false;
            *circuit->list[turn][p] = (struct circuit_list){0};
        }
    }
    return true;
}

void circuit_destroy(struct circuit *circuit)
{
    neurons_destroy(&circuit->cells);
    free(circuit->axon);
    for (uint32_t p = 0; p < TEAM_MOST; p++) {
        free(circuit->scratch[p]);
        free(circuit->list[0][p]);
        free(circuit->list[1][p]);
    }
    memset(circuit, 0, sizeof *circuit);
}

bool circuit_add(struct circuit *circuit, const struct circuit_projection *projection)
{
    if (circuit->projections == CIRCUIT_MAX_PROJECTIONS)
        return false;
    circuit->projection[circuit->projections++] = *projection;
    for (uint32_t s = 0; s < projection->sends; s++) {
        circuit->gated = circuit->gated || projection->send[s].gated;
        circuit->depressing = circuit->depressing || projection->send[s].depressing;
    }
    return true;
}

static float gate_at(const struct circuit *circuit, uint32_t cell, uint64_t step)
{
    const struct circuit_axon *axon = &circuit->axon[cell];
    float ms = (float)((uint32_t)step - axon->step) * circuit->cells.dt_ms;
    return axon->gate * model_expf(-ms / (float)circuit->options.gate_ms);
}

float circuit_gate(const struct circuit *circuit, uint32_t cell)
{
    return circuit->gated ? gate_at(circuit, cell, circuit->step) : 0.0f;
}

/* The axon as the spike finds it, and what the spike does to it. */
static void release(struct circuit *circuit, struct circuit_spike *spike, uint64_t step)
{
    struct circuit_axon *axon = &circuit->axon[spike->cell];
    spike->opened = spike->resources = 1.0f;
    if (circuit->depressing) {
        float ms = (float)((uint32_t)step - axon->step) * circuit->cells.dt_ms;
        float back = model_expf(-ms / (float)circuit->options.resources_ms);
        spike->resources = 1.0f - (1.0f - axon->resources) * back;
        axon->resources = spike->resources * (float)(1.0 - circuit->options.resources_used);
    }
    if (circuit->gated) {
        float gate = gate_at(circuit, spike->cell, step);
        spike->opened = (1.0f - gate) * (float)circuit->options.gate_opens;
        axon->gate = gate + spike->opened;
    }
    axon->step = (uint32_t)step;
}

static void watch_interval(struct circuit *circuit, uint32_t cell, uint64_t step)
{
    struct circuit_watch *watch = &circuit->watch;
    uint32_t now = (uint32_t)step + 1u;
    if (watch->last[cell]) {
        float ms = (float)(now - watch->last[cell]) * circuit->cells.dt_ms;
        watch->intervals[cell]++;
        watch->sum_ms[cell] += ms;
        watch->sum_square[cell] += ms * ms;
    }
    watch->last[cell] = now;
}

/* Moves the cells of one part by a step, and lists its spikes. */
static void fire(struct circuit *circuit, uint32_t part, uint64_t step)
{
    struct neurons *cells = &circuit->cells;
    struct circuit_list *list = circuit->list[step & 1][part];
    uint32_t *fired = circuit->scratch[part], n = 0;
    /* Others still hold the line where they looked at the sign; it is called back in good time. */
    __builtin_prefetch(list, 1);
    bool lively = circuit->gated || circuit->depressing;
    for (uint32_t k = 0; k < cells->kinds; k++)
        n += neurons_step(cells, &cells->kind[k], circuit_edge(cells, k, part, circuit->parts),
                          circuit_edge(cells, k, part + 1, circuit->parts), (uint32_t)step,
                          fired + n);
    for (uint32_t i = 0; i < n; i++) {
        list->spike[i].cell = fired[i];
        if (lively)
            release(circuit, &list->spike[i], step);
        if (circuit->watch.last)
            watch_interval(circuit, fired[i], step);
    }
    list->n = n;
    atomic_store_explicit(&list->whole, (uint32_t)step + 1u, memory_order_release);
    struct circuit_watch *watch = &circuit->watch;
    if (watch->bins) {
        uint64_t bin = step / watch->width;
        if (bin < watch->n_bins)
            watch->bins[part * watch->n_bins + bin] += n;
    }
}

static float *ring_of(struct neurons *cells, enum circuit_receptor receptor)
{
    return receptor == CIRCUIT_AMPA   ? cells->in_ampa
           : receptor == CIRCUIT_NMDA ? cells->in_nmda
                                      : cells->in_gaba;
}

/* Where a spike goes from here. */
struct span {
    const struct circuit_spike *spike;
    uint32_t from, to;
};

static void send_spike(struct circuit *circuit, const struct circuit_projection *projection,
                       const struct span *span, uint32_t part, uint64_t step)
{
    struct neurons *cells = &circuit->cells;
    const struct wires *wires = projection->wires;
    if (projection->stdp)
        stdp_pre(projection->stdp, part, span->spike->cell - wires->first_pre, projection->plastic,
                 span->from, span->to);
    for (uint32_t s = 0; s < projection->sends; s++) {
        const struct circuit_send *send = &projection->send[s];
        float factor = send->weight ? 1.0f : send->common;
        factor *= send->gated ? span->spike->opened : 1.0f;
        factor *= send->depressing ? span->spike->resources : 1.0f;
        wires_deliver(cells, ring_of(cells, send->receptor), (uint32_t)step, wires->at,
                      send->weight, factor, span->from, span->to);
    }
}

/* Sends a list of spikes; returns the synaptic events. Rows lie anywhere in memory, so those of the
 * spikes to come are called for in time. */
static uint64_t send_list(struct circuit *circuit, const struct circuit_projection *projection,
                          const struct circuit_list *list, uint32_t part, uint64_t step)
{
    enum { AHEAD = 16, LINE = 64 / sizeof(uint32_t) };
    const struct wires *wires = projection->wires;
    struct span span[AHEAD];
    uint64_t events = 0;
    for (uint32_t k = 0; k < list->n;) {
        uint32_t n = 0;
        for (; k < list->n && n < AHEAD; k++) {
            uint32_t row = list->spike[k].cell - wires->first_pre;
            if (row >= wires->n_pre)
                continue;
            span[n].spike = &list->spike[k];
            wires_range(wires, row, part, &span[n].from, &span[n].to);
            for (uint32_t e = span[n].from; e < span[n].to; e += LINE)
                __builtin_prefetch(&wires->at[e]);
            for (uint32_t e = span[n].from; projection->stdp && e < span[n].to; e += LINE) {
                __builtin_prefetch(&projection->plastic[e], 1);
                __builtin_prefetch(&projection->stdp->seen[e], 1);
                __builtin_prefetch(&projection->stdp->seen[e + LINE / 2], 1);
            }
            events += span[n].to - span[n].from;
            n++;
        }
        for (uint32_t i = 0; i < n; i++)
            send_spike(circuit, projection, &span[i], part, step);
    }
    return events * projection->sends;
}

/* Lets the spikes of all parts arrive, and change what is plastic, at the cells of one. Returns the
 * synaptic events. */
static uint64_t arrive(struct circuit *circuit, uint32_t part, uint64_t step)
{
    struct circuit_list *const *lists = circuit->list[step & 1];
    uint64_t events = 0;
    double t_ms = (double)step * (double)circuit->cells.dt_ms;
    for (uint32_t i = 0; i < circuit->projections; i++) {
        const struct circuit_projection *projection = &circuit->projection[i];
        struct stdp *stdp = projection->stdp;
        if (stdp)
            stdp_now(stdp, part, t_ms, projection->plastic);
        for (uint32_t p = 0; p < circuit->parts; p++) {
            team_await(&lists[p]->whole, (uint32_t)step + 1u);
            events += send_list(circuit, projection, lists[p], part, step);
        }
        for (uint32_t p = 0; stdp && p < circuit->parts; p++)
            for (uint32_t k = 0; k < lists[p]->n; k++)
                stdp_mark(stdp, part, lists[p]->spike[k].cell);
    }
    return events;
}

/* Each member counts the steps for itself. It fills a list anew two steps on: by then it has had
 * the lists of the step between, and the others made those whole after they had read this one. */
static void run_part(void *context, uint32_t part)
{
    struct circuit *circuit = context;
    uint64_t events = 0;
    for (uint64_t step = circuit->step; step < circuit->until; step++) {
        fire(circuit, part, step);
        events += arrive(circuit, part, step);
    }
    circuit->events[part] += events;
}

void circuit_run(struct circuit *circuit, uint32_t steps)
{
    if (circuit->parts == 1) {
        const struct circuit_spike *ignored;
        for (uint32_t i = 0; i < steps; i++)
            circuit_step(circuit, &ignored);
        return;
    }
    circuit->until = circuit->step + steps;
    team_run(circuit->team, run_part, circuit);
    circuit->step = circuit->until;
}

uint32_t circuit_step(struct circuit *circuit, const struct circuit_spike **spikes)
{
    const struct circuit_list *list = circuit->list[circuit->step & 1][0];
    fire(circuit, 0, circuit->step);
    circuit->events[0] += arrive(circuit, 0, circuit->step);
    circuit->step++;
    *spikes = list->spike;
    return list->n;
}
