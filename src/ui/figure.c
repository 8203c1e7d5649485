#include "ui/figure.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "scene/palette.h"

/* px, for the whole to be read from the last row of a room: nothing below 28. */
enum {
    LEFT = 150,
    RIGHT = 1440,
    TOP = 160,
    BOTTOM = 930,
    PANEL_TITLE = 70,
    LEGEND_X = 1490,
    TITLE_PX = 52,
    WORD_PX = 32,
    FIGURE_PX = 28,
    SEAM_ROOM = 64 /* for its words */
};

static const double SEAM_D = 2.0;      /* to here the axis counts hours */
static const double SEAM_SHARE = 0.45; /* of the axis' length, where days follow */
static const double LINE = 5.0, DASH = 15.0, MARKER = 10.0, BESIDE = 17.0, BAND_OPACITY = 0.2;

struct frame {
    double x, y, w, h; /* of one panel's field */
    double least, most, days;
};

static void ink(enum palette_meaning meaning, float rgb[3])
{
    palette_srgb(PALETTE_DAY, meaning, rgb);
}

/* Lines that only help the eye: between paper and ink. */
static void faint(float rgb[3])
{
    float paper[3];
    ink(PALETTE_BACKDROP, paper);
    ink(PALETTE_TEXT, rgb);
    for (int k = 0; k < 3; k++)
        rgb[k] = 0.82f * paper[k] + 0.18f * rgb[k];
}

static double at_day(const struct frame *frame, double day)
{
    if (frame->days <= SEAM_D)
        return frame->x + frame->w * day / frame->days;
    if (day <= SEAM_D)
        return frame->x + frame->w * SEAM_SHARE * day / SEAM_D;
    double rest = (day - SEAM_D) / (frame->days - SEAM_D);
    return frame->x + frame->w * (SEAM_SHARE + (1.0 - SEAM_SHARE) * rest);
}

static double at_value(const struct frame *frame, double value)
{
    double share = (value - frame->least) / (frame->most - frame->least);
    share = share < 0 ? 0 : share > 1 ? 1 : share;
    return frame->y + frame->h * (1.0 - share);
}

void figure_scale(double low, double high, double *least, double *most, double *step)
{
    double span = high > low ? high - low : 1.0;
    double power = pow(10.0, floor(log10(span / 5.0)));
    double lead = span / 5.0 / power;
    *step = power * (lead > 5.0 ? 10.0 : lead > 2.0 ? 5.0 : lead > 1.0 ? 2.0 : 1.0);
    *least = floor(low / *step + 1e-9) * *step;
    *most = ceil(high / *step - 1e-9) * *step;
    if (!(*most > *least))
        *most = *least + *step;
}

static void draw_marker(struct canvas *canvas, struct canvas_point at, enum figure_marker marker,
                        double size)
{
    double s = size, x = at.x, y = at.y, w = 0.38 * size;
    const struct canvas_point square[] = {{x - 0.86 * s, y - 0.86 * s},
                                          {x + 0.86 * s, y - 0.86 * s},
                                          {x + 0.86 * s, y + 0.86 * s},
                                          {x - 0.86 * s, y + 0.86 * s}};
    const struct canvas_point up[] = {
        {x, y - 1.15 * s}, {x + 1.1 * s, y + 0.85 * s}, {x - 1.1 * s, y + 0.85 * s}};
    const struct canvas_point down[] = {
        {x, y + 1.15 * s}, {x + 1.1 * s, y - 0.85 * s}, {x - 1.1 * s, y - 0.85 * s}};
    const struct canvas_point diamond[] = {
        {x, y - 1.25 * s}, {x + 1.05 * s, y}, {x, y + 1.25 * s}, {x - 1.05 * s, y}};
    switch (marker) {
    case FIGURE_DISC:
        canvas_line(canvas, at, at, 2 * s);
        break;
    case FIGURE_SQUARE:
        canvas_polygon(canvas, square, 4);
        break;
    case FIGURE_UP:
        canvas_polygon(canvas, up, 3);
        break;
    case FIGURE_DOWN:
        canvas_polygon(canvas, down, 3);
        break;
    case FIGURE_DIAMOND:
        canvas_polygon(canvas, diamond, 4);
        break;
    case FIGURE_CROSS:
        canvas_line(canvas, square[0], square[2], 2 * w);
        canvas_line(canvas, square[1], square[3], 2 * w);
        break;
    case FIGURE_PLUS:
        canvas_line(canvas, (struct canvas_point){x - s, y}, (struct canvas_point){x + s, y},
                    2 * w);
        canvas_line(canvas, (struct canvas_point){x, y - s}, (struct canvas_point){x, y + s},
                    2 * w);
        break;
    }
}

