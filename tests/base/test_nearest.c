#include "base/nearest.h"
#include "scratch.h"

static const char *const NAMES[] = {"seed", "seconds", "seeds", "size", "fullscreen"};

static const char *nearest(const char *name)
{
    return nearest_name(name, NAMES, sizeof NAMES / sizeof NAMES[0]);
}

static void one_slip_is_forgiven(void **state)
{
    (void)state;
    assert_string_equal(nearest("sede"), "seed");    /* swapped */
    assert_string_equal(nearest("sead"), "seed");    /* changed */
    assert_string_equal(nearest("sizee"), "size");   /* added */
    assert_string_equal(nearest("sze"), "size");     /* left out */
    assert_string_equal(nearest("fulscren"), "fullscreen");
    assert_string_equal(nearest("seeds"), "seeds");  /* exact beats near */
}

static void another_word_is_another_word(void **state)
{
    (void)state;
    assert_null(nearest("volume"));
    assert_null(nearest(""));
    assert_null(nearest("a-name-that-is-longer-than-any-option-can-be"));
    assert_null(nearest_name("seed", NAMES, 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_slip_is_forgiven),
        cmocka_unit_test(another_word_is_another_word),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
