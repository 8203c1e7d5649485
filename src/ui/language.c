#include "ui/language.h"

#include <libintl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DOMAIN "snowmelt"
#define NBSP   "\xc2\xa0"
#define NNBSP  "\xe2\x80\xaf"

/* Arabic is written with the digits of the figures beside it, so with their separators too. */
static const struct language_facts FACTS[LANGUAGES] = {
    [LANGUAGE_ENGLISH] = {"en", "English", ".", NBSP, false},
    [LANGUAGE_SPANISH] = {"es", "Español", ",", NBSP, false},
    [LANGUAGE_GERMAN] = {"de", "Deutsch", ",", ".", false},
    [LANGUAGE_FRENCH] = {"fr", "Français", ",", NNBSP, false},
    [LANGUAGE_PORTUGUESE] = {"pt", "Português", ",", ".", false},
    [LANGUAGE_CHINESE] = {"zh_CN", "简体中文", ".", ",", false},
    [LANGUAGE_ARABIC] = {"ar", "العربية", ".", ",", true},
};

/* Of glibc's gettext: it looks for another catalogue when this has changed. */
extern int _nl_msg_cat_cntr;

const struct language_facts *language_facts(enum language language)
{
    bool known = language >= 0 && language < LANGUAGES;
    return &FACTS[known ? language : LANGUAGE_ENGLISH];
}

/* Length of the language's own part: "de" of "de_AT.UTF-8". */
static size_t stem(const char *tag)
{
    return strspn(tag, "abcdefghijklmnopqrstuvwxyz");
}

bool language_find(const char *tag, enum language *language)
{
    for (int i = 0; i < LANGUAGES; i++) {
        size_t length = stem(FACTS[i].tag);
        if (stem(tag) != length || strncmp(tag, FACTS[i].tag, length) != 0)
            continue;
        *language = (enum language)i;
        return true;
    }
    return false;
}

enum language language_of_environment(void)
{
    static const char *const NAMES[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        const char *tag = getenv(NAMES[i]);
        enum language language = LANGUAGE_ENGLISH;
        if (!tag || !tag[0])
            continue;
        language_find(tag, &language);
        return language;
    }
    return LANGUAGE_ENGLISH;
}

void language_folder(const char *folder)
{
    bindtextdomain(DOMAIN, folder);
    bind_textdomain_codeset(DOMAIN, "UTF-8");
}

/* Whether words now come from the catalogue of that tag, which its header names. */
static bool speaks(const char *tag)
{
    char line[64];
    snprintf(line, sizeof line, "Language: %s\n", tag);
    return strstr(dgettext(DOMAIN, ""), line) != NULL;
}

bool language_use(enum language language, struct error *error)
{
    /* The catalogue is found by LANGUAGE, which gettext heeds in any locale but "C". A bare
     * system has just the first of these. No other category is touched: numbers are still read
     * and computed as in C. */
    static const char *const LOCALES[] = {"C.UTF-8", "en_US.UTF-8", "C.utf8", ""};
    const char *tag = language_facts(language)->tag;
    if (language == LANGUAGE_ENGLISH) {
        setlocale(LC_MESSAGES, "C");
        unsetenv("LANGUAGE");
        _nl_msg_cat_cntr++;
        return true;
    }
    setenv("LANGUAGE", tag, 1);
    for (size_t i = 0; i < sizeof LOCALES / sizeof *LOCALES; i++) {
        if (!setlocale(LC_MESSAGES, LOCALES[i]))
            continue;
        _nl_msg_cat_cntr++;
        if (speaks(tag))
            return true;
    }
    language_use(LANGUAGE_ENGLISH, NULL);
    return error_set(error, ERROR_LANGUAGE,
                     "no words in %s (%s): its catalogue was not found; words stay English. Build "
                     "with gettext installed, or set SNOWMELT_ASSETS to the assets folder",
                     language_facts(language)->name, tag);
}

enum language language_speak(enum language language)
{
    return language_use(language, NULL) ? language : LANGUAGE_ENGLISH;
}

/* The language in force, as the catalogue says. */
static const struct language_facts *in_force(void)
{
    const char *header = dgettext(DOMAIN, "");
    const char *line = strstr(header, "Language: ");
    enum language language = LANGUAGE_ENGLISH;
    if (line)
        language_find(line + strlen("Language: "), &language);
    return &FACTS[language];
}

const char *language_text(const char *text)
{
    return text[0] ? dgettext(DOMAIN, text) : text;
}

const char *language_text_of(const char *marked)
{
    const char *text = language_text(marked), *end = strchr(marked, '\004');
    return text == marked && end ? end + 1 : text;
}

const char *language_count(const char *one, const char *many, unsigned long count)
{
    return dngettext(DOMAIN, one, many, count);
}

void language_number(char *out, size_t size, double number, int places)
{
    char plain[64];
    snprintf(plain, sizeof plain, "%.*f", places, number);
    const char *point = strchr(plain, '.');
    snprintf(out, size, "%.*s%s%s", point ? (int)(point - plain) : (int)strlen(plain), plain,
             point ? in_force()->decimal : "", point ? point + 1 : "");
}

void language_whole(char *out, size_t size, unsigned long number)
{
    const char *apart = in_force()->thousands;
    size_t wide = strlen(apart), at = 0;
    char digits[24];
    int n = snprintf(digits, sizeof digits, "%lu", number);
    for (int i = 0; i < n && at + wide + 1 < size; i++) {
        if (i > 0 && (n - i) % 3 == 0) {
            memcpy(out + at, apart, wide);
            at += wide;
        }
        out[at++] = digits[i];
    }
    out[at] = '\0';
}
