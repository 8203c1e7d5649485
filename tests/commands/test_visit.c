/* A visit: who is there, and that silence always leads back to the beginning. */
#include "commands/visit.h"

#include "scratch.h"

static const struct visit_options OPTIONS = {
    .idle_s = 60.0, .ask_s = 20.0, .fade_s = 2.0, .languages = 1u << 0 | 1u << 2 | 1u << 5};

static struct visit begun(double now_s)
{
    struct visit visit;
    visit_init(&visit, &OPTIONS, now_s);
    assert_int_equal(visit_touch(&visit, now_s), VISIT_BEGIN);
    return visit;
}

static void a_touch_begins_and_silence_ends(void **state)
{
    (void)state;
    struct visit visit = begun(10.0);
    assert_true(visit_present(&visit));
    assert_int_equal(visit_pass(&visit, 69.9, 1, false), 0);
    assert_int_equal(visit.stage, VISIT_ON);
    assert_int_equal(visit_pass(&visit, 70.0, 2, false), 0);
    assert_int_equal(visit.stage, VISIT_ASKING);
    assert_true(visit_left_s(&visit) == 20.0);
    assert_int_equal(visit_pass(&visit, 89.0, 2, false), 0);
    assert_true(visit_left_s(&visit) == 1.0);
    assert_int_equal(visit_pass(&visit, 90.0, 2, false), VISIT_FADE | VISIT_COUNT);
    assert_false(visit_present(&visit));
    assert_true(visit.past.length_s == 0.0 && visit.past.chapters == (1u << 1 | 1u << 2));
    assert_int_equal(visit_pass(&visit, 91.9, 2, false), 0);
    assert_int_equal(visit_pass(&visit, 92.0, 2, false), VISIT_REWIND | VISIT_RESET | VISIT_SPEAK);
    assert_int_equal(visit.stage, VISIT_ATTRACT);
}

static void an_answer_lets_it_go_on(void **state)
{
    (void)state;
    struct visit visit = begun(0.0);
    visit_pass(&visit, 60.0, 1, false);
    assert_int_equal(visit.stage, VISIT_ASKING);
    assert_int_equal(visit_touch(&visit, 75.0), 0);
    assert_int_equal(visit.stage, VISIT_ON);
    assert_int_equal(visit_pass(&visit, 134.9, 1, false), 0);
    assert_int_equal(visit.stage, VISIT_ON);
    visit_pass(&visit, 135.0, 1, false);
    assert_int_equal(visit_pass(&visit, 155.0, 1, false), VISIT_FADE | VISIT_COUNT);
    assert_true(visit.past.length_s == 75.0);
}

static void it_invites_in_each_language_in_turn(void **state)
{
    (void)state;
    struct visit visit;
    unsigned seen[8], n = 0;
    visit_init(&visit, &OPTIONS, 0.0);
    assert_int_equal(visit.language, 0);
    for (double now = 0.0; now < 40.0; now += 0.5)
        if (visit_pass(&visit, now, 1, false) & VISIT_SPEAK)
            seen[n++] = visit.language;
    assert_int_equal(n, 5);
    const unsigned WANTED[] = {2, 5, 0, 2, 5};
    assert_memory_equal(seen, WANTED, sizeof WANTED);
    /* Whoever touches goes on in the language that was read. */
    assert_int_equal(visit_touch(&visit, 40.0), VISIT_BEGIN);
    assert_int_equal(visit.language, 5);
    assert_int_equal(visit_speak(&visit, 41.0, 2), VISIT_SPEAK);
    assert_int_equal(visit_speak(&visit, 42.0, 3), 0); /* not one of them */
    assert_int_equal(visit_speak(&visit, 42.0, 77), 0);
    assert_int_equal(visit.language, 2);
    visit_pass(&visit, 102.0, 1, false);
    visit_pass(&visit, 122.0, 1, false);
    assert_int_equal(visit.past.language, 2);
    assert_true(visit_pass(&visit, 124.0, 1, false) & VISIT_SPEAK);
    assert_int_equal(visit.language, 0);
}

static void a_single_language_stays(void **state)
{
    (void)state;
    struct visit_options one = OPTIONS;
    struct visit visit;
    one.languages = 1u << 31;
    visit_init(&visit, &one, 0.0);
    for (double now = 0.0; now < 40.0; now += 0.5)
        assert_int_equal(visit_pass(&visit, now, 1, false), 0);
    assert_int_equal(visit.language, 31);
}

static void starting_again_is_the_same_visit(void **state)
{
    (void)state;
    struct visit visit = begun(0.0);
    assert_int_equal(visit_again(&visit, 5.0), VISIT_FADE);
    assert_true(visit_present(&visit));
    assert_int_equal(visit_again(&visit, 5.5), 0); /* once is enough */
    assert_int_equal(visit_touch(&visit, 6.0), 0);
    assert_int_equal(visit_pass(&visit, 7.0, 4, false), VISIT_REWIND);
    assert_int_equal(visit.stage, VISIT_ON);
    assert_true(visit.began_s == 0.0);
}

