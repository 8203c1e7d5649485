#include "render/text_pen.h"

#include <stdlib.h>
#include <string.h>

#include "render/text_fonts.h"

struct text_pen {
    struct text_fonts *fonts;
};

struct text_pen *text_pen_create(const char *const font_files[3], struct error *error)
{
    struct text_pen *pen = calloc(1, sizeof *pen);
    if (!pen) {
        error_set(error, ERROR_MEMORY, "out of memory for text; close other programs");
        return NULL;
    }
    pen->fonts = text_fonts_create(font_files, NULL, error);
    if (!pen->fonts) {
        free(pen);
        return NULL;
    }
    return pen;
}

void text_pen_destroy(struct text_pen *pen)
{
    if (!pen)
        return;
    text_fonts_destroy(pen->fonts);
    free(pen);
}

static bool take_alpha(const SDL_Surface *surface, struct text_line *line)
{
    line->width = surface->w;
    line->height = surface->h;
    line->coverage = malloc((size_t)surface->w * (size_t)surface->h + 1);
    if (!line->coverage)
        return false;
    for (int y = 0; y < surface->h; y++) {
        const uint8_t *row = (const uint8_t *)surface->pixels + (size_t)y * (size_t)surface->pitch;
        for (int x = 0; x < surface->w; x++) {
            uint32_t pixel;
            memcpy(&pixel, row + 4 * x, sizeof pixel);
            line->coverage[y * surface->w + x] = (uint8_t)(pixel >> 24);
        }
    }
    return true;
}

bool text_pen_draw(struct text_pen *pen, enum plan_weight weight, int size_px, const char *text,
                   struct text_line *line)
{
    memset(line, 0, sizeof *line);
    SDL_Surface *surface = text_fonts_draw(pen->fonts, weight, size_px, text);
    const TTF_Font *latin = text_fonts_latin(pen->fonts, weight, size_px);
    bool drawn = surface && latin && take_alpha(surface, line);
    if (drawn) /* letters of other scripts may reach over the line, as far above as below */
        line->ascent = TTF_FontAscent(latin) + (surface->h - TTF_FontHeight(latin)) / 2;
    else
        memset(line, 0, sizeof *line);
    SDL_FreeSurface(surface);
    return drawn;
}
