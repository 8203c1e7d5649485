#include "platform/files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

char *files_read(const char *path, size_t max_bytes, size_t *size, struct error *error)
{
    FILE *file = fopen(path, "rb");
    if (!file) {
        enum error_id id = errno == ENOENT ? ERROR_FILE_MISSING : ERROR_FILE_READ;
        error_set(error, id, "cannot open '%s': %s; check the name and who may read it", path,
                  error_reason(errno));
        return NULL;
    }

    /* One byte past the limit tells a file that fits from one that does not, and works for
     * pipes, whose size is not known. */
    size_t room = max_bytes < 4096 ? max_bytes + 2 : 4096;
    size_t used = 0;
    char *text = malloc(room);
    while (text) {
        used += fread(text + used, 1, room - 1 - used, file);
        if (used < room - 1 || used > max_bytes)
            break;
        room = room - 1 > max_bytes / 2 ? max_bytes + 2 : room * 2;
        char *larger = realloc(text, room);
        if (!larger)
            free(text);
        text = larger;
    }
    bool failed = ferror(file);
    int reason = errno;
    fclose(file);
    if (!text) {
        error_set(error, ERROR_MEMORY, "no memory to read '%s'", path);
        return NULL;
    }
    if (failed) {
        free(text);
        error_set(error, ERROR_FILE_READ, "cannot read '%s': %s; name a plain file", path,
                  error_reason(reason));
        return NULL;
    }
    if (used > max_bytes) {
        free(text);
        error_set(error, ERROR_FILE_TOO_LARGE, "'%s' is larger than the %zu bytes allowed", path,
                  max_bytes);
        return NULL;
    }
    text[used] = 0;
    if (size)
        *size = used;
    return text;
}

bool files_writable(const char *path, struct error *error)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd >= 0)
        unlink(path);
    else if (errno == EEXIST)
        fd = open(path, O_WRONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return error_set(error, ERROR_OUTPUT_UNWRITABLE,
                         "cannot write '%.400s' (%s); choose a file in a folder you may write to",
                         path, error_reason(errno));
    close(fd);
    return true;
}

static bool write_whole(int fd, const char *bytes, size_t size)
{
    while (size) {
        ssize_t written = write(fd, bytes, size);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        bytes += written;
        size -= (size_t)written;
    }
    return fsync(fd) == 0;
}

bool files_write(const char *path, const void *bytes, size_t size, struct error *error)
{
    char part[1024];
    if (snprintf(part, sizeof part, "%s.part", path) >= (int)sizeof part)
        return error_set(error, ERROR_OUTPUT_UNWRITABLE,
                         "cannot write '%.400s': the path is too long; choose a shorter one", path);
    int fd = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd < 0)
        return error_set(error, ERROR_OUTPUT_UNWRITABLE,
                         "cannot write '%.400s' (%s); choose a file in a folder you may write to",
                         path, error_reason(errno));
    bool whole = write_whole(fd, bytes, size);
    int reason = errno;
    if (close(fd) != 0 && whole) {
        whole = false;
        reason = errno;
    }
    if (whole && rename(part, path) != 0) {
        whole = false;
        reason = errno;
    }
    if (!whole) {
        unlink(part);
        return error_set(error, ERROR_OUTPUT_WRITE,
                         "writing '%.400s' failed (%s); make room and try again", path,
                         error_reason(reason));
    }
    return true;
}

/* Joins folder and name; false if that does not fit or no readable file is there. */
static bool file_in(const char *folder, const char *name, char *path, size_t size)
{
    int length = snprintf(path, size, "%s/%s", folder, name);
    struct stat status;
    return length >= 0 && (size_t)length < size && stat(path, &status) == 0 &&
           S_ISREG(status.st_mode) && access(path, R_OK) == 0;
}

/* The folder the program stands in, without a slash at the end; "" where it is not known. */
static void program_folder(char *folder, size_t size)
{
    ssize_t length = readlink("/proc/self/exe", folder, size - 1);
    folder[length > 0 ? length : 0] = 0;
    char *slash = strrchr(folder, '/');
    if (slash)
        *slash = 0;
}

