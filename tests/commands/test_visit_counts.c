/* Numbers for the museum, and the health of an exhibit. */
#include "commands/health.h"
#include "commands/visit_counts.h"
#include "platform/self.h"
#include "platform/state_home.h"

#include "scratch.h"

static const char DAY[] = "2026-11-25", HEAD[] = "start,seconds,language,chapters\n";
static const struct visit_past PAST = {.length_s = 131.6, .chapters = 0x0e, .language = 2};

static int setup(void **state)
{
    if (scratch_make(state) != 0)
        return -1;
    setenv("XDG_STATE_HOME", *state, 1);
    return 0;
}

static char *day_file(char path[1024])
{
    struct error error;
    assert_true(state_home("visits", "2026-11-25.csv", true, path, 1024, &error));
    return path;
}

static size_t read_day(char *text, size_t size)
{
    char path[1024];
    FILE *file = fopen(day_file(path), "r");
    size_t n = file ? fread(text, 1, size - 1, file) : 0;
    text[n] = 0;
    if (file)
        fclose(file);
    return n;
}

static void each_visit_is_a_line(void **state)
{
    char text[1024];
    struct error error;
    struct visit_past odd = {.length_s = 0.0, .chapters = 0xffffff80, .language = 99};
    (void)state;
    assert_true(visit_counts_add(DAY, "14:05", &PAST, &error));
    assert_int_equal(error.id, ERROR_NONE);
    assert_true(visit_counts_add(DAY, "14:09", &odd, &error));
    read_day(text, sizeof text);
    char wanted[256];
    snprintf(wanted, sizeof wanted, "%s14:05,132,de,worn-path+dose+signals\n14:09,0,,\n", HEAD);
    assert_string_equal(text, wanted);
}

static void a_damaged_file_is_set_aside(void **state)
{
    static const char *const DAMAGED[] = {
        "", "nonsense\n", "start,seconds,language,chapters\n14:05,1",
        "start,seconds,language,chapters\n1,2\n", "start,seconds,language,chapters\na,b,c,d,e\n"};
    char path[1024], aside[1100], text[1024];
    struct error error;
    (void)state;
    for (size_t i = 0; i < sizeof DAMAGED / sizeof *DAMAGED; i++) {
        scratch_write_text(day_file(path), DAMAGED[i]);
        snprintf(aside, sizeof aside, "%s.damaged", path);
        unlink(aside);
        assert_true(visit_counts_add(DAY, "14:05", &PAST, &error));
        assert_error(&error, ERROR_FILE_READ, "set aside");
        assert_int_equal(access(aside, F_OK), 0);
        read_day(text, sizeof text);
        assert_ptr_equal(strstr(text, HEAD), text);
        assert_non_null(strstr(text, "14:05,132,de,"));
    }
    scratch_write(path, "start,seconds\0", 14);
    assert_true(visit_counts_add(DAY, "14:05", &PAST, &error));
    assert_int_equal(error.id, ERROR_FILE_READ);
}

static void a_day_has_an_end(void **state)
{
    enum { ROOM = 1 << 18 };
    char path[1024], *text = malloc(ROOM);
    struct error error;
    (void)state;
    FILE *file = fopen(day_file(path), "w");
    fputs(HEAD, file);
    for (int i = 0; i < VISIT_COUNTS_ROWS; i++)
        fputs("10:00,1,en,\n", file);
    fclose(file);
    size_t before = read_day(text, ROOM);
    assert_true(visit_counts_add(DAY, "14:05", &PAST, &error));
    assert_int_equal(read_day(text, ROOM), before);
    free(text);
}

static void where_nothing_can_be_written_it_says_so(void **state)
{
    struct error error;
    (void)state;
    setenv("XDG_STATE_HOME", "/proc/nowhere", 1);
    assert_false(visit_counts_add(DAY, "14:05", &PAST, &error));
    assert_int_equal(error.id, ERROR_OUTPUT_UNWRITABLE);
    setenv("XDG_STATE_HOME", *state, 1);
}

