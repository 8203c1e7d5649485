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
    {LARGE_FULL, LARGE_FULL, READOUTS, 4.0f},
    {LARGE_BRIEF, LARGE_FULL, READOUTS, 3.0f},
    {LARGE_BRIEF, LARGE_BRIEF, READOUTS, 2.2f},
    {LARGE_ROW, LARGE_ROW, READOUTS, 2.0f},
    {LARGE_ROW, LARGE_ROW, 4, 1.8f},
    {LARGE_ROW, LARGE_ROW, 3, 1.6f},
    {LARGE_ROW, LARGE_LINE, 3, 1.5f},
    {LARGE_ROW, LARGE_LINE, 2, 1.4f},
    {LARGE_ROW, LARGE_LINE, 3, 0.0f},
    {LARGE_ROW, LARGE_LINE, 2, 0.0f},
    {LARGE_ROW, LARGE_LINE, 1, 0.0f},
};
enum { N_RICHNESS = sizeof RICHNESS / sizeof *RICHNESS };

static float row_height(const struct build *b)
{
    return layout_line(&b->l, b->l.small);
}

static float block_gap(const struct build *b, const struct richness *rich)
{
    return roundf((rich->count == LARGE_FULL ? 1.1f : 0.7f) * b->l.small);
}

static float large_height(struct build *b, float width, const struct richness *rich)
{
    return gauge_height(b, rich->gauge) + block_gap(b, rich) + count_height(b, width, rich->count);
}

static float plot_height(const struct build *b, const struct richness *rich)
{
    return rich->plot_rows > 0.0f ? rich->plot_rows * row_height(b) + timeline_axis_height(b)
                                  : 0.0f;
}

static void draw_large(struct build *b, int parent, struct plan_box box,
                       const struct richness *rich)
{
    box.h = gauge_height(b, rich->gauge);
    gauge_draw(b, parent, box, rich->gauge);
    box.y += box.h + block_gap(b, rich);
    box.h = count_height(b, box.w, rich->count);
    count_draw(b, parent, box, rich->count);
}

/* The dose, and the figures whose curves follow; returns which, a bit each. */
static uint32_t draw_rows(struct build *b, int parent, const struct readout readouts[READOUTS],
                          struct plan_box box, const struct richness *rich)
{
    uint32_t shown = 0;
    box.h = row_height(b);
    for (int i = 0; i < rich->rows; i++, box.y += box.h) {
        readout_draw(b, parent, &readouts[i], box);
        shown |= 1u << i;
    }
    return shown;
}

/* Beside the picture: one below the other. */
static void build_beside(struct build *b, const struct readout readouts[READOUTS])
{
    struct plan_box plate = b->l.panel;
    if (b->l.under) /* long words need more of the picture */
        plate.h = fminf(plate.h, b->bottom - b->l.gap - plate.y);
    struct plan_box in = box_grow(plate, -b->l.pad);
    float row = row_height(b);
    const struct richness *rich = RICHNESS;
    while (rich + 1 < RICHNESS + N_RICHNESS && large_height(b, in.w, rich) + block_gap(b, rich) +
                                                       (float)rich->rows * row +
                                                       plot_height(b, rich) >
                                                   in.h)
        rich++;
    draw_plate(b, plate);
    int group = tree_add(b, -1, UI_GROUP, "panel", plate);
    draw_large(b, group, in, rich);
    float y = in.y + large_height(b, in.w, rich) + block_gap(b, rich);
    uint32_t shown = draw_rows(b, group, readouts, (struct plan_box){in.x, y, in.w, 0.0f}, rich);
    y += (float)rich->rows * row;
    if (rich->plot_rows > 0.0f)
        build_timeline(b, group, readouts, shown,
                       (struct plan_box){in.x, y, in.w, in.y + in.h - y});
}

/* Below the picture, where that is tall: the large two at the left, the figures at the right, and
 * their curves below both. */
static void build_below(struct build *b, const struct readout readouts[READOUTS])
{
    const struct layout *l = &b->l;
    struct plan_box plate = l->panel;
    plate.y = fminf(plate.y, roundf(b->bottom - l->gap - plate.h));
    if (plate.h <= 0.0f || plate.y < b->top + l->gap)
        return;
    struct plan_box in = box_grow(plate, -l->pad);
    float apart = 1.2f * l->small, half = floorf(0.5f * (in.w - apart)), row = row_height(b);
    const struct richness *rich = RICHNESS;
    float head = 0.0f;
    for (;; rich++) {
        head = fmaxf(large_height(b, half, rich), (float)rich->rows * row);
        if (rich + 1 == RICHNESS + N_RICHNESS || head + plot_height(b, rich) <= in.h)
            break;
    }
    b->bottom = plate.y;
    draw_plate(b, plate);
    int group = tree_add(b, -1, UI_GROUP, "panel", plate);
    draw_large(b, group, (struct plan_box){in.x, in.y, half, in.h}, rich);
    struct plan_box right = {in.x + in.w - half, in.y, half, in.h};
    uint32_t shown = draw_rows(b, group, readouts, right, rich);
    if (rich->plot_rows > 0.0f)
        build_timeline(b, group, readouts, shown,
                       (struct plan_box){in.x, in.y + head, in.w, in.h - head});
}

void build_panel(struct build *b)
{
    struct ui *ui = b->ui;
    bool shown = b->snapshot && b->view->phase != STORY_WEARING_IN;
    ease(&ui->panel_alpha, shown ? 1.0f : 0.0f, b->dt, 0.8f);
    if (!shown)
        ui->scale_seen = 0.0f;
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
