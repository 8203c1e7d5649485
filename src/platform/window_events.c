#include "platform/window_events.h"

#include <string.h>

/* A click that gives the window the focus comes with it, within this time. */
enum { FOCUS_CLICK_MS = 50 };

void window_events_add(struct window_events *events, struct input_event event)
{
    if (events->n_queue < WINDOW_EVENTS_ROOM)
        events->queue[events->n_queue++] = event;
}

bool window_events_next(struct window_events *events, struct input_event *event)
{
    if (!events->n_queue)
        return false;
    *event = events->queue[0];
    events->n_queue--;
    memmove(events->queue, events->queue + 1, events->n_queue * sizeof events->queue[0]);
    return true;
}

/* ---- keys ---- */

static const struct {
    SDL_Keycode code;
    enum input_key key;
} KEYS_BY_CODE[] = {
    {SDLK_SPACE, KEY_SPACE}, {SDLK_d, KEY_D}, {SDLK_r, KEY_R}, {SDLK_PLUS, KEY_PLUS},
    {SDLK_EQUALS, KEY_PLUS}, {SDLK_KP_PLUS, KEY_PLUS}, {SDLK_MINUS, KEY_MINUS},
    {SDLK_KP_MINUS, KEY_MINUS}, {SDLK_f, KEY_F}, {SDLK_F11, KEY_F11}, {SDLK_h, KEY_H},
    {SDLK_F1, KEY_F1}, {SDLK_QUESTION, KEY_QUESTION}, {SDLK_ESCAPE, KEY_ESCAPE},
    {SDLK_TAB, KEY_TAB}, {SDLK_RETURN, KEY_ENTER}, {SDLK_KP_ENTER, KEY_ENTER},
    {SDLK_LEFT, KEY_LEFT}, {SDLK_RIGHT, KEY_RIGHT}, {SDLK_UP, KEY_UP}, {SDLK_DOWN, KEY_DOWN},
    {SDLK_HOME, KEY_HOME}, {SDLK_PAGEUP, KEY_PAGE_UP}, {SDLK_PAGEDOWN, KEY_PAGE_DOWN},
    {SDLK_u, KEY_U}, {SDLK_y, KEY_Y}, {SDLK_n, KEY_N}, {SDLK_k, KEY_K}, {SDLK_v, KEY_V},
    {SDLK_t, KEY_T}, {SDLK_c, KEY_C}, {SDLK_i, KEY_I}, {SDLK_m, KEY_M},
    {SDLK_l, KEY_L}, {SDLK_e, KEY_E}, {SDLK_a, KEY_A},
    {SDLK_0, KEY_0}, {SDLK_KP_0, KEY_0}, {SDLK_1, KEY_1}, {SDLK_2, KEY_2}, {SDLK_3, KEY_3}, {SDLK_4, KEY_4}, {SDLK_KP_1, KEY_1},
    {SDLK_KP_2, KEY_2}, {SDLK_KP_3, KEY_3}, {SDLK_KP_4, KEY_4},
    {SDLK_5, KEY_5}, {SDLK_6, KEY_6}, {SDLK_7, KEY_7}, {SDLK_8, KEY_8}, {SDLK_9, KEY_9},
    {SDLK_KP_5, KEY_5}, {SDLK_KP_6, KEY_6}, {SDLK_KP_7, KEY_7}, {SDLK_KP_8, KEY_8},
    {SDLK_KP_9, KEY_9}, {SDLK_b, KEY_B}, {SDLK_w, KEY_W}, {SDLK_z, KEY_Z},
    {SDLK_o, KEY_O}, {SDLK_g, KEY_G}, {SDLK_p, KEY_P}, {SDLK_s, KEY_S},
    {SDLK_PERIOD, KEY_PERIOD}, {SDLK_KP_PERIOD, KEY_PERIOD}, {SDLK_BACKSPACE, KEY_BACKSPACE},
    {SDLK_END, KEY_END}, {SDLK_F5, KEY_F5},
};

static enum input_key shifted(enum input_key key)
{
    switch (key) {
    case KEY_TAB:
        return KEY_SHIFT_TAB;
    case KEY_F5:
        return KEY_SHIFT_F5;
    case KEY_LEFT:
        return KEY_EARLIER;
    case KEY_RIGHT:
        return KEY_LATER;
    case KEY_D:
        return KEY_CHOOSE;
    default:
        return key;
    }
}

static enum input_key key_of(SDL_Keysym sym)
{
    SDL_Keycode code = sym.sym;
    /* A layout of other letters (Greek, Cyrillic): the key in the same place on the board. */
    bool foreign = code > 0x7f && !(code & SDLK_SCANCODE_MASK);
    if (foreign && sym.scancode >= SDL_SCANCODE_A && sym.scancode <= SDL_SCANCODE_Z)
        code = SDLK_a + (SDL_Keycode)(sym.scancode - SDL_SCANCODE_A);
    for (unsigned i = 0; i < sizeof KEYS_BY_CODE / sizeof KEYS_BY_CODE[0]; i++) {
        if (KEYS_BY_CODE[i].code != code)
            continue;
        enum input_key key = KEYS_BY_CODE[i].key;
        return sym.mod & KMOD_SHIFT ? shifted(key) : key;
    }
    return KEY_NONE;
}

/* With Ctrl: what it means in every program. */
static enum input_key chord_of(SDL_Keysym sym)
{
    bool shift = sym.mod & KMOD_SHIFT;
    switch (sym.sym) {
    case SDLK_z:
        return shift ? KEY_REDO : KEY_UNDO;
    case SDLK_y:
        return KEY_REDO;
    case SDLK_s:
        return KEY_SAVE;
    case SDLK_o:
        return KEY_OPEN;
    case SDLK_F12:
        return shift ? KEY_STAFF : KEY_NONE;
    default:
        return KEY_NONE;
    }
}

