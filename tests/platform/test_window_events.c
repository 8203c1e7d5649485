#include "platform/window_events.h"
#include "scratch.h"

static struct window_events fresh(void)
{
    return (struct window_events){.scale_x = 2, .scale_y = 2, .width = 1000, .height = 500};
}

/* Feeds one event; at most WINDOW_EVENTS_ROOM come out. */
static unsigned feed(struct window_events *events, SDL_Event sdl, struct input_event *out)
{
    unsigned n = 0;
    window_events_feed(events, &sdl);
    while (window_events_next(events, &out[n]))
        n++;
    return n;
}

static SDL_Event key_down(SDL_Keycode code, SDL_Scancode scancode, Uint16 mod, bool repeat)
{
    SDL_Event sdl = {.type = SDL_KEYDOWN};
    sdl.key.state = SDL_PRESSED;
    sdl.key.repeat = repeat;
    sdl.key.keysym = (SDL_Keysym){.sym = code, .scancode = scancode, .mod = mod};
    return sdl;
}

static SDL_Event typed(const char *text)
{
    SDL_Event sdl = {.type = SDL_TEXTINPUT};
    snprintf(sdl.text.text, sizeof sdl.text.text, "%s", text);
    return sdl;
}

static SDL_Event finger(Uint32 type, SDL_FingerID id, float x, float y)
{
    SDL_Event sdl = {.type = type};
    sdl.tfinger.fingerId = id;
    sdl.tfinger.x = x;
    sdl.tfinger.y = y;
    return sdl;
}

static SDL_Event button(Uint32 type, Uint8 which, int x, int y, Uint32 ms)
{
    SDL_Event sdl = {.type = type};
    sdl.button.timestamp = ms;
    sdl.button.button = which;
    sdl.button.state = type == SDL_MOUSEBUTTONDOWN ? SDL_PRESSED : SDL_RELEASED;
    sdl.button.x = x;
    sdl.button.y = y;
    return sdl;
}

static void keys_are_known_and_repeats_are_not_events(void **state)
{
    (void)state;
    static const struct {
        SDL_Keycode code;
        Uint16 mod;
        enum input_key key;
    } CASES[] = {
        {SDLK_d, 0, KEY_D},           {SDLK_d, KMOD_LSHIFT, KEY_CHOOSE},
        {SDLK_SPACE, 0, KEY_SPACE},   {SDLK_TAB, 0, KEY_TAB},
        {SDLK_EQUALS, 0, KEY_PLUS},   {SDLK_KP_PLUS, 0, KEY_PLUS},
        {SDLK_MINUS, 0, KEY_MINUS},   {SDLK_TAB, KMOD_RSHIFT, KEY_SHIFT_TAB},
        {SDLK_ESCAPE, 0, KEY_ESCAPE}, {SDLK_KP_ENTER, KMOD_NUM, KEY_ENTER},
        {SDLK_F11, 0, KEY_F11},       {SDLK_y, KMOD_CAPS, KEY_Y},
    };
    for (unsigned i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct window_events events = fresh();
        struct input_event out[WINDOW_EVENTS_ROOM];
        assert_int_equal(feed(&events, key_down(CASES[i].code, 0, CASES[i].mod, false), out), 1);
        assert_int_equal(out[0].kind, INPUT_KEY);
        assert_int_equal(out[0].key, CASES[i].key);
        assert_int_equal(feed(&events, key_down(CASES[i].code, 0, CASES[i].mod, true), out), 0);
    }
}

static void chords_of_the_desktop_are_left_alone(void **state)
{
    (void)state;
    static const Uint16 MODS[] = {KMOD_LCTRL, KMOD_RCTRL, KMOD_LALT, KMOD_LGUI};
    struct window_events events = fresh();
    struct input_event out[WINDOW_EVENTS_ROOM];
    for (unsigned i = 0; i < sizeof MODS / sizeof MODS[0]; i++)
        assert_int_equal(feed(&events, key_down(SDLK_d, 0, MODS[i], false), out), 0);
    assert_int_equal(feed(&events, key_down(SDLK_q, 0, 0, false), out), 0);
}

