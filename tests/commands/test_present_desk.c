/* The speaker's desk: what each key does, and what must not happen. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../random_events.h"
#include "commands/present_desk.h"

struct fixture {
    struct talk talk;
    struct teller teller;
    struct desk desk;
    double now_s;
};

static struct fixture *open_desk(void **state)
{
    static struct fixture f;
    (void)state;
    f = (struct fixture){.talk = {.n_chapters = 9}};
    teller_init(&f.teller, &f.talk, false);
    desk_init(&f.desk, &f.teller);
    return &f;
}

/* A press a second after the last. */
static void press(struct fixture *f, enum input_key key)
{
    f->now_s += 1.0;
    desk_key(&f->desk, key, f->now_s);
}

static void everything_a_clicker_may_send_steps_forth_and_back(void **state)
{
    struct fixture *f = open_desk(state);
    static const enum input_key FORTH[] = {KEY_PAGE_DOWN, KEY_RIGHT, KEY_DOWN, KEY_SPACE,
                                           KEY_ENTER, KEY_N};
    static const enum input_key BACK[] = {KEY_PAGE_UP, KEY_LEFT, KEY_UP, KEY_BACKSPACE, KEY_P};
    for (unsigned i = 0; i < sizeof FORTH / sizeof *FORTH; i++) {
        press(f, FORTH[i]);
        assert_int_equal(f->teller.chapter, i + 1);
    }
    for (unsigned i = 0; i < sizeof BACK / sizeof *BACK; i++) {
        press(f, BACK[i]);
        assert_int_equal(f->teller.chapter, 5 - i);
    }
    press(f, KEY_END);
    assert_int_equal(f->teller.chapter, 8);
    press(f, KEY_HOME);
    assert_int_equal(f->teller.chapter, 0);
}

static void a_press_that_bounces_or_repeats_counts_once(void **state)
{
    struct fixture *f = open_desk(state);
    for (int i = 0; i < 100; i++) /* held for 3 s: it never fires again */
        desk_key(&f->desk, KEY_PAGE_DOWN, 10.0 + 0.03 * i);
    assert_int_equal(f->teller.chapter, 1);
    desk_key(&f->desk, KEY_PAGE_DOWN, 14.0);
    assert_int_equal(f->teller.chapter, 2);
    desk_key(&f->desk, KEY_PAGE_DOWN, 14.26);
    assert_int_equal(f->teller.chapter, 3);
    desk_key(&f->desk, KEY_B, 20.0);
    desk_key(&f->desk, KEY_B, 20.1);
    assert_true(f->desk.black);
}

static void black_and_white_come_and_go_and_a_step_ends_them(void **state)
{
    struct fixture *f = open_desk(state);
    press(f, KEY_B);
    assert_true(f->desk.black);
    press(f, KEY_W);
    assert_true(f->desk.white && !f->desk.black);
    press(f, KEY_PERIOD);
    assert_true(f->desk.black && !f->desk.white);
    press(f, KEY_PAGE_DOWN); /* the picture first */
    assert_true(!f->desk.black && f->teller.chapter == 0);
    press(f, KEY_PAGE_DOWN);
    assert_int_equal(f->teller.chapter, 1);
}

static void f5_while_presenting_is_harmless(void **state)
{
    struct fixture *f = open_desk(state);
    press(f, KEY_PAGE_DOWN);
    press(f, KEY_PAGE_DOWN);
    for (int i = 0; i < 3; i++) {
        press(f, KEY_F5);
        assert_int_equal(f->teller.chapter, 2);
        press(f, KEY_ESCAPE); /* what the same button sends next */
        assert_true(f->desk.quit_asked && !f->desk.quit);
        press(f, KEY_F5);
        assert_false(f->desk.quit_asked || f->desk.quit);
        press(f, KEY_SHIFT_F5);
        assert_int_equal(f->teller.chapter, 2);
    }
    press(f, KEY_END);
    press(f, KEY_PAGE_DOWN);
    assert_true(f->desk.over);
    press(f, KEY_F5); /* at the end it begins again */
    assert_true(!f->desk.over && f->teller.chapter == 0);
}

