#include "ui/compare_parts.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const float AWAKE_S = 4.0f, CALM = 0.6f;
/* As in ui.c: what fades moves on by no more than this in one picture. */
static const float LONGEST_STEP_S = 0.35f;

struct compare *compare_create(const struct ui_options *options, struct error *error)
{
    struct compare *compare = calloc(1, sizeof *compare);
    if (compare)
        compare->ui = ui_create(options, error);
    if (compare && compare->ui) {
        compare->shown = 1.0f;
        return compare;
    }
    free(compare);
    error_set(error, ERROR_MEMORY, "out of memory for the comparison; close other programs");
    return NULL;
}

void compare_destroy(struct compare *compare)
{
    if (compare)
        ui_destroy(compare->ui);
    free(compare);
}

void compare_set_calm(struct compare *compare, bool calm)
{
    ui_set_calm(compare->ui, calm);
}

void compare_set_language(struct compare *compare, enum language language)
{
    ui_set_language(compare->ui, language);
}

void compare_lay_out(const struct compare *compare, int width, int height, unsigned n_panes,
                     struct compare_layout *layout)
{
    compare_layout_make(layout, width, height, compare->ui->text_scale, n_panes);
}

static const char *minutes_words(unsigned long minutes)
{
    return language_count("%s minute after the dose", "%s minutes after the dose", minutes);
}

static void write_hours(char *out, size_t size, const struct comparison_view *view)
{
    char number[32];
    double hours = (double)view->hours;
    unsigned long days = (unsigned long)(hours / 24.0);
    if (hours < 0.0) {
        snprintf(out, size, "%s", _("Before the dose"));
    } else if (hours < 1.0) {
        unsigned long minutes = (unsigned long)(10.0 * floor(6.0 * hours));
        language_whole(number, sizeof number, minutes);
        snprintf(out, size, minutes_words(minutes), number);
    } else if (hours < 48.0) {
        language_whole(number, sizeof number, (unsigned long)hours);
        snprintf(out, size,
                 language_count("%s hour after the dose", "%s hours after the dose",
                                (unsigned long)hours),
                 number);
    } else {
        language_whole(number, sizeof number, days);
        snprintf(out, size, language_count("%s day after the dose", "%s days after the dose", days),
                 number);
    }
}

/* What the usual clock is told with. */
static void fill_clock(struct story_view *clock, const struct comparison_view *view)
{
    bool live = view->stretch == COMPARISON_BEFORE || view->stretch == COMPARISON_ENDED;
    bool days = view->stretch == COMPARISON_DAYS || view->stretch == COMPARISON_WEEKS;
    clock->phase = STORY_PRACTICE;
    clock->clock = live ? STORY_CLOCK_SPIKES : days ? STORY_CLOCK_DAYS : STORY_CLOCK_HOURS;
    clock->told_rate = view->slow_rate;
    clock->told_practice_rate = view->practice_rate;
    clock->paused = view->paused;
}

static void build_header(struct build *b, struct compare *compare,
                         const struct compare_layout *layout, const struct comparison_view *view)
{
    const struct layout *l = &b->l;
    struct plan_box box = layout->header;
    char hours[64], shown[64];
    float text[4], size = l->title, longest;
    tint_rgba(b, TINT_TEXT, text);
    write_hours(hours, sizeof hours, view);
    /* The longest there is sets the place of what follows, so that it does not move. */
    longest = fmaxf(text_width(b, minutes_words(50), size, PLAN_WEIGHT_BOLD),
                    text_width(b, hours, size, PLAN_WEIGHT_BOLD));
    wrap_shorten(b->render, PLAN_WEIGHT_BOLD, size, hours, box.w, shown, sizeof shown);
    draw_text(b, box.x, box.y, 0.0f, shown, size, PLAN_WEIGHT_BOLD, text);
    int node = tree_add(b, -1, UI_TEXT, "hours", box);
    tree_value(b, node, "%s", hours);
    float x = box.x + longest + 1.2f * l->small;
    float low = 0.8f * (layout_line(l, size) - layout_line(l, l->small));
    fill_clock(&compare->clock, view);
    if (layout->clock_below)
        build_clock(b, node, box.x, box.y + layout_line(l, size), box.w, 0.0f);
    else
        build_clock(b, node, x, box.y + low, box.x + box.w - x, 0.0f);
}

