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
#include "scene/things.h"
#include "story/story.h"
#include "story/talk.h"
#include "ui/language.h"

enum ui_role { UI_GROUP, UI_TEXT, UI_BUTTON, UI_GAUGE, UI_PLOT, UI_DIALOG, UI_PLACE, UI_SLIDER };

/* Most that can be chosen from. */
enum { UI_STORIES_MOST = 32, UI_SAVED_MOST = 48 };

/* What activating a node asks for; the command carries it out. */
enum ui_action {
    UI_NONE,
    UI_PAUSE,
    UI_DOSE,       /* at once, as chosen last */
    UI_DOSE_SHEET, /* the choice of it, opened and closed */
    UI_GIVE,       /* as chosen there, see ui_take_choice() */
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
    UI_VOICE,          /* the same for sentences read aloud */
    UI_STORY,          /* the next of the stories that there are */
    UI_STORIES,        /* the choice of them, opened and closed */
    UI_STORY_FIRST,    /* this story, and those after it as they were offered */
    UI_STORY_LAST = UI_STORY_FIRST + UI_STORIES_MOST - 1,
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
    UI_BEGINNING,
    UI_NEWEST, /* as far as it is known */
    UI_GO,     /* to ui_moment(); again and again while the hand moves */
    UI_GONE,   /* the hand has let go there */
    UI_SAVE,   /* what can be saved and opened, opened and closed */
    UI_OPEN,   /* the choice of what was saved, likewise */
    UI_OPEN_FIRST, /* this one, and those after it as they were offered */
    UI_OPEN_LAST = UI_OPEN_FIRST + UI_SAVED_MOST - 1,
    UI_SAVE_STATE,
    UI_SAVE_PICTURE,
    UI_SAVE_CLIP,
    UI_TOUR, /* through the chapters; and the moves in it: */
    UI_TOUR_END,
    UI_TOUR_FIRST,
    UI_TOUR_ITSELF, /* by itself, or by hand again */
    UI_COMPARE,  /* the same network under several treatments, beside each other */
    UI_ASK,      /* what anything is, until it is chosen again */
    UI_ASK_NEXT, /* the next thing that the picture shows */
    UI_CARD_CALL, /* of the card: call its place to mind, walk from there, */
    UI_CARD_WALK,
    UI_CARD_CELL, /* a cell of it, the next one; its strongest link from near */
    UI_CARD_LINK,
    UI_CARD_CLOSE,
    UI_WAY_GO, /* of the way being put together */
    UI_WAY_STEP_BACK,
    UI_WAY_CANCEL,
    UI_PLACE_FIRST, /* this place, and the others in order */
    UI_PLACE_LAST = UI_PLACE_FIRST + MODEL_MAX_PLACES - 1,
    /* What the ui does itself and never hands out. */
    UI_HELP_MORE, /* next page of a dialog */
    UI_MORE,      /* the other buttons, and the first ones again */
    UI_GIVE_UP,   /* what is being opened is not waited for */
    UI_CHOOSE_DOSE, /* this amount, and those after it */
    UI_CHOOSE_DOSE_LAST = UI_CHOOSE_DOSE + 3,
    UI_CHOOSE_ROUTE, /* in the order of enum model_route */
    UI_CHOOSE_ROUTE_LAST = UI_CHOOSE_ROUTE + 2,
    UI_CHOOSE_PRACTICE,
    UI_CHOOSE_NO_PRACTICE,
    UI_TALK_BACK, /* of the tour, and of the speaker's notes, see ui/stage.h */
    UI_TALK_NEXT,
    UI_TALK_OVERVIEW,
    UI_TALK_BLACK,
    UI_TALK_TIMER,
    UI_EXHIBIT_WALK, /* of an exhibit, see ui/kiosk.h */
    UI_EXHIBIT_EASIER,
    UI_EXHIBIT_LARGE,
    UI_EXHIBIT_CALM,
    UI_EXHIBIT_STAY,
    UI_EXHIBIT_ERASE,
    UI_EXHIBIT_ENTER,
    UI_EXHIBIT_CLOSE,
    UI_EXHIBIT_DIGIT, /* 0, and the others */
    UI_EXHIBIT_DIGIT_LAST = UI_EXHIBIT_DIGIT + 9,
    UI_TALK_CHAPTER /* the first; those of the others follow */
};

