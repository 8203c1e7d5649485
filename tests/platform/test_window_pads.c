/* What a game controller means, by SDL's events and by a controller that SDL makes up. */
#include "platform/window_pads.h"
#include "scratch.h"

struct feed {
    struct window_pads pads;
    struct window_events events;
    struct input_event out[WINDOW_EVENTS_ROOM];
    unsigned n;
};

static void take(struct feed *f)
{
    f->n = 0;
    while (f->n < WINDOW_EVENTS_ROOM && window_events_next(&f->events, &f->out[f->n]))
        f->n++;
}

static void give(struct feed *f, SDL_Event sdl)
{
    assert_true(window_pads_feed(&f->pads, &f->events, &sdl));
    take(f);
}

static SDL_Event button(uint8_t which)
{
    SDL_Event sdl = {.type = SDL_CONTROLLERBUTTONDOWN};
    sdl.cbutton.button = which;
    return sdl;
}

static SDL_Event axis(uint8_t which, float value, uint32_t ms)
{
    SDL_Event sdl = {.type = SDL_CONTROLLERAXISMOTION};
    sdl.caxis.axis = which;
    sdl.caxis.value = (Sint16)(value * 32767.0f);
    sdl.caxis.timestamp = ms;
    return sdl;
}

static void every_button_has_its_key(void **state)
{
    (void)state;
    static const struct {
        uint8_t button;
        enum input_key key;
    } CASES[] = {
        {SDL_CONTROLLER_BUTTON_A, KEY_ENTER},
        {SDL_CONTROLLER_BUTTON_B, KEY_ESCAPE},
        {SDL_CONTROLLER_BUTTON_X, KEY_D},
        {SDL_CONTROLLER_BUTTON_Y, KEY_V},
        {SDL_CONTROLLER_BUTTON_START, KEY_K},
        {SDL_CONTROLLER_BUTTON_BACK, KEY_H},
        {SDL_CONTROLLER_BUTTON_LEFTSHOULDER, KEY_PAGE_UP},
        {SDL_CONTROLLER_BUTTON_RIGHTSHOULDER, KEY_PAGE_DOWN},
        {SDL_CONTROLLER_BUTTON_DPAD_LEFT, KEY_FOCUS_LEFT},
        {SDL_CONTROLLER_BUTTON_DPAD_RIGHT, KEY_FOCUS_RIGHT},
        {SDL_CONTROLLER_BUTTON_DPAD_UP, KEY_FOCUS_UP},
        {SDL_CONTROLLER_BUTTON_DPAD_DOWN, KEY_FOCUS_DOWN},
    };
    struct feed f = {0};
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        give(&f, button(CASES[i].button));
        assert_int_equal(f.n, 1);
        assert_int_equal(f.out[0].kind, INPUT_KEY);
        assert_int_equal(f.out[0].key, CASES[i].key);
        SDL_Event up = button(CASES[i].button);
        up.type = SDL_CONTROLLERBUTTONUP;
        give(&f, up);
        assert_int_equal(f.n, 0);
    }
    give(&f, button(SDL_CONTROLLER_BUTTON_GUIDE)); /* belongs to the system */
    assert_int_equal(f.n, 0);
}

static void the_left_stick_moves_the_focus_once_and_then_slowly(void **state)
{
    (void)state;
    struct feed f = {0};
    give(&f, axis(SDL_CONTROLLER_AXIS_LEFTX, 0.3f, 1000));
    assert_int_equal(f.n, 0);
    give(&f, axis(SDL_CONTROLLER_AXIS_LEFTX, 0.9f, 1010));
    assert_int_equal(f.n, 1);
    assert_int_equal(f.out[0].key, KEY_FOCUS_RIGHT);
    give(&f, axis(SDL_CONTROLLER_AXIS_LEFTX, 0.5f, 1020)); /* trembles */
    give(&f, axis(SDL_CONTROLLER_AXIS_LEFTX, 0.7f, 1030));
    assert_int_equal(f.n, 0);
    window_pads_hold(&f.pads, &f.events, 1400);
    take(&f);
    assert_int_equal(f.n, 0);
    window_pads_hold(&f.pads, &f.events, 1800);
    take(&f);
    assert_int_equal(f.n, 1);
    assert_int_equal(f.out[0].key, KEY_FOCUS_RIGHT);
    give(&f, axis(SDL_CONTROLLER_AXIS_LEFTX, 0.0f, 1810));
    window_pads_hold(&f.pads, &f.events, 9000);
    take(&f);
    assert_int_equal(f.n, 0);
    give(&f, axis(SDL_CONTROLLER_AXIS_LEFTY, -1.0f, 9100));
    assert_int_equal(f.out[0].key, KEY_FOCUS_UP);
}

