/* The program on a screen that nobody sees: real keys and a real mouse go in, and its state file is
 * watched. One program runs at a time. */
#ifndef SNOWMELT_TESTS_WATCHED_H
#define SNOWMELT_TESTS_WATCHED_H

#include "screen.h"

struct fixture {
    char *folder; /* first: the scratch functions find it there */
    struct screen screen;
    pid_t program;
    char state_path[600], errors[600];
    void (*notice)(struct fixture *f); /* at every look while something is waited for, or NULL */
};

static inline struct fixture *fixture_of(void **state)
{
    return *state;
}

/* The folder as the scratch functions want it. */
static inline void **folder_of(void **state)
{
    return (void **)&fixture_of(state)->folder;
}

/* What follows a key in a state, "" when it is not there. */
static inline char *told(const char *text, const char *key, char value[64])
{
    char start[64];
    snprintf(start, sizeof start, "%s ", key);
    value[0] = 0;
    for (const char *line = text; *line;) {
        size_t length = strcspn(line, "\n");
        if (strncmp(line, start, strlen(start)) == 0)
            snprintf(value, 64, "%.*s", (int)(length - strlen(start)), line + strlen(start));
        line += length + (line[length] == '\n');
    }
    return value;
}

/* What follows a key in the state file, "" when it is not there (yet). */
static inline char *look(struct fixture *f, const char *key, char value[64])
{
    char text[16384];
    return told(process_text(f->state_path, text, sizeof text), key, value);
}

static inline double number(struct fixture *f, const char *key)
{
    char value[64];
    return strtod(look(f, key, value), NULL);
}

/* What the program has told on stderr. */
static inline const char *complaints(struct fixture *f)
{
    static char text[4096];
    return process_text(f->errors, text, sizeof text);
}

static inline void assert_runs(struct fixture *f)
{
    int status = process_wait(f->program, 0.01);
    if (status == -1)
        return;
    f->program = 0;
    fail_msg("snowmelt has ended with status %d: %s", status, complaints(f));
}

static inline void wait_until(struct fixture *f, const char *key, const char *wanted,
                              double seconds)
{
    char value[64];
    for (double waited = 0; waited < seconds; waited += 0.1) {
        if (f->notice)
            f->notice(f);
        if (strcmp(look(f, key, value), wanted) == 0)
            return;
        assert_runs(f);
        process_rest(0.1);
    }
    fail_msg("%s is '%s' and not '%s' after %g s: %s", key, value, wanted, seconds, complaints(f));
}

static inline void wait_above(struct fixture *f, const char *key, double least, double seconds)
{
    for (double waited = 0; waited < seconds; waited += 0.1) {
        if (f->notice)
            f->notice(f);
        if (number(f, key) > least)
            return;
        assert_runs(f);
        process_rest(0.1);
    }
    fail_msg("%s is %g and not above %g after %g s: %s", key, number(f, key), least, seconds,
             complaints(f));
}

/* Left, top, width and height (0 where they are not told) of what the state file tells by this key,
 * px, once it stands still: in the same place in STILL states, each with a picture that is newer than
 * the last one's. Two looks apart in time would not do, as a busy machine may draw nothing between
 * them. */
static inline void wait_still_box(struct fixture *f, const char *key, double seconds, double box[4])
{
    enum { STILL = 4 };
    char text[16384], place[64], before[64] = "", picture[64] = "", last[64] = "";
    int same = 0;
    for (double waited = 0; waited < seconds; waited += 0.05) {
        process_text(f->state_path, text, sizeof text);
        told(text, key, place);
        told(text, "pictures", picture);
        if (strcmp(place, before) != 0)
            same = 0;
        if (strcmp(place, before) != 0 || strcmp(picture, last) != 0)
            same++;
        strcpy(before, place);
        strcpy(last, picture);
        if (place[0] && same >= STILL) {
            box[2] = box[3] = 0;
            assert_true(sscanf(place, "%lf %lf %lf %lf", box, box + 1, box + 2, box + 3) >= 2);
            return;
        }
        if (f->notice)
            f->notice(f);
        assert_runs(f);
        process_rest(0.05);
    }
    fail_msg("'%s' does not stand still within %g s; it was last at '%s', in picture %s: %s", key,
             seconds, before, picture, complaints(f));
}

/* The program ends by itself, and well. */
static inline void assert_ends(struct fixture *f, double seconds)
{
    int status = process_wait(f->program, seconds);
    f->program = status == -1 ? f->program : 0;
    if (status != 0)
        fail_msg("the status is %d: %s", status, complaints(f));
}

/* Words of the command up to a NULL. */
static inline void xdotool(const char *a, const char *b, const char *c, const char *d)
{
    const char *argv[] = {"xdotool", a, b, c, d, NULL};
    assert_int_equal(process_run(argv, NULL, NULL, 20), 0);
}

static inline void press(const char *key)
{
    xdotool("key", key, NULL, NULL);
}

static inline void point(double x, double y)
{
    char across[16], down[16];
    snprintf(across, sizeof across, "%.0f", x);
    snprintf(down, sizeof down, "%.0f", y);
    xdotool("mousemove", across, down, NULL);
}

/* A mouse for a finger. */
static inline void touch(double x, double y)
{
    point(x, y);
    xdotool("mousedown", "1", NULL, NULL);
    process_rest(0.05);
    xdotool("mouseup", "1", NULL, NULL);
}

/* The middle of it. */
static inline void wait_still(struct fixture *f, const char *key, double seconds, double *x,
                              double *y)
{
    double box[4];
    wait_still_box(f, key, seconds, box);
    *x = box[0] + 0.5 * box[2];
    *y = box[1] + 0.5 * box[3];
}

/* A click there, once it stands still. */
static inline void click_still(struct fixture *f, const char *key, double seconds)
{
    double x, y;
    wait_still(f, key, seconds, &x, &y);
    point(x, y);
    xdotool("click", "1", NULL, NULL);
}

/* A button of an exhibit's band, by its name. */
static inline void touch_kiosk(struct fixture *f, const char *name, double seconds)
{
    char key[64];
    double x, y;
    snprintf(key, sizeof key, "kiosk_%s", name);
    wait_still(f, key, seconds, &x, &y);
    touch(x, y);
}

/* Folder, state and errors, for a program that draws unseen. */
static inline int watched_files(void **state)
{
    static struct fixture fixture;
    if (scratch_make((void **)&fixture.folder) != 0)
        return -1;
    *state = &fixture;
    scratch_path(folder_of(state), "state", fixture.state_path);
    scratch_path(folder_of(state), "errors", fixture.errors);
    setenv("XDG_CONFIG_HOME", fixture.folder, 1);
    setenv("HOME", fixture.folder, 1);
    setenv("SNOWMELT_STATE_FILE", fixture.state_path, 1);
    return 0;
}

/* The same with a screen. */
static inline int watched_setup(void **state)
{
    if (watched_files(state) != 0 || !screen_start(&fixture_of(state)->screen, folder_of(state)))
        return -1;
    unsetenv("SDL_VIDEODRIVER");
    unsetenv("WAYLAND_DISPLAY");
    setenv("DISPLAY", fixture_of(state)->screen.display, 1);
    return 0;
}

static inline int watched_end_program(void **state)
{
    struct fixture *f = fixture_of(state);
    process_stop(f->program);
    f->program = 0;
    return 0;
}

static inline int watched_teardown(void **state)
{
    watched_end_program(state);
    process_stop(fixture_of(state)->screen.server);
    return scratch_remove(folder_of(state));
}

#endif
