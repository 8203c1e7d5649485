#include "platform/film.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "platform/ffmpeg.h"
#include "platform/video.h"

enum { MOST_SIDE = 16384 };
static const double MOST_RATE = 240.0; /* a film of uneven pace can ask for any */

struct film {
    char path[1024];
    double rate;
    struct ffmpeg *ffmpeg; /* NULL: a folder */
    struct dirent **names;
    int n_names;
    uint8_t *rgb;
    int width, height;
    unsigned taken;
};

static int is_png(const struct dirent *entry)
{
    size_t length = strlen(entry->d_name);
    return length > 4 && strcmp(entry->d_name + length - 4, ".png") == 0;
}

static bool open_folder(struct film *film, int fps, struct error *error)
{
    film->rate = fps;
    film->n_names = scandir(film->path, &film->names, is_png, alphasort);
    if (film->n_names > 0)
        return true;
    film->n_names = 0;
    return error_set(error, ERROR_FILE_MISSING, "%.400s: there are no PNG files in it",
                     film->path);
}

static bool open_film(struct film *film, struct error *error)
{
    if (!ffmpeg_rate(film->path, &film->rate, error))
        return false;
    if (film->rate > MOST_RATE)
        film->rate = MOST_RATE;
    film->ffmpeg = ffmpeg_decode(film->path, film->rate, error);
    return film->ffmpeg != NULL;
}

struct film *film_open(const char *path, int folder_fps, struct error *error)
{
    struct stat about;
    struct film *film = calloc(1, sizeof *film);
    if (!film) {
        error_set(error, ERROR_MEMORY, "out of memory for a film");
        return NULL;
    }
    int length = snprintf(film->path, sizeof film->path, "%s", path);
    bool good = false;
    if (length < 0 || (size_t)length >= sizeof film->path || stat(path, &about) != 0)
        error_set(error, ERROR_FILE_MISSING, "%.400s: there is no such film or folder", path);
    else if (S_ISDIR(about.st_mode))
        good = open_folder(film, folder_fps, error);
    else
        good = open_film(film, error);
    if (good)
        return film;
    film_close(film);
    return NULL;
}

/* Where the size is not that of those before it is told. */
static bool has_size(struct film *film, int width, int height, struct error *error)
{
    if (film->taken && (width != film->width || height != film->height))
        return error_set(error, ERROR_FILE_READ,
                         "%.400s: picture %u is %dx%d, those before it are %dx%d", film->path,
                         film->taken + 1, width, height, film->width, film->height);
    film->width = width;
    film->height = height;
    return true;
}

static bool next_of_folder(struct film *film, struct error *error)
{
    char path[1400];
    int width, height;
    if (film->taken >= (unsigned)film->n_names)
        return false;
    snprintf(path, sizeof path, "%s/%s", film->path, film->names[film->taken]->d_name);
    free(film->rgb);
    film->rgb = NULL;
    return video_read_png(path, &film->rgb, &width, &height, error) &&
           has_size(film, width, height, error);
}

/* The head of a PPM as ffmpeg writes it: three lines. False at the end of the film. */
static bool take_head(struct film *film, int *width, int *height)
{
    char head[64];
    size_t n = 0;
    for (int lines = 0; lines < 3; n++) {
        if (n + 1 >= sizeof head || ffmpeg_read(film->ffmpeg, head + n, 1) != 1)
            return false;
        lines += head[n] == '\n';
    }
    head[n] = '\0';
    return sscanf(head, "P6 %d %d 255", width, height) == 2 && *width > 0 && *height > 0 &&
           *width <= MOST_SIDE && *height <= MOST_SIDE;
}

static bool next_of_film(struct film *film, struct error *error)
{
    int width, height;
    if (!film->ffmpeg)
        return false;
    if (!take_head(film, &width, &height)) {
        bool whole = ffmpeg_close(film->ffmpeg, error);
        film->ffmpeg = NULL;
        if (whole && !film->taken)
            error_set(error, ERROR_FFMPEG_FAILED, "%.400s: there are no pictures in it", film->path);
        return false;
    }
    if (!has_size(film, width, height, error))
        return false;
    size_t size = (size_t)width * (size_t)height * 3;
    if (!film->rgb && !(film->rgb = malloc(size)))
        return error_set(error, ERROR_MEMORY, "out of memory for a picture");
    return ffmpeg_read(film->ffmpeg, film->rgb, size) == size ||
           error_set(error, ERROR_FFMPEG_FAILED, "%.400s: it ends within a picture", film->path);
}

bool film_next(struct film *film, struct film_picture *picture, struct error *error)
{
    error->id = ERROR_NONE;
    if (!(film->names ? next_of_folder(film, error) : next_of_film(film, error)))
        return false;
    *picture = (struct film_picture){film->rgb, film->width, film->height,
                                     (double)film->taken / film->rate};
    film->taken++;
    return true;
}

void film_close(struct film *film)
{
    struct error ignored;
    if (!film)
        return;
    if (film->ffmpeg)
        ffmpeg_close(film->ffmpeg, &ignored);
    for (int i = 0; i < film->n_names; i++)
        free(film->names[i]);
    free(film->names);
    free(film->rgb);
    free(film);
}