static void esc_leaves_one_level_and_asks_before_the_last(void **state)
{
    struct fixture *f = open_desk(state);
    press(f, KEY_B);
    press(f, KEY_L);
    press(f, KEY_O);
    press(f, KEY_ESCAPE);
    assert_true(!f->desk.overview && f->desk.spot_key && f->desk.black);
    press(f, KEY_ESCAPE);
    assert_true(!f->desk.spot_key && f->desk.black);
    press(f, KEY_ESCAPE);
    assert_false(f->desk.black);
    press(f, KEY_ESCAPE);
    assert_true(f->desk.quit_asked);
    press(f, KEY_ENTER); /* No comes first */
    assert_true(!f->desk.quit_asked && !f->desk.quit && f->teller.chapter == 0);
    press(f, KEY_ESCAPE);
    press(f, KEY_PAGE_DOWN); /* a clicker ends no talk */
    assert_true(!f->desk.quit_asked && !f->desk.quit && f->teller.chapter == 0);
    press(f, KEY_ESCAPE);
    press(f, KEY_ESCAPE);
    assert_false(f->desk.quit || f->desk.quit_asked);
    press(f, KEY_ESCAPE);
    press(f, KEY_LEFT);
    press(f, KEY_ENTER);
    assert_true(f->desk.quit);
    f->desk.quit = false;
    press(f, KEY_ESCAPE);
    press(f, KEY_Y);
    assert_true(f->desk.quit);
}

static void treatments_are_compared_in_place_of_the_chapter(void **state)
{
    struct fixture *f = open_desk(state);
    press(f, KEY_C);
    assert_true(f->desk.comparing);
    press(f, KEY_C); /* the way back */
    assert_false(f->desk.comparing);
    press(f, KEY_C);
    press(f, KEY_B);
    press(f, KEY_PAGE_DOWN); /* the picture, then the chapter, then the next one */
    assert_true(!f->desk.black && f->desk.comparing && f->teller.chapter == 0);
    press(f, KEY_PAGE_DOWN);
    assert_true(!f->desk.comparing && f->teller.chapter == 0);
    press(f, KEY_PAGE_DOWN);
    assert_int_equal(f->teller.chapter, 1);
    press(f, KEY_C);
    press(f, KEY_ESCAPE);
    assert_false(f->desk.comparing || f->desk.quit_asked);
    press(f, KEY_C);
    press(f, KEY_D); /* where it can be seen */
    assert_true(!f->desk.comparing && f->desk.dose);
    press(f, KEY_C);
    press(f, KEY_3);
    press(f, KEY_ENTER);
    assert_true(!f->desk.comparing && f->teller.chapter == 2);
}

static void digits_and_enter_go_there(void **state)
{
    struct fixture *f = open_desk(state);
    press(f, KEY_5);
    assert_true(f->desk.typing && f->teller.chapter == 0);
    press(f, KEY_ENTER);
    assert_true(!f->desk.typing && f->teller.chapter == 4);
    desk_key(&f->desk, KEY_1, f->now_s + 1.0);
    desk_key(&f->desk, KEY_1, f->now_s + 1.1); /* digits may be quick */
    assert_int_equal(f->desk.number, 11);
    press(f, KEY_BACKSPACE);
    assert_int_equal(f->desk.number, 1);
    press(f, KEY_ENTER);
    assert_int_equal(f->teller.chapter, 0);
    press(f, KEY_7);
    desk_pass(&f->desk, f->now_s + 10.0);
    assert_false(f->desk.typing); /* forgotten */
    press(f, KEY_G);
    press(f, KEY_9);
    press(f, KEY_9);
    press(f, KEY_ENTER);
    assert_int_equal(f->teller.chapter, 8);
}

static void the_overview_is_moved_about_in(void **state)
{
    struct fixture *f = open_desk(state);
    press(f, KEY_TAB);
    f->desk.columns = 3;
    press(f, KEY_DOWN);
    press(f, KEY_RIGHT);
    assert_int_equal(f->desk.selected, 4);
    assert_int_equal(f->teller.chapter, 0);
    press(f, KEY_UP);
    assert_int_equal(f->desk.selected, 1);
    press(f, KEY_UP);
    assert_int_equal(f->desk.selected, 1);
    press(f, KEY_ENTER);
    assert_true(!f->desk.overview && f->teller.chapter == 1);
    press(f, KEY_O);
    press(f, KEY_END);
    press(f, KEY_SHIFT_F5);
    assert_int_equal(f->teller.chapter, 8);
}

