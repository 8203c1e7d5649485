/* Hands on an exhibit: several at once, and all that leads nowhere. */
#include "steer_fixture.h"

#include <malloc.h>

#include "commands/exhibit.h"
#include "story/practice.h"

enum { FIRST = 1, SECOND = 2, MOUSE = 0 };

static struct exhibit *open_exhibit(struct fixture *f)
{
    struct error error;
    struct exhibit *e = calloc(1, sizeof *e);
    struct visit_options visit = {
        .idle_s = 60.0, .ask_s = 20.0, .fade_s = 2.0, .languages = 0x7f};
    assert_non_null(e);
    wear_in(f);
    step(f);
    e->session.ui = f->ui;
    e->session.scene = f->scene;
    e->session.worker = f->worker;
    e->session.story = f->story;
    e->session.scenario = f->scenario;
    e->session.frame = f->frame;
    e->session.options.text_scale = 1.0f;
    e->session.options.counts = false;
    e->kiosk = kiosk_create(&(struct ui_options){.text_scale = 1.0f}, &error);
    assert_non_null(e->kiosk);
    e->steer = f->steer;
    e->steer.plan = f->plan;
    e->width = WIDTH;
    e->height = HEIGHT;
    e->now_s = 100.0;
    e->open = true;
    e->light = 1.0f;
    e->picture_hand = -1;
    visit_init(&e->visit, &visit, e->now_s);
    ui_keep_foot(f->ui, 200);
    return e;
}

static void close_exhibit(struct exhibit *e)
{
    kiosk_destroy(e->kiosk);
    free(e);
}

static void draw(struct fixture *f, struct exhibit *e)
{
    for (int i = 0; i < 10; i++) {
        struct kiosk_show show = exhibit_show(e);
        show.px_per_mm = 2.4f;
        plan_begin(f->plan, WIDTH, HEIGHT, 0.0);
        kiosk_height(e->kiosk, f->render, &show, WIDTH, HEIGHT, 0.3);
        kiosk_build(e->kiosk, f->render, f->scene, &show, f->plan, 0.3);
    }
}

static void hand(struct exhibit *e, enum input_kind kind, unsigned finger, float x, float y)
{
    struct input_event event = {.kind = kind, .x = x, .y = y, .finger = finger, .button = 1};
    exhibit_take(e, &event);
}

static void on(struct exhibit *e, enum input_kind kind, unsigned finger, const char *name)
{
    const struct ui_node *node = kiosk_find(e->kiosk, name);
    if (!node)
        fail_msg("there is no '%s'", name);
    hand(e, kind, finger, node->box.x + 0.5f * node->box.w, node->box.y + 0.5f * node->box.h);
}

static void begin(struct fixture *f, struct exhibit *e)
{
    draw(f, e);
    hand(e, INPUT_PRESS, FIRST, 600.0f, 200.0f);
    hand(e, INPUT_RELEASE, FIRST, 600.0f, 200.0f);
    assert_int_equal(e->visit.stage, VISIT_ON);
    draw(f, e);
}

static void several_hands_are_all_served(void **state)
{
    struct fixture *f = *state;
    struct exhibit *e = open_exhibit(f);
    begin(f, e);
    on(e, INPUT_PRESS, FIRST, "lang_2");
    on(e, INPUT_PRESS, SECOND, "easier");
    on(e, INPUT_PRESS, MOUSE, "view_circuit");
    on(e, INPUT_RELEASE, FIRST, "lang_2");
    on(e, INPUT_RELEASE, MOUSE, "view_circuit");
    on(e, INPUT_RELEASE, SECOND, "easier");
    assert_int_equal(e->visit.language, LANGUAGE_GERMAN);
    assert_true(e->easier.open);
    assert_int_equal(scene_shown(f->scene), SCENE_CIRCUIT);
    language_use(LANGUAGE_ENGLISH, NULL);
    close_exhibit(e);
}

