/* ffmpeg as a child process: raw RGB pictures into an MP4, and a film into pictures. Private to
 * platform/. */
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
/* How many pictures a second the film at `path` has, by ffprobe, which comes with ffmpeg; false with
 * ERROR_FFMPEG_MISSING or, where it is no film, ERROR_FFMPEG_FAILED. */
bool ffmpeg_rate(const char *path, double *rate, struct error *error);
/* Starts it on giving out the film at `path` at that pace, as PPM files one after the other. */
struct ffmpeg *ffmpeg_decode(const char *path, double rate, struct error *error);
/* Takes bytes that it gives out, as many as asked for unless they end; returns how many. */
size_t ffmpeg_read(struct ffmpeg *ffmpeg, void *bytes, size_t size);
/* Waits until it has finished; false with ERROR_FFMPEG_FAILED. Frees it in any case. */
bool ffmpeg_close(struct ffmpeg *ffmpeg, struct error *error);

#endif
