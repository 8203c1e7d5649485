#include "scene/ways.h"

#include <math.h>
#include <string.h>

#include "scene/maths.h"
#include "scene/palette.h"

static const float BOW = 0.17f; /* sideways, share of the way's length */
static const float SETTLE_S = 0.9f, LOOSEN_S = 2.0f;
static const float FRAY = 0.80f;           /* how far links of a loose bundle stray */
static const float STRAY_MM = 5.0f;        /* and how far each goes its own way */
static const float PALE = 0.60f;           /* how much of its amber such a bundle loses */
static const float FULL_OCCUPANCY = 0.35f; /* of one antidepressant dose at its peak */
static const float FRESH_FULL = 0.45f;     /* share of fresh synapses at which a worn way is new */
static const float FRESH_WAY = 0.24f;      /* and another one, which has fewer old ones to show */
static const float NOTABLE = 0.30f;        /* strength from which a way that is not worn glows */

/* +1 when the trodden loop runs clockwise seen from the front, else -1: worn ways bow outward,
 * so that the loop reads as one round. */
static float outward(const struct ways *ways)
{
    float area = 0.0f;
    for (uint32_t a = 0; a < ways->n_places; a++)
        for (uint32_t b = 0; b < ways->n_places; b++)
            if (ways->way[a][b].worn)
                area +=
                    ways->place[a][0] * ways->place[b][1] - ways->place[b][0] * ways->place[a][1];
    return area > 0.0f ? -1.0f : 1.0f;
}

/* Both directions between two places bow to their own left (or right), which is to different
 * sides; a little depth of its own keeps crossing ways apart. */
static void lay_centre(struct ways *ways, uint32_t a, uint32_t b, float side)
{
    struct way *way = &ways->way[a][b];
    const float *from = ways->place[a], *to = ways->place[b];
    float along[3], across[3];
    for (int k = 0; k < 3; k++)
        along[k] = to[k] - from[k];
    across[0] = -along[1] * side;
    across[1] = along[0] * side;
    across[2] = 0.0f;
    float length = sqrtf(along[0] * along[0] + along[1] * along[1] + along[2] * along[2]);
    if (scene_unit_vector(across) < 1e-6f)
        across[0] = side; /* one right behind the other */
    float own = way->worn ? 1.0f : 0.75f + 0.5f * scene_unit(a * 31u + b, 7u);
    float bow = BOW * length * own, depth = 0.06f * length * scene_spread(a * 31u + b, 8u);
    for (int k = 0; k < 3; k++) {
        way->centre[0][k] = from[k];
        way->centre[1][k] = from[k] + 0.30f * along[k] + bow * across[k];
        way->centre[2][k] = from[k] + 0.70f * along[k] + bow * across[k];
        way->centre[3][k] = to[k];
    }
    way->centre[1][2] += depth;
    way->centre[2][2] += depth;
}

void ways_observe(struct ways *ways, const struct model_snapshot *snapshot, bool tell_new)
{
    ways->n_places = snapshot->n_places < MODEL_MAX_PLACES ? snapshot->n_places : MODEL_MAX_PLACES;
    memcpy(ways->place, snapshot->place_mm, sizeof ways->place);
    for (int a = 0; a < MODEL_MAX_PLACES; a++) {
        ways->on_loop[a] = false;
        for (int b = 0; b < MODEL_MAX_PLACES; b++) {
            struct way *way = &ways->way[a][b];
            way->worn = way->drawn = false;
            way->strength_to = way->traffic_to = way->fresh_to = 0.0f;
        }
    }
    float all[MODEL_MAX_PLACES] = {0}, fresh[MODEL_MAX_PLACES] = {0};
    for (uint32_t i = 0; i < snapshot->n_ways && i < MODEL_MAX_WAYS; i++) {
        const struct model_way_view *seen = &snapshot->ways[i];
        if (seen->from >= ways->n_places || seen->to >= ways->n_places || seen->from == seen->to)
            continue;
        struct way *way = &ways->way[seen->from][seen->to];
        way->worn = seen->worn;
        way->drawn = seen->drawn || seen->worn;
        way->strength_to = scene_clamp(scene_finite(seen->strength, 0.0f), 0.0f, 2.0f);
        way->traffic_to = scene_clamp(scene_finite(seen->traffic, 0.0f), 0.0f, 1.0f);
        float born = tell_new ? (float)seen->fresh : 0.0f;
        if (seen->synapses)
            way->fresh_to = fminf(1.0f, born / (float)seen->synapses);
        if (seen->worn)
            ways->on_loop[seen->from] = ways->on_loop[seen->to] = true;
        all[seen->to] += (float)seen->synapses;
        fresh[seen->to] += born;
    }
    for (uint32_t a = 0; a < ways->n_places; a++)
        ways->fresh_to[a] = all[a] > 0.0f ? fminf(1.0f, fresh[a] / all[a]) : 0.0f;

    /* The freer the walk is measured to be, the further the worn bundles come apart. */
    float rigidity = scene_finite(snapshot->now.rigidity, 1.0f);
    ways->loose_to = ways->n_places ? scene_smoothstep(0.85f, 0.40f, rigidity) : 0.0f;

    float side = outward(ways);
    for (uint32_t a = 0; a < ways->n_places; a++)
        for (uint32_t b = 0; b < ways->n_places; b++)
            if (a != b)
                lay_centre(ways, a, b, side);
    if (!ways->settled) {
        ways->loose = ways->loose_to;
        for (int a = 0; a < MODEL_MAX_PLACES; a++) {
            ways->fresh[a] = ways->fresh_to[a];
            for (int b = 0; b < MODEL_MAX_PLACES; b++) {
                struct way *way = &ways->way[a][b];
                way->strength = way->strength_to;
                way->traffic = way->traffic_to;
                way->fresh = way->fresh_to;
            }
        }
        ways->settled = true;
    }
}

