#include "platform/desktop.h"

#include <stddef.h>

#ifdef SNOWMELT_DBUS

#include <dbus/dbus.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const char PORTAL[] = "org.freedesktop.portal.Desktop";
static const char PORTAL_PATH[] = "/org/freedesktop/portal/desktop";
static const char SETTINGS[] = "org.freedesktop.portal.Settings";
static const char CHANGED[] =
    "type='signal',sender='org.freedesktop.portal.Desktop',"
    "path='/org/freedesktop/portal/desktop',interface='org.freedesktop.portal.Settings',"
    "member='SettingChanged'";

/* Messages taken at once; what is more comes next time. */
enum { LOOKED_MOST = 16, MESSAGE_BYTES = 1 << 18 };

/* A portal of 2025 knows a setting for motion, older ones but GNOME's switches. A wish is there
 * where any of them has it. */
enum wish { CALM, CALM_GNOME, STARK, STARK_GNOME, LIGHT, WISHES };
static const struct {
    const char *space, *key;
} KEYS[WISHES] = {
    [CALM] = {"org.freedesktop.appearance", "reduced-motion"},
    [CALM_GNOME] = {"org.gnome.desktop.interface", "enable-animations"},
    [STARK] = {"org.freedesktop.appearance", "contrast"},
    [STARK_GNOME] = {"org.gnome.desktop.a11y.interface", "high-contrast"},
    [LIGHT] = {"org.freedesktop.appearance", "color-scheme"},
};

struct desktop {
    DBusConnection *bus; /* NULL once it has gone */
    dbus_uint32_t asked; /* serial of the question for all */
    bool answered;
    uint32_t values[WISHES]; /* as they are told; 0 where they are not */
};

/* An address is a list with ';' between. Only sockets of this machine are wanted, and libdbus is not
 * to start a bus of its own. */
static bool is_local(const char *address)
{
    static const char LOCAL[] = "unix:";
    for (const char *at = address; at; at = strchr(at, ';')) {
        at += *at == ';';
        if (strncmp(at, LOCAL, sizeof LOCAL - 1) != 0)
            return false;
    }
    return true;
}

/* An address that is set, though empty, is obeyed. */
static bool find_address(char *address, size_t size)
{
    const char *told = getenv("DBUS_SESSION_BUS_ADDRESS"), *runtime = getenv("XDG_RUNTIME_DIR");
    int length = told                             ? snprintf(address, size, "%s", told)
                 : runtime && runtime[0] == '/' ? snprintf(address, size, "unix:path=%s/bus", runtime)
                                                  : -1;
    return length > 0 && (size_t)length < size && is_local(address);
}

static double monotonic_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* ---- asking ---- */

static bool ask(struct desktop *desktop, DBusMessage *message, bool answered)
{
    bool sent = message != NULL;
    if (sent) {
        dbus_message_set_no_reply(message, !answered);
        sent = dbus_connection_send(desktop->bus, message, &desktop->asked);
        dbus_message_unref(message);
    }
    return sent;
}

static DBusMessage *to_bus(const char *member)
{
    return dbus_message_new_method_call(DBUS_SERVICE_DBUS, DBUS_PATH_DBUS, DBUS_INTERFACE_DBUS,
                                        member);
}

static DBusMessage *question(void)
{
    const char *spaces[WISHES], **list = spaces;
    for (int i = 0; i < WISHES; i++)
        spaces[i] = KEYS[i].space;
    DBusMessage *message = dbus_message_new_method_call(PORTAL, PORTAL_PATH, SETTINGS, "ReadAll");
    if (message && !dbus_message_append_args(message, DBUS_TYPE_ARRAY, DBUS_TYPE_STRING, &list,
                                             (int)WISHES, DBUS_TYPE_INVALID)) {
        dbus_message_unref(message);
        return NULL;
    }
    return message;
}

/* All in one go: the bus answers in order, and what changes is heard before all is told. */
static bool ask_all(struct desktop *desktop)
{
    const char *rule = CHANGED;
    DBusMessage *match = to_bus("AddMatch");
    if (match && !dbus_message_append_args(match, DBUS_TYPE_STRING, &rule, DBUS_TYPE_INVALID)) {
        dbus_message_unref(match);
        match = NULL;
    }
    bool greeted = ask(desktop, to_bus("Hello"), true);
    bool listens = ask(desktop, match, false);
    return greeted && listens && ask(desktop, question(), true);
}

/* ---- hearing ---- */

/* A number or a yes; false for anything else. Values may be wrapped more than once. */
static bool read_value(DBusMessageIter *at, uint32_t *value)
{
    enum { WRAPPED_MOST = 3 };
    DBusMessageIter inner = *at;
    for (int i = 0; i < WRAPPED_MOST && dbus_message_iter_get_arg_type(&inner) == DBUS_TYPE_VARIANT;
         i++) {
        DBusMessageIter outer = inner;
        dbus_message_iter_recurse(&outer, &inner);
    }
    int type = dbus_message_iter_get_arg_type(&inner);
    dbus_bool_t yes;
    dbus_uint32_t number;
    if (type == DBUS_TYPE_BOOLEAN) {
        dbus_message_iter_get_basic(&inner, &yes);
        *value = yes;
        return true;
    }
    if (type != DBUS_TYPE_UINT32)
        return false;
    dbus_message_iter_get_basic(&inner, &number);
    *value = number;
    return true;
}

