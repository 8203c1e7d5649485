/* Which view the tour shows, for as long as nobody chooses one. Internal to scene/.
 *
 * The snow says what it is about, the circuit where it happens, the synapse how; in the end the
 * snow again, to leave with.
 */
#ifndef SNOWMELT_SCENE_GUIDE_H
#define SNOWMELT_SCENE_GUIDE_H

#include "scene/scene.h"
#include "story/story.h"

struct guide {
    enum story_phase phase;
    float began_s, now_s; /* screen time of the story, pauses left out */
};

void guide_observe(struct guide *guide, enum story_phase phase, float screen_s);
enum scene_view guide_view(const struct guide *guide);

#endif
