#include "ui/canvas.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "render/text_pen.h"

/* Scanlines within a row of pixels, for the slant of edges; across a row coverage is exact. */
enum { SUBLINES = 4 };

struct canvas {
    int width, height;
    uint8_t *rgb;
    float *stencil;     /* coverage, 0..1 */
    float *row;         /* a row of it in the making */
    int x0, y0, x1, y1; /* what the stencil may hold, half open */
    struct text_pen *pen;
};

static void stencil_is_empty(struct canvas *canvas)
{
    canvas->x0 = canvas->width;
    canvas->y0 = canvas->height;
    canvas->x1 = canvas->y1 = 0;
}

struct canvas *canvas_create(int width, int height, const float background[3],
                             const char *const font_files[3], struct error *error)
{
    struct canvas *canvas = calloc(1, sizeof *canvas);
    size_t pixels = (size_t)width * (size_t)height;
    if (canvas) {
        canvas->width = width;
        canvas->height = height;
        canvas->rgb = malloc(3 * pixels);
        canvas->stencil = calloc(pixels, sizeof *canvas->stencil);
        canvas->row = calloc((size_t)width + 1, sizeof *canvas->row);
    }
    if (!canvas || !canvas->rgb || !canvas->stencil || !canvas->row) {
        error_set(error, ERROR_MEMORY, "out of memory for a picture of %dx%d px", width, height);
        canvas_destroy(canvas);
        return NULL;
    }
    canvas->pen = text_pen_create(font_files, error);
    if (!canvas->pen) {
        canvas_destroy(canvas);
        return NULL;
    }
    for (size_t i = 0; i < 3 * pixels; i++)
        canvas->rgb[i] = (uint8_t)(background[i % 3] * 255.0f + 0.5f);
    stencil_is_empty(canvas);
    return canvas;
}

void canvas_destroy(struct canvas *canvas)
{
    if (!canvas)
        return;
    text_pen_destroy(canvas->pen);
    free(canvas->rgb);
    free(canvas->stencil);
    free(canvas->row);
    free(canvas);
}

const uint8_t *canvas_pixels(const struct canvas *canvas)
{
    return canvas->rgb;
}

static int within(double at, int most)
{
    return at < 0 ? 0 : at > most ? most : (int)at;
}

/* The pixels from floor(x0) up to ceil(x1) and so on will be touched. */
static void touch(struct canvas *canvas, int x0, int y0, int x1, int y1)
{
    canvas->x0 = x0 < canvas->x0 ? x0 : canvas->x0;
    canvas->y0 = y0 < canvas->y0 ? y0 : canvas->y0;
    canvas->x1 = x1 > canvas->x1 ? x1 : canvas->x1;
    canvas->y1 = y1 > canvas->y1 ? y1 : canvas->y1;
}

static void cover(float *stencil, float coverage)
{
    if (coverage > *stencil)
        *stencil = coverage > 1.0f ? 1.0f : coverage;
}

/* Adds the span from a to b of one subline to the row. */
static void add_span(struct canvas *canvas, double a, double b)
{
    a = a < 0 ? 0 : a;
    b = b > canvas->width ? canvas->width : b;
    for (int x = within(a, canvas->width); x < b; x++) {
        double from = a > x ? a : x, to = b < x + 1 ? b : x + 1;
        canvas->row[x] += (float)((to - from) / SUBLINES);
    }
}

/* Where the edges of a polygon meet a height, in rising order. */
static unsigned crossings(const struct canvas_point *points, unsigned n, double y, double *at,
                          unsigned most)
{
    unsigned found = 0;
    for (unsigned i = 0; i < n && found < most; i++) {
        struct canvas_point p = points[i], q = points[(i + 1) % n];
        if ((p.y <= y) == (q.y <= y))
            continue;
        double x = p.x + (y - p.y) / (q.y - p.y) * (q.x - p.x);
        unsigned k = found++;
        for (; k > 0 && at[k - 1] > x; k--)
            at[k] = at[k - 1];
        at[k] = x;
    }
    return found;
}

void canvas_polygon(struct canvas *canvas, const struct canvas_point *points, unsigned n)
{
    enum { MOST = 512 }; /* edges that one height meets */
    double least = canvas->height, most = 0, at[MOST];
    for (unsigned i = 0; i < n; i++) {
        least = points[i].y < least ? points[i].y : least;
        most = points[i].y > most ? points[i].y : most;
    }
    int y0 = within(floor(least), canvas->height), y1 = within(ceil(most), canvas->height);
    for (int y = y0; y < y1; y++) {
        memset(canvas->row, 0, (size_t)canvas->width * sizeof *canvas->row);
        for (int s = 0; s < SUBLINES; s++) {
            unsigned found = crossings(points, n, y + (s + 0.5) / SUBLINES, at, MOST);
            for (unsigned k = 0; k + 1 < found; k += 2)
                add_span(canvas, at[k], at[k + 1]);
        }
        for (int x = 0; x < canvas->width; x++)
            if (canvas->row[x] > 0)
                cover(&canvas->stencil[y * canvas->width + x], canvas->row[x]);
    }
    touch(canvas, 0, y0, canvas->width, y1);
}

