#include "scene/cells.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scene/maths.h"
#include "scene/palette.h"

static const float RISE_PER_S = 5.0f, FALL_PER_S = 2.2f, SMOOTH_S = 0.10f;
static const float FULL_HZ = 55.0f; /* rate at which a pyramidal cell is all alight */
static const float FULL_INH_HZ = 45.0f;
static const float STRAY_MM = 12.0f, PLACE_LIGHT_MM = 11.0f;
static const float LEAST_TWIGS = 0.35f; /* of what the eye could see, where the machine is slow */
static const float CALMING_RING = 2.3f; /* about a cell that calms others, of its radius */
static const float CALMING_LIGHT = 0.04f; /* of its own, without a spike: the more it has, the nearer to magenta */
static const float SUM = 40.0f; /* of all light, which crowding holds it under */

void cells_destroy(struct cells *cells)
{
    free(cells->view);
    free(cells->glow);
    free(cells->glow_to);
    arbours_destroy(&cells->arbours);
    free(cells->points);
    memset(cells, 0, sizeof *cells);
}

static bool same_cell(const struct model_cell_view *a, const struct model_cell_view *b)
{
    return a->neuron == b->neuron && a->type == b->type && a->place == b->place &&
           a->region == b->region && a->position_mm[0] == b->position_mm[0] &&
           a->position_mm[1] == b->position_mm[1] && a->position_mm[2] == b->position_mm[2];
}

static bool same_cells(const struct cells *cells, const struct model_snapshot *snapshot)
{
    if (cells->n != snapshot->n_cells)
        return false;
    for (uint32_t i = 0; i < cells->n; i++)
        if (!same_cell(&cells->view[i], &snapshot->cells[i]))
            return false;
    return true;
}

/* One after the other, so that what was had stays had when memory runs out. */
static bool enlarge(void **array, size_t count, size_t size)
{
    void *bigger = realloc(*array, count * size);
    if (!bigger)
        return false;
    *array = bigger;
    return true;
}

static bool reserve(struct cells *cells, uint32_t n)
{
    if (n <= cells->max)
        return true;
    if (!enlarge((void **)&cells->view, n, sizeof *cells->view) ||
        !enlarge((void **)&cells->glow, n, sizeof *cells->glow) ||
        !enlarge((void **)&cells->glow_to, n, sizeof *cells->glow_to) ||
        !enlarge((void **)&cells->points, n + CELLS_SPARE_POINTS, sizeof *cells->points))
        return false;
    cells->max = n;
    return true;
}

/* Cells far from any place lie at the rim; they need not be in the picture. */
static bool astray(const struct model_cell_view *view, const struct model_snapshot *snapshot)
{
    float nearest = INFINITY;
    for (uint32_t a = 0; a < snapshot->n_places && a < MODEL_MAX_PLACES; a++) {
        float square = 0.0f;
        for (int k = 0; k < 3; k++) {
            float d = view->position_mm[k] - snapshot->place_mm[a][k];
            square += d * d;
        }
        nearest = fminf(nearest, square);
    }
    return nearest > STRAY_MM * STRAY_MM;
}

static void settle_in(struct cells *cells, const struct model_snapshot *snapshot)
{
    cells->n = snapshot->n_cells;
    for (uint32_t i = 0; i < cells->n; i++) {
        cells->view[i] = snapshot->cells[i];
        cells->glow[i] = cells->glow_to[i] = 0.0f;
        const struct model_cell_view *view = &cells->view[i];
        cells->points[i].core = view->place >= 0;
        cells->points[i].stray = view->place < 0 && astray(view, snapshot);
        cells->points[i].margin = 1.6f;
        memcpy(cells->points[i].position, view->position_mm, sizeof view->position_mm);
    }
}

