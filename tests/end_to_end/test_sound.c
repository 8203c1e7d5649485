/* Sound in the whole program: by key, without a device, and in a film. */
#include "watched.h"

enum { REACT_S = 90, RECORD_S = 400 };

static void wait_for_ticks(struct fixture *f)
{
    char before[64], now[64];
    look(f, "tick", before);
    strcpy(now, before);
    for (double waited = 0; waited < REACT_S && strcmp(now, before) == 0; waited += 0.1) {
        process_rest(0.1);
        look(f, "tick", now);
    }
    assert_string_not_equal(now, before);
}

static void start(struct fixture *f, const char *driver, const char *option)
{
    unlink(f->state_path);
    setenv("SDL_AUDIODRIVER", driver, 1);
    const char *argv[] = {SNOWMELT_PROGRAM, "explore", "--size", "480x270", option, NULL};
    f->program = process_start(argv, NULL, f->errors);
}

static void leave(struct fixture *f)
{
    press("Escape");
    wait_until(f, "quit", "1", REACT_S);
    press("y");
    assert_ends(f, REACT_S);
}

static void m_switches_it_on_and_off(void **state)
{
    struct fixture *f = *state;
    char text[2000];
    start(f, "dummy", NULL);
    wait_until(f, "sound", "off", REACT_S); /* nobody asked for it */
    point(100, 80);
    press("m");
    wait_until(f, "sound", "on", REACT_S);
    wait_for_ticks(f);
    press("m");
    wait_until(f, "sound", "off", REACT_S);
    press("h"); /* from the help too */
    wait_until(f, "help", "1", REACT_S);
    press("m");
    wait_until(f, "sound", "on", REACT_S);
    press("h");
    wait_until(f, "help", "0", REACT_S);
    leave(f);
    assert_string_equal(process_text(f->errors, text, sizeof text), "");
}

static void without_a_device_it_goes_on(void **state)
{
    struct fixture *f = *state;
    char text[2000];
    start(f, "no-such-driver", "--sound");
    wait_until(f, "sound", "missing", REACT_S);
    wait_for_ticks(f);
    press("m");
    wait_until(f, "sound", "off", REACT_S);
    press("m");
    wait_until(f, "sound", "missing", REACT_S);
    wait_for_ticks(f);
    leave(f);
    process_text(f->errors, text, sizeof text);
    assert_ptr_equal(strstr(text, "snowmelt: no sound can be played"), text);
    assert_ptr_equal(strchr(text, '\n'), text + strlen(text) - 1); /* one line, once */
}

static void mute_is_stronger(void **state)
{
    struct fixture *f = *state;
    char path[600];
    scratch_write_text(scratch_path(folder_of(state), "settings", path), "sound = yes\n");
    setenv("SDL_AUDIODRIVER", "dummy", 1);
    const char *argv[] = {SNOWMELT_PROGRAM, "explore", "--size", "480x270", "--mute",
                          "--config",       path,      NULL};
    unlink(f->state_path);
    f->program = process_start(argv, NULL, f->errors);
    wait_until(f, "sound", "off", REACT_S);
    leave(f);
}

static size_t record(void **state, const char *name, const char *option, char **bytes)
{
    char path[600];
    scratch_path(folder_of(state), name, path);
    const char *argv[] = {SNOWMELT_PROGRAM, "record", "--size", "320x240", "--seconds", "1.5",
                          "--fps",          "20",     "-o",     path,      option,      NULL};
    assert_int_equal(process_run(argv, NULL, NULL, RECORD_S), 0);
    FILE *file = fopen(path, "rb");
    struct stat status;
    assert_true(file && fstat(fileno(file), &status) == 0);
    size_t size = (size_t)status.st_size;
    *bytes = malloc(size);
    assert_true(*bytes && fread(*bytes, 1, size, file) == size);
    fclose(file);
    return size;
}

static bool holds(const char *bytes, size_t size, const char *word)
{
    for (size_t i = 0; i + strlen(word) <= size; i++)
        if (memcmp(bytes + i, word, strlen(word)) == 0)
            return true;
    return false;
}

static void a_film_has_the_same_sound_twice_and_none_when_muted(void **state)
{
    char *first, *second, *muted;
    size_t size = record(state, "first.mp4", NULL, &first);
    assert_int_equal(record(state, "second.mp4", NULL, &second), size);
    assert_memory_equal(first, second, size);
    assert_true(holds(first, size, "mp4a"));
    size_t less = record(state, "muted.mp4", "--mute", &muted);
    assert_false(holds(muted, less, "mp4a"));
    free(first);
    free(second);
    free(muted);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(m_switches_it_on_and_off, watched_end_program),
        cmocka_unit_test_teardown(without_a_device_it_goes_on, watched_end_program),
        cmocka_unit_test_teardown(mute_is_stronger, watched_end_program),
        cmocka_unit_test(a_film_has_the_same_sound_twice_and_none_when_muted),
    };
    return cmocka_run_group_tests(tests, watched_setup, watched_teardown);
}
