/* The words of the story: title and clock at the top left, caption and source at the bottom,
 * and the quiet line while the path is worn in. */
#include "ui/readouts.h"
#include "ui/tree.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const char NOTICE[] = N_("A model, not medical advice");
static const char WEARING[] = N_("Wearing in the path");

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

static float wrap_height(const struct build *b, const struct wrap *wrap)
{
    return (float)wrap->count * line_height(b, wrap->size);
}

/* Words that change, the old before the new, each in its place within the height: 0 at the top, 1 at
 * the foot. Returns the box of the new. */
static struct plan_box draw_changing(struct build *b, const struct ui_fade *fade,
                                     const struct wrap *now, const struct wrap *before,
                                     struct plan_box in, float upright, float align,
                                     const float rgba[4])
{
    float was = b->alpha, spare = in.h - wrap_height(b, before);
    float going, coming = fade_comes(fade);
    fade_was(fade, &going);
    b->alpha = was * going;
    draw_wrapped(b, before, in.x, in.y + floorf(upright * spare), align, rgba);
    spare = in.h - wrap_height(b, now);
    b->alpha = was * coming;
    struct plan_box box = draw_wrapped(b, now, in.x, in.y + floorf(upright * spare), align, rgba);
    b->alpha = was;
    return box;
}

/* A title has one line, and smaller type where it takes that: a second line would take from the
 * network. */
static void set_title(struct build *b, struct wrap *wrap, struct ui_fit *fit, const char *title,
                      float room)
{
    static const float STEP = 0.96f;
    float asked = b->l.title, least = b->l.caption;
    if (fit->text != title || fit->asked != asked || fit->room != room)
        *fit = (struct ui_fit){.text = title, .asked = asked, .room = room, .size = asked};
    for (;;) {
        wrap_sentence(wrap, b->render, PLAN_WEIGHT_BOLD, fit->size, title, room, room, 1, 2);
        if (wrap->count < 2 || fit->size <= least)
            return;
        fit->size = fmaxf(floorf(STEP * fit->size), least);
    }
}

static void build_title(struct build *b)
{
    struct ui *ui = b->ui;
    const struct layout *l = &b->l;
    const struct story_view *view = b->view;
    float alpha, room = l->words_width - 2.0f * l->pad, small = line_height(b, l->small);
    const char *title = fade_text(b, &ui->title_fade, said(view->phase_title), &alpha);
    set_title(b, &ui->title_wrap, &ui->title_fit, title, room);
    title = fade_was(&ui->title_fade, &alpha);
    set_title(b, &ui->title_was, &ui->title_was_fit, title, room);
    float lines = fmaxf((float)ui->title_wrap.count, (float)ui->title_was.count);
    float title_h = lines * line_height(b, l->title);
    float below = l->clock_rows > 1 ? small : 0.0f;
    float clock = l->clock_rows ? clock_width(b, room, below) : 0.0f;
    float width =
        ceilf(fmaxf(fmaxf(ui->title_wrap.width, ui->title_was.width), clock) + 2.0f * l->pad);
    /* Wider at once, since words need the ground; narrower gently. */
    ui->title_width = fmaxf(width, ui->title_width - 6.0f * l->title * b->dt);
    ui->title_width = fminf(ui->title_width, l->words_width);
    struct plan_box plate = {l->margin, l->margin, floorf(ui->title_width),
                             title_h + (float)l->clock_rows * small + 1.5f * l->pad};
    draw_plate(b, plate);
    int group = tree_add(b, -1, UI_GROUP, "story", plate);

    float x = plate.x + l->pad, y = plate.y + 0.5f * l->pad, rgba[4];
    tint_rgba(b, TINT_TEXT, rgba);
    struct plan_box in = {x, y, 0.0f, title_h};
    struct plan_box box =
        draw_changing(b, &ui->title_fade, &ui->title_wrap, &ui->title_was, in, 0.0f, 0.0f, rgba);
    tree_value(b, tree_add(b, group, UI_TEXT, "phase", box), "%s", said(view->phase_title));
    if (l->clock_rows)
        build_clock(b, group, x, y + title_h, room, below);
    b->top = plate.y + plate.h;
}

/* It is a button too: behind it stands what is simplified, and where to find help. */
static void draw_notice(struct build *b, int group, const char *notice, float x, float y,
                        float align, struct plan_box plate)
{
    const struct wrap *wrap = &b->ui->notice_wrap;
    float rgba[4], more;
    tint_rgba(b, TINT_QUIET, rgba);
    struct plan_box box = draw_wrapped(b, wrap, x, y, align, rgba);
    more = fmaxf(b->l.target - box.h, 0.0f);
    box.y = fminf(box.y - 0.5f * more, plate.y + plate.h - box.h - more);
    box.h += more;
    if (b->ui->controls)
        b->notice = box;
    else
        tree_value(b, tree_add(b, group, UI_TEXT, "notice", box), "%s", notice);
}

