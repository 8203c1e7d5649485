/* Where panes, curves and words of a comparison stand on a picture of a given size. Pure. */
#ifndef SNOWMELT_UI_COMPARE_LAYOUT_H
#define SNOWMELT_UI_COMPARE_LAYOUT_H

#include "story/comparison.h"
#include "ui/layout.h"

enum { COMPARE_PLOTS = 2 };

struct compare_layout {
    struct layout l;
    struct plan_box header, caption;        /* words over and under all */
    struct plan_box panes[COMPARISON_MOST]; /* of one size, in whole px */
    struct plan_box strip;                  /* of the curves */
    struct plan_box plots[COMPARE_PLOTS];
    int columns, caption_lines;
    bool clock_below; /* the pace of the clock stands below the time, not beside it */
    bool beside;      /* the strip stands beside the panes, not under them */
    /* Kept for words in each pane, at its top and its foot; without a foot the reading has no
     * room there. */
    float pane_top, pane_foot;
};

/* Type is as large as asked for, as far as curves and panes still have their room. */
void compare_layout_make(struct compare_layout *layout, int width, int height, float text_scale,
                         unsigned n_panes);

#endif
