/* A sheet: a dialog of words and choices, one below the other, in as many pages as it takes. Built
 * anew for each picture: begin, add from the top down, end. */
#ifndef SNOWMELT_UI_SHEET_H
#define SNOWMELT_UI_SHEET_H

#include "ui/tree.h"

enum sheet_kind {
    SHEET_LABEL, /* what the buttons below it are about */
    SHEET_TEXT,  /* a sentence */
    SHEET_PATH,  /* of a file */
    SHEET_ROW,   /* begins a row of buttons */
    SHEET_BUTTON,
    SHEET_ENTRY /* a button as wide as the sheet, with words below its own */
};

struct sheet_item {
    enum sheet_kind kind;
    const char *name, *words, *below;
    enum ui_action action;
    bool chosen, off;
    float height; /* laid out */
    int page;
};

struct sheet {
    const char *name, *heading;
    struct sheet_item items[UI_SHEET_ITEMS];
    int n;
    struct sheet_item foot[5]; /* before the button that closes it */
    int n_foot;
    const char *close;              /* what that says */
    char names[UI_SHEET_ITEMS][24]; /* room for names that are made up */
    char words[8][48];              /* and for words with figures */
};

/* Static text in the language in force, or text that stays until sheet_end(). */
void sheet_begin(struct sheet *sheet, const char *name, const char *heading);
void sheet_label(struct sheet *sheet, const char *words);
void sheet_text(struct sheet *sheet, const char *words);
void sheet_path(struct sheet *sheet, const char *path);
void sheet_row(struct sheet *sheet);
void sheet_button(struct sheet *sheet, const char *name, const char *words, enum ui_action action,
                  bool chosen);
void sheet_entry(struct sheet *sheet, const char *name, const char *words, const char *below,
                 enum ui_action action, bool chosen);
void sheet_foot(struct sheet *sheet, const char *name, const char *words, enum ui_action action,
                bool off);
void sheet_end(struct build *b, struct sheet *sheet);

#endif