void ways_animate(struct ways *ways, float dt_s)
{
    ways->loose = scene_settle(ways->loose, ways->loose_to, dt_s, LOOSEN_S);
    for (int a = 0; a < MODEL_MAX_PLACES; a++) {
        ways->fresh[a] = scene_settle(ways->fresh[a], ways->fresh_to[a], dt_s, SETTLE_S);
        for (int b = 0; b < MODEL_MAX_PLACES; b++) {
            struct way *way = &ways->way[a][b];
            way->strength = scene_settle(way->strength, way->strength_to, dt_s, SETTLE_S);
            way->traffic = scene_settle(way->traffic, way->traffic_to, dt_s, SETTLE_S);
            way->fresh = scene_settle(way->fresh, way->fresh_to, dt_s, SETTLE_S);
        }
    }
}

/* Strands of the trodden path run close together; of other ways they spread. */
static const float TIGHT[2][2] = {{0.30f, 0.45f}, {0.10f, 0.22f}};
static const float FIRM[2] = {0.13f, 0.24f}; /* and those of a new way made strong */
/* Dashes along a named way that is not worn, mm from one to the next, and how much of that each
 * takes while the way is weak; as it grows strong they all but meet. */
static const float DASH_MM = 3.2f, DASH_WEAK = 0.42f, DASH_STRONG = 0.80f;
static const float DASH_LIGHT = 0.95f;
enum { DASHES = 24 };

/* What a way looks like as a whole. */
struct look {
    float colour[3];
    float light; /* 0 nothing to see */
    float strength;
    float loose; /* how much wider the drug makes it */
    float cored; /* 0..1: worn or new ways have a bright core, old faint ones have none */
};

/* Grey is darker than the night's amber and no darker than the day's, where it only muddies. */
static float pale_of(float loose, float day)
{
    return PALE * loose * (1.0f - day);
}

/* How far a way that is not worn has become a bundle of new strands, 0..1. */
static float firm_of(const struct way *way)
{
    return scene_smoothstep(NOTABLE, 2.0f * NOTABLE, way->strength) *
           scene_smoothstep(0.03f, FRESH_WAY, way->fresh);
}

static void look_at(const struct way *way, float occupancy, float loose,
                    const struct palette *palette, struct look *look)
{
    const float *path = palette->linear[PALETTE_PATH], *fresh = palette->linear[PALETTE_NEW];
    const float *rest = palette->linear[PALETTE_REST];
    float teal = scene_smoothstep(0.03f, way->worn ? FRESH_FULL : FRESH_WAY, way->fresh);
    look->strength = fminf(way->strength, 1.4f);
    look->loose = 1.0f;
    look->light = look->strength * (0.5f + 0.9f * sqrtf(way->traffic));
    if (way->worn) {
        scene_colour_mix(path, rest, pale_of(loose, palette->day), look->colour);
        scene_colour_mix(look->colour, fresh, 0.5f * teal, look->colour);
        look->cored = 1.0f;
        float drug = fminf(1.0f, occupancy / FULL_OCCUPANCY);
        look->loose += 0.6f * drug + 0.5f * loose;
        look->light *= (1.0f - 0.35f * drug) * (1.0f - 0.75f * loose);
    } else {
        scene_colour_mix(rest, fresh, teal, look->colour);
        look->cored = teal;
        float strong = scene_smoothstep(NOTABLE, 2.0f * NOTABLE, way->strength);
        float young = scene_smoothstep(0.05f, 0.35f, way->fresh) *
                      scene_smoothstep(0.1f, 0.3f, way->strength);
        look->light *= fmaxf(strong, young) * (way->drawn ? 1.0f : 0.4f);
        /* A new way that practice made strong is a band of its own, beside the old one. */
        look->light *= 1.0f + 0.4f * teal * strong;
    }
}

