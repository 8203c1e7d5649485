/* A figure for a slide: curves over the time since a dose, in panels one above the other, with one
 * axis that stretches the first two days and says so. It knows curves, not what they mean. */
#ifndef SNOWMELT_UI_FIGURE_H
#define SNOWMELT_UI_FIGURE_H

#include "ui/canvas.h"

enum { FIGURE_WIDTH = 1920, FIGURE_HEIGHT = 1080, FIGURE_MAX_SERIES = 8 };

enum figure_marker {
    FIGURE_DISC,
    FIGURE_SQUARE,
    FIGURE_UP,
    FIGURE_DOWN,
    FIGURE_DIAMOND,
    FIGURE_CROSS,
    FIGURE_PLUS
};

/* How a series looks, the same in every panel and in the legend. */
struct figure_series {
    const char *name;
    float rgb[3];
    enum figure_marker marker;
    bool dashed;
};

struct figure_point {
    double day;
    double value, low, high; /* low == high: no band */
    bool marked;
};

struct figure_curve {
    struct figure_point *points;
    unsigned n;
};

struct figure_panel {
    const char *title; /* with the unit */
    double least, most, step;
    double rule;   /* a line across to compare with; outside least..most: none */
    double weight; /* its share of the height */
    struct figure_curve curve[FIGURE_MAX_SERIES]; /* by series */
};

struct figure {
    const char *title, *subtitle, *note;
    const struct figure_series *series;
    unsigned n_series;
    const struct figure_panel *panels;
    unsigned n_panels;
    double days;          /* where the axis ends */
    double infusion_days; /* a strip marks it; 0: none */
    const char *bands;    /* what they are, for the legend; NULL: there are none */
};

/* Draws it on an empty canvas of FIGURE_WIDTH x FIGURE_HEIGHT. */
void figure_draw(struct canvas *canvas, const struct figure *figure);

/* A scale for values from low to high: ends that are whole steps, some three to seven of them. */
void figure_scale(double low, double high, double *least, double *most, double *step);

#endif
