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

/* That folder, whether it is there yet or not. False if none is known. */
bool keepsakes_folder(const char *folder, char *path, size_t size);

enum { KEEPSAKES_MOST = 48, KEEPSAKES_NAME = 128 };
/* Names of the files in it that end in `.ending`, the newest first; those with longer names are left
 * out. Returns how many. */
unsigned keepsakes_list(const char *folder, const char *ending,
                        char names[KEEPSAKES_MOST][KEEPSAKES_NAME]);

#endif
