/* The meanings of colour in the finished picture, after light, fog, bloom and tone: the trodden
 * path, what is new and the rest are told apart by every eye, on average, in both themes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

#include "../colour.h"
#include "../scene/synthetic.h"
#include "gl_context.h"
#include "scene/camera.h"
#include "scene/scene.h"

enum { WIDTH = 960, HEIGHT = 540, LEAST_SAMPLES = 200 };

static const double LEAST_DISTANCE = 10.0;
static const enum palette_meaning TOLD[] = {PALETTE_PATH, PALETTE_NEW, PALETTE_REST};
enum { N_TOLD = sizeof TOLD / sizeof *TOLD };

struct mean {
    double rgb[3]; /* linear */
    unsigned n;
};

static double linear(uint8_t coded)
{
    double c = coded / 255.0;
    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

/* Which of the meanings the colour of a ribbon is, whatever its light; -1 none of them. */
static int meaning_of(const float colour[3], const struct palette *palette)
{
    for (int i = 0; i < N_TOLD; i++) {
        const float *pure = palette->linear[TOLD[i]];
        double dot = 0, a = 0, b = 0;
        for (int k = 0; k < 3; k++) {
            dot += (double)(colour[k] * pure[k]);
            a += (double)(colour[k] * colour[k]);
            b += (double)(pure[k] * pure[k]);
        }
        if (dot > 0.995 * sqrt(a * b) && a > 0)
            return i;
    }
    return -1;
}

static void sample(const struct plan *plan, const struct plan_ribbon *ribbon, const uint8_t *pixels,
                   struct mean *mean)
{
    for (int step = 3; step <= 7; step++) {
        float t = 0.1f * (float)step * ribbon->range[1], m = 1.0f - t, at[3], x, y;
        for (int k = 0; k < 3; k++)
            at[k] = m * m * m * ribbon->p[0][k] + 3 * m * m * t * ribbon->p[1][k] +
                    3 * m * t * t * ribbon->p[2][k] + t * t * t * ribbon->p[3][k];
        if (!camera_project(plan, at, &x, &y) || x < 0 || y < 0 || x >= WIDTH || y >= HEIGHT)
            continue;
        const uint8_t *p = pixels + 3 * ((size_t)y * WIDTH + (size_t)x);
        for (int k = 0; k < 3; k++)
            mean->rgb[k] += linear(p[k]);
        mean->n++;
    }
}

/* A circuit with its path worn in and new links grown, rendered; means of what was drawn. */
static void measure(enum palette_theme theme, struct mean means[N_TOLD])
{
    static uint8_t pixels[3 * WIDTH * HEIGHT];
    struct scene_options look = {.reduced_motion = true, .theme = theme};
    struct render_options options = gl_context_options();
    options.guard_off = true;
    struct error error;
    struct synthetic *made = synthetic_create();
    struct scene *scene = scene_create(&look, &error);
    struct render *render = render_create(&options, &error);
    struct plan *plan = plan_create();
    assert_true(made && scene && render && plan);
    scene_observe(scene, &made->snapshot, NULL);
    synthetic_freshen(made, 400);
    scene_observe(scene, &made->snapshot, NULL);
    for (int i = 0; i < 120; i++)
        scene_animate(scene, 0.1);
    plan_begin(plan, WIDTH, HEIGHT, 0.0);
    scene_draw(scene, plan);
    assert_true(render_draw(render, plan, &error));
    render_capture(render, pixels);

    memset(means, 0, N_TOLD * sizeof *means);
    for (uint32_t p = 0; p < plan->n_passes; p++) {
        const struct plan_pass *pass = &plan->passes[p];
        for (uint32_t i = pass->first;
             pass->kind == PLAN_PASS_RIBBONS && i < pass->first + pass->count; i++) {
            const struct plan_ribbon *ribbon = &plan->ribbons[i];
            int meaning = meaning_of(ribbon->colour, scene_palette(scene));
            if (meaning >= 0 && ribbon->opacity > 0.2f)
                sample(plan, ribbon, pixels, &means[meaning]);
        }
    }
    for (int i = 0; i < N_TOLD; i++) {
        assert_true(means[i].n >= LEAST_SAMPLES);
        for (int k = 0; k < 3; k++)
            means[i].rgb[k] /= means[i].n;
    }
    plan_destroy(plan);
    render_destroy(render);
    scene_destroy(scene);
    free(made);
}

static void told_apart(enum palette_theme theme)
{
    struct mean means[N_TOLD];
    measure(theme, means);
    for (int eye = 0; eye < EYES; eye++) {
        double lab[N_TOLD][3];
        for (int i = 0; i < N_TOLD; i++)
            see(MACHADO[eye], means[i].rgb, lab[i]);
        for (int a = 0; a < N_TOLD; a++)
            for (int b = 0; b < a; b++) {
                double apart = ciede2000(lab[a], lab[b]);
                if (apart < LEAST_DISTANCE)
                    fail_msg("%s, eye %d: meanings %d and %d are but %.1f apart",
                             palette_theme_name(theme), eye, (int)TOLD[b], (int)TOLD[a], apart);
            }
    }
}

static void by_every_eye_at_night(void **state)
{
    (void)state;
    told_apart(PALETTE_NIGHT);
}

static void by_every_eye_by_day(void **state)
{
    (void)state;
    told_apart(PALETTE_DAY);
}

/* The measure can fail: of one picture with itself there is no distance. */
static void the_same_is_not_apart(void **state)
{
    (void)state;
    const double grey[3] = {0.2, 0.2, 0.2};
    double lab[3];
    see(MACHADO[1], grey, lab);
    assert_true(ciede2000(lab, lab) < 1e-6);
}

static int open_gl(void **state)
{
    static struct gl_context gl;
    *state = &gl;
    return gl_context_open(&gl) ? 0 : -1;
}

static int close_gl(void **state)
{
    gl_context_close(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_is_not_apart),
        cmocka_unit_test(by_every_eye_at_night),
        cmocka_unit_test(by_every_eye_by_day),
    };
    return cmocka_run_group_tests(tests, open_gl, close_gl);
}