static void a_layout_of_other_letters_goes_by_place(void **state)
{
    (void)state;
    struct window_events events = fresh();
    struct input_event out[WINDOW_EVENTS_ROOM];
    /* Cyrillic "ve" stands where d does. */
    assert_int_equal(feed(&events, key_down(0x432, SDL_SCANCODE_D, 0, false), out), 1);
    assert_int_equal(out[0].key, KEY_D);
    /* On AZERTY the key at the place of Q gives a: the letter counts, not the place. */
    assert_int_equal(feed(&events, key_down(SDLK_h, SDL_SCANCODE_D, 0, false), out), 1);
    assert_int_equal(out[0].key, KEY_H);
}

static void a_sign_is_known_by_its_text_but_never_twice(void **state)
{
    (void)state;
    struct window_events events = fresh();
    struct input_event out[WINDOW_EVENTS_ROOM];
    /* German: shift and sharp s make a question mark. */
    assert_int_equal(feed(&events, key_down(0xdf, SDL_SCANCODE_MINUS, KMOD_LSHIFT, false), out),
                     0);
    assert_int_equal(feed(&events, typed("?"), out), 1);
    assert_int_equal(out[0].key, KEY_QUESTION);
    assert_int_equal(feed(&events, key_down(0xdf, SDL_SCANCODE_MINUS, KMOD_LSHIFT, true), out), 0);
    assert_int_equal(feed(&events, typed("?"), out), 0); /* a repeat */
    /* US: shift and = is known at the key, so its text is not counted again. */
    assert_int_equal(feed(&events, key_down(SDLK_EQUALS, 0, KMOD_LSHIFT, false), out), 1);
    assert_int_equal(feed(&events, typed("+"), out), 0);
}

static void the_mouse_is_in_px(void **state)
{
    (void)state;
    struct window_events events = fresh();
    struct input_event out[WINDOW_EVENTS_ROOM];
    SDL_Event move = {.type = SDL_MOUSEMOTION};
    move.motion.x = 10;
    move.motion.y = 20;
    move.motion.xrel = 3;
    move.motion.yrel = -4;
    move.motion.state = SDL_BUTTON_RMASK;
    assert_int_equal(feed(&events, move, out), 1);
    assert_true(out[0].kind == INPUT_POINTER && out[0].button == 3);
    assert_true(out[0].x == 20 && out[0].y == 40 && out[0].dx == 6 && out[0].dy == -8);

    SDL_Event wheel = {.type = SDL_MOUSEWHEEL};
    wheel.wheel.preciseY = 1.5f;
    wheel.wheel.direction = SDL_MOUSEWHEEL_FLIPPED;
    assert_int_equal(feed(&events, wheel, out), 1);
    assert_true(out[0].kind == INPUT_WHEEL && out[0].amount == -1.5f);
    assert_true(out[0].x == 20 && out[0].y == 40);

    assert_int_equal(feed(&events, button(SDL_MOUSEBUTTONDOWN, SDL_BUTTON_LEFT, 5, 6, 0), out), 1);
    assert_true(out[0].kind == INPUT_PRESS && out[0].button == 1 && out[0].x == 10);
    assert_int_equal(feed(&events, button(SDL_MOUSEBUTTONUP, SDL_BUTTON_LEFT, 5, 6, 0), out), 1);
    assert_int_equal(out[0].kind, INPUT_RELEASE);
}

static void a_click_that_gives_the_focus_does_nothing_else(void **state)
{
    (void)state;
    struct window_events events = fresh();
    struct input_event out[WINDOW_EVENTS_ROOM];
    SDL_Event focus = {.type = SDL_WINDOWEVENT};
    focus.window.event = SDL_WINDOWEVENT_FOCUS_GAINED;
    focus.window.timestamp = 1000;
    assert_int_equal(feed(&events, focus, out), 0);
    assert_int_equal(feed(&events, button(SDL_MOUSEBUTTONDOWN, SDL_BUTTON_LEFT, 1, 1, 1010), out),
                     0);
    SDL_Event move = {.type = SDL_MOUSEMOTION};
    move.motion.state = SDL_BUTTON_LMASK;
    assert_int_equal(feed(&events, move, out), 1);
    assert_int_equal(out[0].button, 0); /* and drags nothing */
    assert_int_equal(feed(&events, button(SDL_MOUSEBUTTONUP, SDL_BUTTON_LEFT, 1, 1, 1100), out),
                     0);
    assert_int_equal(feed(&events, button(SDL_MOUSEBUTTONDOWN, SDL_BUTTON_LEFT, 1, 1, 1200), out),
                     1);
    assert_int_equal(feed(&events, button(SDL_MOUSEBUTTONUP, SDL_BUTTON_LEFT, 1, 1, 1250), out),
                     1);
}

