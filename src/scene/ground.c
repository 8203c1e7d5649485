#include "scene/ground.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scene/land.h"
#include "scene/maths.h"

static const float LIFT = 0.45f; /* see plan_ground */

enum { PRESSED_A_PICTURE = 6, SHADOW_LOOKS = 9 };

const float GROUND_LIGHT[3] = {-0.743f, 0.371f, 0.557f};

static const float DEEP_MM = 2.3f;         /* the track that takes a quarter of all traffic */
static const float FULL_TRAFFIC = 0.25f;
static const float HOLLOW_MM = 0.42f;      /* of a way that is strong and not walked */
static const float FLOOR_MM[2] = {0.5f, 1.35f}; /* half the width of shallow and deep floors */
static const float DEEPEN_S = 1.5f, FILL_S = 5.0f, MELT_S = 1.6f;
static const float DEEPEN_MM_S = 0.65f, WIDEN_MM_S = 0.20f; /* at most */
static const float FULL_OCCUPANCY = 0.35f; /* of one antidepressant dose at its peak */
static const float NEW_WORN = 0.45f, NEW_WAY = 0.24f; /* share of fresh synapses: all new */
static const float CHANGE_MM = 0.012f;     /* that is worth pressing anew */
static const float ROUGH_MM = 0.15f;       /* feet leave no even floor */
static const float SHADOW_MM = 0.5f;       /* from one look towards the moon to the next */

void ground_destroy(struct ground *ground)
{
    treads_destroy(&ground->treads);
    free(ground->field.land);
    free(ground->field.surface);
    free(ground->field.tint);
    free(ground->field.rest);
    memset(ground, 0, sizeof *ground);
}

/* What a way's tread is on its way to. */
static struct tread_shape shape_of_way(const struct way *way, float slump)
{
    float share = scene_clamp(way->traffic / FULL_TRAFFIC, 0.0f, 1.0f);
    float hollow = HOLLOW_MM * scene_smoothstep(0.25f, 1.1f, way->strength);
    float fresh = scene_smoothstep(0.03f, way->worn ? NEW_WORN : NEW_WAY, way->fresh);
    struct tread_shape shape;
    shape.depth = fmaxf(DEEP_MM * powf(share, 0.6f), hollow) * (1.0f - 0.66f * slump);
    shape.wide = scene_mix(FLOOR_MM[0], FLOOR_MM[1], share) * (1.0f + 0.6f * slump);
    shape.slump = slump;
    /* A worn way stays amber, paler where much of it is new: amber and teal mixed would be gold,
     * and gold means something else. */
    shape.path = way->worn ? (1.0f - 0.4f * fresh) * (1.0f - 0.35f * slump) : 0.0f;
    shape.fresh = way->worn ? 0.0f : fresh;
    return shape;
}

/* A place is trodden by all who come and go. */
static struct tread_shape shape_of_place(const struct ways *ways, uint32_t place, float slump)
{
    struct tread_shape shape = {0};
    float traffic = 0.0f, path = 0.0f, fresh = 0.0f;
    for (uint32_t other = 0; other < ways->n_places; other++) {
        if (other == place)
            continue;
        const struct way *both[2] = {&ways->way[place][other], &ways->way[other][place]};
        for (int i = 0; i < 2; i++) {
            struct tread_shape way = shape_of_way(both[i], slump);
            traffic += 0.5f * both[i]->traffic;
            path += both[i]->traffic * way.path;
            fresh += both[i]->traffic * way.fresh;
        }
    }
    float share = scene_clamp(traffic / FULL_TRAFFIC, 0.0f, 1.0f);
    shape.depth = (0.30f + 0.62f * DEEP_MM * powf(share, 0.6f)) * (1.0f - 0.35f * slump);
    shape.wide = 0.6f * share;
    shape.slump = slump;
    shape.path = traffic > 1e-4f ? scene_clamp(0.5f * path / traffic, 0.0f, 1.0f) : 0.0f;
    shape.fresh = traffic > 1e-4f ? scene_clamp(0.5f * fresh / traffic, 0.0f, 1.0f) : 0.0f;
    return shape;
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
                lie = 1.01f * lie + ways->way[from][to].centre[i][0] +
                      3.0f * ways->way[from][to].centre[i][1];
    return lie;
}

