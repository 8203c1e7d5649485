/* What the fuzzers share. Each is one LLVMFuzzerTestOneInput(): whatever the bytes are, a reader
 * takes them or says what is wrong in one line, and what it takes is within its bounds. Run by
 * clang's libFuzzer (./dev fuzz), or by run.c over the corpus. */
#ifndef SNOWMELT_TESTS_FUZZ_H
#define SNOWMELT_TESTS_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* Ends the run where a promise is broken. */
static inline void fuzz_check(bool kept, const char *promise)
{
    if (kept)
        return;
    fprintf(stderr, "broken promise: %s\n", promise);
    abort();
}

/* One line, and none that was cut off in the middle of a format. */
static inline void fuzz_check_error(const struct error *error)
{
    fuzz_check(error->id > ERROR_NONE && error->id < ERROR_COUNT, "an error has an id");
    fuzz_check(strnlen(error->text, sizeof error->text) < sizeof error->text, "errors end");
    fuzz_check(error->text[0] && !strchr(error->text, '\n'), "errors are one line");
}

/* The caller's, with a zero byte after it. */
static inline char *fuzz_text(const uint8_t *bytes, size_t size)
{
    char *text = malloc(size + 1);
    if (!text)
        abort();
    if (size)
        memcpy(text, bytes, size);
    text[size] = 0;
    return text;
}

#endif
