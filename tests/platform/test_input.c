#include "platform/input.h"
#include "platform/input_format.h"
#include "scratch.h"

#define HEAD                                                                                       \
    "snowmelt-input 1\nseed 7\nscenario worry\ntreatment ketamine\n"                               \
    "tick_s 0.0625\nsize 960 540\nevents\n"

static const struct input_header HEADER = {
    .seed = UINT64_MAX,
    .scenario = "a folder/with spaces.yaml",
    .treatment = "ketamine+therapy",
    .tick_s = 1.0 / 60,
    .width = 1280,
    .height = 720,
};

static const struct {
    uint64_t tick;
    struct input_event event;
} EVENTS[] = {
    {0, {.kind = INPUT_POINTER, .x = 0.1f, .y = 1e-7f, .dx = -3.3333333f, .dy = 4e4f, .button = 3}},
    {0, {.kind = INPUT_PRESS, .x = 640.5f, .y = 360.25f, .button = 1}},
    {17, {.kind = INPUT_RELEASE, .x = -1, .y = -1, .button = 2}},
    {17, {.kind = INPUT_WHEEL, .x = 3, .y = 4, .amount = -0.33333334f}},
    {18, {.kind = INPUT_PINCH, .x = 3, .y = 4, .amount = 1.0000001f}},
    {18, {.kind = INPUT_ROTATE, .dx = -0.12345678f, .dy = 0.5f}},
    {19, {.kind = INPUT_PRESS, .x = 3, .y = 4, .button = 1, .meets = 7}},
    {19, {.kind = INPUT_POINTER, .x = 3, .y = 4, .dx = 1, .button = 1, .meets = -1}},
    {UINT64_MAX, {.kind = INPUT_QUIT}},
};

enum { EVENT_COUNT = sizeof EVENTS / sizeof EVENTS[0] };

static void a_recording_comes_back_exactly(void **state)
{
    char path[600];
    struct error error = {0};
    struct input_recorder *recorder =
        input_record_open(scratch_path(state, "input.txt", path), &HEADER, &error);
    assert_non_null(recorder);
    for (int i = 0; i < EVENT_COUNT; i++)
        input_record(recorder, EVENTS[i].tick, &EVENTS[i].event);
    assert_true(input_record_close(recorder, &error));

    struct input_header header;
    struct input_replay *replay = input_replay_open(path, &header, &error);
    assert_non_null(replay);
    assert_true(header.seed == HEADER.seed && header.tick_s == HEADER.tick_s);
    assert_string_equal(header.scenario, HEADER.scenario);
    assert_string_equal(header.treatment, HEADER.treatment);
    assert_int_equal(header.width, HEADER.width);
    assert_int_equal(header.height, HEADER.height);
    for (int i = 0; i < EVENT_COUNT; i++) {
        struct input_event event;
        if (EVENTS[i].tick)
            assert_false(i && EVENTS[i].tick != EVENTS[i - 1].tick &&
                         input_replay_next(replay, EVENTS[i].tick - 1, &event));
        assert_false(input_replay_done(replay));
        assert_true(input_replay_next(replay, EVENTS[i].tick, &event));
        assert_memory_equal(&event, &EVENTS[i].event, sizeof event);
    }
    assert_true(input_replay_done(replay));
    input_replay_close(replay);
}

static void every_key_has_a_name_of_its_own(void **state)
{
    (void)state;
    for (int i = 0; i < KEYS; i++) {
        enum input_key found;
        const char *name = input_key_name((enum input_key)i);
        assert_true(input_key_find(name, &found));
        assert_int_equal(found, i);
        assert_null(strpbrk(name, " \n"));
    }
    assert_string_equal(input_key_name((enum input_key)999), "none");
}

