#include "platform/video.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "platform/ffmpeg.h"
#include "platform/wav.h"

enum { PATH_SIZE = 1024 };

struct video {
    char path[PATH_SIZE];
    char part[PATH_SIZE + 8]; /* where an MP4 stands until it is whole */
    int width, height;
    unsigned frames;
    bool failed;
    struct ffmpeg *ffmpeg; /* NULL for a folder */
    struct wav *wav;       /* NULL without sound */
    char wav_path[PATH_SIZE + 16];
};

static bool unwritable(const char *path, const char *reason, struct error *error)
{
    return error_set(error, ERROR_OUTPUT_UNWRITABLE,
                     "cannot write '%.400s': %s; choose another place with -o", path, reason);
}

static void frame_path(const struct video *video, unsigned frame, char *path, size_t size)
{
    snprintf(path, size, "%s/frame_%06u.png", video->path, frame);
}

static bool open_folder(const struct video *video, struct error *error)
{
    struct stat status;
    if (mkdir(video->path, 0777) != 0 && errno != EEXIST)
        return unwritable(video->path, strerror(errno), error);
    if (stat(video->path, &status) != 0)
        return unwritable(video->path, strerror(errno), error);
    if (!S_ISDIR(status.st_mode))
        return unwritable(video->path, "it is a file (a video's name ends in .mp4)", error);
    if (access(video->path, W_OK | X_OK) != 0)
        return unwritable(video->path, strerror(errno), error);
    return true;
}

static bool open_file(struct video *video, int fps, struct error *error)
{
    struct stat status;
    if (stat(video->path, &status) == 0 && S_ISDIR(status.st_mode))
        return unwritable(video->path, "it is a folder", error);
    /* Tried before the first picture is drawn, and before ffmpeg would say it in its own way. */
    int file = open(video->part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (file < 0)
        return unwritable(video->path, strerror(errno), error);
    close(file);
    video->ffmpeg = ffmpeg_open(video->part, video->width, video->height, fps, error);
    if (!video->ffmpeg)
        unlink(video->part);
    return video->ffmpeg;
}

bool video_is_film(const char *path)
{
    size_t length = strlen(path);
    return length > 4 && strcmp(path + length - 4, ".mp4") == 0;
}

struct video *video_open(const char *path, int width, int height, int fps, struct error *error)
{
    size_t length = strlen(path);
    struct video *video = calloc(1, sizeof *video);
    if (!video) {
        error_set(error, ERROR_MEMORY, "no memory to write '%.400s'", path);
        return NULL;
    }
    video->width = width;
    video->height = height;
    bool opened;
    if (!length || length > PATH_SIZE - 32) {
        opened = unwritable(path, length ? "the path is too long" : "the path is empty", error);
    } else {
        snprintf(video->path, sizeof video->path, "%s", path);
        snprintf(video->part, sizeof video->part, "%s.part", path);
        opened = video_is_film(path) ? open_file(video, fps, error) : open_folder(video, error);
    }
    if (!opened) {
        free(video);
        return NULL;
    }
    return video;
}

bool video_sounds(struct video *video, int rate, struct error *error)
{
    const char *name = video->ffmpeg ? ".wav.part" : "/sound.wav";
    snprintf(video->wav_path, sizeof video->wav_path, "%s%s", video->path, name);
    video->wav = wav_open(video->wav_path, rate, error);
    video->failed |= !video->wav;
    return video->wav;
}

bool video_add_sound(struct video *video, const float *samples, uint32_t frames,
                     struct error *error)
{
    bool added = wav_add(video->wav, samples, frames, error);
    video->failed |= !added;
    return added;
}

bool video_add(struct video *video, const uint8_t *rgb, struct error *error)
{
    bool added;
    if (video->ffmpeg) {
        added = ffmpeg_write(video->ffmpeg, rgb, (size_t)video->width * (size_t)video->height * 3,
                             error);
    } else {
        char path[PATH_SIZE + 32];
        frame_path(video, video->frames, path, sizeof path);
        added = video_write_png(path, rgb, video->width, video->height, error);
    }
    video->frames += added;
    video->failed |= !added;
    return added;
}

/* Pictures that an earlier, longer recording left in the folder would follow on ours. */
static void remove_older(const struct video *video)
{
    char path[PATH_SIZE + 32];
    unsigned frame = video->frames;
    do
        frame_path(video, frame++, path, sizeof path);
    while (unlink(path) == 0);
}

/* Puts the sound beside the pictures, in a file that takes their place. */
static bool join_sound(const struct video *video, struct error *error)
{
    char whole[PATH_SIZE + 16];
    snprintf(whole, sizeof whole, "%s.whole.part", video->path);
    struct ffmpeg *ffmpeg = ffmpeg_join(video->part, video->wav_path, whole, error);
    bool joined = ffmpeg && ffmpeg_close(ffmpeg, error);
    if (joined && rename(whole, video->part) != 0)
        joined = error_set(error, ERROR_OUTPUT_WRITE, "cannot finish '%.400s': %s", video->path,
                           strerror(errno));
    if (!joined)
        unlink(whole);
    return joined;
}

static bool close_file(struct video *video, struct error *error)
{
    bool done = ffmpeg_close(video->ffmpeg, error);
    if (done && video->frames == 0)
        done = error_set(error, ERROR_OUTPUT_WRITE, "'%.400s' has no picture in it", video->path);
    if (done && !video->failed && video->wav_path[0])
        done = join_sound(video, error);
    if (video->wav_path[0])
        unlink(video->wav_path);
    if (done && !video->failed && rename(video->part, video->path) == 0)
        return true;
    if (done)
        error_set(error, ERROR_OUTPUT_WRITE, "cannot finish '%.400s': %s", video->path,
                  video->failed ? "a picture is missing" : strerror(errno));
    unlink(video->part);
    return false;
}

bool video_close(struct video *video, struct error *error)
{
    bool whole;
    if (video->wav && !wav_close(video->wav, error))
        video->failed = true;
    if (video->ffmpeg) {
        whole = close_file(video, error);
    } else {
        whole = !video->failed;
        if (whole)
            remove_older(video);
        else
            error_set(error, ERROR_OUTPUT_WRITE, "'%.400s' is not whole: a picture is missing",
                      video->path);
    }
    free(video);
    return whole;
}
