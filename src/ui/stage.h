/* What lies over the picture while a talk is given: a cover, the spotlight, the overview, and the
 * speaker's notes. Each stage is a tree of its own, beside the one of the picture's words. */
#ifndef SNOWMELT_UI_STAGE_H
#define SNOWMELT_UI_STAGE_H

#include "story/talk.h"
#include "ui/ui.h"

/* What is to be seen now. */
struct stage_show {
    const struct talk *talk;
    unsigned chapter, selected;
    bool black, white, overview, help, quit, yes, over, spot, notes;
    bool typing;
    unsigned number;
    float spot_x, spot_y; /* px */
    /* For the notes. */
    bool comparing; /* the picture is a comparison of treatments */
    bool arrived, automatic, frozen, timing, dosing;
    const char *clock; /* "14:05" */
    double elapsed_s;
};

/* Lines of notes on a page, at most. */
enum { STAGE_PAGE_LINES = 5 };

struct stage;

struct stage *stage_create(const struct ui_options *options, struct error *error);
void stage_destroy(struct stage *stage);

/* Adds what lies over the picture to a plan that holds picture and words, with a pass of its own.
 * `dt_s` since the last time. */
void stage_build(struct stage *stage, struct render *render, const struct palette *palette,
                 const struct stage_show *show, struct plan *plan, double dt_s);

/* Fills a plan, just begun, with the notes alone: the speaker's window. */
void stage_build_notes(struct stage *stage, struct render *render, const struct stage_show *show,
                       struct plan *plan, double dt_s);

/* Fills a plan, just begun, with what stands under the picture of a chapter on paper: its title, and
 * as much of the notes as fits. */
void stage_build_page(struct stage *stage, struct render *render, const struct stage_show *show,
                      struct plan *plan);

/* As ui_set_language() and ui_set_calm(). */
void stage_set_language(struct stage *stage, enum language language);
void stage_set_calm(struct stage *stage, bool calm);

/* Cards in a row of the overview of the last build. */
int stage_columns(const struct stage *stage);

/* As ui_nodes() and ui_pointer(). */
const struct ui_node *stage_nodes(const struct stage *stage, uint32_t *count);
enum ui_action stage_pointer(struct stage *stage, float x, float y, bool pressed, bool released,
                             bool *inside);

#endif
