/* The card about a place, a cell or anything else: what it is, how it is now, what can be done. */
#include "ui/card.h"
#include "ui/tree.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const float FADE_S = 0.35f;
static const float CLEAR_PX = 26.0f; /* about a spot that it must not hide; as a finger is wide */
static const float WIDTHS_EM[] = {22.0f, 17.0f, 13.0f, 10.0f};
static const float GAP_EM = 0.5f;
enum { BUTTONS = 4, FORMS = 2 };

struct card_button {
    const char *name, *words;
    enum ui_action action;
};

void ui_show_card(struct ui *ui, const struct ui_subject *subject)
{
    struct ui_card *card = &ui->card;
    if (subject->kind == UI_ABOUT_NOTHING) {
        if (card->open && strncmp(ui->focus, "card_", 5) == 0)
            memcpy(ui->focus, card->focus_before, sizeof ui->focus);
        card->open = false;
        return;
    }
    if (!card->open)
        memcpy(card->focus_before, ui->focus, sizeof ui->focus);
    bool same = card->open && card->about.kind == subject->kind;
    card->about = *subject;
    card->open = true;
    card->sited = false;
    card->held_s = INFINITY; /* its words are due at once */
    if (!same)
        card->alpha = 0.0f;
    if (!ui->n_open)
        snprintf(ui->focus, sizeof ui->focus, "%s",
                 subject->kind == UI_ABOUT_PLACE  ? "card_call"
                 : subject->kind == UI_ABOUT_CELL ? "card_cell"
                                                  : "card_close");
    ui_wake(ui);
}

const struct ui_subject *ui_card(const struct ui *ui)
{
    static const struct ui_subject NOTHING = {.kind = UI_ABOUT_NOTHING};
    return ui->card.open ? &ui->card.about : &NOTHING;
}

static const char *title_of(const struct build *b)
{
    const struct ui_subject *about = &b->ui->card.about;
    return about->kind == UI_ABOUT_PLACE ? _(b->scenario->places[about->place].label) : NULL;
}

static int buttons_of(const struct build *b, struct card_button buttons[BUTTONS])
{
    const struct ui_subject *about = &b->ui->card.about;
    int n = 0;
    if (about->kind == UI_ABOUT_PLACE) {
        if (b->view->phase != STORY_WEARING_IN) {
            buttons[n++] = (struct card_button){"card_call", _("Call it to mind"), UI_CARD_CALL};
            buttons[n++] = (struct card_button){"card_walk", _("Walk from here"), UI_CARD_WALK};
        }
        buttons[n++] = (struct card_button){"card_cell", _("See a cell"), UI_CARD_CELL};
    } else if (about->kind == UI_ABOUT_CELL) {
        struct scene_cell told = {0};
        scene_tell_cell(b->scene, about->cell, &told);
        buttons[n++] = (struct card_button){"card_cell", _("Next cell"), UI_CARD_CELL};
        if (told.in + told.out)
            buttons[n++] = (struct card_button){"card_link", _("See a link"), UI_CARD_LINK};
    }
    buttons[n++] = (struct card_button){"card_close", _("Close"), UI_CARD_CLOSE};
    return n;
}

/* Rows of buttons in that width; draws them where `group` is given. */
static float flow_buttons(struct build *b, const struct card_button *buttons, int n, float width,
                          const int *group, float left, float y)
{
    const struct layout *l = &b->l;
    float gap = fmaxf(8.0f, l->gap), x = 0.0f, height = l->target;
    for (int i = 0; i < n; i++) {
        float w = fminf(button_width(b, buttons[i].words), width);
        if (x > 0.0f && x + w > width) {
            x = 0.0f;
            height += l->target + gap;
        }
        if (group) {
            struct plan_box box = {left + (b->mirrored ? width - x - w : x), y + height - l->target,
                                   w, l->target};
            draw_button(b, *group, buttons[i].name, buttons[i].words, buttons[i].action, box);
            if (!b->silent && b->ui->n_nodes)
                b->ui->nodes[b->ui->n_nodes - 1].stays = true;
        }
        x += w + gap;
    }
    return height;
}

static float lines_of(struct build *b, struct wrap *wrap, const char *words, float width,
                      enum plan_weight weight)
{
    wrap_text(wrap, b->render, weight, b->l.small, words, width, WRAP_MAX_LINES);
    return words && words[0] ? (float)wrap->count : 0.0f;
}

