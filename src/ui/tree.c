#include "ui/tree.h"

#include "scene/palette.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const float INK_TURNS = 0.40f, INK_TURN = 0.14f; /* where, of the way to day */

/* Where high contrast is asked for all words are black on white or white on black, all plates are
 * dense and have an edge. */
static void make_stark(float stark, enum tint tint, float day, float rgba[4])
{
    float to[4] = {0.0f, 0.0f, 0.0f, 1.0f};
    switch (tint) {
    case TINT_TEXT:
    case TINT_QUIET:
    case TINT_RING:
    case TINT_EDGE:
        to[0] = to[1] = to[2] = 1.0f - day;
        break;
    case TINT_PLATE:
    case TINT_SOLID:
        to[0] = to[1] = to[2] = day;
        break;
    default:
        memcpy(to, rgba, 3 * sizeof(float));
    }
    for (int k = 0; k < 4; k++)
        rgba[k] += stark * (to[k] - rgba[k]);
}

void tint_rgba(const struct build *b, enum tint tint, float rgba[4])
{
    /* The plates are dense enough that captions keep 7:1 whatever is behind them, and that
     * nothing there is seen as part of a letter. */
    static const float TINTS[PALETTE_THEMES][TINTS_MOST][4] = {
        {
            [TINT_TEXT] = {0.94f, 0.95f, 0.97f, 1.0f},
            [TINT_QUIET] = {0.76f, 0.80f, 0.86f, 1.0f},
            [TINT_PLATE] = {0.024f, 0.035f, 0.075f, 0.975f},
            [TINT_SOLID] = {0.04f, 0.055f, 0.10f, 0.99f},
            [TINT_TRACK] = {0.45f, 0.50f, 0.60f, 0.35f},
            [TINT_BUTTON] = {0.09f, 0.12f, 0.20f, 0.94f},
            [TINT_HOVER] = {0.16f, 0.21f, 0.32f, 0.97f},
            [TINT_RING] = {0.94f, 0.95f, 0.97f, 1.0f},
            [TINT_EDGE] = {0.45f, 0.50f, 0.60f, 0.0f},
        },
        {
            [TINT_TEXT] = {0.07f, 0.10f, 0.14f, 1.0f},
            [TINT_QUIET] = {0.27f, 0.32f, 0.39f, 1.0f},
            [TINT_PLATE] = {1.0f, 1.0f, 1.0f, 0.975f},
            [TINT_SOLID] = {1.0f, 1.0f, 1.0f, 0.99f},
            [TINT_TRACK] = {0.45f, 0.50f, 0.58f, 0.35f},
            [TINT_BUTTON] = {0.90f, 0.92f, 0.945f, 0.97f},
            [TINT_HOVER] = {0.81f, 0.845f, 0.885f, 0.98f},
            [TINT_RING] = {0.07f, 0.10f, 0.14f, 1.0f},
            [TINT_EDGE] = {0.45f, 0.50f, 0.58f, 0.30f},
        },
    };
    /* On its way from night to day a ground is grey for a while. Either ink can be read on that,
     * but not their mixture: inks change quickly, where both are equally good. */
    float day = b->palette.day;
    if (tint == TINT_TEXT || tint == TINT_QUIET || tint == TINT_RING)
        day = fminf(fmaxf((day - INK_TURNS) / INK_TURN, 0.0f), 1.0f);
    for (int k = 0; k < 4; k++)
        rgba[k] = (1.0f - day) * TINTS[PALETTE_NIGHT][tint][k] + day * TINTS[PALETTE_DAY][tint][k];
    if (b->palette.stark > 0.0f)
        make_stark(b->palette.stark, tint, day, rgba);
}

void tint_meaning(const struct build *b, enum palette_meaning meaning, float alpha, float rgba[4])
{
    memcpy(rgba, b->palette.srgb[meaning], 3 * sizeof(float));
    rgba[3] = alpha;
}

float flow_x(const struct build *b, float x)
{
    return b->mirrored && !b->kept ? b->l.width - x : x + b->shift;
}

struct plan_box flow_box(const struct build *b, struct plan_box box)
{
    box.x = b->mirrored && !b->kept ? b->l.width - box.x - box.w : box.x + b->shift;
    return box;
}

void flow_keep(struct build *b, struct plan_box box)
{
    b->shift = flow_box(b, box).x - box.x;
    b->kept = true;
}

void flow_on(struct build *b)
{
    b->shift = 0.0f;
    b->kept = false;
}

int tree_add(struct build *b, int parent, enum ui_role role, const char *name, struct plan_box box)
{
    struct ui *ui = b->ui;
    if (b->silent || ui->n_nodes == UI_MAX_NODES)
        return -1;
    struct ui_node *node = &ui->nodes[ui->n_nodes];
    *node = (struct ui_node){.role = role, .box = flow_box(b, box), .parent = parent};
    snprintf(node->name, sizeof node->name, "%s", name);
    return (int)ui->n_nodes++;
}

