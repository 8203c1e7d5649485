/* A made-up snapshot of the usual size, for tests of the scene without a model. */
#ifndef SNOWMELT_TESTS_SCENE_SYNTHETIC_H
#define SNOWMELT_TESTS_SCENE_SYNTHETIC_H

#include <stdlib.h>
#include <string.h>

#include "model/snapshot.h"
#include "scene/maths.h"

enum {
    SYNTHETIC_PLACES = 8,
    SYNTHETIC_PER_PLACE = 16,
    SYNTHETIC_OUTSIDE = 32,
    SYNTHETIC_INH = 30,
    SYNTHETIC_CELLS =
        SYNTHETIC_PLACES * SYNTHETIC_PER_PLACE + SYNTHETIC_OUTSIDE + SYNTHETIC_INH,
    SYNTHETIC_LINKS = 8000,
    SYNTHETIC_SPIKES = 2000
};

struct synthetic {
    struct model_snapshot snapshot;
    struct model_cell_view cells[SYNTHETIC_CELLS];
    float rates[SYNTHETIC_CELLS];
    struct model_link_view links[SYNTHETIC_LINKS];
    struct model_spike_view spikes[SYNTHETIC_SPIKES];
};

static const float SYNTHETIC_PLACE_MM[SYNTHETIC_PLACES][3] = {
    {-10, 4, 8}, {12, 16, -2}, {34, 4, -10}, {13, -13, -4},
    {-24, 16, -3}, {-34, 1, -8}, {-23, -12, 0}, {12, 2, -12},
};

static inline bool synthetic_worn(int a, int b)
{
    return a < 4 && b < 4 && b == (a + 1) % 4;
}

static inline bool synthetic_drawn(int a, int b)
{
    static const int WAYS[][2] = {{0, 4}, {4, 5}, {5, 6}, {6, 0}, {1, 7}, {7, 0}, {3, 6}};
    for (unsigned i = 0; i < sizeof WAYS / sizeof WAYS[0]; i++)
        if (WAYS[i][0] == a && WAYS[i][1] == b)
            return true;
    return synthetic_worn(a, b);
}

static inline void synthetic_cells(struct synthetic *made)
{
    struct model_snapshot *s = &made->snapshot;
    s->n_cells = SYNTHETIC_CELLS;
    s->cells = made->cells;
    s->cell_rate_hz = made->rates;
    for (uint32_t i = 0; i < SYNTHETIC_CELLS; i++) {
        struct model_cell_view *cell = &made->cells[i];
        uint32_t outside = SYNTHETIC_PLACES * SYNTHETIC_PER_PLACE;
        bool placed = i < outside;
        uint32_t near = placed ? i / SYNTHETIC_PER_PLACE : i % SYNTHETIC_PLACES;
        cell->type = i < outside + SYNTHETIC_OUTSIDE ? MODEL_PYRAMIDAL : MODEL_INTERNEURON;
        cell->place = placed ? (int8_t)near : -1;
        cell->region = near == 2 || near == 3 || near == 7;
        cell->neuron = i * 10u;
        for (uint32_t k = 0; k < 3; k++) {
            float sum = 0;
            for (uint32_t j = 0; j < 3; j++)
                sum += scene_spread(i, 500u + 3u * k + j);
            cell->position_mm[k] = SYNTHETIC_PLACE_MM[near][k] + (placed ? 4.5f : 10.0f) * sum;
        }
    }
}

static inline void synthetic_links(struct synthetic *made)
{
    struct model_snapshot *s = &made->snapshot;
    uint32_t pyramidal = SYNTHETIC_PLACES * SYNTHETIC_PER_PLACE + SYNTHETIC_OUTSIDE;
    s->links = made->links;
    s->n_links = 0;
    for (uint32_t i = 0; i < pyramidal; i++) {
        for (uint32_t j = 0; j < pyramidal; j++) {
            int a = made->cells[i].place, b = made->cells[j].place;
            float p = a >= 0 && a == b ? 0.35f : synthetic_drawn(a, b) ? 0.10f : 0.045f;
            if (i == j || scene_unit(i * 1000u + j, 600u) >= p)
                continue;
            struct model_link_view *link = &made->links[s->n_links++];
            *link = (struct model_link_view){
                .id = 10u * s->n_links, .pre = (uint16_t)i, .post = (uint16_t)j,
                .stage = MODEL_MATURE, .efficacy = synthetic_worn(a, b) ? 0.85f : 0.08f,
                .age_h = 1000.0f};
        }
    }
}

static inline void synthetic_ways(struct synthetic *made)
{
    struct model_snapshot *s = &made->snapshot;
    for (int a = 0; a < SYNTHETIC_PLACES; a++) {
        for (int b = 0; b < SYNTHETIC_PLACES; b++) {
            if (a == b)
                continue;
            bool worn = synthetic_worn(a, b);
            s->ways[s->n_ways++] = (struct model_way_view){
                .from = (uint8_t)a, .to = (uint8_t)b, .drawn = synthetic_drawn(a, b),
                .worn = worn, .synapses = synthetic_drawn(a, b) ? 2560 : 1150,
                .efficacy = worn ? 0.85f : 0.08f, .strength = worn ? 1.0f : 0.2f,
                .traffic = worn ? 0.22f : 0.003f};
        }
    }
}

/* A rigid network at rest: the loop worn, nothing fresh, no spikes. Free with free(). */
static inline struct synthetic *synthetic_create(void)
{
    struct synthetic *made = calloc(1, sizeof *made);
    if (!made)
        return NULL;
    struct model_snapshot *s = &made->snapshot;
    s->winner = 0;
    s->cue = -1;
    s->since_dose_s = -1;
    s->n_exc = 1600;
    s->n_inh = 400;
    s->n_places = SYNTHETIC_PLACES;
    s->n_regions = 2;
    memcpy(s->place_mm, SYNTHETIC_PLACE_MM, sizeof SYNTHETIC_PLACE_MM);
    s->spikes = made->spikes;
    s->now.glutamate = s->now.bdnf = s->now.ampa_throughput = s->now.spine_density = 1.0f;
    s->now.rigidity = 0.75f;
    synthetic_cells(made);
    synthetic_links(made);
    synthetic_ways(made);
    for (uint32_t i = 0; i < SYNTHETIC_CELLS; i++)
        made->rates[i] = made->cells[i].place == 0 ? 45.0f : 1.0f;
    s->place_rate_hz[0] = 45.0f;
    return made;
}

/* Turns the first `count` links along named, unworn ways into fresh ones. */
static inline uint32_t synthetic_freshen(struct synthetic *made, uint32_t count)
{
    uint32_t done = 0;
    for (uint32_t i = 0; i < made->snapshot.n_links && done < count; i++) {
        struct model_link_view *link = &made->links[i];
        int a = made->cells[link->pre].place, b = made->cells[link->post].place;
        if (a < 0 || b < 0 || synthetic_worn(a, b) || !synthetic_drawn(a, b))
            continue;
        link->fresh = true;
        link->stage = MODEL_FUNCTIONAL;
        link->efficacy = 0.4f;
        done++;
    }
    return done;
}

#endif
