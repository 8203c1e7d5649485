#define _GNU_SOURCE /* mkostemp */
#include "platform/cache.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "platform/xdg.h"

enum { PATH = 1024, NAME = 64 };

/* Path of a file in it; "" gives the folder, with a slash at its end. */
static bool path_of(const char *name, char path[PATH])
{
    char rest[PATH];
    int length = snprintf(rest, sizeof rest, "snowmelt/%s", name);
    return length < PATH && xdg_path("XDG_CACHE_HOME", ".cache", rest, path, PATH);
}

void *cache_read(const char *name, size_t most, size_t *size)
{
    char path[PATH];
    struct stat status;
    /* Without O_NONBLOCK a pipe of that name would be waited for. */
    int fd = path_of(name, path) ? open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK) : -1;
    FILE *file = fd >= 0 ? fdopen(fd, "rb") : NULL;
    if (!file) {
        if (fd >= 0)
            close(fd);
        return NULL;
    }
    char *bytes = NULL;
    if (fstat(fd, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0 &&
        (size_t)status.st_size <= most)
        bytes = malloc((size_t)status.st_size);
    if (bytes && fread(bytes, 1, (size_t)status.st_size, file) == (size_t)status.st_size) {
        *size = (size_t)status.st_size;
        futimens(fd, NULL);
    } else {
        free(bytes);
        bytes = NULL;
    }
    fclose(file);
    return bytes;
}

bool cache_write(const char *name, const void *bytes, size_t size)
{
    char path[PATH], part[PATH + 8];
    if (!path_of(name, path) || xdg_make_folders(path))
        return false;
    snprintf(part, sizeof part, "%s.XXXXXX", path);
    int fd = mkostemp(part, O_CLOEXEC);
    if (fd < 0)
        return false;
    FILE *file = fdopen(fd, "wb");
    bool whole = file && fwrite(bytes, 1, size, file) == size;
    whole = (file ? fclose(file) : close(fd)) == 0 && whole;
    if (whole && rename(part, path) == 0)
        return true;
    unlink(part);
    return false;
}

struct dated {
    struct timespec used;
    char name[NAME];
};

static int newer_first(const void *left, const void *right)
{
    const struct timespec *a = &((const struct dated *)left)->used;
    const struct timespec *b = &((const struct dated *)right)->used;
    if (a->tv_sec != b->tv_sec)
        return a->tv_sec > b->tv_sec ? -1 : 1;
    return (b->tv_nsec > a->tv_nsec) - (b->tv_nsec < a->tv_nsec);
}

void cache_prune(const char *beginning, unsigned most)
{
    enum { LOOKED_AT = 256 };
    char path[PATH];
    struct dated *all = calloc(LOOKED_AT, sizeof *all);
    DIR *folder = all && path_of("", path) ? opendir(path) : NULL;
    unsigned n = 0;
    const struct dirent *entry;
    while (folder && n < LOOKED_AT && (entry = readdir(folder))) {
        struct stat status;
        size_t length = strlen(entry->d_name);
        if (length >= NAME || strncmp(entry->d_name, beginning, strlen(beginning)) != 0 ||
            fstatat(dirfd(folder), entry->d_name, &status, AT_SYMLINK_NOFOLLOW) != 0 ||
            !S_ISREG(status.st_mode))
            continue;
        all[n].used = status.st_mtim;
        memcpy(all[n++].name, entry->d_name, length + 1);
    }
    if (n)
        qsort(all, n, sizeof *all, newer_first);
    for (unsigned i = most; i < n; i++)
        unlinkat(dirfd(folder), all[i].name, 0);
    if (folder)
        closedir(folder);
    free(all);
}
