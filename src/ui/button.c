/* One button: as it is, chosen, or with nothing to do. */
#include "ui/tree.h"

#include <math.h>
#include <string.h>

float button_width(struct build *b, const char *words)
{
    float width = text_width(b, words, b->l.small, PLAN_WEIGHT_MEDIUM) + 1.2f * b->l.small;
    return fmaxf(ceilf(width), 44.0f);
}

void draw_button(struct build *b, int parent, const char *name, const char *words,
                 enum ui_action action, struct plan_box box)
{
    struct ui *ui = b->ui;
    const struct layout *l = &b->l;
    struct plan_box seen = flow_box(b, box);
    bool focused = ui->focus_seen && strcmp(ui->focus, name) == 0;
    bool hover = ui->pointer_known && box_contains(&seen, ui->pointer_x, ui->pointer_y);
    float rgba[4];
    if (focused) {
        float ring = fmaxf(3.0f, roundf(0.12f * l->small));
        tint_rgba(b, TINT_RING, rgba);
        draw_rect(b, box_grow(box, ring), rgba, l->radius + ring);
        tint_rgba(b, TINT_SOLID, rgba);
        rgba[3] = 1.0f;
        draw_rect(b, box, rgba, l->radius);
    }
    tint_rgba(b, hover || strcmp(ui->pressed, name) == 0 ? TINT_HOVER : TINT_BUTTON, rgba);
    draw_rect(b, box, rgba, l->radius);
    tint_rgba(b, TINT_TEXT, rgba);
    float line = ceilf(l->small * l->line);
    draw_text(b, box.x + 0.5f * box.w, roundf(box.y + 0.5f * (box.h - line)), 0.5f, words, l->small,
              PLAN_WEIGHT_MEDIUM, rgba);
    int node = tree_add(b, parent, UI_BUTTON, name, box);
    tree_value(b, node, "%s", words);
    tree_action(b, node, action);
}

void draw_chosen(struct build *b, const char *words, struct plan_box box)
{
    float small = b->l.small, thick = fmaxf(3.0f, roundf(0.16f * small)), inset = 0.75f * small;
    float rgba[4];
    tint_rgba(b, TINT_TEXT, rgba);
    draw_rect(
        b,
        (struct plan_box){box.x + inset, box.y + box.h - 2.0f * thick, box.w - 2.0f * inset, thick},
        rgba, thick);
    if (!b->silent)
        tree_value(b, (int)b->ui->n_nodes - 1, _("%s, shown"), words);
}

void draw_button_off(struct build *b, int parent, const char *name, const char *words,
                     struct plan_box box)
{
    static const float FAINT = 0.66f, BY_DAY = 0.86f; /* no fainter, so that it can be read */
    const struct layout *l = &b->l;
    float line = ceilf(l->small * l->line), rgba[4];
    tint_rgba(b, TINT_PLATE, rgba);
    draw_rect(b, box, rgba, l->radius);
    tint_rgba(b, TINT_QUIET, rgba);
    float faint = FAINT + (BY_DAY - FAINT) * b->palette.day;
    rgba[3] *= faint + (1.0f - faint) * b->palette.stark;
    draw_text(b, box.x + 0.5f * box.w, roundf(box.y + 0.5f * (box.h - line)), 0.5f, words, l->small,
              PLAN_WEIGHT_REGULAR, rgba);
    tree_value(b, tree_add(b, parent, UI_BUTTON, name, box), _("%s, not now"), words);
}
