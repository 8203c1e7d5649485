/* Time since the dose, from minutes to weeks in one line, and what is drawn along it: the drug and
 * the chemistry, and the small line of new synapses. */
#include "ui/curve.h"
#include "ui/readouts.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const struct {
    float hours;
    const char *text;
} MARKS[] = {
    /* the more telling first: they are kept when two are in each other's way */
    {0.0f, NC_("on the line of time", "dose")},
    {24.0f, N_("1 d")},
    {672.0f, N_("28 d")},
    {168.0f, N_("7 d")},
    {1.0f, N_("1 h")},
    {4.0f, N_("4 h")},
};
enum { N_MARKS = sizeof MARKS / sizeof *MARKS };

static const float STEP = 25.0f;    /* of the scale, per cent */
static const float ROOMY = 1.2f;    /* rows from one of its names to the next */

static float row_height(const struct build *b)
{
    return layout_line(&b->l, b->l.small);
}

float stroke_width(const struct build *b, enum stroke stroke)
{
    float size = b->l.small;
    return stroke == STROKE_BROAD  ? fmaxf(3.0f, 0.20f * size)
           : stroke == STROKE_DOTS ? fmaxf(2.5f, 0.16f * size)
                                   : fmaxf(2.0f, 0.11f * size);
}

static float at_hours(const struct story_view *view, struct plan_box area, float hours)
{
    return area.x + area.w * curve_share(view, hours);
}

/* One curve as plan points; returns how many, from *first on. */
static uint32_t put_curve(struct build *b, const struct curve *curve, struct plan_box area,
                          float least, float most, uint32_t *first)
{
    struct curve_step step = {0};
    uint32_t count = 0;
    *first = b->plan->n_points;
    while (curve_next(b->view, curve, &step)) {
        float share = fminf(fmaxf((step.value - least) / (most - least), 0.0f), 1.0f);
        if (!plan_point(b->plan, flow_x(b, area.x + area.w * step.share),
                        area.y + area.h * (1.0f - share)))
            break;
        count++;
    }
    return count;
}

/* Widens low..high to what will be drawn; scales follow it. */
static void range_of(const struct build *b, const struct curve *curve, float *low, float *high)
{
    struct curve_step step = {0};
    while (curve_next(b->view, curve, &step)) {
        *low = fminf(*low, step.value);
        *high = fmaxf(*high, step.value);
    }
}

static void draw_dots(struct build *b, uint32_t first, uint32_t count, float width,
                      const float rgba[4])
{
    const float(*points)[2] = (const float(*)[2])b->plan->points + first;
    float apart = 2.1f * width, left = 0.0f;
    for (uint32_t i = 1; i < count; i++) {
        float dx = points[i][0] - points[i - 1][0], dy = points[i][1] - points[i - 1][1];
        float length = sqrtf(dx * dx + dy * dy);
        for (; left <= length; left += apart) {
            float s = length > 0.0f ? left / length : 0.0f;
            struct plan_box dot = {points[i - 1][0] - b->shift + s * dx - 0.5f * width,
                                   points[i - 1][1] + s * dy - 0.5f * width, width, width};
            draw_rect(b, dot, rgba, width);
        }
        left -= length;
    }
}

static void draw_points(struct build *b, uint32_t first, uint32_t count, struct plan_box area,
                        enum stroke stroke, enum palette_meaning meaning)
{
    float rgba[4], width = stroke_width(b, stroke);
    tint_meaning(b, meaning, 1.0f, rgba);
    if (count == 0)
        return;
    struct plan_item *fill =
        stroke == STROKE_AREA && count > 1 ? plan_item(b->plan, PLAN_ITEM_AREA) : NULL;
    if (fill) {
        tint_meaning(b, meaning, AREA_OPACITY * b->alpha, fill->colour);
        fill->box = flow_box(b, area);
        fill->first = first;
        fill->count = count;
    }
    if (stroke == STROKE_DOTS) {
        draw_dots(b, first, count, width, rgba);
    } else if (count > 1) {
        struct plan_item *line = plan_item(b->plan, PLAN_ITEM_LINE);
        if (!line)
            return;
        tint_meaning(b, meaning, b->alpha, line->colour);
        line->box = flow_box(b, area);
        line->first = first;
        line->count = count;
        line->radius = 0.5f * width;
    }
}

/* A dot where the line ends: at what the figures beside it say. */
static void draw_end(struct build *b, uint32_t first, uint32_t count, enum palette_meaning meaning)
{
    if (count == 0)
        return;
    float rgba[4], r = fmaxf(3.0f, 0.17f * b->l.small);
    const float *at = b->plan->points[first + count - 1];
    tint_meaning(b, meaning, 1.0f, rgba);
    draw_rect(b, (struct plan_box){at[0] - b->shift - r, at[1] - r, 2.0f * r, 2.0f * r}, rgba, r);
}

