#include "model/circuit.h"

#include <stdlib.h>
#include <string.h>

#include "model/maths.h"

uint32_t circuit_edge(const struct neurons *cells, uint32_t kind, uint32_t part, uint32_t parts)
{
    const struct neurons_kind *k = &cells->kind[kind];
    uint64_t vectors = (k->last - k->first) / NEURONS_LANES;
    return k->first + (uint32_t)(vectors * part / parts) * NEURONS_LANES;
}

bool circuit_create(struct circuit *circuit, struct neurons cells,
                    const struct circuit_options *options, struct team *team)
{
    memset(circuit, 0, sizeof *circuit);
    circuit->cells = cells;
    circuit->options = *options;
    circuit->team = team;
    circuit->parts = team ? team_members(team) : 1;
    circuit->axon = calloc(cells.n, sizeof *circuit->axon);
    if (!circuit->axon)
        return false;
    for (uint32_t i = 0; i < cells.n; i++)
        circuit->axon[i].resources = 1.0f;
    for (uint32_t p = 0; p < circuit->parts; p++) {
        circuit->scratch[p] = malloc(cells.n * sizeof **circuit->scratch);
        for (int turn = 0; turn < 2; turn++)
            circuit->spikes[turn][p] = malloc(cells.n * sizeof **circuit->spikes[turn]);
        if (!circuit->scratch[p] || !circuit->spikes[0][p] || !circuit->spikes[1][p])
            return false;
    }
    return true;
}

void circuit_destroy(struct circuit *circuit)
{
    neurons_destroy(&circuit->cells);
    free(circuit->axon);
    for (uint32_t p = 0; p < TEAM_MOST; p++) {
        free(circuit->scratch[p]);
        free(circuit->spikes[0][p]);
        free(circuit->spikes[1][p]);
    }
    memset(circuit, 0, sizeof *circuit);
}

void circuit_add(struct circuit *circuit, const struct circuit_projection *projection)
{
    circuit->projection[circuit->projections++] = *projection;
    for (uint32_t s = 0; s < projection->sends; s++) {
        circuit->gated = circuit->gated || projection->send[s].gated;
        circuit->depressing = circuit->depressing || projection->send[s].depressing;
    }
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
    struct circuit_spike *spikes = circuit->spikes[step & 1][part];
    uint32_t *fired = circuit->scratch[part], n = 0;
    bool lively = circuit->gated || circuit->depressing;
    for (uint32_t k = 0; k < cells->kinds; k++)
        n += neurons_step(cells, &cells->kind[k], circuit_edge(cells, k, part, circuit->parts),
                          circuit_edge(cells, k, part + 1, circuit->parts), (uint32_t)step,
                          fired + n);
    for (uint32_t i = 0; i < n; i++) {
        spikes[i].cell = fired[i];
        if (lively)
            release(circuit, &spikes[i], step);
        if (circuit->watch.last)
            watch_interval(circuit, fired[i], step);
    }
    circuit->n_spikes[step & 1][part] = n;
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

/* Returns the synaptic events. */
static uint32_t send_spike(struct circuit *circuit, const struct circuit_projection *projection,
                           const struct circuit_spike *spike, uint32_t part, uint64_t step)
{
    struct neurons *cells = &circuit->cells;
    const struct wires *wires = projection->wires;
    uint32_t row = spike->cell - wires->first_pre, from, to;
    if (row >= wires->n_pre)
        return 0;
    wires_range(wires, row, part, &from, &to);
    if (projection->stdp)
        stdp_pre(projection->stdp, part, wires->at, projection->plastic, from, to, cells->shift);
    for (uint32_t s = 0; s < projection->sends; s++) {
        const struct circuit_send *send = &projection->send[s];
        float factor = send->weight ? 1.0f : send->common;
        factor *= send->gated ? spike->opened : 1.0f;
        factor *= send->depressing ? spike->resources : 1.0f;
        wires_deliver(cells, ring_of(cells, send->receptor), (uint32_t)step, wires->at,
                      send->weight, factor, from, to);
    }
    return (to - from) * projection->sends;
}

/* Lets the spikes of all parts arrive, and change what is plastic, at the cells of one. */
static void arrive(struct circuit *circuit, uint32_t part, uint64_t step)
{
    uint32_t turn = step & 1;
    uint64_t events = 0;
    double t_ms = (double)step * (double)circuit->cells.dt_ms;
    for (uint32_t i = 0; i < circuit->projections; i++) {
        const struct circuit_projection *projection = &circuit->projection[i];
        struct stdp *stdp = projection->stdp;
        if (stdp)
            stdp_now(stdp, part, t_ms);
        for (uint32_t p = 0; p < circuit->parts; p++)
            for (uint32_t k = 0; k < circuit->n_spikes[turn][p]; k++)
                events += send_spike(circuit, projection, &circuit->spikes[turn][p][k], part, step);
        if (!stdp)
            continue;
        for (uint32_t k = 0; k < circuit->n_spikes[turn][part]; k++) {
            uint32_t cell = circuit->spikes[turn][part][k].cell;
            if (cell - stdp->first_post < stdp->n_post)
                stdp_post(stdp, part, cell, projection->plastic);
        }
        for (uint32_t p = 0; p < circuit->parts; p++)
            for (uint32_t k = 0; k < circuit->n_spikes[turn][p]; k++)
                stdp_mark(stdp, part, circuit->spikes[turn][p][k].cell);
    }
    circuit->events[part] += events;
}

/* Each member counts the steps for itself; they meet between firing and arriving, so a list is
 * whole before it is read, and is filled again only two steps on. */
static void run_part(void *context, uint32_t part)
{
    struct circuit *circuit = context;
    for (uint64_t step = circuit->step; step < circuit->until; step++) {
        fire(circuit, part, step);
        team_meet(circuit->team);
        arrive(circuit, part, step);
    }
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
    uint32_t turn = circuit->step & 1;
    fire(circuit, 0, circuit->step);
    arrive(circuit, 0, circuit->step);
    circuit->step++;
    *spikes = circuit->spikes[turn][0];
    return circuit->n_spikes[turn][0];
}
