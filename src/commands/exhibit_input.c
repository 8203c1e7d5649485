/* Hands on an exhibit. Each finger presses buttons of its own; one at a time has hold of the
 * picture. Whatever else comes (other buttons of a mouse, the wheel, keys) says that somebody is
 * there, and no more; a window that is asked to close says nothing. */
#include "commands/exhibit.h"

#include <math.h>
#include <string.h>

#include "commands/staff_tries.h"
#include "story/practice.h"

static const double TREMBLE_S = 0.35; /* two touches sooner than that are one */
static const float LARGER = 1.5f;

static int hand_of(const struct input_event *event)
{
    return event->finger < EXHIBIT_HANDS ? (int)event->finger : 0;
}

static bool is_visited(const struct exhibit *exhibit)
{
    return exhibit->visit.stage == VISIT_ON || exhibit->visit.stage == VISIT_ASKING;
}

/* Somebody is there, and not staff. Outside the hours that means nothing, but to a visit that goes
 * on. */
static void notice(struct exhibit *exhibit)
{
    if (exhibit->staff.open)
        return;
    if (exhibit->open || visit_present(&exhibit->visit))
        exhibit_obey(exhibit, visit_touch(&exhibit->visit, exhibit->now_s));
}

/* ---- what buttons mean ---- */

static void walk(struct exhibit *exhibit)
{
    const struct scenario *scenario = exhibit->session.scenario;
    if (!scenario->n_paths)
        return;
    struct story_wish wish = {
        .action = STORY_DO_PRACTISE,
        .way = practice_way(&scenario->paths[exhibit->way++ % scenario->n_paths])};
    if (worker_ask(exhibit->session.worker, &wish))
        ui_follow_way(exhibit->session.ui, &wish.way);
}

void exhibit_apply_easier(struct exhibit *exhibit)
{
    struct session *session = &exhibit->session;
    const struct options *options = &session->options;
    const struct exhibit_easier *easier = &exhibit->easier;
    bool calm = options->reduced_motion || easier->calm;
    scene_set_palette(session->scene, easier->stark ? PALETTE_HIGH_CONTRAST : options->palette);
    scene_set_calm(session->scene, calm);
    if (exhibit->sizes_due && !ui_words_gone(session->ui))
        return;
    float scale = easier->large ? fmaxf(LARGER, options->text_scale) : options->text_scale;
    ui_set_reading(session->ui, scale, calm);
    kiosk_set_reading(exhibit->kiosk, scale, calm);
    exhibit->sizes_due = false;
}

static void enter_pin(struct exhibit *exhibit)
{
    struct staff *staff = &exhibit->staff;
    struct error error;
    double now_s = exhibit->now_s;
    if (!staff_enter(staff, now_s))
        return;
    if (!staff_tries_foresee(staff, now_s, &error))
        exhibit_trouble(exhibit, &error);
    staff_answer(staff, pin_is(&exhibit->pin, staff->pin), now_s);
    if (staff->leave && !staff_tries_store(staff, now_s, &error))
        exhibit_trouble(exhibit, &error);
}

/* The pad and what makes things easier; false if it is none of that. */
static bool act_aside(struct exhibit *exhibit, enum ui_action action)
{
    struct exhibit_easier *easier = &exhibit->easier;
    struct staff *staff = &exhibit->staff;
    if (action >= UI_EXHIBIT_DIGIT && action <= UI_EXHIBIT_DIGIT_LAST) {
        staff_digit(staff, (unsigned)(action - UI_EXHIBIT_DIGIT), exhibit->now_s);
        return true;
    }
    switch (action) {
    case UI_EXHIBIT_ERASE:
        staff_erase(staff, exhibit->now_s);
        return true;
    case UI_EXHIBIT_ENTER:
        enter_pin(exhibit);
        return true;
    case UI_EXHIBIT_CLOSE:
        staff_close(staff);
        return true;
    case UI_EXHIBIT_EASIER:
        easier->open = !easier->open;
        return true;
    case UI_EXHIBIT_LARGE:
        easier->large = !easier->large;
        exhibit->sizes_due = true;
        return true;
    case UI_EXHIBIT_CALM:
        easier->calm = !easier->calm;
        return true;
    case UI_PALETTE:
        easier->stark = !easier->stark;
        return true;
    case UI_SOUND:
        sound_toggle(&exhibit->sound);
        return true;
    case UI_VOICE:
        voice_toggle(&exhibit->session.voice);
        return true;
    default:
        return false;
    }
}

void exhibit_act(struct exhibit *exhibit, enum ui_action action)
{
    struct session *session = &exhibit->session;
    if (act_aside(exhibit, action) || !is_visited(exhibit))
        return;
    if (action >= UI_LANGUAGE_FIRST && action <= UI_LANGUAGE_LAST) {
        exhibit_obey(exhibit, visit_speak(&exhibit->visit, exhibit->now_s,
                                          (unsigned)(action - UI_LANGUAGE_FIRST)));
        return;
    }
    switch (action) {
    case UI_DOSE:
        worker_do(session->worker, STORY_DO_DOSE);
        break;
    case UI_EXHIBIT_WALK:
        walk(exhibit);
        break;
    case UI_VIEW_SNOW:
    case UI_VIEW_CIRCUIT:
    case UI_VIEW_SYNAPSE:
        scene_show(session->scene, (enum scene_view)(SCENE_CIRCUIT + (action - UI_VIEW_CIRCUIT)));
        break;
    case UI_RESTART:
        exhibit_obey(exhibit, visit_again(&exhibit->visit, exhibit->now_s));
        break;
    default: /* UI_EXHIBIT_STAY has been answered by the touch itself */
        break;
    }
}

