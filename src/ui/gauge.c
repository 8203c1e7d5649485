/* What stands large in the panel: how rigid the path is, and how many synapses are new. */
#include "ui/readouts.h"

#include <math.h>
#include <stdio.h>

static const char NAME[] = N_("Path rigidity"), NAME_SHORT[] = NC_("gauge, short", "Path");
static const char SINCE_DOSE[] = N_("since the dose"), SINCE_START[] = N_("since the start");

/* Zones of the gauge, and where each ends. */
static const struct {
    const char *word;
    float end;
} ZONES[] = {{NC_("path", "free"), 0.50f},
             {NC_("path", "loosening"), 0.65f},
             {NC_("path", "rigid"), 0.80f},
             {NC_("path", "very rigid"), 1.0f}};
enum { N_ZONES = sizeof ZONES / sizeof *ZONES };

static const char *zone_word(int zone)
{
    return language_text_of(ZONES[zone].word);
}

/* Of the longest word. */
static float words_width(struct build *b, float size)
{
    float width = 0.0f;
    for (int z = 0; z < N_ZONES; z++)
        width = fmaxf(width, text_width(b, zone_word(z), size, PLAN_WEIGHT_BOLD));
    return width;
}

static float large_size(const struct build *b)
{
    return ceilf(1.9f * b->l.small);
}

static float row_height(const struct build *b)
{
    return layout_line(&b->l, b->l.small);
}

static float bar_height(const struct build *b)
{
    return fmaxf(8.0f, roundf(0.5f * b->l.small));
}

int gauge_zone(float rigidity, int before)
{
    static const float HOLD = 0.012f;
    int zone = 0, was = before - 1;
    while (zone + 1 < N_ZONES && rigidity >= ZONES[zone].end)
        zone++;
    if (was >= 0 && zone != was) {
        float edge = ZONES[zone > was ? was : zone].end;
        if (zone - was <= 1 && was - zone <= 1 && fabsf(rigidity - edge) < HOLD)
            zone = was;
    }
    return zone + 1;
}

const char *gauge_word(int zone)
{
    return zone_word(zone - 1);
}

float gauge_height(const struct build *b, enum large_form form)
{
    float row = row_height(b), bar = bar_height(b) + roundf(0.7f * b->l.small);
    if (form >= LARGE_ROW)
        return row + bar;
    return row + layout_line(&b->l, large_size(b)) + bar + (form == LARGE_FULL ? row : 0.0f);
}

static void draw_bar(struct build *b, struct plan_box bar, float level)
{
    float track[4], fill[4], text[4], plate[4], gap = fmaxf(2.0f, roundf(0.12f * b->l.small));
    tint_rgba(b, TINT_TRACK, track);
    tint_rgba(b, TINT_TEXT, text);
    tint_rgba(b, TINT_PLATE, plate);
    tint_meaning(b, PALETTE_PATH, 1.0f, fill);
    float from = 0.0f, radius = 0.25f * bar.h;
    for (int z = 0; z < N_ZONES; z++) {
        struct plan_box part = {bar.x + bar.w * from, bar.y, bar.w * (ZONES[z].end - from), bar.h};
        if (z + 1 < N_ZONES)
            part.w -= gap;
        draw_rect(b, part, track, radius);
        float full = (level - from) / (ZONES[z].end - from);
        if (full > 0.0f) {
            part.w *= fminf(full, 1.0f);
            draw_rect(b, part, fill, radius);
        }
        from = ZONES[z].end;
    }
    /* The needle, with a rim that parts it from the bar. */
    float wide = fmaxf(3.0f, roundf(0.2f * b->l.small)), over = roundf(0.22f * b->l.small);
    float x = roundf(bar.x + (bar.w - wide) * level);
    struct plan_box needle = {x, bar.y - over, wide, bar.h + 2.0f * over};
    struct plan_box rim = {x - gap, needle.y, wide + 2.0f * gap, needle.h};
    draw_rect(b, rim, plate, 0.5f * rim.w);
    draw_rect(b, needle, text, 0.5f * wide);
}