static void draw_lines(struct build *b, const struct wrap *wrap, struct plan_box box, float alpha)
{
    float text[4], was = b->alpha;
    tint_rgba(b, TINT_TEXT, text);
    b->alpha = was * alpha;
    draw_wrapped(b, wrap, box.x, box.y, 0.0f, text);
    b->alpha = was;
}

/* A sentence is whole before it is large. */
static void set_caption(struct build *b, struct wrap *wrap, struct ui_fit *fit, const char *text,
                        float room, uint32_t most)
{
    static const float STEP = 0.94f;
    const struct layout *l = &b->l;
    if (fit->text != text || fit->asked != l->caption || fit->room != room || fit->most != most)
        *fit = (struct ui_fit){text, l->caption, room, most, l->caption};
    for (;;) {
        wrap_sentence(wrap, b->render, PLAN_WEIGHT_MEDIUM, fit->size, text, room, room, 1, most);
        if (!wrap->shortened || fit->size <= l->small)
            return;
        fit->size = fmaxf(floorf(STEP * fit->size), l->small);
    }
}

static void build_caption(struct build *b, const struct compare_layout *layout,
                          const struct comparison_view *view)
{
    struct ui *ui = b->ui;
    const struct layout *l = &b->l;
    struct plan_box box = layout->caption;
    float going, quiet[4], alpha;
    struct plan_box in = {box.x + l->pad, box.y + 0.5f * l->pad, box.w - 2.0f * l->pad, 0.0f};
    uint32_t most = (uint32_t)layout->caption_lines;
    draw_plate(b, box);
    const char *text = fade_text(b, &ui->caption_fade, _(view->caption), &alpha);
    set_caption(b, &ui->caption_wrap, &ui->caption_fit, text, in.w, most);
    const char *before = fade_was(&ui->caption_fade, &going);
    set_caption(b, &ui->caption_was, &ui->caption_was_fit, before, in.w, most);
    draw_lines(b, &ui->caption_was, in, going);
    draw_lines(b, &ui->caption_wrap, in, alpha);
    tree_value(b, tree_add(b, -1, UI_TEXT, "caption", box), "%s", _(view->caption));

    float y = box.y + box.h - 0.5f * l->pad - layout_line(l, l->small), was = b->alpha;
    tint_rgba(b, TINT_QUIET, quiet);
    char line[256];
    const char *source = fade_text(b, &ui->source_fade, _(view->source), &alpha);
    wrap_shorten(b->render, PLAN_WEIGHT_REGULAR, l->small, source, in.w, line, sizeof line);
    b->alpha = was * alpha;
    draw_text(b, in.x, y, 0.0f, line, l->small, PLAN_WEIGHT_REGULAR, quiet);
    source = fade_was(&ui->source_fade, &going);
    wrap_shorten(b->render, PLAN_WEIGHT_REGULAR, l->small, source, in.w, line, sizeof line);
    b->alpha = was * going;
    draw_text(b, in.x, y, 0.0f, line, l->small, PLAN_WEIGHT_REGULAR, quiet);
    b->alpha = was;
    struct plan_box below = {in.x, y, in.w, layout_line(l, l->small)};
    tree_value(b, tree_add(b, -1, UI_TEXT, "source", below), "%s", _(view->source));
}