static void every_key_comes_back(void **state)
{
    char path[600];
    struct error error = {0};
    struct input_recorder *recorder =
        input_record_open(scratch_path(state, "keys.txt", path), &HEADER, &error);
    assert_non_null(recorder);
    for (int i = 1; i < KEYS; i++)
        input_record(recorder, (uint64_t)i,
                     &(struct input_event){.kind = INPUT_KEY, .key = (enum input_key)i});
    assert_true(input_record_close(recorder, &error));
    struct input_header header;
    struct input_replay *replay = input_replay_open(path, &header, &error);
    assert_non_null(replay);
    struct input_event event;
    for (int i = 1; i < KEYS; i++) {
        assert_true(input_replay_next(replay, KEYS, &event));
        assert_int_equal(event.key, i);
    }
    assert_false(input_replay_next(replay, KEYS, &event));
    input_replay_close(replay);
}

static void a_crash_keeps_what_was_pressed(void **state)
{
    char path[600], text[1024] = "";
    struct error error = {0};
    struct input_recorder *recorder =
        input_record_open(scratch_path(state, "crash.txt", path), &HEADER, &error);
    assert_non_null(recorder);
    input_record(recorder, 5, &(struct input_event){.kind = INPUT_KEY, .key = KEY_D});
    FILE *file = fopen(path, "rb"); /* the recorder is still open */
    assert_non_null(file);
    assert_true(fread(text, 1, sizeof text - 1, file) > 0);
    fclose(file);
    assert_non_null(strstr(text, "\n5 key d\n"));
    assert_true(input_record_close(recorder, &error));
}

static void a_place_that_cannot_be_written_is_named(void **state)
{
    char path[600];
    struct error error = {0};
    scratch_path(state, "no/such/folder", path);
    assert_null(input_record_open(path, &HEADER, &error));
    assert_error(&error, ERROR_OUTPUT_UNWRITABLE, path);

    struct input_header broken = HEADER;
    strcpy(broken.scenario, "two\nlines");
    assert_null(input_record_open(scratch_path(state, "x", path), &broken, &error));
    assert_error(&error, ERROR_OUTPUT_UNWRITABLE, "line break");
}

static void a_full_disk_is_told_at_the_end(void **state)
{
    (void)state;
    struct error error = {0};
    if (access("/dev/full", W_OK) != 0)
        skip();
    struct input_recorder *recorder = input_record_open("/dev/full", &HEADER, &error);
    assert_non_null(recorder);
    input_record(recorder, 1, &(struct input_event){.kind = INPUT_QUIT});
    assert_false(input_record_close(recorder, &error));
    assert_error(&error, ERROR_OUTPUT_WRITE, "/dev/full");
}

