#include "scene/scene.h"

#include <math.h>
#include <stdlib.h>

#include "scene/brain.h"
#include "scene/camera.h"
#include "scene/cells.h"
#include "scene/flight.h"
#include "scene/forest.h"
#include "scene/ground.h"
#include "scene/ground_look.h"
#include "scene/guide.h"
#include "scene/hand.h"
#include "scene/links.h"
#include "scene/maths.h"
#include "scene/pick.h"
#include "scene/pulses.h"
#include "scene/snow.h"
#include "scene/spines.h"
#include "scene/surroundings.h"
#include "scene/synapse.h"
#include "scene/views.h"
#include "scene/ways.h"

struct scene {
    struct scene_options options;
    struct palette palette;
    float light, light_to; /* of the backdrop, 0 night .. 1 day, moves evenly */
    struct palette_mix mix;
    struct views views;
    struct guide guide;
    bool guided;
    struct camera camera;
    struct cells cells;
    struct brain brain;
    struct ways ways;
    struct links links;
    struct pulses pulses;
    struct surroundings around;
    struct ground ground;
    struct snow snow;
    struct forest forest;
    struct synapse synapse;
    struct hand hand;
};

/* Distance, as a share of that at home, at which the brain is no longer and is all there. */
static const float FRAMED[2] = {0.35f, 0.85f};
static const float NEAR_LIGHT = 0.25f; /* share of the light of bundles and places left there */
/* A picture that comes late (a slow machine, a stopped program) moves on by no more than this,
 * so that nothing jumps. */
static const double LONGEST_STEP_S = 0.25;
/* Room across and up that the close-up of a synapse asks for, with its labels at both sides. */
static const float CLOSE_SPAN[2] = {4.9f * SYNAPSE_MM, 2.15f * SYNAPSE_MM};
static const float HEADROOM_MM = 5.2f; /* of a lamp behind a place, as it is seen */
static const float PICK_PX = 24.0f, PICK_HEIGHT = 720.0f;

struct scene *scene_create(const struct scene_options *options, struct error *error)
{
    struct scene *scene = calloc(1, sizeof *scene);
    if (!scene) {
        error_set(error, ERROR_MEMORY, "no memory for the scene; close other programs");
        return NULL;
    }
    if (options)
        scene->options = *options;
    scene->pulses.still = scene->options.reduced_motion;
    scene->around.cued = -1;
    hand_init(&scene->hand);
    snow_init(&scene->snow);
    scene->light = scene->light_to = scene->options.theme == PALETTE_DAY ? 1.0f : 0.0f;
    scene->mix.from = scene->mix.to = scene->options.palette;
    palette_mix(&scene->palette, &scene->mix, scene->light);
    scene->guided = scene->options.view == SCENE_GUIDED;
    views_init(&scene->views, scene->guided ? guide_view(&scene->guide) : scene->options.view);
    synapse_init(&scene->synapse, scene->options.view == SCENE_SYNAPSE);
    struct camera_home home;
    views_home(&scene->views, &home);
    camera_init(&scene->camera, &home);
    return scene;
}

void scene_destroy(struct scene *scene)
{
    if (!scene)
        return;
    cells_destroy(&scene->cells);
    links_destroy(&scene->links);
    ground_destroy(&scene->ground);
    free(scene);
}

_Static_assert((int)BRAIN_POINTS <= (int)CELLS_SPARE_POINTS, "the camera frames the brain too");

static void frame_brain(struct scene *scene)
{
    struct cells *cells = &scene->cells;
    if (cells->n)
        brain_frame(&scene->brain, scene->camera.home.ground, cells->points + cells->n);
}

static float place_camera(const struct scene *scene, struct plan *plan)
{
    const struct cells *cells = &scene->cells;
    uint32_t n = cells->n ? cells->n + BRAIN_POINTS : 0;
    return camera_place(&scene->camera, cells->points, n, plan);
}

