#include "model/stdp.h"

#include <stdlib.h>
#include <string.h>

#include "model/maths.h"

/* Traces are taken back to true size before exp(t / tau) outgrows float. */
static const double RENEW_TAUS = 40.0;

bool stdp_create(struct stdp *stdp, const struct stdp_rule *rule, const struct wires *wires,
                 uint32_t first_post, uint32_t n_post, uint32_t parts, uint32_t shift)
{
    memset(stdp, 0, sizeof *stdp);
    stdp->rule = *rule;
    stdp->first_pre = wires->first_pre;
    stdp->n_pre = wires->n_pre;
    stdp->first_post = first_post;
    stdp->n_post = n_post;
    stdp->parts = parts;
    stdp->column = calloc(n_post + 2u, sizeof *stdp->column);
    stdp->entry = malloc((wires->size + 1u) * sizeof *stdp->entry);
    stdp->source = malloc((wires->size + 1u) * sizeof *stdp->source);
    stdp->pre = calloc(parts, sizeof *stdp->pre);
    stdp->post = calloc(parts, sizeof *stdp->post);
    stdp->time = calloc(parts, sizeof *stdp->time);
    if (!stdp->column || !stdp->entry || !stdp->source || !stdp->pre || !stdp->post || !stdp->time)
        return false;
    for (uint32_t p = 0; p < parts; p++) {
        stdp->pre[p] = calloc(stdp->n_pre + 1u, sizeof **stdp->pre);
        stdp->post[p] = calloc(n_post + 1u, sizeof **stdp->post);
        if (!stdp->pre[p] || !stdp->post[p])
            return false;
    }
    /* Counting sort by postsynaptic cell; column[i + 1] runs ahead of its place until it is full.
     */
    const uint32_t cell = (1u << shift) - 1u;
    for (uint32_t e = 0; e < wires->size; e++)
        stdp->column[(wires->at[e] & cell) - first_post + 2u]++;
    for (uint32_t i = 2; i < n_post + 2u; i++)
        stdp->column[i] += stdp->column[i - 1];
    for (uint32_t r = 0; r < wires->n_pre; r++) {
        for (uint32_t e = wires->row[r]; e < wires->row[r] + wires->live[r]; e++) {
            uint32_t to = stdp->column[(wires->at[e] & cell) - first_post + 1u]++;
            stdp->entry[to] = e;
            stdp->source[to] = r;
        }
    }
    return true;
}

void stdp_destroy(struct stdp *stdp)
{
    for (uint32_t p = 0; p < stdp->parts; p++) {
        if (stdp->pre)
            free(stdp->pre[p]);
        if (stdp->post)
            free(stdp->post[p]);
    }
    free(stdp->pre);
    free(stdp->post);
    free(stdp->time);
    free(stdp->column);
    free(stdp->entry);
    free(stdp->source);
    memset(stdp, 0, sizeof *stdp);
}

static float clipped(float weight, float most)
{
    return weight < 0.0f ? 0.0f : weight > most ? most : weight;
}

/* Brings the traces to their true size at t_ms. */
static void renew(struct stdp *stdp, uint32_t part, double t_ms)
{
    struct stdp_time *time = &stdp->time[part];
    float pre = (float)model_exp(-(t_ms - time->since_ms) / stdp->rule.pre_ms);
    float post = (float)model_exp(-(t_ms - time->since_ms) / stdp->rule.post_ms);
    for (uint32_t i = 0; i < stdp->n_pre; i++)
        stdp->pre[part][i] *= pre;
    for (uint32_t i = 0; i < stdp->n_post; i++)
        stdp->post[part][i] *= post;
    time->since_ms = t_ms;
}

void stdp_now(struct stdp *stdp, uint32_t part, double t_ms)
{
    const struct stdp_rule *rule = &stdp->rule;
    struct stdp_time *time = &stdp->time[part];
    double shortest = rule->pre_ms < rule->post_ms ? rule->pre_ms : rule->post_ms;
    if (t_ms - time->since_ms > RENEW_TAUS * shortest)
        renew(stdp, part, t_ms);
    time->grown_pre = (float)model_exp((t_ms - time->since_ms) / rule->pre_ms);
    time->grown_post = rule->pre_ms == rule->post_ms
                           ? time->grown_pre
                           : (float)model_exp((t_ms - time->since_ms) / rule->post_ms);
}

void stdp_pre(struct stdp *stdp, uint32_t part, const uint32_t *at, float *weight, uint32_t from,
              uint32_t to, uint32_t shift)
{
    const float *post = stdp->post[part];
    const float most = (float)stdp->rule.most;
    const float now = (float)stdp->rule.down / stdp->time[part].grown_post;
    const uint32_t cell = (1u << shift) - 1u, first = stdp->first_post;
    for (uint32_t e = from; e < to; e++)
        weight[e] = clipped(weight[e] - now * post[(at[e] & cell) - first], most);
}

void stdp_post(struct stdp *stdp, uint32_t part, uint32_t cell, float *weight)
{
    const float *pre = stdp->pre[part];
    const float most = (float)stdp->rule.most;
    const float now = (float)stdp->rule.up / stdp->time[part].grown_pre;
    uint32_t i = cell - stdp->first_post;
    for (uint32_t k = stdp->column[i]; k < stdp->column[i + 1]; k++) {
        uint32_t e = stdp->entry[k];
        weight[e] = clipped(weight[e] + now * pre[stdp->source[k]], most);
    }
}

void stdp_mark(struct stdp *stdp, uint32_t part, uint32_t cell)
{
    uint32_t i = cell - stdp->first_pre, j = cell - stdp->first_post;
    if (i < stdp->n_pre)
        stdp->pre[part][i] += stdp->time[part].grown_pre;
    if (j < stdp->n_post)
        stdp->post[part][j] += stdp->time[part].grown_post;
}
