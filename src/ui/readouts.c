#include "ui/readouts.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *rigidity_word(float rigidity)
{
    return rigidity >= 0.80f   ? "very rigid"
           : rigidity >= 0.65f ? "rigid"
           : rigidity >= 0.50f ? "loosening"
                               : "loose";
}

static void dose_text(const struct story_view *view, struct readout *readout)
{
    char *longest = readout->values[0], *middle = readout->values[1],
         *shortest = readout->values[2];
    size_t size = sizeof readout->values[0];
    if (view->dose_mg_kg > 0.0f) {
        bool several = view->dose_mg_kg > 0.75f;
        snprintf(longest, size, several ? "%.1f mg/kg in all" : "%.1f mg/kg over 40 min",
                 (double)view->dose_mg_kg);
        snprintf(middle, size, "%.1f mg/kg", (double)view->dose_mg_kg);
        snprintf(shortest, size, "%s", middle);
        return;
    }
    const char *words = "none yet";
    if (view->story_h >= 0.0f) {
        if (view->treatment == STORY_SALINE)
            words = "saline";
        else if (view->treatment == STORY_SSRI)
            words = "SSRI, daily";
        else
            words = "none";
    }
    snprintf(longest, size, "%s", words);
    snprintf(middle, size, "%s", words);
    snprintf(shortest, size, "%s", words);
}

/* Takes new figures four times a second, so that they can be read. */
void readouts_hold(struct build *b)
{
    static const float HOLD_S = 0.25f;
    struct ui_figures *figures = &b->ui->figures;
    figures->age_s += b->dt;
    if (figures->any && figures->age_s < HOLD_S)
        return;
    const struct model_observables *now = &b->snapshot->now;
    *figures = (struct ui_figures){.any = true,
                                   .occupancy = now->occupancy,
                                   .rigidity = now->rigidity,
                                   .bdnf = now->bdnf,
                                   .new_synapses = now->new_synapses};
}

void readouts_fill(struct build *b, struct readout readouts[READOUTS])
{
    const struct ui_figures *figures = &b->ui->figures;
    memset(readouts, 0, READOUTS * sizeof *readouts);
    size_t size = sizeof readouts[0].values[0];

    readouts[READOUT_DOSE] = (struct readout){
        .name = "dose", .role = UI_TEXT, .labels = {"Dose of ketamine", "Ketamine", "Dose"}};
    dose_text(b->view, &readouts[READOUT_DOSE]);
    readouts[READOUT_BLOCKED] =
        (struct readout){.name = "occupancy",
                         .role = UI_TEXT,
                         .labels = {"NMDA receptors blocked", "NMDA blocked", "Blocked"},
                         .stroke = STROKE_BROAD,
                         .meaning = PALETTE_KETAMINE};
    readouts[READOUT_BDNF] = (struct readout){.name = "bdnf",
                                              .role = UI_TEXT,
                                              .labels = {"BDNF", "BDNF", "BDNF"},
                                              .stroke = STROKE_FINE,
                                              .meaning = PALETTE_BDNF};
    readouts[READOUT_RIGIDITY] =
        (struct readout){.name = "rigidity",
                         .role = UI_GAUGE,
                         .labels = {"Path rigidity", "Rigidity", "Path"},
                         .widest = "very rigid",
                         .stroke = STROKE_BROAD,
                         .meaning = PALETTE_PATH,
                         .level = fminf(fmaxf(figures->rigidity, 0.0f), 1.0f)};
    readouts[READOUT_NEW] = (struct readout){.name = "new_synapses",
                                             .role = UI_TEXT,
                                             .labels = {"New synapses", "Grown", "New"},
                                             .stroke = STROKE_BROAD,
                                             .meaning = PALETTE_NEW};
    int blocked = (int)roundf(100.0f * figures->occupancy);
    int bdnf = (int)roundf(100.0f * (figures->bdnf - 1.0f));
    for (int i = 0; i < READOUT_VARIANTS; i++) {
        snprintf(readouts[READOUT_BLOCKED].values[i], size, "%d\xc2\xa0%%", blocked);
        snprintf(readouts[READOUT_BDNF].values[i], size, "%s%d\xc2\xa0%%",
                 bdnf < 0 ? "\xe2\x88\x92" : "+", abs(bdnf));
        if (i < READOUT_VARIANTS - 1)
            snprintf(readouts[READOUT_RIGIDITY].values[i], size, "%s",
                     rigidity_word(figures->rigidity));
        else /* its curve, with 0 and 1 beside it, says the rest */
            snprintf(readouts[READOUT_RIGIDITY].values[i], size, "%.2f", (double)figures->rigidity);
        write_count(readouts[READOUT_NEW].values[i], size, figures->new_synapses);
    }
}

static float row_height(const struct build *b)
{
    return layout_line(&b->l, b->l.small);
}

static float value_size(const struct build *b)
{
    return ceilf(1.2f * b->l.small);
}

static float gauge_height(const struct build *b)
{
    return fmaxf(6.0f, roundf(0.32f * b->l.small));
}

static float stroke_width(const struct build *b, const struct readout *readout)
{
    return readout->stroke == STROKE_NONE ? 0.0f : roundf(1.15f * b->l.small);
}

float readout_height(const struct build *b, const struct readout *readout, struct readout_form form)
{
    float h = row_height(b);
    if (!form.one_row)
        h += layout_line(&b->l, value_size(b));
    if (form.bar && readout->role == UI_GAUGE)
        h += gauge_height(b) + roundf(0.25f * b->l.small);
    return h;
}

