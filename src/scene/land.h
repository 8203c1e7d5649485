/* The lie of the land: drifts, and hills at the rim. Never changes. Internal to scene/. */
#ifndef SNOWMELT_SCENE_LAND_H
#define SNOWMELT_SCENE_LAND_H

#include <stdint.h>

enum { LAND_COLUMNS = 128, LAND_ROWS = 128, LAND_CELLS = LAND_COLUMNS * LAND_ROWS };

#define LAND_CELL_MM 8.0f

/* Smooth noise in -1..1 with bumps about `size_mm` across. */
float land_noise(float x, float y, float size_mm, uint32_t salt);
/* Fills [LAND_CELLS] of a plan_field's surface. */
void land_make(float (*surface)[4]);
/* Height of the land, mm, as it is drawn. */
float land_height(const float (*surface)[4], float x, float y);
/* Ripples that wind has drawn into the snow, mm; none towards the edge of the fine grid. */
float land_ripples(float x, float y);
/* Middle of a cell of the fine grid, mm. */
void land_cell(int column, int row, float at[2]);

#endif
