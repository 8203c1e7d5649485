#include "ui/kiosk_parts.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const float ROW_S = 0.35f, PAD_S = 0.3f, HEIGHT_S = 0.8f, INVITE_S = 0.9f, CALM = 0.6f;
static const float LONGEST_STEP_S = 0.35f; /* as in ui.c */
static const float USABLE = 0.5f;
/* The invitation breathes, slowly and not much. */
static const float BREATH_S = 6.0f, BREATH = 0.12f;

static const char ABOUT[] = N_("See how a worn path of thoughts loosens, in this model.");

struct kiosk *kiosk_create(const struct ui_options *options, struct error *error)
{
    struct kiosk *kiosk = calloc(1, sizeof *kiosk);
    if (kiosk)
        kiosk->ui = ui_create(options, error);
    if (kiosk && kiosk->ui) {
        kiosk->ui->controls_alpha = 1.0f;
        return kiosk;
    }
    free(kiosk);
    error_set(error, ERROR_MEMORY, "out of memory for the exhibit; close other programs");
    return NULL;
}

void kiosk_destroy(struct kiosk *kiosk)
{
    if (kiosk)
        ui_destroy(kiosk->ui);
    free(kiosk);
}

void kiosk_set_language(struct kiosk *kiosk, enum language language)
{
    ui_set_language(kiosk->ui, language);
}

void kiosk_set_reading(struct kiosk *kiosk, float text_scale, bool reduced_motion)
{
    ui_set_reading(kiosk->ui, text_scale, reduced_motion);
}

static struct build begin(struct kiosk *kiosk, struct render *render, int width, int height,
                          double dt_s)
{
    struct build b = {.ui = kiosk->ui,
                      .render = render,
                      .alpha = 1.0f,
                      .mirrored = language_facts(kiosk->ui->language)->right_to_left};
    b.dt = fminf((float)dt_s, LONGEST_STEP_S) * (kiosk->ui->calm ? CALM : 1.0f);
    layout_make(&b.l, width, height, kiosk->ui->text_scale);
    return b;
}

/* ---- where they stand ---- */

static struct plan_box inner(const struct build *b, const struct kiosk_show *show)
{
    float corner = show->corner * fminf(b->l.width, b->l.height);
    float inset = fmaxf(corner, b->l.margin);
    return (struct plan_box){inset, 0.0f, b->l.width - 2.0f * inset, 0.0f};
}

static float upper_height(struct build *b, const struct kiosk_band *band,
                          const struct kiosk_show *show, struct plan_box box)
{
    struct kiosk_button buttons[KIOSK_MOST_BUTTONS];
    float most = kiosk_buttons(b, band, buttons, kiosk_actions(show, buttons), box, false);
    return fmaxf(most, kiosk_buttons(b, band, buttons, kiosk_easier(show, buttons), box, false));
}

static float lower_height(struct build *b, const struct kiosk_band *band,
                          const struct kiosk_show *show, struct plan_box box)
{
    struct kiosk_button buttons[KIOSK_MOST_BUTTONS];
    return kiosk_buttons(b, band, buttons, kiosk_lower(show, buttons), box, false);
}

/* On a small picture buttons give way before the network does, down to what WCAG 2.2 asks for. */
static float fit_band(struct build *b, const struct kiosk_show *show, struct kiosk_band *band)
{
    static const float MOST = 0.44f, LEAST_PX = 44.0f, LESS = 0.93f;
    struct plan_box box = inner(b, show);
    kiosk_band_make(b, show, band);
    for (;;) {
        float height = upper_height(b, band, show, box) + lower_height(b, band, show, box) +
                       2.0f * band->gap + b->l.margin;
        if (height <= MOST * b->l.height || band->target <= LEAST_PX)
            return height;
        band->target = fmaxf(floorf(LESS * band->target), LEAST_PX);
        band->gap = fmaxf(floorf(LESS * band->gap), 8.0f);
        band->type = fmaxf(floorf(LESS * band->type), 14.0f);
    }
}

int kiosk_height(struct kiosk *kiosk, struct render *render, const struct kiosk_show *show,
                 int width, int height, double dt_s)
{
    struct build b = begin(kiosk, render, width, height, dt_s);
    struct kiosk_band band;
    float wanted = fit_band(&b, show, &band);
    bool known = kiosk->height > 0.0f && kiosk->for_height == b.l.height;
    if (!known)
        kiosk->height = wanted;
    else
        ease(&kiosk->height, wanted, b.dt * b.l.height * 0.25f, HEIGHT_S);
    kiosk->for_height = b.l.height;
    return (int)ceilf(kiosk->height);
}

static void place_rows(struct build *b, const struct kiosk *kiosk, const struct kiosk_show *show,
                       struct kiosk_band *band)
{
    struct plan_box box = inner(b, show);
    fit_band(b, show, band);
    float top = b->l.height - kiosk->height, end = b->l.height - b->l.margin;
    float low = lower_height(b, band, show, box);
    band->lower = (struct plan_box){box.x, end - low, box.w, low};
    band->upper = (struct plan_box){box.x, top + band->gap, box.w,
                                    end - low - 2.0f * band->gap - top};
}

