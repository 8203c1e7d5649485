/* Beside the curve of one network: how far twelve others spread, as bars at the times at which they
 * were measured, once those have come. */
#include "ui/compare_parts.h"

#include <math.h>

/* The more telling first: a bar is left out where another one stands. */
static const float HOURS[] = {24.0f, 1008.0f, 672.0f, 168.0f};
enum { N_HOURS = sizeof HOURS / sizeof *HOURS };

static const float WIDE = 0.3f, APART = 0.55f; /* in sizes of type */
static const float FAINT = 0.5f;

static bool stands(const float *taken, unsigned n, float x, float apart)
{
    for (unsigned i = 0; i < n; i++)
        if (fabsf(taken[i] - x) < apart)
            return true;
    return false;
}

static void draw_bar(struct build *b, const struct compare_plot *plot,
                     const struct comparison_spread *spread, enum palette_meaning meaning, float x)
{
    float size = b->l.small, rgba[4], wide = fmaxf(3.0f, WIDE * size);
    float top = compare_at_value(plot, spread->mean + spread->deviation);
    float foot = compare_at_value(plot, spread->mean - spread->deviation);
    float mean = compare_at_value(plot, spread->mean), thick = fmaxf(2.0f, 0.12f * size);
    tint_meaning(b, meaning, FAINT * b->alpha, rgba);
    draw_rect(b, (struct plan_box){x - 0.5f * wide, top, wide, fmaxf(foot - top, thick)}, rgba, 0.0f);
    tint_meaning(b, meaning, b->alpha, rgba);
    draw_rect(b, (struct plan_box){x - 0.5f * wide - thick, mean - 0.5f * thick,
                                   wide + 2.0f * thick, thick},
              rgba, 0.0f);
}

bool build_compare_spread(struct build *b, const struct compare_plot *plot,
                          const struct comparison_view *view)
{
    float taken[N_HOURS * COMPARISON_MOST], step = APART * b->l.small;
    unsigned n = 0;
    for (unsigned i = 0; i < N_HOURS; i++)
        for (unsigned a = 0; a < view->n_arms && HOURS[i] <= view->hours; a++) {
            struct comparison_spread spread;
            float aside = ((float)a - 0.5f * (float)(view->n_arms - 1)) * step;
            float x = compare_at_hours(plot->area, HOURS[i]) + aside;
            if (!comparison_spread(view->arms[a], HOURS[i], &spread) ||
                stands(taken, n, x, 0.9f * step))
                continue;
            taken[n++] = x;
            draw_bar(b, plot, &spread, compare_meaning(view->arms[a]), flow_x(b, x));
        }
    return n > 0;
}
