/* Which dialogs are open, how they come and go, and the ground they stand on. */
#include "ui/tree.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const struct {
    void (*build)(struct build *b);
    int rank;
    const char *focus; /* the node that has it at first */
} DIALOGS[UI_DIALOGS] = {
    [UI_DIALOG_HELP] = {build_help, 0, "close"},
    [UI_DIALOG_SIMPLIFIED] = {build_help, 0, "close"},
    [UI_DIALOG_FIGURES] = {build_figures, 0, "close"},
    [UI_DIALOG_DOSE] = {build_dose, 0, "give"},
    [UI_DIALOG_STORIES] = {build_stories, 0, "close"},
    [UI_DIALOG_CHAPTERS] = {build_chapters, 0, "close"},
    [UI_DIALOG_SAVE] = {build_save, 0, "close"},
    [UI_DIALOG_OPEN] = {build_open, 0, "close"},
    [UI_DIALOG_LANGUAGES] = {build_languages, 1, NULL},
    [UI_DIALOG_QUIT] = {build_quit, 2, "yes"},
};

enum ui_dialog ui_opened(const struct ui *ui)
{
    return ui->n_open ? ui->open[ui->n_open - 1] : UI_DIALOG_NONE;
}

static void focus_first(struct ui *ui, enum ui_dialog dialog)
{
    if (dialog == UI_DIALOG_LANGUAGES)
        snprintf(ui->focus, sizeof ui->focus, "language_%s", language_facts(ui->language)->tag);
    else
        snprintf(ui->focus, sizeof ui->focus, "%s", DIALOGS[dialog].focus);
    ui->focus_seen = true;
}

void ui_open(struct ui *ui, enum ui_dialog dialog)
{
    if (dialog <= UI_DIALOG_NONE || dialog >= UI_DIALOGS || ui_opened(ui) == dialog ||
        (dialog == UI_DIALOG_OPEN && !ui->can_open))
        return;
    if (!ui->n_open)
        memcpy(ui->focus_before, ui->focus, sizeof ui->focus);
    while (ui->n_open && DIALOGS[ui_opened(ui)].rank >= DIALOGS[dialog].rank)
        ui->n_open--;
    ui->open[ui->n_open++] = dialog;
    ui->help_page = 0;
    ui->choice_known &= dialog != UI_DIALOG_DOSE;
    ui->scrubbing = false;
    focus_first(ui, dialog);
    ui->pressed[0] = '\0';
    ui_wake(ui);
}

void ui_close(struct ui *ui)
{
    if (!ui->n_open)
        return;
    ui->n_open--;
    if (ui->n_open)
        focus_first(ui, ui_opened(ui));
    else
        memcpy(ui->focus, ui->focus_before, sizeof ui->focus);
    ui->pressed[0] = '\0';
    ui_wake(ui);
}

float dialogs_cover(const struct ui *ui)
{
    float most = 0.0f;
    for (int i = 0; i < UI_DIALOGS; i++)
        most = fmaxf(most, ui->dialog_shown[i]);
    return most;
}

/* By day a dialog is dark words after dark words, on white: the new ones come a second after the
 * old ones went, or it would be a flash that the guard holds back. */
void dialogs_ease(struct ui *ui, float dt, float day)
{
    static const float NIGHT_S = 0.8f, DAY_S = 2.4f;
    for (int i = UI_DIALOG_NONE + 1; i < UI_DIALOGS; i++)
        ease(&ui->dialog_shown[i], ui_opened(ui) == (enum ui_dialog)i ? 1.0f : 0.0f, dt,
             NIGHT_S + day * (DAY_S - NIGHT_S));
}

/* The plate comes first and slowly, being large and dark over a bright picture; the words
 * follow. By day, when words and picture are dark on white, the words go first and the picture
 * comes back a while after. Leaves b->alpha as the words need it. */
void draw_dialog(struct build *b, struct plan_box plate)
{
    float shown = b->ui->dialog_shown[b->dialog];
    bool opening = ui_opened(b->ui) == b->dialog;
    bool apart = b->palette.day > 0.5f && !opening;
    float plate_share = apart ? 0.6f : 0.75f, words_from = apart ? 0.85f : 0.5f;
    float rgba[4];
    tint_rgba(b, TINT_SOLID, rgba);
    b->alpha = fminf(shown / plate_share, 1.0f);
    draw_rect(b, plate, rgba, b->l.radius);
    b->alpha = fmaxf((shown - words_from) / (1.0f - words_from), 0.0f);
}

void build_dialogs(struct build *b)
{
    for (int i = UI_DIALOG_NONE + 1; i < UI_DIALOGS; i++) {
        enum ui_dialog dialog = (enum ui_dialog)i;
        bool open = ui_opened(b->ui) == dialog;
        if (!open && b->ui->dialog_shown[i] <= 0.0f)
            continue;
        b->dialog = dialog;
        b->silent = !open;
        DIALOGS[i].build(b);
    }
    b->dialog = UI_DIALOG_NONE;
}
