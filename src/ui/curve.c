#include "ui/curve.h"

#include <math.h>
#include <string.h>

#include "ui/readouts.h"

#define FIELD(name) offsetof(struct story_point, name)

const struct curve CURVES[CURVES_SHOWN] = {
    {READOUT_BLOCKED, FIELD(occupancy), 0.0f, false},
    {READOUT_GLUTAMATE, FIELD(glutamate), 1.0f, false},
    {READOUT_SPINES, FIELD(spine_density), 1.0f, false},
    {READOUT_BDNF, FIELD(bdnf), 1.0f, false},
};
const struct curve CURVE_NEW = {-1, FIELD(new_synapses), 0.0f, true};

static const float LEAD = 0.05f;    /* share of the line before the dose */
static const float BEND_H = 0.25f;  /* below it time goes evenly, far above by powers */
static const float LONG_H = 672.0f; /* the line's least length */
/* Share of the line that a value is the mean of. Not of pixels: a figure says the same on every
 * picture. */
static const float STEP = 0.0125f;

float axis_share(float lead, float hours, float most)
{
    if (hours < 0.0f)
        return 0.0f;
    float share = logf(1.0f + hours / BEND_H) / logf(1.0f + most / BEND_H);
    return lead + (1.0f - lead) * fminf(share, 1.0f);
}

float curve_share(const struct story_view *view, float hours)
{
    return axis_share(LEAD, hours, fmaxf(LONG_H, view->story_h));
}

static float value_at(const struct story_point *point, const struct curve *curve)
{
    float value;
    memcpy(&value, (const char *)point + curve->field, sizeof value);
    return 100.0f * (value - curve->rest);
}

/* The mean over the story time of points from..to - 1, the last of which a count is worth. */
static float worth(const struct story_view *view, const struct curve *curve, uint32_t from,
                   uint32_t to)
{
    float sum = 0.0f, weight = 0.0f;
    if (curve->counted)
        return value_at(&view->points[to - 1], curve);
    for (uint32_t i = from; i < to; i++) {
        const struct story_point *point = &view->points[i];
        float before_h = i ? view->points[i - 1].story_h : -1.0f;
        /* Time that stands still counts a little, so that no step is empty. */
        float hours = fmaxf(point->story_h - before_h, 1e-5f);
        sum += hours * value_at(point, curve);
        weight += hours;
    }
    return sum / weight;
}

/* From where on the record reaches to a whole step before its end. */
static uint32_t last_step(const struct story_view *view)
{
    uint32_t from = view->n_points - 1;
    float end = curve_share(view, view->points[from].story_h);
    while (from > 0 && end - curve_share(view, view->points[from - 1].story_h) < STEP)
        from--;
    return from;
}

/* A step of the line is worth the mean over the story time it stands for: a practice of minutes
 * does not look like days. */
bool curve_next(const struct story_view *view, const struct curve *curve, struct curve_step *step)
{
    uint32_t from = step->next;
    for (uint32_t i = from; i < view->n_points; i++) {
        float share = curve_share(view, view->points[i].story_h);
        bool last = i + 1 == view->n_points;
        if (share - step->share < STEP && !last)
            continue;
        step->share = share;
        step->next = i + 1;
        step->value = worth(view, curve, last ? last_step(view) : from, i + 1);
        return true;
    }
    return false;
}

/* The mean of the last step, and not the value of this moment: beside a line of weeks somebody
 * would take a practice of minutes, in which glutamate is half as much again, for the days. */
float curve_now(const struct story_view *view, int readout, float otherwise)
{
    for (int i = 0; i < CURVES_SHOWN && view->n_points; i++)
        if (CURVES[i].readout == readout)
            return CURVES[i].rest +
                   worth(view, &CURVES[i], last_step(view), view->n_points) / 100.0f;
    return otherwise;
}
