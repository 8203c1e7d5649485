#include "scene/ground.h"

#include <math.h>
#include <string.h>

#include "scene/land.h"
#include "scene/maths.h"

enum { PRESSED_A_PICTURE = 6 };

static const float DEEPEN_S = 1.5f, FILL_S = 5.0f, MELT_S = 2.4f;
static const float DEEPEN_MM_S = 0.65f, WIDEN_MM_S = 0.20f; /* at most */
static const float FULL_OCCUPANCY = 0.28f; /* that melts all: one dose near its peak */
static const float CHANGE_MM = 0.012f;     /* that is worth pressing anew */

void ground_destroy(struct ground *ground)
{
    treads_destroy(&ground->treads);
    ground_field_destroy(&ground->field);
    memset(ground, 0, sizeof *ground);
}

/* Towards `to` with a time constant, but never fast. */
static float ease(float now, float to, float dt_s, float tau_s, float fastest)
{
    return scene_approach(now, scene_settle(now, to, dt_s, tau_s), fastest * dt_s);
}

static void follow(struct tread_shape *now, const struct tread_shape *to, float dt_s, bool at_once)
{
    if (at_once) {
        *now = *to;
        return;
    }
    bool deeper = to->depth > now->depth, wider = to->wide > now->wide;
    now->depth = ease(now->depth, to->depth, dt_s, deeper ? DEEPEN_S : FILL_S, DEEPEN_MM_S);
    now->wide = ease(now->wide, to->wide, dt_s, wider ? DEEPEN_S : FILL_S, WIDEN_MM_S);
    now->slump = scene_settle(now->slump, to->slump, dt_s, MELT_S);
    now->path = scene_settle(now->path, to->path, dt_s, MELT_S);
    now->fresh = scene_settle(now->fresh, to->fresh, dt_s, MELT_S);
}

/* A number that changes when a place or the bend of a way does. */
static float lie_of(const struct ways *ways)
{
    float lie = 0.0f;
    for (uint32_t from = 0; from < ways->n_places; from++)
        for (uint32_t to = 0; to < ways->n_places; to++)
            for (int i = 0; i < 2 && from != to; i++)
                lie = 1.01f * lie + scene_finite(ways->way[from][to].centre[i][0], 0.0f) +
                      3.0f * scene_finite(ways->way[from][to].centre[i][1], 0.0f);
    return lie;
}

/* Makes the grid for these places, with every tread as it is now. */
static void make_ready(struct ground *ground, const struct ways *ways)
{
    if (!ground->field.rest && !ground_field_make(&ground->field))
        return;
    if (!treads_lay_out(&ground->treads, ways))
        return;
    for (int i = 0; i < TREADS_MAX; i++)
        if (ground->treads.tread[i].count)
            treads_press(&ground->treads, i, &ground->now[i]);
    ground_field_look_again(&ground->field, ground->treads.sum, (int[2]){0, 0},
                            (int[2]){GROUND_COLUMNS - 1, GROUND_ROWS - 1});
    ground->ready = true;
}

static float unlike(const struct tread_shape *a, const struct tread_shape *b)
{
    float most = fmaxf(fabsf(a->depth - b->depth), 0.5f * fabsf(a->wide - b->wide));
    float deep = fmaxf(a->depth, b->depth);
    float looks = fabsf(a->path - b->path) + fabsf(a->fresh - b->fresh);
    looks += fabsf(a->slump - b->slump);
    return fmaxf(most, 0.4f * deep * looks);
}

/* Brings those treads up to date that differ most from what lies in the grid. */
static void press_some(struct ground *ground)
{
    for (int n = 0; n < PRESSED_A_PICTURE; n++) {
        int worst = -1;
        float most = CHANGE_MM;
        for (int i = 0; i < TREADS_MAX; i++) {
            const struct tread *tread = &ground->treads.tread[i];
            float off = tread->count ? unlike(&ground->now[i], &tread->laid) : 0.0f;
            worst = off > most ? i : worst;
            most = fmaxf(most, off);
        }
        if (worst < 0)
            return;
        const struct tread *tread = &ground->treads.tread[worst];
        treads_press(&ground->treads, worst, &ground->now[worst]);
        ground_field_look_again(&ground->field, ground->treads.sum, tread->low, tread->high);
    }
}

void ground_animate(struct ground *ground, const struct ways *ways, float occupancy, float dt_s,
                    bool calm, bool shown)
{
    struct ground_field *field = &ground->field;
    field->dirty[0] = GROUND_ROWS;
    field->dirty[1] = 0;
    float dt = calm ? 0.5f * dt_s : dt_s;
    float drug = scene_clamp(occupancy / FULL_OCCUPANCY, 0.0f, 1.0f);
    float slump = scene_clamp(0.90f * drug + 0.45f * ways->loose, 0.0f, 1.0f);
    ground->wet = scene_settle(ground->wet, drug, dt, MELT_S);
    ground->slump = scene_settle(ground->slump, slump, dt, MELT_S);

    float lie = lie_of(ways);
    bool other = ground->n_places != ways->n_places || ground->lie != lie;
    for (uint32_t from = 0; from < ways->n_places; from++) {
        for (uint32_t to = 0; to < ways->n_places; to++) {
            bool place = from == to;
            int index = place ? treads_place((int)from) : treads_way((int)from, (int)to);
            struct tread_shape shape =
                place ? tread_shape_of_place(ways, from, ground->slump)
                      : tread_shape_of_way(&ways->way[from][to], ground->slump);
            follow(&ground->now[index], &shape, dt, other);
        }
    }
    if (other) {
        ground->n_places = ways->n_places;
        ground->lie = lie;
        ground->ready = false;
    }
    if (!shown || !ground->n_places)
        return;
    if (!ground->ready)
        make_ready(ground, ways);
    else
        press_some(ground);
    if (field->dirty[0] < field->dirty[1])
        field->revision++;
}

float ground_height(const struct ground *ground, float x, float y)
{
    return ground->ready ? ground_field_height(&ground->field, x, y) : 0.0f;
}

bool ground_fields(const struct ground *ground, struct plan_ground *plan)
{
    if (!ground->ready)
        return false;
    const struct ground_field *field = &ground->field;
    plan->tracks = (struct plan_field){.columns = GROUND_COLUMNS,
                                       .rows = GROUND_ROWS,
                                       .cell_mm = GROUND_CELL_MM,
                                       .surface = (const float(*)[4])field->surface,
                                       .tint = (const uint8_t(*)[2])field->tint,
                                       .revision = field->revision,
                                       .dirty = {field->dirty[0], field->dirty[1]}};
    plan->land = (struct plan_field){.columns = LAND_COLUMNS,
                                     .rows = LAND_ROWS,
                                     .cell_mm = LAND_CELL_MM,
                                     .surface = (const float(*)[4])field->land,
                                     .revision = 1};
    land_cell(0, 0, plan->tracks.origin);
    for (int k = 0; k < 2; k++)
        plan->land.origin[k] = -0.5f * LAND_CELL_MM * (float)(LAND_COLUMNS - 1);
    plan->lift = GROUND_LIFT;
    memcpy(plan->light, GROUND_LIGHT, sizeof plan->light);
    return true;
}
