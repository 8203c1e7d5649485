/* Where a picture that nobody can press buttons on has no room for all of the panel at once: its
 * figures come one page after the other. */
#include "ui/readouts.h"

#include <math.h>

static const float PAGE_S = 6.0f, TURN_S = 0.7f; /* of each; in which one goes or comes */
static const float READ_S = 8.0f;                /* of a caption between two pages */
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

static float strip_room(const struct layout *l)
{
    struct build b = {.l = *l};
    return l->tall && l->panel.h <= 0.0f ? pages_strip(&b) + l->gap : 0.0f;
}

bool pages_in_turn(const struct layout *l)
{
    float room = strip_room(l);
    return room > 0.0f && l->free.h - room < LAYOUT_NETWORK * l->height;
}

float pages_room(const struct layout *l)
{
    return pages_in_turn(l) ? 0.0f : strip_room(l);
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

/* How many pages there are in this much room: of the large two, of rows, and one of curves. */
struct book {
    int large, rows, each, lines, n;
};

static struct book book_of(struct build *b, struct plan_box in)
{
    struct book book = {.large = large_pages(b, in)};
    book.lines = (int)fmaxf(floorf(in.h / row_height(b)), 1.0f);
    book.each = book.lines * columns(b, in);
    book.rows = (READOUTS + book.each - 1) / book.each;
    book.n = book.large + book.rows + 1;
    return book;
}

static void draw_page(struct build *b, int group, const struct readout *readouts,
                      const struct book *book, int page, struct plan_box in)
{
    if (page < book->large)
        draw_large(b, group, in, page, book->large);
    else if (page < book->large + book->rows)
        draw_rows(b, group, readouts, in, (page - book->large) * book->each, book->lines);
    else
        build_timeline(b, group, readouts, (1u << READOUTS) - 1, in);
}

/* How much is seen of what stands for so long, so far into that. */
static float seen(float into, float whole)
{
    return fmaxf(fminf(fminf(into, whole - into) / TURN_S, 1.0f), 0.0f);
}

void build_pages(struct build *b, const struct readout *readouts, struct plan_box plate)
{
    struct ui *ui = b->ui;
    struct plan_box in = box_grow(plate, -b->l.pad);
    struct book book = book_of(b, in);
    ui->page_s = fmodf(ui->page_s + b->dt, PAGE_S * (float)book.n);
    int page = (int)(ui->page_s / PAGE_S);
    float was = b->alpha;
    draw_plate(b, plate);
    int group = tree_add(b, -1, UI_GROUP, "panel", plate);
    b->alpha = was * seen(ui->page_s - PAGE_S * (float)page, PAGE_S);
    draw_page(b, group, readouts, &book, page < book.n ? page : book.n - 1, in);
    b->alpha = was;
}

static bool takes_turns(const struct build *b)
{
    return !b->ui->controls && b->snapshot && b->view->phase != STORY_WEARING_IN &&
           pages_in_turn(&b->l);
}

float turns_caption(struct build *b)
{
    struct ui_turns *turns = &b->ui->turns;
    const char *caption = b->ui->caption_fade.shown;
    if (!takes_turns(b)) {
        *turns = (struct ui_turns){.caption = caption, .page = turns->page};
        return 1.0f;
    }
    turns->s += b->dt;
    if (caption != turns->caption && !turns->figures) {
        turns->caption = caption; /* time to read it from its beginning; it fades by itself */
        turns->s = TURN_S;
    } else if (caption != turns->caption && turns->s < PAGE_S - TURN_S) {
        turns->s = fmaxf(turns->s, PAGE_S - fminf(turns->s, TURN_S)); /* the page goes at once */
    }
    if (turns->s >= (turns->figures ? PAGE_S : READ_S)) {
        turns->page += turns->figures;
        turns->figures = !turns->figures;
        turns->caption = caption;
        turns->s = 0.0f;
    }
    return turns->figures ? 0.0f : seen(turns->s, READ_S);
}

void build_turn(struct build *b, const struct readout *readouts)
{
    const struct ui_turns *turns = &b->ui->turns;
    if (!turns->figures)
        return;
    struct book book = book_of(b, b->sentence);
    float was = b->alpha;
    int group = tree_add(b, -1, UI_GROUP, "panel_in_turn", b->sentence); /* no plate of its own */
    b->alpha = was * seen(turns->s, PAGE_S);
    draw_page(b, group, readouts, &book, turns->page % book.n, b->sentence);
    b->alpha = was;
}
