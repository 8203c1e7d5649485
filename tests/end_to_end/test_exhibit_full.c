/* An exhibit on a disk that is full: it goes on, tells, and loses no visit; and the device its sound
 * goes to, which is a file on another one, is missed and found again. One run goes through all tests.
 *
 * The disks are small ones in memory, in a namespace of the program's own, where the system lets it
 * have one. */
#include "watched.h"

enum { START_S = 400, REACT_S = 90 };

#define DISK "disk"
#define DEVICE "device"

/* A file on a disk of the program's, as it is seen from here. */
static char *disk_path(void **state, const char *name, char path[1200])
{
    char there[600];
    scratch_path(folder_of(state), name, there);
    snprintf(path, 1200, "/proc/%d/root%s", (int)fixture_of(state)->program, there);
    return path;
}

static bool can_have_disk(void)
{
    const char *argv[] = {"unshare", "-rm", "mount", "-t", "tmpfs", "none", "/mnt", NULL};
    return process_run(argv, NULL, NULL, 20) == 0;
}

static void leave_out_if_absent(void)
{
    if (can_have_disk())
        return;
    print_message("left out: nobody may mount a disk of his own here\n");
    skip();
}

static void fill(void **state, const char *filler)
{
    static const char nothing[4096];
    char path[1200];
    int file = open(disk_path(state, filler, path), O_WRONLY | O_CREAT | O_APPEND, 0666);
    assert_true(file >= 0);
    while (write(file, nothing, sizeof nothing) == (ssize_t)sizeof nothing)
        ;
    assert_int_equal(errno, ENOSPC);
    close(file);
}

static void make_room(void **state, const char *filler)
{
    char path[1200];
    assert_int_equal(unlink(disk_path(state, filler, path)), 0);
}

/* The visits of today, as they were written down; "" before. */
static char *visits(void **state, char text[2048])
{
    char path[1200], name[64];
    time_t now = time(NULL);
    struct tm local;
    localtime_r(&now, &local);
    strftime(name, sizeof name, DISK "/snowmelt/visits/%Y-%m-%d.csv", &local);
    return process_text(disk_path(state, name, path), text, 2048);
}

/* ---- the tests ---- */

static void its_sound_is_missed_and_found_again(void **state)
{
    struct fixture *f = fixture_of(state);
    leave_out_if_absent();
    const char *argv[] = {"unshare", "-rm", "sh", "-c",
                          "cd \"$0\" && mount -t tmpfs -o size=64k none " DISK
                          " && mount -t tmpfs -o size=8m none " DEVICE " && exec \"$@\"",
                          f->folder,
                          SNOWMELT_PROGRAM, "exhibit", "--idle", "12", "--language", "en", "--size",
                          "960x540", NULL};
    f->program = process_start(argv, NULL, f->errors);
    wait_until(f, "stage", "attract", START_S);
    touch(400, 200);
    wait_until(f, "stage", "visit", REACT_S);
    touch_kiosk(f, "easier", REACT_S);
    touch_kiosk(f, "sound", REACT_S);
    wait_until(f, "sound", "on", REACT_S);
    fill(state, DEVICE "/filler");
    wait_until(f, "sound", "missing", REACT_S);
    make_room(state, DEVICE "/filler");
    touch_kiosk(f, "large", REACT_S); /* still there */
    wait_until(f, "sound", "on", REACT_S);
    wait_until(f, "stage", "visit", REACT_S);
}

static void a_full_disk_is_told_and_the_visit_kept(void **state)
{
    struct fixture *f = fixture_of(state);
    char text[4096] = "", path[1200], log[600];
    const char *status[] = {SNOWMELT_PROGRAM, "status", NULL};
    leave_out_if_absent();
    for (double waited = 0; !text[0] && waited < REACT_S; waited += 0.5) {
        process_text(disk_path(state, DISK "/snowmelt/health", path), text, sizeof text);
        process_rest(0.5);
    }
    fill(state, DISK "/filler");
    wait_until(f, "stage", "attract", REACT_S);
    wait_until(f, "visits", "1", REACT_S);
    double tick = number(f, "tick");
    wait_above(f, "tick", tick + 60, REACT_S);
    assert_string_equal(visits(state, text), "");
    setenv("XDG_STATE_HOME", disk_path(state, DISK, path), 1);
    scratch_path(folder_of(state), "status", log);
    for (double waited = 0; !strstr(text, "No space left") && waited < REACT_S; waited += 0.5) {
        assert_int_equal(process_run(status, log, NULL, 20), 0); /* not that it hangs */
        process_text(log, text, sizeof text);
        process_rest(0.5);
    }
    assert_non_null(strstr(text, "No space left"));
    assert_non_null(strstr(process_text(f->errors, text, sizeof text), "No space left"));
}

static void with_room_again_the_visit_is_written(void **state)
{
    struct fixture *f = fixture_of(state);
    char text[2048] = "";
    leave_out_if_absent();
    make_room(state, DISK "/filler");
    for (double waited = 0; !text[0] && waited < REACT_S; waited += 0.5) {
        assert_runs(f);
        process_rest(0.5);
        visits(state, text);
    }
    assert_true(strncmp(text, "start,seconds,language,chapters\n", 32) == 0);
    assert_non_null(strstr(text, ",en,"));
    assert_int_equal(number(f, "visits"), 1);
    kill(f->program, SIGTERM);
    assert_ends(f, REACT_S);
}

static int setup(void **state)
{
    char disk[600], device[600], sound[600];
    if (watched_setup(state) != 0)
        return -1;
    scratch_path(folder_of(state), DISK, disk);
    scratch_path(folder_of(state), DEVICE, device);
    if (mkdir(disk, 0777) != 0 || mkdir(device, 0777) != 0)
        return -1;
    setenv("XDG_STATE_HOME", disk, 1);
    setenv("SDL_AUDIODRIVER", "disk", 1);
    setenv("SDL_DISKAUDIOFILE", scratch_path(folder_of(state), DEVICE "/sound.raw", sound), 1);
    setenv("SDL_DISKAUDIODELAY", "200", 1);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(its_sound_is_missed_and_found_again),
        cmocka_unit_test(a_full_disk_is_told_and_the_visit_kept),
        cmocka_unit_test(with_room_again_the_visit_is_written),
    };
    return cmocka_run_group_tests(tests, setup, watched_teardown);
}