static void one_finger_is_the_pointer(void **state)
{
    (void)state;
    struct window_events events = fresh();
    struct input_event out[WINDOW_EVENTS_ROOM];
    assert_int_equal(feed(&events, finger(SDL_FINGERDOWN, 9, 0.5f, 0.5f), out), 1);
    assert_true(out[0].kind == INPUT_PRESS && out[0].button == 1);
    assert_true(out[0].x == 500 && out[0].y == 250);
    assert_int_equal(feed(&events, finger(SDL_FINGERMOTION, 9, 0.75f, 0.5f), out), 1);
    assert_true(out[0].kind == INPUT_POINTER && out[0].button == 1);
    assert_true(out[0].x == 750 && out[0].dx == 250 && out[0].dy == 0);
    assert_int_equal(feed(&events, finger(SDL_FINGERUP, 9, 0.75f, 0.5f), out), 1);
    assert_true(out[0].kind == INPUT_RELEASE && out[0].x == 750);
    assert_int_equal(feed(&events, finger(SDL_FINGERUP, 9, 0, 0), out), 0);
}

static void two_fingers_pinch_and_pan_and_press_nothing(void **state)
{
    (void)state;
    struct window_events events = fresh();
    struct input_event out[WINDOW_EVENTS_ROOM];
    feed(&events, finger(SDL_FINGERDOWN, 1, 0.4f, 0.5f), out);
    assert_int_equal(feed(&events, finger(SDL_FINGERDOWN, 2, 0.6f, 0.5f), out), 2);
    assert_true(out[0].kind == INPUT_POINTER && out[0].x < 0 && out[0].y < 0);
    assert_true(out[1].kind == INPUT_RELEASE && out[1].x < 0 && out[1].y < 0);
    /* From 200 px apart to 300 px: 1.5 times, and the middle moves 50 px. */
    assert_int_equal(feed(&events, finger(SDL_FINGERMOTION, 2, 0.7f, 0.5f), out), 2);
    assert_int_equal(out[0].kind, INPUT_PINCH);
    assert_float_equal(out[0].amount, 1.5f, 1e-4f);
    assert_true(out[1].kind == INPUT_POINTER && out[1].button == 3);
    assert_float_equal(out[1].dx, 50, 1e-3f);
    assert_float_equal(out[1].x, 550, 1e-3f);
    /* A third finger changes nothing, and the last of two does not become a drag. */
    assert_int_equal(feed(&events, finger(SDL_FINGERDOWN, 3, 0.1f, 0.1f), out), 0);
    assert_int_equal(feed(&events, finger(SDL_FINGERUP, 3, 0.1f, 0.1f), out), 0);
    assert_int_equal(feed(&events, finger(SDL_FINGERUP, 1, 0.4f, 0.5f), out), 0);
    assert_int_equal(feed(&events, finger(SDL_FINGERMOTION, 2, 0.9f, 0.9f), out), 0);
    assert_int_equal(feed(&events, finger(SDL_FINGERUP, 2, 0.9f, 0.9f), out), 0);
    /* All up: a finger is a pointer again. */
    assert_int_equal(feed(&events, finger(SDL_FINGERDOWN, 4, 0.5f, 0.5f), out), 1);
    assert_int_equal(out[0].kind, INPUT_PRESS);
}

static void two_fingers_turn_the_view(void **state)
{
    (void)state;
    struct window_events events = fresh();
    struct input_event out[WINDOW_EVENTS_ROOM];
    feed(&events, finger(SDL_FINGERDOWN, 1, 0.5f, 0.5f), out);
    feed(&events, finger(SDL_FINGERDOWN, 2, 0.6f, 0.5f), out);
    /* A quarter clockwise, as it is seen, at the same distance: what is near goes to the left. */
    assert_int_equal(feed(&events, finger(SDL_FINGERMOTION, 2, 0.5f, 0.7f), out), 3);
    assert_int_equal(out[0].kind, INPUT_PINCH);
    assert_float_equal(out[0].amount, 1.0f, 1e-4f);
    assert_int_equal(out[1].kind, INPUT_ROTATE);
    assert_float_equal(out[1].dx, -1.5707963f, 1e-4f);
    assert_float_equal(out[1].dy, 0.0f, 1e-6f);
    assert_int_equal(out[2].kind, INPUT_POINTER);
    /* Past half a turn it goes on the short way round. */
    feed(&events, finger(SDL_FINGERMOTION, 2, 0.4f, 0.51f), out);
    assert_int_equal(feed(&events, finger(SDL_FINGERMOTION, 2, 0.4f, 0.49f), out), 3);
    assert_true(out[1].dx > -0.2f && out[1].dx < 0.0f);
}

