/* The speaker's notes, in a window of their own or over the picture. */
#include "ui/stage_parts.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const struct {
    const char *name, *words;
    enum ui_action action;
} BUTTONS[] = {
    {"talk_back", "Back", UI_TALK_BACK},       {"talk_next", "Next", UI_TALK_NEXT},
    {"talk_dose", "Dose", UI_DOSE},            {"talk_black", "Black", UI_TALK_BLACK},
    {"talk_overview", "Overview", UI_TALK_OVERVIEW}, {"talk_timer", "Timer", UI_TALK_TIMER},
};
enum { N_BUTTONS = sizeof BUTTONS / sizeof *BUTTONS };

static const char WORDS_NEXT[] = "Next", WORDS_LAST[] = "This is the last chapter",
                  WORDS_ON_ITS_WAY[] = "on its way there", WORDS_FROZEN[] = "picture frozen",
                  WORDS_BLACK[] = "picture black", WORDS_WHITE[] = "picture white",
                  WORDS_DOSE[] = "dose running", WORDS_ITSELF[] = "plays by itself",
                  WORDS_ELAPSED[] = "since the start", WORDS_STOPPED[] = "timer stopped";

/* Length of the longest beginning of a text that ends with a word and fits; never 0. */
static size_t line_length(struct build *b, const char *text, float width, float size,
                          enum plan_weight weight)
{
    char line[WRAP_MAX_LINE];
    size_t taken = 0;
    for (;;) {
        size_t end = taken + strspn(text + taken, " ");
        end += strcspn(text + end, " \n");
        if (end >= sizeof line)
            return taken ? taken : sizeof line - 1;
        memcpy(line, text, end);
        line[end] = '\0';
        if (taken && text_width(b, line, size, weight) > width)
            return taken;
        taken = end;
        if (!text[taken] || text[taken] == '\n')
            return taken;
    }
}

float draw_paragraph(struct build *b, float x, float y, float width, float height,
                     const char *text, float size, enum plan_weight weight, const float rgba[4])
{
    float line = layout_line(&b->l, size), used = 0.0f;
    while (*text && used + line <= height) {
        char words[WRAP_MAX_LINE];
        size_t length = line_length(b, text, width, size, weight);
        memcpy(words, text, length);
        words[length] = '\0';
        draw_text(b, x, y + used, 0.0f, words, size, weight, rgba);
        used += line;
        text += length;
        text += *text == '\n' ? 1 : strspn(text, " ");
    }
    return used;
}

static void write_elapsed(char *text, size_t size, double elapsed_s)
{
    int s = (int)elapsed_s;
    if (s >= 3600)
        snprintf(text, size, "%d:%02d:%02d", s / 3600, s / 60 % 60, s % 60);
    else
        snprintf(text, size, "%d:%02d", s / 60, s % 60);
}

static float draw_buttons(struct build *b, int group, float x, float bottom, float width)
{
    float gap = fmaxf(8.0f, b->l.gap), at = x, y = bottom - b->l.target;
    for (int i = 0; i < N_BUTTONS; i++) {
        float w = button_width(b, BUTTONS[i].words);
        if (at + w > x + width)
            break; /* a narrow window: the keys remain */
        draw_button(b, group, BUTTONS[i].name, BUTTONS[i].words, BUTTONS[i].action,
                    (struct plan_box){at, y, w, b->l.target});
        at += w + gap;
    }
    return y - gap;
}

static void named(struct build *b, int group, const char *name, struct plan_box box,
                  const char *text)
{
    tree_value(b, tree_add(b, group, UI_TEXT, name, box), "%s", text);
}

/* What the audience's picture does that the speaker may not see. */
static void write_state(const struct stage_show *show, char *text, size_t size)
{
    const char *const parts[] = {show->black ? WORDS_BLACK : NULL,
                                 show->white ? WORDS_WHITE : NULL,
                                 show->frozen ? WORDS_FROZEN : NULL,
                                 show->dosing ? WORDS_DOSE : NULL,
                                 show->automatic ? WORDS_ITSELF : NULL,
                                 show->arrived ? NULL : WORDS_ON_ITS_WAY};
    size_t at = 0;
    text[0] = '\0';
    for (size_t i = 0; i < sizeof parts / sizeof *parts && at < size; i++)
        if (parts[i])
            at += (size_t)snprintf(text + at, size - at, "%s%s", at ? ", " : "", parts[i]);
}

