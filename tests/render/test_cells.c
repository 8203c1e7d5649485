/* What the governor sees where the processor draws: the same as its shader sees. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "render/cells.h"

enum { COLUMNS = 7, ROWS = 5 };

/* As the shader goes about it, one pixel after another. */
static void slowly(const uint8_t *pixels, int width, int height, int column, int row, double out[3])
{
    int x0 = column * width / COLUMNS, x1 = (column + 1) * width / COLUMNS;
    int y0 = row * height / ROWS, y1 = (row + 1) * height / ROWS;
    x1 = x1 > x0 ? x1 : x0 + 1;
    y1 = y1 > y0 ? y1 : y0 + 1;
    out[0] = out[1] = out[2] = 0.0;
    for (int y = y0; y < y1; y++)
        for (int x = x0; x < x1; x++)
            for (int k = 0; k < 3; k++) {
                double c = pixels[4 * (y * width + x) + k] / 255.0;
                out[k] += c * (c * (c * 0.305306 + 0.682171) + 0.012523) / ((x1 - x0) * (y1 - y0));
            }
}

static void means_are_those_of_every_pixel(void **state)
{
    (void)state;
    static const int SIZES[][2] = {{7, 5}, {3, 2}, {64, 33}, {2100, 40}};
    for (unsigned s = 0; s < sizeof SIZES / sizeof *SIZES; s++) {
        int width = SIZES[s][0], height = SIZES[s][1];
        uint8_t *pixels = malloc((size_t)(4 * width * height));
        assert_non_null(pixels);
        uint32_t random = 12345;
        for (int i = 0; i < 4 * width * height; i++) {
            random = random * 1664525u + 1013904223u;
            pixels[i] = s == 3 ? 255 : (uint8_t)(random >> 24);
        }
        float cells[COLUMNS * ROWS][4];
        cells_measure(pixels, width, height, COLUMNS, ROWS, cells);
        for (int i = 0; i < COLUMNS * ROWS; i++) {
            double expected[3];
            slowly(pixels, width, height, i % COLUMNS, i / COLUMNS, expected);
            for (int k = 0; k < 3; k++)
                assert_float_equal(cells[i][k], expected[k], 1e-6);
        }
        free(pixels);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(means_are_those_of_every_pixel)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
