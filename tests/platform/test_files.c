#include "platform/files.h"
#include "scratch.h"

static void a_file_comes_back_whole_and_ended(void **state)
{
    char path[600];
    struct error error = {0};
    size_t size = 99;
    /* Around the sizes at which the buffer grows. */
    static const size_t SIZES[] = {0, 1, 4094, 4095, 4096, 4097, 8191, 70000};
    for (unsigned i = 0; i < sizeof SIZES / sizeof SIZES[0]; i++) {
        char *bytes = malloc(SIZES[i] + 1);
        assert_non_null(bytes);
        for (size_t j = 0; j < SIZES[i]; j++)
            bytes[j] = (char)(j * 7 + 1);
        scratch_write(scratch_path(state, "whole", path), bytes, SIZES[i]);
        char *text = files_read(path, 100000, &size, &error);
        assert_non_null(text);
        assert_int_equal(size, SIZES[i]);
        assert_memory_equal(text, bytes, size);
        assert_int_equal(text[size], 0);
        free(text);
        free(bytes);
    }
}

static void the_limit_is_inclusive(void **state)
{
    char path[600];
    struct error error = {0};
    static const size_t LIMITS[] = {1, 10, 4095, 4096, 9000};
    for (unsigned i = 0; i < sizeof LIMITS / sizeof LIMITS[0]; i++) {
        size_t limit = LIMITS[i], size;
        char *bytes = calloc(1, limit + 1);
        assert_non_null(bytes);
        scratch_write(scratch_path(state, "limit", path), bytes, limit);
        char *text = files_read(path, limit, &size, &error);
        assert_non_null(text);
        assert_int_equal(size, limit);
        free(text);
        scratch_write(path, bytes, limit + 1);
        assert_null(files_read(path, limit, &size, &error));
        assert_error(&error, ERROR_FILE_TOO_LARGE, path);
        free(bytes);
    }
}

static void what_is_not_there_or_no_file_is_told_apart(void **state)
{
    char path[600];
    struct error error = {0};
    assert_null(files_read(scratch_path(state, "nowhere", path), 10, NULL, &error));
    assert_error(&error, ERROR_FILE_MISSING, path);
    assert_null(files_read(*state, 10, NULL, &error));
    assert_error(&error, ERROR_FILE_READ, *state);
}

static void asking_for_room_changes_nothing(void **state)
{
    char path[600], *text;
    struct error error = {0};
    assert_true(files_writable(scratch_path(state, "new", path), &error));
    assert_int_not_equal(access(path, F_OK), 0);
    scratch_write_text(path, "kept");
    assert_true(files_writable(path, &error));
    assert_non_null(text = files_read(path, 100, NULL, &error));
    assert_string_equal(text, "kept");
    free(text);
    assert_false(files_writable(scratch_path(state, "no/folder", path), &error));
    assert_error(&error, ERROR_OUTPUT_UNWRITABLE, path);
    assert_false(files_writable(*state, &error)); /* a folder is no file */
    assert_error(&error, ERROR_OUTPUT_UNWRITABLE, *state);
}

static void an_asset_folder_given_comes_first(void **state)
{
    char folder[600], path[600], found[600];
    mkdir(scratch_path(state, "scenarios", folder), 0777);
    scratch_write_text(scratch_path(state, "scenarios/mine.yaml", path), "title: mine\n");
    assert_false(files_asset("scenarios/mine.yaml", found, sizeof found));
    setenv("SNOWMELT_ASSETS", *state, 1);
    assert_true(files_asset("scenarios/mine.yaml", found, sizeof found));
    assert_string_equal(found, path);
    assert_false(files_asset("scenarios/mine.yaml", found, 4));
    unsetenv("SNOWMELT_ASSETS");
    assert_false(files_asset("scenarios", found, sizeof found)); /* a folder is no file */
}

static void a_scenario_is_a_name_or_a_file(void **state)
{
    char path[600], found[600];
    struct error error = {0};
    setenv("SNOWMELT_ASSETS", *state, 1);
    scratch_path(state, "scenarios", path);
    mkdir(path, 0777);
    scratch_write_text(scratch_path(state, "scenarios/mine.yaml", path), "title: mine\n");
    assert_true(files_scenario("mine", found, sizeof found, &error));
    assert_string_equal(found, path);
    assert_true(files_scenario(path, found, sizeof found, &error));
    assert_string_equal(found, path);

    assert_false(files_scenario("yours", found, sizeof found, &error));
    assert_error(&error, ERROR_FILE_MISSING, "mine"); /* says which there are */
    assert_false(files_scenario("yours.yaml", found, sizeof found, &error));
    assert_error(&error, ERROR_FILE_MISSING, "yours.yaml");
    assert_false(files_scenario("some/where", found, sizeof found, &error));
    assert_error(&error, ERROR_FILE_MISSING, "some/where");
    unsetenv("SNOWMELT_ASSETS");
}

static void fonts_come_from_the_folder_given_alone(void **state)
{
    char folder[600], path[600], found[600];
    struct error error = {0};
    mkdir(scratch_path(state, "fonts", folder), 0777);
    setenv("SNOWMELT_FONT_DIR", folder, 1);
    assert_false(files_font(FILES_LATIN, 0, found, sizeof found, &error));
    assert_error(&error, ERROR_FONT_MISSING, folder);

    scratch_write_text(scratch_path(state, "fonts/NotoSans-Regular.ttf", path), "a font");
    for (int weight = 0; weight < 3; weight++) {
        assert_true(files_font(FILES_LATIN, weight, found, sizeof found, &error));
        assert_string_equal(found, path); /* one family, for want of the weight */
    }
    scratch_write_text(scratch_path(state, "fonts/NotoSans-Bold.ttf", path), "a font");
    assert_true(files_font(FILES_LATIN, 2, found, sizeof found, &error));
    assert_string_equal(found, path);
    unsetenv("SNOWMELT_FONT_DIR");
}

static void the_system_has_a_font_of_each_weight(void **state)
{
    (void)state;
    char found[600];
    struct error error = {0};
    unsetenv("SNOWMELT_FONT_DIR");
    for (int weight = 0; weight < 3; weight++) {
        assert_true(files_font(FILES_LATIN, weight, found, sizeof found, &error));
        assert_int_equal(access(found, R_OK), 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_comes_back_whole_and_ended),
        cmocka_unit_test(the_limit_is_inclusive),
        cmocka_unit_test(what_is_not_there_or_no_file_is_told_apart),
        cmocka_unit_test(asking_for_room_changes_nothing),
        cmocka_unit_test(an_asset_folder_given_comes_first),
        cmocka_unit_test(a_scenario_is_a_name_or_a_file),
        cmocka_unit_test(fonts_come_from_the_folder_given_alone),
        cmocka_unit_test(the_system_has_a_font_of_each_weight),
    };
    return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
