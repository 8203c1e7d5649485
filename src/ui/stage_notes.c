/* The speaker's notes, in a window of their own or over the picture. */
#include "ui/stage_parts.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const struct {
    const char *name, *words;
    enum ui_action action;
} BUTTONS[] = {
    {"talk_back", NC_("button", "Back"), UI_TALK_BACK},
    {"talk_next", NC_("button", "Next"), UI_TALK_NEXT},
    {"talk_dose", NC_("button", "Dose"), UI_DOSE},
    {"talk_compare", N_("Compare"), UI_COMPARE},
    {"talk_black", NC_("button", "Black"), UI_TALK_BLACK},
    {"talk_overview", NC_("button", "Overview"), UI_TALK_OVERVIEW},
    {"talk_timer", NC_("button", "Timer"), UI_TALK_TIMER},
};
enum { N_BUTTONS = sizeof BUTTONS / sizeof *BUTTONS };

static const char WORDS_NEXT[] = NC_("chapter", "Next"),
                  WORDS_LAST[] = N_("This is the last chapter"),
                  WORDS_ON_ITS_WAY[] = N_("on its way there"), WORDS_FROZEN[] = N_("picture frozen"),
                  WORDS_BLACK[] = N_("picture black"), WORDS_WHITE[] = N_("picture white"),
                  WORDS_DOSE[] = N_("dose running"),
                  WORDS_COMPARED[] = N_("treatments compared"), WORDS_ITSELF[] = N_("plays by itself"),
                  WORDS_ELAPSED[] = N_("since the start"), WORDS_STOPPED[] = N_("timer stopped");

float draw_paragraph(struct build *b, float x, float y, float width, float height,
                     const char *text, float size, enum plan_weight weight, const float rgba[4])
{
    float line = layout_line(&b->l, size), used = 0.0f;
    while (*text && used + line <= height) {
        char words[WRAP_MAX_LINE];
        text = wrap_line(b->render, weight, size, text, width, words);
        draw_text(b, x, y + used, 0.0f, words, size, weight, rgba);
        used += line;
    }
    return used;
}

static bool paragraph_fits(struct build *b, float width, float height, const char *text, float size,
                           enum plan_weight weight)
{
    float used = 0.0f;
    while (*text) {
        char words[WRAP_MAX_LINE];
        text = wrap_line(b->render, weight, size, text, width, words);
        used += layout_line(&b->l, size);
        if (used > height || text_width(b, words, size, weight) > width)
            return false;
    }
    return true;
}

float paragraph_size(struct build *b, float width, float height, const char *text, float size,
                     enum plan_weight weight)
{
    static const float SMALLER = 0.94f, LEAST = 1.0f / 3.0f;
    float fits = size;
    while (fits > LEAST * size && !paragraph_fits(b, width, height, text, fits, weight))
        fits *= SMALLER;
    return fits;
}

/* As draw_paragraph(), smaller where that is needed to have it whole. */
static float draw_fitted(struct build *b, struct plan_box box, const char *text, float size,
                         enum plan_weight weight, const float rgba[4])
{
    float fits = paragraph_size(b, box.w, box.h, text, size, weight);
    return draw_paragraph(b, box.x, box.y, box.w, box.h, text, fits, weight, rgba);
}

static void write_elapsed(char *text, size_t size, double elapsed_s)
{
    int s = (int)elapsed_s;
    if (s >= 3600)
        snprintf(text, size, "%d:%02d:%02d", s / 3600, s / 60 % 60, s % 60);
    else
        snprintf(text, size, "%d:%02d", s / 60, s % 60);
}

/* In as many rows as it takes; returns where they begin. */
static float draw_buttons(struct build *b, int group, float x, float bottom, float width)
{
    float gap = fmaxf(8.0f, b->l.gap), step = b->l.target + gap, at = x, left[N_BUTTONS];
    int row[N_BUTTONS], rows = 1;
    for (int i = 0; i < N_BUTTONS; i++) {
        float w = button_width(b, language_text_of(BUTTONS[i].words));
        if (at > x && at + w > x + width) {
            at = x;
            rows++;
        }
        left[i] = at;
        row[i] = rows - 1;
        at += w + gap;
    }
    float top = bottom - (float)rows * step + gap;
    for (int i = 0; i < N_BUTTONS; i++)
        draw_button(b, group, BUTTONS[i].name, language_text_of(BUTTONS[i].words),
                    BUTTONS[i].action,
                    (struct plan_box){left[i], top + (float)row[i] * step,
                                      button_width(b, language_text_of(BUTTONS[i].words)),
                                      b->l.target});
    return top - gap;
}

static void named(struct build *b, int group, const char *name, struct plan_box box,
                  const char *text)
{
    tree_value(b, tree_add(b, group, UI_TEXT, name, box), "%s", text);
}

/* Adds what the audience's picture does that the speaker may not see. */
static void write_state(const struct stage_show *show, char *text, size_t size)
{
    const char *const parts[] = {show->black ? WORDS_BLACK : NULL,
                                 show->white ? WORDS_WHITE : NULL,
                                 show->frozen ? WORDS_FROZEN : NULL,
                                 show->comparing ? WORDS_COMPARED : NULL,
                                 show->dosing ? WORDS_DOSE : NULL,
                                 show->automatic ? WORDS_ITSELF : NULL,
                                 show->arrived ? NULL : WORDS_ON_ITS_WAY};
    size_t at = strlen(text);
    for (size_t i = 0; i < sizeof parts / sizeof *parts && at < size; i++)
        if (parts[i])
            at += (size_t)snprintf(text + at, size - at, "%s%s", _(", "), _(parts[i]));
}

