/* Inside of the ui: what it remembers, the tree of nodes, and the few shapes it draws with. */
#ifndef SNOWMELT_UI_TREE_H
#define SNOWMELT_UI_TREE_H

#include "scene/palette.h"
#include "ui/labels.h"
#include "ui/language.h"
#include "ui/layout.h"
#include "ui/leaders.h"
#include "ui/ui.h"
#include "ui/wrap.h"

enum { UI_MAX_NODES = 160, UI_MAX_COVERED = 16, UI_CLOCKS = 3, UI_HELP_ENTRIES = 56, UI_RANKS = 3 };
enum { UI_SHEET_ITEMS = 64, UI_SHEET_WRAPS = 2 * UI_SHEET_ITEMS };

/* Text that changes: the new one comes while the old one goes, so that there are always words and
 * no letter goes and comes back. */
struct ui_fade {
    const char *shown, *was; /* static text */
    float share;             /* 0..1: how much of it is the new one */
    bool small;              /* letters that may change more quickly */
};

/* The size at which a text was found to fit, and for what. */
struct ui_fit {
    const char *text; /* static text */
    float asked, room;
    uint32_t most;
    float size;
};

/* In a film whose words and figures have not room at once: whose turn it is, and for how long. */
struct ui_turns {
    const char *caption; /* static text: another one comes at once */
    bool figures;
    float s;  /* of this turn */
    int page; /* of the figures */
};

/* The figures of the panel, held for a moment so that they can be read. */
struct ui_figures {
    bool any;
    float age_s;
    float occupancy, occupancy_exc, occupancy_inh, glutamate, bdnf, spines, rigidity;
    uint32_t new_synapses;
    int zone; /* of the gauge, from 1; 0 none yet */
};

/* The card, and what it was laid out for. */
struct ui_card {
    struct ui_subject about; /* still told about while it goes */
    char focus_before[64];
    bool open, sited, brief;
    float alpha, held_s; /* since its words were taken */
    struct plan_box box; /* on the screen, px */
    float in;            /* widest of its lines, px */
    float for_size[3];   /* width and height of the picture, size of type */
    char plain[640], more[640], figure[256], source[96];
    struct wrap title_wrap, plain_wrap, more_wrap, figure_wrap, source_wrap;
};

/* Modes in which a bar stands for the controls; and the way that was asked to be walked. */
struct ui_modes {
    bool asking;
    enum ui_way kind;
    struct story_way way, followed;
    float alpha;  /* of the bar */
    char text[768], tail[256];
    struct wrap text_wrap, tail_wrap;
    bool following, walked; /* asked for; seen to be walked */
    float told_s, told_alpha;
};

struct ui {
    float text_scale;
    bool calm; /* what fades takes longer */
    struct ui_node nodes[UI_MAX_NODES];
    uint32_t n_nodes;

    bool controls; /* may be shown at all */
    int foot;      /* px that are somebody else's, and so are the buttons */
    bool hidden;   /* all words */
    const struct ui_story *stories;
    uint32_t n_stories;
    struct ui_tour tour;
    char folder[1024], saved[UI_SAVED_MOST][80];
    uint32_t n_saved;
    bool can_open;
    struct ui_time time;
    float time_span;         /* that the bar of time stands for, s */
    float time_x, time_w;    /* its line on the screen, px */
    uint64_t moment;         /* pointed at */
    bool scrubbing;          /* by a hand that is down */
    int more, more_pages;    /* page of the buttons */
    struct ui_choice choice; /* for a dose */
    bool chosen;             /* anything, since the sheet was opened */
    bool choice_known;       /* taken from the story */
    float idle_s;  /* since something was touched */
    bool resting;  /* told to, until something is */
    float controls_alpha;
    bool science;              /* captions tell more */
    bool deep_shown, deep_was; /* the caption now shown, and the one that goes, are of that kind */
    enum ui_dialog open[UI_RANKS]; /* the dialogs, the one on top last */
    int n_open;
    float dialog_shown[UI_DIALOGS];
    bool panel_lacks;          /* something that the sheet has */
    float page_s;              /* how far the turn of its pages has come */
    struct ui_turns turns;
    enum ui_sound sound, voice;
    enum language language;
    unsigned languages; /* to choose from, a bit each */
    int help_page, help_pages;
    float base_alpha; /* of everything under a dialog */
    float wear_alpha, panel_alpha;

    char focus[64];        /* name of the node that has it, "" none */
    char focus_before[64]; /* a dialog opened: where it returns to */
    bool focus_seen;       /* moved by keys, so that it is shown */
    char pressed[64];      /* name of the node pressed, "" none */
    bool captured;         /* the press began over the overlay */
    float pointer_x, pointer_y;
    bool pointer_known;

