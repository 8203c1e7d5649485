/* The desktop's wishes, told by a portal of the test's own on a bus of its own; and every way in
 * which there may be none. */
#include "end_to_end/process.h"
#include "platform/desktop.h"

#ifdef SNOWMELT_DBUS

#include <dbus/dbus.h>

static const char CONFIG[] =
    "<!DOCTYPE busconfig PUBLIC \"-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN\"\n"
    " \"http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd\">\n"
    "<busconfig><type>session</type><listen>unix:path=%s/bus</listen><auth>EXTERNAL</auth>\n"
    "<policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/>\n"
    "<allow eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>\n";

struct bench {
    void *folder;
    char path[600], address[700];
    pid_t daemon;
    DBusConnection *portal; /* NULL: nobody answers */
    bool silent;            /* it is there and does not answer either */
    bool garbled;           /* what it answers is something else */
    dbus_uint32_t motion, contrast, scheme;
    dbus_bool_t animations;
    unsigned asked;
};

static void start_bus(struct bench *bench)
{
    char config[600], text[2000];
    scratch_path(&bench->folder, "bus.conf", config);
    snprintf(text, sizeof text, CONFIG, (const char *)bench->folder);
    scratch_write_text(config, text);
    char option[700];
    snprintf(option, sizeof option, "--config-file=%s", config);
    const char *const argv[] = {"dbus-daemon", option, "--nofork", "--nopidfile", NULL};
    bench->daemon = process_start(argv, NULL, NULL);
    scratch_path(&bench->folder, "bus", bench->path);
    for (int i = 0; i < 500 && access(bench->path, F_OK) != 0; i++)
        process_rest(0.02);
    assert_int_equal(access(bench->path, F_OK), 0);
    snprintf(bench->address, sizeof bench->address, "unix:path=%s", bench->path);
    setenv("DBUS_SESSION_BUS_ADDRESS", bench->address, 1);
}

static void start_portal(struct bench *bench)
{
    DBusError error;
    dbus_error_init(&error);
    bench->portal = dbus_connection_open_private(bench->address, &error);
    assert_non_null(bench->portal);
    assert_true(dbus_bus_register(bench->portal, &error));
    assert_int_equal(
        dbus_bus_request_name(bench->portal, "org.freedesktop.portal.Desktop", 0, &error),
        DBUS_REQUEST_NAME_REPLY_PRIMARY_OWNER);
}

static void stop_portal(struct bench *bench)
{
    if (!bench->portal)
        return;
    dbus_connection_close(bench->portal);
    dbus_connection_unref(bench->portal);
    bench->portal = NULL;
}

static int set_up(void **state)
{
    struct bench *bench = calloc(1, sizeof *bench);
    if (!bench || scratch_make(&bench->folder) != 0)
        return -1;
    bench->animations = TRUE;
    *state = bench;
    start_bus(bench);
    return 0;
}

static int tear_down(void **state)
{
    struct bench *bench = *state;
    stop_portal(bench);
    process_stop(bench->daemon);
    int removed = scratch_remove(&bench->folder);
    free(bench);
    unsetenv("DBUS_SESSION_BUS_ADDRESS");
    return removed;
}

static void add_variant(DBusMessageIter *to, int type, const void *value)
{
    DBusMessageIter variant;
    char signature[2] = {(char)type, 0};
    dbus_message_iter_open_container(to, DBUS_TYPE_VARIANT, signature, &variant);
    dbus_message_iter_append_basic(&variant, type, value);
    dbus_message_iter_close_container(to, &variant);
}

static void add_key(DBusMessageIter *keys, const char *key, int type, const void *value)
{
    DBusMessageIter entry;
    dbus_message_iter_open_container(keys, DBUS_TYPE_DICT_ENTRY, NULL, &entry);
    dbus_message_iter_append_basic(&entry, DBUS_TYPE_STRING, &key);
    add_variant(&entry, type, value);
    dbus_message_iter_close_container(keys, &entry);
}

static void answer(struct bench *bench, DBusMessage *question)
{
    DBusMessage *reply = dbus_message_new_method_return(question);
    DBusMessageIter at, spaces, space, keys;
    const char *appearance = "org.freedesktop.appearance", *gnome = "org.gnome.desktop.interface";
    const char *font = "Cantarell 11";
    dbus_message_iter_init_append(reply, &at);
    dbus_message_iter_open_container(&at, DBUS_TYPE_ARRAY, "{sa{sv}}", &spaces);
    dbus_message_iter_open_container(&spaces, DBUS_TYPE_DICT_ENTRY, NULL, &space);
    dbus_message_iter_append_basic(&space, DBUS_TYPE_STRING, &appearance);
    dbus_message_iter_open_container(&space, DBUS_TYPE_ARRAY, "{sv}", &keys);
    if (bench->garbled) {
        add_key(&keys, "reduced-motion", DBUS_TYPE_STRING, &font);
    } else {
        add_key(&keys, "reduced-motion", DBUS_TYPE_UINT32, &bench->motion);
        add_key(&keys, "contrast", DBUS_TYPE_UINT32, &bench->contrast);
        add_key(&keys, "color-scheme", DBUS_TYPE_UINT32, &bench->scheme);
    }
    dbus_message_iter_close_container(&space, &keys);
    dbus_message_iter_close_container(&spaces, &space);
    dbus_message_iter_open_container(&spaces, DBUS_TYPE_DICT_ENTRY, NULL, &space);
    dbus_message_iter_append_basic(&space, DBUS_TYPE_STRING, &gnome);
    dbus_message_iter_open_container(&space, DBUS_TYPE_ARRAY, "{sv}", &keys);
    add_key(&keys, "font-name", DBUS_TYPE_STRING, &font);
    add_key(&keys, "enable-animations", DBUS_TYPE_BOOLEAN, &bench->animations);
    dbus_message_iter_close_container(&space, &keys);
    dbus_message_iter_close_container(&spaces, &space);
    dbus_message_iter_close_container(&at, &spaces);
    dbus_connection_send(bench->portal, reply, NULL);
    dbus_message_unref(reply);
}