void build_notice(struct build *b)
{
    if (b->notice.h <= 0.0f)
        return;
    int node = tree_add(b, -1, UI_BUTTON, "notice", b->notice);
    tree_value(b, node, "%s", _(NOTICE));
    tree_action(b, node, UI_SIMPLIFIED);
    if (b->ui->focus_seen && strcmp(b->ui->focus, "notice") == 0)
        draw_focus_ring(b, b->notice);
}

/* Sets a caption, or the science in its place, in the lines that `height` holds. A sentence is whole
 * before it is large: type is as much smaller as it takes. */
static void set_caption(struct build *b, struct wrap *wrap, struct ui_fit *fit, const char *text,
                        bool deep, float room, float height)
{
    static const float STEP = 0.92f;
    const struct layout *l = &b->l;
    float size = deep ? l->small : l->caption;
    float measure = deep ? room : fminf(LAYOUT_CAPTION_EM * l->caption, room);
    uint32_t most = (uint32_t)fmaxf(2.0f, floorf(height / line_height(b, size)));
    if (fit->text != text || fit->asked != size || fit->room != measure || fit->most != most)
        *fit = (struct ui_fit){text, size, measure, most, size};
    for (;;) {
        most = (uint32_t)fmaxf(2.0f, floorf(height / line_height(b, fit->size)));
        wrap_sentence(wrap, b->render, PLAN_WEIGHT_MEDIUM, fit->size, text, measure, measure, 1,
                      most);
        if (!wrap->shortened || fit->size <= l->small)
            return;
        fit->size = fmaxf(floorf(STEP * fit->size), l->small);
    }
}

static uint32_t most_of(uint32_t a, uint32_t b, uint32_t c)
{
    uint32_t most = a > b ? a : b;
    return most > c ? most : c;
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
    float small_line = line_height(b, l->small);

    float caption_alpha, source_alpha;
    const char *wanted = ui->science && view->science ? said(view->science) : said(view->caption);
    const char *before = ui->caption_fade.shown;
    const char *caption = fade_text(b, &ui->caption_fade, wanted, &caption_alpha);
    if (caption != before) { /* what goes keeps its size */
        ui->deep_was = ui->deep_shown;
        ui->deep_shown = ui->science && view->science;
    }
    const char *source =
        fade_text(b, &ui->source_fade, l->under ? "" : said(view->source), &source_alpha);
    const char *notice = _(NOTICE);
    float notice_width = text_width(b, notice, l->small, PLAN_WEIGHT_REGULAR);
    wrap_sentence(&ui->notice_wrap, b->render, PLAN_WEIGHT_REGULAR, l->small, notice, room, room, 1,
                  2);
    float budget = fmaxf(0.46f * l->height, l->caption_height);
    float least = 2.0f * l->pad + (float)ui->notice_wrap.count * small_line;
    if (ui->controls) {
        budget = fminf(budget, l->height - l->margin - b->top - controls_height(b) - 2.0f * l->gap);
    } else {
        float spare = (1.0f - LAYOUT_NETWORK) * l->height - l->margin - b->top;
        budget = fminf(budget, spare - l->gap);
        least += l->under ? small_line : 0.0f; /* of the clock */
    }
    set_caption(b, &ui->caption_wrap, &ui->caption_fit, caption, ui->deep_shown, room,
                budget - least);
    wrap_sentence(&ui->source_wrap, b->render, PLAN_WEIGHT_REGULAR, l->small, source, room, room, 1,
                  2);
    caption = fade_was(&ui->caption_fade, &caption_alpha);
    source = fade_was(&ui->source_fade, &source_alpha);
    set_caption(b, &ui->caption_was, &ui->caption_was_fit, caption, ui->deep_was, room,
                budget - least);
    wrap_sentence(&ui->source_was, b->render, PLAN_WEIGHT_REGULAR, l->small, source, room, room, 1,
                  2);

    /* Room for a long caption is kept for a short one too, so that nothing jumps about. */
    float lines = fmaxf(2.0f, floorf((budget - least) / line_height(b, l->caption)));
    lines = fminf(lines, (float)l->caption_lines);
    float caption_h =
        fmaxf(lines * line_height(b, l->caption),
              fmaxf(wrap_height(b, &ui->caption_wrap), wrap_height(b, &ui->caption_was)));
    uint32_t source_lines = (uint32_t)l->source_lines;
    source_lines = most_of(source_lines, ui->source_wrap.count, ui->source_was.count);
    float apart = 1.5f * l->small;
    /* Under all of a large-type picture the clock stands where the source would. */
    float clock_room = room - apart - notice_width;
    float clock = l->under ? clock_width(b, clock_room, 0.0f) : 0.0f;
    float source_width = fmaxf(ui->source_wrap.width, ui->source_was.width);
    bool beside = l->source_lines == 0 && source_lines <= 1 && clock < clock_room &&
                  source_width + apart + notice_width <= room;
    if (beside || l->under)
        source_lines = 1; /* the notice stands there, whatever the source */
    float source_h = (float)source_lines * small_line;
    float notice_h = beside ? 0.0f : (float)ui->notice_wrap.count * small_line;
    float height = caption_h + source_h + notice_h + 2.0f * l->pad;
    /* A source that would take room from the network is left out. */
    float most = fminf(budget, 0.40f * l->height);
    bool sourced = l->under || height <= (ui->controls ? fmaxf(l->caption_height, most) : budget);
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
    tint_rgba(b, TINT_TEXT, rgba);
    b->sentence = (struct plan_box){plate.x + l->pad, y, plate.w - 2.0f * l->pad, caption_h};
    b->alpha = was * turns_caption(b);
    struct plan_box in = {centre, y, 0.0f, caption_h};
    struct plan_box box = draw_changing(b, &ui->caption_fade, &ui->caption_wrap, &ui->caption_was,
                                        in, 0.5f, 0.5f, rgba);
    b->alpha = was;
    tree_value(b, tree_add(b, group, UI_TEXT, "caption", box), "%s", wanted);
    y += caption_h + floorf(0.4f * l->pad); /* of the room below, so that the two stand apart */

    tint_rgba(b, TINT_QUIET, rgba);
    /* A foot of two ends, so that the notice stays where it is while sources change. */
    float x = beside ? plate.x + l->pad : centre;
    if (l->under) {
        build_clock(b, group, plate.x + l->pad, y, beside ? clock_room : room, 0.0f);
    } else if (sourced) {
        in = (struct plan_box){x, y, 0.0f, (float)source_lines * small_line};
        box = draw_changing(b, &ui->source_fade, &ui->source_wrap, &ui->source_was, in, 1.0f,
                            beside ? 0.0f : 0.5f, rgba);
        tree_value(b, tree_add(b, group, UI_TEXT, "source", box), "%s", said(view->source));
    }
    float at = plate.x + plate.w - l->pad, align = 1.0f;
    if (!beside) {
        at = l->under ? plate.x + l->pad : centre;
        align = l->under ? 0.0f : 0.5f;
        y += source_h;
    }
    draw_notice(b, group, notice, at, y, align, plate);
    b->bottom = plate.y;
}

