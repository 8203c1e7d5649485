#include "story/findings.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool make_room(struct findings *findings)
{
    if (findings->n < findings->room)
        return true;
    unsigned room = findings->room ? 2 * findings->room : 16;
    struct finding *list = realloc(findings->list, room * sizeof *list);
    if (!list)
        return false;
    findings->list = list;
    findings->room = room;
    return true;
}

/* Whatever is quoted, it stays one line, moves no cursor, and ends no character in its middle. */
static void make_plain(char *text)
{
    char *to = text;
    for (const char *c = text; *c;) {
        unsigned char lead = (unsigned char)*c;
        size_t size = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4, have = 1;
        while (have < size && ((unsigned char)c[have] & 0xC0) == 0x80)
            have++;
        bool control = lead < 0x20 || lead == 0x7f || (lead == 0xC2 && (unsigned char)c[1] < 0xA0);
        bool stray = have < size || (lead >= 0x80 && lead < 0xC0);
        if (control && !stray)
            *to++ = ' ';
        else if (!stray)
            to = (char *)memmove(to, c, size) + size;
        c += have;
    }
    *to = '\0';
}

/* One mistake can be come upon twice, on the way to two things. */
static bool is_known(const struct findings *findings, const struct finding *added)
{
    for (const struct finding *known = findings->list; known < added; known++)
        if (known->line == added->line && strcmp(known->text, added->text) == 0)
            return true;
    return false;
}

void findings_add(struct findings *findings, enum error_id id, unsigned line, const char *format,
                  ...)
{
    if (findings->n == FINDINGS_MOST) {
        findings->left_out++;
        return;
    }
    if (!make_room(findings)) {
        findings->no_memory = true;
        return;
    }
    struct finding *finding = &findings->list[findings->n++];
    finding->id = id;
    finding->line = line;
    va_list list;
    va_start(list, format);
    vsnprintf(finding->text, sizeof finding->text, format, list);
    va_end(list);
    make_plain(finding->text);
    if (is_known(findings, finding))
        findings->n--;
}

void findings_sort(struct findings *findings)
{
    for (unsigned i = 1; i < findings->n; i++) {
        struct finding moved = findings->list[i];
        unsigned k = i;
        for (; k && findings->list[k - 1].line > moved.line; k--)
            findings->list[k] = findings->list[k - 1];
        findings->list[k] = moved;
    }
}

static bool is_mistake(const struct finding *finding)
{
    return error_exit_status(finding->id) != 0;
}

unsigned findings_mistakes(const struct findings *findings)
{
    unsigned count = findings->left_out;
    for (unsigned i = 0; i < findings->n; i++)
        count += is_mistake(&findings->list[i]);
    return count;
}

const struct finding *findings_first_mistake(const struct findings *findings)
{
    for (unsigned i = 0; i < findings->n; i++)
        if (is_mistake(&findings->list[i]))
            return &findings->list[i];
    return NULL;
}

void findings_free(struct findings *findings)
{
    free(findings->list);
    *findings = (struct findings){0};
}
