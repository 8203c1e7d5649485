#include "ui/layout.h"

#include <math.h>

/* Captions have up to 88 letters, sources up to 58, the notice 27; a letter takes about half the
 * size of its type. */
static float caption_lines(const struct layout *l, float width)
{
    static const float CAPTION_EM = 44.0f;
    return ceilf(CAPTION_EM / fminf((width - 2.0f * l->pad) / l->caption, LAYOUT_CAPTION_EM));
}

static void keep_words(struct layout *l)
{
    static const float SOURCE_EM = 29.5f, BOTH_EM = 45.0f, CLOCK_AND_NOTICE_EM = 31.5f;
    static const float MOST_CAPTION = 0.40f; /* of the picture's height */
    float line = layout_line(l, l->small), lines = caption_lines(l, l->words_width);
    l->caption_width = l->words_width;
    l->clock_rows = l->tall ? 2 : 1;
    l->under = l->tall ? l->width > l->height : lines > 2.0f;
    if (l->under) {
        l->caption_width = floorf(l->width - 2.0f * l->margin);
        l->clock_rows = 0;
        lines = caption_lines(l, l->caption_width);
    }
    l->caption_lines = lines < 4.0f ? (int)lines : 4;
    float words = (float)l->caption_lines * layout_line(l, l->caption) + 2.0f * l->pad;
    float em_small = (l->caption_width - 2.0f * l->pad) / l->small;
    float below = 2.0f; /* rows of source and notice */
    l->source_lines = 1;
    if (em_small >= (l->under ? CLOCK_AND_NOTICE_EM : BOTH_EM) && (l->under || !l->tall)) {
        below = 1.0f;
        l->source_lines = 0;
    } else if (em_small < SOURCE_EM && !l->under) {
        below = 3.0f;
        l->source_lines = 2;
    }
    if (words + below * line > MOST_CAPTION * l->height && !l->under)
        below = em_small < 14.0f ? 2.0f : 1.0f; /* the notice alone */
    l->title_height = layout_line(l, l->title) + (float)l->clock_rows * line + 1.5f * l->pad;
    float spare = (1.0f - LAYOUT_NETWORK) * l->height - l->title_height;
    l->caption_height = fminf(words + below * line, spare - 2.0f * (l->margin + l->gap));
}

static void keep_panel(struct layout *l)
{
    float top = l->margin + l->title_height, bottom = l->height - l->margin - l->caption_height;
    float line = layout_line(l, l->small);
    if (!l->tall) {
        float end = l->under ? bottom - l->gap : l->height - l->margin;
        l->panel = (struct plan_box){l->width - l->margin - l->panel_width, l->margin,
                                     l->panel_width, end - l->margin};
        /* Where large type leaves little, the network may reach up behind the title's plate,
         * which fills but the left. */
        float lack = 0.40f * l->height - (bottom - l->gap - top);
        top -= fminf(fmaxf(lack, 0.0f), 0.75f * l->title_height);
        l->free = (struct plan_box){l->margin, top, l->panel.x - l->margin - l->gap,
                                    bottom - l->gap - top};
        return;
    }
    /* From the large figures with a few of the chemistry up to curves of some height: what the
     * network, which is wider than high, cannot use. */
    float least = 6.2f * line + 2.0f * l->pad, most = 13.0f * line + 2.0f * l->pad;
    float network = fmaxf(0.60f * l->width, LAYOUT_NETWORK * l->height);
    float spare = bottom - top - 2.0f * l->gap - network;
    float height = floorf(fminf(fmaxf(spare, least), most));
    l->panel = (struct plan_box){l->margin, bottom - l->gap - height, l->panel_width, height};
    float needed = l->scale > 1.0f ? LAYOUT_NETWORK : 0.20f;
    if (l->panel.y - l->gap - top < needed * l->height)
        l->panel = (struct plan_box){l->margin, bottom, l->panel_width, 0.0f};
    float below = l->panel.h > 0.0f ? l->panel.y : bottom;
    l->free = (struct plan_box){l->margin, top, l->width - 2.0f * l->margin, below - l->gap - top};
}

float layout_type_side(float width, float height)
{
    static const float UPRIGHT = 1.25f;
    return fminf(height, UPRIGHT * width);
}

void layout_make(struct layout *layout, int width, int height, float text_scale)
{
    float w = (float)width, h = (float)height;
    /* Type goes with the height; with the width where that is short: a screen turned upright keeps
     * about the letters it had. */
    float side = layout_type_side(w, h);
    float s = text_scale >= 1.0f ? fminf(text_scale, 2.0f) : 1.0f;
    /* On a narrow picture text grows only as far as a caption line still holds 25 letters. */
    s = fminf(s, fmaxf(1.0f, w / (14.0f * 0.037f * side)));
    /* On a very low one the least sizes below are large already. */
    s = fminf(s, fmaxf(1.0f, h / 300.0f));
    *layout = (struct layout){.width = w, .height = h, .scale = s, .line = 1.25f};
    layout->small = ceilf(fmaxf(0.026f * side, 14.0f) * s);
    layout->caption = ceilf(fmaxf(0.037f * side, 18.0f) * s);
    layout->title = ceilf(fmaxf(0.052f * side, 22.0f) * s);
    float u = fminf(h, w * 1.2f);
    layout->margin = roundf(0.026f * u);
    layout->gap = roundf(0.014f * u);
    layout->pad = roundf(0.016f * u);
    layout->radius = roundf(0.012f * u);
    layout->target = fmaxf(44.0f, roundf(layout->small * 1.75f));

    /* Beside the picture the panel must hold about fifteen letters; where that would leave
     * the caption too short a line, it goes below. On a very wide one it need not grow on. */
    float beside = fminf(fmaxf(0.22f * w, 9.6f * layout->small), 0.27f * w);
    beside = fminf(beside, fmaxf(17.0f * layout->small, 0.12f * w));
    float words = w - 3.0f * layout->margin - beside;
    layout->tall = w < 1.1f * h || words < 15.5f * layout->caption || beside < 8.0f * layout->small;
    layout->panel_width = layout->tall ? w - 2.0f * layout->margin : floorf(beside);
    if (layout->tall)
        words = w - 2.0f * layout->margin;
    layout->words_width = floorf(words);
    keep_words(layout);
    keep_panel(layout);
}

float layout_line(const struct layout *layout, float size)
{
    return ceilf(size * layout->line);
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
