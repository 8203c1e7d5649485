#include "render/text_pen.h"

#include <stdlib.h>
#include <string.h>

#include <SDL_ttf.h>

struct text_pen {
    const char *files[3];
};

struct text_pen *text_pen_create(const char *const font_files[3], struct error *error)
{
    struct text_pen *pen = calloc(1, sizeof *pen);
    if (!pen) {
        error_set(error, ERROR_MEMORY, "out of memory for text; close other programs");
        return NULL;
    }
    if (TTF_Init() != 0) {
        error_set(error, ERROR_FONT_MISSING,
                  "text cannot be drawn (%s); install SDL2_ttf with FreeType", TTF_GetError());
        free(pen);
        return NULL;
    }
    memcpy(pen->files, font_files, sizeof pen->files);
    for (int i = 0; i < 3; i++) {
        TTF_Font *font = TTF_OpenFont(pen->files[i], 32);
        if (!font) {
            error_set(error, ERROR_FONT_MISSING, "cannot use the font '%.400s' (%s)", pen->files[i],
                      TTF_GetError());
            text_pen_destroy(pen);
            return NULL;
        }
        TTF_CloseFont(font);
    }
    return pen;
}

void text_pen_destroy(struct text_pen *pen)
{
    if (!pen)
        return;
    TTF_Quit();
    free(pen);
}

/* SDL_ttf renders white on transparent; the alpha is the coverage. */
static bool take_alpha(SDL_Surface *surface, struct text_line *line)
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
    const SDL_Color white = {255, 255, 255, 255};
    bool drawn = false;
    memset(line, 0, sizeof *line);
    TTF_Font *font = TTF_OpenFont(pen->files[weight], size_px);
    if (!font)
        return false;
    SDL_Surface *rendered = TTF_RenderUTF8_Blended(font, text, white);
    SDL_Surface *surface =
        rendered ? SDL_ConvertSurfaceFormat(rendered, SDL_PIXELFORMAT_ARGB8888, 0) : NULL;
    line->ascent = TTF_FontAscent(font);
    if (surface)
        drawn = take_alpha(surface, line);
    SDL_FreeSurface(surface);
    SDL_FreeSurface(rendered);
    TTF_CloseFont(font);
    if (!drawn)
        memset(line, 0, sizeof *line);
    return drawn;
}
