/* The plots: the story so far, along the time it took on the screen and marked with the time
 * that passed in the story. */
#include "ui/tree.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

struct series {
    const char *label;
    enum palette_meaning meaning;
    size_t field; /* offset of a float in struct story_point */
    float minus, factor;
    bool filled;
};

struct plot {
    const char *name;
    struct series series[2];
    int n_series;
    const char *unit;
    float least_top; /* of the scale */
    bool fixed;
};

#define FIELD(name) offsetof(struct story_point, name)

static const struct plot PLOTS[UI_PLOTS] = {
    {"plot_rigidity",
     {{"Path rigidity", PALETTE_PATH, FIELD(rigidity), 0.0f, 1.0f, true}},
     1,
     "",
     1.0f,
     true},
    {"plot_new_synapses",
     {{"New synapses", PALETTE_NEW, FIELD(new_synapses), 0.0f, 1.0f, true}},
     1,
     "",
     10.0f,
     false},
    {"plot_drug",
     {{"Blocked", PALETTE_KETAMINE, FIELD(occupancy), 0.0f, 100.0f, true},
      {"BDNF", PALETTE_BDNF, FIELD(bdnf), 1.0f, 100.0f, false}},
     2,
     "\xc2\xa0%",
     50.0f,
     false},
};

static const struct {
    float hours;
    const char *text;
    int rank; /* lower is kept when two are in each other's way */
} MARKS[] = {{0.0f, "dose", 0},
             {1.0f, "1\xc2\xa0h", 4},
             {4.0f, "4\xc2\xa0h", 5},
             {24.0f,
              "1\xc2\xa0"
              "d",
              1},
             {168.0f,
              "7\xc2\xa0"
              "d",
              3},
             {672.0f,
              "28\xc2\xa0"
              "d",
              2}};
enum { N_MARKS = sizeof MARKS / sizeof *MARKS };

static float row_height(const struct build *b)
{
    return ceilf(b->l.small * b->l.line);
}

float plot_axis_height(const struct build *b)
{
    return row_height(b) + 0.1f * b->l.small;
}

float plot_least_height(const struct build *b)
{
    return 2.0f * row_height(b) + 0.45f * b->l.small;
}

static float value_at(const struct story_point *point, const struct series *series)
{
    float value;
    memcpy(&value, (const char *)point + series->field, sizeof value);
    return fmaxf((value - series->minus) * series->factor, 0.0f);
}

/* The next round number at or above value. */
static float round_up(float value)
{
    static const float ROUND[] = {1.0f, 1.5f, 2.0f, 3.0f, 4.0f, 5.0f, 6.0f, 8.0f, 10.0f};
    float power = 1.0f;
    while (power * 10.0f <= value)
        power *= 10.0f;
    size_t i = 0;
    while (ROUND[i] * power < value && i + 1 < sizeof ROUND / sizeof *ROUND)
        i++;
    return ROUND[i] * power;
}

static float span_s(const struct story_view *view)
{
    static const float LEAST_S = 20.0f;
    return view->n_points ? fmaxf(view->points[view->n_points - 1].screen_s, LEAST_S) : LEAST_S;
}

/* The line of one series as plan points; returns how many. */
static uint32_t put_points(struct build *b, const struct series *series, struct plan_box area,
                           float top, uint32_t *first)
{
    static const float APART_PX = 1.5f;
    const struct story_view *view = b->view;
    float span = span_s(view), last_x = -1e9f;
    uint32_t count = 0;
    *first = b->plan->n_points;
    for (uint32_t i = 0; i < view->n_points; i++) {
        const struct story_point *point = &view->points[i];
        float x = area.x + area.w * point->screen_s / span;
        if (x - last_x < APART_PX && i + 1 < view->n_points)
            continue;
        float share = fminf(value_at(point, series) / top, 1.0f);
        if (!plan_point(b->plan, x, area.y + area.h * (1.0f - share)))
            break;
        last_x = x;
        count++;
    }
    return count;
}

static void draw_series(struct build *b, const struct series *series, struct plan_box area,
                        float top)
{
    uint32_t first, count = put_points(b, series, area, top, &first);
    if (count == 0)
        return;
    float rgba[4];
    if (series->filled && count > 1) {
        struct plan_item *fill = plan_item(b->plan, PLAN_ITEM_AREA);
        if (fill) {
            tint_meaning(series->meaning, 0.14f * b->alpha, fill->colour);
            fill->box = area;
            fill->first = first;
            fill->count = count;
        }
    }
    struct plan_item *line = count > 1 ? plan_item(b->plan, PLAN_ITEM_LINE) : NULL;
    if (line) {
        tint_meaning(series->meaning, b->alpha, line->colour);
        line->box = area;
        line->first = first;
        line->count = count;
        line->radius = fmaxf(1.0f, 0.055f * b->l.small);
    }
    const float *end = b->plan->points[first + count - 1];
    float r = fmaxf(3.0f, 0.16f * b->l.small);
    struct plan_item *disc = plan_item(b->plan, PLAN_ITEM_DISC);
    if (!disc)
        return;
    tint_meaning(series->meaning, 1.0f, rgba);
    memcpy(disc->colour, rgba, sizeof rgba);
    disc->colour[3] *= b->alpha;
    disc->box = (struct plan_box){end[0] - r, end[1] - r, 2.0f * r, 2.0f * r};
}

/* Screen time at which the story reached `hours` after the dose; negative if it has not. */
static float reached_s(const struct story_view *view, float hours)
{
    for (uint32_t i = 0; i < view->n_points; i++)
        if (view->points[i].story_h >= hours)
            return view->points[i].screen_s;
    return -1.0f;
}

