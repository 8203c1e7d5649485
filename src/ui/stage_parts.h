/* Inside of the stage. */
#ifndef SNOWMELT_UI_STAGE_PARTS_H
#define SNOWMELT_UI_STAGE_PARTS_H

#include "ui/stage.h"
#include "ui/tree.h"

struct stage {
    struct ui *ui; /* its nodes, pointer and focus */
    /* How much each is there. */
    float black, white, spot, overview, help, quit, over, notes, typing, marks;
    float chapter; /* of the marks at the bottom, moving towards the one told */
    int columns;
    unsigned number; /* as shown, while it fades */
};

/* Text of several lines from x, y down, as far as it fits; returns the height used. A line break
 * in it begins a new line. */
float draw_paragraph(struct build *b, float x, float y, float width, float height,
                     const char *text, float size, enum plan_weight weight, const float rgba[4]);

/* The largest size up to `size` at which that text fits whole into width and height; at least a third
 * of it. */
float paragraph_size(struct build *b, float width, float height, const char *text, float size,
                     enum plan_weight weight);

/* The notes in a box: current and next chapter, clocks, buttons. */
void build_notes(struct build *b, struct plan_box box, const struct stage_show *show);

/* Title and notes of the chapter, over the whole plan, dark on white. */
void build_page(struct build *b, const struct stage_show *show);

/* The dialogs of a talk. */
void build_overview(struct build *b, struct stage *stage, const struct stage_show *show);
void build_talk_help(struct build *b, float shown);
void build_talk_quit(struct build *b, const struct stage_show *show, float shown);

#endif
