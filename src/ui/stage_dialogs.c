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
    draw_text(b, l->margin, l->margin, 0.0f, _(show->talk->title), l->title, PLAN_WEIGHT_BOLD,
              rgba);
    float top = l->margin + 1.3f * layout_line(l, l->title);
    float width = (l->width - 2.0f * l->margin + gap) / (float)columns - gap;
    float height = (l->height - l->margin - top + gap) / (float)rows - gap;
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
        float below = layout_line(l, l->small) + pad;
        draw_paragraph(b, card.x + pad, card.y + below, card.w - 2.0f * pad, card.h - below - pad,
                       _(show->talk->chapters[i].title), l->caption, PLAN_WEIGHT_MEDIUM, rgba);
        snprintf(name, sizeof name, "chapter_%u", i + 1);
        int node = tree_add(b, group, UI_BUTTON, name, card);
        tree_value(b, node, i == show->chapter ? _("%u, %s, told now") : "%u, %s", i + 1,
                   _(show->talk->chapters[i].title));
        tree_action(b, node, (enum ui_action)(UI_TALK_CHAPTER + (int)i));
    }
    b->alpha = 1.0f;
}

void build_talk_help(struct build *b, float shown)
{
    const struct layout *l = &b->l;
    float key[4], what[4], pad = 2.0f * l->pad, lead = 0.0f, longest = 0.0f;
    for (int i = 0; i < N_KEYS; i++) {
        lead = fmaxf(lead, text_width(b, _(KEYS[i][0]), l->small, PLAN_WEIGHT_BOLD));
        longest = fmaxf(longest, text_width(b, _(KEYS[i][1]), l->small, PLAN_WEIGHT_REGULAR));
    }
    lead += l->small;
    float row = 1.1f * layout_line(l, l->small), column = lead + longest + 2.0f * l->small;
    int columns = 2.0f * column + 2.0f * pad < l->width ? 2 : 1;
    int rows = (N_KEYS + columns - 1) / columns;
    float head = 1.3f * layout_line(l, l->title);
    struct plan_box plate =
        dialog(b, fminf((float)columns * column + 2.0f * pad, l->width),
               fminf((float)rows * row + head + 2.0f * pad, l->height), shown);
    int group = tree_add(b, -1, UI_DIALOG, "talk_help", plate);
    tree_value(b, group, "%s", _(WORDS_KEYS));
    tint_rgba(b, TINT_TEXT, key);
    tint_rgba(b, TINT_QUIET, what);
    draw_text(b, plate.x + pad, plate.y + pad, 0.0f, _(WORDS_KEYS), l->title, PLAN_WEIGHT_BOLD,
              key);
    for (int i = 0; i < N_KEYS; i++) {
        float x = plate.x + pad + (float)(i / rows) * column;
        float y = plate.y + pad + head + (float)(i % rows) * row;
        draw_text(b, x, y, 0.0f, _(KEYS[i][0]), l->small, PLAN_WEIGHT_BOLD, key);
        draw_text(b, x + lead, y, 0.0f, _(KEYS[i][1]), l->small, PLAN_WEIGHT_REGULAR, what);
    }
    b->alpha = 1.0f;
}

void build_talk_quit(struct build *b, const struct stage_show *show, float shown)
{
    const struct layout *l = &b->l;
    float rgba[4], pad = 2.0f * l->pad, gap = fmaxf(12.0f, 1.5f * l->gap);
    float words = text_width(b, _(WORDS_LEAVE), l->caption, PLAN_WEIGHT_BOLD);
    float button = 6.0f * l->small, line = layout_line(l, l->caption);
    struct plan_box plate = dialog(b, fmaxf(words, 2.0f * button + gap) + 2.0f * pad,
                                   line + l->pad + l->target + 2.0f * pad, shown);
    int group = tree_add(b, -1, UI_DIALOG, "talk_quit", plate);
    tree_value(b, group, "%s", _(WORDS_LEAVE));
    float centre = plate.x + 0.5f * plate.w, y = plate.y + plate.h - pad - l->target;
    tint_rgba(b, TINT_TEXT, rgba);
    draw_text(b, centre, plate.y + pad, 0.5f, _(WORDS_LEAVE), l->caption, PLAN_WEIGHT_BOLD, rgba);
    struct plan_box yes = {roundf(centre - 0.5f * gap - button), y, button, l->target};
    struct plan_box no = {roundf(centre + 0.5f * gap), y, button, l->target};
    tint_rgba(b, TINT_RING, rgba);
    draw_rect(b, box_grow(show->yes ? yes : no, 4.0f), rgba, l->radius + 4.0f);
    draw_button(b, group, "talk_yes", _(WORDS_YES), UI_QUIT_YES, yes);
    draw_button(b, group, "talk_no", _(WORDS_NO), UI_QUIT_NO, no);
    b->alpha = 1.0f;
}
