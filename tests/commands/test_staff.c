/* The way out for staff, opening hours, and the picture that wanders. */
#include "commands/opening.h"
#include "commands/staff.h"
#include "commands/staff_tries.h"

#include "scratch.h"

enum { WIDTH = 1000, HEIGHT = 500 };
static const float CORNERS[4][2] = {{3, 3}, {995, 3}, {995, 495}, {3, 495}};

static void touch(struct staff *staff, unsigned corner, double now_s)
{
    staff_touch(staff, CORNERS[corner][0], CORNERS[corner][1], WIDTH, HEIGHT, now_s);
}

static void corners_in_order_open_the_pad(void **state)
{
    (void)state;
    struct staff staff = {.can_leave = true};
    for (unsigned i = 0; i < 4; i++) {
        assert_false(staff.open);
        touch(&staff, i, i);
    }
    assert_true(staff.open);
    staff_pass(&staff, 32.9);
    assert_true(staff.open);
    staff_pass(&staff, 33.0);
    assert_false(staff.open);
}

static void other_touches_do_not(void **state)
{
    (void)state;
    struct staff staff = {.can_leave = true};
    static const unsigned WRONG[][5] = {{0, 1, 3, 2, 0}, {1, 2, 3, 0, 1}, {0, 2, 1, 3, 0}};
    for (unsigned k = 0; k < 3; k++) {
        for (unsigned i = 0; i < 5; i++)
            touch(&staff, WRONG[k][i], i);
        staff_touch(&staff, 500, 250, WIDTH, HEIGHT, 5);
    }
    assert_false(staff.open);
    touch(&staff, 0, 0);
    touch(&staff, 1, 1);
    staff_touch(&staff, 500, 250, WIDTH, HEIGHT, 2);
    touch(&staff, 2, 3);
    touch(&staff, 3, 4);
    assert_false(staff.open);
    for (unsigned i = 0; i < 4; i++) /* too slow */
        touch(&staff, i, 10.0 + 3.0 * i);
    assert_false(staff.open);
    struct staff none = {0}; /* no PIN was set */
    for (unsigned i = 0; i < 4; i++)
        touch(&none, i, i);
    staff_call(&none, 5);
    assert_false(none.open);
}

static bool enter(struct staff *staff, const char *pin, double now_s)
{
    for (; *pin; pin++)
        staff_digit(staff, (unsigned)(*pin - '0'), now_s);
    return staff_enter(staff, now_s);
}

static void the_right_pin_leaves(void **state)
{
    (void)state;
    struct staff staff = {.can_leave = true};
    assert_false(enter(&staff, "1234", 0)); /* the pad is not there */
    staff_call(&staff, 0);
    assert_false(enter(&staff, "123", 1)); /* too short */
    staff_erase(&staff, 1);
    staff_digit(&staff, 7, 1);
    assert_true(enter(&staff, "8", 1));
    assert_string_equal(staff.pin, "1278");
    staff_answer(&staff, false, 2);
    assert_true(staff.refused && !staff.leave && staff.n == 0);
    assert_true(enter(&staff, "123456789012345", 3));
    assert_int_equal(strlen(staff.pin), STAFF_PIN_MOST);
    staff_answer(&staff, true, 4);
    assert_true(staff.leave);
    assert_string_equal(staff.pin, "");
}

static void wrong_ones_lock_it(void **state)
{
    (void)state;
    struct staff staff = {.can_leave = true};
    double now = 0, wait[7];
    for (int lock = 0; lock < 7; lock++) {
        for (int i = 0; i < STAFF_TRIES; i++) {
            staff_call(&staff, now);
            assert_true(enter(&staff, "0000", now));
            staff_answer(&staff, false, now);
        }
        wait[lock] = staff_locked_s(&staff, now);
        assert_false(enter(&staff, "1234", now + 1));
        staff_close(&staff); /* closing and opening is no way round */
        staff_call(&staff, now + 2);
        assert_false(enter(&staff, "1234", now + 3));
        now += wait[lock];
    }
    assert_true(wait[0] == 300.0 && wait[1] == 600.0 && wait[6] == 4800.0);
}

