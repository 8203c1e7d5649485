#include "ui/sheet.h"

#include <math.h>
#include <stdio.h>

static const float WIDEST_EM = 40.0f;  /* of the small type */
static const float LABEL_ABOVE = 0.5f; /* likewise: what sets it off from what was before */

void sheet_begin(struct sheet *sheet, const char *name, const char *heading)
{
    sheet->name = name;
    sheet->heading = heading;
    sheet->n = sheet->n_foot = 0;
    sheet->close = _("Close");
}

static struct sheet_item *add(struct sheet *sheet, enum sheet_kind kind, const char *name,
                              const char *words)
{
    struct sheet_item *item = &sheet->items[sheet->n < UI_SHEET_ITEMS ? sheet->n++ : sheet->n - 1];
    *item = (struct sheet_item){.kind = kind, .name = name, .words = words};
    return item;
}

void sheet_label(struct sheet *sheet, const char *words)
{
    add(sheet, SHEET_LABEL, NULL, words);
}

void sheet_text(struct sheet *sheet, const char *words)
{
    add(sheet, SHEET_TEXT, NULL, words);
}

void sheet_path(struct sheet *sheet, const char *path)
{
    add(sheet, SHEET_PATH, NULL, path);
}

void sheet_row(struct sheet *sheet)
{
    add(sheet, SHEET_ROW, NULL, NULL);
}

void sheet_button(struct sheet *sheet, const char *name, const char *words, enum ui_action action,
                  bool chosen)
{
    struct sheet_item *item = add(sheet, SHEET_BUTTON, name, words);
    item->action = action;
    item->chosen = chosen;
}

void sheet_entry(struct sheet *sheet, const char *name, const char *words, const char *below,
                 enum ui_action action, bool chosen)
{
    struct sheet_item *item = add(sheet, SHEET_ENTRY, name, words);
    item->below = below;
    item->action = action;
    item->chosen = chosen;
}

void sheet_foot(struct sheet *sheet, const char *name, const char *words, enum ui_action action,
                bool off)
{
    sheet->foot[sheet->n_foot++] = (struct sheet_item){
        .kind = SHEET_BUTTON, .name = name, .words = words, .action = action, .off = off};
}

static float gap_of(const struct build *b)
{
    return fmaxf(8.0f, b->l.gap);
}

/* Short words have a button that is easy to hit, too. */
static float width_of(struct build *b, const char *words)
{
    return fmaxf(button_width(b, words), ceilf(3.6f * b->l.small));
}

static struct wrap *wrap_of(struct build *b, int item, bool below)
{
    return &b->ui->sheet_wrap[2 * item + below];
}

/* Words that are not static are broken anew each time; they are short. */
static float wrap_words(struct build *b, struct wrap *wrap, const char *words,
                        enum plan_weight weight, float width, uint32_t most)
{
    wrap->text = NULL;
    wrap_sentence(wrap, b->render, weight, b->l.small, words, width, width, 1, most);
    return (float)wrap->count * layout_line(&b->l, b->l.small);
}

/* The widest the words of an entry may be. */
static float entry_room(const struct build *b, float width)
{
    return width - 1.6f * b->l.small;
}

