/* The figures of the panel: one line each, with its stroke, its name and its value in words that
 * fit; and the two that stand large, the rigidity of the path and the count of new synapses. */
#ifndef SNOWMELT_UI_READOUTS_H
#define SNOWMELT_UI_READOUTS_H

#include "ui/tree.h"

/* In the order in which they are kept where there is not room for all. */
enum {
    READOUT_DOSE,
    READOUT_BLOCKED,
    READOUT_BDNF,
    READOUT_SPINES,
    READOUT_GLUTAMATE,
    READOUTS, /* of the panel; where there is room, the blocked receptors in two parts as well: */
    READOUT_CALMING = READOUTS,
    READOUT_OTHERS,
    READOUTS_ALL
};
enum { READOUT_VARIANTS = 3 };

/* How its curve is drawn: a sample stands before the name. */
enum stroke { STROKE_NONE, STROKE_AREA, STROKE_DOTS, STROKE_FINE, STROKE_BROAD };

/* Of the ground under a filled curve. */
#define AREA_OPACITY 0.22f

/* Width of the line, px. */
float stroke_width(const struct build *b, enum stroke stroke);

struct readout {
    const char *name;
    const char *labels[READOUT_VARIANTS]; /* longest first */
    char values[READOUT_VARIANTS][96];    /* longest first */
    enum stroke stroke;
    bool part; /* of the figure before: stands in, without a stroke */
    enum palette_meaning meaning;
};

/* Takes new figures from the snapshot four times a second, so that they can be read. */
void readouts_hold(struct build *b);
void readouts_fill(struct build *b, struct readout readouts[READOUTS_ALL]);

/* Name at the left and value at the right, one row high. */
void readout_draw(struct build *b, int parent, const struct readout *readout, struct plan_box box);

/* How much room the large two take. */
enum large_form {
    LARGE_FULL,  /* name, large words, and what explains them */
    LARGE_BRIEF, /* without the explanation */
    LARGE_ROW,   /* name and words in one row, the bar or the line below */
    LARGE_LINE   /* no more than the row; the gauge keeps its bar */
};
/* The zone of the gauge, from 1, that a rigidity lies in; `before`, where it was (0: not known): a
 * value on the edge of two zones does not go to and fro between their words. */
int gauge_zone(float rigidity, int before);
/* In the language in force. */
const char *gauge_word(int zone);
/* A gauge: the word for the zone, and a bar of the zones filled up to where the path is. */
float gauge_height(const struct build *b, enum large_form form);
void gauge_draw(struct build *b, int parent, struct plan_box box, enum large_form form);
/* The count, large, and how it came to that since the dose. */
float count_height(struct build *b, float width, enum large_form form);
void count_draw(struct build *b, int parent, struct plan_box box, enum large_form form);

/* The curves of the readouts in `shown` (a bit each) along the time since the dose, with that
 * below, in the box. */
void build_timeline(struct build *b, int parent, const struct readout *readouts, uint32_t shown,
                    struct plan_box box);
float timeline_axis_height(const struct build *b);
/* New synapses along the same time: a line, no scale. */
void build_spark(struct build *b, int parent, struct plan_box box);

/* pages.c: the panel's figures one page after the other, slowly, on a plate that holds no more. */
void build_pages(struct build *b, const struct readout *readouts, struct plan_box plate);
/* Least height of that plate. */
float pages_strip(const struct build *b);
/* What it takes of the picture where the layout has no panel; 0 where it has one, or where the
 * figures stand in the caption's place in their turn, since both would leave too little to the
 * network. */
float pages_room(const struct layout *l);
bool pages_in_turn(const struct layout *l);
/* How much of the caption is seen, and in the rest of the time a page in its place. */
float turns_caption(struct build *b);
void build_turn(struct build *b, const struct readout *readouts);

#endif
