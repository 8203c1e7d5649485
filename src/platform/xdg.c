#include "platform/xdg.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

bool xdg_path(const char *variable, const char *usual, const char *rest, char *path, size_t size)
{
    const char *told = getenv(variable), *home = getenv("HOME");
    int length = -1;
    if (told && told[0] == '/')
        length = snprintf(path, size, "%s/%s", told, rest);
    else if (home && home[0] == '/')
        length = snprintf(path, size, "%s/%s/%s", home, usual, rest);
    return length > 0 && (size_t)length < size;
}

size_t xdg_make_folders(char *path)
{
    for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        struct stat there;
        *slash = 0;
        bool made = mkdir(path, 0700) == 0 || (stat(path, &there) == 0 && S_ISDIR(there.st_mode));
        *slash = '/';
        if (!made)
            return (size_t)(slash - path);
    }
    return 0;
}
