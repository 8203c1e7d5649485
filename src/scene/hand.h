/* What is pointed out in the picture: a way that a hand draws, the one being walked by practice, a
 * place or a cell that is looked at. In the picture's ink, which has no other meaning.
 * Internal to scene/. */
#ifndef SNOWMELT_SCENE_HAND_H
#define SNOWMELT_SCENE_HAND_H

#include "scene/cells.h"
#include "scene/ground.h"
#include "scene/links.h"
#include "scene/things.h"
#include "scene/ways.h"

struct hand {
    struct scene_hand to;         /* as it was told last */
    struct story_way drawn;       /* what is still to be seen of a way */
    float light[STORY_MAX_STEPS]; /* of each step, 0..1 */
    float tip;                    /* of the end that follows the pointer */
    struct story_way walked;
    bool walking;
    float walk; /* 0..1 */
    int place;  /* marked, or still fading */
    int64_t cell;
    float ring, spot; /* of these */
};

/* Where it is drawn, and how much of which view there is. */
struct hand_at {
    const struct ways *ways;
    const struct ground *ground;
    const struct cells *cells;
    const struct links *links;
    float flat; /* depth laid flat, 0..1 */
    float circuit, forest, share;
};

void hand_init(struct hand *hand);
void hand_set(struct hand *hand, const struct scene_hand *to);
void hand_observe(struct hand *hand, const struct story_view *view);
/* Light comes and goes within a third of a second at least; `calm` takes twice that. */
void hand_animate(struct hand *hand, float dt_s, bool calm);
/* As a pass of light. */
void hand_draw(const struct hand *hand, const struct hand_at *at, const struct palette *palette,
               struct plan *plan);

#endif
