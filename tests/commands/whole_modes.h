/* A whole talk and a whole exhibit, small, offscreen, at times that a test makes up. */
#ifndef SNOWMELT_TESTS_WHOLE_MODES_H
#define SNOWMELT_TESTS_WHOLE_MODES_H

#include "../scratch.h"

#include "commands/exhibit.h"
#include "commands/present.h"

enum { WIDTH = 320, HEIGHT = 240 };

static const double START_S = 100.0;

/* With one option more, that takes a value. */
static inline struct options options_of(const char *command, const char *option, const char *value)
{
    struct options options;
    struct error error = {0};
    char *argv[] = {"snowmelt",     (char *)command, "--size", "320x240", "--language", "en",
                    (char *)option, (char *)value,   NULL};
    if (!options_parse(&options, 8, argv, &error))
        fail_msg("%s", error.text);
    return options;
}

static inline void present_next(struct present *present, double dt_s)
{
    struct error error = {0};
    if (!present_frame(present, present->now_s + dt_s, &error))
        fail_msg("%s", error.text);
}

static inline void exhibit_next(struct exhibit *exhibit, double dt_s)
{
    struct error error = {0};
    if (!exhibit_frame(exhibit, exhibit->clock_s + dt_s, &error))
        fail_msg("%s", error.text);
}

/* Down and up again. */
static inline void touch(struct exhibit *exhibit, unsigned finger, float x, float y)
{
    struct input_event event = {
        .kind = INPUT_PRESS, .x = x, .y = y, .finger = finger, .button = 1};
    exhibit_take(exhibit, &event);
    event.kind = INPUT_RELEASE;
    exhibit_take(exhibit, &event);
}

/* One of what stands in its band, counted round and round. */
static inline void touch_button(struct exhibit *exhibit, unsigned number, unsigned finger)
{
    uint32_t n;
    const struct ui_node *nodes = kiosk_nodes(exhibit->kiosk, &n);
    if (!n)
        return;
    const struct plan_box *box = &nodes[number % n].box;
    touch(exhibit, finger, box->x + 0.5f * box->w, box->y + 0.5f * box->h);
}

/* A folder of its own for settings, counts and health. */
static inline int whole_modes_setup(void **state)
{
    if (scratch_make(state) != 0)
        return -1;
    setenv("XDG_CONFIG_HOME", *state, 1);
    setenv("XDG_STATE_HOME", *state, 1);
    setenv("SDL_AUDIODRIVER", "dummy", 1);
    unsetenv("SNOWMELT_STATE_FILE");
    return 0;
}

#endif
