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
    {LARGE_ROW, LARGE_ROW, READOUTS, 1.6f},
    /* From here on something is left out, and told by build_figures(). */
    {LARGE_ROW, LARGE_LINE, READOUTS, 1.5f},
    {LARGE_ROW, LARGE_ROW, 4, 1.8f},
    {LARGE_ROW, LARGE_ROW, 3, 1.6f},
    {LARGE_ROW, LARGE_LINE, 3, 1.5f},
    {LARGE_ROW, LARGE_LINE, 2, 1.4f},
    {LARGE_ROW, LARGE_LINE, 3, 0.0f},
    {LARGE_ROW, LARGE_LINE, 2, 0.0f},
    {LARGE_ROW, LARGE_LINE, 1, 0.0f},
};
enum { N_RICHNESS = sizeof RICHNESS / sizeof *RICHNESS };

static bool is_whole(const struct richness *rich)
{
    return rich->rows == READOUTS && rich->plot_rows > 0.0f && rich->count != LARGE_LINE;
}

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
static uint32_t draw_rows(struct build *b, int parent, const struct readout *readouts,
                          struct plan_box box, const int *rows, int n)
{
    uint32_t shown = 0;
    box.h = row_height(b);
    for (int i = 0; i < n; i++, box.y += box.h) {
        readout_draw(b, parent, &readouts[rows[i]], box);
        shown |= 1u << rows[i];
    }
    return shown;
}

static const int IN_ORDER[READOUTS] = {READOUT_DOSE, READOUT_BLOCKED, READOUT_BDNF, READOUT_SPINES,
                                       READOUT_GLUTAMATE};

/* Room of two columns, with what lies between them. */
static float half_width(const struct build *b, struct plan_box in)
{
    return floorf(0.5f * (in.w - 1.2f * b->l.small));
}

/* The large two at the left, the figures at the right, and their curves below both. */
static void lay_out_two(struct build *b, int group, const struct readout *readouts,
                        struct plan_box in, const struct richness *rich, const int *rows, int n)
{
    float half = half_width(b, in), large = large_height(b, half, rich);
    float head = fmaxf(large, (float)n * row_height(b));
    draw_large(b, group, (struct plan_box){in.x, in.y, half, in.h}, rich);
    struct plan_box right = {in.x + in.w - half, in.y, half, in.h};
    uint32_t shown = draw_rows(b, group, readouts, right, rows, n);
    if (rich->plot_rows > 0.0f)
        build_timeline(b, group, readouts, shown,
                       (struct plan_box){in.x, in.y + head, in.w, in.h - head});
}

/* One below the other. */
static void lay_out_one(struct build *b, int group, const struct readout *readouts,
                        struct plan_box in, const struct richness *rich, const int *rows, int n)
{
    draw_large(b, group, in, rich);
    float y = in.y + large_height(b, in.w, rich) + block_gap(b, rich);
    uint32_t shown = draw_rows(b, group, readouts, (struct plan_box){in.x, y, in.w, 0.0f}, rows, n);
    y += (float)n * row_height(b);
    if (rich->plot_rows > 0.0f)
        build_timeline(b, group, readouts, shown,
                       (struct plan_box){in.x, y, in.w, in.y + in.h - y});
}

/* The richest that fits, of n rows of figures where that is not 0; else of its own. */
static const struct richness *richest(struct build *b, struct plan_box in, bool two, int n)
{
    const struct richness *rich = RICHNESS;
    for (; rich + 1 < RICHNESS + N_RICHNESS; rich++) {
        float rows = (float)(n ? n : rich->rows) * row_height(b);
        float large = large_height(b, two ? half_width(b, in) : in.w, rich);
        float head = two ? fmaxf(large, rows) : large + block_gap(b, rich) + rows;
        if (head + plot_height(b, rich) <= in.h)
            break;
    }
    return rich;
}

static void build_in(struct build *b, const struct readout *readouts, struct plan_box plate,
                     const struct richness *rich)
{
    struct plan_box in = box_grow(plate, -b->l.pad);
    draw_plate(b, plate);
    int group = tree_add(b, -1, UI_GROUP, "panel", plate);
    if (b->l.tall)
        lay_out_two(b, group, readouts, in, rich, IN_ORDER, rich->rows);
    else
        lay_out_one(b, group, readouts, in, rich, IN_ORDER, rich->rows);
}

