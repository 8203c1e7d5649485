#include "platform/ffmpeg.h"

#include <errno.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* Of an argument that names a file: the protocol before it spares a path that opens with a dash
 * or holds a colon. */
enum { FILE_SIZE = 1100 };

struct ffmpeg {
    pid_t pid;
    int to;      /* its standard input */
    FILE *said;  /* its standard error: a file, for a full pipe would stop it */
    bool waited;
    int status;  /* of waitpid */
};

/* Searched for here and not by the spawn, so that "missing" is known from "failed". */
static bool find_program(const char *name, char *path, size_t size)
{
    const char *folder = getenv("PATH");
    while (folder && *folder) {
        size_t length = strcspn(folder, ":");
        int written = snprintf(path, size, "%.*s/%s", (int)length, folder, name);
        if (length && written > 0 && (size_t)written < size && access(path, X_OK) == 0)
            return true;
        folder += length + (folder[length] == ':');
    }
    return false;
}

static bool failed(struct error *error, const char *what)
{
    return error_set(error, ERROR_FFMPEG_FAILED, "cannot start ffmpeg: %s (%s)", what,
                     strerror(errno));
}

static bool spawn(struct ffmpeg *ffmpeg, const char *program, char *const arguments[], int from,
                  struct error *error)
{
    posix_spawn_file_actions_t actions;
    if ((errno = posix_spawn_file_actions_init(&actions)))
        return failed(error, "no file actions");
    int rc = posix_spawn_file_actions_adddup2(&actions, from, STDIN_FILENO);
    if (!rc)
        rc = posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", 1, 0);
    if (!rc)
        rc = posix_spawn_file_actions_adddup2(&actions, fileno(ffmpeg->said), STDERR_FILENO);
    if (!rc)
        rc = posix_spawn(&ffmpeg->pid, program, &actions, NULL, arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    errno = rc;
    return rc == 0 || failed(error, program);
}

static bool start(struct ffmpeg *ffmpeg, const char *program, const char *const arguments[],
                  struct error *error)
{
    ffmpeg->said = tmpfile();
    if (!ffmpeg->said)
        return failed(error, "no temporary file");
    /* A pair of sockets and not a pipe: a dead reader then shows as EPIPE, with no SIGPIPE and
     * without changing how the whole process takes signals. */
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return failed(error, "no pipe");
    ffmpeg->to = ends[0];
    bool started = spawn(ffmpeg, program, (char *const *)arguments, ends[1], error);
    close(ends[1]);
    return started;
}

static void release(struct ffmpeg *ffmpeg)
{
    if (ffmpeg->to >= 0)
        close(ffmpeg->to);
    if (ffmpeg->said)
        fclose(ffmpeg->said);
    free(ffmpeg);
}

static struct ffmpeg *run(const char *const arguments[], struct error *error)
{
    char program[1024];
    if (!find_program("ffmpeg", program, sizeof program)) {
        error_set(error, ERROR_FFMPEG_MISSING,
                  "ffmpeg, which writes MP4 files, is missing: apt install ffmpeg; without it, "
                  "give a folder with -o and get PNG files");
        return NULL;
    }
    struct ffmpeg *ffmpeg = calloc(1, sizeof *ffmpeg);
    if (!ffmpeg) {
        error_set(error, ERROR_MEMORY, "no memory to start ffmpeg");
        return NULL;
    }
    ffmpeg->to = -1;
    if (!start(ffmpeg, program, arguments, error)) {
        release(ffmpeg);
        return NULL;
    }
    return ffmpeg;
}

struct ffmpeg *ffmpeg_open(const char *path, int width, int height, int fps, struct error *error)
{
    char size[32], rate[16], output[FILE_SIZE];
    snprintf(size, sizeof size, "%dx%d", width, height);
    snprintf(rate, sizeof rate, "%d", fps);
    snprintf(output, sizeof output, "file:%s", path);
    /* A fixed number of threads and +bitexact: the same pictures make the same file on a
     * machine with any number of cores. yuv420p wants even sides, so odd ones get a line. */
    const char *arguments[] = {
        "ffmpeg", "-hide_banner", "-nostats", "-loglevel", "error", "-y",
        "-f", "rawvideo", "-pix_fmt", "rgb24", "-video_size", size, "-framerate", rate,
        "-i", "pipe:0", "-an",
        "-vf", "pad=ceil(iw/2)*2:ceil(ih/2)*2,"
               "scale=out_range=tv:out_color_matrix=bt709:flags=accurate_rnd+full_chroma_int,"
               "format=yuv420p",
        "-color_range", "tv", "-colorspace", "bt709", "-color_primaries", "bt709",
        "-color_trc", "bt709",
        "-c:v", "libx264", "-preset", "veryfast", "-crf", "18", "-threads", "4",
        "-fflags", "+bitexact", "-flags:v", "+bitexact", "-map_metadata", "-1",
        "-movflags", "+faststart", "-f", "mp4", output, NULL,
    };
    return run(arguments, error);
}

struct ffmpeg *ffmpeg_join(const char *from, const char *wav, const char *path,
                           struct error *error)
{
    char pictures[FILE_SIZE], sound[FILE_SIZE], output[FILE_SIZE];
    snprintf(pictures, sizeof pictures, "file:%s", from);
    snprintf(sound, sizeof sound, "file:%s", wav);
    snprintf(output, sizeof output, "file:%s", path);
    const char *arguments[] = {
        "ffmpeg", "-hide_banner", "-nostats", "-loglevel", "error", "-nostdin", "-y",
        "-i", pictures, "-i", sound, "-map", "0:v", "-map", "1:a",
        "-c:v", "copy", "-c:a", "aac", "-b:a", "160k", "-threads", "1",
        "-fflags", "+bitexact", "-flags:a", "+bitexact", "-map_metadata", "-1",
        "-movflags", "+faststart", "-f", "mp4", output, NULL,
    };
    return run(arguments, error);
}

/* Ends its input, waits for it and tells how it went. */
static bool wait_for(struct ffmpeg *ffmpeg, struct error *error)
{
    if (ffmpeg->to >= 0)
        close(ffmpeg->to);
    ffmpeg->to = -1;
    if (!ffmpeg->waited) {
        pid_t got;
        do
            got = waitpid(ffmpeg->pid, &ffmpeg->status, 0);
        while (got < 0 && errno == EINTR);
        if (got < 0)
            ffmpeg->status = -1;
        ffmpeg->waited = true;
    }
    if (ffmpeg->status == 0)
        return true;

    char line[300] = "";
    rewind(ffmpeg->said);
    if (fgets(line, sizeof line, ffmpeg->said))
        line[strcspn(line, "\r\n")] = 0;
    if (WIFSIGNALED(ffmpeg->status))
        return error_set(error, ERROR_FFMPEG_FAILED, "ffmpeg was stopped by signal %d",
                         WTERMSIG(ffmpeg->status));
    return error_set(error, ERROR_FFMPEG_FAILED, "ffmpeg failed: %s",
                     line[0] ? line : "it did not say why");
}

bool ffmpeg_write(struct ffmpeg *ffmpeg, const void *bytes, size_t size, struct error *error)
{
    const char *next = bytes;
    while (size && ffmpeg->to >= 0) {
        ssize_t sent = send(ffmpeg->to, next, size, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent < 0)
            break;
        next += sent;
        size -= (size_t)sent;
    }
    if (!size)
        return true;
    if (wait_for(ffmpeg, error))
        error_set(error, ERROR_FFMPEG_FAILED, "ffmpeg ended before the last picture");
    return false;
}

bool ffmpeg_close(struct ffmpeg *ffmpeg, struct error *error)
{
    bool done = wait_for(ffmpeg, error);
    release(ffmpeg);
    return done;
}
