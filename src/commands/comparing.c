#include "commands/comparing.h"

#include <math.h>
#include <stddef.h>

static const float SHOW_S = 1.6f; /* slow enough that it is no flash */
static const float ORBIT_PER_HEIGHT = 3.0f, ORBIT_STEP = 0.12f, ZOOM_STEP = 0.88f;

void comparing_arms(const struct options *options, struct comparison_options *wanted)
{
    wanted->n_arms = 0;
    for (int t = 0; t < STORY_TREATMENTS && wanted->n_arms < COMPARISON_MOST; t++)
        if (options->treatments[t])
            wanted->arms[wanted->n_arms++] = (enum story_treatment)t;
    if (wanted->n_arms < COMPARISON_LEAST)
        comparison_usual_arms(wanted);
}

static bool open_panes(struct comparing *c, struct error *error)
{
    const struct options *options = &c->session->options;
    struct scene_options scene = {.reduced_motion = options->reduced_motion,
                                  .view = options->view,
                                  .theme = scene_theme(c->session->scene),
                                  .palette = scene_palette_set(c->session->scene)};
    /* A pane is for the whole network, and its words are the comparison's. */
    if (scene.view != SCENE_SNOW && scene.view != SCENE_FOREST)
        scene.view = SCENE_CIRCUIT;
    for (unsigned a = 0; a < c->n_arms; a++) {
        c->plans[a] = plan_create();
        if (!c->plans[a])
            return error_set(error, ERROR_MEMORY, "out of memory for the panes");
        c->scenes[a] = scene_create(&scene, error);
        if (!c->scenes[a])
            return false;
    }
    return true;
}

bool comparing_open(struct comparing *c, struct session *session, unsigned threads, bool controls,
                    struct error *error)
{
    struct comparison_options wanted = {.scenario = session->scenario,
                                        .seed = session->options.seed,
                                        .cells_per_place = session->wish.cells_per_place,
                                        .n_exc = session->wish.n_exc,
                                        .n_inh = session->wish.n_inh};
    struct ui_options ui = {.text_scale = session->options.text_scale,
                            .reduced_motion = session->options.reduced_motion,
                            .language = ui_language(session->ui)};
    *c = (struct comparing){.session = session};
    comparing_arms(&session->options, &wanted);
    wanted.worn = past_worn(worker_past(session->worker));
    c->n_arms = wanted.n_arms;
    c->comparison = comparison_create(&wanted, error);
    if (c->comparison)
        c->crew = crew_create(c->comparison, session->tick_s, threads, error);
    if (c->crew)
        c->words = compare_create(&ui, error);
    if (!c->words || !open_panes(c, error)) {
        comparing_close(c);
        return false;
    }
    compare_controls(c->words, controls);
    crew_take(c->crew, &c->frame);
    return true;
}

void comparing_close(struct comparing *c)
{
    crew_destroy(c->crew);
    comparison_destroy(c->comparison);
    compare_destroy(c->words);
    for (unsigned a = 0; a < COMPARISON_MOST; a++) {
        if (c->scenes[a])
            scene_destroy(c->scenes[a]);
        plan_destroy(c->plans[a]);
    }
    *c = (struct comparing){0};
}

bool comparing_look(struct comparing *c, struct error *error)
{
    bool fresh = crew_take(c->crew, &c->frame);
    if (c->frame.view->lacks_memory)
        return error_set(error, ERROR_MEMORY, "out of memory for %u networks; close other programs",
                         c->n_arms);
    if (!fresh || !c->frame.arms[0])
        return true;
    for (unsigned a = 0; a < c->n_arms; a++)
        scene_observe(c->scenes[a], c->frame.arms[a], NULL);
    c->seen = true;
    return true;
}

/* By night out of the dark; by day out of the white of the paper, from which less has to change. */
static float exposure(const struct comparing *c)
{
    static const float WHITE_OUT = 32.0f;
    return scene_theme(c->scenes[0]) == PALETTE_DAY ? powf(WHITE_OUT, 1.0f - c->shown) : c->shown;
}

/* Neighbours in turn, and all of them while they come up, go, or change their size. */
static bool stands(const struct comparing *c, unsigned a)
{
    const struct plan *pane = c->plans[a];
    struct plan_box box = c->layout.panes[a];
    bool own_turn = ((a ^ a >> 1) & 1u) == (unsigned)c->odd;
    return c->in_turns && !own_turn && c->shown >= 1.0f && pane->width == (int)box.w &&
           pane->height == (int)box.h;
}

