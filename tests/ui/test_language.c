/* Which language is in force, and that gettext gives it: on a system with no locale but C.UTF-8,
 * with LANG unset, and after a change while the program runs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "ui/language.h"

static int bare_system(void **state)
{
    (void)state;
    static const char *const NAMES[] = {"LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        unsetenv(NAMES[i]);
    language_folder(SNOWMELT_LANGUAGES);
    return 0;
}

static void tags_are_found(void **state)
{
    (void)state;
    static const struct {
        const char *tag;
        enum language language;
    } CASES[] = {{"en", LANGUAGE_ENGLISH},         {"de", LANGUAGE_GERMAN},
                 {"de_AT.UTF-8", LANGUAGE_GERMAN}, {"pt-BR", LANGUAGE_PORTUGUESE},
                 {"zh", LANGUAGE_CHINESE},         {"zh_CN", LANGUAGE_CHINESE},
                 {"zh-Hans", LANGUAGE_CHINESE},    {"ar_EG@latin", LANGUAGE_ARABIC}};
    enum language found;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        assert_true(language_find(CASES[i].tag, &found));
        assert_int_equal(found, CASES[i].language);
    }
    static const char *const WRONG[] = {"", "xx", "deutsch", "d", "_de", "zhx"};
    for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++)
        assert_false(language_find(WRONG[i], &found));
}

static void the_environment_is_asked(void **state)
{
    (void)state;
    assert_int_equal(language_of_environment(), LANGUAGE_ENGLISH);
    setenv("LANG", "fr_FR.UTF-8", 1);
    assert_int_equal(language_of_environment(), LANGUAGE_FRENCH);
    setenv("LC_MESSAGES", "es_MX", 1);
    assert_int_equal(language_of_environment(), LANGUAGE_SPANISH);
    setenv("LC_ALL", "C.UTF-8", 1);
    assert_int_equal(language_of_environment(), LANGUAGE_ENGLISH);
}

static void all_can_be_spoken_one_after_the_other(void **state)
{
    (void)state;
    static const char *const YES[LANGUAGES] = {"Yes", "Sí", "Ja", "Oui", "Sim", "是", "نعم"};
    struct error error;
    for (int round = 0; round < 2; round++)
        for (int i = 0; i < LANGUAGES; i++) {
            if (!language_use((enum language)i, &error))
                fail_msg("%s", error.text);
            assert_string_equal(_("Yes"), YES[i]);
        }
    assert_true(language_use(LANGUAGE_ENGLISH, &error));
    assert_string_equal(_("Yes"), "Yes");
}

static void context_and_count_are_heeded(void **state)
{
    (void)state;
    assert_string_equal(C_("theme", "Day"), "Day");
    assert_true(language_use(LANGUAGE_GERMAN, NULL));
    assert_string_equal(C_("theme", "Day"), "Tag");
    assert_string_equal(language_count("%s day", "%s days", 1), "%s Tag");
    assert_string_equal(language_count("%s day", "%s days", 2), "%s Tage");
    assert_true(language_use(LANGUAGE_ARABIC, NULL));
    assert_string_equal(language_count("%ld day", "%ld days", 3), "%ld أيام");
    assert_string_equal(language_count("%ld day", "%ld days", 14), "%ld يومًا");
    assert_string_equal(C_("theme", "said nowhere"), "said nowhere");
    assert_true(language_use(LANGUAGE_ENGLISH, NULL));
}

static void numbers_are_written_as_in_the_language(void **state)
{
    (void)state;
    char out[32];
    assert_true(language_use(LANGUAGE_GERMAN, NULL));
    language_number(out, sizeof out, 0.5, 1);
    assert_string_equal(out, "0,5");
    language_whole(out, sizeof out, 1234567);
    assert_string_equal(out, "1.234.567");
    assert_true(language_use(LANGUAGE_CHINESE, NULL));
    language_number(out, sizeof out, 2.25, 2);
    assert_string_equal(out, "2.25");
    language_whole(out, sizeof out, 21705);
    assert_string_equal(out, "21,705");
    assert_true(language_use(LANGUAGE_ENGLISH, NULL));
    language_whole(out, sizeof out, 999);
    assert_string_equal(out, "999");
    /* Reading and computing go on as in C. */
    assert_true(strtod("1.5", NULL) == 1.5);
}

static void without_a_catalogue_words_stay_english(void **state)
{
    (void)state;
    struct error error;
    language_folder("/nowhere/at/all");
    assert_false(language_use(LANGUAGE_FRENCH, &error));
    assert_int_equal(error.id, ERROR_LANGUAGE);
    assert_non_null(strstr(error.text, "(fr)"));
    assert_string_equal(_("Yes"), "Yes");
}

#define LANGUAGE(test) cmocka_unit_test_setup(test, bare_system)

int main(void)
{
    const struct CMUnitTest tests[] = {
        LANGUAGE(tags_are_found),
        LANGUAGE(the_environment_is_asked),
        LANGUAGE(all_can_be_spoken_one_after_the_other),
        LANGUAGE(context_and_count_are_heeded),
        LANGUAGE(numbers_are_written_as_in_the_language),
        LANGUAGE(without_a_catalogue_words_stay_english),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