/* The box of cells [low..high] may have changed: their height and colour. */
static void settle_cells(struct ground *ground, const int low[2], const int high[2])
{
    struct ground_field *field = &ground->field;
    for (int row = low[1]; row <= high[1]; row++) {
        for (int column = low[0]; column <= high[0]; column++) {
            int cell = row * GROUND_COLUMNS + column;
            const struct tread_sum *sum = &ground->treads.sum[cell];
            float deep = sqrtf((float)sum->deep / TREAD_UNIT), bare = fminf(deep, 1.0f);
            float bank = (float)sum->bank / TREAD_UNIT;
            field->surface[cell][0] = field->rest[cell][0] * (1.0f - 0.8f * bare) +
                                      field->rest[cell][1] * bare - deep +
                                      bank * (1.0f - scene_smoothstep(0.0f, 0.9f, deep));
            float colour[2] = {sqrtf((float)sum->path / TREAD_UNIT),
                               sqrtf((float)sum->fresh / TREAD_UNIT)};
            for (int k = 0; k < 2; k++)
                field->tint[cell][k] = (uint8_t)(255.0f * fminf(colour[k] / DEEP_MM, 1.0f) + 0.5f);
        }
    }
}

/* Where a cell looks for banks between it and the moon. */
struct shade_path {
    int column[SHADOW_LOOKS], row[SHADOW_LOOKS];
    float rise[SHADOW_LOOKS], soft[SHADOW_LOOKS]; /* mm the moon stands above; width of the edge */
};

static struct shade_path shade_path(void)
{
    struct shade_path path;
    float flat = hypotf(GROUND_LIGHT[0], GROUND_LIGHT[1]);
    for (int i = 0; i < SHADOW_LOOKS; i++) {
        float away = SHADOW_MM * (float)(i + 1);
        path.column[i] = (int)lroundf(GROUND_LIGHT[0] / flat * away / GROUND_CELL_MM);
        path.row[i] = (int)lroundf(GROUND_LIGHT[1] / flat * away / GROUND_CELL_MM);
        path.rise[i] = GROUND_LIGHT[2] / flat * away;
        path.soft[i] = 1.0f / (0.25f + 0.12f * away);
    }
    return path;
}

/* How much of the moon a cell sees. */
static float moonlight(const struct ground_field *field, const struct shade_path *path, int column,
                       int row)
{
    float here = field->surface[row * GROUND_COLUMNS + column][0], most = -1.0f;
    for (int i = 0; i < SHADOW_LOOKS; i++) {
        int c = column + path->column[i], r = row + path->row[i];
        if (c < 0 || r < 0 || c >= GROUND_COLUMNS || r >= GROUND_ROWS)
            break;
        float over = field->surface[r * GROUND_COLUMNS + c][0] - here - path->rise[i];
        most = fmaxf(most, over * path->soft[i]);
    }
    return 1.0f - scene_smoothstep(-0.2f, 1.0f, most);
}

static void light_cells(struct ground_field *field, const int low[2], const int high[2])
{
    const struct shade_path path = shade_path();
    for (int row = low[1]; row <= high[1]; row++) {
        for (int column = low[0]; column <= high[0]; column++) {
            int cell = row * GROUND_COLUMNS + column;
            int left = column > 0 ? 1 : 0, right = column < GROUND_COLUMNS - 1 ? 1 : 0;
            int down = row > 0 ? GROUND_COLUMNS : 0;
            int up = row < GROUND_ROWS - 1 ? GROUND_COLUMNS : 0;
            float(*at)[4] = &field->surface[cell];
            (*at)[1] = (at[right][0] - at[-left][0]) / ((float)(left + right) * GROUND_CELL_MM);
            (*at)[2] = (at[up][0] - at[-down][0]) /
                       ((float)((up > 0) + (down > 0)) * GROUND_CELL_MM);
            (*at)[3] = moonlight(field, &path, column, row);
        }
    }
}

/* Looks at the cells of a box anew, and at those that lie in its shadow. */
static void look_again(struct ground *ground, const int low[2], const int high[2])
{
    int pad = (int)ceilf(SHADOW_MM * SHADOW_LOOKS / GROUND_CELL_MM) + 1, size[2] = {GROUND_COLUMNS, GROUND_ROWS};
    int from[2], to[2];
    for (int k = 0; k < 2; k++) {
        /* Shadows fall away from the moon; slopes reach one cell to every side. */
        from[k] = low[k] - (GROUND_LIGHT[k] > 0.0f ? pad : 1);
        to[k] = high[k] + (GROUND_LIGHT[k] < 0.0f ? pad : 1);
        from[k] = from[k] > 0 ? from[k] : 0;
        to[k] = to[k] < size[k] - 1 ? to[k] : size[k] - 1;
    }
    settle_cells(ground, low, high);
    light_cells(&ground->field, from, to);
    struct ground_field *field = &ground->field;
    field->dirty[0] = field->dirty[0] < from[1] ? field->dirty[0] : from[1];
    field->dirty[1] = field->dirty[1] > to[1] + 1 ? field->dirty[1] : to[1] + 1;
}

