#include "scene/ground_field.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scene/land.h"
#include "scene/maths.h"

enum { SHADOW_LOOKS = 9 };

const float GROUND_LIGHT[3] = {-0.743f, 0.371f, 0.557f};

static const float ROUGH_MM = 0.15f; /* feet leave no even floor */
static const float SHADOW_MM = 0.5f; /* from one look towards the moon to the next */

void ground_field_destroy(struct ground_field *field)
{
    free(field->land);
    free(field->surface);
    free(field->tint);
    free(field->rest);
    memset(field, 0, sizeof *field);
}

bool ground_field_make(struct ground_field *field)
{
    field->land = malloc(LAND_CELLS * sizeof *field->land);
    field->surface = calloc(GROUND_CELLS, sizeof *field->surface);
    field->tint = calloc(GROUND_CELLS, sizeof *field->tint);
    field->rest = malloc(GROUND_CELLS * sizeof *field->rest);
    if (!field->land || !field->surface || !field->tint || !field->rest) {
        ground_field_destroy(field);
        return false;
    }
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

/* The box of cells [low..high] may have changed: their height and colour. */
static void settle_cells(struct ground_field *field, const struct tread_sum *sums, const int low[2],
                         const int high[2])
{
    for (int row = low[1]; row <= high[1]; row++) {
        for (int column = low[0]; column <= high[0]; column++) {
            int cell = row * GROUND_COLUMNS + column;
            const struct tread_sum *sum = &sums[cell];
            float deep = sqrtf((float)sum->deep / TREAD_UNIT), bare = fminf(deep, 1.0f);
            float bank = (float)sum->bank / TREAD_UNIT;
            field->surface[cell][0] = field->rest[cell][0] * (1.0f - 0.8f * bare) +
                                      field->rest[cell][1] * bare - deep +
                                      bank * (1.0f - scene_smoothstep(0.0f, 0.9f, deep));
            float colour[2] = {sqrtf((float)sum->path / TREAD_UNIT),
                               sqrtf((float)sum->fresh / TREAD_UNIT)};
            for (int k = 0; k < 2; k++)
                field->tint[cell][k] =
                    (uint8_t)(255.0f * fminf(colour[k] / GROUND_DEEP_MM, 1.0f) + 0.5f);
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
            (*at)[2] =
                (at[up][0] - at[-down][0]) / ((float)((up > 0) + (down > 0)) * GROUND_CELL_MM);
            (*at)[3] = moonlight(field, &path, column, row);
        }
    }
}

void ground_field_look_again(struct ground_field *field, const struct tread_sum *sums,
                             const int low[2], const int high[2])
{
    int pad = (int)ceilf(SHADOW_MM * SHADOW_LOOKS / GROUND_CELL_MM) + 1,
        size[2] = {GROUND_COLUMNS, GROUND_ROWS};
    int from[2], to[2];
    for (int k = 0; k < 2; k++) {
        /* Shadows fall away from the moon; slopes reach one cell to every side. */
        from[k] = low[k] - (GROUND_LIGHT[k] > 0.0f ? pad : 1);
        to[k] = high[k] + (GROUND_LIGHT[k] < 0.0f ? pad : 1);
        from[k] = from[k] > 0 ? from[k] : 0;
        to[k] = to[k] < size[k] - 1 ? to[k] : size[k] - 1;
    }
    settle_cells(field, sums, low, high);
    light_cells(field, from, to);
    field->dirty[0] = field->dirty[0] < from[1] ? field->dirty[0] : from[1];
    field->dirty[1] = field->dirty[1] > to[1] + 1 ? field->dirty[1] : to[1] + 1;
}

float ground_field_height(const struct ground_field *field, float x, float y)
{
    float height = land_height((const float(*)[4])field->land, x, y);
    float u = x / GROUND_CELL_MM + 0.5f * (float)(GROUND_COLUMNS - 1);
    float v = y / GROUND_CELL_MM + 0.5f * (float)(GROUND_ROWS - 1);
    if (!(u >= 0.0f && v >= 0.0f && u < GROUND_COLUMNS - 1.0f && v < GROUND_ROWS - 1.0f))
        return height;
    int column = (int)u, row = (int)v;
    float f = u - (float)column, g = v - (float)row;
    float(*at)[4] = field->surface + row * GROUND_COLUMNS + column;
    float low = scene_mix(at[0][0], at[1][0], f);
    float high = scene_mix(at[GROUND_COLUMNS][0], at[GROUND_COLUMNS + 1][0], f);
    return height + GROUND_LIFT * scene_mix(low, high, g);
}