/* What the wait is for: the name of the story, where it fits on a line. */
static const char *wearing_words(struct build *b)
{
    const char *title = b->scenario ? said(b->scenario->title) : _(WEARING);
    float room = b->l.words_width - 2.0f * b->l.pad;
    bool fits = text_width(b, title, b->l.caption, PLAN_WEIGHT_MEDIUM) <= room;
    return fits ? title : _(WEARING);
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
    const char *title = opening ? _("Opening what was saved") : wearing_words(b);
    float size = l->caption, room = l->words_width - 2.0f * l->pad;
    while (size > l->small && text_width(b, title, size, PLAN_WEIGHT_MEDIUM) > room)
        size -= 1.0f;
    float words = text_width(b, title, size, PLAN_WEIGHT_MEDIUM);
    float bar_h = fmaxf(4.0f, roundf(0.16f * l->small));
    float most = fminf(fmaxf(words, 18.0f * l->caption), room);
    wrap_sentence(&ui->wear_wrap, b->render, PLAN_WEIGHT_REGULAR, l->small,
                  _("A story about a model. What is left out, and where to find help: see Help."),
                  most, most, 1, 4);
    float about = (float)ui->wear_wrap.count * line_height(b, l->small) + 0.6f * l->pad;
    float below = about + (ui->opening ? l->target + l->pad : 0.0f);
    float height = line_height(b, l->caption) + bar_h + 2.6f * l->pad + below;
    float width =
        fmaxf(fmaxf(words, 9.0f * l->caption), ceilf(ui->wear_wrap.width)) + 2.0f * l->pad;
    width = fminf(width, l->words_width);
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
    draw_text(b, cx, plate.y + 0.8f * l->pad, 0.5f, title, size, PLAN_WEIGHT_MEDIUM, rgba);
    struct plan_box bar = {plate.x + l->pad, plate.y + plate.h - l->pad - bar_h - below,
                           plate.w - 2.0f * l->pad, bar_h};
    tint_rgba(b, TINT_QUIET, rgba);
    draw_wrapped(b, &ui->wear_wrap, cx, bar.y + bar_h + 0.6f * l->pad, 0.5f, rgba);
    tint_rgba(b, TINT_TRACK, rgba);
    draw_rect(b, bar, rgba, bar_h);
    float done = opening ? ui->going : fminf(fmaxf(b->view->wear_in, 0.0f), 1.0f);
    bar.w = fmaxf(bar.w * done, bar_h);
    tint_meaning(b, PALETTE_PATH, 1.0f, rgba);
    draw_rect(b, bar, rgba, bar_h);
    int group = -1;
    if (wearing) {
        group = tree_add(b, -1, UI_GAUGE, "wearing_in", plate);
        tree_value(b, group, "%s, %d %%", opening ? title : _(WEARING), (int)(100.0f * done));
    }
    if (ui->opening) {
        float wide = button_width(b, _("Cancel"));
        draw_button(b, group, "give_up", _("Cancel"), UI_GIVE_UP,
                    (struct plan_box){roundf(cx - 0.5f * wide), plate.y + plate.h - l->pad - l->target,
                                      wide, l->target});
    }
    b->alpha = was;
}

void build_words(struct build *b)
{
    build_title(b);
    build_caption(b);
}
