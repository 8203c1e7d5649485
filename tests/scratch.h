/* A folder for one test program, gone when it is done; and what most tests include. */
#ifndef SNOWMELT_TESTS_SCRATCH_H
#define SNOWMELT_TESTS_SCRATCH_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka.h wants the four above first. */
#include <cmocka.h>
#include <fts.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"

/* As a cmocka group setup: *state becomes the folder's path. */
static inline int scratch_make(void **state)
{
    const char *base = getenv("TMPDIR");
    char *path = malloc(512);
    if (!path)
        return -1;
    snprintf(path, 512, "%s/snowmelt-test-XXXXXX", base && base[0] ? base : "/tmp");
    if (!mkdtemp(path)) {
        free(path);
        return -1;
    }
    *state = path;
    return 0;
}

static inline int scratch_remove(void **state)
{
    char *roots[] = {*state, NULL};
    FTS *tree = fts_open(roots, FTS_PHYSICAL | FTS_NOCHDIR, NULL);
    if (!tree)
        return -1;
    const FTSENT *entry;
    while ((entry = fts_read(tree)))
        if (entry->fts_info != FTS_D) /* a folder again after what is in it */
            remove(entry->fts_accpath);
    fts_close(tree);
    bool gone = access(*state, F_OK) != 0;
    free(*state);
    return gone ? 0 : -1;
}

/* "FOLDER/NAME" into path[600]. */
static inline const char *scratch_path(void **state, const char *name, char path[600])
{
    snprintf(path, 600, "%s/%s", (const char *)*state, name);
    return path;
}

static inline void scratch_write(const char *path, const void *bytes, size_t size)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

static inline void scratch_write_text(const char *path, const char *text)
{
    scratch_write(path, text, strlen(text));
}

/* The error has this id, and is one line that names `word`. */
static inline void assert_error(const struct error *error, enum error_id id, const char *word)
{
    assert_string_equal(error_name(error->id), error_name(id));
    assert_null(strchr(error->text, '\n'));
    if (!strstr(error->text, word))
        fail_msg("'%s' should name '%s'", error->text, word);
}

#endif
