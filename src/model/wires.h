/* Connections of one kind, from some cells to others: compressed rows, one for each presynaptic
 * cell, that lie one after the other. An entry is where a spike lands in the ring of neurons.h and
 * how strongly.
 *
 * A row may have room: its first `live` entries conduct, the rest are free.
 */
#ifndef SNOWMELT_MODEL_WIRES_H
#define SNOWMELT_MODEL_WIRES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/neurons.h"

struct wires {
    uint32_t first_pre, n_pre;
    uint32_t *row;  /* [n_pre + 1], first entry of each row */
    uint32_t *live; /* [n_pre], conducting entries at its head */
    uint32_t *at;   /* [size], delay in steps << shift | postsynaptic cell */
    uint32_t size;
    /* For several threads, each with a range of postsynaptic cells: the rows are sorted by cell and
     * part p of row r is entries part[r * parts + p] up to the next. NULL for one. */
    uint32_t *part, parts;
};

/* What wires_random() draws. */
struct wires_wish {
    uint32_t first_pre, n_pre, first_post, n_post;
    double probability; /* of each pair, a cell and itself left out */
    /* Delay in steps, at least 1 and less than the ring's slots. */
    uint32_t (*delay)(const void *context, uint32_t pre, uint32_t post);
    const void *context;
};

/* Each pair with the same chance, in time proportional to the entries. False when out of memory;
 * wires_destroy() in any case. */
bool wires_random(struct wires *wires, const struct wires_wish *wish, uint32_t shift,
                  uint64_t *random);
void wires_destroy(struct wires *wires);

/* Divides the rows among `parts` ranges of postsynaptic cells, the p-th from edge[p] to
 * edge[p + 1]. Rows must be sorted, as wires_random() leaves them. */
bool wires_divide(struct wires *wires, const uint32_t *edge, uint32_t parts, uint32_t shift);

/* First and past-the-last conducting entry of a row's part. */
static inline void wires_range(const struct wires *wires, uint32_t row, uint32_t part,
                               uint32_t *from, uint32_t *to)
{
    *from = wires->row[row];
    *to = *from + wires->live[row];
    if (wires->part) {
        const uint32_t *edge = wires->part + (size_t)row * wires->parts + part;
        *from = edge[0];
        *to = part + 1 < wires->parts ? edge[1] : *to;
    }
}

/* Adds weight[e] * factor, or `factor` where weight is NULL, for the entries from .. to-1 of a
 * spike at `step` to a ring of `cells`. */
void wires_deliver(const struct neurons *cells, float *ring, uint32_t step, const uint32_t *at,
                   const float *weight, float factor, uint32_t from, uint32_t to);

#endif