static void one_hand_has_the_picture(void **state)
{
    struct fixture *f = *state;
    struct exhibit *e = open_exhibit(f);
    begin(f, e);
    hand(e, INPUT_PRESS, FIRST, 1200.0f, 420.0f);
    assert_int_equal(e->picture_hand, FIRST);
    hand(e, INPUT_PRESS, SECOND, 200.0f, 420.0f);
    hand(e, INPUT_POINTER, SECOND, 250.0f, 300.0f);
    assert_int_equal(e->picture_hand, FIRST);
    hand(e, INPUT_RELEASE, SECOND, 250.0f, 300.0f);
    assert_int_equal(e->picture_hand, FIRST);
    hand(e, INPUT_RELEASE, FIRST, 1200.0f, 430.0f);
    assert_int_equal(e->picture_hand, -1);
    close_exhibit(e);
}

static void sliding_off_does_nothing(void **state)
{
    struct fixture *f = *state;
    struct exhibit *e = open_exhibit(f);
    begin(f, e);
    on(e, INPUT_PRESS, FIRST, "easier");
    hand(e, INPUT_RELEASE, FIRST, 600.0f, 300.0f);
    on(e, INPUT_PRESS, FIRST, "lang_3");
    on(e, INPUT_RELEASE, FIRST, "easier");
    on(e, INPUT_PRESS, FIRST, "easier"); /* let go by another hand */
    on(e, INPUT_RELEASE, SECOND, "easier");
    assert_false(e->easier.open);
    assert_int_equal(e->visit.language, 0);
    hand(e, INPUT_RELEASE, FIRST, -1.0f, -1.0f);
    /* A hand that trembles presses once. */
    for (int i = 0; i < 3; i++) {
        e->now_s += 0.1;
        on(e, INPUT_PRESS, FIRST, "easier");
        on(e, INPUT_RELEASE, FIRST, "easier");
    }
    assert_true(e->easier.open);
    close_exhibit(e);
}

static void the_first_touch_begins_and_presses(void **state)
{
    struct fixture *f = *state;
    struct exhibit *e = open_exhibit(f);
    draw(f, e);
    on(e, INPUT_PRESS, FIRST, "lang_4");
    on(e, INPUT_RELEASE, FIRST, "lang_4");
    assert_int_equal(e->visit.stage, VISIT_ON);
    assert_int_equal(e->visit.language, LANGUAGE_PORTUGUESE);
    language_use(LANGUAGE_ENGLISH, NULL);
    close_exhibit(e);
}

static void a_closed_museum_has_no_visits(void **state)
{
    struct fixture *f = *state;
    struct exhibit *e = open_exhibit(f);
    e->open = false;
    draw(f, e);
    hand(e, INPUT_PRESS, FIRST, 600.0f, 200.0f);
    hand(e, INPUT_RELEASE, FIRST, 600.0f, 200.0f);
    on(e, INPUT_PRESS, FIRST, "lang_4");
    on(e, INPUT_RELEASE, FIRST, "lang_4");
    assert_int_equal(e->visit.stage, VISIT_ATTRACT);
    close_exhibit(e);
}

static void the_next_visitor_finds_no_focus(void **state)
{
    struct fixture *f = *state;
    struct exhibit *e = open_exhibit(f);
    begin(f, e);
    exhibit_take(e, &(struct input_event){.kind = INPUT_KEY, .key = KEY_TAB});
    draw(f, e);
    assert_int_not_equal(kiosk_focused(e->kiosk), UI_NONE);
    exhibit_obey(e, VISIT_RESET);
    draw(f, e);
    assert_int_equal(kiosk_focused(e->kiosk), UI_NONE);
    close_exhibit(e);
}

