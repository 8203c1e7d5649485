#include "platform/pin.h"

#include <crypt.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "platform/files.h"
#include "platform/xdg.h"

enum { LEAST = 4, MOST = 12 };

static bool place(bool make, char *path, size_t size, struct error *error)
{
    if (!xdg_path("XDG_CONFIG_HOME", ".config", "snowmelt/exhibit-pin", path, size))
        return error_set(error, ERROR_PIN,
                         "there is no place for the PIN; set HOME or XDG_CONFIG_HOME to a folder");
    if (make)
        xdg_make_folders(path); /* opening the file tells if that failed */
    return true;
}

bool pin_load(struct pin *pin, struct error *error)
{
    char path[1024];
    struct error reading = {0};
    size_t size = 0;
    *pin = (struct pin){0};
    if (!place(false, path, sizeof path, error))
        return false;
    char *text = files_read(path, sizeof pin->hash - 1, &size, &reading);
    if (!text && reading.id == ERROR_FILE_MISSING)
        return true;
    if (!text)
        return error_set(error, ERROR_PIN, "the PIN: %.500s", reading.text);
    text[strcspn(text, "\n")] = 0;
    pin->set = text[0] == '$' && strlen(text) > 20;
    if (pin->set)
        snprintf(pin->hash, sizeof pin->hash, "%s", text);
    free(text);
    return pin->set || error_set(error, ERROR_PIN,
                                 "%.400s: no PIN is stored there; set it again with 'snowmelt "
                                 "exhibit --set-pin'",
                                 path);
}

/* As long for one that is nearly right as for any other. */
static bool same(const char *a, const char *b)
{
    size_t length = strlen(a);
    unsigned other = length != strlen(b);
    for (size_t i = 0; !other && i < length; i++)
        other |= (unsigned)(a[i] ^ b[i]);
    return !other;
}

bool pin_is(const struct pin *pin, const char *digits)
{
    struct crypt_data *data = pin->set ? calloc(1, sizeof *data) : NULL;
    const char *hash = data ? crypt_r(digits, pin->hash, data) : NULL;
    bool right = hash && hash[0] == '$' && same(hash, pin->hash);
    free(data);
    return right;
}

static bool write_hash(const char *path, const char *hash)
{
    char part[1100];
    snprintf(part, sizeof part, "%s.part", path);
    unlink(part);
    int fd = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        return false;
    size_t length = strlen(hash);
    bool whole = write(fd, hash, length) == (ssize_t)length && write(fd, "\n", 1) == 1 &&
                 fsync(fd) == 0;
    whole = close(fd) == 0 && whole && rename(part, path) == 0;
    if (!whole)
        unlink(part);
    return whole;
}

bool pin_store(const char *digits, struct error *error)
{
    char path[1024];
    size_t length = strlen(digits);
    if (length < LEAST || length > MOST || strspn(digits, "0123456789") != length)
        return error_set(error, ERROR_PIN, "a PIN has %d to %d digits and nothing else", LEAST,
                         MOST);
    if (!place(true, path, sizeof path, error))
        return false;
    /* Rounds and salt as the system thinks best. */
    struct crypt_data *data = calloc(1, sizeof *data);
    char salt[CRYPT_GENSALT_OUTPUT_SIZE];
    const char *hash = data && crypt_gensalt_rn("$y$", 0, NULL, 0, salt, sizeof salt)
                           ? crypt_r(digits, salt, data)
                           : NULL;
    bool written = hash && hash[0] == '$' && write_hash(path, hash);
    int reason = errno;
    free(data);
    return written || error_set(error, ERROR_PIN,
                                "the PIN cannot be written to '%.400s' (%s); see who may write "
                                "there",
                                path, strerror(reason));
}

/* The question goes to the terminal itself, whatever becomes of the output. */
static bool read_line(const char *question, char *line, size_t size)
{
    struct termios before, quiet;
    bool asked = isatty(STDIN_FILENO) && tcgetattr(STDIN_FILENO, &before) == 0;
    FILE *terminal = asked ? fopen("/dev/tty", "w") : NULL;
    if (terminal) {
        fputs(question, terminal);
        fflush(terminal);
    }
    if (asked) {
        quiet = before;
        quiet.c_lflag &= ~(tcflag_t)ECHO;
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
    }
    bool read = fgets(line, (int)size, stdin) != NULL;
    if (asked)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
    if (terminal) {
        fputc('\n', terminal);
        fclose(terminal);
    }
    line[read ? strcspn(line, "\r\n") : 0] = 0;
    return read;
}

bool pin_ask(char *digits, size_t size, struct error *error)
{
    char again[64];
    if (!read_line("New PIN (4 to 12 digits): ", digits, size))
        return error_set(error, ERROR_PIN, "no PIN was given; type it, or pipe it in");
    if (!isatty(STDIN_FILENO))
        return true;
    read_line("The same again: ", again, sizeof again);
    bool alike = strcmp(digits, again) == 0;
    memset(again, 0, sizeof again);
    return alike || error_set(error, ERROR_PIN, "the two are not the same; nothing was changed");
}