static void the_right_stick_turns_the_view_by_time(void **state)
{
    (void)state;
    struct feed f = {0};
    give(&f, axis(SDL_CONTROLLER_AXIS_RIGHTX, 0.1f, 0)); /* at rest */
    window_pads_hold(&f.pads, &f.events, 500);
    window_pads_hold(&f.pads, &f.events, 550);
    take(&f);
    assert_int_equal(f.n, 0);
    give(&f, axis(SDL_CONTROLLER_AXIS_RIGHTX, 1.0f, 600));
    window_pads_hold(&f.pads, &f.events, 600);
    take(&f);
    assert_int_equal(f.n, 0);
    float turned[2];
    for (uint32_t i = 0; i < 2; i++) {
        window_pads_hold(&f.pads, &f.events, 620 + 60 * i);
        take(&f);
        assert_int_equal(f.n, 1);
        assert_int_equal(f.out[0].kind, INPUT_ROTATE);
        assert_true(f.out[0].dy == 0.0f);
        turned[i] = f.out[0].dx;
    }
    assert_float_equal(turned[1], 3.0f * turned[0], 1e-4f);
    window_pads_hold(&f.pads, &f.events, 60000); /* a stopped program does not spin it */
    take(&f);
    assert_true(f.out[0].dx < 0.3f);
}

static bool plugged(const struct window_pads *pads)
{
    return pads->pad[0] != NULL;
}

/* Lets SDL say what has changed. */
static void pump(struct feed *f)
{
    SDL_Event sdl;
    SDL_PumpEvents();
    while (SDL_PollEvent(&sdl))
        window_pads_feed(&f->pads, &f->events, &sdl);
}

static void controllers_come_and_go(void **state)
{
    (void)state;
    struct feed f = {0};
    SDL_SetHint(SDL_HINT_JOYSTICK_ALLOW_BACKGROUND_EVENTS, "1");
    window_pads_start(&f.pads);
    assert_true(f.pads.started);
    pump(&f);
    int device = SDL_JoystickAttachVirtual(SDL_JOYSTICK_TYPE_GAMECONTROLLER,
                                           SDL_CONTROLLER_AXIS_MAX, SDL_CONTROLLER_BUTTON_MAX, 0);
    if (device < 0) {
        window_pads_stop(&f.pads);
        skip(); /* an SDL without made-up controllers */
    }
    pump(&f);
    assert_true(plugged(&f.pads));
    SDL_Joystick *stick = SDL_GameControllerGetJoystick(f.pads.pad[0]);
    SDL_JoystickSetVirtualButton(stick, SDL_CONTROLLER_BUTTON_A, SDL_PRESSED);
    SDL_JoystickUpdate();
    pump(&f);
    take(&f);
    assert_int_equal(f.n, 1);
    assert_int_equal(f.out[0].key, KEY_ENTER);
    SDL_JoystickDetachVirtual(device);
    pump(&f);
    assert_false(plugged(&f.pads));
    device = SDL_JoystickAttachVirtual(SDL_JOYSTICK_TYPE_GAMECONTROLLER, SDL_CONTROLLER_AXIS_MAX,
                                       SDL_CONTROLLER_BUTTON_MAX, 0);
    pump(&f);
    assert_true(plugged(&f.pads));
    window_pads_stop(&f.pads);
    assert_false(f.pads.started || plugged(&f.pads));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_button_has_its_key),
        cmocka_unit_test(the_left_stick_moves_the_focus_once_and_then_slowly),
        cmocka_unit_test(the_right_stick_turns_the_view_by_time),
        cmocka_unit_test(controllers_come_and_go),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
