#include "platform/state_home.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "platform/xdg.h"

bool state_home(const char *folder, const char *name, bool make, char *path, size_t size,
                struct error *error)
{
    char rest[1024];
    int length = snprintf(rest, sizeof rest, "snowmelt/%s%s%s", folder, folder[0] ? "/" : "", name);
    if (length >= (int)sizeof rest || !xdg_path("XDG_STATE_HOME", ".local/state", rest, path, size))
        return error_set(error, ERROR_OUTPUT_UNWRITABLE,
                         "there is no folder for '%.60s'; set HOME or XDG_STATE_HOME to a folder "
                         "that may be written to",
                         name);
    size_t missing = make ? xdg_make_folders(path) : 0;
    int reason = errno;
    if (!missing)
        return true;
    return error_set(error, ERROR_OUTPUT_UNWRITABLE,
                     "cannot make the folder '%.*s' (%s); set XDG_STATE_HOME to one that may be "
                     "written to",
                     missing < 400 ? (int)missing : 400, path, error_reason(reason));
}

bool state_set_aside(const char *path, struct error *error)
{
    char aside[1100];
    if (snprintf(aside, sizeof aside, "%s.damaged", path) < (int)sizeof aside &&
        rename(path, aside) == 0)
        return true;
    return error_set(error, ERROR_OUTPUT_WRITE, "cannot set '%.400s' aside (%s); move it away",
                     path, error_reason(errno));
}

/* As far as it goes: the room that the file has already is there on a full disk too. */
static void write_over(const char *path, const char *text)
{
    FILE *file = fopen(path, "r+");
    if (!file)
        return;
    size_t length = strlen(text);
    if (fwrite(text, 1, length, file) == length && fflush(file) == 0)
        (void)!ftruncate(fileno(file), (off_t)length);
    fclose(file);
}

bool state_note(const char *path, const char *text, struct error *error)
{
    char part[1100];
    if (snprintf(part, sizeof part, "%s.part", path) >= (int)sizeof part)
        return error_set(error, ERROR_OUTPUT_WRITE, "the path '%.400s' is too long", path);
    FILE *file = fopen(part, "w");
    bool whole = file && fputs(text, file) >= 0;
    int reason = errno;
    if (file && fclose(file) != 0) {
        whole = false;
        reason = errno;
    }
    if (whole && rename(part, path) == 0)
        return true;
    if (whole)
        reason = errno;
    unlink(part);
    write_over(path, text);
    return error_set(error, ERROR_OUTPUT_WRITE, "writing '%.400s' failed (%s); make room", path,
                     error_reason(reason));
}

static int by_name(const void *a, const void *b)
{
    return strcmp(a, b);
}

unsigned state_prune(const char *folder, const char *ending, unsigned most)
{
    enum { LOOKED_AT = 4096, NAME = 64 };
    char(*names)[NAME] = calloc(LOOKED_AT, NAME);
    DIR *directory = names ? opendir(folder) : NULL;
    const struct dirent *entry;
    unsigned n = 0, gone = 0;
    while (directory && n < LOOKED_AT && (entry = readdir(directory))) {
        size_t length = strlen(entry->d_name), tail = strlen(ending);
        if (length < NAME && length > tail && entry->d_name[0] != '.' &&
            strcmp(entry->d_name + length - tail, ending) == 0)
            memcpy(names[n++], entry->d_name, length + 1);
    }
    if (directory)
        closedir(directory);
    if (n > most)
        qsort(names, n, NAME, by_name);
    for (unsigned i = 0; n > most && i < n - most; i++) {
        char path[1200];
        if (snprintf(path, sizeof path, "%s/%s", folder, names[i]) < (int)sizeof path)
            gone += unlink(path) == 0;
    }
    free(names);
    return gone;
}
