/* Mean linear colours of the cells of a picture, by the processor: where it draws the picture too,
 * it counts faster than its own shaders do. */
#ifndef SNOWMELT_RENDER_CELLS_H
#define SNOWMELT_RENDER_CELLS_H

#include <stdint.h>

/* pixels: width * height of R, G, B, A in 8 bits, rows as those of the cells. Fills columns * rows
 * of them. shaders/guard/measure.frag does the same. */
void cells_measure(const uint8_t *pixels, int width, int height, int columns, int rows,
                   float (*cells)[4]);

#endif
