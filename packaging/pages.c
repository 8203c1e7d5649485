/* pages manual|bash|zsh|fish: one of the pages on the standard output. */
#include "pages.h"

#include <stdlib.h>
#include <string.h>

static unsigned add_words(const char *text, char words[PAGES_WORDS][PAGES_WORD])
{
    unsigned n = 0;
    while (n < PAGES_WORDS && *(text += strspn(text, " ,"))) {
        size_t length = strcspn(text, " ,");
        snprintf(words[n], PAGES_WORD, "%.*s", (int)length, text);
        text += length;
        if (strcmp(words[n], "or") != 0 && strcmp(words[n], "one") != 0 &&
            strcmp(words[n], "of") != 0)
            n++;
    }
    return n;
}

unsigned pages_words(const struct option_row *row, char words[PAGES_WORDS][PAGES_WORD])
{
    char text[512];
    switch (row->kind) {
    case OPTION_TREATMENT:
        option_treatment_names(text, sizeof text - 8);
        strcat(text, " all");
        return add_words(text, words);
    case OPTION_FORMAT:
    case OPTION_VIEW:
    case OPTION_THEME:
    case OPTION_PALETTE:
    case OPTION_ROUTE:
    case OPTION_LANGUAGE:
        option_expectation(row, text, sizeof text);
        return add_words(text, words);
    default:
        return 0;
    }
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        void (*print)(FILE *to);
    } PAGES[] = {
        {"manual", pages_manual}, {"bash", pages_bash}, {"zsh", pages_zsh}, {"fish", pages_fish}};
    for (size_t i = 0; argc == 2 && i < sizeof PAGES / sizeof *PAGES; i++) {
        if (strcmp(argv[1], PAGES[i].name) != 0)
            continue;
        PAGES[i].print(stdout);
        return fflush(stdout) == 0 && !ferror(stdout) ? EXIT_SUCCESS : EXIT_FAILURE;
    }
    fputs("usage: pages manual|bash|zsh|fish\n", stderr);
    return 2;
}
