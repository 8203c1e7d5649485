/* The meanings of colour in the finished picture, after light, fog, bloom and tone: all six are
 * told apart by every eye, on average, in both themes. Links and grains and the cells that calm are
 * looked for in the circuit, ketamine in the pores of the synapse seen from near. */
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

enum { WIDTH = 960, HEIGHT = 540, TOLD = PALETTE_REST + 1 };

/* Smallest that is promised, in CIEDE2000 units: of all pairs. */
static const double LEAST_DISTANCE = 10.0;
/* In CIE L*, between links of the path and new ones: what is left to a picture without colour. */
static const double LEAST_LIGHTNESS = 14.0;
/* Points of the picture that each has to be seen at. */
static const unsigned LEAST_SAMPLES[TOLD] = {
    [PALETTE_PATH] = 200, [PALETTE_NEW] = 200,      [PALETTE_KETAMINE] = 3,
    [PALETTE_BDNF] = 20,  [PALETTE_INHIBITION] = 8, [PALETTE_REST] = 200};

struct mean {
    double rgb[3]; /* linear */
    unsigned n;
};

static double linear(uint8_t coded)
{
    double c = coded / 255.0;
    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

/* Which of the meanings a colour is, whatever its light; -1 none of them. */
static int meaning_of(const float colour[3], const struct palette *palette)
{
    for (int i = 0; i < TOLD; i++) {
        const float *pure = palette->linear[i];
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

static void sample_ribbons(const struct plan *plan, const struct palette *palette,
                           const uint8_t *pixels, struct mean means[TOLD])
{
    for (uint32_t p = 0; p < plan->n_passes; p++) {
        const struct plan_pass *pass = &plan->passes[p];
        for (uint32_t i = pass->first;
             pass->kind == PLAN_PASS_RIBBONS && i < pass->first + pass->count; i++) {
            const struct plan_ribbon *ribbon = &plan->ribbons[i];
            int meaning = meaning_of(ribbon->colour, palette);
            if (meaning >= 0 && ribbon->opacity > 0.2f)
                sample(plan, ribbon, pixels, &means[meaning]);
        }
    }
}

static float from_eye(const struct plan *plan, const float at[3])
{
    float square = 0.0f;
    for (int k = 0; k < 3; k++)
        square += (at[k] - plan->camera.eye[k]) * (at[k] - plan->camera.eye[k]);
    return square;
}

static float radius_px(const struct plan *plan, const struct plan_body *body)
{
    float px_mm = 0.5f * HEIGHT * plan->camera.projection[1][1];
    return body->radius * px_mm / sqrtf(from_eye(plan, body->centre));
}

/* Whether another body lies before its middle. */
static bool is_behind(const struct plan *plan, const struct plan_body *body, float x, float y)
{
    for (uint32_t i = 0; i < plan->n_bodies; i++) {
        const struct plan_body *other = &plan->bodies[i];
        float ox, oy;
        if (other == body || from_eye(plan, other->centre) > from_eye(plan, body->centre) ||
            !camera_project(plan, other->centre, &ox, &oy))
            continue;
        if (hypotf(ox - x, oy - y) < 1.2f * radius_px(plan, other))
            return true;
    }
    return false;
}

/* The disc as it is seen, its bright middle and its shaded sides. */
static void sample_disc(const uint8_t *pixels, float x, float y, float radius, struct mean *mean)
{
    double rgb[3] = {0};
    unsigned n = 0;
    for (int py = (int)(y - radius); py <= (int)(y + radius); py++)
        for (int px = (int)(x - radius); px <= (int)(x + radius); px++) {
            const uint8_t *p = pixels + 3 * ((size_t)py * WIDTH + (size_t)px);
            if (px < 0 || py < 0 || px >= WIDTH || py >= HEIGHT ||
                hypotf((float)px + 0.5f - x, (float)py + 0.5f - y) > fmaxf(radius, 0.75f))
                continue;
            for (int k = 0; k < 3; k++)
                rgb[k] += linear(p[k]);
            n++;
        }
    for (int k = 0; k < 3 && n; k++)
        mean->rgb[k] += rgb[k] / n;
    mean->n += n > 0;
}

static void sample_bodies(const struct plan *plan, const struct palette *palette,
                          const uint8_t *pixels, struct mean means[TOLD])
{
    for (uint32_t i = 0; i < plan->n_bodies; i++) {
        const struct plan_body *body = &plan->bodies[i];
        int meaning = meaning_of(body->colour, palette);
        float x, y;
        if (meaning < 0 || meaning == PALETTE_PATH || meaning == PALETTE_NEW ||
            meaning == PALETTE_REST || body->opacity < 0.5f ||
            !camera_project(plan, body->centre, &x, &y) || x < 0 || y < 0 || x >= WIDTH ||
            y >= HEIGHT || is_behind(plan, body, x, y))
            continue;
        sample_disc(pixels, x, y, 0.6f * radius_px(plan, body), &means[meaning]);
    }
}

/* A circuit with its path worn in and new links grown, or a synapse of it under the drug,
 * rendered; adds up what was drawn. */
static void measure(const struct scene_options *look, struct mean means[TOLD])
{
    static uint8_t pixels[3 * WIDTH * HEIGHT];
    struct render_options options = gl_context_options();
    options.guard_off = true;
    struct error error;
    struct synthetic *made = synthetic_create();
    struct scene *scene = scene_create(look, &error);
    struct render *render = render_create(&options, &error);
    struct plan *plan = plan_create();
    if (!render)
        fail_msg("%s", error.text);
    assert_true(made && scene && plan);
    made->snapshot.now.bdnf = 1.6f;
    if (look->view == SCENE_SYNAPSE)
        made->snapshot.now.occupancy_exc = 0.5f;
    scene_observe(scene, &made->snapshot, NULL);
    synthetic_freshen(made, 400);
    scene_observe(scene, &made->snapshot, NULL);
    for (int i = 0; i < 120; i++)
        scene_animate(scene, 0.1);
    plan_begin(plan, WIDTH, HEIGHT, 0.0);
    scene_draw(scene, plan);
    assert_true(render_draw(render, plan, &error));
    render_capture(render, pixels);
    if (look->view == SCENE_CIRCUIT)
        sample_ribbons(plan, scene_palette(scene), pixels, means);
    sample_bodies(plan, scene_palette(scene), pixels, means);
    plan_destroy(plan);
    render_destroy(render);
    scene_destroy(scene);
    free(made);
}

static void told_apart(enum palette_set set, enum palette_theme theme)
{
    struct mean means[TOLD] = {0};
    double least = 1e9;
    static const enum scene_view VIEWS[] = {SCENE_CIRCUIT, SCENE_SYNAPSE};
    for (int v = 0; v < 2; v++) {
        struct scene_options look = {
            .reduced_motion = true, .theme = theme, .palette = set, .view = VIEWS[v]};
        measure(&look, means);
    }
    for (int i = 0; i < TOLD; i++) {
        if (means[i].n < LEAST_SAMPLES[i])
            fail_msg("meaning %d is seen at %u points only", i, means[i].n);
        for (int k = 0; k < 3; k++)
            means[i].rgb[k] /= means[i].n;
    }
    for (int eye = 0; eye < EYES; eye++) {
        double lab[TOLD][3];
        for (int i = 0; i < TOLD; i++)
            see(MACHADO[eye], means[i].rgb, lab[i]);
        for (int a = 0; a < TOLD; a++)
            for (int b = 0; b < a; b++) {
                double apart = ciede2000(lab[a], lab[b]);
                least = apart < least ? apart : least;
                if (apart < LEAST_DISTANCE)
                    print_error("%s, %s, eye %d: meanings %d and %d are but %.1f apart\n",
                                palette_set_name(set), palette_theme_name(theme), eye, b, a, apart);
            }
    }
    double lab[2][3];
    to_lab(means[PALETTE_PATH].rgb, lab[0]);
    to_lab(means[PALETTE_NEW].rgb, lab[1]);
    double lighter = fabs(lab[1][0] - lab[0][0]);
    print_message("%s, %s: the nearest two are %.1f apart; new and path by %.1f L*\n",
                  palette_set_name(set), palette_theme_name(theme), least, lighter);
    assert_true(least >= LEAST_DISTANCE);
    assert_true(lighter >= LEAST_LIGHTNESS);
}

static void by_every_eye_at_night(void **state)
{
    (void)state;
    told_apart(PALETTE_STANDARD, PALETTE_NIGHT);
}

static void by_every_eye_by_day(void **state)
{
    (void)state;
    told_apart(PALETTE_STANDARD, PALETTE_DAY);
}

static void at_high_contrast_at_night(void **state)
{
    (void)state;
    told_apart(PALETTE_HIGH_CONTRAST, PALETTE_NIGHT);
}

static void at_high_contrast_by_day(void **state)
{
    (void)state;
    told_apart(PALETTE_HIGH_CONTRAST, PALETTE_DAY);
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
        cmocka_unit_test(the_same_is_not_apart),   cmocka_unit_test(by_every_eye_at_night),
        cmocka_unit_test(by_every_eye_by_day),     cmocka_unit_test(at_high_contrast_at_night),
        cmocka_unit_test(at_high_contrast_by_day),
    };
    return cmocka_run_group_tests(tests, open_gl, close_gl);
}
