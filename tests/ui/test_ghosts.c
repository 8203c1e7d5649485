/* Words on a real picture, behind the flash guard: what was replaced leaves nothing behind, at
 * any pace of the picture. */
#include "fixture.h"

#include <math.h>

#include "render/gl_context.h"

static const double PACES[] = {1.0, 2.0, 5.0, 9.0, 20.0};
/* All has faded and come by then: so long, or so many pictures. */
static const double AFTER_S = 3.5;
enum { AFTER_PICTURES = 8 };

static struct render *make_render(bool guard_off)
{
    struct render_options options = gl_context_options();
    options.guard_off = guard_off;
    struct error error;
    struct render *render = render_create(&options, &error);
    assert_non_null(render);
    return render;
}

/* The overlay alone, on black: the network moves, and is no word. */
static void draw(struct fixture *f, int width, int height, double t, double dt)
{
    struct error error;
    plan_begin(f->plan, width, height, t);
    ui_build(f->ui, f->render, &f->scenario, NULL, &f->snapshot, &f->view, f->plan, dt);
    assert_true(render_draw(f->render, f->plan, &error));
}

static void tell(struct fixture *f, const char *title, const char *caption, const char *source)
{
    f->view.phase_title = title;
    f->view.caption = caption;
    f->view.source = source;
}

/* Runs a change of words at the pace and compares with the same words drawn without a guard. */
static void change_words(struct fixture *f, int width, int height, float scale, double fps)
{
    size_t size = (size_t)width * (size_t)height * 3;
    uint8_t *guarded = malloc(size), *plain = malloc(size);
    assert_true(guarded && plain);
    fixture_scale(f, scale);
    ui_controls(f->ui, false);
    f->render = make_render(false);
    double dt = 1.0 / fps, t = 0.0;
    tell(f, "The dose",
         "Ketamine blocks some NMDA channels, and in this model the walk can leave "
         "its path.",
         "Zarate et al. 2006; Homayoun & Moghaddam 2007");
    for (; t < 6.0; t += dt)
        draw(f, width, height, t, dt);
    tell(f, "A chain of signals",
         "Glutamate rises, AMPA receptors answer, and cells release "
         "BDNF, which helps them grow.",
         "Moghaddam et al. 1997; Autry et al. 2011");
    for (double end = t + fmax(AFTER_S, AFTER_PICTURES * dt); t < end; t += dt)
        draw(f, width, height, t, dt);
    render_capture(f->render, guarded);
    render_destroy(f->render);

    f->render = make_render(true);
    draw(f, width, height, t, 0.0);
    render_capture(f->render, plain);
    render_destroy(f->render);
    f->render = NULL;
    size_t wrong = 0;
    for (size_t i = 0; i < size; i++)
        wrong += abs(guarded[i] - plain[i]) > 12;
    if (wrong)
        fail_msg("%dx%d, text %.1f, %.0f pictures a second: %zu values are not as meant", width,
                 height, (double)scale, fps, wrong);
    free(guarded);
    free(plain);
}

static void nothing_is_left_of_old_words(void **state)
{
    struct fixture *f = *state;
    render_destroy(f->render); /* the null device draws nothing that could be looked at */
    struct gl_context gl = {0};
    assert_true(gl_context_open(&gl));
    for (size_t i = 0; i < sizeof PACES / sizeof *PACES; i++) {
        change_words(f, 640, 360, 1.0f, PACES[i]);
        change_words(f, 640, 360, 2.0f, PACES[i]);
        change_words(f, 360, 640, 1.0f, PACES[i]);
    }
    f->render = render_create(&(struct render_options){0}, NULL);
    gl_context_close(&gl);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(nothing_is_left_of_old_words, fixture_open, fixture_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