/* How large it is with lines no wider than `in`. */
static void measure(struct build *b, float in, bool brief, float *width, float *height)
{
    struct ui_card *card = &b->ui->card;
    const struct layout *l = &b->l;
    struct card_button buttons[BUTTONS];
    int n = buttons_of(b, buttons);
    float gap = GAP_EM * l->small, row = 0.0f;
    const char *title = title_of(b);
    float lines = lines_of(b, &card->title_wrap, title ? title : "", in, PLAN_WEIGHT_BOLD);
    float parts = (lines > 0.0f ? 1.0f : 0.0f) + (card->figure[0] ? 1.0f : 0.0f);
    lines += lines_of(b, &card->figure_wrap, card->figure, in, PLAN_WEIGHT_MEDIUM);
    float widest = fmaxf(card->title_wrap.width, card->figure_wrap.width);
    if (!brief || !title) {
        lines += lines_of(b, &card->plain_wrap, card->plain, in, PLAN_WEIGHT_REGULAR);
        widest = fmaxf(widest, card->plain_wrap.width);
        parts++;
    }
    if (!brief) {
        lines += lines_of(b, &card->more_wrap, card->more, in, PLAN_WEIGHT_REGULAR);
        lines += lines_of(b, &card->source_wrap, card->source, in, PLAN_WEIGHT_REGULAR);
        widest = fmaxf(widest, fmaxf(card->more_wrap.width, card->source_wrap.width));
        parts += card->more[0] ? 1.0f : 0.0f;
    }
    for (int i = 0; i < n; i++)
        row += button_width(b, buttons[i].words) + (i ? fmaxf(8.0f, l->gap) : 0.0f);
    /* One row of buttons, or as many as go with the words. */
    widest = row <= in ? fmaxf(widest, row) : in;
    *width = ceilf(widest + 2.0f * l->pad);
    *height = ceilf(lines * layout_line(l, l->small) + parts * gap + 2.0f * l->pad +
                    flow_buttons(b, buttons, n, widest, NULL, 0.0f, 0.0f));
}

/* On a plate it stands beside all of that, at the height of its subject. */
static struct plan_box with_plate(const struct ui *ui, const struct ui_node *node)
{
    struct plan_box box = node->box;
    const struct ui_node *plate = node->parent >= 0 ? &ui->nodes[node->parent] : NULL;
    if (plate && plate->box.w < 0.5f * ui->card.for_size[0]) {
        box.x = plate->box.x;
        box.w = plate->box.w;
    }
    return box;
}

/* What it stands beside. */
static bool anchor_of(struct build *b, struct plan_box *anchor)
{
    const struct ui_subject *about = &b->ui->card.about;
    float x = about->x, y = about->y, clear = fmaxf(CLEAR_PX, b->l.small);
    const struct ui_node *node;
    switch (about->kind) {
    case UI_ABOUT_PLACE:
        if (!scene_place_on_screen(b->scene, b->plan, about->place, &x, &y))
            return false;
        break;
    case UI_ABOUT_CELL:
        if (!scene_cell_on_screen(b->scene, b->plan, about->cell, &x, &y))
            return false;
        break;
    case UI_ABOUT_NODE:
        node = ui_find(b->ui, about->node);
        if (node)
            *anchor = with_plate(b->ui, node);
        return node != NULL;
    default:
        break;
    }
    *anchor = (struct plan_box){x - clear, y - clear, 2.0f * clear, 2.0f * clear};
    return true;
}

/* Plates that it keeps off: not the buttons, which fade away by themselves. */
static uint32_t plates_of(const struct build *b, struct plan_box plates[UI_MAX_COVERED])
{
    uint32_t n = 0;
    struct plan_box buttons = flow_box(b, b->controls_box);
    for (uint32_t i = 0; i < b->n_covered; i++)
        if (!b->controls_shown || memcmp(&b->covered[i], &buttons, sizeof buttons) != 0)
            plates[n++] = b->covered[i];
    return n;
}

/* The widest form that leaves other plates alone; else the one that hides least of them. */
static bool find_site(struct build *b, struct plan_box anchor)
{
    struct plan_box plates[UI_MAX_COVERED];
    uint32_t n_plates = plates_of(b, plates);
    struct ui_card *card = &b->ui->card;
    const struct layout *l = &b->l;
    struct plan_box bounds =
        box_grow((struct plan_box){0.0f, 0.0f, l->width, l->height}, -fminf(l->margin, 8.0f));
    float best = INFINITY, gap = 0.5f * l->gap;
    for (int form = 0; form < FORMS; form++) {
        for (size_t i = 0; i < sizeof WIDTHS_EM / sizeof *WIDTHS_EM; i++) {
            float in = fminf(ceilf(WIDTHS_EM[i] * l->small), bounds.w - 2.0f * l->pad);
            float over = 0.0f, width, height;
            struct plan_box site;
            measure(b, in, form == 1, &width, &height);
            bool fits = card_site(anchor, bounds, width, height, gap, plates, n_plates,
                                  &site, &over);
            if (!fits || over + 1.0f > best)
                continue;
            best = over;
            card->box = site;
            card->brief = form == 1;
            card->in = in;
            if (over < 1.0f)
                return true;
        }
        if (best < INFINITY)
            return true; /* rather over another plate than less said */
    }
    return best < INFINITY;
}

/* The same with the name of its place, which would have to move on otherwise. */
static struct plan_box with_name(const struct build *b, struct plan_box anchor)
{
    const struct ui_card *card = &b->ui->card;
    const struct label *label = &b->ui->labels.label[card->about.place];
    if (card->about.kind != UI_ABOUT_PLACE || label->alpha <= 0.0f)
        return anchor;
    const struct plan_box *name = &label->box;
    float x = fminf(anchor.x, name->x), y = fminf(anchor.y, name->y);
    return (struct plan_box){x, y, fmaxf(anchor.x + anchor.w, name->x + name->w) - x,
                             fmaxf(anchor.y + anchor.h, name->y + name->h) - y};
}

