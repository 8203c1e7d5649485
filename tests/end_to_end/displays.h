/* A real X server with several displays that can be plugged in and out, and a touch screen whose
 * fingers are ours: Xorg with its dummy driver and its own test of input. Neither is there on every
 * machine, nor may everybody start it: then displays_start() says why. */
#ifndef SNOWMELT_TESTS_DISPLAYS_H
#define SNOWMELT_TESTS_DISPLAYS_H

#include <sys/socket.h>
#include <sys/un.h>

#include "watched.h"

/* Size of the first, and of the second once it is plugged in, on the right of it. */
enum { FIRST_WIDTH = 960, FIRST_HEIGHT = 540, SECOND_WIDTH = 640, SECOND_HEIGHT = 360 };

struct displays {
    pid_t server;
    char display[16], why_not[256];
    int touch; /* socket of the touch screen */
};

static const char DISPLAYS_CONFIGURATION[] =
    "Section \"ServerFlags\"\n"
    "  Option \"AutoAddDevices\" \"false\"\n"
    "  Option \"AutoEnableDevices\" \"false\"\n"
    "EndSection\n"
    "Section \"Device\"\n"
    "  Identifier \"card\"\n"
    "  Driver \"dummy\"\n"
    "  VideoRam 64000\n"
    "EndSection\n"
    "Section \"Monitor\"\n"
    "  Identifier \"monitor\"\n"
    "  HorizSync 5-1000\n"
    "  VertRefresh 5-200\n"
    "  Modeline \"960x540\" 37.26 960 1000 1096 1232 540 541 544 561\n"
    "  Modeline \"640x360\" 17.86 640 664 728 816 360 361 364 377\n"
    "EndSection\n"
    "Section \"Screen\"\n"
    "  Identifier \"screen\"\n"
    "  Device \"card\"\n"
    "  Monitor \"monitor\"\n"
    "  DefaultDepth 24\n"
    "  SubSection \"Display\"\n"
    "    Depth 24\n"
    "    Modes \"960x540\"\n"
    "  EndSubSection\n"
    "EndSection\n"
    "Section \"InputDevice\"\n"
    "  Identifier \"pointer\"\n"
    "  Driver \"inputtest\"\n"
    "  Option \"SocketPath\" \"%1$s/pointer\"\n"
    "  Option \"DeviceType\" \"PointerAbsolute\"\n"
    "EndSection\n"
    "Section \"InputDevice\"\n"
    "  Identifier \"keys\"\n"
    "  Driver \"inputtest\"\n"
    "  Option \"SocketPath\" \"%1$s/keys\"\n"
    "  Option \"DeviceType\" \"Keyboard\"\n"
    "EndSection\n"
    "Section \"InputDevice\"\n"
    "  Identifier \"touch\"\n"
    "  Driver \"inputtest\"\n"
    "  Option \"SocketPath\" \"%1$s/touch\"\n"
    "  Option \"DeviceType\" \"Touch\"\n"
    "  Option \"TouchCount\" \"10\"\n"
    "EndSection\n"
    "Section \"ServerLayout\"\n"
    "  Identifier \"layout\"\n"
    "  Screen \"screen\"\n"
    "  InputDevice \"pointer\" \"CorePointer\"\n"
    "  InputDevice \"keys\" \"CoreKeyboard\"\n"
    "  InputDevice \"touch\"\n"
    "EndSection\n";

/* What the shell makes of a line; its exit status. */
static inline int displays_run(const char *line)
{
    const char *argv[] = {"sh", "-c", line, NULL};
    return process_run(argv, NULL, NULL, 20);
}

/* ---- fingers ---- */

/* Messages of Xorg's input test, version 1.1: each begins with its length and its kind. */
enum { TOUCH_VERSION = 0, TOUCH_SYNC = 1, TOUCH_TOUCH = 6, TOUCH_VALUES = 64, TOUCH_RANGE = 65535 };
enum finger_does { FINGER_DOWN = 18, FINGER_MOVES = 19, FINGER_UP = 20 }; /* as XInput 2.2 has it */

