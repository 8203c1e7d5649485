/* From night to day and back on a real picture, behind the flash guard and before the flash meter:
 * the largest change of light there is. */
#include "fixture.h"

#include <math.h>

#include "render/flash.h"
#include "render/gl_context.h"

enum { WIDTH = 640, HEIGHT = 360 };
static const double FPS = 30.0;

struct film {
    struct fixture *f;
    struct flash_meter *meter;
    uint8_t pixels[3 * WIDTH * HEIGHT];
    double t;
    float held; /* back by the guard, at most */
};

static struct render *make_render(bool guard_off)
{
    struct render_options options = gl_context_options();
    options.guard_off = guard_off;
    struct error error;
    struct render *render = render_create(&options, &error);
    assert_non_null(render);
    return render;
}

static void take(struct film *film, double dt)
{
    struct fixture *f = film->f;
    struct error error;
    scene_animate(f->scene, dt);
    plan_begin(f->plan, WIDTH, HEIGHT, film->t);
    ui_leave_free(f->ui, f->plan);
    scene_draw(f->scene, f->plan);
    ui_build(f->ui, f->render, &f->scenario, f->scene, &f->snapshot, &f->view, f->plan, dt);
    assert_true(render_draw(f->render, f->plan, &error));
    render_capture(f->render, film->pixels);
}

static void run(struct film *film, double seconds)
{
    for (int i = 0; i < (int)(seconds * FPS); i++) {
        take(film, 1.0 / FPS);
        flash_meter_feed(film->meter, film->pixels, WIDTH, HEIGHT, film->t);
        film->t += 1.0 / FPS;
        film->held = fmaxf(film->held, render_stats(film->f->render)->held_back);
    }
}

static void film_open(struct film *film, struct fixture *f, bool guard_off)
{
    *film = (struct film){.f = f, .meter = flash_meter_create()};
    assert_non_null(film->meter);
    render_destroy(f->render);
    f->render = make_render(guard_off);
    ui_controls(f->ui, false);
    run(film, 2.0);
}

static void film_close(struct film *film, struct flash_report *report)
{
    flash_meter_report(film->meter, report);
    flash_meter_destroy(film->meter);
    render_destroy(film->f->render);
    film->f->render = NULL;
}

/* There and back, and keys pressed ten times a second in between. */
static void change_about(struct film *film)
{
    scene_set_theme(film->f->scene, PALETTE_DAY);
    run(film, 6.0);
    for (int i = 0; i < 60; i++) {
        scene_set_theme(film->f->scene, i % 2 ? PALETTE_DAY : PALETTE_NIGHT);
        run(film, 0.1);
    }
    scene_set_theme(film->f->scene, PALETTE_NIGHT);
    run(film, 7.0);
}

static void nothing_flashes(void **state)
{
    static struct film film;
    struct flash_report report;
    film_open(&film, *state, false);
    change_about(&film);
    film_close(&film, &report);
    assert_int_equal(report.worst_general, 0);
    assert_int_equal(report.worst_red, 0);
}

/* And it would not even without the guard, which is for what nobody foresaw. */
static void the_guard_is_not_needed(void **state)
{
    static struct film film;
    struct flash_report report;
    film_open(&film, *state, true);
    change_about(&film);
    film_close(&film, &report);
    assert_int_equal(report.worst_general, 0);
}

/* The picture is what it should be all the way: the guard has next to nothing to hold back. */
static void the_day_arrives(void **state)
{
    static struct film film, plain;
    struct fixture *f = *state;
    struct flash_report report;
    film_open(&film, f, false);
    scene_set_theme(f->scene, PALETTE_DAY);
    film.held = 0.0f;
    run(&film, 6.0);
    assert_true(film.held < 0.1f);
    film_close(&film, &report);
    plain = (struct film){.f = f, .t = film.t};
    f->render = make_render(true);
    take(&plain, 0.0);
    render_destroy(f->render);
    f->render = NULL;
    size_t wrong = 0;
    for (size_t i = 0; i < sizeof film.pixels; i++)
        wrong += abs(film.pixels[i] - plain.pixels[i]) > 12;
    assert_int_equal(wrong, 0);
    const uint8_t *corner = &film.pixels[3 * (WIDTH * 200 + 3)];
    assert_true(corner[0] > 200 && corner[1] > 200 && corner[2] > 200);
}

static int open_all(void **state)
{
    static struct gl_context gl;
    return fixture_open(state) == 0 && gl_context_open(&gl) ? 0 : -1;
}

static int close_all(void **state)
{
    fixture_close(state);
    SDL_Quit();
    return 0;
}

#define THEME_TEST(test) cmocka_unit_test_setup_teardown(test, open_all, close_all)

int main(void)
{
    const struct CMUnitTest tests[] = {
        THEME_TEST(nothing_flashes),
        THEME_TEST(the_guard_is_not_needed),
        THEME_TEST(the_day_arrives),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
