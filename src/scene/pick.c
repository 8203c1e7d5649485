#include "scene/pick.h"

#include <math.h>

#include "scene/camera.h"
#include "scene/maths.h"

/* How far from it something is still meant, px in a picture 720 px high; never less than that. */
static const float PLACE_PX = 26.0f, LINK_PX = 24.0f, WALKER_PX = 22.0f, TRACK_PX = 18.0f;
static const float BODY_PX = 3.0f, PART_PX = 64.0f, HIGH_PX = 720.0f;
static const float BODY_MM = 0.55f, TREE_HIGH_MM = 7.0f, TREE_WIDE_PX = 9.0f, SHRUB_MM = 2.0f;
static const float WALKER_HIGH_MM = 2.2f, HALO_MM = 5.0f;
static const float RIM_MM = 90.0f; /* where the ground rises to the hills */
static const float OVERGROWN = 0.5f, WALKED = 0.01f;
enum { TRACK_STEPS = 16 };

static float reach_of(const struct pick *pick, float px)
{
    return px * fmaxf((float)pick->plan->height / HIGH_PX, 1.0f);
}

static bool on_ground(const struct pick *pick)
{
    return pick->view == SCENE_SNOW || pick->view == SCENE_FOREST;
}

static float to_segment(const float a[2], const float b[2], float x, float y)
{
    float along[2] = {b[0] - a[0], b[1] - a[1]}, off[2] = {x - a[0], y - a[1]};
    float square = along[0] * along[0] + along[1] * along[1];
    float t = square > 0.0f ? (off[0] * along[0] + off[1] * along[1]) / square : 0.0f;
    t = scene_clamp(t, 0.0f, 1.0f);
    return hypotf(off[0] - t * along[0], off[1] - t * along[1]);
}

/* How far a point is from what stands between two points of the world, px. */
static float to_pole(const struct pick *pick, const float foot[3], const float top[3], float x,
                     float y)
{
    float a[2], b[2];
    if (!camera_project(pick->plan, foot, &a[0], &a[1]))
        return INFINITY;
    if (!camera_project(pick->plan, top, &b[0], &b[1]))
        return hypotf(x - a[0], y - a[1]);
    return to_segment(a, b, x, y);
}

/* On the ground it lies as deep as it is trodden. */
static void place_mm(const struct pick *pick, unsigned place, float at[3], float deep[3])
{
    for (int k = 0; k < 3; k++)
        at[k] = deep[k] = pick->ways->place[place][k];
    if (!on_ground(pick))
        return;
    at[2] = 0.0f;
    deep[2] = ground_height(pick->ground, at[0], at[1]);
}

static float to_place(const struct pick *pick, unsigned place, float x, float y)
{
    float at[3], deep[3], foot[3], top[3];
    place_mm(pick, place, at, deep);
    float away = to_pole(pick, at, deep, x, y);
    if (!on_ground(pick))
        return away;
    snow_lamp(pick->ways, pick->ground, place, foot, top);
    return fminf(away, to_pole(pick, foot, top, x, y));
}

static bool nearest_place(const struct pick *pick, float x, float y, float reach, unsigned *place)
{
    bool any = false;
    if (pick->view == SCENE_SYNAPSE || !isfinite(x) || !isfinite(y))
        return false;
    for (unsigned a = 0; a < pick->ways->n_places; a++) {
        float away = to_place(pick, a, x, y);
        if (away <= reach) {
            reach = away;
            *place = a;
            any = true;
        }
    }
    return any;
}

bool pick_place(const struct pick *pick, float x, float y, unsigned *place)
{
    return nearest_place(pick, x, y, reach_of(pick, PLACE_PX), place);
}

/* Foot and top of the tree of a cell, in the forest. */
static void tree_of(const struct pick *pick, uint32_t cell, float foot[3], float top[3])
{
    struct plan_stem stem = {0};
    const struct model_cell_view *view = &pick->cells->view[cell];
    forest_pose(view, pick->ground, 1.0f, &stem);
    float high = view->type == MODEL_PYRAMIDAL ? TREE_HIGH_MM : SHRUB_MM;
    for (int k = 0; k < 3; k++) {
        foot[k] = stem.position[k];
        top[k] = foot[k] + high * stem.axis[k];
    }
}