static void hours_are_understood(void **state)
{
    (void)state;
    struct opening o = {0};
    assert_true(opening_parse("10:00-18:30", &o));
    assert_false(opening_is_open(&o, 599));
    assert_true(opening_is_open(&o, 600) && opening_is_open(&o, 1109));
    assert_false(opening_is_open(&o, 1110));
    assert_true(opening_is_open(&o, -1)); /* no clock: better open */
    assert_true(opening_parse("22:00-02:00", &o));
    assert_true(opening_is_open(&o, 1400) && opening_is_open(&o, 60));
    assert_false(opening_is_open(&o, 121));
    assert_true(opening_parse("00:00-24:00", &o) && opening_is_open(&o, 1439));
    assert_true(opening_parse("always", &o) && opening_is_open(&o, 3));
    static const char *const WRONG[] = {"",           "10-18",       "10:00",        "10:00-10:00",
                                        "25:00-26:00", "10:60-11:00", "10:00-18:00x", "24:30-12:00",
                                        "-1:00-02:00", "never"};
    for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++)
        assert_false(opening_parse(WRONG[i], &o));
}

static void the_screen_rests(void **state)
{
    (void)state;
    assert_true(opening_light(true, false, 60.0) == 1.0f);
    assert_true(opening_light(true, false, 1260.0) < 0.6f);
    assert_true(opening_light(true, false, 1400.0) == 1.0f);
    assert_true(opening_light(false, false, 60.0) < 0.05f);
    assert_true(opening_light(true, true, 1260.0) == 1.0f);
}

static void the_picture_wanders_by_single_px(void **state)
{
    (void)state;
    bool been[9][9] = {{false}};
    int n = 0, x, y, was_x, was_y;
    opening_shift(0.0, &was_x, &was_y);
    for (double now = 0.0; now < 20.0 * 160; now += 5.0) {
        opening_shift(now, &x, &y);
        assert_in_range(x + OPENING_SHIFT_PX, 0, 8);
        assert_in_range(y + OPENING_SHIFT_PX, 0, 8);
        assert_in_range(abs(x - was_x), 0, 1);
        assert_in_range(abs(y - was_y), 0, 1);
        n += !been[x + 4][y + 4];
        been[x + 4][y + 4] = true;
        was_x = x;
        was_y = y;
    }
    assert_true(n >= 70);
}

/* As if the plug had been pulled in between. */
static void restart(struct staff *staff, double now_s)
{
    struct error error;
    *staff = (struct staff){.can_leave = true};
    assert_true(staff_tries_load(staff, now_s, &error));
}

static void wrong_once(struct staff *staff, double now_s)
{
    struct error error;
    staff_call(staff, now_s);
    assert_true(enter(staff, "1111", now_s));
    assert_true(staff_tries_foresee(staff, now_s, &error));
}

static void a_restart_gives_no_more_tries(void **state)
{
    struct staff staff;
    struct error error;
    char path[600], text[700];
    setenv("XDG_STATE_HOME", *state, 1);
    restart(&staff, 1000.0);
    assert_int_equal(staff.wrong, 0);
    for (unsigned i = 0; i < STAFF_TRIES; i++) {
        wrong_once(&staff, 1000.0 + i); /* and before it is known how that came out: */
        restart(&staff, 5.0);
        assert_int_equal(staff.wrong, (i + 1) % STAFF_TRIES);
    }
    assert_true(staff_locked_s(&staff, 5.0) > 299.0);
    assert_int_equal(staff.locks, 1);
    /* Who was right begins anew, also after the next start. */
    staff_answer(&staff, true, 400.0);
    assert_true(staff_tries_store(&staff, 400.0, &error));
    restart(&staff, 3.0);
    assert_true(staff.wrong == 0 && staff.locks == 0 && staff_locked_s(&staff, 3.0) <= 0.0);
    /* And a damaged file is set aside. */
    scratch_write_text(scratch_path(state, "snowmelt/exhibit-tries", path), "wrong 3\nlocks x");
    assert_false(staff_tries_load(&staff, 3.0, &error));
    assert_error(&error, ERROR_PIN, "exhibit-tries");
    assert_int_not_equal(access(path, F_OK), 0);
    assert_int_equal(access(strcat(strcpy(text, path), ".damaged"), F_OK), 0);
    restart(&staff, 3.0);
    assert_int_equal(staff.wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(corners_in_order_open_the_pad),
        cmocka_unit_test(other_touches_do_not),
        cmocka_unit_test(the_right_pin_leaves),
        cmocka_unit_test(wrong_ones_lock_it),
        cmocka_unit_test(hours_are_understood),
        cmocka_unit_test(the_screen_rests),
        cmocka_unit_test(the_picture_wanders_by_single_px),
        cmocka_unit_test(a_restart_gives_no_more_tries),
    };
    return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