/* What the portal does when its turn comes: the test and it share a thread. */
static void serve(struct bench *bench)
{
    DBusMessage *message;
    if (!bench->portal)
        return;
    dbus_connection_read_write(bench->portal, 5);
    while ((message = dbus_connection_pop_message(bench->portal))) {
        if (dbus_message_is_method_call(message, "org.freedesktop.portal.Settings", "ReadAll")) {
            bench->asked++;
            if (!bench->silent)
                answer(bench, message);
        }
        dbus_message_unref(message);
    }
    dbus_connection_flush(bench->portal);
}

static void change(struct bench *bench, const char *space, const char *key, dbus_uint32_t value)
{
    DBusMessage *message = dbus_message_new_signal(
        "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Settings", "SettingChanged");
    DBusMessageIter at;
    dbus_message_iter_init_append(message, &at);
    dbus_message_iter_append_basic(&at, DBUS_TYPE_STRING, &space);
    dbus_message_iter_append_basic(&at, DBUS_TYPE_STRING, &key);
    add_variant(&at, DBUS_TYPE_UINT32, &value);
    dbus_connection_send(bench->portal, message, NULL);
    dbus_connection_flush(bench->portal);
    dbus_message_unref(message);
}

static bool same(struct desktop_wishes a, struct desktop_wishes b)
{
    return a.calm == b.calm && a.stark == b.stark && a.light == b.light;
}

/* Looks until they are as wanted; false when they never are. */
static bool comes(struct bench *bench, struct desktop *desktop, struct desktop_wishes wanted)
{
    for (int i = 0; i < 400; i++) {
        serve(bench);
        if (same(desktop_look(desktop), wanted))
            return true;
        process_rest(0.005);
    }
    return false;
}

/* Until the portal has been asked, and what it may have said has had its time. */
static void let_be(struct bench *bench, struct desktop *desktop)
{
    for (int i = 0; i < 400 && !bench->asked && bench->portal; i++) {
        desktop_look(desktop);
        serve(bench);
    }
    for (int i = 0; i < 20; i++) {
        serve(bench);
        desktop_look(desktop);
        process_rest(0.005);
    }
}

static const struct desktop_wishes NONE = {0};

static void what_is_told_is_heard_and_followed(void **state)
{
    struct bench *bench = *state;
    start_portal(bench);
    bench->motion = 1;
    bench->scheme = 2;
    struct desktop *desktop = desktop_open(0.0);
    assert_non_null(desktop);
    assert_true(comes(bench, desktop,
                      (struct desktop_wishes){.calm = true, .light = DESKTOP_LIGHT_BRIGHT}));
    change(bench, "org.freedesktop.appearance", "contrast", 1);
    assert_true(comes(
        bench, desktop,
        (struct desktop_wishes){.calm = true, .stark = true, .light = DESKTOP_LIGHT_BRIGHT}));
    change(bench, "org.freedesktop.appearance", "reduced-motion", 0);
    change(bench, "org.freedesktop.appearance", "color-scheme", 1);
    assert_true(comes(bench, desktop,
                      (struct desktop_wishes){.stark = true, .light = DESKTOP_LIGHT_DARK}));
    change(bench, "org.gnome.desktop.interface", "enable-animations", 0);
    change(bench, "org.freedesktop.appearance", "accent-color", 1);
    change(bench, "org.freedesktop.appearance", "color-scheme", 77);
    assert_true(comes(bench, desktop, (struct desktop_wishes){.calm = true, .stark = true}));
    assert_int_equal(bench->asked, 1);
    desktop_close(desktop);
}