bool pick_cell_at(const struct pick *pick, uint32_t cell, float px[2])
{
    float foot[3], top[3];
    if (cell >= pick->cells->n)
        return false;
    if (pick->view == SCENE_CIRCUIT)
        return camera_project(pick->plan, pick->cells->view[cell].position_mm, &px[0], &px[1]);
    if (pick->view != SCENE_FOREST)
        return false;
    tree_of(pick, cell, foot, top);
    for (int k = 0; k < 3; k++)
        foot[k] = 0.5f * (foot[k] + top[k]);
    return camera_project(pick->plan, foot, &px[0], &px[1]);
}

static float to_cell(const struct pick *pick, uint32_t cell, float x, float y, float *reach)
{
    float px[2], foot[3], top[3];
    const float *at = pick->cells->view[cell].position_mm;
    if (pick->view == SCENE_FOREST) {
        tree_of(pick, cell, foot, top);
        *reach = reach_of(pick, TREE_WIDE_PX);
        return to_pole(pick, foot, top, x, y);
    }
    if (!camera_project(pick->plan, at, &px[0], &px[1]))
        return INFINITY;
    *reach = BODY_MM * camera_px_per_mm(pick->plan, at) + reach_of(pick, BODY_PX);
    return hypotf(x - px[0], y - px[1]);
}

bool pick_cell(const struct pick *pick, float x, float y, uint32_t *cell)
{
    float best = INFINITY;
    if ((pick->view != SCENE_CIRCUIT && pick->view != SCENE_FOREST) || !isfinite(x) || !isfinite(y))
        return false;
    for (uint32_t i = 0; i < pick->cells->n; i++) {
        float reach = 0.0f, away = to_cell(pick, i, x, y, &reach);
        if (away <= reach && away < best) {
            best = away;
            *cell = i;
        }
    }
    return best < INFINITY;
}

bool pick_walker(const struct pick *pick, float x, float y, float reach, struct scene_found *found)
{
    bool any = false;
    for (int i = 0; i < WALKERS_MAX; i++) {
        const struct walker *w = &pick->snow->walkers.walker[i];
        if (!w->here || w->shown < 0.5f)
            continue;
        float foot[3] = {w->at[0], w->at[1], ground_height(pick->ground, w->at[0], w->at[1])};
        float top[3] = {foot[0], foot[1], foot[2] + WALKER_HIGH_MM};
        float away = to_pole(pick, foot, top, x, y);
        if (away <= reach && camera_project(pick->plan, top, &found->x, &found->y)) {
            reach = away;
            found->thing = SCENE_THING_WALKER;
            any = true;
        }
    }
    return any;
}

/* The way that runs nearest; what is neither walked nor named is no way on the ground. */
static bool find_track(const struct pick *pick, float x, float y, float reach,
                       struct scene_found *found)
{
    bool any = false;
    uint32_t n = pick->ways->n_places;
    for (uint32_t pair = 0; pair < n * n; pair++) {
        uint32_t from = pair / n, to = pair % n;
        const struct way *way = &pick->ways->way[from][to];
        float was[2] = {0.0f, 0.0f};
        bool had = false, open = way->traffic > WALKED || way->worn;
        if (from == to || !(way->drawn || open))
            continue;
        for (int i = 0; i <= TRACK_STEPS; i++) {
            float t = (float)i / (float)TRACK_STEPS, at[3] = {0.0f, 0.0f, 0.0f}, px[2];
            for (int k = 0; k < 2; k++)
                at[k] = scene_bezier(way->centre[0][k], way->centre[1][k], way->centre[2][k],
                                     way->centre[3][k], t);
            bool in = camera_project(pick->plan, at, &px[0], &px[1]);
            float away = in && had ? to_segment(was, px, x, y) : INFINITY;
            if (away <= reach) {
                bool wild = pick->view == SCENE_FOREST && !open &&
                            pick->forest->overgrown[from][to] > OVERGROWN;
                reach = away;
                found->thing = wild ? SCENE_THING_BRAMBLES : SCENE_THING_TRACK;
                any = true;
            }
            had = in;
            was[0] = px[0];
            was[1] = px[1];
        }
    }
    return any;
}

