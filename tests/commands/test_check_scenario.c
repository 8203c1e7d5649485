/* check-scenario: one line for each thing found, one for the result, and files that are not there. */
#include "commands/scenario_file.h"
#include "scratch.h"

static const char SPOILT[] = SNOWMELT_SOURCE_DIR "/tests/story/scenarios/many_mistakes.yaml";

/* What is printed for one name; the id tells whether it could be read. */
static bool check(const char *name, char text[16384], struct error *error)
{
    FILE *file = fmemopen(text, 16384, "w");
    assert_non_null(file);
    text[0] = '\0';
    *error = (struct error){0};
    bool good = scenario_file_check(file, name, error);
    assert_int_equal(fclose(file), 0);
    return good;
}

static void what_comes_with_snowmelt_is_good(void **state)
{
    (void)state;
    static const char *const NAMES[] = {"alarm", "fright", "home", "worry"};
    char text[16384], expected[128];
    for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++) {
        struct error error;
        assert_true(check(NAMES[i], text, &error));
        snprintf(expected, sizeof expected, "%s: good: 8 places, 3 paths\n", NAMES[i]);
        assert_string_equal(text, expected);
    }
}

static void each_mistake_has_a_line_of_its_own(void **state)
{
    (void)state;
    char text[16384], start[256];
    struct error error;
    unsigned lines = 0;
    assert_false(check(SPOILT, text, &error));
    assert_int_equal(error.id, ERROR_NONE);
    snprintf(start, sizeof start, "%s:", SPOILT);
    for (const char *line = text; *line; line = strchr(line, '\n') + 1, lines++)
        assert_memory_equal(line, start, strlen(start));
    assert_int_equal(lines, 26 + 1);
    assert_non_null(strstr(text, "many_mistakes.yaml:40: the path 'Out for a walk' steps on "
                                 "'freind', which is no place; expected an id from the list of "
                                 "places; did you mean 'friend'?\n"));
    assert_non_null(strstr(text, "many_mistakes.yaml: 26 mistakes\n"));
}

static void advice_is_told_of_what_is_good(void **state)
{
    char path[600], text[16384], yaml[8192];
    struct error error;
    FILE *file = fopen(SNOWMELT_SOURCE_DIR "/assets/scenarios/worry.yaml", "rb");
    assert_non_null(file);
    size_t size = fread(yaml, 1, sizeof yaml - 1, file);
    fclose(file);
    yaml[size] = '\0';
    char *at = strstr(yaml, "label: Rest\n");
    assert_non_null(at);
    size_t used = (size_t)(at - yaml);
    snprintf(text, sizeof text, "%.*slabel: A rest for a little while\n%s", (int)used, yaml,
             strchr(at, '\n') + 1);
    scratch_write_text(scratch_path(state, "story", path), text); /* any name will do */
    assert_true(check(path, text, &error));
    assert_non_null(strstr(text, ": advice: the label 'A rest for a little while'"));
    assert_non_null(strstr(text, ": good: 8 places, 3 paths\n"));
}

static void what_cannot_be_read_is_told_in_one_line(void **state)
{
    char path[600], text[16384];
    struct error error;
    assert_false(check(scratch_path(state, "nowhere.yaml", path), text, &error));
    assert_error(&error, ERROR_FILE_MISSING, path);
    assert_false(check("nowhere", text, &error));
    assert_error(&error, ERROR_FILE_MISSING, "nowhere");
    assert_false(check(*state, text, &error)); /* a folder */
    assert_error(&error, ERROR_FILE_READ, *state);
    assert_string_equal(text, "");
}

/* Nothing that a text holds may reach the terminal as a command to it. */
static void what_is_quoted_stays_plain(void **state)
{
    char path[600], text[16384];
    struct error error;
    scratch_write_text(scratch_path(state, "bad.yaml", path),
                       "\"\\e[2J\\N\": 1\n\"\\x9b2J\": 2\n"
                       "title: \xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4"
                       "\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4"
                       "\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4"
                       "\xc3\xa4\xc3\xa4\xc3\xa4xxx\xc3\xa4 ------------------------------------"
                       "\n");
    assert_false(check(path, text, &error));
    for (const unsigned char *c = (const unsigned char *)text; *c; c++) {
        assert_true(*c >= 0x20 || *c == '\n');
        assert_false(c[0] == 0xC2 && c[1] < 0xA0);
        if (*c == 0xC3)
            assert_true((c[1] & 0xC0) == 0x80); /* no half of a character */
    }
}

static void the_list_names_each_with_its_title(void **state)
{
    (void)state;
    char text[4096] = "";
    FILE *file = fmemopen(text, sizeof text, "w");
    assert_non_null(file);
    assert_true(scenario_file_list(file));
    fclose(file);
    static const char *const LINES[] = {"  alarm   ", "  The alarm that won't stop\n",
                                        "  fright  ", "  The echo of a fright\n",
                                        "  home    ", "  Learning a new way home\n",
                                        "  worry   ", "  A worry that circles\n"};
    const char *at = text;
    for (size_t i = 0; i < sizeof LINES / sizeof LINES[0]; i++) {
        at = strstr(at, LINES[i]);
        assert_non_null(at);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_comes_with_snowmelt_is_good),
        cmocka_unit_test(each_mistake_has_a_line_of_its_own),
        cmocka_unit_test(advice_is_told_of_what_is_good),
        cmocka_unit_test(what_cannot_be_read_is_told_in_one_line),
        cmocka_unit_test(what_is_quoted_stays_plain),
        cmocka_unit_test(the_list_names_each_with_its_title),
    };
    return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