/* ---- drawing ---- */

static float breath(struct kiosk *kiosk, float dt)
{
    kiosk->breath_s = fmodf(kiosk->breath_s + dt, BREATH_S);
    if (kiosk->ui->calm)
        return 1.0f;
    return 1.0f - BREATH * (0.5f - 0.5f * cosf(6.2831853f * kiosk->breath_s / BREATH_S));
}

/* Words of another language come when those of the last have gone. */
static void draw_invitation(struct build *b, struct kiosk *kiosk, const struct kiosk_band *band)
{
    const struct layout *l = &b->l;
    const char *words = _("Touch to begin"), *about = _(ABOUT);
    bool same = !kiosk->invited || kiosk->invited == words;
    ease(&kiosk->invite_shown, same ? 1.0f : 0.0f, b->dt, INVITE_S);
    if (same || kiosk->invite_shown <= 0.0f)
        kiosk->invited = words;
    else
        words = kiosk->invited;
    float was = b->alpha, rgba[4], quiet[4], size = roundf(1.25f * l->title);
    b->alpha *= kiosk->invite_shown;
    tint_rgba(b, TINT_TEXT, rgba);
    tint_rgba(b, TINT_QUIET, quiet);
    float middle = band->upper.x + 0.5f * band->upper.w;
    float small = l->caption;
    for (;; small = floorf(0.92f * small)) { /* whole before large */
        wrap_sentence(&kiosk->about_wrap, b->render, PLAN_WEIGHT_MEDIUM, small, about,
                      band->upper.w, band->upper.w, 1, 3);
        if (!kiosk->about_wrap.shortened || small <= l->small)
            break;
    }
    while (size > l->small &&
           text_width(b, words, size, PLAN_WEIGHT_BOLD) > band->upper.w)
        size = floorf(0.92f * size);
    float line = layout_line(l, size);
    float second = (float)kiosk->about_wrap.count * layout_line(l, small);
    /* Upwards from the band, where nothing else stands now. */
    float y = roundf(band->upper.y + band->upper.h - line - second);
    float faint = b->alpha;
    b->alpha *= breath(kiosk, b->dt);
    struct plan_box box =
        draw_text(b, middle, y, 0.5f, words, size, PLAN_WEIGHT_BOLD, rgba);
    tree_value(b, tree_add(b, -1, UI_TEXT, "invitation", box), "%s", words);
    b->alpha = faint;
    if (same) /* a sentence goes with its invitation, and comes with it */
        draw_wrapped(b, &kiosk->about_wrap, middle, y + line, 0.5f, quiet);
    b->alpha = was;
}

static void draw_question(struct build *b, const struct kiosk_band *band,
                          const struct kiosk_show *show)
{
    char number[32], words[160];
    const struct kiosk_button stay = {"stay", _("Yes, go on"), UI_EXHIBIT_STAY, false, false};
    language_whole(number, sizeof number, show->left_s);
    snprintf(words, sizeof words, _("Still there? %s s"), number);
    struct plan_box box = band->upper;
    float button = text_width(b, stay.words, band->type, PLAN_WEIGHT_MEDIUM) + 1.5f * band->type;
    float apart = 3.0f * band->gap, rgba[4], size = 1.6f * band->type;
    /* As large as goes beside the button. */
    while (size > b->l.small &&
           text_width(b, words, size, PLAN_WEIGHT_BOLD) > box.w - apart - button)
        size = fmaxf(floorf(0.92f * size), b->l.small);
    char shown[200];
    float wide = wrap_shorten(b->render, PLAN_WEIGHT_BOLD, size, words, box.w - apart - button,
                              shown, sizeof shown);
    float line = layout_line(&b->l, size), left = box.x + 0.5f * (box.w - wide - button - apart);
    struct plan_box for_button = {left + wide + apart, box.y, button, box.h};
    tint_rgba(b, TINT_TEXT, rgba);
    draw_text(b, left, roundf(box.y + 0.5f * (box.h - line)), 0.0f, shown, size, PLAN_WEIGHT_BOLD,
              rgba);
    tree_value(b, tree_add(b, -1, UI_TEXT, "question", box), "%s", words);
    kiosk_buttons(b, band, &stay, 1, for_button, true);
}

static void draw_upper(struct build *b, struct kiosk *kiosk, const struct kiosk_band *band,
                       const struct kiosk_show *show)
{
    struct kiosk_button buttons[KIOSK_MOST_BUTTONS];
    bool silent = b->silent;
    float was = b->alpha;
    ease(&kiosk->row_shown, kiosk->row == show->row ? 1.0f : 0.0f, b->dt, ROW_S);
    if (kiosk->row != show->row && kiosk->row_shown <= 0.0f) {
        kiosk->row = show->row;
        kiosk->invited = NULL;
        kiosk->invite_shown = 1.0f;
    }
    b->alpha *= kiosk->row_shown;
    b->silent = silent || kiosk->row_shown < USABLE;
    switch (kiosk->row) {
    case KIOSK_ACTIONS:
        kiosk_buttons(b, band, buttons, kiosk_actions(show, buttons), band->upper, true);
        break;
    case KIOSK_EASIER:
        kiosk_buttons(b, band, buttons, kiosk_easier(show, buttons), band->upper, true);
        break;
    case KIOSK_ASK:
        draw_question(b, band, show);
        break;
    default:
        draw_invitation(b, kiosk, band);
    }
    b->silent = silent;
    b->alpha = was;
}