    float title_width; /* of its plate, px */
    char clock[224];   /* as shown */
    float clock_alpha;
    float clock_in_force[UI_CLOCKS]; /* 0..1 */
    struct ui_fade title_fade, caption_fade, source_fade, word_fade;
    struct ui_fit caption_fit, caption_was_fit, title_fit, title_was_fit;
    struct wrap title_wrap, caption_wrap, source_wrap, notice_wrap, wear_wrap;
    struct wrap title_was, caption_was, source_was; /* what goes while the others come */
    struct wrap help_wrap[UI_HELP_ENTRIES];
    float help_keys_width;
    struct wrap sheet_wrap[UI_SHEET_WRAPS];
    struct ui_figures figures;
    float gauge_level;
    float scale_top, scale_low, scale_seen,
        spark_top;        /* ends of scales, moving towards their goals */
    float scale_named[2]; /* how much the names of its heights are shown, rounds and half way */
    enum ui_told told;
    char told_detail[512];
    struct wrap told_wrap, told_words_wrap;
    float told_s; /* how much longer it is said */
    float told_alpha;
    struct ui_card card;
    struct ui_modes modes;
    float going, going_alpha; /* a way through time: how much is done */
    bool opening;             /* to something saved, and back to what there was on request */
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
    enum ui_dialog dialog; /* of which this is the build, none: what is under them */
    float dt;
    float alpha; /* that all shapes are multiplied with */
    bool mirrored; /* words go from right to left: the layout is turned about on its way out */
    bool kept;     /* but for what is drawn now, */
    float shift;   /* which is only moved, px */
    bool silent; /* fading away under a dialog: drawn, not in the tree */
    struct plan_box covered[UI_MAX_COVERED]; /* plates that labels keep away from */
    uint32_t n_covered;
    struct plan_box controls_box; /* of all rows of buttons */
    bool controls_shown;
    struct plan_box notice; /* that can be pressed; empty where there are no buttons */
    float top, bottom; /* of the part between title and caption, px */
    struct plan_box sentence; /* where the caption stands, and figures in their turn */
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

/* Everything is laid out from left to right; where the language goes the other way, what is drawn
 * and what is put into the tree is mirrored. These tell where a box or a spot of the layout is on
 * the screen. */
struct plan_box flow_box(const struct build *b, struct plan_box box);
float flow_x(const struct build *b, float x);
/* From here to flow_on() the box is mirrored as one and nothing within it: the picture, and plots,
 * whose time goes from left to right for everybody. */
void flow_keep(struct build *b, struct plan_box box);
void flow_on(struct build *b);

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
/* Broken lines, each aligned to x, the first one at y. Returns the box of all. */
struct plan_box draw_wrapped(struct build *b, const struct wrap *wrap, float x, float y,
                             float align, const float rgba[4]);
void draw_line(struct build *b, float x0, float y0, float x1, float y1, float width,
               const float rgba[4]);
float text_width(struct build *b, const char *text, float size, enum plan_weight weight);

/* Moves *value towards target, all the way from 0 to 1 in about `seconds`. */
void ease(float *value, float target, float dt, float seconds);
/* The same for text; returns what is to be shown now, with *alpha: one goes before the other comes,
 * so that never two are seen at once. Where nearly nothing is seen of it the new text stands at
 * once. */
const char *fade_text(struct build *b, struct ui_fade *fade, const char *text, float *alpha);
/* How much is seen of the one that is to be shown now. */
float fade_comes(const struct ui_fade *fade);
/* The one before, while the change lasts (with *alpha, 0 once it has gone), or an empty text. */
const char *fade_was(const struct ui_fade *fade, float *alpha);

/* The parts, each in its own file; each adds nodes and draws them. */
void build_words(struct build *b); /* title, clock, caption, source */
void build_notice(struct build *b); /* as a button, after the others */
void build_wearing(struct build *b);
void build_panel(struct build *b);
void build_labels(struct build *b);
void build_closeup(struct build *b);
void build_controls(struct build *b);
float controls_height(struct build *b); /* of all its rows */
/* The card about a place, a cell or a thing; other plates and labels keep off it. */
void build_card(struct build *b);
void card_cover(struct build *b);
/* Fills in its words; they are held for a moment, so that figures can be read. */
void card_tell(struct build *b);
/* Bar of a way that is put together, or of asking; what became of one that was walked. */
void build_modes(struct build *b);
bool modes_bar(const struct ui *ui);
void build_help(struct build *b);
/* What became of something saved, and a way through time that takes a while. */
void build_told(struct build *b);
void build_quit(struct build *b);
void build_languages(struct build *b);
void build_figures(struct build *b);
/* Which clock runs and how fast, from x on; how fast stands `row` below, or beside where that is 0.
 * Where the names of the clocks do not fit, the one in force stands alone. */
void build_clock(struct build *b, int parent, float x, float y, float room, float row);
float clock_width(struct build *b, float room, float row);

/* The ground of the dialog that is built; leaves b->alpha as its words need it. */
void draw_dialog(struct build *b, struct plan_box plate);
/* All that are open or still going. */
void build_dialogs(struct build *b);
/* Moves them on. */
void dialogs_ease(struct ui *ui, float dt, float day);
/* 0..1: how much of what is under them is hidden. */
float dialogs_cover(const struct ui *ui);

/* A ring about what has the focus and is no button, which draw their own. */
void build_focus(struct build *b);
/* The ring round what has the focus, where something drawn after it would lie over it. */
void draw_focus_ring(struct build *b, struct plan_box around);
/* Whether it has something to tell when asked what it is. */
bool can_tell(const struct ui_node *node);
bool can_focus(const struct ui *ui, const struct ui_node *node);

/* The bar of time in a box as high as a target. */
void build_scrub(struct build *b, int parent, struct plan_box box);
/* A hand on it; x on the screen, px. */
void scrub_to(struct ui *ui, float x);

/* The row of buttons while a tour leads. */
void build_tour(struct build *b);

/* The sheets. */
void build_dose(struct build *b);
void build_stories(struct build *b);
void build_chapters(struct build *b);
void build_save(struct build *b);
void build_open(struct build *b);
/* Carries out a choice made in the sheet of the dose; false if it is none. */
bool choose(struct ui *ui, enum ui_action action);

/* A button with its name and words; box.h is the target's height. */
void draw_button(struct build *b, int parent, const char *name, const char *words,
                 enum ui_action action, struct plan_box box);
/* Width a button needs for its words. */
float button_width(struct build *b, const char *words);
/* A button that stands for what is chosen, with the bar that tells it. */
void draw_chosen(struct build *b, const char *words, struct plan_box box);
/* One that does nothing now, and takes no focus. */
void draw_button_off(struct build *b, int parent, const char *name, const char *words,
                     struct plan_box box);

#endif
