/* Path rigidity and new synapses over time, from the dose to eight weeks: one curve an arm, told by
 * its colour, by its line, and by its name at its end. */
#include "ui/compare_parts.h"
#include "ui/curve.h"
#include "ui/readouts.h"

#include <math.h>
#include <stdio.h>

static const char RIGIDITY[] = N_("Path rigidity"), NEW[] = N_("New synapses"),
                  SPREAD[] = N_("bars: twelve networks");

static const struct {
    float hours;
    const char *text;
} MARKS[] = {
    /* the more telling first: they are kept when two are in each other's way */
    {0.0f, NC_("on the line of time", "dose")},
    {24.0f, N_("1 d")},
    {COMPARISON_END_H, N_("56 d")},
    {1.0f, N_("1 h")},
    {168.0f, N_("7 d")},
    {4.0f, N_("4 h")},
};
enum { N_MARKS = sizeof MARKS / sizeof *MARKS };

static const float LEAD = 0.04f; /* share of the line before the dose */
static const float BIN = 0.15f;  /* values are means over so much of the line, of its type */

enum palette_meaning compare_meaning(enum story_treatment treatment)
{
    static const enum palette_meaning MEANINGS[STORY_TREATMENTS] = {
        [STORY_SALINE] = PALETTE_TEXT,
        [STORY_SSRI] = PALETTE_INHIBITION,
        [STORY_KETAMINE] = PALETTE_KETAMINE,
        [STORY_KETAMINE_THERAPY] = PALETTE_NEW,
        [STORY_THERAPY] = PALETTE_PATH,
        [STORY_KETAMINE_AMPA_BLOCK] = PALETTE_BDNF,
        [STORY_KETAMINE_MTOR_BLOCK] = PALETTE_BDNF,
    };
    return MEANINGS[treatment];
}

/* Lines by the number of the arm: on and off, in sizes of its width; 0 off: unbroken. */
static const struct {
    float width, on, off; /* width in sizes of type */
} LINES[COMPARISON_MOST] = {
    {0.10f, 1.0f, 0.0f}, {0.20f, 0.0f, 2.2f}, {0.14f, 4.5f, 2.2f}, {0.22f, 1.0f, 0.0f}};

static float line_width(const struct build *b, unsigned arm)
{
    return fmaxf(2.0f, LINES[arm].width * b->l.small);
}

static void add_line(struct build *b, uint32_t first, uint32_t count, float width,
                     const float rgba[4])
{
    struct plan_item *line = count > 1 ? plan_item(b->plan, PLAN_ITEM_LINE) : NULL;
    if (!line)
        return;
    for (int k = 0; k < 4; k++)
        line->colour[k] = rgba[k];
    line->first = first;
    line->count = count;
    line->radius = 0.5f * width;
    line->box = (struct plan_box){0.0f, 0.0f, b->l.width, b->l.height};
}

/* Cuts the line into dashes: pieces of it with room between. */
static void add_dashes(struct build *b, uint32_t first, uint32_t count, float on, float off,
                       float width, const float rgba[4])
{
    struct plan *plan = b->plan;
    float left = on, gone = 0.0f;
    bool drawn = true;
    uint32_t from = plan->n_points;
    plan_point(plan, plan->points[first][0], plan->points[first][1]);
    for (uint32_t i = first + 1; i < first + count; i++, gone = 0.0f) {
        float x = plan->points[i - 1][0], y = plan->points[i - 1][1];
        float dx = plan->points[i][0] - x, dy = plan->points[i][1] - y, length = hypotf(dx, dy);
        while (length - gone >= left) {
            gone += left;
            float px = x + dx * gone / length, py = y + dy * gone / length;
            if (drawn) {
                plan_point(plan, px, py);
                add_line(b, from, plan->n_points - from, width, rgba);
            } else {
                from = plan->n_points;
                plan_point(plan, px, py);
            }
            drawn = !drawn;
            left = drawn ? on : off;
        }
        left -= length - gone;
        if (drawn)
            plan_point(plan, plan->points[i][0], plan->points[i][1]);
    }
    if (drawn)
        add_line(b, from, plan->n_points - from, width, rgba);
}