/* As of a full disk: they wait, in order, and of too many the first are forgotten. */
static void what_cannot_be_written_waits(void **state)
{
    enum { TOO_MANY = VISIT_COUNTS_WAITING + 2 };
    static struct visit_counts counts;
    static char text[VISIT_COUNTS_WAITING * 64];
    char start[6];
    char path[1024];
    struct error error;
    unlink(day_file(path));
    setenv("XDG_STATE_HOME", "/proc/nowhere", 1);
    for (int i = 0; i < TOO_MANY; i++) {
        snprintf(start, sizeof start, "%02d:%02d", i / 60 % 24, i % 60);
        visit_counts_note(&counts, "2026-11-24", start, &PAST);
        assert_false(visit_counts_write(&counts, &error));
        assert_int_equal(error.id, ERROR_OUTPUT_UNWRITABLE);
    }
    visit_counts_note(&counts, DAY, "09:00", &PAST);
    setenv("XDG_STATE_HOME", *state, 1);
    assert_true(visit_counts_write(&counts, &error));
    assert_int_equal(error.id, ERROR_NONE);
    assert_int_equal(counts.n, 0);
    read_day(text, sizeof text); /* of the later day there is one */
    assert_string_equal(text + strlen(HEAD), "09:00,132,de,worn-path+dose+signals\n");
    assert_true(state_home("visits", "2026-11-24.csv", true, path, sizeof path, &error));
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    text[fread(text, 1, sizeof text - 1, file)] = 0;
    fclose(file);
    char *line = text + strlen(HEAD);
    for (int i = TOO_MANY + 1 - VISIT_COUNTS_WAITING; i < TOO_MANY; i++) {
        snprintf(start, sizeof start, "%02d:%02d", i / 60 % 24, i % 60);
        assert_memory_equal(line, start, 5);
        line = strchr(line, '\n') + 1;
    }
    assert_string_equal(line, "");
    assert_true(visit_counts_write(&counts, &error)); /* none is written twice */
    unlink(path);
    read_day(text, sizeof text);
    assert_string_equal(text + strlen(HEAD), "09:00,132,de,worn-path+dose+signals\n");
    unlink(day_file(path));
}

static void health_is_read_until_it_is_old(void **state)
{
    struct health health = {.began_s = 100.0, .now_s = 160.0, .fps = 30.0, .memory_mib = 200.0,
                            .visits = 7, .late_frames = 12, .orders_dropped = 3, .open = true,
                            .stage = "visit", .last_error = ""};
    char text[4096], path[1024];
    struct error error;
    (void)state;
    assert_false(health_read(160.0, text, sizeof text, &error));
    assert_error(&error, ERROR_STATUS, "snowmelt exhibit");
    assert_true(health_write(&health, &error));
    assert_true(health_read(160.0, text, sizeof text, &error));
    assert_non_null(strstr(text, "\nlate_frames 12\norders_dropped 3\n"));
    assert_true(health_read(185.0, text, sizeof text, &error));
    assert_non_null(strstr(text, "\nuptime_s 60\n"));
    assert_non_null(strstr(text, "\nvisits 7\n"));
    assert_non_null(strstr(text, "\nlast_error none\n"));
    assert_false(health_read(191.0, text, sizeof text, &error));
    assert_error(&error, ERROR_STATUS, "31 s ago");
    assert_non_null(strstr(text, "visits 7"));
    assert_false(health_read(20.0, text, sizeof text, &error)); /* the machine was started anew */
    assert_error(&error, ERROR_STATUS, "since this machine");
    assert_true(state_home("", "health", true, path, sizeof path, &error));
    scratch_write_text(path, "nonsense");
    assert_false(health_read(160.0, text, sizeof text, &error));
    assert_error(&error, ERROR_STATUS, "damaged");
    assert_true(self_memory_mib() > 0.5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_visit_is_a_line),
        cmocka_unit_test(a_damaged_file_is_set_aside),
        cmocka_unit_test(a_day_has_an_end),
        cmocka_unit_test(where_nothing_can_be_written_it_says_so),
        cmocka_unit_test(what_cannot_be_written_waits),
        cmocka_unit_test(health_is_read_until_it_is_old),
    };
    return cmocka_run_group_tests(tests, setup, scratch_remove);
}
