/* Traces of one cell of the engine, in the form that compare.py reads.
 *
 *     traces pyramidal|interneuron INPUT.csv TRACES.csv SPIKES.csv
 *
 * The cell and what the rows mean are those of traces.py: row t holds the state before the inputs
 * of time t, a spike is dated at the end of its step. The numbers of the cells stand here and not
 * in the model's table, because it is the engine that is held against another, not the table.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/neurons.h"
#include "model/wires.h"

static const double DT_MS = 0.1;
enum { STEPS = 5000, CELL = 0, INPUTS = 256, LINE = 128 };

struct input {
    uint32_t step;
    char receptor[8];
    float weight;
};

static struct neurons_class class_of(const char *name)
{
    struct neurons_class cell = {.count = NEURONS_LANES,
                                 .capacitance_pf = 500,
                                 .leak_ns = 25,
                                 .leak_mv = -70,
                                 .threshold_mv = -50,
                                 .reset_mv = -55,
                                 .refractory_ms = 2,
                                 .exc_mv = 0,
                                 .inh_mv = -70,
                                 .ampa_ms = 2,
                                 .gaba_ms = 5,
                                 .nmda_ms = 100,
                                 .nmda_rise_ms = 2,
                                 .adapt_step_ns = 5,
                                 .adapt_ms = 150,
                                 .adapt_mv = -80};
    if (strcmp(name, "interneuron") == 0) {
        cell.capacitance_pf = 200;
        cell.leak_ns = 20;
        cell.refractory_ms = 1;
        cell.adapt_step_ns = cell.adapt_ms = 0;
    }
    return cell;
}

/* Returns how many, -1 when a line is not time_ms,receptor,weight_ns on the grid of steps. */
static int read_inputs(const char *path, struct input *inputs)
{
    FILE *file = fopen(path, "r");
    char line[LINE];
    int n = 0;
    if (!file || !fgets(line, sizeof line, file))
        n = -1;
    while (n >= 0 && n < INPUTS && fgets(line, sizeof line, file)) {
        double ms;
        if (sscanf(line, "%lf,%7[a-z],%f", &ms, inputs[n].receptor, &inputs[n].weight) != 3) {
            n = -1;
            break;
        }
        inputs[n].step = (uint32_t)(ms / DT_MS + 0.5);
        double off = ms - inputs[n].step * DT_MS;
        n = inputs[n].step > 0 && off < 1e-6 && off > -1e-6 ? n + 1 : -1;
    }
    if (file)
        fclose(file);
    return n;
}

/* As if a spike of the step before had arrived over a delay of one step. */
static void deliver(struct neurons *cells, const struct input *input)
{
    float *ring = strcmp(input->receptor, "ampa") == 0   ? cells->in_ampa
                  : strcmp(input->receptor, "nmda") == 0 ? cells->in_nmda
                                                         : cells->in_gaba;
    const uint32_t at = 1u << cells->shift | CELL;
    wires_deliver(cells, ring, input->step - 1, &at, NULL, input->weight, 0, 1);
}

static void write_row(FILE *to, const struct neurons *cells, uint32_t step, bool adapting)
{
    fprintf(to, "%.1f,%.5f,%.5f,%.5f,%.5f,%.5f,%.5f\n", step * DT_MS, (double)cells->v[CELL],
            (double)cells->g_ampa[CELL], (double)cells->g_nmda_rise[CELL],
            (double)cells->g_nmda[CELL], (double)cells->g_gaba[CELL],
            adapting ? (double)cells->g_adapt[CELL] : 0.0);
}

static void run(struct neurons *cells, const struct input *inputs, int n, FILE *traces,
                FILE *spikes)
{
    uint32_t fired[NEURONS_LANES];
    fputs("t_ms,v_mv,g_ampa,g_nmda_rise,g_nmda,g_gaba,g_adapt\n", traces);
    fputs("t_ms\n", spikes);
    for (uint32_t step = 0; step < STEPS; step++) {
        write_row(traces, cells, step, cells->kind[0].adapt);
        for (int i = 0; i < n; i++)
            if (inputs[i].step == step)
                deliver(cells, &inputs[i]);
        uint32_t n_fired = neurons_step(cells, &cells->kind[0], 0, NEURONS_LANES, step, fired);
        if (n_fired && fired[0] == CELL)
            fprintf(spikes, "%.1f\n", (step + 1) * DT_MS);
    }
}

int main(int argc, char **argv)
{
    if (argc != 5) {
        fputs("usage: traces pyramidal|interneuron INPUT.csv TRACES.csv SPIKES.csv\n", stderr);
        return 2;
    }
    struct input inputs[INPUTS];
    int n = read_inputs(argv[2], inputs);
    FILE *traces = fopen(argv[3], "w"), *spikes = fopen(argv[4], "w");
    struct neurons_class cell = class_of(argv[1]);
    struct neurons cells;
    uint64_t random = 1;
    bool made = neurons_create(&cells, &cell, 1, DT_MS, 2, &random);
    bool good = n >= 0 && traces && spikes && made;
    if (good) {
        cells.v[CELL] = (float)cell.leak_mv;
        run(&cells, inputs, n, traces, spikes);
    } else {
        fprintf(stderr, "traces: cannot read %s, or write %s and %s\n", argv[2], argv[3], argv[4]);
    }
    good = traces && fclose(traces) == 0 && good;
    good = spikes && fclose(spikes) == 0 && good;
    neurons_destroy(&cells);
    return good ? 0 : 1;
}