/* In order of rank: the books and sheets first, which all are of one. */
enum ui_dialog {
    UI_DIALOG_NONE,
    UI_DIALOG_HELP,       /* keys, and what the picture shows */
    UI_DIALOG_SIMPLIFIED, /* what is simplified, and where to find help */
    UI_DIALOG_FIGURES,    /* all figures and curves of the panel, large */
    UI_DIALOG_DOSE,       /* how much, how, and what follows */
    UI_DIALOG_STORIES,
    UI_DIALOG_CHAPTERS,   /* of the tour */
    UI_DIALOG_SAVE,
    UI_DIALOG_OPEN,       /* what was saved */
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
    bool stays; /* it can be pressed though the controls have faded */
};

/* What a card tells about. */
enum ui_about { UI_ABOUT_NOTHING, UI_ABOUT_PLACE, UI_ABOUT_CELL, UI_ABOUT_THING, UI_ABOUT_NODE };

struct ui_subject {
    enum ui_about kind;
    unsigned place;         /* PLACE */
    uint32_t cell;          /* CELL */
    enum scene_thing thing; /* THING: what it is, without anything to do */
    char node[64];          /* NODE: of this tree */
    float x, y;             /* of a THING, px */
};

/* Of the sound that the command plays, and of the voice that reads. */
enum ui_sound {
    UI_SOUND_OFF,
    UI_SOUND_ON,
    UI_SOUND_MISSING /* on, and there is nothing to hear it from */
};

/* Along the time that is known. */
enum ui_mark_kind { UI_MARK_CHAPTER, UI_MARK_DOSE, UI_MARK_PLACE, UI_MARK_PRACTICE };
struct ui_mark {
    uint64_t at; /* ticks */
    enum ui_mark_kind kind;
    enum story_phase phase; /* of a chapter */
};
enum { UI_MARKS_MOST = 96 };

/* Where the story stands, in ticks of its own time. */
struct ui_time {
    uint64_t now, end; /* how far it is known */
    double tick_s;     /* 0: not told, and there is no bar of it */
    bool can_undo, can_redo;
    uint32_t n_marks;
    struct ui_mark marks[UI_MARKS_MOST]; /* chapters in order of time */
};

/* What was chosen for a dose. */
struct ui_choice {
    float mg_kg;
    enum model_route route;
    bool practice;         /* follows it */
    bool practice_changed; /* since it was asked for last */
};

/* The tour through the chapters of a talk. */
struct ui_tour {
    const struct talk *talk; /* outlives the ui; NULL: none is offered */
    bool leads, automatic;
    unsigned chapter; /* told now */
};

