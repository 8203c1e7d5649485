/* The small dialogs: the choice of a language, and the question before leaving. */
#include "ui/tree.h"

#include <math.h>
#include <stdio.h>

/* A plate in the middle of the picture with words above `rows` rows of buttons. */
struct dialog {
    struct plan_box plate;
    float centre, y; /* where the first row begins */
    float pad, gap;
};

/* Between two buttons. */
static float dialog_gap(const struct build *b)
{
    return fmaxf(12.0f, 1.5f * b->l.gap);
}

static struct dialog dialog_make(const struct build *b, float words, float buttons, int rows)
{
    const struct layout *l = &b->l;
    struct dialog d = {.pad = 2.0f * l->pad, .gap = dialog_gap(b)};
    float line = ceilf(l->caption * l->line), row = l->target + d.gap;
    float width = fminf(fmaxf(words, buttons) + 2.0f * d.pad, l->width);
    float height = line + l->pad + (float)rows * row - d.gap + 2.0f * d.pad;
    d.plate = (struct plan_box){roundf(0.5f * (l->width - width)),
                                roundf(0.5f * (l->height - height)), width, height};
    d.centre = d.plate.x + 0.5f * d.plate.w;
    d.y = d.plate.y + d.pad + line + l->pad;
    return d;
}

static void draw_heading(struct build *b, int group, const struct dialog *d, const char *words)
{
    float rgba[4];
    tint_rgba(b, TINT_TEXT, rgba);
    struct plan_box box = draw_text(b, d->centre, d->plate.y + d->pad, 0.5f, words, b->l.caption,
                                    PLAN_WEIGHT_BOLD, rgba);
    tree_value(b, group, "%s", words);
    tree_value(b, tree_add(b, group, UI_TEXT, "question", box), "%s", words);
}

void build_quit(struct build *b)
{
    const struct layout *l = &b->l;
    const char *question = _("Leave Snowmelt?"), *yes = _("Yes"), *no = _("No");
    float was = b->alpha, words = text_width(b, question, l->caption, PLAN_WEIGHT_BOLD);
    float button = fmaxf(fmaxf(button_width(b, yes), button_width(b, no)), 5.0f * l->small);
    struct dialog d = dialog_make(b, words, 2.0f * button + dialog_gap(b), 1);
    draw_dialog(b, d.plate);
    int group = tree_add(b, -1, UI_DIALOG, "quit_dialog", d.plate);
    draw_heading(b, group, &d, question);
    draw_button(
        b, group, "yes", yes, UI_QUIT_YES,
        (struct plan_box){roundf(d.centre - 0.5f * d.gap - button), d.y, button, l->target});
    draw_button(b, group, "no", no, UI_QUIT_NO,
                (struct plan_box){roundf(d.centre + 0.5f * d.gap), d.y, button, l->target});
    b->alpha = was;
}

/* Each language by its own name, in two columns, the way back last. */
void build_languages(struct build *b)
{
    struct ui *ui = b->ui;
    const struct layout *l = &b->l;
    const char *heading = _("Language");
    float was = b->alpha, button = 0.0f,
          words = text_width(b, heading, l->caption, PLAN_WEIGHT_BOLD);
    int n = 0;
    for (int i = 0; i < LANGUAGES; i++) {
        if (!(ui->languages & 1u << i))
            continue;
        button = fmaxf(button, button_width(b, language_facts((enum language)i)->name));
        n++;
    }
    button = fmaxf(button, button_width(b, _("Close")));
    struct dialog d = dialog_make(b, words, 2.0f * button + dialog_gap(b), (n + 2) / 2);
    draw_dialog(b, d.plate);
    int group = tree_add(b, -1, UI_DIALOG, "language_dialog", d.plate), at = 0;
    draw_heading(b, group, &d, heading);
    for (int i = 0; i <= LANGUAGES; i++) {
        char name[32] = "close";
        if (i < LANGUAGES && !(ui->languages & 1u << i))
            continue;
        const char *says = _("Close");
        enum ui_action action = UI_BACK;
        struct plan_box box = {at % 2 ? d.centre + 0.5f * d.gap : d.centre - 0.5f * d.gap - button,
                               d.y + (float)(at / 2) * (l->target + d.gap), button, l->target};
        if (i < LANGUAGES) {
            snprintf(name, sizeof name, "language_%s", language_facts((enum language)i)->tag);
            says = language_facts((enum language)i)->name;
            action = (enum ui_action)(UI_LANGUAGE_FIRST + i);
        }
        box.x = roundf(box.x);
        draw_button(b, group, name, says, action, box);
        at++;
    }
    b->alpha = was;
}
