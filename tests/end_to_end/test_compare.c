/* The comparison in a real window: B opens it from a story, whose path is not worn in again, and leads
 * back to where that was; and so does Esc where the line asked for it. */
#include "platform/input.h"
#include "watched.h"

enum { WEAR_IN_S = 400, REACT_S = 60, STORY_S = 300 };

static void start(struct fixture *f, const char *more)
{
    unlink(f->state_path);
    const char *argv[] = {SNOWMELT_PROGRAM, "explore", "--size", "960x540", "--view", "circuit",
                          more, NULL};
    f->program = process_start(argv, NULL, f->errors);
}

/* A comparison that is seen at all has its path. */
static void assert_worn(struct fixture *f)
{
    char comparing[64];
    double worn = number(f, "wear_in");
    if (strcmp(look(f, "comparing", comparing), "4") == 0 && worn < 1.0)
        fail_msg("the path is worn in again: %g", worn);
}

static void assert_rigid(struct fixture *f)
{
    char phase[64];
    if (strcmp(look(f, "phase", phase), "wearing-in") == 0)
        fail_msg("the path is worn in again");
}

static void b_opens_it_at_once(void **state)
{
    struct fixture *f = fixture_of(state);
    start(f, NULL);
    wait_until(f, "phase", "rigid", WEAR_IN_S);
    point(SCREEN_WIDTH / 2, SCREEN_HEIGHT / 3);
    press("d");
    wait_until(f, "phase", "dose", REACT_S);
    f->notice = assert_worn;
    press("b");
    wait_until(f, "comparing", "4", REACT_S);
    wait_above(f, "story_h", 0.1, STORY_S);
    f->notice = NULL;
    assert_true(number(f, "fps") > 0 && number(f, "work_ms") > 0);
}

static void its_clock_is_held_and_hurried(void **state)
{
    struct fixture *f = fixture_of(state);
    char before[64], after[64];
    press("space");
    wait_until(f, "paused", "1", REACT_S);
    look(f, "story_h", before);
    process_rest(2);
    assert_string_equal(look(f, "story_h", after), before);
    press("space");
    press("plus");
    wait_until(f, "speed", "2.00", REACT_S);
    wait_above(f, "new_synapses_3", 100, STORY_S); /* ketamine, some hours after */
}

static void escape_leads_back_into_the_story(void **state)
{
    struct fixture *f = fixture_of(state);
    char text[4096];
    press("Escape");
    wait_until(f, "comparing", "0", REACT_S);
    wait_until(f, "phase", "dose", REACT_S);
    wait_above(f, "occupancy", 0.01, STORY_S); /* it goes on */
    press("Escape");
    wait_until(f, "quit", "1", REACT_S);
    press("y");
    assert_ends(f, REACT_S);
    assert_string_equal(process_text(f->errors, text, sizeof text), "");
}

/* Story and comparison have one path between them. */
static void asked_for_on_the_line_it_leads_back_to_a_worn_path(void **state)
{
    struct fixture *f = fixture_of(state);
    start(f, "--compare");
    f->notice = assert_worn;
    wait_until(f, "comparing", "4", WEAR_IN_S);
    point(SCREEN_WIDTH / 2, SCREEN_HEIGHT / 3);
    wait_above(f, "story_h", 0.01, STORY_S);
    f->notice = assert_rigid;
    press("Escape");
    wait_until(f, "comparing", "0", REACT_S);
    wait_until(f, "phase", "rigid", REACT_S);
    f->notice = NULL;
    press("Escape");
    wait_until(f, "quit", "1", REACT_S);
    press("y");
    assert_ends(f, REACT_S);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(b_opens_it_at_once),
        cmocka_unit_test(its_clock_is_held_and_hurried),
        cmocka_unit_test(escape_leads_back_into_the_story),
        cmocka_unit_test(asked_for_on_the_line_it_leads_back_to_a_worn_path),
    };
    return cmocka_run_group_tests(tests, watched_setup, watched_teardown);
}