/* Each is wrong in one place; the error names the line and what stood to be read there. */
static const struct {
    const char *text, *line, *expected;
} MALFORMED[] = {
    {"", ":0:", "snowmelt-input 1"},
    {"snowmelt-input 2\n", ":1:", "snowmelt-input 1"},
    {"snowmelt-input 1\nseed\n", ":2:", "seed NUMBER"},
    {"snowmelt-input 1\nseed -1\n", ":2:", "seed NUMBER"},
    {"snowmelt-input 1\nseed 18446744073709551616\n", ":2:", "seed NUMBER"},
    {"snowmelt-input 1\nseed 7 8\n", ":2:", "seed NUMBER"},
    {"snowmelt-input 1\nseed 7\nscenario \n", ":3:", "scenario NAME"},
    {"snowmelt-input 1\nseed 7\nscenario a\ntick_s 1\n", ":4:", "treatment NAME"},
    {"snowmelt-input 1\nseed 7\nscenario a\ntreatment b\ntick_s 0\n", ":5:", "0.001 to 1"},
    {"snowmelt-input 1\nseed 7\nscenario a\ntreatment b\ntick_s nan\n", ":5:", "tick_s"},
    {"snowmelt-input 1\nseed 7\nscenario a\ntreatment b\ntick_s 1\nsize 0 5\n", ":6:", "size"},
    {"snowmelt-input 1\nseed 7\nscenario a\ntreatment b\ntick_s 1\nsize 5 5 5\n", ":6:", "size"},
    {"snowmelt-input 1\nseed 7\nscenario a\ntreatment b\ntick_s 1\nsize 5 5\n", ":6:", "events"},
    {HEAD "key d\n", ":8:", "tick"},
    {HEAD "1 key d\n-2 key d\n", ":9:", "tick"},
    {HEAD "5 key d\n4 key d\n", ":9:", "not before"},
    {HEAD "1 kick d\n", ":8:", "key, pointer"},
    {HEAD "1\n", ":8:", "key, pointer"},
    {HEAD "1  key d\n", ":8:", "key, pointer"},
    {HEAD "1 key\n", ":8:", "name of a key"},
    {HEAD "1 key q\n", ":8:", "name of a key"},
    {HEAD "1 key none\n", ":8:", "name of a key"},
    {HEAD "1 key d d\n", ":8:", "end of the line"},
    {HEAD "1 press 1 1\n", ":8:", "button"},
    {HEAD "1 press 1 1 4\n", ":8:", "button"},
    {HEAD "1 press 1 x 1\n", ":8:", "x and y"},
    {HEAD "1 press 1 1e6 1\n", ":8:", "100000"},
    {HEAD "1 pinch 1 1 1e9\n", ":8:", "1000000"},
    {HEAD "1 pointer 1 2 inf 1 0\n", ":8:", "dx and dy"},
    {HEAD "1 pointer 1 2 1e39 1 0\n", ":8:", "dx and dy"},
    {HEAD "1 wheel 1 1\n", ":8:", "amount"},
    {HEAD "1 quit now\n", ":8:", "end of the line"},
    {HEAD "\n", ":8:", "tick"},
    {HEAD "1 key d\n2 key page_", ":9:", "cut off"},
};

static void a_malformed_recording_names_the_line(void **state)
{
    char path[600], place[700];
    struct error error;
    struct input_header header;
    for (unsigned i = 0; i < sizeof MALFORMED / sizeof MALFORMED[0]; i++) {
        scratch_write_text(scratch_path(state, "bad.txt", path), MALFORMED[i].text);
        error = (struct error){0};
        assert_null(input_replay_open(path, &header, &error));
        assert_error(&error, ERROR_REPLAY_SYNTAX, MALFORMED[i].expected);
        snprintf(place, sizeof place, "%s%s", path, MALFORMED[i].line);
        assert_error(&error, ERROR_REPLAY_SYNTAX, place);
    }
}

static void what_is_no_text_or_not_there_is_refused(void **state)
{
    char path[600];
    struct error error = {0};
    struct input_header header;
    scratch_write(scratch_path(state, "zero.txt", path), HEAD "1 key d\0\n", sizeof HEAD + 8);
    assert_null(input_replay_open(path, &header, &error));
    assert_error(&error, ERROR_REPLAY_SYNTAX, "zero byte");
    assert_null(input_replay_open(scratch_path(state, "nowhere", path), &header, &error));
    assert_error(&error, ERROR_FILE_MISSING, path);
}

static void no_events_is_a_recording_too(void **state)
{
    char path[600];
    struct error error = {0};
    struct input_header header;
    struct input_event event;
    scratch_write_text(scratch_path(state, "none.txt", path), HEAD);
    struct input_replay *replay = input_replay_open(path, &header, &error);
    assert_non_null(replay);
    assert_true(input_replay_done(replay));
    assert_false(input_replay_next(replay, UINT64_MAX, &event));
    input_replay_close(replay);
    input_replay_close(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_recording_comes_back_exactly),
        cmocka_unit_test(every_key_has_a_name_of_its_own),
        cmocka_unit_test(every_key_comes_back),
        cmocka_unit_test(a_crash_keeps_what_was_pressed),
        cmocka_unit_test(a_place_that_cannot_be_written_is_named),
        cmocka_unit_test(a_full_disk_is_told_at_the_end),
        cmocka_unit_test(a_malformed_recording_names_the_line),
        cmocka_unit_test(what_is_no_text_or_not_there_is_refused),
        cmocka_unit_test(no_events_is_a_recording_too),
    };
    return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
