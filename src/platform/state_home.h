/* $XDG_STATE_HOME/snowmelt: what the program notes about itself, and needs not to run. */
#ifndef SNOWMELT_PLATFORM_STATE_HOME_H
#define SNOWMELT_PLATFORM_STATE_HOME_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/* Path of a file in it, or in a folder in it (folder "" for none). With `make` the folders are made
 * where they are not there. ERROR_OUTPUT_UNWRITABLE. */
bool state_home(const char *folder, const char *name, bool make, char *path, size_t size,
                struct error *error);

/* Renames a damaged file to PATH.damaged, over an older one of that name. */
bool state_set_aside(const char *path, struct error *error);

/* Writes a small file at once or not at all; unlike files_write() it does not wait for the disk, so
 * that it can be done between two pictures. ERROR_OUTPUT_WRITE where it cannot be; then what is in
 * the file is written over, so that a full disk can still be told of. */
bool state_note(const char *path, const char *text, struct error *error);

/* Keeps the newest `most` files of a folder whose names end so, by name; returns how many went. */
unsigned state_prune(const char *folder, const char *ending, unsigned most);

#endif