struct touch_values {
    uint32_t has_unaccelerated;
    uint8_t mask[TOUCH_VALUES / 8];
    double value[TOUCH_VALUES], unaccelerated[TOUCH_VALUES];
};

struct touch_message {
    uint32_t length, kind, finger, does;
    struct touch_values values;
};

static inline bool displays_touch_open(struct displays *displays, const char *folder)
{
    struct {
        uint32_t length, kind;
        uint16_t major, minor;
    } version = {sizeof version, TOUCH_VERSION, 1, 1}, answer;
    struct sockaddr_un to = {.sun_family = AF_UNIX};
    snprintf(to.sun_path, sizeof to.sun_path, "%.90s/touch", folder);
    displays->touch = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    return connect(displays->touch, (struct sockaddr *)&to, sizeof to) == 0 &&
           write(displays->touch, &version, sizeof version) == sizeof version &&
           read(displays->touch, &answer, sizeof answer) == sizeof answer;
}

/* At fractions of the whole screen; returns when the server has taken it in. */
static inline void finger(const struct displays *displays, unsigned id, enum finger_does does,
                          double x, double y)
{
    struct touch_message message = {
        .length = sizeof message,
        .kind = TOUCH_TOUCH,
        .finger = id,
        .does = (uint32_t)does,
        .values = {.mask = {3}, .value = {x * TOUCH_RANGE, y * TOUCH_RANGE}}};
    uint32_t sync[2] = {sizeof sync, TOUCH_SYNC}, answer[2];
    assert_int_equal(write(displays->touch, &message, sizeof message), sizeof message);
    assert_int_equal(write(displays->touch, sync, sizeof sync), sizeof sync);
    assert_int_equal(read(displays->touch, answer, sizeof answer), sizeof answer);
}

/* ---- the server ---- */

/* Also makes $DISPLAY its own. False, and why, where there can be none. */
static inline bool displays_start(struct displays *displays, void **folder)
{
    int ends[2];
    char fd[16], path[600], log[600], text[4096], number[8] = "";
    const char *place = *folder;
    snprintf(text, sizeof text, DISPLAYS_CONFIGURATION, place);
    scratch_write_text(scratch_path(folder, "xorg.conf", path), text);
    if (pipe(ends) != 0)
        return false;
    snprintf(fd, sizeof fd, "%d", ends[1]);
    scratch_path(folder, "xorg.log", log);
    const char *argv[] = {"Xorg", "-displayfd", fd, "-config", path, "-logfile", log, "-noreset",
                          "-sharevts", "-novtswitch", "-nolisten", "tcp", NULL};
    displays->touch = -1;
    displays->server = process_start(argv, NULL, scratch_path(folder, "xorg.errors", text));
    close(ends[1]);
    size_t used = 0;
    while (used < sizeof number - 1 && !strchr(number, '\n') &&
           read(ends[0], number + used, 1) == 1)
        used++;
    close(ends[0]);
    number[strcspn(number, "\n")] = 0;
    if (!number[0]) {
        snprintf(displays->why_not, sizeof displays->why_not,
                 "Xorg cannot be started here: it, its dummy driver, or the right to is missing");
        return false;
    }
    snprintf(displays->display, sizeof displays->display, ":%s", number);
    unsetenv("SDL_VIDEODRIVER");
    unsetenv("WAYLAND_DISPLAY");
    setenv("DISPLAY", displays->display, 1);
    bool there = displays_run("xrandr --output DUMMY0 --mode 960x540") == 0 &&
                 displays_run("xrandr --addmode DUMMY1 640x360 && "
                              "xrandr --addmode DUMMY1 960x540") == 0 &&
                 displays_touch_open(displays, place);
    if (!there)
        snprintf(displays->why_not, sizeof displays->why_not,
                 "Xorg here has no second output, or no touch screen for tests");
    return there;
}

static inline void displays_stop(struct displays *displays)
{
    if (displays->touch >= 0)
        close(displays->touch);
    process_stop(displays->server);
}

#endif
