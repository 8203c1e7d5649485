/* Where what is saved goes: among the person's pictures, else among the data, never over a file. */
#include "../scratch.h"

#include <fcntl.h>

#include "platform/keepsakes.h"

static void make_folder(void **state, const char *name)
{
    char path[600];
    assert_int_equal(mkdir(scratch_path(state, name, path), 0700), 0);
}

static void assert_in(void **state, const char *path, const char *folder)
{
    char wanted[600];
    scratch_path(state, folder, wanted);
    if (strncmp(path, wanted, strlen(wanted)) != 0 || path[strlen(wanted)] != '/')
        fail_msg("'%s' should be in '%s'", path, wanted);
}

static void home_is(void **state, const char *name)
{
    char path[600];
    make_folder(state, name);
    setenv("HOME", scratch_path(state, name, path), 1);
    unsetenv("XDG_CONFIG_HOME");
    unsetenv("XDG_DATA_HOME");
}

static void among_the_pictures(void **state)
{
    struct error error = {0};
    char path[1024];
    home_is(state, "a");
    make_folder(state, "a/Pictures");
    assert_true(keepsakes_path("", "png", path, sizeof path, &error));
    assert_in(state, path, "a/Pictures/Snowmelt");
    assert_string_equal(path + strlen(path) - 4, ".png");
    assert_int_not_equal(access(path, F_OK), 0); /* only a name yet */
}

static void where_the_desktop_says(void **state)
{
    struct error error = {0};
    char path[1024], file[600];
    home_is(state, "b");
    make_folder(state, "b/.config");
    make_folder(state, "b/Bilder");
    scratch_write_text(scratch_path(state, "b/.config/user-dirs.dirs", file),
                       "# written by a desktop\nXDG_MUSIC_DIR=\"$HOME/Musik\"\n"
                       "XDG_PICTURES_DIR=\"$HOME/Bilder\"\n");
    assert_true(keepsakes_path("", "mp4", path, sizeof path, &error));
    assert_in(state, path, "b/Bilder/Snowmelt");
}

static void among_the_data_else(void **state)
{
    struct error error = {0};
    char path[1024], data[600];
    home_is(state, "c");
    assert_true(keepsakes_path("", "snowmelt", path, sizeof path, &error));
    assert_in(state, path, "c/.local/share/snowmelt");
    setenv("XDG_DATA_HOME", scratch_path(state, "c/data", data), 1);
    assert_true(keepsakes_path("", "snowmelt", path, sizeof path, &error));
    assert_in(state, path, "c/data/snowmelt");
}

static void never_over_a_file(void **state)
{
    struct error error = {0};
    char folder[600], first[1024], second[1024];
    scratch_path(state, "d/e", folder);
    assert_true(keepsakes_path(folder, "png", first, sizeof first, &error));
    for (int i = 0; i < 5; i++) {
        assert_true(keepsakes_path(folder, "png", second, sizeof second, &error));
        scratch_write_text(second, "");
        assert_true(keepsakes_path(folder, "png", first, sizeof first, &error));
        assert_string_not_equal(first, second);
    }
}

static void what_is_in_the_way_is_told(void **state)
{
    struct error error = {0};
    char file[600], path[1024];
    scratch_write_text(scratch_path(state, "plain", file), "");
    assert_false(keepsakes_path(file, "png", path, sizeof path, &error));
    assert_error(&error, ERROR_OUTPUT_UNWRITABLE, "--folder");
    assert_false(keepsakes_path("/proc/none/such", "png", path, sizeof path, &error));
    assert_error(&error, ERROR_OUTPUT_UNWRITABLE, "/proc/none/such");
}

static void touch(const char *folder, const char *name, time_t when)
{
    char path[1200];
    struct timespec times[2] = {{.tv_sec = when}, {.tv_sec = when}};
    snprintf(path, sizeof path, "%s/%s", folder, name);
    scratch_write_text(path, "");
    assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
}

static void they_are_listed_newest_first(void **state)
{
    char folder[600], names[KEEPSAKES_MOST][KEEPSAKES_NAME], name[64];
    scratch_path(state, "list", folder);
    assert_int_equal(keepsakes_list(folder, "snowmelt", names), 0); /* no folder yet */
    make_folder(state, "list");
    touch(folder, "b.snowmelt", 2000);
    touch(folder, "a.snowmelt", 3000);
    touch(folder, "c.snowmelt", 1000);
    touch(folder, "picture.png", 4000);
    touch(folder, ".hidden.snowmelt", 4000);
    touch(folder, "snowmelt", 4000);
    make_folder(state, "list/folder.snowmelt");
    assert_int_equal(keepsakes_list(folder, "snowmelt", names), 3);
    assert_string_equal(names[0], "a.snowmelt");
    assert_string_equal(names[1], "b.snowmelt");
    assert_string_equal(names[2], "c.snowmelt");
    for (int i = 0; i < KEEPSAKES_MOST + 9; i++) {
        snprintf(name, sizeof name, "many %03d.snowmelt", i);
        touch(folder, name, 10000 + i);
    }
    assert_int_equal(keepsakes_list(folder, "snowmelt", names), KEEPSAKES_MOST);
    assert_string_equal(names[0], "many 056.snowmelt");
    assert_string_equal(names[KEEPSAKES_MOST - 1], "many 009.snowmelt");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(among_the_pictures),     cmocka_unit_test(where_the_desktop_says),
        cmocka_unit_test(among_the_data_else),    cmocka_unit_test(never_over_a_file),
        cmocka_unit_test(what_is_in_the_way_is_told), cmocka_unit_test(they_are_listed_newest_first),
    };
    return cmocka_run_group_tests_name("keepsakes", tests, scratch_make, scratch_remove);
}
