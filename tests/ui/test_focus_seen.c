/* Whoever goes by keys sees where they are: the ring round what has the focus, measured on frames
 * (WCAG 2.2, 2.4.13: as much as a line of 2 px round it, that changes by 3:1 at least). */
#include "contrast.h"

#include "commands/staff.h"
#include "ui/compare_parts.h"
#include "ui/kiosk_parts.h"

static const float CHANGE = 3.0f, THICK_PX = 2.0f;

static struct session session;
static struct kiosk *kiosk;     /* over the picture, or NULL */
static struct kiosk_show show;
static struct compare *compare; /* in place of it, or NULL */
static struct comparison_view comparison;

static int close_all(void **state)
{
    (void)state;
    kiosk_destroy(kiosk);
    compare_destroy(compare);
    session_close(&session);
    return 0;
}

static struct ui *tree(void)
{
    return kiosk ? kiosk->ui : compare ? compare->ui : session.ui;
}

static void lay_out(double dt_s)
{
    ui_wake(tree());
    if (compare) {
        plan_begin(session.plan, WIDTH, HEIGHT, 0.0);
        compare_build(compare, session.render, session.scene, &comparison, session.plan, dt_s);
        return;
    }
    if (kiosk)
        ui_keep_foot(session.ui,
                     kiosk_height(kiosk, session.render, &show, WIDTH, HEIGHT, dt_s));
    session_lay_out(&session, WIDTH, HEIGHT, dt_s, dt_s, false);
    if (kiosk)
        kiosk_build(kiosk, session.render, session.scene, &show, session.plan, dt_s);
}

static void draw(uint8_t *pixels)
{
    struct error error;
    render_reset_guard(session.render);
    assert_true(session_draw(&session, &error));
    render_capture(session.render, pixels);
}

/* Pixels round the box whose light changes enough. */
static unsigned changed(const struct pictures *p, const struct plan_box *box)
{
    static const float AROUND_PX = 8.0f;
    unsigned n = 0;
    int x0 = (int)fmaxf(box->x - AROUND_PX, 0.0f), y0 = (int)fmaxf(box->y - AROUND_PX, 0.0f);
    int x1 = (int)fminf(box->x + box->w + AROUND_PX, WIDTH);
    int y1 = (int)fminf(box->y + box->h + AROUND_PX, HEIGHT);
    for (int y = y0; y < y1; y++)
        for (int x = x0; x < x1; x++) {
            size_t at = 3 * ((size_t)y * WIDTH + (size_t)x);
            float with[3], without[3];
            for (size_t k = 0; k < 3; k++) {
                with[k] = (float)p->with[at + k] / 255.0f;
                without[k] = (float)p->without[at + k] / 255.0f;
            }
            n += ratio_of(with, without) >= CHANGE;
        }
    return n;
}

/* Goes to each and looks whether it is seen; returns how many there were. */
static int look_at_all(const char *where, int most)
{
    static struct pictures pictures;
    struct ui *ui = tree();
    char first[64] = "";
    int n = 0;
    ui->focus[0] = '\0';
    ui->focus_seen = false;
    for (int i = 0; i < SETTLE_WORDS; i++)
        lay_out(SETTLE_DT);
    draw(pictures.without);
    for (; n < most; n++) {
        ui_focus_move(ui, 1);
        lay_out(0.0);
        const struct ui_node *now = ui_find(ui, ui->focus);
        if (!now || strcmp(now->name, first) == 0)
            break;
        if (!n)
            snprintf(first, sizeof first, "%s", now->name);
        struct plan_box box = now->box;
        draw(pictures.with);
        unsigned seen = changed(&pictures, &box);
        unsigned wanted = (unsigned)(THICK_PX * 2.0f * (box.w + box.h));
        if (seen < wanted)
            fail_msg("%s: the focus on '%s' changes %u px of %u", where, now->name, seen, wanted);
    }
    return n;
}

static void begin_view(enum scene_view view, int theme)
{
    struct scene_options options = {.view = view, .theme = (enum palette_theme)theme};
    begin_anew(&session, &options, 1.0f);
    settle(&session, SETTLE);
}

static void over_the_picture(void **state)
{
    (void)state;
    open_once(&session);
    for (int theme = 0; theme < PALETTE_THEMES; theme++) {
        begin_view(theme ? SCENE_CIRCUIT : SCENE_SNOW, theme);
        session.ui->time = (struct ui_time){.now = 600, .end = 1200, .tick_s = 1.0 / 60.0};
        assert_true(look_at_all(palette_theme_name((enum palette_theme)theme), 24) > 8);
        ui_open(session.ui, UI_DIALOG_DOSE);
        assert_true(look_at_all("dose", 12) > 3);
        ui_open(session.ui, UI_DIALOG_QUIT);
        assert_int_equal(look_at_all("leaving", 12), 2);
    }
}

static void in_an_exhibit(void **state)
{
    (void)state;
    open_once(&session);
    struct error error;
    for (int theme = 0; theme < PALETTE_THEMES; theme++) {
        begin_view(SCENE_SNOW, theme);
        kiosk = kiosk_create(&(struct ui_options){.text_scale = 1.0f}, &error);
        assert_non_null(kiosk);
        show = (struct kiosk_show){.row = KIOSK_EASIER,
                                   .languages = (1u << LANGUAGES) - 1,
                                   .px_per_mm = 2.0f,
                                   .large = true,
                                   .corner = STAFF_CORNER};
        assert_true(look_at_all("easier to see", 24) > LANGUAGES + 4);
        show.pad = true;
        assert_true(look_at_all("pad of staff", 24) >= 12);
        kiosk_destroy(kiosk);
        kiosk = NULL;
    }
}

static void in_a_comparison(void **state)
{
    (void)state;
    open_once(&session);
    struct error error;
    comparison = (struct comparison_view){.n_arms = 2,
                                          .arms = {STORY_SALINE, STORY_KETAMINE},
                                          .stretch = COMPARISON_DAYS,
                                          .wear_in = 1.0f,
                                          .speed = 1.0f,
                                          .caption = "New ones add up in all panes.",
                                          .source = "Somebody 2008"};
    for (int theme = 0; theme < PALETTE_THEMES; theme++) {
        begin_view(SCENE_CIRCUIT, theme);
        compare = compare_create(&(struct ui_options){.text_scale = 1.0f}, &error);
        assert_non_null(compare);
        compare_controls(compare, true);
        assert_true(look_at_all("comparison", 24) >= 5);
        compare_destroy(compare);
        compare = NULL;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(over_the_picture),
        cmocka_unit_test(in_an_exhibit),
        cmocka_unit_test(in_a_comparison),
    };
    return cmocka_run_group_tests(tests, NULL, close_all);
}