static void fingers_on_one_spot_do_not_divide_by_nothing(void **state)
{
    (void)state;
    struct window_events events = fresh();
    struct input_event out[WINDOW_EVENTS_ROOM];
    feed(&events, finger(SDL_FINGERDOWN, 1, 0.5f, 0.5f), out);
    feed(&events, finger(SDL_FINGERDOWN, 2, 0.5f, 0.5f), out);
    assert_int_equal(feed(&events, finger(SDL_FINGERMOTION, 2, 0.8f, 0.5f), out), 1);
    assert_int_equal(out[0].kind, INPUT_POINTER);
}

static void fingers_that_are_apart_are_pointers_each(void **state)
{
    (void)state;
    struct window_events events = fresh();
    struct input_event out[WINDOW_EVENTS_ROOM];
    events.apart = true;
    assert_int_equal(feed(&events, finger(SDL_FINGERDOWN, 71, 0.1f, 0.5f), out), 1);
    assert_true(out[0].kind == INPUT_PRESS && out[0].finger == 1 && out[0].button == 1);
    assert_int_equal(feed(&events, finger(SDL_FINGERDOWN, 12, 0.9f, 0.5f), out), 1);
    assert_true(out[0].kind == INPUT_PRESS && out[0].finger == 2);
    assert_int_equal(feed(&events, finger(SDL_FINGERMOTION, 71, 0.2f, 0.5f), out), 1);
    assert_true(out[0].kind == INPUT_POINTER && out[0].finger == 1);
    assert_float_equal(out[0].dx, 100.0f, 1e-3f);
    assert_int_equal(feed(&events, finger(SDL_FINGERUP, 71, 0.2f, 0.5f), out), 1);
    assert_true(out[0].kind == INPUT_RELEASE && out[0].finger == 1);
    assert_int_equal(feed(&events, finger(SDL_FINGERUP, 12, 0.9f, 0.5f), out), 1);
    assert_true(out[0].kind == INPUT_RELEASE && out[0].finger == 2 && out[0].x == 900.0f);
    assert_int_equal(feed(&events, finger(SDL_FINGERUP, 12, 0.9f, 0.5f), out), 0);
}

/* A touch screen that is unplugged lets no finger go. */
static void fingers_that_never_let_go_give_way(void **state)
{
    (void)state;
    struct window_events events = fresh();
    struct input_event out[WINDOW_EVENTS_ROOM];
    events.apart = true;
    for (int i = 0; i < WINDOW_TOUCHES; i++) {
        SDL_Event down = finger(SDL_FINGERDOWN, i, 0.5f, 0.5f);
        down.tfinger.timestamp = (Uint32)(100 - i);
        assert_int_equal(feed(&events, down, out), 1);
    }
    SDL_Event more = finger(SDL_FINGERDOWN, 99, 0.5f, 0.5f);
    more.tfinger.timestamp = 200;
    assert_int_equal(feed(&events, more, out), 2);
    assert_true(out[0].kind == INPUT_RELEASE && out[0].x < 0.0f); /* clicks nothing */
    assert_int_equal(out[0].finger, WINDOW_TOUCHES);              /* the oldest */
    assert_true(out[1].kind == INPUT_PRESS && out[1].finger == WINDOW_TOUCHES);
    /* The same finger again, without having been let go. */
    assert_int_equal(feed(&events, more, out), 2);
}

/* SDL's milliseconds begin anew after 49 days. */
static void the_oldest_is_known_where_milliseconds_begin_anew(void **state)
{
    (void)state;
    struct window_events events = fresh();
    struct input_event out[WINDOW_EVENTS_ROOM];
    events.apart = true;
    for (int i = 0; i < WINDOW_TOUCHES; i++) {
        SDL_Event down = finger(SDL_FINGERDOWN, i, 0.5f, 0.5f);
        down.tfinger.timestamp = (Uint32)(100 * i - 250);
        assert_int_equal(feed(&events, down, out), 1);
    }
    SDL_Event more = finger(SDL_FINGERDOWN, 99, 0.5f, 0.5f);
    more.tfinger.timestamp = 1000;
    assert_int_equal(feed(&events, more, out), 2);
    assert_true(out[0].kind == INPUT_RELEASE && out[0].finger == 1);
}

