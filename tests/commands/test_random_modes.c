/* A hundred thousand events without sense at a whole talk, and as many at a whole exhibit, pictures
 * and all: each goes on, and the way back stays. explore and the comparison have tests of their own,
 * test_random_explore.c and test_random_compare.c. */
#include "../random_events.h"
#include "whole_modes.h"

enum { EVENTS_A_PICTURE = 100, EVENTS_A_CHECK = 20000 };
#ifdef SNOWMELT_SANITIZED
enum { EVENTS = EVENTS_A_CHECK }; /* whatever is touched is touched by the first of them */
#else
enum { EVENTS = 100000 };
#endif
enum { COMPARED = EVENTS_A_PICTURE * 20 }; /* events before each check, from a comparison on */

static const double FRAME_S = 0.25, EVENT_S = 0.3;
static const struct session_wish WISH = {.offscreen = true,
                                         .scale = 0.5f,
                                         .remembers = true,
                                         .cells_per_place = 10,
                                         .n_exc = 104,
                                         .n_inh = 24};

static void assert_sound(const struct session *session)
{
    const float *camera = &session->plan->camera.view[0][0];
    for (int i = 0; i < 16; i++)
        assert_true(isfinite(camera[i]));
    for (int i = 0; i < 3; i++)
        assert_true(isfinite(session->plan->camera.eye[i]));
}

/* ---- a talk ---- */

/* Far enough from the last press that it is none of its bounces. */
static void press(struct present *present, enum input_key key)
{
    for (int i = 0; i < 4; i++)
        present_next(present, FRAME_S);
    present_event(present, &(struct input_event){.kind = INPUT_KEY, .key = key}, present->now_s);
    present_next(present, FRAME_S);
}

/* Escape leads back to the picture, level by level, and then asks; the chapters can be stepped
 * through, and the story is told. */
static void assert_talk_goes_on(struct present *present)
{
    struct desk *desk = &present->desk;
    for (int i = 0; i < 8 && !desk->quit_asked; i++)
        press(present, KEY_ESCAPE);
    assert_true(desk->quit_asked && !desk->quit);
    press(present, KEY_N);
    press(present, KEY_HOME);
    assert_true(!desk->quit_asked && !desk->overview && !desk->help && !desk->black &&
                !desk->white && !desk->typing && !desk->comparing);
    for (int i = 0; present->compared || present->session.shade > 0.0f; i++) {
        assert_true(i < 100);
        present_next(present, FRAME_S);
    }
    assert_int_equal(present->tour.teller.chapter, 0);
    press(present, KEY_PAGE_DOWN);
    assert_int_equal(present->tour.teller.chapter, 1);
    for (int i = 0; !present->tour.teller.arrived; i++) {
        assert_true(i < 3000);
        present_next(present, FRAME_S);
    }
}

/* Treatments side by side, from wherever it is. */
static void open_comparison(struct present *present)
{
    for (int i = 0; !present->desk.comparing; i++) {
        assert_true(i < 10);
        press(present, KEY_ESCAPE);
        press(present, KEY_N);
        press(present, KEY_C);
    }
    for (int i = 0; !present->compared; i++) {
        assert_true(i < 300);
        present_next(present, FRAME_S);
    }
}