/* Stays where it is, as long as that is beside its subject. */
static bool settle(struct build *b)
{
    struct ui_card *card = &b->ui->card;
    const struct layout *l = &b->l;
    const float size[3] = {l->width, l->height, l->small};
    struct plan_box anchor, bounds = {0.0f, 0.0f, l->width, l->height};
    if (!anchor_of(b, &anchor))
        return false;
    float width = INFINITY, height = INFINITY;
    if (card->sited)
        measure(b, card->in, card->brief, &width, &height);
    bool stays = card->sited && memcmp(size, card->for_size, sizeof size) == 0 &&
                 box_within(&card->box, &bounds) && !box_overlap(&card->box, &anchor, 0.0f) &&
                 width <= card->box.w && height <= card->box.h;
    if (stays)
        return true;
    if (card->sited)
        card->alpha = 0.0f; /* it fades in where it goes, and does not jump */
    memcpy(card->for_size, size, sizeof size);
    card->sited = find_site(b, with_name(b, anchor)) || find_site(b, anchor);
    return card->sited;
}

void card_cover(struct build *b)
{
    const struct ui_card *card = &b->ui->card;
    if (card->sited && card->alpha > 0.0f)
        tree_cover(b, card->box);
}

static void draw_words(struct build *b, int group, const char *name, const struct wrap *wrap,
                       const char *words, enum tint tint, float *y)
{
    const struct plan_box *box = &b->ui->card.box;
    float rgba[4], pad = b->l.pad;
    if (!words || !words[0])
        return;
    tint_rgba(b, tint, rgba);
    struct plan_box in = draw_wrapped(b, wrap, b->mirrored ? box->x + box->w - pad : box->x + pad,
                                      *y, b->mirrored ? 1.0f : 0.0f, rgba);
    tree_value(b, tree_add(b, group, UI_TEXT, name, in), "%s", words);
    *y += (float)wrap->count * layout_line(&b->l, b->l.small);
}

static void draw_card(struct build *b)
{
    struct ui_card *card = &b->ui->card;
    const struct layout *l = &b->l;
    struct card_button buttons[BUTTONS];
    int n = buttons_of(b, buttons);
    float rgba[4], gap = GAP_EM * l->small, y = card->box.y + l->pad;
    const char *title = title_of(b);
    tint_rgba(b, TINT_EDGE, rgba);
    rgba[3] = fmaxf(rgba[3], 0.5f);
    draw_rect(b, box_grow(card->box, 1.5f), rgba, l->radius + 1.5f);
    tint_rgba(b, TINT_SOLID, rgba);
    rgba[3] = 1.0f;
    draw_rect(b, card->box, rgba, l->radius);
    int group = tree_add(b, -1, UI_GROUP, "card", card->box);
    if (title) {
        draw_words(b, group, "card_title", &card->title_wrap, title, TINT_TEXT, &y);
        y += gap;
    }
    if (!card->brief || !title) {
        draw_words(b, group, "card_plain", &card->plain_wrap, card->plain,
                   title ? TINT_QUIET : TINT_TEXT, &y);
        y += gap;
    }
    draw_words(b, group, "card_figure", &card->figure_wrap, card->figure, TINT_TEXT, &y);
    y += card->figure[0] ? gap : 0.0f;
    if (!card->brief) {
        draw_words(b, group, "card_more", &card->more_wrap, card->more, TINT_QUIET, &y);
        draw_words(b, group, "card_source", &card->source_wrap, card->source, TINT_QUIET, &y);
    }
    float in = card->box.w - 2.0f * l->pad;
    float high = flow_buttons(b, buttons, n, in, NULL, 0.0f, 0.0f);
    flow_buttons(b, buttons, n, in, &group, card->box.x + l->pad,
                 card->box.y + card->box.h - l->pad - high);
}

void build_card(struct build *b)
{
    struct ui_card *card = &b->ui->card;
    bool told = b->scene && b->scenario && b->snapshot;
    if (!told || (!card->open && card->alpha <= 0.0f))
        return;
    if (card->about.kind == UI_ABOUT_PLACE && card->about.place >= b->scenario->n_places)
        card->open = false;
    if (card->open)
        card_tell(b);
    bool there = card->open ? settle(b) : card->sited;
    ease(&card->alpha, card->open && there ? 1.0f : 0.0f, b->dt, FADE_S);
    if (!card->sited)
        return;
    float was = b->alpha;
    bool silent = b->silent;
    b->alpha *= card->alpha;
    b->silent = silent || !card->open || !there;
    flow_keep(b, (struct plan_box){0.0f, 0.0f, b->l.width, b->l.height});
    draw_card(b);
    flow_on(b);
    b->alpha = was;
    b->silent = silent;
}
