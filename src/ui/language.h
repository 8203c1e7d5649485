/* The language of the words on the screen: which there are, which is in force, and the one place
 * where English becomes another. The catalogues are gettext's; so is the state, which is the
 * process's. */
#ifndef SNOWMELT_UI_LANGUAGE_H
#define SNOWMELT_UI_LANGUAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/mark.h"

enum language {
    LANGUAGE_ENGLISH,
    LANGUAGE_SPANISH,
    LANGUAGE_GERMAN,
    LANGUAGE_FRENCH,
    LANGUAGE_PORTUGUESE,
    LANGUAGE_CHINESE,
    LANGUAGE_ARABIC,
    LANGUAGES,
    LANGUAGE_OF_SYSTEM = -1 /* as the environment says */
};

struct language_facts {
    const char *tag;       /* "zh_CN": on the command line, and of the catalogue */
    const char *name;      /* in the language itself */
    const char *decimal;   /* between whole and tenths */
    const char *thousands; /* between groups of three digits */
    bool right_to_left;
};

const struct language_facts *language_facts(enum language language);

/* "de", "de_AT.UTF-8" and "de-AT" all find German. False for a tag that is not known. */
bool language_find(const char *tag, enum language *language);
/* By LC_ALL, LC_MESSAGES and LANG, in this order; English where they name none that is known. */
enum language language_of_environment(void);

/* Where the catalogues lie: FOLDER/TAG/LC_MESSAGES/snowmelt.mo. Once, before the first one is
 * used. */
void language_folder(const char *folder);
/* From now on words are in this language. False with ERROR_LANGUAGE where its catalogue cannot
 * be used; words are English then. */
bool language_use(enum language language, struct error *error);
/* The same where English will do as well; returns the one in force. */
enum language language_speak(enum language language);

/* The translation, static text; the text itself where there is none. */
const char *language_text(const char *text) __attribute__((format_arg(1)));
/* The same, also for one marked with NC_(): "context\004text". */
const char *language_text_of(const char *marked);
/* By count, for words that have a plural. */
const char *language_count(const char *one, const char *many, unsigned long count)
    __attribute__((format_arg(1))) __attribute__((format_arg(2)));

#define _(text)           language_text(text)
#define C_(context, text) language_text_of(NC_(context, text))

/* Writes a number with `places` after the separator of the language in force. */
void language_number(char *out, size_t size, double number, int places);
/* A whole number with its thousands set apart. */
void language_whole(char *out, size_t size, unsigned long number);

#endif
