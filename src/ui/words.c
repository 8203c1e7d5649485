/* The words of the story: title and clock at the top left, caption and source at the bottom,
 * and the quiet line while the path is worn in. */
#include "ui/tree.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* What the story says in English, or nothing, in the language in force. */
static const char *said(const char *text)
{
    return text ? _(text) : "";
}

static float line_height(const struct build *b, float size)
{
    return layout_line(&b->l, size);
}

struct plan_box draw_wrapped(struct build *b, const struct wrap *wrap, float x, float y,
                                    float align, const float rgba[4])
{
    struct plan_box box = {x - align * ceilf(wrap->width), y, ceilf(wrap->width), 0.0f};
    for (uint32_t i = 0; i < wrap->count; i++) {
        draw_text(b, x, y + box.h, align, wrap->lines[i], wrap->size, wrap->weight, rgba);
        box.h += line_height(b, wrap->size);
    }
    return box;
}

static void build_title(struct build *b)
{
    struct ui *ui = b->ui;
    const struct layout *l = &b->l;
    const struct story_view *view = b->view;
    float alpha, room = l->words_width - 2.0f * l->pad, small = line_height(b, l->small);
    const char *title = fade_text(b, &ui->title_fade, said(view->phase_title), &alpha);
    wrap_sentence(&ui->title_wrap, b->render, PLAN_WEIGHT_BOLD, l->title, title, room, room, 1, 2);
    float title_h = (float)ui->title_wrap.count * line_height(b, l->title);
    float below = l->clock_rows > 1 ? small : 0.0f;
    float clock = l->clock_rows ? clock_width(b, room, below) : 0.0f;
    float width = ceilf(fmaxf(ui->title_wrap.width, clock) + 2.0f * l->pad);
    /* Wider at once, since words need the ground; narrower gently. */
    ui->title_width = fmaxf(width, ui->title_width - 6.0f * l->title * b->dt);
    ui->title_width = fminf(ui->title_width, l->words_width);
    struct plan_box plate = {l->margin, l->margin, floorf(ui->title_width),
                             title_h + (float)l->clock_rows * small + 1.5f * l->pad};
    draw_plate(b, plate);
    int group = tree_add(b, -1, UI_GROUP, "story", plate);

    float x = plate.x + l->pad, y = plate.y + 0.5f * l->pad, rgba[4];
    float was = b->alpha;
    b->alpha *= alpha;
    tint_rgba(b, TINT_TEXT, rgba);
    struct plan_box box = draw_wrapped(b, &ui->title_wrap, x, y, 0.0f, rgba);
    b->alpha = was;
    tree_value(b, tree_add(b, group, UI_TEXT, "phase", box), "%s",
               said(view->phase_title));
    if (l->clock_rows)
        build_clock(b, group, x, y + title_h, room, below);
    b->top = plate.y + plate.h;
}