static void lay_out_pane(struct comparing *c, unsigned a, double dt_s)
{
    const struct compare_layout *layout = &c->layout;
    struct plan_box box = layout->panes[a];
    struct plan *pane = c->plans[a];
    float inset = 0.04f * box.w;
    c->behind_s[a] += dt_s;
    if (box.w < 1.0f || box.h < 1.0f)
        return;
    if (stands(c, a)) {
        plan_pane(c->session->plan, pane, (int)box.x, (int)box.y, true);
        return;
    }
    scene_animate(c->scenes[a], c->behind_s[a]);
    c->behind_s[a] = 0.0;
    plan_begin(pane, (int)box.w, (int)box.h, c->session->time_s);
    pane->free = (struct plan_box){inset, layout->pane_top, box.w - 2.0f * inset,
                                   box.h - layout->pane_top - layout->pane_foot};
    scene_draw(c->scenes[a], pane);
    pane->exposure *= exposure(c);
    plan_pane(c->session->plan, pane, (int)box.x, (int)box.y, false);
}

void comparing_lay_out(struct comparing *c, int width, int height, double dt_s, double ui_dt_s)
{
    struct session *session = c->session;
    float step = (float)ui_dt_s / SHOW_S;
    session->time_s += dt_s;
    c->shown = c->leaving ? fmaxf(c->shown - step, 0.0f) : fminf(c->shown + step, 1.0f);
    plan_begin(session->plan, width, height, session->time_s);
    compare_lay_out(c->words, width, height, c->n_arms, &c->layout);
    c->odd = !c->odd;
    for (unsigned a = 0; a < c->n_arms && c->seen; a++)
        lay_out_pane(c, a, dt_s);
    compare_show(c->words, c->shown);
    compare_build(c->words, session->render, c->scenes[0], c->frame.view, session->plan, ui_dt_s);
}

void comparing_pace(struct comparing *c, double work_s, double dt_s)
{
    struct quality *quality = &c->session->quality;
    quality_feed(quality, (float)(1e3 * work_s), (float)dt_s);
    for (unsigned a = 0; a < c->n_arms; a++)
        scene_set_detail(c->scenes[a], quality->detail);
    render_set_quality(c->session->render, &quality->to);
}

bool comparing_heed(struct comparing *c)
{
    struct session *session = c->session;
    if (!session_heed(session))
        return false;
    bool calm = session->options.reduced_motion;
    compare_set_calm(c->words, calm);
    for (unsigned a = 0; a < c->n_arms; a++) {
        scene_set_calm(c->scenes[a], calm);
        scene_set_theme(c->scenes[a], scene_theme(session->scene));
        scene_set_palette(c->scenes[a], scene_palette_set(session->scene));
    }
    return true;
}

static void show(struct comparing *c, enum scene_view view)
{
    for (unsigned a = 0; a < c->n_arms; a++)
        scene_show(c->scenes[a], view);
}

static void set_theme(struct comparing *c)
{
    bool day = scene_theme(c->scenes[0]) == PALETTE_DAY;
    for (unsigned a = 0; a < c->n_arms; a++)
        scene_set_theme(c->scenes[a], day ? PALETTE_NIGHT : PALETTE_DAY);
    scene_set_theme(c->session->scene, day ? PALETTE_NIGHT : PALETTE_DAY);
}

static void set_palette(struct comparing *c)
{
    enum palette_set next = (scene_palette_set(c->scenes[0]) + 1u) % PALETTE_SETS;
    for (unsigned a = 0; a < c->n_arms; a++)
        scene_set_palette(c->scenes[a], next);
    scene_set_palette(c->session->scene, next);
}

static void act(struct comparing *c, enum ui_action action)
{
    static const enum scene_view AFTER[SCENE_VIEWS] = {
        [SCENE_CIRCUIT] = SCENE_SNOW, [SCENE_SNOW] = SCENE_FOREST, [SCENE_FOREST] = SCENE_CIRCUIT};
    switch (action) {
    case UI_BACK:
    case UI_COMPARE:
        c->leaving = true;
        break;
    case UI_PAUSE:
        crew_do(c->crew, COMPARISON_PAUSE);
        break;
    case UI_RESTART:
        crew_do(c->crew, COMPARISON_RESTART);
        break;
    case UI_FASTER:
        crew_do(c->crew, COMPARISON_FASTER);
        break;
    case UI_SLOWER:
        crew_do(c->crew, COMPARISON_SLOWER);
        break;
    case UI_FULLSCREEN:
        c->fullscreen = true;
        break;
    case UI_VOICE:
        voice_toggle(&c->session->voice);
        break;
    case UI_THEME:
        set_theme(c);
        break;
    case UI_PALETTE:
        set_palette(c);
        break;
    case UI_VIEW_CIRCUIT:
        show(c, SCENE_CIRCUIT);
        break;
    case UI_VIEW_SNOW:
        show(c, SCENE_SNOW);
        break;
    case UI_VIEW_FOREST:
        show(c, SCENE_FOREST);
        break;
    case UI_VIEW_NEXT:
        show(c, AFTER[scene_shown(c->scenes[0])]);
        break;
    default:
        break;
    }
}

