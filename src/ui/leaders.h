/* Labels in two columns beside a picture, each with a straight line to what it names: where they
 * go so that no line crosses another, and none a word. Pure.
 *
 * Slots are fixed, so that words stay where they are while the picture moves. Of two lines that
 * cross, exchanging their ends makes the sum of their lengths smaller; so where that has been
 * done until none cross, it has an end (as in Bekos et al. 2007 on boundary labelling).
 */
#ifndef SNOWMELT_UI_LEADERS_H
#define SNOWMELT_UI_LEADERS_H

#include <stdbool.h>
#include <stdint.h>

#include "scene/plan.h"

enum { LEADERS_MAX = 12, LEADERS_ROWS = 6 };

struct leader {
    bool wanted;         /* in: there is something to name */
    float x, y;          /* in: it, px */
    float width;         /* in: of the words, px; no more than the column's */
    int slot;            /* where it stands, remembered; good while alpha > 0 */
    float alpha;         /* out: 0 hidden */
    struct plan_box box; /* out */
    float port[2];       /* out: where the line leaves the words, px */
};

struct leaders {
    struct leader leader[LEADERS_MAX];
    float made_for[5]; /* bounds and height; others begin anew */
};

/* Width of each column, px, when the middle is left to the picture; more of it where labels,
 * `height` high, are large. */
float leaders_column(struct plan_box bounds, float height);

/* Places n labels, most important first, all `height` high, within `bounds`. */
void leaders_place(struct leaders *leaders, uint32_t n, struct plan_box bounds, float height,
                   float clearance, float dt);

/* Whether two pieces of line have a point in common. */
bool leaders_cross(const float a[2], const float b[2], const float c[2], const float d[2]);

#endif
