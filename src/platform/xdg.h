/* The user's own folders, as the XDG base directory specification has them. */
#ifndef SNOWMELT_PLATFORM_XDG_H
#define SNOWMELT_PLATFORM_XDG_H

#include <stdbool.h>
#include <stddef.h>

/* Path of `rest` in the folder that the environment's `variable` names, else in `usual` in the home.
 * Neither counts where it does not begin at the root. False where there is none, or no room for it. */
bool xdg_path(const char *variable, const char *usual, const char *rest, char *path, size_t size);

/* Makes every folder above the last slash, for the owner alone, where it is not there. 0, or the
 * length of the first path that is no folder, with errno telling why. */
size_t xdg_make_folders(char *path);

#endif
