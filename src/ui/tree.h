/* Inside of the ui: what it remembers, the tree of nodes, and the few shapes it draws with. */
#ifndef SNOWMELT_UI_TREE_H
#define SNOWMELT_UI_TREE_H

#include "scene/palette.h"
#include "ui/labels.h"
#include "ui/layout.h"
#include "ui/leaders.h"
#include "ui/ui.h"
#include "ui/wrap.h"

enum { UI_MAX_NODES = 160, UI_MAX_COVERED = 16, UI_CLOCKS = 3, UI_HELP_ENTRIES = 30 };

/* Text that changes: the old fades out before the new fades in. */
struct ui_fade {
    const char *shown; /* static text */
    float alpha;
    float gone_s; /* since it began to go */
    bool small;   /* letters that may change more quickly */
};

/* The figures of the panel, held for a moment so that they can be read. */
struct ui_figures {
    bool any;
    float age_s;
    float occupancy, glutamate, bdnf, spines, rigidity;
    uint32_t new_synapses;
    int zone; /* of the gauge, from 1; 0 none yet */
};

struct ui {
    float text_scale;
    bool calm; /* what fades takes longer */
    struct ui_node nodes[UI_MAX_NODES];
    uint32_t n_nodes;

    bool controls; /* may be shown at all */
    float idle_s;  /* since something was touched */
    float controls_alpha;
    bool help, quit;
    enum ui_sound sound;
    int help_page, help_pages;
    float base_alpha; /* of everything under a dialog */
    float help_alpha, quit_alpha;
    float wear_alpha, panel_alpha;

    char focus[64];        /* name of the node that has it, "" none */
    char focus_before[64]; /* a dialog opened: where it returns to */
    bool focus_seen;       /* moved by keys, so that it is shown */
    char pressed[64];      /* name of the node pressed, "" none */
    bool captured;         /* the press began over the overlay */
    float pointer_x, pointer_y;
    bool pointer_known;

    float title_width; /* of its plate, px */
    char clock[192];   /* as shown */
    float clock_alpha;
    float clock_in_force[UI_CLOCKS]; /* 0..1 */
    struct ui_fade title_fade, caption_fade, source_fade, word_fade;
    struct wrap title_wrap, caption_wrap, source_wrap, notice_wrap;
    struct wrap help_wrap[UI_HELP_ENTRIES];
    float help_keys_width;
    struct ui_figures figures;
    float gauge_level;
    float scale_top, scale_low, scale_seen,
        spark_top; /* ends of scales, moving towards their goals */
    struct labels labels;
    struct leaders leaders;
};

/* One build: what it needs at hand, for the time of one call. */
struct build {
    struct ui *ui;
    struct render *render;
    struct plan *plan;
    struct layout l;
    const struct scenario *scenario;
    const struct scene *scene;
    const struct model_snapshot *snapshot;
    const struct story_view *view;
    struct palette palette; /* of the scene at this moment */
    float dt;
    float alpha; /* that all shapes are multiplied with */
    bool silent; /* fading away under a dialog: drawn, not in the tree */
    struct plan_box covered[UI_MAX_COVERED]; /* plates that labels keep away from */
    uint32_t n_covered;
    struct plan_box controls_box; /* of all rows of buttons */
    bool controls_shown;
    float top, bottom; /* of the part between title and caption, px */
};

/* Colours of the overlay in the theme in force, sRGB. */
enum tint {
    TINT_TEXT,
    TINT_QUIET,
    TINT_PLATE,
    TINT_SOLID,
    TINT_TRACK,
    TINT_BUTTON,
    TINT_HOVER,
    TINT_RING,
    TINT_EDGE, /* of a plate, by day: white on paper needs one */
    TINTS_MOST
};
void tint_rgba(const struct build *b, enum tint tint, float rgba[4]);
void tint_meaning(const struct build *b, enum palette_meaning meaning, float alpha, float rgba[4]);

/* Adds a node and returns its index (-1 when the tree is full or this build is silent). */
int tree_add(struct build *b, int parent, enum ui_role role, const char *name, struct plan_box box);
void tree_value(struct build *b, int node, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void tree_action(struct build *b, int node, enum ui_action action);
/* Keeps labels off the box. */
void tree_cover(struct build *b, struct plan_box box);

void draw_rect(struct build *b, struct plan_box box, const float rgba[4], float radius);
/* The ground of words, which labels keep away from. */
void draw_plate(struct build *b, struct plan_box box);
/* One line of text with its top left (align 0), top middle or top right at x, y; returns its
 * box. */
struct plan_box draw_text(struct build *b, float x, float y, float align, const char *text,
                          float size, enum plan_weight weight, const float rgba[4]);
void draw_line(struct build *b, float x0, float y0, float x1, float y1, float width,
               const float rgba[4]);
float text_width(struct build *b, const char *text, float size, enum plan_weight weight);

/* A whole number with its thousands set apart: "21 705". */
void write_count(char *out, size_t size, uint32_t count);

/* Moves *value towards target, all the way from 0 to 1 in about `seconds`. */
void ease(float *value, float target, float dt, float seconds);
/* The same for text; returns what is to be shown now, with *alpha. Where nearly nothing is seen of
 * it the new text stands at once. */
const char *fade_text(struct build *b, struct ui_fade *fade, const char *text, float *alpha);

/* The parts, each in its own file; each adds nodes and draws them. */
void build_words(struct build *b); /* title, clock, caption, source */
void build_wearing(struct build *b);
void build_panel(struct build *b);
void build_labels(struct build *b);
void build_closeup(struct build *b);
void build_controls(struct build *b);
float controls_height(struct build *b); /* of all its rows */
void build_help(struct build *b);
void build_quit(struct build *b);
/* Which clock runs and how fast, from x on; how fast stands `row` below, or beside where that is 0.
 * Where the names of the clocks do not fit, the one in force stands alone. */
void build_clock(struct build *b, int parent, float x, float y, float room, float row);
float clock_width(struct build *b, float room, float row);

/* A button with its name and words; box.h is the target's height. */
void draw_button(struct build *b, int parent, const char *name, const char *words,
                 enum ui_action action, struct plan_box box);
/* Width a button needs for its words. */
float button_width(struct build *b, const char *words);

#endif
