#include "scene/treads.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scene/land.h"
#include "scene/maths.h"

enum { PIECES = 28 }; /* straight pieces that stand for a way */

static const float CLEARING_MM = 2.6f; /* radius of a place that is trodden no wider than a way */
static const float WALL_MM = 1.3f, SLUMPED_WALL_MM = 2.0f;
static const float BANK = 0.20f, BANK_MM = 1.1f;      /* share of the depth that lies beside it */
static const float WOBBLE_MM = 0.45f;                 /* no foot walks along a ruler */
static const float SAG_MM = 0.6f, SAG_WIDE_MM = 2.6f; /* melting banks come down in lobes */

void treads_destroy(struct treads *treads)
{
    free(treads->cells);
    free(treads->sum);
    memset(treads, 0, sizeof *treads);
}

static float away_from_piece(const float p[2], const float a[2], const float b[2])
{
    float along[2] = {b[0] - a[0], b[1] - a[1]}, to[2] = {p[0] - a[0], p[1] - a[1]};
    float square = along[0] * along[0] + along[1] * along[1];
    float t = square > 0.0f ? (to[0] * along[0] + to[1] * along[1]) / square : 0.0f;
    t = scene_clamp(t, 0.0f, 1.0f);
    return hypotf(to[0] - t * along[0], to[1] - t * along[1]);
}

static int grid_index(float mm, int count, bool up)
{
    float at = scene_finite(mm, 0.0f) / GROUND_CELL_MM + 0.5f * (float)(count - 1);
    return (int)scene_clamp(up ? ceilf(at) : floorf(at), 0.0f, (float)(count - 1));
}

/* Notes in `away` how near each cell is to the piece, and widens the box. */
static void stamp(const float a[2], const float b[2], float *away, struct tread *tread)
{
    int low[2], high[2], size[2] = {GROUND_COLUMNS, GROUND_ROWS};
    for (int k = 0; k < 2; k++) {
        low[k] = grid_index(fminf(a[k], b[k]) - TREAD_REACH_MM, size[k], true);
        high[k] = grid_index(fmaxf(a[k], b[k]) + TREAD_REACH_MM, size[k], false);
        tread->low[k] = low[k] < tread->low[k] ? low[k] : tread->low[k];
        tread->high[k] = high[k] > tread->high[k] ? high[k] : tread->high[k];
    }
    for (int row = low[1]; row <= high[1]; row++) {
        for (int column = low[0]; column <= high[0]; column++) {
            float p[2];
            land_cell(column, row, p);
            float *nearest = &away[row * GROUND_COLUMNS + column];
            *nearest = fminf(*nearest, away_from_piece(p, a, b));
        }
    }
}

static bool room_for(struct treads *treads, uint32_t more)
{
    if (treads->n_cells + more <= treads->max_cells)
        return true;
    uint32_t most = 2 * (treads->n_cells + more);
    struct tread_cell *larger = realloc(treads->cells, most * sizeof *larger);
    if (!larger)
        return false;
    treads->cells = larger;
    treads->max_cells = most;
    return true;
}

/* Takes over what was stamped, and leaves `away` as it found it: far everywhere. */
static bool gather(struct treads *treads, struct tread *tread, float *away)
{
    int columns = tread->high[0] - tread->low[0] + 1, rows = tread->high[1] - tread->low[1] + 1;
    if (columns < 1 || rows < 1)
        return true;
    if (!room_for(treads, (uint32_t)(columns * rows)))
        return false;
    tread->first = treads->n_cells;
    for (int row = tread->low[1]; row <= tread->high[1]; row++) {
        for (int column = tread->low[0]; column <= tread->high[0]; column++) {
            uint32_t cell = (uint32_t)(row * GROUND_COLUMNS + column);
            float p[2];
            land_cell(column, row, p);
            float off = away[cell] + WOBBLE_MM * land_noise(p[0], p[1], 3.1f, 71u);
            away[cell] = INFINITY;
            if (off < TREAD_REACH_MM)
                treads->cells[treads->n_cells++] = (struct tread_cell){
                    cell, fmaxf(off, 0.0f), land_noise(p[0], p[1], SAG_WIDE_MM, 72u)};
        }
    }
    tread->count = treads->n_cells - tread->first;
    return true;
}

