/* Writes a sequence of pictures: an MP4 through ffmpeg, or a folder of PNG files. */
#ifndef SNOWMELT_PLATFORM_VIDEO_H
#define SNOWMELT_PLATFORM_VIDEO_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"

struct video;

/* Whether a path names an MP4 and not a folder. */
bool video_is_film(const char *path);

/* A path that ends in .mp4 goes through ffmpeg (ERROR_FFMPEG_MISSING says how to get it and
 * that a folder works without); any other path is a folder, made if missing, of
 * frame_000000.png and so on. ERROR_OUTPUT_UNWRITABLE where that cannot be. The MP4 stands under
 * PATH.part until it is whole; frames that an earlier, longer recording left behind in the
 * folder are removed at the close. */
struct video *video_open(const char *path, int width, int height, int fps, struct error *error);
/* Before the first picture: it will have sound, stereo at `rate` samples a second. An MP4 gets it
 * as AAC; into a folder comes sound.wav. False with ERROR_OUTPUT_UNWRITABLE or ERROR_MEMORY. */
bool video_sounds(struct video *video, int rate, struct error *error);
/* `frames` pairs of samples, -1..1; to be kept in step with the pictures by the caller. */
bool video_add_sound(struct video *video, const float *samples, uint32_t frames,
                     struct error *error);
/* RGB rows from the top. */
bool video_add(struct video *video, const uint8_t *rgb, struct error *error);
/* Finishes the file; false if it is not whole. Frees video in any case. */
bool video_close(struct video *video, struct error *error);

/* One PNG, 8-bit RGB. */
bool video_write_png(const char *path, const uint8_t *rgb, int width, int height,
                     struct error *error);
/* Reads an 8-bit RGB(A) PNG; *rgb is malloc'd, for the caller to free. */
bool video_read_png(const char *path, uint8_t **rgb, int *width, int *height, struct error *error);

#endif