static void draw_now(struct build *b, struct plan_box area)
{
    float text[4], x = at_hours(b->view, area, b->view->story_h);
    tint_rgba(b, TINT_TEXT, text);
    text[3] *= 0.75f;
    draw_line(b, x, area.y, x, area.y + area.h, fmaxf(1.5f, 0.07f * b->l.small), text);
}

/* The axis' words: what fits, "now" first. */
static void draw_times(struct build *b, struct plan_box area, float y, float left, float right)
{
    const struct story_view *view = b->view;
    float quiet[4], text[4], size = b->l.small;
    tint_rgba(b, TINT_QUIET, quiet);
    tint_rgba(b, TINT_TEXT, text);
    struct plan_box taken[N_MARKS + 1];
    int n_taken = 0;
    for (int i = -1; i < N_MARKS; i++) {
        bool now = i < 0;
        const char *words =
            now ? C_("on the line of time", "now") : language_text_of(MARKS[i].text);
        if (i == 0 && view->dose_mg_kg <= 0.0f)
            words = C_("on the line of time", "start");
        float x = at_hours(view, area, now ? view->story_h : MARKS[i].hours);
        float width = text_width(b, words, size, now ? PLAN_WEIGHT_BOLD : PLAN_WEIGHT_REGULAR);
        float from = fminf(fmaxf(x - 0.5f * width, left), right - width);
        struct plan_box box = {from, y, width, row_height(b)};
        bool clear = from >= left;
        for (int k = 0; k < n_taken; k++)
            clear &= !box_overlap(&box, &taken[k], 0.4f * size);
        if (!clear)
            continue;
        taken[n_taken++] = box;
        draw_text(b, from, y, 0.0f, words, size, now ? PLAN_WEIGHT_BOLD : PLAN_WEIGHT_REGULAR,
                  now ? text : quiet);
    }
}

static void draw_grid(struct build *b, struct plan_box area, float rest_y)
{
    float track[4], px = fmaxf(1.0f, 0.04f * b->l.small);
    tint_rgba(b, TINT_TRACK, track);
    draw_line(b, area.x, rest_y, area.x + area.w, rest_y, px, track);
    track[3] *= 0.6f;
    for (int i = 0; i < N_MARKS; i++) {
        float x = at_hours(b->view, area, MARKS[i].hours);
        draw_line(b, x, area.y, x, area.y + area.h, px, track);
    }
}

/* Moves an end of a scale towards its goal. */
static float glide(float *end, float goal, float dt)
{
    static const float PACE = 1.5f; /* a second */
    *end = *end == 0.0f ? goal : *end + (goal - *end) * fminf(1.0f, PACE * dt);
    return *end;
}

/* The names of heights, each at its own: where the scale glides they go along, and one that comes
 * in at the top fades. The highest of the round ones always stands, the others where `roomy`
 * (rounds, and those half way) says that there is room. */
static void draw_heights(struct build *b, struct plan_box area, float top, float low,
                         const bool roomy[2])
{
    static const float COMES = 4.0f, FADE_S = 0.8f; /* per cent below the upper end */
    float size = b->l.small, row = row_height(b), right = area.x - 0.4f * size;
    float each = area.h / (top - low), rest_y = area.y + each * top, was = b->alpha, quiet[4];
    float highest = 2.0f * STEP * floorf((top + COMES) / (2.0f * STEP)), lowest_y = rest_y;
    for (int i = 0; i < 2; i++)
        ease(&b->ui->scale_named[i], roomy[i] ? 1.0f : 0.0f, b->dt, FADE_S);
    tint_rgba(b, TINT_QUIET, quiet);
    for (float at = STEP * floorf((top + COMES) / STEP); at > 0.0f; at -= STEP) {
        int half_way = fmodf(at, 2.0f * STEP) > 0.0f;
        float apart = (half_way ? STEP : 2.0f * STEP) * each / row;
        float named = fminf(b->ui->scale_named[half_way], (apart - 1.0f) / (ROOMY - 1.0f));
        float shown = fminf(at == highest ? 1.0f : named, (top + COMES - at) / COMES);
        float y = fmaxf(rest_y - each * at, area.y) - 0.3f * size;
        char words[32];
        if (shown <= 0.0f)
            continue;
        b->alpha = was * fminf(shown, 1.0f);
        snprintf(words, sizeof words, "%.0f\xc2\xa0%%", (double)at);
        draw_text(b, right, y, 1.0f, words, size, PLAN_WEIGHT_REGULAR, quiet);
        lowest_y = y;
    }
    b->alpha = was;
    float rest = fminf(rest_y - 0.5f * row, area.y + area.h - row);
    if (rest >= lowest_y + row)
        draw_text(b, right, rest, 1.0f, C_("level", "rest"), size, PLAN_WEIGHT_REGULAR, quiet);
}

