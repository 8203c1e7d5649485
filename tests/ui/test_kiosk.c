/* The band of an exhibit: in every language, on every shape of screen and at every size of type its
 * buttons are large, apart, low, and out of the corners. And what days of visitors leave behind. */
#include "checks.h"
#include "fonts.h"

#include <malloc.h>

#include "commands/staff.h"
#include "commands/visit.h"
#include "ui/kiosk.h"

static const struct {
    int width, height;
    float px_per_mm;
} SIZES[] = {{800, 600, 2.0f},    {1280, 720, 2.4f},  {1920, 1080, 3.6f},
             {1920, 1080, 1.1f},  {1080, 1920, 3.6f}, {3840, 2160, 7.0f}};
static const float SCALES[] = {1.0f, 1.5f, 2.0f};
enum { N_SIZES = sizeof SIZES / sizeof *SIZES, N_SCALES = 3 };

static int close_kiosk(void **state)
{
    language_use(LANGUAGE_ENGLISH, NULL);
    return fixture_close(state);
}

static struct kiosk_show usual(void)
{
    return (struct kiosk_show){.row = KIOSK_ACTIONS,
                               .languages = (1u << LANGUAGES) - 1,
                               .language = LANGUAGE_GERMAN,
                               .view = SCENE_SNOW,
                               .left_s = 20,
                               .px_per_mm = 3.6f,
                               .corner = STAFF_CORNER};
}

static int draw(struct fixture *f, struct kiosk *kiosk, const struct kiosk_show *show, int width,
                int height, double dt_s)
{
    plan_begin(f->plan, width, height, 0.0);
    int foot = kiosk_height(kiosk, f->render, show, width, height, dt_s);
    kiosk_build(kiosk, f->render, f->scene, show, f->plan, dt_s);
    return foot;
}

static void check_buttons(struct kiosk *kiosk, const struct kiosk_show *show, int width, int height)
{
    uint32_t n;
    const struct ui_node *nodes = kiosk_nodes(kiosk, &n);
    float side = (float)(width < height ? width : height), corner = STAFF_CORNER * side;
    /* Where there is room for it; on a small picture as much as WCAG 2.2 asks for. */
    float wanted = side < 900.0f ? 44.0f : fminf(20.0f * show->px_per_mm, 0.13f * side);
    struct plan_box all = {0.0f, 0.0f, (float)width, (float)height};
    for (uint32_t i = 0; i < n; i++) {
        const struct plan_box *box = &nodes[i].box;
        if (nodes[i].role != UI_BUTTON)
            continue;
        if (!box_within(box, &all) || box->h < fmaxf(44.0f, floorf(wanted)) || box->w < box->h)
            fail_msg("'%s' is %.0fx%.0f at %.0f,%.0f of %dx%d", nodes[i].name, (double)box->w,
                     (double)box->h, (double)box->x, (double)box->y, width, height);
        bool aside = box->x < corner || box->x + box->w > (float)width - corner;
        assert_false(aside && box->y + box->h > (float)height - corner);
        for (uint32_t j = 0; j < i; j++)
            if (nodes[j].role == UI_BUTTON && box_overlap(box, &nodes[j].box, 7.0f))
                fail_msg("'%s' and '%s' meet on %dx%d", nodes[i].name, nodes[j].name, width,
                         height);
        assert_int_equal(kiosk_at(kiosk, box->x + 1.0f, box->y + 1.0f), nodes[i].action);
    }
}

/* Words have room in their buttons, and none is cut short. */
static void check_words(struct fixture *f, const char *where)
{
    for (uint32_t i = 0; i < f->plan->n_items; i++) {
        const struct plan_item *item = &f->plan->items[i];
        if (item->kind != PLAN_ITEM_TEXT)
            continue;
        const char *text = &f->plan->strings[item->text];
        if (strstr(text, "\xe2\x80\xa6"))
            fail_msg("'%s' is cut short, %s", text, where);
        if (item->box.x < 0.0f || item->box.x + item->box.w > (float)f->plan->width)
            fail_msg("'%s' leaves the picture, %s", text, where);
    }
}

static void check_size(struct fixture *f, struct kiosk *kiosk, int s, enum language language)
{
    static const enum kiosk_row ROWS[] = {KIOSK_INVITE, KIOSK_ACTIONS, KIOSK_EASIER, KIOSK_ASK};
    char where[96];
    for (size_t r = 0; r < sizeof ROWS / sizeof *ROWS; r++) {
        struct kiosk_show show = usual();
        show.row = ROWS[r];
        show.px_per_mm = SIZES[s].px_per_mm;
        snprintf(where, sizeof where, "%dx%d, row %zu, %s", SIZES[s].width, SIZES[s].height, r,
                 language_facts(language)->tag);
        int foot = 0;
        for (int i = 0; i < 12; i++)
            foot = draw(f, kiosk, &show, SIZES[s].width, SIZES[s].height, 0.3);
        assert_in_range(foot, 60, (int)(0.46f * (float)SIZES[s].height));
        check_buttons(kiosk, &show, SIZES[s].width, SIZES[s].height);
        check_words(f, where);
    }
}

