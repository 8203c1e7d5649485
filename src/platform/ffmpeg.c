#define _GNU_SOURCE
#include "platform/ffmpeg.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "platform/process.h"

/* Of an argument that names a file: the protocol before it spares a path that opens with a dash
 * or holds a colon. */
enum { FILE_SIZE = 1100 };

struct ffmpeg {
    pid_t pid;
    int end;     /* our end of its standard input, or of its output */
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

/* `end` becomes its standard output when it `gives`, its standard input otherwise. */
static bool spawn(struct ffmpeg *ffmpeg, const char *program, char *const arguments[], int end,
                  bool gives, struct error *error)
{
    int other = gives ? STDIN_FILENO : STDOUT_FILENO;
    posix_spawn_file_actions_t actions;
    if ((errno = posix_spawn_file_actions_init(&actions)))
        return failed(error, "no file actions");
    int rc = posix_spawn_file_actions_adddup2(&actions, end, STDIN_FILENO + STDOUT_FILENO - other);
    if (!rc)
        rc = posix_spawn_file_actions_addopen(&actions, other, "/dev/null", O_RDWR, 0);
    if (!rc)
        rc = posix_spawn_file_actions_adddup2(&actions, fileno(ffmpeg->said), STDERR_FILENO);
    if (!rc)
        rc = posix_spawn(&ffmpeg->pid, program, &actions, NULL, arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    errno = rc;
    return rc == 0 || failed(error, program);
}

static bool start(struct ffmpeg *ffmpeg, const char *program, const char *const arguments[],
                  bool gives, struct error *error)
{
    ffmpeg->said = tmpfile();
    if (!ffmpeg->said)
        return failed(error, "no temporary file");
    /* A pair of sockets and not a pipe: a dead reader then shows as EPIPE, with no SIGPIPE and
     * without changing how the whole process takes signals. */
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return failed(error, "no pipe");
    ffmpeg->end = ends[0];
    bool started = spawn(ffmpeg, program, process_arguments(arguments), ends[1], gives, error);
    close(ends[1]);
    return started;
}

static void release(struct ffmpeg *ffmpeg)
{
    if (ffmpeg->end >= 0)
        close(ffmpeg->end);
    if (ffmpeg->said)
        fclose(ffmpeg->said);
    free(ffmpeg);
}

/* arguments[0] is the program. */
static struct ffmpeg *run(const char *const arguments[], bool gives, struct error *error)
{
    char program[1024];
    if (!find_program(arguments[0], program, sizeof program)) {
        error_set(error, ERROR_FFMPEG_MISSING,
                  gives ? "%s, which reads films, is missing: apt install ffmpeg; without it, give "
                          "a folder of PNG files"
                        : "%s, which writes MP4 files, is missing: apt install ffmpeg; without it, "
                          "give a folder with -o and get PNG files",
                  arguments[0]);
        return NULL;
    }
    struct ffmpeg *ffmpeg = calloc(1, sizeof *ffmpeg);
    if (!ffmpeg) {
        error_set(error, ERROR_MEMORY, "no memory to start ffmpeg");
        return NULL;
    }
    ffmpeg->end = -1;
    if (!start(ffmpeg, program, arguments, gives, error)) {
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
    return run(arguments, false, error);
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
    return run(arguments, false, error);
}

bool ffmpeg_rate(const char *path, double *rate, struct error *error)
{
    char input[FILE_SIZE], told[64] = "";
    snprintf(input, sizeof input, "file:%s", path);
    const char *arguments[] = {
        "ffprobe", "-v", "error", "-select_streams", "v:0", "-show_entries",
        "stream=r_frame_rate", "-of", "default=noprint_wrappers=1:nokey=1", input, NULL,
    };
    struct ffmpeg *probe = run(arguments, true, error);
    if (!probe)
        return false;
    told[ffmpeg_read(probe, told, sizeof told - 1)] = '\0';
    struct error why;
    if (!ffmpeg_close(probe, &why))
        return error_set(error, ERROR_FFMPEG_FAILED, "%.400s: no film that can be read (%.120s)",
                         path, why.text);
    double over = 0.0, under = 0.0;
    bool good = sscanf(told, "%lf/%lf", &over, &under) == 2 && over > 0.0 && under > 0.0;
    *rate = good ? over / under : 0.0;
    return good || error_set(error, ERROR_FFMPEG_FAILED, "%.400s: there are no pictures in it", path);
}

struct ffmpeg *ffmpeg_decode(const char *path, double rate, struct error *error)
{
    char input[FILE_SIZE], pace[48];
    snprintf(input, sizeof input, "file:%s", path);
    snprintf(pace, sizeof pace, "fps=%.6f", rate);
    const char *arguments[] = {
        "ffmpeg", "-hide_banner", "-nostats", "-loglevel", "error", "-nostdin",
        "-i", input, "-map", "0:v:0", "-vf", pace, "-f", "image2pipe", "-c:v", "ppm",
        "-pix_fmt", "rgb24", "pipe:1", NULL,
    };
    return run(arguments, true, error);
}

/* Ends its input, waits for it and tells how it went. */
static bool wait_for(struct ffmpeg *ffmpeg, struct error *error)
{
    if (ffmpeg->end >= 0)
        close(ffmpeg->end);
    ffmpeg->end = -1;
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
    while (size && ffmpeg->end >= 0) {
        ssize_t sent = send(ffmpeg->end, next, size, MSG_NOSIGNAL);
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

size_t ffmpeg_read(struct ffmpeg *ffmpeg, void *bytes, size_t size)
{
    size_t got = 0;
    while (got < size) {
        ssize_t more = recv(ffmpeg->end, (char *)bytes + got, size - got, 0);
        if (more < 0 && errno == EINTR)
            continue;
        if (more <= 0)
            break;
        got += (size_t)more;
    }
    return got;
}

bool ffmpeg_close(struct ffmpeg *ffmpeg, struct error *error)
{
    bool done = wait_for(ffmpeg, error);
    release(ffmpeg);
    return done;
}
