/* How well words are read on the finished picture: each view in both themes, at three moments of
 * the tour, drawn once with its words and once without. What lies behind each letter, plates and
 * picture together, is taken from the second, pixel by pixel (WCAG 2.2, 1.4.3: 4.5:1 at least). */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "commands/session.h"

enum { WIDTH = 960, HEIGHT = 540, BYTES = WIDTH * HEIGHT * 3 };

static const float LEAST = 4.5f;
static const float SETTLED = 0.9f; /* of a text that is not on its way */

static const enum story_phase MOMENTS[] = {STORY_RIGID, STORY_CASCADE, STORY_LASTING};
enum { N_MOMENTS = sizeof MOMENTS / sizeof *MOMENTS };

struct worst {
    float ratio;
    char text[160];
    unsigned texts;
};

static float linear(float c)
{
    return c <= 0.04045f ? c / 12.92f : powf((c + 0.055f) / 1.055f, 2.4f);
}

static float luminance(const float rgb[3])
{
    return 0.2126f * linear(rgb[0]) + 0.7152f * linear(rgb[1]) + 0.0722f * linear(rgb[2]);
}

static float ratio_of(const float a[3], const float b[3])
{
    float la = luminance(a) + 0.05f, lb = luminance(b) + 0.05f;
    return la > lb ? la / lb : lb / la;
}

/* Of the picture with its words and without. */
struct pictures {
    uint8_t with[BYTES], without[BYTES];
};

/* Whether a letter is there. */
static bool is_letter(const struct pictures *pictures, size_t at)
{
    enum { SEEN = 8 };
    for (size_t k = 0; k < 3; k++)
        if (abs(pictures->with[at + k] - pictures->without[at + k]) > SEEN)
            return true;
    return false;
}

/* The worst pixel that letters of this text lie on. */
static float contrast_of(const struct plan_item *item, const struct pictures *pictures)
{
    int x0 = (int)fmaxf(item->box.x, 0.0f), y0 = (int)fmaxf(item->box.y, 0.0f);
    int x1 = (int)fminf(item->box.x + item->box.w, WIDTH);
    int y1 = (int)fminf(item->box.y + item->box.h, HEIGHT);
    float worst = 21.0f;
    for (int y = y0; y < y1; y++)
        for (int x = x0; x < x1; x++) {
            size_t at = 3 * ((size_t)y * WIDTH + (size_t)x);
            const uint8_t *p = pictures->without + at;
            if (!is_letter(pictures, at))
                continue;
            float ground[3], ink[3];
            for (int k = 0; k < 3; k++) {
                ground[k] = (float)p[k] / 255.0f;
                ink[k] = ground[k] + item->colour[3] * (item->colour[k] - ground[k]);
            }
            worst = fminf(worst, ratio_of(ink, ground));
        }
    return worst;
}

static void open_session(struct session *session)
{
    struct options options = {
        .treatment = STORY_KETAMINE_THERAPY, .seed = 1, .width = WIDTH, .height = HEIGHT};
    struct session_wish wish = {.offscreen = true, .automatic = true, .scale = 1.0f};
    struct error error = {0};
    snprintf(options.scenario, sizeof options.scenario, "worry");
    if (!session_open(session, &options, &wish, &error)) {
        bool no_gl = error.id == ERROR_GL_VERSION || error.id == ERROR_WINDOW ||
                     error.id == ERROR_DISPLAY_MISSING;
        session_close(session);
        if (!no_gl)
            fail_msg("%s", error.text);
        skip();
    }
}

static void run_to(struct session *session, enum story_phase phase)
{
    do {
        worker_announce(session->worker, 1);
        worker_take(session->worker, &session->frame);
    } while (session->frame.view->phase < phase);
}