static void feed_key(struct window_events *events, const SDL_KeyboardEvent *event)
{
    events->key_taken = true;
    if (event->repeat)
        return;
    /* Alt, the logo, and most of what Ctrl gives belong to the desktop. */
    if (event->keysym.mod & (KMOD_LALT | KMOD_GUI))
        return;
    enum input_key key = event->keysym.mod & KMOD_CTRL ? chord_of(event->keysym)
                                                       : key_of(event->keysym);
    events->key_taken = key != KEY_NONE;
    if (key != KEY_NONE)
        window_events_add(events, (struct input_event){.kind = INPUT_KEY, .key = key});
}

/* Signs that stand on another key in every country are known by the text they make. */
static void feed_text(struct window_events *events, const char *text)
{
    enum input_key key = strcmp(text, "?") == 0   ? KEY_QUESTION
                         : strcmp(text, "+") == 0 ? KEY_PLUS
                         : strcmp(text, "-") == 0 ? KEY_MINUS
                                                  : KEY_NONE;
    if (key != KEY_NONE && !events->key_taken)
        window_events_add(events, (struct input_event){.kind = INPUT_KEY, .key = key});
    events->key_taken = true;
}

/* ---- mouse ---- */

static int button_of(uint8_t button)
{
    return button == SDL_BUTTON_LEFT ? 1 : button == SDL_BUTTON_MIDDLE ? 2
                                     : button == SDL_BUTTON_RIGHT      ? 3
                                                                       : 0;
}

static void feed_button(struct window_events *events, const SDL_MouseButtonEvent *event)
{
    int button = button_of(event->button);
    if (event->which == SDL_TOUCH_MOUSEID || !button)
        return;
    events->mouse_x = (float)event->x * events->scale_x;
    events->mouse_y = (float)event->y * events->scale_y;
    uint32_t bit = 1u << (event->button - 1u); /* as SDL_BUTTON, which is signed */
    /* An exhibit takes the focus by itself, and every click is meant. */
    if (event->state == SDL_PRESSED && events->focused_once && !events->apart &&
        event->timestamp - events->focused_ms < FOCUS_CLICK_MS) {
        events->ignored_buttons |= bit;
        return;
    }
    if (event->state == SDL_RELEASED && (events->ignored_buttons & bit)) {
        events->ignored_buttons &= ~bit;
        return;
    }
    window_events_add(events, (struct input_event){
                    .kind = event->state == SDL_PRESSED ? INPUT_PRESS : INPUT_RELEASE,
                    .x = events->mouse_x,
                    .y = events->mouse_y,
                    .button = button,
                });
}

static void feed_motion(struct window_events *events, const SDL_MouseMotionEvent *event)
{
    if (event->which == SDL_TOUCH_MOUSEID)
        return;
    events->mouse_x = (float)event->x * events->scale_x;
    events->mouse_y = (float)event->y * events->scale_y;
    uint32_t held = event->state & ~events->ignored_buttons;
    window_events_add(events, (struct input_event){
                    .kind = INPUT_POINTER,
                    .x = events->mouse_x,
                    .y = events->mouse_y,
                    .dx = (float)event->xrel * events->scale_x,
                    .dy = (float)event->yrel * events->scale_y,
                    .button = held & SDL_BUTTON_LMASK   ? 1
                              : held & SDL_BUTTON_MMASK ? 2
                              : held & SDL_BUTTON_RMASK ? 3
                                                        : 0,
                });
}

static void feed_wheel(struct window_events *events, const SDL_MouseWheelEvent *event)
{
    float amount = event->preciseY;
    if (event->which == SDL_TOUCH_MOUSEID || amount == 0)
        return;
    if (event->direction == SDL_MOUSEWHEEL_FLIPPED)
        amount = -amount;
    window_events_add(events, (struct input_event){
                    .kind = INPUT_WHEEL,
                    .x = events->mouse_x,
                    .y = events->mouse_y,
                    .amount = amount,
                });
}

void window_events_feed(struct window_events *events, const SDL_Event *event)
{
    if (events->apart && event->type >= SDL_FINGERDOWN && event->type <= SDL_FINGERMOTION) {
        window_touches_feed(events, event->type, &event->tfinger);
        return;
    }
    switch (event->type) {
    case SDL_QUIT:
        window_events_add(events, (struct input_event){.kind = INPUT_QUIT});
        break;
    case SDL_WINDOWEVENT:
        if (event->window.event == SDL_WINDOWEVENT_FOCUS_GAINED) {
            events->focused_ms = event->window.timestamp;
            events->focused_once = true;
        }
        break;
    case SDL_KEYDOWN:
        feed_key(events, &event->key);
        break;
    case SDL_TEXTINPUT:
        feed_text(events, event->text.text);
        break;
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
        feed_button(events, &event->button);
        break;
    case SDL_MOUSEMOTION:
        feed_motion(events, &event->motion);
        break;
    case SDL_MOUSEWHEEL:
        feed_wheel(events, &event->wheel);
        break;
    case SDL_FINGERDOWN:
        window_fingers_down(events, &event->tfinger);
        break;
    case SDL_FINGERMOTION:
        window_fingers_motion(events, &event->tfinger);
        break;
    case SDL_FINGERUP:
        window_fingers_up(events, &event->tfinger);
        break;
    default:
        break;
    }
}
