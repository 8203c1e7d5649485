#include <errno.h>
#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "platform/video.h"

enum { MOST_SIDE = 32768 };

/* What libpng says goes here and not to stderr. */
struct complaint {
    char text[128];
};

static void complain(png_structp png, png_const_charp text)
{
    struct complaint *complaint = png_get_error_ptr(png);
    snprintf(complaint->text, sizeof complaint->text, "%s", text);
    longjmp(png_jmpbuf(png), 1);
}

static void hush(png_structp png, png_const_charp text)
{
    (void)png;
    (void)text;
}

/* libpng leaves by longjmp, so nothing changed after setjmp() may be read after it: all that
 * is lives in the caller. */
static bool encode(FILE *file, const uint8_t *rgb, int width, int height,
                   struct complaint *complaint)
{
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, complaint, complain, hush);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    if (!info) {
        png_destroy_write_struct(&png, NULL);
        snprintf(complaint->text, sizeof complaint->text, "no memory");
        return false;
    }
    if (setjmp(png_jmpbuf(png))) {
        png_destroy_write_struct(&png, &info);
        return false;
    }
    png_init_io(png, file);
    png_set_IHDR(png, info, (png_uint_32)width, (png_uint_32)height, 8, PNG_COLOR_TYPE_RGB,
                 PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    /* Named, because a default may change between versions and with it the bytes. */
    png_set_compression_level(png, 4);
    png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FILTER_UP);
    png_write_info(png, info);
    for (int y = 0; y < height; y++)
        png_write_row(png, rgb + (size_t)y * (size_t)width * 3);
    png_write_end(png, NULL);
    png_destroy_write_struct(&png, &info);
    return true;
}

bool video_write_png(const char *path, const uint8_t *rgb, int width, int height,
                     struct error *error)
{
    if (width < 1 || height < 1 || width > MOST_SIDE || height > MOST_SIDE)
        return error_set(error, ERROR_OUTPUT_WRITE, "a picture of %dx%d px cannot be written",
                         width, height);
    FILE *file = fopen(path, "wbe");
    if (!file)
        return error_set(error, ERROR_OUTPUT_UNWRITABLE,
                         "cannot write '%.400s': %s; choose another place", path, strerror(errno));
    struct complaint complaint = {""};
    errno = 0;
    bool encoded = encode(file, rgb, width, height, &complaint);
    bool flushed = fflush(file) == 0 && !ferror(file);
    int reason = errno;
    struct stat status;
    bool ordinary = fstat(fileno(file), &status) == 0 && S_ISREG(status.st_mode);
    fclose(file);
    if (encoded && flushed)
        return true;
    /* Half a picture is worse than none; a device stays. */
    if (ordinary)
        remove(path);
    return error_set(error, ERROR_OUTPUT_WRITE, "cannot write '%.400s': %s", path,
                     reason ? strerror(reason) : complaint.text);
}

/* Reads the head and asks for 8-bit RGB. */
static bool decode_head(png_structp png, png_infop info, int *width, int *height)
{
    if (setjmp(png_jmpbuf(png)))
        return false;
    png_read_info(png, info);
    *width = (int)png_get_image_width(png, info);
    *height = (int)png_get_image_height(png, info);
    int colour = png_get_color_type(png, info);
    if (png_get_bit_depth(png, info) != 8 ||
        (colour != PNG_COLOR_TYPE_RGB && colour != PNG_COLOR_TYPE_RGB_ALPHA))
        png_error(png, "only 8-bit RGB and RGBA pictures are read");
    if (*width > MOST_SIDE || *height > MOST_SIDE)
        png_error(png, "the picture is too large");
    png_set_strip_alpha(png);
    png_set_interlace_handling(png);
    png_read_update_info(png, info);
    return true;
}

static bool decode_rows(png_structp png, png_bytepp rows)
{
    if (setjmp(png_jmpbuf(png)))
        return false;
    png_read_image(png, rows);
    png_read_end(png, NULL);
    return true;
}

static uint8_t *decode(FILE *file, int *width, int *height, struct complaint *complaint)
{
    png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, complaint, complain, hush);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    uint8_t *rgb = NULL, **rows = NULL;
    snprintf(complaint->text, sizeof complaint->text, "no memory");
    if (info) {
        png_init_io(png, file);
        if (decode_head(png, info, width, height)) {
            size_t stride = (size_t)*width * 3;
            rgb = malloc(stride * (size_t)*height);
            rows = malloc(sizeof *rows * (size_t)*height);
            for (int y = 0; rgb && rows && y < *height; y++)
                rows[y] = rgb + (size_t)y * stride;
            if (!rgb || !rows || !decode_rows(png, rows)) {
                free(rgb);
                rgb = NULL;
            }
            free(rows);
        }
    }
    png_destroy_read_struct(&png, &info, NULL);
    return rgb;
}

bool video_read_png(const char *path, uint8_t **rgb, int *width, int *height, struct error *error)
{
    FILE *file = fopen(path, "rbe");
    if (!file)
        return error_set(error, errno == ENOENT ? ERROR_FILE_MISSING : ERROR_FILE_READ,
                         "cannot open '%.400s': %s", path, strerror(errno));
    struct complaint complaint;
    *rgb = decode(file, width, height, &complaint);
    fclose(file);
    if (!*rgb)
        return error_set(error, ERROR_FILE_READ, "cannot read '%.400s' as PNG: %s", path,
                         complaint.text);
    return true;
}
