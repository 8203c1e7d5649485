/* What the traffic of a way makes of its tread. */
#include <math.h>

#include "scene/ground_field.h"
#include "scene/maths.h"
#include "scene/treads.h"

static const float FULL_TRAFFIC = 0.25f; /* share that a loop of four gives each of its ways */
static const float HOLLOW_MM = 0.42f;    /* of a way that is strong and not walked */
static const float FLOOR_MM[2] = {0.5f, 1.35f}; /* half the width of shallow and deep floors */
static const float NEW_WORN = 0.45f, NEW_WAY = 0.24f; /* share of fresh synapses: all new */

struct tread_shape tread_shape_of_way(const struct way *way, float slump)
{
    float share = scene_clamp(way->traffic / FULL_TRAFFIC, 0.0f, 1.0f);
    float hollow = HOLLOW_MM * scene_smoothstep(0.25f, 1.1f, way->strength);
    float fresh = scene_smoothstep(0.03f, way->worn ? NEW_WORN : NEW_WAY, way->fresh);
    struct tread_shape shape;
    shape.depth = fmaxf(GROUND_DEEP_MM * powf(share, 0.6f), hollow) * (1.0f - 0.66f * slump);
    shape.wide = scene_mix(FLOOR_MM[0], FLOOR_MM[1], share) * (1.0f + 0.6f * slump);
    shape.slump = slump;
    /* A worn way stays amber, paler where much of it is new: amber and teal mixed would be gold,
     * and gold means something else. */
    shape.path = way->worn ? (1.0f - 0.4f * fresh) * (1.0f - 0.35f * slump) : 0.0f;
    shape.fresh = way->worn ? 0.0f : fresh;
    return shape;
}

struct tread_shape tread_shape_of_place(const struct ways *ways, uint32_t place, float slump)
{
    struct tread_shape shape = {0};
    float traffic = 0.0f, path = 0.0f, fresh = 0.0f;
    for (uint32_t other = 0; other < ways->n_places; other++) {
        if (other == place)
            continue;
        const struct way *both[2] = {&ways->way[place][other], &ways->way[other][place]};
        for (int i = 0; i < 2; i++) {
            struct tread_shape way = tread_shape_of_way(both[i], slump);
            traffic += 0.5f * both[i]->traffic;
            path += both[i]->traffic * way.path;
            fresh += both[i]->traffic * way.fresh;
        }
    }
    float share = scene_clamp(traffic / FULL_TRAFFIC, 0.0f, 1.0f);
    shape.depth = (0.30f + 0.62f * GROUND_DEEP_MM * powf(share, 0.6f)) * (1.0f - 0.35f * slump);
    shape.wide = 0.6f * share;
    shape.slump = slump;
    shape.path = traffic > 1e-4f ? scene_clamp(0.5f * path / traffic, 0.0f, 1.0f) : 0.0f;
    shape.fresh = traffic > 1e-4f ? scene_clamp(0.5f * fresh / traffic, 0.0f, 1.0f) : 0.0f;
    return shape;
}