static void buttons_are_large_low_and_apart(void **state)
{
    struct fixture *f = *state;
    struct error error;
    for (int language = 0; language < LANGUAGES; language++)
        for (int scale = 0; scale < N_SCALES; scale++) {
            struct ui_options options = {.text_scale = SCALES[scale],
                                         .language = (enum language)language};
            assert_true(language_use((enum language)language, &error));
            struct kiosk *kiosk = kiosk_create(&options, &error);
            assert_non_null(kiosk);
            for (int s = 0; s < N_SIZES; s++)
                check_size(f, kiosk, s, (enum language)language);
            kiosk_destroy(kiosk);
        }
    language_use(LANGUAGE_ENGLISH, NULL);
}

static void the_pad_takes_all_hands(void **state)
{
    struct fixture *f = *state;
    struct error error;
    struct kiosk *kiosk = kiosk_create(&(struct ui_options){.text_scale = 1.0f}, &error);
    struct kiosk_show show = usual();
    assert_non_null(kiosk);
    show.pad = true;
    show.digits = 5;
    for (int s = 0; s < N_SIZES; s++) {
        show.px_per_mm = SIZES[s].px_per_mm;
        for (int i = 0; i < 12; i++)
            draw(f, kiosk, &show, SIZES[s].width, SIZES[s].height, 0.3);
        assert_null(kiosk_find(kiosk, "dose"));
        assert_null(kiosk_find(kiosk, "lang_0"));
        const struct ui_node *nine = kiosk_find(kiosk, "pin_9");
        assert_non_null(nine);
        assert_int_equal(kiosk_at(kiosk, nine->box.x + 5.0f, nine->box.y + 5.0f),
                         UI_EXHIBIT_DIGIT + 9);
        check_buttons(kiosk, &show, SIZES[s].width, SIZES[s].height);
    }
    uint32_t n; /* nothing tells which digits were typed */
    const struct ui_node *nodes = kiosk_nodes(kiosk, &n);
    show.locked_s = 290.0;
    draw(f, kiosk, &show, 1280, 720, 0.1);
    assert_string_equal(kiosk_find(kiosk, "pad_words")->value, "Locked for 5 minutes");
    assert_non_null(nodes);
    kiosk_destroy(kiosk);
}

static uint32_t dice(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

/* Weeks of somebody who touches everything, in the time of a test. */
static void many_visits_leave_nothing_behind(void **state)
{
    enum { PICTURES = 20000, WARM = 4000 };
    struct fixture *f = *state;
    struct error error;
    struct kiosk *kiosk = kiosk_create(&(struct ui_options){.text_scale = 1.0f}, &error);
    struct visit_options options = {
        .idle_s = 60.0, .ask_s = 20.0, .fade_s = 2.0, .languages = 0x7f};
    struct kiosk_show show = usual();
    struct staff staff = {.can_leave = true};
    struct visit visit;
    uint32_t seed = 3, visits = 0;
    size_t warm = 0;
    double now = 0.0;
    assert_non_null(kiosk);
    visit_init(&visit, &options, now);
    for (int i = 0; i < PICTURES; i++) {
        bool busy = i / 500 % 2 == 0; /* crowds come and go */
        float x = (float)(dice(&seed) % 1280), y = (float)(dice(&seed) % 720);
        unsigned orders = visit_pass(&visit, now += 0.2, dice(&seed) % 7, dice(&seed) % 9 == 0);
        if (busy && dice(&seed) % 4 == 0) {
            enum ui_action action = kiosk_at(kiosk, x, y);
            orders |= visit_touch(&visit, now);
            staff_touch(&staff, x, y, 1280, 720, now);
            kiosk_press(kiosk, action);
            if (action >= UI_LANGUAGE_FIRST && action <= UI_LANGUAGE_LAST)
                orders |= visit_speak(&visit, now, (unsigned)(action - UI_LANGUAGE_FIRST));
            if (action == UI_RESTART)
                orders |= visit_again(&visit, now);
            if (action == UI_EXHIBIT_EASIER)
                show.easier = !show.easier;
        }
        visits += (orders & VISIT_COUNT) != 0;
        if (orders & VISIT_RESET)
            show.easier = false;
        show.row = visit.stage == VISIT_ASKING ? KIOSK_ASK
                   : !visit_present(&visit)    ? KIOSK_INVITE
                   : show.easier               ? KIOSK_EASIER
                                               : KIOSK_ACTIONS;
        draw(f, kiosk, &show, 1280, 720, 0.2);
        if (i == WARM)
            warm = mallinfo2().uordblks;
        assert_false(staff.leave);
    }
    assert_true(visits > 5);
    assert_in_range(mallinfo2().uordblks, 0, warm + 65536);
    kiosk_destroy(kiosk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(buttons_are_large_low_and_apart, open_with_fonts, close_kiosk),
        cmocka_unit_test_setup_teardown(the_pad_takes_all_hands, open_with_fonts, close_kiosk),
        cmocka_unit_test_setup_teardown(many_visits_leave_nothing_behind, fixture_open,
                                        fixture_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
