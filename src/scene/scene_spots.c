/* Where things of the scene are in the picture, and what is at a spot of it. */
#include "scene/scene_parts.h"

#include <math.h>

static const float HEADROOM_MM = 5.2f; /* of a lamp behind a place, as it is seen */

bool scene_region_on_screen(const struct scene *scene, const struct plan *plan, unsigned region,
                            float *x, float *y)
{
    if (region >= BRAIN_REGIONS || !scene->brain.region[region].there)
        return false;
    const struct brain_region *at = &scene->brain.region[region];
    float laid[3] = {at->centre[0], at->top, at->centre[2] * (1.0f - scene->camera.home.ground)};
    return camera_project(plan, laid, x, y);
}

bool scene_place_on_screen(const struct scene *scene, const struct plan *plan, unsigned place,
                           float *x, float *y)
{
    /* On the way from one view to another a name would be too quick to be read. */
    if (place >= scene->ways.n_places || synapse_near(&scene->synapse) > 0.0f ||
        !views_rest(&scene->views))
        return false;
    const float *at = scene->ways.place[place];
    float laid[3] = {at[0], at[1], at[2] * (1.0f - scene->camera.home.ground)};
    return camera_project(plan, laid, x, y);
}

float scene_place_headroom(const struct scene *scene, const struct plan *plan, unsigned place)
{
    if (place >= scene->ways.n_places)
        return 0.0f;
    const float *at = scene->ways.place[place], laid[3] = {at[0], at[1], 0.0f};
    return scene_ground_share(scene) * HEADROOM_MM * camera_px_per_mm(plan, laid);
}

void scene_synapse_anchors(const struct scene *scene, const struct plan *plan,
                           struct scene_anchor anchors[SCENE_PARTS])
{
    for (int part = 0; part < SCENE_PARTS; part++)
        synapse_anchor(&scene->synapse, plan, (enum scene_part)part, &anchors[part]);
}

float scene_synapse(const struct scene *scene, struct scene_synapse *out)
{
    return synapse_tell(&scene->synapse, out);
}

bool pick_from(const struct scene *scene, const struct plan *plan, struct pick *pick)
{
    *pick = (struct pick){.cells = &scene->cells,
                          .links = &scene->links,
                          .ways = &scene->ways,
                          .ground = &scene->ground,
                          .snow = &scene->snow,
                          .forest = &scene->forest,
                          .synapse = &scene->synapse,
                          .view = scene->views.to,
                          .plan = plan};
    float near = synapse_near(&scene->synapse);
    return views_rest(&scene->views) && (pick->view == SCENE_SYNAPSE || near <= 0.0f);
}