float readout_least_width(struct build *b, const struct readout *readout)
{
    float size = b->l.small;
    return stroke_width(b, readout) +
           text_width(b, readout->labels[READOUT_VARIANTS - 1], size, PLAN_WEIGHT_REGULAR) +
           0.6f * size +
           text_width(b, readout->values[READOUT_VARIANTS - 1], size, PLAN_WEIGHT_BOLD);
}

/* The longest wording that fits; the last is shortened if it must be. */
static void pick(struct build *b, const char *const texts[READOUT_VARIANTS], float size,
                 enum plan_weight weight, float room, char *out, uint32_t out_size)
{
    for (int i = 0; i < READOUT_VARIANTS; i++)
        if (text_width(b, texts[i], size, weight) <= room) {
            snprintf(out, out_size, "%s", texts[i]);
            return;
        }
    wrap_shorten(b->render, weight, size, texts[READOUT_VARIANTS - 1], room, out, out_size);
}

/* Name and value for one row: the longest value that fits beside one of the longer names, else
 * beside the shortest. */
static void pick_both(struct build *b, const struct readout *readout, float room, char *label,
                      char *value, uint32_t out_size)
{
    static const int ORDER[][2] = {{0, 0}, {1, 0}, {0, 1}, {1, 1}, {0, 2},
                                   {1, 2}, {2, 0}, {2, 1}, {2, 2}};
    float size = b->l.small;
    for (size_t i = 0; i < sizeof ORDER / sizeof *ORDER; i++) {
        const char *name = readout->labels[ORDER[i][0]], *words = readout->values[ORDER[i][1]];
        bool last = ORDER[i][1] == READOUT_VARIANTS - 1;
        const char *widest = readout->widest && !last ? readout->widest : words;
        if (text_width(b, name, size, PLAN_WEIGHT_REGULAR) +
                text_width(b, widest, size, PLAN_WEIGHT_BOLD) >
            room)
            continue;
        snprintf(label, out_size, "%s", name);
        snprintf(value, out_size, "%s", words);
        return;
    }
    wrap_shorten(b->render, PLAN_WEIGHT_REGULAR, size, readout->labels[READOUT_VARIANTS - 1],
                 0.5f * room, label, out_size);
    wrap_shorten(b->render, PLAN_WEIGHT_BOLD, size, readout->values[READOUT_VARIANTS - 1],
                 0.5f * room, value, out_size);
}

static void draw_gauge(struct build *b, struct plan_box bar, float level)
{
    float rgba[4];
    tint_rgba(TINT_TRACK, rgba);
    draw_rect(b, bar, rgba, bar.h);
    struct plan_box fill = bar;
    fill.w = fmaxf(bar.h, bar.w * level);
    tint_meaning(PALETTE_PATH, 1.0f, rgba);
    draw_rect(b, fill, rgba, bar.h);
}

/* A bar for a filled curve, a thin line for the other. */
static void draw_stroke(struct build *b, const struct readout *readout, float x, float y)
{
    float size = b->l.small, rgba[4];
    float thick = fmaxf(2.0f, (readout->stroke == STROKE_BROAD ? 0.30f : 0.14f) * size);
    tint_meaning(readout->meaning, 1.0f, rgba);
    draw_rect(b,
              (struct plan_box){x, roundf(y + 0.5f * (row_height(b) - thick)), roundf(0.8f * size),
                                thick},
              rgba, thick);
}

void readout_draw(struct build *b, int parent, const struct readout *readout, struct plan_box box,
                  struct readout_form form)
{
    const struct layout *l = &b->l;
    char label[64], value[64];
    const char *values[READOUT_VARIANTS];
    for (int i = 0; i < READOUT_VARIANTS; i++)
        values[i] = readout->values[i];
    float quiet[4], text[4], inset = stroke_width(b, readout), below = box.y + row_height(b);
    tint_rgba(TINT_QUIET, quiet);
    tint_rgba(TINT_TEXT, text);
    if (readout->stroke != STROKE_NONE)
        draw_stroke(b, readout, box.x, box.y);
    float room = box.w - inset;
    if (form.one_row) {
        pick_both(b, readout, room - 0.6f * l->small, label, value, sizeof label);
        draw_text(b, box.x + box.w, box.y, 1.0f, value, l->small, PLAN_WEIGHT_BOLD, text);
    } else {
        float size = value_size(b);
        pick(b, readout->labels, l->small, PLAN_WEIGHT_REGULAR, room, label, sizeof label);
        pick(b, values, size, PLAN_WEIGHT_BOLD, box.w, value, sizeof value);
        draw_text(b, box.x, below, 0.0f, value, size, PLAN_WEIGHT_BOLD, text);
        below += layout_line(l, size);
    }
    draw_text(b, box.x + inset, box.y, 0.0f, label, l->small, PLAN_WEIGHT_REGULAR, quiet);
    bool gauge = readout->role == UI_GAUGE;
    if (gauge && form.bar)
        draw_gauge(
            b, (struct plan_box){box.x, below + roundf(0.25f * l->small), box.w, gauge_height(b)},
            readout->level);
    int node = tree_add(b, parent, readout->role, readout->name, box);
    if (gauge)
        tree_value(b, node, "%s: %s, %.2f", readout->labels[0], readout->values[0],
                   (double)readout->level);
    else
        tree_value(b, node, "%s: %s", readout->labels[0], readout->values[0]);
}
