#include "scene/links.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scene/maths.h"
#include "scene/palette.h"

/* Ribbons that links may take in one picture, and where the machine is slow. */
static const float BUDGET_MOST = 1380.0f, BUDGET_LEAST = 260.0f;

static const float GROWTH_PER_S = 0.45f, LIFE_PER_S = 0.5f, SLOW = 0.6f;
/* Share of each kind that is drawn when there is room; links along ways and new ones all are. */
static const float KEEP[] = {
    [LINK_WORN] = 1.0f,    [LINK_WAY] = 1.0f,      [LINK_CHANCE] = 0.45f,
    [LINK_WITHIN] = 0.30f, [LINK_OUTSIDE] = 0.10f,
};
/* New links that make no way are many: a third of them tell as much, and of the long ones to cells
 * that belong to no place a tenth. */
static const float KEEP_FRESH[] = {
    [LINK_WORN] = 1.0f,    [LINK_WAY] = 1.0f,     [LINK_CHANCE] = 0.33f,
    [LINK_WITHIN] = 0.33f, [LINK_OUTSIDE] = 0.1f,
};
/* Efficacies of a new link at which it is a hair, and as stout as it gets. */
static const float FINE_TO_STOUT[2] = {0.30f, 0.85f};
/* On paper nothing glows: there what is new is drawn stouter, and its ink covers all. */
static const float PAPER_STOUT = 1.70f, PAPER_DARK = 1.4f;
const float LINKS_BODY[] = {
    [MODEL_FILOPODIUM] = 0.12f,
    [MODEL_SILENT] = 0.25f,
    [MODEL_FUNCTIONAL] = 0.65f,
    [MODEL_MATURE] = 1.0f,
};

void links_destroy(struct links *links)
{
    free(links->link);
    free(links->spare);
    free(links->out);
    memset(links, 0, sizeof *links);
}

static bool reserve(struct links *links, uint32_t n, uint32_t n_cells)
{
    if (n > links->max) {
        /* A merge may need room for both lists: leave enough for births, and for those
         * letting go, that another growth is rare. */
        uint32_t max = 2 * n + 4096;
        struct link *link = malloc(max * sizeof *link), *spare = malloc(max * sizeof *spare);
        if (!link || !spare) {
            free(link);
            free(spare);
            return false;
        }
        if (links->n)
            memcpy(link, links->link, links->n * sizeof *link);
        free(links->link);
        free(links->spare);
        links->link = link;
        links->spare = spare;
        links->max = max;
    }
    if (n_cells > links->max_cells) {
        uint32_t(*out)[LINKS_OUT] = realloc(links->out, n_cells * sizeof *out);
        if (!out)
            return false;
        links->out = out;
        links->max_cells = n_cells;
    }
    return true;
}

static enum link_kind kind_of(const struct ways *ways, int a, int b)
{
    if (a < 0 || b < 0 || a >= (int)ways->n_places || b >= (int)ways->n_places)
        return LINK_OUTSIDE;
    if (a == b)
        return LINK_WITHIN;
    const struct way *way = &ways->way[a][b];
    return way->worn ? LINK_WORN : way->drawn ? LINK_WAY : LINK_CHANCE;
}

static float reach_of(uint8_t stage)
{
    return stage == MODEL_FILOPODIUM ? LINKS_REACH : 1.0f;
}

static uint8_t stage_of(uint8_t stage)
{
    return stage > MODEL_MATURE ? MODEL_MATURE : stage;
}

static void take_in(struct link *link, const struct model_link_view *seen, const struct ways *ways,
                    const struct model_snapshot *snapshot)
{
    link->stage = stage_of(seen->stage);
    link->kind =
        (uint8_t)kind_of(ways, snapshot->cells[seen->pre].place, snapshot->cells[seen->post].place);
    link->efficacy_to = scene_clamp(scene_finite(seen->efficacy, 0.0f), 0.0f, 1.0f);
}

static void begin(struct link *link, const struct model_link_view *seen, bool grown, bool fresh)
{
    memset(link, 0, sizeof *link);
    link->id = seen->id;
    link->pre = seen->pre;
    link->post = seen->post;
    link->hash = scene_unit((uint32_t)seen->id, (uint32_t)(seen->id >> 32) + 3u);
    link->life = 1.0f;
    link->efficacy = scene_clamp(scene_finite(seen->efficacy, 0.0f), 0.0f, 1.0f);
    link->teal = fresh ? 1.0f : 0.0f;
    link->body = LINKS_BODY[grown ? stage_of(seen->stage) : MODEL_FILOPODIUM];
    link->growth = grown ? reach_of(seen->stage) : 0.0f;
    link->rested_s = 10.0f;
}

static bool same(const struct link *link, const struct model_link_view *seen)
{
    return !link->letting_go && link->id == seen->id && link->pre == seen->pre &&
           link->post == seen->post;
}