static void build_wearing_in(struct build *b, const struct comparison_view *view)
{
    const struct layout *l = &b->l;
    const char *words = _("Wearing in one path, to be copied");
    float text[4], track[4], fill[4], size = l->title;
    float wide = fminf(text_width(b, words, size, PLAN_WEIGHT_BOLD), l->width - 2.0f * l->margin);
    char line[160];
    struct plan_box box = {roundf(0.5f * (l->width - wide)), roundf(0.42f * l->height), wide,
                           2.0f * layout_line(l, size)};
    tint_rgba(b, TINT_TEXT, text);
    tint_rgba(b, TINT_TRACK, track);
    tint_meaning(b, PALETTE_PATH, 1.0f, fill);
    wrap_shorten(b->render, PLAN_WEIGHT_BOLD, size, words, wide, line, sizeof line);
    draw_text(b, box.x, box.y, 0.0f, line, size, PLAN_WEIGHT_BOLD, text);
    struct plan_box bar = {box.x, box.y + 1.4f * layout_line(l, size), wide,
                           fmaxf(8.0f, 0.3f * size)};
    draw_rect(b, bar, track, bar.h);
    bar.w *= view->wear_in;
    draw_rect(b, bar, fill, bar.h);
    tree_value(b, tree_add(b, -1, UI_TEXT, "wearing_in", box), "%s %.0f %%", words,
               100.0 * (double)view->wear_in);
}

static void close_pass(struct plan *plan, uint32_t first)
{
    struct plan_pass *pass = plan_pass(plan, PLAN_PASS_OVERLAY);
    if (!pass)
        return;
    pass->first = first;
    pass->count = plan->n_items - first;
}

/* What lies between panes and plates. */
static void draw_ground(struct build *b)
{
    float rgba[4];
    uint32_t first = b->plan->n_items;
    tint_meaning(b, PALETTE_BACKDROP, 1.0f, rgba);
    draw_rect(b, (struct plan_box){-2.0f, -2.0f, b->l.width + 4.0f, b->l.height + 4.0f}, rgba,
              0.0f);
    close_pass(b->plan, first);
}

void compare_build(struct compare *compare, struct render *render, const struct scene *scene,
                   const struct comparison_view *view, struct plan *plan, double dt_s)
{
    struct ui *ui = compare->ui;
    struct compare_layout layout;
    struct build b = {.ui = ui,
                      .render = render,
                      .plan = plan,
                      .scene = scene,
                      .palette = *scene_palette(scene),
                      .view = &compare->clock,
                      .dt = fminf((float)dt_s, LONGEST_STEP_S) * (ui->calm ? CALM : 1.0f),
                      .alpha = 1.0f,
                      .mirrored = language_facts(ui->language)->right_to_left};
    compare_lay_out(compare, plan->width, plan->height, view->n_arms, &layout);
    b.l = layout.l;
    ui->n_nodes = 0;
    ui->idle_s += (float)dt_s;
    bool awake = ui->controls && ui->idle_s < AWAKE_S;
    ease(&ui->controls_alpha, awake ? 1.0f : 0.0f, b.dt, awake ? 0.2f : 0.8f);

    draw_ground(&b);
    if (plan->n_panes)
        plan_pass(plan, PLAN_PASS_PANES);
    uint32_t first = plan->n_items;
    b.alpha = compare->shown;
    if (view->stretch == COMPARISON_WEARING_IN) {
        build_wearing_in(&b, view);
    } else {
        build_header(&b, compare, &layout, view);
        /* Panes and plots stand where they stand, in every language. */
        flow_keep(&b, (struct plan_box){0.0f, 0.0f, b.l.width, b.l.height});
        build_compare_panes(&b, compare, &layout, view);
        build_compare_strip(&b, compare, &layout, view);
        flow_on(&b);
        build_caption(&b, &layout, view);
    }
    build_compare_controls(&b, &layout, view);
    close_pass(plan, first);
}

void compare_controls(struct compare *compare, bool enabled)
{
    ui_controls(compare->ui, enabled);
}

void compare_show(struct compare *compare, float shown)
{
    compare->shown = shown;
}

enum ui_action compare_pointer(struct compare *compare, float x, float y, bool pressed,
                               bool released, bool *inside)
{
    return ui_pointer(compare->ui, x, y, pressed, released, inside);
}

void compare_focus_move(struct compare *compare, int direction)
{
    ui_focus_move(compare->ui, direction);
}

enum ui_action compare_activate(struct compare *compare)
{
    return ui_activate(compare->ui);
}

const struct ui_node *compare_nodes(const struct compare *compare, uint32_t *count)
{
    return ui_nodes(compare->ui, count);
}

const struct ui_node *compare_find(const struct compare *compare, const char *name)
{
    return ui_find(compare->ui, name);
}
