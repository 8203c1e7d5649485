/* What an exhibit keeps beside the picture: the PIN, folders of state, and what systemd hears. */
#include "platform/notify.h"
#include "platform/pin.h"
#include "platform/state_home.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "scratch.h"

static int setup(void **state)
{
    if (scratch_make(state) != 0)
        return -1;
    setenv("XDG_CONFIG_HOME", *state, 1);
    setenv("XDG_STATE_HOME", *state, 1);
    return 0;
}

static void a_pin_is_hashed_and_private(void **state)
{
    char path[600], again[400], text[400] = "";
    struct stat status;
    struct error error;
    struct pin pin;
    assert_true(pin_load(&pin, &error) && !pin.set);
    assert_false(pin_is(&pin, ""));
    assert_true(pin_store("2468", &error));
    assert_int_equal(stat(scratch_path(state, "snowmelt/exhibit-pin", path), &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    assert_non_null(fgets(text, sizeof text, file));
    fclose(file);
    assert_null(strstr(text, "2468"));
    assert_true(pin_load(&pin, &error) && pin.set);
    assert_true(pin_is(&pin, "2468"));
    assert_false(pin_is(&pin, "2469") || pin_is(&pin, "") || pin_is(&pin, "24680"));
    snprintf(again, sizeof again, "%s", pin.hash);
    assert_true(pin_store("2468", &error) && pin_load(&pin, &error));
    assert_string_not_equal(again, pin.hash); /* another salt */
}

static void bad_pins_are_refused(void **state)
{
    static const char *const WRONG[] = {"", "123", "1234567890123", "12a4", " 1234", "12-34"};
    char path[600];
    struct error error;
    struct pin pin;
    for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
        assert_false(pin_store(WRONG[i], &error));
        assert_error(&error, ERROR_PIN, "digits");
    }
    static const char *const DAMAGED[] = {"", "\n", "2468\n", "$y$", "*0"};
    for (size_t i = 0; i < sizeof DAMAGED / sizeof *DAMAGED; i++) {
        scratch_write_text(scratch_path(state, "snowmelt/exhibit-pin", path), DAMAGED[i]);
        assert_false(pin_load(&pin, &error));
        assert_error(&error, ERROR_PIN, "--set-pin");
        assert_false(pin.set || pin_is(&pin, "2468"));
    }
    /* What looks like a hash and is none fits no PIN. */
    scratch_write_text(path, "$y$nonsense-that-is-long-enough\n");
    assert_true(pin_load(&pin, &error));
    assert_false(pin_is(&pin, "2468") || pin_is(&pin, "*0"));
}

static void notes_are_written_whole_or_not_at_all(void **state)
{
    char path[1024], there[1100], text[64] = "";
    struct error error;
    (void)state;
    assert_true(state_home("rooms", "note", true, path, sizeof path, &error));
    assert_true(state_note(path, "one\n", &error) && state_note(path, "two\n", &error));
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    assert_non_null(fgets(text, sizeof text, file));
    fclose(file);
    assert_string_equal(text, "two\n");
    assert_true(state_set_aside(path, &error));
    snprintf(there, sizeof there, "%s.damaged", path);
    assert_int_equal(access(there, F_OK), 0);
    assert_false(state_set_aside(path, &error));
    assert_false(state_note("/nowhere/at/all", "x", &error));
    assert_error(&error, ERROR_OUTPUT_WRITE, "/nowhere");
}

static void old_files_are_pruned(void **state)
{
    char folder[600], path[1024];
    struct error error;
    for (int day = 1; day <= 9; day++) {
        char name[32];
        snprintf(name, sizeof name, "2026-11-0%d.csv", day);
        assert_true(state_home("days", name, true, path, sizeof path, &error));
        scratch_write_text(path, "x\n");
    }
    state_home("days", "keep.txt", true, path, sizeof path, &error);
    scratch_write_text(path, "x\n");
    scratch_path(state, "snowmelt/days", folder);
    assert_int_equal(state_prune(folder, ".csv", 4), 5);
    assert_int_equal(access(path, F_OK), 0);
    state_home("days", "2026-11-05.csv", false, path, sizeof path, &error);
    assert_int_equal(access(path, F_OK), -1);
    state_home("days", "2026-11-06.csv", false, path, sizeof path, &error);
    assert_int_equal(access(path, F_OK), 0);
    assert_int_equal(state_prune("/nowhere", ".csv", 4), 0);
}

static void heard(int fd, const char *wanted)
{
    char text[64] = "";
    ssize_t n = recv(fd, text, sizeof text - 1, MSG_DONTWAIT);
    text[n > 0 ? n : 0] = 0;
    assert_string_equal(text, wanted);
}

static void systemd_hears_of_it(void **state)
{
    struct sockaddr_un at = {.sun_family = AF_UNIX};
    struct notify notify;
    char path[600];
    scratch_path(state, "notify", path);
    assert_true(strlen(path) < sizeof at.sun_path);
    memcpy(at.sun_path, path, strlen(path) + 1);
    int fd = socket(AF_UNIX, SOCK_DGRAM, 0);
    assert_int_equal(bind(fd, (struct sockaddr *)&at, sizeof at), 0);
    unsetenv("WATCHDOG_PID");
    setenv("NOTIFY_SOCKET", path, 1);
    setenv("WATCHDOG_USEC", "10000000", 1);
    notify_open(&notify);
    assert_true(notify.every_s == 5.0);
    notify_ready(&notify);
    heard(fd, "READY=1");
    notify_alive(&notify, 100.0);
    heard(fd, "WATCHDOG=1");
    notify_alive(&notify, 104.0);
    heard(fd, "");
    notify_alive(&notify, 105.0);
    heard(fd, "WATCHDOG=1");
    notify_close(&notify);
    heard(fd, "STOPPING=1");
    close(fd);
    notify_alive(&notify, 200.0); /* nobody there: nothing happens */
}

static void without_systemd_nothing_is_opened(void **state)
{
    static const char *const SOCKETS[] = {"", "relative", "/nowhere/at/all"};
    struct notify notify;
    (void)state;
    for (size_t i = 0; i < sizeof SOCKETS / sizeof *SOCKETS; i++) {
        setenv("NOTIFY_SOCKET", SOCKETS[i], 1);
        notify_open(&notify);
        assert_int_equal(notify.socket, -1);
    }
    unsetenv("NOTIFY_SOCKET");
    setenv("WATCHDOG_USEC", "soon", 1);
    notify_open(&notify);
    assert_true(notify.socket == -1 && notify.every_s <= 0.0);
    notify_ready(&notify);
    notify_close(&notify);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pin_is_hashed_and_private),
        cmocka_unit_test(bad_pins_are_refused),
        cmocka_unit_test(notes_are_written_whole_or_not_at_all),
        cmocka_unit_test(old_files_are_pruned),
        cmocka_unit_test(systemd_hears_of_it),
        cmocka_unit_test(without_systemd_nothing_is_opened),
    };
    return cmocka_run_group_tests(tests, setup, scratch_remove);
}
