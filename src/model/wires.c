#include "model/wires.h"

#include <stdlib.h>
#include <string.h>

#include "model/maths.h"

/* Room for one more entry. */
static bool reserve(struct wires *wires, uint32_t *capacity)
{
    if (wires->size < *capacity)
        return true;
    if (*capacity > UINT32_MAX / 2)
        return false;
    uint32_t wanted = *capacity ? *capacity + *capacity / 2 : 65536;
    uint32_t *bigger = realloc(wires->at, wanted * sizeof *bigger);
    if (!bigger)
        return false;
    wires->at = bigger;
    *capacity = wanted;
    return true;
}

bool wires_random(struct wires *wires, const struct wires_wish *wish, uint32_t shift,
                  uint64_t *random)
{
    memset(wires, 0, sizeof *wires);
    wires->first_pre = wish->first_pre;
    wires->n_pre = wish->n_pre;
    wires->row = calloc(wish->n_pre + 1u, sizeof *wires->row);
    wires->live = calloc(wish->n_pre ? wish->n_pre : 1, sizeof *wires->live);
    double expected = wish->probability * wish->n_pre * (double)wish->n_post;
    uint32_t capacity = (uint32_t)(expected + 6.0 * model_sqrt(expected)) + 16u;
    wires->at = malloc(capacity * sizeof *wires->at);
    if (!wires->row || !wires->live || !wires->at)
        return false;
    /* From one entry to the next in a leap: the gaps of a Bernoulli sequence are geometric. */
    double per_leap = wish->probability < 1.0 ? 1.0 / model_log(1.0 - wish->probability) : 0.0;
    for (uint32_t i = 0; i < wish->n_pre; i++) {
        uint32_t pre = wish->first_pre + i;
        wires->row[i] = wires->size;
        for (double j = -1.0; wish->probability > 0.0;) {
            j += 1.0 + (double)(uint64_t)(model_log(1.0 - model_uniform(random)) * per_leap);
            if (!(j < wish->n_post))
                break;
            uint32_t post = wish->first_post + (uint32_t)j;
            if (post == pre)
                continue;
            if (!reserve(wires, &capacity))
                return false;
            wires->at[wires->size++] = wish->delay(wish->context, pre, post) << shift | post;
        }
        wires->live[i] = wires->size - wires->row[i];
    }
    wires->row[wish->n_pre] = wires->size;
    return true;
}

void wires_destroy(struct wires *wires)
{
    free(wires->row);
    free(wires->live);
    free(wires->at);
    free(wires->part);
    memset(wires, 0, sizeof *wires);
}

bool wires_divide(struct wires *wires, const uint32_t *edge, uint32_t parts, uint32_t shift)
{
    uint32_t *part = malloc((size_t)wires->n_pre * parts * sizeof *part + 1);
    if (!part)
        return false;
    for (uint32_t r = 0; r < wires->n_pre; r++) {
        uint32_t e = wires->row[r];
        for (uint32_t p = 0; p < parts; p++) {
            while (e < wires->row[r + 1] && (wires->at[e] & ((1u << shift) - 1u)) < edge[p])
                e++;
            part[(size_t)r * parts + p] = e;
        }
    }
    free(wires->part);
    wires->part = part;
    wires->parts = parts;
    return true;
}

void wires_deliver(const struct neurons *cells, float *ring, uint32_t step, const uint32_t *at,
                   const float *weight, float factor, uint32_t from, uint32_t to)
{
    const uint32_t now = step << cells->shift, mask = cells->mask;
    if (!weight)
        for (uint32_t e = from; e < to; e++)
            ring[(now + at[e]) & mask] += factor;
    else
        for (uint32_t e = from; e < to; e++)
            ring[(now + at[e]) & mask] += weight[e] * factor;
}