void compare_stroke(struct build *b, unsigned arm, enum palette_meaning meaning, uint32_t first,
                    uint32_t count)
{
    float width = line_width(b, arm), rgba[4];
    tint_meaning(b, meaning, b->alpha, rgba);
    if (count < 2)
        return;
    if (LINES[arm].off > 0.0f) /* a dot is a dash that is all ends */
        add_dashes(b, first, count, fmaxf(LINES[arm].on * width, 0.5f), LINES[arm].off * width,
                   width, rgba);
    else
        add_line(b, first, count, width, rgba);
}

float compare_sample(struct build *b, unsigned arm, enum palette_meaning meaning, float x, float y)
{
    float length = 2.0f * b->l.small;
    uint32_t first = b->plan->n_points;
    plan_point(b->plan, flow_x(b, x + 0.5f * line_width(b, arm)), y);
    plan_point(b->plan, flow_x(b, x + length), y);
    compare_stroke(b, arm, meaning, first, b->plan->n_points - first);
    return length;
}

float compare_at_hours(struct plan_box area, float hours)
{
    return area.x + area.w * axis_share(LEAD, hours, COMPARISON_END_H);
}

static float value_of(const struct compare_plot *plot, const struct comparison_measure *measure)
{
    return plot->fresh ? measure->new_synapses : measure->rigidity;
}

float compare_at_value(const struct compare_plot *plot, float value)
{
    float share = fminf(fmaxf(value / plot->most, 0.0f), 1.0f);
    return plot->area.y + plot->area.h * (1.0f - share);
}

/* A step of the line is worth the mean over the story time it stands for. The end of the line is
 * where the arm is now. Returns the number of points, from *first on. */
static uint32_t put_curve(struct build *b, const struct compare_plot *plot,
                          const struct comparison_view *view, unsigned arm, uint32_t *first)
{
    float wide = fmaxf(2.0f, BIN * b->l.small), sum = 0.0f, weight = 0.0f, last_x = -INFINITY;
    float before_h = view->n_points ? view->points[0].hours : 0.0f;
    *first = b->plan->n_points;
    for (uint32_t i = 0; i < view->n_points; i++) {
        const struct comparison_point *point = &view->points[i];
        float x = compare_at_hours(plot->area, point->hours);
        float hours = fmaxf(point->hours - before_h, 1e-5f);
        before_h = point->hours;
        sum += hours * value_of(plot, &point->arm[arm]);
        weight += hours;
        if (x - last_x < wide)
            continue;
        plan_point(b->plan, flow_x(b, x), compare_at_value(plot, sum / weight));
        sum = weight = 0.0f;
        last_x = x;
    }
    if (view->n_points)
        plan_point(b->plan, flow_x(b, compare_at_hours(plot->area, view->hours)),
                   compare_at_value(plot, value_of(plot, &view->now[arm])));
    return b->plan->n_points - *first;
}

static void draw_grid(struct build *b, const struct compare_plot *plot, const struct comparison_view *view)
{
    float track[4], text[4], px = fmaxf(1.0f, 0.04f * b->l.small);
    struct plan_box area = plot->area;
    tint_rgba(b, TINT_TRACK, track);
    draw_line(b, area.x, area.y + area.h, area.x + area.w, area.y + area.h, px, track);
    track[3] *= 0.6f;
    draw_line(b, area.x, area.y, area.x + area.w, area.y, px, track);
    for (int i = 0; i < N_MARKS; i++) {
        float x = compare_at_hours(area, MARKS[i].hours);
        draw_line(b, x, area.y, x, area.y + area.h, px, track);
    }
    tint_rgba(b, TINT_TEXT, text);
    text[3] *= 0.75f;
    float now = compare_at_hours(area, view->hours);
    draw_line(b, now, area.y, now, area.y + area.h, fmaxf(1.5f, 0.07f * b->l.small), text);
}

