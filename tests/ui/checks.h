/* What is checked of every overlay: all inside the picture, nothing over anything else, type and
 * buttons large enough, and words that stand out from their ground (WCAG 2.2, 1.4.3 and 1.4.6). */
#ifndef SNOWMELT_TESTS_UI_CHECKS_H
#define SNOWMELT_TESTS_UI_CHECKS_H

#include <math.h>

#include "fixture.h"
#include "ui/layout.h"

static inline const char *text_of(const struct plan *plan, const struct plan_item *item)
{
    return plan->strings + item->text;
}

static inline void check_inside(const struct fixture *f)
{
    static const float SLACK_PX = 0.6f;
    const struct plan *plan = f->plan;
    for (uint32_t i = 0; i < plan->n_items; i++) {
        const struct plan_box *box = &plan->items[i].box;
        if (box->x < -SLACK_PX || box->y < -SLACK_PX ||
            box->x + box->w > (float)plan->width + SLACK_PX ||
            box->y + box->h > (float)plan->height + SLACK_PX)
            fail_msg("%dx%d: '%s' at %.0f %.0f %.0f %.0f is outside", plan->width, plan->height,
                     plan->items[i].kind == PLAN_ITEM_TEXT ? text_of(plan, &plan->items[i]) : "",
                     (double)box->x, (double)box->y, (double)box->w, (double)box->h);
    }
    uint32_t count;
    const struct ui_node *nodes = ui_nodes(f->ui, &count);
    for (uint32_t i = 0; i < count; i++) {
        assert_true(nodes[i].box.x >= -SLACK_PX && nodes[i].box.y >= -SLACK_PX);
        assert_true(nodes[i].box.x + nodes[i].box.w <= (float)plan->width + SLACK_PX);
        assert_true(nodes[i].box.y + nodes[i].box.h <= (float)plan->height + SLACK_PX);
    }
    assert_int_equal(plan->dropped, 0);
}

/* One comes in the very place of the other, which goes as much. */
static inline bool change_over(const struct plan_item *a, const struct plan_item *b)
{
    return a->size_px == b->size_px && a->weight == b->weight &&
           a->colour[3] + b->colour[3] < 1.01f;
}

static inline void check_apart(const struct fixture *f)
{
    static const float SLACK_PX = 0.5f;
    const struct plan *plan = f->plan;
    for (uint32_t i = 0; i < plan->n_items; i++)
        for (uint32_t j = i + 1; j < plan->n_items; j++) {
            const struct plan_item *a = &plan->items[i], *b = &plan->items[j];
            if (a->kind != PLAN_ITEM_TEXT || b->kind != PLAN_ITEM_TEXT)
                continue;
            if (a->box.x + SLACK_PX < b->box.x + b->box.w &&
                b->box.x + SLACK_PX < a->box.x + a->box.w &&
                a->box.y + SLACK_PX < b->box.y + b->box.h &&
                b->box.y + SLACK_PX < a->box.y + a->box.h && !change_over(a, b))
                fail_msg("%dx%d: '%s' lies over '%s'", plan->width, plan->height, text_of(plan, a),
                         text_of(plan, b));
        }
}

static inline void check_type(const struct fixture *f, float asked)
{
    const struct plan *plan = f->plan;
    struct layout l;
    layout_make(&l, plan->width, plan->height, asked);
    float scale = l.scale;
    float side = layout_type_side((float)plan->width, (float)plan->height);
    if (plan->width > plan->height && plan->height >= 600)
        assert_true(scale == asked);
    assert_true(scale >= 1.0f);
    for (uint32_t i = 0; i < plan->n_items; i++) {
        const struct plan_item *item = &plan->items[i];
        if (item->kind != PLAN_ITEM_TEXT)
            continue;
        assert_true(item->size_px >= 0.026f * side * scale);
        const char *text = text_of(plan, item);
        /* Large type may be less large where a sentence is long, so that it is whole. */
        if (strstr(f->view.caption, text) && strlen(text) > 12)
            assert_true(item->size_px >= 0.037f * side);
    }
}

