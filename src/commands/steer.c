#include "commands/steer.h"

#include <math.h>

static const float ORBIT_STEP = 0.12f;      /* rad a key press */
static const float ORBIT_PER_HEIGHT = 3.0f; /* rad for a drag over the whole height */
static const float TAP_PX = 8.0f;           /* a press that moves no farther is meant for a spot */
static const float ZOOM_STEP = 0.88f;       /* a notch, a key press */

static void ask_story(struct steer *steer, enum story_action action)
{
    worker_do(steer->worker, action);
    steer->acted = true;
}

static void speak(struct steer *steer, enum language language)
{
    ui_show_languages(steer->ui, false);
    if (language_use(language, NULL))
        ui_set_language(steer->ui, language);
    else
        ui_set_language(steer->ui, LANGUAGE_ENGLISH);
}

/* To another moment; the next step goes on from there, although the worker is still on its way. */
static void go(struct steer *steer, uint64_t at)
{
    steer->now = at < steer->end ? at : steer->end;
    worker_go(steer->worker, steer->now);
    steer->gone = worker_announced(steer->worker);
    steer->acted = true;
}

static void act(struct steer *steer, enum ui_action action)
{
    if (action >= UI_LANGUAGE_FIRST && action <= UI_LANGUAGE_LAST) {
        speak(steer, (enum language)(action - UI_LANGUAGE_FIRST));
        return;
    }
    switch (action) {
    case UI_NONE:
    case UI_HELP_MORE:
    case UI_TALK_BACK: /* only present knows those */
    case UI_TALK_NEXT:
    case UI_TALK_BLACK:
    case UI_TALK_OVERVIEW:
    case UI_TALK_TIMER:
    case UI_TALK_CHAPTER:
        break;
    case UI_PAUSE:
        ask_story(steer, STORY_DO_PAUSE);
        break;
    case UI_DOSE:
        ask_story(steer, STORY_DO_DOSE);
        break;
    case UI_RESTART:
        ask_story(steer, STORY_DO_RESTART);
        break;
    case UI_FASTER:
        ask_story(steer, STORY_DO_FASTER);
        break;
    case UI_SLOWER:
        ask_story(steer, STORY_DO_SLOWER);
        break;
    case UI_UNDO:
        worker_undo(steer->worker);
        steer->acted = true;
        break;
    case UI_REDO:
        worker_redo(steer->worker);
        steer->acted = true;
        break;
    case UI_EARLIER:
        go(steer, steer->now > steer->step ? steer->now - steer->step : 0);
        break;
    case UI_LATER:
        go(steer, steer->now + steer->step);
        break;
    case UI_SAVE_STATE:
    case UI_SAVE_PICTURE:
    case UI_SAVE_CLIP:
        steer->save = action;
        break;
    case UI_STORY:
        steer->next_story = true;
        break;
    case UI_FULLSCREEN:
        steer->fullscreen = true;
        break;
    case UI_SCIENCE:
        ui_show_science(steer->ui, !ui_science_shown(steer->ui));
        break;
    case UI_SIMPLIFIED:
        ui_show_simplified(steer->ui, !ui_simplified_shown(steer->ui));
        break;
    case UI_SOUND:
        steer->sound = true;
        break;
    case UI_LANGUAGE:
        ui_show_languages(steer->ui, !ui_languages_shown(steer->ui));
        break;
    case UI_HELP:
        ui_show_help(steer->ui, !ui_help_shown(steer->ui) || ui_simplified_shown(steer->ui));
        break;
    case UI_FIGURES:
        ui_show_figures(steer->ui, !ui_figures_shown(steer->ui));
        break;
    case UI_BACK:
        if (ui_quit_shown(steer->ui))
            ui_show_quit(steer->ui, false);
        else if (ui_languages_shown(steer->ui))
            ui_show_languages(steer->ui, false);
        else if (ui_figures_shown(steer->ui))
            ui_show_figures(steer->ui, false);
        else if (ui_help_shown(steer->ui))
            ui_show_help(steer->ui, false);
        else if (scene_shown(steer->scene) == SCENE_SYNAPSE && !scene_guided(steer->scene))
            scene_show(steer->scene, SCENE_CIRCUIT);
        else
            ui_show_quit(steer->ui, true);
        break;
    case UI_QUIT_YES:
        steer->quit = true;
        break;
    case UI_QUIT_NO:
        ui_show_quit(steer->ui, false);
        break;
    case UI_VIEW_CIRCUIT:
    case UI_VIEW_SNOW:
    case UI_VIEW_FOREST:
    case UI_VIEW_SYNAPSE:
        scene_show(steer->scene, (enum scene_view)(SCENE_CIRCUIT + (action - UI_VIEW_CIRCUIT)));
        break;
    case UI_THEME:
        scene_set_theme(steer->scene,
                        scene_theme(steer->scene) == PALETTE_DAY ? PALETTE_NIGHT : PALETTE_DAY);
        break;
    case UI_PALETTE:
        scene_set_palette(steer->scene, (enum palette_set)((scene_palette_set(steer->scene) + 1u) %
                                                           PALETTE_SETS));
        break;
    case UI_VIEW_TOUR:
        scene_show(steer->scene, SCENE_GUIDED);
        break;
    case UI_VIEW_NEXT:
        scene_show(steer->scene, (enum scene_view)((scene_shown(steer->scene) + 1u) % SCENE_VIEWS));
        break;
    case UI_LANGUAGE_FIRST:
    case UI_LANGUAGE_LAST:
        break;
    }
}