static void build_caption(struct build *b)
{
    struct ui *ui = b->ui;
    const struct layout *l = &b->l;
    const struct story_view *view = b->view;
    /* As wide as long words need, whatever stands there now. */
    float width = l->caption_width;
    if (!l->tall)
        width = fminf(width, fmaxf((LAYOUT_CAPTION_EM + 2.0f) * l->caption, 46.0f * l->small));
    float room = width - 2.0f * l->pad;
    float measure = fminf(LAYOUT_CAPTION_EM * l->caption, room);
    float small_line = line_height(b, l->small);

    float caption_alpha, source_alpha;
    const char *caption = fade_text(b, &ui->caption_fade, said(view->caption), &caption_alpha);
    const char *source =
        fade_text(b, &ui->source_fade, l->under ? "" : said(view->source), &source_alpha);
    const char *notice = _("A model, not medical advice");
    float notice_width = text_width(b, notice, l->small, PLAN_WEIGHT_REGULAR);
    wrap_sentence(&ui->notice_wrap, b->render, PLAN_WEIGHT_REGULAR, l->small, notice, room, room, 1,
                  2);
    float budget = fmaxf(0.46f * l->height, l->caption_height);
    if (ui->controls)
        budget = fminf(budget, l->height - l->margin - b->top - controls_height(b) - 2.0f * l->gap);
    float least = 2.0f * l->pad + (float)ui->notice_wrap.count * small_line;
    uint32_t most = (uint32_t)fmaxf(2.0f, floorf((budget - least) / line_height(b, l->caption)));
    wrap_sentence(&ui->caption_wrap, b->render, PLAN_WEIGHT_MEDIUM, l->caption, caption, measure,
                  measure, 1, most);
    wrap_sentence(&ui->source_wrap, b->render, PLAN_WEIGHT_REGULAR, l->small, source, room, room, 1,
                  2);

    /* Room for a long caption is kept for a short one too, so that nothing jumps about. */
    uint32_t lines = (uint32_t)l->caption_lines;
    if (lines > most)
        lines = most;
    if (lines < ui->caption_wrap.count)
        lines = ui->caption_wrap.count;
    uint32_t source_lines = (uint32_t)l->source_lines;
    if (source_lines < ui->source_wrap.count)
        source_lines = ui->source_wrap.count;
    float caption_h = (float)lines * line_height(b, l->caption);
    float apart = 1.5f * l->small;
    /* Under all of a large-type picture the clock stands where the source would. */
    float clock_room = room - apart - notice_width;
    float clock = l->under ? clock_width(b, clock_room, 0.0f) : 0.0f;
    bool beside = l->source_lines == 0 && ui->source_wrap.count <= 1 && clock < clock_room &&
                  ui->source_wrap.width + apart + notice_width <= room;
    if (beside || l->under)
        source_lines = 1; /* the notice stands there, whatever the source */
    float source_h = (float)source_lines * small_line;
    float notice_h = beside ? 0.0f : (float)ui->notice_wrap.count * small_line;
    float height = caption_h + source_h + notice_h + 2.0f * l->pad;
    /* A source that would take room from the network is left out. */
    bool sourced = l->under || height <= fmaxf(l->caption_height, fminf(budget, 0.40f * l->height));
    if (!sourced) {
        source_h = 0.0f;
        beside = false;
        notice_h = (float)ui->notice_wrap.count * small_line;
        height = caption_h + notice_h + 2.0f * l->pad;
    }
    if (height < l->caption_height) {
        caption_h += l->caption_height - height;
        height = l->caption_height;
    }
    struct plan_box plate = {roundf(l->margin + 0.5f * (l->caption_width - width)),
                             roundf(l->height - l->margin - height), floorf(width), height};
    float rgba[4];
    draw_plate(b, plate);
    int group = tree_add(b, -1, UI_GROUP, "caption_plate", plate);

    float centre = plate.x + 0.5f * plate.w, y = plate.y + l->pad, was = b->alpha;
    float spare = caption_h - (float)ui->caption_wrap.count * line_height(b, l->caption);
    tint_rgba(b, TINT_TEXT, rgba);
    b->alpha = was * caption_alpha;
    struct plan_box box =
        draw_wrapped(b, &ui->caption_wrap, centre, y + floorf(0.5f * spare), 0.5f, rgba);
    tree_value(b, tree_add(b, group, UI_TEXT, "caption", box), "%s",
               said(view->caption));
    y += caption_h + floorf(0.4f * l->pad); /* of the room below, so that the two stand apart */

    tint_rgba(b, TINT_QUIET, rgba);
    /* A foot of two ends, so that the notice stays where it is while sources change. */
    float x = beside ? plate.x + l->pad : centre;
    if (l->under) {
        build_clock(b, group, plate.x + l->pad, y, beside ? clock_room : room, 0.0f);
    } else if (sourced) {
        float above = (float)(source_lines - ui->source_wrap.count) * small_line;
        b->alpha = was * source_alpha;
        box = draw_wrapped(b, &ui->source_wrap, x, y + above, beside ? 0.0f : 0.5f, rgba);
        tree_value(b, tree_add(b, group, UI_TEXT, "source", box), "%s",
                   said(view->source));
    }
    b->alpha = was;
    if (beside) {
        box = draw_text(b, plate.x + plate.w - l->pad, y, 1.0f, notice, l->small,
                        PLAN_WEIGHT_REGULAR, rgba);
    } else {
        float at = l->under ? plate.x + l->pad : centre, align = l->under ? 0.0f : 0.5f;
        box = draw_wrapped(b, &ui->notice_wrap, at, y + source_h, align, rgba);
    }
    tree_value(b, tree_add(b, group, UI_TEXT, "notice", box), "%s", notice);
    b->bottom = plate.y;
}

void build_wearing(struct build *b)
{
    struct ui *ui = b->ui;
    const struct layout *l = &b->l;
    bool wearing = b->view->phase == STORY_WEARING_IN;
    ease(&ui->wear_alpha, wearing ? 1.0f : 0.0f, b->dt, 0.6f);
    if (wearing && !ui->figures.any)
        ui->wear_alpha = 1.0f;
    if (ui->wear_alpha <= 0.0f)
        return;
    float was = b->alpha;
    b->alpha *= ui->wear_alpha;
    bool opening = ui->going < 1.0f;
    const char *wearing_in = opening ? _("Opening what was saved") : _("Wearing in the path");
    float words = text_width(b, wearing_in, l->caption, PLAN_WEIGHT_MEDIUM);
    float bar_h = fmaxf(4.0f, roundf(0.16f * l->small));
    float height = line_height(b, l->caption) + bar_h + 2.6f * l->pad;
    float width = fminf(fmaxf(words, 9.0f * l->caption) + 2.0f * l->pad, l->words_width);
    float cx = l->margin + 0.5f * l->words_width, top = b->top, bottom = b->bottom;
    if (b->controls_box.h > 0.0f)
        bottom = b->controls_box.y;
    struct plan_box plate = {roundf(cx - 0.5f * width),
                             roundf(0.5f * (top + bottom) - 0.5f * height), width, height};
    if (b->controls_shown && box_overlap(&plate, &b->controls_box, 0.5f * l->gap)) {
        b->alpha = was;
        return; /* large type on a small picture: one of the two at a time */
    }
    float rgba[4];
    draw_plate(b, plate);
    tint_rgba(b, TINT_TEXT, rgba);
    draw_text(b, cx, plate.y + 0.8f * l->pad, 0.5f, wearing_in, l->caption, PLAN_WEIGHT_MEDIUM, rgba);
    struct plan_box bar = {plate.x + l->pad, plate.y + plate.h - l->pad - bar_h,
                           plate.w - 2.0f * l->pad, bar_h};
    tint_rgba(b, TINT_TRACK, rgba);
    draw_rect(b, bar, rgba, bar_h);
    float done = opening ? ui->going : fminf(fmaxf(b->view->wear_in, 0.0f), 1.0f);
    bar.w = fmaxf(bar.w * done, bar_h);
    tint_meaning(b, PALETTE_PATH, 1.0f, rgba);
    draw_rect(b, bar, rgba, bar_h);
    b->alpha = was;
    if (wearing)
        tree_value(b, tree_add(b, -1, UI_GAUGE, "wearing_in", plate), "%s, %d %%", wearing_in,
                   (int)(100.0f * done));
}

void build_words(struct build *b)
{
    build_title(b);
    build_caption(b);
}
