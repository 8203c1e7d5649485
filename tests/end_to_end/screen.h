/* A screen nobody sees: Xvfb on a display number it finds free itself, and its pixels. */
#ifndef SNOWMELT_TESTS_SCREEN_H
#define SNOWMELT_TESTS_SCREEN_H

#include "process.h"

enum { SCREEN_WIDTH = 960, SCREEN_HEIGHT = 540 };

struct screen {
    pid_t server;
    char display[16];   /* ":3" */
    char pixels[600];   /* the file the server keeps its screen in, XWD format */
};

/* RGB rows from the top. */
struct picture {
    uint8_t rgb[SCREEN_HEIGHT][SCREEN_WIDTH][3];
};

static inline bool screen_start(struct screen *screen, void **state)
{
    int ends[2];
    char fd[16], size[32], folder[600], log[600];
    snprintf(size, sizeof size, "%dx%dx24", SCREEN_WIDTH, SCREEN_HEIGHT);
    mkdir(scratch_path(state, "screen", folder), 0777);
    snprintf(screen->pixels, sizeof screen->pixels, "%.580s/Xvfb_screen0", folder);
    if (pipe(ends) != 0)
        return false;
    snprintf(fd, sizeof fd, "%d", ends[1]);
    const char *argv[] = {"Xvfb", "-displayfd", fd,  "-screen", "0",    size,
                          "-fbdir",  folder,    "-nolisten", "tcp", NULL};
    screen->server = process_start(argv, NULL, scratch_path(state, "xvfb.log", log));
    close(ends[1]);
    /* The number comes when the server takes connections; nothing comes when it fails. */
    char number[8] = "";
    size_t used = 0;
    while (used < sizeof number - 1 && !strchr(number, '\n') &&
           read(ends[0], number + used, 1) == 1)
        used++;
    close(ends[0]);
    number[strcspn(number, "\n")] = 0;
    snprintf(screen->display, sizeof screen->display, ":%s", number);
    return number[0];
}

static inline uint32_t screen_word(const uint8_t *header, unsigned i)
{
    const uint8_t *b = header + 4 * i;
    return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

static inline void screen_take(const struct screen *screen, struct picture *picture)
{
    /* Words of an XWD header that count here. */
    enum { HEADER_SIZE, WIDTH = 4, HEIGHT, BITS = 11, STRIDE, COLOURS = 19, WORDS = 25 };
    uint8_t header[4 * WORDS];
    FILE *file = fopen(screen->pixels, "rb");
    assert_non_null(file);
    assert_int_equal(fread(header, 1, sizeof header, file), sizeof header);
    assert_int_equal(screen_word(header, WIDTH), SCREEN_WIDTH);
    assert_int_equal(screen_word(header, HEIGHT), SCREEN_HEIGHT);
    assert_int_equal(screen_word(header, BITS), 32);
    size_t stride = screen_word(header, STRIDE);
    uint8_t *row = malloc(stride);
    assert_non_null(row);
    fseek(file, (long)(screen_word(header, HEADER_SIZE) + 12 * screen_word(header, COLOURS)),
          SEEK_SET);
    for (int y = 0; y < SCREEN_HEIGHT; y++) {
        assert_int_equal(fread(row, 1, stride, file), stride);
        for (int x = 0; x < SCREEN_WIDTH; x++)
            for (int c = 0; c < 3; c++)
                picture->rgb[y][x][c] = row[4 * x + 2 - c];
    }
    free(row);
    fclose(file);
}

/* Mean difference of two pictures, 0..255, between fractions of the width and the height. */
static inline double screen_difference(const struct picture *a, const struct picture *b,
                                       double left, double top, double right, double bottom)
{
    double sum = 0;
    int n = 0;
    for (int y = (int)(top * SCREEN_HEIGHT); y < (int)(bottom * SCREEN_HEIGHT); y++)
        for (int x = (int)(left * SCREEN_WIDTH); x < (int)(right * SCREEN_WIDTH); x++)
            for (int c = 0; c < 3; c++, n++)
                sum += abs(a->rgb[y][x][c] - b->rgb[y][x][c]);
    return sum / n;
}

/* Number of colours that differ by more than a little: a picture that is one flat colour, or
 * black, has few. */
static inline int screen_colours(const struct picture *picture)
{
    bool seen[16][16][16] = {{{false}}};
    int n = 0;
    for (int y = 0; y < SCREEN_HEIGHT; y++) {
        for (int x = 0; x < SCREEN_WIDTH; x++) {
            const uint8_t *rgb = picture->rgb[y][x];
            bool *one = &seen[rgb[0] >> 4][rgb[1] >> 4][rgb[2] >> 4];
            n += !*one;
            *one = true;
        }
    }
    return n;
}

#endif
