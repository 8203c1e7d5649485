/* The bar of time: from the beginning of the story as far as it is known, with its chapters and
 * what was done, and the moment it stands at. A hand on it goes to another moment. */
#include "ui/tree.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* The bar stands for at least so much screen time, and for half as much again whenever that is
 * nearly used up: steps, so that marks stand still nearly always. */
static const float LEAST_SPAN_S = 60.0f, SPAN_STEP = 1.5f, SPAN_USED = 0.94f;
static const float SPAN_PACE = 5.0f;   /* 1/s */
static const float SNAP_PX = 7.0f;     /* a hand that near means the mark */
static const uint64_t GRAIN_TICKS = 6; /* else it means no finer moments than these */

static const char *const CHAPTERS[STORY_PHASES] = {
    [STORY_WEARING_IN] = N_("A path is worn"),
    [STORY_RIGID] = N_("The worn path"),
    [STORY_DOSE] = N_("The dose"),
    [STORY_CASCADE] = N_("A chain of signals"),
    [STORY_GROWTH] = N_("New contacts"),
    [STORY_PRACTICE] = N_("The days after"),
    [STORY_LASTING] = N_("What lasts"),
};

void ui_tell_time(struct ui *ui, const struct ui_time *time)
{
    ui->time = *time;
}

uint64_t ui_moment(const struct ui *ui)
{
    return ui->moment;
}

bool ui_on_time(const struct ui *ui)
{
    return ui->focus_seen && ui_opened(ui) == UI_DIALOG_NONE && strcmp(ui->focus, "time") == 0 &&
           ui_find(ui, "time");
}

static float seconds(const struct ui *ui, uint64_t ticks)
{
    return (float)((double)ticks * ui->time.tick_s);
}

static float x_of(const struct ui *ui, uint64_t ticks)
{
    return ui->time_x + ui->time_w * fminf(seconds(ui, ticks) / ui->time_span, 1.0f);
}

void scrub_to(struct ui *ui, float x)
{
    const struct ui_time *time = &ui->time;
    float share = ui->time_w > 0.0f ? (x - ui->time_x) / ui->time_w : 0.0f, near = SNAP_PX;
    double s = (double)fmaxf(share, 0.0f) * (double)ui->time_span;
    uint64_t at = time->tick_s > 0.0 ? (uint64_t)(s / time->tick_s) / GRAIN_TICKS * GRAIN_TICKS : 0;
    for (uint32_t i = 0; i < time->n_marks; i++) {
        float away = fabsf(x - x_of(ui, time->marks[i].at));
        if (away < near) {
            near = away;
            at = time->marks[i].at;
        }
    }
    ui->moment = at < time->end ? at : time->end;
}

static void move_span(struct build *b)
{
    struct ui *ui = b->ui;
    float wanted = LEAST_SPAN_S, end_s = seconds(ui, ui->time.end);
    while (end_s > SPAN_USED * wanted)
        wanted *= SPAN_STEP;
    float step = fminf(SPAN_PACE * b->dt, 1.0f);
    ui->time_span += step * (wanted - ui->time_span);
    if (ui->time_span < 1.0f || fabsf(ui->time_span - wanted) < 0.002f * wanted)
        ui->time_span = wanted;
}

static const char *chapter_at(const struct ui *ui, uint64_t at)
{
    enum story_phase phase = STORY_WEARING_IN;
    for (uint32_t i = 0; i < ui->time.n_marks; i++)
        if (ui->time.marks[i].kind == UI_MARK_CHAPTER && ui->time.marks[i].at <= at)
            phase = ui->time.marks[i].phase;
    return _(CHAPTERS[phase]);
}

/* Minutes and seconds of the screen. */
static void write_clock(const struct ui *ui, uint64_t at, char out[16])
{
    unsigned s = (unsigned)seconds(ui, at);
    snprintf(out, 16, "%u:%02u", s / 60u, s % 60u);
}

/* What a hand or the focus is at, above the bar; left out where there is no room for it. */
static void draw_bubble(struct build *b, struct plan_box box, uint64_t at)
{
    const struct layout *l = &b->l;
    char words[160], clock[16];
    write_clock(b->ui, at, clock);
    snprintf(words, sizeof words, "%s   %s", chapter_at(b->ui, at), clock);
    float line = layout_line(l, l->small), half_pad = 0.5f * l->pad, rgba[4];
    float width = text_width(b, words, l->small, PLAN_WEIGHT_MEDIUM) + 2.0f * l->pad;
    struct plan_box plate = {x_of(b->ui, at) - b->shift - 0.5f * width,
                             b->controls_box.y - line - l->pad - l->gap, width, line + l->pad};
    plate.x = roundf(fmaxf(box.x, fminf(plate.x, box.x + box.w - width)));
    if (plate.y < b->top + l->gap || width > box.w)
        return;
    draw_plate(b, plate);
    tint_rgba(b, TINT_TEXT, rgba);
    draw_text(b, plate.x + 0.5f * width, plate.y + half_pad, 0.5f, words, l->small,
              PLAN_WEIGHT_MEDIUM, rgba);
}