static void orbit(struct comparing *c, float yaw, float pitch)
{
    for (unsigned a = 0; a < c->n_arms; a++)
        scene_orbit(c->scenes[a], yaw, pitch);
}

static void zoom(struct comparing *c, float factor)
{
    for (unsigned a = 0; a < c->n_arms; a++)
        scene_zoom(c->scenes[a], factor);
}

static void pan(struct comparing *c, float dx, float dy)
{
    for (unsigned a = 0; a < c->n_arms; a++)
        scene_pan(c->scenes[a], dx, dy);
}

static void press_key(struct comparing *c, enum input_key key)
{
    static const enum ui_action ACTIONS[KEYS] = {
        [KEY_ESCAPE] = UI_BACK, [KEY_B] = UI_COMPARE, [KEY_SPACE] = UI_PAUSE,
        [KEY_K] = UI_PAUSE, [KEY_R] = UI_RESTART, [KEY_PLUS] = UI_FASTER,
        [KEY_MINUS] = UI_SLOWER, [KEY_F] = UI_FULLSCREEN, [KEY_F11] = UI_FULLSCREEN,
        [KEY_U] = UI_VOICE, [KEY_T] = UI_THEME, [KEY_C] = UI_PALETTE,
        [KEY_1] = UI_VIEW_CIRCUIT, [KEY_2] = UI_VIEW_SNOW, [KEY_3] = UI_VIEW_FOREST,
        [KEY_V] = UI_VIEW_NEXT};
    switch (key) {
    case KEY_TAB:
    case KEY_FOCUS_RIGHT:
    case KEY_FOCUS_DOWN:
        compare_focus_move(c->words, 1);
        break;
    case KEY_SHIFT_TAB:
    case KEY_FOCUS_LEFT:
    case KEY_FOCUS_UP:
        compare_focus_move(c->words, -1);
        break;
    case KEY_ENTER:
        act(c, compare_activate(c->words));
        break;
    case KEY_LEFT:
    case KEY_RIGHT:
        orbit(c, key == KEY_LEFT ? -ORBIT_STEP : ORBIT_STEP, 0.0f);
        break;
    case KEY_UP:
    case KEY_DOWN:
        orbit(c, 0.0f, key == KEY_UP ? -ORBIT_STEP : ORBIT_STEP);
        break;
    case KEY_PAGE_UP:
    case KEY_PAGE_DOWN:
        zoom(c, key == KEY_PAGE_UP ? ZOOM_STEP : 1.0f / ZOOM_STEP);
        break;
    case KEY_HOME:
        for (unsigned a = 0; a < c->n_arms; a++)
            scene_camera_home(c->scenes[a]);
        break;
    default:
        if (key < KEYS)
            act(c, ACTIONS[key]);
        break;
    }
}

void comparing_event(struct comparing *c, const struct input_event *event, int height)
{
    bool inside = false;
    float high = height > 0 ? (float)height : 1.0f;
    switch (event->kind) {
    case INPUT_KEY:
        press_key(c, event->key);
        break;
    case INPUT_POINTER:
        compare_pointer(c->words, event->x, event->y, false, false, &inside);
        if (c->dragging == 1)
            orbit(c, event->dx * ORBIT_PER_HEIGHT / high, event->dy * ORBIT_PER_HEIGHT / high);
        else if (c->dragging)
            pan(c, event->dx / high, event->dy / high);
        break;
    case INPUT_PRESS:
        compare_pointer(c->words, event->x, event->y, event->button == 1, false, &inside);
        if (!inside && !c->dragging)
            c->dragging = event->button;
        break;
    case INPUT_RELEASE:
        act(c, compare_pointer(c->words, event->x, event->y, false, event->button == 1, &inside));
        if (c->dragging == event->button)
            c->dragging = 0;
        break;
    case INPUT_WHEEL:
        zoom(c, powf(ZOOM_STEP, event->amount));
        break;
    case INPUT_PINCH:
        if (event->amount > 0.0f)
            zoom(c, 1.0f / event->amount);
        break;
    case INPUT_ROTATE:
        orbit(c, event->dx, event->dy);
        break;
    case INPUT_QUIT:
        c->quit = true;
        break;
    }
}