static void camera_key(struct steer *steer, enum input_key key)
{
    struct scene *scene = steer->scene;
    switch (key) {
    case KEY_LEFT:
        scene_orbit(scene, -ORBIT_STEP, 0.0f);
        break;
    case KEY_RIGHT:
        scene_orbit(scene, ORBIT_STEP, 0.0f);
        break;
    case KEY_UP:
        scene_orbit(scene, 0.0f, -ORBIT_STEP);
        break;
    case KEY_DOWN:
        scene_orbit(scene, 0.0f, ORBIT_STEP);
        break;
    case KEY_PAGE_UP:
        scene_zoom(scene, ZOOM_STEP);
        break;
    case KEY_PAGE_DOWN:
        scene_zoom(scene, 1.0f / ZOOM_STEP);
        break;
    case KEY_HOME:
        scene_camera_home(scene);
        break;
    default:
        break;
    }
}

/* Keys that mean the same whether a dialog is open or not. False for the others. */
static bool common_key(struct steer *steer, enum input_key key)
{
    switch (key) {
    case KEY_F:
    case KEY_F11:
        act(steer, UI_FULLSCREEN);
        return true;
    case KEY_M:
        act(steer, UI_SOUND);
        return true;
    case KEY_ESCAPE:
        act(steer, UI_BACK);
        return true;
    case KEY_TAB:
        ui_focus_move(steer->ui, 1);
        return true;
    case KEY_SHIFT_TAB:
        ui_focus_move(steer->ui, -1);
        return true;
    case KEY_ENTER:
        act(steer, ui_activate(steer->ui));
        return true;
    default:
        return false;
    }
}