/* With a rim of paper, so that markers on top of each other stay apart. */
static void put_marker(struct canvas *canvas, struct canvas_point at,
                       const struct figure_series *series)
{
    float paper[3];
    ink(PALETTE_BACKDROP, paper);
    draw_marker(canvas, at, series->marker, MARKER + 3.0);
    canvas_paint(canvas, paper, 1.0);
    draw_marker(canvas, at, series->marker, MARKER);
    canvas_paint(canvas, series->rgb, 1.0);
}

/* Hours every twelve, or finer on a short axis. */
static double hour_step(double hours)
{
    return hours > 30 ? 12 : hours > 12 ? 6 : hours > 5 ? 2 : 1;
}

static double day_step(double days)
{
    return days > 200 ? 56 : days > 90 ? 28 : days > 16 ? 7 : days > 7 ? 2 : 1;
}

static void grid_line(struct canvas *canvas, double x0, double y0, double x1, double y1)
{
    canvas_line(canvas, (struct canvas_point){x0, y0}, (struct canvas_point){x1, y1}, 2);
}

/* A value the way it is said: as many digits as the step has. */
static void value_text(char *text, size_t size, double value, double step)
{
    int digits = step >= 0.999 ? 0 : step >= 0.0999 ? 1 : 2;
    snprintf(text, size, "%.*f", digits, fabs(value) < step / 2 ? 0.0 : value);
}

static void draw_values(struct canvas *canvas, const struct figure_panel *panel,
                        const struct frame *frame)
{
    float text_rgb[3], line_rgb[3];
    char text[32];
    ink(PALETTE_TEXT, text_rgb);
    faint(line_rgb);
    int steps = (int)((panel->most - panel->least) / panel->step + 0.5);
    for (int i = 0; i <= steps; i++) {
        double value = panel->least + i * panel->step, y = at_value(frame, value);
        grid_line(canvas, frame->x, y, frame->x + frame->w, y);
        value_text(text, sizeof text, value, panel->step);
        canvas_text(canvas, frame->x - 16, y + 0.35 * FIGURE_PX, 1, PLAN_WEIGHT_REGULAR, FIGURE_PX,
                    text_rgb, text);
    }
    canvas_paint(canvas, line_rgb, 1.0);
    if (panel->rule > panel->least && panel->rule < panel->most) {
        double y = at_value(frame, panel->rule);
        grid_line(canvas, frame->x, y, frame->x + frame->w, y);
        canvas_paint(canvas, text_rgb, 0.7);
    }
}

/* Verticals at whole steps of hours and days; with words, below the last panel. */
static void draw_times(struct canvas *canvas, const struct frame *frame, bool words)
{
    float text_rgb[3], line_rgb[3];
    char text[32];
    ink(PALETTE_TEXT, text_rgb);
    faint(line_rgb);
    double y1 = frame->y + frame->h, hours = 24 * (frame->days < SEAM_D ? frame->days : SEAM_D);
    double step = hour_step(hours);
    bool seam = frame->days > SEAM_D;
    for (double h = 0; h < hours + (seam ? -1e-6 : 1e-6); h += step) {
        double x = at_day(frame, h / 24);
        grid_line(canvas, x, frame->y, x, y1);
        snprintf(text, sizeof text, "%g", h);
        if (words)
            canvas_text(canvas, x, y1 + 42, 0.5, PLAN_WEIGHT_REGULAR, FIGURE_PX, text_rgb, text);
    }
    step = day_step(frame->days);
    for (double d = step > SEAM_D ? step : step * ceil(SEAM_D / step);
         seam && d < frame->days + 1e-6; d += step) {
        double x = at_day(frame, d);
        grid_line(canvas, x, frame->y, x, y1);
        snprintf(text, sizeof text, "%g", d);
        if (words && x > at_day(frame, SEAM_D) + SEAM_ROOM)
            canvas_text(canvas, x, y1 + 42, 0.5, PLAN_WEIGHT_REGULAR, FIGURE_PX, text_rgb, text);
    }
    canvas_paint(canvas, line_rgb, 1.0);
    if (words) {
        double x = at_day(frame, frame->days < SEAM_D ? frame->days : SEAM_D);
        canvas_text(canvas, (frame->x + x) / 2, y1 + 86, 0.5, PLAN_WEIGHT_MEDIUM, WORD_PX, text_rgb,
                    seam ? "hours after the dose, stretched" : "hours after the dose");
        if (seam)
            canvas_text(canvas, x, y1 + 42, 0.5, PLAN_WEIGHT_MEDIUM, FIGURE_PX, text_rgb, "day 2");
        if (seam)
            canvas_text(canvas, (x + frame->x + frame->w) / 2, y1 + 86, 0.5, PLAN_WEIGHT_MEDIUM,
                        WORD_PX, text_rgb, "days after the dose");
    }
}

