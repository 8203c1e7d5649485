#include "render/cells.h"

#include <math.h>
#include <stddef.h>

/* A byte's linear light, by the polynomial of the shader, in parts of 2^-24: whole numbers add up
 * the same in any order, and to look one up takes less than to work it out. */
#define PARTS 16777216.0

static void fill(uint32_t light[256])
{
    for (int i = 0; i < 256; i++) {
        double c = i / 255.0;
        light[i] = (uint32_t)lround(PARTS * c * (c * (c * 0.305306 + 0.682171) + 0.012523));
    }
}

static void measure_cell(const uint32_t light[256], const uint8_t *pixels, int width,
                         const int x[2], const int y[2], float out[4])
{
    uint64_t sum[3] = {0};
    for (int row = y[0]; row < y[1]; row++) {
        const uint8_t *at = pixels + 4 * ((size_t)row * (size_t)width + (size_t)x[0]);
        const uint8_t *end = at + 4 * (size_t)(x[1] - x[0]);
        for (; at < end; at += 4)
            for (int k = 0; k < 3; k++)
                sum[k] += light[at[k]];
    }
    double n = (double)(x[1] - x[0]) * (double)(y[1] - y[0]);
    for (int k = 0; k < 3; k++)
        out[k] = (float)((double)sum[k] / (PARTS * n));
    out[3] = 1.0f;
}

/* Where cell i of n begins and ends on so many pixels; never empty. */
static void stretch(int i, int n, int pixels, int out[2])
{
    out[0] = i * pixels / n;
    out[1] = (i + 1) * pixels / n;
    if (out[1] <= out[0])
        out[1] = out[0] + 1;
}

void cells_measure(const uint8_t *pixels, int width, int height, int columns, int rows,
                   float (*cells)[4])
{
    uint32_t light[256];
    fill(light);
    for (int row = 0; row < rows; row++) {
        for (int column = 0; column < columns; column++) {
            int x[2], y[2];
            stretch(column, columns, width, x);
            stretch(row, rows, height, y);
            measure_cell(light, pixels, width, x, y, cells[row * columns + column]);
        }
    }
}