static inline void check_targets(const struct fixture *f)
{
    uint32_t count, buttons = 0;
    const struct ui_node *nodes = ui_nodes(f->ui, &count);
    for (uint32_t i = 0; i < count; i++)
        if (nodes[i].role == UI_BUTTON) {
            assert_true(nodes[i].box.w >= 44.0f && nodes[i].box.h >= 44.0f);
            buttons++;
        }
    if (f->plan->height >= 600 && buttons == 0)
        fail_msg("%dx%d has no buttons", f->plan->width, f->plan->height);
}

static inline float linear(float c)
{
    return c <= 0.04045f ? c / 12.92f : powf((c + 0.055f) / 1.055f, 2.4f);
}

static inline float luminance(const float rgb[3])
{
    return 0.2126f * linear(rgb[0]) + 0.7152f * linear(rgb[1]) + 0.0722f * linear(rgb[2]);
}

/* WCAG contrast of a text over the plates under it, with `behind` as the picture. */
static inline float contrast(const struct plan *plan, uint32_t text, float behind)
{
    const struct plan_item *item = &plan->items[text];
    float rgb[3] = {behind, behind, behind}, ink[3];
    for (uint32_t i = 0; i < text; i++) {
        const struct plan_item *plate = &plan->items[i];
        const struct plan_box *p = &plate->box, *t = &item->box;
        if (plate->kind != PLAN_ITEM_RECT || p->x > t->x + 0.5f || p->y > t->y + 0.5f ||
            p->x + p->w < t->x + t->w - 0.5f || p->y + p->h < t->y + t->h - 0.5f)
            continue;
        for (int k = 0; k < 3; k++)
            rgb[k] += plate->colour[3] * (plate->colour[k] - rgb[k]);
    }
    for (int k = 0; k < 3; k++)
        ink[k] = rgb[k] + item->colour[3] * (item->colour[k] - rgb[k]);
    float a = luminance(ink), b = luminance(rgb);
    return (fmaxf(a, b) + 0.05f) / (fminf(a, b) + 0.05f);
}

static inline bool is_caption(const struct fixture *f, const char *text)
{
    return strlen(text) > 4 && (strstr(f->view.caption, text) || strstr(f->view.phase_title, text));
}

static inline void check_contrast(const struct fixture *f)
{
    const struct plan *plan = f->plan;
    for (uint32_t i = 0; i < plan->n_items; i++)
        for (int white = 0; white < 2; white++) {
            if (plan->items[i].kind != PLAN_ITEM_TEXT)
                continue;
            float ratio = contrast(plan, i, (float)white);
            float least = is_caption(f, text_of(plan, &plan->items[i])) ? 7.0f : 4.5f;
            if (ratio < least)
                fail_msg("%dx%d: '%s' has a contrast of only %.1f over %s", plan->width,
                         plan->height, text_of(plan, &plan->items[i]), (double)ratio,
                         white ? "white" : "black");
        }
}

/* Plates, buttons and names of places keep off each other. */
static inline void check_plates(const struct fixture *f)
{
    static const char *const PLATES[] = {"story", "caption_plate", "panel", "controls",
                                         "wearing_in"};
    uint32_t count;
    const struct ui_node *nodes = ui_nodes(f->ui, &count);
    for (size_t p = 0; p < sizeof PLATES / sizeof *PLATES; p++) {
        const struct ui_node *plate = ui_find(f->ui, PLATES[p]);
        for (uint32_t i = 0; plate && i < count; i++) {
            /* Without room for its name a place is a mere spot, wherever it lies. */
            bool spot = nodes[i].role == UI_PLACE && nodes[i].box.w == 44.0f;
            bool other = strncmp(nodes[i].name, "place_", 6) == 0 && !spot;
            for (size_t q = p + 1; q < sizeof PLATES / sizeof *PLATES; q++)
                other |= strcmp(nodes[i].name, PLATES[q]) == 0;
            if (other && box_overlap(&plate->box, &nodes[i].box, -0.5f))
                fail_msg("%dx%d: '%s' lies over '%s'", f->plan->width, f->plan->height,
                         nodes[i].name, plate->name);
        }
    }
}

static inline void check_all(struct fixture *f, float scale)
{
    check_plates(f);
    check_inside(f);
    check_apart(f);
    check_type(f, scale);
    check_targets(f);
    check_contrast(f);
}

#endif