/* Draws the plan laid out last, and again without its words; no guard has looked before. */
static void draw_both(struct session *session, struct pictures *pictures)
{
    static const float UNSEEN = 1.0f / 1024.0f;
    struct error error;
    struct plan *plan = session->plan;
    render_reset_guard(session->render);
    assert_true(session_draw(session, &error));
    render_capture(session->render, pictures->with);
    for (uint32_t i = 0; i < plan->n_items; i++)
        if (plan->items[i].kind == PLAN_ITEM_TEXT)
            plan->items[i].colour[3] *= UNSEEN;
    render_reset_guard(session->render);
    assert_true(session_draw(session, &error));
    render_capture(session->render, pictures->without);
    for (uint32_t i = 0; i < plan->n_items; i++)
        if (plan->items[i].kind == PLAN_ITEM_TEXT)
            plan->items[i].colour[3] /= UNSEEN;
}

static void look(struct session *session, const struct scene_options *options, float text_scale,
                 void (*prepare)(struct ui *), struct worst *worst)
{
    static struct pictures pictures;
    struct ui_options words = {.text_scale = text_scale};
    struct error error;
    scene_destroy(session->scene);
    ui_destroy(session->ui);
    session->scene = scene_create(options, &error);
    session->ui = ui_create(&words, &error);
    assert_true(session->scene && session->ui);
    scene_observe(session->scene, session->frame.snapshot, session->frame.view);
    if (prepare)
        prepare(session->ui);
    for (int i = 0; i < 60; i++) {
        ui_wake(session->ui);
        session_lay_out(session, WIDTH, HEIGHT, 0.1, 0.1, false);
    }
    draw_both(session, &pictures);
    for (uint32_t i = 0; i < session->plan->n_items; i++) {
        const struct plan_item *item = &session->plan->items[i];
        if (item->kind != PLAN_ITEM_TEXT || item->colour[3] < SETTLED)
            continue;
        float found = contrast_of(item, &pictures);
        worst->texts++;
        if (found < worst->ratio) {
            worst->ratio = found;
            snprintf(worst->text, sizeof worst->text, "%s, %s: '%s'",
                     scene_view_name(options->view), palette_theme_name(options->theme),
                     session->plan->strings + item->text);
        }
    }
}

static void help(struct ui *ui)
{
    ui_open(ui, UI_DIALOG_HELP);
}

static void figures(struct ui *ui)
{
    ui_open(ui, UI_DIALOG_FIGURES);
}

static void judge(const struct worst *worst, unsigned least_texts)
{
    print_message("%u texts; the least contrast is %.2f, %s\n", worst->texts, (double)worst->ratio,
                  worst->text);
    assert_true(worst->texts >= least_texts);
    if (worst->ratio < LEAST)
        fail_msg("%s has but %.2f", worst->text, (double)worst->ratio);
}

static void test_every_view_at_every_moment(void **state)
{
    (void)state;
    struct session session = {0};
    struct worst worst = {.ratio = 21.0f};
    open_session(&session);
    for (int moment = 0; moment < N_MOMENTS; moment++) {
        run_to(&session, MOMENTS[moment]);
        for (int view = 0; view < SCENE_VIEWS; view++)
            for (int theme = 0; theme < PALETTE_THEMES; theme++) {
                struct scene_options options = {.view = (enum scene_view)view,
                                                .theme = (enum palette_theme)theme};
                look(&session, &options, moment == 1 ? 1.5f : 1.0f, NULL, &worst);
            }
    }
    struct scene_options snow = {.view = SCENE_SNOW, .theme = PALETTE_DAY};
    look(&session, &snow, 1.0f, help, &worst);
    look(&session, &snow, 1.0f, figures, &worst);
    session_close(&session);
    judge(&worst, 300);
}

/* The measure itself: letters on a picture that has their own colour somewhere behind them. */
static void test_the_measure_sees(void **state)
{
    (void)state;
    static struct pictures pictures;
    struct plan_item item = {.kind = PLAN_ITEM_TEXT,
                             .box = {100.0f, 100.0f, 80.0f, 20.0f},
                             .colour = {1.0f, 1.0f, 1.0f, 1.0f}};
    size_t letter = 3 * (110 * WIDTH + 120);
    memset(pictures.with + letter, 255, 6);
    assert_true(contrast_of(&item, &pictures) > 20.9f);
    memset(pictures.without + letter, 200, 3);
    assert_true(contrast_of(&item, &pictures) < 2.0f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_measure_sees),
        cmocka_unit_test(test_every_view_at_every_moment),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