static void draw_phases(struct build *b, struct plan_box area)
{
    const struct story_view *view = b->view;
    float rgba[4], span = span_s(view);
    tint_rgba(TINT_TRACK, rgba);
    float px = fmaxf(1.0f, 0.04f * b->l.small);
    draw_line(b, area.x, area.y + area.h, area.x + area.w, area.y + area.h, px, rgba);
    rgba[3] *= 0.7f;
    for (uint32_t i = 1; i < view->n_points; i++)
        if (view->points[i].phase != view->points[i - 1].phase) {
            float x = area.x + area.w * view->points[i].screen_s / span;
            draw_line(b, x, area.y, x, area.y + area.h, px, rgba);
        }
}

/* Story time under a plot: what fits, the more telling marks first. */
static void draw_axis(struct build *b, struct plan_box area, float y, float left, float right)
{
    const struct story_view *view = b->view;
    float quiet[4], tick[4], size = b->l.small, span = span_s(view);
    tint_rgba(TINT_QUIET, quiet);
    tint_rgba(TINT_QUIET, tick);
    struct plan_box taken[N_MARKS + 1];
    int n_taken = 0;
    if (view->n_points == 0)
        return;
    for (int rank = -1; rank < N_MARKS; rank++) {
        const char *text = "now";
        float at = view->points[view->n_points - 1].screen_s;
        for (int i = 0; i < N_MARKS; i++)
            if (MARKS[i].rank == rank) {
                text = MARKS[i].text;
                at = reached_s(view, MARKS[i].hours);
            }
        if (at < 0.0f)
            continue;
        float x = area.x + area.w * at / span;
        float width = text_width(b, text, size, PLAN_WEIGHT_REGULAR);
        float from = fminf(fmaxf(x - 0.5f * width, left), right - width);
        struct plan_box box = {from, y, width, row_height(b)};
        bool clear = from >= left;
        for (int i = 0; i < n_taken; i++)
            clear &= !box_overlap(&box, &taken[i], 0.35f * size);
        if (!clear)
            continue;
        taken[n_taken++] = box;
        draw_line(b, x, area.y + area.h, x, area.y + area.h + 0.2f * size,
                  fmaxf(1.0f, 0.06f * size), tick);
        draw_text(b, from, y + 0.1f * size, 0.0f, text, size, PLAN_WEIGHT_REGULAR, quiet);
    }
}

static float scale_goal(const struct story_view *view, const struct plot *plot)
{
    float most = plot->least_top;
    if (plot->fixed)
        return most;
    for (int s = 0; s < plot->n_series; s++)
        for (uint32_t i = 0; i < view->n_points; i++)
            most = fmaxf(most, value_at(&view->points[i], &plot->series[s]));
    return round_up(most);
}

static void scale_words(const struct plot *plot, float top, char *out, size_t size)
{
    char count[32];
    write_count(count, sizeof count, (uint32_t)top);
    snprintf(out, size, "%s%s", count, plot->unit);
}

float plot_gutter(struct build *b)
{
    float width = text_width(b, "00", b->l.small, PLAN_WEIGHT_REGULAR);
    for (int i = 0; i < UI_PLOTS; i++) {
        char words[32];
        scale_words(&PLOTS[i], scale_goal(b->view, &PLOTS[i]), words, sizeof words);
        width = fmaxf(width, text_width(b, words, b->l.small, PLAN_WEIGHT_REGULAR));
    }
    return width + 0.4f * b->l.small;
}

void build_plot(struct build *b, int parent, int which, int curves, struct plan_box box,
                float gutter, bool axis)
{
    const struct plot *plot = &PLOTS[which];
    const struct story_view *view = b->view;
    float size = b->l.small, row = row_height(b);
    float goal = scale_goal(view, plot);
    float *top = &b->ui->plot_top[which];
    *top = *top <= 0.0f ? goal : *top + (goal - *top) * fminf(1.0f, 3.0f * b->dt);

    char words[32];
    scale_words(plot, goal, words, sizeof words);
    float axis_h = axis ? plot_axis_height(b) : 0.0f;
    struct plan_box area = {box.x + gutter, box.y + 0.4f * size, box.w - gutter - 0.2f * size,
                            box.h - axis_h - 0.5f * size};
    float quiet[4];
    tint_rgba(TINT_QUIET, quiet);
    draw_text(b, area.x - 0.4f * size, area.y - 0.15f * size, 1.0f, words, size,
              PLAN_WEIGHT_REGULAR, quiet);
    draw_text(b, area.x - 0.4f * size, area.y + area.h - row + 0.15f * size, 1.0f, "0", size,
              PLAN_WEIGHT_REGULAR, quiet);
    draw_phases(b, area);
    for (int s = 0; s < curves; s++)
        draw_series(b, &plot->series[s], area, *top);
    if (axis)
        draw_axis(b, area, area.y + area.h + 0.1f * size, box.x, box.x + box.w);

    int node = tree_add(b, parent, UI_PLOT, plot->name, box);
    if (view->n_points) {
        const struct story_point *last = &view->points[view->n_points - 1];
        char second[64] = "";
        if (plot->n_series > 1)
            snprintf(second, sizeof second, "; %s %.0f%s above rest", plot->series[1].label,
                     (double)value_at(last, &plot->series[1]), plot->unit);
        tree_value(b, node,
                   plot->fixed ? "%s: now %.2f, at first %.2f%s%s"
                               : "%s: now %.0f, at first %.0f%s%s",
                   plot->series[0].label, (double)value_at(last, &plot->series[0]),
                   (double)value_at(&view->points[0], &plot->series[0]), plot->unit, second);
    }
}
