/* How well words are read on a finished picture: it is drawn once with its words and once without.
 * What lies behind each letter, plates and picture together, is taken from the second, pixel by
 * pixel (WCAG 2.2, 1.4.3: 4.5:1 at least). */
#ifndef SNOWMELT_TESTS_UI_CONTRAST_H
#define SNOWMELT_TESTS_UI_CONTRAST_H

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
/* After so many pictures, so far apart, nothing fades any more: the picture, and words alone. */
enum { SETTLE = 26, SETTLE_WORDS = 10 };
static const double SETTLE_DT = 0.25;
static const float SETTLED = 0.9f; /* of a text that is not on its way */

struct worst {
    float ratio;
    char text[240];
    unsigned texts;
};

static inline float linear(float c)
{
    return c <= 0.04045f ? c / 12.92f : powf((c + 0.055f) / 1.055f, 2.4f);
}

static inline float luminance(const float rgb[3])
{
    return 0.2126f * linear(rgb[0]) + 0.7152f * linear(rgb[1]) + 0.0722f * linear(rgb[2]);
}

static inline float ratio_of(const float a[3], const float b[3])
{
    float la = luminance(a) + 0.05f, lb = luminance(b) + 0.05f;
    return la > lb ? la / lb : lb / la;
}

/* Of the picture with its words and without. */
struct pictures {
    uint8_t with[BYTES], without[BYTES];
};

/* Whether a letter is there. */
static inline bool is_letter(const struct pictures *pictures, size_t at)
{
    enum { SEEN = 8 };
    for (size_t k = 0; k < 3; k++)
        if (abs(pictures->with[at + k] - pictures->without[at + k]) > SEEN)
            return true;
    return false;
}

/* The worst pixel that letters of this text lie on. */
static inline float contrast_of(const struct plan_item *item, const struct pictures *pictures)
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

static inline void open_session(struct session *session)
{
    struct options options = {
        .treatment = STORY_KETAMINE_THERAPY, .seed = 1, .width = WIDTH, .height = HEIGHT};
    struct session_wish wish = {
        .offscreen = true, .automatic = true, .remembers = true, .scale = 1.0f};
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

static inline void run_to(struct session *session, enum story_phase phase)
{
    do {
        worker_announce(session->worker, 1);
        worker_take(session->worker, &session->frame);
    } while (session->frame.view->phase < phase);
}

/* Draws the plan laid out last, and again without its words; no guard has looked before. */
static inline void draw_both(struct session *session, struct pictures *pictures)
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

/* Words that something was laid over are not meant to be read: those of the picture behind a
 * dialog or a cover, and round a spotlight. */
static inline bool is_covered(const struct plan *plan, uint32_t text)
{
    static const float DENSE = 0.3f;
    const struct plan_box *box = &plan->items[text].box;
    for (uint32_t i = text + 1; i < plan->n_items; i++) {
        const struct plan_item *item = &plan->items[i];
        if (item->kind == PLAN_ITEM_SPOT && item->colour[3] > DENSE)
            return true;
        if (item->kind == PLAN_ITEM_RECT && item->colour[3] > DENSE &&
            item->box.x <= box->x + 1.0f && item->box.y <= box->y + 1.0f &&
            item->box.x + item->box.w >= box->x + box->w - 1.0f &&
            item->box.y + item->box.h >= box->y + box->h - 1.0f)
            return true;
    }
    return false;
}

/* Every text of the session's plan, as it was laid out last. */
static inline void measure(struct session *session, const char *where, struct worst *worst)
{
    static struct pictures pictures;
    draw_both(session, &pictures);
    for (uint32_t i = 0; i < session->plan->n_items; i++) {
        const struct plan_item *item = &session->plan->items[i];
        if (item->kind != PLAN_ITEM_TEXT || item->colour[3] < SETTLED ||
            is_covered(session->plan, i))
            continue;
        float found = contrast_of(item, &pictures);
        worst->texts++;
        if (found < worst->ratio) {
            worst->ratio = found;
            snprintf(worst->text, sizeof worst->text, "%s: '%s'", where,
                     session->plan->strings + item->text);
        }
    }
}

/* Words and scene anew, in a view and a theme. */
static inline void begin_anew(struct session *session, const struct scene_options *options,
                              float text_scale)
{
    struct ui_options words = {.text_scale = text_scale};
    struct error error;
    scene_destroy(session->scene);
    ui_destroy(session->ui);
    session->scene = scene_create(options, &error);
    session->ui = ui_create(&words, &error);
    assert_true(session->scene && session->ui);
    scene_observe(session->scene, session->frame.snapshot, session->frame.view);
}

static inline void settle(struct session *session, int pictures)
{
    for (int i = 0; i < pictures; i++) {
        ui_wake(session->ui);
        session_lay_out(session, WIDTH, HEIGHT, SETTLE_DT, SETTLE_DT, false);
    }
}

static inline void judge(const struct worst *worst, unsigned least_texts)
{
    print_message("%u texts; the least contrast is %.2f, %s\n", worst->texts, (double)worst->ratio,
                  worst->text);
    assert_true(worst->texts >= least_texts);
    if (worst->ratio < LEAST)
        fail_msg("%s has but %.2f", worst->text, (double)worst->ratio);
}

/* For all tests of a program: wearing in takes longer than any of them. */
static inline void open_once(struct session *session)
{
    if (session->ui)
        return;
    open_session(session);
    run_to(session, STORY_CASCADE);
}

#endif
