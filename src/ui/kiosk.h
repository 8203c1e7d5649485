/* What lies over the picture of an exhibit: an invitation, a low band of large buttons, the
 * question whether anybody is still there, and the pad for staff. A tree of its own, beside the one
 * of the picture's words. The corners are left free, for the gesture of staff. */
#ifndef SNOWMELT_UI_KIOSK_H
#define SNOWMELT_UI_KIOSK_H

#include "scene/scene.h"
#include "ui/ui.h"

/* What stands in the upper row of the band. */
enum kiosk_row {
    KIOSK_INVITE, /* nobody is there */
    KIOSK_ACTIONS,
    KIOSK_EASIER, /* larger type, contrast, less motion, sound, voice */
    KIOSK_ASK,    /* still there? */
    KIOSK_ROWS
};

struct kiosk_show {
    enum kiosk_row row;
    unsigned left_s;    /* ASK: before the visit is over */
    unsigned languages; /* to choose from, a bit each */
    enum language language; /* whose button is marked; the words are in the one in force */
    enum scene_view view;   /* shown */
    bool guided;            /* and chosen by nobody */
    bool dosing, wearing;   /* no dose can be given now; no way walked */
    bool easier, large, stark, calm;
    enum ui_sound sound, voice;
    float px_per_mm;
    float corner;   /* that is left free, of the shorter side */
    float darkness; /* 0..1: over all of it */
    bool pad;
    unsigned digits; /* typed */
    bool refused;
    double locked_s;
};

struct kiosk;

struct kiosk *kiosk_create(const struct ui_options *options, struct error *error);
void kiosk_destroy(struct kiosk *kiosk);

void kiosk_set_language(struct kiosk *kiosk, enum language language);
void kiosk_set_reading(struct kiosk *kiosk, float text_scale, bool reduced_motion);

/* Height of the band for a picture of that size, px: it is to be kept free. Moves slowly, dt_s
 * since the last time, so that nothing jumps where words of another language need another row. */
int kiosk_height(struct kiosk *kiosk, struct render *render, const struct kiosk_show *show,
                 int width, int height, double dt_s);

/* Adds itself to a plan that holds picture and words, with a pass of its own. `scene` gives the
 * colours. */
void kiosk_build(struct kiosk *kiosk, struct render *render, const struct scene *scene,
                 const struct kiosk_show *show, struct plan *plan, double dt_s);

/* The button there, UI_NONE for none; while the pad is open there is none beside it. */
enum ui_action kiosk_at(const struct kiosk *kiosk, float x, float y);
/* Shown as pressed; UI_NONE lets all go. */
void kiosk_press(struct kiosk *kiosk, enum ui_action action);
/* By keys: along the buttons, and the one reached. */
void kiosk_focus_move(struct kiosk *kiosk, int direction);
enum ui_action kiosk_focused(const struct kiosk *kiosk);
/* Nothing has it any more: whoever used keys has gone. */
void kiosk_focus_leave(struct kiosk *kiosk);

const struct ui_node *kiosk_nodes(const struct kiosk *kiosk, uint32_t *count);
const struct ui_node *kiosk_find(const struct kiosk *kiosk, const char *name);

#endif
