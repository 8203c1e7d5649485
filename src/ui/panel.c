/* The panel: what the model computes, in words, figures and one line of time. */
#include "ui/readouts.h"

#include <math.h>

/* How much of it there is room for, the richest first. */
struct richness {
    enum large_form gauge, count;
    int rows;        /* of figures: the dose, and the curves that are named so */
    float plot_rows; /* least height of the curves */
};
static const struct richness RICHNESS[] = {
    {LARGE_FULL, LARGE_FULL, READOUTS, 4.0f},   {LARGE_BRIEF, LARGE_FULL, READOUTS, 3.0f},
    {LARGE_BRIEF, LARGE_BRIEF, READOUTS, 2.2f}, {LARGE_ROW, LARGE_ROW, READOUTS, 2.2f},
    {LARGE_ROW, LARGE_ROW, 4, 2.0f},            {LARGE_ROW, LARGE_ROW, 3, 1.8f},
    {LARGE_ROW, LARGE_ROW, 3, 0.0f},            {LARGE_ROW, LARGE_ROW, 1, 0.0f},
};
enum { N_RICHNESS = sizeof RICHNESS / sizeof *RICHNESS };

static float row_height(const struct build *b)
{
    return layout_line(&b->l, b->l.small);
}

static float block_gap(const struct build *b)
{
    return roundf(0.7f * b->l.small);
}

/* Figures, and below them their curves where a least height is left. */
static void draw_chemistry(struct build *b, int parent, const struct readout readouts[READOUTS],
                           struct plan_box box, const struct richness *rich)
{
    float row = row_height(b), y = box.y;
    uint32_t shown = 0;
    for (int i = 0; i < rich->rows; i++, y += row) {
        readout_draw(b, parent, &readouts[i], (struct plan_box){box.x, y, box.w, row});
        shown |= 1u << i;
    }
    float left = box.y + box.h - y;
    if (rich->plot_rows > 0.0f)
        build_timeline(b, parent, readouts, shown, (struct plan_box){box.x, y, box.w, left});
}

static float large_height(const struct build *b, const struct richness *rich)
{
    return gauge_height(b, rich->gauge) + block_gap(b) + count_height(b, rich->count);
}

static float chemistry_height(const struct build *b, const struct richness *rich)
{
    float row = row_height(b), plot = rich->plot_rows * row;
    return (float)rich->rows * row + plot + (plot > 0.0f ? timeline_axis_height(b) : 0.0f);
}

static void draw_large(struct build *b, int parent, struct plan_box box,
                       const struct richness *rich)
{
    box.h = gauge_height(b, rich->gauge);
    gauge_draw(b, parent, box, rich->gauge);
    box.y += box.h + block_gap(b);
    box.h = count_height(b, rich->count);
    count_draw(b, parent, box, rich->count);
}

/* Beside the picture: one below the other. */
static void build_beside(struct build *b, const struct readout readouts[READOUTS])
{
    struct plan_box plate = b->l.panel;
    if (b->l.under) /* long words need more of the picture */
        plate.h = fminf(plate.h, b->bottom - b->l.gap - plate.y);
    struct plan_box in = box_grow(plate, -b->l.pad);
    float gap = block_gap(b);
    int r = 0;
    while (r + 1 < N_RICHNESS && large_height(b, &RICHNESS[r]) + gap +
                                         chemistry_height(b, &RICHNESS[r]) > in.h)
        r++;
    const struct richness *rich = &RICHNESS[r];
    draw_plate(b, plate);
    int group = tree_add(b, -1, UI_GROUP, "panel", plate);
    draw_large(b, group, in, rich);
    float top = large_height(b, rich) + gap;
    draw_chemistry(b, group, readouts, (struct plan_box){in.x, in.y + top, in.w, in.h - top}, rich);
}

/* Below the picture, where that is tall: the large two at the left, the chemistry at the right. */
static void build_below(struct build *b, const struct readout readouts[READOUTS])
{
    const struct layout *l = &b->l;
    struct plan_box plate = l->panel;
    plate.y = fminf(plate.y, roundf(b->bottom - l->gap - plate.h));
    if (plate.h <= 0.0f || plate.y < b->top + l->gap)
        return;
    struct plan_box in = box_grow(plate, -l->pad);
    float apart = 1.2f * l->small;
    int left = 0, right = 0;
    while (left + 1 < N_RICHNESS && large_height(b, &RICHNESS[left]) > in.h)
        left++;
    while (right + 1 < N_RICHNESS && chemistry_height(b, &RICHNESS[right]) > in.h)
        right++;
    draw_plate(b, plate);
    int group = tree_add(b, -1, UI_GROUP, "panel", plate);
    float half = floorf(0.5f * (in.w - apart));
    draw_large(b, group, (struct plan_box){in.x, in.y, half, in.h}, &RICHNESS[left]);
    draw_chemistry(b, group, readouts,
                   (struct plan_box){in.x + in.w - half, in.y, half, in.h}, &RICHNESS[right]);
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
