/* The panel: what the model computes, in words and figures, each over its own curve. */
#include "ui/readouts.h"

#include <math.h>

/* A curve with the figures that head it, by plot. */
static const int HEADS[UI_PLOTS][2] = {
    {READOUT_RIGIDITY, -1}, {READOUT_NEW, -1}, {READOUT_BLOCKED, READOUT_BDNF}};

static int open_plate(struct build *b, struct plan_box plate)
{
    float rgba[4];
    tint_rgba(TINT_PLATE, rgba);
    draw_rect(b, plate, rgba, b->l.radius);
    tree_cover(b, plate);
    return tree_add(b, -1, UI_GROUP, "panel", plate);
}

static float head_height(const struct build *b, const struct readout readouts[READOUTS], int plot,
                         struct readout_form form)
{
    return readout_height(b, &readouts[HEADS[plot][0]], form);
}

/* The figures over a curve, side by side; the second only where it has room, and its curve with
 * it, since a curve without a name tells nothing. Returns how many there are. */
static int draw_head(struct build *b, int parent, const struct readout readouts[READOUTS], int plot,
                     struct plan_box box, struct readout_form form)
{
    const struct readout *first = &readouts[HEADS[plot][0]];
    box.h = readout_height(b, first, form);
    if (HEADS[plot][1] >= 0) {
        const struct readout *second = &readouts[HEADS[plot][1]];
        float apart = 0.9f * b->l.small;
        float narrow = form.one_row ? readout_least_width(b, second) : 5.0f * b->l.small;
        float left = box.w - apart - narrow;
        if (left >= (form.one_row ? readout_least_width(b, first) : 5.4f * b->l.small)) {
            readout_draw(b, parent, first, (struct plan_box){box.x, box.y, left, box.h}, form);
            readout_draw(b, parent, second,
                         (struct plan_box){box.x + left + apart, box.y, narrow, box.h}, form);
            return 2;
        }
    }
    readout_draw(b, parent, first, box, form);
    return 1;
}

/* Beside the picture: one below the other. Where there is not room for all, figures shrink to
 * one row and the last curves go. */
static void build_beside(struct build *b, const struct readout readouts[READOUTS])
{
    const struct layout *l = &b->l;
    struct plan_box in = box_grow(l->panel, -l->pad);
    float gap = roundf(0.6f * l->small), axis = plot_axis_height(b);
    struct readout_form form = {.one_row = false};
    int plots = 0;
    float heads = 0.0f;
    for (int rows = 0; rows < 2 && plots < UI_PLOTS; rows++) {
        form.one_row = rows == 1;
        heads = readout_height(b, &readouts[READOUT_DOSE], form);
        for (int i = 0; i < UI_PLOTS; i++)
            heads += head_height(b, readouts, i, form) + gap;
        plots = (int)((in.h - heads - axis) / plot_least_height(b));
    }
    plots = plots > UI_PLOTS ? UI_PLOTS : plots < 0 ? 0 : plots;
    if (plots == 0)
        axis = 0.0f;
    float each = plots ? floorf((in.h - heads - axis) / (float)plots) : 0.0f;

    int group = open_plate(b, l->panel);
    struct plan_box box = {in.x, in.y, in.w, readout_height(b, &readouts[READOUT_DOSE], form)};
    readout_draw(b, group, &readouts[READOUT_DOSE], box, form);
    float gutter = plot_gutter(b);
    for (int i = 0; i < UI_PLOTS; i++) {
        box.y += box.h + gap;
        form.bar = i >= plots;
        box.h = head_height(b, readouts, i, form);
        if (box.y + box.h > in.y + in.h)
            break;
        int curves = draw_head(b, group, readouts, i, box, form);
        if (i >= plots)
            continue;
        bool last = i == plots - 1;
        build_plot(b, group, i, curves,
                   (struct plan_box){in.x, box.y + box.h, in.w, last ? each + axis : each}, gutter,
                   last);
        box.h += last ? each + axis : each;
    }
}

/* Below the picture, where that is tall: the dose in the first row, then the curves side by
 * side, three where they have room, else two, and the third figure beside the dose. */
static void build_below(struct build *b, const struct readout readouts[READOUTS])
{
    const struct layout *l = &b->l;
    struct plan_box plate = l->panel;
    plate.y = fminf(plate.y, roundf(b->bottom - l->gap - plate.h));
    if (plate.h <= 0.0f || plate.y < b->top + l->gap)
        return;
    struct plan_box in = box_grow(plate, -l->pad);
    struct readout_form form = {.one_row = true};
    float apart = 1.2f * l->small, gap = roundf(0.45f * l->small);
    int columns = in.w >= 3.0f * 10.5f * l->small + 2.0f * apart ? 3 : 2;
    float width = floorf((in.w - (float)(columns - 1) * apart) / (float)columns);
    float row = readout_height(b, &readouts[READOUT_DOSE], form);

    int group = open_plate(b, plate);
    struct plan_box box = {in.x, in.y, width, row};
    readout_draw(b, group, &readouts[READOUT_DOSE], box, form);
    if (columns == 2) {
        box.x += width + apart;
        readout_draw(b, group, &readouts[READOUT_BLOCKED], box, form);
    }
    float y = in.y + row + gap, gutter = plot_gutter(b);
    for (int i = 0; i < columns; i++) {
        box = (struct plan_box){in.x + (float)i * (width + apart), y, width, row};
        int curves = draw_head(b, group, readouts, i, box, form);
        build_plot(b, group, i, curves,
                   (struct plan_box){box.x, y + row, width, in.y + in.h - y - row}, gutter, true);
    }
}

void build_panel(struct build *b)
{
    struct ui *ui = b->ui;
    bool shown = b->snapshot && b->view->phase != STORY_WEARING_IN;
    ease(&ui->panel_alpha, shown ? 1.0f : 0.0f, b->dt, 0.8f);
    if (shown && !ui->figures.any)
        ui->panel_alpha = 1.0f;
    if (shown)
        readouts_hold(b);
    if (ui->figures.any && ui->panel_alpha > 0.0f) {
        struct readout readouts[READOUTS];
        readouts_fill(b, readouts);
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
    /* Its place is kept, so that buttons do not move when it comes. */
    if (b->l.tall)
        b->bottom = fminf(b->bottom, b->l.panel.y);
}