static void draw_mark(struct build *b, const struct ui_mark *mark, float x, float middle,
                      float plate)
{
    float rgba[4], s = 0.36f * plate;
    struct plan_box box = {x - 0.5f * s, middle - 0.5f * s, s, s};
    switch (mark->kind) {
    case UI_MARK_CHAPTER: /* a fine upright line */
        tint_rgba(b, TINT_QUIET, rgba);
        box = (struct plan_box){x - 1.0f, middle - 0.34f * plate, 2.0f, 0.68f * plate};
        draw_rect(b, box, rgba, 1.0f);
        return;
    case UI_MARK_DOSE: /* a square, as receptors that are blocked */
        tint_meaning(b, PALETTE_KETAMINE, 1.0f, rgba);
        draw_rect(b, box_grow(box, 0.06f * plate), rgba, 0.12f * s);
        return;
    case UI_MARK_PLACE: /* a disc */
        tint_meaning(b, PALETTE_PATH, 1.0f, rgba);
        draw_rect(b, box, rgba, s);
        return;
    case UI_MARK_PRACTICE: /* a short thread */
        tint_meaning(b, PALETTE_NEW, 1.0f, rgba);
        box = (struct plan_box){x - 0.7f * s, middle - 0.3f * s, 1.4f * s, 0.6f * s};
        draw_rect(b, box, rgba, s);
        return;
    }
}

/* The beginning needs no mark, nor does a chapter that begins with a dose another one. */
static bool is_seen(const struct ui *ui, const struct ui_mark *mark)
{
    if (mark->kind != UI_MARK_CHAPTER || mark->phase == STORY_WEARING_IN)
        return mark->kind != UI_MARK_CHAPTER;
    for (uint32_t i = 0; i < ui->time.n_marks && mark->phase == STORY_DOSE; i++)
        if (ui->time.marks[i].kind == UI_MARK_DOSE && ui->time.marks[i].at + 1 == mark->at)
            return false;
    return true;
}

static void draw_bar(struct build *b, struct plan_box plate, uint64_t now)
{
    const struct ui *ui = b->ui;
    float thick = fmaxf(3.0f, roundf(0.14f * plate.h)), middle = plate.y + 0.5f * plate.h, rgba[4];
    float x = ui->time_x - b->shift, known = x_of(ui, ui->time.end) - b->shift,
          at = x_of(ui, now) - b->shift;
    tint_rgba(b, TINT_TRACK, rgba);
    draw_rect(b, (struct plan_box){x, middle - 1.0f, ui->time_w, 2.0f}, rgba, 1.0f);
    tint_rgba(b, TINT_QUIET, rgba);
    rgba[3] *= 0.6f;
    draw_rect(b, (struct plan_box){x, middle - 0.5f * thick, fmaxf(known - x, thick), thick}, rgba,
              thick);
    tint_rgba(b, TINT_TEXT, rgba);
    draw_rect(b, (struct plan_box){x, middle - 0.5f * thick, fmaxf(at - x, thick), thick}, rgba,
              thick);
    for (uint32_t i = 0; i < ui->time.n_marks; i++)
        if (is_seen(ui, &ui->time.marks[i]))
            draw_mark(b, &ui->time.marks[i], x_of(ui, ui->time.marks[i].at) - b->shift, middle,
                      plate.h);
    float r = 0.36f * plate.h;
    tint_rgba(b, TINT_SOLID, rgba);
    struct plan_box knob = {at - r, middle - r, 2.0f * r, 2.0f * r};
    draw_rect(b, box_grow(knob, 2.0f), rgba, knob.h);
    tint_rgba(b, TINT_TEXT, rgba);
    draw_rect(b, knob, rgba, knob.h);
}

void build_scrub(struct build *b, int parent, struct plan_box box)
{
    struct ui *ui = b->ui;
    const struct layout *l = &b->l;
    bool focused = ui->focus_seen && strcmp(ui->focus, "time") == 0;
    float slim = roundf(0.56f * box.h), rgba[4];
    struct plan_box plate = {box.x, roundf(box.y + 0.5f * (box.h - slim)), box.w, slim};
    move_span(b);
    flow_keep(b, box); /* time goes from left to right for everybody */
    float inset = 0.5f * slim + 2.0f;
    ui->time_x = flow_x(b, plate.x + inset);
    ui->time_w = plate.w - 2.0f * inset;
    if (focused) {
        float ring = fmaxf(3.0f, roundf(0.12f * l->small));
        tint_rgba(b, TINT_RING, rgba);
        draw_rect(b, box_grow(plate, ring), rgba, plate.h);
        tint_rgba(b, TINT_SOLID, rgba);
        rgba[3] = 1.0f;
        draw_rect(b, plate, rgba, plate.h);
    }
    tint_rgba(b, TINT_BUTTON, rgba);
    draw_rect(b, plate, rgba, plate.h);
    uint64_t now = ui->scrubbing ? ui->moment : ui->time.now;
    draw_bar(b, plate, now);
    if (focused || ui->scrubbing)
        draw_bubble(b, box, now);
    char at[16], end[16];
    write_clock(ui, now, at);
    write_clock(ui, ui->time.end, end);
    int node = tree_add(b, parent, UI_SLIDER, "time", box);
    tree_value(b, node, _("%s, %s of %s"), chapter_at(ui, now), at, end);
    tree_action(b, node, UI_GO);
    flow_on(b);
}
