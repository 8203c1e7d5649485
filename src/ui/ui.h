/* The words and controls over the picture: one semantic tree, drawn, hit and spoken from the
 * same nodes. */
#ifndef SNOWMELT_UI_UI_H
#define SNOWMELT_UI_UI_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "render/render.h"
#include "scene/plan.h"
#include "scene/scene.h"
#include "story/story.h"
#include "ui/language.h"

enum ui_role { UI_GROUP, UI_TEXT, UI_BUTTON, UI_GAUGE, UI_PLOT, UI_DIALOG };

/* What activating a node asks for; the command carries it out. */
enum ui_action {
    UI_NONE,
    UI_PAUSE,
    UI_DOSE,
    UI_RESTART,
    UI_FASTER,
    UI_SLOWER,
    UI_FULLSCREEN,
    UI_HELP,
    UI_BACK,
    UI_QUIT_YES,
    UI_QUIT_NO,
    UI_VIEW_CIRCUIT, /* the four in the order of enum scene_view */
    UI_VIEW_SNOW,
    UI_VIEW_FOREST,
    UI_VIEW_SYNAPSE,
    UI_VIEW_TOUR, /* the one that suits the chapter */
    UI_VIEW_NEXT,
    UI_THEME,          /* night to day and back */
    UI_SOUND,          /* on to off and back */
    UI_STORY,          /* the next of the stories that there are */
    UI_PALETTE,        /* the next set of colours */
    UI_FIGURES,        /* all figures and curves, large; and away again */
    UI_SCIENCE,        /* captions that tell more, or in short again */
    UI_SIMPLIFIED,     /* what is simplified, and where to find help */
    UI_LANGUAGE,       /* the choice of languages, opened and closed */
    UI_LANGUAGE_FIRST, /* this language, and those after it in the order of enum language */
    UI_LANGUAGE_LAST = UI_LANGUAGE_FIRST + LANGUAGES - 1,
    UI_UNDO,
    UI_REDO,
    UI_EARLIER, /* a little back in the story, and forth again as far as it is known */
    UI_LATER,
    UI_SAVE_STATE,
    UI_SAVE_PICTURE,
    UI_SAVE_CLIP,
    UI_COMPARE,        /* the same network under several treatments, beside each other */
    UI_HELP_MORE,      /* next page of the help; the ui does it itself and never hands it out */
    UI_TALK_BACK, /* of the speaker's notes, see ui/stage.h */
    UI_TALK_NEXT,
    UI_TALK_BLACK,
    UI_TALK_OVERVIEW,
    UI_TALK_TIMER,
    UI_TALK_CHAPTER /* the first; those of the others follow */
};

/* In order of rank: the books and sheets first, which all are of one. */
enum ui_dialog {
    UI_DIALOG_NONE,
    UI_DIALOG_HELP,       /* keys, and what the picture shows */
    UI_DIALOG_SIMPLIFIED, /* what is simplified, and where to find help */
    UI_DIALOG_FIGURES,    /* all figures and curves of the panel, large */
    UI_DIALOG_LANGUAGES,
    UI_DIALOG_QUIT,
    UI_DIALOGS
};

struct ui_node {
    enum ui_role role;
    char name[64];         /* stable, for tests and speech: "dose", "rigidity" */
    char value[512];       /* what it says now */
    struct plan_box box;   /* px */
    enum ui_action action; /* on activation */
    int parent;            /* index, -1 root */
    bool focusable, focused;
};

/* Of the sound that the command plays. */
enum ui_sound {
    UI_SOUND_OFF,
    UI_SOUND_ON,
    UI_SOUND_MISSING /* on, and there is no device to hear it from */
};

struct ui;

struct ui_options {
    float text_scale;    /* 1 .. 2; 0 means 1 */
    bool reduced_motion; /* what fades takes longer */
    enum language language; /* the one in force */
    unsigned languages;     /* that can be chosen, a bit each; 0: none but that one */
};

struct ui *ui_create(const struct ui_options *options, struct error *error);
void ui_destroy(struct ui *ui);

/* Tells the plan what the words, the panel and the captions leave to the network; before the
 * scene is drawn. Hangs on nothing but the size of picture and text, so that nothing jumps. */
void ui_leave_free(const struct ui *ui, struct plan *plan);

/* Builds the tree for a picture of plan->width x plan->height and adds it to the plan with a
 * PLAN_PASS_OVERLAY. `scenario` gives place labels, `scene` where they stand. */
void ui_build(struct ui *ui, struct render *render, const struct scenario *scenario,
              const struct scene *scene, const struct model_snapshot *snapshot,
              const struct story_view *view, struct plan *plan, double dt_s);

/* The tree of the last build, in reading and focus order. */
const struct ui_node *ui_nodes(const struct ui *ui, uint32_t *count);
const struct ui_node *ui_find(const struct ui *ui, const char *name);

/* Pointer at px: the action of the node under it when pressed and released there (act on
 * release, cancelled by sliding off); UI_NONE otherwise. *inside tells whether the pointer is
 * over the overlay (so that the camera leaves it alone). */
enum ui_action ui_pointer(struct ui *ui, float x, float y, bool pressed, bool released,
                          bool *inside);
/* Tab order: +1 or -1; then ui_activate() is Enter on what has the focus. */
void ui_focus_move(struct ui *ui, int direction);
enum ui_action ui_activate(struct ui *ui);

/* Opens a dialog over everything. One of the same rank goes for it; one of a lower rank waits, and
 * comes back when this one is closed. */
void ui_open(struct ui *ui, enum ui_dialog dialog);
/* Closes the one on top; nothing without one. */
void ui_close(struct ui *ui);
/* The one on top, which takes all input; UI_DIALOG_NONE without one. */
enum ui_dialog ui_opened(const struct ui *ui);
/* Captions that tell the science, or the plain ones. */
void ui_show_science(struct ui *ui, bool shown);
bool ui_science_shown(const struct ui *ui);
/* Words are in that language from now on; language_use() comes first. */
void ui_set_language(struct ui *ui, enum language language);
enum language ui_language(const struct ui *ui);
/* Says for a few seconds what became of something; `detail` is a file, or why it failed. */
enum ui_told { UI_TOLD_SAVED, UI_TOLD_FAILED, UI_TOLD_FILMING };
void ui_tell(struct ui *ui, enum ui_told told, const char *detail);
/* How much of a way through time is done; 1 when none is under way. */
void ui_going(struct ui *ui, float share);
/* Whether there is a button for the next story; none at first. */
void ui_offer_stories(struct ui *ui, bool offered);
/* Controls fade away when nothing is touched for a while; this wakes them. In a recording they
 * are off for good. */
void ui_wake(struct ui *ui);
void ui_controls(struct ui *ui, bool enabled);

/* What the button of the sound says; off to begin with. */
void ui_tell_sound(struct ui *ui, enum ui_sound sound);

/* The tree as text, one node a line: role, name, value, box. For tests and for speech. */
void ui_write(const struct ui *ui, char *text, uint32_t size);

#endif