static bool make_field(struct ground_field *field)
{
    field->land = malloc(LAND_CELLS * sizeof *field->land);
    field->surface = calloc(GROUND_CELLS, sizeof *field->surface);
    field->tint = calloc(GROUND_CELLS, sizeof *field->tint);
    field->rest = malloc(GROUND_CELLS * sizeof *field->rest);
    if (!field->land || !field->surface || !field->tint || !field->rest)
        return false;
    land_make(field->land);
    for (int row = 0; row < GROUND_ROWS; row++) {
        for (int column = 0; column < GROUND_COLUMNS; column++) {
            float p[2];
            land_cell(column, row, p);
            float *rest = field->rest[row * GROUND_COLUMNS + column];
            rest[0] = land_ripples(p[0], p[1]);
            rest[1] = ROUGH_MM * land_noise(p[0], p[1], 1.0f, 61u);
        }
    }
    return true;
}

/* Makes the grid for these places, with every tread as it is now. */
static void make_ready(struct ground *ground, const struct ways *ways)
{
    if (!ground->field.rest && !make_field(&ground->field))
        return;
    if (!treads_lay_out(&ground->treads, ways))
        return;
    for (int i = 0; i < TREADS_MAX; i++)
        if (ground->treads.tread[i].count)
            treads_press(&ground->treads, i, &ground->now[i]);
    look_again(ground, (int[2]){0, 0}, (int[2]){GROUND_COLUMNS - 1, GROUND_ROWS - 1});
    ground->ready = true;
}

static float unlike(const struct tread_shape *a, const struct tread_shape *b)
{
    float most = fmaxf(fabsf(a->depth - b->depth), 0.5f * fabsf(a->wide - b->wide));
    float deep = fmaxf(a->depth, b->depth);
    float looks = fabsf(a->path - b->path) + fabsf(a->fresh - b->fresh) + fabsf(a->slump - b->slump);
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
        treads_press(&ground->treads, worst, &ground->now[worst]);
        look_again(ground, ground->treads.tread[worst].low, ground->treads.tread[worst].high);
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
    float slump = scene_clamp(0.80f * drug + 0.45f * ways->loose, 0.0f, 1.0f);
    ground->wet = scene_settle(ground->wet, drug, dt, MELT_S);
    ground->slump = scene_settle(ground->slump, slump, dt, MELT_S);

    float lie = lie_of(ways);
    bool other = ground->n_places != ways->n_places || ground->lie != lie;
    for (uint32_t from = 0; from < ways->n_places; from++) {
        for (uint32_t to = 0; to < ways->n_places; to++) {
            int index = from == to ? treads_place((int)from) : treads_way((int)from, (int)to);
            struct tread_shape shape = from == to
                                           ? shape_of_place(ways, from, ground->slump)
                                           : shape_of_way(&ways->way[from][to], ground->slump);
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
    if (!ground->ready)
        return 0.0f;
    float height = land_height((const float(*)[4])ground->field.land, x, y);
    float u = x / GROUND_CELL_MM + 0.5f * (float)(GROUND_COLUMNS - 1);
    float v = y / GROUND_CELL_MM + 0.5f * (float)(GROUND_ROWS - 1);
    if (!(u >= 0.0f && v >= 0.0f && u < GROUND_COLUMNS - 1.0f && v < GROUND_ROWS - 1.0f))
        return height;
    int column = (int)u, row = (int)v;
    float f = u - (float)column, g = v - (float)row;
    float(*at)[4] = ground->field.surface + row * GROUND_COLUMNS + column;
    float low = scene_mix(at[0][0], at[1][0], f);
    float high = scene_mix(at[GROUND_COLUMNS][0], at[GROUND_COLUMNS + 1][0], f);
    return height + LIFT * scene_mix(low, high, g);
}

bool ground_fields(const struct ground *ground, struct plan_ground *plan)
{
    if (!ground->ready)
        return false;
    const struct ground_field *field = &ground->field;
    plan->tracks = (struct plan_field){
        .columns = GROUND_COLUMNS, .rows = GROUND_ROWS, .cell_mm = GROUND_CELL_MM,
        .surface = (const float(*)[4])field->surface, .tint = (const uint8_t(*)[2])field->tint,
        .revision = field->revision, .dirty = {field->dirty[0], field->dirty[1]}};
    plan->land = (struct plan_field){
        .columns = LAND_COLUMNS, .rows = LAND_ROWS, .cell_mm = LAND_CELL_MM,
        .surface = (const float(*)[4])field->land, .revision = 1};
    land_cell(0, 0, plan->tracks.origin);
    for (int k = 0; k < 2; k++)
        plan->land.origin[k] = -0.5f * LAND_CELL_MM * (float)(LAND_COLUMNS - 1);
    plan->lift = LIFT;
    memcpy(plan->light, GROUND_LIGHT, sizeof plan->light);
    return true;
}