static SDL_Event at(SDL_Event sdl, Uint32 ms)
{
    sdl.tfinger.timestamp = ms;
    return sdl;
}

/* One that rests is not lost before that, and nothing is while nobody else comes. */
static void lost_fingers_are_given_up(void **state)
{
    (void)state;
    enum { BEFORE = -3000, LATER = BEFORE + WINDOW_LOST_MS };
    struct window_events events = fresh();
    struct input_event out[WINDOW_EVENTS_ROOM];
    events.apart = true;
    feed(&events, at(finger(SDL_FINGERDOWN, 1, 0.1f, 0.5f), (Uint32)BEFORE), out);
    feed(&events, at(finger(SDL_FINGERDOWN, 2, 0.2f, 0.5f), (Uint32)BEFORE + 10), out);
    assert_int_equal(feed(&events, at(finger(SDL_FINGERDOWN, 3, 0.3f, 0.5f), LATER), out), 2);
    assert_true(out[0].kind == INPUT_RELEASE && out[0].finger == 1 && out[0].x < 0.0f);
    assert_true(out[1].kind == INPUT_PRESS);
    assert_int_equal(feed(&events, at(finger(SDL_FINGERUP, 1, 0.1f, 0.5f), LATER + 1), out), 0);
    assert_int_equal(feed(&events, at(finger(SDL_FINGERUP, 2, 0.2f, 0.5f), LATER + 1), out), 1);

    /* Where two of them pinch: the next one is a pointer again. */
    events = fresh();
    feed(&events, at(finger(SDL_FINGERDOWN, 1, 0.1f, 0.5f), (Uint32)BEFORE), out);
    feed(&events, at(finger(SDL_FINGERDOWN, 2, 0.2f, 0.5f), (Uint32)BEFORE), out);
    assert_int_equal(feed(&events, at(finger(SDL_FINGERDOWN, 3, 0.3f, 0.5f), LATER), out), 1);
    assert_true(out[0].kind == INPUT_PRESS && out[0].x == 300.0f);
    assert_int_equal(feed(&events, at(finger(SDL_FINGERMOTION, 3, 0.4f, 0.5f), LATER), out), 1);
    assert_true(out[0].kind == INPUT_POINTER && out[0].button == 1);
    /* And one that was lost in the middle of a press clicks nothing. */
    assert_int_equal(
        feed(&events, at(finger(SDL_FINGERDOWN, 4, 0.3f, 0.5f), LATER + WINDOW_LOST_MS), out), 3);
    assert_true(out[1].kind == INPUT_RELEASE && out[1].x < 0.0f && out[2].kind == INPUT_PRESS);
}

static void closing_the_window_asks_to_quit(void **state)
{
    (void)state;
    struct window_events events = fresh();
    struct input_event out[WINDOW_EVENTS_ROOM];
    assert_int_equal(feed(&events, (SDL_Event){.type = SDL_QUIT}, out), 1);
    assert_int_equal(out[0].kind, INPUT_QUIT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_are_known_and_repeats_are_not_events),
        cmocka_unit_test(chords_of_the_desktop_are_left_alone),
        cmocka_unit_test(a_layout_of_other_letters_goes_by_place),
        cmocka_unit_test(a_sign_is_known_by_its_text_but_never_twice),
        cmocka_unit_test(the_mouse_is_in_px),
        cmocka_unit_test(a_click_that_gives_the_focus_does_nothing_else),
        cmocka_unit_test(one_finger_is_the_pointer),
        cmocka_unit_test(two_fingers_pinch_and_pan_and_press_nothing),
        cmocka_unit_test(two_fingers_turn_the_view),
        cmocka_unit_test(fingers_on_one_spot_do_not_divide_by_nothing),
        cmocka_unit_test(fingers_that_are_apart_are_pointers_each),
        cmocka_unit_test(the_oldest_is_known_where_milliseconds_begin_anew),
        cmocka_unit_test(lost_fingers_are_given_up),
        cmocka_unit_test(fingers_that_never_let_go_give_way),
        cmocka_unit_test(closing_the_window_asks_to_quit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