void scene_observe(struct scene *scene, const struct model_snapshot *snapshot,
                   const struct story_view *view)
{
    bool changed;
    /* Without memory the picture stays as it is rather than the program falling over. */
    if (!cells_observe(&scene->cells, snapshot, &changed))
        return;
    if (changed) {
        /* Other cells, another network: nothing of the old one can be carried over. */
        brain_fit(&scene->brain, scene->cells.view, scene->cells.points, scene->cells.n);
        frame_brain(scene);
        scene->links.n = 0;
        scene->links.settled = scene->ways.settled = false;
        scene->pulses.n = 0;
        snow_init(&scene->snow);
        scene->forest.settled = false;
        synapse_forget(&scene->synapse);
    }
    surroundings_observe(&scene->around, snapshot);
    if (view) {
        guide_observe(&scene->guide, view->phase, view->screen_s);
        hand_observe(&scene->hand, view);
    }
    bool tell_new = !view || view->phase != STORY_WEARING_IN;
    ways_observe(&scene->ways, snapshot, tell_new);
    scene->links.arbours = &scene->cells.arbours;
    if (!links_observe(&scene->links, &scene->ways, snapshot, tell_new))
        return;
    snow_observe(&scene->snow, &scene->ways, snapshot);
    pulses_observe(&scene->pulses, &scene->links, &scene->ways, &scene->palette, snapshot);
    synapse_observe(&scene->synapse, &scene->links, &scene->ways, scene->cells.view, snapshot);
}

static void go_close(struct scene *scene, float dt, bool calm)
{
    struct synapse *synapse = &scene->synapse;
    synapse_animate(synapse, dt, calm, scene->views.to == SCENE_SYNAPSE);
    struct camera_close close = {.near = synapse_near(synapse)};
    for (int k = 0; k < 3; k++)
        close.target[k] = synapse->contact[k];
    close.target[1] -= 0.13f * SYNAPSE_MM; /* the spine is what there is more of */
    close.span_mm[0] = CLOSE_SPAN[0];
    close.span_mm[1] = CLOSE_SPAN[1];
    camera_go_close(&scene->camera, &close);
}

static float ground_share(const struct scene *scene)
{
    return views_share(&scene->views, SCENE_SNOW) + views_share(&scene->views, SCENE_FOREST);
}

/* The largest change of light there is: it goes evenly in luminance and no faster than the guard
 * lets large areas go (render/guard.h), and never turns back half way, so that no keys, however
 * fast, make it flicker. To the eye, which counts in powers, most of it is over in 1.5 s. */
static bool animate_theme(struct scene *scene, float dt)
{
    static const float CHANGE_S = 5.6f, CALM_S = 8.0f;
    if (scene->light == scene->light_to)
        scene->light_to = scene->options.theme == PALETTE_DAY ? 1.0f : 0.0f;
    if (scene->light == scene->light_to)
        return false;
    float step = dt / (scene->options.reduced_motion ? CALM_S : CHANGE_S);
    scene->light = scene_approach(scene->light, scene->light_to, step);
    return true;
}

/* Another set of colours comes gently, and arrives before the next one comes. */
static bool animate_set(struct scene *scene, float dt)
{
    static const float CHANGE_S = 2.0f, CALM_S = 4.0f;
    struct palette_mix *mix = &scene->mix;
    if (mix->from == mix->to)
        mix->to = scene->options.palette;
    if (mix->from == mix->to)
        return false;
    float step = dt / (scene->options.reduced_motion ? CALM_S : CHANGE_S);
    mix->share = scene_approach(mix->share, 1.0f, step);
    if (mix->share >= 1.0f)
        *mix = (struct palette_mix){.from = mix->to, .to = mix->to};
    return true;
}

static void animate_colours(struct scene *scene, float dt)
{
    static const float GAMMA = 2.2f;
    bool theme = animate_theme(scene, dt), set = animate_set(scene, dt);
    if (theme || set)
        palette_mix(&scene->palette, &scene->mix, powf(scene->light, 1.0f / GAMMA));
}