/* The colour under a button's words. */
static void colour_of(struct fixture *f, struct exhibit *e, const char *name, float rgba[4])
{
    draw(f, e);
    const struct ui_node *node = kiosk_find(e->kiosk, name);
    for (uint32_t i = 0; node && i < f->plan->n_items; i++) {
        const struct plan_item *item = &f->plan->items[i];
        if (item->kind != PLAN_ITEM_RECT || memcmp(&item->box, &node->box, sizeof node->box) != 0)
            continue;
        memcpy(rgba, item->colour, 4 * sizeof *rgba);
        return;
    }
    fail_msg("'%s' is not drawn", name);
}

static void the_next_visitor_finds_nothing_held(void **state)
{
    struct fixture *f = *state;
    struct exhibit *e = open_exhibit(f);
    float before[4], held[4], after[4];
    begin(f, e);
    colour_of(f, e, "easier", before);
    hand(e, INPUT_PRESS, FIRST, 1200.0f, 420.0f); /* two that never let go */
    on(e, INPUT_PRESS, SECOND, "easier");
    colour_of(f, e, "easier", held);
    assert_memory_not_equal(held, before, sizeof held);
    exhibit_obey(e, VISIT_RESET);
    colour_of(f, e, "easier", after);
    assert_memory_equal(after, before, sizeof after);
    assert_int_equal(e->picture_hand, -1);
    on(e, INPUT_RELEASE, SECOND, "easier");
    assert_false(e->easier.open);
    close_exhibit(e);
}

