#include "ui/layout.h"

#include <math.h>

void layout_make(struct layout *layout, int width, int height, float text_scale)
{
    float w = (float)width, h = (float)height;
    float s = text_scale >= 1.0f ? fminf(text_scale, 2.0f) : 1.0f;
    /* On a narrow picture text grows only as far as a caption line still holds 25 letters. */
    s = fminf(s, fmaxf(1.0f, w / (14.0f * 0.037f * h)));
    /* On a very low one the least sizes below are large already. */
    s = fminf(s, fmaxf(1.0f, h / 300.0f));
    *layout = (struct layout){.width = w, .height = h, .scale = s, .line = 1.25f};
    layout->small = ceilf(fmaxf(0.026f * h, 14.0f) * s);
    layout->caption = ceilf(fmaxf(0.037f * h, 18.0f) * s);
    layout->title = ceilf(fmaxf(0.050f * h, 22.0f) * s);
    float u = fminf(h, w * 1.2f);
    layout->margin = roundf(0.026f * u);
    layout->gap = roundf(0.014f * u);
    layout->pad = roundf(0.016f * u);
    layout->radius = roundf(0.012f * u);
    layout->target = fmaxf(44.0f, roundf(layout->small * 1.75f));

    /* Beside the picture the panel must hold about fifteen letters; where that would leave
     * the caption too short a line, it goes below. */
    float beside = fminf(fmaxf(0.22f * w, 9.6f * layout->small), 0.27f * w);
    float words = w - 3.0f * layout->margin - beside;
    layout->tall = w < 1.1f * h || words < 15.5f * layout->caption || beside < 8.0f * layout->small;
    layout->panel_width = layout->tall ? w - 2.0f * layout->margin : floorf(beside);
    if (layout->tall)
        words = w - 2.0f * layout->margin;
    layout->words_width = floorf(words);
}

bool box_overlap(const struct plan_box *a, const struct plan_box *b, float clearance)
{
    return a->x < b->x + b->w + clearance && b->x < a->x + a->w + clearance &&
           a->y < b->y + b->h + clearance && b->y < a->y + a->h + clearance;
}

bool box_within(const struct plan_box *inner, const struct plan_box *outer)
{
    return inner->x >= outer->x && inner->y >= outer->y &&
           inner->x + inner->w <= outer->x + outer->w && inner->y + inner->h <= outer->y + outer->h;
}

bool box_contains(const struct plan_box *box, float x, float y)
{
    return x >= box->x && x < box->x + box->w && y >= box->y && y < box->y + box->h;
}

struct plan_box box_grow(struct plan_box box, float by)
{
    return (struct plan_box){box.x - by, box.y - by, box.w + 2.0f * by, box.h + 2.0f * by};
}
