/* Which display shows what, as displays come and go. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "commands/present_screens.h"

static void notes_have_a_display_where_there_are_two(void **state)
{
    (void)state;
    static const struct {
        int displays, audience_wish, notes_wish, audience, notes;
    } CASES[] = {
        {1, 0, 0, 0, -1}, {0, 0, 0, 0, -1}, {1, 1, 1, 0, -1}, /* unplugged */
        {2, 0, 0, 1, 0},  {2, 1, 0, 1, 0},  {2, 0, 1, 0, 1},  {2, 1, 1, 0, 1},
        {2, 5, 7, 1, 0},  {3, 2, 0, 2, 0},  {3, 0, 2, 0, 2},  {3, 2, 2, 0, 2},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct screens at =
            screens_place(CASES[i].displays, CASES[i].audience_wish, CASES[i].notes_wish);
        assert_int_equal(at.audience, CASES[i].audience);
        assert_int_equal(at.notes, CASES[i].notes);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(notes_have_a_display_where_there_are_two),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
