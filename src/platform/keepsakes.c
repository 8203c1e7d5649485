#include "platform/keepsakes.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "platform/files.h"
#include "platform/xdg.h"

enum { PATH_SIZE = 1024, MOST_USER_DIRS = 1 << 16 };

static bool is_folder(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

/* The value of XDG_PICTURES_DIR="$HOME/..." in the file that xdg-user-dirs writes. */
static bool pictures_told(char *path, size_t size)
{
    static const char KEY[] = "\nXDG_PICTURES_DIR=\"", HOME[] = "$HOME/";
    char file[PATH_SIZE];
    struct error unused;
    const char *home = getenv("HOME");
    bool placed = xdg_path("XDG_CONFIG_HOME", ".config", "user-dirs.dirs", file, sizeof file);
    char *text = placed ? files_read(file, MOST_USER_DIRS, NULL, &unused) : NULL;
    char *at = text ? strstr(text, KEY) : NULL;
    if (!at && text && strncmp(text, KEY + 1, sizeof KEY - 2) == 0)
        at = text - 1;
    char *value = at ? at + sizeof KEY - 1 : NULL, *end = value ? strchr(value, '"') : NULL;
    bool told = false;
    if (end) {
        *end = 0;
        bool from_home = strncmp(value, HOME, sizeof HOME - 1) == 0;
        int length = from_home ? snprintf(path, size, "%s/%s", home ? home : "",
                                          value + sizeof HOME - 1)
                               : snprintf(path, size, "%s", value);
        told = length > 0 && (size_t)length < size && path[0] == '/';
    }
    free(text);
    return told;
}

static bool own_folder(char *path, size_t size)
{
    char pictures[PATH_SIZE - 16];
    const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
    int length;
    if ((pictures_told(pictures, sizeof pictures) ||
         snprintf(pictures, sizeof pictures, "%s/Pictures", home ? home : "") > 0) &&
        is_folder(pictures))
        length = snprintf(path, size, "%s/Snowmelt", pictures);
    else if (data && data[0] == '/')
        length = snprintf(path, size, "%s/snowmelt", data);
    else
        length = snprintf(path, size, "%s/.local/share/snowmelt", home ? home : "");
    return length > 0 && (size_t)length < size;
}

/* With all folders above it. */
static bool make_folder(const char *path)
{
    char part[PATH_SIZE];
    if (snprintf(part, sizeof part, "%s", path) >= (int)sizeof part) {
        errno = ENAMETOOLONG;
        return false;
    }
    for (char *slash = strchr(part + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = 0;
        mkdir(part, 0777);
        *slash = '/';
    }
    return (mkdir(part, 0777) == 0 || errno == EEXIST) && is_folder(part);
}

bool keepsakes_folder(const char *folder, char *path, size_t size)
{
    if (!folder[0])
        return own_folder(path, size);
    int length = snprintf(path, size, "%s", folder);
    return (size_t)length < size;
}

struct dated {
    struct timespec when;
    char name[KEEPSAKES_NAME];
};

static int newer(const void *left, const void *right)
{
    const struct dated *a = left, *b = right;
    if (a->when.tv_sec != b->when.tv_sec)
        return a->when.tv_sec > b->when.tv_sec ? -1 : 1;
    if (a->when.tv_nsec != b->when.tv_nsec)
        return a->when.tv_nsec > b->when.tv_nsec ? -1 : 1;
    return strcmp(b->name, a->name); /* the date is in it */
}

static bool look_at(const char *folder, const char *name, const char *ending, struct dated *dated)
{
    char path[PATH_SIZE + KEEPSAKES_NAME + 2];
    struct stat status;
    size_t length = strlen(name), tail = strlen(ending);
    if (length <= tail + 1 || length >= KEEPSAKES_NAME || name[0] == '.' ||
        name[length - tail - 1] != '.' || strcmp(name + length - tail, ending) != 0)
        return false;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    if (stat(path, &status) != 0 || !S_ISREG(status.st_mode))
        return false;
    dated->when = status.st_mtim;
    memcpy(dated->name, name, length + 1);
    return true;
}

unsigned keepsakes_list(const char *folder, const char *ending,
                        char names[KEEPSAKES_MOST][KEEPSAKES_NAME])
{
    /* One more than is told, in which each of the others stands for a while. */
    struct dated found[KEEPSAKES_MOST + 1];
    char path[PATH_SIZE];
    unsigned n = 0;
    DIR *directory = keepsakes_folder(folder, path, sizeof path) ? opendir(path) : NULL;
    if (!directory)
        return 0;
    for (const struct dirent *entry; (entry = readdir(directory));) {
        if (!look_at(path, entry->d_name, ending, &found[n]))
            continue;
        n++;
        qsort(found, n, sizeof *found, newer);
        n = n < KEEPSAKES_MOST ? n : KEEPSAKES_MOST;
    }
    closedir(directory);
    for (unsigned i = 0; i < n; i++)
        memcpy(names[i], found[i].name, KEEPSAKES_NAME);
    return n;
}

bool keepsakes_path(const char *folder, const char *ending, char *path, size_t size,
                    struct error *error)
{
    char own[PATH_SIZE], when[32];
    if (!folder[0]) {
        if (!own_folder(own, sizeof own))
            return error_set(error, ERROR_OUTPUT_UNWRITABLE,
                             "no folder to save in is known; name one with --folder");
        folder = own;
    }
    if (!make_folder(folder))
        return error_set(error, ERROR_OUTPUT_UNWRITABLE,
                         "cannot save in '%.400s': %s; name another folder with --folder", folder,
                         strerror(errno == EEXIST ? ENOTDIR : errno));
    time_t now = time(NULL);
    struct tm local;
    if (!localtime_r(&now, &local) ||
        !strftime(when, sizeof when, "%Y-%m-%d %H.%M.%S", &local))
        snprintf(when, sizeof when, "undated");
    for (int i = 1; i < 1000; i++) {
        char number[16] = "";
        if (i > 1)
            snprintf(number, sizeof number, " (%d)", i);
        int length = snprintf(path, size, "%s/Snowmelt %s%s.%s", folder, when, number, ending);
        if (length < 0 || (size_t)length >= size)
            break;
        if (access(path, F_OK) != 0)
            return files_writable(path, error);
    }
    return error_set(error, ERROR_OUTPUT_UNWRITABLE,
                     "no free name in '%.400s'; name another folder with --folder", folder);
}