/* What makes the words readable on any picture. Above an invitation, where nothing else stands, it
 * begins softly. */
static void draw_ground(struct build *b, const struct kiosk *kiosk)
{
    enum { STEPS = 30 };
    static const float DENSE = 0.86f;
    float invites = kiosk->row == KIOSK_INVITE ? kiosk->row_shown : 0.0f;
    float rgba[4], step = roundf(2.6f * b->l.title * invites / STEPS);
    float top = roundf(b->l.height - kiosk->height) - step * STEPS;
    tint_rgba(b, TINT_PLATE, rgba);
    for (int i = step > 0.0f ? 0 : STEPS; i <= STEPS; i++) {
        float share = (float)(i + 1) / (float)(STEPS + 1), end = i == STEPS ? b->l.height : 0.0f;
        rgba[3] = DENSE * share * share * (3.0f - 2.0f * share);
        float y = top + step * (float)i;
        draw_rect(b, (struct plan_box){-2.0f, y, b->l.width + 4.0f, end > 0.0f ? end - y : step},
                  rgba, 0.0f);
    }
}

static void draw_darkness(struct build *b, float darkness)
{
    struct plan_item *item = darkness > 0.0f ? plan_item(b->plan, PLAN_ITEM_RECT) : NULL;
    if (!item)
        return;
    item->box = (struct plan_box){-2.0f, -2.0f, b->l.width + 4.0f, b->l.height + 4.0f};
    item->colour[3] = darkness;
}

void kiosk_build(struct kiosk *kiosk, struct render *render, const struct scene *scene,
                 const struct kiosk_show *show, struct plan *plan, double dt_s)
{
    struct build b = begin(kiosk, render, plan->width, plan->height, dt_s);
    struct kiosk_button buttons[KIOSK_MOST_BUTTONS];
    struct kiosk_band band;
    uint32_t first = plan->n_items;
    b.plan = plan;
    b.scene = scene;
    b.palette = *scene_palette(scene);
    kiosk->ui->n_nodes = 0;
    place_rows(&b, kiosk, show, &band);
    ease(&kiosk->pad_shown, show->pad ? 1.0f : 0.0f, b.dt, PAD_S);
    draw_ground(&b, kiosk);
    b.silent = show->pad;
    draw_upper(&b, kiosk, &band, show);
    kiosk_buttons(&b, &band, buttons, kiosk_lower(show, buttons), band.lower, true);
    b.silent = !show->pad;
    draw_darkness(&b, show->darkness);
    if (kiosk->pad_shown > 0.0f) {
        b.alpha = kiosk->pad_shown;
        build_pad(&b, &band, show);
    }
    struct plan_pass *pass = plan_pass(plan, PLAN_PASS_OVERLAY);
    if (!pass)
        return;
    pass->first = first;
    pass->count = plan->n_items - first;
}

/* ---- hands ---- */

enum ui_action kiosk_at(const struct kiosk *kiosk, float x, float y)
{
    const struct ui *ui = kiosk->ui;
    for (uint32_t i = 0; i < ui->n_nodes; i++)
        if (ui->nodes[i].action != UI_NONE && box_contains(&ui->nodes[i].box, x, y))
            return ui->nodes[i].action;
    return UI_NONE;
}

void kiosk_press(struct kiosk *kiosk, enum ui_action action)
{
    struct ui *ui = kiosk->ui;
    ui->pressed[0] = '\0';
    ui->focus_seen = ui->focus_seen && action == UI_NONE;
    for (uint32_t i = 0; action != UI_NONE && i < ui->n_nodes; i++)
        if (ui->nodes[i].action == action)
            snprintf(ui->pressed, sizeof ui->pressed, "%s", ui->nodes[i].name);
}

void kiosk_focus_move(struct kiosk *kiosk, int direction)
{
    ui_focus_move(kiosk->ui, direction);
}

void kiosk_focus_leave(struct kiosk *kiosk)
{
    kiosk->ui->focus[0] = 0;
    kiosk->ui->focus_seen = false;
}

enum ui_action kiosk_focused(const struct kiosk *kiosk)
{
    const struct ui *ui = kiosk->ui;
    const struct ui_node *node =
        ui->focus_seen && ui->focus[0] ? ui_find(ui, ui->focus) : NULL;
    return node ? node->action : UI_NONE;
}

const struct ui_node *kiosk_nodes(const struct kiosk *kiosk, uint32_t *count)
{
    return ui_nodes(kiosk->ui, count);
}

const struct ui_node *kiosk_find(const struct kiosk *kiosk, const char *name)
{
    return ui_find(kiosk->ui, name);
}
