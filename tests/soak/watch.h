/* What a program holds, as the system and OpenGL count it, and how far that may grow. */
#ifndef SNOWMELT_TESTS_WATCH_H
#define SNOWMELT_TESTS_WATCH_H

#include <stdbool.h>
#include <stddef.h>

struct watch {
    double resident_mib; /* of the process */
    double heap_mib;     /* in use, of malloc */
    unsigned handles;    /* open files and sockets */
    unsigned threads;
    unsigned gl_objects; /* of every kind; of the context that is current */
};

void watch_take(struct watch *watch);
/* As one line. */
void watch_tell(const struct watch *watch, char *text, size_t size);
/* Whether `now` is within the stated bounds of `before`; else *what names the first that is not. */
bool watch_holds(const struct watch *before, const struct watch *now, const char **what);

#endif
