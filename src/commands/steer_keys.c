/* What each key means. */
#include "commands/steer_parts.h"

static const float ORBIT_STEP = 0.12f; /* rad a key press */

/* A key works while no dialog is open that stands above `under`. */
static const struct {
    enum input_key key;
    enum ui_action action;
    enum ui_dialog under;
} KEYS_OF_ACTIONS[] = {
    {KEY_F, UI_FULLSCREEN, UI_DIALOG_QUIT},
    {KEY_F11, UI_FULLSCREEN, UI_DIALOG_QUIT},
    {KEY_M, UI_SOUND, UI_DIALOG_QUIT},
    {KEY_U, UI_VOICE, UI_DIALOG_QUIT},
    {KEY_ESCAPE, UI_BACK, UI_DIALOG_QUIT},
    {KEY_L, UI_LANGUAGE, UI_DIALOG_LANGUAGES},
    {KEY_H, UI_HELP, UI_DIALOG_OPEN},
    {KEY_F1, UI_HELP, UI_DIALOG_OPEN},
    {KEY_QUESTION, UI_HELP, UI_DIALOG_OPEN},
    {KEY_A, UI_SIMPLIFIED, UI_DIALOG_OPEN},
    {KEY_I, UI_FIGURES, UI_DIALOG_OPEN},
    {KEY_SPACE, UI_PAUSE, UI_DIALOG_NONE},
    {KEY_K, UI_PAUSE, UI_DIALOG_NONE},
    {KEY_D, UI_DOSE, UI_DIALOG_NONE},
    {KEY_CHOOSE, UI_DOSE_SHEET, UI_DIALOG_OPEN},
    {KEY_S, UI_SAVE, UI_DIALOG_OPEN},
    {KEY_OPEN, UI_OPEN, UI_DIALOG_OPEN},
    {KEY_R, UI_RESTART, UI_DIALOG_NONE},
    {KEY_PLUS, UI_FASTER, UI_DIALOG_NONE},
    {KEY_MINUS, UI_SLOWER, UI_DIALOG_NONE},
    {KEY_UNDO, UI_UNDO, UI_DIALOG_NONE},
    {KEY_REDO, UI_REDO, UI_DIALOG_NONE},
    {KEY_EARLIER, UI_EARLIER, UI_DIALOG_NONE},
    {KEY_LATER, UI_LATER, UI_DIALOG_NONE},
    {KEY_SAVE, UI_SAVE_STATE, UI_DIALOG_NONE},
    {KEY_0, UI_VIEW_TOUR, UI_DIALOG_NONE},
    {KEY_1, UI_VIEW_CIRCUIT, UI_DIALOG_NONE},
    {KEY_2, UI_VIEW_SNOW, UI_DIALOG_NONE},
    {KEY_3, UI_VIEW_FOREST, UI_DIALOG_NONE},
    {KEY_4, UI_VIEW_SYNAPSE, UI_DIALOG_NONE},
    {KEY_V, UI_VIEW_NEXT, UI_DIALOG_NONE},
    {KEY_E, UI_SCIENCE, UI_DIALOG_NONE},
    {KEY_G, UI_TOUR, UI_DIALOG_NONE},
    {KEY_N, UI_STORY, UI_DIALOG_NONE},
    {KEY_W, UI_ASK, UI_DIALOG_NONE},
    {KEY_B, UI_COMPARE, UI_DIALOG_NONE},
    {KEY_T, UI_THEME, UI_DIALOG_NONE},
    {KEY_C, UI_PALETTE, UI_DIALOG_NONE},
};

/* While a tour leads, keys of a talk lead through it; of those that go through time or change its
 * pace the others rest. */
