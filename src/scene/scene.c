#include "scene/scene_parts.h"

#include <math.h>
#include <stdlib.h>

/* A picture that comes late (a slow machine, a stopped program) moves on by no more than this,
 * so that nothing jumps. */
static const double LONGEST_STEP_S = 0.25;
/* Room across and up that the close-up of a synapse asks for, with its labels at both sides. */
static const float CLOSE_SPAN[2] = {4.9f * SYNAPSE_MM, 2.15f * SYNAPSE_MM};
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

float scene_ground_share(const struct scene *scene)
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
                   scene_ground_share(scene) > 0.0f);
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

void scene_set_hand(struct scene *scene, const struct scene_hand *hand)
{
    hand_set(&scene->hand, hand);
}

bool scene_choose_link(struct scene *scene, uint64_t id)
{
    if (!synapse_choose(&scene->synapse, &scene->links, id))
        return false;
    scene_show(scene, SCENE_SYNAPSE);
    return true;
}
