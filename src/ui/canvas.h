/* A picture in memory that shapes and words are drawn on, without a graphics card: for what is
 * printed or put on a slide. Coordinates in px from the top left; pixel (0, 0) spans 0..1. */
#ifndef SNOWMELT_UI_CANVAS_H
#define SNOWMELT_UI_CANVAS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "scene/plan.h"

struct canvas;

struct canvas_point {
    double x, y;
};

/* font_files by enum plan_weight; they must outlive the canvas. NULL with ERROR_FONT_MISSING or
 * ERROR_MEMORY. */
struct canvas *canvas_create(int width, int height, const float background[3],
                             const char *const font_files[3], struct error *error);
void canvas_destroy(struct canvas *canvas);

/* RGB rows from the top. */
const uint8_t *canvas_pixels(const struct canvas *canvas);

/* Shapes gather in a stencil, where overlapping does not add up, until canvas_paint() paints all
 * of it at once and clears it. */
void canvas_polygon(struct canvas *canvas, const struct canvas_point *points, unsigned n);
void canvas_rectangle(struct canvas *canvas, double x, double y, double w, double h);
/* With round ends; a dot where both are one point. */
void canvas_line(struct canvas *canvas, struct canvas_point from, struct canvas_point to,
                 double width);
/* Through all points; with dash > 0 in dashes that long, with gaps as long between. */
void canvas_polyline(struct canvas *canvas, const struct canvas_point *points, unsigned n,
                     double width, double dash);
/* sRGB, 0..1. */
void canvas_paint(struct canvas *canvas, const float rgb[3], double opacity);

/* One line. align 0: it begins at x, 0.5: centred, 1: it ends there. y is its baseline. Returns
 * its width. */
double canvas_text(struct canvas *canvas, double x, double y, double align, enum plan_weight weight,
                   int size_px, const float rgb[3], const char *text);

#endif
