/* Inside of the comparison's words. */
#ifndef SNOWMELT_UI_COMPARE_PARTS_H
#define SNOWMELT_UI_COMPARE_PARTS_H

#include "ui/compare.h"
#include "ui/tree.h"

struct compare {
    struct ui *ui; /* its nodes, pointer and focus */
    float shown;
    int zones[COMPARISON_MOST];
    struct ui_fade zone_fade[COMPARISON_MOST];
    float label_y[COMPARE_PLOTS][COMPARISON_MOST]; /* where labels stand now; 0 none yet */
    float most_new;                                /* upper end of the scale of new synapses */
    struct story_view clock;                       /* no more than what the clock tells */
};

/* How an arm's curve is drawn: told by colour, by line, and by its label. */
enum palette_meaning compare_meaning(enum story_treatment treatment);
/* A polyline of the plan in the line of arm number `arm`. */
void compare_stroke(struct build *b, unsigned arm, enum palette_meaning meaning, uint32_t first,
                    uint32_t count);
/* A short piece of it from x, y on, before the arm's name; returns its width. */
float compare_sample(struct build *b, unsigned arm, enum palette_meaning meaning, float x, float y);

/* One of the strip's plots. */
struct compare_plot {
    struct plan_box area;
    float most; /* value at its top; 0 is at its foot */
    bool fresh; /* of new synapses, else of rigidity */
};

/* Where an hour after the dose, or a value, stands in it. */
float compare_at_hours(struct plan_box area, float hours);
float compare_at_value(const struct compare_plot *plot, float value);

/* Over the panes. */
void build_compare_panes(struct build *b, struct compare *compare,
                         const struct compare_layout *layout, const struct comparison_view *view);
/* The curves, in the boxes of the layout. */
void build_compare_strip(struct build *b, struct compare *compare,
                         const struct compare_layout *layout, const struct comparison_view *view);
/* In the plot of rigidity: what is known of other networks. True where there is something. */
bool build_compare_spread(struct build *b, const struct compare_plot *plot,
                          const struct comparison_view *view);
/* The row of buttons over the foot of the panes. */
void build_compare_controls(struct build *b, const struct compare_layout *layout,
                            const struct comparison_view *view);

#endif
