#include "render/cells.h"

#include <string.h>

/* Sums of the powers of bytes, by place in the pixel. Whole numbers: exact, and quick. */
struct powers {
    uint32_t first[4], second[4];
    uint64_t third[4];
};

static void add(const uint8_t *pixel, int n, struct powers *sum)
{
    uint32_t first[4] = {0}, second[4] = {0}, third[4] = {0};
    /* 255^3 * 256 fits 32 bits. */
    for (int i = 0; i < n; i++) {
        for (int k = 0; k < 4; k++) {
            uint32_t c = pixel[4 * i + k];
            first[k] += c;
            second[k] += c * c;
            third[k] += c * c * c;
        }
    }
    for (int k = 0; k < 4; k++) {
        sum->first[k] += first[k];
        sum->second[k] += second[k];
        sum->third[k] += third[k];
    }
}

static void measure_cell(const uint8_t *pixels, int width, const int x[2], const int y[2],
                         float out[4])
{
    enum { RUN = 256 };
    struct powers sum;
    memset(&sum, 0, sizeof sum);
    for (int row = y[0]; row < y[1]; row++) {
        for (int at = x[0]; at < x[1]; at += RUN)
            add(pixels + 4 * ((size_t)row * (size_t)width + (size_t)at),
                x[1] - at < RUN ? x[1] - at : RUN, &sum);
    }
    double n = (double)(x[1] - x[0]) * (double)(y[1] - y[0]);
    /* The polynomial of the shader, whose sum is that of the powers. */
    for (int k = 0; k < 3; k++)
        out[k] = (float)((0.012523 * (double)sum.first[k] / 255.0 +
                          0.682171 * (double)sum.second[k] / (255.0 * 255.0) +
                          0.305306 * (double)sum.third[k] / (255.0 * 255.0 * 255.0)) /
                         n);
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
    for (int row = 0; row < rows; row++) {
        for (int column = 0; column < columns; column++) {
            int x[2], y[2];
            stretch(column, columns, width, x);
            stretch(row, rows, height, y);
            measure_cell(pixels, width, x, y, cells[row * columns + column]);
        }
    }
}
