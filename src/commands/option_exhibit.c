/* Values that only the options of an exhibit have. */
#include "commands/option_table.h"

#include <stdio.h>
#include <string.h>

bool option_parse_languages(const char *text, unsigned *languages)
{
    unsigned set = 0;
    if (strcmp(text, "all") == 0) {
        *languages = 0;
        return true;
    }
    while (*text) {
        char tag[16];
        enum language language;
        size_t length = strcspn(text, ",");
        if (length == 0 || length >= sizeof tag)
            return false;
        memcpy(tag, text, length);
        tag[length] = 0;
        if (!language_find(tag, &language))
            return false;
        set |= 1u << language;
        text += length;
        if (*text && !*++text)
            return false;
    }
    if (set)
        *languages = set;
    return set != 0;
}

void option_print_languages(unsigned languages, char *text, size_t size)
{
    size_t used = (size_t)snprintf(text, size, "%s", languages ? "" : "all");
    for (int i = 0; i < LANGUAGES && used < size; i++)
        if (languages >> i & 1u)
            used += (size_t)snprintf(text + used, size - used, "%s%s", used ? "," : "",
                                     language_facts((enum language)i)->tag);
}

void option_print_hours(const struct opening *hours, char *text, size_t size)
{
    if (hours->always)
        snprintf(text, size, "always");
    else
        snprintf(text, size, "%02d:%02d-%02d:%02d", hours->from / 60, hours->from % 60,
                 hours->to / 60, hours->to % 60);
}