static void stamp_way(const struct way *way, float *away, struct tread *tread)
{
    float last[2], next[2];
    for (int i = 0; i <= PIECES; i++) {
        float t = (float)i / (float)PIECES;
        for (int k = 0; k < 2; k++)
            next[k] = scene_bezier(way->centre[0][k], way->centre[1][k], way->centre[2][k],
                                   way->centre[3][k], t);
        if (i)
            stamp(last, next, away, tread);
        memcpy(last, next, sizeof last);
    }
}

bool treads_lay_out(struct treads *treads, const struct ways *ways)
{
    if (!treads->sum)
        treads->sum = malloc(GROUND_CELLS * sizeof *treads->sum);
    float *away = malloc(GROUND_CELLS * sizeof *away);
    bool good = treads->sum && away;
    for (int i = 0; i < GROUND_CELLS && good; i++)
        away[i] = INFINITY;
    if (good)
        memset(treads->sum, 0, GROUND_CELLS * sizeof *treads->sum);
    memset(treads->tread, 0, sizeof treads->tread);
    treads->n_cells = 0;
    int n = (int)ways->n_places;
    for (int from = 0; from < n; from++) {
        for (int to = 0; to < n && good; to++) {
            struct tread *tread =
                &treads->tread[from == to ? treads_place(from) : treads_way(from, to)];
            tread->low[0] = tread->low[1] = GROUND_CELLS;
            tread->high[0] = tread->high[1] = -1;
            if (from == to)
                stamp(ways->place[from], ways->place[from], away, tread);
            else
                stamp_way(&ways->way[from][to], away, tread);
            good = gather(treads, tread, away);
        }
    }
    free(away);
    return good;
}

/* A tread across: how deep it is at this distance, and how high the bank beside it. */
static float across(const struct tread_shape *shape, float away, float less_mm, float *bank)
{
    float ends = scene_smoothstep(TREAD_REACH_MM, TREAD_REACH_MM - 2.0f, away);
    away = fmaxf(away - less_mm, 0.0f);
    float wall = WALL_MM + SLUMPED_WALL_MM * shape->slump;
    float over = (away - shape->wide - wall) / (BANK_MM * (1.0f + shape->slump));
    float bump = fmaxf(1.0f - over * over, 0.0f);
    *bank = BANK * shape->depth * bump * bump * ends;
    float side = away / (shape->wide + wall); /* feet keep to the middle */
    return shape->depth * scene_smoothstep(shape->wide + wall, shape->wide, away) * ends *
           (1.0f - 0.22f * fminf(side * side, 1.0f));
}

static void add(struct treads *treads, const struct tread *tread, float less_mm, int32_t sign)
{
    const struct tread_shape *shape = &tread->laid;
    if (!(shape->depth > 0.0f))
        return;
    for (uint32_t i = tread->first; i < tread->first + tread->count; i++) {
        const struct tread_cell *at = &treads->cells[i];
        struct tread_sum *sum = &treads->sum[at->cell];
        float away = at->away + SAG_MM * shape->slump * at->lobe;
        float bank, deep = across(shape, away, less_mm, &bank);
        float square = TREAD_UNIT * deep * deep;
        sum->deep += sign * (int32_t)square;
        sum->path += sign * (int32_t)(square * shape->path);
        sum->fresh += sign * (int32_t)(square * shape->fresh);
        sum->bank += sign * (int32_t)(TREAD_UNIT * bank);
    }
}

void treads_press(struct treads *treads, int index, const struct tread_shape *shape)
{
    struct tread *tread = &treads->tread[index];
    float less_mm = index >= MODEL_MAX_WAYS ? CLEARING_MM : 0.0f;
    add(treads, tread, less_mm, -1);
    tread->laid = *shape;
    add(treads, tread, less_mm, 1);
}
