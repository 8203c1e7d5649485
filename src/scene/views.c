#include "scene/views.h"

#include <string.h>

#include "scene/maths.h"

static const float CHANGE_S = 3.2f, CALM_S = 4.0f;

static const char *const NAMES[SCENE_VIEWS + 1] = {[SCENE_CIRCUIT] = "circuit",
                                               [SCENE_SNOW] = "snow",
                                               [SCENE_FOREST] = "forest",
                                               [SCENE_SYNAPSE] = "synapse",
                                               [SCENE_GUIDED] = "tour"};

/* The circuit is seen from the front and a little from the side, so that depth is seen. The
 * ground is looked at from a hill, high enough that near tracks do not hide far ones. */
static const struct camera_home HOMES[SCENE_VIEWS] = {
    [SCENE_CIRCUIT] = {-0.10f, 0.13f, {-0.75f, 0.95f}, 0.52f, 0.0f, 0.0f},
    [SCENE_SNOW] = {0.0f, -0.97f, {-0.34f, 0.90f}, 0.80f, 1.0f, 0.15f},
    [SCENE_FOREST] = {0.0f, -1.00f, {-0.28f, 0.95f}, 0.72f, 1.0f, 0.13f},
    [SCENE_SYNAPSE] = {-0.10f, 0.20f, {-0.30f, 0.40f}, 0.52f, 0.0f, 0.0f},
};

const char *scene_view_name(enum scene_view view)
{
    return NAMES[view];
}

bool scene_view_find(const char *name, enum scene_view *view)
{
    for (int v = 0; v <= SCENE_GUIDED; v++) {
        if (strcmp(name, NAMES[v]) == 0) {
            *view = (enum scene_view)v;
            return true;
        }
    }
    return false;
}

void views_init(struct views *views, enum scene_view view)
{
    memset(views, 0, sizeof *views);
    views->to = view;
    views->reach[view] = 1.0f;
}

void views_show(struct views *views, enum scene_view view)
{
    views->to = view;
}

void views_animate(struct views *views, float dt_s, bool calm)
{
    float step = dt_s / (calm ? CALM_S : CHANGE_S);
    for (int v = 0; v < SCENE_VIEWS; v++)
        views->reach[v] =
            scene_approach(views->reach[v], v == (int)views->to ? 1.0f : 0.0f, step);
}

float views_share(const struct views *views, enum scene_view view)
{
    float sum = 0.0f, own = 0.0f;
    for (int v = 0; v < SCENE_VIEWS; v++) {
        float eased = scene_smoothstep(0.0f, 1.0f, views->reach[v]);
        sum += eased;
        own = v == (int)view ? eased : own;
    }
    return sum > 0.0f ? own / sum : 0.0f;
}

bool views_rest(const struct views *views)
{
    return views_share(views, views->to) > 0.98f;
}

void views_home(const struct views *views, struct camera_home *home)
{
    memset(home, 0, sizeof *home);
    for (int v = 0; v < SCENE_VIEWS; v++) {
        float share = views_share(views, (enum scene_view)v);
        home->yaw += share * HOMES[v].yaw;
        home->pitch += share * HOMES[v].pitch;
        home->pitch_range[0] += share * HOMES[v].pitch_range[0];
        home->pitch_range[1] += share * HOMES[v].pitch_range[1];
        home->field += share * HOMES[v].field;
        home->ground += share * HOMES[v].ground;
        home->sky += share * HOMES[v].sky;
    }
}
