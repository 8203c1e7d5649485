#include "scene/walkers.h"

#include <math.h>
#include <string.h>

#include "scene/maths.h"

static const float STROLL_MM_S = 6.5f, STRIDE_MM_S = 16.0f;
static const float SPEED_S = 0.5f, TURN_S = 0.18f, LIGHT_S = 0.6f;
static const float COME_S = 0.7f, STAY_S = 1.5f;
static const float STEP_MM = 0.95f, ASIDE_MM = 0.42f, STRAY_MM = 0.17f;
static const float APART_MM = 3.5f;
static const float FRESH_FULL = 0.24f; /* share of fresh synapses at which a way is new */

void walkers_init(struct walkers *walkers)
{
    memset(walkers, 0, sizeof *walkers);
    walkers->last = -1;
}

/* Who stands, or will arrive, where this transition begins; the one with least before it. */
static struct walker *find_walker(struct walkers *walkers, int from)
{
    struct walker *best = NULL;
    for (int i = 0; i < WALKERS_MAX; i++) {
        struct walker *w = &walkers->walker[i];
        bool leaving = w->n_stops == 1 && w->rested_s > STAY_S;
        if (w->here && !leaving && w->n_stops < WALKER_STOPS && w->stop[w->n_stops - 1] == from &&
            (!best || w->n_stops < best->n_stops))
            best = w;
    }
    return best;
}

/* Somebody is so near that another one would walk into them. */
static bool crowded(const struct walkers *walkers, const float at[3])
{
    for (int i = 0; i < WALKERS_MAX; i++) {
        const struct walker *w = &walkers->walker[i];
        if (w->here && hypotf(w->at[0] - at[0], w->at[1] - at[1]) < APART_MM)
            return true;
    }
    return false;
}

static struct walker *new_walker(struct walkers *walkers, const struct ways *ways, int from, int to)
{
    for (int i = 0; i < WALKERS_MAX && !crowded(walkers, ways->place[from]); i++) {
        struct walker *w = &walkers->walker[i];
        if (w->here)
            continue;
        memset(w, 0, sizeof *w);
        w->here = true;
        w->stop[0] = (uint8_t)from;
        w->n_stops = 1;
        w->way[0] = 1.0f;
        const float(*centre)[3] = ways->way[from][to].centre;
        float ahead[3] = {centre[1][0] - centre[0][0], centre[1][1] - centre[0][1], 0.0f};
        if (scene_unit_vector(ahead) > 1e-6f)
            memcpy(w->way, ahead, sizeof w->way);
        memcpy(w->at, ways->place[from], sizeof w->at);
        return w;
    }
    return NULL;
}

void walkers_observe(struct walkers *walkers, const struct ways *ways,
                     const struct model_snapshot *snapshot)
{
    int to = snapshot->winner, from = walkers->last;
    if (to < 0 || to >= (int)ways->n_places || to == from)
        return;
    walkers->last = to;
    if (from < 0 || from >= (int)ways->n_places)
        return;
    struct walker *w = find_walker(walkers, from);
    if (!w)
        w = new_walker(walkers, ways, from, to);
    if (w)
        w->stop[w->n_stops++] = (uint8_t)to;
    else
        walkers->missed++;
}

/* Point and direction on a way's curve, laid flat; the length of its derivative. */
static float on_way(const struct way *way, float t, float at[2], float ahead[2])
{
    float length;
    for (int k = 0; k < 2; k++) {
        float a = way->centre[0][k], b = way->centre[1][k], c = way->centre[2][k];
        float d = way->centre[3][k];
        at[k] = scene_bezier(a, b, c, d, t);
        ahead[k] = 3.0f * scene_bezier_ahead(a, b, c, d, t);
    }
    length = hypotf(ahead[0], ahead[1]);
    for (int k = 0; k < 2 && length > 1e-6f; k++)
        ahead[k] /= length;
    return length;
}