/* Where the panel stands; without a height where there is no room for one. */
static struct plan_box plate_of(const struct build *b)
{
    struct plan_box plate = b->l.panel;
    if (!b->l.tall) {
        if (b->l.under) /* long words need more of the picture */
            plate.h = fminf(plate.h, b->bottom - b->l.gap - plate.y);
        return plate;
    }
    plate.y = fminf(plate.y, roundf(b->bottom - b->l.gap - plate.h));
    if (plate.y < b->top + b->l.gap)
        plate.h = 0.0f;
    return plate;
}

/* Where there is no room for a panel: as low as a page of it can be, over the words at the foot. */
static struct plan_box strip_of(const struct build *b)
{
    struct plan_box plate = b->l.panel;
    plate.h = pages_strip(b);
    plate.y = roundf(fminf(plate.y, b->bottom) - b->l.gap - plate.h);
    if (plate.y < b->top + b->l.gap)
        plate.h = 0.0f;
    return plate;
}

/* All there is, on a plate of its own. */
void build_figures(struct build *b)
{
    static const int ALL[READOUTS_ALL] = {READOUT_DOSE,     READOUT_BLOCKED, READOUT_CALMING,
                                          READOUT_OTHERS,   READOUT_BDNF,    READOUT_SPINES,
                                          READOUT_GLUTAMATE};
    static const float MOST_EM[2] = {48.0f, 30.0f}; /* of the type: wider says no more */
    const struct layout *l = &b->l;
    if (!b->snapshot)
        return;
    float was = b->alpha, pad = 1.6f * l->pad;
    float width = fminf(l->width - 2.0f * l->margin, MOST_EM[0] * l->small);
    float height = fminf(l->height - 2.0f * l->margin, MOST_EM[1] * l->small);
    struct plan_box plate = {roundf(0.5f * (l->width - width)), roundf(0.5f * (l->height - height)),
                             width, height};
    struct plan_box in = box_grow(plate, -pad);
    in.h -= l->target + 0.6f * pad;
    readouts_hold(b);
    struct readout readouts[READOUTS_ALL];
    readouts_fill(b, readouts);
    draw_dialog(b, plate);
    int group = tree_add(b, -1, UI_DIALOG, "figures_dialog", plate);
    tree_value(b, group, "%s", _("Figures"));
    bool two = half_width(b, in) >= 10.0f * l->small;
    const struct richness *rich = richest(b, in, two, READOUTS_ALL);
    (two ? lay_out_two : lay_out_one)(b, group, readouts, in, rich, ALL, READOUTS_ALL);
    float close = button_width(b, _("Close"));
    draw_button(b, group, "close", _("Close"), UI_BACK,
                (struct plan_box){roundf(plate.x + 0.5f * (plate.w - close)),
                                  plate.y + plate.h - pad - l->target, close, l->target});
    b->alpha = was;
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
    struct plan_box plate = plate_of(b);
    const struct richness *rich = richest(b, box_grow(plate, -b->l.pad), b->l.tall, 0);
    ui->panel_lacks = plate.h <= 0.0f || !is_whole(rich);
    /* In a film there is no button that shows the rest. */
    bool paged = ui->panel_lacks && !ui->controls;
    bool in_turn = paged && plate.h <= 0.0f && pages_in_turn(&b->l);
    if (paged && plate.h <= 0.0f && !in_turn)
        plate = strip_of(b);
    if (ui->figures.any && ui->panel_alpha > 0.0f && (plate.h > 0.0f || in_turn)) {
        struct readout readouts[READOUTS_ALL];
        readouts_fill(b, readouts);
        float was = b->alpha;
        bool was_silent = b->silent;
        b->alpha *= ui->panel_alpha;
        b->silent |= !shown;
        if (in_turn)
            build_turn(b, readouts);
        else if (paged)
            build_pages(b, readouts, plate);
        else
            build_in(b, readouts, plate, rich);
        if (b->l.tall && !in_turn)
            b->bottom = plate.y;
        b->alpha = was;
        b->silent = was_silent;
    }
    /* Its place is kept, so that buttons do not move when it comes. */
    if (b->l.tall)
        b->bottom = fminf(b->bottom, b->l.panel.y);
}