bool cells_observe(struct cells *cells, const struct model_snapshot *snapshot, bool *changed)
{
    *changed = !same_cells(cells, snapshot);
    if (*changed) {
        if (!reserve(cells, snapshot->n_cells) ||
            !arbours_grow(&cells->arbours, snapshot->cells, snapshot->n_cells))
            return false;
        settle_in(cells, snapshot);
    }
    for (uint32_t i = 0; i < cells->n; i++) {
        float full = cells->view[i].type == MODEL_PYRAMIDAL ? FULL_HZ : FULL_INH_HZ;
        float rate = scene_finite(snapshot->cell_rate_hz[i], 0.0f);
        cells->glow_to[i] = scene_clamp(rate / full, 0.0f, 1.0f);
    }
    for (uint32_t a = 0; a < MODEL_MAX_PLACES; a++) {
        float rate = a < snapshot->n_places ? scene_finite(snapshot->place_rate_hz[a], 0.0f) : 0.0f;
        cells->place_glow_to[a] = scene_clamp(rate / FULL_HZ, 0.0f, 1.0f);
    }
    return true;
}

static float light_up(float glow, float to, float dt_s, float pace)
{
    /* Softened, and bounded in speed whatever the model does: no flash. */
    float soft = scene_settle(glow, to, dt_s, SMOOTH_S / pace);
    return scene_approach(glow, soft, (soft > glow ? RISE_PER_S : FALL_PER_S) * pace * dt_s);
}

void cells_animate(struct cells *cells, float dt_s, bool slow)
{
    float pace = slow ? 0.5f : 1.0f;
    for (uint32_t i = 0; i < cells->n; i++)
        cells->glow[i] = light_up(cells->glow[i], cells->glow_to[i], dt_s, pace);
    for (int a = 0; a < MODEL_MAX_PLACES; a++)
        cells->place_glow[a] = light_up(cells->place_glow[a], cells->place_glow_to[a], dt_s, pace);
}

float cells_crowding(const struct cells *cells)
{
    float sum = 0.0f;
    for (uint32_t i = 0; i < cells->n; i++)
        sum += cells->glow[i];
    return SUM / (SUM + sum);
}

struct inks {
    float path[3], fresh[3], rest[3], inhibition[3];
};

static void mix_inks(struct inks *inks, const struct palette *palette)
{
    memcpy(inks->path, palette->linear[PALETTE_PATH], sizeof inks->path);
    memcpy(inks->fresh, palette->linear[PALETTE_NEW], sizeof inks->fresh);
    memcpy(inks->rest, palette->linear[PALETTE_REST], sizeof inks->rest);
    memcpy(inks->inhibition, palette->linear[PALETTE_INHIBITION], sizeof inks->inhibition);
}

/* How much of a place's look is new, 0..1; places of the trodden path keep more of the old. */
static float teal_share(const struct ways *ways, uint32_t place)
{
    float full = ways->on_loop[place] ? 0.9f : 0.6f;
    return 0.9f * scene_smoothstep(0.03f, full, ways->fresh[place]);
}

static void role(const struct model_cell_view *view, const struct ways *ways,
                 const struct inks *inks, float colour[3])
{
    if (view->type != MODEL_PYRAMIDAL) {
        memcpy(colour, inks->inhibition, sizeof inks->inhibition);
        return;
    }
    bool placed = view->place >= 0 && view->place < (int)ways->n_places;
    /* On paper a share of grey would make it brick. */
    float most = scene_mix(0.8f, 1.0f, ways->paper);
    float amber = placed && ways->on_loop[view->place] ? most * (1.0f - ways_pale(ways)) : 0.0f;
    scene_colour_mix(inks->rest, inks->path, amber, colour);
    if (placed) {
        /* Cell by cell rather than all at once: two pure colours side by side stay legible
         * where their mixture would not. */
        float share = teal_share(ways, (uint32_t)view->place);
        float teal = scene_clamp((1.10f * share - scene_unit(view->neuron, 90u)) / 0.10f, 0, 1);
        scene_colour_mix(colour, inks->fresh, scene_mix(0.85f, 1.0f, ways->paper) * teal, colour);
    }
}