static void face(struct walker *w, const float ahead[2], float dt_s)
{
    float way[3] = {0};
    for (int k = 0; k < 2; k++)
        way[k] = scene_settle(w->way[k], ahead[k], dt_s, TURN_S);
    if (scene_unit_vector(way) > 1e-3f)
        memcpy(w->way, way, sizeof w->way);
    else
        memcpy(w->way, ahead, sizeof w->way); /* it turned right round */
}

static void step(struct walker *w, struct footprints *prints, float by)
{
    float before = floorf(w->walked / STEP_MM), after = floorf((w->walked + by) / STEP_MM);
    w->walked += by;
    if (after <= before)
        return;
    /* No two walks set their feet in the same spots. */
    uint32_t salt = prints->next * 64u + (uint32_t)after;
    float aside =
        (fmodf(after, 2.0f) > 0.5f ? ASIDE_MM : -ASIDE_MM) + STRAY_MM * scene_spread(salt, 401u);
    float ahead = STRAY_MM * scene_spread(salt, 402u);
    float at[2] = {w->at[0] + ahead * w->way[0] - aside * w->way[1],
                   w->at[1] + ahead * w->way[1] + aside * w->way[0]};
    footprints_lay(prints, at, w->way);
}

/* The lantern tells by its colour what kind of way this is. */
static void way_light(const struct way *way, const struct palette *palette, float light[3])
{
    float fresh = scene_smoothstep(0.03f, FRESH_FULL, way->fresh);
    const float *plain = palette->linear[way->worn ? PALETTE_PATH : PALETTE_TEXT];
    float dim = way->worn ? 1.0f : 0.6f;
    for (int k = 0; k < 3; k++)
        light[k] = scene_mix(dim * plain[k], palette->linear[PALETTE_NEW][k],
                             way->worn ? 0.5f * fresh : fresh);
}

static void walk(struct walker *w, const struct ways *ways, const struct palette *palette,
                 struct footprints *prints, float dt_s)
{
    bool goes = w->n_stops > 1;
    float hurry = (float)(w->n_stops - 2) / (float)(WALKER_STOPS - 2);
    float wanted = goes ? scene_mix(STROLL_MM_S, STRIDE_MM_S, hurry) : 0.0f;
    w->speed = scene_settle(w->speed, wanted, dt_s, goes ? SPEED_S : 0.1f);
    w->rested_s = goes ? 0.0f : w->rested_s + dt_s;
    if (!goes)
        return;
    const struct way *way = &ways->way[w->stop[0]][w->stop[1]];
    float ahead[2], length = on_way(way, w->along, w->at, ahead), light[3];
    w->along = fminf(w->along + w->speed * dt_s / fmaxf(length, 1.0f), 1.0f);
    on_way(way, w->along, w->at, ahead);
    face(w, ahead, dt_s);
    way_light(way, palette, light);
    bool fresh_lit = w->light[0] + w->light[1] + w->light[2] <= 0.0f;
    for (int k = 0; k < 3; k++)
        w->light[k] = fresh_lit ? light[k] : scene_settle(w->light[k], light[k], dt_s, LIGHT_S);
    step(w, prints, w->speed * dt_s);
    if (w->along < 1.0f)
        return;
    w->along = 0.0f;
    memmove(w->stop, w->stop + 1, --w->n_stops);
}

void walkers_animate(struct walkers *walkers, const struct ways *ways,
                     const struct palette *palette, struct footprints *prints, float dt_s)
{
    for (int i = 0; i < WALKERS_MAX; i++) {
        struct walker *w = &walkers->walker[i];
        if (!w->here)
            continue;
        walk(w, ways, palette, prints, dt_s);
        bool leaves = w->n_stops == 1 && w->rested_s > STAY_S;
        w->shown = scene_approach(w->shown, leaves ? 0.0f : 1.0f, dt_s / COME_S);
        w->here = !leaves || w->shown > 0.0f;
    }
}
