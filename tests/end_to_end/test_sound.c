/* Sound in the whole program: by key, without a device, and in a film. */
#include "screen.h"

enum { REACT_S = 90, RECORD_S = 400 };

struct fixture {
    char *folder; /* first, for the scratch functions */
    struct screen screen;
    pid_t program;
    char state_path[600], errors[600];
};

static void **folder_of(void **state)
{
    return (void **)&((struct fixture *)*state)->folder;
}

static void look(struct fixture *f, const char *key, char value[64])
{
    char text[4096], start[64];
    process_text(f->state_path, text, sizeof text);
    snprintf(start, sizeof start, "\n%s ", key);
    const char *line = strstr(text, start);
    value[0] = 0;
    if (line)
        snprintf(value, 64, "%.*s", (int)strcspn(line + strlen(start), "\n"),
                 line + strlen(start));
}

static void wait_until(struct fixture *f, const char *key, const char *wanted)
{
    char value[64], text[2000];
    for (double waited = 0; waited < REACT_S; waited += 0.1) {
        look(f, key, value);
        if (strcmp(value, wanted) == 0)
            return;
        int status = process_wait(f->program, 0.1);
        if (status != -1) {
            f->program = 0;
            fail_msg("snowmelt has ended with status %d: %s", status,
                     process_text(f->errors, text, sizeof text));
        }
    }
    fail_msg("%s is '%s' and not '%s'", key, value, wanted);
}

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

static void press(const char *key)
{
    const char *argv[] = {"xdotool", "key", key, NULL};
    assert_int_equal(process_run(argv, NULL, NULL, 20), 0);
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
    wait_until(f, "quit", "1");
    press("y");
    int status = process_wait(f->program, REACT_S);
    f->program = status == -1 ? f->program : 0;
    assert_int_equal(status, 0);
}

static void m_switches_it_on_and_off(void **state)
{
    struct fixture *f = *state;
    char text[2000];
    start(f, "dummy", NULL);
    wait_until(f, "sound", "off"); /* nobody asked for it */
    const char *argv[] = {"xdotool", "mousemove", "100", "80", NULL};
    assert_int_equal(process_run(argv, NULL, NULL, 20), 0);
    press("m");
    wait_until(f, "sound", "on");
    wait_for_ticks(f);
    press("m");
    wait_until(f, "sound", "off");
    press("h"); /* from the help too */
    wait_until(f, "help", "1");
    press("m");
    wait_until(f, "sound", "on");
    press("h");
    wait_until(f, "help", "0");
    leave(f);
    assert_string_equal(process_text(f->errors, text, sizeof text), "");
}

static void without_a_device_it_goes_on(void **state)
{
    struct fixture *f = *state;
    char text[2000];
    start(f, "no-such-driver", "--sound");
    wait_until(f, "sound", "missing");
    wait_for_ticks(f);
    press("m");
    wait_until(f, "sound", "off");
    press("m");
    wait_until(f, "sound", "missing");
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
    wait_until(f, "sound", "off");
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

static int setup(void **state)
{
    static struct fixture fixture;
    if (scratch_make((void **)&fixture.folder) != 0)
        return -1;
    *state = &fixture;
    scratch_path(folder_of(state), "state", fixture.state_path);
    scratch_path(folder_of(state), "errors", fixture.errors);
    if (!screen_start(&fixture.screen, folder_of(state)))
        return -1;
    unsetenv("SDL_VIDEODRIVER");
    unsetenv("WAYLAND_DISPLAY");
    setenv("DISPLAY", fixture.screen.display, 1);
    setenv("XDG_CONFIG_HOME", fixture.folder, 1);
    setenv("SNOWMELT_STATE_FILE", fixture.state_path, 1);
    return 0;
}

static int end_program(void **state)
{
    struct fixture *f = *state;
    process_stop(f->program);
    f->program = 0;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    process_stop(f->screen.server);
    return scratch_remove(folder_of(state));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(m_switches_it_on_and_off, end_program),
        cmocka_unit_test_teardown(without_a_device_it_goes_on, end_program),
        cmocka_unit_test_teardown(mute_is_stronger, end_program),
        cmocka_unit_test(a_film_has_the_same_sound_twice_and_none_when_muted),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
