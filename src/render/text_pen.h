/* Single lines of text as coverage, for pictures that are drawn without a graphics card. */
#ifndef SNOWMELT_RENDER_TEXT_PEN_H
#define SNOWMELT_RENDER_TEXT_PEN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "scene/plan.h"

struct text_pen;

/* Files by enum plan_weight. NULL with ERROR_FONT_MISSING or ERROR_MEMORY. */
struct text_pen *text_pen_create(const char *const font_files[3], struct error *error);
void text_pen_destroy(struct text_pen *pen);

/* Rows from the top, 0 none .. 255 all. */
struct text_line {
    int width, height, ascent; /* px; ascent: from the top to the baseline */
    uint8_t *coverage;         /* malloc'd, for the caller to free */
};

/* False when there is nothing to draw or no memory to draw it in; *line then holds nothing. */
bool text_pen_draw(struct text_pen *pen, enum plan_weight weight, int size_px, const char *text,
                   struct text_line *line);

#endif
