#include <string.h>

#include "commands/option_table.h"

static char *trim(char *text)
{
    text += strspn(text, " \t");
    size_t length = strlen(text);
    while (length && strchr(" \t\r", text[length - 1]))
        length--;
    text[length] = 0;
    return text;
}

static bool parse_setting(struct options *options, const char *name, unsigned line, char *text,
                          bool *seen, struct error *error)
{
    char *equals = strchr(text, '=');
    if (!equals)
        return error_set(error, ERROR_SETTINGS_SYNTAX,
                         "%.200s:%u: expected 'key = value', not '%.60s'", name, line, text);
    *equals = 0;
    const char *key = trim(text), *value = trim(equals + 1);
    unsigned i = 0;
    while (i < OPTION_ROWS &&
           (!OPTION_TABLE[i].in_settings || strcmp(key, OPTION_TABLE[i].name) != 0))
        i++;
    if (i == OPTION_ROWS) {
        const char *near = option_nearest(key);
        return error_set(error, ERROR_SETTINGS_SYNTAX,
                         "%.200s:%u: unknown key '%.60s'; %s%s%skeys are the long options of "
                         "'snowmelt --help'",
                         name, line, key, near ? "did you mean '" : "", near ? near : "",
                         near ? "'? " : "");
    }
    if (seen[i] && OPTION_TABLE[i].kind != OPTION_TREATMENT)
        return error_set(error, ERROR_SETTINGS_SYNTAX,
                         "%.200s:%u: '%s' stands there twice; take one out", name, line, key);
    if (!option_store(options, i, seen, value)) {
        char expected[300];
        option_expectation(&OPTION_TABLE[i], expected, sizeof expected);
        return error_set(error, ERROR_SETTINGS_SYNTAX, "%.200s:%u: '%s' takes %s, not '%.60s'",
                         name, line, key, expected, value);
    }
    return true;
}

bool options_parse_settings(struct options *options, const char *name, const char *text,
                            struct error *error)
{
    bool seen[OPTION_ROWS] = {false};
    char copy[1024];
    for (unsigned line = 1; *text; line++) {
        size_t length = strcspn(text, "\n");
        if (length >= sizeof copy)
            return error_set(error, ERROR_SETTINGS_SYNTAX,
                             "%.200s:%u: a line of more than %zu characters", name, line,
                             sizeof copy - 1);
        memcpy(copy, text, length);
        copy[length] = 0;
        text += length + (text[length] == '\n');
        char *setting = trim(copy);
        if (*setting && *setting != '#' &&
            !parse_setting(options, name, line, setting, seen, error))
            return false;
    }
    return true;
}