static bool tour_key(struct steer *steer, enum input_key key)
{
    static const struct {
        enum input_key key;
        enum ui_action action;
        enum ui_dialog under;
    } KEYS_OF_TOUR[] = {
        {KEY_PAGE_DOWN, UI_TALK_NEXT, UI_DIALOG_NONE},
        {KEY_N, UI_TALK_NEXT, UI_DIALOG_NONE},
        {KEY_PAGE_UP, UI_TALK_BACK, UI_DIALOG_NONE},
        {KEY_P, UI_TALK_BACK, UI_DIALOG_NONE},
        {KEY_BACKSPACE, UI_TALK_BACK, UI_DIALOG_NONE},
        {KEY_A, UI_TOUR_ITSELF, UI_DIALOG_NONE},
        {KEY_R, UI_TOUR_FIRST, UI_DIALOG_NONE},
        {KEY_G, UI_TALK_OVERVIEW, UI_DIALOG_OPEN},
        {KEY_O, UI_TALK_OVERVIEW, UI_DIALOG_OPEN},
        {KEY_UNDO, UI_NONE, UI_DIALOG_NONE},
        {KEY_REDO, UI_NONE, UI_DIALOG_NONE},
        {KEY_EARLIER, UI_NONE, UI_DIALOG_NONE},
        {KEY_LATER, UI_NONE, UI_DIALOG_NONE},
        {KEY_PLUS, UI_NONE, UI_DIALOG_NONE},
        {KEY_MINUS, UI_NONE, UI_DIALOG_NONE},
    };
    for (size_t i = 0; i < sizeof KEYS_OF_TOUR / sizeof *KEYS_OF_TOUR && steer->touring; i++)
        if (KEYS_OF_TOUR[i].key == key && ui_opened(steer->ui) <= KEYS_OF_TOUR[i].under) {
            ui_wake(steer->ui);
            steer_act(steer, KEYS_OF_TOUR[i].action);
            return true;
        }
    return false;
}

/* Where the bar of time has the focus, arrows go through time; left is earlier in every
 * language. */
static bool time_key(struct steer *steer, enum input_key key)
{
    static const struct {
        enum input_key key;
        enum ui_action action;
    } KEYS_OF_TIME[] = {
        {KEY_LEFT, UI_EARLIER},   {KEY_DOWN, UI_EARLIER}, {KEY_RIGHT, UI_LATER},
        {KEY_UP, UI_LATER},       {KEY_HOME, UI_BEGINNING}, {KEY_END, UI_NEWEST},
    };
    if (!ui_on_time(steer->ui))
        return false;
    for (size_t i = 0; i < sizeof KEYS_OF_TIME / sizeof *KEYS_OF_TIME; i++)
        if (KEYS_OF_TIME[i].key == key) {
            ui_wake(steer->ui);
            steer_act(steer, KEYS_OF_TIME[i].action);
            return true;
        }
    return false;
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
        scene_zoom(scene, STEER_ZOOM_STEP);
        break;
    case KEY_PAGE_DOWN:
        scene_zoom(scene, 1.0f / STEER_ZOOM_STEP);
        break;
    case KEY_HOME:
        scene_camera_home(scene);
        break;
    default:
        break;
    }
}

/* Keys that answer a dialog, or go through the buttons. False for the others. */
static bool answer_key(struct steer *steer, enum input_key key)
{
    enum ui_dialog open = ui_opened(steer->ui);
    if (key == KEY_TAB || key == KEY_SHIFT_TAB)
        ui_focus_move(steer->ui, key == KEY_TAB ? 1 : -1);
    else if (key == KEY_FOCUS_LEFT || key == KEY_FOCUS_RIGHT)
        ui_focus_toward(steer->ui, key == KEY_FOCUS_RIGHT ? 1 : -1, 0);
    else if (key == KEY_FOCUS_UP || key == KEY_FOCUS_DOWN)
        ui_focus_toward(steer->ui, 0, key == KEY_FOCUS_DOWN ? 1 : -1);
    else if (key == KEY_ENTER || (key == KEY_SPACE && open != UI_DIALOG_NONE))
        steer_act(steer, ui_activate(steer->ui));
    else if (open == UI_DIALOG_QUIT && (key == KEY_Y || key == KEY_N))
        steer_act(steer, key == KEY_Y ? UI_QUIT_YES : UI_QUIT_NO);
    else
        return false;
    return true;
}

void steer_key(struct steer *steer, enum input_key key)
{
    enum ui_dialog open = ui_opened(steer->ui);
    if (answer_key(steer, key) || tour_key(steer, key) || time_key(steer, key))
        return;
    for (size_t i = 0; i < sizeof KEYS_OF_ACTIONS / sizeof *KEYS_OF_ACTIONS; i++)
        if (KEYS_OF_ACTIONS[i].key == key && open <= KEYS_OF_ACTIONS[i].under) {
            steer_act(steer, KEYS_OF_ACTIONS[i].action);
            return;
        }
    if (open == UI_DIALOG_NONE)
        camera_key(steer, key);
}
