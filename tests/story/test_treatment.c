/* Treatments: their names, what each holds, and how therapy is taken in or left out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "story/treatment.h"

static void names_are_found_again(void **state)
{
    (void)state;
    for (int i = 0; i < STORY_TREATMENTS; i++) {
        enum story_treatment found = STORY_TREATMENTS;
        assert_true(story_treatment_find(story_treatment_name((enum story_treatment)i), &found));
        assert_int_equal(found, i);
    }
    enum story_treatment kept = STORY_SSRI;
    assert_false(story_treatment_find("tea", &kept));
    assert_int_equal(kept, STORY_SSRI);
    assert_string_equal(story_treatment_name(STORY_TREATMENTS), "unknown");
}

static void therapy_is_all_that_a_toggle_changes(void **state)
{
    (void)state;
    for (int i = 0; i < STORY_TREATMENTS; i++) {
        enum story_treatment was = (enum story_treatment)i, now = was;
        bool knows_both = treatment_toggle_practice(&now);
        assert_int_equal(knows_both, now != was);
        assert_int_equal(treatment_has_practice(now), knows_both != treatment_has_practice(was));
        assert_int_equal(treatment_gives_ketamine(now), treatment_gives_ketamine(was));
        assert_int_equal(treatment_is_blocked(now), treatment_is_blocked(was));
        if (knows_both) {
            assert_true(treatment_toggle_practice(&now));
            assert_int_equal(now, was);
        }
    }
}

static void blocks_and_drugs_are_where_their_names_say(void **state)
{
    static const bool KETAMINE[STORY_TREATMENTS] = {[STORY_KETAMINE] = true,
                                                    [STORY_KETAMINE_THERAPY] = true,
                                                    [STORY_KETAMINE_AMPA_BLOCK] = true,
                                                    [STORY_KETAMINE_MTOR_BLOCK] = true};
    (void)state;
    for (int i = 0; i < STORY_TREATMENTS; i++) {
        enum story_treatment treatment = (enum story_treatment)i;
        assert_int_equal(treatment_gives_ketamine(treatment), KETAMINE[i]);
        assert_int_equal(treatment_is_blocked(treatment),
                         treatment == STORY_KETAMINE_AMPA_BLOCK ||
                             treatment == STORY_KETAMINE_MTOR_BLOCK);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_found_again),
        cmocka_unit_test(therapy_is_all_that_a_toggle_changes),
        cmocka_unit_test(blocks_and_drugs_are_where_their_names_say),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
