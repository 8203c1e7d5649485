/* The overview of a talk, its help, and the question before it ends. */
#include "ui/stage_parts.h"

#include <math.h>
#include <stdio.h>

static const char *const KEYS[][2] = {
    {N_("Page Down, \xe2\x86\x92, Space, Enter"), N_("next chapter")},
    {N_("Page Up, \xe2\x86\x90, Backspace"), N_("chapter before")},
    {N_("Home, End"), N_("first, last chapter")},
    {N_("5 Enter"), N_("to chapter 5")},
    {N_("Tab, O"), N_("overview")},
    {N_("B or full stop, W"), N_("black, white")},
    {"Z", N_("freeze the picture")},
    {N_("L, or hold the mouse"), N_("spotlight")},
    {N_("+  \xe2\x88\x92, wheel"), N_("nearer, farther")},
    {"K", N_("pause the model")},
    {"D", N_("give a dose now")},
    {"C", N_("compare treatments, and back")},
    {"A", N_("play by itself")},
    {"U", N_("read aloud, or silent")},
    {"S", N_("notes")},
    {"T", N_("timer; twice: from 0")},
    {"F, F11", N_("full screen")},
    {N_("F5, Shift F5"), N_("begin; harmless meanwhile")},
    {"?, F1", N_("this help")},
    {"Esc", N_("back one level, then leave")},
};
enum { N_KEYS = sizeof KEYS / sizeof *KEYS };

static const char WORDS_LEAVE[] = N_("End the talk?"), WORDS_YES[] = N_("Yes"),
                  WORDS_NO[] = N_("No"), WORDS_KEYS[] = N_("Keys");

static struct plan_box dialog(struct build *b, float width, float height, float shown)
{
    const struct layout *l = &b->l;
    float rgba[4];
    struct plan_box plate = {roundf(0.5f * (l->width - width)), roundf(0.5f * (l->height - height)),
                             width, height};
    tint_rgba(b, TINT_SOLID, rgba);
    b->alpha = shown;
    draw_rect(b, plate, rgba, l->radius);
    return plate;
}

void build_overview(struct build *b, struct stage *stage, const struct stage_show *show)
{
    const struct layout *l = &b->l;
    unsigned n = show->talk->n_chapters;
    float rgba[4], gap = fmaxf(10.0f, 1.2f * l->gap), pad = l->pad;
    int columns = n <= 4 ? 2 : n <= 9 ? 3 : n <= 16 ? 4 : 5;
    int rows = ((int)n + columns - 1) / columns;
    struct plan_box plate = dialog(b, l->width, l->height, stage->overview);
    int group = tree_add(b, -1, UI_DIALOG, "overview_plate", plate);
    tint_rgba(b, TINT_TEXT, rgba);
    float line = layout_line(l, l->title), top = l->margin + 1.3f * line;
    float title = paragraph_size(b, l->width - 2.0f * l->margin, line, _(show->talk->title),
                                 l->title, PLAN_WEIGHT_BOLD);
    draw_text(b, l->margin, l->margin, 0.0f, _(show->talk->title), title, PLAN_WEIGHT_BOLD, rgba);
    float width = (l->width - 2.0f * l->margin + gap) / (float)columns - gap;
    float height = (l->height - l->margin - top + gap) / (float)rows - gap;
    float below = layout_line(l, l->small) + pad, size = l->caption;
    for (unsigned i = 0; i < n; i++)
        size = fminf(size, paragraph_size(b, width - 2.0f * pad, height - below - pad,
                                          _(show->talk->chapters[i].title), l->caption,
                                          PLAN_WEIGHT_MEDIUM));
    stage->columns = columns;
    for (unsigned i = 0; i < n; i++) {
        char name[32], words[16];
        struct plan_box card = {floorf(l->margin + (float)((int)i % columns) * (width + gap)),
                                floorf(top + (float)((int)i / columns) * (height + gap)),
                                floorf(width), floorf(height)};
        if (i == show->selected) {
            tint_rgba(b, TINT_RING, rgba);
            draw_rect(b, box_grow(card, 4.0f), rgba, l->radius + 4.0f);
            tint_rgba(b, TINT_SOLID, rgba);
            draw_rect(b, card, rgba, l->radius);
        }
        tint_rgba(b, i == show->chapter ? TINT_HOVER : TINT_BUTTON, rgba);
        draw_rect(b, card, rgba, l->radius);
        tint_rgba(b, TINT_QUIET, rgba);
        snprintf(words, sizeof words, "%u", i + 1);
        draw_text(b, card.x + pad, card.y + pad, 0.0f, words, l->small, PLAN_WEIGHT_MEDIUM, rgba);
        tint_rgba(b, TINT_TEXT, rgba);
        draw_paragraph(b, card.x + pad, card.y + below, card.w - 2.0f * pad, card.h - below - pad,
                       _(show->talk->chapters[i].title), size, PLAN_WEIGHT_MEDIUM, rgba);
        snprintf(name, sizeof name, "chapter_%u", i + 1);
        int node = tree_add(b, group, UI_BUTTON, name, card);
        tree_value(b, node, i == show->chapter ? _("%u, %s, told now") : "%u, %s", i + 1,
                   _(show->talk->chapters[i].title));
        tree_action(b, node, (enum ui_action)(UI_TALK_CHAPTER + (int)i));
    }
    b->alpha = 1.0f;
}

