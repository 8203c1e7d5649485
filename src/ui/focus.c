/* Where the keys are: from one node to the next, in their order or the way the screen shows it. */
#include "ui/about.h"
#include "ui/tree.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

bool can_tell(const struct ui_node *node)
{
    return !node->stays && about_node(node->name, node->role == UI_BUTTON) != NULL;
}

/* What has the focus must be seen. */
static bool is_hidden(const struct ui *ui, const struct ui_node *node)
{
    const struct ui_node *card = ui_opened(ui) == UI_DIALOG_NONE ? ui_find(ui, "card") : NULL;
    bool of_card = card && node->parent >= 0 && &ui->nodes[node->parent] == card;
    return card && !of_card && box_overlap(&card->box, &node->box, 0.0f);
}

bool can_focus(const struct ui *ui, const struct ui_node *node)
{
    if (is_hidden(ui, node))
        return false;
    return node->focusable || (ui->modes.asking && can_tell(node));
}

static void focus_on(struct ui *ui, const struct ui_node *node)
{
    snprintf(ui->focus, sizeof ui->focus, "%s", node->name);
    ui->focus_seen = true;
    for (uint32_t i = 0; i < ui->n_nodes; i++)
        ui->nodes[i].focused = &ui->nodes[i] == node;
}

void ui_focus_move(struct ui *ui, int direction)
{
    int order[UI_MAX_NODES], n = 0, at = -1;
    for (uint32_t i = 0; i < ui->n_nodes; i++)
        if (can_focus(ui, &ui->nodes[i])) {
            if (strcmp(ui->nodes[i].name, ui->focus) == 0)
                at = n;
            order[n++] = (int)i;
        }
    ui_wake(ui);
    if (n == 0)
        return;
    if (at < 0)
        at = direction > 0 ? 0 : n - 1;
    else
        at = (at + (direction > 0 ? 1 : n - 1)) % n;
    focus_on(ui, &ui->nodes[order[at]]);
}

/* How far a node lies that way; what lies aside counts more. */
static float way_to(const struct plan_box *from, const struct plan_box *to, int x, int y)
{
    static const float ASIDE = 2.5f, LEAST_PX = 4.0f;
    float across = to->x + 0.5f * to->w - from->x - 0.5f * from->w;
    float down = to->y + 0.5f * to->h - from->y - 0.5f * from->h;
    float ahead = x ? (float)x * across : (float)y * down, aside = x ? down : across;
    return ahead < LEAST_PX ? INFINITY : ahead + ASIDE * fabsf(aside);
}

void ui_focus_toward(struct ui *ui, int x, int y)
{
    const struct ui_node *from = ui->focus[0] ? ui_find(ui, ui->focus) : NULL, *best = NULL;
    float least = INFINITY;
    if (!from || !ui->focus_seen) {
        ui_focus_move(ui, x + y);
        return;
    }
    ui_wake(ui);
    for (uint32_t i = 0; i < ui->n_nodes; i++) {
        const struct ui_node *node = &ui->nodes[i];
        float far =
            node != from && can_focus(ui, node) ? way_to(&from->box, &node->box, x, y) : INFINITY;
        if (far < least) {
            least = far;
            best = node;
        }
    }
    if (best)
        focus_on(ui, best);
}

static void draw_frame(struct build *b, struct plan_box box, float thick, enum tint tint)
{
    float rgba[4], right = box.x + box.w, below = box.y + box.h;
    tint_rgba(b, tint, rgba);
    draw_line(b, box.x, box.y, right, box.y, thick, rgba);
    draw_line(b, box.x, below, right, below, thick, rgba);
    draw_line(b, box.x, box.y, box.x, below, thick, rgba);
    draw_line(b, right, box.y, right, below, thick, rgba);
}

/* With an edge of the other lightness, so that it is seen on snow and in the dark. */
void draw_focus_ring(struct build *b, struct plan_box around)
{
    float thick = fmaxf(3.0f, roundf(0.12f * b->l.small)), edge = thick + 4.0f;
    struct plan_box box = box_grow(around, thick);
    float right = fminf(box.x + box.w, b->l.width - 0.5f * edge);
    float below = fminf(box.y + box.h, b->l.height - 0.5f * edge);
    box.x = fmaxf(box.x, 0.5f * edge);
    box.y = fmaxf(box.y, 0.5f * edge);
    box.w = right - box.x;
    box.h = below - box.y;
    draw_frame(b, box, edge, TINT_SOLID);
    draw_frame(b, box, thick, TINT_RING);
}

void build_focus(struct build *b)
{
    struct ui *ui = b->ui;
    const struct ui_node *node = ui->focus_seen && ui->focus[0] ? ui_find(ui, ui->focus) : NULL;
    if (!node || node->role == UI_BUTTON || !can_focus(ui, node))
        return;
    ui->nodes[node - ui->nodes].focused = true;
    flow_keep(b, (struct plan_box){0.0f, 0.0f, b->l.width, b->l.height});
    draw_focus_ring(b, node->box);
    flow_on(b);
}