void cells_draw_places(const struct cells *cells, const struct ways *ways,
                       const struct palette *palette, struct plan *plan)
{
    struct inks inks;
    mix_inks(&inks, palette);
    for (uint32_t a = 0; a < ways->n_places; a++) {
        struct plan_ribbon *light = plan_ribbon(plan);
        if (!light)
            return;
        float share = teal_share(ways, a), colour[3];
        scene_colour_mix(inks.rest, ways->on_loop[a] ? inks.path : inks.fresh,
                         ways->on_loop[a] ? 0.8f : share, colour);
        /* A short wide ribbon that fades to all sides is a soft round light. */
        for (int i = 0; i < 4; i++)
            for (int k = 0; k < 3; k++)
                light->p[i][k] = ways->place[a][k] +
                                 (k == 0 ? PLACE_LIGHT_MM * (-1.0f + 2.0f * (float)i / 3.0f) : 0);
        light->radius[0] = light->radius[1] = PLACE_LIGHT_MM;
        light->range[1] = 1.0f;
        for (int k = 0; k < 3; k++)
            light->colour[k] = colour[k] * (0.035f + 0.08f * cells->place_glow[a]);
        light->opacity = 1.0f;
        light->soft = 1.0f;
    }
}

void cells_draw_arbours(const struct cells *cells, const struct ways *ways,
                        const struct palette *palette, struct plan *plan)
{
    struct inks inks;
    mix_inks(&inks, palette);
    float crowding = cells_crowding(cells), twigs = scene_mix(1.0f, LEAST_TWIGS, cells->spared);
    for (uint32_t i = 0; i < cells->n; i++) {
        const struct model_cell_view *view = &cells->view[i];
        struct plan_stem *stem = plan_stem(plan);
        if (!stem)
            return;
        float colour[3], light = view->place >= 0 ? 0.50f : 0.30f;
        role(view, ways, &inks, colour);
        light += 0.5f * cells->glow[i] * crowding;
        /* New ink on paper is dark, and would be taken for faint. */
        if (view->place >= 0 && view->place < (int)ways->n_places)
            light *= 1.0f + 0.8f * ways->paper * teal_share(ways, (uint32_t)view->place);
        memcpy(stem->position, view->position_mm, sizeof stem->position);
        arbours_pose(view, &stem->scale, stem->axis);
        stem->detail = twigs * arbours_detail(plan, view->position_mm);
        for (int k = 0; k < 3; k++)
            stem->colour[k] = colour[k] * light;
        stem->opacity = 0.9f;
    }
    arbours_lend(&cells->arbours, plan);
}

void cells_draw_bodies(const struct cells *cells, const struct ways *ways, float occupancy_inh,
                       const struct palette *palette, struct plan *plan)
{
    struct inks inks;
    mix_inks(&inks, palette);
    const float *ketamine = palette->linear[PALETTE_KETAMINE];
    const float *paper = palette->linear[PALETTE_BACKDROP];
    float crowding = cells_crowding(cells);
    for (uint32_t i = 0; i < cells->n; i++) {
        const struct model_cell_view *view = &cells->view[i];
        bool pyramidal = view->type == MODEL_PYRAMIDAL;
        if (!pyramidal && occupancy_inh > 0.01f) {
            struct plan_body *rim = plan_body(plan);
            if (!rim)
                return;
            memcpy(rim->centre, view->position_mm, sizeof rim->centre);
            rim->radius = 0.30f; /* inside the body: only its halo shows */
            memcpy(rim->colour, ketamine, sizeof rim->colour);
            rim->glow = scene_mix(0.60f, 1.5f, palette->day) * occupancy_inh;
            rim->opacity = 1.0f;
            rim->halo = 6.5f;
        }
        struct plan_body *body = plan_body(plan);
        if (!body)
            return;
        float glow = cells->glow[i] * crowding;
        memcpy(body->centre, view->position_mm, sizeof body->centre);
        body->radius = pyramidal ? 0.55f + 0.12f * scene_unit(view->neuron, 91u) : 0.36f;
        if (view->place < 0 && pyramidal)
            body->radius *= 0.85f;
        role(view, ways, &inks, body->colour);
        /* Of no place: less is seen of it, on paper by being paler. */
        float pale = pyramidal ? 0.5f : 0.0f;
        for (int k = 0; k < 3 && view->place < 0; k++)
            body->colour[k] =
                scene_mix(0.6f * body->colour[k], scene_mix(body->colour[k], paper[k], pale),
                          palette->day);
        body->glow = (pyramidal ? 0.10f : CALMING_LIGHT) + 1.2f * glow;
        body->opacity = 1.0f;
        body->halo = 2.0f + 1.6f * glow;
        body->ring = pyramidal ? 0.0f : CALMING_RING;
    }
}
