/* exhibit: a screen for visitors. The story goes by itself until somebody touches it; nobody leaves
 * but staff, by their PIN, or whoever may end the process. */
#include "commands/exhibit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "commands/commands.h"
#include "commands/interrupt.h"
#include "commands/staff_tries.h"

static const double LEAST_FRAME_S = 1.0 / 120.0;
/* In the dark one picture a second is enough, and the model stands still; hands are felt all the
 * same. */
static const double DARK_FRAME_S = 1.0, DARK_LOOK_S = 0.05;

static void rest_until(double until)
{
    double left = until - window_time();
    if (left <= 0.0)
        return;
    nanosleep(&(struct timespec){.tv_sec = (time_t)left,
                                 .tv_nsec = (long)((left - floor(left)) * 1e9)},
              NULL);
}

static void wait_in_the_dark(struct exhibit *exhibit)
{
    double until = exhibit->clock_s + DARK_FRAME_S;
    while (window_time() < until && exhibit_is_dark(exhibit) && !exhibit->staff.leave) {
        rest_until(fmin(window_time() + DARK_LOOK_S, until));
        exhibit_input(exhibit);
    }
}

static bool run(struct exhibit *exhibit, struct error *error)
{
    while (!exhibit->staff.leave && !interrupt_came()) {
        if (!exhibit_frame(exhibit, window_time(), error))
            return false;
        if (exhibit_is_dark(exhibit))
            wait_in_the_dark(exhibit);
        else
            rest_until(exhibit->clock_s + LEAST_FRAME_S);
    }
    return true;
}

static int set_pin(void)
{
    char digits[64];
    struct error error;
    bool good = pin_ask(digits, sizeof digits, &error) && pin_store(digits, &error);
    memset(digits, 0, sizeof digits);
    if (good)
        staff_tries_forget();
    return good ? 0 : command_fail(&error);
}

int command_exhibit(const struct options *options)
{
    struct error error = {0};
    sigset_t before;
    const struct session_wish wish = {.threaded = true, .automatic = true, .remembers = true};
    if (options->set_pin)
        return set_pin();
    struct exhibit *exhibit = calloc(1, sizeof *exhibit);
    if (!exhibit) {
        error_set(&error, ERROR_MEMORY, "out of memory");
        return command_fail(&error);
    }
    interrupt_hold(&before); /* a signal ends it between two pictures */
    bool good = exhibit_open(exhibit, options, &wish, window_time(), &error) &&
                run(exhibit, &error);
    exhibit_close(exhibit);
    interrupt_let_go(&before);
    free(exhibit);
    return good ? 0 : command_fail(&error);
}