/* The stretched part lies on a tinted ground that ends where the scale changes. */
static void draw_ground(struct canvas *canvas, const struct figure *figure,
                        const struct frame *frame)
{
    float text_rgb[3], drug_rgb[3];
    ink(PALETTE_TEXT, text_rgb);
    ink(PALETTE_KETAMINE, drug_rgb);
    if (frame->days > SEAM_D) {
        double x = at_day(frame, SEAM_D);
        canvas_rectangle(canvas, frame->x, frame->y, x - frame->x, frame->h);
        canvas_paint(canvas, text_rgb, 0.05);
    }
    if (figure->infusion_days > 0) {
        double end = at_day(frame, fmin(figure->infusion_days, frame->days));
        canvas_rectangle(canvas, frame->x, frame->y, end - frame->x, frame->h);
        canvas_paint(canvas, drug_rgb, 0.35);
    }
}

static void draw_seam(struct canvas *canvas, const struct frame *frame)
{
    float text_rgb[3];
    if (frame->days <= SEAM_D)
        return;
    ink(PALETTE_TEXT, text_rgb);
    double x = at_day(frame, SEAM_D);
    const struct canvas_point ends[] = {{x, frame->y}, {x, frame->y + frame->h + 10}};
    canvas_polyline(canvas, ends, 2, 3, 9);
    canvas_paint(canvas, text_rgb, 0.8);
}

static void draw_band(struct canvas *canvas, const struct frame *frame,
                      const struct figure_curve *curve, const struct figure_series *series,
                      struct canvas_point *points)
{
    bool wide = false;
    for (unsigned i = 0; i < curve->n; i++) {
        const struct figure_point *p = &curve->points[i], *q = &curve->points[curve->n - 1 - i];
        wide = wide || p->high > p->low;
        points[i] = (struct canvas_point){at_day(frame, p->day), at_value(frame, p->high)};
        points[curve->n + i] =
            (struct canvas_point){at_day(frame, q->day), at_value(frame, q->low)};
    }
    if (!wide)
        return;
    canvas_polygon(canvas, points, 2 * curve->n);
    canvas_paint(canvas, series->rgb, BAND_OPACITY);
}

/* The height of a curve at x; it must lie between its ends. */
static double height_at(const struct canvas_point *points, unsigned n, double x)
{
    unsigned i = 1;
    while (i + 1 < n && points[i].x < x)
        i++;
    struct canvas_point a = points[i - 1], b = points[i];
    return b.x > a.x ? a.y + (b.y - a.y) * (x - a.x) / (b.x - a.x) : b.y;
}

/* Markers tell which curve it is. Each series has its own place a little beside the points, on the
 * curve, so that curves which run together can still be told apart. */
static void draw_markers(struct canvas *canvas, const struct frame *frame,
                         const struct figure_curve *curve, const struct figure_series *series,
                         const struct canvas_point *points, double beside)
{
    double last = frame->x;
    for (unsigned i = 0; i < curve->n; i++) {
        double x = points[i].x + beside;
        if (!curve->points[i].marked || x < last + 2.5 * MARKER || x > frame->x + frame->w ||
            x > points[curve->n - 1].x)
            continue;
        put_marker(canvas, (struct canvas_point){x, height_at(points, curve->n, x)}, series);
        last = x;
    }
}

static void draw_curve(struct canvas *canvas, const struct frame *frame,
                       const struct figure_curve *curve, const struct figure_series *series,
                       struct canvas_point *points, double beside)
{
    for (unsigned i = 0; i < curve->n; i++)
        points[i] = (struct canvas_point){at_day(frame, curve->points[i].day),
                                          at_value(frame, curve->points[i].value)};
    canvas_polyline(canvas, points, curve->n, LINE, series->dashed ? DASH : 0);
    canvas_paint(canvas, series->rgb, 1.0);
    draw_markers(canvas, frame, curve, series, points, beside);
}