static void a_talk_takes_everything(void **state)
{
    struct options options = options_of("present", "--theme", "night");
    struct error error = {0};
    struct present *present = calloc(1, sizeof *present);
    struct random_events random = {.state = 20261130u, .width = WIDTH, .height = HEIGHT};
    unsigned compared = 0, later = 0;
    (void)state;
    assert_non_null(present);
    if (!present_open(present, &options, &WISH, START_S, &error))
        fail_msg("%s", error.text);
    /* Where no path has been kept yet it is worn in first. */
    for (int i = 0; present->session.frame.view->phase < STORY_RIGID; i++) {
        assert_true(i < 3000);
        present_next(present, FRAME_S);
    }
    for (int i = 1; i <= EVENTS; i++) {
        struct input_event event = random_event(&random);
        int left = EVENTS_A_CHECK - i % EVENTS_A_CHECK;
        event.aside = random_next(&random) % 8 == 0; /* in the window of the notes */
        if (left == COMPARED)
            open_comparison(present);
        if (left <= COMPARED && (event.key == KEY_C || event.key == KEY_ESCAPE))
            event.key = KEY_NONE; /* which would close it */
        present_event(present, &event, present->now_s + EVENT_S * (i % EVENTS_A_PICTURE));
        present->desk.quit = false;
        if (i % EVENTS_A_PICTURE == 0) {
            present->now_s += EVENT_S * EVENTS_A_PICTURE;
            present_next(present, FRAME_S);
            assert_sound(&present->session);
            compared += present->compared;
            later += present->session.frame.view->phase > STORY_RIGID;
        }
        if (i % EVENTS_A_CHECK == 0)
            assert_talk_goes_on(present);
    }
    print_message("in %u of %d pictures treatments were compared, in %u a dose had been given\n",
                  compared, EVENTS / EVENTS_A_PICTURE, later);
    assert_true(compared >= EVENTS / EVENTS_A_CHECK && later > 5);
    present_close(present);
    free(present);
}

/* ---- an exhibit ---- */

/* Nothing that visitors do leads out. */
static void next_exhibit(struct exhibit *exhibit)
{
    exhibit_next(exhibit, FRAME_S);
    assert_false(exhibit->staff.leave);
}

/* Left alone it asks, invites again as it first did, and the next touch begins a visit. */
static void assert_exhibit_goes_on(struct exhibit *exhibit)
{
    for (int i = 0; exhibit->visit.stage != VISIT_ATTRACT; i++) {
        assert_true(i < 1200);
        next_exhibit(exhibit);
    }
    assert_int_equal(ui_language(exhibit->session.ui), LANGUAGE_ENGLISH);
    assert_false(exhibit->easier.large || exhibit->easier.stark || exhibit->staff.open);
    touch(exhibit, 0, 0.5f * WIDTH, 0.3f * HEIGHT);
    for (int i = 0; exhibit->visit.stage != VISIT_ON; i++) { /* the story begins anew for them */
        assert_true(i < 100);
        next_exhibit(exhibit);
    }
}

static void an_exhibit_takes_everything(void **state)
{
    struct session_wish wish = WISH;
    struct options options = options_of("exhibit", "--idle", "5");
    struct error error = {0};
    struct exhibit *exhibit = calloc(1, sizeof *exhibit);
    struct random_events random = {.state = 20261201u, .width = WIDTH, .height = HEIGHT};
    unsigned eased = 0;
    (void)state;
    assert_non_null(exhibit);
    wish.automatic = true;
    if (!exhibit_open(exhibit, &options, &wish, START_S, &error))
        fail_msg("%s", error.text);
    for (int i = 1; i <= EVENTS; i++) {
        struct input_event event = random_event(&random);
        event.finger = random_next(&random) % (EXHIBIT_HANDS + 3);
        if (random_next(&random) % 50 == 0)
            touch_button(exhibit, random_next(&random), event.finger);
        exhibit_take(exhibit, &event);
        if (i % EVENTS_A_PICTURE == 0) {
            next_exhibit(exhibit);
            assert_sound(&exhibit->session);
            eased += exhibit->easier.large;
        }
        if (i % EVENTS_A_CHECK == 0)
            assert_exhibit_goes_on(exhibit);
    }
    print_message("%u visits; in %u of %d pictures the letters were larger\n",
                  exhibit->health.visits, eased, EVENTS / EVENTS_A_PICTURE);
    assert_true(exhibit->health.visits == EVENTS / EVENTS_A_CHECK && eased > 5);
    exhibit_close(exhibit);
    free(exhibit);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_talk_takes_everything),
        cmocka_unit_test(an_exhibit_takes_everything),
    };
    return cmocka_run_group_tests(tests, whole_modes_setup, scratch_remove);
}