/* How the keys stand: all of them, as large as that allows. */
struct keys {
    float size, lead, column, row; /* of type; to what they do; of a column; of a row */
    int columns, rows;
};

static bool keys_fit(struct build *b, float size, int columns, float width, float height,
                     struct keys *keys)
{
    float lead = 0.0f, longest = 0.0f;
    for (int i = 0; i < N_KEYS; i++) {
        lead = fmaxf(lead, text_width(b, _(KEYS[i][0]), size, PLAN_WEIGHT_BOLD));
        longest = fmaxf(longest, text_width(b, _(KEYS[i][1]), size, PLAN_WEIGHT_REGULAR));
    }
    keys->size = size;
    keys->lead = lead + size;
    keys->column = keys->lead + longest + 2.0f * size;
    keys->row = 1.1f * layout_line(&b->l, size);
    keys->columns = columns;
    keys->rows = (N_KEYS + columns - 1) / columns;
    return (float)columns * keys->column <= width && (float)keys->rows * keys->row <= height;
}

static struct keys lay_out_keys(struct build *b, float width, float height)
{
    static const float SMALLER = 0.95f, LEAST = 8.0f;
    struct keys keys;
    float size = b->l.small;
    while (!keys_fit(b, size, 2, width, height, &keys) &&
           !keys_fit(b, size, 1, width, height, &keys) && size > LEAST)
        size *= SMALLER;
    return keys;
}

void build_talk_help(struct build *b, float shown)
{
    static const float NEARLY_ALL = 0.85f;
    const struct layout *l = &b->l;
    float key[4], what[4], pad = 2.0f * l->pad, head = 1.3f * layout_line(l, l->title);
    struct keys keys =
        lay_out_keys(b, l->width - 2.0f * pad, l->height - head - 2.0f * pad);
    float width = (float)keys.columns * keys.column + 2.0f * pad;
    float height = (float)keys.rows * keys.row + head + 2.0f * pad;
    /* What would look out behind it is no picture any more. */
    bool all = width > NEARLY_ALL * l->width || height > NEARLY_ALL * l->height;
    struct plan_box plate = dialog(b, all ? l->width : width, all ? l->height : height, shown);
    int group = tree_add(b, -1, UI_DIALOG, "talk_help", plate);
    tree_value(b, group, "%s", _(WORDS_KEYS));
    tint_rgba(b, TINT_TEXT, key);
    tint_rgba(b, TINT_QUIET, what);
    float left = roundf(plate.x + 0.5f * (plate.w - width) + pad);
    float top = roundf(plate.y + 0.5f * (plate.h - height) + pad);
    draw_text(b, left, top, 0.0f, _(WORDS_KEYS), l->title, PLAN_WEIGHT_BOLD, key);
    for (int i = 0; i < N_KEYS; i++) {
        float x = left + (float)(i / keys.rows) * keys.column;
        float y = top + head + (float)(i % keys.rows) * keys.row;
        draw_text(b, x, y, 0.0f, _(KEYS[i][0]), keys.size, PLAN_WEIGHT_BOLD, key);
        draw_text(b, x + keys.lead, y, 0.0f, _(KEYS[i][1]), keys.size, PLAN_WEIGHT_REGULAR, what);
    }
    b->alpha = 1.0f;
}

void build_talk_quit(struct build *b, const struct stage_show *show, float shown)
{
    const struct layout *l = &b->l;
    float rgba[4], pad = 2.0f * l->pad, gap = fmaxf(12.0f, 1.5f * l->gap);
    float button = 6.0f * l->small, line = layout_line(l, l->caption);
    float size = paragraph_size(b, l->width - 2.0f * (pad + l->margin), line, _(WORDS_LEAVE),
                                l->caption, PLAN_WEIGHT_BOLD);
    float words = text_width(b, _(WORDS_LEAVE), size, PLAN_WEIGHT_BOLD);
    struct plan_box plate = dialog(b, fmaxf(words, 2.0f * button + gap) + 2.0f * pad,
                                   line + l->pad + l->target + 2.0f * pad, shown);
    int group = tree_add(b, -1, UI_DIALOG, "talk_quit", plate);
    tree_value(b, group, "%s", _(WORDS_LEAVE));
    float centre = plate.x + 0.5f * plate.w, y = plate.y + plate.h - pad - l->target;
    tint_rgba(b, TINT_TEXT, rgba);
    draw_text(b, centre, plate.y + pad, 0.5f, _(WORDS_LEAVE), size, PLAN_WEIGHT_BOLD, rgba);
    struct plan_box yes = {roundf(centre - 0.5f * gap - button), y, button, l->target};
    struct plan_box no = {roundf(centre + 0.5f * gap), y, button, l->target};
    tint_rgba(b, TINT_RING, rgba);
    draw_rect(b, box_grow(show->yes ? yes : no, 4.0f), rgba, l->radius + 4.0f);
    draw_button(b, group, "talk_yes", _(WORDS_YES), UI_QUIT_YES, yes);
    draw_button(b, group, "talk_no", _(WORDS_NO), UI_QUIT_NO, no);
    b->alpha = 1.0f;
}