static void press_key(struct steer *steer, enum input_key key)
{
    if (common_key(steer, key))
        return;
    if (ui_quit_shown(steer->ui)) {
        if (key == KEY_Y)
            act(steer, UI_QUIT_YES);
        else if (key == KEY_N)
            act(steer, UI_QUIT_NO);
        else if (key == KEY_SPACE)
            act(steer, ui_activate(steer->ui));
        return;
    }
    if (key == KEY_L) {
        act(steer, UI_LANGUAGE);
        return;
    }
    if (ui_languages_shown(steer->ui)) {
        if (key == KEY_SPACE)
            act(steer, ui_activate(steer->ui));
        return;
    }
    if (key == KEY_A) {
        act(steer, UI_SIMPLIFIED);
        return;
    }
    if (key == KEY_H || key == KEY_F1 || key == KEY_QUESTION) {
        act(steer, UI_HELP);
        return;
    }
    if (key == KEY_I) {
        act(steer, UI_FIGURES);
        return;
    }
    if (ui_help_shown(steer->ui) || ui_figures_shown(steer->ui)) {
        if (key == KEY_SPACE)
            act(steer, ui_activate(steer->ui));
        return;
    }
    switch (key) {
    case KEY_SPACE:
    case KEY_K:
        act(steer, UI_PAUSE);
        break;
    case KEY_UNDO:
        act(steer, UI_UNDO);
        break;
    case KEY_REDO:
        act(steer, UI_REDO);
        break;
    case KEY_EARLIER:
        act(steer, UI_EARLIER);
        break;
    case KEY_LATER:
        act(steer, UI_LATER);
        break;
    case KEY_SAVE:
        act(steer, UI_SAVE_STATE);
        break;
    case KEY_D:
        act(steer, UI_DOSE);
        break;
    case KEY_R:
        act(steer, UI_RESTART);
        break;
    case KEY_PLUS:
        act(steer, UI_FASTER);
        break;
    case KEY_MINUS:
        act(steer, UI_SLOWER);
        break;
    case KEY_0:
        act(steer, UI_VIEW_TOUR);
        break;
    case KEY_1:
    case KEY_2:
    case KEY_3:
    case KEY_4:
        act(steer, (enum ui_action)(UI_VIEW_CIRCUIT + (key - KEY_1)));
        break;
    case KEY_V:
        act(steer, UI_VIEW_NEXT);
        break;
    case KEY_E:
        act(steer, UI_SCIENCE);
        break;
    case KEY_N:
        act(steer, UI_STORY);
        break;
    case KEY_T:
        act(steer, UI_THEME);
        break;
    case KEY_C:
        act(steer, UI_PALETTE);
        break;
    default:
        camera_key(steer, key);
        break;
    }
}

static void move_pointer(struct steer *steer, const struct input_event *event)
{
    bool inside;
    float height = steer->height > 0 ? (float)steer->height : 1.0f;
    ui_pointer(steer->ui, event->x, event->y, false, false, &inside);
    steer->dragged += fabsf(event->dx) + fabsf(event->dy);
    if (steer->dragging == 1)
        scene_orbit(steer->scene, event->dx * ORBIT_PER_HEIGHT / height,
                    event->dy * ORBIT_PER_HEIGHT / height);
    else if (steer->dragging)
        scene_pan(steer->scene, event->dx / height, event->dy / height);
}

/* A tap on a link of the network: there. */
static void tap(struct steer *steer, float x, float y)
{
    uint64_t id;
    if (steer->plan && scene_shown(steer->scene) == SCENE_CIRCUIT &&
        scene_pick(steer->scene, steer->plan, x, y, &id))
        scene_choose_link(steer->scene, id);
}

void steer_frame(struct steer *steer, const struct worker_frame *frame)
{
    if (frame->tick > steer->gone)
        steer->now = frame->now;
    steer->end = frame->end;
}

void steer_event(struct steer *steer, const struct input_event *event)
{
    bool inside = false;
    switch (event->kind) {
    case INPUT_KEY:
        press_key(steer, event->key);
        break;
    case INPUT_POINTER:
        move_pointer(steer, event);
        break;
    case INPUT_PRESS:
        ui_pointer(steer->ui, event->x, event->y, event->button == 1, false, &inside);
        if (!inside && !steer->dragging) {
            steer->dragging = event->button;
            steer->dragged = 0.0f;
        }
        break;
    case INPUT_RELEASE:
        act(steer, ui_pointer(steer->ui, event->x, event->y, false, event->button == 1, &inside));
        if (steer->dragging == 1 && event->button == 1 && steer->dragged < TAP_PX)
            tap(steer, event->x, event->y);
        if (steer->dragging == event->button)
            steer->dragging = 0;
        break;
    case INPUT_WHEEL:
        ui_pointer(steer->ui, event->x, event->y, false, false, &inside);
        if (!inside)
            scene_zoom(steer->scene, powf(ZOOM_STEP, event->amount));
        break;
    case INPUT_PINCH:
        if (event->amount > 0.0f)
            scene_zoom(steer->scene, 1.0f / event->amount);
        break;
    case INPUT_QUIT:
        steer->quit = true;
        break;
    }
}
