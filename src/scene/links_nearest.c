#include <math.h>

#include "scene/camera.h"
#include "scene/links.h"
#include "scene/maths.h"

enum { STEPS = 14 };

static float distance_to(const float from[2], const float to[2], float x, float y)
{
    float along[2] = {to[0] - from[0], to[1] - from[1]}, off[2] = {x - from[0], y - from[1]};
    float length2 = along[0] * along[0] + along[1] * along[1];
    float t = length2 > 0.0f ? (off[0] * along[0] + off[1] * along[1]) / length2 : 0.0f;
    t = scene_clamp(t, 0.0f, 1.0f);
    return hypotf(off[0] - t * along[0], off[1] - t * along[1]);
}

static float distance_px(const float p[4][3], float grown, const struct plan *plan, float x,
                         float y)
{
    float least = INFINITY, last[2] = {0.0f, 0.0f};
    bool had = false;
    for (int i = 0; i <= STEPS; i++) {
        float t = grown * (float)i / (float)STEPS, at[3], px[2];
        for (int k = 0; k < 3; k++)
            at[k] = scene_bezier(p[0][k], p[1][k], p[2][k], p[3][k], t);
        bool in = camera_project(plan, at, &px[0], &px[1]);
        if (in)
            least = fminf(least, distance_to(had ? last : px, px, x, y));
        had = in;
        last[0] = px[0];
        last[1] = px[1];
    }
    return least;
}

const struct link *links_nearest(const struct links *links, const struct ways *ways,
                                 const struct model_cell_view *cells, uint32_t n_cells,
                                 const struct plan *plan, float x, float y, float reach)
{
    const struct link *nearest = NULL;
    for (uint32_t i = 0; i < links->n; i++) {
        const struct link *link = &links->link[i];
        if (link->letting_go || link->pre >= n_cells || link->post >= n_cells ||
            links_shown(links, link) < 0.5f)
            continue;
        float p[4][3];
        links_curve(links, ways, link, cells, p);
        float px = distance_px(p, link->growth, plan, x, y);
        if (px <= reach) {
            reach = px;
            nearest = link;
        }
    }
    return nearest;
}

const struct link *links_find(const struct links *links, uint64_t id)
{
    uint32_t low = 0, high = links->n;
    while (low < high) {
        uint32_t at = low + (high - low) / 2;
        if (links->link[at].id < id)
            low = at + 1;
        else
            high = at;
    }
    for (; low < links->n && links->link[low].id == id; low++)
        if (!links->link[low].letting_go)
            return &links->link[low];
    return NULL;
}

void links_count(const struct links *links, uint32_t cell, uint32_t *in, uint32_t *out,
                 uint64_t *strongest)
{
    float best = -1.0f;
    *in = *out = 0;
    for (uint32_t i = 0; i < links->n; i++) {
        const struct link *link = &links->link[i];
        bool leaves = link->pre == cell;
        if (link->letting_go || (!leaves && link->post != cell))
            continue;
        *(leaves ? out : in) += 1;
        float worth = link->efficacy + (leaves ? 2.0f : 0.0f);
        if (worth > best) {
            best = worth;
            *strongest = link->id;
        }
    }
}
