#include "model/stdp.h"

#include <stdlib.h>
#include <string.h>

#include "model/maths.h"

/* Everything is taken back to true size before exp(t / tau) outgrows float, or exp(-t / tau) fades
 * beside the sums that it is added to. */
static const double RENEW_TAUS = 20.0;

/* Between two spikes of a presynaptic cell its trace is pre / grown: the trace grows with time
 * instead of decaying, so that only spikes cost. Each postsynaptic spike between them adds
 * up * pre / grown to the weight, with `grown` of its moment; so the sum of 1 / grown over the
 * spikes of a cell says it all. */
struct heard {
    double sum;  /* of 1 / grown over the spikes since `since_ms` */
    float trace; /* the value now is trace / grown_post */
};

/* What one thread knows, so that none reads what another writes; in cache lines of its own. */
struct stdp_part {
    _Alignas(128) double since_ms; /* where the growing began anew */
    double grown;                  /* exp(t / pre_ms) now */
    float grown_post;              /* exp(t / post_ms) now */
    float *pre;                    /* [n_pre] */
    struct heard *post;            /* [n_post] */
};

bool stdp_create(struct stdp *stdp, const struct stdp_rule *rule, const struct wires *wires,
                 uint32_t first_post, uint32_t n_post, uint32_t parts, uint32_t shift)
{
    memset(stdp, 0, sizeof *stdp);
    stdp->rule = *rule;
    stdp->wires = wires;
    stdp->first_pre = wires->first_pre;
    stdp->n_pre = wires->n_pre;
    stdp->first_post = first_post;
    stdp->n_post = n_post;
    stdp->cell = (1u << shift) - 1u;
    stdp->seen = calloc(wires->size + 1u, sizeof *stdp->seen);
    stdp->part = aligned_alloc(_Alignof(struct stdp_part), parts * sizeof *stdp->part);
    if (!stdp->seen || !stdp->part)
        return false;
    stdp->parts = parts;
    memset(stdp->part, 0, parts * sizeof *stdp->part);
    for (uint32_t p = 0; p < parts; p++) {
        struct stdp_part *part = &stdp->part[p];
        part->grown = part->grown_post = 1.0f;
        part->pre = calloc(stdp->n_pre + 1u, sizeof *part->pre);
        part->post = calloc(n_post + 1u, sizeof *part->post);
        if (!part->pre || !part->post)
            return false;
    }
    return true;
}

void stdp_destroy(struct stdp *stdp)
{
    for (uint32_t p = 0; p < stdp->parts; p++) {
        free(stdp->part[p].pre);
        free(stdp->part[p].post);
    }
    free(stdp->part);
    free(stdp->seen);
    memset(stdp, 0, sizeof *stdp);
}

static float clipped(float weight, float most)
{
    weight = 0.0f > weight ? 0.0f : weight;
    return most < weight ? most : weight;
}

/* A part's weights as they are by now: with what their cells heard since the last presynaptic
 * spike. `now` may be `weight`. */
static void bring_up_to_date(const struct stdp *stdp, uint32_t p, const float *weight, float *now)
{
    const struct stdp_part *part = &stdp->part[p];
    const float most = (float)stdp->rule.most;
    for (uint32_t row = 0; row < stdp->n_pre; row++) {
        double up = stdp->rule.up * (double)part->pre[row];
        uint32_t from, to;
        wires_range(stdp->wires, row, p, &from, &to);
        for (uint32_t e = from; e < to; e++) {
            uint32_t i = (stdp->wires->at[e] & stdp->cell) - stdp->first_post;
            double change = up * (part->post[i].sum - stdp->seen[e]);
            now[e] = clipped(weight[e] + (float)change, most);
        }
    }
}

/* Brings the weights to the present, and traces and sums to their true size. */
static void renew(struct stdp *stdp, uint32_t p, double t_ms, float *weight)
{
    struct stdp_part *part = &stdp->part[p];
    bring_up_to_date(stdp, p, weight, weight);
    for (uint32_t row = 0; row < stdp->n_pre; row++) {
        uint32_t from, to;
        wires_range(stdp->wires, row, p, &from, &to);
        for (uint32_t e = from; e < to; e++)
            stdp->seen[e] = 0;
    }
    float pre = (float)model_exp(-(t_ms - part->since_ms) / stdp->rule.pre_ms);
    float post = (float)model_exp(-(t_ms - part->since_ms) / stdp->rule.post_ms);
    for (uint32_t i = 0; i < stdp->n_pre; i++)
        part->pre[i] *= pre;
    for (uint32_t i = 0; i < stdp->n_post; i++) {
        part->post[i].sum = 0;
        part->post[i].trace *= post;
    }
    part->since_ms = t_ms;
}

void stdp_now(struct stdp *stdp, uint32_t p, double t_ms, float *weight)
{
    const struct stdp_rule *rule = &stdp->rule;
    struct stdp_part *part = &stdp->part[p];
    double shortest = rule->pre_ms < rule->post_ms ? rule->pre_ms : rule->post_ms;
    if (t_ms - part->since_ms > RENEW_TAUS * shortest)
        renew(stdp, p, t_ms, weight);
    part->grown = model_exp((t_ms - part->since_ms) / rule->pre_ms);
    part->grown_post = rule->pre_ms == rule->post_ms
                           ? (float)part->grown
                           : (float)model_exp((t_ms - part->since_ms) / rule->post_ms);
}

void stdp_pre(struct stdp *stdp, uint32_t p, uint32_t row, float *weight, uint32_t from,
              uint32_t to)
{
    const struct stdp_part *part = &stdp->part[p];
    const struct heard *post = part->post;
    const uint32_t *at = stdp->wires->at, cell = stdp->cell, first = stdp->first_post;
    const float most = (float)stdp->rule.most, down = (float)stdp->rule.down / part->grown_post;
    const double up = stdp->rule.up * (double)part->pre[row];
    double *seen = stdp->seen;
    for (uint32_t e = from; e < to; e++) {
        const struct heard *heard = &post[(at[e] & cell) - first];
        double sum = heard->sum;
        float risen = clipped(weight[e] + (float)(up * (sum - seen[e])), most);
        seen[e] = sum;
        weight[e] = clipped(risen - down * heard->trace, most);
    }
}

void stdp_mark(struct stdp *stdp, uint32_t p, uint32_t cell)
{
    struct stdp_part *part = &stdp->part[p];
    uint32_t i = cell - stdp->first_pre, j = cell - stdp->first_post;
    if (i < stdp->n_pre)
        part->pre[i] += (float)part->grown;
    if (j < stdp->n_post) {
        part->post[j].sum += 1.0 / part->grown;
        part->post[j].trace += part->grown_post;
    }
}

void stdp_read(const struct stdp *stdp, const float *weight, float *now)
{
    for (uint32_t p = 0; p < stdp->parts; p++)
        bring_up_to_date(stdp, p, weight, now);
}