void scene_animate(struct scene *scene, double dt_s)
{
    float dt = (float)(dt_s > 0.0 ? dt_s < LONGEST_STEP_S ? dt_s : LONGEST_STEP_S : 0.0);
    bool calm = scene->options.reduced_motion;
    struct camera_home home;
    animate_colours(scene, dt);
    if (scene->guided)
        views_show(&scene->views, guide_view(&scene->guide));
    views_animate(&scene->views, dt, calm);
    views_home(&scene->views, &home);
    camera_move_home(&scene->camera, &home);
    frame_brain(scene);
    go_close(scene, dt, calm);
    camera_animate(&scene->camera, dt, !calm);
    cells_animate(&scene->cells, dt, calm);
    scene->ways.paper = scene->palette.day;
    ways_animate(&scene->ways, dt);
    links_animate(&scene->links, dt, calm);
    pulses_animate(&scene->pulses, dt);
    surroundings_animate(&scene->around, dt, calm);
    ground_animate(&scene->ground, &scene->ways, scene->around.occupancy, dt, calm,
                   ground_share(scene) > 0.0f);
    forest_animate(&scene->forest, &scene->ways, dt, calm);
    snow_animate(&scene->snow, &scene->ground, &scene->ways, &scene->palette, dt, calm);
    hand_animate(&scene->hand, dt, calm);
}

void scene_set_calm(struct scene *scene, bool calm)
{
    scene->options.reduced_motion = scene->pulses.still = calm;
}

void scene_set_detail(struct scene *scene, float detail)
{
    float spared = 1.0f - scene_clamp(detail, 0.0f, 1.0f);
    scene->links.spared = scene->cells.spared = scene->snow.spared = spared;
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
    float snow = views_share(&scene->views, SCENE_SNOW), share = ground_share(scene);
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
    if (ground_share(scene) > 0.0f)
        snow_draw(&scene->snow, &scene->ground, &scene->ways, &scene->pulses, &scene->around,
                  scene->cells.place_glow, &scene->palette, ground_share(scene),
                  views_share(&scene->views, SCENE_SNOW), plan);
    synapse_draw(&scene->synapse, scene->options.reduced_motion, &scene->palette, plan);
    draw_hand(scene, plan);
    plan_pass(plan, PLAN_PASS_BLOOM);
    plan_pass(plan, PLAN_PASS_TONE);
}

void scene_show(struct scene *scene, enum scene_view view)
{
    scene->guided = view == SCENE_GUIDED;
    if (!scene->guided)
        views_show(&scene->views, view);
}

bool scene_guided(const struct scene *scene)
{
    return scene->guided;
}

enum scene_view scene_shown(const struct scene *scene)
{
    return scene->views.to;
}

void scene_set_theme(struct scene *scene, enum palette_theme theme)
{
    scene->options.theme = theme;
}

enum palette_theme scene_theme(const struct scene *scene)
{
    return scene->options.theme;
}

void scene_set_palette(struct scene *scene, enum palette_set set)
{
    scene->options.palette = set;
}

enum palette_set scene_palette_set(const struct scene *scene)
{
    return scene->options.palette;
}

const struct palette *scene_palette(const struct scene *scene)
{
    return &scene->palette;
}

void scene_orbit(struct scene *scene, float yaw, float pitch)
{
    camera_orbit(&scene->camera, yaw, pitch);
}

void scene_pan(struct scene *scene, float dx, float dy)
{
    camera_pan(&scene->camera, dx, dy);
}

void scene_zoom(struct scene *scene, float factor)
{
    camera_zoom(&scene->camera, factor);
}

void scene_camera_home(struct scene *scene)
{
    camera_home(&scene->camera);
}

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
    return ground_share(scene) * HEADROOM_MM * camera_px_per_mm(plan, laid);
}

bool scene_pick(const struct scene *scene, const struct plan *plan, float x, float y, uint64_t *id)
{
    float reach = PICK_PX * fmaxf((float)plan->height / PICK_HEIGHT, 1.0f);
    if (synapse_near(&scene->synapse) > 0.3f || !isfinite(x) || !isfinite(y))
        return false;
    const struct link *link = links_nearest(&scene->links, &scene->ways, scene->cells.view,
                                            scene->cells.n, plan, x, y, reach);
    if (link)
        *id = link->id;
    return link != NULL;
}

bool scene_choose_link(struct scene *scene, uint64_t id)
{
    if (!synapse_choose(&scene->synapse, &scene->links, id))
        return false;
    scene_show(scene, SCENE_SYNAPSE);
    return true;
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

void scene_set_hand(struct scene *scene, const struct scene_hand *hand)
{
    hand_set(&scene->hand, hand);
}