static void draw_times(struct build *b, const struct compare_plot *plot, float right)
{
    struct plan_box taken[N_MARKS];
    int n_taken = 0;
    float quiet[4], size = b->l.small, y = plot->area.y + plot->area.h + 0.1f * size;
    tint_rgba(b, TINT_QUIET, quiet);
    for (int i = 0; i < N_MARKS; i++) {
        const char *words = language_text_of(MARKS[i].text);
        float width = text_width(b, words, size, PLAN_WEIGHT_REGULAR);
        float x = compare_at_hours(plot->area, MARKS[i].hours) - 0.5f * width;
        x = fminf(fmaxf(x, plot->area.x), right - width);
        struct plan_box box = {x, y, width, layout_line(&b->l, size)};
        bool clear = true;
        for (int k = 0; k < n_taken; k++)
            clear = clear && !box_overlap(&box, &taken[k], 0.5f * size);
        if (!clear)
            continue;
        taken[n_taken++] = box;
        draw_text(b, x, y, 0.0f, words, size, PLAN_WEIGHT_REGULAR, quiet);
    }
}

static void draw_heights(struct build *b, const struct compare_plot *plot)
{
    float quiet[4], size = b->l.small, right = plot->area.x - 0.4f * size;
    float row = layout_line(&b->l, size);
    char most[32];
    const char *top = C_("path", "rigid"), *foot = C_("path", "free");
    tint_rgba(b, TINT_QUIET, quiet);
    if (plot->fresh) {
        language_whole(most, sizeof most, 1000ul * (unsigned long)(plot->most / 1000.0f + 0.5f));
        top = most;
        foot = "0";
    }
    draw_text(b, right, plot->area.y - 0.4f * size, 1.0f, top, size, PLAN_WEIGHT_REGULAR, quiet);
    draw_text(b, right, plot->area.y + plot->area.h - 0.8f * row, 1.0f, foot, size,
              PLAN_WEIGHT_REGULAR, quiet);
}

/* Heights for the names, each as near to its line's end as the others let it: in the order of the
 * ends, pushed down where one is in the way, and up again from the foot. */
