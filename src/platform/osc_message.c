#include "platform/osc_message.h"

#include <math.h>
#include <string.h>

static const char HOME[] = "/snowmelt/";
static const char TAG_LETTERS[] =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";

enum { PORT_MOST = 65535 };

static const struct {
    const char *name;
    char type;     /* of its one argument; 0: it has none */
    bool optional; /* which may be missing */
} COMMANDS[OSC_COMMANDS] = {
    [OSC_START] = {"start", 0, false},       [OSC_STOP] = {"stop", 0, false},
    [OSC_CHAPTER] = {"chapter", 'i', false}, [OSC_LANGUAGE] = {"language", 's', false},
    [OSC_VOLUME] = {"volume", 'f', false},   [OSC_DOSE] = {"dose", 0, false},
    [OSC_STATUS] = {"status", 'i', true},
};

const char *osc_command_name(enum osc_command command)
{
    return COMMANDS[command].name;
}

static bool find(const char *name, size_t length, enum osc_command *command)
{
    for (int c = 0; c < OSC_COMMANDS; c++)
        if (strlen(COMMANDS[c].name) == length && memcmp(COMMANDS[c].name, name, length) == 0) {
            *command = (enum osc_command)c;
            return true;
        }
    return false;
}

bool osc_allow(const char *list, unsigned *allowed)
{
    static const char DIVIDERS[] = ", ";
    *allowed = *list ? 0 : OSC_ALL;
    for (const char *at = list + strspn(list, DIVIDERS); *at; at += strspn(at, DIVIDERS)) {
        size_t length = strcspn(at, DIVIDERS);
        enum osc_command command;
        if (!find(at, length, &command))
            return false;
        *allowed |= 1u << command;
        at += length;
    }
    return *allowed != 0;
}

static bool types_fit(enum osc_command command, const char *types)
{
    if (!*types)
        return !COMMANDS[command].type || COMMANDS[command].optional;
    return types[0] == COMMANDS[command].type && !types[1];
}

/* Takes the one argument over, within its bounds. */
static bool take(enum osc_command command, const struct osc_value *value, struct osc_order *order)
{
    switch (command) {
    case OSC_CHAPTER:
        order->chapter = value->i;
        return value->i >= 1 && value->i <= OSC_CHAPTER_MOST;
    case OSC_LANGUAGE: {
        size_t length = strnlen(value->s, OSC_LANGUAGE_SIZE);
        if (!length || length == OSC_LANGUAGE_SIZE || strspn(value->s, TAG_LETTERS) != length)
            return false;
        memcpy(order->language, value->s, length);
        return true;
    }
    case OSC_VOLUME:
        order->volume = value->f;
        return isfinite(value->f) && value->f >= 0.0f && value->f <= 1.0f;
    case OSC_STATUS:
        order->port = value->i;
        return value->i >= 1 && value->i <= PORT_MOST;
    default:
        return false;
    }
}

enum osc_verdict osc_read(const char *path, const char *types, const struct osc_value *values,
                          unsigned allowed, struct osc_order *order)
{
    size_t home = sizeof HOME - 1;
    enum osc_command command;
    if (strncmp(path, HOME, home) != 0 || !find(path + home, strlen(path + home), &command) ||
        !(allowed & 1u << command))
        return OSC_REFUSED;
    *order = (struct osc_order){.command = command};
    if (!types_fit(command, types) || (*types && !take(command, values, order)))
        return OSC_MALFORMED;
    return OSC_GOOD;
}
