/* One of each kind of thing that the picture has. */
#include <math.h>

#include "scene/pick.h"

/* The cell of that kind nearest to the middle of what is free. */
static bool example_cell(const struct pick *pick, enum scene_thing thing, struct plan_box in,
                         struct scene_found *found)
{
    float best = INFINITY, px[2];
    for (uint32_t i = 0; i < pick->cells->n; i++) {
        if (pick_thing_of(pick, i) != thing || !pick_cell_at(pick, i, px))
            continue;
        float away = hypotf(px[0] - in.x - 0.5f * in.w, px[1] - in.y - 0.5f * in.h);
        if (away < best) {
            best = away;
            *found = (struct scene_found){.thing = thing, .cell = i, .x = px[0], .y = px[1]};
        }
    }
    return best < INFINITY;
}

/* A raster over the ground, from the middle of what is free outwards. */
static bool example_on_ground(const struct pick *pick, enum scene_thing thing, struct plan_box in,
                              struct scene_found *found)
{
    enum { ACROSS = 24, DOWN = 16 };
    float best = INFINITY;
    for (int i = 0; i < ACROSS * DOWN; i++) {
        float across = ((float)(i % ACROSS) + 0.5f) / (float)ACROSS - 0.5f;
        float down = ((float)(i / ACROSS) + 0.5f) / (float)DOWN - 0.5f;
        float x = in.x + (0.5f + across) * in.w, y = in.y + (0.5f + down) * in.h;
        float away = across * across + down * down;
        struct scene_found there;
        if (away >= best)
            continue;
        pick_any(pick, x, y, &there);
        if (there.thing == thing) {
            best = away;
            *found = there;
        }
    }
    return best < INFINITY;
}

bool pick_example(const struct pick *pick, enum scene_thing thing, struct scene_found *found)
{
    const struct plan *plan = pick->plan;
    struct plan_box in = plan->free;
    if (in.w <= 0.0f)
        in = (struct plan_box){0.0f, 0.0f, (float)plan->width, (float)plan->height};
    float x = in.x + 0.5f * in.w, y = in.y + 0.5f * in.h;
    *found = (struct scene_found){.thing = thing, .x = x, .y = y};
    if (pick->view == SCENE_SYNAPSE) {
        struct scene_anchor anchor = {.x = x, .y = y, .shown = 1.0f};
        if (thing < SCENE_THING_CONTACT)
            return false;
        if (thing >= SCENE_THING_PART)
            synapse_anchor(pick->synapse, plan, (enum scene_part)(thing - SCENE_THING_PART),
                           &anchor);
        found->x = anchor.x;
        found->y = anchor.y;
        return anchor.shown > 0.3f;
    }
    if (thing == SCENE_THING_CELL || thing == SCENE_THING_CALMING || thing == SCENE_THING_TREE ||
        thing == SCENE_THING_SHRUB)
        return (pick->view == SCENE_CIRCUIT || pick->view == SCENE_FOREST) &&
               example_cell(pick, thing, in, found);
    if (pick->view == SCENE_CIRCUIT) {
        if (thing == SCENE_THING_BRAIN)
            return true;
        pick_any(pick, x, y, found);
        return found->thing == thing;
    }
    if (thing == SCENE_THING_SKY) { /* which lies above that part */
        found->y = 0.25f * in.y;
        pick_any(pick, found->x, found->y, found);
        return found->thing == thing;
    }
    if (thing == SCENE_THING_WALKER)
        return pick_walker(pick, x, y, INFINITY, found);
    return example_on_ground(pick, thing, in, found);
}
