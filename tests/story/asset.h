/* The text of a file that comes with Snowmelt. Include after cmocka. */
#ifndef SNOWMELT_TESTS_STORY_ASSET_H
#define SNOWMELT_TESTS_STORY_ASSET_H

#include "platform/files.h"

/* Ends with a zero byte after `size`; free with free(). */
static inline char *asset(const char *name, size_t *size)
{
    char path[1024];
    struct error error = {0};
    assert_true(files_asset(name, path, sizeof path));
    char *text = files_read(path, 1 << 20, size, &error);
    assert_non_null(text);
    return text;
}

#endif