/* The strongest links out of each cell to other places, among those grown and in sight. */
static void rank_out(struct links *links, uint32_t n_cells)
{
    for (uint32_t c = 0; c < n_cells; c++)
        for (int k = 0; k < LINKS_OUT; k++)
            links->out[c][k] = UINT32_MAX;
    for (uint32_t i = 0; i < links->n; i++) {
        const struct link *link = &links->link[i];
        if (link->letting_go || link->kind > LINK_CHANCE || link->stage < MODEL_FUNCTIONAL ||
            link->growth < 0.98f || link->pre >= n_cells || links_shown(links, link) < 0.5f)
            continue;
        uint32_t *out = links->out[link->pre], at = i;
        for (int k = 0; k < LINKS_OUT; k++) {
            if (out[k] == UINT32_MAX || links->link[at].efficacy > links->link[out[k]].efficacy) {
                uint32_t weaker = out[k];
                out[k] = at;
                at = weaker;
                if (at == UINT32_MAX)
                    break;
            }
        }
    }
}

/* Shares the budget out: ways first, then what is new, then the rest. */
static void make_room(struct links *links)
{
    float room = scene_mix(BUDGET_MOST, BUDGET_LEAST, links->spared), fresh = 0.0f, minor = 0.0f;
    for (uint32_t i = 0; i < links->n; i++) {
        const struct link *link = &links->link[i];
        if (KEEP[link->kind] >= 1.0f)
            room -= 1.0f;
        else if (link->fresh)
            fresh += KEEP_FRESH[link->kind];
        else
            minor += KEEP[link->kind];
    }
    links->keep_fresh_to = fresh > room ? scene_clamp(room / fresh, 0.0f, 1.0f) : 1.0f;
    room -= fresh;
    links->keep_to = minor > room ? scene_clamp(room / minor, 0.0f, 1.0f) : 1.0f;
    if (!links->settled) {
        links->keep = links->keep_to;
        links->keep_fresh = links->keep_fresh_to;
    }
}

bool links_observe(struct links *links, const struct ways *ways,
                   const struct model_snapshot *snapshot, bool tell_new)
{
    uint32_t n_cells = snapshot->n_cells;
    if (!reserve(links, links->n + snapshot->n_links, n_cells))
        return false;
    struct link *merged = links->spare;
    uint32_t n = 0, old = 0;
    for (uint32_t s = 0; s < snapshot->n_links; s++) {
        const struct model_link_view *seen = &snapshot->links[s];
        if (seen->pre >= n_cells || seen->post >= n_cells)
            continue;
        struct link *found = NULL;
        while (old < links->n && links->link[old].id <= seen->id) {
            merged[n] = links->link[old++];
            if (same(&merged[n], seen))
                found = &merged[n];
            else
                merged[n].letting_go = true;
            n++;
        }
        if (!found) {
            begin(&merged[n], seen, !links->settled, seen->fresh && tell_new);
            found = &merged[n++];
        }
        take_in(found, seen, ways, snapshot);
        found->fresh = seen->fresh && tell_new;
    }
    for (; old < links->n; old++) {
        merged[n] = links->link[old];
        merged[n++].letting_go = true;
    }
    links->spare = links->link;
    links->link = merged;
    links->n = n;
    make_room(links);
    links->settled = true;
    rank_out(links, n_cells);
    return true;
}

void links_animate(struct links *links, float dt_s, bool slow)
{
    float pace = slow ? SLOW : 1.0f;
    if (!slow)
        links->sway_s += (double)dt_s;
    links->keep = scene_settle(links->keep, links->keep_to, dt_s, 1.5f);
    links->keep_fresh = scene_settle(links->keep_fresh, links->keep_fresh_to, dt_s, 1.5f);
    uint32_t n = 0;
    for (uint32_t i = 0; i < links->n; i++) {
        struct link link = links->link[i];
        link.rested_s += dt_s;
        link.efficacy = scene_settle(link.efficacy, link.efficacy_to, dt_s, 0.6f);
        link.teal = scene_settle(link.teal, link.fresh ? 1.0f : 0.0f, dt_s, 0.7f);
        if (link.letting_go) {
            link.life = scene_approach(link.life, 0.0f, LIFE_PER_S * pace * dt_s);
            link.growth = scene_approach(link.growth, 0.0f, GROWTH_PER_S * pace * dt_s);
            if (link.life <= 0.0f || link.growth <= 0.0f)
                continue;
        } else {
            /* A filopodium that takes hold grows on; nothing alive draws back. */
            float reach = fmaxf(link.growth, reach_of(link.stage));
            link.growth = scene_approach(link.growth, reach, GROWTH_PER_S * pace * dt_s);
            link.body = scene_settle(link.body, LINKS_BODY[link.stage], dt_s, 0.8f);
        }
        links->link[n++] = link;
    }
    links->n = n;
}

float links_shown(const struct links *links, const struct link *link)
{
    if (KEEP[link->kind] >= 1.0f)
        return 1.0f;
    float keep = scene_mix(KEEP[link->kind] * links->keep,
                           KEEP_FRESH[link->kind] * links->keep_fresh, link->teal);
    return scene_kept(keep, link->hash);
}

