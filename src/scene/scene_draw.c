/* The scene as a plan: what is drawn, in which order. */
#include "scene/scene_parts.h"

#include <math.h>

/* Distance, as a share of that at home, at which the brain is no longer and is all there. */
static const float FRAMED[2] = {0.35f, 0.85f};
static const float NEAR_LIGHT = 0.25f; /* share of the light of bundles and places left there */

static float place_camera(const struct scene *scene, struct plan *plan)
{
    const struct cells *cells = &scene->cells;
    uint32_t n = cells->n ? cells->n + BRAIN_POINTS : 0;
    return camera_place(&scene->camera, cells->points, n, plan);
}

/* Thins out what was added since then to its share of the picture, and lays it as flat as the
 * view it is on its way to. */
static void blend(struct plan *plan, const struct plan_mark *since, float share, float flat)
{
    plan_thin_out(plan, since, share);
    for (uint32_t i = since->ribbon; i < plan->n_ribbons; i++)
        for (int k = 0; k < 4; k++)
            plan->ribbons[i].p[k][2] *= 1.0f - flat;
    for (uint32_t i = since->body; i < plan->n_bodies; i++)
        plan->bodies[i].centre[2] *= 1.0f - flat;
    for (uint32_t i = since->stem; i < plan->n_stems; i++)
        plan->stems[i].position[2] *= 1.0f - flat;
}

static void dim(struct plan *plan, uint32_t ribbon, float share)
{
    for (uint32_t i = ribbon; i < plan->n_ribbons; i++)
        for (int k = 0; k < 3; k++)
            plan->ribbons[i].colour[k] *= share;
}

static void draw_circuit(const struct scene *scene, struct plan *plan)
{
    const struct surroundings *around = &scene->around;
    const struct palette *palette = &scene->palette;
    uint32_t first = plan->n_ribbons;
    const uint32_t all[3] = {plan->n_ribbons, plan->n_bodies, plan->n_stems};
    /* A frame for the whole, and light that holds it together: near by both are but a haze. */
    float framed = scene_smoothstep(FRAMED[0], FRAMED[1], scene->camera.zoom.now);
    float near = scene_mix(NEAR_LIGHT, 1.0f, framed);
    brain_draw_outline(&scene->brain, framed, palette, plan);
    plan_close(plan, PLAN_PASS_RIBBONS, first, plan->n_ribbons);

    first = plan->n_ribbons;
    brain_draw_regions(&scene->brain, framed, palette, plan);
    cells_draw_places(&scene->cells, &scene->ways, palette, plan);
    ways_draw_glow(&scene->ways, around->occupancy, palette, plan);
    dim(plan, first, near);
    plan_close(plan, PLAN_PASS_PULSES, first, plan->n_ribbons);

    uint32_t stems = plan->n_stems;
    cells_draw_arbours(&scene->cells, &scene->ways, palette, plan);
    plan_close(plan, PLAN_PASS_ARBOURS, stems, plan->n_stems);

    first = plan->n_ribbons;
    links_draw(&scene->links, &scene->ways, scene->cells.view, scene->cells.n, around->occupancy,
               palette, plan);
    spines_draw_necks(&scene->links, &scene->ways, scene->cells.view, scene->cells.n, palette,
                      plan);
    surroundings_draw_cue(around, palette, plan);
    plan_close(plan, PLAN_PASS_RIBBONS, first, plan->n_ribbons);

    uint32_t bodies = plan->n_bodies;
    cells_draw_bodies(&scene->cells, &scene->ways, around->occupancy_inh, palette, plan);
    beads_draw(&scene->links, &scene->ways, scene->cells.view, scene->cells.n, palette, plan);
    spines_draw_heads(&scene->links, &scene->ways, scene->cells.view, scene->cells.n, palette,
                      plan);
    surroundings_draw_motes(around, palette, plan);
    flight_mark_cells(&scene->synapse, scene->cells.view, palette, plan);
    plan_close(plan, PLAN_PASS_BODIES, bodies, plan->n_bodies);

    first = plan->n_ribbons;
    ways_draw_cores(&scene->ways, around->occupancy, palette, plan);
    dim(plan, first, near);
    pulses_draw(&scene->pulses, plan);
    flight_make_way(&scene->synapse, all[0], all[1], all[2], plan);
    flight_mark_axon(&scene->synapse, &scene->links, &scene->ways, scene->cells.view, palette,
                     plan);
    plan_close(plan, PLAN_PASS_PULSES, first, plan->n_ribbons);
}

static void draw_ground(const struct scene *scene, float distance_mm, struct plan *plan)
{
    float snow = views_share(&scene->views, SCENE_SNOW), share = scene_ground_share(scene);
    if (share > 0.0f)
        ground_draw(&scene->ground, &scene->around, &scene->palette, distance_mm, share,
                    1.0f - snow / share, plan);
}

/* The trees of the circuit rise as those of the forest do: they are the same. */
static void stand_up(const struct scene *scene, uint32_t first, float stand, struct plan *plan)
{
    const struct cells *cells = &scene->cells;
    for (uint32_t i = 0; i < cells->n && first + i < plan->n_stems; i++)
        forest_pose(&cells->view[i], &scene->ground, stand, &plan->stems[first + i]);
}

/* Over all of it, wherever one is but near a synapse, where no place is to be seen. */
static void draw_hand(const struct scene *scene, struct plan *plan)
{
    struct hand_at at = {.ways = &scene->ways,
                         .ground = &scene->ground,
                         .cells = &scene->cells,
                         .links = &scene->links,
                         .flat = scene->camera.home.ground,
                         .circuit = views_share(&scene->views, SCENE_CIRCUIT),
                         .forest = views_share(&scene->views, SCENE_FOREST),
                         .share = 1.0f - views_share(&scene->views, SCENE_SYNAPSE)};
    hand_draw(&scene->hand, &at, &scene->palette, plan);
}

void scene_draw(const struct scene *scene, struct plan *plan)
{
    float distance = place_camera(scene, plan);
    surroundings_set(&scene->around, distance, &scene->palette, plan);
    plan_pass(plan, PLAN_PASS_BACKDROP);
    draw_ground(scene, distance, plan);
    float circuit = views_share(&scene->views, SCENE_CIRCUIT) +
                    views_share(&scene->views, SCENE_SYNAPSE);
    float forest = views_share(&scene->views, SCENE_FOREST);
    if (circuit > 0.0f) {
        struct plan_mark mark = plan_mark(plan);
        draw_circuit(scene, plan);
        if (circuit < 1.0f)
            blend(plan, &mark, circuit, scene->camera.home.ground);
        if (forest > 0.0f)
            stand_up(scene, mark.stem, forest / (forest + circuit), plan);
    }
    if (forest > 0.0f)
        forest_draw(&scene->forest, &scene->cells, &scene->links, &scene->ways, &scene->ground,
                    &scene->palette, scene->snow.wind_s, forest / (forest + circuit), forest, plan);
    if (scene_ground_share(scene) > 0.0f)
        snow_draw(&scene->snow, &scene->ground, &scene->ways, &scene->pulses, &scene->around,
                  scene->cells.place_glow, &scene->palette, scene_ground_share(scene),
                  views_share(&scene->views, SCENE_SNOW), plan);
    synapse_draw(&scene->synapse, scene->options.reduced_motion, &scene->palette, plan);
    draw_hand(scene, plan);
    plan_pass(plan, PLAN_PASS_BLOOM);
    plan_pass(plan, PLAN_PASS_TONE);
}
