/* Reading a small text file of our own, line by line and word by word, with errors that say where.
 */
#ifndef SNOWMELT_BASE_LINES_H
#define SNOWMELT_BASE_LINES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"

/* The text being read; it is cut up in place. */
struct lines {
    const char *path; /* what errors call it */
    char *rest;
    unsigned line;
    bool cut;         /* the line just read had no line break: the file stops half-way */
    enum error_id id; /* of the errors */
    struct error *error;
};

/* "PATH:LINE: expected ...". Always false. */
bool lines_wrong(const struct lines *lines, const char *expected);

/* Cuts off the next line; NULL at the end. */
char *lines_next(struct lines *lines);
/* The rest of a line "KEY VALUE", which comes next; NULL (and the error) when it is another. */
char *lines_value(struct lines *lines, const char *key, const char *expected);

/* Cuts off the next word, which one space must divide from what follows; *rest is NULL after the
 * last one. NULL if there is none. */
char *lines_word(char **rest);
/* The next word as a whole number, a finite number, a finite float. False if it is none. */
bool lines_whole(char **rest, uint64_t *value);
bool lines_number(char **rest, double *value);
bool lines_float(char **rest, float *value);

#endif
