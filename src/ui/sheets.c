/* The sheets: the choice of a dose, of a story, and what can be saved and opened. */
#include "ui/sheet.h"

#include <stdio.h>
#include <string.h>

static const struct {
    float mg_kg;
    int places;
    const char *name, *says;
} DOSES[] = {
    {0.1f, 1, "mg_10",
     N_("A low dose; in a study of four its effect was not clear (Fava et al. 2020).")},
    {0.25f, 2, "mg_25",
     N_("Half of the usual; in a study those below 0.5 had no clear effect (Fava et al. 2020).")},
    {0.5f, 1, "mg_50",
     N_("The usual in studies: 0.5 mg per kg over 40 minutes (Zarate et al. 2006).")},
    {1.0f, 1, "mg_100", N_("Twice the usual, and the most that was studied (Fava et al. 2020).")},
};
enum { DOSE_CHOICES = sizeof DOSES / sizeof *DOSES };
_Static_assert(UI_CHOOSE_DOSE_LAST - UI_CHOOSE_DOSE + 1 == (int)DOSE_CHOICES, "an action for each");

static const struct {
    const char *name, *words, *says;
} ROUTES[] = {
    [MODEL_ROUTE_INFUSION] = {"route_vein", N_("Into a vein"),
                              N_("Slowly, over 40 minutes, as in most studies.")},
    [MODEL_ROUTE_INTRAMUSCULAR] = {"route_muscle", N_("Into a muscle"),
                                   N_("All at once; nearly all of it reaches the blood "
                                      "(Clements et al. 1982).")},
    [MODEL_ROUTE_INTRANASAL] = {"route_nose", N_("Nasal spray"),
                                N_("All at once; less than half of it reaches the blood "
                                   "(Yanagihara et al. 2003).")},
};
enum { ROUTE_CHOICES = sizeof ROUTES / sizeof *ROUTES };

static bool holds_ketamine(enum story_treatment treatment)
{
    return treatment != STORY_SALINE && treatment != STORY_SSRI && treatment != STORY_THERAPY;
}

static bool has_practice(enum story_treatment treatment)
{
    return treatment == STORY_KETAMINE_THERAPY || treatment == STORY_THERAPY;
}

/* Arms that know both. */
static bool may_practise(enum story_treatment treatment)
{
    return has_practice(treatment) || treatment == STORY_KETAMINE || treatment == STORY_SALINE;
}

bool choose(struct ui *ui, enum ui_action action)
{
    struct ui_choice *choice = &ui->choice;
    if (action >= UI_CHOOSE_DOSE && action <= UI_CHOOSE_DOSE_LAST) {
        choice->mg_kg = DOSES[action - UI_CHOOSE_DOSE].mg_kg;
    } else if (action >= UI_CHOOSE_ROUTE && action <= UI_CHOOSE_ROUTE_LAST) {
        choice->route = (enum model_route)(action - UI_CHOOSE_ROUTE);
    } else if (action == UI_CHOOSE_PRACTICE || action == UI_CHOOSE_NO_PRACTICE) {
        bool practice = action == UI_CHOOSE_PRACTICE;
        choice->practice_changed ^= practice != choice->practice;
        choice->practice = practice;
    } else {
        return false;
    }
    ui->chosen = true;
    return true;
}

bool ui_take_choice(struct ui *ui, struct ui_choice *choice)
{
    bool any = ui->chosen;
    *choice = ui->choice;
    ui->chosen = ui->choice.practice_changed = false;
    return any;
}

/* What is in force when the sheet is opened. */
static void know_choice(struct build *b)
{
    struct ui *ui = b->ui;
    if (ui->choice_known)
        return;
    ui->choice = (struct ui_choice){.mg_kg = b->view->next_mg_kg,
                                    .route = b->view->route,
                                    .practice = has_practice(b->view->treatment)};
    ui->chosen = false;
    ui->choice_known = true;
}

static void add_doses(struct build *b, struct sheet *sheet)
{
    const struct ui_choice *choice = &b->ui->choice;
    const char *says = NULL;
    sheet_label(sheet, _("How much, in mg per kg"));
    sheet_row(sheet);
    for (int i = 0; i < DOSE_CHOICES; i++) {
        bool chosen = DOSES[i].mg_kg == choice->mg_kg;
        language_number(sheet->words[i], sizeof sheet->words[i], (double)DOSES[i].mg_kg,
                        DOSES[i].places);
        sheet_button(sheet, DOSES[i].name, sheet->words[i], (enum ui_action)(UI_CHOOSE_DOSE + i),
                     chosen);
        if (chosen)
            says = DOSES[i].says;
    }
    if (says)
        sheet_text(sheet, _(says));
}

static void add_routes(struct build *b, struct sheet *sheet)
{
    const struct ui_choice *choice = &b->ui->choice;
    sheet_label(sheet, _("How it is given"));
    sheet_row(sheet);
    for (int i = 0; i < ROUTE_CHOICES; i++)
        sheet_button(sheet, ROUTES[i].name, _(ROUTES[i].words),
                     (enum ui_action)(UI_CHOOSE_ROUTE + i), (int)choice->route == i);
    sheet_text(sheet, _(ROUTES[choice->route].says));
}

