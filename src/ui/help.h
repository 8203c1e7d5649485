/* What the large dialogs say: entries that flow into columns and pages. Internal to ui/. */
#ifndef SNOWMELT_UI_HELP_H
#define SNOWMELT_UI_HELP_H

#include "scene/palette.h"

enum swatch {
    SWATCH_NONE,
    SWATCH_BAND,
    SWATCH_SPROUT,
    SWATCH_BLOCK,
    SWATCH_LINE,
    SWATCH_DISC,
    SWATCH_NET,
    SWATCH_BEAD
};

struct entry {
    const char *heading; /* begins a section; nothing else is given then */
    const char *key;
    const char *text;
    const char *source; /* of the text before it; stands alone */
    enum swatch swatch;
    enum palette_meaning meaning;
};

struct book {
    const char *name;
    const struct entry *entries;
    int n;
    int turn; /* the section that begins the second column */
};

/* What the model leaves out, and where to find help. */
extern const struct book SIMPLIFIED;

#endif
