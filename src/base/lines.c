#include "base/lines.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

bool lines_wrong(const struct lines *lines, const char *expected)
{
    return error_set(lines->error, lines->id, "%.300s:%u: expected %s", lines->path,
                     lines->line, expected);
}

char *lines_next(struct lines *lines)
{
    char *line = lines->rest;
    if (!*line)
        return NULL;
    lines->line++;
    char *end = strchr(line, '\n');
    if (end) {
        *end = 0;
        lines->rest = end + 1;
    } else {
        lines->rest = line + strlen(line);
        lines->cut = true;
    }
    return line;
}

char *lines_word(char **rest)
{
    char *word = *rest;
    if (!word || !*word || *word == ' ')
        return NULL;
    char *end = strchr(word, ' ');
    if (end)
        *end = 0;
    *rest = end ? end + 1 : NULL;
    return word;
}

bool lines_whole(char **rest, uint64_t *value)
{
    const char *word = lines_word(rest);
    if (!word || *word < '0' || *word > '9')
        return false;
    char *end;
    errno = 0;
    *value = strtoull(word, &end, 10);
    return !errno && !*end;
}

bool lines_number(char **rest, double *value)
{
    const char *word = lines_word(rest);
    if (!word)
        return false;
    char *end;
    *value = strtod(word, &end);
    return end != word && !*end && isfinite(*value);
}

bool lines_float(char **rest, float *value)
{
    double wide;
    if (!lines_number(rest, &wide) || !isfinite((float)wide))
        return false;
    *value = (float)wide;
    return true;
}

char *lines_value(struct lines *lines, const char *key, const char *expected)
{
    char *line = lines_next(lines);
    size_t length = strlen(key);
    if (!line || strncmp(line, key, length) != 0 || line[length] != ' ' || !line[length + 1]) {
        lines_wrong(lines, expected);
        return NULL;
    }
    return line + length + 1;
}
