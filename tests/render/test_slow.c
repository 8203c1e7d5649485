/* The governor below ten pictures a second, where it has to believe long pauses: what flashes
 * is held back as ever, also where a slow program is quick at times. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "render/guard.h"

enum { MOST_PICTURES = 400 };

static const float CALM_S = 1.0f, THIRD_S = 0.334f;
static const float FLASH = 0.10f; /* of relative luminance, there and back */

/* A picture that is all of one light, as the governor lets it through. */
struct film {
    struct guard *guard;
    float light[MOST_PICTURES];
    double seen_s[MOST_PICTURES]; /* when it came on the screen */
    int count;
};

static void show(struct film *film, float light, double dt_s, double seen_s)
{
    static float shown[GUARD_CELLS][4], fresh[GUARD_CELLS][4], keep[GUARD_CELLS];
    float before = film->count ? film->light[film->count - 1] : light;
    for (int i = 0; i < GUARD_CELLS; i++)
        for (int k = 0; k < 3; k++) {
            shown[i][k] = before;
            fresh[i][k] = light;
        }
    guard_judge(film->guard, (const float(*)[4])shown, (const float(*)[4])fresh, dt_s, keep);
    assert_true(film->count < MOST_PICTURES);
    film->light[film->count] = before + keep[GUARD_CELLS / 2] * (light - before);
    film->seen_s[film->count++] = seen_s;
}

/* Opposing changes of a flash's size within a second of each other: there must be none. */
static void no_flash(const struct film *film)
{
    for (int a = 0; a < film->count; a++)
        for (int b = a + 1; b < film->count; b++)
            for (int c = b + 1; c < film->count && film->seen_s[c] - film->seen_s[a] < 1.0; c++) {
                float there = film->light[b] - film->light[a];
                float back = film->light[b] - film->light[c];
                if (there * back > 0.0f && fminf(fabsf(there), fabsf(back)) >= FLASH)
                    fail_msg("%.3f, %.3f, %.3f from %.2f s to %.2f s", (double)film->light[a],
                             (double)film->light[b], (double)film->light[c], film->seen_s[a],
                             film->seen_s[c]);
            }
}

static float fastest_change(const struct film *film)
{
    float most = 0.0f;
    for (int a = 0; a < film->count; a++)
        for (int b = a + 1; b < film->count && film->seen_s[b] - film->seen_s[a] < (double)THIRD_S;
             b++)
            most = fmaxf(most, fabsf(film->light[b] - film->light[a]));
    return most;
}

static int set_up(void **state)
{
    struct film *film = calloc(1, sizeof *film);
    if (!film)
        return -1;
    film->guard = guard_create();
    *state = film;
    return film->guard ? 0 : -1;
}

static int tear_down(void **state)
{
    struct film *film = *state;
    guard_destroy(film->guard);
    free(film);
    return 0;
}

static void begin_film(struct film *film)
{
    guard_reset(film->guard);
    film->count = 0;
}

/* As fast as such a program can flash, and slower. */
static void slow_programs_do_not_flash(void **state)
{
    static const double FPS[] = {1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 7.0, 9.0, 10.0};
    struct film *film = *state;
    for (size_t r = 0; r < sizeof FPS / sizeof *FPS; r++)
        for (int every = 1; every <= 5; every++) {
            begin_film(film);
            for (int i = 0; i < 60; i++)
                show(film, i / every % 2 ? 1.0f : 0.0f, 1.0 / FPS[r], i / FPS[r]);
            no_flash(film);
            assert_true(fastest_change(film) <= 0.10f);
        }
}

/* A picture comes on the screen when it is finished, so that one that is quick follows a slow
 * one at once, though the pause before it was laid out was long. */
static void nor_do_those_that_are_quick_at_times(void **state)
{
    static const double SLOW_S[] = {0.12, 0.2, 0.3, 0.6}, QUICK_S = 0.004, LONGEST_S = 0.25;
    struct film *film = *state;
    for (size_t s = 0; s < sizeof SLOW_S / sizeof *SLOW_S; s++)
        for (int slow = 1; slow <= 9; slow += 2)
            for (int quick = 1; quick <= 9; quick += 4)
                for (int every = 1; every <= slow; every += 2) {
                    begin_film(film);
                    double laid_out_s = 0.0, cost_s = 0.0;
                    for (int i = 0; i < 60; i++) {
                        laid_out_s += cost_s;
                        double dt_s = fmin(cost_s, LONGEST_S);
                        cost_s = i % (slow + quick) < slow ? SLOW_S[s] : QUICK_S;
                        show(film, i / every % 2 ? 1.0f : 0.0f, dt_s, laid_out_s + cost_s);
                    }
                    no_flash(film);
                }
}

/* What changes but once arrives in about the time it would take at any pace. */
static void a_change_arrives_in_time(void **state)
{
    static const double FPS[] = {1.0, 2.0, 5.0, 8.0, 30.0};
    struct film *film = *state;
    for (size_t r = 0; r < sizeof FPS / sizeof *FPS; r++) {
        begin_film(film);
        /* Down, and up again when that is calm: what a caption does that is replaced. */
        for (int i = 0; (double)i < 8.0 * FPS[r]; i++) {
            double t = i / FPS[r];
            show(film, t < 3.0 || t >= 5.0 + (double)CALM_S ? 0.10f : 0.0f, 1.0 / FPS[r], t);
        }
        assert_float_equal(film->light[film->count - 1], 0.10f, 1e-4);
        int before = (int)(5.9 * FPS[r]);
        assert_float_equal(film->light[before], 0.0f, 1e-4);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(slow_programs_do_not_flash),
        cmocka_unit_test(nor_do_those_that_are_quick_at_times),
        cmocka_unit_test(a_change_arrives_in_time),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