enum { ASSET_FOLDERS = 5, FOLDER_SIZE = 1024 };

static unsigned asset_folders(char folders[ASSET_FOLDERS][FOLDER_SIZE])
{
    unsigned n = 0;
    const char *given = getenv("SNOWMELT_ASSETS");
    if (given && given[0])
        snprintf(folders[n++], FOLDER_SIZE, "%s", given);
    char program[FOLDER_SIZE - 32];
    program_folder(program, sizeof program);
    if (program[0]) {
        snprintf(folders[n++], FOLDER_SIZE, "%s/assets", program);
        snprintf(folders[n++], FOLDER_SIZE, "%s/../share/snowmelt", program);
    }
    /* What is packaged knows no source tree. */
    if (SNOWMELT_SOURCE_ASSETS[0])
        snprintf(folders[n++], FOLDER_SIZE, "%s", SNOWMELT_SOURCE_ASSETS);
    snprintf(folders[n++], FOLDER_SIZE, "%s", SNOWMELT_INSTALL_ASSETS);
    return n;
}

bool files_asset(const char *name, char *path, size_t size)
{
    char folders[ASSET_FOLDERS][FOLDER_SIZE];
    unsigned n = asset_folders(folders);
    for (unsigned i = 0; i < n; i++)
        if (file_in(folders[i], name, path, size))
            return true;
    return false;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(a, b);
}

unsigned files_scenario_names(char names[FILES_SCENARIOS][FILES_SCENARIO_NAME])
{
    char folders[ASSET_FOLDERS][FOLDER_SIZE];
    unsigned n_folders = asset_folders(folders), n_names = 0;
    for (unsigned i = 0; i < n_folders && n_names == 0; i++) {
        char folder[FOLDER_SIZE + 16];
        snprintf(folder, sizeof folder, "%s/scenarios", folders[i]);
        DIR *directory = opendir(folder);
        if (!directory)
            continue;
        const struct dirent *entry;
        while (n_names < FILES_SCENARIOS && (entry = readdir(directory))) {
            size_t length = strlen(entry->d_name);
            if (length <= 5 || length - 5 >= FILES_SCENARIO_NAME || entry->d_name[0] == '.' ||
                strcmp(entry->d_name + length - 5, ".yaml") != 0)
                continue;
            memcpy(names[n_names], entry->d_name, length - 5);
            names[n_names++][length - 5] = 0;
        }
        closedir(directory);
    }
    qsort(names, n_names, sizeof names[0], compare_names);
    return n_names;
}

/* "home, worry" */
static void list_scenarios(char *list, size_t size)
{
    char names[FILES_SCENARIOS][FILES_SCENARIO_NAME];
    unsigned n_names = files_scenario_names(names);
    size_t used = 0;
    list[0] = 0;
    for (unsigned i = 0; i < n_names && used < size; i++)
        used += (size_t)snprintf(list + used, size - used, "%s%s", i ? ", " : "", names[i]);
}

bool files_scenario(const char *name, char *path, size_t size, struct error *error)
{
    size_t length = strlen(name);
    bool is_file = strchr(name, '/') || (length > 5 && strcmp(name + length - 5, ".yaml") == 0);
    if (is_file) {
        if (access(name, F_OK) != 0)
            return error_set(error, ERROR_FILE_MISSING,
                             "no scenario file '%s'; check the path after --scenario", name);
        if (length >= size)
            return error_set(error, ERROR_FILE_MISSING, "the path of the scenario is too long");
        memcpy(path, name, length + 1);
        return true;
    }
    char asset[300];
    int written = snprintf(asset, sizeof asset, "scenarios/%s.yaml", name);
    if (written > 0 && (size_t)written < sizeof asset && files_asset(asset, path, size))
        return true;
    char list[256];
    list_scenarios(list, sizeof list);
    return error_set(error, ERROR_FILE_MISSING,
                     "no scenario named '%.200s'; there is: %s (a file of your own is given by a "
                     "path with a slash, or ending in .yaml)",
                     name, list[0] ? list : "none, set SNOWMELT_ASSETS to the assets folder");
}

enum { FONT_WEIGHTS = 3, FONT_FAMILIES = 4 };