static void build_side(struct build *b, int group, struct plan_box box,
                       const struct stage_show *show)
{
    const struct layout *l = &b->l;
    float text[4], quiet[4], y = box.y;
    char elapsed[32];
    tint_rgba(b, TINT_TEXT, text);
    tint_rgba(b, TINT_QUIET, quiet);
    struct plan_box at = draw_text(b, box.x, y, 0.0f, show->clock ? show->clock : "",
                                   1.4f * l->title, PLAN_WEIGHT_BOLD, text);
    named(b, group, "clock", at, show->clock ? show->clock : "");
    y += layout_line(l, 1.4f * l->title);
    write_elapsed(elapsed, sizeof elapsed, show->elapsed_s);
    at = draw_text(b, box.x, y, 0.0f, elapsed, 1.4f * l->title, PLAN_WEIGHT_MEDIUM,
                   show->timing ? text : quiet);
    named(b, group, "elapsed", at, elapsed);
    y += layout_line(l, 1.4f * l->title);
    draw_text(b, box.x, y, 0.0f, show->timing ? WORDS_ELAPSED : WORDS_STOPPED, l->small,
              PLAN_WEIGHT_REGULAR, quiet);
    y += 2.0f * layout_line(l, l->small);

    bool last = show->chapter + 1 >= show->talk->n_chapters;
    const struct talk_chapter *next = last ? NULL : &show->talk->chapters[show->chapter + 1];
    draw_text(b, box.x, y, 0.0f, last ? WORDS_LAST : WORDS_NEXT, l->small, PLAN_WEIGHT_REGULAR,
              quiet);
    y += layout_line(l, l->small);
    if (!next)
        return;
    float left = box.y + box.h - y;
    float used = draw_paragraph(b, box.x, y, box.w, left, next->title, l->caption,
                                PLAN_WEIGHT_BOLD, text);
    named(b, group, "next_chapter", (struct plan_box){box.x, y, box.w, used}, next->title);
    draw_paragraph(b, box.x, y + used, box.w, left - used, next->caption, l->small,
                   PLAN_WEIGHT_REGULAR, quiet);
}

void build_notes(struct build *b, struct plan_box box, const struct stage_show *show)
{
    const struct layout *l = &b->l;
    const struct talk_chapter *chapter = &show->talk->chapters[show->chapter];
    float text[4], quiet[4], rgba[4], pad = 1.5f * l->pad;
    char line[256], state[160];
    tint_rgba(b, TINT_SOLID, rgba);
    tint_rgba(b, TINT_TEXT, text);
    tint_rgba(b, TINT_QUIET, quiet);
    draw_rect(b, box, rgba, box.x > 0.0f ? l->radius : 0.0f);
    int group = tree_add(b, -1, UI_DIALOG, "notes_plate", box);

    struct plan_box in = box_grow(box, -pad);
    float bottom = draw_buttons(b, group, in.x, in.y + in.h, in.w);
    float side = roundf(0.32f * in.w), wide = in.w - side - 2.0f * pad;
    build_side(b, group, (struct plan_box){in.x + wide + 2.0f * pad, in.y, side, bottom - in.y},
               show);

    float y = in.y;
    write_state(show, state, sizeof state);
    snprintf(line, sizeof line, "%u of %u%s%s", show->chapter + 1, show->talk->n_chapters,
             state[0] ? ": " : "", state);
    struct plan_box at = draw_text(b, in.x, y, 0.0f, line, l->small, PLAN_WEIGHT_REGULAR, quiet);
    named(b, group, "state", at, line);
    y += layout_line(l, l->small);
    float used = draw_paragraph(b, in.x, y, wide, bottom - y, chapter->title, l->title,
                                PLAN_WEIGHT_BOLD, text);
    named(b, group, "chapter", (struct plan_box){in.x, y, wide, used}, chapter->title);
    y += used;
    y += draw_paragraph(b, in.x, y, wide, bottom - y, chapter->caption, l->small,
                        PLAN_WEIGHT_REGULAR, quiet);
    y += 0.7f * l->small;
    used = draw_paragraph(b, in.x, y, wide, bottom - y, chapter->notes, l->caption,
                          PLAN_WEIGHT_REGULAR, text);
    named(b, group, "notes", (struct plan_box){in.x, y, wide, used}, chapter->notes);
}