void build_dose(struct build *b)
{
    struct sheet sheet;
    const struct ui_choice *choice = &b->ui->choice;
    know_choice(b);
    sheet_begin(&sheet, "dose_dialog", C_("button", "Dose"));
    if (holds_ketamine(b->view->treatment)) {
        add_doses(b, &sheet);
        add_routes(b, &sheet);
    } else {
        sheet_text(&sheet, _("What is given in this story holds no ketamine."));
    }
    if (may_practise(b->view->treatment)) {
        sheet_label(&sheet, _("In the days after"));
        sheet_row(&sheet);
        sheet_button(&sheet, "practice_yes", _("Practice"), UI_CHOOSE_PRACTICE, choice->practice);
        sheet_button(&sheet, "practice_no", _("No practice"), UI_CHOOSE_NO_PRACTICE,
                     !choice->practice);
        sheet_text(&sheet, choice->practice
                               ? _("A new way is walked again and again, as in therapy.")
                               : _("Nothing is practised; the days just pass."));
    }
    if (b->view->dose_running)
        sheet_text(&sheet, _("One dose is being given now; the next can follow."));
    sheet_text(&sheet, _("In this model; not medical advice."));
    sheet_foot(&sheet, "give", _("Give it"), UI_GIVE, b->view->dose_running);
    sheet_end(b, &sheet);
}

void build_stories(struct build *b)
{
    struct ui *ui = b->ui;
    struct sheet sheet;
    sheet_begin(&sheet, "stories_dialog", _("Stories"));
    for (uint32_t i = 0; i < ui->n_stories; i++) {
        if (!ui->stories[i].title)
            continue;
        bool told = b->scenario && strcmp(b->scenario->title, ui->stories[i].title) == 0;
        snprintf(sheet.names[i], sizeof sheet.names[i], "story_%u", (unsigned)i);
        sheet_entry(&sheet, sheet.names[i], _(ui->stories[i].title),
                    ui->stories[i].about ? _(ui->stories[i].about) : NULL,
                    (enum ui_action)(UI_STORY_FIRST + (int)i), told);
    }
    sheet_end(b, &sheet);
}

void build_chapters(struct build *b)
{
    const struct ui_tour *tour = &b->ui->tour;
    struct sheet sheet;
    sheet_begin(&sheet, "chapters_dialog", _("Chapters"));
    for (unsigned i = 0; tour->talk && i < tour->talk->n_chapters; i++) {
        const struct talk_chapter *chapter = &tour->talk->chapters[i];
        snprintf(sheet.names[i], sizeof sheet.names[i], "chapter_%u", i + 1);
        sheet_entry(&sheet, sheet.names[i], _(chapter->title), NULL,
                    (enum ui_action)(UI_TALK_CHAPTER + (int)i), i == tour->chapter);
    }
    sheet_foot(&sheet, "pause", b->view->paused ? _("Go on") : _("Pause"), UI_PAUSE, false);
    sheet_foot(&sheet, "tour_itself", tour->automatic ? _("By hand") : _("By itself"),
               UI_TOUR_ITSELF, false);
    sheet_foot(&sheet, "tour_end", _("End the tour"), UI_TOUR_END, false);
    sheet_end(b, &sheet);
}

void build_save(struct build *b)
{
    struct ui *ui = b->ui;
    struct sheet sheet;
    sheet_begin(&sheet, "save_dialog", _("Save"));
    sheet_label(&sheet, _("What to keep"));
    sheet_row(&sheet);
    sheet_button(&sheet, "save_picture", _("A picture"), UI_SAVE_PICTURE, false);
    sheet_button(&sheet, "save_clip", _("A short film"), UI_SAVE_CLIP, false);
    sheet_button(&sheet, "save_state", _("This moment"), UI_SAVE_STATE, false);
    sheet_text(&sheet, _("The film is of the next eight seconds. A moment can be opened again, "
                         "exactly as it is now."));
    if (ui->folder[0]) {
        sheet_label(&sheet, _("Where it goes"));
        sheet_path(&sheet, ui->folder);
    }
    if (ui->can_open) {
        sheet_label(&sheet, _("What was saved"));
        sheet_row(&sheet);
        sheet_button(&sheet, "open", _("Open a moment"), UI_OPEN, false);
    }
    sheet_end(b, &sheet);
}

void build_open(struct build *b)
{
    struct ui *ui = b->ui;
    struct sheet sheet;
    sheet_begin(&sheet, "open_dialog", _("Open a moment"));
    if (!ui->n_saved)
        sheet_text(&sheet, _("Nothing has been saved yet."));
    for (uint32_t i = 0; i < ui->n_saved; i++) {
        snprintf(sheet.names[i], sizeof sheet.names[i], "saved_%u", (unsigned)i);
        sheet_entry(&sheet, sheet.names[i], ui->saved[i], NULL,
                    (enum ui_action)(UI_OPEN_FIRST + (int)i), false);
    }
    sheet_end(b, &sheet);
}