void links_inks(struct link_inks *inks, const struct palette *palette)
{
    memcpy(inks->path, palette->linear[PALETTE_PATH], sizeof inks->path);
    memcpy(inks->fresh, palette->linear[PALETTE_NEW], sizeof inks->fresh);
    memcpy(inks->rest, palette->linear[PALETTE_REST], sizeof inks->rest);
}

void links_colour(const struct link *link, const struct link_inks *inks, float colour[3])
{
    float worn = link->kind == LINK_WORN ? scene_smoothstep(0.08f, 0.5f, link->efficacy) : 0.0f;
    scene_colour_mix(inks->rest, inks->path, worn, colour);
    scene_colour_mix(colour, inks->fresh, link->teal, colour);
}

/* Thickness (mm at the soma) and light of a link that is all there. */
static void weigh(const struct link *link, float occupancy, float loose, float *radius,
                  float *light, float *opacity)
{
    float e = link->efficacy;
    switch ((enum link_kind)link->kind) {
    case LINK_WORN: {
        float worn = scene_smoothstep(0.08f, 0.5f, e);
        *radius = 0.055f + worn * (0.015f + 0.075f * e);
        *light =
            (0.365f + worn * 0.47f * e * (1.0f - 0.5f * occupancy)) * (0.55f + 0.75f * link->hash);
        *opacity = 0.40f + 0.35f * worn;
        /* A walk that leaves its path lets the path pale: loosening is seen without reading. */
        *radius *= 1.0f - 0.30f * loose;
        *light *= 1.0f - 0.50f * loose;
        break;
    }
    case LINK_WAY:
        *radius = 0.055f + 0.05f * e;
        *light = 0.8f + 0.5f * e;
        *opacity = 0.45f;
        break;
    case LINK_CHANCE:
        *radius = 0.04f + 0.04f * e;
        *light = 0.7f + 0.4f * e;
        *opacity = 0.25f;
        break;
    default:
        *radius = 0.035f;
        *light = 0.6f;
        *opacity = 0.25f;
        break;
    }
    /* What is new shows by what it carries: a few stout strands among many hairs. */
    float stout = scene_smoothstep(FINE_TO_STOUT[0], FINE_TO_STOUT[1], e);
    bool way = link->kind <= LINK_WAY;
    *radius = scene_mix(*radius, (way ? 0.098f : 0.036f) + (way ? 0.055f : 0.040f) * stout,
                        link->teal);
    *light = scene_mix(*light, way ? 1.55f + 0.10f * stout : 0.66f + 0.2f * stout, link->teal);
    float dense = way ? 0.86f + 0.08f * stout : link->kind == LINK_OUTSIDE ? 0.20f : 0.36f;
    *opacity = scene_mix(*opacity, dense, link->teal);
}

void links_draw(const struct links *links, const struct ways *ways,
                const struct model_cell_view *cells, uint32_t n_cells, float occupancy,
                const struct palette *palette, struct plan *plan)
{
    /* Minor ones first, the trodden path last and on top. */
    static const uint8_t ORDER[] = {LINK_OUTSIDE, LINK_WITHIN, LINK_CHANCE, LINK_WAY, LINK_WORN};
    struct link_inks inks;
    links_inks(&inks, palette);
    float pale = ways_pale(ways);
    for (unsigned o = 0; o < sizeof ORDER; o++) {
        for (uint32_t i = 0; i < links->n; i++) {
            const struct link *link = &links->link[i];
            if (link->kind != ORDER[o] || link->pre >= n_cells || link->post >= n_cells)
                continue;
            float shown = links_shown(links, link);
            float life = scene_smoothstep(0.0f, 1.0f, link->life);
            if (shown * life < 0.004f || link->growth <= 0.002f)
                continue;
            struct plan_ribbon *ribbon = plan_ribbon(plan);
            if (!ribbon)
                return;
            float radius, light, opacity, colour[3];
            weigh(link, occupancy, ways->loose, &radius, &light, &opacity);
            links_colour(link, &inks, colour);
            if (link->kind == LINK_WORN)
                scene_colour_mix(colour, inks.rest, pale * (1.0f - link->teal), colour);
            links_curve(links, ways, link, cells, ribbon->p);
            float paper = ways->paper * link->teal;
            radius *= scene_mix(1.0f, PAPER_STOUT, paper);
            light *= scene_mix(1.0f, PAPER_DARK, paper);
            float body = scene_mix(0.35f, 1.0f, link->body) * (0.3f + 0.7f * life);
            ribbon->radius[0] = radius * body;
            /* A tip that has not arrived is drawn out thin. */
            float arrived =
                scene_clamp((link->growth - LINKS_REACH) / (1.0f - LINKS_REACH), 0.0f, 1.0f);
            ribbon->radius[1] = radius * body * 0.55f * arrived;
            ribbon->range[1] = link->growth;
            for (int k = 0; k < 3; k++)
                ribbon->colour[k] = colour[k] * light;
            ribbon->opacity = opacity * shown * life * scene_mix(0.5f, 1.0f, link->body);
            ribbon->soft = 0.15f;
        }
    }
}