/* Height of an item; that of a row is the one of all its lines of buttons. */
static float item_height(struct build *b, const struct sheet *sheet, int i, float width)
{
    const struct sheet_item *item = &sheet->items[i];
    const struct layout *l = &b->l;
    float height, at = 0.0f, gap = gap_of(b);
    switch (item->kind) {
    case SHEET_LABEL:
        return wrap_words(b, wrap_of(b, i, false), item->words, PLAN_WEIGHT_BOLD, width, 3) +
               (0.3f + LABEL_ABOVE) * l->small;
    case SHEET_TEXT:
        return wrap_words(b, wrap_of(b, i, false), item->words, PLAN_WEIGHT_REGULAR, width,
                          WRAP_MAX_LINES) +
               0.6f * l->small;
    case SHEET_PATH:
        wrap_path(wrap_of(b, i, false), b->render, PLAN_WEIGHT_REGULAR, l->small, item->words,
                  width, WRAP_MAX_LINES);
        return (float)wrap_of(b, i, false)->count * layout_line(l, l->small) + 0.6f * l->small;
    case SHEET_ENTRY:
        width = entry_room(b, width);
        height = wrap_words(b, wrap_of(b, i, false), item->words, PLAN_WEIGHT_BOLD, width, 3);
        if (item->below)
            height += wrap_words(b, wrap_of(b, i, true), item->below, PLAN_WEIGHT_REGULAR, width,
                                 WRAP_MAX_LINES);
        return fmaxf(height + 0.8f * l->small, l->target) + gap;
    case SHEET_ROW:
        height = l->target + gap;
        for (i++; i < sheet->n && sheet->items[i].kind == SHEET_BUTTON; i++) {
            float button = width_of(b, sheet->items[i].words);
            if (at > 0.0f && at + button > width) {
                height += l->target + gap;
                at = 0.0f;
            }
            at += button + gap;
        }
        return height;
    case SHEET_BUTTON:
        break; /* within its row */
    }
    return 0.0f;
}

/* Gives each item its page; a label stays with what follows it. Returns the height of the tallest
 * page. */
static float make_pages(struct build *b, struct sheet *sheet, float width, float room, int *pages)
{
    float y = 0.0f, tallest = 0.0f;
    int page = 0;
    for (int i = 0; i < sheet->n; i++)
        sheet->items[i].height = item_height(b, sheet, i, width);
    for (int i = 0; i < sheet->n; i++) {
        struct sheet_item *item = &sheet->items[i];
        float needs = item->height;
        if (item->kind == SHEET_LABEL && i + 1 < sheet->n)
            needs += sheet->items[i + 1].height;
        if (y > 0.0f && y + needs > room) {
            y = 0.0f;
            page++;
        }
        item->page = page;
        y += item->height;
        tallest = fmaxf(tallest, y);
    }
    *pages = page + 1;
    return tallest;
}

static void draw_entry(struct build *b, int parent, const struct sheet *sheet, int i,
                       struct plan_box box)
{
    const struct sheet_item *item = &sheet->items[i];
    const struct layout *l = &b->l;
    float rgba[4], x = box.x + 0.8f * l->small, line = layout_line(l, l->small);
    struct wrap *words = wrap_of(b, i, false), *below = wrap_of(b, i, true);
    float height = (float)(words->count + (item->below ? below->count : 0)) * line;
    float y = roundf(box.y + 0.5f * (box.h - height));
    draw_button(b, parent, item->name, "", item->action, box);
    tint_rgba(b, TINT_TEXT, rgba);
    if (item->chosen) { /* a bar where it begins */
        float thick = fmaxf(3.0f, roundf(0.22f * l->small));
        draw_rect(
            b, (struct plan_box){box.x + thick, box.y + 2.0f * thick, thick, box.h - 4.0f * thick},
            rgba, thick);
    }
    draw_wrapped(b, words, x, y, 0.0f, rgba);
    if (item->below)
        draw_wrapped(b, below, x, y + (float)words->count * line, 0.0f, rgba);
    if (!b->silent)
        tree_value(b, (int)b->ui->n_nodes - 1, item->chosen ? _("%s, shown") : "%s", item->words);
}

static void draw_words(struct build *b, int parent, int i, float x, float y, bool label)
{
    float rgba[4];
    char name[32];
    const struct wrap *wrap = wrap_of(b, i, false);
    tint_rgba(b, label ? TINT_TEXT : TINT_QUIET, rgba);
    struct plan_box box = draw_wrapped(b, wrap, x, y, 0.0f, rgba);
    snprintf(name, sizeof name, "sheet_%d", i);
    tree_value(b, tree_add(b, parent, UI_TEXT, name, box), "%s", wrap->text);
}

/* The buttons after a row's beginning. */
static void draw_row(struct build *b, int parent, const struct sheet *sheet, int i, float x,
                     float y, float width)
{
    float at = x, gap = gap_of(b);
    for (i++; i < sheet->n && sheet->items[i].kind == SHEET_BUTTON; i++) {
        const struct sheet_item *item = &sheet->items[i];
        struct plan_box box = {at, y, width_of(b, item->words), b->l.target};
        if (at > x && at + box.w > x + width) {
            box.x = at = x;
            box.y = y += b->l.target + gap;
        }
        draw_button(b, parent, item->name, item->words, item->action, box);
        if (item->chosen)
            draw_chosen(b, item->words, box);
        at += box.w + gap;
    }
}

