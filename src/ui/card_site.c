#include "ui/card.h"

#include <math.h>

#include "ui/layout.h"

static float overlap(const struct plan_box *a, const struct plan_box *b)
{
    float w = fminf(a->x + a->w, b->x + b->w) - fmaxf(a->x, b->x);
    float h = fminf(a->y + a->h, b->y + b->h) - fmaxf(a->y, b->y);
    return w > 0.0f && h > 0.0f ? w * h : 0.0f;
}

static float hold(float x, float least, float most)
{
    return fmaxf(least, fminf(x, most));
}

bool card_site(struct plan_box anchor, struct plan_box bounds, float width, float height, float gap,
               const struct plan_box *covered, uint32_t n_covered, struct plan_box *site,
               float *over)
{
    /* Right, left, below, above; along each from one corner to the other. */
    enum { SIDES = 4, SLIDES = 11 };
    bool any = false;
    if (width > bounds.w || height > bounds.h)
        return false;
    for (int i = 0; i < SIDES * SLIDES; i++) {
        int side = i / SLIDES;
        float slide = (float)(i % SLIDES) / (float)(SLIDES - 1);
        struct plan_box box = {0.0f, 0.0f, width, height};
        if (side < 2) {
            box.x = side == 0 ? anchor.x + anchor.w + gap : anchor.x - gap - width;
            float top = anchor.y + anchor.h - slide * (anchor.h + height);
            box.y = hold(top, bounds.y, bounds.y + bounds.h - height);
        } else {
            box.y = side == 2 ? anchor.y + anchor.h + gap : anchor.y - gap - height;
            float left = anchor.x + anchor.w - slide * (anchor.w + width);
            box.x = hold(left, bounds.x, bounds.x + bounds.w - width);
        }
        box.x = roundf(box.x);
        box.y = roundf(box.y);
        if (!box_within(&box, &bounds) || box_overlap(&box, &anchor, 0.0f))
            continue;
        float hidden = 0.0f;
        struct plan_box kept_clear = box_grow(box, fmaxf(gap - 1.0f, 0.0f)); /* of rounding */
        for (uint32_t c = 0; c < n_covered; c++)
            hidden += overlap(&kept_clear, &covered[c]);
        /* Centred on what it is about, where nothing else matters. */
        float worth = hidden + fabsf(slide - 0.5f);
        if (!any || worth < *over) {
            any = true;
            *over = worth;
            *site = box;
        }
    }
    return any;
}
