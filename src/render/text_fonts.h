/* The fonts of each script and weight, and one line of text drawn with as many of them as it
 * needs. */
#ifndef SNOWMELT_RENDER_TEXT_FONTS_H
#define SNOWMELT_RENDER_TEXT_FONTS_H

#include <stdbool.h>

#include <SDL_ttf.h>

#include "base/error.h"
#include "render/render.h"

struct text_fonts;

/* Files as in struct render_options; kept as copies. `more` may be NULL. NULL with
 * ERROR_FONT_MISSING or ERROR_MEMORY when the Latin ones cannot be used. */
struct text_fonts *text_fonts_create(const char *const latin[3], const char *const (*more)[3],
                                     struct error *error);
void text_fonts_destroy(struct text_fonts *fonts);

/* False when the line cannot be measured. */
bool text_fonts_width(struct text_fonts *fonts, enum plan_weight weight, int size, const char *line,
                      int *width);

/* The line in 32 bits a pixel, whose alpha is the coverage; for the caller to free. Its middle is
 * that of a line of Latin letters, however high others are, so that lines side by side stand on
 * one baseline. NULL when there is nothing to draw. */
SDL_Surface *text_fonts_draw(struct text_fonts *fonts, enum plan_weight weight, int size,
                             const char *line);

/* The Latin font, px; NULL where it cannot be opened. */
TTF_Font *text_fonts_latin(struct text_fonts *fonts, enum plan_weight weight, int size);

#endif