static void the_timer_runs_from_the_first_step_and_is_held(void **state)
{
    struct fixture *f = open_desk(state);
    assert_true(desk_elapsed(&f->desk, 50.0) == 0.0);
    desk_key(&f->desk, KEY_PAGE_DOWN, 100.0);
    assert_true(desk_elapsed(&f->desk, 160.0) == 60.0);
    desk_key(&f->desk, KEY_T, 160.0);
    assert_true(desk_elapsed(&f->desk, 200.0) == 60.0);
    desk_key(&f->desk, KEY_T, 200.0);
    assert_true(desk_elapsed(&f->desk, 210.0) == 70.0);
    desk_key(&f->desk, KEY_T, 210.0);
    desk_key(&f->desk, KEY_T, 210.5);
    assert_true(desk_elapsed(&f->desk, 212.5) == 2.0);
}

static void the_other_keys_ask_for_what_they_say(void **state)
{
    struct fixture *f = open_desk(state);
    press(f, KEY_Z);
    press(f, KEY_S);
    press(f, KEY_D);
    press(f, KEY_K);
    press(f, KEY_F11);
    press(f, KEY_PLUS);
    press(f, KEY_PLUS);
    press(f, KEY_MINUS);
    assert_true(f->desk.frozen && f->desk.notes && f->desk.dose && f->desk.pause);
    assert_true(f->desk.fullscreen && f->desk.nearer == 1);
    press(f, KEY_QUESTION);
    assert_true(f->desk.help);
    press(f, KEY_PAGE_DOWN);
    assert_true(!f->desk.help && f->teller.chapter == 0);
    press(f, KEY_A);
    assert_true(f->teller.automatic);
}

static void a_hundred_thousand_keys_without_sense_lose_no_way_back(void **state)
{
    struct fixture *f = open_desk(state);
    struct random_events random = {.state = 20261125u, .width = 640, .height = 480};
    for (int i = 1; i <= 100000; i++) {
        struct input_event event = random_event(&random);
        f->now_s += (double)random_between(&random, 0.0f, 0.6f);
        if (event.kind == INPUT_KEY)
            desk_key(&f->desk, event.key, f->now_s);
        else
            desk_choose(&f->desk, random_next(&random) % 12);
        desk_pass(&f->desk, f->now_s);
        f->desk.quit = f->desk.fullscreen = f->desk.dose = f->desk.pause = false;
        assert_true(f->teller.chapter < f->talk.n_chapters);
        assert_true(f->desk.selected < f->talk.n_chapters);
        if (i % 1000)
            continue;
        /* Escape leads back to the picture, level by level, and then asks. */
        for (int k = 0; k < 8 && !f->desk.quit_asked; k++)
            press(f, KEY_ESCAPE);
        assert_true(f->desk.quit_asked && !f->desk.quit);
        press(f, KEY_N);
        press(f, KEY_HOME);
        assert_true(!f->desk.quit_asked && !f->desk.overview && !f->desk.help && !f->desk.black &&
                    !f->desk.white && !f->desk.typing);
        assert_int_equal(f->teller.chapter, 0);
        press(f, KEY_PAGE_DOWN);
        assert_int_equal(f->teller.chapter, 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everything_a_clicker_may_send_steps_forth_and_back),
        cmocka_unit_test(a_press_that_bounces_or_repeats_counts_once),
        cmocka_unit_test(black_and_white_come_and_go_and_a_step_ends_them),
        cmocka_unit_test(f5_while_presenting_is_harmless),
        cmocka_unit_test(esc_leaves_one_level_and_asks_before_the_last),
        cmocka_unit_test(treatments_are_compared_in_place_of_the_chapter),
        cmocka_unit_test(digits_and_enter_go_there),
        cmocka_unit_test(the_overview_is_moved_about_in),
        cmocka_unit_test(the_timer_runs_from_the_first_step_and_is_held),
        cmocka_unit_test(the_other_keys_ask_for_what_they_say),
        cmocka_unit_test(a_hundred_thousand_keys_without_sense_lose_no_way_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