/* The buttons at the foot, in rows; returns their height. */
static float draw_foot(struct build *b, int parent, const struct sheet *sheet, float x, float y,
                       float width, bool draw)
{
    float at = x, gap = gap_of(b), height = b->l.target;
    for (int i = 0; i < sheet->n_foot; i++) {
        const struct sheet_item *item = &sheet->foot[i];
        struct plan_box box = {at, y, width_of(b, item->words), b->l.target};
        if (at > x && at + box.w > x + width) {
            box.x = at = x;
            box.y = y += b->l.target + gap;
            height += b->l.target + gap;
        }
        if (draw && item->off)
            draw_button_off(b, parent, item->name, item->words, box);
        else if (draw)
            draw_button(b, parent, item->name, item->words, item->action, box);
        at += box.w + gap;
    }
    return height;
}

void sheet_end(struct build *b, struct sheet *sheet)
{
    struct ui *ui = b->ui;
    const struct layout *l = &b->l;
    float was = b->alpha, pad = 1.6f * l->pad, gap = gap_of(b), rgba[4];
    float width = fminf(l->width - 2.0f * l->margin, WIDEST_EM * l->small + 2.0f * pad);
    float within = floorf(width - 2.0f * pad);
    float head = layout_line(l, l->caption) + 0.4f * l->small;
    sheet_foot(sheet, "close", sheet->close, UI_BACK, false);
    struct sheet whole_foot = *sheet; /* with what leads to the next page */
    sheet_foot(&whole_foot, "more", _("More"), UI_HELP_MORE, false);
    float foot = draw_foot(b, -1, &whole_foot, 0.0f, 0.0f, within, false) + 0.6f * l->small;
    float most = l->height - 2.0f * l->margin - 2.0f * pad - head - foot;
    int pages;
    float tallest = make_pages(b, sheet, within, most, &pages);
    bool own = ui_opened(ui) == b->dialog; /* one that fades away leaves the page alone */
    int page = ui->help_page < pages ? ui->help_page : 0;
    if (own) {
        ui->help_pages = pages;
        ui->help_page = page;
    }
    if (pages == 1)
        foot = draw_foot(b, -1, sheet, 0.0f, 0.0f, within, false) + 0.6f * l->small;

    float height = fminf(tallest, most) + head + foot + 2.0f * pad;
    struct plan_box plate = {roundf(0.5f * (l->width - width)), roundf(0.5f * (l->height - height)),
                             width, height};
    draw_dialog(b, plate);
    int group = tree_add(b, -1, UI_DIALOG, sheet->name, plate);
    tree_value(b, group, "%s", sheet->heading);
    float x = plate.x + pad, y = plate.y + pad;
    tint_rgba(b, TINT_TEXT, rgba);
    draw_text(b, x, y, 0.0f, sheet->heading, l->caption, PLAN_WEIGHT_BOLD, rgba);
    y += head;
    for (int i = 0; i < sheet->n; i++) {
        const struct sheet_item *item = &sheet->items[i];
        if (item->page != page)
            continue;
        if (item->kind == SHEET_ENTRY)
            draw_entry(b, group, sheet, i, (struct plan_box){x, y, within, item->height - gap});
        else if (item->kind == SHEET_ROW)
            draw_row(b, group, sheet, i, x, y, within);
        else if (item->kind != SHEET_BUTTON)
            draw_words(b, group, i, x,
                       y + (item->kind == SHEET_LABEL ? floorf(LABEL_ABOVE * l->small) : 0.0f),
                       item->kind == SHEET_LABEL);
        y += item->height;
    }
    draw_foot(b, group, pages > 1 ? &whole_foot : sheet, x,
              plate.y + plate.h - pad - foot + 0.6f * l->small, within, true);
    b->alpha = was;
}