static void draw_panel(struct canvas *canvas, const struct figure *figure,
                       const struct figure_panel *panel, struct frame *frame, bool last)
{
    float text_rgb[3];
    unsigned most = 1;
    ink(PALETTE_TEXT, text_rgb);
    frame->least = panel->least;
    frame->most = panel->most;
    for (unsigned s = 0; s < figure->n_series; s++)
        most = panel->curve[s].n > most ? panel->curve[s].n : most;
    struct canvas_point *points = malloc(2 * most * sizeof *points);
    canvas_text(canvas, frame->x - 90, frame->y - 28, 0, PLAN_WEIGHT_MEDIUM, WORD_PX, text_rgb,
                panel->title);
    draw_ground(canvas, figure, frame);
    draw_values(canvas, panel, frame);
    draw_times(canvas, frame, last);
    for (unsigned s = 0; points && s < figure->n_series; s++)
        draw_band(canvas, frame, &panel->curve[s], &figure->series[s], points);
    draw_seam(canvas, frame);
    for (unsigned s = 0; points && s < figure->n_series; s++)
        draw_curve(canvas, frame, &panel->curve[s], &figure->series[s], points,
                   BESIDE * (s - (figure->n_series - 1) / 2.0));
    free(points);
}

static void draw_legend(struct canvas *canvas, const struct figure *figure)
{
    float text_rgb[3];
    double y = TOP + PANEL_TITLE + 14, x = LEGEND_X;
    ink(PALETTE_TEXT, text_rgb);
    for (unsigned s = 0; s < figure->n_series; s++, y += 58) {
        const struct figure_series *series = &figure->series[s];
        const struct canvas_point line[] = {{x, y}, {x + 66, y}};
        canvas_polyline(canvas, line, 2, LINE, series->dashed ? DASH : 0);
        canvas_paint(canvas, series->rgb, 1.0);
        put_marker(canvas, (struct canvas_point){x + 33, y}, series);
        canvas_text(canvas, x + 84, y + 0.35 * FIGURE_PX, 0, PLAN_WEIGHT_MEDIUM, FIGURE_PX,
                    text_rgb, series->name);
    }
    y += 14;
    if (figure->bands) {
        canvas_rectangle(canvas, x, y - 16, 66, 32);
        canvas_paint(canvas, text_rgb, BAND_OPACITY);
        canvas_text(canvas, x + 84, y + 0.35 * FIGURE_PX, 0, PLAN_WEIGHT_REGULAR, FIGURE_PX,
                    text_rgb, figure->bands);
        y += 58;
    }
    if (figure->infusion_days > 0) {
        float drug_rgb[3];
        ink(PALETTE_KETAMINE, drug_rgb);
        canvas_rectangle(canvas, x + 27, y - 16, 12, 32);
        canvas_paint(canvas, drug_rgb, 0.35);
        canvas_text(canvas, x + 84, y + 0.35 * FIGURE_PX, 0, PLAN_WEIGHT_REGULAR, FIGURE_PX,
                    text_rgb, "ketamine is given");
    }
}

void figure_draw(struct canvas *canvas, const struct figure *figure)
{
    float text_rgb[3];
    double weights = 0, y = TOP;
    ink(PALETTE_TEXT, text_rgb);
    canvas_text(canvas, LEFT - 90, 82, 0, PLAN_WEIGHT_BOLD, TITLE_PX, text_rgb, figure->title);
    canvas_text(canvas, LEFT - 90, 134, 0, PLAN_WEIGHT_REGULAR, WORD_PX, text_rgb,
                figure->subtitle);
    canvas_text(canvas, LEFT - 90, FIGURE_HEIGHT - 20, 0, PLAN_WEIGHT_REGULAR, FIGURE_PX, text_rgb,
                figure->note);
    for (unsigned p = 0; p < figure->n_panels; p++)
        weights += figure->panels[p].weight;
    for (unsigned p = 0; p < figure->n_panels; p++) {
        double h = (BOTTOM - TOP) * figure->panels[p].weight / weights;
        struct frame frame = {.x = LEFT,
                              .y = y + PANEL_TITLE,
                              .w = RIGHT - LEFT,
                              .h = h - PANEL_TITLE,
                              .days = figure->days};
        draw_panel(canvas, figure, &figure->panels[p], &frame, p + 1 == figure->n_panels);
        y += h;
    }
    draw_legend(canvas, figure);
}