struct font_family {
    const char *folder;
    const char *files[FONT_WEIGHTS];
    int face; /* of a collection */
};

/* The first that is there is taken. */
static const struct font_family FONTS[FILES_SCRIPTS][FONT_FAMILIES] = {
    [FILES_LATIN] =
        {
            {"/usr/share/fonts/opentype/inter",
             {"Inter-Regular.otf", "Inter-Medium.otf", "Inter-Bold.otf"},
             0},
            {"/usr/share/fonts/truetype/noto",
             {"NotoSans-Regular.ttf", "NotoSans-Medium.ttf", "NotoSans-Bold.ttf"},
             0},
            {"/usr/share/fonts/truetype/dejavu",
             {"DejaVuSans.ttf", "DejaVuSans.ttf", "DejaVuSans-Bold.ttf"},
             0},
        },
    [FILES_ARABIC] =
        {
            {"/usr/share/fonts/truetype/noto",
             {"NotoSansArabic-Regular.ttf", "NotoSansArabic-Medium.ttf", "NotoSansArabic-Bold.ttf"},
             0},
            {"/usr/share/fonts/truetype/dejavu",
             {"DejaVuSans.ttf", "DejaVuSans.ttf", "DejaVuSans-Bold.ttf"},
             0},
        },
    [FILES_HAN] =
        {
            {"/usr/share/fonts/opentype/noto",
             {"NotoSansCJK-Regular.ttc", "NotoSansCJK-Medium.ttc", "NotoSansCJK-Bold.ttc"},
             2},
            {"/usr/share/fonts/truetype/wqy", {"wqy-microhei.ttc", NULL, NULL}, 0},
            {"/usr/share/fonts/truetype/droid", {"DroidSansFallbackFull.ttf", NULL, NULL}, 0},
        },
};

bool files_font(enum files_script script, int weight, char *path, size_t size, struct error *error)
{
    static const char *const PACKAGES[FILES_SCRIPTS] = {[FILES_LATIN] = "fonts-inter",
                                                        [FILES_ARABIC] = "fonts-noto-core",
                                                        [FILES_HAN] = "fonts-wqy-microhei"};
    const char *given = script == FILES_LATIN ? getenv("SNOWMELT_FONT_DIR") : NULL;
    if (given && !given[0])
        given = NULL;
    if (weight < 0 || weight >= FONT_WEIGHTS)
        weight = 0;
    /* A family in the wrong weight reads better than a picture in two families. */
    for (int i = 0; i < FONT_FAMILIES && FONTS[script][i].folder; i++) {
        const struct font_family *family = &FONTS[script][i];
        const char *folder = given ? given : family->folder, *file = family->files[weight];
        if (!(file && file_in(folder, file, path, size)) &&
            !file_in(folder, family->files[0], path, size))
            continue;
        size_t used = strlen(path);
        if (family->face)
            snprintf(path + used, size - used, "#%d", family->face);
        return true;
    }
    if (given)
        return error_set(error, ERROR_FONT_MISSING,
                         "no Inter, Noto Sans or DejaVu Sans in '%s', the folder SNOWMELT_FONT_DIR "
                         "names; unset it to use the fonts of the system",
                         given);
    return error_set(error, ERROR_FONT_MISSING, "no font found; install one: apt install %s",
                     PACKAGES[script]);
}

bool files_languages(char *folder, size_t size)
{
    static const char CATALOGUE[] = "/de/LC_MESSAGES/snowmelt.mo";
    char name[64];
    snprintf(name, sizeof name, "languages%s", CATALOGUE);
    if (!files_asset(name, folder, size))
        return false;
    folder[strlen(folder) - (sizeof CATALOGUE - 1)] = 0;
    return true;
}

bool files_folder(const char *path, struct error *error)
{
    struct stat there;
    if (mkdir(path, 0777) == 0 || (stat(path, &there) == 0 && S_ISDIR(there.st_mode)))
        return true;
    return error_set(error, ERROR_OUTPUT_UNWRITABLE,
                     "cannot make the folder '%.400s': %s; choose another with -o", path,
                     error_reason(errno));
}
