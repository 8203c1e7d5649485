/* Inside of the exhibit's words. */
#ifndef SNOWMELT_UI_KIOSK_PARTS_H
#define SNOWMELT_UI_KIOSK_PARTS_H

#include "ui/kiosk.h"
#include "ui/tree.h"

struct kiosk {
    struct ui *ui; /* its nodes and focus */
    enum kiosk_row row;  /* shown, or going */
    float row_shown;     /* 0..1 */
    float pad_shown;
    float height;        /* of the band, px; 0 not known yet */
    float for_height;    /* of the picture that was for */
    struct wrap about_wrap;
    const char *invited; /* words that are shown, static text */
    float invite_shown;
    float breath_s;
};

/* Sizes of a band. */
struct kiosk_band {
    struct plan_box upper, lower; /* the two rows, each of one or more lines of buttons */
    float target, gap, type;      /* px */
};

/* 20 mm for a finger and 4 mm between (people with a tremor, children; design notes). */
#define KIOSK_TARGET_MM 20.0f
#define KIOSK_GAP_MM    4.0f

struct kiosk_button {
    const char *name, *words;
    enum ui_action action;
    bool chosen, off;
};
enum { KIOSK_MOST_BUTTONS = LANGUAGES + 4 };

/* What each row holds; they return how many. */
int kiosk_actions(const struct kiosk_show *show, struct kiosk_button *buttons);
int kiosk_easier(const struct kiosk_show *show, struct kiosk_button *buttons);
int kiosk_lower(const struct kiosk_show *show, struct kiosk_button *buttons);

void kiosk_band_make(struct build *b, const struct kiosk_show *show, struct kiosk_band *band);
/* Rows of buttons in the middle of a box; returns their height. Where not `drawn` it measures. */
float kiosk_buttons(struct build *b, const struct kiosk_band *band,
                    const struct kiosk_button *buttons, int n, struct plan_box box, bool drawn);
/* The pad of digits, over everything. */
void build_pad(struct build *b, const struct kiosk_band *band, const struct kiosk_show *show);

#endif