static void a_told_story_is_told_again_to_nobody(void **state)
{
    (void)state;
    struct visit visit;
    visit_init(&visit, &OPTIONS, 0.0);
    assert_false(visit_pass(&visit, 1.0, 6, true) & VISIT_FADE);
    assert_false(visit_pass(&visit, 15.9, 6, true) & VISIT_FADE);
    assert_int_equal(visit_pass(&visit, 16.0, 6, true), VISIT_FADE);
    assert_int_equal(visit_pass(&visit, 18.0, 6, true), VISIT_REWIND);
    assert_int_equal(visit.stage, VISIT_ATTRACT);
    /* To somebody its end stands. */
    visit = begun(0.0);
    for (double now = 0.0; now < 59.0; now += 1.0)
        assert_int_equal(visit_pass(&visit, now, 6, true), 0);
}

static void whoever_comes_while_it_fades_is_next(void **state)
{
    (void)state;
    struct visit visit = begun(0.0);
    visit_pass(&visit, 60.0, 1, false);
    visit_pass(&visit, 80.0, 1, false);
    assert_int_equal(visit_touch(&visit, 81.0), 0);
    unsigned orders = visit_pass(&visit, 82.0, 1, false);
    assert_int_equal(orders, VISIT_REWIND | VISIT_RESET | VISIT_SPEAK | VISIT_BEGIN);
    assert_int_equal(visit.stage, VISIT_ON);
    assert_true(visit.began_s == 82.0);
}

static void a_clock_that_goes_back_does_no_harm(void **state)
{
    (void)state;
    struct visit visit = begun(100.0);
    assert_int_equal(visit_pass(&visit, 3.0, 1, false), 0);
    assert_int_equal(visit.stage, VISIT_ON);
    visit_touch(&visit, 2.0);
    assert_true(visit.touched_s == 100.0);
    visit_pass(&visit, 1e9, 1, false);
    assert_int_equal(visit.stage, VISIT_ASKING);
}

static uint32_t draw(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

/* Nothing that visitors do keeps it from coming back once they have gone. */
static void silence_always_leads_back(void **state)
{
    (void)state;
    uint32_t seed = 7;
    struct visit visit;
    double now = 0.0;
    unsigned begun_n = 0, counted = 0;
    visit_init(&visit, &OPTIONS, now);
    for (int i = 0; i < 100000; i++) {
        unsigned orders = 0;
        bool ended = draw(&seed) % 4 == 0;
        now += (double)(draw(&seed) % 4000) / 100.0 - 2.0;
        switch (draw(&seed) % 5) {
        case 0:
            orders = visit_touch(&visit, now);
            break;
        case 1:
            orders = visit_again(&visit, now);
            break;
        case 2:
            orders = visit_speak(&visit, now, draw(&seed) % 40);
            break;
        default:
            orders = visit_pass(&visit, now, draw(&seed) % 40, ended);
        }
        begun_n += (orders & VISIT_BEGIN) != 0;
        counted += (orders & VISIT_COUNT) != 0;
        assert_true(OPTIONS.languages >> visit.language & 1u);
        if (orders & VISIT_COUNT)
            assert_true(visit.past.length_s >= 0.0 && !(orders & VISIT_RESET));
        if (orders & VISIT_RESET)
            assert_true(visit.stage == VISIT_ATTRACT || (orders & VISIT_BEGIN));
        if (i % 100 == 0) { /* everybody leaves */
            double left = visit.now_s;
            for (double s = 0.0; s <= 84.0; s += 0.25) {
                unsigned late = visit_pass(&visit, left + s, 1, false);
                begun_n += (late & VISIT_BEGIN) != 0;
                counted += (late & VISIT_COUNT) != 0;
            }
            bool waited = visit.stage == VISIT_ON && visit.began_s > left;
            assert_true(visit.stage == VISIT_ATTRACT || waited);
            now = visit.now_s;
        }
    }
    assert_true(begun_n > 100);
    assert_in_range(begun_n - counted, 0, 1); /* whoever is there now */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_touch_begins_and_silence_ends),
        cmocka_unit_test(an_answer_lets_it_go_on),
        cmocka_unit_test(it_invites_in_each_language_in_turn),
        cmocka_unit_test(a_single_language_stays),
        cmocka_unit_test(starting_again_is_the_same_visit),
        cmocka_unit_test(a_told_story_is_told_again_to_nobody),
        cmocka_unit_test(whoever_comes_while_it_fades_is_next),
        cmocka_unit_test(a_clock_that_goes_back_does_no_harm),
        cmocka_unit_test(silence_always_leads_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
