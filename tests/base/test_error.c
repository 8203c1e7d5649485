#include <errno.h>
#include <locale.h>

#include "scratch.h"

static void every_id_has_its_name_and_a_status(void **state)
{
    (void)state;
    for (int id = 0; id < ERROR_COUNT; id++) {
        bool advice = strncmp(error_name((enum error_id)id), "ADVICE_", 7) == 0;
        if (!advice)
            assert_memory_equal(error_name((enum error_id)id), "ERROR_", 6);
        int status = error_exit_status((enum error_id)id);
        assert_in_range(status, id == ERROR_NONE || advice ? 0 : 1, advice ? 0 : 2);
        for (int other = 0; other < id; other++)
            assert_string_not_equal(error_name((enum error_id)id),
                                    error_name((enum error_id)other));
    }
    assert_string_equal(error_name(ERROR_FONT_MISSING), "ERROR_FONT_MISSING");
    assert_int_equal(error_exit_status(ERROR_NONE), 0);
}

static void only_wrong_usage_ends_with_two(void **state)
{
    (void)state;
    for (int id = 1; id < ERROR_COUNT; id++) {
        bool usage = id == ERROR_OPTION_UNKNOWN || id == ERROR_OPTION_VALUE ||
                     id == ERROR_OPTION_MISPLACED || id == ERROR_COMMAND_UNKNOWN ||
                     id == ERROR_BENCH_UNKNOWN;
        bool advice = strncmp(error_name((enum error_id)id), "ADVICE_", 7) == 0;
        assert_int_equal(error_exit_status((enum error_id)id), usage ? 2 : advice ? 0 : 1);
    }
}

static void an_id_out_of_the_list_is_a_failure(void **state)
{
    (void)state;
    assert_string_equal(error_name(ERROR_COUNT), "ERROR_UNKNOWN");
    assert_int_equal(error_exit_status(ERROR_COUNT), 1);
}

static void setting_fills_and_reports_failure(void **state)
{
    (void)state;
    struct error error = {0};
    assert_false(error_set(&error, ERROR_FILE_MISSING, "no '%s', line %d", "a.yaml", 3));
    assert_error(&error, ERROR_FILE_MISSING, "no 'a.yaml', line 3");
    assert_false(error_set(NULL, ERROR_FILE_MISSING, "nobody listens"));
}

static void a_long_text_is_cut_and_ended(void **state)
{
    (void)state;
    char text[2 * sizeof((struct error *)0)->text];
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = 0;
    struct error error;
    error_set(&error, ERROR_MEMORY, "%s", text);
    assert_int_equal(strlen(error.text), sizeof error.text - 1);
}

static void reasons_are_in_english_whatever_is_spoken(void **state)
{
    (void)state;
    setenv("LANGUAGE", "de", 1);
    assert_non_null(setlocale(LC_MESSAGES, "C.UTF-8"));
    assert_string_equal(error_reason(EEXIST), "File exists");
    assert_string_equal(error_reason(-1), "unknown reason");
    setlocale(LC_MESSAGES, "C");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_id_has_its_name_and_a_status),
        cmocka_unit_test(only_wrong_usage_ends_with_two),
        cmocka_unit_test(an_id_out_of_the_list_is_a_failure),
        cmocka_unit_test(setting_fills_and_reports_failure),
        cmocka_unit_test(a_long_text_is_cut_and_ended),
        cmocka_unit_test(reasons_are_in_english_whatever_is_spoken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
