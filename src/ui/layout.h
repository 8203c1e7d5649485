/* Where everything stands on a picture of a given size: sizes of type and the regions. Pure. */
#ifndef SNOWMELT_UI_LAYOUT_H
#define SNOWMELT_UI_LAYOUT_H

#include <stdbool.h>

#include "scene/plan.h"

struct layout {
    float width, height;
    bool tall;           /* the panel lies below the picture, not beside it */
    bool under;          /* large type: the caption lies under picture and panel, the clock in it */
    float scale;         /* text scale, 1..2; less than asked for where the picture is narrow */
    float small;         /* panel text, buttons, labels: nothing is smaller, px */
    float caption;       /* px */
    float title;         /* px */
    float margin;        /* between the edge of the picture and the plates */
    float gap;           /* between neighbours */
    float pad;           /* inside a plate */
    float radius;        /* of a plate's corners */
    float target;        /* least height of a button */
    float line;          /* line height over font size */
    float panel_width;   /* of the side panel, or of the band when tall */
    float words_width;   /* most room for title lines and buttons */
    float caption_width; /* for caption lines */
    int clock_rows;      /* below the title; 0: it stands below the caption */
    /* What is kept for words of usual length, so that the network and its neighbours stay where
     * they are while words come and go. */
    int caption_lines, source_lines;    /* a source beside the notice takes no line of its own */
    float title_height, caption_height; /* of their plates */
    struct plan_box panel;
    struct plan_box free; /* what title, caption and panel leave to the network */
};

/* Widest a caption is set, in sizes of its type: as much as the eye takes in at a glance. */
#define LAYOUT_CAPTION_EM 27.0f

/* Of the picture's height, that no words take from the network in a film. */
#define LAYOUT_NETWORK 0.40f

/* What sizes of type are shares of, px. */
float layout_type_side(float width, float height);

/* text_scale is held within 1..2. */
void layout_make(struct layout *layout, int width, int height, float text_scale);

/* Height of one line of text. */
float layout_line(const struct layout *layout, float size);

bool box_overlap(const struct plan_box *a, const struct plan_box *b, float clearance);
bool box_within(const struct plan_box *inner, const struct plan_box *outer);
bool box_contains(const struct plan_box *box, float x, float y);
struct plan_box box_grow(struct plan_box box, float by);

#endif
