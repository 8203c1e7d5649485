#include "ui/labels.h"

#include "ui/layout.h"

#include <math.h>

static const float FADE_S = 0.5f;
static const float BELOW = 0.35f; /* of the headroom, kept below and beside a place */

/* Sides tried in turn: below and above first, since the eye looks for a name there; of these the
 * one that is farther out, so that names stand around the network rather than over it. The
 * offset is of the label's centre, in half label sizes plus `reach` in label heights. */
static const struct {
    float x, y, reach_x, reach_y;
} SIDES[] = {
    {0.0f, 1.0f, 0.0f, 0.9f},   {0.0f, -1.0f, 0.0f, -0.9f},   {1.0f, 0.0f, 0.9f, 0.0f},
    {-1.0f, 0.0f, -0.9f, 0.0f}, {0.8f, 1.0f, 0.5f, 0.7f},     {0.8f, -1.0f, 0.5f, -0.7f},
    {-0.8f, 1.0f, -0.5f, 0.7f}, {-0.8f, -1.0f, -0.5f, -0.7f}, {0.0f, 1.0f, 0.0f, 2.2f},
    {0.0f, -1.0f, 0.0f, -2.2f},
};
enum { N_SIDES = sizeof SIDES / sizeof *SIDES };

/* A label that would reach over the left or right edge is drawn in, as long as it still stands
 * beside its place. */
static const float DRAWN_IN = 0.45f; /* most, of its width */

static struct plan_box box_at(const struct label *label, int side, struct plan_box bounds,
                              float clearance)
{
    float cx = label->x + SIDES[side].x * 0.5f * label->width + SIDES[side].reach_x * label->height;
    float cy =
        label->y + SIDES[side].y * 0.5f * label->height + SIDES[side].reach_y * label->height;
    cy += SIDES[side].y * label->headroom * (SIDES[side].y > 0.0f ? BELOW : 1.0f);
    cx += SIDES[side].x * BELOW * label->headroom;
    struct plan_box box = {cx - 0.5f * label->width, cy - 0.5f * label->height, label->width,
                           label->height};
    if (SIDES[side].reach_x == 0.0f) {
        float least = bounds.x + 2.0f * clearance;
        float most = bounds.x + bounds.w - 2.0f * clearance - box.w;
        float by = fmaxf(fminf(box.x, most), least) - box.x;
        if (fabsf(by) <= DRAWN_IN * box.w)
            box.x += by;
    }
    return box;
}

static bool is_free(const struct labels *labels, const uint8_t *order, uint32_t before,
                    const struct plan_box *covered, uint32_t n_covered, struct plan_box bounds,
                    float clearance, const struct plan_box *box)
{
    struct plan_box inside = box_grow(bounds, -clearance);
    if (!box_within(box, &inside))
        return false;
    for (uint32_t i = 0; i < n_covered; i++)
        if (box_overlap(box, &covered[i], clearance))
            return false;
    for (uint32_t i = 0; i < before; i++) {
        const struct label *other = &labels->label[order[i]];
        if (other->alpha > 0.0f && box_overlap(box, &other->box, clearance))
            return false;
    }
    return true;
}

void labels_place(struct labels *labels, const uint8_t *order, uint32_t n_order,
                  const struct plan_box *covered, uint32_t n_covered, struct plan_box bounds,
                  float clearance, float dt)
{
    float step = dt / FADE_S;
    for (uint32_t i = 0; i < n_order; i++) {
        struct label *label = &labels->label[order[i]];
        if (label->alpha <= 0.0f) {
            label->alpha = 0.0f;
            if (!label->wanted)
                continue;
            int tried = 0;
            while (tried < N_SIDES) {
                /* Sides come in pairs of opposites. */
                int side = label->above ? tried ^ 1 : tried;
                struct plan_box box = box_at(label, side, bounds, clearance);
                label->side = side;
                if (is_free(labels, order, i, covered, n_covered, bounds, 2.0f * clearance, &box))
                    break;
                tried++;
            }
            if (tried == N_SIDES)
                continue;
        }
        if (label->wanted)
            label->box = box_at(label, label->side, bounds, clearance);
        bool good = label->wanted &&
                    is_free(labels, order, i, covered, n_covered, bounds, clearance, &label->box);
        label->alpha = fminf(fmaxf(label->alpha + (good ? step : -step), 0.0f), 1.0f);
        /* It has been overtaken while fading: better gone than unreadable. */
        if (!good && !is_free(labels, order, i, covered, n_covered, bounds, 0.0f, &label->box))
            label->alpha = 0.0f;
    }
}
