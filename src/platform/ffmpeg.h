/* ffmpeg as a child process that turns raw RGB pictures into an MP4. Private to platform/. */
#ifndef SNOWMELT_PLATFORM_FFMPEG_H
#define SNOWMELT_PLATFORM_FFMPEG_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

struct ffmpeg;

/* Starts it, writing to `path` (overwritten). NULL with ERROR_FFMPEG_MISSING or
 * ERROR_FFMPEG_FAILED. */
struct ffmpeg *ffmpeg_open(const char *path, int width, int height, int fps, struct error *error);
/* Starts it on putting the pictures of `from` and the sound of `wav` together into `path`; to be
 * closed at once. */
struct ffmpeg *ffmpeg_join(const char *from, const char *wav, const char *path,
                           struct error *error);
/* Hands over bytes; false with ERROR_FFMPEG_FAILED and what ffmpeg said when it has died. */
bool ffmpeg_write(struct ffmpeg *ffmpeg, const void *bytes, size_t size, struct error *error);
/* Waits until it has finished; false with ERROR_FFMPEG_FAILED. Frees it in any case. */
bool ffmpeg_close(struct ffmpeg *ffmpeg, struct error *error);

#endif