float timeline_axis_height(const struct build *b)
{
    return row_height(b) + roundf(0.1f * b->l.small);
}

void build_timeline(struct build *b, int parent, const struct readout *readouts, uint32_t shown,
                    struct plan_box box)
{
    static const float LEAST_TOP = 50.0f, STEP_DOWN = 10.0f, LEAST_BOTTOM = -10.0f;
    float size = b->l.small;
    flow_keep(b, box);
    float gutter = fmaxf(text_width(b, "100\xc2\xa0%", size, PLAN_WEIGHT_REGULAR),
                         text_width(b, C_("level", "rest"), size, PLAN_WEIGHT_REGULAR)) +
                   0.4f * size;
    float high = box.h - timeline_axis_height(b) - 0.5f * size;
    struct plan_box area = {box.x + gutter, box.y + 0.4f * size, box.w - gutter - 0.25f * size,
                            high};
    float low = LEAST_BOTTOM, top = LEAST_TOP;
    for (int i = 0; i < CURVES_SHOWN; i++)
        if (shown & 1u << CURVES[i].readout)
            range_of(b, &CURVES[i], &low, &top);
    /* What a moment has been seen to reach stays in the scale, so that it does not go up and down.
     */
    top = b->ui->scale_seen = fmaxf(top, b->ui->scale_seen);
    float goal[2] = {STEP_DOWN * floorf(low / STEP_DOWN), STEP * ceilf(top / STEP)};
    top = glide(&b->ui->scale_top, goal[1], b->dt);
    low = glide(&b->ui->scale_low, goal[0], b->dt);
    float rest_y = area.y + area.h * top / (top - low);
    float rows = area.h * STEP / (goal[1] - goal[0]) / row_height(b);
    const bool roomy[2] = {2.0f * rows >= ROOMY, rows >= ROOMY};

    draw_heights(b, area, top, low, roomy);
    draw_grid(b, area, rest_y);
    draw_now(b, area);
    struct plan_box above = {area.x, area.y, area.w, rest_y - area.y};
    for (int i = 0; i < CURVES_SHOWN; i++) {
        const struct readout *readout = &readouts[CURVES[i].readout];
        uint32_t first;
        if (!(shown & 1u << CURVES[i].readout))
            continue;
        uint32_t count = put_curve(b, &CURVES[i], area, low, top, &first);
        draw_points(b, first, count, above, readout->stroke, readout->meaning);
        draw_end(b, first, count, readout->meaning);
    }
    draw_times(b, area, area.y + area.h + 0.1f * size, box.x, box.x + box.w);
    tree_value(b, tree_add(b, parent, UI_PLOT, "plot_drug", box),
               _("since the dose, in %% of rest: %s %s, %s %s, %s %s, %s %s"),
               readouts[READOUT_BLOCKED].labels[2], readouts[READOUT_BLOCKED].values[0],
               readouts[READOUT_GLUTAMATE].labels[0], readouts[READOUT_GLUTAMATE].values[0],
               readouts[READOUT_BDNF].labels[0], readouts[READOUT_BDNF].values[0],
               readouts[READOUT_SPINES].labels[0], readouts[READOUT_SPINES].values[0]);
    flow_on(b);
}

void build_spark(struct build *b, int parent, struct plan_box box)
{
    static const float LEAST = 100.0f * 10.0f; /* of the scale: ten synapses, in per cent */
    float low = 0.0f, high = LEAST, track[4], r = fmaxf(3.0f, 0.17f * b->l.small);
    struct plan_box area = {box.x, box.y + r, box.w - r, box.h - r};
    flow_keep(b, box);
    range_of(b, &CURVE_NEW, &low, &high);
    high = glide(&b->ui->spark_top, high, b->dt);
    tint_rgba(b, TINT_TRACK, track);
    draw_line(b, area.x, area.y + area.h, area.x + area.w, area.y + area.h,
              fmaxf(1.0f, 0.04f * b->l.small), track);
    uint32_t first, count = put_curve(b, &CURVE_NEW, area, 0.0f, high, &first);
    draw_points(b, first, count, area, STROKE_AREA, PALETTE_NEW);
    draw_end(b, first, count, PALETTE_NEW);
    const struct story_view *view = b->view;
    if (view->n_points)
        tree_value(b, tree_add(b, parent, UI_PLOT, "plot_new_synapses", box),
                   _("New synapses: now %.0f, at first %.0f"),
                   (double)view->points[view->n_points - 1].new_synapses,
                   (double)view->points[0].new_synapses);
    flow_on(b);
}