void tree_value(struct build *b, int node, const char *format, ...)
{
    if (node < 0)
        return;
    va_list list;
    va_start(list, format);
    vsnprintf(b->ui->nodes[node].value, sizeof b->ui->nodes[node].value, format, list);
    va_end(list);
}

void tree_action(struct build *b, int node, enum ui_action action)
{
    if (node < 0)
        return;
    struct ui_node *n = &b->ui->nodes[node];
    n->action = action;
    n->focusable = true;
    n->focused = strcmp(n->name, b->ui->focus) == 0;
}

void tree_cover(struct build *b, struct plan_box box)
{
    if (b->n_covered < UI_MAX_COVERED)
        b->covered[b->n_covered++] = flow_box(b, box);
}

static void put_colour(const struct build *b, struct plan_item *item, const float rgba[4])
{
    memcpy(item->colour, rgba, sizeof item->colour);
    item->colour[3] *= b->alpha;
}

void draw_rect(struct build *b, struct plan_box box, const float rgba[4], float radius)
{
    struct plan_item *item = plan_item(b->plan, PLAN_ITEM_RECT);
    if (!item)
        return;
    item->box = flow_box(b, box);
    item->radius = fminf(radius, 0.5f * fminf(box.w, box.h));
    put_colour(b, item, rgba);
}

void draw_plate(struct build *b, struct plan_box box)
{
    float edge[4], plate[4], px = fmaxf(1.0f, roundf(0.0015f * b->l.height));
    tint_rgba(b, TINT_EDGE, edge);
    tint_rgba(b, TINT_PLATE, plate);
    if (edge[3] > 0.0f)
        draw_rect(b, box_grow(box, px), edge, b->l.radius + px);
    draw_rect(b, box, plate, b->l.radius);
    tree_cover(b, box);
}

struct plan_box draw_text(struct build *b, float x, float y, float align, const char *text,
                          float size, enum plan_weight weight, const float rgba[4])
{
    float width = text_width(b, text, size, weight);
    struct plan_box box = {x - align * width, y, width, ceilf(size * b->l.line)};
    if (!*text || b->alpha <= 0.0f)
        return box;
    struct plan_item *item = plan_item(b->plan, PLAN_ITEM_TEXT);
    if (!item)
        return box;
    item->box = flow_box(b, box);
    item->text = plan_string(b->plan, text);
    item->size_px = size;
    item->weight = weight;
    item->align = b->mirrored && !b->kept ? 1.0f - align : align;
    put_colour(b, item, rgba);
    return box;
}

void draw_line(struct build *b, float x0, float y0, float x1, float y1, float width,
               const float rgba[4])
{
    struct plan_item *item = plan_item(b->plan, PLAN_ITEM_LINE);
    if (!item)
        return;
    x0 = flow_x(b, x0);
    x1 = flow_x(b, x1);
    item->first = b->plan->n_points;
    item->radius = 0.5f * width;
    item->box = (struct plan_box){fminf(x0, x1), fminf(y0, y1), fabsf(x1 - x0), fabsf(y1 - y0)};
    put_colour(b, item, rgba);
    if (plan_point(b->plan, x0, y0))
        item->count++;
    if (plan_point(b->plan, x1, y1))
        item->count++;
}

float text_width(struct build *b, const char *text, float size, enum plan_weight weight)
{
    float width = 0.0f;
    render_text_size(b->render, weight, size, text, &width, NULL, NULL);
    return ceilf(width);
}

void ease(float *value, float target, float dt, float seconds)
{
    float step = dt / seconds;
    *value = target > *value ? fminf(*value + step, target) : fmaxf(*value - step, target);
}

float fade_comes(const struct ui_fade *fade)
{
    return fade->was ? fmaxf(2.0f * fade->share - 1.0f, 0.0f) : fade->share;
}

const char *fade_text(struct build *b, struct ui_fade *fade, const char *text, float *alpha)
{
    static const float FADE_S = 1.0f, UNSEEN = 0.25f, QUICK = 2.0f;
    if (!fade->shown || (fade->shown != text && b->alpha < UNSEEN)) {
        fade->shown = text;
        fade->was = NULL;
        fade->share = 1.0f;
    } else {
        if (fade->share >= 1.0f && fade->shown != text) { /* one change after the other */
            fade->was = fade->shown;
            fade->shown = text;
            fade->share = 0.0f;
        }
        ease(&fade->share, 1.0f, b->dt * (fade->small ? QUICK : 1.0f), FADE_S);
    }
    *alpha = fade_comes(fade);
    return fade->shown ? fade->shown : "";
}

const char *fade_was(const struct ui_fade *fade, float *alpha)
{
    *alpha = fmaxf(1.0f - 2.0f * fade->share, 0.0f);
    return fade->share < 1.0f && fade->was ? fade->was : "";
}
