/* Short messages: what became of something that was saved, and a way through time. */
#include "ui/tree.h"

#include <math.h>
#include <stdio.h>

static const float SAID_S = 5.0f, READ_S = 0.06f; /* and for each letter that there is to read */
static const float WORTH_A_WORD_S = 0.4f;

void ui_tell(struct ui *ui, enum ui_told told, const char *detail)
{
    ui->told = told;
    snprintf(ui->told_detail, sizeof ui->told_detail, "%s", detail);
    float letters = 0.0f;
    for (const char *c = ui->told_detail; *c; c++)
        letters += 1.0f;
    ui->told_wrap.text = NULL; /* another, at the same address */
    ui->told_s = SAID_S + READ_S * letters;
}

void ui_going(struct ui *ui, float share)
{
    ui->going = share;
}

void ui_opening(struct ui *ui, bool opening)
{
    ui->opening = opening;
}

static const char *words_of(enum ui_told told)
{
    switch (told) {
    case UI_TOLD_SAVED:
        return _("Saved");
    case UI_TOLD_FAILED:
        return _("This could not be saved");
    case UI_TOLD_FILMING:
        return _("Filming the next eight seconds");
    case UI_TOLD_DAMAGED:
        return _("This is damaged and was not opened; all stays as it was");
    case UI_TOLD_OTHER_VERSION:
        return _("Another version saved this; it was not opened, all stays as it was");
    case UI_TOLD_UNREADABLE:
        return _("This could not be opened; all stays as it was");
    }
    return "";
}

/* Under the title, where nothing else comes. */
static struct plan_box plate_at(const struct build *b, float width, float height)
{
    const struct layout *l = &b->l;
    return (struct plan_box){roundf(l->margin + 0.5f * (l->words_width - width)), b->top + l->gap,
                             width, height};
}

static void build_message(struct build *b)
{
    struct ui *ui = b->ui;
    const struct layout *l = &b->l;
    float line = layout_line(l, l->small), most = l->words_width - 2.0f * l->pad, rgba[4];
    const char *words = words_of(ui->told);
    wrap_sentence(&ui->told_words_wrap, b->render, PLAN_WEIGHT_BOLD, l->small, words, most, most, 1,
                  4);
    if (ui->told == UI_TOLD_FAILED)
        wrap_sentence(&ui->told_wrap, b->render, PLAN_WEIGHT_REGULAR, l->small, ui->told_detail,
                      most, most, 1, 6);
    else
        wrap_path(&ui->told_wrap, b->render, PLAN_WEIGHT_REGULAR, l->small, ui->told_detail, most,
                  6);
    float width = ceilf(fmaxf(ui->told_words_wrap.width, ui->told_wrap.width));
    uint32_t first = ui->told_words_wrap.count, rows = ui->told_detail[0] ? ui->told_wrap.count : 0;
    struct plan_box plate = plate_at(b, fminf(width, most) + 2.0f * l->pad,
                                     line * (float)(first + rows) + 2.0f * l->pad);
    draw_plate(b, plate);
    int group = tree_add(b, -1, UI_GROUP, "told_plate", plate);
    tint_rgba(b, TINT_TEXT, rgba);
    float x = plate.x + l->pad, y = plate.y + l->pad;
    struct plan_box box = draw_wrapped(b, &ui->told_words_wrap, x, y, 0.0f, rgba);
    tree_value(b, tree_add(b, group, UI_TEXT, "told", box), "%s %s", words, ui->told_detail);
    if (!rows)
        return;
    tint_rgba(b, TINT_QUIET, rgba);
    draw_wrapped(b, &ui->told_wrap, x, y + box.h, 0.0f, rgba);
}

static void build_going(struct build *b)
{
    const struct layout *l = &b->l;
    float line = layout_line(l, l->small), bar_h = fmaxf(4.0f, roundf(0.16f * l->small)), rgba[4];
    const char *words = _("On the way to another moment");
    float width = fminf(text_width(b, words, l->small, PLAN_WEIGHT_MEDIUM) + 2.0f * l->pad,
                        l->words_width);
    struct plan_box plate = plate_at(b, width, line + bar_h + 2.5f * l->pad);
    draw_plate(b, plate);
    tint_rgba(b, TINT_TEXT, rgba);
    draw_text(b, plate.x + l->pad, plate.y + l->pad, 0.0f, words, l->small, PLAN_WEIGHT_MEDIUM,
              rgba);
    struct plan_box bar = {plate.x + l->pad, plate.y + plate.h - l->pad - bar_h,
                           plate.w - 2.0f * l->pad, bar_h};
    tint_rgba(b, TINT_TRACK, rgba);
    draw_rect(b, bar, rgba, bar_h);
    bar.w = fmaxf(bar.w * b->ui->going, bar_h);
    tint_rgba(b, TINT_TEXT, rgba);
    draw_rect(b, bar, rgba, bar_h);
    tree_value(b, tree_add(b, -1, UI_GAUGE, "going", plate), "%s, %d %%", words,
               (int)(100.0f * b->ui->going));
}

void build_told(struct build *b)
{
    struct ui *ui = b->ui;
    bool going = ui->going < 1.0f;
    ui->told_s = fmaxf(0.0f, ui->told_s - b->dt);
    ease(&ui->told_alpha, ui->told_s > 0.0f ? 1.0f : 0.0f, b->dt, 0.5f);
    ease(&ui->going_alpha, going ? 1.0f : 0.0f, b->dt, WORTH_A_WORD_S);
    float was = b->alpha;
    bool worn = b->view->phase != STORY_WEARING_IN; /* before, the bar of that tells it */
    if (ui->going_alpha >= 1.0f && worn) {
        build_going(b);
    } else if (ui->told_alpha > 0.0f) {
        b->alpha *= ui->told_alpha;
        build_message(b);
    }
    b->alpha = was;
}