static void spread(float y[COMPARISON_MOST], unsigned n, float apart, float top, float foot)
{
    static const float SAME = 1.0f; /* px */
    unsigned order[COMPARISON_MOST];
    for (unsigned i = 0; i < n; i++) {
        unsigned at = i;
        for (; at > 0 && y[order[at - 1]] > y[i] + SAME; at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
    for (unsigned i = 0; i < n; i++) {
        float least = i ? y[order[i - 1]] + apart : top;
        y[order[i]] = fmaxf(y[order[i]], least);
    }
    for (unsigned i = n; i-- > 0;) {
        float most = i + 1 < n ? y[order[i + 1]] - apart : foot;
        y[order[i]] = fminf(y[order[i]], most);
    }
}

/* Names glide to their places, and a thin line ties each to its curve. */
static void draw_labels(struct build *b, float label_y[COMPARISON_MOST], const struct compare_plot *plot,
                        const struct comparison_view *view)
{
    static const float PACE = 2.5f; /* a second */
    float size = b->l.small, row = layout_line(&b->l, size), goal[COMPARISON_MOST], text[4];
    float x = compare_at_hours(plot->area, view->hours), r = fmaxf(3.0f, 0.2f * size);
    tint_rgba(b, TINT_TEXT, text);
    for (unsigned a = 0; a < view->n_arms; a++)
        goal[a] = compare_at_value(plot, value_of(plot, &view->now[a]));
    spread(goal, view->n_arms, row, plot->area.y, plot->area.y + plot->area.h - 0.5f * row);
    for (unsigned a = 0; a < view->n_arms; a++) {
        float rgba[4], end = compare_at_value(plot, value_of(plot, &view->now[a]));
        float *y = &label_y[a];
        *y = *y > 0.0f ? *y + (goal[a] - *y) * fminf(1.0f, PACE * b->dt) : goal[a];
        *y = fminf(fmaxf(*y, plot->area.y), plot->area.y + plot->area.h);
        tint_meaning(b, compare_meaning(view->arms[a]), 1.0f, rgba);
        draw_rect(b, (struct plan_box){x - r, end - r, 2.0f * r, 2.0f * r}, rgba, r);
        draw_line(b, x + r, end, x + 0.9f * size, *y, fmaxf(1.5f, 0.07f * size), rgba);
        draw_text(b, x + 1.1f * size, *y - 0.5f * row, 0.0f, _(comparison_label(view->arms[a])),
                  size, PLAN_WEIGHT_MEDIUM, text);
    }
}

static float labels_width(struct build *b, const struct comparison_view *view)
{
    float width = 0.0f;
    for (unsigned a = 0; a < view->n_arms; a++)
        width = fmaxf(width, text_width(b, _(comparison_label(view->arms[a])), b->l.small,
                                        PLAN_WEIGHT_MEDIUM));
    return width;
}

/* The scale follows the largest there was, in few and round steps. */
static float most_new(struct compare *compare, const struct comparison_view *view, float dt)
{
    static const float PACE = 2.5f, STEPS[] = {1e3f, 1e4f, 3e4f, 6e4f, 2e5f, 1e6f};
    enum { N_STEPS = sizeof STEPS / sizeof *STEPS };
    float most = 0.0f;
    int step = 0;
    for (uint32_t i = 0; i < view->n_points; i++)
        for (unsigned a = 0; a < view->n_arms; a++)
            most = fmaxf(most, view->points[i].arm[a].new_synapses);
    while (step + 1 < N_STEPS && STEPS[step] < most)
        step++;
    if (compare->most_new <= 0.0f)
        compare->most_new = STEPS[step];
    compare->most_new += (STEPS[step] - compare->most_new) * fminf(1.0f, PACE * dt);
    return compare->most_new;
}

/* Behind the name of the plot, where there is room; the caption says it too. */
static void tell_spread(struct build *b, struct plan_box box, struct plan_box head, int node)
{
    float size = b->l.small, quiet[4], x = head.x + head.w + size;
    if (x + text_width(b, _(SPREAD), size, PLAN_WEIGHT_REGULAR) > box.x + box.w - b->l.pad)
        return;
    tint_rgba(b, TINT_QUIET, quiet);
    struct plan_box at = draw_text(b, x, head.y, 0.0f, _(SPREAD), size, PLAN_WEIGHT_REGULAR, quiet);
    tree_value(b, tree_add(b, node, UI_TEXT, "spread", at), "%s", _(SPREAD));
}

static void build_plot(struct build *b, struct compare *compare, int which, struct plan_box box,
                       const struct comparison_view *view)
{
    float size = b->l.small, row = layout_line(&b->l, size), text[4], pad = b->l.pad;
    struct compare_plot plot = {.fresh = which == 1, .most = 1.0f};
    draw_plate(b, box);
    float gutter = fmaxf(text_width(b, C_("path", "rigid"), size, PLAN_WEIGHT_REGULAR),
                         text_width(b, "20 000", size, PLAN_WEIGHT_REGULAR)) +
                   0.4f * size;
    float names = labels_width(b, view) + 1.1f * size;
    plot.area = (struct plan_box){box.x + pad + gutter, box.y + 0.5f * pad + row + 0.5f * size,
                                  box.w - 2.0f * pad - gutter - names,
                                  box.h - 1.0f * pad - 2.0f * row - 0.7f * size};
    if (plot.fresh)
        plot.most = most_new(compare, view, b->dt);
    tint_rgba(b, TINT_TEXT, text);
    const char *name = plot.fresh ? _(NEW) : _(RIGIDITY);
    int node = tree_add(b, -1, UI_PLOT, plot.fresh ? "plot_new_synapses" : "plot_rigidity", box);
    tree_value(b, node, "%s", name);
    struct plan_box head =
        draw_text(b, box.x + pad, box.y + 0.5f * pad, 0.0f, name, size, PLAN_WEIGHT_BOLD, text);
    draw_heights(b, &plot);
    draw_grid(b, &plot, view);
    if (!plot.fresh && build_compare_spread(b, &plot, view))
        tell_spread(b, box, head, node);
    /* The broad ones first: where curves are one, all of them are seen. */
    for (unsigned a = view->n_arms; a-- > 0;) {
        uint32_t first, count = put_curve(b, &plot, view, a, &first);
        compare_stroke(b, a, compare_meaning(view->arms[a]), first, count);
    }
    if (view->n_points)
        draw_labels(b, compare->label_y[which], &plot, view);
    draw_times(b, &plot, box.x + box.w - pad);
}

void build_compare_strip(struct build *b, struct compare *compare,
                         const struct compare_layout *layout, const struct comparison_view *view)
{
    for (int i = 0; i < COMPARE_PLOTS; i++)
        build_plot(b, compare, i, layout->plots[i], view);
}