void canvas_rectangle(struct canvas *canvas, double x, double y, double w, double h)
{
    const struct canvas_point corners[] = {{x, y}, {x + w, y}, {x + w, y + h}, {x, y + h}};
    canvas_polygon(canvas, corners, 4);
}

void canvas_line(struct canvas *canvas, struct canvas_point from, struct canvas_point to,
                 double width)
{
    double reach = width / 2 + 1, dx = to.x - from.x, dy = to.y - from.y;
    double square = dx * dx + dy * dy;
    int x0 = within(fmin(from.x, to.x) - reach, canvas->width);
    int x1 = within(fmax(from.x, to.x) + reach + 1, canvas->width);
    int y0 = within(fmin(from.y, to.y) - reach, canvas->height);
    int y1 = within(fmax(from.y, to.y) + reach + 1, canvas->height);
    for (int y = y0; y < y1; y++) {
        for (int x = x0; x < x1; x++) {
            double px = x + 0.5 - from.x, py = y + 0.5 - from.y;
            double along = square > 0 ? (px * dx + py * dy) / square : 0;
            along = along < 0 ? 0 : along > 1 ? 1 : along;
            double away = hypot(px - along * dx, py - along * dy);
            double coverage = width / 2 + 0.5 - away;
            if (coverage > 0)
                cover(&canvas->stencil[y * canvas->width + x], (float)coverage);
        }
    }
    touch(canvas, x0, y0, x1, y1);
}

static struct canvas_point between(struct canvas_point a, struct canvas_point b, double share)
{
    return (struct canvas_point){a.x + share * (b.x - a.x), a.y + share * (b.y - a.y)};
}

void canvas_polyline(struct canvas *canvas, const struct canvas_point *points, unsigned n,
                     double width, double dash)
{
    double gone = 0; /* along the line, so that dashes go round its corners */
    for (unsigned i = 0; i + 1 < n; i++) {
        struct canvas_point a = points[i], b = points[i + 1];
        double length = hypot(b.x - a.x, b.y - a.y);
        if (!(dash > 0)) {
            canvas_line(canvas, a, b, width);
            continue;
        }
        for (double at = 0; at < length;) {
            double in_period = fmod(gone + at, 2 * dash);
            bool drawn = in_period < dash;
            double left = (drawn ? dash : 2 * dash) - in_period;
            double end = at + left < length ? at + left : length;
            if (drawn)
                canvas_line(canvas, between(a, b, at / length), between(a, b, end / length), width);
            at = end > at ? end : length; /* past a step too small for a double */
        }
        gone += length;
    }
}

static void blend(uint8_t *pixel, const float rgb[3], float share)
{
    for (int k = 0; k < 3; k++)
        pixel[k] = (uint8_t)((1.0f - share) * (float)pixel[k] + share * 255.0f * rgb[k] + 0.5f);
}

void canvas_paint(struct canvas *canvas, const float rgb[3], double opacity)
{
    for (int y = canvas->y0; y < canvas->y1; y++) {
        for (int x = canvas->x0; x < canvas->x1; x++) {
            size_t at = (size_t)y * (size_t)canvas->width + (size_t)x;
            if (canvas->stencil[at] > 0)
                blend(&canvas->rgb[3 * at], rgb, canvas->stencil[at] * (float)opacity);
            canvas->stencil[at] = 0;
        }
    }
    stencil_is_empty(canvas);
}

double canvas_text(struct canvas *canvas, double x, double y, double align, enum plan_weight weight,
                   int size_px, const float rgb[3], const char *text)
{
    struct text_line line;
    if (!text_pen_draw(canvas->pen, weight, size_px, text, &line))
        return 0;
    int left = (int)floor(x - align * line.width + 0.5);
    int top = (int)floor(y + 0.5) - line.ascent;
    for (int row = 0; row < line.height; row++) {
        for (int column = 0; column < line.width; column++) {
            int px = left + column, py = top + row;
            uint8_t coverage = line.coverage[row * line.width + column];
            if (coverage && px >= 0 && py >= 0 && px < canvas->width && py < canvas->height)
                blend(&canvas->rgb[3 * ((size_t)py * (size_t)canvas->width + (size_t)px)], rgb,
                      (float)coverage / 255.0f);
        }
    }
    double width = line.width;
    free(line.coverage);
    return width;
}
