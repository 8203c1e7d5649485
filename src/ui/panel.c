/* The panel: what the model computes, in words and figures. */
#include "ui/tree.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { READOUTS = 4, VARIANTS = 3 };

struct readout {
    const char *name;
    enum ui_role role;
    const char *labels[VARIANTS]; /* longest first */
    char values[VARIANTS][64];    /* longest first */
    bool gauge;
    float level;
};

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
        snprintf(shortest, size, "%.1f", (double)view->dose_mg_kg);
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
static void hold_figures(struct build *b)
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

static void fill_readouts(struct build *b, struct readout readouts[READOUTS])
{
    const struct ui_figures *figures = &b->ui->figures;
    memset(readouts, 0, READOUTS * sizeof *readouts);
    size_t size = sizeof readouts[0].values[0];

    readouts[0] = (struct readout){
        .name = "dose", .role = UI_TEXT, .labels = {"Dose of ketamine", "Ketamine", "Dose"}};
    dose_text(b->view, &readouts[0]);

    readouts[1] = (struct readout){.name = "occupancy",
                                   .role = UI_TEXT,
                                   .labels = {"NMDA receptors blocked", "NMDA blocked", "Blocked"}};
    readouts[2] = (struct readout){.name = "rigidity",
                                   .role = UI_GAUGE,
                                   .labels = {"Path rigidity", "Rigidity", "Path"},
                                   .gauge = true,
                                   .level = fminf(fmaxf(figures->rigidity, 0.0f), 1.0f)};
    readouts[3] = (struct readout){
        .name = "new_synapses", .role = UI_TEXT, .labels = {"New synapses", "Grown", "New"}};
    for (int i = 0; i < VARIANTS; i++) {
        snprintf(readouts[1].values[i], size, "%.0f\xc2\xa0%%",
                 (double)roundf(100.0f * figures->occupancy));
        snprintf(readouts[2].values[i], size, "%s", rigidity_word(figures->rigidity));
        write_count(readouts[3].values[i], size, figures->new_synapses);
    }
}

static float row_height(const struct build *b)
{
    return ceilf(b->l.small * b->l.line);
}

static float value_size(const struct build *b)
{
    return ceilf(1.2f * b->l.small);
}

static float gauge_height(const struct build *b)
{
    return fmaxf(6.0f, roundf(0.32f * b->l.small));
}

static float readout_height(const struct build *b, const struct readout *readout, bool one_row)
{
    float h = one_row ? row_height(b) : row_height(b) + ceilf(value_size(b) * b->l.line);
    return readout->gauge ? h + gauge_height(b) + roundf(0.25f * b->l.small) : h;
}