static void take_value(struct desktop *desktop, const char *space, const char *key,
                       DBusMessageIter *at)
{
    for (int i = 0; i < WISHES; i++)
        if (strcmp(space, KEYS[i].space) == 0 && strcmp(key, KEYS[i].key) == 0) {
            uint32_t value;
            if (read_value(at, &value)) /* who animates is not calm */
                desktop->values[i] = i == CALM_GNOME ? value == 0 : value;
        }
}

static const char *read_text(DBusMessageIter *at)
{
    const char *text = "";
    if (dbus_message_iter_get_arg_type(at) == DBUS_TYPE_STRING)
        dbus_message_iter_get_basic(at, &text);
    dbus_message_iter_next(at);
    return text;
}

/* a{sa{sv}}: spaces, keys, values. */
static void take_all(struct desktop *desktop, DBusMessage *message)
{
    DBusMessageIter at, spaces, space, keys, key;
    desktop->answered = true;
    if (!dbus_message_has_signature(message, "a{sa{sv}}") || !dbus_message_iter_init(message, &at))
        return;
    for (dbus_message_iter_recurse(&at, &spaces);
         dbus_message_iter_get_arg_type(&spaces) == DBUS_TYPE_DICT_ENTRY;
         dbus_message_iter_next(&spaces)) {
        dbus_message_iter_recurse(&spaces, &space);
        const char *name = read_text(&space);
        for (dbus_message_iter_recurse(&space, &keys);
             dbus_message_iter_get_arg_type(&keys) == DBUS_TYPE_DICT_ENTRY;
             dbus_message_iter_next(&keys)) {
            dbus_message_iter_recurse(&keys, &key);
            const char *word = read_text(&key);
            take_value(desktop, name, word, &key);
        }
    }
}

static void take_change(struct desktop *desktop, DBusMessage *message)
{
    DBusMessageIter at;
    if (!dbus_message_has_signature(message, "ssv") || !dbus_message_iter_init(message, &at))
        return;
    const char *space = read_text(&at), *key = read_text(&at);
    take_value(desktop, space, key, &at);
}

static void take(struct desktop *desktop, DBusMessage *message)
{
    int type = dbus_message_get_type(message);
    bool mine = dbus_message_get_reply_serial(message) == desktop->asked;
    if (type == DBUS_MESSAGE_TYPE_METHOD_RETURN && mine)
        take_all(desktop, message);
    else if (type == DBUS_MESSAGE_TYPE_ERROR && mine)
        desktop->answered = true; /* there is no portal */
    else if (dbus_message_is_signal(message, SETTINGS, "SettingChanged") &&
             dbus_message_has_path(message, PORTAL_PATH))
        take_change(desktop, message);
}

static void hang_up(struct desktop *desktop)
{
    if (!desktop->bus)
        return;
    dbus_connection_close(desktop->bus);
    dbus_connection_unref(desktop->bus);
    desktop->bus = NULL;
}

/* Takes what has come, after waiting for it for so long. */
static void hear(struct desktop *desktop, int wait_ms)
{
    if (!desktop->bus)
        return;
    bool there = dbus_connection_read_write(desktop->bus, wait_ms);
    for (int i = 0; i < LOOKED_MOST; i++) {
        DBusMessage *message = dbus_connection_pop_message(desktop->bus);
        if (!message)
            break;
        take(desktop, message);
        dbus_message_unref(message);
    }
    if (!there)
        hang_up(desktop);
}

struct desktop *desktop_open(double wait_s)
{
    char address[1024];
    if (!find_address(address, sizeof address))
        return NULL;
    struct desktop *desktop = calloc(1, sizeof *desktop);
    DBusError refused;
    dbus_error_init(&refused);
    if (desktop)
        desktop->bus = dbus_connection_open_private(address, &refused);
    dbus_error_free(&refused);
    if (!desktop || !desktop->bus) {
        free(desktop);
        return NULL;
    }
    dbus_connection_set_exit_on_disconnect(desktop->bus, FALSE);
    dbus_connection_set_max_message_size(desktop->bus, MESSAGE_BYTES);
    dbus_connection_set_max_received_size(desktop->bus, MESSAGE_BYTES);
    if (!ask_all(desktop)) {
        desktop_close(desktop);
        return NULL;
    }
    double until_s = monotonic_s() + wait_s, left_s;
    while (desktop->bus && !desktop->answered && (left_s = until_s - monotonic_s()) > 0.0)
        hear(desktop, (int)ceil(1e3 * left_s));
    return desktop;
}

void desktop_close(struct desktop *desktop)
{
    if (!desktop)
        return;
    hang_up(desktop);
    free(desktop);
}

struct desktop_wishes desktop_look(struct desktop *desktop)
{
    if (!desktop)
        return (struct desktop_wishes){0};
    hear(desktop, 0);
    const uint32_t *v = desktop->values;
    return (struct desktop_wishes){.calm = v[CALM] == 1 || v[CALM_GNOME] == 1,
                                   .stark = v[STARK] == 1 || v[STARK_GNOME] == 1,
                                   .light = v[LIGHT] == 1   ? DESKTOP_LIGHT_DARK
                                            : v[LIGHT] == 2 ? DESKTOP_LIGHT_BRIGHT
                                                            : DESKTOP_LIGHT_ANY};
}

#else

struct desktop *desktop_open(double wait_s)
{
    (void)wait_s;
    return NULL;
}

void desktop_close(struct desktop *desktop)
{
    (void)desktop;
}

struct desktop_wishes desktop_look(struct desktop *desktop)
{
    (void)desktop;
    return (struct desktop_wishes){0};
}

#endif
