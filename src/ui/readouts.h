/* One figure of the panel, with its name and its value in words that fit. */
#ifndef SNOWMELT_UI_READOUTS_H
#define SNOWMELT_UI_READOUTS_H

#include "ui/tree.h"

enum { READOUT_DOSE, READOUT_BLOCKED, READOUT_BDNF, READOUT_RIGIDITY, READOUT_NEW, READOUTS };
enum { READOUT_VARIANTS = 3 };

/* Before the name, so that the figure and its curve are known to be one. */
enum readout_stroke { STROKE_NONE, STROKE_BROAD, STROKE_FINE };

/* How it stands: name and value in one row or two, with a bar below where no curve shows it. */
struct readout_form {
    bool one_row, bar;
};

struct readout {
    const char *name;
    enum ui_role role;
    const char *labels[READOUT_VARIANTS]; /* longest first */
    char values[READOUT_VARIANTS][64];    /* longest first */
    const char *widest; /* the longest its words can be, so that the form stays; NULL: as is */
    enum readout_stroke stroke;
    enum palette_meaning meaning;
    float level; /* of a gauge, 0..1 */
};

/* Takes new figures from the snapshot four times a second, so that they can be read. */
void readouts_hold(struct build *b);
void readouts_fill(struct build *b, struct readout readouts[READOUTS]);

float readout_height(const struct build *b, const struct readout *readout,
                     struct readout_form form);
/* Least width that shows its shortest words whole, in one row. */
float readout_least_width(struct build *b, const struct readout *readout);
void readout_draw(struct build *b, int parent, const struct readout *readout, struct plan_box box,
                  struct readout_form form);

#endif