static void the_opening_waits_for_the_first_answer(void **state)
{
    struct bench *bench = *state;
    pid_t pid = fork(); /* a portal beside the test, as on a desktop */
    assert_true(pid >= 0);
    if (pid == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        start_portal(bench);
        bench->contrast = 1;
        for (;;)
            serve(bench);
    }
    /* Until it has its name, so that only its answer is waited for. */
    struct desktop_wishes wishes = NONE;
    for (int i = 0; i < 100 && !wishes.stark; i++) {
        struct desktop *desktop = desktop_open(2.0);
        assert_non_null(desktop);
        wishes = desktop_look(desktop);
        desktop_close(desktop);
        process_rest(0.01);
    }
    assert_true(wishes.stark);
    kill(pid, SIGKILL);
    process_wait(pid, 5.0);
}

static void an_older_portal_tells_of_animations(void **state)
{
    struct bench *bench = *state;
    start_portal(bench);
    bench->animations = FALSE;
    struct desktop *desktop = desktop_open(0.0);
    assert_true(comes(bench, desktop, (struct desktop_wishes){.calm = true}));
    desktop_close(desktop);
}

static void no_portal_tells_nothing(void **state)
{
    struct bench *bench = *state;
    struct desktop *desktop = desktop_open(5.0); /* the bus itself says that there is none */
    assert_non_null(desktop);
    let_be(bench, desktop);
    assert_true(same(desktop_look(desktop), NONE));
    desktop_close(desktop);
}

static void a_silent_portal_is_not_waited_for(void **state)
{
    struct bench *bench = *state;
    start_portal(bench);
    bench->silent = true;
    bench->motion = 1;
    struct desktop *desktop = desktop_open(0.05);
    assert_non_null(desktop);
    let_be(bench, desktop);
    assert_int_equal(bench->asked, 1);
    assert_true(same(desktop_look(desktop), NONE));
    desktop_close(desktop);
}

static void a_stopped_bus_is_not_waited_for(void **state)
{
    struct bench *bench = *state;
    kill(bench->daemon, SIGSTOP);
    struct desktop *desktop = desktop_open(0.05);
    assert_non_null(desktop);
    assert_true(same(desktop_look(desktop), NONE));
    desktop_close(desktop);
    kill(bench->daemon, SIGCONT);
}

static void nonsense_tells_nothing(void **state)
{
    struct bench *bench = *state;
    start_portal(bench);
    bench->garbled = true;
    struct desktop *desktop = desktop_open(0.0);
    let_be(bench, desktop);
    assert_int_equal(bench->asked, 1);
    assert_true(same(desktop_look(desktop), NONE));
    desktop_close(desktop);
}

static void when_the_bus_goes_the_wishes_stay(void **state)
{
    struct bench *bench = *state;
    start_portal(bench);
    bench->motion = 1;
    struct desktop *desktop = desktop_open(0.0);
    struct desktop_wishes calm = {.calm = true};
    assert_true(comes(bench, desktop, calm));
    stop_portal(bench);
    process_stop(bench->daemon);
    bench->daemon = 0;
    for (int i = 0; i < 20; i++)
        assert_true(same(desktop_look(desktop), calm));
    desktop_close(desktop);
}

static void no_bus_is_no_desktop(void **state)
{
    struct bench *bench = *state;
    char address[800];
    static const char *const OTHERS[] = {
        "", "unix:path=/nonexistent/bus", "tcp:host=127.0.0.1,port=9", "autolaunch:",
        "unixexec:path=/bin/true", "nonsense", ";"};
    for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++) {
        setenv("DBUS_SESSION_BUS_ADDRESS", OTHERS[i], 1);
        assert_null(desktop_open(0.05));
    }
    snprintf(address, sizeof address, "tcp:host=127.0.0.1,port=9;%s", bench->address);
    setenv("DBUS_SESSION_BUS_ADDRESS", address, 1);
    assert_null(desktop_open(0.05));
    assert_true(same(desktop_look(NULL), NONE));
    desktop_close(NULL);
    /* Where nothing is set the bus has a usual place. */
    unsetenv("DBUS_SESSION_BUS_ADDRESS");
    setenv("XDG_RUNTIME_DIR", bench->folder, 1);
    struct desktop *desktop = desktop_open(0.05);
    assert_non_null(desktop);
    desktop_close(desktop);
    unsetenv("XDG_RUNTIME_DIR");
    assert_null(desktop_open(0.05));
}

#define ON_A_BUS(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_A_BUS(what_is_told_is_heard_and_followed),
        ON_A_BUS(the_opening_waits_for_the_first_answer),
        ON_A_BUS(an_older_portal_tells_of_animations),
        ON_A_BUS(no_portal_tells_nothing),
        ON_A_BUS(a_silent_portal_is_not_waited_for),
        ON_A_BUS(a_stopped_bus_is_not_waited_for),
        ON_A_BUS(nonsense_tells_nothing),
        ON_A_BUS(when_the_bus_goes_the_wishes_stay),
        ON_A_BUS(no_bus_is_no_desktop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#else

static void without_libdbus_nobody_says_anything(void **state)
{
    (void)state;
    assert_null(desktop_open(0.05));
    struct desktop_wishes wishes = desktop_look(NULL);
    assert_false(wishes.calm || wishes.stark || wishes.light != DESKTOP_LIGHT_ANY);
    desktop_close(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(without_libdbus_nobody_says_anything)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#endif
