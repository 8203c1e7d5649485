/* Reads the .pot of what is to be translated and the .po files of what is: as much of their form as
 * msgfmt, which has checked them, leaves open. */
#ifndef SNOWMELT_TESTS_UI_CATALOGUE_H
#define SNOWMELT_TESTS_UI_CATALOGUE_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CATALOGUE_MOST = 800, CATALOGUE_TEXT = 800, CATALOGUE_FORMS = 6 };

struct message {
    char context[64], id[CATALOGUE_TEXT], plural[CATALOGUE_TEXT];
    char text[CATALOGUE_FORMS][CATALOGUE_TEXT];
    char comment[CATALOGUE_TEXT]; /* where the words come from, if a comment says so */
    bool fuzzy;
};

struct catalogue {
    struct message messages[CATALOGUE_MOST];
    int n;
};

/* Appends what stands between the quotes of the line. */
static inline void catalogue_take(char *to, const char *line)
{
    const char *from = strchr(line, '"') + 1, *end = strrchr(line, '"');
    size_t at = strlen(to);
    for (; from < end && at + 1 < CATALOGUE_TEXT; from++) {
        if (*from == '\\')
            from++;
        to[at++] = *from;
    }
    to[at] = '\0';
}

static inline struct catalogue *catalogue_read(const char *path)
{
    FILE *file = fopen(path, "r");
    struct catalogue *c = calloc(1, sizeof *c);
    char line[2 * CATALOGUE_TEXT];
    if (!file || !c) {
        free(c);
        return NULL;
    }
    struct message *m = &c->messages[0];
    char *field = NULL;
    while (fgets(line, sizeof line, file)) {
        if (line[0] == '\n') { /* one that has an id is done; the head has none */
            if (m->id[0] && c->n + 1 < CATALOGUE_MOST)
                c->n++;
            m = &c->messages[c->n];
            *m = (struct message){.fuzzy = false};
            field = NULL;
        } else if (strncmp(line, "#, fuzzy", 8) == 0) {
            m->fuzzy = true;
        } else if (strncmp(line, "#. ", 3) == 0) {
            snprintf(m->comment, sizeof m->comment, "%.*s", (int)strcspn(line, "\n"), line);
        } else if (line[0] != '#') {
            if (strncmp(line, "msgctxt", 7) == 0)
                field = m->context;
            else if (strncmp(line, "msgid_plural", 12) == 0)
                field = m->plural;
            else if (strncmp(line, "msgid", 5) == 0)
                field = m->id;
            else if (strncmp(line, "msgstr[", 7) == 0)
                field = m->text[line[7] - '0'];
            else if (strncmp(line, "msgstr", 6) == 0)
                field = m->text[0];
            if (field)
                catalogue_take(field, line);
        }
    }
    if (m->id[0])
        c->n++;
    fclose(file);
    return c;
}

static inline const struct message *catalogue_find(const struct catalogue *c, const char *context,
                                                   const char *id)
{
    for (int i = 0; i < c->n; i++)
        if (strcmp(c->messages[i].id, id) == 0 && strcmp(c->messages[i].context, context) == 0)
            return &c->messages[i];
    return NULL;
}

#endif