static void build_side(struct build *b, int group, struct plan_box box,
                       const struct stage_show *show)
{
    const struct layout *l = &b->l;
    float text[4], quiet[4], y = box.y, large = fminf(1.4f * l->title, 0.13f * box.h);
    char elapsed[32];
    write_elapsed(elapsed, sizeof elapsed, show->elapsed_s);
    float fits = fmaxf(text_width(b, show->clock ? show->clock : "", large, PLAN_WEIGHT_BOLD),
                       text_width(b, elapsed, large, PLAN_WEIGHT_MEDIUM));
    large *= fminf(1.0f, box.w / fmaxf(fits, 1.0f));
    tint_rgba(b, TINT_TEXT, text);
    tint_rgba(b, TINT_QUIET, quiet);
    struct plan_box at = draw_text(b, box.x, y, 0.0f, show->clock ? show->clock : "",
                                   large, PLAN_WEIGHT_BOLD, text);
    named(b, group, "clock", at, show->clock ? show->clock : "");
    y += layout_line(l, large);
    at = draw_text(b, box.x, y, 0.0f, elapsed, large, PLAN_WEIGHT_MEDIUM,
                   show->timing ? text : quiet);
    named(b, group, "elapsed", at, elapsed);
    y += layout_line(l, large);
    float small = layout_line(l, l->small);
    draw_fitted(b, (struct plan_box){box.x, y, box.w, small},
                _(show->timing ? WORDS_ELAPSED : WORDS_STOPPED), l->small, PLAN_WEIGHT_REGULAR,
                quiet);
    y += 1.5f * small;

    bool last = show->chapter + 1 >= show->talk->n_chapters;
    const struct talk_chapter *next = last ? NULL : &show->talk->chapters[show->chapter + 1];
    draw_fitted(b, (struct plan_box){box.x, y, box.w, last ? 2.0f * small : small},
                last ? _(WORDS_LAST) : language_text_of(WORDS_NEXT), l->small, PLAN_WEIGHT_REGULAR,
                quiet);
    y += small;
    if (!next)
        return;
    float left = box.y + box.h - y;
    float used = draw_fitted(b, (struct plan_box){box.x, y, box.w, 0.5f * left}, _(next->title),
                             l->caption, PLAN_WEIGHT_BOLD, text);
    named(b, group, "next_chapter", (struct plan_box){box.x, y, box.w, used},
          _(next->title));
    draw_fitted(b, (struct plan_box){box.x, y + used, box.w, left - used}, _(next->caption),
                l->small, PLAN_WEIGHT_REGULAR, quiet);
}

void build_notes(struct build *b, struct plan_box box, const struct stage_show *show)
{
    const struct layout *l = &b->l;
    const struct talk_chapter *chapter = &show->talk->chapters[show->chapter];
    float text[4], quiet[4], rgba[4], pad = 1.5f * l->pad;
    char state[400];
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
    snprintf(state, sizeof state, _("%u of %u"), show->chapter + 1, show->talk->n_chapters);
    write_state(show, state, sizeof state);
    float used = draw_fitted(b, (struct plan_box){in.x, y, wide, 2.0f * layout_line(l, l->small)},
                             state, l->small, PLAN_WEIGHT_REGULAR, quiet);
    named(b, group, "state", (struct plan_box){in.x, y, wide, used}, state);
    y += used;
    used = draw_fitted(b, (struct plan_box){in.x, y, wide, 0.3f * (bottom - y)}, _(chapter->title),
                       l->title, PLAN_WEIGHT_BOLD, text);
    named(b, group, "chapter", (struct plan_box){in.x, y, wide, used}, _(chapter->title));
    y += used;
    y += draw_fitted(b, (struct plan_box){in.x, y, wide, 0.35f * (bottom - y)},
                     _(chapter->caption), l->small, PLAN_WEIGHT_REGULAR, quiet);
    y += 0.7f * l->small;
    used = draw_fitted(b, (struct plan_box){in.x, y, wide, bottom - y}, _(chapter->notes),
                       l->caption, PLAN_WEIGHT_REGULAR, text);
    named(b, group, "notes", (struct plan_box){in.x, y, wide, used}, _(chapter->notes));
}

void build_page(struct build *b, const struct stage_show *show)
{
    static const float WHITE[4] = {1.0f, 1.0f, 1.0f, 1.0f};
    const struct talk_chapter *chapter = &show->talk->chapters[show->chapter];
    float size = floorf(b->l.height / (1.4f * (STAGE_PAGE_LINES + 2.5f))), x = 1.5f * size, text[4];
    char heading[256];
    b->l.line = 1.4f;
    tint_rgba(b, TINT_TEXT, text);
    draw_rect(b, (struct plan_box){0.0f, 0.0f, b->l.width, b->l.height}, WHITE, 0.0f);
    snprintf(heading, sizeof heading, "%u  %s", show->chapter + 1, _(chapter->title));
    struct plan_box at = draw_text(b, x, size, 0.0f, heading, size, PLAN_WEIGHT_BOLD, text);
    named(b, -1, "chapter", at, heading);
    float y = size + layout_line(&b->l, size), width = b->l.width - 2.0f * x;
    float used = draw_paragraph(b, x, y, width, b->l.height - y, _(chapter->notes), size,
                                PLAN_WEIGHT_REGULAR, text);
    named(b, -1, "notes", (struct plan_box){x, y, width, used}, _(chapter->notes));
}