void gauge_draw(struct build *b, int parent, struct plan_box box, enum large_form form)
{
    struct ui *ui = b->ui;
    float size = b->l.small, quiet[4], text[4], y = box.y + row_height(b);
    tint_rgba(b, TINT_QUIET, quiet);
    tint_rgba(b, TINT_TEXT, text);
    ui->figures.zone = gauge_zone(ui->figures.rigidity, ui->figures.zone);
    int zone = ui->figures.zone - 1;
    const char *name = _(NAME), *brief = language_text_of(NAME_SHORT);
    if (ui->gauge_level <= 0.0f)
        ui->gauge_level = ui->figures.rigidity;
    ui->gauge_level += (ui->figures.rigidity - ui->gauge_level) * fminf(1.0f, 3.0f * b->dt);

    bool row = form >= LARGE_ROW;
    float word_size = row ? size : large_size(b);
    char fits[128];
    float was = b->alpha, room = box.w;
    if (row) { /* a name where there is room for every word beside it; the word is never cut for it */
        float words = words_width(b, size) + 0.6f * size;
        if (words + text_width(b, name, size, PLAN_WEIGHT_REGULAR) > box.w)
            name = words + text_width(b, brief, size, PLAN_WEIGHT_REGULAR) > box.w ? "" : brief;
    } else if (text_width(b, name, size, PLAN_WEIGHT_REGULAR) > box.w) {
        name = brief;
    }
    bool beside = row && name[0];
    while (!row && word_size > size && words_width(b, word_size) > room)
        word_size -= 1.0f;
    float coming, going;
    const char *words[2];
    words[1] = fade_text(b, &ui->word_fade, zone_word(zone), &coming);
    words[0] = fade_was(&ui->word_fade, &going);
    for (int i = 0; i < 2; i++) {
        b->alpha = was * (i ? coming : going);
        wrap_shorten(b->render, PLAN_WEIGHT_BOLD, word_size, words[i], room, fits, sizeof fits);
        draw_text(b, beside ? box.x + box.w : box.x, row ? box.y : y, beside ? 1.0f : 0.0f, fits,
                  word_size, PLAN_WEIGHT_BOLD, text);
    }
    b->alpha = was;
    if (!row)
        y += layout_line(&b->l, large_size(b));
    if (name[0])
        draw_text(b, box.x, box.y, 0.0f, name, size, PLAN_WEIGHT_REGULAR, quiet);
    char level[16];
    language_number(level, sizeof level, (double)ui->figures.rigidity, 2);
    struct plan_box bar = {box.x, y + roundf(0.3f * size), box.w, bar_height(b)};
    draw_bar(b, bar, ui->gauge_level);
    if (form == LARGE_FULL) {
        y = bar.y + bar.h + roundf(0.3f * size);
        draw_text(b, box.x, y, 0.0f, zone_word(0), size, PLAN_WEIGHT_REGULAR, quiet);
        if (text_width(b, zone_word(0), size, PLAN_WEIGHT_REGULAR) +
                text_width(b, zone_word(N_ZONES - 1), size, PLAN_WEIGHT_REGULAR) + size <
            box.w)
            draw_text(b, box.x + box.w, y, 1.0f, zone_word(N_ZONES - 1), size, PLAN_WEIGHT_REGULAR,
                      quiet);
    }
    tree_value(b, tree_add(b, parent, UI_GAUGE, "rigidity", box), "%s: %s, %s", _(NAME),
               zone_word(zone), level);
}

/* Room left for the line beside the large count; that for five figures is kept, so that the line
 * stays where it is. */
static float beside_count(struct build *b, float width, enum large_form form)
{
    float words = text_width(b, "00 000", large_size(b), PLAN_WEIGHT_BOLD);
    if (form == LARGE_FULL)
        words = fmaxf(words, text_width(b, _(SINCE_START), b->l.small, PLAN_WEIGHT_REGULAR));
    float left = width - words - 0.8f * b->l.small;
    return left >= 2.6f * b->l.small ? floorf(left) : 0.0f;
}

static float spark_height(const struct build *b)
{
    return roundf(1.3f * b->l.small);
}

float count_height(struct build *b, float width, enum large_form form)
{
    float row = row_height(b);
    if (form == LARGE_LINE)
        return row;
    if (form == LARGE_ROW)
        return row + spark_height(b);
    return row + layout_line(&b->l, large_size(b)) + (form == LARGE_FULL ? row : 0.0f) +
           (beside_count(b, width, form) > 0.0f ? 0.0f : spark_height(b));
}

/* Name, count, and since when; the line stands in `spark` then, if there is room for it. */
static void draw_count(struct build *b, struct plan_box box, enum large_form form,
                       const char *count, const char *since, struct plan_box *spark)
{
    static const char *const LABELS[] = {N_("New synapses"), N_("Synapses"),
                                         NC_("synapses, short", "New")};
    float size = b->l.small, quiet[4], text[4], row = row_height(b), large = large_size(b);
    tint_rgba(b, TINT_QUIET, quiet);
    tint_rgba(b, TINT_TEXT, text);
    bool row_only = form >= LARGE_ROW;
    float room = box.w;
    if (row_only) {
        draw_text(b, box.x + box.w, box.y, 1.0f, count, size, PLAN_WEIGHT_BOLD, text);
        room -= text_width(b, count, size, PLAN_WEIGHT_BOLD) + 0.6f * size;
    } else {
        draw_text(b, box.x, box.y + row, 0.0f, count, large, PLAN_WEIGHT_BOLD, text);
    }
    int label = 0;
    while (label < 2 &&
           text_width(b, language_text_of(LABELS[label]), size, PLAN_WEIGHT_REGULAR) > room)
        label++;
    draw_text(b, box.x, box.y, 0.0f, language_text_of(LABELS[label]), size, PLAN_WEIGHT_REGULAR,
              quiet);
    if (form == LARGE_FULL && text_width(b, since, size, PLAN_WEIGHT_REGULAR) <= box.w)
        draw_text(b, box.x, box.y + row + layout_line(&b->l, large), 0.0f, since, size,
                  PLAN_WEIGHT_REGULAR, quiet);
    float beside = row_only ? 0.0f : beside_count(b, box.w, form), high = spark_height(b);
    *spark = (struct plan_box){box.x, box.y + box.h - high + roundf(0.2f * size), box.w,
                               high - roundf(0.2f * size)};
    if (beside > 0.0f)
        *spark = (struct plan_box){box.x + box.w - beside, box.y + row, beside,
                                   box.h - row - roundf(0.3f * size)};
}

void count_draw(struct build *b, int parent, struct plan_box box, enum large_form form)
{
    struct plan_box spark;
    const char *since = b->view->dose_mg_kg > 0.0f ? _(SINCE_DOSE) : _(SINCE_START);
    char count[32];
    language_whole(count, sizeof count, b->ui->figures.new_synapses);
    draw_count(b, box, form, count, since, &spark);
    if (form != LARGE_LINE)
        build_spark(b, parent, spark);
    tree_value(b, tree_add(b, parent, UI_TEXT, "new_synapses", box), _("New synapses: %s, %s"),
               count, since);
}