static uint32_t dice(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

/* Whatever is pressed and however long: without the PIN nobody gets out. */
static void nothing_leads_out(void **state)
{
    struct fixture *f = *state;
    struct exhibit *e = open_exhibit(f);
    uint32_t seed = 11;
    unsigned opened = 0;
    e->staff.can_leave = true; /* and the PIN is one that nothing fits */
    for (int i = 0; i < 100000; i++) {
        struct input_event event = {.kind = (enum input_kind)(dice(&seed) % (INPUT_QUIT + 1)),
                                    .key = (enum input_key)(dice(&seed) % KEYS),
                                    .x = (float)(dice(&seed) % (WIDTH + 40)) - 20.0f,
                                    .y = (float)(dice(&seed) % (HEIGHT + 40)) - 20.0f,
                                    .dx = (float)(dice(&seed) % 9) - 4.0f,
                                    .amount = 0.5f + 0.1f * (float)(dice(&seed) % 10),
                                    .finger = dice(&seed) % 13,
                                    .button = (int)(dice(&seed) % 4)};
        if (event.kind == INPUT_KEY && event.key == KEY_ENTER)
            event.key = KEY_NONE; /* what is on the pad is looked at by crypt(3), which is slow */
        e->now_s += 0.01 * (double)(dice(&seed) % 40);
        exhibit_take(e, &event);
        exhibit_obey(e, visit_pass(&e->visit, e->now_s, 2, false));
        staff_pass(&e->staff, e->now_s);
        opened += e->staff.open;
        if (i % 50 == 0) {
            struct kiosk_show show = exhibit_show(e);
            plan_begin(f->plan, WIDTH, HEIGHT, 0.0);
            kiosk_height(e->kiosk, f->render, &show, WIDTH, HEIGHT, 0.3);
            kiosk_build(e->kiosk, f->render, f->scene, &show, f->plan, 0.3);
            worker_announce(f->worker, 1);
            worker_take(f->worker, &e->session.frame);
        }
        assert_false(e->staff.leave || e->steer.quit);
    }
    assert_true(opened > 0);
    for (double s = 0.0; s <= 200.0; s += 0.5) { /* and when all have gone it invites again */
        exhibit_obey(e, visit_pass(&e->visit, e->now_s + s, 2, false));
        staff_pass(&e->staff, e->now_s + s);
    }
    assert_int_equal(e->visit.stage, VISIT_ATTRACT);
    assert_false(e->staff.open || e->easier.large || e->easier.open);
    language_use(LANGUAGE_ENGLISH, NULL);
    close_exhibit(e);
}

static struct story *tour(struct fixture *f)
{
    struct story_options options = {.scenario = f->scenario,
                                    .treatment = STORY_KETAMINE_THERAPY,
                                    .seed = 5,
                                    .automatic = true,
                                    .cells_per_place = 10,
                                    .n_exc = 104,
                                    .n_inh = 24};
    struct error error;
    struct story *story = story_create(&options, &error);
    assert_non_null(story);
    while (story_view(story)->phase == STORY_WEARING_IN)
        story_tick(story, 1.0 / 60.0);
    return story;
}

/* Plays to the end; `busy`: with a dose at once, and a new way every twenty seconds. Returns the
 * seconds it took. */
static double play(struct fixture *f, bool busy, unsigned *chapters)
{
    struct story *story = tour(f);
    struct story_wish walk = {.action = STORY_DO_PRACTISE,
                              .way = practice_way(&f->scenario->paths[0])};
    int ticks = 0;
    *chapters = 0;
    if (busy)
        story_do(story, STORY_DO_DOSE);
    while (!story_view(story)->ended && ticks < 400 * 60) {
        *chapters |= 1u << story_view(story)->phase;
        story_tick(story, 1.0 / 60.0);
        if (++ticks % 1200 == 0 && busy)
            story_ask(story, &walk);
    }
    story_destroy(story);
    return ticks / 60.0;
}

static void a_visit_is_whole_in_three_minutes(void **state)
{
    struct fixture *f = *state;
    const unsigned ALL = (1u << STORY_PHASES) - 1u - (1u << STORY_WEARING_IN);
    unsigned chapters;
    assert_true(play(f, false, &chapters) <= 180.0);
    assert_int_equal(chapters, ALL);
    assert_true(play(f, true, &chapters) <= 180.0);
    assert_int_equal(chapters | 1u << STORY_RIGID, ALL);
}

/* Visitor after visitor on one story, which goes back to the worn path each time. */
static void going_back_leaves_nothing_behind(void **state)
{
#ifdef SNOWMELT_SANITIZED
    enum { VISITS = 3, WARM = 1 }; /* it has a leak check of its own */
#else
    enum { VISITS = 20, WARM = 6 };
#endif
    enum { LONG = 40 * 60, PIECE = 12 };
    struct fixture *f = *state;
    struct exhibit *e = open_exhibit(f);
    size_t warm = 0;
    for (int visit = 0; visit < VISITS; visit++) {
        worker_do(f->worker, STORY_DO_DOSE);
        for (int tick = 0; tick < LONG; tick += PIECE) {
            worker_announce(f->worker, PIECE);
            worker_take(f->worker, &e->session.frame);
        }
        assert_true(e->session.frame.view->phase > STORY_RIGID);
        exhibit_obey(e, VISIT_REWIND);
        for (int i = 0; i < 20 && e->session.frame.view->phase != STORY_RIGID; i++) {
            worker_announce(f->worker, 1);
            worker_take(f->worker, &e->session.frame);
        }
        assert_int_equal(e->session.frame.view->phase, STORY_RIGID);
        assert_true(e->session.frame.view->dose_mg_kg == 0.0f);
        if (visit == WARM)
            warm = mallinfo2().uordblks;
    }
    assert_in_range(mallinfo2().uordblks, 0, warm + warm / 150);
    close_exhibit(e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(several_hands_are_all_served, set_up, tear_down),
        cmocka_unit_test_setup_teardown(one_hand_has_the_picture, set_up, tear_down),
        cmocka_unit_test_setup_teardown(sliding_off_does_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_first_touch_begins_and_presses, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_closed_museum_has_no_visits, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_next_visitor_finds_no_focus, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_next_visitor_finds_nothing_held, set_up, tear_down),
        cmocka_unit_test_setup_teardown(nothing_leads_out, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_visit_is_whole_in_three_minutes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(going_back_leaves_nothing_behind, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