/* The longest wording that fits; the last is shortened if it must be. */
static void pick(struct build *b, const char *const texts[VARIANTS], float size,
                 enum plan_weight weight, float room, char *out, uint32_t out_size)
{
    for (int i = 0; i < VARIANTS; i++)
        if (text_width(b, texts[i], size, weight) <= room) {
            snprintf(out, out_size, "%s", texts[i]);
            return;
        }
    wrap_shorten(b->render, weight, size, texts[VARIANTS - 1], room, out, out_size);
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

static void draw_readout(struct build *b, int parent, const struct readout *readout,
                         struct plan_box box, bool one_row)
{
    const struct layout *l = &b->l;
    char label[64], value[64];
    const char *values[VARIANTS];
    for (int i = 0; i < VARIANTS; i++)
        values[i] = readout->values[i];
    float quiet[4], text[4];
    tint_rgba(TINT_QUIET, quiet);
    tint_rgba(TINT_TEXT, text);
    float below = box.y;
    if (one_row) {
        float apart = 0.6f * l->small;
        float usual = text_width(b, values[1], l->small, PLAN_WEIGHT_BOLD);
        pick(b, readout->labels, l->small, PLAN_WEIGHT_REGULAR, fmaxf(box.w - usual - apart, 0.0f),
             label, sizeof label);
        float taken = text_width(b, label, l->small, PLAN_WEIGHT_REGULAR);
        pick(b, values, l->small, PLAN_WEIGHT_BOLD, box.w - taken - apart, value, sizeof value);
        draw_text(b, box.x, box.y, 0.0f, label, l->small, PLAN_WEIGHT_REGULAR, quiet);
        draw_text(b, box.x + box.w, box.y, 1.0f, value, l->small, PLAN_WEIGHT_BOLD, text);
        below += row_height(b);
    } else {
        float size = value_size(b);
        pick(b, readout->labels, l->small, PLAN_WEIGHT_REGULAR, box.w, label, sizeof label);
        pick(b, values, size, PLAN_WEIGHT_BOLD, box.w, value, sizeof value);
        draw_text(b, box.x, box.y, 0.0f, label, l->small, PLAN_WEIGHT_REGULAR, quiet);
        draw_text(b, box.x, box.y + row_height(b), 0.0f, value, size, PLAN_WEIGHT_BOLD, text);
        below += row_height(b) + ceilf(size * l->line);
    }
    if (readout->gauge)
        draw_gauge(
            b, (struct plan_box){box.x, below + roundf(0.25f * l->small), box.w, gauge_height(b)},
            readout->level);
    int node = tree_add(b, parent, readout->role, readout->name, box);
    if (readout->gauge)
        tree_value(b, node, "%s: %s, %.2f", readout->labels[0], readout->values[0],
                   (double)readout->level);
    else
        tree_value(b, node, "%s: %s", readout->labels[0], readout->values[0]);
}

/* Beside the picture: readouts one below the other, the plots in what is left. */
static void build_beside(struct build *b, const struct readout readouts[READOUTS])
{
    const struct layout *l = &b->l;
    struct plan_box plate = {l->width - l->margin - l->panel_width, l->margin, l->panel_width,
                             l->height - 2.0f * l->margin};
    struct plan_box in = box_grow(plate, -l->pad);
    float gap = roundf(0.55f * l->small);
    float axis = row_height(b);
    bool one_row = false;
    float height = 0.0f;
    for (int form = 0; form < 2; form++) {
        one_row = form == 1;
        height = 0.0f;
        for (int i = 0; i < READOUTS; i++)
            height += readout_height(b, &readouts[i], one_row) + gap;
        if (in.h - height >= 2.0f * plot_least_height(b) + axis)
            break;
    }
    float rgba[4];
    tint_rgba(TINT_PLATE, rgba);
    draw_rect(b, plate, rgba, l->radius);
    int group = tree_add(b, -1, UI_GROUP, "panel", plate);
    tree_cover(b, plate);
    float y = in.y;
    for (int i = 0; i < READOUTS; i++) {
        struct plan_box box = {in.x, y, in.w, readout_height(b, &readouts[i], one_row)};
        if (box.y + box.h > in.y + in.h)
            break;
        draw_readout(b, group, &readouts[i], box, one_row);
        y += box.h + gap;
    }
    y += 0.3f * l->small;
    build_plots(b, group, (struct plan_box){in.x, y, in.w, in.y + in.h - y}, UI_PLOTS, false);
}

/* Below the picture, when that is tall: readouts two and two, plots side by side. */
static void build_below(struct build *b, const struct readout readouts[READOUTS])
{
    const struct layout *l = &b->l;
    float room = b->bottom - b->top - 2.0f * l->gap;
    float gap = roundf(0.45f * l->small), between = 1.2f * l->small;
    float inner = l->panel_width - 2.0f * l->pad;
    float cell = floorf(0.5f * (inner - between));
    float least_plots = plot_least_height(b) + row_height(b) + 0.3f * l->small;
    /* The network needs the upper half; what is left for the panel decides its form. */
    float spare = fminf(room, b->bottom - l->gap - 0.5f * l->height);

    static const struct {
        bool one_row, plots;
    } FORMS[] = {{false, true}, {true, true}, {false, false}, {true, false}};
    bool one_row = false;
    float rows[2] = {0.0f, 0.0f}, plots = 0.0f, height = 0.0f;
    for (size_t form = 0; form < sizeof FORMS / sizeof *FORMS; form++) {
        one_row = FORMS[form].one_row;
        plots = FORMS[form].plots ? least_plots : 0.0f;
        for (int i = 0; i < 2; i++)
            rows[i] = fmaxf(readout_height(b, &readouts[2 * i], one_row),
                            readout_height(b, &readouts[2 * i + 1], one_row));
        height = rows[0] + gap + rows[1] + 2.0f * l->pad + plots;
        if (height <= spare)
            break;
    }
    if (height > room)
        return;
    if (plots > 0.0f && height < spare) {
        float more = fminf(spare - height, 0.04f * l->height);
        plots += more;
        height += more;
    }

    struct plan_box plate = {l->margin, roundf(b->bottom - l->gap - height), l->panel_width,
                             height};
    if (b->controls_shown && box_overlap(&plate, &b->controls_box, l->gap))
        return; /* large type on a small picture: one of the two at a time */
    float rgba[4];
    tint_rgba(TINT_PLATE, rgba);
    draw_rect(b, plate, rgba, l->radius);
    int group = tree_add(b, -1, UI_GROUP, "panel", plate);
    tree_cover(b, plate);
    float y = plate.y + l->pad;
    for (int i = 0; i < READOUTS; i++) {
        struct plan_box box = {plate.x + l->pad + (float)(i % 2) * (cell + between), y, cell,
                               readout_height(b, &readouts[i], one_row)};
        draw_readout(b, group, &readouts[i], box, one_row);
        if (i % 2)
            y += rows[i / 2] + gap;
    }
    if (plots > 0.0f)
        build_plots(
            b, group,
            (struct plan_box){plate.x + l->pad, plate.y + height - l->pad - plots, inner, plots}, 2,
            true);
    b->bottom = plate.y;
}

void build_panel(struct build *b)
{
    struct ui *ui = b->ui;
    bool shown = b->snapshot && b->view->phase != STORY_WEARING_IN;
    ease(&ui->panel_alpha, shown ? 1.0f : 0.0f, b->dt, 0.8f);
    if (shown && !ui->figures.any)
        ui->panel_alpha = 1.0f;
    if (shown)
        hold_figures(b);
    if (!ui->figures.any || ui->panel_alpha <= 0.0f)
        return;
    struct readout readouts[READOUTS];
    fill_readouts(b, readouts);
    float was = b->alpha;
    bool was_silent = b->silent;
    b->alpha *= ui->panel_alpha;
    b->silent |= !shown;
    if (b->l.tall)
        build_below(b, readouts);
    else
        build_beside(b, readouts);
    b->alpha = was;
    b->silent = was_silent;
}