/* Static text, in English. */
struct ui_story {
    const char *title, *about;
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
/* A button as long as it can be seen. Places are not pressed: what is drawn between them begins there,
 * which is for the caller. */
bool ui_can_press(const struct ui *ui, const struct ui_node *node);

/* Pointer at px: the action of the node under it when pressed and released there (act on
 * release, cancelled by sliding off); UI_NONE otherwise. *inside tells whether the pointer is
 * over the overlay (so that the camera leaves it alone). */
enum ui_action ui_pointer(struct ui *ui, float x, float y, bool pressed, bool released,
                          bool *inside);
/* The place whose name is there, with 44 px about it at least; -1 for none. */
int ui_place_at(const struct ui *ui, float x, float y);
/* Tab order: +1 or -1; then ui_activate() is Enter on what has the focus. */
void ui_focus_move(struct ui *ui, int direction);
enum ui_action ui_activate(struct ui *ui);
/* To the nearest one that way: x to the right, y down, one of them 0. */
void ui_focus_toward(struct ui *ui, int x, int y);

/* Shows a card beside its subject, or none. It stays until another one or none is asked for. */
void ui_show_card(struct ui *ui, const struct ui_subject *subject);
const struct ui_subject *ui_card(const struct ui *ui);
/* While it is asked what things are, what is pressed is told about and does nothing else. */
void ui_ask(struct ui *ui, bool asking);
bool ui_asking(const struct ui *ui);
/* The way being drawn, or put together step by step with buttons; n_steps 0: none. */
enum ui_way { UI_WAY_NONE, UI_WAY_DRAWN, UI_WAY_STEPS };
void ui_show_way(struct ui *ui, enum ui_way kind, const struct story_way *way);
/* It was asked to be walked: tells that it is, and then what became of it. */
void ui_follow_way(struct ui *ui, const struct story_way *way);

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
/* Those that can be chosen, a bit each. */
unsigned ui_languages(const struct ui *ui);
/* For an exhibit: leaves so many px at the foot to somebody else, whose buttons stand for its own;
 * words that come and go as a whole; and sizes that change meanwhile. */
void ui_keep_foot(struct ui *ui, int height);
void ui_show_words(struct ui *ui, bool shown);
bool ui_words_gone(const struct ui *ui);
void ui_set_reading(struct ui *ui, float text_scale, bool reduced_motion);
/* Reduced motion, as in the options, from now on. */
void ui_set_calm(struct ui *ui, bool calm);
/* Says for a few seconds what became of something; `detail` is a file, or why it failed. */
enum ui_told {
    UI_TOLD_SAVED,
    UI_TOLD_FAILED,
    UI_TOLD_FILMING,
    /* Why something saved was not opened; all stays as it was. */
    UI_TOLD_DAMAGED,
    UI_TOLD_OTHER_VERSION,
    UI_TOLD_UNREADABLE
};
void ui_tell(struct ui *ui, enum ui_told told, const char *detail);
/* How much of a way through time is done; 1 when none is under way. */
void ui_going(struct ui *ui, float share);
/* Whether that is to something saved, before which there was another story to go back to. */
void ui_opening(struct ui *ui, bool opening);
/* The stories to choose from; the one told now is known by its title. None at first. The array must
 * outlive the ui. */
void ui_offer_stories(struct ui *ui, const struct ui_story *stories, uint32_t n);
/* Offered as a button; while it leads, its own buttons stand for the others. */
void ui_tell_tour(struct ui *ui, const struct ui_tour *tour);
/* What was saved, newest first, by names that are copied, and the folder in which it is. Where not
 * `open`, nothing can be opened and nothing is offered. */
void ui_offer_saved(struct ui *ui, const char *folder, const char *const *names, uint32_t n,
                    bool open);
/* For the bar of time, and for what can be undone. */
void ui_tell_time(struct ui *ui, const struct ui_time *time);
/* The moment that is pointed at along the bar. */
uint64_t ui_moment(const struct ui *ui);
/* Whether the bar has the focus, so that arrows are for it. */
bool ui_on_time(const struct ui *ui);
/* What was chosen in the sheet of the dose; false if nothing was since it was opened. */
bool ui_take_choice(struct ui *ui, struct ui_choice *choice);
/* Controls fade away when nothing is touched for a while; this wakes them. In a recording they
 * are off for good. */
void ui_wake(struct ui *ui);
/* They go at once, and this tells when they and all dialogs are gone: for a picture without them. */
void ui_rest(struct ui *ui);
bool ui_is_clear(const struct ui *ui);
void ui_controls(struct ui *ui, bool enabled);

/* What the buttons of sound and voice say; off to begin with. */
void ui_tell_sound(struct ui *ui, enum ui_sound sound);
void ui_tell_voice(struct ui *ui, enum ui_sound voice);

/* The tree as text, one node a line: role, name, value, box. For tests and for speech. */
void ui_write(const struct ui *ui, char *text, uint32_t size);

#endif
