/* The largest picture with the largest type: every word that was laid out is drawn, also while a
 * chapter changes and the old words are still there. */
#include "fixture.h"

#include <math.h>

#include "render/gl_context.h"

enum { WIDTH = 3840, HEIGHT = 2160, BYTES = 3 * WIDTH * HEIGHT };

struct pictures {
    uint8_t with[BYTES], without[BYTES];
};

static void draw(struct fixture *f, uint8_t *pixels)
{
    struct error error;
    assert_true(render_draw(f->render, f->plan, &error));
    render_capture(f->render, pixels);
}

static bool is_drawn(const struct plan_item *item, const struct pictures *p)
{
    int x0 = (int)fmaxf(item->box.x, 0.0f), y0 = (int)fmaxf(item->box.y, 0.0f);
    int x1 = (int)fminf(item->box.x + item->box.w, WIDTH);
    int y1 = (int)fminf(item->box.y + item->box.h, HEIGHT);
    for (int y = y0; y < y1; y++)
        for (int x = x0; x < x1; x++) {
            size_t at = 3 * ((size_t)y * WIDTH + (size_t)x);
            if (abs(p->with[at] - p->without[at]) > 16)
                return true;
        }
    return false;
}

/* All words of the plan, looked for where they should be. */
static void look(struct fixture *f, struct pictures *p)
{
    static const float UNSEEN = 1.0f / 1024.0f, FAINT = 0.3f;
    struct plan *plan = f->plan;
    draw(f, p->with);
    for (uint32_t i = 0; i < plan->n_items; i++)
        if (plan->items[i].kind == PLAN_ITEM_TEXT)
            plan->items[i].colour[3] *= UNSEEN;
    draw(f, p->without);
    for (uint32_t i = 0; i < plan->n_items; i++) {
        const struct plan_item *item = &plan->items[i];
        if (item->kind == PLAN_ITEM_TEXT && item->colour[3] > UNSEEN * FAINT && !is_drawn(item, p))
            fail_msg("'%s' is not there", plan->strings + item->text);
    }
}

static void every_word_is_drawn(void **state)
{
    struct fixture *f = *state;
    struct pictures *p = malloc(sizeof *p);
    struct gl_context gl = {0};
    struct render_options options = gl_context_options();
    struct error error;
    options.guard_off = true;
    options.scale = 0.25f;
    render_destroy(f->render);
    assert_true(p && gl_context_open(&gl));
    f->render = render_create(&options, &error);
    assert_non_null(f->render);
    fixture_scale(f, 2.0f);
    fixture_settle(f, WIDTH, HEIGHT);
    look(f, p);
    f->view.caption = "On six days a new way is walked, and contacts that are used can stay.";
    f->view.phase_title = "Practice";
    for (int i = 0; i < 5; i++)
        fixture_build(f, WIDTH, HEIGHT, 0.1);
    look(f, p);
    ui_open(f->ui, UI_DIALOG_FIGURES);
    fixture_settle(f, WIDTH, HEIGHT);
    look(f, p);
    render_destroy(f->render);
    f->render = render_create(&(struct render_options){0}, NULL);
    gl_context_close(&gl);
    free(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_word_is_drawn, fixture_open, fixture_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
