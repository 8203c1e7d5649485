#include "ui/compare_layout.h"

#include <math.h>

/* The network is about so much wider than high. */
static const float ASPECT = 1.65f;
/* Of the strip, where it stands beside the panes or under them. */
static const float BESIDE = 0.34f, LEAST_BESIDE_EM = 19.0f, UNDER = 0.27f, LEAST_UNDER_ROWS = 6.4f;
static const float MOST_BESIDE = 0.45f;
/* What must be left to plots and panes where type is large; else it is less large. */
static const float LEAST_PLOT_EM = 18.0f, LEAST_PANE = 0.15f;
static const float STACKED_EM = 36.0f; /* narrower than this, plots stand one over the other */
static const float CAPTION_EM = 42.0f; /* of the longest caption, about */
static const float TIME_EM = 13.5f, PACE_EM = 17.0f; /* of the time since the dose, and the pace */
/* A pane higher than this share of its width gives to the strip under it. */
static const float HIGHEST = 0.74f;

static void keep_words(struct compare_layout *layout)
{
    const struct layout *l = &layout->l;
    float w = l->width - 2.0f * l->margin;
    layout->header = (struct plan_box){l->margin, 0.5f * l->margin, w, layout_line(l, l->title)};
    layout->clock_below = TIME_EM * l->title + PACE_EM * l->small > w;
    if (layout->clock_below)
        layout->header.h += layout_line(l, l->small);
    float lines = ceilf(CAPTION_EM / fmaxf((w - 2.0f * l->pad) / l->caption, 1.0f));
    layout->caption_lines = (int)fminf(fmaxf(lines, 1.0f), 3.0f);
    float h = (float)layout->caption_lines * layout_line(l, l->caption) + layout_line(l, l->small) +
              l->pad;
    layout->caption = (struct plan_box){l->margin, l->height - 0.5f * l->margin - h, w, h};
}

/* What lies between header and caption. */
static struct plan_box middle(const struct compare_layout *layout)
{
    const struct layout *l = &layout->l;
    float top = layout->header.y + layout->header.h + l->gap;
    return (struct plan_box){l->margin, top, layout->header.w, layout->caption.y - l->gap - top};
}

static struct plan_box strip_of(const struct layout *l, struct plan_box all, bool beside)
{
    struct plan_box strip = all;
    if (beside) {
        strip.w = fmaxf(BESIDE * all.w, LEAST_BESIDE_EM * l->small);
        strip.x = all.x + all.w - strip.w;
    } else {
        float rows = all.w < STACKED_EM * l->small ? 2.0f : 1.0f;
        strip.h = fmaxf(UNDER * all.h, rows * LEAST_UNDER_ROWS * layout_line(l, l->small));
        strip.h = fminf(strip.h, 0.5f * all.h);
        strip.y = all.y + all.h - strip.h;
    }
    return strip;
}

/* Height of the words at a pane's top, or at its foot. */
static float pane_words(const struct layout *l)
{
    return layout_line(l, l->small) + 0.4f * l->small;
}

/* Puts panes in so many columns into what the strip leaves; returns how large the network is in
 * one. */
static float place(struct compare_layout *layout, struct plan_box all, bool beside, int columns,
                   unsigned n)
{
    const struct layout *l = &layout->l;
    struct plan_box strip = strip_of(l, all, beside);
    float gap = fmaxf(4.0f, floorf(0.6f * l->gap));
    float across = beside ? strip.x - gap - all.x : all.w;
    float down = beside ? all.h : strip.y - gap - all.y;
    int rows = ((int)n + columns - 1) / columns;
    float words = 2.0f * pane_words(l);
    float w = floorf((across + gap) / (float)columns - gap);
    float h = floorf((down + gap) / (float)rows - gap);
    float highest = ceilf(HIGHEST * w + words);
    if (!beside && h > highest) {
        strip.y -= (float)rows * (h - highest);
        strip.h += (float)rows * (h - highest);
        h = highest;
    }
    for (unsigned i = 0; i < n; i++)
        layout->panes[i] =
            (struct plan_box){floorf(all.x) + (float)((int)i % columns) * (w + gap),
                              floorf(all.y) + (float)((int)i / columns) * (h + gap), w, h};
    layout->strip = strip;
    layout->beside = beside;
    layout->columns = columns;
    /* A last row that is not full is a waste, and looks like one. */
    float full = (int)n % columns ? 0.8f : 1.0f;
    return full * fminf(w / ASPECT, h - words);
}

static void place_plots(struct compare_layout *layout)
{
    const struct layout *l = &layout->l;
    struct plan_box strip = layout->strip;
    bool stacked = layout->beside || strip.w < STACKED_EM * l->small;
    float gap = 0.5f * l->gap;
    for (int i = 0; i < COMPARE_PLOTS; i++) {
        struct plan_box *plot = &layout->plots[i];
        *plot = strip;
        if (stacked) {
            plot->h = floorf(0.5f * (strip.h - gap));
            plot->y = strip.y + (float)i * (plot->h + gap);
        } else {
            plot->w = floorf(0.5f * (strip.w - gap));
            plot->x = strip.x + (float)i * (plot->w + gap);
        }
    }
}

static void make(struct compare_layout *layout, int width, int height, float text_scale,
                 unsigned n_panes)
{
    *layout = (struct compare_layout){0};
    layout_make(&layout->l, width, height, text_scale);
    keep_words(layout);
    struct plan_box all = middle(layout);
    float best = -INFINITY;
    int columns = 1;
    bool beside = false;
    for (int c = 1; c <= (int)n_panes; c++)
        for (int k = 0; k < 2; k++) {
            bool narrow = strip_of(&layout->l, all, true).w > MOST_BESIDE * all.w;
            float size = k && narrow ? -INFINITY : place(layout, all, k, c, n_panes);
            if (size <= best)
                continue;
            best = size;
            columns = c;
            beside = k;
        }
    place(layout, all, beside, columns, n_panes);
    place_plots(layout);
    layout->pane_top = pane_words(&layout->l);
    layout->pane_foot = layout->panes[0].h > 4.5f * layout->pane_top ? layout->pane_top : 0.0f;
}

/* Whether the names beside the curves have a row each, and panes something to show. */
static bool fits(const struct compare_layout *layout, unsigned n_panes)
{
    const struct layout *l = &layout->l;
    float rows = layout->plots[0].h / layout_line(l, l->small);
    float seen = layout->panes[0].h - layout->pane_top - layout->pane_foot;
    return rows >= (float)n_panes + 3.2f && layout->plots[0].w >= LEAST_PLOT_EM * l->small &&
           layout->panes[0].w >= LEAST_PANE * l->width && seen >= LEAST_PANE * l->height;
}

void compare_layout_make(struct compare_layout *layout, int width, int height, float text_scale,
                         unsigned n_panes)
{
    static const float STEP = 0.05f;
    float scale = fminf(fmaxf(text_scale, 1.0f), 2.0f);
    for (;; scale = fmaxf(scale - STEP, 1.0f)) {
        make(layout, width, height, scale, n_panes);
        if (scale <= 1.0f || fits(layout, n_panes))
            return;
    }
}