static void find_part(const struct pick *pick, float x, float y, struct scene_found *found)
{
    float reach = reach_of(pick, PART_PX);
    for (int part = 0; part < SCENE_PARTS; part++) {
        struct scene_anchor anchor;
        synapse_anchor(pick->synapse, pick->plan, (enum scene_part)part, &anchor);
        float away = hypotf(x - anchor.x, y - anchor.y);
        if (anchor.shown > 0.3f && away <= reach) {
            reach = away;
            found->thing = (enum scene_thing)(SCENE_THING_PART + part);
        }
    }
}

enum scene_thing pick_thing_of(const struct pick *pick, uint32_t cell)
{
    bool pyramidal = pick->cells->view[cell].type == MODEL_PYRAMIDAL;
    if (pick->view == SCENE_FOREST)
        return pyramidal ? SCENE_THING_TREE : SCENE_THING_SHRUB;
    return pyramidal ? SCENE_THING_CELL : SCENE_THING_CALMING;
}

static bool find_place(const struct pick *pick, float x, float y, float reach,
                       struct scene_found *found)
{
    if (!nearest_place(pick, x, y, reach, &found->place))
        return false;
    found->thing = SCENE_THING_PLACE;
    return true;
}

static bool find_cell(const struct pick *pick, float x, float y, struct scene_found *found)
{
    if (!pick_cell(pick, x, y, &found->cell))
        return false;
    found->thing = pick_thing_of(pick, found->cell);
    return true;
}

bool pick_link(const struct pick *pick, float x, float y, uint64_t *id)
{
    if (!isfinite(x) || !isfinite(y))
        return false;
    const struct link *link = links_nearest(pick->links, pick->ways, pick->cells->view,
                                            pick->cells->n, pick->plan, x, y,
                                            reach_of(pick, LINK_PX));
    if (link)
        *id = link->id;
    return link != NULL;
}

static void find_in_circuit(const struct pick *pick, float x, float y, struct scene_found *found)
{
    if (find_cell(pick, x, y, found) || find_place(pick, x, y, reach_of(pick, PLACE_PX), found))
        return;
    if (pick_link(pick, x, y, &found->link)) {
        found->thing = SCENE_THING_LINK;
        return;
    }
    const float middle[3] = {0.0f, 0.0f, 0.0f};
    if (!find_place(pick, x, y, HALO_MM * camera_px_per_mm(pick->plan, middle), found))
        found->thing = SCENE_THING_BRAIN;
}

static void find_on_ground(const struct pick *pick, float x, float y, struct scene_found *found)
{
    float at[3];
    bool forest = pick->view == SCENE_FOREST;
    if (pick_walker(pick, x, y, reach_of(pick, WALKER_PX), found) ||
        find_place(pick, x, y, reach_of(pick, PLACE_PX), found) ||
        (forest && find_cell(pick, x, y, found)) ||
        find_track(pick, x, y, reach_of(pick, TRACK_PX), found))
        return;
    if (!camera_unproject(pick->plan, x, y, 0.0f, at) || hypotf(at[0], at[1]) > RIM_MM)
        found->thing = SCENE_THING_SKY;
    else
        found->thing = forest ? SCENE_THING_FLOOR : SCENE_THING_SNOW;
}

bool pick_any(const struct pick *pick, float x, float y, struct scene_found *found)
{
    *found = (struct scene_found){.x = x, .y = y};
    if (!isfinite(x) || !isfinite(y))
        return false;
    if (pick->view == SCENE_CIRCUIT) {
        find_in_circuit(pick, x, y, found);
    } else if (pick->view == SCENE_SYNAPSE) {
        found->thing = SCENE_THING_CONTACT;
        find_part(pick, x, y, found);
    } else {
        find_on_ground(pick, x, y, found);
    }
    return true;
}
