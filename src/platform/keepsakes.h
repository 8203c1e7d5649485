/* Where pictures, clips and states that somebody saves are put, and under which name. */
#ifndef SNOWMELT_PLATFORM_KEEPSAKES_H
#define SNOWMELT_PLATFORM_KEEPSAKES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/* A path that does not exist yet, in `folder`, or where that is empty in a folder Snowmelt among
 * the person's pictures (XDG user directories), else in $XDG_DATA_HOME/snowmelt. It tells date and
 * time and ends in `.ending`; the folder is made. ERROR_OUTPUT_UNWRITABLE. */
bool keepsakes_path(const char *folder, const char *ending, char *path, size_t size,
                    struct error *error);

#endif
