/* Where a picture that nobody can press buttons on has no room for all of the panel at once: its
 * figures come one page after the other. */
#include "ui/readouts.h"

#include <math.h>

static const float PAGE_S = 6.0f, TURN_S = 0.7f; /* of each; in which one goes or comes */
static const float LEAST_PLOT = 1.4f;            /* rows that curves need */
static const float COLUMN_EM = 10.0f;            /* that one of two columns is wide at least */

static const int ROWS[READOUTS] = {READOUT_DOSE, READOUT_BLOCKED, READOUT_BDNF, READOUT_SPINES,
                                   READOUT_GLUTAMATE};

static float row_height(const struct build *b)
{
    return layout_line(&b->l, b->l.small);
}

/* What the tallest page needs. */
static float least_height(const struct build *b)
{
    return fmaxf(gauge_height(b, LARGE_ROW),
                 LEAST_PLOT * row_height(b) + timeline_axis_height(b));
}

float pages_strip(const struct build *b)
{
    return ceilf(least_height(b) + 2.0f * b->l.pad);
}

float pages_room(const struct layout *l)
{
    struct build b = {.l = *l};
    return l->tall && l->panel.h <= 0.0f ? pages_strip(&b) + l->gap : 0.0f;
}

static int columns(const struct build *b, struct plan_box in)
{
    return in.w >= 2.0f * COLUMN_EM * b->l.small ? 2 : 1;
}

static struct plan_box column_of(const struct build *b, struct plan_box in, int column, int of)
{
    float apart = 1.2f * b->l.small, wide = floorf((in.w - (float)(of - 1) * apart) / (float)of);
    return (struct plan_box){in.x + (float)column * (wide + apart), in.y, wide, in.h};
}

/* Rigidity and count: side by side, one below the other, or on a page each. */
static int large_pages(struct build *b, struct plan_box in)
{
    float both = gauge_height(b, LARGE_ROW) + 0.7f * b->l.small + count_height(b, in.w, LARGE_ROW);
    return columns(b, in) > 1 || both <= in.h ? 1 : 2;
}

static void draw_large(struct build *b, int group, struct plan_box in, int page, int pages)
{
    int of = pages == 1 ? columns(b, in) : 1;
    struct plan_box box = column_of(b, in, 0, of);
    if (page == 0) {
        box.h = gauge_height(b, LARGE_ROW);
        gauge_draw(b, group, box, LARGE_ROW);
    }
    if (page == 1 || pages == 1) {
        struct plan_box count = column_of(b, in, of - 1, of);
        count.y += pages == 1 && of == 1 ? box.h + roundf(0.7f * b->l.small) : 0.0f;
        count.h = count_height(b, count.w, LARGE_ROW);
        count_draw(b, group, count, LARGE_ROW);
    }
}

static void draw_rows(struct build *b, int group, const struct readout *readouts,
                      struct plan_box in, int first, int lines)
{
    int of = columns(b, in);
    for (int i = first; i < READOUTS && i < first + lines * of; i++) {
        struct plan_box box = column_of(b, in, (i - first) / lines, of);
        box.y += (float)((i - first) % lines) * row_height(b);
        box.h = row_height(b);
        readout_draw(b, group, &readouts[ROWS[i]], box);
    }
}

void build_pages(struct build *b, const struct readout *readouts, struct plan_box plate)
{
    struct ui *ui = b->ui;
    struct plan_box in = box_grow(plate, -b->l.pad);
    int lines = (int)fmaxf(floorf(in.h / row_height(b)), 1.0f), each = lines * columns(b, in);
    int large = large_pages(b, in), rows = (READOUTS + each - 1) / each, n = large + rows + 1;
    ui->page_s = fmodf(ui->page_s + b->dt, PAGE_S * (float)n);
    int page = (int)(ui->page_s / PAGE_S);
    float into = ui->page_s - PAGE_S * (float)page, was = b->alpha;
    page = page < n ? page : n - 1;
    draw_plate(b, plate);
    int group = tree_add(b, -1, UI_GROUP, "panel", plate);
    b->alpha = was * fminf(fminf(into, PAGE_S - into) / TURN_S, 1.0f);
    if (page < large)
        draw_large(b, group, in, page, large);
    else if (page < large + rows)
        draw_rows(b, group, readouts, in, (page - large) * each, lines);
    else
        build_timeline(b, group, readouts, (1u << READOUTS) - 1, in);
    b->alpha = was;
}