static void act_once(struct exhibit *exhibit, enum ui_action action)
{
    bool digits = action >= UI_EXHIBIT_ERASE && action <= UI_EXHIBIT_DIGIT_LAST;
    if (action == exhibit->last && !digits && exhibit->now_s - exhibit->last_s < TREMBLE_S)
        return;
    exhibit->last = action;
    exhibit->last_s = exhibit->now_s;
    exhibit_act(exhibit, action);
}

/* ---- hands ---- */

/* What steering would have the program do is not for visitors. */
static void to_picture(struct exhibit *exhibit, const struct input_event *event)
{
    struct steer *steer = &exhibit->steer;
    steer->height = exhibit->height;
    steer_event(steer, event);
    steer->quit = steer->fullscreen = steer->next_story = steer->compare = steer->list = false;
    steer->sound = steer->voice = false;
    steer->save = steer->chosen = UI_NONE;
}

static void press(struct exhibit *exhibit, const struct input_event *event)
{
    int hand = hand_of(event);
    bool pad = exhibit->staff.open, was_visited = is_visited(exhibit);
    staff_touch(&exhibit->staff, event->x, event->y, exhibit->width, exhibit->height,
                exhibit->now_s);
    notice(exhibit);
    exhibit->pressed[hand] = kiosk_at(exhibit->kiosk, event->x, event->y);
    kiosk_press(exhibit->kiosk, exhibit->pressed[hand]);
    bool free_hand = exhibit->picture_hand < 0 && exhibit->pressed[hand] == UI_NONE;
    if (!free_hand || pad || exhibit->staff.open || !was_visited || !is_visited(exhibit))
        return;
    exhibit->picture_hand = hand;
    to_picture(exhibit, event);
}

static void release(struct exhibit *exhibit, const struct input_event *event)
{
    int hand = hand_of(event);
    enum ui_action pressed = exhibit->pressed[hand];
    exhibit->pressed[hand] = UI_NONE;
    kiosk_press(exhibit->kiosk, UI_NONE);
    if (exhibit->picture_hand == hand) {
        exhibit->picture_hand = -1;
        to_picture(exhibit, event);
    } else if (pressed != UI_NONE && kiosk_at(exhibit->kiosk, event->x, event->y) == pressed) {
        act_once(exhibit, pressed);
    }
}

void exhibit_let_go(struct exhibit *exhibit)
{
    if (exhibit->picture_hand >= 0)
        to_picture(exhibit,
                   &(struct input_event){.kind = INPUT_RELEASE, .x = -1.0f, .y = -1.0f, .button = 1});
    exhibit->picture_hand = -1;
    for (int i = 0; i < EXHIBIT_HANDS; i++)
        exhibit->pressed[i] = UI_NONE;
    kiosk_press(exhibit->kiosk, UI_NONE);
}

static void press_key(struct exhibit *exhibit, enum input_key key)
{
    struct staff *staff = &exhibit->staff;
    if (key == KEY_STAFF) {
        staff_call(staff, exhibit->now_s);
        return;
    }
    if (staff->open && key >= KEY_0 && key <= KEY_9) {
        staff_digit(staff, (unsigned)(key - KEY_0), exhibit->now_s);
        return;
    }
    switch (key) {
    case KEY_ESCAPE:
        staff_close(staff);
        break;
    case KEY_BACKSPACE:
        staff_erase(staff, exhibit->now_s);
        break;
    case KEY_TAB:
    case KEY_FOCUS_RIGHT:
    case KEY_FOCUS_DOWN:
        kiosk_focus_move(exhibit->kiosk, 1);
        break;
    case KEY_SHIFT_TAB:
    case KEY_FOCUS_LEFT:
    case KEY_FOCUS_UP:
        kiosk_focus_move(exhibit->kiosk, -1);
        break;
    case KEY_ENTER:
        if (staff->open)
            enter_pin(exhibit);
        else
            act_once(exhibit, kiosk_focused(exhibit->kiosk));
        break;
    default:
        break;
    }
}

void exhibit_take(struct exhibit *exhibit, const struct input_event *event)
{
    switch (event->kind) {
    case INPUT_PRESS:
        if (event->button == 1)
            press(exhibit, event);
        else
            notice(exhibit);
        break;
    case INPUT_RELEASE:
        if (event->button == 1)
            release(exhibit, event);
        break;
    case INPUT_POINTER:
        if (exhibit->picture_hand == hand_of(event) && event->button == 1)
            to_picture(exhibit, event);
        break;
    case INPUT_KEY:
        if (event->key != KEY_STAFF && !exhibit->staff.open)
            notice(exhibit);
        press_key(exhibit, event->key);
        break;
    case INPUT_WHEEL:
    case INPUT_PINCH:
    case INPUT_ROTATE:
        notice(exhibit);
        break;
    case INPUT_QUIT:
        break;
    }
}

void exhibit_input(struct exhibit *exhibit)
{
    struct input_event event;
    while (window_poll(exhibit->session.window, &event)) {
        event.meets = 0;
        exhibit_take(exhibit, &event);
    }
    staff_pass(&exhibit->staff, exhibit->now_s);
}