static void glow(struct plan *plan, const struct way *way, const struct look *look, float light,
                 float radius)
{
    struct plan_ribbon *ribbon = plan_ribbon(plan);
    if (!ribbon)
        return;
    memcpy(ribbon->p, way->centre, sizeof ribbon->p);
    ribbon->radius[0] = ribbon->radius[1] = radius * look->loose;
    ribbon->range[1] = 1.0f;
    for (int k = 0; k < 3; k++)
        ribbon->colour[k] = look->colour[k] * light;
    ribbon->opacity = 1.0f;
    ribbon->soft = 1.0f;
}

/* A way that could be walked: a row of soft dashes, told from the trodden path without colour. */
static void dashes(struct plan *plan, const struct way *way, const struct look *look,
                   const struct palette *palette)
{
    float square = 0.0f;
    for (int k = 0; k < 3; k++)
        square += (way->centre[3][k] - way->centre[0][k]) * (way->centre[3][k] - way->centre[0][k]);
    int n = (int)scene_clamp(sqrtf(square) / DASH_MM, 3.0f, (float)DASHES);
    float strong = scene_smoothstep(0.1f, 2.0f * NOTABLE, way->strength);
    float part = scene_mix(DASH_WEAK, DASH_STRONG, strong),
          all = DASH_LIGHT * (1.0f - 0.4f * strong) * (1.0f - look->cored);
    for (int i = 1; i + 1 < n && all > 0.004f; i++) {
        /* Fainter at both ends, where many ways meet. */
        float t = ((float)i + 0.5f) / (float)n;
        float light = all * scene_smoothstep(0.0f, 0.35f, fminf(t, 1.0f - t));
        struct plan_ribbon *dash = plan_ribbon(plan);
        if (!dash)
            return;
        memcpy(dash->p, way->centre, sizeof dash->p);
        dash->radius[0] = dash->radius[1] = 0.21f + 0.17f * strong;
        dash->range[0] = ((float)i + 0.5f - 0.5f * part) / (float)n;
        dash->range[1] = ((float)i + 0.5f + 0.5f * part) / (float)n;
        for (int k = 0; k < 3; k++)
            dash->colour[k] = light * (look->colour[k] + 0.10f * palette->linear[PALETTE_TEXT][k]);
        dash->opacity = 1.0f;
        dash->soft = 1.0f;
    }
}

float ways_pale(const struct ways *ways)
{
    return pale_of(ways->loose, ways->paper);
}

void ways_draw_glow(const struct ways *ways, float occupancy, const struct palette *palette,
                    struct plan *plan)
{
    for (uint32_t a = 0; a < ways->n_places; a++) {
        for (uint32_t b = 0; b < ways->n_places; b++) {
            struct look look;
            look_at(&ways->way[a][b], occupancy, ways->loose, palette, &look);
            if (a != b && look.light > 0.01f)
                glow(plan, &ways->way[a][b], &look, 0.22f * look.light,
                     (1.6f + 1.6f * look.strength) * (ways->way[a][b].worn ? 1.0f : 0.6f));
        }
    }
}

void ways_draw_cores(const struct ways *ways, float occupancy, const struct palette *palette,
                     struct plan *plan)
{
    for (uint32_t a = 0; a < ways->n_places; a++) {
        for (uint32_t b = 0; b < ways->n_places; b++) {
            struct look look;
            look_at(&ways->way[a][b], occupancy, ways->loose, palette, &look);
            if (a == b)
                continue;
            if (ways->way[a][b].drawn && look.cored < 1.0f)
                dashes(plan, &ways->way[a][b], &look, palette);
            if (!look.cored || look.light < 0.02f)
                continue;
            /* New ways cross one another more than those of the loop do. */
            float share = ways->way[a][b].worn ? 0.55f : 0.34f;
            glow(plan, &ways->way[a][b], &look, share * look.light * look.cored,
                 0.35f + 0.45f * look.strength);
        }
    }
}

void ways_curve(const struct ways *ways, int a, int b, const float from[3], const float to[3],
                uint32_t salt, float p[4][3])
{
    const struct way *way = &ways->way[a][b];
    float fray = way->worn ? FRAY * ways->loose : 0.0f;
    float firm = way->worn ? 0.0f : firm_of(way), tie[2];
    for (int k = 0; k < 2; k++)
        tie[k] = scene_mix(TIGHT[way->worn][k], FIRM[k], firm);
    float tight[2] = {tie[0] + tie[1] * scene_spread(salt, 11u) + fray * scene_unit(salt, 13u),
                      tie[0] + tie[1] * scene_spread(salt, 12u) + fray * scene_unit(salt, 14u)};
    float stray = way->worn ? STRAY_MM * ways->loose : 0.0f;
    for (uint32_t k = 0; k < 3; k++) {
        float leave = from[k] - way->centre[0][k], arrive = to[k] - way->centre[3][k];
        p[0][k] = from[k];
        p[1][k] = way->centre[1][k] + tight[0] * leave + stray * scene_spread(salt, 15u + k);
        p[2][k] = way->centre[2][k] + tight[1] * arrive + stray * scene_spread(salt, 18u + k);
        p[3][k] = to[k];
    }
}
