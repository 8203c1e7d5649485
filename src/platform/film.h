/* Reads a sequence of pictures: a film through ffmpeg, or a folder of PNG files. */
#ifndef SNOWMELT_PLATFORM_FILM_H
#define SNOWMELT_PLATFORM_FILM_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"

struct film;

/* RGB rows from the top; valid until the next one is asked for. */
struct film_picture {
    const uint8_t *rgb;
    int width, height; /* px */
    double t_s;        /* since the first */
};

/* A folder's PNG files follow one another in the order of their names, `folder_fps` a second; a film
 * tells its pace itself. NULL with ERROR_FILE_MISSING, ERROR_FFMPEG_MISSING, ERROR_FFMPEG_FAILED or
 * ERROR_MEMORY. */
struct film *film_open(const char *path, int folder_fps, struct error *error);
/* False at the end, and with error->id set where a picture cannot be read or has not the size of the
 * first. */
bool film_next(struct film *film, struct film_picture *picture, struct error *error);
void film_close(struct film *film);

#endif
