#include "scene/guide.h"

/* From one view, and after so many seconds of the chapter to another. */
static const struct {
    enum scene_view first, then;
    float after_s;
} VIEWS[STORY_PHASES] = {
    [STORY_WEARING_IN] = {SCENE_SNOW, SCENE_SNOW, 0.0f},
    [STORY_RIGID] = {SCENE_SNOW, SCENE_CIRCUIT, 7.0f},
    [STORY_DOSE] = {SCENE_CIRCUIT, SCENE_CIRCUIT, 0.0f},
    [STORY_CASCADE] = {SCENE_SYNAPSE, SCENE_SYNAPSE, 0.0f},
    [STORY_GROWTH] = {SCENE_CIRCUIT, SCENE_CIRCUIT, 0.0f},
    [STORY_PRACTICE] = {SCENE_CIRCUIT, SCENE_SNOW, 17.0f},
    [STORY_LASTING] = {SCENE_SNOW, SCENE_SNOW, 0.0f},
};

void guide_observe(struct guide *guide, enum story_phase phase, float screen_s)
{
    if (guide->phase != phase || screen_s < guide->began_s)
        guide->began_s = screen_s;
    guide->phase = phase;
    guide->now_s = screen_s;
}

enum scene_view guide_view(const struct guide *guide)
{
    bool first = guide->now_s - guide->began_s < VIEWS[guide->phase].after_s;
    return first ? VIEWS[guide->phase].first : VIEWS[guide->phase].then;
}
